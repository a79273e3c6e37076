"""Places over all documents: countries by identifier or name, other places by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.resolve.clusters import Clusters
from graphkit.resolve.items import Cluster, group, identifiers, ids_conflict
from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from graphkit.resolve.items import Corpus, Item
    from graphkit.resolve.rulings import Rulings


def resolve_places(corpus: Corpus, rulings: Rulings) -> list[Cluster]:
    """Clusters of all items that are places.

    A country and a place of another kind with the same name stay two (Georgia), and so do places with different
    identifiers. A name without identifier joins those that have one where all of them have the same.
    """
    same_key = group(corpus.of_type("Place"), lambda number: _key(corpus.items[number]))
    nodes = rulings.refine(part for same in same_key for part in rulings.split(same))
    ids = [identifiers(corpus, node) for node in nodes]

    def conflict(one: int, other: int) -> bool:
        return ids_conflict(ids[one], ids[other])

    clusters = Clusters(len(nodes), conflict=rulings.veto(nodes, conflict))
    rulings.force(clusters, nodes)
    by_id: dict[tuple[str, str], int] = {}
    by_name: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        item = corpus.items[node[0]]
        by_name[_key(item)[:2]].append(index)
        for pair in sorted(ids[index]):
            first = by_id.setdefault(pair, index)
            clusters.join(first, index, _sentence(corpus, nodes[first][0], node[0], "same identifier"))
    for same in by_name.values():
        known = [index for index in same if ids[index]]
        if len({clusters.find(index) for index in known}) < 2:
            for index in same:
                clusters.join((known or same)[0], index)
    return [
        Cluster(tuple(sorted(number for index in members for number in nodes[index])), reasons)
        for members, reasons in clusters.groups()
    ]


def _key(item: Item) -> tuple[object, ...]:
    name = " ".join(fold(item.name).removeprefix("the ").split())
    return name, item.kind == "country", item.ids


def _sentence(corpus: Corpus, one: int, other: int, reason: str) -> str:
    names = sorted({corpus.items[one].name, corpus.items[other].name})
    return f"{' = '.join(names)}: {reason}" if len(names) > 1 else ""
