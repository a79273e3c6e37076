"""A part of an assembly: the events and roles that somebody asks for, with those who take part in them.

It is an assembly again, so every format, RDF included, is written of the part as of the whole. Nothing is changed in what
stays: events keep all their parties, passages and sources, and entities all their mentions.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.errors import FilterError
from graphkit.model import Meeting, Pledge, Role
from graphkit.sources import count_sources, first_of_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.model import Assembly, Event, PartialDate

#: What `Filters.statuses` may name: statuses of events, and tenses of roles.
STATUSES = ("occurred", "planned", "made", "denied", "hypothetical", "current", "former", "future")
#: What `Filters.relations` may name beside the relations of the user's own.
RELATIONS = ("met_with", "plans_to_meet", "pledged", "holds_role")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; an event or role stays where all that is given holds of it.

    Attributes:
        statuses: of events ("occurred", "planned", "made", "denied", "hypothetical") and tenses of roles ("current",
            "former", "future").
        since: first day; an event or role stays that may have been on it or later. What is undated goes.
        until: last day, inclusive; an event or role stays that may have been on it or earlier. What is undated goes.
        relations: "met_with" (meetings, those that are denied or possible too), "plans_to_meet" (planned ones), "pledged",
            "holds_role", or names of the user's own relations.
        min_sources: documents that tell of an event or role, at least; near copies of one count as one.
        min_confidence: of events, in [0, 1]; roles have none and stay.
        around: ids of entities; of what the others leave, only that within `depth` steps of one of them stays. A step leads
            from one party of an event or role to the others.
        depth: 1 or more.
    """

    statuses: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    relations: tuple[str, ...] = ()
    min_sources: int = 0
    min_confidence: float = 0.0
    around: tuple[str, ...] = ()
    depth: int = 1


def first_day(text: str) -> dt.date:
    """First day of a date as `Filters.since` takes it: "2024", "2024-03" or "2024-03-05".

    Raises:
        FilterError: it is no such date.
    """
    year, month, day = _parts(text)
    return _date(text, year, month or 1, day or 1)


def last_day(text: str) -> dt.date:
    """Last day of a date as `Filters.until` takes it: "2024", "2024-03" or "2024-03-05".

    Raises:
        FilterError: it is no such date.
    """
    year, month, day = _parts(text)
    first = _date(text, year, month or 12, day or 1)
    return first if day else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def filter_assembly(assembly: Assembly, filters: Filters) -> Assembly:
    """The part of an assembly that filters leave; the assembly itself where there are none.

    Entities stay that take part in an event or role that stays, are its place, or are said to tell of it, and those
    that `Filters.around` names; documents stay that are evidence or mention one of them, or that such a one is a copy of.

    Raises:
        FilterError: a filter asks for what can't be.
    """
    _check_types(filters)
    if filters == Filters(depth=filters.depth):
        return assembly
    _check(assembly, filters)
    first = first_of_copies(assembly.documents)
    events = [event for event in _events(assembly) if _holds(event, filters, first)]
    roles = [role for role in assembly.roles if _role_holds(role, filters, first)]
    if filters.around:
        near = _near([*map(_parties, events), *map(_parties, roles)], filters)
        events = [event for event in events if _is_near(_parties(event), near, filters.depth)]
        roles = [role for role in roles if _is_near(_parties(role), near, filters.depth)]
    return _part(assembly, events, roles, also=filters.around)


def _parts(text: str) -> tuple[int, int, int]:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise FilterError(f"{text!r} is no date; write it as 2024, 2024-03 or 2024-03-05")
    year, month, day = (int(part or 0) for part in found.groups())
    if (found[2] and not month) or (found[3] and not day):
        raise FilterError(f"{text!r} is no day of the calendar")
    return year, month, day


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise FilterError(f"{text!r} is no day of the calendar") from None


def _check_types(filters: Filters) -> None:
    for name in ("since", "until"):
        day = getattr(filters, name)
        # a time of day can't be compared with a day
        if isinstance(day, dt.datetime) or not isinstance(day, dt.date | None):
            raise FilterError(f"{name} is {day!r:.60}; give a datetime.date, or words such as '2024' and '2024-03-05'")
    for name in ("min_sources", "min_confidence", "depth"):
        number = getattr(filters, name)
        if not isinstance(number, int | float):
            raise FilterError(f"{name} is {number!r:.60}; it must be a number")


def _check(assembly: Assembly, filters: Filters) -> None:
    relations = (*RELATIONS, *sorted({event.relation for event in assembly.relations}))
    for what, given, known in (
        ("status", filters.statuses, STATUSES),
        ("relation", filters.relations, relations),
        ("entity", filters.around, {entity.id for entity in assembly.entities}),
    ):
        for name in given:
            if name not in known:
                told = "" if what == "entity" else f"; known are {', '.join(known)}"
                raise FilterError(f"{what} {name!r} is not in the graph{told}")
    if filters.since is not None and filters.until is not None and filters.since > filters.until:
        raise FilterError(f"nothing is since {filters.since} and until {filters.until}: the first comes after the last")
    if filters.depth < 1:
        raise FilterError(f"depth is {filters.depth}; it must be 1 or more")
    if not 0 <= filters.min_confidence <= 1:
        raise FilterError(f"a confidence is from 0 to 1, and never {filters.min_confidence}")


def _events(assembly: Assembly) -> Iterator[Event]:
    yield from assembly.meetings
    yield from assembly.pledges
    yield from assembly.relations


def _relation(event: Event) -> str:
    if isinstance(event, Meeting):
        return "plans_to_meet" if event.status == "planned" else "met_with"
    return "pledged" if isinstance(event, Pledge) else event.relation


def _holds(event: Event, filters: Filters, first: Mapping[str, str]) -> bool:
    when = event.when
    days = (None, None) if when is None else (when.earliest, when.latest)
    return (
        (not filters.statuses or event.status in filters.statuses)
        and (not filters.relations or _relation(event) in filters.relations)
        and count_sources((passage.document for passage in event.evidence), first) >= filters.min_sources
        and event.confidence >= filters.min_confidence
        and (None not in days or not _is_dated(filters))
        and _is_within(*days, filters)
    )


def _role_holds(role: Role, filters: Filters, first: Mapping[str, str]) -> bool:
    start, end = _day(role.start, "earliest"), _day(role.end, "latest")
    return (
        (not filters.statuses or role.tense in filters.statuses)
        and (not filters.relations or "holds_role" in filters.relations)
        and count_sources((passage.document for passage in role.evidence), first) >= filters.min_sources
        and ((start, end) != (None, None) or not _is_dated(filters))
        and _is_within(start, end, filters)
    )


def _day(date: PartialDate | None, end: str) -> dt.date | None:
    found: dt.date | None = None if date is None else getattr(date, end)
    return found


def _is_dated(filters: Filters) -> bool:
    return filters.since is not None or filters.until is not None


def _is_within(first: dt.date | None, last: dt.date | None, filters: Filters) -> bool:
    """Whether days, whose unknown ends are open, meet those asked for."""
    too_early = filters.since is not None and last is not None and last < filters.since
    too_late = filters.until is not None and first is not None and first > filters.until
    return not (too_early or too_late)


def _parties(one: Event | Role) -> frozenset[str]:
    if isinstance(one, Meeting):
        return frozenset((*one.participants, *((one.host,) if one.host is not None else ())))
    if isinstance(one, Pledge):
        return frozenset((one.pledger, *one.recipients))
    ends = (one.person, one.organization) if isinstance(one, Role) else (one.source, one.target)
    return frozenset(end for end in ends if end is not None)


def _near(groups: Iterable[frozenset[str]], filters: Filters) -> dict[str, int]:
    """Steps from the nearest entity asked for to each one within reach."""
    of: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        for party in group:
            of[party].append(group)
    steps = dict.fromkeys(filters.around, 0)
    edge = list(steps)
    for step in range(1, filters.depth + 1):
        edge = [*dict.fromkeys(other for party in edge for group in of[party] for other in group if other not in steps)]
        steps.update(dict.fromkeys(edge, step))
    return steps


def _is_near(parties: frozenset[str], steps: dict[str, int], depth: int) -> bool:
    """Whether all parties are within reach: no event is told with a part of its parties only."""
    return bool(parties) and all(steps.get(party, depth + 1) <= depth for party in parties)


def _part(assembly: Assembly, events: list[Event], roles: list[Role], *, also: tuple[str, ...]) -> Assembly:
    kept = set(also)
    for one in (*events, *roles):
        kept |= _parties(one)
        kept |= {passage.attributed_to for passage in one.evidence if passage.attributed_to is not None}
    for event in events:
        if event.attributed_to is not None:
            kept.add(event.attributed_to)
        if isinstance(event, Meeting):
            kept.update(event.place)
    ids = {event.id for event in events}
    entities = tuple(entity for entity in assembly.entities if entity.id in kept)
    documents = {passage.document for one in (*events, *roles) for passage in one.evidence}
    documents.update(*(entity.mentions.documents() for entity in entities))
    documents |= {document for entity in entities for document, _ in entity.members}
    # what a copy that stays is a copy of
    documents |= {first for copy, first in first_of_copies(assembly.documents).items() if copy in documents}
    return replace(
        assembly,
        entities=entities,
        documents=tuple(document for document in assembly.documents if document.id in documents),
        meetings=tuple(event for event in assembly.meetings if event.id in ids),
        pledges=tuple(event for event in assembly.pledges if event.id in ids),
        relations=tuple(event for event in assembly.relations if event.id in ids),
        roles=tuple(roles),
        decisions=tuple(
            decision
            for decision in assembly.decisions
            if {decision.one.document, (decision.other or decision.one).document} <= documents
        ),
    )
