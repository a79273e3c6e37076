from __future__ import annotations

import datetime as dt

import pytest

from graphkit.export.spells import spells

MIN, MAX = dt.date.min, dt.date.max


def day(number: int) -> dt.date:
    return dt.date(2031, 3, number)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, ()),
        ({"first_date": "2031-03-04", "last_date": "2031-03-06"}, ((day(4), day(6)),)),
        ({"first_date": "2031-03-04"}, ((day(4), MAX),)),
        ({"last_date": "2031-03-04"}, ((MIN, day(4)),)),
        ({"dates": "2031-03-04; 2031-03-09", "first_date": "2031-03-04"}, ((day(4), day(4)), (day(9), day(9)))),
        ({"dates": "2031-03-04; 2031-03-05/2031-03-07"}, ((day(4), day(7)),)),
        ({"dates": "2031-03-04/..; 2031-03-09"}, ((day(4), MAX),)),
        ({"dates": "someday; 2031-03-09/2031-03-01"}, ()),
    ],
)
def test_days_on_which_something_is_there(data, expected):
    assert spells(data) == expected
