"""How much may be taken out of archives, and how deep: no archive can fill the memory, the disk or the day.

A small file can be made to unpack to anything, or to hold itself. So one budget goes with a named file through whatever lies
in it: what comes out is counted as it comes, whatever the archive says of itself. Nothing is ever written under a member's name.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.guard import guarded
from graphkit.readers.signs import give_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from graphkit.readers.source import Source

_BUFFER = 1 << 16
_SPOOL = 4 << 20  # bytes kept in memory; what is longer goes to a temporary file without a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one named file may come to.

    Attributes:
        ratio: how many times its own size it may unpack to. Source: news in JSON Lines or WARC packs to between a fourth and
            a fiftieth, and zlib, "Technical details", to no less than 1:1032.
        free: bytes that it may unpack to whatever its own size.
        total: bytes that it may unpack to at most.
        members: files in it, those of archives in it too.
        depth: archives and compressed files one in another; ``.tar.gz`` counts as two.
    """

    ratio: int = 200
    free: int = 256 << 20
    total: int = 256 << 30
    members: int = 2_000_000
    depth: int = 5


LIMITS = Limits()


@dataclass(slots=True, kw_only=True)
class Budget:
    """What is left for one named file.

    Attributes:
        source: the named file, as messages call it.
        packed: its own size in bytes.
        limits: what it may come to.
        is_spent: whether it was too little; then nothing more is read of the file.
    """

    source: str
    packed: int
    limits: Limits
    is_spent: bool = False
    _bytes: int = 0
    _members: int = 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            InputError: they are too many.
        """
        self._bytes += size
        most = min(self.limits.total, max(self.limits.free, self.packed * self.limits.ratio))
        if self._bytes > most:
            self.is_spent = True
            reason = f"unpacks to over {most >> 20} MB, {self.limits.ratio} times its size or more, as archives made to do harm do"
            raise InputError(f"{reason}; unpack it with care, and name what is in it", source=self.source)

    def enter(self, place: str, *, depth: int) -> None:
        """Count a member.

        Raises:
            InputError: they are too many, or it lies too deep.
        """
        self._members += 1
        if self._members > self.limits.members:
            self.is_spent = True
            reason = f"holds more than {self.limits.members} files; unpack it, and name them in parts"
            raise InputError(reason, source=self.source)
        if depth > self.limits.depth:
            reason = f"lies {depth} archives deep, more than {self.limits.depth}; unpack what it lies in"
            raise InputError(reason, source=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Opens what lies in another source, as `Source.opener` wants it, and knows what was spent on the way there."""

    opens: Callable[[], AbstractContextManager[IO[bytes]]]
    budget: Budget
    depth: int

    def __call__(self) -> AbstractContextManager[IO[bytes]]:
        """Give the bytes from the start."""
        return self.opens()


def budget_of(source: Source) -> tuple[Budget, int]:
    """The budget that `source` is read on, and how many archives it lies in."""
    if isinstance(source.opener, Member):
        return source.opener.budget, source.opener.depth
    size = os.stat(source.path).st_size if source.path is not None else 0  # noqa: PTH116 - Path.stat on a slot reads worse
    return Budget(source=source.name, packed=size, limits=LIMITS), 0


def member_of(
    source: Source, name: str, opens: Callable[[], AbstractContextManager[IO[bytes]]], budget: Budget
) -> Source:
    """What lies in `source` under a name there, as a source of its own.

    Raises:
        InputError: there are too many, or it lies too deep.
    """
    depth = budget_of(source)[1] + 1
    member = source.member(safe_name(name), Member(opens=opens, budget=budget, depth=depth))
    budget.enter(member.name, depth=depth)
    return member


def held_member(source: Source, name: str, data: bytes, budget: Budget) -> Source:
    """What lies in `source` as bytes that are there already.

    Raises:
        InputError: there are too many, or it lies too deep.
    """

    @contextmanager
    def opens() -> Iterator[IO[bytes]]:
        yield io.BytesIO(data)

    return member_of(source, name, opens, budget)


def safe_name(name: str) -> str:
    r"""A member's name as a path that stays where it is; it is only ever shown and made part of ids.

    >>> safe_name("../../etc/./passwd"), safe_name("C:\\news\\a.txt")
    ('etc/passwd', 'C:/news/a.txt')
    """
    parts = name.replace("\\", "/").replace("\x00", "").split("/")
    clean = "/".join(part for part in parts if part not in {"", ".", ".."})
    return clean.encode("utf-8", "backslashreplace").decode()


class Counted(io.RawIOBase):
    """A stream that unpacks: each byte is counted, and its failures are the source's."""

    def __init__(self, stream: IO[bytes], *, source: str, what: str, budget: Budget | None) -> None:
        """Wrap `stream`; `what` is the format with its article, and without a `budget` nothing is counted."""
        self._stream = stream
        self._source = source
        self._what = what
        self._budget = budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read and count.

        Raises:
            InputError: the archive is damaged, or the budget is spent.
        """
        with guarded(self._source, self._what):
            data = self._stream.read(len(buffer))
        give_sign()
        if self._budget is not None:
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream too."""
        self._stream.close()
        super().close()


def counted(stream: IO[bytes], *, source: str, what: str, budget: Budget | None) -> io.BufferedReader:
    """`stream` with every failure an `InputError`, and every byte counted where there is a budget."""
    return io.BufferedReader(Counted(stream, source=source, what=what, budget=budget), buffer_size=_BUFFER)


@contextmanager
def seekable(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of `source` as a stream that can go back; what lies in another source is copied to a temporary file.

    Raises:
        InputError: it can't be read.
    """
    with source.open() as stream:
        if source.path is not None and stream.seekable():
            yield stream
            return
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as copy:
            shutil.copyfileobj(stream, copy, _BUFFER)
            copy.seek(0)
            yield copy
