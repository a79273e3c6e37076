from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from graphkit.errors import OutputError
from graphkit.export import EXPORTERS, write_gexf
from graphkit.graph import build_graph

from ..rdf.everything import BRANDT, LEAGUE, OKORO, SILVA, everything  # noqa: TID252 - the made-up graph of the RDF tests
from .gephi import GEXF, edges_of_gexf
from .graphs import any_graph, small, values

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.xsd"))


def gexf(graph: nx.Graph, **options: bool) -> bytes:
    stream = io.BytesIO()
    write_gexf(graph, stream, **options)
    return stream.getvalue()


def check(written: bytes) -> etree._Element:
    """Parse a file and hold it against the published schema, viz names folded as the schema's README says."""
    SCHEMA.assertValid(etree.fromstring(written.replace(b"http://gexf.net/1.3/viz", b"http://gexf.net/1.3")))
    return etree.fromstring(written)


def by_relation(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str, str]:
    return edge[0], edge[1], edge[2]["relation"]


@pytest.mark.parametrize("view", ["actors", "events", "all"])
def test_every_view_is_valid_and_complete_for_networkx_and_gephi(view) -> None:
    graph = build_graph(everything(), view=view)
    written = gexf(graph, layout=False)
    tree = check(written)
    back = nx.read_gexf(io.BytesIO(written))
    assert {node: {k: v for k, v in data.items() if k != "spells"} for node, data in back.nodes(data=True)} == dict(
        graph.nodes(data=True)
    )
    eaten = {"id", "kind", "spells"}
    told = [(s, t, {k: v for k, v in d.items() if k not in eaten}) for s, t, d in back.edges(data=True)]
    assert sorted(told, key=by_relation) == sorted(graph.edges(data=True), key=by_relation)
    assert len(edges_of_gexf(tree)) == graph.number_of_edges()
    check(gexf(graph))


def test_parallel_relations_stay_apart_and_attributes_have_their_types() -> None:
    tree = check(gexf(small()))
    assert tree.xpath("//g:edge/@kind", namespaces=GEXF) == ["met_with", "pledged", "participant"]
    assert tree.xpath("//g:edge/@weight", namespaces=GEXF) == ["2.0", "1.0", "1.0"]
    types = {a.get("title"): (a.get("id"), a.get("type")) for a in tree.iterfind(".//g:attribute", GEXF)}
    assert types["mentions"] == ("mentions", "integer")
    assert types["confidence"] == ("confidence", "double")
    assert types["symmetric"] == ("symmetric", "boolean")
    assert "label" not in types
    assert "weight" not in types
    assert tree.xpath("//g:node/@label", namespaces=GEXF)[0] == small().nodes["a"]["label"]


def test_networkx_reads_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.gexf"
    write_gexf(small(), path, layout=False)
    back = nx.read_gexf(path)
    assert {node: dict(data) for node, data in back.nodes(data=True)} == {
        node: values(data) for node, data in small().nodes(data=True)
    }


def test_gephi_finds_place_size_and_colour() -> None:
    tree = check(gexf(build_graph(everything(), view="all")))
    for node in tree.iterfind(".//g:node", GEXF):
        assert node.find("viz:position", GEXF) is not None
        assert float(node.find("viz:size", GEXF).get("value")) > 0
    colours = {node.get("id"): node.find("viz:color", GEXF).get("hex") for node in tree.iterfind(".//g:node", GEXF)}
    assert colours[BRANDT] == colours[OKORO] != colours[LEAGUE]
    met, planned = (
        tree.xpath(f"//g:edge[@kind='{kind}']/viz:color/@hex", namespaces=GEXF)[0]
        for kind in ("met_with", "plans_to_meet")
    )
    assert met != planned
    sizes = {
        node.get("id"): float(node.find("viz:size", GEXF).get("value")) for node in tree.iterfind(".//g:node", GEXF)
    }
    assert sizes[BRANDT] > sizes[OKORO] > sizes[SILVA]
    assert not etree.fromstring(gexf(small(), layout=False)).xpath("//viz:*", namespaces=GEXF)


def test_dated_edges_have_their_days_and_all_else_is_always_there() -> None:
    tree = check(gexf(build_graph(everything())))
    (graph,) = tree.findall("g:graph", GEXF)
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == (
        "dynamic", "date", "interval",
    )  # fmt: skip

    def spells(relation: str, *ends: str) -> list[dict[str, str]]:
        (edge,) = (
            e
            for e in tree.iterfind(f".//g:edge[@kind='{relation}']", GEXF)
            if (e.get("source"), e.get("target")) == ends
        )
        return [dict(spell.attrib) for spell in edge.iterfind(".//g:spell", GEXF)]

    assert spells("met_with", BRANDT, OKORO) == [{"start": "2031-03-04", "end": "2031-03-04"}]
    assert spells("met_with", BRANDT, SILVA) == [{"start": "2031-02-01", "end": "2031-02-28"}]
    assert spells("accused", BRANDT, SILVA) == []
    assert not tree.xpath("//g:node/g:spells", namespaces=GEXF)


@pytest.mark.parametrize(
    ("data", "spells"),
    [
        ({"dates": "2024-03-05"}, [("2024-03-05", "2024-03-05")]),
        ({"dates": "2024-03-05; 2024-03-06/2024-03-09; 2024-03-08"}, [("2024-03-05", "2024-03-09")]),
        ({"dates": "2024-03-05; 2025-01-01"}, [("2024-03-05", "2024-03-05"), ("2025-01-01", "2025-01-01")]),
        ({"dates": "../2009-12-31; 2014-01-01/.."}, [(None, "2009-12-31"), ("2014-01-01", None)]),
        ({"dates": "2010-01-01/..; 2014-01-01/2015-01-01"}, [("2010-01-01", None)]),
        ({"dates": "in spring; 2024-13-01; 2024-05-02/2024-05-01", "first_date": "2024-01-01"}, []),
        ({"first_date": "2024-01-01", "last_date": "2024-01-31"}, [("2024-01-01", "2024-01-31")]),
        ({"first_date": "2024-01-01"}, [("2024-01-01", None)]),
        ({"dates": "../.."}, []),
        ({}, []),
    ],
)
def test_days_become_spells(data: dict[str, str], spells: list[tuple[str | None, str | None]]) -> None:
    graph = nx.DiGraph()
    graph.add_node("n", **data)
    tree = check(gexf(graph))
    assert [(spell.get("start"), spell.get("end")) for spell in tree.iterfind(".//g:spell", GEXF)] == spells


def test_what_has_no_label_is_labelled_with_its_id_and_nothing_weighs_nothing() -> None:
    graph = nx.DiGraph([("a", "b", {"weight": 0})])
    tree = check(gexf(graph))
    assert tree.xpath("//g:node/@label", namespaces=GEXF) == ["a", "b"]
    assert edges_of_gexf(tree) == {("a", "b", "")}


def test_text_comes_back_letter_for_letter() -> None:
    graph = nx.DiGraph()
    graph.add_node("n", quote='two\nlines\tand "quotes" & <tags> \u00a0 \U0001f600', label="a\nb")
    (data,) = (data for _, data in nx.read_gexf(io.BytesIO(gexf(graph, layout=False))).nodes(data=True))
    assert data == graph.nodes["n"]


def test_bytes_do_not_depend_on_the_order_of_nodes() -> None:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(small().nodes(data=True))))
    other.add_edges_from(reversed(list(small().edges(keys=True, data=True))))
    assert gexf(small()) == gexf(other) == gexf(small())


def test_empty_and_undirected_graphs() -> None:
    check(gexf(nx.MultiDiGraph()))
    assert b'defaultedgetype="undirected"' in gexf(nx.path_graph(3))
    assert len(edges_of_gexf(check(gexf(nx.path_graph(3))))) == 2


def test_the_table_of_exporters() -> None:
    stream = io.BytesIO()
    EXPORTERS[".gexf"](small(), stream)
    assert stream.getvalue() == gexf(small())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="missing"):
        write_gexf(small(), tmp_path / "missing" / "a.gexf")


@settings(deadline=None, max_examples=80)
@given(any_graph())
def test_any_graph_is_valid_and_loses_nothing(graph: nx.Graph) -> None:
    written = gexf(graph)
    tree = check(written)
    assert len(set(tree.xpath("//g:node/@id", namespaces=GEXF))) == graph.number_of_nodes()
    assert len(set(tree.xpath("//g:edge/@id", namespaces=GEXF))) == graph.number_of_edges()
    assert len(edges_of_gexf(tree)) == graph.number_of_edges()
    assert gexf(graph) == written
    back = nx.read_gexf(io.BytesIO(written))
    assert back.number_of_nodes() == graph.number_of_nodes()
    assert back.number_of_edges() == graph.number_of_edges()
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", written) is None
