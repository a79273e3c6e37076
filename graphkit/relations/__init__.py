"""The relation stage: meetings and pledges in one document."""

from __future__ import annotations

from graphkit.relations.component import graphkit_relations
from graphkit.relations.stage import passed_over, relate

__all__ = ["graphkit_relations", "passed_over", "relate"]
