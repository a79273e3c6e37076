"""Files of every version are read by this one, and files of later ones are left alone."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.corpus import CorpusFile, schema
from graphkit.errors import CorpusError
from graphkit.model import Extraction


def test_a_new_file_says_what_it_is(path: Path) -> None:
    with CorpusFile.to_write(path, create=True):
        pass
    head = path.read_bytes()[:100]
    assert head[:16] == b"SQLite format 3\0"
    # Source: https://www.sqlite.org/fileformat2.html#the_database_header
    assert int.from_bytes(head[60:64], "big") == schema.VERSION
    assert head[68:72] == b"gpk1"


@pytest.mark.parametrize("opened", [CorpusFile.to_read, CorpusFile.to_write])
def test_a_later_version_is_left_as_it_is(path: Path, opened: Callable[[Path], CorpusFile]) -> None:
    with CorpusFile.to_write(path, create=True):
        pass
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(CorpusError, match=rf"later graphkit \(version {schema.VERSION + 1} .*; update graphkit"):
        opened(path)
    assert path.read_bytes() == before


def test_a_migration_that_breaks_off_leaves_the_file_as_it_was(
    path: Path, record: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([record("a")])

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE documents ADD COLUMN mood TEXT")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, half))
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(KeyboardInterrupt):
            CorpusFile.to_write(path)
    with CorpusFile.to_read(path) as file:
        assert list(file.extractions()) == [record("a")]
        assert "mood" not in str(file.rows("SELECT sql FROM sqlite_schema"))
