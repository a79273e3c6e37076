"""Writes an `Assembly` as N-Triples and N-Quads: one triple a line, sorted, so that files can be cut, joined and compared.

Source: https://www.w3.org/TR/n-triples/, https://www.w3.org/TR/n-quads/.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.annotation import description_of
from graphkit.rdf.graphs import named_graphs
from graphkit.rdf.triples import Local, described, words
from graphkit.rdf.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Node


@uncollected
def write_ntriples(assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
    """Write the triples of `graphkit.rdf.write_turtle` as N-Triples; same arguments and errors."""
    description = description_of(assembly, web_annotation=web_annotation)
    lines = _Lines(assembly.base_iri)
    stream.writelines(lines.of(node, end=".\n").encode() for node in described(description.nodes()))


@uncollected
def write_nquads(assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
    """Write the same triples as N-Quads, in the graphs of `graphkit.rdf.graphs`."""
    description = description_of(assembly, web_annotation=web_annotation)
    lines = _Lines(assembly.base_iri)
    for graph, nodes in named_graphs(description):
        end = f"{lines.local(graph)} .\n"
        stream.writelines(lines.of(node, end=end).encode() for node in nodes)


class _Lines:
    """Writes terms in full."""

    def __init__(self, base_iri: str) -> None:
        self._base = base_iri
        self._writers: dict[type, Callable[[Any], str]] = {
            Local: self.local,
            NamedNode: str,
            str: words,
            int: lambda value: f'"{value}"^^<{v.XSD}integer>',
            bool: lambda value: f'"{str(value).lower()}"^^<{v.XSD}boolean>',
            Literal: lru_cache(maxsize=1024)(str),
        }

    def local(self, iri: str) -> str:
        return f"<{self._base}{iri}>"

    def of(self, node: Node, *, end: str) -> str:
        """All that is said of a node, each line ending in `end`."""
        writers, subject = self._writers, self.local(node.iri)
        told = {f"{v.TYPE} {kind}" for kind in node.types}
        told.update(
            f"{predicate} {writers[type(value)](value)}"
            for predicate, value in zip(node.predicates, node.values, strict=True)
        )
        return "".join(f"{subject} {line} {end}" for line in sorted(told))
