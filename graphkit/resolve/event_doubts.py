"""Which events a person should look at: two of the same parties whose days nearly fit, or are not told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from graphkit.model import Anchor, Meeting, Pledge
from graphkit.resolve.doubts import Doubt
from graphkit.resolve.fitting import ANNOUNCED, NEAR, same_amount
from graphkit.resolve.rulings import event_spots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.model import Assembly, Decision, Event

#: With how many later events of the same parties one is compared.
_FOLLOWING = 3
#: Statuses of which one report contradicts the other, so that nobody need be asked.
_OPPOSITE = {frozenset({"occurred", "denied"}), frozenset({"made", "denied"})}


def doubtful_events(assembly: Assembly, decisions: Iterable[Decision] = ()) -> list[Doubt]:
    """Pairs of events that may be one and that no decision answers yet, those with the most passages first.

    Two events that one article tells are not asked about.

    Args:
        assembly: the graph.
        decisions: what has been decided; also "unsure" is an answer.
    """
    published = {document.id: document.published for document in assembly.documents}
    names = {entity.id: entity.name for entity in assembly.entities}
    settled = _settled(assembly, decisions)
    found = [
        _doubt(one, other, why, names)
        for group in _groups(assembly)
        for one, other, why in _near(group, published)
        if frozenset({one.id, other.id}) not in settled
    ]
    return sorted(
        found, key=lambda d: (-d.weight, d.names, d.one.document, d.one.start, d.other.document, d.other.start)
    )


def _groups(assembly: Assembly) -> list[list[Event]]:
    """Events of one kind and of the same parties."""
    found: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
    for meeting in assembly.meetings:
        found["meeting", *sorted(meeting.participants)].append(meeting)
    for pledge in assembly.pledges:
        found["pledge", pledge.pledger, *sorted(pledge.recipients)].append(pledge)
    for relation in assembly.relations:
        found[relation.relation, relation.source, relation.target].append(relation)
    return [group for group in found.values() if len(group) > 1]


def _near(group: list[Event], published: dict[str, dt.date | None]) -> Iterator[tuple[Event, Event, str]]:
    """Pairs that may be one, the earlier first, and what speaks for it."""
    told = {
        event.id: min(filter(None, (published.get(p.document) for p in event.evidence)), default=None)
        for event in group
    }

    def day(event: Event) -> tuple[dt.date, str]:
        earliest = event.when.earliest if event.when is not None else None
        return earliest or told[event.id] or dt.date.max, event.id

    ordered = sorted(group, key=day)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _FOLLOWING]:
            why = _why(one, other, (told[one.id], told[other.id]))
            if why and _possible(one, other):
                yield one, other, why


def _possible(one: Event, other: Event) -> bool:
    if frozenset({one.status, other.status}) in _OPPOSITE:
        return False
    if not {passage.document for passage in one.evidence}.isdisjoint(passage.document for passage in other.evidence):
        return False
    if not (isinstance(one, Pledge) and isinstance(other, Pledge)):
        return True
    return same_amount(one.amount, other.amount) is not False


def _why(one: Event, other: Event, published: tuple[dt.date | None, dt.date | None]) -> str:
    """What speaks for one event by the days, or "" where they are too far apart."""
    spans = [
        (when.earliest, when.latest)
        for when in (one.when, other.when)
        if when is not None and when.earliest is not None and when.latest is not None and when.basis != "publication"
    ]
    if len(spans) == 2:
        gap = max(spans[0][0], spans[1][0]) - min(spans[0][1], spans[1][1])
        if gap > NEAR:
            return ""
        days = f"{gap.days} day{'' if gap.days == 1 else 's'} apart" if gap.days > 0 else "days that fit"
        return f"same parties, {days}"
    first, second = published
    if first is not None and second is not None and abs(first - second) > ANNOUNCED:
        return ""
    return "same parties, the day is not told of both"


def _doubt(one: Event, other: Event, why: str, names: dict[str, str]) -> Doubt:
    return Doubt(
        one=_anchor(one),
        other=_anchor(other),
        names=(_label(one, names), _label(other, names)),
        together=False,
        score=0.0,
        reason=why,
        against="" if one.status == other.status else f"one is {one.status}, one {other.status}",
        weight=len(one.evidence) + len(other.evidence),
        kind=type(one).__name__.lower(),
    )


def _anchor(event: Event) -> Anchor:
    """The trigger, or where it isn't known the first passage."""
    spots = event_spots(event)
    start, end, text = spots[-1] if len(spots) > len(event.evidence) else spots[0]
    return Anchor(document=event.evidence[0].document, start=start, end=end, text=text)


def _label(event: Event, names: dict[str, str]) -> str:
    if isinstance(event, Meeting):
        parties = event.participants
    elif isinstance(event, Pledge):
        parties = (event.pledger, *event.recipients)
    else:
        parties = (event.source, event.target)
    day = event.when.value or event.when.text if event.when is not None else ""
    return ", ".join([*(names.get(party, party) for party in parties), event.status, *([day] if day else [])])


def _settled(assembly: Assembly, decisions: Iterable[Decision]) -> set[frozenset[str]]:
    """Pairs of events in whose passages the words of a decision stand."""
    wanted = [(decision.one, decision.other) for decision in decisions if decision.other is not None]
    documents = {anchor.document for pair in wanted for anchor in pair}
    held: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    events: tuple[Event, ...] = (*assembly.meetings, *assembly.pledges, *assembly.relations)
    for event in events:
        for passage in event.evidence:
            if passage.document in documents:
                held[passage.document].append((passage.start, passage.end, event.id))

    def around(anchor: Anchor) -> list[str]:
        return [id_ for start, end, id_ in held[anchor.document] if start <= anchor.start and anchor.end <= end]

    return {frozenset(pair) for one, other in wanted for pair in product(around(one), around(other))}
