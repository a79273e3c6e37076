"""Writes an `Assembly` as Turtle (RDF 1.1) that people and version control can read.

Nodes, their properties and the values are sorted, no node is blank, and nothing depends on the clock, so that the same
assembly gives the same bytes.

Source: https://www.w3.org/TR/turtle/ (RDF 1.1 Turtle).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.annotation import description_of
from graphkit.rdf.graphs import named_graphs
from graphkit.rdf.triples import Local, described, is_plain, words
from graphkit.rdf.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Node

_NODES_AT_ONCE = 500
"""How many nodes are written together."""

_NAMES_KEPT = 8192
"""How many names are kept short, since the same parties, articles and terms come again and again."""

_SIMPLE_LOCAL = re.compile(rf"(?:{'|'.join(v.DATA_FOLDERS)})/[A-Za-z0-9_][A-Za-z0-9_:-]*", re.ASCII)
"""What most nodes are called, so that one look is enough."""

_PLAIN_NAME = re.compile(r"(?:(?:[A-Za-z0-9_:]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_:.-]|%[0-9A-Fa-f]{2})*)?(?<!\.)", re.ASCII)
"""A name that needs no escape. Source: RDF 1.1 Turtle, section 6.5, rule 168 (PN_LOCAL), as far as ASCII goes."""

_TO_ESCAPE = re.compile(r"[~!$&'()*+,;=/?#@%]|^[.-]")
"""Source: RDF 1.1 Turtle, section 6.5, rule 172 (PN_LOCAL_ESC)."""

_BETWEEN = " ;\n\t"

_BARE = {NamedNode(f"{v.XSD}{name}") for name in ("integer", "decimal", "boolean")}
"""Types that a literal shows without being told. Source: RDF 1.1 Turtle, sections 2.5.2 and 2.5.3."""


@uncollected
def write_turtle(assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
    """Write everything an assembly holds, apart from its warnings and the articles' texts, as Turtle.

    `graphkit.rdf.read_turtle` gives the same assembly back. Control characters are escaped; code points that are no
    characters (U+FFFE, U+FFFF, lone surrogates) become U+FFFD, one for one.

    Args:
        assembly: what to write.
        stream: binary stream to write to; left open.
        web_annotation: say of each passage where it is in the terms of the Web Annotation Data Model, too.

    Raises:
        ConfigError: the base IRI can't be one.
    """
    description = description_of(assembly, web_annotation=web_annotation)
    terms = Terms(assembly.base_iri)
    stream.write(terms.head(web_annotation=web_annotation).encode())
    _write(terms, described(description.nodes()), stream)


@uncollected
def write_trig(assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
    """Write the same triples as TriG, in the graphs of `graphkit.rdf.graphs`.

    Source: https://www.w3.org/TR/trig/ (RDF 1.1 TriG).
    """
    description = description_of(assembly, web_annotation=web_annotation)
    terms = Terms(assembly.base_iri)
    stream.write(terms.head(web_annotation=web_annotation).encode())
    for graph, nodes in named_graphs(description):
        stream.write(f"\n{terms.local(graph)} {{\n".encode())
        _write(terms, nodes, stream)
        stream.write(b"}\n")


def _write(terms: Terms, nodes: Iterator[Node], stream: BinaryIO) -> None:
    while some := list(islice(nodes, _NODES_AT_ONCE)):
        stream.write("".join(terms.blocks(some)).encode())


class _Kept(dict[Any, str]):
    """What terms were written as, so that each is written once; forgets all when there are too many."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, term: Any) -> str:
        if len(self) >= _NAMES_KEPT:
            self.clear()
        told = self[term] = self._write(term)
        return told


class Terms:
    """Writes terms as Turtle does, with the prefixes of one file."""

    def __init__(self, base_iri: str) -> None:
        """Take the base IRI of the file."""
        self.prefixes = {**v.PREFIXES, **v.data_prefixes(base_iri)}
        self._base = base_iri
        self._names = {iri: prefix for prefix, iri in {**v.PREFIXES, "oa": v.OA}.items()}
        self._names[self.prefixes["property"]] = "property"
        self._types: dict[tuple[NamedNode, ...], str] = {}
        self._predicates: dict[NamedNode, tuple[str, str]] = {}
        self._writers: dict[type, Callable[[Any], str]] = {
            Local: self.local,
            NamedNode: _Kept(self._name).__getitem__,
            str: words,
            int: str,
            bool: {True: "true", False: "false"}.__getitem__,
            Literal: _Kept(self._literal).__getitem__,
        }
        self._kept_locals = _Kept(self.local)

    def head(self, *, web_annotation: bool) -> str:
        """Write the lines that declare the prefixes."""
        more = {"oa": v.OA} if web_annotation else {}
        return "".join(f"@prefix {name}: {NamedNode(iri)} .\n" for name, iri in {**self.prefixes, **more}.items())

    def blocks(self, nodes: Sequence[Node]) -> list[str]:
        """Write nodes: of each its types first, then by predicate, then by value; each pair once."""
        told = [""] * len(nodes)
        alike: dict[tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]], list[int]] = {}
        for place, node in enumerate(nodes):
            alike.setdefault((node.types, node.predicates), []).append(place)
        for (types, predicates), places in alike.items():
            some = [nodes[place] for place in places]
            once = len(set(predicates)) == len(predicates)
            for place, text in zip(
                places, self._alike(types, predicates, some) if once else map(self._block, some), strict=True
            ):
                told[place] = text
        return told

    def _alike(
        self, types: tuple[NamedNode, ...], predicates: tuple[NamedNode, ...], nodes: Sequence[Node]
    ) -> Iterator[str]:
        """Write nodes of which the same is told, each predicate once: column by column, since that is much faster."""
        names = [self._predicate(predicate) for predicate in predicates]
        columns = list(zip(*[node.values for node in nodes], strict=True))
        lines = [line.replace("%", "%%") for line in self._classes(types)]
        written: list[Iterable[object]] = [[self.local(node.iri) for node in nodes]]
        for place in sorted(range(len(names)), key=names.__getitem__):
            form, values = self._column(columns[place])
            lines.append(f"{names[place][1].replace('%', '%%')} {form}")
            written.append(values)
        form = f"\n%s {_BETWEEN.join(lines)} .\n"
        return (form % row for row in zip(*written, strict=True))

    def _column(self, values: Sequence[Any]) -> tuple[str, Iterable[object]]:
        """Write values of one predicate: what stands around each, and what goes there."""
        kinds = set(map(type, values))
        if len(kinds) > 1:
            return "%s", [self._writers[type(value)](value) for value in values]
        kind = kinds.pop()
        if kind is int:
            return "%s", values
        if kind is str and is_plain("".join(values)):
            return '"%s"', values
        return "%s", map(self._kept_locals.__getitem__ if kind is Local else self._writers[kind], values)

    def _block(self, node: Node) -> str:
        """Write a node of which something is told more than once."""
        writers, known = self._writers, self._predicates
        names = [known.get(predicate) or self._predicate(predicate) for predicate in node.predicates]
        values = [writers[type(value)](value) for value in node.values]
        lines = self._classes(node.types)
        before, last = None, ""
        for name, value in sorted(zip(names, values, strict=True)):
            if name is not before:
                lines.append(f"{name[1]} {value}")
            elif value != last:
                lines[-1] += f" , {value}"
            before, last = name, value
        return f"\n{self.local(node.iri)} {_BETWEEN.join(lines)} .\n"

    def _classes(self, types: tuple[NamedNode, ...]) -> list[str]:
        told = self._types.get(types)
        if told is None:
            told = self._types[types] = f"a {' , '.join(sorted(map(self._name, types)))}"
        return [told] if types else []

    def _predicate(self, predicate: NamedNode) -> tuple[str, str]:
        """What to sort a predicate by, and its name."""
        return self._predicates.setdefault(predicate, (predicate.value, self._name(predicate)))

    def local(self, iri: str) -> str:
        """Write the IRI of a node of the graph."""
        if _SIMPLE_LOCAL.fullmatch(iri):
            return iri.replace("/", ":", 1)
        folder, _, name = iri.partition("/")
        # rdflib takes a dot at the end of a name for that of the statement, escaped or not
        if folder not in v.DATA_FOLDERS or name.endswith("."):
            return str(NamedNode(self._base + iri))
        return f"{folder}:{name if _PLAIN_NAME.fullmatch(name) else _TO_ESCAPE.sub(_escape, name)}"

    def _name(self, term: NamedNode) -> str:
        iri = term.value
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _PLAIN_NAME.fullmatch(iri, cut) else str(term)

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype
        return literal.value if datatype in _BARE else f"{words(literal.value)}^^{self._name(datatype)}"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
