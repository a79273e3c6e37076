"""Passages with what stands in them: who takes part, the word that tells of the event, its date, its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graphkit.model import Meeting, Pledge, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.model import Assembly, Event, Evidence

#: What is marked, what counts most first where two would cover each other.
_RANKS = {"party": 0, "trigger": 1, "place": 2, "date": 3}


class Mark(NamedTuple):
    """A part of a passage that says something.

    Attributes:
        start: first UTF-16 code unit in the passage, as JavaScript counts.
        end: one past the last.
        kind: "party", "trigger", "place" or "date".
        entity: id of the party or place, else None.
    """

    start: int
    end: int
    kind: str
    entity: str | None


class Marker:
    """Finds what stands in passages, by the offsets that mentions and events have."""

    def __init__(self, assembly: Assembly) -> None:
        """Sort the mentions of all entities by document and place."""
        found: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for entity in assembly.entities:
            for document, start, wording in entity.mentions.told():
                found[document].append((start, start + wording.length, wording.text, entity.id))
        self._mentions = {document: sorted(mentions) for document, mentions in found.items()}

    def marks(self, event: Event | Role, passage: Evidence) -> list[Mark]:
        """Marks in order of their places, none over another; words that aren't where they are said to be get none."""
        wanted = sorted(self._wanted(event, passage), key=lambda mark: (_RANKS[mark.kind], mark.start, -mark.end))
        kept: list[Mark] = []
        for mark in wanted:
            if all(mark.end <= other.start or other.end <= mark.start for other in kept):
                kept.append(mark)
        return [_as_utf16(passage.quote, mark) for mark in sorted(kept)]

    def _wanted(self, event: Event | Role, passage: Evidence) -> Iterator[Mark]:
        begin, size = passage.start, len(passage.quote)
        for start, end, kind, entity in (*self._named(event, passage), *_told(event, passage)):
            if begin <= start < end <= begin + size:
                yield Mark(start - begin, end - begin, kind, entity)

    def _named(self, event: Event | Role, passage: Evidence) -> Iterator[tuple[int, int, str, str]]:
        kinds = dict.fromkeys(_places(event), "place") | dict.fromkeys(_parties(event), "party")
        mentions = self._mentions.get(passage.document, [])
        for start, end, text, entity in mentions[bisect_left(mentions, (passage.start,)) :]:
            if start >= passage.end:
                break
            here = start - passage.start
            if entity in kinds and passage.quote[here : here + len(text)] == text:
                yield start, end, kinds[entity], entity


def parties(event: Event | Role) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the two sides: all who meet and nobody, who promises and to whom, who stands to whom, who holds it and where."""
    if isinstance(event, Meeting):
        return event.participants, ()
    if isinstance(event, Pledge):
        return (event.pledger,), event.recipients
    if isinstance(event, Relation):
        return (event.source,), (event.target,)
    return (event.person,), (() if event.organization is None else (event.organization,))


def _parties(event: Event | Role) -> list[str]:
    return [party for side in parties(event) for party in side]


def _places(event: Event | Role) -> Iterable[str]:
    return event.place if isinstance(event, Meeting) else ()


def _told(event: Event | Role, passage: Evidence) -> Iterator[tuple[int, int, str, str | None]]:
    """What the event itself knows of its words, which are those of its first passage's document."""
    if isinstance(event, Role) or passage.document != event.evidence[0].document:
        return
    for via in event.via:
        if via.document == passage.document:
            yield via.start, via.end, "party", via.party
    if event.trigger is not None:
        yield *event.trigger, "trigger", None
    when = event.when
    if when is not None and when.start is not None and when.end is not None:
        yield when.start, when.end, "date", None


def _as_utf16(quote: str, mark: Mark) -> Mark:
    if quote.isascii():
        return mark
    return mark._replace(start=_units(quote[: mark.start]), end=_units(quote[: mark.end]))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
