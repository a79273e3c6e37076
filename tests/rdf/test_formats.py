from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from graphkit.export import EXPORTERS
from graphkit.knowledge import FORMATS
from graphkit.model import Assembly, Decision, Entity, Evidence, Meeting, Mention, Run
from graphkit.rdf import read_graph, to_rdflib
from graphkit.rdf.formats import WRITERS
from graphkit.rdf.graphs import FACTS
from graphkit.rdf.jsonld import published_context
from graphkit.rdf.reading import RDF_FORMATS

from .everything import BRANDT, OCCURRED, everything
from .strategies import ASSEMBLIES
from .test_turtle import hostile

MODEST = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
BASE = "https://news.example/graph/"
OA = "http://www.w3.org/ns/oa#"


def written(assembly: Assembly, ending: str, *, web_annotation: bool = False) -> bytes:
    stream = io.BytesIO()
    WRITERS[ending](assembly, stream, web_annotation=web_annotation)
    return stream.getvalue()


def triples(data: bytes, rdf_format: RdfFormat) -> set[tuple[str, str, str]]:
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in parse(data, format=rdf_format)}


def all_triples(assembly: Assembly, ending: str, *, web_annotation: bool = False) -> set[tuple[str, str, str]]:
    return triples(written(assembly, ending, web_annotation=web_annotation), RDF_FORMATS[ending])


def test_every_table_knows_the_same_formats():
    assert set(FORMATS) == {*WRITERS, *EXPORTERS}
    assert set(WRITERS) <= set(RDF_FORMATS)


@pytest.mark.parametrize("web_annotation", [False, True])
@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("assembly", [everything(), hostile(), Assembly()], ids=["everything", "hostile", "empty"])
def test_formats_hold_the_same_triples(assembly: Assembly, ending: str, *, web_annotation: bool):
    turtle = all_triples(assembly, ".ttl", web_annotation=web_annotation)
    assert all_triples(assembly, ending, web_annotation=web_annotation) == turtle


@pytest.mark.parametrize("ending", [".nt", ".jsonld", ".trig", ".nq"])
@MODEST
@given(assembly=ASSEMBLIES)
def test_whatever_is_written_is_the_same_in_every_format(ending: str, assembly: Assembly):
    assert all_triples(assembly, ending) == all_triples(assembly, ".ttl")


@pytest.mark.parametrize("ending", WRITERS)
def test_each_is_read_back(tmp_path, ending: str):
    for web_annotation in (False, True):
        path = tmp_path / f"graph{ending}"
        path.write_bytes(written(everything(), ending, web_annotation=web_annotation))
        assert read_graph(path) == everything()


@pytest.mark.parametrize("ending", WRITERS)
def test_order_of_what_is_given_makes_no_difference(ending: str):
    assembly, chance = everything(), random.Random(5)  # noqa: S311

    def mixed(items):
        return tuple(chance.sample(items, len(items)))

    other = replace(
        assembly,
        documents=mixed(assembly.documents),
        entities=mixed([replace(entity, mentions=mixed(entity.mentions)) for entity in assembly.entities]),
        meetings=mixed(assembly.meetings),
        pledges=mixed(assembly.pledges),
        roles=mixed(assembly.roles),
        decisions=mixed(assembly.decisions),
    )
    for web_annotation in (False, True):
        once = written(assembly, ending, web_annotation=web_annotation)
        assert once == written(other, ending, web_annotation=web_annotation)


@pytest.mark.parametrize("ending", [".nt", ".nq"])
def test_lines_are_sorted_by_node_and_each_is_there_once(ending: str):
    lines = written(everything(), ending).decode().splitlines()
    assert len(set(lines)) == len(lines) == len(to_rdflib(everything()))
    if ending == ".nt":
        nodes = [line.split("> ", 1)[0] for line in lines]
        assert nodes == sorted(nodes)


# named graphs


def dataset(ending: str) -> Store:
    store = Store()
    store.load(written(everything(), ending), format=RDF_FORMATS[ending])
    return store


@pytest.mark.parametrize("ending", [".trig", ".nq"])
def test_a_graph_for_each_article_and_one_of_facts(ending: str):
    store = dataset(ending)
    assert {str(graph) for graph in store.named_graphs()} == {
        f"<{BASE}{name}>" for name in ("article/a1", "article/a2", "article/a3", "article/a4", FACTS)
    }
    assert len(store) == len(to_rdflib(everything()))  # so that each triple is in one graph


def test_a_graph_of_an_article_holds_what_can_be_pointed_at_there():
    store = dataset(".trig")
    a2 = NamedNode(f"{BASE}article/a2")
    for quad in store.quads_for_pattern(None, NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom"), None):
        assert quad.graph_name == quad.object
    store.remove_graph(a2)
    assert not list(store.quads_for_pattern(None, None, a2)) or all(
        quad.predicate.value.endswith("#used") for quad in store.quads_for_pattern(None, None, a2)
    )
    described = {quad.subject for quad in store}
    links = ("mention", "evidence", "cluster", "via")
    for quad in store:
        if quad.predicate.value.removeprefix("https://w3id.org/graphkit#") in links:
            assert quad.object in described


# JSON-LD


def test_other_readers_of_json_ld_read_the_same():
    for assembly in (everything(), hostile()):
        for web_annotation in (False, True):
            data = written(assembly, ".jsonld", web_annotation=web_annotation)
            turtle = all_triples(assembly, ".ttl", web_annotation=web_annotation)
            told = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads", "documentLoader": refuse})
            assert triples(told.encode(), RdfFormat.N_QUADS) == turtle


def refuse(url: str, _options: object) -> object:
    raise AssertionError(url)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, of its own parser
def test_rdflib_reads_the_same_json_ld():
    untimed = replace(everything(), run=replace(everything().run, time=None))  # rdflib writes a time in its own way
    assert isomorphic(rdflib.Graph().parse(data=written(untimed, ".jsonld"), format="json-ld"), to_rdflib(untimed))


def test_the_context_is_the_published_one_and_nothing_is_fetched():
    context = json.loads(written(everything(), ".jsonld"))["@context"]
    assert context == {"@base": BASE, **published_context()}
    assert not any("@import" in term for term in context.values() if isinstance(term, dict))


def objects(assembly: Assembly) -> dict[str, dict]:
    return {item["id"]: item for item in json.loads(written(assembly, ".jsonld"))["@graph"]}


def test_json_reads_well():
    found = objects(everything())
    brandt, meeting = found[BRANDT], found[OCCURRED]
    assert brandt["name"] == "Ada Brandt"
    assert [mention["text"] for mention in brandt["mention"]] == ["Ada Brandt", "She", "Ada Brant"]
    assert [role["title"] for role in brandt["role"]] == ["Chancellor"]
    assert meeting["date"] == "2031-03-04"
    assert meeting["participant"] == sorted(meeting["participant"])
    assert [passage["rank"] for passage in meeting["evidence"]] == [1, 2]
    assert meeting["evidence"][0]["article"] == "article/a1"
    assert found["article/a1"]["headline"] == "Brandt meets Okoro"


def test_every_term_has_a_plain_key():
    keys: set[str] = set()

    def walk(item: object) -> None:
        if isinstance(item, dict):
            keys.update(item)
        for each in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
            walk(each)

    for web_annotation in (False, True):
        walk(json.loads(written(everything(), ".jsonld", web_annotation=web_annotation))["@graph"])
    odd = {key for key in keys if ":" in key and "rdf:_" not in key}
    assert {key for key in odd if not key.startswith(f"{BASE}property/")} == set()
    assert keys - odd - {"rdf:_1", "rdf:_2"} <= set(published_context())


def test_the_keys_of_json_keep_to_their_order():
    order = list(published_context())
    for item in objects(everything()).values():
        places = [order.index(key) if key in order else len(order) for key in item]
        assert places == sorted(places)


@pytest.mark.parametrize("base", ["https://example.org/run/x#", "urn:news:/", "https://example.org/a/b/"])
def test_every_base_gives_the_same_iris(base: str):
    other = replace(everything(), base_iri=base)
    data = written(other, ".jsonld")
    assert triples(data, RdfFormat.JSON_LD) == all_triples(other, ".nt")
    told = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    assert triples(told.encode(), RdfFormat.N_QUADS) == all_triples(other, ".nt")


def test_a_scheme_that_is_a_key_of_the_context_is_not_read_as_one():
    entity = Entity(id="person/x-1", type="Person", name="Ada Brandt", ids=(("iri", "org:17"),))
    assembly = Assembly(base_iri=BASE, entities=(entity,))
    assert all_triples(assembly, ".jsonld") == all_triples(assembly, ".ttl")


def test_a_decision_may_speak_of_words_that_another_speaks_of(tmp_path):
    one = everything().decisions[0]
    assert one.other is not None
    again = Decision(judgement="unsure", one=one.one, when=one.when)
    decisions = tuple(sorted((one, again), key=lambda decision: decision.order))
    path = tmp_path / "graph.jsonld"
    path.write_bytes(written(replace(everything(), decisions=decisions), ".jsonld"))
    assert read_graph(path).decisions == decisions


# Web Annotation


def test_every_passage_is_an_annotation_where_that_is_asked_for():
    store = Store()
    store.load(written(everything(), ".ttl", web_annotation=True), format=RdfFormat.TURTLE)
    rows = store.query(f"""PREFIX oa: <{OA}> PREFIX gk: <https://w3id.org/graphkit#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT * {{ ?p prov:wasDerivedFrom ?article ; gk:start ?start ; gk:end ?end ; gk:quote|gk:text ?words .
          ?p a oa:SpecificResource ; oa:hasSource ?article ; oa:hasSelector ?q, ?s .
          ?q a oa:TextQuoteSelector ; oa:exact ?words .
          ?s a oa:TextPositionSelector ; oa:start ?first ; oa:end ?last .
          ?a a oa:Annotation ; oa:hasTarget ?p ; oa:hasBody ?body ; oa:motivatedBy ?why }}""")
    found = [{name: row[name].value for name in ("p", "start", "end", "first", "last", "body", "why")} for row in rows]
    assembly = everything()
    events = (*assembly.meetings, *assembly.pledges, *assembly.relations)
    passages = sum(len(owner.evidence) for owner in (*events, *assembly.roles)) + sum(len(e.via) for e in events)
    assert len(found) == passages + sum(len(entity.mentions) for entity in assembly.entities)
    assert all((row["start"], row["end"]) == (row["first"], row["last"]) for row in found)
    first = next(row for row in found if row["p"].startswith(f"{BASE}mention/"))
    assert first["why"] == f"{OA}identifying"
    assert {row["body"] for row in found if row["why"] == f"{OA}linking"} >= {f"{BASE}{OCCURRED}"}


def test_offsets_of_selectors_have_the_type_that_the_vocabulary_says():
    mention = Mention(start=3, end=5, text="👩‍🚀", rule="model", document="a1")
    entity = Entity(id="person/x-1", type="Person", name="x", mentions=(mention,))
    told = all_triples(Assembly(entities=(entity,)), ".nt", web_annotation=True)
    count = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    places = {value for _, name, value in told if name in {f"<{OA}start>", f"<{OA}end>"}}
    assert places == {f'"3"^^<{count}>', f'"5"^^<{count}>'}


def test_without_asking_there_is_no_annotation():
    assert b"ns/oa#" not in written(everything(), ".ttl") + written(everything(), ".nq")


def test_one_article_may_say_one_thing_in_two_graphs():
    """An event told by two articles: each graph has its own passage, linked from the one event."""
    passages = tuple(
        Evidence(start=0, end=3, quote="met", rule="meet.verb", document=document) for document in ("a1", "a2")
    )
    meeting = Meeting(id="meeting/x-1", status="occurred", participants=(), evidence=passages, rule="meet.verb")
    store = Store()
    store.load(written(Assembly(run=Run(version="0"), meetings=(meeting,)), ".nq"), format=RdfFormat.N_QUADS)
    linked = store.quads_for_pattern(None, NamedNode("https://w3id.org/graphkit#evidence"), None)
    assert sorted(quad.graph_name.value.rpartition("/")[2] for quad in linked) == ["a1", "a2"]


# other readers


@pytest.mark.parametrize("ending", [".nt", ".trig", ".nq"])
@pytest.mark.parametrize("reader", ["rapper", "serdi"])
@pytest.mark.parametrize("assembly", [everything(), hostile()], ids=["everything", "hostile"])
def test_other_readers_count_the_same_triples(assembly: Assembly, reader: str, ending: str, tmp_path: Path):
    if shutil.which(reader) is None:
        pytest.skip(f"{reader} is not installed (Debian: raptor2-utils, serdi)")
    path = tmp_path / f"graph{ending}"
    path.write_bytes(written(assembly, ending))
    language = {".nt": "ntriples", ".trig": "trig", ".nq": "nquads"}[ending]
    lines = "ntriples" if ending == ".nt" else "nquads"
    done = subprocess.run([reader, "-i", language, "-o", lines, str(path)], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == len(all_triples(assembly, ".ttl"))
