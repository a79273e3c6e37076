"""The one who has articles read: in this process, or in workers, whichever is better for so many of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self

from graphkit.engines.extractor import Extractor
from graphkit.engines.machine import fitting_workers
from graphkit.engines.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from graphkit.engines.extractor import Recipe
    from graphkit.errors import InputError
    from graphkit.model import Document, Extraction, PassedOver, Run

Workers = int | Literal["auto"]


class Engine:
    """Reads articles as a recipe says, with the same results wherever it does; to be closed in the end.

    Whether in this process or in workers is settled when the first article comes.
    """

    def __init__(self, recipe: Recipe, *, workers: Workers = 1, seconds: float | None = None) -> None:
        """Take the recipe; load and start nothing.

        Args:
            recipe: how articles are read.
            workers: how many processes to read in; "auto" for as many as are worth it (see
                `graphkit.engines.machine.fitting_workers`). 1 is this process, unless `seconds` calls for one that can
                be killed.
            seconds: how long an article may take before it is given up; 0 for as long as it wants; None for as long as
                it wants in this process, and in workers for what `Pool` thinks right.
        """
        self.recipe = recipe
        self._workers = workers
        self._seconds = seconds
        self._expected = 0

    def expect(self, documents: int) -> None:
        """Take notice of how many documents will come; counts only where it is said before the first."""
        self._expected = documents

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End what was begun."""
        self.close()

    def close(self) -> None:
        """End the workers, if there are any."""
        chosen = self.__dict__.get("_chosen")
        if isinstance(chosen, Pool):
            chosen.close()

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | InputError]:
        """Extract what each document says: see `Extractor.extract` and `Pool.extract`."""
        return self._chosen.extract(documents)

    def audit(self, documents: Iterable[Document]) -> Iterator[list[PassedOver] | Extraction | InputError]:
        """Find the words that gave no event: see `Extractor.audit` and `Pool.audit`."""
        return self._chosen.audit(documents)

    @property
    def run(self) -> Run:
        """How this reads: version, model and settings. Loads the model, here or in a worker."""
        return self._chosen.run

    @property
    def ops(self) -> str:
        """What multiplies the model's matrices. Loads the model, here or in a worker."""
        return self._chosen.ops

    @property
    def is_loaded(self) -> bool:
        """Whether the model was needed yet."""
        return "_chosen" in self.__dict__ and self._chosen.is_loaded

    @cached_property
    def _chosen(self) -> Extractor | Pool:
        workers = fitting_workers(self._expected) if self._workers == "auto" else self._workers
        if workers == 1 and not self._seconds:
            return Extractor(self.recipe)
        return Pool(self.recipe, workers=workers, seconds=self._seconds)
