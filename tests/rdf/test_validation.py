"""Every rule of the shapes is broken by an example, and found; the graphs that graphkit writes break none."""

from __future__ import annotations

import io
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, SH

from graphkit.errors import GraphFileError
from graphkit.rdf import validate_file, write_turtle
from graphkit.rdf.shapes import SHAPES, read_shapes
from graphkit.rdf.vocabulary import GK
from graphkit.resources import ontology_path

from .everything import everything
from .shapes.examples import GOOD, Bad, bad_examples

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.rdf import Violation

CORE = rdflib.Graph().parse(ontology_path("shapes.ttl"))
SPARQL = rdflib.Graph().parse(ontology_path("shapes-sparql.ttl"))
RULES = {str(rule).removeprefix(SHAPES) for graph in (CORE, SPARQL) for rule in graph.subjects(SH.message)}
NO_CONSTRAINTS = {SH.path, SH.message, SH.property, SH.prefixes}


def validated(turtle: bytes, folder: Path) -> tuple[Violation, ...]:
    path = folder / "graph.ttl"
    path.write_bytes(turtle)
    return validate_file(path).violations


@cache
def found_in(bad: Bad, folder: Path) -> tuple[Violation, ...]:
    return validated(bad.turtle(), folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("graphs")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_examples_break_no_rule(path: Path):
    assert validate_file(path).violations == ()


def test_what_graphkit_writes_breaks_no_rule(tmp_path: Path):
    stream = io.BytesIO()
    write_turtle(everything(), stream)
    assert validated(stream.getvalue(), tmp_path) == ()


@pytest.mark.parametrize("bad", bad_examples(), ids=lambda bad: f"{bad.rule}: {bad.why}")
def test_bad_examples_are_found_by_their_rule(bad: Bad, folder: Path):
    rules = {violation.rule for violation in found_in(bad, folder)}
    assert bad.rule in rules
    assert rules <= {bad.rule} | bad.also


def test_every_part_of_every_rule_is_broken_by_an_example(folder: Path):
    found = defaultdict(set)
    for bad in bad_examples():
        for violation in found_in(bad, folder):
            found[violation.rule].add(violation.component)
    assert dict(found) == {rule: components(rdflib.URIRef(SHAPES + rule)) for rule in RULES}


def components(rule: rdflib.URIRef) -> set[str]:
    told = {p for graph in (CORE, SPARQL) for p in graph.predicates(rule) if p not in NO_CONSTRAINTS}
    names = {str(p).removeprefix(str(SH)) for p in told if str(p).startswith(str(SH))}
    names = {name for name in names if not name.startswith("target")}
    return {"SPARQL" if name == "sparql" else name[0].upper() + name[1:] for name in names}


def test_every_rule_is_met_by_a_good_example():
    """So that no rule is satisfied because nothing is asked of it."""
    targets = defaultdict(set)
    for graph in (CORE, SPARQL):
        for shape in graph.subjects(RDF.type, SH.NodeShape):
            rules = {*graph.objects(shape, SH.property), *([shape] if graph.value(shape, SH.message) else ())}
            for rule in rules:
                targets[str(rule).removeprefix(SHAPES)] |= {
                    (kind, target)
                    for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
                    for target in graph.objects(shape, kind)
                }
    assert set(targets) == RULES
    good = rdflib.Graph()
    for path in GOOD:
        good.parse(path)
    used = {*good.objects(None, RDF.type), *good.predicates()}
    for rule, told in targets.items():
        assert all(target in used for _, target in told), rule


def test_shapes_speak_only_of_terms_that_the_ontology_defines():
    ontology = rdflib.Graph().parse(ontology_path("graphkit.ttl"))
    for graph in (CORE, SPARQL):
        named = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
        ours = {term for term in named if str(term).startswith(GK)}
        assert ours <= set(ontology.subjects())


@pytest.mark.parametrize("bad", bad_examples(), ids=lambda bad: f"{bad.rule}: {bad.why}")
def test_asking_sparql_once_finds_what_asking_it_of_every_node_finds(bad: Bad, folder: Path):
    ours = {v.rule for v in found_in(bad, folder) if v.component == "SPARQL"}
    if not ours:
        return
    data = rdflib.Graph().parse(data=bad.turtle(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=SPARQL, inference="none")
    theirs = {
        (str(report.value(result, SH.sourceShape)).removeprefix(SHAPES), str(report.value(result, SH.focusNode)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert theirs == {(v.rule, v.node) for v in found_in(bad, folder) if v.component == "SPARQL"}


def test_flattened_shapes_find_what_the_file_finds(folder: Path):
    for bad in bad_examples()[::8]:
        data = rdflib.Graph().parse(data=bad.turtle(), format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=CORE, inference="none")
        theirs = sorted(str(shape).removeprefix(SHAPES) for shape in report.objects(None, SH.sourceShape))
        assert theirs == sorted(v.rule for v in found_in(bad, folder) if v.component != "SPARQL")


def test_a_violation_says_what_and_where(tmp_path: Path):
    path = tmp_path / "graph.ttl"
    text = GOOD[0].read_text(encoding="utf-8").replace('gk:quote "Brandt received both" ;', "")
    path.write_text(text, encoding="utf-8")
    (violation,) = validate_file(path).violations
    assert (violation.rule, violation.kind, violation.detail) == ("evidence-quote", "evidence", "has no gk:quote")
    assert violation.label == 'evidence of "Meeting of Ada Brandt, Tunde Okoro and Norland"'
    assert text.splitlines()[violation.line - 1].startswith(":met2 ")
    assert violation.node == "https://news.example/met2"
    assert violation.message == read_shapes().messages[SHAPES + "evidence-quote"]


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".trig"])
def test_other_formats_are_checked_too(ending: str, tmp_path: Path):
    text = GOOD[0].read_text(encoding="utf-8").replace('gk:quote "Brandt received both" ;', "")
    graph = NamedNode("https://news.example/a") if ending == ".trig" else DefaultGraph()
    triples = parse(text, format=RdfFormat.TURTLE)
    quads = [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
    path = tmp_path / f"graph{ending}"
    serialize(quads, path, format=RdfFormat.from_extension(ending.removeprefix(".")))
    assert [v.rule for v in validate_file(path).violations] == ["evidence-quote"]


def test_literals_of_the_wrong_form_are_told_and_not_logged(tmp_path: Path, caplog):
    text = GOOD[0].read_text(encoding="utf-8").replace('"2031-03-05"^^xsd:date', '"2031-02-30"^^xsd:date')
    violations = validated(text.encode(), tmp_path)
    assert [(v.rule, v.detail) for v in violations] == [("article-published", 'schema:datePublished "2031-02-30"')]
    assert not caplog.records


def test_a_file_that_is_no_rdf_is_refused(tmp_path: Path):
    path = tmp_path / "graph.ttl"
    path.write_text("People met.", encoding="utf-8")
    with pytest.raises(GraphFileError, match="is no Turtle"):
        validate_file(path)
