"""``graphkit update``: a corpus brought up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.keeping import finish, resumable
from graphkit.cli.reading import Given, reads
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit update news.corpus news/
  graphkit update news.corpus

With paths: adds what is new, and puts articles with another text in the place of those with the same id. Without: reads
anew whatever an earlier version or other settings read, and what could not be read before.
"""


@command
@reads()
def run(
    corpus: o.Corpus,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="As for 'graphkit add'; none for the whole corpus.", show_default=False),
    ] = None,
    *,
    given: Given,
    config: o.ConfigFile = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Put changed articles in the place of old ones, and read anew what is out of date."""
    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import load_config
    from graphkit.keeping import Corpus

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(config, **given)
    kept = Corpus(corpus)
    with resumable(kept, talk=talk), TerminalWatch(talk) as watch:
        tally = kept.update(
            paths or (), config=settings, stdin_format=stdin_format.value, id_from=id_from.value, watch=watch
        )
    finish(kept, tally, watch=watch, as_json=as_json)
