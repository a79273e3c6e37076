"""``graphkit add``: articles into a corpus file."""

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
  graphkit add news.corpus news/
  graphkit add news.corpus - --stdin-format jsonl < archive.jsonl
  graphkit add news.corpus extractions.jsonl --extractions
  graphkit build -c news.corpus -o out/

The corpus is one file, made where there is none. What it holds already costs nothing. An id that stands for another text
there is refused: 'graphkit update' puts the new text in its place. Stopped at any moment, the same command goes on.
"""


@command
@reads()
def run(
    corpus: o.Corpus,
    paths: o.Inputs,
    *,
    extractions: Annotated[
        bool,
        typer.Option("--extractions", help="The files hold extraction records, as 'graphkit extract' prints them."),
    ] = False,
    given: Given,
    config: o.ConfigFile = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Add articles to a corpus, and read those that are new."""
    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import load_config
    from graphkit.keeping import Corpus

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(config, **given)
    kept = Corpus(corpus)
    with resumable(kept, talk=talk), TerminalWatch(talk) as watch:
        tally = kept.add(
            paths,
            config=settings,
            records_only=extractions,
            stdin_format=stdin_format.value,
            id_from=id_from.value,
            watch=watch,
        )
    finish(kept, tally, watch=watch, as_json=as_json)
