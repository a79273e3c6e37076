"""SPARQL 1.1 over graphs, on Oxigraph: reading only, and nothing from the network."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
    parse,
    parse_query_results,
    serialize,
)

from graphkit.errors import GraphFileError, QueryError
from graphkit.model import Assembly
from graphkit.rdf.reading import find_graph, syntax_message
from graphkit.rdf.turtle import write_turtle
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike
    from pathlib import Path

Source: TypeAlias = "Assembly | Store | str | PathLike[str] | Iterable[str | PathLike[str]]"
"""What can be asked: an assembly, a store made by `load_store`, or one or more graph files or their folders."""

Row: TypeAlias = tuple[str | None, ...]

_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
"""The words an update can begin with. Source: SPARQL 1.1 Query Language, section 19.8, rules 29 to 44."""

_TOKEN: Final = re.compile(
    r"""
    <[^<>"{}|^`\\\x00-\x20]*>                     # IRI
    | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}       # long and short strings
    | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*                                  # comment
    | [?$]\w+ | @[a-zA-Z-]+                       # variable, language tag
    | (?:[\w.-]*\w)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*   # prefixed name
    | (?P<word>[A-Za-z]\w*)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""Cuts a query up just far enough to tell its keywords from names, strings and comments.

Source: SPARQL 1.1 Query Language, section 19.8, rules 139 to 173.
"""

_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (?:expected (.*))?", re.DOTALL)
_SIGN: Final = re.compile(r'"[^"\w\\]+"')
_CHARACTERS: Final = re.compile(r"\['")
_KEYWORD: Final = re.compile(r"[A-Za-z]{2,}")
_NEAR_LENGTH: Final = 30
_MAX_SIGNS: Final = 3


@dataclass(frozen=True, kw_only=True)
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
    data: bytes = field(repr=False)

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
            return tuple((_plain(t.subject), _plain(t.predicate), _plain(t.object)) for t in triples)
        results = self._results()
        if isinstance(results, QueryBoolean):
            return (("true" if results else "false",),)
        return tuple(tuple(_plain(term) for term in solution) for solution in results)

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
    """Load graphs into an Oxigraph store in memory, to ask it more than once.

    Raises:
        GraphFileError: a file is missing or is no Turtle.
    """
    if isinstance(source, Store):
        return source
    store = Store()
    if isinstance(source, Assembly):
        buffer = BytesIO()
        write_turtle(source, buffer)
        store.bulk_load(buffer.getvalue(), format=RdfFormat.TURTLE)
        return store
    paths = [source] if isinstance(source, str) or hasattr(source, "__fspath__") else source
    for path in cast("Iterable[str | PathLike[str]]", paths):
        _load_file(store, find_graph(path))
    return store


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
    store = load_store(source)
    bound = {Variable(_variable(name)): Literal(value) for name, value in (params or {}).items()}
    try:
        return _materialise(store.query(sparql, prefixes=PREFIXES, substitutions=bound))  # type: ignore[arg-type]
    except SyntaxError as error:
        raise QueryError(_explain_syntax(sparql, str(error))) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(_explain_failure(str(error))) from error


def refuse_unsafe(sparql: str) -> None:
    """Make sure that a query only reads, and only from the graphs it is given.

    Raises:
        QueryError: it is an update, or has a SERVICE clause.
    """
    # engines may resolve \u escapes before they parse, so look at both forms
    for text in {sparql, _unescaped(sparql)}:
        words = [word.upper() for word in _words(text)]
        first = next((word for word in words if word not in {"PREFIX", "BASE"}), "")
        if first in _UPDATES:
            message = f"{first} is an update, and graphs are only read here; use SELECT, ASK, CONSTRUCT or DESCRIBE"
            raise QueryError(message)
        if "SERVICE" in words:
            message = "SERVICE would ask another server over the network, which is refused; take the clause out"
            raise QueryError(message)


def _words(sparql: str) -> Iterator[str]:
    for token in _TOKEN.finditer(sparql):
        if token["word"]:
            yield token["word"]


def _unescaped(sparql: str) -> str:
    def decode(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code <= 0x10FFFF else found[0]

    return _ESCAPED.sub(decode, sparql)


def _load_file(store: Store, path: Path) -> None:
    try:
        store.bulk_load(path=path, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise GraphFileError(syntax_message(str(path), error)) from error
    except OSError as error:
        message = f"{path}: {error.strerror or error}; name a Turtle file that can be read"
        raise GraphFileError(message) from error


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


def _variable(name: str) -> str:
    plain = name.lstrip("?$")
    if not re.fullmatch(r"\w+", plain):
        message = f"{name!r} can't name a parameter; use letters, digits and underscores"
        raise QueryError(message)
    return plain


def _explain_syntax(sparql: str, told: str) -> str:
    """Turn the engine's list of everything it could have read into one plain sentence."""
    if not sparql.strip():
        return "the query is empty; write for example SELECT ?m WHERE { ?m a gk:Meeting }"
    found = _PLACE.match(told)
    if found is None:
        return f"the query can't be read: {told}"
    expected = found[3] or ""
    lines = sparql.splitlines(keepends=True)
    offset = sum(len(line) for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    signs = [item for item in expected.removeprefix("one of ").split(", ") if _SIGN.fullmatch(item)]
    if "Prefix not found" in expected:
        name = re.search(r"([\w.-]*):[^\s:]*$", sparql[:offset])
        reason = f"the prefix {name[1] if name else ''}: is not declared; known without are {', '.join(PREFIXES)}"
    elif "unbound" in expected:
        reason = "SELECT names a variable that is neither grouped by nor aggregated"
    elif "IRI parsing failed" in expected:
        reason = "an IRI is not absolute"
    else:
        if not signs and not _CHARACTERS.search(expected):
            # a keyword that failed to match is reported at the place where it would have ended
            offset -= max(map(len, _KEYWORD.findall(expected)), default=0)
        rest = " ".join(sparql[max(offset, 0) :].split())
        end = "the query breaks off" if signs else "the query can't be understood near its end"
        reason = f"the query can't be understood at {rest[:_NEAR_LENGTH]!r}" if rest else end
        reason += f"; {' or '.join(signs)} would fit" if 0 < len(signs) <= _MAX_SIGNS else ""
    before = sparql[: max(offset, 0)]
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}: {reason}"


def _explain_failure(told: str) -> str:
    name = re.search(r"does not contains? variable \?(\w+)", told)
    if name is not None:
        return f"the query has no variable ?{name[1]} among its columns; add it to SELECT, or leave the parameter out"
    return f"the query failed: {told}"


def _plain(term: object) -> str | None:
    if term is None:
        return None
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _decoded(data: bytes | None) -> str:
    return (data or b"").decode()
