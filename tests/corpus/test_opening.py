"""A corpus is opened, or it is said why not and what to do."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphkit.corpus import CorpusFile, is_corpus, opening
from graphkit.errors import CorpusError
from graphkit.model import Document, Extraction

Record = Callable[..., Extraction]


def test_a_corpus_is_told_from_other_files(path: Path, tmp_path: Path) -> None:
    with CorpusFile.to_write(path, create=True):
        assert is_corpus(path)
    assert is_corpus(path)
    turtle, empty, other = tmp_path / "graph.ttl", tmp_path / "empty", tmp_path / "other.db"
    turtle.write_text("@prefix gk: <https://w3id.org/graphkit/> .\n" * 100)
    empty.touch()
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    for file in (turtle, empty, other, tmp_path, tmp_path / "missing"):
        assert not is_corpus(file), file


def test_looking_leaves_the_file_and_its_folder_alone(path: Path, record: Record) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([record("a")])
    before = path.read_bytes()
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert is_corpus(path)
    with CorpusFile.to_read(path) as file:
        assert file.ids() == ["a"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to look like one" * 20, b"x"])
def test_a_foreign_file_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for open_it in (CorpusFile.to_read, CorpusFile.to_write, lambda p: CorpusFile.to_write(p, create=True)):
        with pytest.raises(CorpusError, match="is no corpus of graphkit's; name another file"):
            open_it(path)
    assert path.read_bytes() == content


def test_another_database_is_left_as_it_is(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    for open_it in (CorpusFile.to_read, lambda p: CorpusFile.to_write(p, create=True)):
        with pytest.raises(CorpusError, match="is an SQLite database, but no corpus"):
            open_it(path)
    assert path.read_bytes() == before


def test_reading_changes_nothing(path: Path) -> None:
    CorpusFile.to_write(path, create=True).close()
    before = path.read_bytes()
    with CorpusFile.to_read(path) as one, CorpusFile.to_read(path) as other:
        assert one.ids() == other.ids() == []
        with pytest.raises(CorpusError):
            one.set("decisions", "x")
    assert path.read_bytes() == before


def test_a_missing_corpus_is_told(path: Path, tmp_path: Path) -> None:
    for open_it in (CorpusFile.to_read, CorpusFile.to_write):
        with pytest.raises(CorpusError, match="no such corpus; 'graphkit add"):
            open_it(path)
    with pytest.raises(CorpusError, match="the folder does not exist"):
        CorpusFile.to_write(tmp_path / "none" / "news.corpus", create=True)
    with pytest.raises(CorpusError, match="is a folder"):
        CorpusFile.to_write(tmp_path, create=True)
    with pytest.raises(CorpusError, match="is a folder"):
        CorpusFile.to_read(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_corpus_only_where_one_is_made(path: Path) -> None:
    path.touch()
    with pytest.raises(CorpusError, match="is an empty file"):
        CorpusFile.to_write(path)
    with CorpusFile.to_write(path, create=True) as file:
        assert file.ids() == []


def test_odd_names_of_files_are_names_of_files(tmp_path: Path) -> None:
    path = tmp_path / "ne ws?mode=memory#%41.corpus"
    with CorpusFile.to_write(path, create=True):
        assert path.is_file()
    assert is_corpus(path)


def test_a_link_leads_to_the_corpus(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    with CorpusFile.to_write(path, create=True), pytest.raises(CorpusError, match="another graphkit is writing"):
        CorpusFile.to_write(link)
    with CorpusFile.to_write(link) as file:
        assert file.ids() == []


def test_a_second_writer_is_told(path: Path) -> None:
    with CorpusFile.to_write(path, create=True), pytest.raises(CorpusError, match="another graphkit is writing to it"):
        CorpusFile.to_write(path)
    with CorpusFile.to_write(path):
        pass
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_the_lock_of_a_killed_process_locks_nobody_out(path: Path, record: Record) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([record("a")])
    script = (
        "import sys, time; from graphkit.corpus import CorpusFile\n"
        f"file = CorpusFile.to_write({str(path)!r}); file.remove(['a']); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CorpusError, match="another graphkit is writing to it"):
            CorpusFile.to_write(path)
        os.kill(other.pid, signal.SIGKILL)
    with CorpusFile.to_write(path) as file:
        assert file.ids() == []


def test_another_programs_transaction_is_waited_for_and_then_told(
    path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    with CorpusFile.to_write(path, create=True) as file, contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="another process is writing to it"):
            file.take([record("a")])
        other.rollback()
        assert file.take([record("a")]) == ["added"]


def test_a_full_disk_loses_nothing_that_was_taken_in(path: Path) -> None:
    texts = random.Random(7)  # noqa: S311 - no secret
    articles = [Document(id=str(number), text=texts.randbytes(3000).hex()) for number in range(40)]
    with CorpusFile.to_write(path, create=True) as file:
        file.take(articles[:5])
        file.rows("PRAGMA max_page_count = 30")
        with pytest.raises(CorpusError, match="the disk is full; free some space and run the command again"):
            file.take(articles[5:])
        assert file.ids() == ["0", "1", "2", "3", "4"]
        file.rows("PRAGMA max_page_count = 100000")
        assert set(file.take(articles)) == {"known", "added"}


def test_a_damaged_file_is_told(path: Path, record: Record) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([record(str(number)) for number in range(100)])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(CorpusError, match="is damaged"), CorpusFile.to_read(path) as file:
        list(file.extractions())


@pytest.fixture
def locked(record: Record) -> Iterator[Path]:
    """A corpus in a folder where nothing may be written, for someone who isn't root, who may."""
    with tempfile.TemporaryDirectory() as folder:  # others can't get into the folders of pytest
        path = Path(folder) / "news.corpus"
        with CorpusFile.to_write(path, create=True) as file:
            file.take([record("a")])
        is_root = os.geteuid() == 0
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            if is_root:
                os.seteuid(65534)
            yield path
        finally:
            if is_root:
                os.seteuid(0)
            path.parent.chmod(0o755)


def test_a_corpus_can_be_read_where_nothing_may_be_written(locked: Path, record: Record) -> None:
    assert is_corpus(locked)
    with CorpusFile.to_read(locked) as file:
        assert list(file.extractions()) == [record("a")]
    with pytest.raises(CorpusError, match="can't be written: Permission denied"):
        CorpusFile.to_write(locked)


def test_a_log_that_cannot_be_read_is_not_passed_over(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Log:
        def exists(self) -> bool:
            return True

        def stat(self) -> SimpleNamespace:
            return SimpleNamespace(st_size=1)

        name = "news.corpus-wal"

    monkeypatch.setattr(opening, "beside", lambda _path, _ending: Log())
    with pytest.raises(CorpusError, match=r"left news.corpus-wal, which can't be read where nothing may be written"):
        CorpusFile.to_read(locked)


def test_a_corpus_that_may_not_be_written_to_is_told(path: Path) -> None:
    with CorpusFile.to_write(path, create=True):
        pass
    connect = opening._connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_connect", lambda path, **_: connect(path, mode="ro"))
        with pytest.raises(CorpusError, match="can't be written: permission denied, or a read-only medium"):
            CorpusFile.to_write(path).take([Document(id="a")])
