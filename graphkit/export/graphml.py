"""GraphML that Gephi, networkx, igraph and Gephi Lite read alike.

Source: GraphML 1.0 (graphml.graphdrawing.org); Gephi's GraphML importer, which keeps parallel edges apart by the XML
attribute ``label`` and takes ``label``, ``x``, ``y``, ``size`` and ``color`` of nodes, and ``color`` of edges, for its own.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.export.clean import CleanGraph, Column, widest
from graphkit.export.drawing import Look, edge_colour, looks
from graphkit.export.xml import HEAD, Cells, attribute, content, write_texts
from graphkit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd"
_OF_LOOK = {"x": "double", "y": "double", "size": "double", "color": "string"}


def write_graphml(graph: nx.Graph[Any], target: str | PathLike[str] | BinaryIO, *, layout: bool = True) -> None:
    """Write a graph as GraphML in UTF-8; the same graph gives the same bytes.

    Nodes and edges are sorted. Values that are unknown (None, NaN) are left out, dates become ISO 8601, lists are
    joined with "; ", and characters that XML can't hold are dropped. The caller's graph stays as it is.

    Args:
        graph: any networkx graph; an edge's attribute ``relation`` (else its key) becomes the XML attribute ``label``.
        target: path, written whole or not at all, or a binary stream.
        layout: add place, size and colour to nodes that lack them, and colour to edges where none has one.

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
    write_texts(_texts(clean, looks(graph, clean.order) if layout else None), stream)


def _texts(clean: CleanGraph, drawn: Iterator[Look] | None) -> Iterator[str]:
    nodes = clean.node_columns if drawn is None else _with(clean.node_columns, _OF_LOOK)
    edges = clean.edge_columns if drawn is None else _with(clean.edge_columns, {"color": "string"})
    yield (
        f'{HEAD}<graphml xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_SCHEMA}">\n'
    )
    keys: dict[tuple[str, str], str] = {}
    for what, columns in (("edge", edges), ("node", nodes)):
        for _, name, kind in columns:
            keys[what, name] = key = f"d{len(keys)}"
            yield f'<key id="{key}" for="{what}" attr.name="{attribute(name)}" attr.type="{kind}"/>\n'
    yield f'<graph edgedefault="{"directed" if clean.directed else "undirected"}">\n'
    cells = _cells("node", nodes, keys)
    for _, identifier, data in clean.nodes():
        look = {} if drawn is None else dict(zip(_OF_LOOK, next(drawn), strict=True))
        yield _element("node", f'id="{attribute(identifier)}"', cells.of({**look, **data}))
    added = (
        None if drawn is None or any(key == "color" for key, *_ in clean.edge_columns) else keys.get(("edge", "color"))
    )
    yield from _edges(clean, _cells("edge", clean.edge_columns, keys), colour_key=added)
    yield "</graph>\n</graphml>\n"


def _edges(clean: CleanGraph, cells: Cells, *, colour_key: str | None) -> Iterator[str]:
    last = begin = None
    labels: dict[str, str] = {"": ""}
    for identifier, source, target, relation, kind, data in clean.edges():
        if source is not last:  # the edges of a node come together
            last, begin = source, f'source="{attribute(source)}"'
        label = labels.get(kind)
        if label is None:
            label = labels[kind] = f' label="{attribute(kind)}"'
        head = f'<edge id="{identifier}" {begin} target="{attribute(target)}"{label}'
        values = cells.of(data)
        if colour_key is not None:
            colour = edge_colour(relation, data.get("status"))
            yield f'{head}>{values}\n  <data key="{colour_key}">{colour}</data>\n</edge>\n'
        else:
            yield f"{head}>{values}\n</edge>\n" if values else f"{head}/>\n"


def _with(columns: list[Column], others: Mapping[str, str]) -> list[Column]:
    """Columns with those that drawing adds, sorted by name."""
    known = {column.key: column for column in columns}
    names = {column.name.lower() for column in columns if column.key not in others}
    for name, kind in others.items():
        if name in known:
            known[name] = known[name]._replace(type=widest({known[name].type, kind}))
        elif name not in names:
            known[name] = Column(name, name, kind)
    return sorted(known.values(), key=lambda column: column.name)


def _cells(what: str, columns: list[Column], keys: Mapping[tuple[str, str], str]) -> Cells:
    return Cells(
        columns,
        begin=lambda column: f'\n  <data key="{keys[what, column.name]}">',
        end="</data>",
        escaped=content,
    )


def _element(name: str, head: str, cells: str) -> str:
    """One element with its data, each on a line of its own."""
    return f"<{name} {head}>{cells}\n</{name}>\n" if cells else f"<{name} {head}/>\n"
