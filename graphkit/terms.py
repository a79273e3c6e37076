"""When a position is held: which reports of a role tell of one term, and which of their dates counts.

A person may hold one position twice, and articles tell its begin and end by parts: "since 2014", "took office on 1 October
2014", "until last month". Reports that fit are of one term; of their dates the most precise one counts.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.model import PartialDate, Tense


class Dated(Protocol):
    """What tells when a position is held."""

    @property
    def start(self) -> PartialDate | None:
        """When it begins, as far as told."""

    @property
    def end(self) -> PartialDate | None:
        """When it ends, as far as told."""


Report = TypeVar("Report", bound=Dated)

_SLACK = dt.timedelta(days=183)
"""How far two begins, or two ends, of one term may lie apart: a person is chosen months before taking office, leaves months
after resigning, and "for ten years" is a round number."""
_NEVER, _ALWAYS = dt.date.min, dt.date.max
_BASES = ("stated", "relative", "publication")


def part_terms(reports: Iterable[Report]) -> list[list[Report]]:
    """Part reports of one position of one person into terms, in order of time.

    A report without dates joins the last term, since articles tell most of what is or was last.

    Args:
        reports: in a settled order, which the reports of each term keep.
    """
    given = list(reports)
    dated = [report for report in given if report.start is not None or report.end is not None]
    terms: list[list[Report]] = []
    # of each term a report for each pair of dates: thousands of articles tell of one term, in few ways
    told: list[dict[object, Report]] = []
    for report in sorted(dated, key=_fullness):
        days = _limits(report.start), _limits(report.end)
        place = next(
            (n for n, ways in enumerate(told) if all(_fit(report, other) for other in ways.values())), len(terms)
        )
        if place == len(terms):
            terms.append([])
            told.append({})
        terms[place].append(report)
        told[place].setdefault(days, report)
    terms.sort(key=_first_day)
    undated = [report for report in given if report.start is None and report.end is None]
    if not terms:
        return [undated] if undated else []
    terms[-1] += undated
    order = {id(report): number for number, report in enumerate(given)}
    return [sorted(term, key=lambda report: order[id(report)]) for term in terms]


def best_date(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Of dates that mean one day, return the one that leaves the fewest days, stated before counted, or None."""
    told = [date for date in dates if date is not None]
    return min(told, key=_vagueness, default=None)


def tense_of(tense: Tense, start: PartialDate | None, end: PartialDate | None, published: dt.date | None) -> Tense:
    """Return what the dates make of a tense: an end that is past ends a role, a begin that is to come puts it off.

    Args:
        tense: what the words say.
        start: when the role begins.
        end: when it ends.
        published: the day as of which the tense holds; without it the words decide.
    """
    if published is None:
        return tense
    if start is not None and start.earliest is not None and start.earliest > published:
        return "future"
    if end is not None and end.latest is not None and end.latest <= published:
        return "former"
    return tense


def _fit(one: Dated, other: Dated) -> bool:
    """Whether two reports can be of one term."""
    starts, ends = (one.start, other.start), (one.end, other.end)
    if not (_near(*starts) and _near(*ends)):
        return False
    first = max((date.earliest for date in starts if date and date.earliest), default=_NEVER)
    last = min((date.latest for date in ends if date and date.latest), default=_ALWAYS)
    return first <= last


def _limits(date: PartialDate | None) -> tuple[dt.date | None, dt.date | None] | None:
    """All that `_fit` looks at."""
    return None if date is None else (date.earliest, date.latest)


def _near(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return True
    gap = max(one.earliest or _NEVER, other.earliest or _NEVER) - min(one.latest or _ALWAYS, other.latest or _ALWAYS)
    return gap <= _SLACK


def _fullness(report: Dated) -> tuple[object, ...]:
    """What sorts reports, so that those that tell most make the terms which the others join."""
    missing = (report.start is None) + (report.end is None)
    return missing, report.start is None, _first_day([report]), _said(report.start), _said(report.end)


def _first_day(reports: Sequence[Dated]) -> dt.date:
    days = [date.earliest or date.latest for report in reports for date in (report.start, report.end) if date]
    return min((day for day in days if day is not None), default=_ALWAYS)


def _said(date: PartialDate | None) -> tuple[str, str, str]:
    return ("", "", "") if date is None else (str(date.earliest), str(date.latest), date.text)


def _vagueness(date: PartialDate) -> tuple[object, ...]:
    open_ended = date.earliest is None or date.latest is None
    days = (date.latest or _ALWAYS) - (date.earliest or _NEVER)
    return open_ended, days, _BASES.index(date.basis), *_said(date)
