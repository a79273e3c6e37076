"""One event for many reports: meetings, pledges and the user's own relations over documents, with the resolved entities as parties.

What counts as one meeting: the same parties (or one report names some of them, at least two; or tells by their office whom
the other names), days that can be the same, places and mode that don't contradict, and a status that fits. A report
without a day is placed by its publication. Two meetings that one article tells apart stay apart. A planned meeting that
another report tells as held is one that occurred, also where a report in between says that its day or place was changed;
told as cancelled it is one that is denied. A meeting that occurred and one that is denied are two, unless it was called
off beforehand and took place on its day all the same. `fitting` has the rules for two reports. What a
person has decided of two reports goes before every rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal, TypeVar

from graphkit.model import Meeting, Pledge, Relation
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.entities import digest
from graphkit.resolve.event_rulings import UNDECIDED, veto
from graphkit.resolve.fitting import (
    BOTH_DATED,
    BOTH_NEAR,
    MOVED,
    ONE_DATED,
    UNDATED,
    UNSURE,
    MeetingFits,
    Offices,
    PledgeFits,
    RelationFits,
    Report,
    apart,
    changes_day,
    changes_place,
    holds_office,
    office_words,
    same_promise,
)
from graphkit.resolve.near import Near
from graphkit.resolve.twins import best_pairs, find_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from graphkit.model import Entity, Event, PartialDate, Role, Via
    from graphkit.resolve.event_rulings import Fits
    from graphkit.resolve.rulings import Rulings
    from graphkit.resolve.twins import Ranked

    #: Makes the pairs that are worth looking at, out of the reports that are to be compared.
    Pairs = Callable[[Sequence[int]], Iterable[tuple[int, int]]]

__all__ = ["Report", "merge_meetings", "merge_pledges", "merge_relations"]

_FINAL = ("occurred", "made", "denied", "planned", "hypothetical")
_MOST_PARTIES = 30
#: What speaks for one event of two reports, by how sure they are by their dates.
_WHY = {
    BOTH_DATED: "parties that fit, both tell days that fit",
    ONE_DATED: "parties that fit, one tells the day and the other is from those days",
    BOTH_NEAR: "parties that fit, no day told speaks against it and both are from the same days",
    MOVED: "parties that fit, one tells that day or place was changed",
    UNDATED: "parties that fit, one tells too little of its day, and there is but one that it fits",
}

AnyEvent = TypeVar("AnyEvent", Meeting, Pledge, Relation)
Thing = TypeVar("Thing")


def merge_meetings(
    reports: Iterable[Report],
    entities: Mapping[str, Entity],
    roles: Iterable[Role] = (),
    rulings: Rulings = UNDECIDED,
) -> tuple[Meeting, ...]:
    """Meetings out of reports, sorted by id.

    Args:
        reports: all reports of meetings, in any order.
        entities: by id; needed for the kinds of places.
        roles: with entity ids; who may be meant where a report tells only an office ("the Spanish prime minister").
        rulings: what is decided of the reports, by their places in their order.
    """
    ordered = sorted(reports, key=lambda report: report.order)
    offices = _offices(roles)
    fits = MeetingFits(ordered, entities, offices)
    groups, merges = _grouped(ordered, lambda numbers: _meeting_pairs(ordered, numbers, offices), fits, rulings)
    merged = [replace(_one_meeting(group, offices), merges=why) for group, why in zip(groups, merges, strict=True)]
    return _with_ids(merged, [group[0].order for group in groups])


def merge_pledges(reports: Iterable[Report], rulings: Rulings = UNDECIDED) -> tuple[Pledge, ...]:
    """Pledges out of reports, sorted by id.

    Args:
        reports: all reports of pledges, in any order.
        rulings: what is decided of the reports, by their places in their order.
    """
    ordered = sorted(reports, key=lambda report: report.order)

    def block(report: Report) -> tuple[object, ...] | None:
        pledge = report.event
        if not isinstance(pledge, Pledge):
            return None
        return pledge.pledger, pledge.status, tuple(sorted(pledge.recipients))

    groups, merges = _grouped(ordered, _in_blocks(ordered, block), PledgeFits(ordered), rulings)
    told = zip(groups, _joints(groups), merges, strict=True)
    merged = [replace(_one_pledge(group), joint=joint, merges=why) for group, joint, why in told]
    return _with_ids(merged, [group[0].order for group in groups])


def merge_relations(reports: Iterable[Report], rulings: Rulings = UNDECIDED) -> tuple[Relation, ...]:
    """The user's own relations out of reports, sorted by id.

    Args:
        reports: all reports of them, in any order.
        rulings: what is decided of the reports, by their places in their order.
    """
    ordered = sorted(reports, key=lambda report: report.order)

    def block(report: Report) -> tuple[object, ...] | None:
        event = report.event
        return (event.relation, event.source, event.target) if isinstance(event, Relation) else None

    groups, merges = _grouped(ordered, _in_blocks(ordered, block), RelationFits(ordered), rulings)
    merged = [replace(_one_relation(group), merges=why) for group, why in zip(groups, merges, strict=True)]
    return _with_ids(merged, [group[0].order for group in groups])


def _offices(roles: Iterable[Role]) -> Offices:
    found: Offices = {}
    for role in roles:
        if role.organization is not None:
            titles = found.setdefault(role.person, {})
            titles[role.organization] = titles.get(role.organization, frozenset()) | office_words(role.title)
    return found


def _in_blocks(reports: Sequence[Report], block: Callable[[Report], Hashable]) -> Pairs:
    """What makes pairs of reports that are near in time, out of those that share a block; None is none."""
    near = Near(reports)

    def pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number in numbers:
            blocks[block(reports[number])].append(number)
        blocks.pop(None, None)
        for members in blocks.values():
            yield from near.pairs(members)

    return pairs


def _grouped(
    reports: list[Report], pairs: Pairs, fits: Fits, rulings: Rulings
) -> tuple[list[list[Report]], list[tuple[str, ...]]]:
    """Reports of one event each, the surest pairs joined first, so that no two in a group are in conflict.

    What is decided to be one is one before any pair is looked at. Reports that tell the same as another follow it.

    Returns:
        The groups, each sorted, its first report being its lowest; and for each why it is one.
    """
    alone = set(rulings.group_of)
    while True:
        twins = find_twins(reports, fits, alone=alone)
        following = {twin for others in twins.values() for twin in others}
        compared = [number for number in range(len(reports)) if number not in following]
        clusters, ranked = _clustered(reports, pairs(compared), fits, rulings)
        found = {members[0]: (members, why) for members, why in clusters.groups() if members[0] not in following}
        groups = {root: list(members) for root, (members, _) in found.items()}
        for followed, others in twins.items():
            groups[clusters.find(followed)] += others
        # an article that tells two events tells two, also where others tell both as one
        clashing = _twice_told(reports, groups.values(), following)
        if not clashing:
            break
        alone |= clashing
    merges = {root: set(why) for root, (_, why) in found.items()}
    for followed, twin, rank in best_pairs(reports, twins, ranked, fits=fits, clusters=clusters):
        one, other = sorted((followed, twin))
        merges[clusters.find(followed)].add(_because(reports, one, other, rank))
    for root, members in groups.items():
        merges[root].update(rulings.reasons(members, lambda number: _spot(reports[number])))
    return [[reports[number] for number in sorted(groups[root])] for root in groups], [
        tuple(sorted(merges[root])) for root in groups
    ]


def _twice_told(reports: Sequence[Report], groups: Iterable[list[int]], following: set[int]) -> set[int]:
    """Those that follow another into a group where their document has a report already."""
    clashing: set[int] = set()
    for members in groups:
        told = Counter(reports[number].document for number in members)
        if len(told) < len(members):
            clashing.update(n for n in members if n in following and told[reports[n].document] > 1)
    return clashing


def _clustered(
    reports: list[Report], pairs: Iterable[tuple[int, int]], fits: Fits, rulings: Rulings
) -> tuple[Clusters, list[Ranked]]:
    """Reports put together by pairs, and the pairs by which that may be, the surest first."""
    clusters = Clusters(len(reports), conflict=veto(reports, fits, rulings))
    rulings.force(clusters, [(number,) for number in range(len(reports))])
    ranked = sorted(
        (found, apart(reports[one], reports[other]), one, other)
        for one, other in pairs
        if (found := fits.rank(one, other)) is not None and found < UNSURE
    )
    for found, _, one, other in ranked:
        if found < UNDATED:
            _join(clusters, reports, (one, other), found)
    # a report that tells too little of its day is put to an event only where there is but one
    choices: defaultdict[int, set[int]] = defaultdict(set)
    undated = [(one, other) for found, _, one, other in ranked if found == UNDATED]
    vague = [_vaguer(reports, one, other) for one, other in undated]
    for silent, dated in vague:
        if not rulings.keep_apart(clusters.members(silent), clusters.members(dated)):
            choices[clusters.find(silent)].add(clusters.find(dated))
    single = {root for root, others in choices.items() if len(others) == 1}
    for silent, dated in [pair for pair in vague if clusters.find(pair[0]) in single]:
        _join(clusters, reports, (silent, dated), UNDATED)
    return clusters, ranked


def _join(clusters: Clusters, reports: list[Report], pair: tuple[int, int], rank: int) -> None:
    one, other = sorted(pair)
    if clusters.find(one) != clusters.find(other):
        clusters.join(one, other, _because(reports, one, other, rank))


def _because(reports: list[Report], one: int, other: int, rank: int) -> str:
    return f"{_spot(reports[one])} = {_spot(reports[other])}: {_WHY[rank]}"


def _spot(report: Report) -> str:
    document, start, end, _ = report.order
    return f"{document} ({start} to {end})"


def _vaguer(reports: list[Report], one: int, other: int) -> tuple[int, int]:
    return (other, one) if reports[one].precise else (one, other)


def _meeting_pairs(reports: list[Report], numbers: Sequence[int], offices: Offices) -> Iterator[tuple[int, int]]:
    """Pairs of meetings near in time whose parties are equal, or some of the other's (two at least); a few twice."""
    told = {via.party for report in reports for via in report.event.via}
    with_pair: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        parties = reports[number].parties
        for key in _pair_keys(parties | _represented(parties, offices, told)):
            with_pair[key].append(number)
    asking: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        keys = _pair_keys(reports[number].parties)
        if keys:
            asking[min(keys, key=lambda key: (len(with_pair[key]), key))].append(number)
    near = Near(reports)
    for key, wanted in asking.items():
        yield from near.pairs(with_pair[key], wanted)


def _represented(parties: frozenset[str], offices: Offices, told: set[str]) -> frozenset[str]:
    """The countries and organisations that these people hold a role at and that some report tells by an office."""
    return frozenset(body for party in parties for body in offices.get(party, ()) if body in told)


def _pair_keys(parties: frozenset[str]) -> list[tuple[str, ...]]:
    ordered = sorted(parties)[:_MOST_PARTIES]
    return list(combinations(ordered, 2)) if len(ordered) > 1 else [tuple(ordered)] if ordered else []


def _joints(groups: list[list[Report]]) -> list[str | None]:
    """For each pledge the id that it shares with those promised together with it and with its own renewals, or None.

    What is promised together or once more is worth its amount once.
    """
    clusters = Clusters(len(groups))
    together: dict[str, int] = {}
    promised: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for report in group:
            pledge = report.event
            if isinstance(pledge, Pledge) and pledge.joint is not None:
                clusters.join(together.setdefault(pledge.joint, number), number)
        first = group[0].event
        if isinstance(first, Pledge) and first.status == "made":
            promised[first.pledger, tuple(sorted(first.recipients))].append(number)
    renewed: set[int] = set()
    again = {number for number, group in enumerate(groups) if _says_again(group)}
    for block in promised.values():
        for one, other in product(again.intersection(block), block):
            if one != other and _renewal(groups[one], groups[other]):
                clusters.join(one, other)
                renewed |= {one, other}
    return _named_joints(groups, clusters, renewed)


def _renewal(one: list[Report], other: list[Report]) -> bool:
    """Whether one of two pledges, by its words and its publication, says the other once more."""
    days = [
        min((report.published for report in group if report.published is not None), default=None)
        for group in (one, other)
    ]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    later = one if days[0] > days[1] else other
    return _says_again(later) and any(same_promise(old, new) for old in one for new in other)


def _says_again(group: list[Report]) -> bool:
    """Whether the words of a pledge say that it had been promised before."""
    return any(isinstance(report.event, Pledge) and report.event.renewed for report in group)


def _named_joints(groups: list[list[Report]], clusters: Clusters, renewed: set[int]) -> list[str | None]:
    found: list[str | None] = [None] * len(groups)
    for members, _ in clusters.groups():
        told = [
            report.event.joint
            for number in members
            for report in groups[number]
            if isinstance(report.event, Pledge) and report.event.joint is not None
        ]
        if told or renewed.intersection(members):
            document, start, end, own = groups[members[0]][0].order
            name = min(told, default=f"joint/{digest('Joint', document, str(start), str(end), own, length=16)}")
            for number in members:
                found[number] = name
    return found


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


def _one_meeting(reports: list[Report], offices: Offices) -> Meeting:
    ranked = _sorted_by_worth(reports)
    meetings = [report.event for report in ranked if isinstance(report.event, Meeting)]
    first = meetings[0]
    movers = [report for report in reports if report.moves]
    stayed = [report for report in ranked if not any(changes_place(mover, report) for mover in movers)]
    told = [report.event for report in stayed if isinstance(report.event, Meeting) and report.event.place]
    placed = min(told, key=_place_worth, default=None)
    if len(meetings) == 1:
        return replace(first, participants=tuple(sorted(first.participants)))
    vias = _unique(via for meeting in meetings for via in meeting.via)
    participants = {party for meeting in meetings for party in meeting.participants}
    participants -= (stood_for := _stood_for(meetings, participants, offices))
    return replace(
        first,
        participants=tuple(sorted(participants)),
        evidence=_unique(evidence for meeting in meetings for evidence in meeting.evidence),
        confidence=max(meeting.confidence for meeting in meetings),
        host=next((meeting.host for meeting in meetings if meeting.host in participants), None),
        place=() if placed is None else placed.place,
        place_basis=None if placed is None else placed.place_basis,
        when=_best_date(reports),
        mode=next((meeting.mode for meeting in meetings if meeting.mode != "unspecified"), "unspecified"),
        topic=next((meeting.topic for meeting in meetings if meeting.topic), ""),
        attributed_to=_claimed(meetings),
        via=tuple(via for via in vias if via.party not in stood_for),
    )


def _stood_for(meetings: Sequence[Meeting], participants: set[str], offices: Offices) -> set[str]:
    """Countries and organisations that were told by an office only, where another report names who holds it."""
    found: set[str] = set()
    for party in participants:
        telling = [meeting for meeting in meetings if party in meeting.participants]
        vias: list[list[Via]] = [[via for via in meeting.via if via.party == party] for meeting in telling]
        if len(telling) < len(meetings) and all(vias):
            words = [via for told in vias for via in told]
            if all(any(holds_office(offices, person, via) for person in participants) for via in words):
                found.add(party)
    return found


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
        recipients=_unique(party for pledge in pledges for party in pledge.recipients),
        evidence=_unique(evidence for pledge in pledges for evidence in pledge.evidence),
        confidence=max(pledge.confidence for pledge in pledges),
        when=_best_date(reports),
        due=next((pledge.due for pledge in pledges if pledge.due is not None), None),
        amount=next((pledge.amount for pledge in pledges if pledge.amount is not None), None),
        attributed_to=_claimed(pledges),
        renewed=all(pledge.renewed for pledge in pledges),
        via=_unique(via for pledge in pledges for via in pledge.via),
    )


def _one_relation(reports: list[Report]) -> Relation:
    ranked = _sorted_by_worth(reports)
    told = [report.event for report in ranked if isinstance(report.event, Relation)]
    return replace(
        told[0],
        evidence=_unique(evidence for relation in told for evidence in relation.evidence),
        confidence=max(relation.confidence for relation in told),
        when=_best_date(reports),
        attributed_to=_claimed(told),
        via=_unique(via for relation in told for via in relation.via),
    )


def _unique(found: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(found))


def _claimed(events: Sequence[Event]) -> str | None:
    """Who says so, where every report only tells a claim."""
    claims = [event.attributed_to for event in events]
    return claims[0] if all(claims) else None


def _best_date(reports: list[Report]) -> PartialDate | None:
    """The date that leaves the fewest days, told in the text rather than counted, and of an event that took place.

    A day that a later report says was changed doesn't count.
    """

    def worth(report: Report) -> tuple[int | bool | tuple[str, int, int, str], ...]:
        when = report.event.when
        if when is None:
            return (3,)
        length = (
            (when.latest - when.earliest).days if when.earliest is not None and when.latest is not None else 100_000
        )
        basis: Literal[0, 1, 2] = 0 if when.basis == "stated" else 1 if when.basis == "relative" else 2
        return (basis == 2, length, _FINAL.index(report.event.status), basis, report.order)

    movers = [report for report in reports if report.moves]
    current = [report for report in reports if not any(changes_day(mover, report, reports) for mover in movers)]
    best = min(current, key=worth, default=None)
    return None if best is None else _settled(best, reports)


def _settled(report: Report, reports: list[Report]) -> PartialDate | None:
    """The date of a report; of a weekday that may be the last or the next, the one that the other reports tell."""
    when = report.event.when
    if when is None or len(report.spans) < 2:
        return when
    others = [days for other in reports if other is not report for days in other.spans[:1]]
    shared = [sum(one[0] <= days[1] and days[0] <= one[1] for days in others) for one in report.spans]
    first, last = report.spans[shared.index(max(shared))]
    return replace(when, earliest=first, latest=last)


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
