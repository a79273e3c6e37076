"""Items that bear one name, apart where what articles say of them can't be true of one person.

Those whom everybody knows are told of in thousands of articles, but in few ways. So pairs of ways are compared, never
pairs of articles; the parts are those that comparing all pairs would give.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from graphkit.resolve.clusters import Clusters
from graphkit.resolve.context import contradict, signs
from graphkit.resolve.items import ids_conflict

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from graphkit.resolve.context import Surroundings
    from graphkit.resolve.rulings import Rulings

#: How many pairs of ways are remembered.
_REMEMBERED = 1 << 16
#: What an article says of a person: identifiers and roles.
Told = tuple[tuple[tuple[str, str], ...], "Surroundings"]


class SameName:
    """Items of one name that say who is meant."""

    def __init__(self, items: Sequence[int], told: Sequence[Told], rulings: Rulings) -> None:
        """Take the items and what their articles say.

        Args:
            items: their numbers, ascending.
            told: what the article of each says.
            rulings: what people have decided.
        """
        self._items = items
        self._rulings = rulings
        # an item that a decision names is like no other
        keys: list[Hashable] = [
            item if item in rulings.group_of else way for item, way in zip(items, told, strict=True)
        ]
        firsts = {key: place for place, key in reversed(list(enumerate(keys)))}
        numbers = {key: number for number, key in enumerate(firsts)}
        self._ways = ways = [told[place] for place in firsts.values()]
        self._way = way_of = [numbers[key] for key in keys]

        # the collector being away (`assemble`), these may not point back to this object
        @lru_cache(maxsize=_REMEMBERED)
        def clash(one: int, other: int) -> bool:
            return _clash(ways[one], ways[other])

        @lru_cache(maxsize=_REMEMBERED)
        def alike(one: int, other: int) -> int:
            return len(signs(ways[one][1], ways[other][1]))

        self._clash = clash
        self._alike = alike
        self._veto = rulings.veto([(item,) for item in items], lambda i, j: clash(way_of[i], way_of[j]))

    @property
    def torn(self) -> bool:
        """Whether they can't all be one person."""
        some = self._one_of_each_way(range(len(self._items)))
        return self._veto(some, some)

    @property
    def contradictory(self) -> bool:
        """Whether what the articles say is contradictory, whatever was decided."""
        ways = range(len(self._ways))
        return any(self._clash(one, other) for one in ways for other in ways)

    def parts(self) -> list[list[int]]:
        """The items of each person: joined pair by pair, those with most signs for one person first, then the lowest."""
        clusters = Clusters(len(self._items), conflict=lambda left, right: self._veto(held[left[0]], held[right[0]]))
        self._rulings.force(clusters, [(item,) for item in self._items])
        # of each cluster, by its lowest place, a place for each way: another of the same way changes no answer
        held = {members[0]: self._one_of_each_way(members) for members, _ in clusters.groups()}
        ways = range(len(self._ways))
        for count in sorted({self._alike(one, other) for one in ways for other in ways}, reverse=True):
            done: defaultdict[int, list[int]] = defaultdict(list)
            for place, way in enumerate(self._way):
                # what an earlier one of the same way and cluster has asked of all others has its answer
                if not any(clusters.find(other) == clusters.find(place) for other in done[way]):
                    done[way].append(place)
                    self._join(place, count, clusters, held)
        return [[self._items[place] for place in members] for members, _ in clusters.groups()]

    def _join(self, place: int, count: int, clusters: Clusters, held: dict[int, list[int]]) -> None:
        """Join an item with all later ones with which it shares so many signs."""
        way, refused = self._way[place], set()
        for other in range(place + 1, len(self._items)):
            if self._alike(way, self._way[other]) != count:
                continue
            low, high = sorted((clusters.find(place), clusters.find(other)))
            if low == high or (low, high) in refused:
                continue
            if clusters.join(low, high):
                held[low] = self._one_of_each_way([*held[low], *held.pop(high)])
            else:
                refused.add((low, high))

    def _one_of_each_way(self, places: Sequence[int]) -> list[int]:
        return list({self._way[place]: place for place in places}.values())


def _clash(one: Told, other: Told) -> bool:
    """Whether two ways can't be true of one person."""
    (mine, left), (theirs, right) = one, other
    return ids_conflict(mine, theirs) or (not set(mine) & set(theirs) and bool(contradict(left, right)))
