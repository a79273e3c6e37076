from __future__ import annotations

import random
from itertools import combinations

from graphkit.notebook.labels import Box, Dot, place

FRAME = Box(0, 0, 800, 600)


def dots(count: int) -> list[Dot]:
    chance = random.Random(3)  # noqa: S311 - no secret
    return [Dot(chance.uniform(0, 800), chance.uniform(0, 600), 5, chance.uniform(40, 130), 12) for _ in range(count)]


def test_names_meet_neither_each_other_nor_a_node_nor_the_frame() -> None:
    nodes = dots(90)
    found = place(nodes, FRAME)
    placed = [box for box in found if box is not None]
    assert not [1 for one, other in combinations(placed, 2) if one.meets(other)]
    assert all(box.within(FRAME) for box in placed)
    for number, box in enumerate(found):
        for other, dot in enumerate(nodes):
            disc = Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
            assert box is None or other == number or not box.meets(disc)
    assert 60 < len(placed) <= 90


def test_the_most_important_gets_its_place_first() -> None:
    near = [Dot(400, 300, 5, 700, 12), Dot(400, 314, 5, 700, 12), Dot(400, 328, 5, 700, 12)]
    assert place(near, Box(0, 280, 800, 350))[0] is not None
    assert None in place(near, Box(0, 280, 800, 350))


def test_the_right_is_best_unless_lines_cross_there() -> None:
    (alone,) = place([Dot(400, 300, 5, 60, 12)], FRAME)
    (crossed,) = place([Dot(400, 300, 5, 60, 12)], FRAME, [(float(x), 300.0) for x in range(400, 500, 10)])
    assert alone is not None
    assert alone.left > 405
    assert crossed is not None
    assert crossed.right < 395


def test_without_room_there_is_no_name() -> None:
    assert place([Dot(50, 50, 5, 200, 12)], Box(0, 0, 100, 100)) == [None]
    assert place([], FRAME) == []
