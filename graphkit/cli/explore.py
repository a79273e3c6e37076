"""``graphkit explore``: one page to look at a graph with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit explore out/ -o page.html
  graphkit explore graph.ttl -o page.html --title "Talks of the spring"

Links into the page: page.html#entity=Zelensky, #pair=Zelensky&pair=NATO,
#view=timeline, #view=table; whatever is chosen in it is kept in its address.
"""


@command
def run(
    graph: o.Graph,
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.", show_default=False),
    ],
    title: Annotated[
        str, typer.Option("--title", help="What the page is called; else after its most mentioned names.")
    ] = "",
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Write one page to look at a graph with: as network, timeline and table, each line with its sentences.

    The page holds everything it needs: it can be sent as an attachment, works without a network, and sends nothing
    anywhere.
    """
    from graphkit.knowledge import KnowledgeGraph

    if output.suffix.lower() not in {".html", ".htm"}:
        raise typer.BadParameter(f"{str(output)!r} does not end in .html", param_hint="--output")
    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    found = KnowledgeGraph.read(graph)
    found.explore(output, title=title)
    talk.note(f"wrote {output}, {output.stat().st_size / 1e6:.1f} MB; open it in a browser")
