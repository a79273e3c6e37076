"""``graphkit extract``: what each document says, as JSON Lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graphkit.cli import options as o
from graphkit.cli.keeping import amount
from graphkit.cli.reading import Given, reads
from graphkit.cli.talk import PARTLY, STOPPED, Talk, command

if TYPE_CHECKING:
    from graphkit.config import Config

EXAMPLES = """
\b
Examples:
  graphkit extract seeds/*.txt
  graphkit extract - --stdin-format jsonl < articles.jsonl > extractions.jsonl
  graphkit extract shards/ --engine dask -o records/ --scheduler tcp://10.0.0.5:8786
  graphkit extract 's3://archive/*.jsonl.gz' --engine dask -o s3://archive/records

With Dask (extra 'dask'), PATHS and FOLDER may be on any file system of fsspec. Each file gives a Parquet file of records, which
'graphkit add CORPUS FOLDER --extractions' takes in; what is there already is not made again.
"""


@command
@reads()
def run(
    paths: o.Inputs,
    *,
    given: Given,
    config: o.ConfigFile = None,
    engine: Annotated[
        Literal["local", "dask"],
        typer.Option("--engine", help="Where articles are read: on this machine, or by workers of Dask."),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="With --engine dask: a Dask scheduler whose workers have graphkit; by default, workers of this machine.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="With --engine dask: where the Parquet files of records go.",
            show_default=False,
        ),
    ] = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Print what each document says, one JSON object a line."""
    from graphkit import pipeline
    from graphkit.cli.watch import TerminalWatch, record_line
    from graphkit.config import load_config

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(config, **given)
    if engine == "dask":
        if output is None:
            raise typer.BadParameter("--engine dask writes files; name their folder", param_hint="--output")
        _on_cluster(paths, settings, folder=output, scheduler=scheduler, talk=talk)
        return
    if output is not None or scheduler is not None:
        raise typer.BadParameter(
            "goes with --engine dask; records are printed otherwise", param_hint="--output" if output else "--scheduler"
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


def _on_cluster(paths: list[str], settings: Config, *, folder: str, scheduler: str | None, talk: Talk) -> None:
    from graphkit.pipeline import extract_on_cluster

    documents = failed = 0
    try:
        for report in extract_on_cluster(paths, folder=folder, config=settings, scheduler=scheduler):
            documents += report.documents
            failed += report.failed
            for error in report.errors:
                talk.error(error)
            if len(report.errors) < report.failed:
                talk.error(f"{report.shard}: {report.failed - len(report.errors)} more; {report.output} names them")
            if report.output:
                done = "was there" if report.resumed else "written"
                talk.note(f"{report.shard}: {amount(report.documents, 'article')}, {report.output} {done}")
    except KeyboardInterrupt as stop:
        talk.error("stopped by Ctrl-C; what was written is kept, and the same command goes on from here")
        raise typer.Exit(STOPPED) from stop
    talk.note(f"{amount(documents, 'article')} read, {failed:,} not; records in {folder}")
    if failed:
        raise typer.Exit(PARTLY)
