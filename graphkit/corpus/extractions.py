"""What the documents of a corpus say, as a stream that can be gone through any number of times."""

from __future__ import annotations

import contextlib
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphkit.corpus import packing
from graphkit.corpus.opening import explained
from graphkit.errors import CorpusError, InputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from graphkit.model import Extraction

_PAGE: Final = 64  # records that are fetched at a time
_READ: Final = "documents d JOIN extractions e ON e.content = d.content"


@dataclass(frozen=True, slots=True)
class Extractions:
    """What the documents of a corpus say, in order of their ids, decoded as they are gone through."""

    _connection: sqlite3.Connection
    _path: Path

    def __len__(self) -> int:
        """How many documents were read."""
        with explained(self._path):
            return int(self._connection.execute(f"SELECT count(*) FROM {_READ}").fetchone()[0])

    def __iter__(self) -> Iterator[Extraction]:
        """Begin again at the first document.

        Raises:
            CorpusError: a record is damaged.
        """
        with explained(self._path):
            cursor = self._connection.execute(f"SELECT d.id, e.record FROM {_READ} ORDER BY d.id")
        while rows := self._page(cursor):
            for ident, record in rows:
                with intact(self._path, ident):
                    extraction = packing.unpack_record(record, source=ident)
                # another document with the same text and metadata may have been read
                yield replace(extraction, document=replace(extraction.document, id=ident))

    def _page(self, cursor: sqlite3.Cursor) -> list[tuple[str, bytes]]:
        with explained(self._path):
            return cursor.fetchmany(_PAGE)


@contextlib.contextmanager
def intact(path: Path, ident: str) -> Iterator[None]:
    """Say of which document a text or record turns out to be damaged, or to be none that this graphkit takes."""
    try:
        yield
    except InputError as error:
        raise CorpusError(
            f"{path}: the record of {ident!r} can't be used: {error.reason}; 'graphkit remove {path} ID' takes it out, and "
            "adding the article, or a record that is mended, puts it in again"
        ) from error
    except (zlib.error, ValueError) as error:
        raise CorpusError(f"{path}: is damaged: {ident!r} can't be read ({error}); restore a copy") from error
