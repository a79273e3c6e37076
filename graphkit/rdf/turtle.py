"""Writes an `Assembly` as Turtle (RDF 1.1) that people and version control can read.

Nodes, their properties and the values are sorted, no node is blank, and nothing depends on the clock, so that the same
assembly gives the same bytes.

Source: https://www.w3.org/TR/turtle/ (RDF 1.1 Turtle).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.triples import Description, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Pair, Part

_BLOCKS_AT_ONCE = 500
"""How many nodes are handed to the stream at a time."""

_NAMES_KEPT = 8192
"""How many names are kept short, since the same parties, articles and terms come again and again."""

_PLAIN_NAME = re.compile(r"(?:(?:[A-Za-z0-9_:]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_:.-]|%[0-9A-Fa-f]{2})*)?(?<!\.)", re.ASCII)
"""A name that needs no escape. Source: RDF 1.1 Turtle, section 6.5, rule 168 (PN_LOCAL), as far as ASCII goes."""

_TO_ESCAPE = re.compile(r"[~!$&'()*+,;=/?#@%]|^[.-]|\.$")
_ESCAPABLE_NAME = re.compile(r"[A-Za-z0-9_:.~!$&'()*+,;=/?#@%-]+", re.ASCII)
"""Source: RDF 1.1 Turtle, section 6.5, rule 172 (PN_LOCAL_ESC)."""

_BARE = {f"{v.XSD}{name}" for name in ("integer", "decimal", "boolean")}
"""Types that a literal shows without being told. Source: RDF 1.1 Turtle, sections 2.5.2 and 2.5.3."""


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
    description = Description(assembly)
    prefixes = {**v.PREFIXES, **v.data_prefixes(assembly.base_iri)}
    stream.writelines(f"@prefix {name}: {NamedNode(iri)} .\n".encode() for name, iri in prefixes.items())
    terms = Terms(prefixes)
    blocks: list[str] = []
    for iri, pairs in described(description.nodes()):
        blocks.append(terms.block(iri, pairs))
        if len(blocks) == _BLOCKS_AT_ONCE:
            stream.write("".join(blocks).encode())
            blocks.clear()
    stream.write("".join(blocks).encode())


def described(nodes: Iterable[Part]) -> Iterator[tuple[str, list[Pair]]]:
    """Give each node's IRI with all that is said of it, sorted by IRI; only the IRIs are held."""
    iri = attrgetter("iri")
    for name, parts in groupby(sorted(nodes, key=iri), key=iri):
        yield name, [pair for part in parts for pair in pairs_of(part)]


class Terms:
    """Writes terms as Turtle does, with the prefixes of one file."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        """Take the prefixes, each with the IRI it stands for."""
        self._prefixes = {iri: prefix for prefix, iri in prefixes.items()}
        self._lengths = sorted({len(iri) for iri in self._prefixes}, reverse=True)
        self.name = lru_cache(maxsize=_NAMES_KEPT)(self._name)
        self._typed = lru_cache(maxsize=_NAMES_KEPT)(self._typed_literal)
        self._predicates: dict[NamedNode, tuple[str, str]] = {v.TYPE: ("", "a")}

    def block(self, iri: str, pairs: Iterable[Pair]) -> str:
        """Write one node: its types first, then by predicate, then by value; each pair once."""
        text = f"\n{self.name(iri)}"
        before = None
        for predicate, value in sorted(
            {(self._predicate(predicate), self._value(value)) for predicate, value in pairs}
        ):
            if predicate == before:
                text += f" , {value}"
            else:
                text += f" ;\n\t{predicate[1]} {value}" if before is not None else f" {predicate[1]} {value}"
            before = predicate
        return f"{text} .\n"

    def _predicate(self, predicate: NamedNode) -> tuple[str, str]:
        """What to sort a predicate by, and its name."""
        found = self._predicates.get(predicate)
        if found is None:
            found = self._predicates[predicate] = (predicate.value, self.name(predicate.value))
        return found

    def _value(self, term: NamedNode | Literal) -> str:
        if isinstance(term, NamedNode):
            return self.name(term.value)
        told = str(term)  # as in N-Triples
        return told if told.endswith('"') else self._typed(told)

    def _name(self, iri: str) -> str:
        """Shorten an IRI where a prefix fits."""
        for length in self._lengths:
            prefix = self._prefixes.get(iri[:length])
            if prefix is not None:
                name = iri[length:]
                if _PLAIN_NAME.fullmatch(name):
                    return f"{prefix}:{name}"
                if _ESCAPABLE_NAME.fullmatch(name):
                    return f"{prefix}:{_TO_ESCAPE.sub(_escape, name)}"
        return f"<{iri}>"

    def _typed_literal(self, told: str) -> str:
        words, _, datatype = told.rpartition("^^")
        iri = datatype[1:-1]
        return words[1:-1] if iri in _BARE else f"{words}^^{self.name(iri)}"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
