from __future__ import annotations

import math
import random

import pytest

from graphkit.export.forces import spread


def circles(count: int, size: int) -> dict[tuple[int, int], float]:
    """Circles of friends, with one edge from each to the next."""
    rng = random.Random(3)  # noqa: S311 - nothing here is secret
    pairs = {}
    for first in range(0, count, size):
        for _ in range(3 * size):
            one, other = sorted(rng.sample(range(first, first + size), 2))
            pairs[one, other] = 1.0
        if first:
            pairs[first - 1, first] = 1.0
    return pairs


@pytest.mark.parametrize("count", [60, 1200])
def test_who_is_tied_stands_nearer(count: int) -> None:
    pairs = circles(count, 20)
    places = spread(count, pairs)
    assert places == spread(count, dict(reversed(pairs.items())))
    tied = [math.dist(places[one], places[other]) for one, other in pairs]
    rng = random.Random(4)  # noqa: S311 - nothing here is secret
    any_two = [math.dist(*(places[n] for n in rng.sample(range(count), 2))) for _ in pairs]
    assert sum(tied) / len(tied) < 0.5 * sum(any_two) / len(any_two)
    assert len(set(places)) > 0.99 * count


def test_no_node_covers_another_in_a_small_network() -> None:
    places = spread(30, {(0, n): 5.0 for n in range(1, 30)})
    nearest = min(math.dist(places[a], places[b]) for a in range(30) for b in range(a))
    assert nearest > 0.4


def test_what_is_not_joined_does_not_drift_off() -> None:
    pairs = circles(200, 20) | {(200, 201): 1.0}
    places = spread(202, pairs)
    furthest = sorted(math.hypot(*place) for place in places)
    assert furthest[-1] < 2 * furthest[180]


@pytest.mark.parametrize(("count", "pairs"), [(0, {}), (1, {}), (2, {(0, 1): 1.0}), (3, {})])
def test_hardly_anything(count: int, pairs: dict[tuple[int, int], float]) -> None:
    places = spread(count, pairs)
    assert len(places) == len(set(places)) == count
    assert all(math.isfinite(value) for place in places for value in place)
