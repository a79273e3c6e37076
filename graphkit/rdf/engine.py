"""Asks an Oxigraph store one SPARQL 1.1 query: reading only, and nothing from the network unless that is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Variable

from graphkit.errors import ParameterError, QueryError
from graphkit.rdf.binding import bind, star_in_order
from graphkit.rdf.sparql import explain_failure, explain_syntax, refuse_unsafe, variable_name
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import QueryBoolean, QueryTriples


def evaluate(
    store: Store,
    sparql: str,
    *,
    params: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    default_graph: str | None = None,
    named_graphs: Sequence[str] = (),
    allow_network: bool = False,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Begin to answer a query; what is iterated afterwards may still raise what `explained` explains.

    Args:
        store: what to ask.
        sparql: the query; the prefixes of graphkit need no declaration.
        params: values for variables of the query, each bound as a plain string, never pasted into the query.
        values: values for variables of the query, as `graphkit.rdf.binding.bind` reads them.
        default_graph: IRI of the named graph to ask in place of the default graph.
        named_graphs: IRIs of the named graphs that GRAPH may look into. Where they are given and `default_graph` is
            not, the default graph is empty. Source: SPARQL 1.1 Protocol, section 2.1.4.
        allow_network: let SERVICE clauses ask other servers.

    Raises:
        QueryError: the query is malformed, refused by `refuse_unsafe`, or a parameter or value is none of its variables.
    """
    refuse_unsafe(sparql, allow_network=allow_network)
    bound = {Variable(variable_name(name)): Literal(value) for name, value in (params or {}).items()}
    dataset: dict[str, object] = {}
    if default_graph is not None or named_graphs:
        dataset["default_graph"] = [] if default_graph is None else [_graph(default_graph)]
        dataset["named_graphs"] = [_graph(name) for name in named_graphs]
    asked = _bound(sparql, values or {})

    def ask(text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        return store.query(text, prefixes=PREFIXES, substitutions=bound, **dataset)  # type: ignore[arg-type]

    try:
        results = ask(asked)
        if isinstance(results, QuerySolutions):
            ordered = star_in_order(asked, [variable.value for variable in results.variables])
            return results if ordered == asked else ask(ordered)
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        _read(sparql)  # its own mistakes are told by their place in it
        raise explained(asked, error) from error
    return results


def _bound(sparql: str, values: Mapping[str, str]) -> str:
    try:
        return bind(sparql, values)
    except ParameterError:
        _read(sparql)
        raise


def _read(sparql: str) -> None:
    """Make sure that the engine can read a query.

    Raises:
        QueryError: it can't.
    """
    try:
        Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise explained(sparql, error) from error
    except (RuntimeError, OSError, ValueError):
        return  # it was read


def explained(sparql: str, error: Exception) -> QueryError:
    """Put an error of the engine into words that say what to do."""
    if isinstance(error, SyntaxError):
        return QueryError(explain_syntax(sparql, str(error)))
    return QueryError(explain_failure(str(error)))


def plain_term(term: object) -> str | None:
    """Give a term as a plain string: an IRI in full, a literal without type, None as None."""
    if term is None:
        return None
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        message = f"{iri!r} can't name a graph; give an absolute IRI"
        raise QueryError(message) from error
