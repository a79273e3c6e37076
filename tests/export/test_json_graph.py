from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.export import NAMED
from graphkit.knowledge import KnowledgeGraph

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests
from .graphs import any_graph


def written(name: str, graph: nx.Graph) -> dict:
    stream = io.BytesIO()
    NAMED[name](graph, stream)
    return json.loads(stream.getvalue().decode("utf-8"))


@pytest.mark.parametrize("view", ["actors", "events", "all"])
def test_networkx_reads_back_the_same_graph(tmp_path: Path, view) -> None:
    graph = KnowledgeGraph(everything())
    graph.write(tmp_path / "graph.json", format="node-link", view=view)
    told = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    assert nx.utils.graphs_equal(nx.node_link_graph(told, edges="edges"), graph.to_networkx(view=view))


def test_elements_for_cytoscape_have_ids_names_and_places() -> None:
    graph = KnowledgeGraph(everything()).to_networkx(view="all")
    elements = written("cytoscape", graph)["elements"]
    assert [node["data"]["id"] for node in elements["nodes"]] == sorted(graph)
    for node in elements["nodes"]:
        assert node["data"]["name"] == graph.nodes[node["data"]["id"]]["label"]
        assert set(node["position"]) == {"x", "y"}
    edges = [edge["data"] for edge in elements["edges"]]
    assert len({edge["id"] for edge in edges}) == graph.number_of_edges()
    assert {(e["source"], e["target"], e["relation"]) for e in edges} == set(graph.edges(keys=True))


@settings(deadline=None, max_examples=50)
@given(any_graph())
def test_any_graph_is_json_that_loses_nothing(graph: nx.Graph) -> None:
    back = nx.node_link_graph(written("node-link", graph), edges="edges")
    elements = written("cytoscape", graph)["elements"]
    assert back.number_of_nodes() == len(elements["nodes"]) == graph.number_of_nodes()
    assert back.number_of_edges() == len(elements["edges"]) == graph.number_of_edges()
