"""Files written whole or not at all.

A reader never sees half a file: the text goes to a temporary file in the same folder, which takes the file's name once
everything is written. `fsync` is left out on purpose, since a graph can always be built again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, TextIO, overload

from graphkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADVICE = {
    errno.EACCES: "permission denied; choose another place or change the permissions",
    errno.EPERM: "permission denied; choose another place or change the permissions",
    errno.EROFS: "the file system is read-only; choose another place",
    errno.ENOSPC: "the disk is full; free some space or choose another place",
    errno.EDQUOT: "the disk quota is used up; free some space or choose another place",
    errno.EEXIST: "something else bears this name; choose another place",
    errno.ENOENT: "the folder does not exist; create it first",
    errno.ENOTDIR: "a part of the path is a file, not a folder; choose another place",
    errno.EISDIR: "this is a folder; name a file in it",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def output_error(path: Path, error: OSError) -> OutputError:
    """The error that tells a person what could not be written, where, why and what to do."""
    reason = _ADVICE.get(error.errno or 0, f"{error.strerror or error}; choose another place")
    return OutputError(f"{path}: cannot write: {reason}")


@overload
def write_whole(path: str | Path, *, binary: Literal[False] = False) -> contextlib.AbstractContextManager[TextIO]: ...
@overload
def write_whole(path: str | Path, *, binary: Literal[True]) -> contextlib.AbstractContextManager[BinaryIO]: ...
@overload
def write_whole(path: str | Path, *, binary: bool) -> contextlib.AbstractContextManager[IO[Any]]: ...


@contextlib.contextmanager
def write_whole(path: str | Path, *, binary: bool = False) -> Iterator[Any]:
    """Open a file for writing that appears under its name only when all is written.

    Text is UTF-8 with line feeds as line ends on every system. When the block raises, the temporary file is removed and a
    file that was there before stays as it was. A symbolic link is followed, so that the link itself survives; so do
    the permissions of a file that is replaced.

    Args:
        path: the file to write; its folder must exist.
        binary: yield a stream of bytes instead of text.

    Yields:
        The open stream.

    Raises:
        OutputError: the file can't be written.
    """
    target = Path(path)
    with _explained(target):
        final = target.resolve()
        if final.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not final.parent.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if final.exists() and not final.is_file():
            message = f"{target}: cannot write: not a regular file; name another one"
            raise OutputError(message)
        handle, name = tempfile.mkstemp(dir=final.parent, prefix=f".{final.name[:40]}.", suffix=".part")
    temporary = Path(name)
    try:
        with _open(handle, binary=binary) as stream:
            yield stream
            with _explained(target):
                stream.flush()
        with _explained(target):
            temporary.chmod(_mode(final))
            temporary.replace(final)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        # a full disk shows up inside the block, wherever the buffer happens to be written out
        if error.errno in {errno.ENOSPC, errno.EDQUOT} and not isinstance(error, OutputError):
            raise output_error(target, error) from error
        raise
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _open(handle: int, *, binary: bool) -> IO[Any]:
    return os.fdopen(handle, "wb") if binary else os.fdopen(handle, "w", encoding="utf-8", newline="\n")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise output_error(path, error) from error


def _mode(path: Path) -> int:
    """Permission bits for the new file: those of the file it replaces, else what the umask allows."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
