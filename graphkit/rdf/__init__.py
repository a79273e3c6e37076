"""`Assembly` to Turtle and back, and SPARQL over it; the only room that knows RDF libraries."""

from __future__ import annotations

from graphkit.rdf.for_rdflib import to_rdflib
from graphkit.rdf.named import NamedQuery, named_queries, run_named_query
from graphkit.rdf.queries import QueryResult, load_store, run_query
from graphkit.rdf.reading import find_graph, read_graph, read_turtle
from graphkit.rdf.turtle import write_turtle

__all__ = [
    "NamedQuery",
    "QueryResult",
    "find_graph",
    "load_store",
    "named_queries",
    "read_graph",
    "read_turtle",
    "run_named_query",
    "run_query",
    "to_rdflib",
    "write_turtle",
]
