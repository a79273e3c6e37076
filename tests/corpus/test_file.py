"""Documents go in and out, and what was read out of them goes with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.corpus import CorpusFile, Tally, count, packing
from graphkit.corpus.file import Wanted
from graphkit.errors import CorpusError, InputError, UnknownDocumentError
from graphkit.model import Document, Extraction, Run

Article = Callable[..., Document]
Record = Callable[..., Extraction]
RUN = Run(version="1", model="m", model_version="1", digest="d")
OTHER = Run(version="2", model="m", model_version="1", digest="d")


def pending(file: CorpusFile, wanted: Wanted = "new", run: Run = RUN) -> list[str]:
    number = file.find_configuration(run)
    found = [document.id for _, document in file.pending(wanted, configuration=number)]
    assert file.count_pending(wanted, configuration=number) == len(found)
    return found


def read(file: CorpusFile, record: Record, wanted: Wanted = "new", run: Run = RUN) -> None:
    number = file.configuration(run)
    found = list(file.pending(wanted, configuration=number))
    file.store([(content, record(document.id, run=run)) for content, document in found], configuration=number)


def ids_read(file: CorpusFile) -> list[str]:
    return [extraction.document.id for extraction in file.extractions()]


def test_a_document_comes_back_as_it_went_in(file: CorpusFile, article: Article) -> None:
    given = article("a", title="Dahl’s day", url="https://news.example/a", publisher="The Ledger", lang="en")
    assert file.take([given]) == ["added"]
    number = file.find_configuration(RUN)
    assert [document for _, document in file.pending("new", configuration=number)] == [given]


def test_the_same_again_is_known(file: CorpusFile, article: Article, record: Record) -> None:
    file.take([article("a")])
    read(file, record)
    assert file.take([article("a")]) == ["known"]
    assert pending(file) == []


def test_another_text_with_the_id_is_refused_unless_it_shall_replace(
    file: CorpusFile, article: Article, record: Record
) -> None:
    file.take([article("a")])
    read(file, record)
    assert file.take([article("a", "Ole Dahl left.")]) == ["refused"]
    assert pending(file) == []
    assert ids_read(file) == ["a"]
    assert file.take([article("a", "Ole Dahl left.")], replacing=True) == ["replaced"]
    assert pending(file) == ["a"]
    assert ids_read(file) == []


@pytest.mark.parametrize("step", [1, -1])
def test_of_equal_texts_those_metadata_stay_of_which_there_are_more(
    file: CorpusFile, article: Article, step: int
) -> None:
    both = [article("a"), article("a", title="Dahl’s day")]
    file.take(both[::step])
    number = file.find_configuration(RUN)
    assert [document.title for _, document in file.pending("new", configuration=number)] == ["Dahl’s day"]


def test_metadata_are_replaced_where_they_shall_be(file: CorpusFile, article: Article) -> None:
    file.take([article("a", title="Dahl’s day")])
    assert file.take([article("a")], replacing=True) == ["described"]


def test_one_content_is_read_once_for_all_ids(file: CorpusFile, article: Article, record: Record) -> None:
    file.take([article("b"), article("a")])
    assert pending(file) == ["b"]
    read(file, record)
    assert ids_read(file) == ["a", "b"]
    file.remove(["b"])
    assert ids_read(file) == ["a"]


def test_records_are_kept_under_their_own_run(file: CorpusFile, record: Record) -> None:
    assert file.take([record("a"), record("b", run=None)]) == ["added", "added"]
    assert list(file.extractions()) == [record("a"), record("b", run=None)]
    assert set(file.runs()) == {record("a").document.run, None}
    assert file.runs(of_texts=True) == ()
    assert pending(file) == pending(file, "all") == []


def test_a_record_and_a_text_do_not_share_an_id(file: CorpusFile, article: Article, record: Record) -> None:
    file.take([article("a"), record("b")])
    assert file.take([record("a"), article("b")]) == ["refused", "refused"]
    assert file.take([record("a"), article("b")], replacing=True) == ["replaced", "replaced"]
    assert pending(file) == ["b"]
    assert ids_read(file) == ["a"]


def test_what_another_configuration_read_is_out_of_date(file: CorpusFile, article: Article, record: Record) -> None:
    file.take([article("a"), article("b", "Ana Ruiz left.")])
    read(file, record)
    assert pending(file, "new", OTHER) == []
    assert pending(file, "all", OTHER) == ["a", "b"]
    read(file, record, "all", OTHER)
    assert file.runs() == (OTHER,)
    assert pending(file, "all", OTHER) == []


def test_only_what_is_named_is_brought_up_to_date(path: Path, article: Article, record: Record) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([article("a"), article("b", "Ana Ruiz left.")])
        read(file, record)
    with CorpusFile.to_write(path) as file:
        file.take([article("b", "Ana Ruiz left."), article("c", "Ivo Ray left.")])
        assert pending(file, "named", OTHER) == ["b", "c"]


def test_what_could_not_be_read_is_tried_again_only_where_all_is(
    file: CorpusFile, article: Article, record: Record
) -> None:
    file.take([article("a")])
    number = file.configuration(RUN)
    ((content, _),) = file.pending("new", configuration=number)
    file.store([(content, InputError("is too odd", source="a"))], configuration=number)
    assert pending(file) == []
    assert pending(file, "all") == ["a"]
    assert pending(file, "new", OTHER) == ["a"]
    read(file, record, "all")
    assert file.rows("SELECT count(*) FROM failures") == [(0,)]


def test_documents_are_gone_through_page_by_page(file: CorpusFile, article: Article, record: Record) -> None:
    texts = [article(f"{number:03}", f"Ole Dahl met {number} people.") for number in reversed(range(150))]
    file.take(texts)
    assert pending(file) == [text.id for text in texts]
    read(file, record)
    assert ids_read(file) == sorted(text.id for text in texts)


def test_removing_takes_all_or_nothing(file: CorpusFile, article: Article, record: Record) -> None:
    file.take([article("a"), article("b", "Ana Ruiz left.")])
    read(file, record)
    with pytest.raises(UnknownDocumentError, match="no document has the id 'c', 'd'; nothing was removed"):
        file.remove(["a", "c", "d"])
    assert ids_read(file) == file.ids() == ["a", "b"]
    assert file.rows("SELECT * FROM runs") == []
    assert file.remove(["a", "a"]) == 1
    assert file.rows("SELECT verb, removed, ended >= started FROM runs") == [("remove", 1, 1)]
    assert file.rows("SELECT count(*) FROM extractions") == [(1,)]


def test_what_is_removed_is_wiped_out(path: Path, article: Article) -> None:
    with CorpusFile.to_write(path, create=True) as file:
        file.take([article("a", title="A quiet headline"), article("b", "Ana Ruiz left.", title="Another")])
    assert b"A quiet headline" in path.read_bytes()
    with CorpusFile.to_write(path) as file:
        file.remove(["a"])
        file.compact()
    assert b"A quiet headline" not in path.read_bytes()
    assert b"Another" in path.read_bytes()


def test_the_room_of_what_is_removed_is_given_back(path: Path, article: Article) -> None:
    texts = [article(f"{number:03}", "".join(map(str, range(number, number + 3000)))) for number in range(60)]
    with CorpusFile.to_write(path, create=True) as file:
        file.take(texts[:1])
        file.compact()
        small = path.stat().st_size
        file.take(texts[1:])
        file.remove(text.id for text in texts[1:])
        file.compact()
    assert path.stat().st_size <= small + 4096


def test_ids_that_are_no_unicode_can_be_kept_and_removed(file: CorpusFile, article: Article) -> None:
    file.take([article("caf\udce9"), article("nul\0", "Ana Ruiz left.")])
    assert file.ids() == ["caf\\udce9", "nul\0"]
    assert file.remove(["caf\udce9", "nul\0"]) == 2


def test_all_of_a_batch_is_written_or_nothing(
    file: CorpusFile, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = article("b", "Ana Ruiz left.")
    pack = "graphkit.corpus.packing.pack_text"

    def fail(text: str) -> bytes:
        if text == odd.text:
            raise KeyboardInterrupt
        return b""

    monkeypatch.setattr(pack, fail)
    with pytest.raises(KeyboardInterrupt):
        file.take([article("a"), odd])
    assert file.ids() == []


def test_a_snapshot_sees_nothing_of_what_is_written(path: Path, article: Article, record: Record) -> None:
    with CorpusFile.to_write(path, create=True) as writer, CorpusFile.to_read(path) as reader:
        writer.take([record("a")])
        with reader.snapshot():
            before = list(reader.extractions())
            writer.take([record("b")])
            assert list(reader.extractions()) == before == [record("a")]
        assert len(reader.extractions()) == 2
    del article


def test_what_was_left_out_says_so_and_keeps_its_language(file: CorpusFile, article: Article) -> None:
    file.take([article("a", "Ole Dahl a rencontré Ana Ruiz.")])
    number = file.configuration(RUN)
    ((content, document),) = file.pending("new", configuration=number)
    left_out = Extraction(document=replace(document, text="", lang="fr", skipped="language", run=RUN))
    file.store([(content, left_out)], configuration=number)
    assert list(file.extractions()) == [left_out]
    assert count(file).skipped == 1


def test_a_damaged_record_is_named(file: CorpusFile, record: Record) -> None:
    file.take([record("a")])
    file.rows("UPDATE extractions SET record = x'00' RETURNING 1")
    with pytest.raises(CorpusError, match="is damaged: 'a' can't be read"):
        list(file.extractions())


def test_a_record_that_is_refused_by_now_is_named_with_the_way_out(file: CorpusFile, record: Record) -> None:
    file.take([record("a")])
    packed = packing.pack_text('{"id": "a", "events": []}')
    file.rows("UPDATE extractions SET record = :packed RETURNING 1", {"packed": packed})
    with pytest.raises(CorpusError, match=r"'a' can't be used: key 'entities' is missing; 'graphkit remove .* ID'"):
        list(file.extractions())


def test_runs_and_settings_are_kept(file: CorpusFile) -> None:
    run = file.begin("add")
    file.record(run, Tally(added=3))
    assert file.rows("SELECT verb, added, ended FROM runs") == [("add", 3, None)]
    file.record(run, Tally(added=4), ended=True)
    assert file.rows("SELECT added FROM runs WHERE ended >= started") == [(4,)]
    assert file.setting("decisions") is None
    file.set("decisions", "ab")
    file.set("decisions", "cd")
    assert file.setting("decisions") == "cd"
