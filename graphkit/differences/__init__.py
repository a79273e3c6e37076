"""What is different between two graphs: documents, entities, events and roles."""

from __future__ import annotations

from graphkit.differences.compare import compare
from graphkit.differences.told import Difference
from graphkit.differences.words import as_json, as_text

__all__ = ["Difference", "as_json", "as_text", "compare"]
