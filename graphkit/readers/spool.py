"""What dear formats gave, kept in a temporary file, so that nothing is taken apart twice."""

from __future__ import annotations

import os
import pickle
import tempfile
from typing import IO, TYPE_CHECKING, Self

from graphkit.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from graphkit.readers.items import Read

_IN_MEMORY = 4 << 20  # bytes; what is more goes to the disk


class Spool:
    """One temporary file for what many sources gave; each is read again from its own place."""

    def __init__(self) -> None:
        """Begin with nothing; a file is made only where much is kept."""
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`
        self._starts: dict[int, int] = {}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let the file go."""
        self._file.close()

    def __contains__(self, number: int) -> bool:
        """Whether source `number` is kept."""
        return number in self._starts

    def keep(self, number: int, reads: Iterable[Read]) -> Iterator[Read]:
        """Hand on what source `number` gives, and keep it.

        Raises:
            OutputError: the temporary file can't be written.
        """
        start = self._file.seek(0, os.SEEK_END)
        for read in reads:
            self._write(read)
            yield read
        self._write(None)
        self._starts[number] = start

    def again(self, number: int) -> Iterator[Read]:
        """Give once more what source `number` gave."""
        place = self._starts[number]
        while True:
            self._file.seek(place)
            read: Read | None = pickle.load(self._file)  # noqa: S301 - written by this process, to a file without a name
            place = self._file.tell()
            if read is None:
                return
            yield read

    def _write(self, read: Read | None) -> None:
        if isinstance(read, InputError):  # without its cause, which other libraries have pickled too, be it fit or not
            read = InputError(read.reason, source=read.source, line=read.line)
        try:
            pickle.dump(read, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            folder = tempfile.gettempdir()
            reason = f"cannot write: {error.strerror or error}; make room there, or set TMPDIR to another folder"
            raise OutputError(f"{folder}: {reason}") from error
