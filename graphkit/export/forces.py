"""Where the nodes of a large network stand: springs along its edges, a push between all nodes, a pull to the middle.

The push is worked out against the centres of a grid's cells where there are many nodes, and the grid is moved at each
round, so that its lines leave no trace. The same network gets the same places on one machine.
Source: T. Fruchterman and E. Reingold, 1991 (cooling); M. Jacomy et al., ForceAtlas2, 2014 (push by degree, gravity).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_SEED = 1
#: Rounds of the springs, fewer for larger networks, as each costs more.
_ROUNDS, _FEWEST, _WORK = 260, 110, 300_000
#: Up to this many nodes each pushes each; above, cells of the grid push, about one for so many nodes.
_EACH, _IN_CELL = 600, 20.0
#: Pull to the middle, and pull of an edge, against a push of 1; tuned by looking at networks of 20 to 5,000 nodes.
_GRAVITY, _SPRING = 0.03, 0.6
#: The least room between two nodes in a network that is drawn node by node, in units of the mean distance.
_ROOM, _ROUNDS_OF_ROOM = 0.55, 30


def spread(count: int, pairs: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Places for nodes 0 to `count` - 1, about one unit apart, rounded to a hundredth.

    Args:
        count: how many nodes.
        pairs: two different nodes to the weight of what ties them, above 0; one entry for each pair.
    """
    import numpy as np

    rng = np.random.default_rng(_SEED)
    if not count:
        return []
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    ties = np.array([1 + math.log(1 + pairs[one, other]) for one, other in ends.tolist()], dtype=np.float64)
    mass = (1 + np.bincount(ends.ravel(), minlength=count)).astype(np.float64)
    # where push and gravity would hold a network without edges
    reach = math.sqrt(float(mass.sum()) / _GRAVITY)
    radius, angle = 0.5 * reach * np.sqrt(rng.random(count)), rng.random(count) * 2 * math.pi
    points: Points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    rounds = max(_FEWEST, min(_ROUNDS, _WORK // count))
    for turn in range(rounds):
        push = _push_of_each(points, mass) if count <= _EACH else _push_of_cells(points, mass, rng.random(2))
        move = push - _GRAVITY * mass[:, None] * points
        move += _pull(points, ends, ties)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        longest = reach * (0.1 * (1 - turn / rounds) ** 1.5 + 0.0005)
        points = points + move * (np.minimum(length, longest) / length)[:, None]
    points = _gathered(points - points.mean(axis=0))
    points = points * _scale(points)
    if count <= _EACH:
        points = _apart(points)
    return [(round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in points.tolist()]


def _pull(points: Points, ends: NDArray[np.int64], ties: Points) -> Points:
    """The pull of the edges, the stronger the longer they are."""
    import numpy as np

    apart = points[ends[:, 0]] - points[ends[:, 1]]
    force = apart * (_SPRING * ties)[:, None]
    total = np.zeros_like(points)
    for axis in (0, 1):
        total[:, axis] -= np.bincount(ends[:, 0], weights=force[:, axis], minlength=len(points))
        total[:, axis] += np.bincount(ends[:, 1], weights=force[:, axis], minlength=len(points))
    return total


def _push_of_each(points: Points, mass: Points) -> Points:
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    nearness = mass[None, :] / np.maximum((apart**2).sum(axis=2), 0.01)
    push: Points = (apart * nearness[:, :, None]).sum(axis=1) * mass[:, None]
    return push


def _push_of_cells(points: Points, mass: Points, shift: Points) -> Points:
    import numpy as np

    side = max(4, round(math.sqrt(len(points) / _IN_CELL)))
    low, high = points.min(axis=0), points.max(axis=0)
    cell = np.floor((points - low) / (np.maximum(high - low, 1e-9) / side) + shift).astype(np.int64)
    _, which = np.unique(cell[:, 0] * (side + 2) + cell[:, 1], return_inverse=True)
    weight = np.bincount(which, weights=mass)
    centre = np.column_stack([np.bincount(which, weights=mass * points[:, axis]) for axis in (0, 1)]) / weight[:, None]
    x, y = (points[:, axis, None] - centre[None, :, axis] for axis in (0, 1))
    nearness = weight[None, :] / np.maximum(x**2 + y**2, 1.0)
    return np.column_stack(((x * nearness).sum(axis=1), (y * nearness).sum(axis=1))) * mass[:, None]


def _gathered(points: Points) -> Points:
    """The few that drifted far off brought nearer, as they would make the rest small on the screen."""
    import numpy as np

    far = np.hypot(points[:, 0], points[:, 1])
    most = max(float(np.quantile(far, 0.95)) * 1.1, 1e-9)
    return points * np.where(far > most, (most + 0.15 * (far - most)) / np.maximum(far, 1e-9), 1.0)[:, None]


def _scale(points: Points) -> float:
    """What brings the mean room of a node to one unit of area."""
    import numpy as np

    spread_out = float(np.sqrt((points**2).sum(axis=1).mean()))
    return math.sqrt(len(points) / (2 * math.pi)) / spread_out if spread_out > 1e-6 else 1.0


def _apart(points: Points) -> Points:
    """Nodes that would cover each other, moved apart."""
    import numpy as np

    for _ in range(_ROUNDS_OF_ROOM):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        lacking = np.maximum(_ROOM - distance, 0) / 2
        if not lacking.any():
            break
        points = points + (apart * (lacking / np.maximum(distance, 1e-3))[:, :, None]).sum(axis=1)
    return points
