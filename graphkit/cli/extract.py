"""``graphkit extract``: what each document says, as JSON Lines."""

from __future__ import annotations

import sys

from graphkit.cli import options as o
from graphkit.cli.reading import Reading, reads
from graphkit.cli.talk import Talk, command

EXAMPLES = """
\b
Examples:
  graphkit extract seeds/*.txt
  graphkit extract - --stdin-format jsonl < articles.jsonl > extractions.jsonl
"""


@command
@reads
def run(
    paths: o.Inputs,
    *,
    model: o.Model = None,
    ops: o.Ops = None,
    config: o.ConfigFile = None,
    lang: o.Lang = None,
    coreference: o.Coreference = None,
    gazetteer: o.Gazetteer = None,
    patterns: o.Patterns = None,
    workers: o.Workers = None,
    timeout_per_document: o.TimeoutPerDocument = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    reading: Reading,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Print what each document says, one JSON object a line."""
    from graphkit import pipeline
    from graphkit.cli.watch import TerminalWatch, record_line
    from graphkit.config import load_config

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(
        config,
        model=model,
        ops=ops,
        lang=lang,
        coreference=coreference,
        gazetteer=gazetteer,
        patterns=patterns or None,
        workers=o.count_of(workers),
        timeout_per_document=timeout_per_document,
        **reading,
    )
    with TerminalWatch(talk, bar=not sys.stdout.isatty()) as watch:
        extractions = pipeline.extract(
            paths, config=settings, stdin_format=stdin_format.value, id_from=id_from.value, watch=watch
        )
        for extraction in extractions:
            sys.stdout.write(record_line(extraction))
            for warning in extraction.warnings:
                talk.warning(f"{extraction.document.id}: {warning}")
    watch.finish()
