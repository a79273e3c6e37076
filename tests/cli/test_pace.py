"""Words a second, time left and errors, by a clock that the test holds."""

from __future__ import annotations

import pytest

from graphkit.cli.pace import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_pace_is_told_as_soon_as_there_is_one() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    assert pace.tell() == ""
    pace.begin()
    pace.total = 100
    clock.now += 4
    for _ in range(10):
        pace.advance(200)
    assert pace.tell() == "500 words/s, less than a minute left"
    pace.errors = 1
    clock.now += 36
    assert pace.tell() == "50 words/s, 6 min left, 1 error"
    pace.errors = 2
    pace.total = None
    assert pace.tell() == "50 words/s, 2 errors"


def test_what_is_long_past_counts_no_more() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    pace.begin()
    pace.total = 1_000_000
    for _ in range(100):  # slow at first
        clock.now += 5
        pace.advance(10)
    assert pace.tell().startswith("2 words/s, 1388 h ")
    for _ in range(200):
        clock.now += 0.5
        pace.advance(1000)
    assert pace.tell() == "2,000 words/s, 138 h 51 min left"
    assert (pace.done, len(pace._marks) < 70) == (300, True)


def test_words_are_left_out_where_nobody_knows_them() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    pace.begin()
    pace.total = 1000
    clock.now += 2
    pace.advance(None)
    assert pace.tell() == "33 min left"


@pytest.mark.parametrize("words", [0, 7])
def test_all_done_leaves_no_time(words: int) -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    pace.begin()
    pace.total = 1
    clock.now += 2
    pace.advance(words)
    assert pace.tell() == f"{words / 2:,.0f} words/s"
