"""GEXF 1.3 that Gephi, Gephi Lite and networkx read alike, with a timeline.

Source: GEXF 1.3 (gexf.net, github.com/gephi/gexf); Gephi's GEXF importer, which makes one edge of all that share source,
target and ``kind``, drops edges whose direction is not the graph's, and takes an element without spells for always there.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit import __version__
from graphkit.export.clean import CleanGraph, as_text, clean_text, scalar
from graphkit.export.drawing import Look, edge_colour, looks, rgb
from graphkit.export.spells import spells
from graphkit.export.xml import HEAD, Cells, attribute, content, write_texts
from graphkit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from graphkit.export.clean import Column
    from graphkit.export.spells import Spell

_NAMESPACE = "http://gexf.net/1.3"
#: GEXF's names for GraphML's types.
_TYPES = {"boolean": "boolean", "int": "integer", "long": "long", "double": "double", "string": "string"}
#: What an edge or node tells of its days, and what stands in attributes of its XML element instead of in a column.
_DAYS = ("dates", "first_date", "last_date")
_OF_NODE = frozenset({"label"})
_OF_EDGE = frozenset({"label", "weight"})


def write_gexf(graph: nx.Graph[Any], target: str | PathLike[str] | BinaryIO, *, layout: bool = True) -> None:
    """Write a graph as GEXF 1.3 in UTF-8; the same graph gives the same bytes.

    Values are cleaned as `graphkit.export.graphml.write_graphml` does. Nodes and edges are there on the days that their
    attribute ``dates`` tells (ISO 8601 dates and intervals, joined by "; "), else from ``first_date`` to ``last_date``; without
    any of them, always.

    Args:
        graph: any networkx graph; an edge's attribute ``relation`` (else its key) becomes its ``kind``.
        target: path, written whole or not at all, or a binary stream.
        layout: write place, size and colour of nodes, and colour of edges.

    Raises:
        OutputError: the file can't be written.
    """
    if isinstance(target, str | PathLike):
        with write_whole(Path(target), binary=True) as stream:
            _write(graph, stream, layout=layout)
    else:
        _write(graph, target, layout=layout)


def _write(graph: nx.Graph[Any], stream: BinaryIO, *, layout: bool) -> None:
    clean = CleanGraph(graph)
    drawn = looks(graph, clean.order) if layout else None
    write_texts(_texts(clean, drawn, _about(graph)), stream)


def _about(graph: nx.Graph[Any]) -> str:
    """What the graph tells of itself, such as its view and base IRI."""
    told = ((clean_text(str(name)), clean_text(str(value))) for name, value in sorted(graph.graph.items(), key=str))
    return "; ".join(f"{name}: {value}" for name, value in told)


def _texts(clean: CleanGraph, drawn: Iterator[Look] | None, about: str) -> Iterator[str]:
    described = f"<description>{content(about)}</description>" if about else ""
    dated = any(column.key in _DAYS for columns in (clean.node_columns, clean.edge_columns) for column in columns)
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else ' mode="static"'
    yield (
        f'{HEAD}<gexf xmlns="{_NAMESPACE}" xmlns:viz="{_NAMESPACE}/viz"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}/gexf.xsd" version="1.3">\n'
        f"<meta><creator>graphkit {__version__}</creator>{described}</meta>\n"
        f'<graph defaultedgetype="{"directed" if clean.directed else "undirected"}" idtype="string"{time}>\n'
    )
    nodes = [column for column in clean.node_columns if column.key not in _OF_NODE]
    edges = [column for column in clean.edge_columns if column.key not in _OF_EDGE]
    for what, columns in (("node", nodes), ("edge", edges)):
        if columns:
            yield f'<attributes class="{what}" mode="static">\n'
            yield from (
                f'<attribute id="{attribute(name)}" title="{attribute(name)}" type="{_TYPES[kind]}"/>\n'
                for _, name, kind in columns
            )
            yield "</attributes>\n"
    yield "<nodes>\n"
    yield from _nodes(clean, drawn, _cells(nodes))
    yield "</nodes>\n<edges>\n"
    yield from _edges(clean, _cells(edges), coloured=drawn is not None)
    yield "</edges>\n</graph>\n</gexf>\n"


def _cells(columns: Iterable[Column]) -> Cells:
    return Cells(
        columns,
        begin=lambda column: f'<attvalue for="{attribute(column.name)}" value="',
        end='"/>',
        escaped=attribute,
    )


def _nodes(clean: CleanGraph, drawn: Iterator[Look] | None, cells: Cells) -> Iterator[str]:
    for _, identifier, data in clean.nodes():
        label = _label(data) or identifier
        parts = [_values(data, cells), _spells(data)]
        if drawn is not None:
            look = next(drawn)
            parts.append(
                f'<viz:size value="{look.size}"/><viz:position x="{look.x}" y="{look.y}" z="0.0"/>{_colour(look.colour)}'
            )
        yield f'<node id="{attribute(identifier)}" label="{attribute(label)}">{"".join(parts)}</node>\n'


def _edges(clean: CleanGraph, cells: Cells, *, coloured: bool) -> Iterator[str]:
    for identifier, source, target, relation, kind, data in clean.edges():
        head = f'id="{identifier}" source="{attribute(source)}" target="{attribute(target)}"'
        if label := _label(data) or relation:
            head += f' label="{attribute(label)}"'
        if kind:
            head += f' kind="{attribute(kind)}"'
        weight = scalar(data.get("weight"))
        # Gephi drops an edge that weighs nothing
        if isinstance(weight, int | float) and weight:
            head += f' weight="{float(weight)!r}"'
        colour = _colour(edge_colour(relation, data.get("status"))) if coloured else ""
        yield f"<edge {head}>{_values(data, cells)}{_spells(data)}{colour}</edge>\n"


def _label(data: Mapping[Any, Any]) -> str:
    label = data.get("label")
    if label.__class__ is str:
        return clean_text(label)
    label = scalar(label)
    return "" if label is None else as_text(label, "string")


def _values(data: Mapping[Any, Any], cells: Cells) -> str:
    found = cells.of(data)
    return f"<attvalues>{found}</attvalues>" if found else ""


@lru_cache(maxsize=1000)
def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}" hex="{colour}"/>'


def _spells(data: Mapping[Any, Any]) -> str:
    found = spells(data)
    return f"<spells>{''.join(map(_spell, found))}</spells>" if found else ""


@lru_cache(maxsize=1000)
def _spell(days: Spell) -> str:
    start, end = days
    first = "" if start == dt.date.min else f' start="{start.isoformat()}"'
    last = "" if end == dt.date.max else f' end="{end.isoformat()}"'
    return f"<spell{first}{last}/>"
