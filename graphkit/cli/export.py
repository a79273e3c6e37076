"""``graphkit export``: a graph in other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit export out/ graph.jsonld graph.nq
  graphkit export out/ events.graphml --view events
  graphkit export out/ tables/ --format csv
  graphkit export out/ met.gexf --relation met_with --since 2024 --min-sources 2
  graphkit export out/ near.ttl --around Zelensky --depth 2
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
    format_name: o.Format = None,
    view: o.View = "actors",
    status: o.Status = None,
    since: o.Since = None,
    until: o.Until = None,
    relation: o.Relation = None,
    min_sources: o.MinSources = 0,
    min_confidence: o.MinConfidence = 0.0,
    around: o.Around = None,
    depth: o.Depth = None,
    base_iri: o.BaseIri = None,
    web_annotation: o.WebAnnotation = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Write a graph in other formats.

    All RDF formats hold the same triples, and 'graphkit explain', 'query' and the others read each of them. A part of the
    graph is a graph too, with every event whole: its parties, passages and sources.
    """
    from dataclasses import replace

    from graphkit.knowledge import KnowledgeGraph

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    if depth is not None and not around:
        raise typer.BadParameter("counts the steps from --around, which is missing", param_hint="--depth")
    paths = [Path(output) if format_name else o.file_to_write(output, hint="OUT") for output in outputs]
    since, until = o.day(since, hint="--since"), o.day(until, hint="--until")
    found = KnowledgeGraph.read(graph)
    found = found.filter(
        status=status or (),
        since=since,
        until=until,
        relation=relation or (),
        min_sources=min_sources,
        min_confidence=min_confidence,
        around=around or (),
        depth=depth or 1,
    )
    if base_iri is not None:
        found = KnowledgeGraph(replace(found.assembly, base_iri=base_iri))
    for path in paths:
        found.write(path, format=format_name, view=view, web_annotation=web_annotation)
        talk.note(f"wrote {path}")
