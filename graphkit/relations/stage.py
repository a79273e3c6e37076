"""The relation stage: from a parsed document and its names to meetings and pledges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import PassedOver
from graphkit.relations.evidence import bounds_of
from graphkit.relations.findings import Finding, Reason
from graphkit.relations.meeting_events import add_told_again, in_only_place, meetings_of
from graphkit.relations.meetings import find_meetings
from graphkit.relations.merging import merge_meetings, name_delegates
from graphkit.relations.names import NameIndex
from graphkit.relations.own import RelationFinding, find_relations
from graphkit.relations.own_events import number_relations, relations_of
from graphkit.relations.pledge_events import number_pledges, pledges_of
from graphkit.relations.pledge_parts import PledgeFinding
from graphkit.relations.pledges import find_pledges
from graphkit.relations.triggers import TRIGGERS, Triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

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
    meetings = [replace(meeting, id=f"m{number}") for number, meeting in enumerate(merge_meetings(reports), 1)]
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
    """The triggers of a document that gave no event, each with the reason, in order of the text; as `relate`."""
    index = NameIndex(doc, names)
    found = []
    for sentence, finding in _findings(doc, index, triggers):
        if isinstance(finding, Reason):
            word = finding.trigger
            start, end = bounds_of(sentence)
            passed = PassedOver(
                document=names.document.id,
                start=word.idx,
                end=word.idx + len(word),
                text=word.text,
                sentence=(start, end),
                quote=index.text[start:end],
                reason=finding.reason,
                detail=finding.detail,
            )
            found.append(passed)
    return sorted(found, key=lambda item: item.start)


def _findings(
    doc: Doc, index: NameIndex, triggers: Triggers
) -> Iterator[tuple[Span, Finding | PledgeFinding | RelationFinding | Reason]]:
    for sentence in doc.sents:
        for meeting in find_meetings(sentence, index, triggers):
            yield sentence, meeting
        for pledge in find_pledges(sentence, index, triggers):
            yield sentence, pledge
        for relation in find_relations(sentence, index, triggers):
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
