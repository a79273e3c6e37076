"""How a corpus file is opened, for reading or writing, and what its errors say to a person."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from graphkit.corpus.schema import APPLICATION_ID, VERSION, migrate, version_of
from graphkit.errors import CorpusError

try:
    import fcntl
except ImportError:  # Windows, where SQLite's own locks have to do
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

PATIENCE: Final = 10.0
"""Seconds that are waited for another process to end its transaction, which takes it a moment."""

_SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    # a power cut may cost the last batches, which are then read again, and never the file
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    # what is removed is not left in the file to be found
    "PRAGMA secure_delete = ON",
)

_SMALLEST: Final = 512
"""Bytes of the smallest SQLite database (Source: https://www.sqlite.org/fileformat2.html#pages); it writes over smaller files."""

_FOREIGN: Final = "is no corpus of graphkit's; name another file, or a new one"
_READ_ONLY: Final = "permission denied, or a read-only medium; change the permissions or copy it to another place"
_ADVICE: Final = (
    ("SQLITE_FULL", "the disk is full; free some space and run the command again: what was taken in before is kept"),
    ("SQLITE_NOTADB", _FOREIGN),
    ("SQLITE_CORRUPT", "is damaged ({error}); restore a copy, or add the articles to a new corpus"),
    ("SQLITE_BUSY", "another process is writing to it; wait until it is done"),
    ("SQLITE_READONLY", f"can't be written: {_READ_ONLY}"),
    ("SQLITE_PERM", f"can't be opened: {_READ_ONLY}"),
    ("SQLITE_CANTOPEN", "can't be opened; see that the folder exists and that you may read and write there"),
    ("SQLITE_IOERR", "reading or writing it failed ({error}); see whether the disk is full or broken"),
)
"""Beginnings of the names of SQLite's errors (Source: https://www.sqlite.org/rescode.html), and what to say."""


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that say what happened to which file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for beginning, advice in _ADVICE:
            if name.startswith(beginning):
                raise CorpusError(f"{path}: {advice.format(error=error)}") from error
        raise CorpusError(f"{path}: is damaged, or was changed by another program ({error}); restore a copy") from error


def is_corpus(path: str | PathLike[str]) -> bool:
    """Tell a corpus file from all others, missing ones included."""
    file = Path(path)
    if not file.is_file():
        return False
    # by SQLite and not by reading its head: closing a file that SQLite has open in this process would take its locks away
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(_connect(file, mode="ro", immutable=True)) as connection,
    ):
        (found,) = connection.execute("PRAGMA application_id").fetchone()
        return bool(found == APPLICATION_ID)
    return False


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a corpus that nothing is written to.

    An earlier version is brought up to date first, which needs permission to write. On a read-only medium, or in a folder
    where nothing may be written, the file is read as it lies.

    Raises:
        CorpusError: there is no such file, it is no corpus, or it can't be read.
    """
    if path.is_dir():
        raise CorpusError(f"{path}: is a folder; name the corpus, which is a file")
    if not path.is_file():
        raise CorpusError(f"{path}: no such corpus; 'graphkit add {path} PATHS' makes one")
    with explained(path):
        connection = _reader(path)
        try:
            version = version_of(connection, path)
        except BaseException:
            connection.close()
            raise
        if version == VERSION:
            return connection
        connection.close()
        open_to_write(path).close()
        return _reader(path)


def _reader(path: Path) -> sqlite3.Connection:
    connection = _connect(path, mode="ro")
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        log = beside(path, "-wal")
        if log.exists() and log.stat().st_size:
            raise CorpusError(
                f"{path}: another process has it open, or was killed, and left {log.name}, which can't be read where "
                "nothing may be written; copy both to a folder of yours"
            ) from error
        connection = _connect(path, mode="ro", immutable=True)
    return connection


def open_to_write(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a corpus to be written to.

    Args:
        path: the file.
        create: make the file where there is none.

    Raises:
        CorpusError: the file is no corpus, is missing (unless `create`), or can't be written.
    """
    see_place(path, create=create)
    with explained(path):
        connection = _connect(path, mode="rwc" if create else "rw")
        try:
            if version_of(connection, path) == 0:
                _begin(path, create=create)
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            # before the log is switched on, so that the file itself says what it is from its first moment
            migrate(connection, path)
            for setting in _SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection


def see_place(path: Path, *, create: bool) -> None:
    """See that a corpus to be written to is there, or can be.

    Raises:
        CorpusError: it is not.
    """
    if path.is_dir():
        raise CorpusError(f"{path}: is a folder; name the corpus, which is a file")
    if not path.exists() and not create:
        raise CorpusError(f"{path}: no such corpus; 'graphkit add {path} PATHS' makes one")
    if not path.parent.is_dir():
        raise CorpusError(f"{path}: the folder does not exist; create it first")


def _begin(path: Path, *, create: bool) -> None:
    """See that what SQLite takes for an empty database is one, and may become a corpus."""
    if 0 < path.stat().st_size < _SMALLEST:
        raise CorpusError(f"{path}: {_FOREIGN}")
    if not create:
        raise CorpusError(f"{path}: is an empty file; 'graphkit add {path} PATHS' makes a corpus of it")


def _connect(path: Path, *, mode: Literal["ro", "rw", "rwc"], immutable: bool = False) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}{'&immutable=1' if immutable else ''}"
    # transactions are begun and ended by name, and a reader may be handed to another thread, one at a time
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def beside(path: Path, ending: str) -> Path:
    """Name a file that belongs to the corpus; a symbolic link is followed, as SQLite does."""
    real = path.resolve()
    return real.with_name(real.name + ending)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other writers away for as long as the block runs, by a lock on a file beside the corpus.

    The file is taken away at the end; one that a killed process left locks nobody out.

    Raises:
        CorpusError: another process is writing to the corpus, or nothing can be written beside it.
    """
    if fcntl is None:
        yield
        return
    lock = beside(path, "-lock")
    descriptor = _locked(lock, path)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _locked(lock: Path, path: Path) -> int:
    while True:
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise CorpusError(
                f"{path}: can't be written: {error.strerror}; see that you may write in its folder"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # who held the lock before may have taken the file away meanwhile, and then it locks nobody out
            if os.path.exists(lock) and os.path.samestat(os.fstat(descriptor), os.stat(lock)):  # noqa: PTH110, PTH116
                return descriptor
        except BlockingIOError as error:
            os.close(descriptor)
            raise CorpusError(f"{path}: another graphkit is writing to it; wait until it is done") from error
        except FileNotFoundError:
            pass
        os.close(descriptor)
