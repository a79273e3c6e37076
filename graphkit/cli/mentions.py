"""``graphkit mentions``: every mention with the entity that it was resolved to, as JSON Lines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from graphkit.cli import options as o
from graphkit.cli.reading import Given, reads
from graphkit.cli.talk import Talk, command

if TYPE_CHECKING:
    from graphkit.model import Entity, Mention

EXAMPLES = """
\b
Examples:
  graphkit mentions seeds/
  graphkit mentions extractions.jsonl --decisions decisions.toml
  graphkit mentions news/ | jq -r 'select(.inferred | not) | [.entity, .text] | @tsv' | sort | uniq -c
"""


@command
@reads()
def run(
    paths: o.Inputs,
    *,
    given: Given,
    config: o.ConfigFile = None,
    decisions: o.Decisions = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Print every mention of all documents together, with the entity that it means.

    One JSON object a line, sorted by document and place. Inferred are pronouns, roles and other words that only stand for
    the entity. Places that no event names are left out, unless they are countries.
    """
    from graphkit import pipeline
    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import load_config

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    settings = load_config(
        config,
        decisions=decisions,
        **given,
    )
    with TerminalWatch(talk) as watch:
        graph = pipeline.build(
            paths, config=settings, stdin_format=stdin_format.value, id_from=id_from.value, watch=watch
        )
    for warning in graph.assembly.warnings:
        talk.warning(warning)
    pairs = [(mention, entity) for entity in graph.assembly.entities for mention in entity.mentions]
    for mention, entity in sorted(pairs, key=_place):
        sys.stdout.write(_line(mention, entity))
    watch.finish()


def _place(pair: tuple[Mention, Entity]) -> tuple[str, int, int, str]:
    mention, entity = pair
    return mention.document, mention.start, mention.end, entity.id


def _line(mention: Mention, entity: Entity) -> str:
    record: dict[str, object] = {
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "entity": entity.id,
        "name": entity.name,
        "type": entity.type,
        "inferred": mention.inferred,
        "rule": mention.rule,
    }
    if entity.ids:
        record["ids"] = dict(entity.ids)
    return json.dumps(record, ensure_ascii=False) + "\n"
