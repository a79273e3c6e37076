"""What resolution works on: every local cluster of every document in one list, and what a document is about."""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graphkit.mentions import TOO_FAR, make_mention
from graphkit.resolve.names import PersonName, parse_person

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from graphkit.mentions import Wording
    from graphkit.model import EntityType, Extraction, Mention, Role


NOBODY = PersonName((), "", "")
# most names have none, and there are many names
_NO_IDS: frozenset[tuple[str, str]] = frozenset()

#: First code point of a mention and number of its wording.
PLACE = struct.Struct("=qI")


class Item(NamedTuple):
    """One local cluster; a tuple, since there are as many as names in all documents.

    Attributes:
        document: document id.
        id: of the cluster, in its document.
        type: as of `LocalEntity`, and so are the next four.
        name: as there.
        kind: as there.
        ids: as there.
        jobs: as there.
        places: where it is mentioned, as `PLACE`: proper names in order, and then what only stands for it.
        wordings: what is said there, of all documents.
        roles: roles of that document that name the cluster as the person.
    """

    document: str
    id: str
    type: EntityType
    name: str
    kind: str | None
    ids: tuple[tuple[str, str], ...]
    jobs: tuple[str, ...]
    places: bytes
    wordings: Sequence[Wording]
    roles: tuple[Role, ...] = ()

    @property
    def weight(self) -> int:
        """How often the document speaks of it."""
        return len(self.places) // PLACE.size

    @property
    def telling(self) -> bool:
        """True where the document says what the person is or does."""
        return bool(self.roles or self.jobs)

    @property
    def texts(self) -> list[str]:
        """Its proper names, each as often as it stands there."""
        told = [self.wordings[number] for _, number in PLACE.iter_unpack(self.places)]
        return [wording.text for wording in told if not wording.inferred]

    def mentions(self, *, inferred: bool = False) -> Iterator[Mention]:
        """Its proper names, made one by one; with what only stands for it, if that is asked for."""
        for start, number in PLACE.iter_unpack(self.places):
            if inferred or not self.wordings[number].inferred:
                yield make_mention(self.document, start, self.wordings[number])


def pack_places(places: Iterable[tuple[int, int]]) -> bytes:
    """First code points and numbers of wordings as `Item.places` has them.

    Raises:
        ValueError: an offset is beyond `graphkit.mentions.FARTHEST`.
    """
    try:
        return b"".join([PLACE.pack(*place) for place in places])
    except struct.error:
        raise ValueError(TOO_FAR) from None


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
        first_of: document id to the number of its first item, and local id to how many items of the document go before.
        entity_of: item number to a number that is the same for all items of one entity.
    """

    items: list[Item]
    first_of: dict[str, tuple[int, Mapping[str, int]]]
    entity_of: dict[int, int] = field(default_factory=dict)

    def numbers(self, document: str) -> range:
        """Numbers of the items of a document."""
        first, places = self.first_of.get(document, (0, {}))
        return range(first, first + len(places))

    def of_type(self, kind: str) -> list[int]:
        """Numbers of the items of one type, ascending."""
        return [number for number, item in enumerate(self.items) if item.type == kind]

    def person_names(self) -> list[PersonName]:
        """For each item its name in parts if it is a person, else `NOBODY`; one object for each spelling."""
        known: dict[str, PersonName] = {}
        found = []
        for item in self.items:
            if item.type != "Person":
                found.append(NOBODY)
                continue
            name = known.get(item.name)
            if name is None:
                name = known[item.name] = parse_person(item.name)
            found.append(name)
        return found

    def settle(self, clusters: Iterable[Cluster]) -> None:
        """Remember which items are one entity, for the steps that come after."""
        for cluster in clusters:
            for number in cluster.items:
                self.entity_of[number] = cluster.items[0]

    def entity(self, document: str, local: str | None) -> int | None:
        """The number that stands for the entity of a local cluster, or None."""
        first, places = self.first_of.get(document, (0, {}))
        place = places.get(local) if local is not None else None
        return None if place is None else self.entity_of.get(first + place)


class Taken(NamedTuple):
    """What assembly keeps of one extraction.

    Attributes:
        extraction: all of it but its entities.
        items: its entities.
    """

    extraction: Extraction
    items: tuple[Item, ...]


def gather(documents: Iterable[tuple[str, Sequence[Item]]]) -> Corpus:
    """All local clusters of documents, which are given with them and sorted by id."""
    items: list[Item] = []
    first_of: dict[str, tuple[int, Mapping[str, int]]] = {}
    # most documents call their clusters e1, e2, …, so that one table does for all that have as many
    tables: dict[tuple[str, ...], dict[str, int]] = {}
    for document, found in documents:
        ids = tuple([item.id for item in found])
        places = tables.get(ids)
        if places is None:
            places = tables[ids] = {identifier: place for place, identifier in enumerate(ids)}
        first_of[document] = len(items), places
        items += found
    return Corpus(items, first_of)


def countries_of(corpus: Corpus) -> dict[str, frozenset[int]]:
    """Document id to the entity numbers of the countries it is mainly about: those named at least half as often as the first."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for number in corpus.of_type("Place"):
        item = corpus.items[number]
        if item.kind == "country":
            counts[item.document][corpus.entity_of[number]] += item.weight
    return {
        document: frozenset(entity for entity, count in found.items() if 2 * count >= max(found.values()))
        for document, found in counts.items()
    }


def spellings(item: Item) -> list[str]:
    """The name of a cluster and its other spellings, each once, the name first."""
    return list(dict.fromkeys([item.name, *item.texts]))


def identifiers(corpus: Corpus, numbers: Sequence[int]) -> frozenset[tuple[str, str]]:
    """Identifiers of some items together."""
    pairs = {pair for number in numbers for pair in corpus.items[number].ids}
    return frozenset(pairs) if pairs else _NO_IDS


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
