"""From a finding of the grammar to a meeting: date, place, mode, evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import Meeting
from graphkit.relations.confidence import confidence_of
from graphkit.relations.evidence import evidence_of, offsets_of, speaker_of, via_of
from graphkit.relations.merging import tell_again
from graphkit.relations.topic import topic_of
from graphkit.relations.tree import has_to
from graphkit.relations.when import date_of, only_place, places_of, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import Extraction, MeetingStatus, PartialDate
    from graphkit.relations.findings import Finding, Reason
    from graphkit.relations.names import NameIndex

#: How many characters before "the meeting" the meeting may be told that it means.
NEAR = 700
#: Auxiliaries of what lies ahead, also where it is denied ("will not meet on Friday").
_AHEAD = frozenset({"will", "wo", "'ll", "’ll", "shall"})
#: Auxiliaries of what may come, unless "have" follows ("may have met").
_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "would"})


def meetings_of(finding: Finding, sentence: Span, index: NameIndex, names: Extraction) -> Iterator[Meeting]:
    """The meetings that a finding tells: one, or one for each partner where they were met apart."""
    scope = scope_of(finding.trigger, finding.anchor)
    status = finding.reading.status
    ahead = is_ahead(finding.anchor, status)
    when = date_of(scope, sentence, index, published=names.document.published, future=ahead)
    status = status_by_date(status, when, names)
    everyone = (*finding.ones, *finding.others)
    place = places_of(scope, sentence, index)
    rounds = [everyone] if finding.joint else [(*finding.ones, other) for other in finding.others]
    mode = finding.mode if finding.mode != "unspecified" or not place else "in_person"
    speaker = speaker_of(finding.reading.speaker, index)
    for parties in rounds:
        unique = list({party.entity: party for party in parties}.values())
        quote = evidence_of(sentence, finding.trigger, unique, index, rule=finding.rule, status=status, speaker=speaker)
        yield Meeting(
            id="",
            status=status,
            participants=tuple(party.entity for party in unique),
            evidence=(quote,),
            rule=finding.rule,
            confidence=confidence_of(
                finding.rule, status, inferred=not all(party.named for party in unique), participants=len(unique)
            ),
            host=finding.host,
            place=place,
            place_basis="stated" if place else None,
            when=when,
            mode=mode,
            topic=topic_of(scope),
            attributed_to=quote.attributed_to,
            via=via_of(unique),
            trigger=offsets_of(finding.trigger),
        )


def join_last(finding: Finding, sentence: Span, index: NameIndex, reports: list[Meeting]) -> bool:
    """Add those who were at "the meeting" to the meeting told last; `reports` is changed in place.

    Returns:
        Whether a meeting was told shortly before, so that the sentence tells none of its own.
    """
    last = reports[-1] if reports else None
    if last is None or finding.trigger.idx - last.evidence[0].end > NEAR:
        return False
    if last.status == finding.reading.status:
        rule, speaker = finding.rule, speaker_of(finding.reading.speaker, index)
        parties = list(finding.ones)
        quote = evidence_of(sentence, finding.trigger, parties, index, rule=rule, status=last.status, speaker=speaker)
        reports[-1] = replace(
            last,
            participants=tuple(dict.fromkeys((*last.participants, *(party.entity for party in parties)))),
            evidence=(*last.evidence, quote),
            via=(*last.via, *(via for via in via_of(parties) if via.party not in last.participants)),
        )
    return True


def add_told_again(reason: Reason, sentence: Span, index: NameIndex, names: Extraction, reports: list[Meeting]) -> None:
    """Let a sentence that speaks of "the meeting" settle the meeting told last; `reports` is changed in place."""
    if reason.again is None or not reports:
        return
    scope = scope_of(reason.trigger, reason.anchor or reason.trigger)
    status = reason.again.status
    rule = f"{reason.trigger.lower_}.noun.again"
    evidence = evidence_of(
        sentence, reason.trigger, [], index, rule=rule, status=status, speaker=speaker_of(reason.again.speaker, index)
    )
    when = None  # the day on which a meeting is called off isn't its own
    if status != "denied":
        when = date_of(scope, sentence, index, published=names.document.published, future=status == "planned")
    tell_again(reports, parties=reason.parties, evidence=evidence, when=when, place=places_of(scope, sentence, index))


def is_ahead(anchor: Token, status: MeetingStatus) -> bool:
    """Whether what a verb tells lies ahead, also where it is denied or only possible ("could meet", "wants to meet")."""
    helpers = {child.lower_ for child in anchor.children if child.dep_ == "aux"}
    if status == "hypothetical" and "have" not in helpers and (helpers & _POSSIBLE or has_to(anchor)):
        return True
    return status == "planned" or any(child.lower_ in _AHEAD for child in anchor.children)


def status_by_date(status: MeetingStatus, when: PartialDate | None, names: Extraction) -> MeetingStatus:
    """What is told in the past tense but dated after the publication is planned."""
    published = names.document.published
    if status != "occurred" or published is None or when is None or when.earliest is None:
        return status
    return "planned" if when.earliest > published else status


def in_only_place(meetings: list[Meeting], doc: Doc, index: NameIndex) -> list[Meeting]:
    """Give meetings that name no place the document's only one, where it tells of talks and visits at just one."""
    if not any(_open(meeting) for meeting in meetings):
        return meetings
    place = only_place(doc, index)
    if place is None:
        return meetings
    return [
        replace(meeting, place=(place,), place_basis="document", mode="in_person")
        if _open(meeting) and place not in meeting.participants
        else meeting
        for meeting in meetings
    ]


def _open(meeting: Meeting) -> bool:
    return not meeting.place and meeting.mode != "phone" and meeting.status in {"occurred", "planned"}
