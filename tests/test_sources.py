"""Near copies count as one source, wherever sources are counted."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest

import graphkit
from graphkit.config import Config
from graphkit.explain import as_text, explain_entity, explain_pair
from graphkit.export.happenings import describe
from graphkit.filters import Filters, filter_assembly
from graphkit.graph import build_graph
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly, Document
from graphkit.rdf import read_turtle, run_named_query, validate_file, write_turtle

from .rdf.everything import BRANDT, OCCURRED, OKORO, everything

DAY = dt.date(2031, 3, 5)
REPORT = (
    "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday to discuss the fishing treaty, which "
    "runs out in June. Fishermen protested outside with about forty boats. The matter has been before the court since last "
    "year, and both sides say that they want to keep it there. A decision is expected after the summer, officials said."
)
ARTICLES = [
    Document(id="agency", text=REPORT, published=DAY),
    Document(id="daily", text=f"By our own staff\n\n{REPORT}", published=DAY),
    Document(
        id="weekly",
        text="Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday. It rained.",
        published=DAY,
    ),
]


def of_two_articles(*, copied: bool) -> Assembly:
    """A graph whose articles a1 and a2 are two sources, or one and its copy."""
    assembly = everything()
    a1, a2, a3, a4 = assembly.documents
    return replace(assembly, documents=(a1, replace(a2, copy_of="a1" if copied else None), a3, a4))


@pytest.mark.parametrize(("copied", "sources"), [(False, 2), (True, 1)])
def test_every_count_of_sources_is_the_same(*, copied: bool, sources: int, tmp_path: Path) -> None:
    assembly = of_two_articles(copied=copied)
    graph = KnowledgeGraph(assembly)
    drawn = build_graph(assembly, view="all")
    assert drawn.nodes[OCCURRED]["sources"] == drawn.nodes[BRANDT]["sources"] == sources
    assert drawn.edges[BRANDT, OKORO, "met_with"]["sources"] == sources
    assert (
        OCCURRED in {event.id for event in filter_assembly(assembly, Filters(min_sources=2)).meetings}
    ) is not copied
    (edge,) = (edge for edge in graph.records.edges("met_with") if {edge.source_id, edge.target_id} == {BRANDT, OKORO})
    assert edge.sources == sources
    graph.write(tmp_path / "csv", format="csv")
    with (tmp_path / "csv" / "meetings.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["id"]: row["sources"] for row in csv.DictReader(stream)}[OCCURRED] == str(sources)
    assert max(event["sources"] for event in describe(assembly, title="")["events"]) == sources
    edges = [row[:4] for row in run_named_query(assembly, "single-source-edges")]
    assert (("Ada Brandt", "met with", "Tunde Okoro", "a1") in edges) is copied
    best = {row[:3]: row[3] for row in run_named_query(assembly, "best-attested-edges")}
    assert best["Ada Brandt", "met with", "Tunde Okoro"] == str(sources)


def test_explanations_tell_copies() -> None:
    lines = as_text(explain_entity(of_two_articles(copied=True), BRANDT)).splitlines()
    assert "  person, wikidata Q42; 3 mentions in 2 articles (1 of them copies)" in lines
    pair = explain_pair(of_two_articles(copied=True), BRANDT, OKORO)
    assert [passage.copy_of for passage in pair.events[0].passages] == [None, "a1"]
    assert "a2, 2031-03-06; a copy of a1; characters 30 to 55; rule meet.verb.receive" in as_text(pair)


def test_a_part_of_a_graph_keeps_what_its_copies_are_copies_of() -> None:
    assembly = of_two_articles(copied=True)
    no_mention = replace(assembly, entities=(), meetings=(), pledges=(), relations=(), roles=())
    only_a2 = replace(no_mention, relations=tuple(r for r in assembly.relations if r.evidence[0].document == "a2")[:1])
    part = filter_assembly(
        replace(only_a2, meetings=tuple(m for m in assembly.meetings if {e.document for e in m.evidence} == {"a2"})),
        Filters(min_confidence=0.01),
    )
    assert {document.id for document in part.documents} >= {"a1", "a2"}


@pytest.mark.usefixtures("one_model")
def test_articles_that_are_near_copies_are_linked_in_a_build(tmp_path: Path) -> None:
    graph = graphkit.build(ARTICLES)
    assert [(found.id, found.copy_of) for found in graph.assembly.documents] == [
        ("agency", None), ("daily", "agency"), ("weekly", None),
    ]  # fmt: skip
    (edge,) = graph.records.edges("met_with")
    assert (edge.weight, edge.sources) == (1, 2)
    path = graph.write(tmp_path / "graph.ttl")
    assert not validate_file(path).violations
    again = io.BytesIO()
    write_turtle(read_turtle(path), again)
    assert again.getvalue() == path.read_bytes()
    each = graphkit.build(ARTICLES, config=Config(near_duplicates=False))
    assert each.records.edges("met_with")[0].sources == 3
    assert each.assembly.run.digest != graph.assembly.run.digest
    assert list(graphkit.extract(ARTICLES, config=Config(near_duplicates=False))) == list(graphkit.extract(ARTICLES))


@pytest.mark.usefixtures("one_model")
def test_a_corpus_links_as_a_build_does_and_keeps_what_was_left_out(tmp_path: Path) -> None:
    german = (
        "Der Vorsitzende der Hafenliga hat sich am Dienstag mit Vertretern der Fischer getroffen. Nach dem Gespräch sagte er, "
        "man habe über die Preise und über die neue Anlegestelle gesprochen, ohne sich zu einigen. Die Fischer fordern seit "
        "Jahren, dass die Stadt die Kosten übernimmt."
    )
    articles = [*ARTICLES, Document(id="german", text=german, lang="en")]
    corpus = graphkit.Corpus(tmp_path / "news.corpus")
    corpus.add(articles)
    built = graphkit.build(articles)
    assert corpus.build().assembly == built.assembly
    assert [(found.skipped, found.lang) for found in built.assembly.documents if found.id == "german"] == [
        ("language", "de")
    ]
    corpus.remove(["agency"])
    assert corpus.build().assembly == graphkit.build(articles[1:]).assembly
