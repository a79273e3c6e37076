from __future__ import annotations

import networkx as nx
import pytest

from graphkit.export.layout import positions


def places(graph: nx.Graph) -> dict[object, tuple[float, float]]:
    nodes = list(graph)
    return dict(zip(nodes, positions(graph, nodes), strict=True))


@pytest.mark.parametrize(
    "graph", [nx.path_graph(30), nx.star_graph(600), nx.empty_graph(5), nx.Graph(), nx.path_graph(1)]
)
def test_every_node_has_a_place_of_its_own(graph: nx.Graph) -> None:
    found = places(graph)
    assert set(found) == set(graph)
    assert len(set(found.values())) == len(found)
    assert found == places(graph)


def test_the_order_of_nodes_makes_no_difference() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("a", "b"), ("d", "d")])
    other = nx.MultiDiGraph([("d", "d"), ("b", "c"), ("a", "b")])
    assert places(graph) == places(other)


def test_nodes_without_edges_stand_outside() -> None:
    graph = nx.complete_graph(8)
    graph.add_node("alone")
    found = {node: x * x + y * y for node, (x, y) in places(graph).items()}
    assert max(found, key=found.__getitem__) == "alone"
