"""A process of its own that reads articles, so that an article which breaks or stalls it takes no other along.

It is started by `graphkit.engines.process` and speaks with it in frames (see `graphkit.processes`). It is sent its
`Recipe`, then `Task` after task, and answers with `Ready` or `Failed`, then `Begun` and `Done` for each task.

The worker ends when its standard input does, also in the midst of a task: nothing is left running when the asker is
killed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.engines.extractor import Extractor
from graphkit.errors import GraphkitError, InputError
from graphkit.model import Document, Extraction, PassedOver, Run
from graphkit.processes import attend, unpack, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Kind = Literal["extract", "audit"]
Result = Extraction | list[PassedOver] | InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Articles to read together.

    Attributes:
        number: tells the task from all others of its worker's asker.
        kind: what to do with them; a method of `Extractor`.
        documents: the articles.
    """

    number: int
    kind: Kind
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; `run` says how articles are read, `ops` what multiplies the model's matrices."""

    run: Run
    ops: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The model can't be loaded; the worker ends."""

    error: GraphkitError


@dataclass(frozen=True, slots=True)
class Begun:
    """The task is being worked at."""

    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """The results of a task, one for each of its documents."""

    number: int
    results: tuple[Result, ...]


Message = Ready | Failed | Begun | Done


def main(life: int | None = None) -> None:
    """Load what the recipe asks for, then do task after task.

    Args:
        life: a pipe that nobody writes to and that ends with the asker.
    """
    frames, answers = attend(life)
    extractor = Extractor(unpack(frames.get()))
    try:
        ready = Ready(extractor.run, extractor.ops)
    except GraphkitError as error:
        write_frame(answers, Failed(error))
        return
    write_frame(answers, ready)
    ways: dict[Kind, Callable[[Iterable[Document]], Iterator[Result]]] = {
        "extract": extractor.extract,
        "audit": extractor.audit,
    }
    while True:
        task: Task = unpack(frames.get())
        write_frame(answers, Begun(task.number))
        write_frame(answers, Done(task.number, tuple(ways[task.kind](task.documents))))
