"""What resolution works on: every local cluster of every document in one list, and what a document is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graphkit.resolve.names import PersonName, parse_person

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from graphkit.model import Extraction, LocalEntity, Role


NOBODY = PersonName((), "", "")


class Item(NamedTuple):
    """One local cluster; a tuple, since there are as many as names in all documents.

    Attributes:
        document: document id.
        local: the cluster.
        roles: roles of that document that name the cluster as the person.
    """

    document: str
    local: LocalEntity
    roles: tuple[Role, ...] = ()

    @property
    def weight(self) -> int:
        """How often the document speaks of it."""
        return len(self.local.mentions) + len(self.local.inferred)

    @property
    def telling(self) -> bool:
        """True where the document says what the person is or does."""
        return bool(self.roles or self.local.jobs)


class Cluster(NamedTuple):
    """Items that are one entity.

    Attributes:
        items: numbers of the items, ascending.
        merges: why they were put together, one sentence each, sorted.
    """

    items: tuple[int, ...]
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """All items, and for each the number that stands for its entity as far as that is settled.

    Attributes:
        items: sorted by document id, then in order of the document.
        by_local: document id to local id to item number.
        entity_of: item number to a number that is the same for all items of one entity.
    """

    items: list[Item]
    by_local: dict[str, dict[str, int]]
    entity_of: dict[int, int] = field(default_factory=dict)

    def of_type(self, kind: str) -> list[int]:
        """Numbers of the items of one type, ascending."""
        return [number for number, item in enumerate(self.items) if item.local.type == kind]

    def person_names(self) -> list[PersonName]:
        """For each item its name in parts if it is a person, else `NOBODY`; one object for each spelling."""
        known: dict[str, PersonName] = {}
        found = []
        for item in self.items:
            local = item.local
            if local.type != "Person":
                found.append(NOBODY)
                continue
            name = known.get(local.name)
            if name is None:
                name = known[local.name] = parse_person(local.name)
            found.append(name)
        return found

    def settle(self, clusters: Iterable[Cluster]) -> None:
        """Remember which items are one entity, for the steps that come after."""
        for cluster in clusters:
            for number in cluster.items:
                self.entity_of[number] = cluster.items[0]

    def entity(self, document: str, local: str | None) -> int | None:
        """The number that stands for the entity of a local cluster, or None."""
        number = self.by_local.get(document, {}).get(local) if local is not None else None
        return None if number is None else self.entity_of.get(number)


def gather(extractions: Sequence[Extraction]) -> Corpus:
    """All local clusters of documents that are sorted by id."""
    items: list[Item] = []
    by_local: dict[str, dict[str, int]] = {}
    for extraction in extractions:
        document = extraction.document.id
        roles: defaultdict[str, tuple[Role, ...]] = defaultdict(tuple)
        for role in extraction.roles:
            roles[role.person] += (role,)
        numbers = by_local[document] = {}
        for local in extraction.entities:
            numbers[local.id] = len(items)
            items.append(Item(document, local, roles.get(local.id, ())))
    return Corpus(items, by_local)


def countries_of(corpus: Corpus) -> dict[str, frozenset[int]]:
    """Document id to the entity numbers of the countries it is mainly about: those named at least half as often as the first."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for number in corpus.of_type("Place"):
        item = corpus.items[number]
        if item.local.kind == "country":
            counts[item.document][corpus.entity_of[number]] += item.weight
    return {
        document: frozenset(entity for entity, count in found.items() if 2 * count >= max(found.values()))
        for document, found in counts.items()
    }


def spellings(local: LocalEntity) -> list[str]:
    """The name of a cluster and its other spellings, each once, the name first."""
    if len(local.mentions) == 1 and local.mentions[0].text == local.name:
        return [local.name]
    return list(dict.fromkeys([local.name, *[mention.text for mention in local.mentions]]))


def identifiers(corpus: Corpus, numbers: Sequence[int]) -> frozenset[tuple[str, str]]:
    """Identifiers of some items together."""
    if len(numbers) == 1:
        return frozenset(corpus.items[numbers[0]].local.ids)
    return frozenset(pair for number in numbers for pair in corpus.items[number].local.ids)


def ids_conflict(left: Iterable[tuple[str, str]], right: Iterable[tuple[str, str]]) -> bool:
    """True where one scheme gives two things different identifiers."""
    mine, theirs = dict(left), dict(right)
    return any(theirs.get(scheme, value) != value for scheme, value in mine.items())


def group(numbers: Iterable[int], key: Callable[[int], Hashable]) -> list[tuple[int, ...]]:
    """Item numbers that share a key, each group ascending, by its lowest number."""
    # most keys are one number's alone, and cost no list
    first: dict[Hashable, int] = {}
    others: defaultdict[int, list[int]] = defaultdict(list)
    for number in numbers:
        one = first.setdefault(key(number), number)
        if one != number:
            others[one].append(number)
    return [(number, *others[number]) if number in others else (number,) for number in first.values()]
