"""Items of one name, against comparing every one with every other."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from graphkit.model import Anchor, Decision
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.context import Surroundings, contradict, signs
from graphkit.resolve.items import ids_conflict
from graphkit.resolve.rulings import Rulings, bundle
from graphkit.resolve.same_name import SameName, Told

FIELDS = ("sport", "politics", "arts")
TITLES = ("president", "minister", "coach", "")


def invent(chance: random.Random) -> Told:
    """What an article may say: an identifier now and then, an office, a field."""
    ids = ((("wikidata", f"Q{chance.randint(1, 2)}"),)) if chance.random() < 0.1 else ()
    bodies = frozenset(chance.sample(range(4), chance.randint(0, 2)))
    lands = [body for body in sorted(bodies) if body < 3 and chance.random() < 0.5]
    title = chance.choice(TITLES)
    return ids, Surroundings(
        roles=frozenset((title, body) for body in bodies if title),
        organizations=bodies,
        offices=frozenset(("president", land) for land in lands),
        titles=frozenset({title} - {""}),
        fields=frozenset(chance.sample(FIELDS, chance.randint(0, 1))),
    )


def decide(chance: random.Random, items: list[int]) -> Rulings:
    """Decisions on some of the items that don't contradict each other: two that are one, and one that is not."""
    if len(items) < 4 or chance.random() < 0.5:
        return Rulings()
    one, other, third = sorted(chance.sample(items, 3))
    spot = Anchor(document="d", start=0, end=1, text="x")
    made = Decision(judgement="same", one=spot, other=spot, when=dt.date(2024, 5, 2))
    return bundle([(one, other, made)], [(one, third, made)])


def compared(items: list[int], told: list[Told], rulings: Rulings) -> tuple[bool, bool, list[list[int]]]:
    """Whether they are torn, whether the articles contradict each other, and the parts, by every pair of items."""

    def clash(i: int, j: int) -> bool:
        (mine, left), (theirs, right) = told[i], told[j]
        return ids_conflict(mine, theirs) or (not set(mine) & set(theirs) and bool(contradict(left, right)))

    veto = rulings.veto([(item,) for item in items], clash)
    places = range(len(items))
    parts = Clusters(len(items), conflict=veto)
    rulings.force(parts, [(item,) for item in items])
    ranked = sorted((-len(signs(told[i][1], told[j][1])), i, j) for j in places for i in range(j))
    for _, one, other in ranked:
        parts.join(one, other)
    groups = [[items[place] for place in members] for members, _ in parts.groups()]
    return veto(places, places), any(clash(i, j) for i in places for j in places), groups


@pytest.mark.parametrize("seed", range(60))
def test_parts_are_those_that_all_pairs_give(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    ways = [invent(chance) for _ in range(chance.randint(1, 7))]
    told = [chance.choice(ways) for _ in range(chance.randint(2, 25))]
    items = sorted(chance.sample(range(100), len(told)))
    rulings = decide(chance, items)
    found = SameName(items, told, rulings)
    assert (found.torn, found.contradictory, found.parts()) == compared(items, told, rulings)


def test_thousands_of_articles_that_say_few_things_are_soon_parted() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    ways = [invent(chance) for _ in range(6)]
    told = [chance.choice(ways) for _ in range(6000)]
    found = SameName(range(6000), told, Rulings())
    assert found.torn
    assert sum(map(len, found.parts())) == 6000
