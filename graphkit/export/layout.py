"""Where nodes stand when a file is opened: the same places for the same graph, worked out cheaply."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
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


def positions(graph: nx.Graph[Any]) -> dict[Any, tuple[float, float]]:
    """Place for each node, in Gephi's units: springs for a small graph, else a spiral with the busiest in the middle.

    Nodes without edges stand on a ring around the others.
    """
    nodes = sorted(graph.nodes, key=str)
    degrees = _neighbours(graph)
    tied = [node for node in nodes if degrees[node]]
    lone = [node for node in nodes if not degrees[node]]
    if 1 < len(tied) <= _MOST:
        placed = _sprung(graph, tied)
    else:
        busiest = sorted(tied, key=lambda node: (-degrees[node], str(node)))
        placed = {node: _on_circle(40 * math.sqrt(n), n * _GOLDEN) for n, node in enumerate(busiest)}
    radius = 80 + 60 * math.sqrt(max(len(tied), 1)) + 5 * len(lone)
    placed |= {node: _on_circle(radius, 2 * math.pi * n / len(lone)) for n, node in enumerate(lone)}
    return {node: (round(x, 2) + 0.0, round(y, 2) + 0.0) for node, (x, y) in placed.items()}


def _neighbours(graph: nx.Graph[Any]) -> dict[Any, int]:
    """With how many nodes an edge joins each one, whichever way it leads."""
    joined = dict(graph.adjacency())
    counts = {node: len(others) for node, others in joined.items()}
    if graph.is_directed():
        for node, others in joined.items():
            for other in others:
                if node not in joined[other]:
                    counts[other] += 1
    return counts


def _sprung(graph: nx.Graph[Any], tied: list[Any]) -> dict[Any, tuple[float, float]]:
    flat = nx.Graph()
    flat.add_nodes_from(tied)
    flat.add_edges_from(sorted({tuple(sorted(edge, key=str)) for edge in graph.edges()}, key=str))
    rounds = max(_FEWEST, min(_ROUNDS, _WORK // len(tied)))
    found = nx.spring_layout(flat, seed=_SEED, iterations=rounds, scale=60 * math.sqrt(len(tied)))
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _on_circle(radius: float, angle: float) -> tuple[float, float]:
    return radius * math.cos(angle), radius * math.sin(angle)
