"""A corpus is counted."""

from __future__ import annotations

from collections.abc import Callable

from graphkit import __version__
from graphkit.corpus import CorpusFile, Tally, count
from graphkit.errors import InputError
from graphkit.model import Document, Extraction, Run

NOW = Run(version=__version__, model="m", model_version="1", digest="d")


def test_an_empty_corpus_is_counted(file: CorpusFile) -> None:
    status = count(file)
    assert (status.documents, status.words, status.runs, status.readings) == (0, 0, 0, ())


def test_all_is_counted(file: CorpusFile, article: Callable[..., Document], record: Callable[..., Extraction]) -> None:
    file.take([article(ident, f"Ole Dahl met {ident}.") for ident in ("a", "b", "c", "d")])
    file.take([record("e"), record("f", run=None)])
    old, new = file.configuration(Run(version="0.0.1")), file.configuration(NOW)
    found = {document.id: content for content, document in file.pending("new", configuration=new)}
    file.store([(found["a"], record("a"))], configuration=old)
    file.store([(found["b"], record("b")), (found["c"], InputError("is odd", source="c"))], configuration=new)
    file.record(file.begin("add"), Tally(added=6))
    status = count(file)
    assert (status.documents, status.words, status.records, status.read) == (6, 16, 2, 4)
    assert (status.waiting, status.outdated, status.quarantined) == (1, 1, (("c", "is odd"),))
    told = {(reading.version, reading.documents, reading.current) for reading in status.readings}
    assert told == {("0.0.7", 1, False), ("", 1, False), ("0.0.1", 1, False), (__version__, 1, True)}
    assert (status.runs, status.last_runs[0].added, status.last_runs[0].ended) == (1, 6, None)
    assert status.bytes >= file.path.stat().st_size


def test_the_last_runs_are_told_in_their_order(file: CorpusFile) -> None:
    for _ in range(12):
        file.begin("add")
    status = count(file)
    assert status.runs == 12
    assert [run.number for run in status.last_runs] == list(range(3, 13))
