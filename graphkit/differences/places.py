"""Where one graph's mentions and passages stand in another graph, whose articles may have been edited meanwhile.

A sentence that is put before others moves all of them, and what they say is the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from graphkit.model import Meeting, Mentions, Pledge, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.model import Assembly, Entity, Event, Evidence

Place = tuple[int, int, str]
"""First code point, one past the last, and the words between."""

_Moves = dict[str, dict[Place, int]]
"""By document, how far places have moved, of those that have."""

_Telling = TypeVar("_Telling", Meeting, Pledge, Relation, Role)


def follow(before: Assembly, after: Assembly) -> Assembly:
    """Give the first graph with its mentions and passages where the second has them.

    Only those of documents whose text is another in the second are moved: to where the same words stand in the same order.
    What is in the second at its old place, or nowhere, stays where it is.
    """
    old, new = _places(before), _places(after)
    moves: _Moves = {}
    for document in old.keys() & new.keys():
        gone, come = old[document].keys() - new[document].keys(), new[document].keys() - old[document].keys()
        if gone and come and _is_edited(old[document], new[document]):
            moves[document] = _matched(sorted(gone), sorted(come))
    if not any(moves.values()):
        return before
    return replace(
        before,
        entities=tuple(_moved_entity(entity, moves) for entity in before.entities),
        meetings=tuple(_moved(event, moves) for event in before.meetings),
        pledges=tuple(_moved(event, moves) for event in before.pledges),
        relations=tuple(_moved(event, moves) for event in before.relations),
        roles=tuple(_moved(role, moves) for role in before.roles),
    )


def _places(assembly: Assembly) -> Mapping[str, dict[Place, bool]]:
    """All places of each document; True where a sentence tells of an event."""
    found: dict[str, dict[Place, bool]] = defaultdict(dict)
    for entity in assembly.entities:
        for document, start, wording in entity.mentions.told():
            found[document][start, start + wording.length, wording.text] = False
    for role in assembly.roles:
        for passage in role.evidence:
            found[passage.document][_place(passage)] = False
    for event in _events(assembly):
        for passage in event.evidence:
            found[passage.document][_place(passage)] = True
    return found


def _events(assembly: Assembly) -> Iterator[Event]:
    yield from assembly.meetings
    yield from assembly.pledges
    yield from assembly.relations


def _place(passage: Evidence) -> Place:
    return passage.start, passage.end, passage.quote


def _is_edited(old: Mapping[Place, bool], new: Mapping[Place, bool]) -> bool:
    """Whether a text is another: it reads otherwise somewhere, or whole sentences stand elsewhere."""
    sentences = {words for (_, _, words), tells in old.items() if tells}
    elsewhere = {place for place, tells in new.items() if tells and place not in old and place[2] in sentences}
    if elsewhere:
        return True
    letters = dict(_letters(old))
    return any(letters.get(position, letter) != letter for position, letter in _letters(new))


def _letters(places: Iterable[Place]) -> Iterator[tuple[int, str]]:
    return (letter for start, _, words in places for letter in enumerate(words, start))


def _matched(gone: list[Place], come: list[Place]) -> dict[Place, int]:
    """How far each has moved that stands among the others in the same order."""
    matcher = SequenceMatcher(None, [words for *_, words in gone], [words for *_, words in come], autojunk=False)
    return {
        gone[block.a + step]: come[block.b + step][0] - gone[block.a + step][0]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _moved_entity(entity: Entity, moves: _Moves) -> Entity:
    if entity.mentions.documents().isdisjoint(moves):
        return entity
    mentions = (
        (mention, moves.get(mention.document, {}).get((mention.start, mention.end, mention.text), 0))
        for mention in entity.mentions
    )
    return replace(
        entity,
        mentions=Mentions.of(replace(one, start=one.start + far, end=one.end + far) for one, far in mentions),
    )


def _moved(item: _Telling, moves: _Moves) -> _Telling:
    """The same event or role; the word that tells of an event goes with its first passage."""
    if not any(passage.document in moves for passage in item.evidence):
        return item
    ways = [moves.get(passage.document, {}).get(_place(passage), 0) for passage in item.evidence]
    evidence = tuple(
        replace(passage, start=passage.start + far, end=passage.end + far)
        for passage, far in zip(item.evidence, ways, strict=True)
    )
    if isinstance(item, Role) or item.trigger is None:
        return replace(item, evidence=evidence)
    start, end = item.trigger
    return replace(item, evidence=evidence, trigger=(start + ways[0], end + ways[0]))
