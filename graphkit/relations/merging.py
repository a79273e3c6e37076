"""One meeting told several times in a document is one event."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.dates import parse_date
from graphkit.relations.lexicon import SINGLE_ROLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from graphkit.model import Evidence, Meeting, MeetingStatus, PartialDate

#: Where what follows the head of a role begins ("commander | in the south").
_AFTER_HEAD = re.compile(r" (?:of|in|for|to|at|from|with|on) ")
_WEEK = 7
#: Statuses that one event may go through in a document, the last being what it comes to.
_HISTORY: dict[frozenset[str], MeetingStatus] = {
    frozenset({"occurred"}): "occurred",
    frozenset({"planned"}): "planned",
    frozenset({"denied"}): "denied",
    frozenset({"hypothetical"}): "hypothetical",
    frozenset({"planned", "occurred"}): "occurred",
    frozenset({"planned", "hypothetical"}): "planned",
}


def status_of_both(one: MeetingStatus, two: MeetingStatus) -> MeetingStatus | None:
    """What two reports of one event come to, or None where they are no stages of one history."""
    return _HISTORY.get(frozenset({one, two}))


def dates_agree(one: PartialDate | None, two: PartialDate | None) -> bool:
    """Whether two dates can be of one event: one of them is open, or their intervals overlap."""
    if (
        one is None
        or two is None
        or one.earliest is None
        or two.earliest is None
        or one.latest is None
        or two.latest is None
    ):
        return (
            one is None
            or two is None
            or not one.text
            or not two.text
            or one.text == two.text
            or one.earliest is None
            or two.earliest is None
        )
    return one.earliest <= two.latest and two.earliest <= one.latest


def name_delegates(meetings: list[Meeting], affiliations: Mapping[str, frozenset[str]]) -> list[Meeting]:
    """Let a person who is named elsewhere stand for the country or organisation that only their role named.

    "Roe is to meet his French counterpart … Roe will meet Foreign Minister Lind of France": the second report names
    whom the first one means, so the first one's party is Lind, and the two become one meeting.

    Args:
        meetings: reports in order of the text.
        affiliations: for each person, the countries and organisations they hold a role at.
    """
    return [_named(meeting, meetings, affiliations) for meeting in meetings]


def _named(meeting: Meeting, meetings: list[Meeting], affiliations: Mapping[str, frozenset[str]]) -> Meeting:
    for via in meeting.via:
        if via.party not in meeting.participants or not _one_person(via.text):
            continue
        rest = set(meeting.participants) - {via.party}
        for other in meetings:
            if (
                other is meeting
                or not rest
                or not rest <= set(other.participants)
                or frozenset({meeting.status, other.status}) not in _HISTORY
            ):
                continue
            people = [
                party
                for party in other.participants
                if party not in rest and via.party in affiliations.get(party, frozenset())
            ]
            if len(people) == 1 and dates_agree(meeting.when, other.when):
                return replace(
                    meeting,
                    participants=tuple(people[0] if party == via.party else party for party in meeting.participants),
                    via=tuple(item for item in meeting.via if item is not via),
                )
    return meeting


def _one_person(words: str) -> bool:
    """Whether the words stand for one role-holder and not for a group or a whole government."""
    head = _AFTER_HEAD.split(words.lower())[0].split()
    return bool(head) and (head[-1] in SINGLE_ROLES or head[-1].removesuffix("s") == "counterpart")


#: What a meeting comes to when it is told of again: (status so far, status now) -> status.
_AGAIN: dict[tuple[str, str], MeetingStatus] = {
    ("planned", "planned"): "planned",
    ("planned", "occurred"): "occurred",
    ("planned", "denied"): "denied",
    ("hypothetical", "planned"): "planned",
    ("hypothetical", "denied"): "denied",
    ("occurred", "occurred"): "occurred",
}


def tell_again(
    reports: list[Meeting],
    *,
    parties: tuple[str, ...],
    evidence: Evidence,
    when: PartialDate | None,
    place: tuple[str, ...],
) -> None:
    """Add to the last meeting told what a later sentence says of it ("The meeting was cancelled").

    Args:
        reports: meetings so far, in order of the text; the one meant is replaced.
        parties: whom that sentence names; one of them must have taken part, where there are any.
        evidence: the sentence, with the status that it gives.
        when: its date, or None.
        place: its places.
    """
    for index in range(len(reports) - 1, -1, -1):
        known = reports[index]
        if len(known.participants) < 2 or (parties and not set(parties) & set(known.participants)):
            continue
        status = _AGAIN.get((known.status, evidence.status))
        if status is not None and dates_agree(known.when, when) and evidence.start >= known.evidence[0].start:
            changed = status != known.status
            reports[index] = replace(
                known,
                status=status,
                evidence=_with_evidence(known.evidence, evidence, first=changed),
                rule=evidence.rule if changed else known.rule,
                when=finer_date(known.when, when),
                place=known.place or place,
                place_basis=known.place_basis or ("stated" if place else None),
            )
        return


def _with_evidence(known: tuple[Evidence, ...], new: Evidence, *, first: bool) -> tuple[Evidence, ...]:
    """Evidence with a further passage, before or behind the others; of two readings of one passage the new one stays."""
    others = tuple(item for item in known if (item.start, item.end) != (new.start, new.end))
    return (new, *others) if first else (*others, new)


def merge_meetings(meetings: Iterable[Meeting], *, published: dt.date | None = None) -> list[Meeting]:
    """Put together reports of one meeting, in order of the text.

    Two reports are one meeting when the same parties take part (or those of one are among those of the other, and two
    or more are shared), their statuses are stages of one history, and neither date nor place contradicts. What was
    held by the day of publication is not what is planned for a later one.

    Args:
        meetings: reports in order of the text.
        published: the day of publication, where it is known.
    """
    merged: list[Meeting] = []
    for meeting in meetings:
        for index, known in enumerate(merged):
            earlier = _as_held(known, meeting, published)
            if _same(earlier, meeting) and not _yet_to_come(earlier, meeting, published):
                merged[index] = _join(earlier, meeting)
                break
        else:
            merged.append(meeting)
    return merged


def _yet_to_come(one: Meeting, two: Meeting, published: dt.date | None) -> bool:
    """Whether one was held and the other is planned for a day after the publication."""
    if published is None or {one.status, two.status} != {"planned", "occurred"}:
        return False
    plan = one if one.status == "planned" else two
    return plan.when is not None and plan.when.earliest is not None and plan.when.earliest > published


def _as_held(plan: Meeting, held: Meeting, published: dt.date | None) -> Meeting:
    """A plan of the past that the text then tells as held, on the weekday that has been ("was to meet on Tuesday … met")."""
    if published is None or plan.when is None or not _yet_to_come(plan, held, published):
        return plan
    if plan.status != "planned" or not _words(plan) & {"was", "were"}:
        return plan
    when = parse_date(plan.when.text, published=published, start=plan.when.start)
    recent = when.earliest is not None and when.earliest <= published and (published - when.earliest).days < _WEEK
    return replace(plan, when=when) if recent else plan


def _same(one: Meeting, two: Meeting) -> bool:
    first, second = set(one.participants), set(two.participants)
    if first != second and not ((first < second or second < first) and len(first & second) > 1):
        return False
    final = _HISTORY.get(frozenset({one.status, two.status}))
    if any(
        report.status != final and not set(report.participants) <= both
        for report, both in ((one, second), (two, first))
    ):
        return False  # whom only a plan or wish names has not met anybody
    if frozenset({one.status, two.status}) not in _HISTORY or not dates_agree(one.when, two.when):
        return False
    if one.status != two.status and _words(two) & {"again", "another"}:
        return False
    if (
        "planned" in {one.status, two.status}
        and one.status != two.status
        and (one.when is None) != (two.when is None)
        and _again(two)
    ):
        return False
    if one.mode != two.mode and "phone" in {one.mode, two.mode}:
        return False
    return not one.place or not two.place or bool(set(one.place) & set(two.place))


def _again(meeting: Meeting) -> bool:
    """Whether the words say that this is one more meeting."""
    return bool(_words(meeting) & {"again", "another", "further", "next", "second", "new", "also"})


def _words(meeting: Meeting) -> set[str]:
    return {word.strip(".,;:!?\"'”") for word in meeting.evidence[0].quote.lower().split()}


def _join(one: Meeting, two: Meeting) -> Meeting:
    status = _HISTORY[frozenset({one.status, two.status})]
    lead, other = (two, one) if one.status != status == two.status else (one, two)
    seen = {(item.start, item.end) for item in lead.evidence}
    evidence: tuple[Evidence, ...] = (
        *lead.evidence,
        *(item for item in other.evidence if (item.start, item.end) not in seen),
    )
    via = {item.party: item for item in (*other.via, *lead.via)}
    return replace(
        lead,
        status=status,
        participants=tuple(dict.fromkeys((*lead.participants, *other.participants))),
        evidence=evidence,
        confidence=max(lead.confidence, other.confidence),
        host=lead.host or other.host,
        place=lead.place or other.place,
        place_basis=lead.place_basis or other.place_basis,
        when=finer_date(lead.when, other.when),
        topic=lead.topic or other.topic,
        mode=lead.mode if lead.mode != "unspecified" else other.mode,
        via=tuple(via[key] for key in sorted(via)),
        attributed_to=lead.attributed_to if other.attributed_to else None,
    )


def finer_date(one: PartialDate | None, two: PartialDate | None) -> PartialDate | None:
    """Of two dates of one event the one that leaves fewer days."""
    if one is None or (one.earliest is None and two is not None):
        return two
    if two is None or two.earliest is None or one.earliest is None or one.latest is None or two.latest is None:
        return one
    return two if two.latest - two.earliest < one.latest - one.earliest else one
