"""``graphkit export``: a graph in other formats."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit export out/ graph.jsonld graph.nq
  graphkit export out/ events.graphml --view events
  graphkit export graph.ttl public.trig --base-iri https://example.org/news/

Endings: .ttl (Turtle), .nt (N-Triples), .jsonld (JSON-LD), .trig and .nq
(TriG and N-Quads: a named graph for each article, and graph:facts), .graphml,
.gexf (for Gephi, with a timeline).
"""


@command
def run(
    graph: o.Graph,
    outputs: Annotated[
        list[str],
        typer.Argument(metavar="OUT", help="Files to write; the ending names the format.", show_default=False),
    ],
    *,
    view: Annotated[
        Literal["actors", "events", "all"],
        typer.Option("--view", help="What files of nodes and edges hold: actors, events as nodes, or all."),
    ] = "actors",
    base_iri: o.BaseIri = None,
    web_annotation: o.WebAnnotation = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Write a graph in other formats.

    All RDF formats hold the same triples, and 'graphkit explain', 'query' and the others read each of them.
    """
    from dataclasses import replace

    from graphkit.knowledge import KnowledgeGraph

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    paths = [o.file_to_write(output, hint="OUT") for output in outputs]
    found = KnowledgeGraph.read(graph)
    if base_iri is not None:
        found = KnowledgeGraph(replace(found.assembly, base_iri=base_iri))
    for path in paths:
        found.write(path, view=view, web_annotation=web_annotation)
        talk.note(f"wrote {path}")
