"""Events, roles, edges and entities with names as well as ids, as plain records: what tables and notebooks show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from graphkit.sources import first_of_copies

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graphkit.model import Assembly, Document, Entity, Event, Meeting, PartialDate, Pledge, Relation, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quoted sentence and where it stands.

    Attributes:
        quote: the words.
        document: document id.
        start: first code point in the document.
        end: one past the last.
        rule: the rule that read the event out of it.
        status: what it says of the event.
        copy_of: id of the document that this one is a near copy of, or None.
    """

    quote: str
    document: str
    start: int
    end: int
    rule: str
    status: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MeetingRecord:
    """A meeting with names.

    Attributes:
        id: of the event.
        status: occurred, planned, denied or hypothetical.
        participants: names, in order of their ids.
        participant_ids: ids, in the same order.
        date: ISO 8601 date or interval ("2024-03", "2024-03-04/2024-03-10"), else the words, else None.
        first_day: first day it may have been, or None.
        last_day: last such day, or None.
        place: names, the finest first.
        place_ids: ids, in the same order.
        host: name, or None.
        mode: in_person, phone or unspecified.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    status: str
    participants: tuple[str, ...]
    participant_ids: tuple[str, ...]
    date: str | None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    place: tuple[str, ...]
    place_ids: tuple[str, ...]
    host: str | None
    mode: str
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who met, status, date and place on a line."""
        about = [self.status, self.date or "undated", *([", ".join(self.place)] if self.place else [])]
        return f"<Meeting {', '.join(self.participants)} ({'; '.join(about)})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PledgeRecord:
    """A pledge with names.

    Attributes:
        id: of the event.
        status: made, denied or hypothetical.
        pledger: name.
        pledger_id: id.
        recipients: names.
        recipient_ids: ids, in the same order.
        content: what is promised, in the article's words, or "".
        amount: what it is worth, in the article's words, or None.
        minimum: the same as a number, the least it is, or None.
        maximum: the most it is, or None.
        currency: ISO 4217 code of those numbers, or None.
        date: of the promise, as in `MeetingRecord`.
        first_day: as in `MeetingRecord`.
        last_day: as in `MeetingRecord`.
        due: by when it is to be kept, in the same form.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    status: str
    pledger: str
    pledger_id: str
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    content: str
    amount: str | None
    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None
    date: str | None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    due: str | None
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who promised whom what on a line."""
        to = f" to {', '.join(self.recipients)}" if self.recipients else ""
        what = f": {self.content}" if self.content else ""
        return f"<Pledge {self.pledger}{to}{what} ({self.status}; {self.date or 'undated'})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RelationRecord:
    """An event of a relation of the user's own, with names.

    Attributes:
        id: of the event.
        relation: the relation's name.
        label: the same in words.
        symmetric: True where it goes both ways.
        status: occurred, planned, denied or hypothetical.
        source: name.
        source_id: id.
        target: name.
        target_id: id.
        date: as in `MeetingRecord`.
        first_day: as in `MeetingRecord`.
        last_day: as in `MeetingRecord`.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    relation: str
    label: str
    symmetric: bool
    status: str
    source: str
    source_id: str
    target: str
    target_id: str
    date: str | None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who stands to whom how, on a line."""
        return f"<Relation {self.source} {self.label} {self.target} ({self.status}; {self.date or 'undated'})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RoleRecord:
    """A position that a person holds, with names.

    Attributes:
        person: name.
        person_id: id.
        title: the words of the position; "" where articles tell only the organisation.
        organization: name of the organisation or country, or None.
        organization_id: id, or None.
        tense: current, former or future, as of the articles.
        start: when the person came to hold it, as `date` in `MeetingRecord`.
        end: when the person left it or is to leave it, in the same form.
        inferred: True where no passage names the person, but only what stands for them.
        evidence: the passages that tell of it.
    """

    person: str
    person_id: str
    title: str
    organization: str | None
    organization_id: str | None
    tense: str
    start: str | None
    end: str | None
    inferred: bool
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that say so."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who holds what where, and since and until when, on a line."""
        held = ", ".join(part for part in (self.title, self.organization) if part)
        told = [self.tense, *(f"{word} {day}" for word, day in (("since", self.start), ("until", self.end)) if day)]
        return f"<Role {self.person}: {held} ({'; '.join(told)})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EdgeRecord:
    """An edge between two entities: all events, or roles, of one relation between them.

    Attributes:
        source: name.
        source_id: id.
        target: name.
        target_id: id.
        relation: met_with, plans_to_meet, pledged, holds_role, or the name of a relation of the user's own.
        weight: how many events or roles.
        sources: how many documents, near copies of one counted as one.
        symmetric: True where it goes both ways.
        first_date: first possible day of the first event, or first day told of when a role is held, ISO 8601, or None.
        last_date: last possible day of the last event or role, or None; None of roles whose end isn't told.
        title: of the role, or None.
        event_ids: ids of the events.
    """

    source: str
    source_id: str
    target: str
    target_id: str
    relation: str
    weight: int
    sources: int
    symmetric: bool
    first_date: str | None
    last_date: str | None
    title: str | None
    event_ids: tuple[str, ...]

    def __repr__(self) -> str:
        """The edge as an arrow."""
        arrow = f"<-{self.relation}->" if self.symmetric else f"-{self.relation}->"
        return f"<Edge {self.source} {arrow} {self.target} ({self.title or self.weight})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EntityRecord:
    """A person, organisation or place, counted.

    Attributes:
        id: of the entity.
        name: the most complete well-attested spelling.
        type: Person, Organization or Place.
        kind: finer type ("country", "city", …), or None.
        ids: pairs of scheme and identifier, such as ("wikidata", "Q212").
        spellings: proper names in the articles, the most frequent first.
        mentions: how many places in the articles name it or stand for it.
        documents: how many articles do.
    """

    id: str
    name: str
    type: str
    kind: str | None
    ids: tuple[tuple[str, str], ...]
    spellings: tuple[str, ...]
    mentions: int
    documents: int

    def __repr__(self) -> str:
        """Name, type and counts on a line."""
        return f"<{self.type} {self.name} ({self.mentions} mentions, {self.documents} documents)>"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """An article, without its text.

    Attributes:
        id: of the document.
        title: headline, or None.
        url: address, or None.
        authors: who wrote it, as far as known.
        publisher: who published it, or None.
        published: day of publication, or None.
        lang: BCP 47 code, or None.
        skipped: why it was not read ("language"), or None.
        copy_of: id of the document that this one is a near copy of, or None.
    """

    id: str
    title: str | None
    url: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: dt.date | None
    lang: str | None
    skipped: str | None
    copy_of: str | None


class NamedRecords:
    """The records of an assembly, always as lists, whatever is installed.

    Attributes:
        assembly: where they come from.
    """

    def __init__(self, assembly: Assembly) -> None:
        """Take an assembly; it is not copied, since nothing changes it."""
        self.assembly = assembly

    @cached_property
    def _names(self) -> dict[str, str]:
        return {entity.id: entity.name for entity in self.assembly.entities}

    @cached_property
    def _first(self) -> dict[str, str]:
        return first_of_copies(self.assembly.documents)

    def entities(self, type: str | None = None) -> list[EntityRecord]:  # noqa: A002 - the word of the model
        """Entities sorted by id, of one type ("Person", "Organization", "Place") or of all."""
        return [_entity_record(entity) for entity in self.assembly.entities if type is None or entity.type == type]

    def documents(self) -> list[DocumentRecord]:
        """Documents sorted by id."""
        return [_document_record(document) for document in self.assembly.documents]

    def meetings(self, status: str | None = None) -> list[MeetingRecord]:
        """Meetings of one status, or all, by date; those without come last."""
        return [
            _meeting_record(meeting, self._names, self._first)
            for meeting in sorted(self.assembly.meetings, key=_by_date)
            if status is None or meeting.status == status
        ]

    def pledges(self, status: str | None = None) -> list[PledgeRecord]:
        """Pledges of one status, or all, by date; those without come last."""
        return [
            _pledge_record(pledge, self._names, self._first)
            for pledge in sorted(self.assembly.pledges, key=_by_date)
            if status is None or pledge.status == status
        ]

    def relations(self, relation: str | None = None, *, status: str | None = None) -> list[RelationRecord]:
        """Events of the user's own relations, of one name and status, or all, by date; those without come last."""
        return [
            _relation_record(event, self._names, self._first)
            for event in sorted(self.assembly.relations, key=_by_date)
            if relation in {None, event.relation} and status in {None, event.status}
        ]

    def roles(self, tense: str | None = None) -> list[RoleRecord]:
        """Positions of one tense, or all, sorted by the names of who holds them."""
        found = [
            _role_record(role, self._names, self._first) for role in self.assembly.roles if tense in {None, role.tense}
        ]
        return sorted(found, key=lambda role: (role.person, role.person_id))

    def edges(self, relation: str | None = None) -> list[EdgeRecord]:
        """Edges between entities, of one relation or all, sorted by the names of their ends."""
        from graphkit.graph import build_graph

        graph = build_graph(self.assembly, view="actors")
        records = [
            EdgeRecord(
                source=self._names[source],
                source_id=source,
                target=self._names[target],
                target_id=target,
                relation=data["relation"],
                weight=data["weight"],
                sources=data["sources"],
                symmetric=data["symmetric"],
                first_date=data.get("first_date"),
                last_date=data.get("last_date"),
                title=data.get("title"),
                event_ids=tuple(data["events"].split("; ")) if "events" in data else (),
            )
            for source, target, data in graph.edges(data=True)
            if relation in {None, data["relation"]}
        ]
        return sorted(
            records, key=lambda edge: (edge.source, edge.target, edge.relation, edge.source_id, edge.target_id)
        )


def _date(when: PartialDate | None) -> str | None:
    if when is None:
        return None
    if when.value is None and when.earliest is not None and when.latest is not None:
        return f"{when.earliest.isoformat()}/{when.latest.isoformat()}"
    return when.value or when.text or None


def _day(when: PartialDate | None, end: Literal["earliest", "latest"]) -> dt.date | None:
    if when is None:
        return None
    return when.earliest if end == "earliest" else when.latest


def _by_date(event: Event) -> tuple[str, str]:
    when = event.when
    return (when.earliest.isoformat() if when is not None and when.earliest is not None else "~"), event.id


def _passages(event: Event | Role, first: Mapping[str, str]) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            quote=e.quote,
            document=e.document,
            start=e.start,
            end=e.end,
            rule=e.rule,
            status=e.status,
            copy_of=first.get(e.document),
        )
        for e in event.evidence
    )


def _entity_record(entity: Entity) -> EntityRecord:
    return EntityRecord(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        kind=entity.kind,
        ids=entity.ids,
        spellings=tuple(spelling for spelling, _ in entity.spellings),
        mentions=len(entity.mentions),
        documents=len({document for document, _ in entity.members}),
    )


def _document_record(document: Document) -> DocumentRecord:
    return DocumentRecord(
        id=document.id,
        title=document.title,
        url=document.url,
        authors=document.authors,
        publisher=document.publisher,
        published=document.published,
        lang=document.lang,
        skipped=document.skipped,
        copy_of=document.copy_of,
    )


def _meeting_record(meeting: Meeting, names: Mapping[str, str], first: Mapping[str, str]) -> MeetingRecord:
    return MeetingRecord(
        id=meeting.id,
        status=meeting.status,
        participants=tuple(names[party] for party in meeting.participants),
        participant_ids=meeting.participants,
        date=_date(meeting.when),
        first_day=_day(meeting.when, "earliest"),
        last_day=_day(meeting.when, "latest"),
        place=tuple(names[place] for place in meeting.place),
        place_ids=meeting.place,
        host=None if meeting.host is None else names[meeting.host],
        mode=meeting.mode,
        attributed_to=None if meeting.attributed_to is None else names[meeting.attributed_to],
        confidence=meeting.confidence,
        evidence=_passages(meeting, first),
    )


def _pledge_record(pledge: Pledge, names: Mapping[str, str], first: Mapping[str, str]) -> PledgeRecord:
    return PledgeRecord(
        id=pledge.id,
        status=pledge.status,
        pledger=names[pledge.pledger],
        pledger_id=pledge.pledger,
        recipients=tuple(names[party] for party in pledge.recipients),
        recipient_ids=pledge.recipients,
        content=pledge.content,
        amount=None if pledge.amount is None else pledge.amount.text,
        minimum=None if pledge.amount is None else pledge.amount.minimum,
        maximum=None if pledge.amount is None else pledge.amount.maximum,
        currency=None if pledge.amount is None else pledge.amount.currency,
        date=_date(pledge.when),
        first_day=_day(pledge.when, "earliest"),
        last_day=_day(pledge.when, "latest"),
        due=_date(pledge.due),
        attributed_to=None if pledge.attributed_to is None else names[pledge.attributed_to],
        confidence=pledge.confidence,
        evidence=_passages(pledge, first),
    )


def _relation_record(relation: Relation, names: Mapping[str, str], first: Mapping[str, str]) -> RelationRecord:
    return RelationRecord(
        id=relation.id,
        relation=relation.relation,
        label=relation.label,
        symmetric=relation.symmetric,
        status=relation.status,
        source=names[relation.source],
        source_id=relation.source,
        target=names[relation.target],
        target_id=relation.target,
        date=_date(relation.when),
        first_day=_day(relation.when, "earliest"),
        last_day=_day(relation.when, "latest"),
        attributed_to=None if relation.attributed_to is None else names[relation.attributed_to],
        confidence=relation.confidence,
        evidence=_passages(relation, first),
    )


def _role_record(role: Role, names: Mapping[str, str], first: Mapping[str, str]) -> RoleRecord:
    return RoleRecord(
        person=names[role.person],
        person_id=role.person,
        title=role.title,
        organization=None if role.organization is None else names[role.organization],
        organization_id=role.organization,
        tense=role.tense,
        start=_date(role.start),
        end=_date(role.end),
        inferred=role.inferred,
        evidence=_passages(role, first),
    )
