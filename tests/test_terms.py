from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

import pytest

from graphkit.dates import parse_date
from graphkit.model import PartialDate
from graphkit.terms import best_date, part_terms, tense_of

PUBLISHED = dt.date(2024, 5, 14)


@dataclass(frozen=True)
class Told:
    start: PartialDate | None = None
    end: PartialDate | None = None


def date(text: str | None) -> PartialDate | None:
    return None if text is None else parse_date(text, published=PUBLISHED)


def told(*spans: tuple[str | None, str | None]) -> list[Told]:
    return [Told(date(start), date(end)) for start, end in spans]


@pytest.mark.parametrize(
    ("reports", "sizes"),
    [
        ([], []),
        ([(None, None), (None, None)], [2]),
        ([("2014", None), ("October 2014", None)], [2]),
        ([("November 2013", None), ("January 2014", None)], [2]),
        ([("2014", None), (None, "2019")], [2]),
        ([("2014", None), (None, "2009")], [1, 1]),
        ([("1998", "2004"), ("2010", "2014")], [1, 1]),
        ([("1998", "2004"), ("2010", "2014"), (None, "2014"), ("1998", None)], [2, 2]),
        ([("1998", "2004"), ("2010", None), (None, None)], [1, 2]),
        ([("the cold months", None), ("2010", None)], [2]),
    ],
)
def test_reports_are_parted_into_terms_in_any_order(reports, sizes) -> None:
    for order in itertools.permutations(told(*reports)):
        terms = part_terms(order)
        assert [len(term) for term in terms] == sizes
        assert sorted(map(id, itertools.chain(*terms))) == sorted(map(id, order))


def test_a_term_keeps_the_order_of_its_reports() -> None:
    reports = told((None, None), ("2010", None), ("2010", "2014"))
    assert part_terms(reports) == [reports]


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        ([], None),
        ([None], None),
        (["2014", None, "October 2014"], "October 2014"),
        (["the cold months", "2014"], "2014"),
        (["last year", "2023"], "2023"),
    ],
)
def test_the_most_precise_date_counts(dates, best) -> None:
    for order in itertools.permutations(dates):
        found = best_date(map(date, order))
        assert (found.text if found else None) == best


@pytest.mark.parametrize(
    ("tense", "start", "end", "wanted"),
    [
        ("current", "2014", None, "current"),
        ("current", "2014", "2019", "former"),
        ("current", None, "14 May 2024", "former"),
        ("current", None, "June 2024", "current"),
        ("current", "June 2024", None, "future"),
        ("future", "2014", None, "future"),
        ("former", "2014", None, "former"),
        ("current", "the cold months", None, "current"),
    ],
)
def test_dates_settle_the_tense(tense, start, end, wanted) -> None:
    assert tense_of(tense, date(start), date(end), PUBLISHED) == wanted
    assert tense_of(tense, date(start), date(end), None) == tense
