from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from graphkit.rdf import to_rdflib, vocabulary
from graphkit.resources import ontology_path

from .rdf.everything import everything

KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
ONTOLOGY = rdflib.URIRef("https://w3id.org/graphkit")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_path("graphkit.ttl"))


@pytest.fixture(scope="module")
def written() -> rdflib.Graph:
    return to_rdflib(everything())


def ours(terms) -> set[str]:
    return {str(term).removeprefix(vocabulary.GK) for term in terms if str(term).startswith(vocabulary.GK)}


def defined(ontology: rdflib.Graph, *kinds: rdflib.URIRef) -> set[str]:
    return ours(subject for kind in kinds for subject in ontology.subjects(RDF.type, kind))


def test_every_class_written_is_defined_and_every_class_defined_is_written(ontology, written):
    assert ours(written.objects(None, RDF.type)) == defined(ontology, OWL.Class)


def test_every_property_written_is_defined_and_every_property_defined_is_written(ontology, written):
    assert ours(written.predicates()) == defined(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)


def test_properties_have_the_kind_of_value_that_the_ontology_says(ontology, written):
    for name in defined(ontology, OWL.ObjectProperty):
        values = set(written.objects(None, rdflib.URIRef(vocabulary.GK + name)))
        assert all(isinstance(value, rdflib.URIRef) for value in values), name
    for name in defined(ontology, OWL.DatatypeProperty):
        values = set(written.objects(None, rdflib.URIRef(vocabulary.GK + name)))
        assert all(isinstance(value, rdflib.Literal) for value in values), name


def test_what_is_written_keeps_to_domains_and_ranges(ontology, written):
    """A reasoner would otherwise conclude new types; plain SPARQL would miss them."""
    for term in (RDFS.domain, RDFS.range):
        for prop, needed in ontology.subject_objects(term):
            for subject, value in written.subject_objects(prop):
                node = subject if term == RDFS.domain else value
                assert (node, RDF.type, needed) in written, (prop, node)


def test_superclasses_and_superproperties_are_stated_too(ontology, written):
    for lower, upper in ontology.subject_objects(RDFS.subClassOf):
        for node in written.subjects(RDF.type, lower):
            assert (node, RDF.type, upper) in written
    for lower, upper in ontology.subject_objects(RDFS.subPropertyOf):
        for subject, value in written.subject_objects(lower):
            assert (subject, upper, value) in written


def test_every_term_is_explained(ontology):
    for kind in KINDS:
        for term in ontology.subjects(RDF.type, kind):
            assert [value.language for value in ontology.objects(term, RDFS.label)] == ["en"], term
            assert [value.language for value in ontology.objects(term, RDFS.comment)] == ["en"], term
            assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_alignments_speak_only_of_defined_terms(ontology):
    alignments = rdflib.Graph().parse(ontology_path("alignments.ttl"))
    assert ours(alignments.all_nodes()) <= defined(ontology, *KINDS)


@pytest.mark.parametrize("name", ["graphkit.ttl", "alignments.ttl"])
def test_files_say_that_the_iri_is_not_registered(name: str):
    assert "not registered yet" in Path(ontology_path(name)).read_text(encoding="utf-8")
