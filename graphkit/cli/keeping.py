"""What the commands that keep a corpus have in common to say."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from graphkit.cli.talk import PARTLY, STOPPED
from graphkit.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.cli.talk import Talk
    from graphkit.cli.watch import TerminalWatch
    from graphkit.corpus import Tally
    from graphkit.keeping import Corpus


@contextlib.contextmanager
def resumable(corpus: Corpus, *, talk: Talk) -> Iterator[None]:
    """Say at Ctrl-C what is kept and how to go on.

    Raises:
        typer.Exit: with the status for Ctrl-C.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        talk.error("stopped by Ctrl-C; what was read is kept, and the same command goes on from here")
        with contextlib.suppress(CorpusError):
            say_status(corpus, talk=talk)
        raise typer.Exit(STOPPED) from error


def finish(corpus: Corpus, tally: Tally, *, watch: TerminalWatch, as_json: bool) -> None:
    """Tell what a run did, and end the command.

    Raises:
        typer.Exit: with the status for "some input could not be read", where that is so.
    """
    if as_json:
        sys.stdout.write(json.dumps(asdict(tally), indent=2) + "\n")
    done = [f"{number:,} {_WORDS[name]}" for name, number in asdict(tally).items() if number]
    watch.talk.note(", ".join(done) or "nothing to do")
    say_status(corpus, talk=watch.talk)
    watch.finish()
    if tally.refused or tally.failed:
        raise typer.Exit(PARTLY)


_WORDS = {
    "added": "added",
    "known": "there already",
    "replaced": "replaced",
    "refused": "refused",
    "removed": "removed",
    "extracted": "read",
    "failed": "could not be read",
}


def say_status(corpus: Corpus, *, talk: Talk) -> None:
    """Tell in a line what a corpus holds, and what is still to do."""
    status = corpus.status()
    talk.note(f"{corpus.path} holds {amount(status.documents, 'document')} ({size(status.bytes)})")
    left = (
        (status.waiting, "waiting to be read", "reads them"),
        (status.outdated, "read by an earlier version or with other settings", "reads them"),
        (len(status.quarantined), "in quarantine, as they could not be read", "tries again"),
    )
    for number, what, how in left:
        if number:
            talk.note(f"  {number:,} {what}; 'graphkit update {corpus.path}' {how}")


def amount(number: int, noun: str) -> str:
    """A number with its noun, in the singular or plural."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(number: int) -> str:
    """Bytes in a unit that suits them."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6)):
        if number >= factor:
            return f"{number / factor:.1f} {unit}"
    return f"{max(1, round(number / 1e3))} kB"
