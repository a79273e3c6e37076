"""What is different in one graph from another.

Ids are a function of the set of documents and may change with it, so nothing is compared by them. An entity is the same in both
graphs where it has a mention in common: the same words at the same place of the same document, or where an edit of that
document has moved them to (`graphkit.differences.places`). One of whom only other articles tell now is the same by type and full
name, as within a graph, if no second one has them. An event is the same where it has a passage in common; of several that do,
those are paired first that agree most in trigger, parties and status. Where its very sentence was edited, it is the same if that
document tells of one event of these parties, before and after.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.differences.places import follow
from graphkit.differences.told import (
    Change,
    Difference,
    DocumentChange,
    EntityChange,
    EntityTold,
    EventChange,
    EventMerge,
    EventTold,
    Merge,
)
from graphkit.model import Meeting, Pledge, Relation, Role
from graphkit.sources import count_sources, first_of_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graphkit.differences.told import Kind
    from graphkit.model import Assembly, Document, Entity, Event, PartialDate

_Spot = tuple[str, int, int, str]
_Passage = tuple[str, int, int]

_METADATA: Final = ("title", "url", "authors", "publisher", "published", "lang", "skipped", "copy_of")


def compare(before: Assembly, after: Assembly) -> Difference:
    """Tell what is different in a second graph from a first."""
    old, new = _Side.of(follow(before, after)), _Side.of(after)
    links = _Links.between(old, new)
    pairs = _pair_events(old, new, links)
    joined, split = _regrouped(old, new, pairs), _regrouped(new, old, [(other, one) for one, other in pairs])
    gone = set(range(len(old.items))) - {one for one, _ in pairs}.union(*joined.values())
    come = set(range(len(new.items))) - {other for _, other in pairs}.union(*split.values())
    retold = _retold(old, new, links, gone=gone, come=come)
    pairs, gone, come = sorted(pairs + retold), gone - {one for one, _ in retold}, come - {other for _, other in retold}
    changed = ((one, other, _event_changes(old.items[one], new.items[other], old, new, links)) for one, other in pairs)
    return Difference(
        new_documents=tuple(sorted(new.documents.keys() - old.documents.keys())),
        gone_documents=tuple(sorted(old.documents.keys() - new.documents.keys())),
        changed_documents=tuple(_changed_documents(old, new)),
        new_entities=_sorted_entities(new.entities[name] for name in new.entities if not links.back[name]),
        gone_entities=_sorted_entities(old.entities[name] for name in old.entities if not links.forth[name]),
        changed_entities=tuple(_changed_entities(old, new, links)),
        merged=tuple(_merges(new, old, links.back)),
        parted=tuple(_merges(old, new, links.forth)),
        new_events=tuple(map(new.tell, sorted(come))),
        gone_events=tuple(map(old.tell, sorted(gone))),
        changed_events=tuple(
            EventChange(before=old.tell(one), after=new.tell(other), changes=changes)
            for one, other, changes in changed
            if changes
        ),
        joined_events=tuple(_told_merges(new, old, joined)),
        split_events=tuple(_told_merges(old, new, split)),
    )


# ---------------------------------------------------------------------------------------------------------- two graphs


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the graphs, to look things up in.

    Attributes:
        documents: by id.
        entities: by id.
        items: events and roles, in order of their first passages.
        names: what entities go by, by id.
        first: of near copies, as `graphkit.sources.first_of_copies` gives it.
    """

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    items: Sequence[Event | Role]
    names: Mapping[str, str]
    first: Mapping[str, str]

    @classmethod
    def of(cls, assembly: Assembly) -> _Side:
        items: list[Event | Role] = [*assembly.meetings, *assembly.pledges, *assembly.relations, *assembly.roles]
        return cls(
            documents={document.id: document for document in assembly.documents},
            entities={entity.id: entity for entity in assembly.entities},
            items=sorted((item for item in items if item.evidence), key=_place),
            names={entity.id: entity.name for entity in assembly.entities},
            first=first_of_copies(assembly.documents),
        )

    def sources(self, item: Event | Role) -> int:
        """How many tell of it, near copies counted once."""
        return count_sources((passage.document for passage in item.evidence), self.first)

    def tell(self, number: int) -> EventTold:
        item = self.items[number]
        return EventTold(
            kind=_kind(item),
            id="" if isinstance(item, Role) else item.id,
            words=self.words(item),
            status=_status(item),
            date=_date(item.start if isinstance(item, Role) else item.when),
            document=item.evidence[0].document,
            quote=item.evidence[0].quote,
        )

    def words(self, item: Event | Role) -> str:
        if isinstance(item, Meeting):
            return self.listed(item.participants)
        if isinstance(item, Pledge):
            to = f" → {self.listed(item.recipients)}" if item.recipients else ""
            return f"{self.names[item.pledger]}{to}: {item.content or 'something'}"
        if isinstance(item, Relation):
            return f"{self.names[item.source]} {item.label} {self.names[item.target]}"
        held = [item.title, self.names[item.organization] if item.organization else ""]
        return f"{self.names[item.person]}: {', '.join(part for part in held if part)}"

    def listed(self, parties: Iterable[str]) -> str:
        return ", ".join(sorted(self.names[party] for party in parties))


@dataclass(frozen=True, slots=True)
class _Links:
    """Which entities have a mention in common, both ways, by id.

    Names count; what stands for an entity (pronouns, "the Spanish government") does where one of the two is never named. Those
    that have none in common with any are one where they are called the same.
    """

    forth: Mapping[str, set[str]]
    back: Mapping[str, set[str]]

    @classmethod
    def between(cls, old: _Side, new: _Side) -> _Links:
        forth: dict[str, set[str]] = {name: set() for name in old.entities}
        back: dict[str, set[str]] = {name: set() for name in new.entities}
        for inferred in (False, True):
            at = _spots(new, inferred=inferred)
            for spot, ones in _spots(old, inferred=inferred).items():
                for one in ones:
                    for other in at.get(spot, ()):
                        if not inferred or not (_is_named(old.entities[one]) and _is_named(new.entities[other])):
                            forth[one].add(other)
                            back[other].add(one)
        for one, other in _namesakes(old, new, forth=forth, back=back):
            forth[one].add(other)
            back[other].add(one)
        return cls(forth, back)

    def are_one(self, old: Iterable[str], new: Iterable[str]) -> bool:
        """Whether each of the ones is among the others, and the other way round."""
        ones, others = set(old), set(new)
        return all(self.forth[one] & others for one in ones) and all(self.back[other] & ones for other in others)

    def in_common(self, old: Iterable[str], new: Iterable[str]) -> int:
        """How many of the ones are among the others."""
        others = set(new)
        return sum(bool(self.forth[one] & others) for one in set(old))


def _namesakes(
    old: _Side, new: _Side, *, forth: Mapping[str, set[str]], back: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Those left over on both sides whose type and full name only they have; a surname alone may be anyone's."""
    ones, others = _by_name(old), _by_name(new)
    for key in ones.keys() & others.keys():
        if len(ones[key]) == len(others[key]) == 1 and not forth[ones[key][0]] and not back[others[key][0]]:
            yield ones[key][0], others[key][0]


def _by_name(side: _Side) -> dict[tuple[str, str], list[str]]:
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in side.entities.values():
        if entity.type != "Person" or " " in entity.name:
            named[entity.type, entity.name].append(entity.id)
    return named


def _spots(side: _Side, *, inferred: bool) -> dict[_Spot, list[str]]:
    """Who is named, or stood for, at each place."""
    at: dict[_Spot, list[str]] = defaultdict(list)
    for entity in side.entities.values():
        for document, start, wording in entity.mentions.told():
            if wording.inferred == inferred:
                at[document, start, start + wording.length, wording.text].append(entity.id)
    return at


def _is_named(entity: Entity) -> bool:
    return any(not wording.inferred for wording in entity.mentions.wordings())


# ------------------------------------------------------------------------------------------- documents and entities


def _changed_documents(old: _Side, new: _Side) -> Iterator[DocumentChange]:
    for name in sorted(old.documents.keys() & new.documents.keys()):
        one, other = old.documents[name], new.documents[name]
        values = ((key, getattr(one, key), getattr(other, key)) for key in _METADATA)
        changes = tuple(_change(key, _words(a), _words(b)) for key, a, b in values if a != b)
        if changes:
            yield DocumentChange(id=name, changes=changes)


def _words(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _changed_entities(old: _Side, new: _Side, links: _Links) -> Iterator[EntityChange]:
    """Those that are one entity in both graphs, and called or typed otherwise."""
    pairs = (
        (entity, new.entities[next(iter(links.forth[name]))])
        for name, entity in old.entities.items()
        if len(links.forth[name]) == 1 and len(links.back[next(iter(links.forth[name]))]) == 1
    )
    changed = [(one, other) for one, other in pairs if (one.name, one.type) != (other.name, other.type)]
    for one, other in sorted(changed, key=lambda pair: (pair[0].name, pair[0].id)):
        yield EntityChange(before=_tell_entity(one), after=_tell_entity(other))


def _merges(together: _Side, apart: _Side, links: Mapping[str, set[str]]) -> Iterator[Merge]:
    for entity in sorted(together.entities.values(), key=lambda one: (one.name, one.id)):
        parts = links[entity.id]
        if len(parts) > 1:
            told = _sorted_entities(apart.entities[part] for part in parts)
            yield Merge(one=_tell_entity(entity), parts=told, why=entity.merges)


def _sorted_entities(entities: Iterable[Entity]) -> tuple[EntityTold, ...]:
    return tuple(sorted(map(_tell_entity, entities), key=lambda told: (told.name, told.type, told.id)))


def _tell_entity(entity: Entity) -> EntityTold:
    return EntityTold(id=entity.id, type=entity.type, name=entity.name, mentions=len(entity.mentions))


# --------------------------------------------------------------------------------------------------- events and roles


def _pair_events(old: _Side, new: _Side, links: _Links) -> list[tuple[int, int]]:
    """Which event of the one is which of the other, each at most once, as places in `items`; sorted."""
    at: dict[tuple[str, str, int, int], list[int]] = defaultdict(list)
    for number, item in enumerate(new.items):
        for passage in item.evidence:
            at[_kind(item), passage.document, passage.start, passage.end].append(number)
    found = []
    for number, item in enumerate(old.items):
        others = {
            other
            for passage in item.evidence
            for other in at.get((_kind(item), passage.document, passage.start, passage.end), ())
        }
        found += [(_likeness(item, new.items[other], links), number, other) for other in others]
    found.sort(key=lambda one: ([-value for value in one[0]], one[1], one[2]))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, number, other in found:
        if number not in pairs and other not in taken and likeness[1]:
            pairs[number] = other
            taken.add(other)
    return sorted(pairs.items())


def _retold(
    old: _Side, new: _Side, links: _Links, *, gone: Iterable[int], come: Iterable[int]
) -> list[tuple[int, int]]:
    """Of events with no passage in common, those of the same parties that one document tells, once before and once after."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in come:
        at[_kind(new.items[number]), new.items[number].evidence[0].document].append(number)
    found = [
        (number, other)
        for number in gone
        if not isinstance(old.items[number], Role)  # which is another where its title is
        for other in at.get((_kind(old.items[number]), old.items[number].evidence[0].document), ())
        if links.are_one(_parties(old.items[number]), _parties(new.items[other]))
    ]
    ones, others = Counter(one for one, _ in found), Counter(other for _, other in found)
    return [(one, other) for one, other in found if ones[one] == others[other] == 1]


def _likeness(one: Event | Role, other: Event | Role, links: _Links) -> tuple[int, ...]:
    """How alike two of one kind are, what tells most first: trigger or title, parties, status, passages."""
    same_word = _word(one) == _word(other)
    shared = _passages(one) & _passages(other)
    parties = links.in_common(_parties(one), _parties(other))
    return same_word, parties + same_word, _status(one) == _status(other), len(shared)


def _regrouped(apart: _Side, together: _Side, pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """For events that several are on the other side: which ones, that which it is paired with first.

    An event that is paired with none has become a part of one that tells all its passages, unless the event that this one is
    paired with told them before: then a sentence that told of two now tells of one.
    """
    paired_with = {whole: part for part, whole in pairs}
    paired = {part for part, _ in pairs}
    at: dict[tuple[str, _Passage], list[int]] = defaultdict(list)
    for whole in paired_with:
        for passage in _passages(together.items[whole]):
            at[_kind(together.items[whole]), passage].append(whole)
    found: dict[int, list[int]] = {}
    for number, item in enumerate(apart.items):
        if number in paired or isinstance(item, Role):
            continue
        passages = _passages(item)
        for whole in at.get((_kind(item), min(passages)), ()):
            partner = paired_with[whole]
            if passages <= _passages(together.items[whole]) and not passages <= _passages(apart.items[partner]):
                found.setdefault(whole, [partner]).append(number)
                break
    return found


def _told_merges(together: _Side, apart: _Side, found: Mapping[int, list[int]]) -> Iterator[EventMerge]:
    for whole, parts in sorted(found.items()):
        yield EventMerge(one=together.tell(whole), parts=tuple(apart.tell(part) for part in sorted(parts)))


def _event_changes(one: Event | Role, other: Event | Role, old: _Side, new: _Side, links: _Links) -> tuple[Change, ...]:
    """What is otherwise, parties first; names count as the same where they stand for the same entity."""
    changes = []
    for what, parties in _PARTIES.items():
        ones, others = parties(one), parties(other)
        if not links.are_one(ones, others):
            changes.append(_change(what, old.listed(ones), new.listed(others)))
    for what, value in _VALUES.items():
        if value(one) != value(other):
            changes.append(_change(what, value(one), value(other)))
    if old.sources(one) != new.sources(other):
        changes.append(_change("sources", str(old.sources(one)), str(new.sources(other))))
    return tuple(changes)


def _optional(item: object, name: str) -> tuple[str, ...]:
    value = getattr(item, name, None)
    return () if value is None else value if isinstance(value, tuple) else (value,)


_PARTIES: Final[Mapping[str, Callable[[Event | Role], tuple[str, ...]]]] = {
    "participants": lambda item: _optional(item, "participants"),
    "host": lambda item: _optional(item, "host"),
    "pledger": lambda item: _optional(item, "pledger"),
    "recipients": lambda item: _optional(item, "recipients"),
    "source": lambda item: _optional(item, "source"),
    "target": lambda item: _optional(item, "target"),
    "person": lambda item: _optional(item, "person"),
    "organization": lambda item: _optional(item, "organization"),
    "place": lambda item: _optional(item, "place"),
    "attributed_to": lambda item: _optional(item, "attributed_to"),
}
"""Who takes part in what way, of all kinds of events; none where a kind has no such party."""


def _status(item: Event | Role) -> str:
    return item.tense if isinstance(item, Role) else item.status


_VALUES: Final[Mapping[str, Callable[[Event | Role], str]]] = {
    "status": _status,
    "date": lambda item: _date(None if isinstance(item, Role) else item.when),
    "start": lambda item: _date(item.start) if isinstance(item, Role) else "",
    "end": lambda item: _date(item.end) if isinstance(item, Role) else "",
    "due": lambda item: _date(getattr(item, "due", None)),
    "content": lambda item: str(getattr(item, "content", "")),
    "amount": lambda item: item.amount.text if isinstance(item, Pledge) and item.amount else "",
    "mode": lambda item: str(getattr(item, "mode", "")),
    "topic": lambda item: str(getattr(item, "topic", "")),
    "title": lambda item: str(getattr(item, "title", "")),
}
"""What else is told of events and roles, in words; "" where a kind doesn't tell it."""

_KINDS: Final[Mapping[type, Kind]] = {Meeting: "meeting", Pledge: "pledge", Relation: "relation", Role: "role"}


def _change(what: str, before: str, after: str) -> Change:
    return Change(what=what, before=before, after=after)


def _kind(item: Event | Role) -> Kind:
    return _KINDS[type(item)]


def _passages(item: Event | Role) -> frozenset[_Passage]:
    return frozenset((passage.document, passage.start, passage.end) for passage in item.evidence)


def _parties(item: Event | Role) -> set[str]:
    """Those who make an event what it is; not where it was or who says so."""
    return {
        party
        for what, parties in _PARTIES.items()
        if what not in {"place", "attributed_to", "host"}
        for party in parties(item)
    }


def _word(item: Event | Role) -> tuple[object, ...]:
    """The word that tells of an event, with its place, or the title of a role."""
    if isinstance(item, Role):
        return (item.title,)
    return item.evidence[0].document, item.trigger


def _place(item: Event | Role) -> tuple[str, int, int, str, str]:
    first = item.evidence[0]
    return first.document, first.start, first.end, _kind(item), item.title if isinstance(item, Role) else item.id


def _date(when: PartialDate | None) -> str:
    if when is None:
        return ""
    if when.value is not None:
        return when.value
    return f"{when.earliest}/{when.latest}" if when.earliest is not None and when.latest is not None else when.text
