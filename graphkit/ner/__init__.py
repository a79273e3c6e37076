"""The NER stage: names, roles and coreference in one document."""

from __future__ import annotations
