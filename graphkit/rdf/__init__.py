"""RDF: Turtle out and in, and SPARQL."""

from __future__ import annotations
