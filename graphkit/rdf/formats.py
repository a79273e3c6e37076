"""RDF file formats: one line in `WRITERS` for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graphkit.rdf.jsonld import write_jsonld
from graphkit.rdf.ntriples import write_nquads, write_ntriples
from graphkit.rdf.turtle import write_trig, write_turtle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from graphkit.model import Assembly


class Writer(Protocol):
    """Writes an assembly to a binary stream, which is left open."""

    def __call__(self, assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
        """Write it."""


#: File ending to writer. All write the same triples; ".trig" and ".nq" in named graphs.
WRITERS: Mapping[str, Writer] = {
    ".ttl": write_turtle,
    ".nt": write_ntriples,
    ".jsonld": write_jsonld,
    ".trig": write_trig,
    ".nq": write_nquads,
}
