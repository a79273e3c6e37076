"""What a person should look at: pairs of entities that may be one, and merges that rest on little; the weightiest first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graphkit.model import Anchor
from graphkit.resolve.again import Again
from graphkit.resolve.blocking import candidate_pairs
from graphkit.resolve.compare import FEATURES, WEAK
from graphkit.resolve.names import parse_person, sound
from graphkit.resolve.nations import strip_country
from graphkit.resolve.organizations import FITTING, acronym, initials, organization_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphkit.model import Assembly, Decision, Entity, Event, Mention, Role
    from graphkit.resolve.again import Reasons
    from graphkit.resolve.names import PersonName

#: Score from which two names are worth a question; below it they have next to nothing in common. Source: set by hand.
LEAST = 4.0
#: How many bearers of its name a bare name is asked about, and how many entities of one name are compared with each other.
_BEARERS, _NAMESAKES = 3, 12
#: Reasons that may be chance.
_WEAK_REASONS = (*(FEATURES[feature][1] for feature in sorted(WEAK)), FITTING)
_JOINED = re.compile(r"(?P<one>.+?) = (?P<other>.+?): (?P<why>.+)", re.DOTALL)
_REPEATED = re.compile(r"(?P<one>.+), in several articles: (?P<why>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question: are these the same?

    Attributes:
        one: a mention of the one.
        other: a mention of the other.
        names: what the two go by.
        together: True where they are one entity now.
        score: of the comparison; 0 where it has none.
        reason: what speaks for it.
        against: what speaks against it, or "".
        weight: events and roles that hang on the answer; of two events, the passages that tell them.
        kind: of what is asked: entity, meeting, pledge or relation.
    """

    one: Anchor
    other: Anchor
    names: tuple[str, str]
    together: bool
    score: float
    reason: str
    against: str
    weight: int
    kind: str = "entity"


def doubtful_pairs(assembly: Assembly, decisions: Iterable[Decision] = ()) -> list[Doubt]:
    """All questions that no decision answers yet, the one with the most events behind it first.

    Args:
        assembly: the graph.
        decisions: what has been decided; also "unsure" is an answer.
    """
    again = Again(assembly)
    weights = _weights(assembly)
    doubts = [*_apart(again, weights), *_together(again, weights)]
    settled = _settled(assembly, decisions)
    left = [
        doubt
        for doubt in doubts
        if _key(doubt.one, doubt.other) not in settled and not _answered(doubt, settled, again)
    ]
    return sorted(left, key=_order)


def _order(doubt: Doubt) -> tuple[object, ...]:
    one, other = doubt.one, doubt.other
    return (-doubt.weight, -doubt.score, doubt.names, one.document, one.start, other.document, other.start)


def _weights(assembly: Assembly) -> Counter[str]:
    """Entity id to the number of events and roles that it has a part in."""
    found: Counter[str] = Counter()
    for meeting in assembly.meetings:
        found.update(meeting.participants)
    for pledge in assembly.pledges:
        found.update({pledge.pledger, *pledge.recipients})
    for relation in assembly.relations:
        found.update((relation.source, relation.target))
    for role in assembly.roles:
        found.update([role.person] if role.organization is None else [role.person, role.organization])
    return found


def _spot(anchor: Anchor | Mention) -> tuple[str, int, int]:
    return anchor.document, anchor.start, anchor.end


def _key(one: Anchor, other: Anchor) -> frozenset[object]:
    return frozenset({_spot(one), _spot(other)})


def _settled(assembly: Assembly, decisions: Iterable[Decision]) -> set[frozenset[object]]:
    """Pairs that are decided: as words, as entities that stay two, and as spellings of an entity that stays one."""
    wanted = [(decision.one, decision.other) for decision in decisions if decision.other is not None]
    spots = {_spot(anchor) for pair in wanted for anchor in pair}
    entity_of = {spot: entity.id for entity in assembly.entities for spot in entity.mentions.spots() if spot in spots}
    found: set[frozenset[object]] = set()
    for one, other in wanted:
        found.add(_key(one, other))
        left, right = entity_of.get(_spot(one)), entity_of.get(_spot(other))
        if left is not None and left == right:
            found.add(frozenset({left, one.text, other.text}))
        elif left is not None and right is not None:
            found.add(frozenset({left, right}))
    return found


def _answered(doubt: Doubt, settled: set[frozenset[object]], again: Again) -> bool:
    if not settled:
        return False
    left, right = (again.entity_at.get(_spot(anchor)) for anchor in (doubt.one, doubt.other))
    return frozenset({left, doubt.one.text, doubt.other.text} if doubt.together else {left, right}) in settled


def _anchor(mention: Mention) -> Anchor:
    return Anchor(document=mention.document, start=mention.start, end=mention.end, text=mention.text)


def _first(entity: Entity, spelling: str | None = None) -> Anchor | None:
    """The first mention of a spelling, or of the name that the entity goes by, or of any proper name."""
    proper = [mention for mention in entity.mentions if not mention.inferred]
    for wanted in (spelling, entity.name):
        found = next((mention for mention in proper if mention.text == wanted), None)
        if found is not None:
            return _anchor(found)
    return _anchor(proper[0]) if proper else None


def _apart(again: Again, weights: Counter[str]) -> Iterator[Doubt]:
    """Entities that are two and may be one."""
    people = [entity for entity in again.entities.values() if entity.type == "Person"]
    bodies = [entity for entity in again.entities.values() if entity.type == "Organization"]
    for one, other in sorted({*_people_pairs(people), *_body_pairs(bodies)}):
        left, right = again.entities[one], again.entities[other]
        reasons = again.compare(left, right)
        anchors = _first(left, reasons.names[0]), _first(right, reasons.names[1])
        if anchors[0] is None or anchors[1] is None or not _worth_asking(reasons):
            continue
        yield Doubt(
            one=anchors[0],
            other=anchors[1],
            names=(left.name, right.name),
            together=False,
            score=max(reasons.comparison.score, 0.0),
            reason=reasons.likeness or reasons.comparison.reason,
            against=reasons.against,
            weight=min(weights[one], weights[other]),
        )


def _worth_asking(reasons: Reasons) -> bool:
    if reasons.comparison.conflict or reasons.against in {"different identifiers", "different types"}:
        return False
    return bool(reasons.likeness) or reasons.comparison.score >= LEAST


def _people_pairs(people: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    by_name: defaultdict[PersonName, set[str]] = defaultdict(set)
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    bare: list[tuple[str, PersonName]] = []
    for entity in people:
        for text in (entity.name, *(text for text, _ in entity.spellings)):
            name = parse_person(text)
            if name.full:
                by_name[name].add(entity.id)
                bearers[sound(name.surname)].add(entity.id)
        if not parse_person(entity.name).full:
            bare.append((entity.id, parse_person(entity.name)))
    names = list(by_name)
    for one, other in candidate_pairs(names):
        yield from _crossed(by_name[names[one]], by_name[names[other]])
    for same in by_name.values():
        yield from combinations(sorted(same)[:_NAMESAKES], 2)
    for entity_id, name in bare:
        yield from _crossed({entity_id}, set(sorted(bearers.get(sound(name.surname), ()))[:_BEARERS]))


def _crossed(left: set[str], right: set[str]) -> Iterator[tuple[str, str]]:
    for one in left:
        for other in right:
            if one != other:
                yield min(one, other), max(one, other)


def _body_pairs(bodies: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for entity in bodies:
        keys[strip_country(organization_key(entity.name))[0]].append(entity.id)
        if acronym(entity.name):
            keys[f"={acronym(entity.name)}"].append(entity.id)
        elif " " in entity.name:
            for letters in sorted(initials(entity.name)):
                keys[f"={letters}"].append(entity.id)
    for same in keys.values():
        yield from combinations(sorted(set(same))[:_NAMESAKES], 2)


def _together(again: Again, weights: Counter[str]) -> Iterator[Doubt]:
    """Merges on reasons that may be chance."""
    for entity in again.entities.values():
        for sentence in entity.merges:
            found = _JOINED.fullmatch(sentence) or _REPEATED.fullmatch(sentence)
            if found is None or not any(reason in found["why"] for reason in _WEAK_REASONS):
                continue
            names = found["one"], found.groupdict().get("other") or found["one"]
            anchors = _two(entity, *names)
            if anchors is not None:
                yield Doubt(
                    one=anchors[0],
                    other=anchors[1],
                    names=names,
                    together=True,
                    score=0.0,
                    reason=found["why"],
                    against="",
                    weight=weights[entity.id],
                )


def _two(entity: Entity, one: str, other: str) -> tuple[Anchor, Anchor] | None:
    """Mentions of two spellings, in two articles."""
    left = [mention for mention in entity.mentions if mention.text == one]
    right = [mention for mention in entity.mentions if mention.text == other]
    pairs = ((a, b) for a in left for b in right if a.document != b.document)
    found = next(pairs, None)
    return (_anchor(found[0]), _anchor(found[1])) if found else None


def quote_of(assembly: Assembly, anchor: Anchor) -> str:
    """The longest passage of the graph that holds a mention, or "" where it stands in none."""
    owners: tuple[Event | Role, ...] = (
        *assembly.meetings,
        *assembly.pledges,
        *assembly.relations,
        *assembly.roles,
    )
    holding = {
        passage.quote
        for owner in owners
        for passage in owner.evidence
        if passage.document == anchor.document and passage.start <= anchor.start and anchor.end <= passage.end
    }
    return min(holding, key=lambda quote: (-len(quote), quote), default="")
