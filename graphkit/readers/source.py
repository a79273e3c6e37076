"""One input: its name, its bytes, and how much of them may be taken."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Literal

from graphkit.errors import InputError
from graphkit.readers.settings import MEGABYTE, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

IdFrom = Literal["name", "path"]
_SPOOL = 4 << 20  # bytes of a pipe that are kept in memory; what is longer goes to a temporary file
_DEFAULT = Reading()


@dataclass(slots=True, kw_only=True)
class Source:
    """One input that can be read more than once: a file, standard input, or something inside another source.

    Attributes:
        name: what messages call it: the path, ``-``, or for a member of an archive ``news.zip/march/a.html``.
        ending: lower-case, with the dot; chooses the reader.
        document_id: the id of its document, or the beginning of the ids of its lines.
        path: where it lies; None for standard input and for what is inside another source.
        opener: gives the bytes of what is inside another source, anew each time; they need not be seekable. It raises
            `InputError` where they can't be had.
        charset: its encoding, where what it lies in says so.
        id_from: where ids come from, also those of its members.
        reading: how it is read.
    """

    name: str
    ending: str
    document_id: str
    path: Path | None = None
    opener: Callable[[], AbstractContextManager[IO[bytes]]] | None = field(default=None, repr=False)
    charset: str | None = None
    id_from: IdFrom = "name"
    reading: Reading = _DEFAULT
    _copy: IO[bytes] | None = field(default=None, repr=False)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give the bytes from the start, which need not be seekable; those of a pipe, which come only once, are kept.

        Raises:
            InputError: it can't be opened or read.
        """
        try:
            if self.opener is not None:
                with self.opener() as stream:
                    yield stream
                return
            if self.path is not None and self.path.is_file():
                with self.path.open("rb") as stream:
                    yield stream
                return
            if self._copy is None:
                self._copy = self._kept()
            self._copy.seek(0)
            yield self._copy
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=self.name) from error

    def whole(self) -> bytes:
        """All its bytes, for formats that can't be read bit by bit.

        Raises:
            InputError: it can't be read, or there are more than ``reading.max_bytes``.
        """
        most = self.reading.max_bytes
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            reason = (
                f"is larger than {in_megabytes(most)}, and its format is read whole; split it, or raise --max-megabytes"
            )
            raise InputError(reason, source=self.name)
        return data

    def member(self, name: str, opener: Callable[[], AbstractContextManager[IO[bytes]]]) -> Source:
        """What is inside this source, by its name there.

        Its id follows the rule for files: its own name without the last ending, or its path below the named folder, in
        which the archive counts as a folder.
        """
        name = readable(name)
        inner = PurePosixPath(name)
        return Source(
            name=f"{self.name}/{name}",
            ending=inner.suffix.lower(),
            document_id=inner.stem if self.id_from == "name" else f"{self.document_id}/{name}",
            opener=opener,
            id_from=self.id_from,
            reading=self.reading,
        )

    def close(self) -> None:
        """Let go of what was kept of a pipe."""
        if self._copy is not None:
            self._copy.close()

    def _kept(self) -> IO[bytes]:
        if self.path is None and sys.stdin is None:
            raise InputError("standard input is closed", source=self.name)
        with nullcontext(sys.stdin.buffer) if self.path is None else self.path.open("rb") as stream:
            copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - lives as long as the source
            shutil.copyfileobj(stream, copy)
        return copy


def in_megabytes(size: int) -> str:
    """A number of bytes in words, such as "100 MB" or "512 bytes"."""
    return f"{size / MEGABYTE:g} MB" if size >= MEGABYTE / 10 else f"{size} bytes"


def readable(name: str) -> str:
    r"""A file's name as text; bytes in it that are no UTF-8 are written out.

    >>> readable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")
