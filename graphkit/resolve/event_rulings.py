"""Decisions on events in terms of reports: which two are of one event, and which are of two.

A report is found by its passage or by its trigger. A passage may tell several events of one kind: "different" parts all of
them, "same" joins those with the same parties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Protocol, cast

from graphkit.model import Pledge, Relation
from graphkit.resolve.rulings import (
    Pair,
    Rulings,
    bundle,
    event_spots,
    find_contradictions,
    name_decision,
    sorted_decisions,
    spot_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from graphkit.model import Anchor, Decision
    from graphkit.resolve.fitting import Report

#: Where nobody has decided anything.
UNDECIDED = Rulings()


class Fits(Protocol):
    """Answers for pairs of reports of one kind, by their places in the list; see `fitting.MeetingFits`."""

    def likeness(self, number: int) -> Hashable | None:
        """All of a report that the other answers depend on, but for its document; None where that can't be said."""

    def rank(self, one: int, other: int) -> int | None:
        """How sure two reports are of one event by their dates, or None where they are not."""

    def excluded(self, one: int, other: int, group: Sequence[int]) -> bool:
        """Whether two reports can't be of one event, not even by what others of their group tell."""

    def dated(self, one: int, other: int) -> bool:
        """Whether two reports can be of one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRulings:
    """What decisions say of reports, by their places in the sorted lists.

    Attributes:
        meetings: of reports of meetings.
        pledges: of reports of pledges.
        relations: of reports of the user's own relations.
        holding: decisions that hold, sorted.
        warnings: decisions that can't hold, in words, sorted.
    """

    meetings: Rulings = UNDECIDED
    pledges: Rulings = UNDECIDED
    relations: Rulings = UNDECIDED
    holding: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()


def rule_events(
    meetings: Sequence[Report],
    pledges: Sequence[Report],
    decisions: Iterable[Decision],
    *,
    relations: Sequence[Report] = (),
) -> EventRulings:
    """Find the reports that decisions speak of, and set those aside that contradict each other.

    Args:
        meetings: all reports of meetings, sorted.
        pledges: all reports of pledges, sorted.
        decisions: on two events each, in any order.
        relations: all reports of the user's own relations, sorted.
    """
    ordered = sorted_decisions(decisions)
    if not ordered:
        return EventRulings()
    finder = _Finder((meetings, pledges, relations), ordered)
    same: tuple[list[Pair], ...] = ([], [], [])
    different: tuple[list[Pair], ...] = ([], [], [])
    found: list[Decision] = []
    for decision in ordered:
        pairs = finder.pairs(decision)
        if pairs is None:
            continue
        found.append(decision)
        for number, of_kind in enumerate(pairs):
            (same if decision.judgement == "same" else different)[number].extend((*pair, decision) for pair in of_kind)
    warnings = set(finder.warnings)
    aside: set[Decision] = set()
    for number in range(3):
        contradicting, told = find_contradictions(same[number], different[number], {})
        aside |= contradicting
        warnings.update(told)
    kept = [bundle(_without(aside, same[number]), _without(aside, different[number])) for number in range(3)]
    return EventRulings(
        meetings=kept[0],
        pledges=kept[1],
        relations=kept[2],
        holding=tuple(decision for decision in found if decision not in aside),
        warnings=tuple(sorted(warnings)),
    )


def _without(aside: set[Decision], pairs: list[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair[2] not in aside]


class _Finder:
    """Finds the reports that decisions speak of, and notes what is not there."""

    def __init__(self, kinds: tuple[Sequence[Report], ...], decisions: Sequence[Decision]) -> None:
        self.warnings: list[str] = []
        self._kinds = kinds
        wanted = {spot_of(anchor) for d in decisions for anchor in (d.one, d.other) if anchor is not None}
        documents = {document for document, *_ in wanted}
        self._at: list[defaultdict[tuple[str, int, int, str], set[int]]] = []
        for reports in kinds:
            at: defaultdict[tuple[str, int, int, str], set[int]] = defaultdict(set)
            for number, report in enumerate(reports):
                if report.document in documents:
                    for spot in event_spots(report.event):
                        at[report.document, *spot].add(number)
            self._at.append(at)

    def pairs(self, decision: Decision) -> list[list[tuple[int, int]]] | None:
        """For each kind the pairs of reports that a decision speaks of; None with a warning where it can't be used."""
        one, other = spot_of(decision.one), spot_of(cast("Anchor", decision.other))
        sides = [(sorted(at.get(one, ())), sorted(at.get(other, ()))) for at in self._at]
        if not all(any(side[which] for side in sides) for which in (0, 1)):
            self._note("speaks of an event that is not there", decision)
            return None
        if not any(left and right for left, right in sides):
            self._note("speaks of events of two kinds, which are never one", decision)
            return None
        if decision.judgement == "same":
            return self._matching(decision, sides)
        if decision.judgement != "different":
            return [[] for _ in sides]
        if any(set(left) & set(right) for left, right in sides):
            reason = "would part what one article tells as one event; that is settled when the article is read"
            self._note(reason, decision)
            return None
        return [[(min(pair), max(pair)) for pair in product(*side)] for side in sides]

    def _matching(
        self, decision: Decision, sides: list[tuple[list[int], list[int]]]
    ) -> list[list[tuple[int, int]]] | None:
        """The pairs that are to be one: the only one, or of several those with the same parties."""
        found = []
        for reports, (left, right) in zip(self._kinds, sides, strict=True):
            pairs = [pair for pair in product(left, right) if _who(reports[pair[0]]) == _who(reports[pair[1]])]
            if len(left) == len(right) == 1:
                pairs = [(left[0], right[0])]
            many = [count for which in (0, 1) for count in Counter(pair[which] for pair in pairs).values() if count > 1]
            found.append([] if many else pairs)
        if not any(found):
            reason = "speaks of a passage that tells several events; name the word that tells the one that is meant"
            self._note(reason, decision)
            return None
        fitting = [
            [pair for pair in pairs if _from_whom(reports[pair[0]]) == _from_whom(reports[pair[1]])]
            for reports, pairs in zip(self._kinds, found, strict=True)
        ]
        if not any(fitting):
            self._note("would put pledges of two parties, or relations of other parties, together", decision)
            return None
        return [[(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]] for pairs in fitting]

    def _note(self, reason: str, decision: Decision) -> None:
        self.warnings.append(f"a decision {reason}: {name_decision(decision)}")


def _from_whom(report: Report) -> tuple[str, ...]:
    """What two reports of one event must share: who promises, or which relation it is and from whom to whom."""
    event = report.event
    if isinstance(event, Relation):
        return event.relation, event.source, event.target
    return (event.pledger,) if isinstance(event, Pledge) else ()


def _who(report: Report) -> tuple[tuple[str, ...], frozenset[str]]:
    return _from_whom(report), report.parties


def veto(reports: Sequence[Report], fits: Fits, rulings: Rulings) -> Callable[[Sequence[int], Sequence[int]], bool]:
    """What `Clusters` asks before it joins: two reports that can't be of one event count, or a decision.

    Reports that are one by decision may tell different things, so that another is in conflict with them only where it is
    with all of them; but it must be of the day of one that tells its day, if there is one.

    Args:
        reports: sorted.
        fits: answers for pairs of them.
        rulings: what is decided of them.
    """

    def plain(left: Sequence[int], right: Sequence[int]) -> bool:
        group = [*left, *right]
        return any(fits.excluded(one, other, group) for one in left for other in right)

    def apart(ours: Sequence[int], others: Sequence[int], group: Sequence[int]) -> bool:
        if all(fits.excluded(one, other, group) for one in ours for other in others):
            return True
        if len(ours) == len(others) == 1:
            return False
        mine, theirs = ([number for number in side if reports[number].precise] or side for side in (ours, others))
        return not any(fits.dated(one, other) for one in mine for other in theirs)

    def decided(left: Sequence[int], right: Sequence[int]) -> bool:
        group = [*left, *right]
        return rulings.keep_apart(left, right) or any(
            apart(ours, others, group) for ours in _units(left, rulings) for others in _units(right, rulings)
        )

    return decided if rulings.group_of else plain


def _units(numbers: Iterable[int], rulings: Rulings) -> list[list[int]]:
    """Numbers of reports in lists: those that are one by decision together, every other one alone."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in numbers:
        found[rulings.group_of.get(number, -1 - number)].append(number)
    return list(found.values())
