"""Decisions in terms of what resolution works on: which items must be one, which must be two, which events are wrong."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, cast

from graphkit.resolve.clusters import Clusters
from graphkit.resolve.items import ids_conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graphkit.model import Anchor, Decision, Event, Extraction
    from graphkit.resolve.items import Corpus

#: Two items, or two reports of events, the lower number first, and what was decided of them.
Pair = tuple[int, int, "Decision"]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What decisions say of items.

    Attributes:
        same: pairs of items that are one, with the decision.
        group_of: item to the lowest item that it is one with by decision; only items that a decision names.
        apart: group to the groups that it must be kept apart from.
        holding: decisions that hold, sorted.
        warnings: decisions that can't hold, in words, sorted.
        events: decisions on two events, of which `event_rulings` finds the reports once the parties are known.
    """

    same: tuple[Pair, ...] = ()
    group_of: dict[int, int] = field(default_factory=dict)
    apart: dict[int, frozenset[int]] = field(default_factory=dict)
    holding: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()
    events: tuple[Decision, ...] = ()

    def keep_apart(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """True where a decision keeps some items from others."""
        if not self.apart:
            return False
        groups = {self.group_of[item] for item in right if item in self.group_of}
        return any(not self.apart.get(self.group_of.get(item, -1), frozenset()).isdisjoint(groups) for item in left)

    @property
    def joined(self) -> frozenset[int]:
        """Items that are decided to be one with others."""
        return frozenset(item for one, other, _ in self.same for item in (one, other))

    def split(self, members: Sequence[int]) -> list[tuple[int, ...]]:
        """Items of one name, apart where a decision says so; the others stay with the lowest one that it names."""
        named = [item for item in members if item in self.group_of] if self.apart else []
        if not self.keep_apart(named, named):
            return [tuple(members)]
        parts = Clusters(
            len(named), conflict=lambda a, b: self.keep_apart([named[i] for i in a], [named[i] for i in b])
        )
        for other in range(1, len(named)):
            for one in range(other):
                parts.join(one, other)
        groups = [[named[place] for place in found] for found, _ in parts.groups()]
        groups[0] += [item for item in members if item not in self.group_of]
        return sorted(tuple(sorted(group)) for group in groups)

    def refine(self, nodes: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Nodes that can be put together as decided without bringing together what is to be kept apart.

        Where "same" joins two nodes, and a decision parts one's item from the other's, both nodes fall apart: a shared
        name is no reason against a decision.
        """
        kept = list(nodes)
        while self.apart and self.same:
            clusters = Clusters(len(kept))
            self.force(clusters, kept)
            torn: set[int] = set()
            for members, _ in clusters.groups():
                items = [item for number in members for item in kept[number]] if len(members) > 1 else []
                if self.keep_apart(items, items):
                    torn.update(members)
            if not torn:
                break
            kept = [
                part
                for number, node in enumerate(kept)
                for part in (self._by_group(node) if number in torn else [node])
            ]
        return kept

    def _by_group(self, node: tuple[int, ...]) -> list[tuple[int, ...]]:
        """The items of a node by the group they are in; those in none stay with the lowest."""
        groups: dict[int, list[int]] = {}
        for item in node:
            if item in self.group_of:
                groups.setdefault(self.group_of[item], []).append(item)
        if groups:
            groups[min(groups)] += [item for item in node if item not in self.group_of]
        return sorted(tuple(sorted(group)) for group in groups.values()) or [node]

    def veto(
        self, nodes: Sequence[Sequence[int]], conflict: Callable[[int, int], bool]
    ) -> Callable[[Sequence[int], Sequence[int]], bool]:
        """What `Clusters` asks before it joins: a conflict of two nodes counts, or a decision.

        Nodes that are one by decision go by several names, so that another node is in conflict with them only where it
        is with all of them.

        Args:
            nodes: number of a node to its items.
            conflict: whether two nodes can't be one by themselves.
        """

        def plain(left: Sequence[int], right: Sequence[int]) -> bool:
            return any(conflict(one, other) for one in left for other in right)

        def decided(left: Sequence[int], right: Sequence[int]) -> bool:
            mine, theirs = ((item for number in side for item in nodes[number]) for side in (left, right))
            return self.keep_apart(mine, theirs) or any(
                all(conflict(one, other) for one in ours for other in others)
                for ours in self._units(left, nodes)
                for others in self._units(right, nodes)
            )

        return decided if self.group_of else plain

    def _units(self, numbers: Iterable[int], nodes: Sequence[Sequence[int]]) -> list[list[int]]:
        """Numbers of nodes in lists: those that are one by decision together, every other one alone."""
        found: dict[int, list[int]] = {}
        for number in numbers:
            group = next((self.group_of[item] for item in nodes[number] if item in self.group_of), -1 - number)
            found.setdefault(group, []).append(number)
        return list(found.values())

    def force(self, clusters: Clusters, nodes: Sequence[Sequence[int]]) -> None:
        """Put nodes together that are decided to be one."""
        node_of = {item: number for number, node in enumerate(nodes) for item in node} if self.same else {}
        for one, other, _ in self.same:
            if one in node_of and other in node_of:
                clusters.force(node_of[one], node_of[other])

    def reasons(self, items: Iterable[int], names: Callable[[int], str]) -> list[str]:
        """A sentence for each decision that two of the items are one."""
        inside = set(items)
        return [
            f"{' = '.join(sorted({names(one), names(other)}))}: {told(decision)}"
            for one, other, decision in self.same
            if one in inside and other in inside
        ]


def told(decision: Decision) -> str:
    """A decision in words, without what it is on."""
    by = f" by {decision.by}" if decision.by else ""
    note = f" ({decision.note})" if decision.note else ""
    return f"decided to be {decision.judgement}{by} on {decision.when.isoformat()}{note}"


def name_decision(decision: Decision) -> str:
    """A decision in words, so that a person finds it in the file."""
    both = [decision.one] if decision.other is None else [decision.one, decision.other]
    spots = " and ".join(f"{a.text!r} ({a.document}, {a.start} to {a.end})" for a in both)
    return f"{spots}, {told(decision)}"


def sorted_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions by the words they speak of, each once."""
    return sorted(set(decisions), key=lambda decision: decision.order)


def make_rulings(
    corpus: Corpus,
    extractions: Sequence[Extraction],
    decisions: Iterable[Decision],
    *,
    given: Mapping[int, tuple[str, str]],
) -> Rulings:
    """Find what decisions speak of, and set those aside that contradict each other.

    A decision whose words are not there does nothing. Where "same" leads, over whatever chain, from one mention to
    another that is decided to be different, none of the decisions on the way counts.

    Args:
        corpus: all items.
        extractions: what the items come from.
        decisions: in any order.
        given: item to the user's own identifier, which contradicts a decision as another decision would.
    """
    ordered = sorted_decisions(decisions)
    if not ordered:
        return Rulings()
    finder = _Finder(corpus, extractions, ordered)
    same: list[Pair] = []
    different: list[Pair] = []
    holding: list[Decision] = []
    events: list[Decision] = []
    for decision in ordered:
        if decision.other is None or decision.judgement == "wrong":
            if finder.event(decision):
                holding.append(decision)
            continue
        if finder.on_events(decision):
            events.append(decision)
            continue
        pair = finder.pair(decision)
        if pair is not None and decision.judgement in {"same", "different"}:
            (same if decision.judgement == "same" else different).append((*pair, decision))
        elif pair is not None:
            holding.append(decision)
    different, clashes = _against_ids(different, given)
    aside, warnings = find_contradictions(same, different, given)
    warnings += clashes
    same = [pair for pair in same if pair[2] not in aside]
    different = [pair for pair in different if pair[2] not in aside]
    holding += [decision for _, _, decision in (*same, *different)]
    found = bundle(same, different, holding, [*finder.warnings, *warnings])
    return replace(found, events=tuple(events))


def bundle(
    same: Sequence[Pair], different: Sequence[Pair], holding: Iterable[Decision] = (), warnings: Iterable[str] = ()
) -> Rulings:
    """Rulings out of pairs that don't contradict each other."""
    parent: dict[int, int] = {}
    for one, other, _ in (*same, *different):
        parent.setdefault(one, one)
        parent.setdefault(other, other)

    def find(item: int) -> int:
        while parent[item] != item:
            item = parent[item]
        return item

    for one, other, _ in same:
        low, high = sorted((find(one), find(other)))
        parent[high] = low
    group_of = {item: find(item) for item in parent}
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for one, other, _ in different:
        apart[group_of[one]].add(group_of[other])
        apart[group_of[other]].add(group_of[one])
    return Rulings(
        same=tuple(same),
        group_of=group_of,
        apart={group: frozenset(others) for group, others in apart.items()},
        holding=tuple(sorted_decisions(holding)),
        warnings=tuple(sorted(warnings)),
    )


class _Finder:
    """Finds the items and events that decisions speak of, and notes what is not there."""

    def __init__(self, corpus: Corpus, extractions: Sequence[Extraction], decisions: Sequence[Decision]) -> None:
        self.warnings: list[str] = []
        self._corpus = corpus
        wanted = {a.document for d in decisions for a in (d.one, d.other) if a is not None}
        self._items: dict[tuple[str, int, int, str], int] = {}
        for number, item in enumerate(corpus.items):
            if item.document in wanted:
                for mention in item.mentions(inferred=True):
                    self._items.setdefault((item.document, mention.start, mention.end, mention.text), number)
        self._events: set[tuple[str, int, int, str]] = set()
        for extraction in extractions:
            if extraction.document.id in wanted:
                events: tuple[Event, ...] = (*extraction.meetings, *extraction.pledges, *extraction.relations)
                self._events |= {(extraction.document.id, *spot) for event in events for spot in event_spots(event)}

    def on_events(self, decision: Decision) -> bool:
        """True where a decision on two speaks of events and not of names."""
        spots = [spot_of(anchor) for anchor in (decision.one, decision.other) if anchor is not None]
        return any(spot in self._events for spot in spots) and not all(spot in self._items for spot in spots)

    def pair(self, decision: Decision) -> tuple[int, int] | None:
        """The items of the two mentions, lower number first; None with a warning where they can't be used."""
        items = [self._items.get(spot_of(anchor)) for anchor in (decision.one, cast("Anchor", decision.other))]
        if None in items:
            self.warnings.append(
                f"a decision speaks of words that no name stands on, nor an event: {name_decision(decision)}"
            )
            return None
        one, other = sorted(cast("list[int]", items))
        left, right = self._corpus.items[one].type, self._corpus.items[other].type
        if decision.judgement == "same" and left != right:
            self.warnings.append(f"a decision would put {left} and {right} together: {name_decision(decision)}")
            return None
        if decision.judgement == "different" and one == other:
            self.warnings.append(
                f"a decision would part what one article tells as one; that is settled when the article is read: {name_decision(decision)}"
            )
            return None
        return one, other

    def event(self, decision: Decision) -> bool:
        """True where an event stands on the words of a decision."""
        if spot_of(decision.one) in self._events:
            return True
        self.warnings.append(f"a decision speaks of an event that is not there: {name_decision(decision)}")
        return False


def spot_of(anchor: Anchor) -> tuple[str, int, int, str]:
    """Where the words of an anchor stand, and the words."""
    return anchor.document, anchor.start, anchor.end, anchor.text


def event_spots(event: Event) -> list[tuple[int, int, str]]:
    """Where a decision may point to an event of one article: its passages, and its trigger."""
    spots = [(passage.start, passage.end, passage.quote) for passage in event.evidence]
    if event.trigger is not None and event.evidence:
        first, (start, end) = event.evidence[0], event.trigger
        if first.start <= start < end <= first.end:
            spots.append((start, end, first.quote[start - first.start : end - first.start]))
    return spots


def wrong_spots(rulings: Rulings) -> frozenset[tuple[str, int, int, str]]:
    """The words of events that are decided to be wrong."""
    return frozenset(spot_of(decision.one) for decision in rulings.holding if decision.judgement == "wrong")


def _against_ids(different: list[Pair], given: Mapping[int, tuple[str, str]]) -> tuple[list[Pair], list[str]]:
    """Those decisions that do not part what has one of the user's identifiers, and a warning for each that does."""
    kept = [pair for pair in different if pair[0] not in given or given[pair[0]] != given.get(pair[1])]
    return kept, [
        f"a decision parts what the gazetteer gives one id, {given[one][1]!r}, so it doesn't count: {name_decision(decision)}"
        for one, other, decision in different
        if (one, other, decision) not in kept
    ]


def find_contradictions(
    same: Sequence[Pair], different: Sequence[Pair], given: Mapping[int, tuple[str, str]]
) -> tuple[set[Decision], list[str]]:
    """Decisions that lead to a contradiction, and a warning for each "different" that they contradict."""
    edges: defaultdict[int, list[tuple[int, Decision]]] = defaultdict(list)
    for one, other, decision in same:
        edges[one].append((other, decision))
        edges[other].append((one, decision))
    aside: set[Decision] = set()
    warnings = []
    known = sorted(item for item in edges if item in given)
    for one, other in combinations(known, 2):
        while ids_conflict([given[one]], [given[other]]) and (path := _path(edges, one, other, aside)) is not None:
            aside.update(path)
            against = "; ".join(name_decision(d) for d in sorted_decisions(path))
            warnings.append(f"decisions join what the gazetteer gives different ids, so none of them counts: {against}")
    gone = frozenset(aside)
    for one, other, decision in different:
        guilty: set[Decision] = set()
        while (path := _path(edges, one, other, {*guilty, *gone})) is not None:
            guilty.update(path)
        if guilty:
            against = "; ".join(name_decision(d) for d in sorted_decisions(guilty))
            warnings.append(
                f"decisions contradict each other, so none of them counts: {name_decision(decision)}; {against}"
            )
            aside |= guilty | {decision}
    return aside, warnings


def _path(
    edges: dict[int, list[tuple[int, Decision]]], start: int, goal: int, without: set[Decision]
) -> list[Decision] | None:
    """Decisions on the shortest way from one item to another, or None."""
    before: dict[int, tuple[int, Decision] | None] = {start: None}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if at == goal:
            path = []
            while (step := before[at]) is not None:
                path.append(step[1])
                at = step[0]
            return path
        for other, decision in edges.get(at, ()):
            if decision not in without and other not in before:
                before[other] = (at, decision)
                queue.append(other)
    return None
