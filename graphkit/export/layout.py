"""Where nodes stand when a file is opened: the same places for the same graph, worked out cheaply."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

#: Above this many nodes a spring layout costs too much (and networkx asks for scipy from 500 on).
_MOST = 499
_SEED = 1
#: Rounds of the springs, fewer for larger graphs, as each round costs the square of the nodes; Gephi goes on from there.
_ROUNDS = 60
_FEWEST = 20
_WORK = 9_000
#: Angle between neighbours on a sunflower's spiral, which spreads points evenly. Source: H. Vogel, 1979.
_GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(graph: nx.Graph[Any], nodes: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """Place of each node in turn, in Gephi's units: springs for a small graph, else a spiral with the busiest in the middle.

    Nodes without edges stand on a ring around the others. Where a node stands doesn't depend on the order of nodes; places
    are worked out one by one, so that those of a large graph need no memory.

    Args:
        graph: any networkx graph.
        nodes: all nodes of it, in the order that is wanted.
    """
    degrees = array("q", (_degree(graph, node) for node in nodes))
    named = sorted(range(len(nodes)), key=lambda n: str(nodes[n]))
    tied = [n for n in named if degrees[n]]
    lone = [n for n in named if not degrees[n]]
    del named
    sprung = _sprung(graph, [nodes[n] for n in tied]) if 1 < len(tied) <= _MOST else {}
    tied.sort(key=lambda n: -degrees[n])
    ranks = array("q", bytes(8 * len(nodes)))
    for group in (tied, lone):
        for rank, n in enumerate(group):
            ranks[n] = rank
    alone = len(lone)
    radius = 80 + 60 * math.sqrt(max(len(tied), 1)) + 5 * alone
    del tied, lone
    for node, degree, rank in zip(nodes, degrees, ranks, strict=True):
        if not degree:
            x, y = _on_circle(radius, 2 * math.pi * rank / alone)
        elif sprung:
            x, y = sprung[node]
        else:
            x, y = _on_circle(40 * math.sqrt(rank), rank * _GOLDEN)
        yield round(x, 2) + 0.0, round(y, 2) + 0.0


def _degree(graph: nx.Graph[Any], node: Any) -> int:
    """With how many nodes an edge joins this one, whichever way it leads."""
    if graph.is_directed():
        return len({*graph.successors(node), *graph.predecessors(node)})
    return sum(1 for _ in graph.neighbors(node))


def _sprung(graph: nx.Graph[Any], tied: list[Any]) -> dict[Any, tuple[float, float]]:
    flat = nx.Graph()
    flat.add_nodes_from(tied)
    flat.add_edges_from(sorted({tuple(sorted(edge, key=str)) for edge in graph.edges()}, key=str))
    rounds = max(_FEWEST, min(_ROUNDS, _WORK // len(tied)))
    found = nx.spring_layout(flat, seed=_SEED, iterations=rounds, scale=60 * math.sqrt(len(tied)))
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _on_circle(radius: float, angle: float) -> tuple[float, float]:
    return radius * math.cos(angle), radius * math.sin(angle)
