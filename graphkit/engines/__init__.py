"""Engines: where extraction runs."""

from __future__ import annotations

from graphkit.engines.local import audit_documents, extract_documents

__all__ = ["audit_documents", "extract_documents"]
