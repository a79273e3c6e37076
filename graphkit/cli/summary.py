"""What ``graphkit build`` tells at its end: for a person as text, for a program as JSON."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.text import Text

from graphkit.cli.talk import plain
from graphkit.explain import reading_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from graphkit.cli.talk import Talk
    from graphkit.cli.watch import TerminalWatch
    from graphkit.model import Assembly, Event, PartialDate

Summary = dict[str, Any]

NAMES = 8  # entities of a type that are named, the most mentioned first
EVENTS = 12  # events of a kind that are told
QUOTE = 150  # characters of a quoted sentence; at a terminal, what fits on the line, but not less than
SHORT = 40
INDENT = 6
PARTIES = 6  # participants that are named
DATE = 23  # characters of a date; two days and a stroke take 21

TYPES = (
    ("Person", "person", "people"),
    ("Organization", "organisation", "organisations"),
    ("Place", "place", "places"),
)
STYLES = {"occurred": "green", "made": "green", "planned": "cyan", "denied": "red", "hypothetical": "yellow"}


def tell_date(when: PartialDate | None) -> str:
    """A date as briefly as it can be told: ISO 8601, an interval, the words, or "undated"."""
    if when is None:
        return "undated"
    if when.value is not None:
        return when.value
    if when.earliest is not None and when.latest is not None:
        return f"{when.earliest}/{when.latest}"
    return when.text or "undated"


def summarise(assembly: Assembly, *, watch: TerminalWatch, files: Iterable[Path]) -> Summary:
    """The summary as JSON types; events by their first possible day, the undated last, and as the documents tell them."""
    names = {entity.id: entity.name for entity in assembly.entities}
    by_mentions = sorted(assembly.entities, key=lambda entity: (-len(entity.mentions), entity.name))
    return {
        "documents": len(assembly.documents),
        "copies": sum(document.copy_of is not None for document in assembly.documents),
        "left_out": sum(document.skipped is not None for document in assembly.documents),
        "entities": {kind: [entity.name for entity in by_mentions if entity.type == kind] for kind, _, _ in TYPES},
        "roles": len(assembly.roles),
        "meetings": [
            _event(meeting, names)
            | {
                "participants": [names[party] for party in meeting.participants],
                "place": [names[place] for place in meeting.place],
                "mode": meeting.mode,
            }
            for meeting in sorted(assembly.meetings, key=reading_order)
        ],
        "pledges": [
            _event(pledge, names)
            | {
                "pledger": names[pledge.pledger],
                "recipients": [names[party] for party in pledge.recipients],
                "content": pledge.content,
            }
            for pledge in sorted(assembly.pledges, key=reading_order)
        ],
        "relations": [
            _event(relation, names)
            | {
                "relation": relation.relation,
                "label": relation.label,
                "source": names[relation.source],
                "target": names[relation.target],
            }
            for relation in sorted(assembly.relations, key=reading_order)
        ],
        "warnings": [*assembly.warnings, *watch.warnings],
        "remarks": watch.remarks(),
        "errors": [{"source": e.source, "line": e.line, "reason": e.reason} for e in watch.errors],
        "files": [str(path) for path in files],
    }


def _event(event: Event, names: Mapping[str, str]) -> Summary:
    first = event.evidence[0]
    return {
        "status": event.status,
        "date": tell_date(event.when),
        "said_by": names[event.attributed_to] if event.attributed_to else None,
        "document": first.document,
        "quote": first.quote,
        "passages": len(event.evidence),
    }


def print_summary(summary: Summary, *, talk: Talk, said: Collection[str] = ()) -> None:
    """Tell a person what was found and where it lies, without the warnings that were `said` already."""
    line = talk.console.print
    copies = f", {summary['copies']} of them near copies of others" if summary["copies"] else ""
    line(Text(f"\n{_count(summary['documents'], 'document', 'documents')}{copies}"), style="bold")
    counts = {kind: _count(len(summary["entities"][kind]), one, many) for kind, one, many in TYPES}
    width = max(map(len, counts.values()))
    for kind, count in counts.items():
        names = summary["entities"][kind]
        rest = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
        line(Text(f"  {count:{width}}  {plain(', '.join(names[:NAMES]))}{rest}".rstrip()))
    _print_events(summary["meetings"], ("meeting", "meetings"), talk=talk)
    _print_events(summary["pledges"], ("pledge", "pledges"), talk=talk)
    if summary["relations"]:
        _print_events(summary["relations"], ("relation", "relations"), talk=talk)
    for warning in summary["warnings"]:
        if warning not in said:
            talk.warning(warning)
    for remark in summary["remarks"]:
        talk.note(remark)
    if summary["errors"]:
        line(
            Text(f"{_count(len(summary['errors']), 'input', 'inputs')} could not be read; see above", style="bold red")
        )
    line(Text(plain("\nwritten: " + ", ".join(summary["files"]))))


def _print_events(events: list[Summary], nouns: tuple[str, str], *, talk: Talk) -> None:
    talk.console.print(Text(f"\n{_count(len(events), *nouns)}"), style="bold")
    told = events[:EVENTS]
    dates, statuses = (max((len(_cell(event[key])) for event in told), default=0) for key in ("date", "status"))
    for (document, quote), group in groupby(told, key=lambda event: (event["document"], event["quote"])):
        for event in group:
            talk.console.print(_head(event, dates=dates, statuses=statuses))
        place = f"[{' '.join(plain(document).split())}]"
        room = talk.console.width - INDENT - len(place) - 3 if talk.console.is_terminal else QUOTE
        short = textwrap.shorten(plain(quote), max(room, SHORT), placeholder=" …")
        talk.console.print(Text(f"{'':{INDENT}}“{short}” {place}", style="dim"))
    if len(events) > EVENTS:
        talk.note(f"  and {len(events) - EVENTS} more: graphkit query … --named {nouns[1]}")


def _head(event: Summary, *, dates: int, statuses: int) -> Text:
    """What happened, on one line, in columns as wide as the longest date and the longest status."""
    status = event["status"]
    told = _meeting if "participants" in event else _pledge if "pledger" in event else _relation
    parties = told(event)
    head = Text.assemble(f"  {_cell(event['date']):{dates}}  ", (f"{status:{statuses}}", STYLES[status]))
    head.append(f"  {plain(parties)}")
    if event["said_by"]:
        head.append(plain(f" (says {event['said_by']})"), style="dim")
    return head


def _cell(words: str) -> str:
    return textwrap.shorten(plain(words), DATE, placeholder="…")


def _meeting(event: Summary) -> str:
    names = event["participants"]
    told = ", ".join(names[:PARTIES]) + (f" and {len(names) - PARTIES} more" if len(names) > PARTIES else "")
    mode = " by phone or video" if event["mode"] == "phone" else ""
    return f"{told}{mode}{' · ' + event['place'][0] if event['place'] else ''}"


def _pledge(event: Summary) -> str:
    to = f" → {', '.join(event['recipients'])}" if event["recipients"] else ""
    return f"{event['pledger']}{to}: {event['content'] or 'something'}"


def _relation(event: Summary) -> str:
    return f"{event['source']} {event['label']} {event['target']}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
