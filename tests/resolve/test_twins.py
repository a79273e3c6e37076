"""Reports that tell the same: compared once, with the result of comparing each with each."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Amount, Entity, Evidence, Meeting, PartialDate, Pledge, Relation, Role, Via
from graphkit.resolve import events
from graphkit.resolve.events import Report, merge_meetings, merge_pledges, merge_relations
from graphkit.resolve.fitting import MeetingFits

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Event

START = dt.date(2024, 5, 1)
PARTIES = ["person/bell", "person/dunn", "person/hale", "place/norway"]
ENTITIES = {
    "place/norway": Entity(id="place/norway", type="Place", name="Norway", kind="country"),
    "place/oslo": Entity(id="place/oslo", type="Place", name="Oslo", kind="city"),
    "place/bergen": Entity(id="place/bergen", type="Place", name="Bergen", kind="city"),
}
ROLES = [Role(person="person/dunn", title="foreign minister", organization="place/norway", evidence=())]


def _day(chance: random.Random, days: int) -> dt.date:
    return START + dt.timedelta(days=chance.randrange(days))


def _when(chance: random.Random) -> PartialDate | None:
    if chance.random() < 0.4:
        return None
    first = _day(chance, 5)
    if chance.random() < 0.2:
        return PartialDate(
            text="in May", earliest=START, latest=dt.date(2024, 5, 31), precision="month", basis="stated"
        )
    return PartialDate(text="Monday", earliest=first, latest=first, precision="day", basis="relative")


def _evidence(chance: random.Random, document: str, place: int) -> tuple[Evidence, ...]:
    quote = chance.choice(["They met."] * 12 + ["The meeting was postponed to Friday."])
    return (Evidence(document=document, start=place * 100, end=place * 100 + len(quote), quote=quote, rule="r"),)


def _meeting(chance: random.Random, document: str, place: int) -> Meeting:
    who = chance.sample(PARTIES, chance.choice([2, 2, 2, 3]))
    told = (
        [Via(party="place/norway", text="Norway's foreign minister", start=0, end=5)] if "place/norway" in who else []
    )
    return Meeting(
        id=f"m{place}",
        rule="meet.verb",
        status=chance.choice(["occurred", "occurred", "planned", "denied", "hypothetical"]),
        participants=tuple(sorted(who)),
        place=chance.choice([(), (), ("place/oslo",), ("place/bergen",)]),
        place_basis=chance.choice(["passage", "document"]),
        mode=chance.choice(["unspecified", "unspecified", "phone"]),
        when=_when(chance),
        evidence=_evidence(chance, document, place),
        via=tuple(told) if chance.random() < 0.7 else (),
    )


def _pledge(chance: random.Random, document: str, place: int) -> Pledge:
    amount = Amount(text="$5m", minimum=5e6, maximum=5e6, currency="USD") if chance.random() < 0.5 else None
    return Pledge(
        id=f"p{place}",
        rule="pledge.verb",
        status="made",
        pledger=PARTIES[chance.randrange(2)],
        recipients=("person/hale",),
        content=chance.choice(["to send aid", "to send medical aid", "to close the border"]),
        amount=amount,
        when=_when(chance),
        evidence=_evidence(chance, document, place),
    )


def _relation(chance: random.Random, document: str, place: int) -> Relation:
    return Relation(
        id=f"r{place}",
        relation="signed_with",
        label="signed with",
        status=chance.choice(["occurred", "planned"]),
        source=PARTIES[chance.randrange(2)],
        target="person/hale",
        when=_when(chance),
        evidence=_evidence(chance, document, place),
    )


def _parties(event: Event) -> frozenset[str]:
    if isinstance(event, Meeting):
        return frozenset(event.participants)
    if isinstance(event, Pledge):
        return frozenset({event.pledger, *event.recipients} - {None})
    return frozenset({event.source, event.target})


def _reports(chance: random.Random, make: Callable[[random.Random, str, int], Event]) -> list[Report]:
    found = []
    for number in range(chance.choice([20, 60])):
        document = f"d{number:03}"
        published = _day(chance, 4) if chance.random() < 0.85 else None
        for place in range(chance.choice([1, 1, 1, 2])):
            event = make(chance, document, place)
            found.append(Report(event=event, document=document, published=published, parties=_parties(event)))
    return found


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(
    ("make", "merge"),
    [
        (_meeting, lambda reports: merge_meetings(reports, ENTITIES, ROLES)),
        (_pledge, merge_pledges),
        (_relation, merge_relations),
    ],
)
def test_following_gives_what_comparing_each_with_each_does(
    make: Callable[[random.Random, str, int], Event],
    merge: Callable[[list[Report]], tuple[Event, ...]],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports = _reports(random.Random(seed), make)  # noqa: S311 - no secret
    found = merge(reports)
    monkeypatch.setattr(events, "find_twins", lambda *_, **__: {})
    assert found == merge(reports)


def _everywhere(count: int) -> list[Report]:
    """One meeting as so many articles of three days tell it."""
    chance = random.Random(5)  # noqa: S311 - no secret
    first = replace(_meeting(chance, "d", 0), when=None, place=(), via=(), mode="unspecified", status="occurred")
    found = []
    for number in range(count):
        document = f"d{number:05}"
        evidence = (Evidence(document=document, start=0, end=9, quote="They met.", rule="r"),)
        event = replace(first, participants=("person/bell", "person/hale"), evidence=evidence)
        published = START + dt.timedelta(days=number % 3)
        found.append(Report(event=event, document=document, published=published, parties=frozenset(event.participants)))
    return found


def test_an_event_that_everybody_tells_is_not_compared_with_itself_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    compared = MeetingFits._compared

    def counting(self: MeetingFits, one: int, other: int) -> tuple[bool, bool, int | None]:
        asked.append((one, other))
        return compared(self, one, other)

    monkeypatch.setattr(MeetingFits, "_compared", counting)
    (meeting,) = merge_meetings(_everywhere(600), ENTITIES)
    assert len(meeting.evidence) == 600
    assert len(meeting.merges) == 599
    assert len(asked) < 100


def test_an_article_that_tells_two_of_three_who_met_apart_keeps_two_meetings() -> None:
    def told(document: str, number: int, *who: str) -> Report:
        event = replace(_everywhere(1)[0].event, id=f"m{number}", participants=who)
        evidence = (Evidence(document=document, start=number * 20, end=number * 20 + 9, quote="They met.", rule="r"),)
        return Report(
            event=replace(event, evidence=evidence), document=document, published=START, parties=frozenset(who)
        )

    four = ("person/bell", "person/dunn", "person/east", "person/hale")
    reports = [told("a", 0, *four[:2]), told("b", 0, *four[:2]), told("b", 1, *four[2:]), told("c", 0, *four)]
    found = merge_meetings(reports, ENTITIES)
    for meeting in found:
        assert len({item.document for item in meeting.evidence}) == len(meeting.evidence)
    assert len(found) == 2
