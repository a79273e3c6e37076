"""``graphkit load``: graphs into a persistent store."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit load out/ --store news.store
  graphkit load monday/ tuesday/graph.ttl --store news.store
  graphkit query news.store --named who-met

A file that the store holds already is not loaded again; one whose content has
changed since replaces what it told before. A load that fails, or is stopped,
leaves the store as it was, and who is asking it meanwhile notices nothing.
Without files, it tells what the store holds.

Graphs that are put together should be of different articles: what two graphs
made of one article is told side by side, also where they differ in who is who.
To read articles again, or more of them, keep a corpus file ('graphkit add').
"""


@command
def run(
    graphs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="GRAPH",
            help="RDF files (.ttl, .nt, .trig, .nq, .jsonld, .rdf), folders that 'graphkit build' wrote, or corpus files.",
            show_default=False,
        ),
    ] = None,
    *,
    store: Annotated[
        str, typer.Option("--store", metavar="DIR", help="The store; made if it is not there.", show_default=False)
    ],
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="FILE", help="Take out what this file told; may be repeated."),
    ] = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Load graphs into a store on disk, which is asked at once however large it is."""
    from graphkit.rdf import load_into

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    report = load_into(store, graphs or (), remove=remove or ())
    told = {
        "loaded": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "holds": () if graphs or remove else report.held,
    }
    for word, files in told.items():
        for file in files:
            talk.note(f"{word}: {file}")
    talk.note(f"{store} holds {report.triples:,} triples")
