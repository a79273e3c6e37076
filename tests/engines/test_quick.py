"""The quick way: names everywhere, trees where it matters, the document's own offsets, nearly all events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.engines import extract_documents, local
from graphkit.engines.quick import parse_quickly
from graphkit.model import Document, Extraction
from graphkit.readers import read_inputs
from graphkit.records import to_record
from graphkit.relations import TRIGGERS
from graphkit.relations.patterns import parse_files

QUIET = "The river rose in May.  Boats stayed in the harbour of Bergen."
NEWS = f"{QUIET} Ole Dahl met Ana Ruiz in Oslo on Monday. It rained.\n\nRuiz told nobody."


def quick(nlp, *texts: str) -> list[Any]:
    return list(parse_quickly(texts, nlp=nlp, triggers=TRIGGERS, batch_size=8))


def events(extraction: Extraction) -> list[tuple[object, ...]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    found: list[tuple[object, ...]] = [
        ("meeting", meeting.status, frozenset(names[party] for party in meeting.participants))
        for meeting in extraction.meetings
    ]
    found += [
        (
            "pledge",
            pledge.status,
            names.get(pledge.pledger or ""),
            frozenset(names[party] for party in pledge.recipients),
        )
        for pledge in extraction.pledges
    ]
    return found


def test_only_promising_sentences_have_tags_and_all_have_trees(nlp) -> None:
    (doc,) = quick(nlp, NEWS)
    assert doc.text == NEWS
    tagged = {sentence.text.strip() for sentence in doc.sents if sentence[0].tag_}
    assert tagged == {"Ole Dahl met Ana Ruiz in Oslo on Monday."}
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "Ruiz told nobody."
    (met,) = [token for token in doc if token.text == "met"]
    assert {child.text: child.dep_ for child in met.children}["Dahl"] == "nsubj"
    assert all(token.sent.start <= token.head.i < token.sent.end for token in doc)


def test_names_are_found_everywhere(nlp) -> None:
    (doc,) = quick(nlp, NEWS)
    (full,) = nlp.pipe([NEWS])
    assert [(ent.text, ent.label_, ent.start_char) for ent in doc.ents] == [
        (ent.text, ent.label_, ent.start_char) for ent in full.ents
    ]
    assert "Bergen" in {ent.text for ent in doc.ents}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Yes", "met", QUIET, f"{QUIET}\n\n\n"])
def test_texts_without_anything_to_parse(nlp, text: str) -> None:
    (doc,) = quick(nlp, text)
    assert doc.text == text
    (result,) = extract_documents([Document(id="d", text=text)], nlp=nlp, fast=True)
    assert isinstance(result, Extraction)
    assert not events(result)


def test_long_text_has_its_own_offsets(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{NEWS}\n\n" + f"{QUIET}\n\n" * 30 + NEWS
    cut = local.split_text
    monkeypatch.setattr(local, "split_text", lambda text: cut(text, longest=300))
    (result,) = extract_documents([Document(id="d", text=text)], nlp=nlp, fast=True)
    assert isinstance(result, Extraction)
    (meeting,) = result.meetings
    assert max(passage.start for passage in meeting.evidence) > len(text) - len(NEWS)
    assert all(text[passage.start : passage.end] == passage.quote for passage in meeting.evidence)


def test_words_of_the_users_own_are_parsed(nlp) -> None:
    triggers = parse_files((("own.toml", "[meetings]\nverbs.parley = { preps = ['with'] }"),))
    document = Document(id="d", text=f"{QUIET} Ole Dahl parleyed with Ana Ruiz.")
    (result,) = extract_documents([document], nlp=nlp, fast=True, triggers=triggers)
    assert isinstance(result, Extraction)
    assert events(result) == [("meeting", "occurred", frozenset({"Ole Dahl", "Ana Ruiz"}))]


def test_nearly_all_events_are_kept_whatever_the_batches(nlp, seeds: Path, made_up: list[Document]) -> None:
    documents = [item for item in read_inputs([seeds]) if isinstance(item, Document)]
    documents += made_up

    def extract(documents: list[Document], **options: Any) -> list[Extraction]:
        results = extract_documents(documents, nlp=nlp, **options)
        return [item for item in results if isinstance(item, Extraction)]

    full, fast = extract(documents), extract(documents, fast=True)
    some = extract(documents[:12], fast=True, batch_size=5)
    assert [to_record(item) for item in some] == [to_record(item) for item in fast[:12]]
    wanted = [(item.document.id, event) for item in full for event in events(item)]
    found = [(item.document.id, event) for item in fast for event in events(item)]
    assert len(wanted) > 80
    assert sum(event in found for event in wanted) >= 0.97 * len(wanted)
