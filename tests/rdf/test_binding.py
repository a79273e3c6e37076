"""Values for variables of a query: terms, never text."""

from __future__ import annotations

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from graphkit.errors import ParameterError, QueryError
from graphkit.rdf.engine import evaluate, plain_term

DATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<a:1> rdfs:label "Brill Bank"@en ; <a:n> 113 .
<a:2> rdfs:label "Oslo" , "{ } # \\\\" ; <a:n> 5 , 200 ; <a:see> <a:1> .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.load(DATA.encode(), format=RdfFormat.TURTLE)
    return made


def found(store: Store, sparql: str, **values: str) -> list[str | None]:
    results = evaluate(store, sparql, values=values)
    if isinstance(results, QueryBoolean):
        return [str(bool(results))]
    if isinstance(results, QueryTriples):
        return sorted(triple.subject.value for triple in results)
    return sorted(plain_term(row[0]) for row in results)


@pytest.mark.parametrize(
    ("sparql", "value", "wanted"),
    [
        ("SELECT ?p { ?p rdfs:label ?x }", "Brill Bank", ["a:1"]),
        ("SELECT ?p { ?p rdfs:label ?x }", "Oslo", ["a:2"]),
        ("SELECT ?p { ?p rdfs:label ?x }", "{ } # \\", ["a:2"]),
        ("SELECT ?p { ?p rdfs:label ?x }", '"} ASK {', []),
        ("SELECT ?p { ?p rdfs:label ?x }", '"Brill Bank"@en', ["a:1"]),
        ("SELECT ?p { ?p rdfs:label ?x }", '"Brill Bank"', []),
        ("SELECT ?p { ?p <a:n> $x }", "113", ["a:1"]),
        ("SELECT ?p { ?p <a:n> ?x }", '"5"^^xsd:integer', ["a:2"]),
        ("SELECT ?p { ?p <a:n> ?x }", '"5"^^<http://www.w3.org/2001/XMLSchema#integer>', ["a:2"]),
        ("SELECT ?o { ?x rdfs:label ?o }", "<a:1>", ["Brill Bank"]),
        ("SELECT ?o { ?x rdfs:label ?o }", "a:1", ["Brill Bank"]),
        ("SELECT ?p { ?p <a:see> [ rdfs:label ?x ] }", "Brill Bank", ["a:2"]),
        ("SELECT ?n { ?p <a:n> ?n FILTER(?n > ?x) }", "100", ["113", "200"]),
        ("SELECT ?p { ?p rdfs:label ?l FILTER(CONTAINS(?l, ?x)) }", "Bank", ["a:1"]),
        ("SELECT ?x { SELECT ?x (COUNT(*) AS ?n) { ?x <a:n> ?m } GROUP BY ?x }", "<a:2>", ["a:2"]),
        ("SELECT (EXISTS { ?p <a:n> 5 } AS ?e) { ?p rdfs:label ?x } # {", "Oslo", ["true"]),
        ("SELECT ?p { { ?p rdfs:label ?x } UNION { ?p <a:n> ?x } } ORDER BY ?x", "200", ["a:2"]),
        ("ASK { ?p <a:n> ?x }", "114", ["False"]),
        ("CONSTRUCT { ?p a ?x } WHERE { ?p rdfs:label ?x }", "Oslo", ["a:2"]),
    ],
)
def test_a_variable_is_bound(store: Store, sparql: str, value: str, wanted: list[str]) -> None:
    assert found(store, sparql, x=value) == wanted


@pytest.mark.parametrize(
    ("sparql", "value", "error", "message"),
    [
        ("SELECT ?p { ?p ?q ?o }", "1", ParameterError, r"no variable \?x to be bound; it has \?p, \?q, \?o"),
        ("CONSTRUCT WHERE { ?p ?q ?x }", "1", ParameterError, "of this form"),
        ("DESCRIBE ?x", "1", ParameterError, "of this form"),
        ("SELECT ?x { ?x ?p ?o }", "<not one>", ParameterError, "is no term"),
        ("SELECT ?x { ?x ?p ?o }", "\ud800", ParameterError, "is no term"),
        ("SELECT ?x { ?x oops }", "1", QueryError, "line 1, column 13"),
        ("SELECT ?x { ?x ", "1", QueryError, "breaks off"),
    ],
)
def test_what_can_not_be_bound_is_told(store: Store, sparql: str, value: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        found(store, sparql, x=value)


@pytest.mark.parametrize(
    ("sparql", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", ["s", "p", "o"]),
        ("select distinct*{ ?z <a:n> ?o OPTIONAL { ?a ?b ?z } } ORDER BY ?o", ["z", "o", "a", "b"]),
        ("SELECT * { { SELECT * { ?z <a:n> ?o } } ?z (<a:see>|<a:n>)* ?a }", ["z", "o", "a"]),
        ("SELECT ?s { SELECT * { ?t ?s ?o } }", ["s"]),
        ("SELECT (3 * 4 AS ?x) { }", ["x"]),
        ("SELECT * { }", []),
    ],
)
def test_columns_come_as_the_query_names_them(store: Store, sparql: str, columns: list[str]) -> None:
    results = evaluate(store, sparql)
    assert isinstance(results, QuerySolutions)
    assert [variable.value for variable in results.variables] == columns
    assert len(list(results)) == len(list(store.query(sparql)))


def test_a_server_that_does_not_answer_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="the query failed"):
        evaluate(store, "ASK { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }", allow_network=True)
