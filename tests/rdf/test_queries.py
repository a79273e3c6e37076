from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import GraphFileError, QueryError
from graphkit.rdf import load_store, run_query, write_turtle
from graphkit.rdf.sparql import refuse_unsafe

from .everything import BRANDT, everything

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://news.example/graph/"
NAMES = "SELECT ?name WHERE { ?p a gk:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def store():
    return load_store(everything())


def test_select(store):
    result = run_query(
        store, "SELECT ?p ?name ?kind { ?p a gk:Country ; rdfs:label ?name OPTIONAL { ?p gk:no ?kind } }"
    )
    assert result.kind == "select"
    assert result.columns == ("p", "name", "kind")
    assert list(result) == [(f"{BASE}place/norland-3d4e5f60", "Norland", None)]
    assert len(result) == 1
    assert json.loads(result.to_json())["results"]["bindings"][0]["name"] == {"type": "literal", "value": "Norland"}
    assert result.to_csv() == f"p,name,kind\r\n{BASE}place/norland-3d4e5f60,Norland,\r\n"
    assert result.to_tsv() == f'?p\t?name\t?kind\n<{BASE}place/norland-3d4e5f60>\t"Norland"\t\n'
    with pytest.raises(QueryError, match="table"):
        result.to_turtle()


def test_ask(store):
    assert run_query(store, "ASK { ?m gk:status 'denied' }")
    no = run_query(store, "ASK { ?m gk:status 'cancelled' }")
    assert not no
    assert (no.kind, no.columns, list(no)) == ("ask", ("answer",), [("false",)])
    assert json.loads(no.to_json())["boolean"] is False
    assert no.to_csv().strip() == "false"


@pytest.mark.parametrize(
    "sparql",
    [f"DESCRIBE <{BASE}{BRANDT}>", f"CONSTRUCT {{ <{BASE}{BRANDT}> ?p ?o }} WHERE {{ <{BASE}{BRANDT}> ?p ?o }}"],
)
def test_graphs(store, sparql: str):
    result = run_query(store, sparql)
    assert result.kind == "graph"
    assert result.columns == ("subject", "predicate", "object")
    assert (f"{BASE}{BRANDT}", "https://schema.org/name", "Ada Brandt") in list(result)
    assert list(result) == list(run_query(store, sparql))
    assert 'schema:name "Ada Brandt"' in result.to_turtle()
    assert json.loads(result.to_json())
    with pytest.raises(QueryError, match="graph"):
        result.to_csv()


def test_every_kind_of_source(tmp_path: Path, store):
    path = tmp_path / "graph.ttl"
    with path.open("wb") as stream:
        write_turtle(everything(), stream)
    wanted = [("Ada Brandt",), ("Rui Silva",), ("Tunde Okoro",)]
    for source in (store, everything(), path, str(path), tmp_path, [path], (str(tmp_path), path)):
        assert list(run_query(source, NAMES)) == wanted


def test_broken_files_are_named(tmp_path: Path):
    path = tmp_path / "broken.ttl"
    path.write_text("<a:a> <a:b> <a:c> .\n<a:a> .\n", encoding="utf-8")
    with pytest.raises(GraphFileError, match=r"broken\.ttl:2: this is no Turtle"):
        run_query(path, NAMES)
    with pytest.raises(GraphFileError, match="no such file"):
        run_query([tmp_path / "none.ttl"], NAMES)


def test_a_declared_prefix_goes_before_the_known_one(store):
    assert not run_query(store, "PREFIX gk: <http://else.example/> ASK { ?m a gk:Meeting }")


@pytest.mark.parametrize(
    "name", ["Ada Brandt", '" } INSERT DATA { <a:a> <a:b> <a:c> } #', "\\", "'''", "}", "?x", "<http://x>", "\x00", ""]
)
def test_parameters_are_bound_as_they_are(store, name: str):
    result = run_query(store, "SELECT ?person ?p { ?p rdfs:label ?person }", params={"person": name})
    assert list(result) == ([("Ada Brandt", BASE + BRANDT)] if name == "Ada Brandt" else [])
    echoed = run_query(store, "SELECT ?x { OPTIONAL { ?x gk:no gk:no } }", params={"?x": name})
    assert list(echoed) == [(name,)]


def test_parameters_that_the_query_does_not_have(store):
    with pytest.raises(QueryError, match=r"no variable \?other among its columns"):
        run_query(store, NAMES, params={"other": "x"})
    with pytest.raises(QueryError, match="can't name a parameter"):
        run_query(store, NAMES, params={"a b": "x"})


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX a: <a:> # SELECT\nDELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <a:> PREFIX select: <b:> CLEAR ALL",
        "LOAD <http://127.0.0.1:9/>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP ALL",
        "\\u0044ROP ALL",
    ],
)
def test_updates_are_refused(store, sparql: str):
    before = len(store)
    with pytest.raises(QueryError, match="is an update"):
        run_query(store, sparql)
    assert len(store) == before


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{?s ?p ?o} FILTER(3>2) }",
        "SELECT * { ?s ?p 'it''s' . SERVICE ?s { ?s ?p ?o } }",
        'SELECT * { ?s ?p "#" . # \'\nSERVICE ?s { ?s ?p ?o } }',
        'SELECT * { ?s ?p """ " """ . SERVICE ?s { ?s ?p ?o } }',
        "SELECT * { ?s ?p <http://x.example/#a> . SERVICE ?s { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s gk:a\\'b ?o . SERVICE ?s { ?s gk:a\\'b ?o } }",
        "ASK { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
        "CONSTRUCT WHERE { ?s ?p ?o } # \n VALUES ?x { 1 } SERVICE",
    ],
)
def test_network_is_refused(store, sparql: str):
    with pytest.raises(QueryError, match="over the network"):
        run_query(store, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service ?insert { ?service gk:service ?insert }",
        "SELECT * { ?s ?p 'SERVICE', \"INSERT\", '''SERVICE \" ''', <http://x.example/SERVICE> }",
        "# SERVICE\nSELECT * { ?s ?p ?o } # DROP ALL",
        "PREFIX service: <http://x.example/> SELECT * { ?s service:SERVICE service:x }",
        "SELECT * { ?s ?p 'a'@en-service }",
    ],
)
def test_the_words_alone_are_no_reason_to_refuse(store, sparql: str):
    refuse_unsafe(sparql)
    assert len(run_query(store, sparql)) >= 0


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", r"^line 1, column 19: the query can't be understood at '\?s \?p }'$"),
        ("SELECT ?s\nWHERE { ?s ?p ?o . ] }", r"^line 2, column 23: the query can't be understood near its end$"),
        ("SELECT ?s WHERE ?s a ?o }", r"line 1, column 17: .* at '\?s a \?o }'; \"{\" would fit"),
        ("SELECT s WHERE { ?s ?p ?o }", r"line 1, column 8: .* at 's WHERE { \?s \?p \?o }'"),
        ("SELECT ?s { ?s ?p ?o FILTER ?o > 3 }", r"line 1, column 29: .* at '\?o > 3 }'"),
        ("SELECT ?s { ?s ?p ?o } LIMIT x", r"line 1, column 30: .* at 'x'"),
        ("SELECT ?s { ?s ?p 'o }", r"line 1, column 23: the query breaks off"),
        ("SELECT ?s { ?s ?p ?o . ] } ORDER BY ?s", r"line 1, column 24: .* at '\] } ORDER BY \?s'"),
        ("SELECT ?s { ?s ?p ?o", r"line 1, column 21: the query breaks off"),
        (
            "SELECT ?s {\n ?s foo:bar ?o }",
            r"line 2, column 12: the prefix foo: is not declared; known without are gk, ",
        ),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", r"names a variable that is neither grouped by nor aggregated"),
        ("SELECT ?s { ?s <foo> ?o }", r"an IRI is not absolute"),
        ("", r"the query is empty; write for example SELECT"),
        ("meetings", r"line 1, column 1: the query can't be understood at 'meetings'"),
    ],
)
def test_syntax_errors_say_where(store, sparql: str, message: str):
    with pytest.raises(QueryError, match=message) as caught:
        run_query(store, sparql)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_asking_a_file_loads_no_language_model(tmp_path: Path):
    path = tmp_path / "graph.ttl"
    stream = io.BytesIO()
    write_turtle(everything(), stream)
    path.write_bytes(stream.getvalue())
    code = (
        "import sys; from graphkit.rdf import run_query;"
        f"assert len(run_query({str(path)!r}, {NAMES!r})) == 3;"
        "print([name for name in ('spacy', 'rdflib', 'networkx', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_result_shows_itself_without_its_bytes(store):
    assert repr(run_query(store, "ASK {}")) == "<QueryResult ask, 1 row: answer>\n('true',)"


def test_a_long_result_shows_its_first_rows(store):
    found = run_query(store, "SELECT ?n { VALUES ?n { 1 2 3 4 5 6 7 8 9 10 11 12 } }")
    lines = repr(found).splitlines()
    assert lines[0] == "<QueryResult select, 12 rows: n>"
    assert lines[1:] == [repr(row) for row in found.rows[:10]] + ["… and 2 more"]
