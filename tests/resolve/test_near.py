"""Which reports are near enough in time to be compared."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations

import pytest

from graphkit.model import Amount, Evidence, Meeting, PartialDate, Pledge, Relation
from graphkit.resolve.fitting import UNSURE, MeetingFits, PledgeFits, RelationFits, Report
from graphkit.resolve.near import Near

FIRST = dt.date(2024, 5, 1)
QUOTES = (
    "They met on Tuesday.",
    "The talks have been postponed to Thursday.",
    "The talks have been put off.",
    "The meeting was moved from Oslo to Bergen.",
)
PARTIES = frozenset({"person/a", "person/b"})


def when(chance: random.Random, around: dt.date) -> PartialDate | None:
    """A day, week or month told in the text, or none; far ahead now and then."""
    if chance.random() < 0.4:
        return None
    first = around + dt.timedelta(days=chance.choice((-40, -9, -5, -2, -1, 0, 1, 3, 12, 30, 200)))
    precision, days = chance.choice((("day", 0), ("week", 6), ("month", 29)))
    basis = chance.choice(("stated", "relative", "publication"))
    last = first + dt.timedelta(days=days)
    text = chance.choice(("Tuesday", "last Tuesday", "then"))
    return PartialDate(text=text, earliest=first, latest=last, precision=precision, basis=basis, start=41, end=49)


def report(kind: type, number: int, chance: random.Random) -> Report:
    """A report of one pair of parties, of any day or none."""
    published = None if chance.random() < 0.1 else FIRST + dt.timedelta(days=chance.randint(0, 150))
    quote = chance.choice(QUOTES)
    told = Evidence(start=10, end=10 + len(quote), quote=quote, rule="test", document=f"d{number:03}")
    common = {
        "id": "x1",
        "evidence": (told,),
        "rule": "test",
        "when": when(chance, published or FIRST),
    }
    status = chance.choice(("occurred", "planned", "denied", "hypothetical"))
    if kind is Meeting:
        event = Meeting(status=status, participants=tuple(sorted(PARTIES)), **common)
    elif kind is Relation:
        event = Relation(
            relation="accused", label="accused", source="person/a", target="person/b", status=status, **common
        )
    else:
        amount = Amount(text="some", minimum=float(chance.randint(1, 2)))
        event = Pledge(status="made", pledger="person/a", recipients=("person/b",), amount=amount, **common)
    return Report(event, told.document, published, PARTIES)


@pytest.mark.parametrize("kind", [Meeting, Pledge, Relation])
@pytest.mark.parametrize("seed", range(6))
def test_no_pair_that_fits_is_left_out(seed: int, kind: type) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    reports = [report(kind, number, chance) for number in range(150)]
    fits = {Meeting: lambda: MeetingFits(reports, {}, {}), Pledge: lambda: PledgeFits(reports)}.get(
        kind, lambda: RelationFits(reports)
    )()
    everybody = range(len(reports))
    fitting = {pair for pair in combinations(everybody, 2) if (rank := fits.rank(*pair)) is not None and rank < UNSURE}
    near = list(Near(reports).pairs(everybody))
    assert fitting
    assert fitting <= set(near)
    assert len(near) == len(set(near)) < len(list(combinations(everybody, 2)))


@pytest.mark.parametrize("size", [5, 60])
def test_only_pairs_with_one_that_asks(size: int) -> None:
    chance = random.Random(size)  # noqa: S311 - no secret
    near = Near([report(Meeting, number, chance) for number in range(size)])
    block = chance.sample(range(size), size)
    asking = block[: size // 3]
    asked = list(near.pairs(block, asking))
    assert sorted(asked) == sorted(pair for pair in near.pairs(block) if not {*pair}.isdisjoint(asking))
