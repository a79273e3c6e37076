"""Clusters of all documents to entities, and reports of one event to one event."""

from __future__ import annotations

from graphkit.resolve.assemble import assemble

__all__ = ["assemble"]
