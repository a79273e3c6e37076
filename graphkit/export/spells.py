"""On which days a node or an edge is there, for the formats that have a timeline."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Spell = tuple[dt.date, dt.date]

_DAY = dt.timedelta(days=1)


def spells(data: Mapping[Any, Any]) -> tuple[Spell, ...]:
    """First and last day of each spell, as closed intervals in order that neither overlap nor touch; none of what is undated.

    Args:
        data: attributes of a node or edge; ``dates`` (dates and intervals in ISO 8601, joined with "; ") count before
            ``first_date`` and ``last_date``. An open end is `datetime.date.min` or `datetime.date.max`.
    """
    told = data.get("dates")
    if isinstance(told, str):
        return _spells(told)
    first, last = (str(data.get(name) or "..") for name in ("first_date", "last_date"))
    return _spells(f"{first}/{last}")


@lru_cache(maxsize=1000)
def _spells(told: str) -> tuple[Spell, ...]:
    found = (_days(*part.partition("/")[::2]) for part in told.split("; "))
    return tuple(_joined([days for days in found if days is not None]))


def _days(first: str, last: str) -> Spell | None:
    """First and last day; None of what is no date or tells none."""
    try:
        start = dt.date.min if first == ".." else dt.date.fromisoformat(first)
        end = dt.date.max if last == ".." else dt.date.fromisoformat(last or first)
    except ValueError:
        return None
    return (start, end) if start <= end and (start, end) != (dt.date.min, dt.date.max) else None


def _joined(days: list[Spell]) -> list[Spell]:
    if len(days) == 1:
        return days
    joined: list[Spell] = []
    for start, end in sorted(days):
        if joined and (joined[-1][1] == dt.date.max or start <= joined[-1][1] + _DAY):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
