"""Which pairs of events a person is asked about."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.model import Decision
from graphkit.resolve.event_doubts import doubtful_events

from .test_event_rulings import PAIR, decide, join, passage, promised, told


def asked(*extractions, decisions=()):
    return [(d.kind, d.reason, d.against) for d in doubtful_events(join(extractions, *decisions), decisions)]


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"when": "2031-03-02"}, {"when": "2031-03-04"}, [("meeting", "same parties, 2 days apart", "")]),
        (
            {"when": "2031-03-02", "published": "2031-02-20"},
            {"published": "2031-03-01"},
            [("meeting", "same parties, the day is not told of both", "")],
        ),
        (
            {"when": "2031-03-02", "status": "planned"},
            {"when": "2031-03-04"},
            [("meeting", "same parties, 2 days apart", "one is planned, one occurred")],
        ),
        ({"when": "2031-03-02"}, {"when": "2031-03-08"}, []),
        ({"when": "2031-03-02", "status": "denied"}, {"when": "2031-03-02"}, []),
        ({"published": "2031-01-01"}, {"published": "2031-03-01"}, []),
        ({"when": "2031-03-04"}, {"when": "2031-03-04"}, []),
    ],
)
def test_meetings_whose_days_nearly_fit(one, other, reasons) -> None:
    assert asked(told("a", *PAIR, **one), told("b", *PAIR, **other)) == reasons


def test_other_parties_are_not_asked_about() -> None:
    assert asked(told("a", *PAIR, when="2031-03-02"), told("b", "Ana Torres", "Cem Kaya", when="2031-03-03")) == []


@pytest.mark.parametrize(("amounts", "count"), [((5.0, 6.0), 0), ((5.0, 5.0), 1), ((5.0, None), 1)])
def test_pledges_of_other_amounts_are_not_asked_about(amounts, count) -> None:
    pledges = [
        promised(name, "Ana Torres", "Freedonia", content=content, amount=amount, when=day)
        for name, content, amount, day in zip(
            "ab", ("aid", "ships"), amounts, ("2031-03-01", "2031-03-03"), strict=True
        )
    ]
    assert len(asked(*pledges)) == count


@pytest.mark.parametrize("judgement", ["same", "different", "unsure"])
def test_what_is_decided_is_not_asked_again(judgement) -> None:
    given = [told("a", *PAIR, when="2031-03-02"), told("b", *PAIR, when="2031-03-04")]
    (doubt,) = doubtful_events(join(given))
    answer = Decision(judgement=judgement, one=doubt.one, other=doubt.other, when=dt.date(2031, 3, 8))
    assert asked(*given, decisions=[answer]) == []
    assert join(given, answer).decisions == (answer,)
    by_passage = decide(judgement, passage(given[1]), passage(given[0]))
    assert doubtful_events(join(given), [by_passage]) == []
