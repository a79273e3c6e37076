"""Extraction in this process: order, batches, long texts, and failures that stay alone."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.engines import audit_documents, extract_documents, local
from graphkit.errors import InputError
from graphkit.model import Document, Extraction

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."

GERMAN = (
    "Der Vorsitzende der Hafenliga hat sich am Dienstag mit Vertretern der Fischer getroffen. Nach dem Gespräch sagte er, man "
    "habe über die Preise und über die neue Anlegestelle gesprochen, ohne sich zu einigen. Die Fischer fordern seit Jahren, "
    "dass die Stadt die Kosten übernimmt."
)


def document(number: int, text: str = NEWS) -> Document:
    return Document(id=f"d{number}", text=text)


def test_results_come_in_order_without_text_whatever_the_batches(nlp) -> None:
    documents = [document(n, f"{NEWS} This is article {n}.") for n in range(5)]
    whole = list(extract_documents(iter(documents), nlp=nlp))
    small = list(extract_documents(iter(documents), nlp=nlp, batch_size=2))
    assert [item.document.id for item in whole if isinstance(item, Extraction)] == ["d0", "d1", "d2", "d3", "d4"]
    assert whole == small
    assert all(not item.document.text for item in whole if isinstance(item, Extraction))


def test_document_in_another_language_is_left_out_in_its_place(nlp) -> None:
    german = Document(id="german", text=GERMAN, lang="en")
    results = list(extract_documents([document(0), german, document(1)], nlp=nlp))
    assert [item.document.id for item in results if isinstance(item, Extraction)] == ["d0", "german", "d1"]
    assert results[1] == Extraction(document=Document(id="german", lang="de", skipped="language"))
    assert list(audit_documents([german, document(0)], nlp=nlp)) == [results[1], []]
    (read,) = extract_documents([german], nlp=nlp, lang="any")
    assert isinstance(read, Extraction)
    assert (read.skipped, read.document.lang) == (None, "en")


def test_document_that_fails_is_named_and_leaves_the_others(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    real = local.recognize

    def recognize(doc: Any, document: Document, **options: Any) -> Extraction:
        if document.id == "d1":
            raise KeyError("x")
        return real(doc, document, **options)

    monkeypatch.setattr(local, "recognize", recognize)
    for work in (extract_documents, audit_documents):
        results = list(work([document(n) for n in range(3)], nlp=nlp))
        assert [isinstance(item, InputError) for item in results] == [False, True, False]
        assert str(results[1]) == "d1: could not be analysed (KeyError: 'x')"


def test_text_that_breaks_the_pipeline_leaves_the_rest_of_its_batch(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 200)
    results = list(extract_documents([document(0), document(1, NEWS * 5), document(2)], nlp=nlp))
    assert [isinstance(item, InputError) for item in results] == [False, True, False]
    assert "d1: could not be analysed" in str(results[1])


def test_long_text_is_one_extraction_with_its_own_offsets(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "\n\n".join(f"Paragraph {n} says nothing of interest." for n in range(40))
    text = f"{NEWS}\n\n{filler}\n\n{NEWS}"
    monkeypatch.setattr(local, "split_text", lambda text: local_split(text, longest=300))
    (result,) = extract_documents([document(0, text)], nlp=nlp)
    assert isinstance(result, Extraction)
    mentions = [mention for entity in result.entities for mention in (*entity.mentions, *entity.inferred)]
    assert {"Ole Dahl", "Ana Ruiz"} <= {mention.text for mention in mentions}
    assert max(mention.start for mention in mentions) > len(text) - len(NEWS)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    quotes = [evidence for meeting in result.meetings for evidence in meeting.evidence]
    assert quotes
    assert all(text[quote.start : quote.end] == quote.quote for quote in quotes)
    monkeypatch.undo()
    assert list(extract_documents([document(0, text)], nlp=nlp)) == [result]


def test_vocabulary_stops_growing_and_nothing_else_changes(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [document(n, f"{NEWS} Zorb{n}ax Quil{n}ek saw a frum{n}el.") for n in range(6)]
    monkeypatch.setattr(local, "VOCABULARY", 0)
    before = len(nlp.vocab.strings)
    forgetting = [list(work(documents, nlp=nlp, batch_size=4)) for work in (extract_documents, audit_documents)]
    assert len(nlp.vocab.strings) == before
    monkeypatch.undo()
    assert [list(work(documents, nlp=nlp, batch_size=4)) for work in (extract_documents, audit_documents)] == forgetting
    assert len(nlp.vocab.strings) > before


local_split = local.split_text


def test_document_that_is_too_long_is_refused_alone(nlp) -> None:
    results = list(extract_documents([document(0), document(1, NEWS * 2), document(2)], nlp=nlp, max_characters=100))
    assert [isinstance(item, InputError) for item in results] == [False, True, False]
    reason = (
        f"has {len(NEWS) * 2} characters, more than the 100 that an article may have; split it, or raise max_characters"
    )
    assert str(results[1]).startswith(f"d1: {reason}")


@pytest.mark.parametrize(
    "signs", ["(", "\"'", "\u2026", "aGVs/bG8+", "a.", "\u4e00", "\0", "-", "\u0301", "\U0001f600"]
)
def test_long_text_without_a_space_is_read_like_any_other(signs: str, nlp) -> None:
    text = f"{NEWS} {signs * (300_000 // len(signs))} {NEWS}"
    (result,) = extract_documents([document(0, text)], nlp=nlp, lang="any")
    assert isinstance(result, Extraction)
    assert {"Ole Dahl", "Ana Ruiz"} <= {entity.name for entity in result.entities}


def test_components_of_graphkit_in_the_pipeline_are_passed_over(nlp) -> None:
    plain = list(extract_documents([document(0)], nlp=nlp))
    nlp.add_pipe("graphkit_ner")
    try:
        assert list(extract_documents([document(0)], nlp=nlp)) == plain
    finally:
        nlp.remove_pipe("graphkit_ner")


def test_pieces_of_a_long_text_are_parsed_a_few_at_a_time(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Paragraph {n} says nothing of interest." for n in range(60))
    monkeypatch.setattr(local, "BATCH_CHARACTERS", 600)
    monkeypatch.setattr(local, "LONGEST", 300)
    monkeypatch.setattr(local, "split_text", lambda text: local_split(text, longest=300))
    real, sizes = nlp.pipe, []

    def pipe(texts: Any, *, batch_size: int, **options: Any) -> Any:
        sizes.append(batch_size)
        return real(texts, batch_size=batch_size, **options)

    monkeypatch.setattr(nlp, "pipe", pipe)
    list(extract_documents([document(0, text), document(1)], nlp=nlp))
    assert sizes == [2, 32]
