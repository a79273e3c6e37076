"""The details of a pledge: for whom, what, how much, by when, and whether it was made before."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document
from graphkit.ner import recognize
from graphkit.relations import relate

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.model import Extraction

LINES = (Path(__file__).parents[1] / "cases" / "pledge_details.tsv").read_text(encoding="utf-8").splitlines()
DETAILS = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def extract(nlp: Language, text: str) -> Extraction:
    doc = nlp(text)
    return relate(doc, recognize(doc, Document(id="d", text=text, published=dt.date(2024, 12, 19))))


def told(extraction: Extraction) -> list[str]:
    names = {entity.id: entity.name for entity in extraction.entities}
    lines = []
    for pledge in extraction.pledges:
        whom = names[pledge.recipients[0]] if pledge.recipients else "-"
        amount = f"{pledge.amount.minimum:.0f} {pledge.amount.currency or '-'}" if pledge.amount else "-"
        due = str(pledge.due.latest) if pledge.due else "-"
        again = "renewed" if pledge.renewed else "-"
        lines.append(f"{names[pledge.pledger]} -> {whom} ; {pledge.content} ; {amount} ; {due} ; {again}")
    return sorted(lines)


@pytest.mark.parametrize(("text", "expected"), DETAILS)
def test_details(nlp: Language, text: str, expected: str) -> None:
    assert told(extract(nlp, text)) == sorted(expected.split(" | "))


def test_a_pledge_retold_keeps_both_passages(nlp: Language) -> None:
    text = "France pledged $8 million to Kenya on Tuesday. France pledged $8 million to Kenya, a spokesman repeated."
    pledges = extract(nlp, text).pledges
    assert [[item.start for item in pledge.evidence] for pledge in pledges] == [[0, text.index("France", 1)]]
    assert pledges[0].when is not None
