"""Persons over all documents.

Four steps, each blind to the order of documents: same full names (apart where roles contradict each other), other
spellings of full names, shortened full names, and bare surnames. The later a step, the more signs it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graphkit.resolve.blocking import candidate_pairs
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.compare import FEATURES, SIGNS, THRESHOLD, Comparison, compare_names
from graphkit.resolve.context import NOTHING, Contexts, Surroundings, contradict, signs
from graphkit.resolve.items import Cluster, group, identifiers, ids_conflict
from graphkit.resolve.names import PersonName, parse_person, sound, sounds, surnames_first
from graphkit.resolve.same_name import SameName

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from graphkit.resolve.items import Corpus, Item
    from graphkit.resolve.rulings import Rulings


class Node(NamedTuple):
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
    ids: frozenset[tuple[str, str]] = frozenset()
    roles: Surroundings = NOTHING


def resolve_people(corpus: Corpus, countries: dict[str, frozenset[int]], rulings: Rulings) -> list[Cluster]:
    """Clusters of all items that are persons.

    Args:
        corpus: with places and organisations settled.
        countries: document id to the countries it is mainly about.
        rulings: what people have decided.
    """
    names = corpus.person_names()
    return _People(corpus, names, Contexts(corpus, countries, names), rulings).resolve()


class _People:
    """One run of the four steps."""

    def __init__(self, corpus: Corpus, names: Sequence[PersonName], contexts: Contexts, rulings: Rulings) -> None:
        self._corpus = corpus
        self._names = names
        self._contexts = contexts
        self._rulings = rulings
        self._settled = rulings.joined
        self._nodes = nodes = list(self._make_nodes())
        self._items = [node.items for node in self._nodes]
        # nothing here may point back to this object: it would outlive its use, the collector being away (`assemble`)
        items = corpus.items
        conflict = rulings.veto(
            self._items,
            lambda one, other: (
                _nodes_conflict(nodes[one], nodes[other]) or _told_apart(nodes[one], nodes[other], items)
            ),
        )
        self._clusters = Clusters(len(nodes), conflict=conflict)
        rulings.force(self._clusters, self._items)
        self._known: dict[tuple[int, int], Surroundings] = {}

    def resolve(self) -> list[Cluster]:
        full = [number for number, node in enumerate(self._nodes) if len(node.name.words) > 1]
        self._join_identifiers()
        pairs = self._compare(full)
        self._join_spellings([pair for pair in pairs if not pair[2].weak and pair[2].same])
        self._join_shortened([pair for pair in pairs if pair[2].weak or not pair[2].same])
        self._join_bare(full)
        return [
            Cluster(self._items[members[0]], reasons)
            if len(members) == 1
            else Cluster(tuple(sorted(item for number in members for item in self._items[number])), reasons)
            for members, reasons in self._clusters.groups()
        ]

    def _make_nodes(self) -> Iterable[Node]:
        """Full names a node each, or several where roles or identifiers contradict; a bare name in a document a node."""
        items, names = self._corpus.items, self._names

        def key(number: int) -> Hashable:
            name = names[number]
            return name.compact if len(name.words) > 1 else (name.compact, number)

        same_name = group(self._corpus.of_type("Person"), key)
        for part in self._rulings.refine(part for members in same_name for part in self._split(members)):
            first = items[part[0]]
            if len(part) == 1 and not first.ids and not first.telling:
                yield Node(names[part[0]], first.name, part)
            else:
                ids, roles = identifiers(self._corpus, part), self._contexts.roles_of(part)
                yield Node(names[part[0]], first.name, part, ids, roles)

    def _split(self, members: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Items of one name, apart where they can't be one person.

        Those that say nothing join the rest where there is but one; else the one they share most signs with.
        """
        if len(members) == 1:
            return [members]
        items, rulings = self._corpus.items, self._rulings
        telling = [n for n in members if items[n].ids or items[n].telling or n in rulings.group_of]
        if len(telling) < 2:
            return [members]
        found = SameName(telling, [(items[n].ids, self._contexts.roles_of((n,))) for n in telling], rulings)
        if not found.torn:
            return [members]
        groups = found.parts()
        silent: defaultdict[int, list[int]] = defaultdict(list)
        around = [self._contexts.of(part) for part in groups]
        for number in sorted(set(members) - set(telling)):
            silent[self._best_part(number, around)].append(number)
        if not found.contradictory:
            # only a decision parts them, and says nothing of the others
            silent[max(range(len(groups)), key=lambda place: (len(groups[place]), -place))] += silent.pop(-1, [])
        alone = silent.pop(-1, [])
        joined = [tuple(sorted([*part, *silent[place]])) for place, part in enumerate(groups)]
        return sorted([*joined, *((number,) for number in alone)])

    def _best_part(self, number: int, around: list[Surroundings]) -> int:
        """The part, of which the surroundings are given, that an item shares more signs with than with any other, or -1."""
        mine = self._contexts.of((number,))
        scores = [_sum(signs(mine, theirs)) for theirs in around]
        best = max(scores)
        return scores.index(best) if best > 0 and scores.count(best) == 1 else -1

    def _around(self, number: int) -> Surroundings:
        """The surroundings of the cluster that a node is in, each worked out once; clusters grow, so by size as well."""
        members = self._clusters.members(number)
        key = self._clusters.find(number), len(members)
        if key not in self._known:
            self._known[key] = self._contexts.of(item for member in members for item in self._items[member])
        return self._known[key]

    def _signs(self, one: int, other: int) -> tuple[str, ...]:
        return signs(self._around(one), self._around(other))

    def _join(self, one: int, other: int, comparison: Comparison) -> None:
        names = sorted({self._nodes[one].text, self._nodes[other].text})
        if len(names) > 1:
            self._clusters.join(one, other, f"{' = '.join(names)}: {comparison.reason}")
        else:
            self._clusters.join(one, other, f"{names[0]}, in several articles: {comparison.reason}")

    def _join_identifiers(self) -> None:
        first: dict[tuple[str, str], int] = {}
        for number, node in enumerate(self._nodes):
            for pair in sorted(node.ids) if node.ids else ():
                if first.setdefault(pair, number) != number:
                    self._join(first[pair], number, Comparison(("same_id",)))

    def _compare(self, full: list[int]) -> list[tuple[int, int, Comparison]]:
        """Pairs of nodes with full names that are not in conflict."""
        names = [self._nodes[number].name for number in full]
        return [
            (full[one], full[other], comparison)
            for one, other in candidate_pairs(names)
            if names[one].compact != names[other].compact
            and (comparison := compare_names(names[one], names[other])).features
        ]

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
        bare = [number for number, node in enumerate(self._nodes) if len(node.name.words) == 1]
        bearers = self._bearers(full, {sound(self._nodes[number].name.surname) for number in bare})
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

    def _bearers(self, full: list[int], wanted: set[str]) -> dict[str, set[int]]:
        """Of each of some words, as they sound, the nodes that go by it."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        if wanted:
            words = list({node.name.surname for node in self._nodes})
            heard = dict(zip(words, sounds(words), strict=True))
            for number in full:
                for word in self._short_forms(self._nodes[number]):
                    if (sounded := heard.get(word) or sound(word)) in wanted:
                        found[sounded].add(number)
        return found

    def _short_forms(self, node: Node) -> set[str]:
        """What a paper calls a person by one word: the surname, and whatever the articles use."""
        words = {node.name.surname}
        if node.name.given in surnames_first() and len(node.name.words) < 4:
            words.add(node.name.given)
        texts = {text for item in node.items for text in self._corpus.items[item].texts}
        words.update(parse_person(text).surname for text in texts if " " not in text)
        return words

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


def _told_apart(one: Node, other: Node, items: Sequence[Item]) -> bool:
    """Whether an article names both, alike but for a middle name or suffix, and as two people (father and son, say)."""
    left, right = one.name, other.name
    if min(len(left.words), len(right.words)) < 2 or left.compact == right.compact:
        return False
    if (left.given, left.surname) != (right.given, right.surname):
        return False
    return not {items[number].document for number in one.items}.isdisjoint(items[n].document for n in other.items)


def _completeness(name: PersonName) -> tuple[int, int, int]:
    return sum(len(word) > 1 for word in name.words), len(name.words), len(name.compact)


def _sum(features: Iterable[str]) -> float:
    return sum(FEATURES[feature][0] for feature in features)
