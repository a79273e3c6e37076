"""SPARQL 1.1 over graphs, on Oxigraph: reading only, and nothing from the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from graphkit.errors import QueryError
from graphkit.model import Assembly
from graphkit.rdf.engine import evaluate, explained, plain_term
from graphkit.rdf.sparql import refuse_unsafe
from graphkit.rdf.store import open_data
from graphkit.rdf.turtle import write_turtle
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike

Source: TypeAlias = "Assembly | Store | str | PathLike[str] | Iterable[str | PathLike[str]]"
"""What can be asked: an assembly, a store made by `load_store`, or one or more graph files or their folders."""

Row: TypeAlias = tuple[str | None, ...]


_SHOWN = 10
"""Rows that a result shows of itself; `QueryResult.rows` has all."""


@dataclass(frozen=True, kw_only=True, repr=False)
class QueryResult:
    """What a query found, whole and in order.

    Iterating gives the rows, each a tuple of plain strings or None, in the order of `columns`: IRIs in full, literals
    without type. An ASK has one row ("true" or "false"), a CONSTRUCT or DESCRIBE one row a triple.

    Attributes:
        kind: "select", "ask" or "graph" (CONSTRUCT and DESCRIBE).
        columns: names of the variables; ("answer",) and ("subject", "predicate", "object") for the other kinds.
        data: SPARQL 1.1 JSON results, or N-Triples for kind "graph", in UTF-8.
    """

    kind: str
    columns: tuple[str, ...]
    data: bytes

    def __repr__(self) -> str:
        """Tell what was found: how many rows of what, and the first of them."""
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        more = [f"… and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        shown = [
            f"<QueryResult {self.kind}, {count}: {', '.join(self.columns)}>",
            *map(repr, self.rows[:_SHOWN]),
            *more,
        ]
        return "\n".join(shown)

    def __iter__(self) -> Iterator[Row]:
        """Give the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __bool__(self) -> bool:
        """Tell an ASK's answer; of the other kinds, whether anything was found."""
        return self.rows == (("true",),) if self.kind == "ask" else bool(self.rows)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        if self.kind == "graph":
            triples = parse(self.data, format=RdfFormat.N_TRIPLES)
            return tuple((plain_term(t.subject), plain_term(t.predicate), plain_term(t.object)) for t in triples)
        results = self._results()
        if isinstance(results, QueryBoolean):
            return (("true" if results else "false",),)
        return tuple(tuple(plain_term(term) for term in solution) for solution in results)

    def to_json(self) -> str:
        """Write SPARQL 1.1 JSON results; a graph as JSON-LD."""
        if self.kind == "graph":
            return self._graph(RdfFormat.JSON_LD)
        return self.data.decode()

    def to_csv(self) -> str:
        """Write SPARQL 1.1 CSV results, lines ending in CR LF.

        Raises:
            QueryError: the result is a graph.
        """
        return self._table(QueryResultsFormat.CSV)

    def to_tsv(self) -> str:
        """Write SPARQL 1.1 TSV results: terms as in Turtle.

        Raises:
            QueryError: the result is a graph.
        """
        return self._table(QueryResultsFormat.TSV)

    def to_turtle(self) -> str:
        """Write a graph as Turtle.

        Raises:
            QueryError: the result is a table.
        """
        if self.kind != "graph":
            message = "a SELECT or ASK gives a table, which Turtle can't hold; ask for json, csv or tsv"
            raise QueryError(message)
        return self._graph(RdfFormat.TURTLE)

    def _results(self) -> QuerySolutions | QueryBoolean:
        return parse_query_results(self.data, format=QueryResultsFormat.JSON)

    def _table(self, results_format: QueryResultsFormat) -> str:
        if self.kind == "graph":
            message = "a CONSTRUCT or DESCRIBE gives a graph, which no table can hold; ask for Turtle, or use SELECT"
            raise QueryError(message)
        return _decoded(self._results().serialize(format=results_format))

    def _graph(self, rdf_format: RdfFormat) -> str:
        triples = parse(self.data, format=RdfFormat.N_TRIPLES)
        return _decoded(serialize((quad.triple for quad in triples), format=rdf_format, prefixes=PREFIXES))


def load_store(source: Source) -> Store:
    """Load graphs into an Oxigraph store in memory, to ask it more than once; a store on disk is opened for reading.

    Raises:
        GraphFileError: a file is missing or is no RDF.
    """
    if isinstance(source, Store):
        return source
    if isinstance(source, Assembly):
        store, buffer = Store(), BytesIO()
        write_turtle(source, buffer)
        store.bulk_load(buffer.getvalue(), format=RdfFormat.TURTLE)
        return store
    paths = [source] if isinstance(source, str) or hasattr(source, "__fspath__") else source
    return open_data(cast("Iterable[str | PathLike[str]]", paths))


def run_query(source: Source, sparql: str, *, params: Mapping[str, str] | None = None) -> QueryResult:
    """Ask a graph a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes gk, schema, foaf, org, prov, skos, rdf, rdfs, xsd and wd need no declaration.

    Args:
        source: what to ask.
        sparql: the query.
        params: values for variables of the query. Each is bound as a plain string, never pasted into the query; a
            SELECT must name the variable among its columns.

    Raises:
        GraphFileError: a file is missing or is no Turtle.
        QueryError: the query is malformed, would change something or would reach out to the network (SERVICE), or a
            parameter is none of its variables.
    """
    refuse_unsafe(sparql)
    results = evaluate(load_store(source), sparql, params=params)
    try:
        return _materialise(results)
    except (RuntimeError, OSError, ValueError) as error:
        raise explained(sparql, error) from error


def _materialise(results: QuerySolutions | QueryBoolean | QueryTriples) -> QueryResult:
    if isinstance(results, QueryTriples):
        data = results.serialize(format=RdfFormat.N_TRIPLES) or b""
        # the engine's order is not fixed; a graph has none, so sorting its lines loses nothing
        told = b"".join(sorted(set(data.splitlines(keepends=True))))
        return QueryResult(kind="graph", columns=("subject", "predicate", "object"), data=told)
    if isinstance(results, QueryBoolean):
        return QueryResult(
            kind="ask", columns=("answer",), data=results.serialize(format=QueryResultsFormat.JSON) or b""
        )
    columns = tuple(variable.value for variable in results.variables)
    return QueryResult(kind="select", columns=columns, data=results.serialize(format=QueryResultsFormat.JSON) or b"")


def _decoded(data: bytes | None) -> str:
    return (data or b"").decode()
