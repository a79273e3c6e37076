"""A process of its own that reads articles, so that an article which breaks or stalls it takes no other along.

It is started by `graphkit.engines.process` and speaks with it in frames (see `graphkit.engines.frames`). It is sent its
`Recipe`, then `Task` after task, and answers with `Ready` or `Failed`, then `Begun` and `Done` for each task.

The worker ends when its standard input does, also in the midst of a task: nothing is left running when the asker is
killed.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal

from graphkit.engines.extractor import Extractor
from graphkit.engines.frames import read_frame, unpack, write_frame
from graphkit.errors import GraphkitError, InputError
from graphkit.model import Document, Extraction, PassedOver, Run

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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the asker too, who decides
    if life is not None:
        _end_with(life)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that nothing else can come between the frames
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), frames), daemon=True).start()
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


def _listen(stream: IO[bytes], frames: queue.SimpleQueue[bytes]) -> None:
    while (frame := read_frame(stream)) is not None:
        frames.put(frame)
    os._exit(0)  # the asker is gone; a task may be at work in the other thread


def _end_with(life: int) -> None:
    """Let the system end this process with its asker, even where a C function holds the interpreter and no thread can.

    The signal SIGIO, which comes when the pipe ends, ends a process that doesn't handle it.

    Source: fcntl(2), F_SETOWN and O_ASYNC, which Linux has for pipes.
    """
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
