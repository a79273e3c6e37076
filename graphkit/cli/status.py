"""``graphkit status``: what a corpus file holds."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.keeping import amount, size
from graphkit.cli.talk import command, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.corpus import Status

EXAMPLES = """
\b
Examples:
  graphkit status news.corpus
  graphkit status news.corpus --json
  graphkit status news.corpus --ids > ids.txt
"""

_SHOWN = 10  # documents in quarantine that are named


@command
def run(
    corpus: o.Corpus,
    *,
    ids: Annotated[
        bool, typer.Option("--ids", help="Print the ids of all documents, one a line, and nothing else.")
    ] = False,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Tell what a corpus holds: documents, by what they were read, what is still to be read, runs and size."""
    from graphkit.keeping import Corpus

    del quiet, verbose, no_color  # only errors are said, by `command`
    kept = Corpus(corpus)
    if ids:
        sys.stdout.writelines(f"{plain(ident)}\n" for ident in kept.ids())
        return
    status = kept.status()
    if as_json:
        sys.stdout.write(json.dumps(asdict(status), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{plain(line)}\n" for line in _told(corpus, status))


def _told(corpus: str, status: Status) -> Iterator[str]:
    yield f"{corpus}: {amount(status.documents, 'document')}, {amount(status.words, 'word')}, {size(status.bytes)}"
    if status.records:
        yield f"  {amount(status.records, 'document')} without text, of which only an extraction record was given"
    for reading in status.readings:
        made = (
            f"graphkit {reading.version}, {reading.model} {reading.model_version}"
            if reading.version
            else "unknown means"
        )
        settings = f", settings {reading.digest}" if reading.digest else ""
        yield f"  {reading.documents:,} read by {made}{settings}{' (as now)' if reading.current else ''}"
    if status.skipped:
        yield f"  {status.skipped:,} of them left out, since they are in another language"
    if status.waiting:
        yield f"  {status.waiting:,} waiting to be read: 'graphkit update {corpus}' reads them"
    if status.outdated:
        yield f"  {status.outdated:,} out of date: 'graphkit update {corpus}' reads them anew"
    if status.quarantined:
        yield f"  {len(status.quarantined):,} could not be read: 'graphkit update {corpus}' tries again"
    for ident, error in status.quarantined[:_SHOWN]:
        yield f"    {ident}: {error}"
    if len(status.quarantined) > _SHOWN:
        yield f"    and {len(status.quarantined) - _SHOWN:,} more; --json names them all"
    yield f"  {amount(status.runs, 'run')}" + (", the last ones:" if status.last_runs else "")
    for run in status.last_runs:
        counts = asdict(run)
        done = [f"{counts[name]:,} {name}" for name in _COUNTS if counts[name]]
        open_end = " (at work, or stopped)" if run is status.last_runs[-1] else " (stopped)"
        yield f"    {run.started}  {run.verb}: {', '.join(done) or 'nothing'}{'' if run.ended else open_end}"


_COUNTS = ("added", "known", "replaced", "refused", "removed", "extracted", "failed")
