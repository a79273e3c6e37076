"""`Assembly` to Turtle and back, and SPARQL over it; the only room that knows RDF libraries.

Each name is imported when it is first used, so that asking a graph loads no more than asking takes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.rdf.for_rdflib import to_rdflib
    from graphkit.rdf.named import NamedQuery, named_queries, run_named_query
    from graphkit.rdf.queries import QueryResult, load_store, run_query
    from graphkit.rdf.reading import find_graph, read_graph, read_turtle
    from graphkit.rdf.report import violations_json, write_report
    from graphkit.rdf.sources import data_files
    from graphkit.rdf.store import LoadReport, load_into
    from graphkit.rdf.turtle import write_turtle
    from graphkit.rdf.validation import Validation, Violation, validate_file

_MODULES = {
    "LoadReport": "store",
    "NamedQuery": "named",
    "QueryResult": "queries",
    "Validation": "validation",
    "Violation": "validation",
    "data_files": "sources",
    "find_graph": "reading",
    "load_into": "store",
    "load_store": "queries",
    "named_queries": "named",
    "read_graph": "reading",
    "read_turtle": "reading",
    "run_named_query": "named",
    "run_query": "queries",
    "to_rdflib": "for_rdflib",
    "validate_file": "validation",
    "violations_json": "report",
    "write_report": "report",
    "write_turtle": "turtle",
}

__all__ = [
    "LoadReport",
    "NamedQuery",
    "QueryResult",
    "Validation",
    "Violation",
    "data_files",
    "find_graph",
    "load_into",
    "load_store",
    "named_queries",
    "read_graph",
    "read_turtle",
    "run_named_query",
    "run_query",
    "to_rdflib",
    "validate_file",
    "violations_json",
    "write_report",
    "write_turtle",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module 'graphkit.rdf' has no attribute {name!r}")
    value = getattr(import_module(f"graphkit.rdf.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what can be had, loaded or not."""
    return sorted({*globals(), *__all__})
