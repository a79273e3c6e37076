"""Persons over all documents.

Four steps, each blind to the order of documents: same full names (apart where roles contradict each other), other
spellings of full names, shortened full names, and bare surnames. The later a step, the more signs it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graphkit.resolve.blocking import candidate_pairs
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.compare import FEATURES, SIGNS, THRESHOLD, Comparison, compare_names
from graphkit.resolve.context import Contexts, Surroundings, contradict, signs
from graphkit.resolve.items import Cluster, group, identifiers, ids_conflict
from graphkit.resolve.names import PersonName, parse_person, sound, surnames_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.resolve.items import Corpus, Item
    from graphkit.resolve.rulings import Rulings


@dataclass(frozen=True, slots=True)
class Node:
    """Items with one name that are one person.

    Attributes:
        name: the name in parts.
        text: the name as written in the first item.
        items: numbers of the items, ascending.
        ids: identifiers of the items.
        roles: what their roles say.
    """

    name: PersonName
    text: str
    items: tuple[int, ...]
    ids: frozenset[tuple[str, str]]
    roles: Surroundings


def resolve_people(corpus: Corpus, countries: dict[str, frozenset[int]], rulings: Rulings) -> list[Cluster]:
    """Clusters of all items that are persons.

    Args:
        corpus: with places and organisations settled.
        countries: document id to the countries it is mainly about.
        rulings: what people have decided.
    """
    return _People(corpus, Contexts(corpus, countries), rulings).resolve()


class _People:
    """One run of the four steps."""

    def __init__(self, corpus: Corpus, contexts: Contexts, rulings: Rulings) -> None:
        self._corpus = corpus
        self._contexts = contexts
        self._rulings = rulings
        self._settled = rulings.joined
        self._nodes = list(self._make_nodes())
        self._items = [node.items for node in self._nodes]
        self._clusters = Clusters(len(self._nodes), conflict=rulings.veto(self._items, self._in_conflict))
        rulings.force(self._clusters, self._items)
        self._around = lru_cache(maxsize=1 << 16)(self._surroundings)

    def resolve(self) -> list[Cluster]:
        full = [number for number, node in enumerate(self._nodes) if node.name.full]
        self._join_identifiers()
        pairs = self._compare(full)
        self._join_spellings([pair for pair in pairs if not pair[2].weak and pair[2].same])
        self._join_shortened([pair for pair in pairs if pair[2].weak or not pair[2].same])
        self._join_bare(full)
        return [
            Cluster(tuple(sorted(item for number in members for item in self._nodes[number].items)), reasons)
            for members, reasons in self._clusters.groups()
        ]

    def _make_nodes(self) -> Iterable[Node]:
        """Full names a node each, or several where roles or identifiers contradict; a bare name in a document a node."""

        def key(item: Item) -> tuple[object, ...]:
            return (item.name.compact,) if item.name.full else (item.name.compact, item.document, item.local.id)

        same_name = group(self._corpus, self._corpus.of_type("Person"), key)
        for part in self._rulings.refine(part for members in same_name for part in self._split(members)):
            first = self._corpus.items[part[0]]
            ids, roles = identifiers(self._corpus, part), self._contexts.roles_of(part)
            yield Node(first.name, first.local.name, part, ids, roles)

    def _split(self, members: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Items of one name, apart where they can't be one person.

        Those that say nothing join the rest where there is but one; else the one they share most signs with.
        """
        items, rulings = self._corpus.items, self._rulings
        telling = [n for n in members if items[n].local.ids or items[n].telling or n in rulings.group_of]
        roles = {number: self._contexts.roles_of((number,)) for number in telling}

        conflict = rulings.veto([(n,) for n in telling], lambda i, j: self._contradict(telling[i], telling[j], roles))
        everybody = range(len(telling))
        if len(telling) < 2 or not conflict(everybody, everybody):
            return [members]
        parts = Clusters(len(telling), conflict=conflict)
        rulings.force(parts, [(n,) for n in telling])
        ranked = sorted(
            (-len(signs(roles[telling[i]], roles[telling[j]])), i, j) for j in range(len(telling)) for i in range(j)
        )
        for _, i, j in ranked:
            parts.join(i, j)
        groups = [[telling[i] for i in found] for found, _ in parts.groups()]
        silent: defaultdict[int, list[int]] = defaultdict(list)
        for number in sorted(set(members) - set(telling)):
            silent[self._best_part(number, groups)].append(number)
        if not any(self._contradict(i, j, roles) for i in telling for j in telling):
            # only a decision parts them, and says nothing of the others
            silent[max(range(len(groups)), key=lambda place: (len(groups[place]), -place))] += silent.pop(-1, [])
        alone = silent.pop(-1, [])
        joined = [tuple(sorted([*found, *silent[place]])) for place, found in enumerate(groups)]
        return sorted([*joined, *((number,) for number in alone)])

    def _contradict(self, one: int, other: int, roles: dict[int, Surroundings]) -> bool:
        items = self._corpus.items
        return ids_conflict(items[one].local.ids, items[other].local.ids) or (
            not set(items[one].local.ids) & set(items[other].local.ids) and bool(contradict(roles[one], roles[other]))
        )

    def _best_part(self, number: int, groups: list[list[int]]) -> int:
        """The part that an item shares more signs with than with any other, or -1."""
        mine = self._contexts.of((number,))
        scores = [_sum(signs(mine, self._contexts.of(found))) for found in groups]
        best = max(scores)
        return scores.index(best) if best > 0 and scores.count(best) == 1 else -1

    def _in_conflict(self, one: int, other: int) -> bool:
        return _nodes_conflict(self._nodes[one], self._nodes[other])

    def _surroundings(self, root: int, size: int) -> Surroundings:
        """Of a cluster; its size is part of the key, since clusters grow."""
        del size
        return self._contexts.of(item for number in self._clusters.members(root) for item in self._nodes[number].items)

    def _signs(self, one: int, other: int) -> tuple[str, ...]:
        left, right = self._clusters.find(one), self._clusters.find(other)
        return signs(
            self._around(left, len(self._clusters.members(left))),
            self._around(right, len(self._clusters.members(right))),
        )

    def _join(self, one: int, other: int, comparison: Comparison) -> None:
        names = sorted({self._nodes[one].text, self._nodes[other].text})
        if len(names) > 1:
            self._clusters.join(one, other, f"{' = '.join(names)}: {comparison.reason}")
        else:
            self._clusters.join(one, other, f"{names[0]}, in several articles: {comparison.reason}")

    def _join_identifiers(self) -> None:
        first: dict[tuple[str, str], int] = {}
        for number, node in enumerate(self._nodes):
            for pair in sorted(node.ids):
                if first.setdefault(pair, number) != number:
                    self._join(first[pair], number, Comparison(("same_id",)))

    def _compare(self, full: list[int]) -> list[tuple[int, int, Comparison]]:
        """Pairs of nodes with full names that are not in conflict."""
        by_name: defaultdict[PersonName, list[int]] = defaultdict(list)
        for number in full:
            by_name[self._nodes[number].name].append(number)
        names = list(by_name)
        pairs = []
        for one, other in candidate_pairs(names):
            comparison = compare_names(names[one], names[other])
            if comparison.features:
                pairs += [(i, j, comparison) for i in by_name[names[one]] for j in by_name[names[other]]]
        return pairs

    def _join_spellings(self, pairs: list[tuple[int, int, Comparison]]) -> None:
        """Join names that agree, but none that agrees with two others that contradict each other."""
        friends: defaultdict[int, set[int]] = defaultdict(set)
        for one, other, _ in pairs:
            friends[one].add(other)
            friends[other].add(one)
        torn = {
            number
            for number, others in friends.items()
            if any(_nodes_conflict(self._nodes[i], self._nodes[j]) for i in others for j in others if i < j)
        }
        ranked = sorted(pairs, key=lambda pair: (-pair[2].score, self._order(pair[0]), self._order(pair[1])))
        for one, other, comparison in ranked:
            if one not in torn and other not in torn:
                self._join(one, other, comparison)
        self._join_shortened([pair for pair in pairs if pair[0] in torn or pair[1] in torn])

    def _order(self, number: int) -> tuple[str, int]:
        return self._nodes[number].text, number

    def _join_shortened(self, pairs: list[tuple[int, int, Comparison]]) -> None:
        """Join each shorter name to the only longer one it may stand for, or to the one that most signs speak for."""
        candidates: defaultdict[int, list[tuple[int, Comparison]]] = defaultdict(list)
        for one, other, comparison in pairs:
            short, long = sorted(
                (one, other), key=lambda number: (_completeness(self._nodes[number].name), self._order(number))
            )
            candidates[short].append((long, comparison))
        self._choose(candidates)

    def _choose(self, candidates: dict[int, list[tuple[int, Comparison]]]) -> None:
        """For each node the best of its candidates, all chosen before any is joined."""
        chosen = []
        for short, found in candidates.items():
            if not self._settled.isdisjoint(self._items[short]):
                continue
            best: dict[int, tuple[float, int, Comparison]] = {}
            for long, comparison in found:
                root = self._clusters.find(long)
                signed = comparison.with_signs(self._signs(short, long))
                entry = (signed.score, long, signed)
                if self._decided_apart(short, long):
                    continue
                if root != self._clusters.find(short) and (root not in best or entry[0] > best[root][0]):
                    best[root] = entry
            ranked = sorted(best.values(), key=lambda entry: (-entry[0], self._order(entry[1])))
            if len(ranked) == 1:
                chosen.append((short, ranked[0][1], ranked[0][2].with_signs(("only_candidate",))))
            elif (
                ranked
                and SIGNS & set(ranked[0][2].features)
                and not any(SIGNS & set(e[2].features) for e in ranked[1:])
            ):
                chosen.append((short, ranked[0][1], ranked[0][2].with_signs(("only_with_signs",))))
            elif ranked and SIGNS & set(ranked[0][2].features) and ranked[0][0] >= ranked[1][0] + 1:
                chosen.append((short, ranked[0][1], ranked[0][2]))
        for short, long, comparison in sorted(
            chosen, key=lambda entry: (-entry[2].score, self._order(entry[0]), self._order(entry[1]))
        ):
            if comparison.score >= THRESHOLD:
                self._join(short, long, comparison)

    def _decided_apart(self, one: int, other: int) -> bool:
        left, right = ((i for n in self._clusters.members(m) for i in self._items[n]) for m in (one, other))
        return bool(self._rulings.apart) and self._rulings.keep_apart(left, right)

    def _join_bare(self, full: list[int]) -> None:
        """Join bare surnames, document by document, to the person they may stand for."""
        bearers: defaultdict[str, set[int]] = defaultdict(set)
        for number in full:
            for word in self._short_forms(self._nodes[number]):
                bearers[word].add(number)
        bare = [number for number, node in enumerate(self._nodes) if not node.name.full]
        alone = Comparison(("name_alone",))
        self._choose(
            {
                number: [(bearer, alone) for bearer in sorted(bearers.get(sound(self._nodes[number].name.surname), ()))]
                for number in bare
            }
        )
        rest: defaultdict[str, list[int]] = defaultdict(list)
        for number in bare:
            if self._clusters.find(number) == number and len(self._clusters.members(number)) == 1:
                rest[self._nodes[number].name.compact].append(number)
        for _, numbers in sorted(rest.items()):
            self._join_alike(numbers, known=bool(bearers.get(sound(self._nodes[numbers[0]].name.surname))))

    def _short_forms(self, node: Node) -> set[str]:
        """What a paper calls a person by one word: the surname, and whatever the articles use."""
        words = {node.name.surname}
        if node.name.given in surnames_first() and len(node.name.words) < 4:
            words.add(node.name.given)
        for item in node.items:
            for mention in self._corpus.items[item].local.mentions:
                if " " not in mention.text:
                    words.add(parse_person(mention.text).surname)
        return {sound(word) for word in words}

    def _join_alike(self, numbers: list[int], *, known: bool) -> None:
        """Join the same bare name in several articles: where no full name has it, or where something else agrees."""
        first: dict[object, int] = {}
        for number in numbers:
            around = self._contexts.of(self._nodes[number].items)
            # in a fixed order, since what is joined first can forbid what comes later
            for key in [*sorted(around.keys(), key=repr), *([] if known else [""])]:
                other = first.setdefault(key, number)
                if self._clusters.find(other) != self._clusters.find(number):
                    found = signs(self._contexts.of(self._nodes[other].items), around)
                    self._join(other, number, Comparison(("same_name", *found)))


def _nodes_conflict(one: Node, other: Node) -> bool:
    if set(one.ids) & set(other.ids):
        return False
    if one.name.full and other.name.full and compare_names(one.name, other.name).conflict:
        return True
    return ids_conflict(one.ids, other.ids) or bool(contradict(one.roles, other.roles))


def _completeness(name: PersonName) -> tuple[int, int, int]:
    return sum(len(word) > 1 for word in name.words), len(name.words), len(name.compact)


def _sum(features: Iterable[str]) -> float:
    return sum(FEATURES[feature][0] for feature in features)
