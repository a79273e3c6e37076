from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from graphkit.errors import OutputError
from graphkit.export import EXPORTERS, write_graphml

from .gephi import GRAPHML as NS
from .gephi import edges_of_graphml
from .graphs import any_graph, small

if TYPE_CHECKING:
    from pathlib import Path


def graphml(graph: nx.Graph, **options: bool) -> bytes:
    stream = io.BytesIO()
    write_graphml(graph, stream, **options)
    return stream.getvalue()


def test_networkx_reads_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    write_graphml(small(), path, layout=False)
    back = nx.read_graphml(path, force_multigraph=True)
    assert {node: dict(data) for node, data in back.nodes(data=True)} == {
        node: {name: value for name, value in data.items() if value is not None}
        for node, data in small().nodes(data=True)
    }
    assert sorted((s, t, d["relation"], d["weight"], d["symmetric"]) for s, t, d in back.edges(data=True)) == [
        ("a", "b", "met_with", 2, True),
        ("a", "b", "pledged", 1, False),
        ("m", "a", "participant", 1, False),
    ]


def test_igraph_reads_it_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    write_graphml(small(), path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = igraph.Graph.Read_GraphML(str(path))
    assert (back.vcount(), back.ecount(), back.is_directed()) == (3, 3, True)
    assert sorted(back.vs["label"]) == ['Ana "the <Quick> & Bold"', "Berta", "Meeting"]
    assert back.es["weight"] == [2, 1, 1]


def test_gephi_finds_what_it_looks_for() -> None:
    tree = etree.fromstring(graphml(small()))
    assert tree.xpath("//g:edge/@label", namespaces=NS) == ["met_with", "pledged", "participant"]
    keys = tree.findall("g:key", NS)
    assert [key.get("id") for key in keys] == [f"d{number}" for number in range(len(keys))]
    names = [(key.get("for"), key.get("attr.name").lower()) for key in keys]
    assert len(set(names)) == len(names)
    assert {"x", "y", "size", "color", "label"} <= {name for what, name in names if what == "node"}
    booleans = {key.get("id") for key in keys if key.get("attr.type") == "boolean"}
    told = [data.text for data in tree.iter(f"{{{NS['g']}}}data") if data.get("key") in booleans]
    assert sorted(told) == ["false", "false", "true", "true"]
    assert len(set(tree.xpath("//g:edge/@id", namespaces=NS))) == 3


def test_one_edge_keeps_its_id_from_file_to_file() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="met_with", relation="met_with", weight=7)
    both = [
        etree.fromstring(graphml(g)).xpath("//g:edge[@label='met_with']/@id", namespaces=NS) for g in (small(), graph)
    ]
    assert both[0] == both[1]


def test_bytes_do_not_depend_on_the_order_of_nodes() -> None:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(small().nodes(data=True))))
    other.add_edges_from(reversed(list(small().edges(keys=True, data=True))))
    assert graphml(small()) == graphml(other) == graphml(small())


def test_the_callers_graph_stays_as_it_is() -> None:
    graph = small()
    graphml(graph)
    assert nx.utils.graphs_equal(graph, small())


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (True, "boolean", "true"),
        (3, "int", "3"),
        (2**40, "long", str(2**40)),
        (2**70, "string", str(2**70)),
        (0.1, "double", "0.1"),
        (dt.date(2024, 5, 2), "string", "2024-05-02"),
        (["b", "a"], "string", "b; a"),
        ({"b", "a"}, "string", "a; b"),
        ("a\x00b\ud800c\r\nd", "string", "abc\nd"),
    ],
)
def test_values(value: object, kind: str, text: str) -> None:
    graph = nx.DiGraph()
    graph.add_node("n", x1=value)
    tree = etree.fromstring(graphml(graph, layout=False))
    assert tree.find("g:key", NS).get("attr.type") == kind
    assert tree.find(".//g:data", NS).text == text


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_is_not_known_is_left_out(value: object) -> None:
    graph = nx.DiGraph()
    graph.add_node("n", x1=value)
    graph.nodes["n"][""] = "nameless"
    assert b"<data" not in graphml(graph, layout=False)
    assert b"<key" not in graphml(graph, layout=False)


def test_mixed_numbers_become_the_wider_type() -> None:
    graph = nx.DiGraph()
    graph.add_node("a", v=1, w=1, u=True)
    graph.add_node("b", v=2.5, w="x", u=1)
    tree = etree.fromstring(graphml(graph, layout=False))
    assert {key.get("attr.name"): key.get("attr.type") for key in tree.findall("g:key", NS)} == {
        "u": "string",
        "v": "double",
        "w": "string",
    }


def test_empty_and_undirected_graphs() -> None:
    assert b'edgedefault="undirected"' in graphml(nx.Graph())
    assert nx.read_graphml(io.BytesIO(graphml(nx.MultiDiGraph()))).number_of_nodes() == 0


def test_the_table_of_exporters() -> None:
    stream = io.BytesIO()
    EXPORTERS[".graphml"](small(), stream)
    assert stream.getvalue() == graphml(small())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="missing"):
        write_graphml(small(), tmp_path / "missing" / "a.graphml")


@settings(deadline=None, max_examples=80)
@given(any_graph())
def test_any_graph_gives_a_file_that_loses_nothing(graph: nx.Graph) -> None:
    written = graphml(graph)
    tree = etree.fromstring(written)
    assert len(set(tree.xpath("//g:node/@id", namespaces=NS))) == graph.number_of_nodes()
    assert len(set(tree.xpath("//g:edge/@id", namespaces=NS))) == graph.number_of_edges()
    assert len(edges_of_graphml(tree)) == graph.number_of_edges()
    assert graphml(graph) == written
    back = nx.read_graphml(io.BytesIO(written), force_multigraph=True)
    assert set(back) == set(tree.xpath("//g:node/@id", namespaces=NS))
    assert back.number_of_edges() == graph.number_of_edges()
