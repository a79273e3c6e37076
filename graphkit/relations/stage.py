"""The relation stage: from a parsed document and its names to meetings and pledges."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import PassedOver
from graphkit.relations.evidence import bounds_of
from graphkit.relations.findings import Finding, Reason
from graphkit.relations.meeting_events import add_told_again, in_only_place, join_last, meetings_of
from graphkit.relations.meetings import find_meetings
from graphkit.relations.merging import merge_meetings, name_delegates
from graphkit.relations.names import NameIndex
from graphkit.relations.own import RelationFinding, find_relations
from graphkit.relations.own_events import number_relations, relations_of
from graphkit.relations.pledge_events import number_pledges, pledges_of
from graphkit.relations.pledge_parts import PledgeFinding
from graphkit.relations.pledges import find_pledges
from graphkit.relations.tree import ancestors, is_verb
from graphkit.relations.triggers import TRIGGERS, Triggers
from graphkit.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import Extraction, LocalEntity, Meeting, Pledge, Relation


def relate(doc: Doc, names: Extraction, *, triggers: Triggers = TRIGGERS) -> Extraction:
    """Add meetings, pledges and relations of the user's own to what the NER stage found.

    Args:
        doc: with tags, dependency parse and entities; not changed.
        names: the NER stage's result for the same text.
        triggers: the words that may tell of something; the user's own by `patterns.read_patterns`.

    Returns:
        The same extraction with `meetings`, `pledges` and `relations`, and without entities that nothing but an unused adjective
        or capital stands for.

    Raises:
        ValueError: the document has no dependency parse.
    """
    if len(doc) and not doc.has_annotation("DEP"):
        msg = "the relation stage needs a dependency parse: add a parser to the pipeline before graphkit_relations"
        raise ValueError(msg)
    index = NameIndex(doc, names)
    reports: list[Meeting] = []
    pledges: list[Pledge] = []
    told: list[Relation] = []
    for sentence, finding in _findings(doc, index, triggers):
        if isinstance(finding, Finding):
            if not finding.joins or not join_last(finding, sentence, index, reports):
                reports.extend(meetings_of(finding, sentence, index, names))
        elif isinstance(finding, PledgeFinding):
            pledges.extend(pledges_of(finding, sentence, index, names))
        elif isinstance(finding, RelationFinding):
            told.extend(relations_of(finding, sentence, index, names))
        else:
            add_told_again(finding, sentence, index, names, reports)
    reports = in_only_place(reports, doc, index)
    if any(report.via for report in reports):
        reports = name_delegates(reports, index.affiliations(names.roles))
    merged = merge_meetings(reports, published=names.document.published)
    meetings = [replace(meeting, id=f"m{number}") for number, meeting in enumerate(merged, 1)]
    pledges = number_pledges(pledges)
    relations = number_relations(told)
    return replace(
        names,
        entities=_kept(names, meetings, pledges, relations),
        meetings=tuple(meetings),
        pledges=tuple(pledges),
        relations=tuple(relations),
    )


def passed_over(doc: Doc, names: Extraction, *, triggers: Triggers = TRIGGERS) -> list[PassedOver]:
    """The triggers of a document that gave no event, each with one reason, in order of the text; as `relate`.

    A word that only speaks of a meeting told before ("the talks were called off") has given something, and isn't listed.
    """
    index = NameIndex(doc, names)
    reports: list[Meeting] = []
    told: dict[int, Token] = {}
    without: dict[int, tuple[Span, Reason]] = {}
    for sentence, finding in _findings(doc, index, triggers):
        if isinstance(finding, Finding):
            if not finding.joins or not join_last(finding, sentence, index, reports):
                reports.extend(meetings_of(finding, sentence, index, names))
        elif isinstance(finding, Reason):
            known = list(reports)
            add_told_again(finding, sentence, index, names, reports)
            if known == reports:
                without.setdefault(finding.trigger.i, (sentence, finding))
                continue
        told[finding.trigger.i] = finding.trigger
    return [
        _passed(_same_event(reason, told, sentence), sentence, index, names)
        for place, (sentence, reason) in sorted(without.items())
        if place not in told
    ]


def _passed(reason: Reason, sentence: Span, index: NameIndex, names: Extraction) -> PassedOver:
    word = reason.trigger
    start, end = bounds_of(sentence)
    return PassedOver(
        document=names.document.id,
        start=word.idx,
        end=word.idx + len(word),
        text=word.text,
        sentence=(start, end),
        quote=index.text[start:end],
        reason=reason.reason,
        detail=reason.detail,
    )


def _same_event(reason: Reason, told: Mapping[int, Token], sentence: Span) -> Reason:
    """The reason, or where a word of the same clause tells the event ("met Costa for talks"), that word."""
    if reason.reason not in {"no_party", "no_second_party"}:
        return reason
    for place in range(sentence.start, sentence.end):
        other = told.get(place)
        if other is not None and (_hangs_on(reason.trigger, other) or _hangs_on(other, reason.trigger)):
            return Reason(trigger=reason.trigger, reason="same_event", detail=other.text)
    return reason


def _hangs_on(lower: Token, upper: Token) -> bool:
    """Whether a token hangs on another one with no verb between them."""
    for above in ancestors(lower):
        if above.i == upper.i:
            return True
        if is_verb(above):
            return False
    return False


def _findings(
    doc: Doc, index: NameIndex, triggers: Triggers
) -> Iterator[tuple[Span, Finding | PledgeFinding | RelationFinding | Reason]]:
    places = find_words(doc, triggers.words)
    for sentence in doc.sents:
        words = [doc[i] for i in places[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]]
        if not words:
            continue
        for meeting in find_meetings(words, index, triggers):
            yield sentence, meeting
        for pledge in find_pledges(words, index, triggers):
            yield sentence, pledge
        for relation in find_relations(words, index, triggers):
            yield sentence, relation


def _kept(
    names: Extraction, meetings: list[Meeting], pledges: list[Pledge], relations: list[Relation]
) -> tuple[LocalEntity, ...]:
    """Entities with a proper name, or that an event or role speaks of."""
    used = {
        party
        for meeting in meetings
        for party in (*meeting.participants, *meeting.place, meeting.host, meeting.attributed_to)
    }
    used |= {party for pledge in pledges for party in (pledge.pledger, *pledge.recipients, pledge.attributed_to)}
    used |= {party for told in relations for party in (told.source, told.target, told.attributed_to)}
    used |= {party for role in names.roles for party in (role.person, role.organization)}
    used |= {item.attributed_to for meeting in meetings for item in meeting.evidence}
    return tuple(entity for entity in names.entities if entity.mentions or entity.id in used)
