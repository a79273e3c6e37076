"""Which entities and events are as they are by decisions of people: those that were joined, or kept apart.

A graph holds the outcome of a decision and the words that it speaks of, but what led from one to the other is over. It is
found again by where the words stand: on a mention of an entity, or in a passage of an event.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.model import Anchor, Assembly, Decision, Event

Spot: TypeAlias = tuple[str, int, int]
"""Article, start and end of some words."""


def settled_by(assembly: Assembly) -> dict[str, list[Decision]]:
    """Give for ids of entities and events the decisions that joined them, or parted them from another.

    "Same" settles what now has the words of both sides, "different" what has those of one side. A decision that both are
    "unsure" changes nothing, and of an event that is "wrong" nothing is left to tell of.
    """
    found: dict[str, list[Decision]] = defaultdict(list)
    pairs = [(decision, decision.other) for decision in assembly.decisions if decision.other is not None]
    if not pairs:
        return found
    spots = {_spot(anchor) for decision, other in pairs for anchor in (decision.one, other)}
    entities = _entities(assembly, spots)
    events = _events(chain(assembly.meetings, assembly.pledges, assembly.relations), spots)
    for decision, other in pairs:
        spot, other_spot = _spot(decision.one), _spot(other)
        # words that are names speak of names, though they stand in a passage too
        table = entities if spot in entities and other_spot in entities else events
        for identifier in _changed(decision, table.get(spot, set()), table.get(other_spot, set())):
            found[identifier].append(decision)
    return found


def _changed(decision: Decision, one: set[str], other: set[str]) -> set[str]:
    if decision.judgement == "same":
        return one & other
    if decision.judgement == "different":
        kinds = {_kind(identifier) for identifier in one} & {_kind(identifier) for identifier in other}
        return {identifier for identifier in one ^ other if _kind(identifier) in kinds}
    return set()


def _kind(identifier: str) -> str:
    return identifier.partition("/")[0]


def _spot(anchor: Anchor) -> Spot:
    return anchor.document, anchor.start, anchor.end


def _entities(assembly: Assembly, spots: set[Spot]) -> Mapping[Spot, set[str]]:
    found: dict[Spot, set[str]] = defaultdict(set)
    for entity in assembly.entities:
        for spot in entity.mentions.spots():
            if spot in spots:
                found[spot].add(entity.id)
    return found


def _events(events: Iterable[Event], spots: set[Spot]) -> Mapping[Spot, set[str]]:
    """The events whose trigger stands there, else all that have a passage which holds the words."""
    of_document: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        of_document[spot[0]].append(spot)
    exact: dict[Spot, set[str]] = defaultdict(set)
    found: dict[Spot, set[str]] = defaultdict(set)
    for event in events:
        if event.trigger is not None and event.evidence:
            exact[event.evidence[0].document, *event.trigger].add(event.id)
        for passage in event.evidence:
            for spot in of_document.get(passage.document, ()):
                if passage.start <= spot[1] and spot[2] <= passage.end:
                    found[spot].add(event.id)
    return {spot: exact.get(spot) or ids for spot, ids in found.items()}
