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
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from graphkit.resolve.fitting import Report

    #: First and last day, as `datetime.date.toordinal` counts them, and how many days from them another report may be.
    Window = tuple[int, int, int]

#: Fewer reports than this are compared with each other whatever their days.
_FEW = 16
#: The most days between two reports of one event: of what took place, of anything else, and where one tells of a change.
_AFTERWARDS = max(NEAR, RETOLD).days
_BEFORE = max(_AFTERWARDS, ANNOUNCED.days)
_CHANGED = max(_BEFORE, POSTPONED.days)


class Near:
    """Finds pairs of reports that are near enough in time."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Take the reports, which are told of by their places in the list."""
        self._reports = reports
        self._windows: dict[int, Window | None] = {}

    def pairs(self, block: Sequence[int], asking: Collection[int] | None = None) -> Iterator[tuple[int, int]]:
        """Pairs of reports, lower number first, each once, in no order.

        Args:
            block: the reports to compare.
            asking: only pairs with one of these are wanted; None for all pairs.
        """
        wanted = frozenset(block if asking is None else asking)
        if len(block) < _FEW:
            for one, other in combinations(sorted(block), 2):
                if one in wanted or other in wanted:
                    yield one, other
            return
        windows = {number: self._window(number) for number in block}
        timeless = [number for number, window in windows.items() if window is None]
        dated = sorted((window, number) for number, window in windows.items() if window is not None)
        yield from _with_timeless(timeless, [number for _, number in dated], wanted)
        yield from _sweep(dated, wanted)

    def _window(self, number: int) -> Window | None:
        """The days from the first to the last that a report tells or was published on; None where it may be any day."""
        if number not in self._windows:
            report = self._reports[number]
            self._windows[number] = None if report.published is None else _window(report, report.published)
        return self._windows[number]


def _window(report: Report, published: dt.date) -> Window:
    days = [published, *(day for span in report.spans for day in span)]
    reach = _AFTERWARDS if report.event.status in {"occurred", "made"} else _BEFORE
    return min(days).toordinal(), max(days).toordinal(), _CHANGED if report.moves else reach


def _sweep(dated: list[tuple[Window, int]], wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs out of reports in order of their first day."""
    every: list[tuple[int, int, int]] = []
    asking: list[tuple[int, int, int]] = []
    for (first, last, reach), number in dated:
        asks = number in wanted
        # what ended too long before this one begins has ended for all that follow, too
        asking = [entry for entry in asking if entry[0] >= first - _CHANGED]
        if asks:
            every = [entry for entry in every if entry[0] >= first - _CHANGED]
        for ended, other_reach, other in every if asks else asking:
            if first - ended <= (max(other_reach, reach)):
                yield (number, other) if number < other else (other, number)
        every.append((last, reach, number))
        if asks:
            asking.append((last, reach, number))


def _with_timeless(timeless: Sequence[int], dated: Sequence[int], wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of which one may be of any day."""
    for place, one in enumerate(timeless):
        for other in (*timeless[place + 1 :], *dated):
            if one in wanted or other in wanted:
                yield min(one, other), max(one, other)
