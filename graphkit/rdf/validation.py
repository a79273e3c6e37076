"""Says which rules of ``ontology/shapes.ttl`` and ``ontology/shapes-sparql.ttl`` a graph breaks, and where.

The rules of SHACL core are checked by pySHACL. Those that need SPARQL are asked of Oxigraph, each once for the whole graph
instead of once for each node; a test holds the two ways together.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from graphkit.rdf.for_rdflib import oxigraph_term, rdflib_term
from graphkit.rdf.lines import subject_lines
from graphkit.rdf.naming import Namer, short
from graphkit.rdf.shapes import SHAPES, read_shapes
from graphkit.rdf.sources import as_rdf, load_file
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import rdflib
    from rdflib.term import Node

Term: TypeAlias = NamedNode | BlankNode | Literal

_SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One place where a graph breaks a rule.

    Attributes:
        rule: name of the rule, such as "evidence-quote": its IRI below https://w3id.org/graphkit/shapes#.
        message: what the rule says, and what to do.
        focus: the node that breaks it, as an RDF term.
        label: what people call the node.
        kind: its class in words, such as "meeting", or "".
        line: where the node is described in a Turtle file, from 1, or None where that isn't known.
        path: the property in question, such as "gk:quote", with "^" before it where the node is its object; None where the
            rule is about the whole node.
        value: the value that is wrong, in words, or None.
        value_term: that value as an RDF term, or None.
        component: the part of SHACL that found it, such as "MinCount" or "SPARQL".
    """

    rule: str
    message: str
    focus: Term
    label: str
    kind: str
    line: int | None
    path: str | None
    value: str | None
    value_term: Term | None
    component: str

    @property
    def node(self) -> str:
        """IRI of the node that breaks the rule; "_:" and a name that holds in this check alone, where it is blank."""
        return f"_:{self.focus.value}" if isinstance(self.focus, BlankNode) else self.focus.value

    @property
    def detail(self) -> str:
        """What is wrong about the node, in a few words."""
        path = self.path or ""
        if self.component in {"MinCount", "MaxCount"}:
            many = "no" if self.component == "MinCount" else "more than one"
            return f"{many} {path[1:]} leads to it" if path.startswith("^") else f"has {many} {path}"
        return " ".join(part for part in (path, self.value) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What the check of one graph found.

    Attributes:
        source: the file.
        triples: how many it holds.
        violations: sorted by rule, line and node; none where the graph keeps to all rules.
    """

    source: str
    triples: int
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    rule: str
    node: Term
    component: str
    path: str | None = None
    value: Term | None = None


def validate_file(path: Path) -> Validation:
    """Check one RDF file, or a corpus, against all rules; what it has in named graphs counts as if it stood in one.

    Raises:
        GraphFileError: the file can't be read.
        CorpusError: the corpus can't be read.
    """
    with as_rdf(path) as file:
        return replace(_validate(file), source=str(path))


def _validate(path: Path) -> Validation:
    store = Store()
    load_file(store, path)
    with _quiet():
        graph = _to_rdflib(store)
        found = {*_ask_core(graph), *_ask_sparql(store)}
    namer = Namer(store)
    lines = subject_lines(path, {item.node.value for item in found})
    violations = sorted(
        (_violation(item, namer=namer, lines=lines) for item in found),
        key=lambda v: (v.rule, v.line or 0, v.node, v.path or "", v.value or "", v.component),
    )
    return Validation(source=str(path), triples=len(graph), violations=tuple(violations))


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nothing be logged of literals that don't have the form of their type: that is for the rules to tell."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _violation(found: _Found, *, namer: Namer, lines: dict[str, int]) -> Violation:
    node = found.node
    return Violation(
        rule=found.rule.removeprefix(SHAPES),
        message=read_shapes().messages[found.rule],
        focus=node,
        label=namer.label(node),
        kind=namer.kind(node),
        line=lines.get(node.value),
        path=found.path,
        value=None if found.value is None or found.value == node else namer.label(found.value),
        value_term=found.value,
        component=found.component,
    )


def _ask_sparql(store: Store) -> Iterator[_Found]:
    for question in read_shapes().questions:
        solutions = store.query(question.select, prefixes=PREFIXES)
        if not isinstance(solutions, QuerySolutions):
            message = f"the rule {question.rule} is no SELECT"
            raise TypeError(message)
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            path = row["path"] if "path" in names else None
            yield _Found(
                question.rule,
                row["this"],
                "SPARQL",
                None if path is None else short(path.value),
                row["value"] if "value" in names else None,
            )


def _ask_core(graph: rdflib.Graph) -> Iterator[_Found]:
    from pyshacl import validate
    from rdflib import RDF, SH

    _, report, _ = validate(graph, shacl_graph=read_shapes().core, inference="none", inplace=True)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        told = dict(report.predicate_objects(result))
        path = told.get(SH.resultPath)
        yield _Found(
            str(told[SH.sourceShape]),
            oxigraph_term(told[SH.focusNode]),
            str(told[SH.sourceConstraintComponent]).removeprefix(_SH).removesuffix("ConstraintComponent"),
            None if path is None else _path(report, path),
            oxigraph_term(told[SH.value]) if SH.value in told else None,
        )


def _path(report: rdflib.Graph, path: Node) -> str:
    """Write the path of a rule: "gk:quote", or "^gk:evidence" where it goes the other way."""
    from rdflib import SH

    inverse = report.value(path, SH.inversePath)
    return short(str(path)) if inverse is None else f"^{short(str(inverse))}"


def _to_rdflib(store: Store) -> rdflib.Graph:
    """Hand the default graph to rdflib, several times as fast as its own reader."""
    from rdflib import Graph

    terms: dict[Term, Node] = {}

    def known(term: Term) -> Node:
        # most terms stand in many triples
        return terms[term] if term in terms else terms.setdefault(term, rdflib_term(term))

    graph = Graph()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        # RDF 1.2 lets triples be terms; no rule is about those
        if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
            graph.add((known(quad.subject), known(quad.predicate), known(quad.object)))
    return graph
