"""What validation found, for machines: a SHACL validation report, and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from graphkit.rdf import vocabulary as v
from graphkit.rdf.for_rdflib import rdflib_term
from graphkit.rdf.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from rdflib import BNode, Graph
    from rdflib.term import Node

    from graphkit.rdf.validation import Validation, Violation

_PREFIXES: Final = {"sh": "http://www.w3.org/ns/shacl#", "gks": SHAPES, **v.PREFIXES}


def violations_json(validations: Sequence[Validation]) -> str:
    """Write all violations as one JSON object: "conforms", and "files" with what was found in each."""
    files = [
        {
            "file": validation.source,
            "triples": validation.triples,
            "violations": [_plain(violation) for violation in validation.violations],
        }
        for validation in validations
    ]
    return json.dumps({"conforms": _conforms(validations), "files": files}, ensure_ascii=False, indent=2)


def write_report(validations: Sequence[Validation], stream: BinaryIO) -> None:
    """Write one SHACL validation report over all files, as Turtle.

    Source: SHACL, section 3.6 (validation report).
    """
    from rdflib import RDF, SH, BNode, Graph, Literal

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    report = BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(_conforms(validations))))
    violations = [violation for validation in validations for violation in validation.violations]
    for number, violation in enumerate(violations):
        result = BNode(f"r{number:06d}")
        graph.add((report, SH.result, result))
        _add_result(graph, result, violation)
    stream.write(graph.serialize(format="turtle", encoding="utf-8"))


def _conforms(validations: Sequence[Validation]) -> bool:
    return not any(validation.violations for validation in validations)


def _plain(violation: Violation) -> dict[str, object]:
    return {
        "rule": violation.rule,
        "message": violation.message,
        "node": violation.node,
        "label": violation.label,
        "kind": violation.kind,
        "line": violation.line,
        "path": violation.path,
        "value": violation.value,
        "component": violation.component,
    }


def _add_result(graph: Graph, result: BNode, violation: Violation) -> None:
    from rdflib import RDF, SH, Literal, URIRef

    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, SH.Violation))
    graph.add((result, SH.focusNode, rdflib_term(violation.focus)))
    graph.add((result, SH.sourceShape, URIRef(SHAPES + violation.rule)))
    graph.add((result, SH.sourceConstraintComponent, SH[f"{violation.component}ConstraintComponent"]))
    graph.add((result, SH.resultMessage, Literal(violation.message, lang="en")))
    if violation.value_term is not None:
        graph.add((result, SH.value, rdflib_term(violation.value_term)))
    if violation.path is not None:
        graph.add((result, SH.resultPath, _path(graph, f"{result}p", violation.path)))


def _path(graph: Graph, name: str, path: str) -> Node:
    """Read a path as `Violation` tells it: a name as `graphkit.rdf.naming.short` writes it, with "^" where it is inverse."""
    from rdflib import SH, BNode, URIRef

    prefix, _, local = path.removeprefix("^").partition(":")
    predicate = URIRef(path.strip("^<>") if "<" in path else v.PREFIXES[prefix] + local)
    if not path.startswith("^"):
        return predicate
    inverse = BNode(name)
    graph.add((inverse, SH.inversePath, predicate))
    return inverse
