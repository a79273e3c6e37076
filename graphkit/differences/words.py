"""A difference between two graphs in words, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphkit.differences.told import Change, Difference, EntityTold, EventMerge, EventTold, Kind, Merge


def as_json(difference: Difference) -> str:
    """All of a difference as JSON."""
    return json.dumps(asdict(difference), ensure_ascii=False, indent=2)


def as_text(difference: Difference, *, most: int | None = 20) -> str:
    """A difference in words, one line each.

    Args:
        difference: what `compare` gives.
        most: lines of a kind that are told, None for all; the rest is counted.
    """
    parts = (
        ("new documents", [f"+ {name}" for name in difference.new_documents]),
        ("gone documents", [f"- {name}" for name in difference.gone_documents]),
        ("changed documents", [f"~ {one.id}: {_tell_changes(one.changes)}" for one in difference.changed_documents]),
        ("new entities", [f"+ {_tell_name(one)}" for one in difference.new_entities]),
        ("gone entities", [f"- {_tell_name(one)}" for one in difference.gone_entities]),
        (
            "entities that go by another name or type",
            [f"~ {_tell_name(one.before)} → {_tell_name(one.after)}" for one in difference.changed_entities],
        ),
        ("entities that are one now", [f"= {_tell_parts(one)}" for one in difference.merged]),
        ("entities that are several now", [f"≠ {_tell_parts(one)}" for one in difference.parted]),
        *(
            (f"{sign} {what}", [f"{mark} {_tell_event(one)}" for one in events if one.kind == kind])
            for kind, what in _PLURALS.items()
            for sign, mark, events in (("new", "+", difference.new_events), ("gone", "-", difference.gone_events))
        ),
        (
            "changed events and roles",
            [f"~ {_tell_event(one.after)}: {_tell_changes(one.changes)}" for one in difference.changed_events],
        ),
        ("events that are one now", [f"= {_tell_event_parts(one)}" for one in difference.joined_events]),
        ("events that are several now", [f"≠ {_tell_event_parts(one)}" for one in difference.split_events]),
    )
    lines = [line for title, told in parts if told for line in _tell_part(title, told, most=most)]
    return "\n".join(lines) or "no difference"


_PLURALS: Final[Mapping[Kind, str]] = {
    "meeting": "meetings",
    "pledge": "pledges",
    "relation": "relations",
    "role": "roles",
}


def _tell_part(title: str, told: Sequence[str], *, most: int | None) -> Iterator[str]:
    yield f"{title}: {len(told):,}"
    for line in told[:most]:
        yield f"  {' '.join(line.split())}"
    if most is not None and len(told) > most:
        yield f"  and {len(told) - most:,} more"


def _tell_name(one: EntityTold) -> str:
    return f"{one.name} ({one.type})"


def _tell_parts(one: Merge) -> str:
    why = f" ({'; '.join(one.why)})" if one.why else ""
    return f"{one.one.name}: {' | '.join(part.name for part in one.parts)}{why}"


def _tell_event(one: EventTold) -> str:
    return f"{one.kind} {one.status}{f', {one.date}' if one.date else ''}: {one.words} [{one.document}]"


def _tell_event_parts(one: EventMerge) -> str:
    return f"{_tell_event(one.one)}: {' | '.join(f'{part.words} [{part.document}]' for part in one.parts)}"


def _tell_changes(changes: Iterable[Change]) -> str:
    return "; ".join(f"{one.what} {one.before or 'not told'} → {one.after or 'not told'}" for one in changes)
