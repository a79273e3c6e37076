"""Files of dear formats, read in processes that can be killed, and still in their order.

A library that takes a PDF file or a web page apart may hang in one call, or fill the memory, and nothing in the same process
can stop it. Each process is given sources one after the other and is at most a few ahead of what was asked for: what it has
read waits in its pipe, which is bounded, so that memory doesn't grow. What a process dies of ends the one source that it was at;
the others go on in a fresh one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from graphkit.errors import EngineError, InputError
from graphkit.processes import Process, read_frame, unpack, write_frame
from graphkit.readers.formats import WEB, is_dear
from graphkit.readers.items import Found
from graphkit.readers.source import Source
from graphkit.readers.worker import STUCK, Begun, Done, Failed, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from graphkit.readers.items import Read
    from graphkit.readers.worker import Answer

PATIENCE: Final = 60.0
"""Seconds without a sign of life after which a source is given up, where nobody says how many. The slowest page of a web
archive that is as large as may be took 40 s."""
LEAST: Final = 10.0
"""Seconds that a source is given however few are wanted for an article: the first of a format waits for its library."""
MEMORY: Final = 2 << 30
"""Bytes that the reading of one file may take."""
WORTH: Final = 4 << 20
"""Bytes of files that make one more process worth its start, which takes as long as reading thirty pages."""
AHEAD: Final = 32
"""Sources that a process is given at a time, so many that the quick ones among them make up for the slow."""
PIPE: Final = 1 << 20
"""Bytes that may wait in a pipe, where the system lets us say. Source: pipe(7), /proc/sys/fs/pipe-max-size."""
ATTEMPTS: Final = 3
"""Processes in a row that may end before they begin."""
_TIME_IS_UP: Final = {STUCK, -signal.SIGALRM if hasattr(signal, "SIGALRM") else STUCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How dear files are read in processes of their own.

    Attributes:
        workers: how many processes at most.
        seconds: how long a file may give no sign of life, such as an article or a page; 0 for as long as it wants, None for
            `PATIENCE`. Never less than `LEAST`.
        memory: bytes that a process may take.
    """

    workers: int = 1
    seconds: float | None = None
    memory: int = MEMORY

    @property
    def limit(self) -> float | None:
        """Seconds without a sign of life; None for no limit."""
        if self.seconds is None:
            return PATIENCE
        return max(self.seconds, LEAST) if self.seconds else None


class Crew:
    """The processes that read the dear ones of many sources; to be closed in the end. Starts none that isn't needed."""

    def __init__(self, apart: Apart, sources: Iterable[Source | Read]) -> None:
        """Find out which sources are to be read apart."""
        self._apart = apart
        found = [
            (number, source, size)
            for number, source in enumerate(sources)
            if isinstance(source, Source) and (size := _size_apart(source)) is not None
        ]
        self._waiting = deque((number, source) for number, source, _ in found)
        self._all = frozenset(number for number, _, _ in found)
        self._most = max(1, min(apart.workers, len(found), sum(size for _, _, size in found) // WORTH))
        self._hands: list[Hand] = []
        self._given: dict[int, Hand] = {}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def __contains__(self, number: int) -> bool:
        """Whether source `number` is read here."""
        return number in self._all

    def close(self) -> None:
        """End the processes at once, whatever they are doing."""
        while self._hands:
            self._hands.pop().close()

    def read(self, number: int) -> Iterator[Read]:
        """What source `number` holds, and last an error where one ended the reading; sources are asked for in order.

        Raises:
            EngineError: no process can be started.
        """
        self._give_out()
        hand = self._given.pop(number)
        yield from hand.read()

    def _give_out(self) -> None:
        """Give each process its next sources."""
        while self._waiting:
            number, source = self._waiting[0]
            hand = self._hand_for(source)
            if len(hand.sources) == AHEAD:
                return
            self._waiting.popleft()
            hand.give(source)
            self._given[number] = hand

    def _hand_for(self, source: Source) -> Hand:
        """The process with the least to do; for web addresses always the first, which knows when it last asked a host."""
        if source.ending == WEB and self._hands:
            return self._hands[0]
        hand = min(self._hands, key=lambda hand: len(hand.sources), default=None)
        if hand is None or (hand.sources and len(self._hands) < self._most):
            hand = Hand(self._apart)
            self._hands.append(hand)
        return hand


class Hand:
    """A process and what it was given; a fresh one takes its place when it dies.

    Attributes:
        sources: those it was given and has not done, the oldest first.
    """

    def __init__(self, apart: Apart) -> None:
        """Start the process.

        Raises:
            EngineError: the system starts none.
        """
        self._apart = apart
        self.sources: deque[Source] = deque()
        self._process = self._start()

    def give(self, source: Source) -> None:
        """Send a source; what it holds is read later."""
        self.sources.append(source)
        self._send(source)

    def read(self) -> Iterator[Read]:
        """What the oldest source holds.

        Raises:
            EngineError: no process can be started.
        """
        begun = False
        found = failures = 0
        while True:
            answer = self._hear()
            match answer:
                case Begun():
                    begun = True
                case Done():
                    self.sources.popleft()
                    return
                case Failed(error):
                    raise error
                case None:
                    status, cause = self._process.status(), self._process.cause()
                    if begun:
                        source = self.sources.popleft()
                    self._again()
                    if begun:
                        yield self._stopped(source, status, cause, found=found)
                        return
                    failures += 1
                    if failures == ATTEMPTS:
                        raise EngineError(f"the processes that read files end before they begin: the last {cause}")
                case _:
                    found += isinstance(answer, Found)
                    yield answer

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.release()

    def _start(self) -> Process:
        try:
            process = Process("graphkit.readers.worker")
        except OSError as error:
            raise EngineError(f"a process to read files in can't be started: {error}") from error
        if sys.platform == "linux":
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(process.outlet, fcntl.F_SETPIPE_SZ, PIPE)
        self._process = process
        self._send(Terms(seconds=self._apart.limit, memory=self._apart.memory))
        return process

    def _again(self) -> None:
        """Have a fresh process read what is left."""
        self.close()
        self._start()
        for source in self.sources:
            self._send(source)

    def _send(self, content: Terms | Source) -> None:
        with contextlib.suppress(OSError):  # that it has died is found out where its answers end
            write_frame(self._process.inlet, content)

    def _hear(self) -> Answer | Read | None:
        frame = read_frame(self._process.outlet)
        return None if frame is None else unpack(frame)

    def _stopped(self, source: Source, status: int, cause: str, *, found: int) -> InputError:
        """What became of a source that ended its process."""
        if status in _TIME_IS_UP:
            what = f"was stopped, as nothing came of it for {self._apart.limit:g} s; allow more with --timeout-per-document"
        else:
            what = f"was stopped, as the process that read it {cause}"
        kept = f"; what was read of it before is kept ({found})" if found else ""
        return InputError(what + kept, source=source.name)


def _size_apart(source: Source) -> int | None:
    """The size of a file that is read apart, 0 for a web address; None for all other sources, such as pipes and what is cheap."""
    if source.ending == WEB:
        return 0
    if source.path is None or source.opener is not None or not is_dear(source):
        return None
    try:
        known = os.stat(source.path)  # noqa: PTH116 - Path.stat on a slot reads worse
    except (OSError, ValueError):
        return None
    return known.st_size if stat.S_ISREG(known.st_mode) else None
