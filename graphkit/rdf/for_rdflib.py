"""Hands an `Assembly` to rdflib, for people whose tools are built on it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from graphkit.rdf.turtle import write_turtle

if TYPE_CHECKING:
    from rdflib import Graph

    from graphkit.model import Assembly


def to_rdflib(assembly: Assembly) -> Graph:
    """Give everything `graphkit.rdf.write_turtle` writes as an rdflib graph, with its prefixes bound.

    Raises:
        ConfigError: the base IRI can't be one.
    """
    from rdflib import Graph

    buffer = BytesIO()
    write_turtle(assembly, buffer)
    graph = Graph()
    graph.parse(data=buffer.getvalue(), format="turtle")
    return graph
