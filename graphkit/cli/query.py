"""``graphkit query``: SPARQL over a graph."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.rdf.asking import Question, Worker

EXAMPLES = """
\b
Examples:
  graphkit query out/ --named meetings
  graphkit query out/ --named who-met-person --param person=Zelensky --format csv
  graphkit query out/ "SELECT ?name { ?p a gk:Person ; rdfs:label ?name }"
  graphkit query --list

What is found is printed as it is found. A SELECT or ASK is printed as table,
csv, tsv, json or xml, a CONSTRUCT or DESCRIBE as ttl (the default), nt, json
(JSON-LD) or xml. A query that takes longer than --timeout, printing included,
or more memory than --memory, is stopped; what is printed by then is not all.

--param K=V gives a variable of your own query the value <IRI>, "text",
"text"@en or "5"^^xsd:integer, all written so. Any other V stands for whatever
reads so: a string in any language, a number, an IRI; where ?K is only compared
or computed with, for a number if it looks like one, else for a string. For a
named query, V is the name, or the day, as it is.

XML can't hold control characters; there U+FFFD stands for each.

The prefixes gk, schema, foaf, org, prov, skos, rdf, rdfs, xsd and wd need no
declaration.
"""


class Format(StrEnum):
    """How the result is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"


_FORMATS: dict[Format, tuple[str | None, str | None]] = {
    Format.table: ("rows", "ttl"),
    Format.csv: ("csv", None),
    Format.tsv: ("tsv", None),
    Format.json: ("json", "jsonld"),
    Format.xml: ("xml", "rdf"),
    Format.ttl: (None, "ttl"),
    Format.nt: (None, "nt"),
}
"""What a table and what a graph is printed as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """What a query may take; None where there is no limit."""

    seconds: float | None
    megabytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """How many rows were printed as a table, and the names that no entity bears."""

    rows: int | None
    unknown: tuple[str, ...]


@command
def run(
    graph: Annotated[
        str | None,
        typer.Argument(
            metavar="GRAPH",
            help="graph.ttl, the folder that 'graphkit build' wrote, another RDF file, a corpus, or a store of 'graphkit load'.",
            show_default=False,
        ),
    ] = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="A SPARQL 1.1 query that reads.", show_default=False)
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", "-f", metavar="FILE.rq", help="Read the query from a file; - is standard input.", readable=False
        ),
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", metavar="NAME", help="A query that comes with graphkit; see --list.")
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List the named queries and stop.")] = False,
    data: Annotated[
        list[str] | None, typer.Option("--data", metavar="GRAPH", help="Another graph to ask along; may be repeated.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="K=V", help="A value for a variable of the query, see below; may be repeated."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.table,
    timeout: o.Timeout = 60,
    memory: o.Memory = 2048,
    allow_network: o.AllowNetwork = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Ask a graph in SPARQL 1.1, or with one of the named queries."""
    from graphkit.rdf.asking import Question
    from graphkit.rdf.named import find_query
    from graphkit.rdf.sparql import refuse_unsafe

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    if show_list:
        _print_list(no_color=no_color)
        return
    if graph is None:
        raise typer.BadParameter(
            "name a graph: graph.ttl, the folder that 'graphkit build' wrote, or a corpus", param_hint="GRAPH"
        )
    if sum(given is not None for given in (sparql, file, named)) != 1:
        raise typer.BadParameter("give one query: as SPARQL, with --file, or with --named (see --list)")
    params = _pairs(param or ())
    names: tuple[str, ...] = ()
    if named is not None:
        query = find_query(named, params)
        sparql, names = query.sparql, tuple(params[name] for name in query.names)
    elif file is not None:
        sparql = _read(file)
    refuse_unsafe(sparql or "", allow_network=allow_network)
    table_form, graph_form = _FORMATS[form]
    question = Question(
        sparql=sparql or "",
        table=table_form,
        graph=graph_form,
        params=params if named else {},
        values={} if named else params,
        allow_network=allow_network,
    )
    limits = _Limits(seconds=timeout or None, megabytes=memory or None)
    asked = asyncio.run(_ask([graph, *(data or ())], question, names=names, limits=limits, no_color=no_color))
    if asked.rows is not None:
        talk.note(f"{asked.rows:,} row{'' if asked.rows == 1 else 's'}")
    if asked.rows == 0 and question.values:
        told = ", ".join(f"?{key}={value}" for key, value in question.values.items())
        talk.note(f"nothing fits with {told}; --help tells what --param stands for")
    for name in asked.unknown:
        talk.note(f"no entity is called {name!r}; 'graphkit query {graph} --named entities' lists those there are")


async def _ask(data: list[str], question: Question, *, names: Sequence[str], limits: _Limits, no_color: bool) -> _Asked:
    """Ask, print, and tell how many rows a table has, and which of the names none of the entities bears."""
    from graphkit.cli.results import print_table, write_bytes
    from graphkit.rdf.asking import Worker

    worker = await Worker.start(data, megabytes=limits.megabytes)
    try:
        answer, rows = await worker.ask(question, seconds=limits.seconds), None
        if answer.kind != "graph" and question.table == "rows":
            rows = await print_table(answer, no_color=no_color)
        else:
            await write_bytes(answer)
        known = [await _is_named(worker, name, seconds=limits.seconds) for name in names]
    finally:
        await worker.close()
    return _Asked(rows=rows, unknown=tuple(name for name, found in zip(names, known, strict=True) if not found))


async def _is_named(worker: Worker, name: str, *, seconds: float | None) -> bool:
    from graphkit.rdf.asking import Question
    from graphkit.rdf.named import IS_NAMED

    answer = await worker.ask(Question(sparql=IS_NAMED, table="rows", params={"name": name}), seconds=seconds)
    return any([rows != b"[]" async for rows in answer.parts])


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        key, value = _pair(text)
        if key in pairs:
            raise typer.BadParameter(f"{key!r} is given more than once", param_hint="--param")
        pairs[key] = value
    return pairs


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals):
        raise typer.BadParameter(f"{text!r} has not the form K=V", param_hint="--param")
    return key, value


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{file}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: is not UTF-8; save it as UTF-8") from error


def _print_list(*, no_color: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from graphkit.rdf.named import named_queries

    table = Table("name", "what it tells", "parameters", box=None, pad_edge=False)
    for query in named_queries().values():
        params = "\n".join(f"{name}: {meaning}" for name, meaning in query.parameters)
        table.add_row(query.name, query.description or query.title, params)
    console = Console(no_color=no_color or None, highlight=False)
    if not console.is_terminal:  # a file is as wide as it needs to be
        console.width = max(80, table.__rich_measure__(console, console.options.update(max_width=1_000_000)).maximum)
    console.print(table)
