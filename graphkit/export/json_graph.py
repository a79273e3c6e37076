"""Graphs as JSON: node-link as networkx and D3 have it, and elements as Cytoscape has them.

Source: networkx, ``node_link_data``; js.cytoscape.org, notation of elements as JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.export.clean import CleanGraph, clean_text, scalar
from graphkit.export.drawing import looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from graphkit.export.clean import Column, Scalar


def write_node_link(graph: nx.Graph[Any], stream: BinaryIO) -> None:
    """Write what ``networkx.node_link_graph(json.load(stream), edges="edges")`` reads back as the same graph."""
    clean = CleanGraph(graph)
    relations = graph.is_multigraph()
    _write(
        {
            "directed": clean.directed,
            "multigraph": relations,
            "graph": {clean_text(str(name)): scalar(value) for name, value in graph.graph.items()},
            "nodes": [{**_data(data, clean.node_columns), "id": identifier} for _, identifier, data in clean.nodes()],
            "edges": [
                {
                    **_data(edge.data, clean.edge_columns),
                    "source": edge.source,
                    "target": edge.target,
                    **({"key": edge.kind} if relations else {}),
                }
                for edge in clean.edges()
            ],
        },
        stream,
    )


def write_cytoscape(graph: nx.Graph[Any], stream: BinaryIO) -> None:
    """Write elements for Cytoscape and Cytoscape.js, with places and colours."""
    clean = CleanGraph(graph)
    nodes = []
    for (_, identifier, data), look in zip(clean.nodes(), looks(graph, clean.order), strict=True):
        found = _data(data, clean.node_columns)
        head = {"id": identifier, "name": found.get("label", identifier), "size": look.size, "color": look.colour}
        # y leads down the screen there
        nodes.append({"data": {**head, **found, "id": identifier}, "position": {"x": look.x, "y": -look.y + 0.0}})
    edges = [
        {"data": {**_data(e.data, clean.edge_columns), "id": e.id, "source": e.source, "target": e.target}}
        for e in clean.edges()
    ]
    _write({"data": {}, "elements": {"nodes": nodes, "edges": edges}}, stream)


def _data(data: Mapping[Any, Any], columns: Sequence[Column]) -> dict[str, Scalar]:
    found = ((column.name, scalar(data.get(column.key))) for column in columns)
    return {name: value for name, value in found if value is not None}


def _write(content: dict[str, Any], stream: BinaryIO) -> None:
    stream.write((json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode())
