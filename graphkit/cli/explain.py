"""``graphkit explain``: what a graph knows of one name, or between two, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import command

if TYPE_CHECKING:
    from graphkit.explain import Explanation

EXAMPLES = """
\b
Examples:
  graphkit explain out/ NATO
  graphkit explain out/ Zelensky "von der Leyen"
  graphkit explain out/ Zelensky Zelenskyy --merge
  graphkit explain graph.ttl person/volodymyr-zelensky-1a2b3c4d --json
"""


@command
def run(
    graph: o.Graph,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any spelling, a part of a name, or an id.")],
    other: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A second one: what is between the two.", show_default=False)
    ] = None,
    *,
    merge: Annotated[bool, typer.Option("--merge", help="Say why two names are one node, or two.")] = False,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Show what is known of one name, or between two, and why.

    Of one name: its spellings, roles, meetings and pledges. Of two: every event that they have in common. Each with its
    sentence, article, characters, status, date and rule. With --merge: what the two names have in common, with weights, and
    what settled whether they are one.
    """
    from graphkit.explain import as_json as write_json
    from graphkit.explain import as_text, explain_entity, explain_merge, explain_pair
    from graphkit.knowledge import find_entity
    from graphkit.rdf import read_graph

    del quiet, verbose, no_color  # only errors are said, by `command`
    if merge and other is None:
        raise typer.BadParameter("--merge needs two names", param_hint="NAME")
    assembly = read_graph(graph)
    ids = [find_entity(assembly, given).id for given in (name, other) if given is not None]
    explanation: Explanation
    if other is None:
        explanation = explain_entity(assembly, ids[0])
    elif merge:
        explanation = explain_merge(assembly, *ids, names=(name, other))
    else:
        explanation = explain_pair(assembly, *ids)
    sys.stdout.write((write_json if as_json else as_text)(explanation) + "\n")
