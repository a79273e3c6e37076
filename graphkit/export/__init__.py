"""Graph file formats: one line in `EXPORTERS` for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml
from graphkit.export.json_graph import write_cytoscape, write_node_link
from graphkit.export.tables import gephi_tables, neo4j_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, BinaryIO

#: File ending to the function that writes a graph to a binary stream.
EXPORTERS: Mapping[str, Callable[[Any, BinaryIO], None]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
}

#: Name of a format, where an ending alone names none, to the function that writes a graph to a binary stream.
NAMED: Mapping[str, Callable[[Any, BinaryIO], None]] = {
    "node-link": write_node_link,
    "cytoscape": write_cytoscape,
}

#: Name of a format that fills a folder to the function that makes tables of a graph, by file name.
FOLDERS: Mapping[str, Callable[[Any], Mapping[str, Iterable[Sequence[str]]]]] = {
    "gephi-csv": gephi_tables,
    "neo4j-csv": neo4j_tables,
}

__all__ = ["EXPORTERS", "FOLDERS", "NAMED", "write_gexf", "write_graphml"]
