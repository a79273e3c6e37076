"""The relation stage: from a parsed document and its names to meetings and pledges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.amounts import parse_amount
from graphkit.model import Evidence, Extraction, Meeting, MeetingStatus, Pledge, PledgeStatus, Via
from graphkit.relations.meetings import Finding, Reason, find_meetings
from graphkit.relations.merging import merge_meetings, name_delegates
from graphkit.relations.parties import NameIndex, Party
from graphkit.relations.pledges import PledgeFinding, PledgeReason, find_pledges
from graphkit.relations.when import date_of, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import Amount, LocalEntity, PartialDate

#: Longest quote in code points; the part of a longer sentence that holds trigger and parties is quoted.
LONGEST_QUOTE = 500
#: What the pledge reader's status words come to: a plan to promise is a promise only once made.
_PLEDGE_STATUS: dict[MeetingStatus, PledgeStatus] = {"occurred": "made", "planned": "made", "denied": "denied", "hypothetical": "hypothetical"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A trigger that gave no event.

    Attributes:
        start: first code point of the trigger.
        end: one past the last.
        text: the trigger.
        sentence: the sentence it stands in, as (start, end).
        reason: why there is no event.
        detail: the word that decided, or "".
    """

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    reason: str
    detail: str = ""


def relate(doc: Doc, names: Extraction) -> Extraction:
    """Add meetings and pledges to what the NER stage found.

    Args:
        doc: with tags, dependency parse and entities; not changed.
        names: the NER stage's result for the same text.

    Returns:
        The same extraction with `meetings` and `pledges`, and without entities that nothing but an unused adjective
        or capital stands for.

    Raises:
        ValueError: the document has no dependency parse.
    """
    if len(doc) and not doc.has_annotation("DEP"):
        msg = "the relation stage needs a dependency parse: add a parser to the pipeline before graphkit_relations"
        raise ValueError(msg)
    index = NameIndex(doc, names)
    meetings: list[Meeting] = []
    pledges: list[Pledge] = []
    for sentence, finding in _findings(doc, index):
        if isinstance(finding, Finding):
            meetings.extend(_meetings(finding, sentence, index, names))
        elif isinstance(finding, PledgeFinding):
            pledges.extend(_pledges(finding, sentence, index, names))
    merged = [replace(meeting, id=f"m{number}") for number, meeting in enumerate(merge_meetings(name_delegates(meetings, index.affiliations(names.roles))), 1)]
    numbered = _number_pledges(pledges)
    return replace(names, entities=_kept(names, merged, numbered), meetings=tuple(merged), pledges=tuple(numbered))


def passed_over(doc: Doc, names: Extraction) -> list[PassedOver]:
    """The triggers of a document that gave no event, each with the reason, in order of the text."""
    found = []
    for sentence, finding in _findings(doc, NameIndex(doc, names)):
        if isinstance(finding, (Reason, PledgeReason)):
            word = finding.trigger
            start, end = _bounds(sentence)
            found.append(
                PassedOver(start=word.idx, end=word.idx + len(word), text=word.text, sentence=(start, end), reason=finding.reason, detail=finding.detail)
            )  # fmt: skip
    return found


def _findings(doc: Doc, index: NameIndex) -> Iterator[tuple[Span, Finding | Reason | PledgeFinding | PledgeReason]]:
    for sentence in doc.sents:
        for meeting in find_meetings(sentence, index):
            yield sentence, meeting
        for pledge in find_pledges(sentence, index):
            yield sentence, pledge


# ------------------------------------------------------------------------------------------------------------ meetings


def _meetings(finding: Finding, sentence: Span, index: NameIndex, names: Extraction) -> Iterator[Meeting]:
    triggers = (finding.trigger,) if finding.anchor == finding.trigger else (finding.trigger, finding.anchor)
    published = names.document.published
    status = finding.reading.status
    when = date_of(triggers, sentence, published=published, future=status == "planned")
    if when is not None and status == "occurred" and published is not None and when.earliest is not None and when.earliest > published:
        status = "planned"
    everyone = (*finding.ones, *finding.others)
    place = places_of(triggers, sentence, index, taken=[party.entity for party in everyone])
    rounds = [everyone] if finding.joint else [(*finding.ones, other) for other in finding.others]
    mode = finding.mode if finding.mode != "unspecified" or not place else "in_person"
    for parties in rounds:
        unique = list({party.entity: party for party in parties}.values())
        quote = _evidence(sentence, finding.trigger, unique, rule=finding.rule, status=status, speaker=_speaker(finding.reading.speaker, index))
        yield Meeting(
            id="", status=status, participants=tuple(party.entity for party in unique), evidence=(quote,), rule=finding.rule,
            confidence=finding.confidence, host=finding.host, place=place, when=when, mode=mode, attributed_to=quote.attributed_to,
            via=_via(unique), trigger=_offsets(finding.trigger),
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- pledges


def _pledges(finding: PledgeFinding, sentence: Span, index: NameIndex, names: Extraction) -> Iterator[Pledge]:
    triggers = (finding.trigger,) if finding.anchor == finding.trigger else (finding.trigger, finding.anchor)
    status = _PLEDGE_STATUS[finding.reading.status]
    when = date_of(triggers, sentence, published=names.document.published, future=False)
    words = _content_span(finding, sentence)
    recipients = tuple(dict.fromkeys(party.entity for party in finding.recipients))
    joint = f"j{finding.trigger.i}" if len(finding.pledgers) > 1 else None
    for pledger in finding.pledgers:
        involved = [pledger, *finding.recipients]
        quote = _evidence(sentence, finding.trigger, involved, rule=finding.rule, status=status, speaker=_speaker(finding.reading.speaker, index), words=words)
        yield Pledge(
            id="", status=status, pledger=pledger.entity, recipients=tuple(key for key in recipients if key != pledger.entity),
            content=sentence.doc.text[words[0] : words[1]] if words else "", what=words, evidence=(quote,), rule=finding.rule,
            confidence=finding.confidence, when=when, due=_due(finding, sentence, names), amount=_amount(finding, sentence), joint=joint,
            attributed_to=quote.attributed_to if quote.attributed_to != pledger.entity else None, via=_via(involved), trigger=_offsets(finding.trigger),
        )  # fmt: skip


def _content_span(finding: PledgeFinding, sentence: Span) -> tuple[int, int] | None:
    if finding.content is None:
        return None
    first, end = finding.content
    span = sentence.doc[first:end]
    return span.start_char, span.end_char


def _due(finding: PledgeFinding, sentence: Span, names: Extraction) -> PartialDate | None:
    """A date inside what is promised is when it is due ("… by the end of May")."""
    if finding.content is None:
        return None
    first, end = finding.content
    from graphkit.dates import parse_date

    for span in sentence.ents:
        if span.label_ == "DATE" and first <= span.start < end and span.start > 0:
            before = span.doc[span.start - 1].lower_
            if before in {"by", "until", "before", "in", "within", "from"} or span[0].lower_ in {"next", "this"}:
                start = span.start - 1 if before in {"by", "until", "before", "within"} else span.start
                words = span.doc[start : span.end]
                return parse_date(words.text, published=names.document.published, start=words.start_char, future=True)
    return None


def _amount(finding: PledgeFinding, sentence: Span) -> Amount | None:
    if finding.content is None:
        return None
    first, end = finding.content
    for span in sentence.ents:
        if span.label_ in {"MONEY", "QUANTITY", "CARDINAL"} and first <= span.start < end:
            start = span.start
            while start > first and span.doc[start - 1].lower_ in {"than", "more", "about", "nearly", "almost", "to", "up", "least", "at", "over", "around", "some", "$", "£", "€", "us$"}:
                start -= 1
            stop = span.end
            if span.label_ != "MONEY":  # what is counted comes after the number
                noun = span.root.head if span.root.dep_ in {"nummod", "quantmod", "compound"} and span.root.head.i >= stop else span.root
                stop = max(stop, noun.i + 1)
            amount = parse_amount(span.doc[start:stop].text)
            if amount is not None:
                return amount
    return None


def _number_pledges(pledges: list[Pledge]) -> list[Pledge]:
    """Drop exact repeats (one trigger read by two rules) and number the rest."""
    kept: dict[tuple[str, int, str], Pledge] = {}
    for pledge in pledges:
        sentence = pledge.evidence[0].start
        key = (pledge.pledger, sentence, pledge.content)
        clash = next((other for other in kept.values() if other.pledger == pledge.pledger and other.evidence[0].start == sentence and _overlap(other, pledge)), None)
        if clash is None:
            kept.setdefault(key, pledge)
    joints = {name: f"j{number}" for number, name in enumerate(dict.fromkeys(pledge.joint for pledge in kept.values() if pledge.joint), 1)}
    return [replace(pledge, id=f"p{number}", joint=joints.get(pledge.joint or "")) for number, pledge in enumerate(kept.values(), 1)]


def _overlap(one: Pledge, two: Pledge) -> bool:
    if one.what is None or two.what is None:
        return True
    return one.what[0] < two.what[1] and two.what[0] < one.what[1]


# -------------------------------------------------------------------------------------------------------------- common


def _bounds(sentence: Span) -> tuple[int, int]:
    """Offsets of a sentence without white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, max(start, sentence.start_char + len(text.rstrip()))


def _evidence(
    sentence: Span, trigger: Token, parties: list[Party], *, rule: str, status: str, speaker: str | None, words: tuple[int, int] | None = None
) -> Evidence:  # fmt: skip
    start, end = _bounds(sentence)
    text = sentence.doc.text
    if end - start > LONGEST_QUOTE:
        spots = [trigger.idx, trigger.idx + len(trigger), *(spot for party in parties for spot in (party.start, party.end)), *(words or ())]
        near = [spot for spot in spots if start <= spot <= end and abs(spot - trigger.idx) < LONGEST_QUOTE // 2]
        start, end = _shortened(text, start, end, min(near), max(near))
    return Evidence(start=start, end=end, quote=text[start:end], rule=rule, status=status, attributed_to=speaker)


def _shortened(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The part of a long sentence around [first, last), cut at commas or blanks."""
    room = max(0, (LONGEST_QUOTE - (last - first)) // 2)
    left, right = max(start, first - room), min(end, last + room)
    if left > start:
        cut = max(text.find(mark, left, first) for mark in (", ", "; ", " "))
        left = cut + 1 if cut >= 0 else first
    if right < end:
        cut = text.rfind(" ", last, right)
        right = cut if cut >= 0 else last
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def _speaker(token: Token | None, index: NameIndex) -> str | None:
    if token is None:
        return None
    named = index.proper(token)
    if named is not None:
        return named[0].id
    inferred = index.inferred(token)
    return inferred[0][0].id if len(inferred) == 1 else None


def _via(parties: list[Party]) -> tuple[Via, ...]:
    return tuple(Via(party=party.entity, text=party.text, start=party.start, end=party.end) for party in parties if party.via)


def _offsets(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _kept(names: Extraction, meetings: list[Meeting], pledges: list[Pledge]) -> tuple[LocalEntity, ...]:
    """Entities with a proper name, or that an event or role speaks of."""
    used = {party for meeting in meetings for party in (*meeting.participants, *meeting.place, meeting.host, meeting.attributed_to)}
    used |= {party for pledge in pledges for party in (pledge.pledger, *pledge.recipients, pledge.attributed_to)}
    used |= {party for role in names.roles for party in (role.person, role.organization)}
    used |= {item.attributed_to for event in (*meetings, *pledges) for item in event.evidence}
    return tuple(entity for entity in names.entities if entity.mentions or entity.id in used)
