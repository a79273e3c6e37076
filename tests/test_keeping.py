"""A corpus is kept through all that happens to it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import keeping, ner
from graphkit.config import Config
from graphkit.corpus import Tally
from graphkit.engines import Extractor
from graphkit.errors import CorpusError, InputError, ModelError, NoInputError, UnknownDocumentError
from graphkit.model import Document, Extraction
from graphkit.rdf import write_turtle
from graphkit.records import to_record

NEWS = {
    "a": "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday.",
    "b": "Spanish President Ana Ruiz did not meet King Ivo Ray on Tuesday.",
    "c": "Ole Dahl pledged 5 million euros to Spain.",
}


class Notes(graphkit.Watch):
    def __init__(self) -> None:
        self.read: list[str] = []
        self.problems: list[str] = []

    def extracted(self, extraction: Extraction) -> None:
        self.read.append(extraction.document.id)

    def problem(self, item: Any) -> None:
        self.problems.append(str(item))


def articles(**texts: str) -> list[Document]:
    return [Document(id=ident, text=text) for ident, text in (texts or NEWS).items()]


def turtle(kg: graphkit.KnowledgeGraph) -> bytes:
    stream = io.BytesIO()
    write_turtle(kg.assembly, stream)
    return stream.getvalue()


@pytest.fixture
def corpus(tmp_path: Path, one_model: None) -> graphkit.Corpus:
    del one_model
    return graphkit.Corpus(tmp_path / "news.corpus")


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str, **_settings: object) -> None:
        raise ModelError("was loaded")

    monkeypatch.setattr(ner, "load_model", refuse, raising=False)


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading break off after some documents, as Ctrl-C does."""
    extract = Extractor.extract

    def stopping(self: Extractor, documents: Iterable[Document]) -> Iterator[Extraction | InputError]:
        for number, result in enumerate(extract(self, documents)):
            if number == count:
                raise KeyboardInterrupt
            yield result

    monkeypatch.setattr(Extractor, "extract", stopping)


def test_the_graph_of_a_corpus_is_that_of_its_articles(corpus: graphkit.Corpus) -> None:
    assert corpus.add(articles()) == Tally(added=3, extracted=3)
    assert turtle(corpus.build()) == turtle(graphkit.build(articles()))
    assert [extraction.document.id for extraction in corpus.extractions()] == ["a", "b", "c"]


def test_building_says_how_much_there_is_to_go_through(corpus: graphkit.Corpus) -> None:
    told = []

    class Counting(graphkit.Watch):
        def expect(self, documents: int) -> None:
            told.append(documents)

        def extracted(self, extraction: Extraction) -> None:
            told.append(extraction.document.id)

    corpus.add(articles())
    corpus.build(watch=Counting())
    assert told == [3, "a", "b", "c"]


def test_adding_the_same_again_loads_no_model(corpus: graphkit.Corpus, request: pytest.FixtureRequest) -> None:
    corpus.add(articles())
    before = turtle(corpus.build())
    request.getfixturevalue("no_model")
    assert corpus.add(articles()) == Tally(known=3)
    assert corpus.update(articles()) == Tally(known=3)
    assert corpus.update() == Tally()
    assert turtle(corpus.build()) == before


def test_all_removed_half_and_added_again_in_another_order(corpus: graphkit.Corpus, tmp_path: Path) -> None:
    corpus.add(articles())
    whole = turtle(corpus.build())
    assert corpus.remove(["b", "a"]) == 2
    never = graphkit.Corpus(tmp_path / "never.corpus")
    never.add(articles(c=NEWS["c"]))
    assert turtle(corpus.build()) == turtle(never.build())
    corpus.add(reversed(articles()))
    assert turtle(corpus.build()) == whole


def test_another_text_is_refused_by_add_and_taken_by_update(corpus: graphkit.Corpus) -> None:
    corpus.add(articles(a=NEWS["a"], b=NEWS["b"]))
    watch = Notes()
    changed = articles(a="Ole Dahl left.", c=NEWS["c"])
    assert corpus.add(changed, watch=watch) == Tally(added=1, refused=1, extracted=1)
    (problem,) = watch.problems
    assert "another text, or a record alone, with the id 'a', which stays; 'graphkit update'" in problem
    assert corpus.update(changed, watch=watch) == Tally(known=1, replaced=1, extracted=1)
    assert turtle(corpus.build()) == turtle(graphkit.build([*changed, *articles(b=NEWS["b"])]))


def test_a_run_that_is_stopped_goes_on(corpus: graphkit.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        stop_after(2, patch)
        with pytest.raises(KeyboardInterrupt):
            corpus.add(articles())
    status = corpus.status()
    assert (status.documents, status.read, status.waiting) == (3, 2, 1)
    assert status.last_runs[0].ended is None
    assert (status.last_runs[0].added, status.last_runs[0].extracted) == (3, 2)
    assert corpus.add(articles()) == Tally(known=3, extracted=1)
    assert turtle(corpus.build()) == turtle(graphkit.build(articles()))


def test_update_reads_what_is_left_without_the_files(corpus: graphkit.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        stop_after(0, patch)
        with pytest.raises(KeyboardInterrupt):
            corpus.add(articles())
    assert corpus.update() == Tally(extracted=3)


def test_what_fails_is_in_quarantine_until_update_reads_it(
    corpus: graphkit.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract, watch = Extractor.extract, Notes()

    def failing(self: Extractor, documents: Iterable[Document]) -> Iterator[Extraction | InputError]:
        for document in documents:
            if document.id == "b":
                yield InputError("could not be analysed", source="b")
            else:
                yield from extract(self, [document])

    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "extract", failing)
        assert corpus.add(articles(), watch=watch) == Tally(added=3, extracted=2, failed=1)
        assert corpus.add(articles()) == Tally(known=3)
    assert watch.problems == ["b: could not be analysed"]
    assert corpus.status().quarantined == (("b", "could not be analysed"),)
    assert corpus.update() == Tally(extracted=1)
    assert turtle(corpus.build()) == turtle(graphkit.build(articles()))


def test_other_settings_make_out_of_date_what_update_reads_anew(corpus: graphkit.Corpus) -> None:
    corpus.add(articles())
    other = Config(coreference=False)
    assert corpus.add(articles(), config=other) == Tally(known=3)
    assert corpus.add(articles(d="Ana Ruiz left."), config=other) == Tally(added=1, extracted=1)
    assert corpus.status().outdated == 3
    assert corpus.update(articles(a=NEWS["a"]), config=other) == Tally(known=1, extracted=1)
    assert corpus.update(config=other) == Tally(extracted=2)
    assert corpus.status().outdated == 0
    assert len(corpus.status().readings) == 1


def test_records_need_no_model(corpus: graphkit.Corpus, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("no_model")
    records = [Extraction(document=Document(id=ident)) for ident in "ab"]
    lines = "".join(json.dumps(to_record(record)) + "\n" for record in records)
    (tmp_path / "records.jsonl").write_text(lines)
    assert corpus.add(tmp_path / "records.jsonl", records_only=True) == Tally(added=2)
    assert list(corpus.extractions()) == records
    watch = Notes()
    (tmp_path / "mixed.jsonl").write_text(lines + '{"id": "c", "text": "Ole Dahl left."}\n')
    assert corpus.add(tmp_path / "mixed.jsonl", records_only=True, watch=watch) == Tally(known=2)
    assert watch.problems == ["c: is an article, where only extraction records are wanted"]


def test_a_model_that_is_missing_loses_nothing(corpus: graphkit.Corpus, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("no_model")
    with pytest.raises(ModelError):
        corpus.add(articles())
    assert corpus.status().waiting == 3


def test_mistakes_are_told_before_a_file_is_made(corpus: graphkit.Corpus, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        corpus.add(articles(), config=Config(gazetteer=str(tmp_path / "none.csv")))
    for verb in (corpus.update, corpus.status, corpus.build, corpus.ids):
        with pytest.raises(CorpusError, match="no such corpus"):
            verb()
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_add_is_told(corpus: graphkit.Corpus, tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="nothing could be added: 1 input failed"):
        corpus.add(tmp_path / "missing", watch=Notes())
    assert list(tmp_path.iterdir()) == []
    corpus.add(articles())
    with pytest.raises(NoInputError, match="nothing could be updated: 1 input failed"):
        corpus.update(tmp_path / "missing", watch=Notes())
    assert all(run.ended for run in corpus.status().last_runs)


def test_an_unknown_id_is_told(corpus: graphkit.Corpus) -> None:
    corpus.add(articles())
    with pytest.raises(UnknownDocumentError, match="'z'"):
        corpus.remove("z")
    assert corpus.ids() == ["a", "b", "c"]


def test_the_digest_of_the_decisions_is_kept(corpus: graphkit.Corpus, tmp_path: Path) -> None:
    corpus.add(articles())
    corpus.build()
    assert corpus.status().decisions is None
    (tmp_path / "decisions.toml").write_text("# none yet\n")
    corpus.build()
    first = corpus.status().decisions
    (tmp_path / "decisions.toml").write_text("# none still\n")
    corpus.build()
    assert first not in {None, corpus.status().decisions}


def test_what_a_run_has_done_is_kept_while_it_is_at_work(
    corpus: graphkit.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    class Looking(graphkit.Watch):
        def extracted(self, extraction: Extraction) -> None:
            del extraction
            (run,) = corpus.status().last_runs
            told.append((run.added, run.extracted, run.ended))

    monkeypatch.setattr(keeping, "BATCH", 1)
    corpus.add(articles(), watch=Looking())
    assert told == [(3, 1, None), (3, 2, None), (3, 3, None)]


def test_batches_are_written_as_they_come(corpus: graphkit.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    assert corpus.add(articles()) == Tally(added=3, extracted=3)
    assert turtle(corpus.build()) == turtle(graphkit.build(articles()))
