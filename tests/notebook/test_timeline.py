from __future__ import annotations

import datetime as dt
from dataclasses import replace

from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly, Meeting, PartialDate

from .test_measures import kg_of


def day(text: str, days: int = 1) -> PartialDate:
    first = dt.date.fromisoformat(text)
    return PartialDate(text=text, earliest=first, latest=first + dt.timedelta(days - 1), precision="day")


def dated(*dates: PartialDate | None, statuses: tuple[str, ...] = ()) -> KnowledgeGraph:
    whole = kg_of(*["ab"] * len(dates)).assembly
    meetings: list[Meeting] = [
        replace(meeting, when=when, status=status)  # type: ignore[arg-type]
        for meeting, when, status in zip(whole.meetings, dates, statuses or ("occurred",) * len(dates), strict=True)
    ]
    return KnowledgeGraph(replace(whole, meetings=tuple(meetings)))


def legend(ax) -> list[str]:
    return [text.get_text() for text in ax.figure.legends[0].get_texts()]


def test_each_event_has_a_row_in_the_order_of_days() -> None:
    kg = dated(
        day("2025-05-02"),
        None,
        day("2025-03-01", 31),
        day("2025-09-09"),
        statuses=("planned", "occurred", "denied", "hypothetical"),
    )
    ax = kg.timeline()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A, B"] * 3
    assert ax.get_title(loc="left") == "3 dated events; 1 undated ones are not shown"
    assert legend(ax) == ["meeting, planned", "meeting, denied", "meeting, hypothetical"]
    signs = [line for line in ax.lines if line.get_marker() != "None"]
    assert [sign.get_marker() for sign in signs] == ["X", "o", "d"]
    assert len(ax.lines) == 4  # a bar for the one that may have been on any day of March


def test_many_events_become_bars_by_month() -> None:
    kg = dated(day("2025-01-05"), day("2025-01-20"), day("2025-03-30", 5), day("2025-04-01"))
    ax = kg.timeline(most=3)
    assert [patch.get_height() for patch in ax.patches] == [2, 0, 0, 1]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert "1 may belong to several bars and are in none" in ax.get_title(loc="left")
    assert legend(ax) == ["meeting, occurred"]


def test_over_many_years_they_become_bars_by_year() -> None:
    kg = dated(*[day(f"{year}-06-01") for year in range(2010, 2026)])
    ax = kg.timeline(most=3)
    assert len(ax.patches) == 16
    assert ax.get_xticklabels()[0].get_text() == "2010"


def test_without_dates_it_says_so() -> None:
    assert dated(None).timeline().get_title(loc="left") == "0 dated events; 1 undated ones are not shown"
    assert KnowledgeGraph(Assembly()).timeline().get_title(loc="left") == "0 dated events"
