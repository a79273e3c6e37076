"""Reports that tell the same as one before them: an event that everybody prints is compared once for all of them.

A meeting of presidents is told in ten thousand articles, most of them in one of a few hundred ways: the same parties, day, place and
status, published the same day. Such reports get the same answer from every rule of `graphkit.resolve.fitting`, so only the first
of each way is compared with others, and the rest follow it. Time then grows with the reports instead of their square. The events
are those of comparing each with each, and so is the pair that is told as the reason; only where plans, denials and changes
of one event contradict each other many times over may another of several such ways be taken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.resolve.fitting import UNDATED, apart

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence

    from graphkit.resolve.clusters import Clusters
    from graphkit.resolve.event_rulings import Fits
    from graphkit.resolve.fitting import Report

#: A pair of reports with how sure it is: rank, days between the publications, both numbers.
Ranked = tuple[int, int, int, int]


def find_twins(reports: Sequence[Report], fits: Fits, *, alone: Container[int]) -> dict[int, list[int]]:
    """For the first of each way in which reports tell something, the others that tell it so.

    A report has no twin where its document tells of one of its parties once more: two events that one article tells
    stay two, so that what holds for the others need not hold for it.

    Args:
        reports: sorted.
        fits: answers for pairs of them.
        alone: reports that are not to follow another, nor to be followed: those that a person has decided on.
    """
    told_once = _told_once(reports)
    first: dict[Hashable, int] = {}
    twins: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(reports)):
        likeness = fits.likeness(number) if number in told_once and number not in alone else None
        if likeness is None:
            continue
        one = first.setdefault(likeness, number)
        if one != number and (one in twins or _is_sure(fits.rank(one, number))):
            twins[one].append(number)
    return dict(twins)


def best_pairs(
    reports: Sequence[Report],
    twins: Mapping[int, Sequence[int]],
    ranked: Iterable[Ranked],
    *,
    fits: Fits,
    clusters: Clusters,
) -> Iterator[tuple[int, int, int]]:
    """By which pair each report that follows another would have come to its event, if all had been compared.

    That is the surest one with a report of the event; of equally sure ones the one with the lowest report.

    Args:
        reports: sorted.
        twins: of `find_twins`.
        ranked: the pairs that were compared.
        fits: answers for pairs of them.
        clusters: the events that came of it.

    Yields:
        The other report of the pair, the one that follows, and the rank.
    """
    best: dict[int, tuple[int, int, int]] = {}
    for rank, days, one, other in ranked:
        if rank < UNDATED and clusters.find(one) == clusters.find(other):
            for followed, beside in ((one, other), (other, one)):
                if followed in twins:
                    best[followed] = min(best.get(followed, (rank, days, beside)), (rank, days, beside))
    for followed, others in twins.items():
        ways = [best[followed]] if followed in best else []
        if (own := fits.rank(followed, others[0])) is not None:
            ways.append((own, apart(reports[followed], reports[others[0]]), followed))
        rank, _, beside = min(ways)
        yield from ((beside, twin, rank) for twin in others)


def _told_once(reports: Sequence[Report]) -> set[int]:
    """The reports none of whose parties their document tells of once more."""
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        by_document[report.document].append(number)
    return {
        one
        for numbers in by_document.values()
        for one in numbers
        if all(one == other or reports[one].parties.isdisjoint(reports[other].parties) for other in numbers)
    }


def _is_sure(rank: int | None) -> bool:
    return rank is not None and rank < UNDATED
