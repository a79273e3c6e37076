"""Files of every version are read by this one, and files of later ones are left alone."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.corpus import CorpusFile, count, schema
from graphkit.errors import CorpusError
from graphkit.model import Document, Extraction, Run


def test_a_new_file_says_what_it_is(path: Path) -> None:
    with CorpusFile.to_write(path, create=True):
        pass
    head = path.read_bytes()[:100]
    assert head[:16] == b"SQLite format 3\0"
    # Source: https://www.sqlite.org/fileformat2.html#the_database_header
    assert int.from_bytes(head[60:64], "big") == schema.VERSION
    assert head[68:72] == b"gpk1"


@pytest.fixture
def first(path: Path) -> Path:
    """A corpus of version 1, with an article that was read, one in French, and one in quarantine."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("version1.sql").read_text(encoding="utf-8"))
    return path


@pytest.mark.parametrize("opened", [CorpusFile.to_read, CorpusFile.to_write])
def test_the_first_version_is_brought_up_to_date(
    first: Path, record: Callable[..., Extraction], opened: Callable[[Path], CorpusFile]
) -> None:
    run = Run(version="0.1.0", model="en_test", model_version="1.0", digest="ab12")
    with opened(first) as file:
        assert file.rows("PRAGMA user_version") == [(schema.VERSION,)]
        article, french = file.extractions()
        assert article == record("a", run=run)
        assert (french.document.id, french.document.lang, french.skipped) == ("b", "fr", "language")
        status = count(file)
        assert (status.documents, status.read, status.skipped, status.runs) == (3, 2, 1, 1)
        assert status.quarantined == (("c", "could not be analysed"),)
    with CorpusFile.to_write(first) as file:
        assert file.take([Document(id="a", text="Ole Dahl met Ana Ruiz.", published=dt.date(2024, 3, 5))]) == ["known"]


def test_the_first_version_has_the_tables_of_its_time(first: Path, tmp_path: Path) -> None:
    """Or the migrations would start from something else than what they find."""
    with contextlib.closing(sqlite3.connect(tmp_path / "new")) as connection:
        schema.MIGRATIONS[0](connection)
        made = set(connection.execute("SELECT name, sql FROM sqlite_schema"))
    with contextlib.closing(sqlite3.connect(first)) as connection:
        assert set(connection.execute("SELECT name, sql FROM sqlite_schema")) == made


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
