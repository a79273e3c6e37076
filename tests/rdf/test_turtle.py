from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat, Store

from graphkit.errors import ConfigError
from graphkit.model import Assembly, Document, Entity, Run
from graphkit.rdf import read_turtle, to_rdflib, write_turtle
from graphkit.rdf.vocabulary import GK

from .everything import BRANDT, LEAGUE, NORLAND, OKORO, RIVERTON, SILVA, everything
from .strategies import ASSEMBLIES, HOSTILE, IDS

if TYPE_CHECKING:
    from pathlib import Path


def turtle(assembly: Assembly) -> bytes:
    stream = io.BytesIO()
    write_turtle(assembly, stream)
    return stream.getvalue()


def hostile() -> Assembly:
    """Give an assembly with every hostile string wherever text can be."""
    whole = everything()
    documents = tuple(
        Document(id=f"d{n:02d}{text}", title=text, url=f"https://paper.example/{text}", publisher=text, lang=text)
        for n, text in enumerate(HOSTILE)
    )
    entities = tuple(
        Entity(id=f"person/x-{n:08x}", type="Person", name=text, kind=text, merges=(text,))
        for n, text in enumerate(HOSTILE)
    )
    return replace(whole, documents=documents, entities=entities, run=Run(version="".join(HOSTILE)))


def test_what_was_written_is_read_back():
    assembly = everything()
    assert read_turtle(io.BytesIO(turtle(assembly))) == assembly


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ASSEMBLIES)
def test_whatever_was_written_is_read_back(assembly: Assembly):
    written = turtle(assembly)
    assert read_turtle(io.BytesIO(written)) == assembly
    assert written.endswith(b" .\n")


@settings(max_examples=200)
@given(IDS)
def test_every_document_id_has_an_iri_of_its_own(identifier: str):
    assembly = Assembly(documents=(Document(id=identifier),))
    assert read_turtle(io.BytesIO(turtle(assembly))).documents == assembly.documents


def test_warnings_are_left_out():
    assert turtle(replace(everything(), warnings=("x",))) == turtle(everything())


def test_an_empty_assembly_is_a_graph_too():
    assert read_turtle(io.BytesIO(turtle(Assembly()))) == Assembly()


def test_order_of_what_is_given_makes_no_difference():
    assembly = everything()
    shuffled = random.Random(7)  # noqa: S311

    def mixed(items):
        return tuple(shuffled.sample(items, len(items)))

    other = Assembly(
        base_iri=assembly.base_iri,
        run=assembly.run,
        documents=mixed(assembly.documents),
        entities=mixed([replace(entity, mentions=mixed(entity.mentions)) for entity in assembly.entities]),
        meetings=mixed(assembly.meetings),
        pledges=mixed(assembly.pledges),
        relations=mixed(assembly.relations),
        roles=mixed(assembly.roles),
        decisions=mixed(assembly.decisions),
    )
    assert turtle(other) == turtle(assembly)


@pytest.mark.parametrize(
    ("scheme", "identifier", "iri"),
    [
        ("wikidata", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("wikidata", "42", None),
        ("iri", "https://people.example/ada", "https://people.example/ada"),
        ("iri", "https://people.example/<x>", None),
        ("own", "P-17", None),
    ],
)
def test_identifiers_that_are_iris_match_exactly(scheme: str, identifier: str, iri: str | None):
    entity = Entity(id="person/x-1", type="Person", name="Ada Brandt", ids=((scheme, identifier),))
    graph = to_rdflib(Assembly(base_iri="https://example.org/", entities=(entity,)))
    assert [str(same) for same in graph.objects(None, rdflib.namespace.SKOS.exactMatch)] == ([iri] if iri else [])


def test_code_points_that_are_no_characters_become_replacement_characters():
    assembly = Assembly(entities=(Entity(id="person/x-1", type="Person", name="a\ufffe\uffff\ud800b\x00"),))
    written = turtle(assembly)
    assert read_turtle(io.BytesIO(written)).entities[0].name == "a\ufffd\ufffd\ufffdb\x00"
    assert b"\\u0000" in written


def test_subjects_are_sorted_and_set_apart_and_nothing_is_blank():
    blocks = turtle(everything()).decode().split("\n\n")
    names = [block.split(" ", 1)[0] for block in blocks[1:]]
    graph = to_rdflib(everything())
    iris = [str(graph.namespace_manager.expand_curie(name)) for name in names]
    assert iris == sorted(iris)
    assert len(set(iris)) == len(iris) == len(set(graph.subjects()))
    assert not [term for term in graph.all_nodes() if isinstance(term, rdflib.BNode)]


def test_every_iri_is_written_with_a_prefix_but_web_addresses():
    body = turtle(everything()).decode().split("\n\n", 1)[1]
    assert re.findall(r"<[^>]*>", body) == ["<https://paper.example/a1>"]


def test_the_same_passage_has_the_same_iri_in_a_smaller_graph():
    whole = everything()
    fewer = replace(whole, meetings=whole.meetings[:2], pledges=(), roles=())
    larger = set(to_rdflib(whole).subjects())
    assert {node for node in to_rdflib(fewer).subjects() if "/evidence/" in node} <= larger


def test_shortcut_edges():
    graph = to_rdflib(everything())
    base = "https://news.example/graph/"

    def pairs(name: str) -> set[tuple[str, str]]:
        edges = graph.subject_objects(rdflib.URIRef(GK + name))
        return {(str(one).removeprefix(base), str(other).removeprefix(base)) for one, other in edges}

    def both_ways(*edges: tuple[str, str]) -> set[tuple[str, str]]:
        return {*edges, *((other, one) for one, other in edges)}

    assert pairs("metWith") == both_ways((BRANDT, OKORO), (BRANDT, LEAGUE), (BRANDT, SILVA), (LEAGUE, SILVA))
    assert pairs("plansToMeet") == both_ways((BRANDT, SILVA))
    assert pairs("pledgedTo") == {(LEAGUE, NORLAND), (LEAGUE, BRANDT), (NORLAND, LEAGUE)}
    assert pairs("holdsRoleIn") == {(BRANDT, NORLAND), (OKORO, LEAGUE), (SILVA, LEAGUE), (SILVA, RIVERTON)}


def test_no_time_is_written_but_the_one_given():
    untimed = replace(everything(), run=replace(everything().run, time=None))
    assert b"startedAtTime" not in turtle(untimed)
    assert b'prov:startedAtTime "2031-03-07T08:00:00Z"^^xsd:dateTime' in turtle(everything())


@pytest.mark.parametrize("base", ["", "no-scheme/", "https://a b/", "https://example.org/no-end"])
def test_a_base_that_can_stand_in_no_file_is_refused(base: str):
    with pytest.raises(ConfigError, match="base IRI"):
        turtle(replace(everything(), base_iri=base))


@pytest.mark.parametrize("assembly", [everything(), hostile()], ids=["everything", "hostile"])
@pytest.mark.parametrize("reader", ["rdflib", "rapper", "serdi"])
def test_other_readers_count_the_same_triples(assembly: Assembly, reader: str, tmp_path: Path):
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle(assembly))
    store = Store()
    store.load(path=path, format=RdfFormat.TURTLE)
    if reader == "rdflib":
        assert len(rdflib.Graph().parse(path)) == len(store)
        return
    if shutil.which(reader) is None:
        pytest.skip(f"{reader} is not installed (Debian: raptor2-utils, serdi)")
    ending = ["-o", "ntriples", str(path)]
    done = subprocess.run([reader, "-i", "turtle", *ending], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == len(store)
