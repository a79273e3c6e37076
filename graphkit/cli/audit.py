"""``graphkit audit``: the words that gave no meeting or pledge, with the reason, as JSON Lines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from graphkit.cli import options as o
from graphkit.cli.reading import Given, reads
from graphkit.cli.talk import Talk, command

if TYPE_CHECKING:
    from graphkit.model import PassedOver

EXAMPLES = """
\b
Examples:
  graphkit audit seeds/*.txt
  graphkit audit news/ --patterns newsroom.toml
  graphkit audit news/ | jq -r 'select(.reason == "no_second_party") | .quote'

\b
Reasons, one for each word:
  no_party          nobody whom graphkit could name takes part, or gives the promise
  no_second_party   only one side is named
  same_entity       both sides are one person, organisation or country
  same_event        another word of the clause, given as detail, tells the event already
  negated           it is denied, and so is no meeting of anybody named ("the talks did not take place")
  hypothetical      aid that may be announced
  conditional       help that will be given if something happens
  not_own_word      help that somebody else says will be given
  ruled_out         the word means something else here; the detail says what
  sport             a fixture
A denied or possible meeting of two named parties is an event, with the status denied or hypothetical.
"""


@command
@reads(without={"fast"})
def run(
    paths: o.Inputs,
    *,
    given: Given,
    config: o.ConfigFile = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Print the sentences with a word of meeting or promising that gave no event, and why."""
    from graphkit import pipeline
    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import load_config

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(config, **given)
    with TerminalWatch(talk, bar=False) as watch:
        passed = pipeline.audit(
            paths, config=settings, stdin_format=stdin_format.value, id_from=id_from.value, watch=watch
        )
        for item in passed:
            sys.stdout.write(_line(item))
    watch.finish()


def _line(item: PassedOver) -> str:
    record = {
        "document": item.document,
        "start": item.start,
        "end": item.end,
        "trigger": item.text,
        "reason": item.reason,
        "detail": item.detail,
        "sentence": list(item.sentence),
        "quote": item.quote,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"
