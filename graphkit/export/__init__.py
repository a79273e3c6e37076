"""Graph file formats: one line in `EXPORTERS` for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.export.gexf import write_gexf
from graphkit.export.graphml import write_graphml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, BinaryIO

#: File ending to the function that writes a graph to a binary stream.
EXPORTERS: Mapping[str, Callable[[Any, BinaryIO], None]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
}

__all__ = ["EXPORTERS", "write_gexf", "write_graphml"]
