"""Where the names stand in a picture: beside their node, never on one another, else left out.

Names are set one after the other, the most important first, each at the first of some places around its node that is
free, preferring one that few lines cross. Source: J. Christensen, J. Marks and S. Shieber, An empirical study of
algorithms for point-feature label placement, 1995 (the eight places and their order).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Sides of the node at which a name may stand: right, left, above, below, then the corners.
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
#: Room between a node's rim and its name, in pixels, tried in this order.
_GAPS = (3.0, 9.0, 18.0)
#: What a line through a name counts against a place further off, in gaps.
_CELL = 40.0


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether they share any room."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether no part of it is outside of another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )


class Dot(NamedTuple):
    """A node in a picture, and the size of its name, in pixels.

    Attributes:
        x: of its middle.
        y: of its middle.
        radius: of its disc.
        width: of its name.
        height: of its name.
    """

    x: float
    y: float
    radius: float
    width: float
    height: float


def place(dots: Sequence[Dot], frame: Box, lines: Sequence[tuple[float, float]] = ()) -> list[Box | None]:
    """A box for the name of each node, or None where there is no room for it.

    Args:
        dots: nodes, the most important first.
        frame: what names must stay in.
        lines: points on the edges, which names rather don't cover.
    """
    discs = [Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    grid: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for x, y in lines:
        grid.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y))
    taken: list[Box] = []
    found: list[Box | None] = []
    for number, dot in enumerate(dots):
        others = [*taken, *discs[:number], *discs[number + 1 :]]
        box = _best(dot, frame, others, grid)
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _best(
    dot: Dot, frame: Box, others: Sequence[Box], grid: dict[tuple[int, int], list[tuple[float, float]]]
) -> Box | None:
    for gap in _GAPS:
        free = [box for box in _around(dot, gap) if box.within(frame) and not any(box.meets(other) for other in others)]
        if free:
            return min(free, key=lambda box: _crossed(box, grid))  # the first of the best, in the order of the sides
    return None


def _around(dot: Dot, gap: float) -> Iterator[Box]:
    for right, up in _SIDES:
        slant = 0.75 if right and up else 1.0
        x = dot.x + right * (slant * dot.radius + gap + dot.width / 2)
        y = dot.y + up * (slant * dot.radius + gap + dot.height / 2)
        yield Box(x - dot.width / 2, y - dot.height / 2, x + dot.width / 2, y + dot.height / 2)


def _crossed(box: Box, grid: dict[tuple[int, int], list[tuple[float, float]]]) -> int:
    """How many points of lines a box covers."""
    return sum(
        box.left <= x <= box.right and box.bottom <= y <= box.top
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
        for row in range(int(box.bottom // _CELL), int(box.top // _CELL) + 1)
        for x, y in grid.get((column, row), ())
    )
