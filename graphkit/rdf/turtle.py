"""Writes an `Assembly` as Turtle (RDF 1.1) that people and version control can read.

Nodes, their properties and the values are sorted, no node is blank, and nothing depends on the clock, so that the same
assembly gives the same bytes.

Source: https://www.w3.org/TR/turtle/ (RDF 1.1 Turtle).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from graphkit.rdf import vocabulary as v
from graphkit.rdf.triples import describe, sorted_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Pair

_NODES_AT_ONCE = 2000
"""How many nodes are turned into text at a time; bounds the memory that writing takes."""


def write_turtle(assembly: Assembly, stream: BinaryIO) -> None:
    """Write everything an assembly holds, apart from its warnings and the articles' texts, as Turtle.

    `graphkit.rdf.read_turtle` gives the same assembly back. Control characters are escaped; code points that are no
    characters (U+FFFE, U+FFFF, lone surrogates) become U+FFFD, one for one.

    Args:
        assembly: what to write.
        stream: binary stream to write to; left open.

    Raises:
        ConfigError: the base IRI can't be one.
    """
    nodes = describe(assembly)
    prefixes = {**v.PREFIXES, **v.data_prefixes(assembly.base_iri)}
    stream.writelines(f"@prefix {name}: {NamedNode(iri)} .\n".encode() for name, iri in prefixes.items())
    preamble = _preamble_length(prefixes)
    subjects = iter(sorted(nodes))
    while some := list(islice(subjects, _NODES_AT_ONCE)):
        written = _serialized(_triples(some, nodes), prefixes)
        # A node ends in " .\n", and so does nothing else: a newline inside a literal is written as \n.
        spaced = written[preamble:].replace(b" .\n", b" .\n\n")
        stream.write(b"\n" + spaced[:-1])


def _triples(subjects: Iterable[str], nodes: Mapping[str, Iterable[Pair]]) -> Iterator[Triple]:
    for subject in subjects:
        node = NamedNode(subject)
        for predicate, value in sorted_pairs(nodes[subject]):
            yield Triple(node, predicate, value)


def _preamble_length(prefixes: dict[str, str]) -> int:
    """Count the bytes of the prefix lines that the serialiser puts before every part."""
    one = Triple(v.TYPE, v.TYPE, v.TYPE)
    return _serialized([one], prefixes).rindex(b"\n", 0, -1) + 1


def _serialized(triples: Iterable[Triple], prefixes: dict[str, str]) -> bytes:
    # given no file to write to, it returns the bytes
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
