"""Whole news items of the project's own: who met whom and who promised what, over all of them."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.model import Document
from graphkit.ner import recognize
from graphkit.relations import relate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from graphkit.model import Extraction, LocalEntity

CASES = Path(__file__).parent.parent / "cases" / "news.jsonl"
ALIASES = {
    "United States": {"U.S.", "US"},
    "United Kingdom": {"Britain", "UK"},
    "European Union": {"EU"},
    "OPEC": {"Organization of the Petroleum Exporting Countries"},
    "Burunti": {"Burunti government"},
    "Afghanistan": {"Government of Afghanistan"},
    "West Germany": {"Germany"},
}
HELD = {"occurred", "planned"}

Pair = tuple[frozenset[str], str]


def spelled(entity: LocalEntity) -> set[str]:
    return {entity.name, *(mention.text for mention in entity.mentions)}


def called(entity: LocalEntity, known: set[str]) -> str:
    """The name that the case gives the entity, or its own."""
    names = spelled(entity)
    fitting = [name for name in known if name in names or ALIASES.get(name, set()) & names]
    return max(fitting, key=len, default=entity.name)


def pairs_of(parties: tuple[str, ...] | list[str], status: str) -> Iterator[Pair]:
    for pair in itertools.combinations(parties, 2):
        yield frozenset(pair), status


class Count:
    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set[Any], wanted: set[Any], optional: set[Any]) -> None:
        self.right += len(found & wanted)
        self.wrong += len(found - wanted - optional)
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def read(case: dict[str, Any], nlp: Language) -> Extraction:
    doc = nlp(case["text"])
    published = dt.date.fromisoformat(case["published"])
    return relate(doc, recognize(doc, Document(id="d", text=case["text"], published=published)))


def names_in(case: dict[str, Any]) -> set[str]:
    told = {name for meeting in case["meetings"] for name in meeting["participants"]}
    told |= {pledge["pledger"] for pledge in case["pledges"]}
    return told | {pledge["recipient"] for pledge in case["pledges"] if pledge["recipient"]}


@pytest.fixture(scope="module")
def counts(nlp: Language) -> tuple[Count, Count]:
    met, pledged = Count(), Count()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        extraction = read(case, nlp)
        known = names_in(case)
        names = {entity.id: called(entity, known) for entity in extraction.entities}
        found = {
            pair
            for meeting in extraction.meetings
            if meeting.status in HELD
            for pair in pairs_of([names[party] for party in meeting.participants], meeting.status)
        }
        wanted, optional = (
            {
                pair
                for meeting in case["meetings"]
                if bool(meeting["optional"]) is choice and (choice or meeting["status"] in HELD)
                for status in (HELD if choice else {meeting["status"]})
                for pair in pairs_of(meeting["participants"], status)
            }
            for choice in (False, True)
        )
        met.add(found, wanted, optional - wanted)
        made = {names[pledge.pledger] for pledge in extraction.pledges if pledge.status == "made"}
        pledged.add(
            made,
            {pledge["pledger"] for pledge in case["pledges"] if pledge["status"] == "made" and not pledge["optional"]},
            {pledge["pledger"] for pledge in case["pledges"] if pledge["optional"]},
        )
    return met, pledged


def test_who_met_whom(counts: tuple[Count, Count]) -> None:
    met, _ = counts
    assert met.precision >= 0.84, vars(met)
    assert met.recall >= 0.54, vars(met)


def test_who_promised(counts: tuple[Count, Count]) -> None:
    _, pledged = counts
    assert pledged.precision >= 0.9, vars(pledged)
    assert pledged.recall >= 0.8, vars(pledged)
