"""The SHACL shapes of ``ontology/``, as validation uses them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from graphkit.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph

SHAPES: Final = "https://w3id.org/graphkit/shapes#"
"""The namespace of the rules."""


@dataclass(frozen=True, slots=True)
class Question:
    """A rule that SHACL core can't say.

    Attributes:
        rule: IRI of the shape.
        select: SPARQL that gives each node that breaks it as ``?this``.
    """

    rule: str
    select: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """All rules.

    Attributes:
        core: the shapes of SHACL core, flattened.
        questions: the SHACL-SPARQL constraints, sorted by rule.
        messages: what each rule says, by the shape's IRI.
    """

    core: Graph
    questions: tuple[Question, ...]
    messages: dict[str, str]


@cache
def read_shapes() -> Shapes:
    """Read both files, once."""
    from rdflib import SH, Graph

    core = Graph().parse(ontology_path("shapes.ttl"))
    sparql = Graph().parse(ontology_path("shapes-sparql.ttl"))
    questions = sorted(
        (str(rule), str(select))
        for rule, constraint in sparql.subject_objects(SH.sparql)
        for select in sparql.objects(constraint, SH.select)
    )
    messages = {
        str(rule): str(message) for graph in (core, sparql) for rule, message in graph.subject_objects(SH.message)
    }
    return Shapes(_flattened(core), tuple(Question(*pair) for pair in questions), messages)


def _flattened(shapes: Graph) -> Graph:
    """Give each property shape the targets of the node shapes that it belongs to, which then don't need it.

    Both forms mean the same, but pySHACL asks a property shape with targets of all nodes at once, and reads one without
    anew for each node, which takes five times as long on 100,000 triples.

    Source: SHACL, sections 2.1.3 (targets) and 2.3 (a property shape is a shape, and may have targets of its own).
    """
    from rdflib import SH

    for node, rule in list(shapes.subject_objects(SH.property)):
        for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf):
            for value in shapes.objects(node, target):
                shapes.add((rule, target, value))
        shapes.remove((node, SH.property, rule))
    return shapes
