"""GraphML that Gephi, networkx, igraph and Gephi Lite read alike.

Source: GraphML 1.0 (graphml.graphdrawing.org); Gephi's GraphML importer, which keeps parallel edges apart by the XML
attribute ``label`` and takes ``label``, ``x``, ``y``, ``size`` and ``color`` of nodes for its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import math
import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graphkit.export.layout import positions
from graphkit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd"
#: Everything that XML 1.0 does not allow in text. Source: XML 1.0, production 2.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")
#: Colours by type that most colour-blind people can tell apart. Source: M. Okabe and K. Ito, 2008.
COLOURS = {
    "Person": "#0072b2",
    "Organization": "#e69f00",
    "Place": "#009e73",
    "Meeting": "#cc79a7",
    "Pledge": "#d55e00",
    "Relation": "#56b4e9",
}
_OTHER = "#999999"

Scalar = str | int | float | bool


def write_graphml(graph: nx.Graph[Any], target: str | PathLike[str] | BinaryIO, *, layout: bool = True) -> None:
    """Write a graph as GraphML in UTF-8; the same graph gives the same bytes.

    Nodes and edges are sorted. Values that are unknown (None, NaN) are left out, dates become ISO 8601, lists are
    joined with "; ", and characters that XML can't hold are dropped. The caller's graph stays as it is.

    Args:
        graph: any networkx graph; an edge's attribute ``relation`` (else its key) becomes the XML attribute ``label``.
        target: path, written whole or not at all, or a binary stream.
        layout: add place, size and colour to nodes that lack them.

    Raises:
        OutputError: the file can't be written.
    """
    if isinstance(target, str | PathLike):
        with write_whole(Path(target), binary=True) as stream:
            _write(graph, stream, layout=layout)
    else:
        _write(graph, target, layout=layout)


def _write(graph: nx.Graph[Any], stream: BinaryIO, *, layout: bool) -> None:
    drawn = _drawing(graph) if layout else {}
    nodes = sorted(
        ((_text(str(node)), _clean({**drawn.get(node, {}), **data})) for node, data in graph.nodes(data=True)),
        key=lambda entry: entry[0],
    )
    edges = sorted(_edges(graph), key=lambda entry: entry[:3])
    keys = {("node", name): kind for name, kind in _types(data for _, data in nodes).items()}
    keys |= {("edge", name): kind for name, kind in _types(data for *_, data in edges).items()}
    ids = {key: f"d{number}" for number, key in enumerate(sorted(keys))}
    out = _Writer(stream)
    with out.document(
        directed=graph.is_directed(), keys={ids[key]: (*key, kind) for key, kind in sorted(keys.items())}
    ):
        for name, data in nodes:
            out.element("node", {"id": name}, _values(data, "node", keys, ids))
        for source, target, relation, data in edges:
            head = {"id": _edge_id(source, target, relation), "source": source, "target": target, "label": relation}
            out.element("edge", {k: v for k, v in head.items() if v}, _values(data, "edge", keys, ids))


def _edges(graph: nx.Graph[Any]) -> Iterable[tuple[str, str, str, dict[str, Scalar]]]:
    multi = graph.is_multigraph()
    for entry in graph.edges(keys=True, data=True) if multi else graph.edges(data=True):
        source, target, data = entry[0], entry[1], entry[-1]
        relation = data.get("relation", entry[2] if multi else "")
        yield _text(str(source)), _text(str(target)), _text(str(relation)), _clean(data)


def _edge_id(source: str, target: str, relation: str) -> str:
    """An id that the edge keeps from file to file, so that Gephi can append one to another."""
    return "e" + hashlib.sha256(f"{source}\n{target}\n{relation}".encode()).hexdigest()[:16]


def _text(value: str) -> str:
    return _ILLEGAL.sub("", _LINE_END.sub("\n", value))


def _clean(data: Mapping[Any, Any]) -> dict[str, Scalar]:
    """Attributes that every reader can hold, without those that are unknown or have no name."""
    found = {_text(str(name)).strip(): _scalar(value) for name, value in data.items()}
    return {name: value for name, value in found.items() if name and value is not None}


def _scalar(value: object) -> Scalar | None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(_text(str(part)) for part in value)
    if isinstance(value, set | frozenset):
        return "; ".join(sorted(_text(str(part)) for part in value))
    return _text(str(value))


def _types(records: Iterable[Mapping[str, Scalar]]) -> dict[str, str]:
    """GraphML type for each attribute: the narrowest that holds all its values."""
    found: dict[str, set[str]] = {}
    for data in records:
        for name, value in data.items():
            found.setdefault(name, set()).add(_type(value))
    return {name: _widest(kinds) for name, kinds in found.items()}


def _type(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "long" if -(2**63) <= value < 2**63 else "string"
    return "double" if isinstance(value, float) else "string"


def _widest(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    for kind, holds in (("long", {"int", "long"}), ("double", {"int", "double"})):
        if kinds <= holds:
            return kind
    return "string"


def _values(
    data: Mapping[str, Scalar], what: str, keys: Mapping[tuple[str, str], str], ids: Mapping[tuple[str, str], str]
) -> list[tuple[str, str]]:
    """Key ids with values as text, sorted by the name of the attribute."""
    return [(ids[what, name], _as_text(value, keys[what, name])) for name, value in sorted(data.items())]


def _as_text(value: Scalar, kind: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if kind == "double" else str(value)


def _drawing(graph: nx.Graph[Any]) -> dict[Any, dict[str, Scalar]]:
    """Place, size (by mentions) and colour (by type) for each node."""
    return {
        node: {
            "x": x,
            "y": y,
            "size": round(8 + 3 * math.sqrt(_count(graph.nodes[node])), 2),
            "color": COLOURS.get(str(graph.nodes[node].get("entity_type")), _OTHER),
        }
        for node, (x, y) in positions(graph).items()
    }


def _count(data: Mapping[str, Any]) -> int:
    mentions = data.get("mentions", 1)
    return min(mentions, 1000) if isinstance(mentions, int) and mentions > 0 else 1


class _Writer:
    """GraphML elements to a stream, one after the other."""

    def __init__(self, stream: BinaryIO) -> None:
        self._xml = XMLGenerator(stream, encoding="utf-8", short_empty_elements=True)

    @contextlib.contextmanager
    def document(self, *, directed: bool, keys: Mapping[str, tuple[str, str, str]]) -> Iterator[None]:
        """The frame around nodes and edges: keys first, each as id to (what, name, type)."""
        xml = self._xml
        xml.startDocument()
        head = {
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": _SCHEMA,
        }
        xml.startElement("graphml", AttributesImpl(head))
        self._line("")
        for identifier, (what, name, kind) in keys.items():
            self.element("key", {"id": identifier, "for": what, "attr.name": name, "attr.type": kind}, ())
        xml.startElement("graph", AttributesImpl({"edgedefault": "directed" if directed else "undirected"}))
        self._line("")
        yield
        xml.endElement("graph")
        self._line("")
        xml.endElement("graphml")
        self._line("")
        xml.endDocument()

    def element(self, name: str, attributes: dict[str, str], data: Iterable[tuple[str, str]]) -> None:
        """One element with its data, each on a line of its own."""
        xml = self._xml
        xml.startElement(name, AttributesImpl(attributes))
        for identifier, value in data:
            self._line("  ")
            xml.startElement("data", AttributesImpl({"key": identifier}))
            xml.characters(value)
            xml.endElement("data")
        if data:
            self._line("")
        xml.endElement(name)
        self._line("")

    def _line(self, indent: str) -> None:
        self._xml.ignorableWhitespace(f"\n{indent}")
