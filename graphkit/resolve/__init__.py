"""Assembly: clusters of all documents to entities, reports to events."""

from __future__ import annotations
