"""An assembly as plain data for the page: what happened, between whom, where it is told, and where each name stands.

Entities, documents and passages are told once and referred to by their number, from 0. What isn't known is left out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphkit.export.forces import spread
from graphkit.export.passages import Marker, parties
from graphkit.model import Meeting, Pledge, Relation, Role
from graphkit.sources import count_sources, first_of_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.model import Assembly, Document, Entity, Event, Evidence, PartialDate

Record = dict[str, Any]

#: Statuses of events that are drawn as lines; the others are listed, and never make an edge.
DRAWN = frozenset({"occurred", "planned", "made", "current", "former", "future"})
_STAND_INS = 3


def describe(assembly: Assembly, *, title: str) -> Record:
    """All that the page shows, ready for JSON; the same assembly gives the same data in the same order."""
    number = {entity.id: place for place, entity in enumerate(assembly.entities)}
    documents = {document.id: place for place, document in enumerate(assembly.documents)}
    told = _Told(assembly, number, documents)
    happenings: list[Event | Role] = [*assembly.meetings, *assembly.pledges, *assembly.relations, *assembly.roles]
    events = [told.event(happening) for happening in happenings]
    places = _places(len(number), happenings, number)
    return {
        "title": title,
        "made_by": f"graphkit {assembly.run.version}".strip(),
        "documents": [_document(document, documents) for document in assembly.documents],
        "entities": [
            _known({**_entity(entity, documents), "x": x, "y": y})
            for entity, (x, y) in zip(assembly.entities, places, strict=True)
        ],
        "passages": told.passages,
        "relations": {event.relation: event.label for event in assembly.relations},
        "events": sorted(events, key=_by_date),
    }


class _Told:
    """Turns events to records, and keeps each passage once."""

    def __init__(self, assembly: Assembly, number: Mapping[str, int], documents: Mapping[str, int]) -> None:
        self.passages: list[tuple[int, int, str]] = []
        self._seen: dict[tuple[str, int, str], int] = {}
        self._number, self._documents, self._marker = number, documents, Marker(assembly)
        self._first = first_of_copies(assembly.documents)

    def event(self, event: Event | Role) -> Record:
        who, whom = ([self._number[party] for party in side] for side in parties(event))
        record = {
            "kind": event.relation if isinstance(event, Relation) else type(event).__name__.lower(),
            "status": event.tense if isinstance(event, Role) else event.status,
            "who": who,
            "whom": whom,
            "sources": count_sources((passage.document for passage in event.evidence), self._first),
            "evidence": [self._evidence(event, passage) for passage in event.evidence],
            **(self._of_role(event) if isinstance(event, Role) else self._of_event(event)),
        }
        return _known(record)

    def _of_role(self, role: Role) -> Record:
        return {"content": role.title, "since": _date(role.start), "until": _date(role.end)}

    def _of_event(self, event: Event) -> Record:
        found: Record = {
            "date": _date(event.when),
            "by": self._one(event.attributed_to),
            "confidence": event.confidence,
            "via": [[self._number[via.party], via.text] for via in event.via],
        }
        if event.trigger is not None and event.evidence:
            found["trigger"] = event.trigger[0]
        if isinstance(event, Meeting):
            mode = None if event.mode == "unspecified" else event.mode
            places = [self._number[place] for place in event.place]
            found |= {"host": self._one(event.host), "places": places, "mode": mode, "topic": event.topic}
        elif isinstance(event, Pledge):
            amount = event.amount.text if event.amount is not None else None
            found |= {"content": event.content, "amount": amount, "due": _date(event.due), "renewed": event.renewed}
        else:
            found["symmetric"] = event.symmetric
        return found

    def _one(self, entity: str | None) -> int | None:
        return None if entity is None else self._number[entity]

    def _evidence(self, event: Event | Role, passage: Evidence) -> Record:
        key = (passage.document, passage.start, passage.quote)
        if key not in self._seen:
            self._seen[key] = len(self.passages)
            self.passages.append((self._documents[passage.document], passage.start, passage.quote))
        whole = "" if isinstance(event, Role) else event.status
        return _known(
            {
                "passage": self._seen[key],
                "marks": [
                    [mark.start, mark.end, mark.kind, *([] if mark.entity is None else [self._number[mark.entity]])]
                    for mark in self._marker.marks(event, passage)
                ],
                "status": passage.status if passage.status != whole else None,
                "by": self._one(passage.attributed_to),
            }
        )


def _known(record: Record) -> Record:
    """Leave out what is None, False, "" or an empty list, and keep the number 0."""
    return {
        name: value
        for name, value in record.items()
        if value is not None and value is not False and value not in ("", [])
    }


def _document(document: Document, documents: Mapping[str, int]) -> Record:
    return _known(
        {
            "id": document.id,
            "title": document.title,
            "url": document.url,
            "authors": list(document.authors),
            "publisher": document.publisher,
            "date": document.published.isoformat() if document.published is not None else None,
            "copy_of": documents.get(document.copy_of or ""),
        }
    )


def _entity(entity: Entity, documents: Mapping[str, int]) -> Record:
    inferred: Counter[str] = Counter()
    for wording, count in entity.mentions.wordings().items():
        if wording.inferred and wording.rule != "pronoun":
            inferred[wording.text] += count
    stand_ins = sorted(inferred, key=lambda text: (-inferred[text], text))[:_STAND_INS]
    named = entity.mentions.documents() | {document for document, _ in entity.members}
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "finer": entity.kind,
        "spellings": [spelling for spelling, _ in entity.spellings if spelling != entity.name],
        "stand_ins": stand_ins,
        "ids": [list(pair) for pair in entity.ids],
        "mentions": len(entity.mentions),
        "documents": sorted(documents[document] for document in named if document in documents),
    }


def _date(when: PartialDate | None) -> Record | None:
    if when is None:
        return None
    days = (when.earliest, when.latest)
    first, last = (day.isoformat() if day is not None else None for day in days)
    return _known({"first": first, "last": last, "words": when.text, "basis": when.basis if first else None})


def _by_date(record: Record) -> tuple[Any, ...]:
    date = record.get("date") or record.get("since") or record.get("until") or {}
    return (date.get("first", "~"), date.get("last", "~"), record["kind"], record["who"], record.get("whom", []))


def _ties(happenings: Iterable[Event | Role]) -> Iterator[tuple[str, str]]:
    for event in happenings:
        status = event.tense if isinstance(event, Role) else event.status
        if status in DRAWN:
            who, whom = parties(event)
            yield from combinations(who, 2) if isinstance(event, Meeting) else ((a, b) for a in who for b in whom)


def _places(count: int, happenings: Iterable[Event | Role], number: Mapping[str, int]) -> list[tuple[float, float]]:
    """Places of all entities: those with a line by forces, the others on rings around them."""
    pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
    for one, other in _ties(happenings):
        low, high = sorted((number[one], number[other]))
        if low != high:
            pairs[low, high] += 1
    tied = sorted({end for pair in pairs for end in pair})
    seat = {entity: place for place, entity in enumerate(tied)}
    drawn = spread(len(tied), {(seat[one], seat[other]): weight for (one, other), weight in pairs.items()})
    found = dict(zip(tied, drawn, strict=True))
    edge = max((math.hypot(x, y) for x, y in drawn), default=0.0) + 2
    for turn, entity in enumerate(entity for entity in range(count) if entity not in found):
        # a square root spiral beyond the edge: each lone node has the same room
        radius = math.sqrt(edge**2 + turn * 0.8)
        angle = turn * math.pi * (3 - math.sqrt(5))
        found[entity] = (round(radius * math.cos(angle), 2) + 0.0, round(radius * math.sin(angle), 2) + 0.0)
    return [found[entity] for entity in range(count)]
