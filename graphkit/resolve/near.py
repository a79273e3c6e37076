"""Which reports are near enough in time to be of one event, without comparing every one with every other.

Two parties who meet all the time are told of in ten thousand articles, of which only those of some days can be of one
meeting. What is left out here has no rank in `graphkit.resolve.fitting`: no rule there brings together reports whose days,
those told and that of publication, all lie further apart.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from graphkit.resolve.fitting import ANNOUNCED, NEAR, POSTPONED, RETOLD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from graphkit.resolve.fitting import Report

    #: First and last day, as `datetime.date.toordinal` counts them; None where it may be any day.
    Window = tuple[int, int] | None

#: Fewer reports than this are compared with each other whatever their days.
_FEW = 16
#: Days between two reports of one event at most.
_GAP = max(NEAR, ANNOUNCED, RETOLD, POSTPONED).days


def windows_of(reports: Sequence[Report]) -> list[Window]:
    """For each report the days from the first to the last that it tells or was published on."""
    return [_window(report) for report in reports]


def _window(report: Report) -> Window:
    if report.published is None:
        return None
    days = [report.published, *(day for span in report.spans for day in span)]
    return min(days).toordinal(), max(days).toordinal()


def near_pairs(
    block: Sequence[int], windows: Sequence[Window], asking: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs of reports that are near enough in time, lower number first, each once, in no order.

    Args:
        block: numbers of reports.
        windows: of all reports.
        asking: only pairs with one of these are wanted; None for all pairs.
    """
    wanted = frozenset(block if asking is None else asking)
    if len(block) < _FEW:
        for one, other in combinations(sorted(block), 2):
            if one in wanted or other in wanted:
                yield one, other
        return
    timeless = [number for number in block if windows[number] is None]
    dated = sorted((window, number) for number in block if (window := windows[number]) is not None)
    yield from _with_timeless(timeless, [number for _, number in dated], wanted)
    open_: list[tuple[int, int]] = []
    open_wanted: list[tuple[int, int]] = []
    for (first, last), number in dated:
        # what ended too long before this one begins has ended for all that follow, too
        open_wanted = [entry for entry in open_wanted if entry[0] >= first - _GAP]
        if number in wanted:
            open_ = [entry for entry in open_ if entry[0] >= first - _GAP]
        for _, other in open_ if number in wanted else open_wanted:
            yield min(number, other), max(number, other)
        open_.append((last, number))
        if number in wanted:
            open_wanted.append((last, number))


def _with_timeless(timeless: Sequence[int], dated: Sequence[int], wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of which one may be of any day."""
    for place, one in enumerate(timeless):
        for other in (*timeless[place + 1 :], *dated):
            if one in wanted or other in wanted:
                yield min(one, other), max(one, other)
