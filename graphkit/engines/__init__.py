"""Engines: where extraction runs."""

from __future__ import annotations

from graphkit.engines.local import extract_documents

__all__ = ["extract_documents"]
