"""``graphkit diff``: what is different between two graphs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import command, plain

EXAMPLES = """
\b
Examples:
  graphkit diff monday/ tuesday/
  graphkit diff out/ news.corpus --json

Entities and events are the same where they are told by the same words at the same places of the same documents, or where an
edit of the article has moved them to. So are entities of which only other documents tell now, by type and full name; and events
whose sentence was edited, where the document tells of one of these parties, before and after. Ids may change whenever a document
is added, and are not looked at.
"""


@command
def run(
    before: Annotated[str, typer.Argument(metavar="GRAPH", help="The first graph, in any form that is read as one.")],
    after: Annotated[str, typer.Argument(metavar="GRAPH", help="The second.")],
    *,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Lines of a kind that are told; 0 for all.")
    ] = 20,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Tell what is new, gone and changed: documents, entities, merges done and undone, meetings, pledges, roles."""
    from graphkit.differences import as_json as write_json
    from graphkit.differences import as_text, compare
    from graphkit.rdf import read_graph

    del quiet, verbose, no_color  # only errors are said, by `command`
    difference = compare(read_graph(before), read_graph(after))
    told = (
        write_json(difference) if as_json else "\n".join(map(plain, as_text(difference, most=most or None).split("\n")))
    )
    sys.stdout.write(told + "\n")
