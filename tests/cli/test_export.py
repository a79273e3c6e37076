from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli import app
from graphkit.knowledge import FORMATS, NAMED_FORMATS, KnowledgeGraph

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

RDF = (".ttl", ".nt", ".jsonld", ".trig", ".nq")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return KnowledgeGraph(everything()).write(tmp_path / "graph.ttl")


def test_every_format_is_written_and_said(graph: Path):
    others = [graph.with_name(f"out{ending}") for ending in FORMATS]
    result = run("export", graph, *others)
    assert result.exit_code == 0, result.output
    assert all(f"wrote {path}" in result.stderr for path in others)
    assert result.stdout == ""
    assert others[0].read_bytes() == graph.read_bytes()


@pytest.mark.parametrize("ending", RDF)
def test_every_rdf_format_is_a_graph_to_go_on_from(graph: Path, ending: str):
    other, back = graph.with_name(f"out{ending}"), graph.with_name("back.ttl")
    assert run("export", graph, other, "-q").exit_code == 0
    assert run("export", other, back, "-q").exit_code == 0
    assert back.read_bytes() == graph.read_bytes()
    assert "Tunde Okoro" in run("explain", other, "Ada Brandt", "Okoro").stdout
    asked = run("query", other, "SELECT (COUNT(*) AS ?n) { ?m a gk:Meeting ; gk:status 'occurred' }", "--format", "csv")
    assert asked.stdout.split() == ["n", "2"]


def test_a_folder_is_a_graph_too_and_a_file_may_be_written_in_its_place(graph: Path):
    before = graph.read_bytes()
    assert run("export", graph.parent, graph, "-q").exit_code == 0
    assert graph.read_bytes() == before


def test_another_base(graph: Path):
    other, back = graph.with_name("out.nq"), graph.with_name("back.ttl")
    assert run("export", graph, other, "--base-iri", "https://example.org/x/", "-q").exit_code == 0
    assert b"https://news.example/" not in other.read_bytes()
    assert run("export", other, back, "--base-iri", everything().base_iri, "-q").exit_code == 0
    assert back.read_bytes() == graph.read_bytes()
    result = run("export", graph, other, "--base-iri", "x")
    assert result.exit_code == 1
    assert "base IRI 'x'" in result.stderr


def test_annotations_and_views_are_for_those_who_ask(graph: Path):
    turtle, xml = graph.with_name("out.ttl"), graph.with_name("out.graphml")
    assert run("export", graph, turtle, xml, "--web-annotation", "--view", "events", "-q").exit_code == 0
    assert "oa:TextQuoteSelector" in turtle.read_text(encoding="utf-8")
    assert 'id="meeting/' in xml.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["out.xlsx", "out", "out.ttl.gz"])
def test_an_unknown_ending_names_those_that_are_known(graph: Path, name: str):
    result = run("export", graph, graph.with_name("good.nt"), graph.with_name(name))
    assert result.exit_code == 2
    told = " ".join(result.stderr.replace("│", " ").split())
    assert all(ending in told for ending in FORMATS)
    assert not graph.with_name("good.nt").exists()


def test_what_is_no_graph_to_read(graph: Path):
    other = graph.with_name("x.graphml")
    assert run("export", graph, other, "-q").exit_code == 0
    result = run("export", other, graph.with_name("y.nt"))
    assert result.exit_code == 1
    assert "GraphML leaves out" in result.stderr
    broken = graph.with_name("broken.jsonld")
    broken.write_text('{"@graph": [', encoding="utf-8")
    result = run("export", broken, graph.with_name("y.nt"))
    assert result.exit_code == 1
    assert "broken.jsonld" in result.stderr
    assert "JSON-LD" in result.stderr


def test_a_part_of_the_graph_is_a_graph(graph: Path):
    part, drawn = graph.with_name("part.ttl"), graph.with_name("part.gexf")
    options = ("--around", "okoro", "--relation", "met_with", "--status", "occurred", "--since", "2031", "-q")
    assert run("export", graph, part, drawn, *options).exit_code == 0
    left = KnowledgeGraph.read(part)
    assert [meeting.participants for meeting in left.records.meetings()] == [("Ada Brandt", "Tunde Okoro")]
    assert {edge.relation for edge in left.records.edges()} == {"met_with"}
    assert "Rui Silva" not in drawn.read_text(encoding="utf-8")


def test_every_status_can_be_asked_for():
    from graphkit.cli.options import StatusName
    from graphkit.filters import STATUSES

    assert tuple(StatusName) == STATUSES


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--depth", "2"), 2, "counts the steps from --around, which is missing"),
        (("--since", "yesterday"), 2, "'yesterday' is no date; write it as 2024, 2024-03 or 2024-03-05"),
        (("--until", "2024-02-30"), 2, "no day of the calendar"),
        (("--status", "done"), 2, "--status': 'done' is not one of 'occurred', 'planned'"),
        (("--view", "edges"), 2, "--view': 'edges' is not one of 'actors', 'events'"),
        (("--depth", "0"), 2, "depth"),
        (("--relation", "likes"), 2, "relation 'likes' is not in the graph; known are met_with"),
        (("--around", "Ada Bront"), 1, "did you mean 'Ada Brandt'"),
        (("--since", "2032", "--until", "2031"), 2, "the first comes after the last"),
    ],
)
def test_filters_that_mean_nothing_are_told(graph: Path, options: tuple[str, ...], status: int, words: str):
    result = run("export", graph, graph.with_name("x.gexf"), *options)
    assert result.exit_code == status
    assert words in " ".join(result.stderr.replace("│", " ").split())
    assert not graph.with_name("x.gexf").exists()


def test_a_name_of_several_lists_them(graph: Path):
    made = everything()
    twice = replace(made.entities[0], id="organization/another-00000000")
    KnowledgeGraph(replace(made, entities=(*made.entities, twice))).write(graph)
    result = run("export", graph, graph.with_name("x.gexf"), "--around", twice.name)
    assert result.exit_code == 1
    assert "stands for several entities; ask for one of them" in result.stderr
    assert "organization/another-00000000" in result.stderr


def test_formats_that_no_ending_names(graph: Path):
    tables, elements = graph.with_name("tables"), graph.with_name("elements.json")
    assert run("export", graph, tables, "--format", "csv", "--relation", "met_with").exit_code == 0
    assert (tables / "meetings.csv").exists()
    assert not (tables / "pledges.csv").exists()
    assert run("export", graph, elements, "--format", "cytoscape", "-q").exit_code == 0
    assert '"elements"' in elements.read_text(encoding="utf-8")
    assert run("export", graph, tables, "--format", "xlsx").exit_code == 2


def test_every_named_format_can_be_asked_for(graph: Path):
    for name in NAMED_FORMATS:
        assert run("export", graph, graph.with_name(name), "--format", name, "-q").exit_code == 0
        assert graph.with_name(name).exists()
