"""What a comparison of two graphs tells: plain data, that goes to JSON as it is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Kind = Literal["meeting", "pledge", "relation", "role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise.

    Attributes:
        what: "status", "date", "parties", …
        before: in the first graph, in words; "" for nothing.
        after: in the second.
    """

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTold:
    """An entity of one of the graphs.

    Attributes:
        id: its IRI below the base, in that graph.
        type: Person, Organization or Place.
        name: what it goes by there.
        mentions: how many it has there.
    """

    id: str
    type: str
    name: str
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """An event, or a role, of one of the graphs.

    Attributes:
        kind: meeting, pledge, relation or role.
        id: its IRI below the base, in that graph; "" of roles, which have none.
        words: who, whom and what.
        status: occurred, planned, made, …; of roles, the tense.
        date: as it is told, or "".
        document: id of the article that tells most of it.
        quote: the passage.
    """

    kind: Kind
    id: str
    words: str
    status: str
    date: str
    document: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A document whose metadata are otherwise.

    Attributes:
        id: of the document.
        changes: what is otherwise.
    """

    id: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityChange:
    """An entity that goes by another name, or has another type.

    Attributes:
        before: in the first graph.
        after: in the second.
    """

    before: EntityTold
    after: EntityTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Entities that are one in the other graph.

    Attributes:
        one: what they are together.
        parts: what they are apart, sorted by name.
        why: the reasons that the graph in which they are one gives.
    """

    one: EntityTold
    parts: tuple[EntityTold, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """An event, or a role, of which something is otherwise.

    Attributes:
        before: in the first graph.
        after: in the second.
        changes: what is otherwise.
    """

    before: EventTold
    after: EventTold
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerge:
    """Reports that are one event in one graph, and several in the other.

    Attributes:
        one: what they are together.
        parts: what they are apart.
    """

    one: EventTold
    parts: tuple[EventTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is different in a second graph from a first. All lists are sorted.

    Attributes:
        new_documents: ids of those that only the second has.
        gone_documents: ids of those that only the first has.
        changed_documents: those whose metadata are otherwise.
        new_entities: those of the second of which the first has no mention.
        gone_entities: those of the first of which the second has no mention.
        changed_entities: those that go by another name, or have another type.
        merged: entities of the first that are one in the second.
        parted: entities of the first that are several in the second.
        new_events: events and roles that only the second has.
        gone_events: those that only the first has.
        changed_events: those that both have, otherwise.
        joined_events: reports that are several events in the first and one in the second.
        split_events: reports that are one event in the first and several in the second.
    """

    new_documents: tuple[str, ...]
    gone_documents: tuple[str, ...]
    changed_documents: tuple[DocumentChange, ...]
    new_entities: tuple[EntityTold, ...]
    gone_entities: tuple[EntityTold, ...]
    changed_entities: tuple[EntityChange, ...]
    merged: tuple[Merge, ...]
    parted: tuple[Merge, ...]
    new_events: tuple[EventTold, ...]
    gone_events: tuple[EventTold, ...]
    changed_events: tuple[EventChange, ...]
    joined_events: tuple[EventMerge, ...]
    split_events: tuple[EventMerge, ...]

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return any(getattr(self, field.name) for field in fields(self))
