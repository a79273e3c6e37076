"""``graphkit remove``: documents out of a corpus file."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.keeping import say_status
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit remove news.corpus article-17 article-18
  graphkit status news.corpus --ids | grep '^2019/' | graphkit remove news.corpus -

All that are named are removed, or none. The next build gives the graph that it would have given had they never been added.
Their texts are wiped out of the file.
"""


@command
def run(
    corpus: o.Corpus,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Ids of documents, or - for ids on standard input, one a line."),
    ],
    *,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Remove documents from a corpus, and whatever was read out of them."""
    from graphkit.keeping import Corpus

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    given = [line.rstrip("\r\n") for line in sys.stdin] if ids == ["-"] else ids
    kept = Corpus(corpus)
    removed = kept.remove(ident for ident in given if ident)
    talk.note(f"{removed:,} removed")
    say_status(kept, talk=talk)
