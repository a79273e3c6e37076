"""The relation stage: meetings, pledges and relations of the user's own in one document."""

from __future__ import annotations

from graphkit.relations.component import graphkit_relations
from graphkit.relations.patterns import read_patterns
from graphkit.relations.stage import passed_over, relate
from graphkit.relations.triggers import TRIGGERS, Triggers

__all__ = ["TRIGGERS", "Triggers", "graphkit_relations", "passed_over", "read_patterns", "relate"]
