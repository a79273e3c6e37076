"""Patterns of the user's own: what they tell, and what a file of them may say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document, Extraction
from graphkit.ner import recognize
from graphkit.relations import read_patterns, relate

from .test_stage import in_order, read_cases, told_meetings, told_pledges

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.relations import Triggers

PATTERNS = Path(__file__).parent.parent / "cases" / "patterns.toml"


def extract(nlp: Language, text: str, triggers: Triggers) -> Extraction:
    doc = nlp(text)
    document = Document(id="d", text=text, published=dt.date(2024, 12, 19))
    return relate(doc, recognize(doc, document), triggers=triggers)


def told(extraction: Extraction) -> str:
    names = {entity.id: entity.name for entity in extraction.entities}
    found = []
    for relation in extraction.relations:
        ends = names[relation.source], names[relation.target]
        parties = " <-> ".join(sorted(ends)) if relation.symmetric else " -> ".join(ends)
        found.append(f"{relation.relation} {relation.status}: {parties}")
    for kind, events in (("meeting", told_meetings(extraction)), ("pledge", told_pledges(extraction))):
        found += [f"{kind} {event}" for event in events.split(" | ") if events != "-"]
    return " | ".join(sorted(found)) or "-"


def expected_in_order(expected: str) -> str:
    parts = [
        f"meeting {in_order(part.removeprefix('meeting '))}" if part.startswith("meeting ") else part
        for part in expected.split(" | ")
    ]
    return " | ".join(sorted(parts))


@pytest.mark.parametrize(("text", "expected"), read_cases("patterns.tsv"))
def test_case(nlp: Language, text: str, expected: str) -> None:
    assert told(extract(nlp, text, read_patterns([PATTERNS]))) == expected_in_order(expected)
