"""From clusters to entities: the name they go by, their ids, their mentions."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from graphkit.mentions import Mentions, pack_rows
from graphkit.model import Entity
from graphkit.resolve.items import PLACE, Item, spellings
from graphkit.resolve.names import fold, parse_person
from graphkit.resolve.organizations import acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphkit.model import EntityType
    from graphkit.resolve.items import Cluster, Corpus

#: A spelling is well attested when at least this share as many articles use it as use the commonest one. Source: set by hand.
_ATTESTED = 0.25
_LONGEST_SLUG = 60
_GONE = Item("", "", "Place", "", None, (), (), b"", ())
_T = TypeVar("_T")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def make_entities(corpus: Corpus, clusters: Sequence[Cluster]) -> tuple[list[Entity], list[str]]:
    """Entities of clusters, and the id of the entity of each item.

    Args:
        corpus: all items, none of which is left afterwards; their mentions become the entities' own.
        clusters: every item in one.

    Returns:
        Entities sorted by id, and by item number the entity's id.
    """
    names = [canonical_name(corpus, cluster) for cluster in clusters]
    ids = _make_ids(corpus, clusters, names)
    mentions = _Mentions(corpus)
    entities = []
    for cluster, name, identifier in zip(clusters, names, ids, strict=True):
        items = [corpus.items[number] for number in cluster.items]
        entities.append(_entity(items, cluster, name, identifier, mentions.of(items)))
        # what is in an entity need not be held twice
        for number in cluster.items:
            corpus.items[number] = _GONE
    id_of = [""] * len(corpus.items)
    for cluster, identifier in zip(clusters, ids, strict=True):
        for number in cluster.items:
            id_of[number] = identifier
    entities.sort(key=attrgetter("id"))
    return entities, id_of


def canonical_name(corpus: Corpus, cluster: Cluster) -> str:
    """The most complete spelling that enough articles use.

    Completeness is the number of full words for a person and of words for an organisation, where a long form stands
    before its acronym. Countries go by the name most articles give.
    """
    first = corpus.items[cluster.items[0]]
    kind = first.type
    if len(cluster.items) == 1 and (kind != "Person" or len(spellings(first)) == 1):
        return first.name
    every = [corpus.items[number] for number in cluster.items]
    articles = (
        Counter(chain.from_iterable(map(spellings, every)))
        if kind == "Person"
        else Counter(item.name for item in every)
    )
    used = [spelling for spelling in articles if _usable(spelling, articles)]
    most = max((articles[spelling] for spelling in used if kind != "Person" or _words(spelling, kind) > 1), default=1)
    attested = [spelling for spelling in used if articles[spelling] >= _ATTESTED * most]
    if kind == "Place":
        return min(attested, key=lambda text: (-articles[text], -len(text), text))
    return min(attested, key=lambda text: (-_words(text, kind), -articles[text], -len(text), text))


def _usable(spelling: str, articles: Counter[str]) -> bool:
    """False for a headline's capitals where the name is written in small letters as well."""
    return not (
        spelling.isupper()
        and " " in spelling
        and any(text.casefold() == spelling.casefold() and not text.isupper() for text in articles)
    )


def _words(spelling: str, kind: EntityType) -> int:
    if kind == "Person":
        # initials and particles make a name no fuller: Joe Biden stays before Joseph R. Biden where both are as common
        return sum(len(word) > 1 for word in parse_person(spelling).words)
    return 0 if acronym(spelling) else 1


def slug(name: str) -> str:
    """A name as part of an IRI: lower-case ASCII words with hyphens, at most 60 characters; "" where no letter is left.

    >>> slug("Recep Tayyip Erdoğan"), slug("习近平")
    ('recep-tayyip-erdogan', '')
    """
    if name.isascii() and len(name) <= _LONGEST_SLUG and name.replace(" ", "").isalnum() and "  " not in name:
        return name.strip().lower().replace(" ", "-")
    folded = _NOT_IN_SLUG.sub("-", fold(name).replace("'", "")).strip("-")
    if len(folded) <= _LONGEST_SLUG:
        return folded
    cut = folded[: _LONGEST_SLUG + 1]
    return (cut.rsplit("-", 1)[0] if "-" in cut else cut[:_LONGEST_SLUG]).strip("-")


def digest(*parts: str, length: int = 8) -> str:
    """The first hex digits of SHA-256 over some words, kept apart by line ends."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _make_ids(corpus: Corpus, clusters: Sequence[Cluster], names: Sequence[str]) -> list[str]:
    """Ids as DESIGN lays down; entities that share type and name are told apart by their lowest mention.

    Eight digits can clash among names without slug; such ids take sixteen.
    """
    kinds = [corpus.items[cluster.items[0]].type for cluster in clusters]
    # only names that stand there twice can share a type as well
    repeated = _repeats(names)
    shared = _repeats((kind, name) for kind, name in zip(kinds, names, strict=True) if name in repeated)

    def make(number: int, length: int) -> str:
        kind, name = kinds[number], names[number]
        lowest = _lowest(corpus, clusters[number]) if name in repeated and (kind, name) in shared else ()
        slugged, unique = slug(name), digest(kind, name, *lowest, length=length)
        return f"{kind.lower()}/{slugged}-{unique}" if slugged else f"{kind.lower()}/{unique}"

    ids = [make(number, 8) for number in range(len(clusters))]
    taken = _repeats(ids)
    return [make(number, 16) if found in taken else found for number, found in enumerate(ids)] if taken else ids


def _repeats(members: Iterable[_T]) -> set[_T]:
    """What stands there more than once."""
    seen: set[_T] = set()
    repeated: set[_T] = set()
    for member in members:
        (repeated if member in seen else seen).add(member)
    return repeated


def _lowest(corpus: Corpus, cluster: Cluster) -> tuple[str, str]:
    """Lowest document id and offset at which the cluster is mentioned."""
    document, start = min(
        (item.document, min((start for start, _ in PLACE.iter_unpack(item.places)), default=-1))
        for item in map(corpus.items.__getitem__, cluster.items)
    )
    return document, str(start)


class _Mentions:
    """Makes the mentions of entities, which share documents and wordings."""

    def __init__(self, corpus: Corpus) -> None:
        self._documents = list(corpus.first_of)
        self._number_of = {document: number for number, document in enumerate(self._documents)}
        self._wordings = corpus.items[0].wordings if corpus.items else ()

    def of(self, items: Sequence[Item]) -> Mentions:
        """Mentions of some items, which are in order of their documents."""
        return Mentions(pack_rows(self._rows(items)), documents=self._documents, wordings=self._wordings)

    def _rows(self, items: Sequence[Item]) -> Iterator[tuple[int, int, int]]:
        wordings = self._wordings
        for document, some in groupby(items, key=attrgetter("document")):
            number = self._number_of[document]
            places = [place for item in some for place in PLACE.iter_unpack(item.places)]
            places.sort(key=lambda place: (place[0], wordings[place[1]]))
            before, length = -1, 0
            for start, wording in places:
                # records of other programs may tell of one place twice; a name counts before what stands for it
                if start != before or wordings[wording][0] != length:
                    yield number, wording, start
                before, length = start, wordings[wording][0]


# Most of what a frozen dataclass costs is object.__setattr__, field by field. There is an entity for most names, so it is
# filled through its slots. A new field makes the unpacking fail.
(_id, _type, _name, _kind, _ids, _mentions, _members, _merges) = (
    getattr(Entity, name).__set__ for name in Entity.__slots__
)


def _entity(items: Sequence[Item], cluster: Cluster, name: str, identifier: str, mentions: Mentions) -> Entity:
    first, alone = items[0], len(items) == 1
    entity = object.__new__(Entity)
    _id(entity, identifier)
    _type(entity, first.type)
    _name(entity, name)
    _kind(entity, first.kind if alone else _commonest([item.kind for item in items if item.kind is not None]))
    _ids(entity, tuple(sorted({pair for item in items for pair in item.ids})))
    _mentions(entity, mentions)
    _members(entity, tuple(sorted([(item.document, item.id) for item in items])))
    _merges(entity, cluster.merges if alone else tuple(sorted({*cluster.merges, *_repeated(items)})))
    return entity


def _repeated(items: Sequence[Item]) -> list[str]:
    """A sentence for each name that stands for the entity in several articles."""
    articles = Counter(item.name for item in items)
    return [f"{name}: same name in {count} articles" for name, count in articles.items() if count > 1]


def _commonest(kinds: Sequence[str]) -> str | None:
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind), default=None)
