"""From a finding of the grammar to pledges: content, amount, dates, evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.amounts import is_currency_code, parse_amount
from graphkit.dates import parse_date
from graphkit.model import Pledge, PledgeStatus
from graphkit.relations.confidence import confidence_of
from graphkit.relations.evidence import evidence_of, offsets_of, speaker_of, via_of
from graphkit.relations.lexicon import lemma_of
from graphkit.relations.pledge_parts import MAGNITUDE_LETTERS, tells_how
from graphkit.relations.tree import ancestors, is_verb
from graphkit.relations.when import date_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from graphkit.model import Amount, Extraction, MeetingStatus, PartialDate
    from graphkit.relations.names import NameIndex
    from graphkit.relations.pledge_parts import PledgeFinding

#: What the status words of the grammar come to: a plan to promise is a promise only once made.
_STATUS: dict[MeetingStatus, PledgeStatus] = {
    "occurred": "made",
    "planned": "made",
    "denied": "denied",
    "hypothetical": "hypothetical",
}
#: What is expected or intended to be promised hasn't been promised yet.
_EXPECTING = frozenset({"expect", "plan", "plans", "intend", "prepare", "due", "set"})
_RENEWING = frozenset({"renew", "reiterate", "reaffirm", "repeat", "restate", "recommit"})
_AGAIN = frozenset({"again", "repeatedly", "still", "renewed", "repeated", "once"})
_DUE_PREPS = frozenset({"by", "until", "before", "in", "within", "from", "over", "during", "for"})
#: With these a date beside the promise says when it is to be kept.
_DEADLINE_PREPS = frozenset({"by", "within"})
#: Words by which a promise is one more, and not the same told again.
_ONE_MORE = frozenset({"another", "additional", "further", "more", "extra", "new"})
_DUE_OPENINGS = frozenset({"next", "this", "the"})
_BEFORE_AMOUNT = frozenset({
    "than", "more", "about", "nearly", "almost", "to", "up", "least", "at", "over", "around", "some", "an", "additional", "another", "$", "£", "€", "us$",
})  # fmt: skip
_AMOUNT_LABELS = frozenset({"MONEY", "QUANTITY", "CARDINAL"})


def pledges_of(finding: PledgeFinding, sentence: Span, index: NameIndex, names: Extraction) -> Iterator[Pledge]:
    """The pledges that a finding tells: one for each pledger, joined by `joint` where there are several."""
    scope = (finding.trigger,) if finding.anchor == finding.trigger else (finding.trigger, finding.anchor)
    status = _STATUS[finding.reading.status]
    if finding.reading.status == "planned" and finding.reading.why in _EXPECTING:
        status = "hypothetical"
    published = names.document.published
    deadline = _deadline(finding, sentence, index, published)
    due = _due(finding, sentence, index, names) or (deadline[1] if deadline else None)
    outside = tuple(bounds for bounds in (finding.content, deadline[0] if deadline else None) if bounds)
    when = date_of(scope, sentence, index, published=published, future=False, outside=outside)
    words = _content_span(finding, sentence)
    for_whom = [
        index.head_of(party.entity) or party.entity if finding.thanked else party.entity for party in finding.recipients
    ]
    recipients = tuple(dict.fromkeys(for_whom))
    joint = f"j{finding.trigger.i}" if len(finding.pledgers) > 1 else None
    speaker = speaker_of(finding.reading.speaker, index)
    for pledger in finding.pledgers:
        involved = [pledger, *finding.recipients]
        quote = evidence_of(
            sentence, finding.trigger, involved, index, rule=finding.rule, status=status, speaker=speaker, words=words
        )
        yield Pledge(
            id="",
            status=status,
            pledger=pledger.entity,
            recipients=tuple(key for key in recipients if key != pledger.entity),
            content=index.text[words[0] : words[1]] if words else "",
            what=words,
            evidence=(quote,),
            rule=finding.rule,
            confidence=confidence_of(finding.rule, status, inferred=not pledger.named, kind="pledge"),
            when=when,
            due=due,
            amount=_amount(finding, sentence, index),
            renewed=_is_renewed(finding),
            joint=joint,
            attributed_to=quote.attributed_to if quote.attributed_to != pledger.entity else None,
            via=via_of(involved),
            trigger=offsets_of(finding.trigger),
        )


def _is_renewed(finding: PledgeFinding) -> bool:
    """Whether the words say that the promise had been made before."""
    if finding.anchor.lower_ in _RENEWING or lemma_of(finding.anchor.lower_) in _RENEWING:
        return True
    near = (*finding.trigger.children, *finding.anchor.children)
    return any(child.lower_ in _AGAIN and child.dep_ in {"advmod", "amod"} for child in near)


def _content_span(finding: PledgeFinding, sentence: Span) -> tuple[int, int] | None:
    if finding.content is None:
        return None
    span = sentence.doc[finding.content[0] : finding.content[1]]
    return span.start_char, span.end_char


def _due(finding: PledgeFinding, sentence: Span, index: NameIndex, names: Extraction) -> PartialDate | None:
    """A date inside what is promised is when it is due ("… by the end of May", "over the next three years")."""
    if finding.content is None:
        return None
    first, end = finding.content
    for span in index.values_in(sentence):
        if span.label_ != "DATE" or not first <= span.start < end or span.start == 0:
            continue
        before = span.doc[span.start - 1].lower_
        if before in _DUE_PREPS or span[0].lower_ in _DUE_OPENINGS:
            words = span.doc[span.start - (before in _DUE_PREPS) : span.end]
            due = parse_date(words.text, published=names.document.published, start=words.start_char, future=True)
            return due if due.precision != "unknown" else None
    return None


def _deadline(
    finding: PledgeFinding, sentence: Span, index: NameIndex, published: dt.date | None
) -> tuple[tuple[int, int], PartialDate] | None:
    """When it is due by a date that hangs on the promising ("pledged $5 million by the end of May"), with its bounds.

    What had been promised by a day was promised before it, and a day that is over is no day to keep a promise.
    """
    if any(child.lower_ == "had" and child.dep_ == "aux" for child in finding.trigger.children):
        return None
    for span in index.values_in(sentence):
        if span.label_ != "DATE" or not span.start or not _is_ahead(span) or not _hangs_on(span.root, finding):
            continue
        words = span.doc[span.start - 1 : span.end]
        due = parse_date(words.text, published=published, start=words.start_char, future=True)
        if due.latest is not None and (published is None or due.latest > published):
            return (words.start, words.end), due
    return None


def _is_ahead(span: Span) -> bool:
    """Whether the words before a date, or in it, say that something is to be kept by then or until then."""
    before = span.doc[span.start - 1].lower_
    if before in _DEADLINE_PREPS:
        return True
    if before in {"in", "on", "from"} and any(tells_how(above) for above in ancestors(span.root)):
        return True
    return before in {"over", "in"} and any(token.lower_ in {"next", "coming"} for token in span)


def _hangs_on(token: Token, finding: PledgeFinding) -> bool:
    """Whether a date hangs on the words of promising, or on how it is to be handed over ("…, to be paid by May")."""
    for above in ancestors(token):
        if above in (finding.trigger, finding.anchor):
            return True
        if is_verb(above) and not tells_how(above):
            return False
    return False


def _amount(finding: PledgeFinding, sentence: Span, index: NameIndex) -> Amount | None:
    """The first amount of money, or number of things, in what is promised."""
    if finding.content is None:
        return None
    first, end = finding.content
    for span in index.values_in(sentence):
        if span.label_ in _AMOUNT_LABELS and first <= span.start < end:
            amount = parse_amount(_amount_words(span, first))
            if amount is not None:
                return amount
    numbers = [
        token.i
        for token in sentence.doc[first:end]
        if token.tag_ in {"CD", "$"} or is_currency_code(token.text) or parse_amount(token.text)
    ]
    return parse_amount(sentence.doc[numbers[0] : end].text) if numbers else None


def _amount_words(span: Span, first: int) -> str:
    """The words of an amount, with what qualifies it before ("more than") and what is counted after ("two batteries")."""
    start, stop = span.start, span.end
    while start > first and (
        span.doc[start - 1].lower_ in _BEFORE_AMOUNT or is_currency_code(span.doc[start - 1].text)
    ):
        start -= 1
    while stop < len(span.doc) and not span.doc[stop - 1].whitespace_ and span.doc[stop].lower_ in MAGNITUDE_LETTERS:
        stop += 1  # "£2.5m"
    if span.label_ != "MONEY":
        counted = (
            span.root.head
            if span.root.dep_ in {"nummod", "quantmod", "compound"} and span.root.head.i >= stop
            else span.root
        )
        stop = max(stop, counted.i + 1)
    return str(span.doc[start:stop].text)


def number_pledges(pledges: list[Pledge]) -> list[Pledge]:
    """Drop repeats (one promise read by two rules, the first rule staying), join what is told again, number the rest."""
    kept: list[Pledge] = []
    for pledge in pledges:
        if any(_repeats(pledge, other) for other in kept):
            continue
        told = next((place for place, other in enumerate(kept) if _told_again(other, pledge)), None)
        if told is None:
            kept.append(pledge)
        else:
            known = kept[told]
            kept[told] = replace(
                known,
                evidence=(*known.evidence, *pledge.evidence),
                when=known.when or pledge.when,
                due=known.due or pledge.due,
            )
    names = dict.fromkeys(pledge.joint for pledge in kept if pledge.joint)
    joints = {name: f"j{number}" for number, name in enumerate(names, 1)}
    return [
        replace(pledge, id=f"p{number}", joint=joints.get(pledge.joint or "")) for number, pledge in enumerate(kept, 1)
    ]


def _told_again(one: Pledge, two: Pledge) -> bool:
    """Whether the second tells the first again: the same sum or thing of and for the same, and no other day."""
    if (one.pledger, one.recipients, one.status, one.renewed) != (two.pledger, two.recipients, two.status, two.renewed):
        return False
    if one.evidence[0].start == two.evidence[0].start or one.joint or two.joint:
        return False
    if one.amount is None or two.amount is None or not one.recipients or _ONE_MORE & set(two.content.lower().split()):
        return False
    mine, theirs = one.amount, two.amount
    same = (mine.minimum, mine.maximum, mine.currency, mine.unit) == (theirs.minimum, theirs.maximum, theirs.currency, theirs.unit)  # fmt: skip
    return same and all(a is None or b is None or a == b for a, b in ((one.when, two.when), (one.due, two.due)))


def _repeats(one: Pledge, two: Pledge) -> bool:
    if one.pledger != two.pledger or one.evidence[0].start != two.evidence[0].start:
        return False
    if one.what is None or two.what is None:
        return True
    return one.what[0] < two.what[1] and two.what[0] < one.what[1]
