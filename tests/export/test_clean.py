from __future__ import annotations

import itertools
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from graphkit.export import write_gexf, write_graphml
from graphkit.export.clean import CleanGraph, as_text, clean_text, widest


def test_nodes_whose_ids_look_alike_stay_apart() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(["a", "a\x00", "a 2", 1, "1"])
    graph.add_edge("a", "a\x00")
    clean = CleanGraph(graph)
    ids = {node.key: node.id for node in clean.nodes()}
    assert len(set(ids.values())) == 5
    assert (ids["a"], ids["a 2"]) == ("a", "a 2")
    assert [(edge.source, edge.target) for edge in clean.edges()] == [(ids["a"], ids["a\x00"])]
    assert [node.id for node in clean.nodes()] == sorted(ids.values())


def test_edges_of_one_relation_have_kinds_of_their_own() -> None:
    graph = nx.MultiDiGraph()
    for relation in ("met_with", "met_with", "met_with 2", None):
        graph.add_edge("a", "b", relation=relation)
    graph.add_edge("b", "a", key="met_with")
    edges = list(CleanGraph(graph).edges())
    assert [(edge.relation, edge.kind) for edge in edges] == [
        ("", ""),
        ("met_with", "met_with"),
        ("met_with", "met_with 3"),
        ("met_with 2", "met_with 2"),
        ("met_with", "met_with"),
    ]
    assert len({edge.id for edge in edges}) == 5


def test_columns_differ_in_more_than_case() -> None:
    graph = nx.DiGraph()
    graph.add_node("n", **{"Name": 1, "name": "x", "na\x00me": True, " ": 3, "gone": None})
    columns = CleanGraph(graph).node_columns
    assert len({column.name.lower() for column in columns}) == len(columns) == 3
    assert {column.key: column.type for column in columns} == {"Name": "int", "name": "string", "na\x00me": "boolean"}


def test_edges_of_an_undirected_graph_come_once() -> None:
    graph = nx.MultiGraph([("b", "a"), ("a", "b"), ("c", "c")])
    assert [(edge.source, edge.target) for edge in CleanGraph(graph).edges()] == [("a", "b"), ("a", "b"), ("c", "c")]


@pytest.mark.parametrize(
    ("values", "kind"),
    [([1, 2], "int"), ([1, 2**40], "long"), ([2**40, 1], "long"), ([2**70, 1], "string"), ([1, 0.5], "double"), ([1, "x"], "string"), ([True, 1], "string")],
)  # fmt: skip
def test_a_column_has_the_narrowest_type(values: list[object], kind: str) -> None:
    graph = nx.DiGraph()
    for number, value in enumerate(values):
        graph.add_node(number, v=value)
    assert [column.type for column in CleanGraph(graph).node_columns] == [kind]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [("x", "string", "x"), (True, "string", "true"), (1, "double", "1.0"), (1, "string", "1"), (0.5, "double", "0.5")],
)
def test_values_as_xml_schema_writes_them(value: str | float, kind: str, text: str) -> None:
    assert as_text(value, kind) == text


def test_texts_and_types() -> None:
    assert clean_text("a\r\nb\rc\x00\ud800\ufffe\u00a0") == "a\nb\nc\u00a0"
    assert widest(["int", "long"]) == "long"


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_writing_needs_next_to_no_memory(write: Callable[[nx.Graph, Path], None], tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    nodes = [f"person/{number:05}" for number in range(5000)]
    for node, other in itertools.pairwise(nodes):
        graph.add_edge(node, other, key="met_with", relation="met_with", weight=1)
    write(nx.path_graph(3), tmp_path / "small")  # whatever is loaded at first use
    tracemalloc.start()
    write(graph, tmp_path / "large")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 * len(nodes)
