"""One event for many reports: meetings and pledges over documents, with the resolved entities as parties.

What counts as one meeting: the same parties (or one report names some of them, at least two), days that can be the same,
places and mode that don't contradict, and a status that fits. A report without a day is placed by its publication. Two
meetings that one article tells apart stay apart. A planned meeting that another report tells as held is one that
occurred; told as cancelled it is one that is denied; a meeting that occurred and one that is denied are two.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal, TypeVar

from graphkit.model import Meeting, Pledge
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.entities import digest
from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graphkit.model import Amount, Entity, PartialDate

#: Reports published at most so many days apart may be of one event without telling its day. Source: set by hand; news
#: agencies tell of an event on its day and the two after.
NEAR = dt.timedelta(days=3)
#: How long before and after its day an event is reported. Source: set by hand.
ANNOUNCED, RETOLD = dt.timedelta(days=14), dt.timedelta(days=7)
#: Shared words of two contents, as a part of all their words, from which they promise the same. Source: set by hand.
SAME_CONTENT = 0.6
_FITTING = {frozenset({"occurred", "planned"}), frozenset({"planned", "denied"})}
_FINAL = ("occurred", "made", "denied", "planned", "hypothetical")
_MOST_PARTIES = 30

AnyEvent = TypeVar("AnyEvent", Meeting, Pledge)
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one document tells it, with entity ids as parties.

    Attributes:
        event: the event; its id is still the document's own.
        document: document id.
        published: day of publication, or None.
        parties: participants of a meeting; pledger and recipients of a pledge.
    """

    event: Meeting | Pledge
    document: str
    published: dt.date | None
    parties: frozenset[str]

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What sorts reports, whatever the order of documents: lowest evidence, then the document's own id."""
        start, end = min((evidence.start, evidence.end) for evidence in self.event.evidence)
        return self.document, start, end, self.event.id

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last possible day as told in the text, or None."""
        when = self.event.when
        if when is None or when.earliest is None or when.latest is None or when.basis == "publication":
            return None
        return when.earliest, when.latest

    @property
    def precise(self) -> bool:
        """True where the text tells day or week."""
        return self.days is not None and self.event.when is not None and self.event.when.precision in {"day", "week"}


def merge_meetings(reports: Iterable[Report], entities: dict[str, Entity]) -> tuple[Meeting, ...]:
    """Meetings out of reports, sorted by id.

    Args:
        reports: all reports of meetings, in any order.
        entities: by id; needed for the kinds of places.
    """
    ordered = sorted(reports, key=lambda report: report.order)

    def fits(one: Report, other: Report) -> int | None:
        return _meetings_fit(one, other, entities)

    return _merge(ordered, _meeting_pairs(ordered), fits, _one_meeting)


def merge_pledges(reports: Iterable[Report]) -> tuple[Pledge, ...]:
    """Pledges out of reports, sorted by id."""
    ordered = sorted(reports, key=lambda report: report.order)
    blocks: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, report in enumerate(ordered):
        pledge = report.event
        if isinstance(pledge, Pledge):
            blocks[pledge.pledger, pledge.status, tuple(sorted(pledge.recipients))].append(number)
    pairs = (pair for block in blocks.values() for pair in combinations(block, 2))
    return _merge(ordered, pairs, _pledges_fit, _one_pledge)


def _merge(
    reports: list[Report],
    pairs: Iterable[tuple[int, int]],
    fits: Callable[[Report, Report], int | None],
    make: Callable[[list[Report]], AnyEvent],
) -> tuple[AnyEvent, ...]:
    """Cluster reports, the surest pairs first, so that every two in a cluster fit; then make one event of each."""

    def conflict(left: Sequence[int], right: Sequence[int]) -> bool:
        return any(fits(reports[one], reports[other]) is None for one in left for other in right)

    clusters = Clusters(len(reports), conflict=conflict)
    ranked = sorted(
        (rank, _apart(reports[one], reports[other]), one, other)
        for one, other in pairs
        if (rank := fits(reports[one], reports[other])) is not None
    )
    for rank, _, one, other in ranked:
        if rank < UNDATED:
            clusters.join(one, other)
    # a report that tells no day at all is put to an event only where there is but one
    choices: defaultdict[int, set[int]] = defaultdict(set)
    undated = [(one, other) for rank, _, one, other in ranked if rank == UNDATED]
    for one, other in undated:
        choices[clusters.find(one)].add(clusters.find(other))
        choices[clusters.find(other)].add(clusters.find(one))
    single = {root for root, others in choices.items() if len(others) == 1}
    for one, other in [(one, other) for one, other in undated if {clusters.find(one), clusters.find(other)} <= single]:
        clusters.join(one, other)
    groups = [[reports[number] for number in members] for members, _ in clusters.groups()]
    # reports are sorted, so that the first of a group is its lowest
    return _with_ids([make(group) for group in groups], [group[0].order for group in groups])


def _apart(one: Report, other: Report) -> int:
    """Days between two publications; many where one is unknown."""
    if one.published is None or other.published is None:
        return 10_000
    return abs((one.published - other.published).days)


def _meeting_pairs(reports: list[Report]) -> Iterator[tuple[int, int]]:
    """Pairs of meetings whose parties are equal, or some of the other's (two at least)."""
    with_pair: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [_pair_keys(report) for report in reports]
    for number, found in enumerate(keys):
        for key in found:
            with_pair[key].append(number)
    seen: set[tuple[int, int]] = set()
    for number, report in enumerate(reports):
        if keys[number]:
            rarest = min(keys[number], key=lambda key: (len(with_pair[key]), key))
            for other in with_pair[rarest]:
                if other != number and report.parties <= reports[other].parties:
                    seen.add((min(number, other), max(number, other)))
    yield from sorted(seen)


def _pair_keys(report: Report) -> list[tuple[str, ...]]:
    parties = sorted(report.parties)
    return list(combinations(parties[:_MOST_PARTIES], 2)) if len(parties) > 1 else [tuple(parties)] if parties else []


#: How sure two reports are of one event by their dates: both tell the day; one does, and the other is from those days;
#: both are from the same days; one tells the day, and of the other nothing is known.
BOTH_DATED, ONE_DATED, BOTH_NEAR, UNDATED = range(4)


def _meetings_fit(one: Report, other: Report, entities: dict[str, Entity]) -> int | None:
    """How sure the dates make it that two reports are of one meeting, or None where they are not."""
    left, right = one.event, other.event
    if not (isinstance(left, Meeting) and isinstance(right, Meeting)) or one.document == other.document:
        return None
    parties = one.parties <= other.parties or other.parties <= one.parties
    enough = one.parties == other.parties or len(one.parties & other.parties) > 1
    modes = {left.mode, right.mode} - {"unspecified"}
    if (
        not parties
        or not enough
        or len(modes) > 1
        or not _statuses_fit(one, other)
        or not _places_fit(left, right, entities)
    ):
        return None
    return _dates_fit(one, other)


def _statuses_fit(one: Report, other: Report) -> bool:
    if one.event.status == other.event.status:
        return one.event.status != "hypothetical" or one.parties == other.parties
    if frozenset({one.event.status, other.event.status}) not in _FITTING:
        return False
    planned, later = (one, other) if one.event.status == "planned" else (other, one)
    if planned.published is not None and later.published is not None and planned.published > later.published:
        return False
    return later.event.status != "denied" or one.parties == other.parties


def _places_fit(left: Meeting, right: Meeting, entities: dict[str, Entity]) -> bool:
    """False where both name a place of one kind and no place is the same; a city may lie in a country.

    A place that is only the document's, not the passage's, contradicts nothing.
    """
    if "document" in {left.place_basis, right.place_basis}:
        return True
    if not left.place or not right.place or set(left.place) & set(right.place):
        return True
    finest = {entities[meeting.place[0]].kind == "country" for meeting in (left, right)}
    return len(finest) == 2


def _dates_fit(one: Report, other: Report) -> int | None:
    mine, theirs = one.days, other.days
    near = one.published is not None and other.published is not None and abs(one.published - other.published) <= NEAR
    if mine is not None and theirs is not None:
        if mine[0] > theirs[1] or theirs[0] > mine[1]:
            return None
        return (
            BOTH_DATED if one.precise and other.precise else ONE_DATED if one.precise or other.precise or near else None
        )
    if mine is None and theirs is None:
        return BOTH_NEAR if near else None
    dated, silent = (one, other) if theirs is None else (other, one)
    if dated.days is None or not dated.precise:
        return BOTH_NEAR if near else None
    if silent.published is None:
        return UNDATED
    return ONE_DATED if dated.days[0] - _early(silent) <= silent.published <= dated.days[1] + RETOLD else None


def _early(report: Report) -> dt.timedelta:
    return ANNOUNCED if report.event.status != "occurred" else dt.timedelta()


def _pledges_fit(one: Report, other: Report) -> int | None:
    left, right = one.event, other.event
    if not (isinstance(left, Pledge) and isinstance(right, Pledge)) or one.document == other.document:
        return None
    same_amount = _same_amount(left.amount, right.amount)
    if same_amount is False or not (same_amount or _same_words(left.content, right.content)):
        return None
    known = one.published is not None and other.published is not None
    if one.days is None and other.days is None and (not known or _apart(one, other) <= RETOLD.days):
        # nothing contradicts, and the same words were promised to the same party
        return BOTH_NEAR if known else UNDATED
    return _dates_fit(one, other)


def _same_amount(left: Amount | None, right: Amount | None) -> bool | None:
    """Whether two amounts are equal, or None where one isn't told."""
    if left is None or right is None:
        return None
    return (left.minimum, left.maximum, left.currency, left.unit) == (
        right.minimum,
        right.maximum,
        right.currency,
        right.unit,
    )


def _same_words(left: str, right: str) -> bool:
    mine, theirs = set(fold(left).split()), set(fold(right).split())
    return bool(mine) and len(mine & theirs) >= SAME_CONTENT * len(mine | theirs)


def _sorted_by_worth(reports: list[Report]) -> list[Report]:
    """The report that tells most first: final status, most parties, a day, a place, then the lowest."""

    def worth(report: Report) -> tuple[int | float | bool | tuple[str, int, int, str], ...]:
        event = report.event
        place = event.place if isinstance(event, Meeting) else ()
        return (
            _FINAL.index(event.status),
            -len(report.parties),
            not report.precise,
            report.days is None,
            -len(place),
            event.attributed_to is not None,
            -event.confidence,
            report.order,
        )

    return sorted(reports, key=worth)


def _one_meeting(reports: list[Report]) -> Meeting:
    ranked = _sorted_by_worth(reports)
    meetings = [report.event for report in ranked if isinstance(report.event, Meeting)]
    first = meetings[0]
    placed = min((meeting for meeting in meetings if meeting.place), key=_place_worth, default=first)
    if len(meetings) == 1:
        return replace(first, participants=tuple(sorted(first.participants)))
    return replace(
        first,
        participants=tuple(sorted({party for meeting in meetings for party in meeting.participants})),
        evidence=_unique(evidence for meeting in meetings for evidence in meeting.evidence),
        confidence=max(meeting.confidence for meeting in meetings),
        host=next((meeting.host for meeting in meetings if meeting.host is not None), None),
        place=placed.place,
        place_basis=placed.place_basis,
        when=_best_date(reports),
        mode=next((meeting.mode for meeting in meetings if meeting.mode != "unspecified"), "unspecified"),
        attributed_to=_claimed(meetings),
        via=_unique(via for meeting in meetings for via in meeting.via),
    )


def _place_worth(meeting: Meeting) -> tuple[bool, int]:
    return meeting.place_basis == "document", -len(meeting.place)


def _one_pledge(reports: list[Report]) -> Pledge:
    ranked = _sorted_by_worth(reports)
    pledges = [report.event for report in ranked if isinstance(report.event, Pledge)]
    first = pledges[0]
    if len(pledges) == 1:
        return first
    return replace(
        first,
        evidence=_unique(evidence for pledge in pledges for evidence in pledge.evidence),
        confidence=max(pledge.confidence for pledge in pledges),
        when=_best_date(reports),
        due=next((pledge.due for pledge in pledges if pledge.due is not None), None),
        amount=next((pledge.amount for pledge in pledges if pledge.amount is not None), None),
        joint=min((pledge.joint for pledge in pledges if pledge.joint is not None), default=None),
        attributed_to=_claimed(pledges),
        via=_unique(via for pledge in pledges for via in pledge.via),
    )


def _unique(found: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(found))


def _claimed(events: Sequence[Meeting] | Sequence[Pledge]) -> str | None:
    """Who says so, where every report only tells a claim."""
    claims = [event.attributed_to for event in events]
    return claims[0] if all(claims) else None


def _best_date(reports: list[Report]) -> PartialDate | None:
    """The date that leaves the fewest days, told in the text rather than counted, and of an event that took place."""

    def worth(report: Report) -> tuple[int | bool | tuple[str, int, int, str], ...]:
        when = report.event.when
        if when is None:
            return (3,)
        length = (
            (when.latest - when.earliest).days if when.earliest is not None and when.latest is not None else 100_000
        )
        basis: Literal[0, 1, 2] = 0 if when.basis == "stated" else 1 if when.basis == "relative" else 2
        return (basis == 2, length, _FINAL.index(report.event.status), basis, report.order)

    return min(reports, key=worth).event.when


def _with_ids(found: list[AnyEvent], lowest: list[tuple[str, int, int, str]]) -> tuple[AnyEvent, ...]:
    """Events by the id made of their type and lowest evidence.

    Sixteen digits instead of an entity's eight, since no slug stands beside them. Events that share their lowest evidence
    are told apart by the document's own id of the event.
    """
    shared = Counter((document, start, end) for document, start, end, _ in lowest)
    events = []
    for event, (document, start, end, own) in zip(found, lowest, strict=True):
        kind = type(event).__name__
        alone = shared[document, start, end] == 1
        hexes = digest(kind, document, str(start), str(end), *(() if alone else (own,)), length=16)
        events.append(replace(event, id=f"{kind.lower()}/{hexes}"))
    return tuple(sorted(events, key=lambda event: event.id))
