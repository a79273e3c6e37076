"""The relation stage on whole sentences: what is told, and what is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document, Extraction
from graphkit.ner import recognize
from graphkit.relations import passed_over, relate

if TYPE_CHECKING:
    from spacy.language import Language

CASES = Path(__file__).parent.parent / "cases"


def read_cases(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def extract(nlp: Language, text: str, published: dt.date | None = dt.date(2024, 12, 19)) -> Extraction:
    doc = nlp(text)
    return relate(doc, recognize(doc, Document(id="d", text=text, published=published)))


def told_meetings(extraction: Extraction) -> str:
    names = {entity.id: entity.name for entity in extraction.entities}
    told = [f"{m.status}: {' + '.join(sorted(names[p] for p in m.participants))}" for m in extraction.meetings]
    return " | ".join(sorted(told)) or "-"


def told_pledges(extraction: Extraction) -> str:
    names = {entity.id: entity.name for entity in extraction.entities}
    told = [
        f"{p.status}: {names[p.pledger]} -> {names[p.recipients[0]] if p.recipients else '-'}"
        for p in extraction.pledges
    ]
    return " | ".join(sorted(told)) or "-"


def in_order(expected: str) -> str:
    if expected == "-":
        return expected
    meetings = []
    for part in expected.split(" | "):
        status, parties = part.split(": ")
        meetings.append(f"{status}: {' + '.join(sorted(parties.split(' + ')))}")
    return " | ".join(sorted(meetings))


@pytest.mark.parametrize(("text", "expected"), read_cases("meetings.tsv"))
def test_meeting(nlp: Language, text: str, expected: str) -> None:
    assert told_meetings(extract(nlp, text)) == in_order(expected)


@pytest.mark.parametrize(("text", "expected"), read_cases("pledges.tsv"))
def test_pledge(nlp: Language, text: str, expected: str) -> None:
    assert told_pledges(extract(nlp, text)) == " | ".join(sorted(expected.split(" | ")))


def told_days(extraction: Extraction) -> str:
    told = []
    for meeting in extraction.meetings:
        when = meeting.when
        days = [] if when is None else [str(day) for day in dict.fromkeys((when.earliest, when.latest)) if day]
        told.append(f"{meeting.status} {'..'.join(days) or '-'}")
    return " | ".join(sorted(told)) or "-"


@pytest.mark.parametrize(("text", "expected"), read_cases("meeting_dates.tsv"))
def test_days(nlp: Language, text: str, expected: str) -> None:
    assert told_days(extract(nlp, text, dt.date(2025, 3, 5))) == expected


def only(events: tuple) -> object:
    assert len(events) == 1, events
    return events[0]


@pytest.mark.parametrize(("text", "place", "mode"), read_cases("places.tsv"))
def test_place_and_mode(nlp: Language, text: str, place: str, mode: str) -> None:
    extraction = extract(nlp, text)
    names = {entity.id: entity.name for entity in extraction.entities}
    meeting = only(extraction.meetings)
    assert (names[meeting.place[0]] if meeting.place else "-", meeting.mode) == (place, mode)


@pytest.mark.parametrize(("text", "pledger", "recipient", "content"), read_cases("promises.tsv"))
def test_recipient_and_content(nlp: Language, text: str, pledger: str, recipient: str, content: str) -> None:
    extraction = extract(nlp, text)
    names = {entity.id: entity.name for entity in extraction.entities}
    pledge = only(extraction.pledges)
    found = (
        names[pledge.pledger],
        names[pledge.recipients[0]] if pledge.recipients else "-",
        pledge.content.strip('"“”'),
    )
    assert found == (pledger, recipient, content)
    assert pledge.what is None or text[slice(*pledge.what)] == pledge.content


@pytest.mark.parametrize(("text", "speaker"), read_cases("attribution.tsv"))
def test_attribution(nlp: Language, text: str, speaker: str) -> None:
    extraction = extract(nlp, text)
    names = {entity.id: entity.name for entity in extraction.entities}
    event = only((*extraction.meetings, *extraction.pledges))
    assert names.get(event.attributed_to or "", "-") == speaker


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        ("The plan met with criticism.", "met", "ruled_out"),
        ("Anna Keller met expectations.", "met", "ruled_out"),
        ("The talks ended on Monday.", "talks", "no_party"),
        ("Talks with Anna Keller ended on Monday.", "Talks", "no_second_party"),
        ("Anna Keller met Laura Novak in the final.", "met", "sport"),
        ("Anna Keller vowed to attack Kenya.", "vowed", "ruled_out"),
        ("The man promised to leave.", "promised", "no_party"),
        ("Anna Keller held a press conference and a town meeting.", "meeting", "ruled_out"),
        ("The talks did not take place.", "talks", "negated"),
        ("The ministers refused to meet.", "meet", "negated"),
        ("Anna Keller did not meet anybody.", "meet", "negated"),
        ("Nobody promised anything.", "promised", "negated"),
        ("Anna Keller made no promise.", "promise", "negated"),
        ("France will not provide aid to Kenya.", "provide", "negated"),
        ("The ministers may meet on Friday.", "meet", "no_party"),
        ("Anna Keller met Keller.", "met", "same_entity"),
        ("Anna Keller met David Moreau for talks.", "talks", "same_event"),
        ("France may announce 20 million euros in aid to Kenya.", "announce", "hypothetical"),
        ("France will provide aid to Kenya if the truce holds.", "provide", "conditional"),
        ("Laura Novak said Anna Keller would send doctors to Kenya.", "send", "not_own_word"),
        ("The promised aid never came.", "promised", "ruled_out"),
        ("The pledge drive raised a million.", "pledge", "ruled_out"),
    ],
)
def test_passed_over(nlp: Language, text: str, trigger: str, reason: str) -> None:
    doc = nlp(text)
    found = passed_over(doc, recognize(doc, Document(id="d", text=text)))
    assert [item.reason for item in found if item.text == trigger] == [reason]
    assert all(item.quote == text[slice(*item.sentence)] and item.text == text[item.start : item.end] for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller met David Moreau.",
        "Anna Keller did not meet David Moreau.",
        "Anna Keller never promised to resign.",
        "Anna Keller will meet David Moreau on Friday. The meeting was cancelled on Wednesday.",
        "Anna Keller sat in the garden and paid the bill.",
    ],
)
def test_what_gave_an_event_is_not_passed_over(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert passed_over(doc, recognize(doc, Document(id="d", text=doc.text))) == []


@pytest.mark.parametrize(("text", "topic"), read_cases("topics.tsv"))
def test_topic(nlp: Language, text: str, topic: str) -> None:
    assert (only(extract(nlp, text).meetings).topic or "-") == topic


@pytest.mark.parametrize(
    ("text", "renewed"),
    [
        ("Anna Keller renewed her promise to cut taxes.", True),
        ("Anna Keller again promised to cut taxes.", True),
        ("Anna Keller reiterated her commitment to help Kenya.", True),
        ("Anna Keller promised to cut taxes.", False),
        ("Anna Keller made a pledge to help Kenya.", False),
    ],
)
def test_renewed(nlp: Language, text: str, *, renewed: bool) -> None:
    assert only(extract(nlp, text).pledges).renewed is renewed


@pytest.mark.parametrize(("text", "expected"), read_cases("told_again.tsv"))
def test_told_again(nlp: Language, text: str, expected: str) -> None:
    assert told_meetings(extract(nlp, text)) == in_order(expected)


def test_what_settles_a_meeting_is_its_evidence_too(nlp: Language) -> None:
    text = "Anna Keller will meet David Moreau. The meeting was cancelled on Wednesday."
    meeting = only(extract(nlp, text).meetings)
    assert [(e.status, e.quote) for e in meeting.evidence] == [
        ("denied", "The meeting was cancelled on Wednesday."),
        ("planned", "Anna Keller will meet David Moreau."),
    ]
