"""Hands an `Assembly`, or a term of Oxigraph's, to rdflib, for people and libraries whose tools are built on it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from graphkit.rdf.turtle import write_turtle

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from graphkit.model import Assembly

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


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


def rdflib_term(term: NamedNode | BlankNode | Literal) -> Node:
    """Give a term as rdflib has it, each literal letter for letter."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if kind == _STRING else rdflib.URIRef(kind), normalize=False)


def oxigraph_term(term: Node) -> NamedNode | BlankNode | Literal:
    """Undo `rdflib_term`."""
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal) and term.language:
        return Literal(str(term), language=term.language)
    kind = term.datatype if isinstance(term, rdflib.Literal) else None
    return Literal(str(term), datatype=NamedNode(str(kind or _STRING)))
