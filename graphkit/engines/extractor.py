"""How articles are read, as plain data, and the one object that reads them so, wherever it runs.

A `Recipe` goes to another process or machine; the `Extractor` that is made of it there gives what it would give here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.engines.batches import MAX_CHARACTERS
from graphkit.errors import InputError
from graphkit.model import EntityType, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from graphkit.model import Document, Extraction, PassedOver
    from graphkit.ner.gazetteer import Gazetteer
    from graphkit.ner.ops import OpsName
    from graphkit.relations import Triggers

OwnName = tuple[tuple[str, ...], EntityType, tuple[str, str]]
"""The spellings of one of the user's own, the name first; its type; scheme and identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How articles are read: all that an `Extractor` is made of. Plain values, which can be compared, hashed and pickled.

    Attributes:
        model: as `graphkit.ner.load_model` takes it.
        ops: likewise; changes speed only.
        lang: as in `graphkit.Config`: "en", or "any" for no look at the language.
        coreference: whether pronouns, roles and the like are led back to whom they stand for.
        fast: whether only those sentences are parsed whose words may tell of something.
        own: the user's own people and organisations.
        patterns: the files of the user's patterns, in their order, each as its name and its text.
        batch_size: documents that go through the spaCy pipeline together; changes speed and memory only.
        max_characters: length from which on an article is refused.
        digest: of whatever of this, and of what it was made of, can change what is read; goes to the `Run`.
    """

    model: str = "sm"
    ops: OpsName = "auto"
    lang: str = "en"
    coreference: bool = True
    fast: bool = False
    own: tuple[OwnName, ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    batch_size: int = 32
    max_characters: int = MAX_CHARACTERS
    digest: str = ""


class Extractor:
    """Reads articles as a recipe says. The model and all else that is heavy are loaded when they are first needed."""

    def __init__(self, recipe: Recipe) -> None:
        """Take the recipe; load nothing."""
        self.recipe = recipe

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | InputError]:
        """Extract what each document says, batch by batch.

        Yields:
            For each document, in order, its extraction without the text but with `run`, or an `InputError` whose source
            is the document's id.

        Raises:
            ModelError: the model is missing or unfit; only where there is a document.
            InputError: the patterns can't be used.
        """
        from graphkit.engines.local import extract_documents

        for group in _unless_empty(documents):
            results = extract_documents(
                group,
                nlp=self._nlp,
                lang=self.recipe.lang,
                coreference=self.recipe.coreference,
                fast=self.recipe.fast,
                own=self._own,
                triggers=self._triggers,
                batch_size=self.recipe.batch_size,
                max_characters=self.recipe.max_characters,
            )
            for result in results:
                if isinstance(result, InputError):
                    yield result
                else:
                    yield replace(result, document=replace(result.document, run=self.run))

    def audit(self, documents: Iterable[Document]) -> Iterator[list[PassedOver] | Extraction | InputError]:
        """Find the words that could tell of something but gave no event; all sentences are parsed for that.

        Yields:
            For each document, in order, what was passed over, or its empty extraction where its language is another, or an
            `InputError` whose source is the document's id.

        Raises:
            ModelError: the model is missing or unfit; only where there is a document.
            InputError: the patterns can't be used.
        """
        from graphkit.engines.local import audit_documents

        for group in _unless_empty(documents):
            yield from audit_documents(
                group,
                nlp=self._nlp,
                lang=self.recipe.lang,
                coreference=self.recipe.coreference,
                own=self._own,
                triggers=self._triggers,
                batch_size=self.recipe.batch_size,
                max_characters=self.recipe.max_characters,
            )

    @property
    def is_loaded(self) -> bool:
        """Whether the model was needed yet."""
        return "_nlp" in self.__dict__

    @cached_property
    def run(self) -> Run:
        """How this reads: version, model and settings. Loads the model.

        Raises:
            ModelError: the model is missing or unfit.
        """
        meta = self._nlp.meta
        return Run(
            version=__version__,
            model=f"{meta['lang']}_{meta['name']}",
            model_version=str(meta["version"]),
            digest=self.recipe.digest,
        )

    @property
    def ops(self) -> str:
        """What multiplies the model's matrices. Loads the model.

        Raises:
            ModelError: the model is missing or unfit.
        """
        from graphkit.ner.ops import ops_of

        return ops_of(self._nlp)

    @cached_property
    def _nlp(self) -> Language:
        from graphkit.ner import load_model

        return load_model(self.recipe.model, ops=self.recipe.ops)

    @cached_property
    def _own(self) -> Gazetteer | None:
        if not self.recipe.own:
            return None
        from graphkit.ner.own import own_names

        return own_names(self.recipe.own)

    @cached_property
    def _triggers(self) -> Triggers:
        from graphkit.relations.patterns import parse_files

        return parse_files(self.recipe.patterns)


def _unless_empty(documents: Iterable[Document]) -> Iterator[Iterator[Document]]:
    """The documents once, or never where there are none."""
    rest = iter(documents)
    for first in rest:
        yield chain([first], rest)
