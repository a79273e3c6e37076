"""Named queries where days and sums are told in part, asked of graphs made for it, in two engines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Amount, Assembly, Document, Meeting, PartialDate
from graphkit.rdf import load_store, named_queries, run_named_query, to_rdflib

from .elsewhere import comparable
from .quarrel import BANK, LIND, ROSSO, VARDA, day, pledge, quarrel, said

if TYPE_CHECKING:
    from graphkit.model import Pledge

MAY = (2031, 5)
NORTH = Document(id="north", published=dt.date(*MAY, 10))
SOUTH = Document(id="south", published=dt.date(*MAY, 20))


def graph(*, documents=(NORTH, SOUTH), meetings=(), pledges=()) -> Assembly:
    return replace(quarrel(), documents=documents, meetings=meetings, pledges=pledges, roles=())


def ask(assembly: Assembly, name: str) -> list[tuple[str | None, ...]]:
    """Give the rows, once another engine has given the same."""
    result = run_named_query(load_store(assembly), name)
    theirs = to_rdflib(assembly).query(named_queries()[name].sparql)
    assert comparable(theirs) == comparable(result)
    return list(result)


def meeting(number: int, status, document: str, when: PartialDate | None = None) -> Meeting:
    return Meeting(
        id=f"meeting/{number}",
        status=status,
        participants=(LIND.id, ROSSO.id),
        evidence=(said(document, number * 100, f"Lind and Rosso, {number}."),),
        rule="made.up",
        when=when,
    )


YEAR = PartialDate(
    text="in 2031", earliest=dt.date(2031, 1, 1), latest=dt.date(2031, 12, 31), precision="year", basis="stated"
)


@pytest.mark.parametrize(
    ("planned", "held", "told_in", "is_listed"),
    [
        (None, day(*MAY, 15), "south", False),
        (None, day(*MAY, 10), "south", False),
        (None, day(*MAY, 9), "south", True),
        (None, None, "south", False),
        (None, None, "before", True),
        (None, YEAR, "before", True),
        (None, YEAR, "south", False),
        (None, day(*MAY, 10), "north", True),
        (None, None, "undated", False),
        (day(*MAY, 30), None, "south", True),
        (day(*MAY, 18), None, "south", False),
        (day(*MAY, 18), day(*MAY, 18), "undated", False),
    ],
)
def test_a_plan_is_carried_out_only_by_a_meeting_since(planned, held, told_in: str, *, is_listed: bool):
    before, undated = Document(id="before", published=dt.date(*MAY, 1)), Document(id="undated")
    meetings = (meeting(1, "planned", "north", planned), meeting(2, "occurred", told_in, held))
    rows = ask(graph(documents=(before, NORTH, SOUTH, undated), meetings=meetings), "planned-not-held")
    assert [row[:2] for row in rows] == [("Eva Lind", "Ugo Rosso")] * is_listed


def test_a_plan_of_an_undated_article_is_carried_out_by_any_meeting():
    meetings = (meeting(1, "planned", "north"), meeting(2, "occurred", "south", day(*MAY, 1)))
    assert ask(graph(documents=(replace(NORTH, published=None), SOUTH), meetings=meetings), "planned-not-held") == []


def euros(least: float | None, most: float | None, *, currency: str = "EUR") -> Amount:
    return Amount(text="a sum", minimum=least, maximum=most, currency=currency)


def vow(number: int, document: str, amount: Amount, **how) -> Pledge:
    made = pledge(number, by=VARDA, millions=1, passage=said(document, number * 100, f"Varda vows, {number}."), **how)
    return replace(made, amount=amount)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (vow(1, "north", euros(5, 5)), vow(2, "south", euros(50, 50)), True),
        (vow(1, "north", euros(50, 50)), vow(2, "south", euros(5, 5)), True),
        (vow(1, "north", euros(5, None)), vow(2, "south", euros(50, 50)), False),
        (vow(1, "north", euros(None, 5)), vow(2, "south", euros(50, 50)), True),
        (vow(1, "north", euros(5, 5)), vow(2, "south", euros(4, 6)), False),
        (vow(1, "north", euros(5, 5)), vow(2, "south", euros(50, 50, currency="USD")), False),
        (vow(1, "north", euros(5, 5)), vow(2, "north", euros(50, 50)), False),
        (vow(1, "north", euros(5, 5)), vow(2, "south", euros(50, 50), status="denied"), False),
        (vow(1, "north", euros(5, 5), when=day(*MAY, 1)), vow(2, "south", euros(50, 50), when=day(*MAY, 2)), False),
        (vow(1, "north", euros(5, 5), when=day(*MAY, 1)), vow(2, "south", euros(50, 50), when=YEAR), True),
        (
            vow(1, "north", euros(5, 5), when=day(*MAY, 1), joint="j"),
            vow(2, "south", euros(50, 50), when=day(*MAY, 2), joint="j"),
            True,
        ),
    ],
)
def test_sums_disagree_where_both_cannot_be_true_of_one_promise(one: Pledge, other: Pledge, *, differ: bool):
    rows = ask(graph(pledges=(one, other)), "disagreements")
    assert [row[:3] for row in rows] == [("how much was pledged", "Varda", "Grain Bank")] * differ


@pytest.mark.parametrize(
    ("amounts", "wanted"),
    [
        ([euros(None, 3e9)], ("", "1", "3000000000")),
        ([euros(2e6, None), euros(None, 3e9)], ("2000000", "2", "3000000000")),
        ([euros(2e6, 3e6), euros(5e6, 5e6)], ("7000000", "2", "")),
        ([euros(None, None)], ("", "1", "")),
    ],
)
def test_what_is_told_as_the_most_is_no_least_of_nothing(amounts: list[Amount], wanted: tuple[str, ...]):
    made = graph(pledges=tuple(vow(number, "north", amount) for number, amount in enumerate(amounts)))
    assert ask(made, "pledge-sums") == [(BANK.name, "EUR", *wanted)]
    assert ask(made, "pledge-sums-by-pair") == [(VARDA.name, BANK.name, "EUR", *wanted)]
