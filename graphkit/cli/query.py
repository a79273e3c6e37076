"""``graphkit query``: SPARQL over a graph."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command, plain
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from graphkit.rdf import QueryResult

EXAMPLES = """
\b
Examples:
  graphkit query out/ --named meetings
  graphkit query out/ --named who-met-person --param person=Zelensky --format csv
  graphkit query out/ "SELECT ?name { ?p a gk:Person ; rdfs:label ?name }"
  graphkit query --list

The prefixes gk, schema, foaf, org, prov, skos, rdf, rdfs, xsd and wd need no
declaration.
"""


class Format(StrEnum):
    """How the result is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    tsv = "tsv"


@command
def run(
    graph: Annotated[
        str | None,
        typer.Argument(
            metavar="GRAPH", help="graph.ttl, or the folder that 'graphkit build' wrote.", show_default=False
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
        typer.Option("--param", metavar="K=V", help="A value for a variable of the query; may be repeated."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.table,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Ask a graph in SPARQL 1.1, or with one of the named queries."""
    from graphkit.rdf import run_named_query, run_query

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    if show_list:
        _print_list(no_color=no_color)
        return
    if graph is None:
        raise typer.BadParameter(
            "name a graph: graph.ttl, or the folder that 'graphkit build' wrote", param_hint="GRAPH"
        )
    if sum(given is not None for given in (sparql, file, named)) != 1:
        raise typer.BadParameter("give one query: as SPARQL, with --file, or with --named (see --list)")
    graphs = [graph, *(data or ())]
    params = dict(_pair(text) for text in param or ())
    if named is not None:
        result = run_named_query(graphs, named, params=params)
    else:
        result = run_query(graphs, _read(file) if file is not None else sparql or "", params=params)
    _print(result, form=form, talk=talk, no_color=no_color)


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
    from graphkit.rdf import named_queries

    table = Table("name", "what it tells", "parameters", box=None, pad_edge=False)
    for query in named_queries().values():
        params = "\n".join(f"{name}: {meaning}" for name, meaning in query.parameters)
        table.add_row(query.name, query.description or query.title, params)
    _console(table, no_color=no_color).print(table)


def _print(result: QueryResult, *, form: Format, talk: Talk, no_color: bool) -> None:
    if form is Format.json:
        sys.stdout.write(result.to_json().rstrip("\n") + "\n")
    elif form is Format.csv:
        sys.stdout.write(result.to_csv())
    elif form is Format.tsv:
        sys.stdout.write(result.to_tsv())
    elif result.kind == "graph":
        sys.stdout.write(result.to_turtle())
    else:
        table = Table(*result.columns)
        for row in result.rows:
            table.add_row(*(Text(plain(cell or "")) for cell in row))
        _console(table, no_color=no_color).print(table)
        talk.note(f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}")


def _console(table: Table, *, no_color: bool) -> Console:
    """A console on standard output: as wide as the terminal, or as wide as the table where the output is no terminal."""
    console = Console(no_color=no_color or None, highlight=False)
    if not console.is_terminal:
        console.width = max(80, table.__rich_measure__(console, console.options.update(max_width=1_000_000)).maximum)
    return console
