"""From clusters to entities: the name they go by, their ids, their mentions."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from graphkit.model import Entity, Mention
from graphkit.resolve.items import spellings
from graphkit.resolve.names import fold, parse_person
from graphkit.resolve.organizations import acronym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.model import EntityType
    from graphkit.resolve.items import Cluster, Corpus, Item

#: A spelling is well attested when at least this share as many articles use it as use the commonest one. Source: set by hand.
_ATTESTED = 0.25
_LONGEST_SLUG = 60
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def make_entities(corpus: Corpus, clusters: Sequence[Cluster]) -> tuple[list[Entity], dict[int, str]]:
    """Entities of clusters, and the id of the entity of each item.

    Returns:
        Entities sorted by id, and item number to entity id.
    """
    names = [canonical_name(corpus, cluster) for cluster in clusters]
    ids = _make_ids(corpus, clusters, names)
    entities = [
        _entity(corpus, cluster, name, identifier)
        for cluster, name, identifier in zip(clusters, names, ids, strict=True)
    ]
    id_of = {number: identifier for cluster, identifier in zip(clusters, ids, strict=True) for number in cluster.items}
    return sorted(entities, key=lambda entity: entity.id), id_of


def canonical_name(corpus: Corpus, cluster: Cluster) -> str:
    """The most complete spelling that enough articles use.

    Completeness is the number of full words for a person and of words for an organisation, where a long form stands
    before its acronym. Countries go by the name most articles give.
    """
    kind = corpus.items[cluster.items[0]].local.type
    if len(cluster.items) == 1 and (kind != "Person" or len(spellings(corpus.items[cluster.items[0]].local)) == 1):
        return corpus.items[cluster.items[0]].local.name
    articles: Counter[str] = Counter()
    for number in cluster.items:
        local = corpus.items[number].local
        articles.update(spellings(local) if kind == "Person" else [local.name])
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
    kinds = [corpus.items[cluster.items[0]].local.type for cluster in clusters]
    shared = Counter(zip(kinds, names, strict=True))
    parts = [
        (kind, name, *(_lowest(corpus, cluster) if shared[kind, name] > 1 else ()))
        for kind, name, cluster in zip(kinds, names, clusters, strict=True)
    ]

    def make(number: int, length: int) -> str:
        tail = [part for part in (slug(names[number]), digest(*parts[number], length=length)) if part]
        return f"{kinds[number].lower()}/{'-'.join(tail)}"

    ids = [make(number, 8) for number in range(len(clusters))]
    taken = Counter(ids)
    return [make(number, 16) if taken[found] > 1 else found for number, found in enumerate(ids)]


def _lowest(corpus: Corpus, cluster: Cluster) -> tuple[str, str]:
    """Lowest document id and offset at which the cluster is mentioned."""
    document, start = min(
        (item.document, min((m.start for m in (*item.local.mentions, *item.local.inferred)), default=-1))
        for item in map(corpus.items.__getitem__, cluster.items)
    )
    return document, str(start)


def _entity(corpus: Corpus, cluster: Cluster, name: str, identifier: str) -> Entity:
    items = [corpus.items[number] for number in cluster.items]
    kinds = [item.local.kind for item in items if item.local.kind is not None]
    mentions = [
        _in_document(mention, item.document)
        for item in items
        for mention in (*item.local.mentions, *item.local.inferred)
    ]
    mentions.sort(key=lambda m: (m.document, m.start, m.end, m.inferred, m.text, m.rule))
    return Entity(
        id=identifier,
        type=items[0].local.type,
        name=name,
        kind=_commonest(kinds),
        ids=tuple(sorted({pair for item in items for pair in item.local.ids})),
        mentions=tuple(mentions),
        members=tuple(sorted((item.document, item.local.id) for item in items)),
        merges=tuple(sorted({*cluster.merges, *_repeated(items)})) if len(items) > 1 else cluster.merges,
    )


def _in_document(mention: Mention, document: str) -> Mention:
    # several times as quick as dataclasses.replace, and done for every mention there is
    return Mention(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        rule=mention.rule,
        inferred=mention.inferred,
        document=document,
        score=mention.score,
    )


def _repeated(items: Sequence[Item]) -> list[str]:
    """A sentence for each name that stands for the entity in several articles."""
    if len(items) == 1:
        return []
    articles = Counter(item.local.name for item in items)
    return [f"{name}: same name in {count} articles" for name, count in articles.items() if count > 1]


def _commonest(kinds: Sequence[str]) -> str | None:
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind), default=None)
