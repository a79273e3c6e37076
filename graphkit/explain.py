"""What is known of one name, or between two: plain data, and the same as text or JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from graphkit.errors import GraphkitError, UnknownNameError
from graphkit.model import Meeting, Pledge, Relation
from graphkit.sources import count_sources, first_of_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graphkit.model import Assembly, Entity, Event, Evidence, PartialDate, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as others refer to it.

    Attributes:
        id: IRI below the base.
        name: the name it goes by.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that shows something, with the place where it stands.

    Attributes:
        quote: the words, letter for letter.
        document: id of the article.
        title: headline of the article, or None.
        url: address of the article, or None.
        published: day of publication, or None.
        start: first code point of the quote in the article's text.
        end: one past its last code point.
        rule: the rule that read it.
        status: what this passage alone says of the event, or "".
        attributed_to: who says so, where the passage only reports a claim.
        copy_of: id of the article that this one is a near copy of, or None.
    """

    quote: str
    document: str
    title: str | None
    url: str | None
    published: dt.date | None
    start: int
    end: int
    rule: str
    status: str
    attributed_to: Named | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """One meeting, pledge or relation of the user's own, with names for ids.

    Attributes:
        id: IRI below the base.
        kind: "meeting", "pledge" or "relation".
        status: as in `graphkit.model.Meeting` and `graphkit.model.Pledge`.
        when: date, or None.
        due: when a pledge is to be kept, or None.
        participants: those who meet; of a pledge, the pledger and then the recipients; of a relation, source and target.
        host: who receives the others, or None.
        places: where, the finest first.
        mode: how the parties met; "" of a pledge or relation.
        content: what is pledged, or what the relation is called, or "".
        amount: the words of what it is worth, or None.
        attributed_to: who says so, where every passage only reports a claim.
        via: pairs of a party and the words that stand for it.
        rule: the rule behind the first passage.
        confidence: in [0, 1].
        passages: the evidence, the one that tells most first.
        merges: why several reports are one event, one sentence each.
    """

    id: str
    kind: str
    status: str
    when: PartialDate | None
    due: PartialDate | None
    participants: tuple[Named, ...]
    host: Named | None
    places: tuple[Named, ...]
    mode: str
    content: str
    amount: str | None
    attributed_to: Named | None
    via: tuple[tuple[Named, str], ...]
    rule: str
    confidence: float
    passages: tuple[Passage, ...]
    merges: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """A person's position, with names for ids.

    Attributes:
        person: who holds it.
        title: the words of the position, or "".
        organization: where, or None.
        tense: current, former or future, as of the articles.
        start: when it began, or None.
        end: when it ended or is to end, or None.
        inferred: whether no passage names the person.
        passages: the words that say so.
    """

    person: Named
    title: str
    organization: Named | None
    tense: str
    start: PartialDate | None
    end: PartialDate | None
    inferred: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityExplanation:
    """All that is known of one entity.

    Attributes:
        entity: who or what.
        type: Person, Organization or Place.
        kind: finer type, or None.
        ids: pairs of scheme and identifier.
        spellings: names in the articles with their counts, the most frequent first.
        inferred: words that stand for it elsewhere, each with the rule that says so and its count.
        documents: ids of the articles that mention it, sorted.
        sources: how many these are, near copies of one counted as one.
        merges: why several clusters of mentions are one entity, one sentence each.
        roles: held by it, or at it.
        meetings: that it takes part in, by date, the undated last.
        pledges: that it makes or is made, by date, the undated last.
        meetings_here: meetings that take place there; none of a person.
        relations: of the user's own, from it or to it, by date, the undated last.
    """

    entity: Named
    type: str
    kind: str | None
    ids: tuple[tuple[str, str], ...]
    spellings: tuple[tuple[str, int], ...]
    inferred: tuple[tuple[str, str, int], ...]
    documents: tuple[str, ...]
    sources: int
    merges: tuple[str, ...]
    roles: tuple[RoleFacts, ...]
    meetings: tuple[EventFacts, ...]
    pledges: tuple[EventFacts, ...]
    meetings_here: tuple[EventFacts, ...]
    relations: tuple[EventFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplanation:
    """All that is known between two entities, what is denied or only thought of included.

    Attributes:
        one: the one.
        other: the other.
        roles: of the one at the other, either way round.
        events: meetings, pledges and relations that both take part in, by date, the undated last.
    """

    one: Named
    other: Named
    roles: tuple[RoleFacts, ...]
    events: tuple[EventFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that two names have in common.

    Attributes:
        name: as in `graphkit.resolve.compare.FEATURES`.
        weight: what it adds to the score.
        reason: in words.
    """

    name: str
    weight: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeExplanation:
    """Why two names are one entity, or two.

    Attributes:
        one: the entity of the one name.
        other: the entity of the other name; the same where they are one.
        same: True where they are one.
        compared: the two spellings that were compared.
        features: what they have in common, as worked out again from the graph.
        score: sum of the weights.
        threshold: the score from which two full names of persons are one.
        likeness: why two names of organisations or places may mean the same, or "".
        against: what keeps them apart, in words, or "".
        decisions: what people have decided of the two, in words.
        merges: why the clusters of one entity were put together, one sentence each.
        verdict: what settled it, in words.
    """

    one: Named
    other: Named
    same: bool
    compared: tuple[str, str]
    features: tuple[Feature, ...]
    score: float
    threshold: float
    likeness: str
    against: str
    decisions: tuple[str, ...]
    merges: tuple[str, ...]
    verdict: str


Explanation: TypeAlias = EntityExplanation | PairExplanation | MergeExplanation


def explain_entity(assembly: Assembly, entity_id: str) -> EntityExplanation:
    """Gather all that an assembly knows of one entity.

    Args:
        assembly: where to look.
        entity_id: the entity's `id`.

    Raises:
        UnknownNameError: no entity has this id.
    """
    teller = _Teller(assembly)
    entity = teller.entity(entity_id)
    meetings = [meeting for meeting in assembly.meetings if entity_id in _parties(meeting)]
    pledges = [pledge for pledge in assembly.pledges if entity_id in _parties(pledge)]
    documents = entity.mentions.documents()
    inferred: Counter[tuple[str, str]] = Counter()
    for wording, count in entity.mentions.wordings().items():
        if wording.inferred:
            inferred[wording.text, wording.rule] += count
    return EntityExplanation(
        entity=teller.named(entity_id),
        type=entity.type,
        kind=entity.kind,
        ids=entity.ids,
        spellings=entity.spellings,
        inferred=tuple(
            (text, rule, count)
            for (text, rule), count in sorted(inferred.items(), key=lambda item: (-item[1], item[0]))
        ),
        documents=tuple(sorted(documents)),
        sources=count_sources(documents, first_of_copies(assembly.documents)),
        merges=entity.merges,
        roles=teller.roles(lambda role: entity_id in {role.person, role.organization}),
        meetings=teller.events(meetings),
        pledges=teller.events(pledges),
        meetings_here=teller.events(meeting for meeting in assembly.meetings if entity_id in meeting.place),
        relations=teller.events(relation for relation in assembly.relations if entity_id in _parties(relation)),
    )


def explain_pair(assembly: Assembly, id_a: str, id_b: str) -> PairExplanation:
    """Gather all that an assembly knows between two entities.

    Args:
        assembly: where to look.
        id_a: `id` of the one.
        id_b: `id` of the other.

    Raises:
        UnknownNameError: no entity has one of the ids.
        GraphkitError: both are the same entity.
    """
    teller = _Teller(assembly)
    one, other = teller.entity(id_a), teller.entity(id_b)
    if id_a == id_b:
        message = f"both names stand for {one.name}; name two different ones, or one alone"
        raise GraphkitError(message)
    both = {one.id, other.id}
    all_events: tuple[Event, ...] = (*assembly.meetings, *assembly.pledges, *assembly.relations)
    return PairExplanation(
        one=teller.named(one.id),
        other=teller.named(other.id),
        roles=teller.roles(lambda role: {role.person, role.organization} == both),
        events=teller.events(event for event in all_events if both <= _parties(event)),
    )


def explain_merge(
    assembly: Assembly, id_a: str, id_b: str, *, names: tuple[str, str] | None = None
) -> MergeExplanation:
    """Say why two names are one node of the graph, or two.

    What the names have in common is worked out again from the graph's spellings and roles; it need not be all that was
    known when the graph was built.

    Args:
        assembly: where to look.
        id_a: `id` of the entity of the one name.
        id_b: `id` of that of the other; the same where both are one.
        names: spellings to compare; where they are None, or no spellings of the articles, those that agree best.

    Raises:
        UnknownNameError: no entity has one of the ids.
    """
    from graphkit.resolve.again import Again
    from graphkit.resolve.compare import FEATURES, THRESHOLD
    from graphkit.resolve.rulings import told

    teller = _Teller(assembly)
    one, other = teller.entity(id_a), teller.entity(id_b)
    again = Again(assembly)
    known = [{entity.name, *(text for text, _ in entity.spellings)} for entity in (one, other)]
    asked = names if names is not None and names[0] in known[0] and names[1] in known[1] else None
    reasons = again.compare(one, other, asked=asked)
    both = {one.id, other.id}
    decided = [
        decision
        for decision in assembly.decisions
        if decision.other is not None
        and {again.entity_at.get((a.document, a.start, a.end)) for a in (decision.one, decision.other)} == both
    ]
    explained = MergeExplanation(
        one=teller.named(one.id),
        other=teller.named(other.id),
        same=one.id == other.id,
        compared=reasons.names,
        features=tuple(
            Feature(name=f, weight=FEATURES[f][0], reason=FEATURES[f][1]) for f in reasons.comparison.features
        ),
        score=sum(FEATURES[feature][0] for feature in reasons.comparison.features),
        threshold=THRESHOLD,
        likeness=reasons.likeness,
        against=reasons.against if one.id != other.id else "",
        decisions=tuple(f"{d.one.text} and {d.other.text if d.other else ''}: {told(d)}" for d in decided),
        merges=_merges_of(one, reasons.names) if one.id == other.id else (),
        verdict="",
    )
    return replace(explained, verdict=_verdict(explained, one, {decision.judgement for decision in decided}))


def _merges_of(entity: Entity, names: tuple[str, str]) -> tuple[str, ...]:
    """The sentences that speak of one of two names; all where none does."""
    speaking = tuple(s for s in entity.merges if any(name in s.rpartition(": ")[0].split(" = ") for name in names))
    return speaking or entity.merges


def _verdict(told: MergeExplanation, entity: Entity, judgements: set[str]) -> str:
    if told.same:
        if "same" in judgements:
            return "one node, because a person decided so"
        if len({document for document, _ in entity.members}) < 2:
            return "one node, because one article tells them as one"
        return "one node, for the reasons given"
    if "different" in judgements:
        return "two nodes, because a person decided so"
    if told.against:
        return f"two nodes: {told.against}"
    if told.likeness:
        return f"two nodes: {told.likeness}, but others have as good a claim, or their countries differ"
    if not told.features:
        return "two nodes: the names have nothing in common"
    if told.score < told.threshold:
        return f"two nodes: the score, {told.score:g}, is below {told.threshold:g}"
    return "two nodes: the score is enough, but somebody else of a like name has as good a claim"


def as_json(explanation: Explanation) -> str:
    """Give an explanation as JSON, indented; days as ISO 8601."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2, default=dt.date.isoformat)


def as_text(explanation: Explanation) -> str:
    """Give an explanation as plain text for a terminal, without a final newline.

    Line breaks in quotes become spaces; what could steer a terminal is left out.
    """
    if isinstance(explanation, EntityExplanation):
        return "\n".join(_entity_lines(explanation))
    if isinstance(explanation, MergeExplanation):
        return "\n".join(_merge_lines(explanation))
    return "\n".join(_pair_lines(explanation))


class _Teller:
    """Turns ids of one assembly into names and titles."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._entities = {entity.id: entity for entity in assembly.entities}
        self._documents = {document.id: document for document in assembly.documents}

    def entity(self, identifier: str) -> Entity:
        if identifier not in self._entities:
            message = f"the graph has no entity {identifier!r}"
            raise UnknownNameError(message)
        return self._entities[identifier]

    def named(self, identifier: str) -> Named:
        known = self._entities.get(identifier)
        return Named(id=identifier, name=known.name if known is not None else identifier)

    def maybe(self, identifier: str | None) -> Named | None:
        return None if identifier is None else self.named(identifier)

    def all(self, identifiers: Iterable[str]) -> tuple[Named, ...]:
        return tuple(self.named(identifier) for identifier in identifiers)

    def passages(self, evidence: Iterable[Evidence]) -> tuple[Passage, ...]:
        return tuple(self._passage(passage) for passage in evidence)

    def _passage(self, evidence: Evidence) -> Passage:
        document = self._documents.get(evidence.document)
        return Passage(
            quote=evidence.quote,
            document=evidence.document,
            title=document.title if document is not None else None,
            url=document.url if document is not None else None,
            published=document.published if document is not None else None,
            start=evidence.start,
            end=evidence.end,
            rule=evidence.rule,
            status=evidence.status,
            attributed_to=self.maybe(evidence.attributed_to),
            copy_of=document.copy_of if document is not None else None,
        )

    def roles(self, wanted: Callable[[Role], bool]) -> tuple[RoleFacts, ...]:
        return tuple(
            RoleFacts(
                person=self.named(role.person),
                title=role.title,
                organization=self.maybe(role.organization),
                tense=role.tense,
                start=role.start,
                end=role.end,
                inferred=role.inferred,
                passages=self.passages(role.evidence),
            )
            for role in self._assembly.roles
            if wanted(role)
        )

    def events(self, events: Iterable[Event]) -> tuple[EventFacts, ...]:
        return tuple(self._event(event) for event in sorted(events, key=reading_order))

    def _event(self, event: Event) -> EventFacts:
        meeting = event if isinstance(event, Meeting) else None
        pledge = event if isinstance(event, Pledge) else None
        return EventFacts(
            id=event.id,
            kind=type(event).__name__.lower(),
            status=event.status,
            when=event.when,
            due=pledge.due if pledge is not None else None,
            participants=self.all(_in_order(event)),
            host=self.maybe(meeting.host) if meeting is not None else None,
            places=self.all(meeting.place) if meeting is not None else (),
            mode=meeting.mode if meeting is not None else "",
            content=event.label if isinstance(event, Relation) else pledge.content if pledge is not None else "",
            amount=pledge.amount.text if pledge is not None and pledge.amount is not None else None,
            attributed_to=self.maybe(event.attributed_to),
            via=tuple((self.named(via.party), via.text) for via in event.via),
            rule=event.rule,
            confidence=event.confidence,
            passages=self.passages(event.evidence),
            merges=event.merges,
        )


def _in_order(event: Event) -> tuple[str, ...]:
    if isinstance(event, Relation):
        return event.source, event.target
    return event.participants if isinstance(event, Meeting) else (event.pledger, *event.recipients)


def _parties(event: Event) -> set[str]:
    host = event.host if isinstance(event, Meeting) else None
    return {*_in_order(event), *([host] if host is not None else [])}


def reading_order(event: Event) -> tuple[dt.date, dt.date, str, int, tuple[int, int], str]:
    """A key that sorts events by their days, the undated last, and those of one day as their articles tell them."""
    when = event.when
    earliest = when.earliest if when is not None and when.earliest is not None else dt.date.max
    latest = when.latest if when is not None and when.latest is not None else dt.date.max
    first = event.evidence[0]
    return earliest, latest, first.document, first.start, event.trigger or (first.start, first.end), event.id


# The same in words.

_MODES = {"in_person": "face to face", "phone": "by phone or video"}
_MEETING_WORDS = {
    "occurred": "met",
    "planned": "are to meet",
    "denied": "did not meet, it is said",
    "hypothetical": "might meet",
}
_CALL_WORDS = {
    "occurred": "spoke",
    "planned": "are to speak",
    "denied": "did not speak, it is said",
    "hypothetical": "might speak",
}
_PLEDGE_WORDS = {"made": "pledged", "denied": "did not pledge, it is said,", "hypothetical": "might pledge"}
_RELATION_WORDS = {"occurred": "", "planned": "Planned: ", "denied": "Denied: ", "hypothetical": "Only possible: "}
_BASES = {"relative": "counted from the day of publication", "publication": "the day of publication"}

_JOINER = "\u200d"
"""Not printable by itself, but it holds emoji and some scripts together, and steers nothing."""


def _clean(text: str) -> str:
    r"""Put text on one line, without anything that could steer a terminal.

    >>> _clean("two\nlines \x1b[31mred")
    'two lines [31mred'
    """
    kept = "".join(character if character.isprintable() or character == _JOINER else " " for character in text)
    return " ".join(kept.split())


def _entity_lines(told: EntityExplanation) -> Iterator[str]:
    mentions = sum(count for _, count in told.spellings) + sum(count for *_, count in told.inferred)
    facts = [told.type.lower(), *([told.kind] if told.kind else []), *(f"{scheme} {id_}" for scheme, id_ in told.ids)]
    yield _clean(told.entity.name)
    copies = len(told.documents) - told.sources
    articles = f"{_count(len(told.documents), 'article')}{f' ({copies} of them copies)' if copies else ''}"
    yield f"  {_clean(', '.join(facts))}; {_count(mentions, 'mention')} in {articles}"
    yield f"  {_clean(told.entity.id)}"
    if told.spellings:
        yield from _section("Spellings", (f"{_clean(text)} ({count})" for text, count in told.spellings))
    if told.inferred:
        words = (f"{_clean(text)} ({count}, {_clean(rule)})" for text, rule, count in told.inferred)
        yield from _section("Also meant by", words)
    if told.merges:
        yield from _section("One entity, because", map(_clean, told.merges))
    if told.roles:
        yield from _section("Roles", _role_lines(told.roles))
    parts = {
        "Meetings": told.meetings,
        "Pledges": told.pledges,
        "Relations": told.relations,
        "Meetings here": told.meetings_here,
    }
    for title, events in parts.items():
        if events:
            yield from _section(f"{title} ({len(events)})", _event_lines(events))
    if not any(parts.values()):
        yield ""
        yield "No meeting or pledge is known."


def _pair_lines(told: PairExplanation) -> Iterator[str]:
    yield f"{_clean(told.one.name)} and {_clean(told.other.name)}"
    yield f"  {_clean(told.one.id)}"
    yield f"  {_clean(told.other.id)}"
    if told.roles:
        yield from _section("Roles", _role_lines(told.roles))
    if told.events:
        yield from _section(f"Events ({len(told.events)})", _event_lines(told.events))
    else:
        yield ""
        yield "No event between them is known."


def _merge_lines(told: MergeExplanation) -> Iterator[str]:
    ends = (told.one,) if told.same else (told.one, told.other)
    yield " and ".join(_clean(name) for name in told.compared)
    yield f"  {_clean(told.verdict)}"
    yield from (f"  {_clean(end.name)}: {_clean(end.id)}" for end in ends)
    if told.features:
        rows = [f"{feature.weight:+5.1f}  {feature.reason}" for feature in told.features]
        # of one entity the merges say what else spoke for it
        total = [] if told.same else [f"{told.score:5.1f}  in all, of {told.threshold:g} that are needed"]
        yield from _section("In common", [*rows, *total])
    if told.likeness:
        yield from _section("In common", [_clean(told.likeness)])
    if told.against:
        yield from _section("Against it", [_clean(told.against)])
    if told.decisions:
        yield from _section("Decisions", map(_clean, told.decisions))
    if told.merges:
        yield from _section("One entity, because", map(_clean, told.merges))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    for line in lines:
        yield f"  {line}" if line else ""


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _role_lines(roles: Iterable[RoleFacts]) -> Iterator[str]:
    for role in roles:
        where = _clean(role.organization.name) if role.organization is not None else ""
        held = ", ".join(part for part in (_clean(role.title), where) if part)
        yield f"{_clean(role.person.name)}: {held} ({'; '.join(_held(role))})"
        yield from _passage_lines(role.passages, event_status="")


def _held(role: RoleFacts) -> Iterator[str]:
    """When a role is held, and whether no passage names who holds it."""
    yield role.tense
    if role.start is not None:
        yield f"since {_date(role.start)}" if role.end is None else f"from {_date(role.start)}"
    if role.end is not None:
        yield f"until {_date(role.end)}"
    if role.inferred:
        yield "inferred"


def _event_lines(events: Iterable[EventFacts]) -> Iterator[str]:
    for number, event in enumerate(events):
        if number:
            yield ""
        yield _headline(event)
        yield f"  {event.status}; {'; '.join(_details(event))}"
        yield from _passage_lines(event.passages, event_status=event.status)
        yield from (f"  one {event.kind}, because {_clean(reason)}" for reason in event.merges)


def _headline(event: EventFacts) -> str:
    if event.kind == "meeting":
        words = (_CALL_WORDS if event.mode == "phone" else _MEETING_WORDS)[event.status]
        return f"{_list(event.participants)} {words if len(event.participants) > 1 else _alone(words)}"
    if event.kind == "relation":
        source, target = (_clean(party.name) for party in event.participants)
        return f"{_RELATION_WORDS[event.status]}{source} {_clean(event.content)} {target}"
    pledger, recipients = event.participants[0], event.participants[1:]
    content = f": {_clean(event.content)}" if event.content else ""
    to = f" to {_list(recipients)}" if recipients else ""
    return f"{_clean(pledger.name)} {_PLEDGE_WORDS[event.status]}{to}{content}"


def _alone(words: str) -> str:
    """The same of one party, the others being unknown, or being its own members.

    >>> _alone("are to meet")
    'is to meet'
    """
    return words.replace("are ", "is ", 1)


def _details(event: EventFacts) -> Iterator[str]:
    yield _date(event.when)
    if event.places:
        yield f"at {', '.join(_clean(place.name) for place in event.places)}"
    if event.mode in _MODES:
        yield _MODES[event.mode]
    if event.host is not None:
        yield f"host {_clean(event.host.name)}"
    if event.amount is not None:
        yield f"amount {_clean(event.amount)}"
    if event.due is not None:
        yield f"due {_date(event.due)}"
    for party, words in event.via:
        yield f'{_clean(party.name)} through "{_clean(words)}"'
    if event.attributed_to is not None:
        yield f"according to {_clean(event.attributed_to.name)}"
    yield f"confidence {event.confidence:.2f}"


def _passage_lines(passages: Iterable[Passage], *, event_status: str) -> Iterator[str]:
    for passage in passages:
        yield f'  "{_clean(passage.quote)}"'
        yield f"    {'; '.join(_source(passage, event_status))}"


def _source(passage: Passage, event_status: str) -> Iterator[str]:
    title = f', "{_clean(passage.title)}"' if passage.title else ""
    published = f", {passage.published.isoformat()}" if passage.published is not None else ""
    yield f"{_clean(passage.document)}{title}{published}"
    if passage.copy_of is not None:
        yield f"a copy of {_clean(passage.copy_of)}"
    yield f"characters {passage.start} to {passage.end}"
    yield f"rule {_clean(passage.rule)}"
    if passage.status and passage.status != event_status:
        yield f"says {passage.status}"
    if passage.attributed_to is not None:
        yield f"according to {_clean(passage.attributed_to.name)}"


def _list(names: tuple[Named, ...]) -> str:
    told = [_clean(name.name) for name in names]
    return " and ".join(part for part in (", ".join(told[:-1]), told[-1] if told else "") if part)


def _date(when: PartialDate | None) -> str:
    """Give a date in words: the days, then what the article says and how the days follow from it."""
    if when is None:
        return "no date"
    words = f'"{_clean(when.text)}"' if when.text else ""
    if when.earliest is None and when.latest is None:
        return f"{words or 'date'}, no day known"
    first = when.earliest.isoformat() if when.earliest is not None else "…"
    last = when.latest.isoformat() if when.latest is not None else "…"
    days = when.value or (first if first == last else f"{first} to {last}")
    reasons = ", ".join(reason for reason in (words, _BASES.get(when.basis, "")) if reason)
    return f"{days} ({reasons})" if reasons else days
