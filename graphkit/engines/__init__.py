"""Engines: where extraction runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.engines.engine import Engine
from graphkit.engines.extractor import Extractor, Recipe

if TYPE_CHECKING:
    from graphkit.engines.local import audit_documents, extract_documents

__all__ = ["Engine", "Extractor", "Recipe", "audit_documents", "extract_documents"]


def __getattr__(name: str) -> Any:
    """Import spaCy only when a function that needs it is asked for."""
    if name in {"audit_documents", "extract_documents"}:
        from graphkit.engines import local

        return getattr(local, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
