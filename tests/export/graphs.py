"""Graphs for the tests of writers, and any graph that hypothesis can think of."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import strategies as st

TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["<!--", "]]>", "&amp;", "'\"", "\x00", "\ufffe", "\ud800", "\r\n\t", " ", "a\u00a0b", "\U0001f600"]
)
VALUES = TEXT | st.booleans() | st.integers() | st.floats() | st.none()
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).map(
    lambda name: f"k_{name}"
)
RELATIONS = TEXT | st.sampled_from(["met_with", "met_with 2", "pledged"])
_NODES = st.dictionaries(TEXT, st.dictionaries(NAMES, VALUES, max_size=4), min_size=1, max_size=6)
_ENDS = st.tuples(st.integers(0, 5), st.integers(0, 5))
_EDGES = st.lists(st.tuples(_ENDS, RELATIONS, st.dictionaries(NAMES, VALUES, max_size=3)), max_size=8)


@st.composite
def any_graph(draw: st.DrawFn) -> nx.Graph:
    """A graph with any text as ids, relations, names and values, and several edges between two nodes."""
    graph = draw(st.sampled_from([nx.MultiDiGraph, nx.MultiGraph]))()
    for node, data in draw(_NODES).items():
        graph.add_node(node, **data)
    nodes = list(graph)
    for (source, target), relation, data in draw(_EDGES):
        graph.add_edge(nodes[source % len(nodes)], nodes[target % len(nodes)], relation=relation, **data)
    return graph


def small() -> nx.MultiDiGraph:
    """Two people with two relations, and a meeting."""
    graph = nx.MultiDiGraph()
    graph.add_node("b", label="Berta", entity_type="Person", mentions=4, sure=True)
    graph.add_node("a", label='Ana "the <Quick> & Bold"', entity_type="Person", mentions=2, kind=None)
    graph.add_node("m", label="Meeting", entity_type="Meeting", confidence=0.5)
    graph.add_edge("a", "b", key="met_with", relation="met_with", label="met_with", weight=2, symmetric=True)
    graph.add_edge("a", "b", key="pledged", relation="pledged", label="pledged", weight=1, symmetric=False)
    graph.add_edge("m", "a", key="participant", relation="participant", label="participant", weight=1, symmetric=False)
    return graph


def values(data: dict[str, Any]) -> dict[str, Any]:
    """Attributes without those that are unknown."""
    return {name: value for name, value in data.items() if value is not None}
