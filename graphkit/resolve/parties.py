"""From a document's own ids to entity ids: reports of events, and roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar

from graphkit.resolve.entities import digest
from graphkit.resolve.events import Report
from graphkit.resolve.names import fold
from graphkit.terms import best_date, part_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graphkit.model import Event, Evidence, Extraction, Meeting, PartialDate, Pledge, Relation, Role, Via

    #: local id to entity id
    Resolve = Callable[[str], str]

Thing = TypeVar("Thing")


def meeting_report(extraction: Extraction, meeting: Meeting, resolve: Resolve) -> Report | None:
    """A meeting with entity ids as parties; None where all its participants turn out to be one and the same."""
    document = extraction.document
    participants = _each_once(map(resolve, meeting.participants))
    if not participants or (len(participants) == 1 and len(meeting.participants) > 1):
        return None
    evidence = _evidence(_attributed(meeting), document.id, meeting.status, resolve)
    event = replace(
        meeting,
        participants=participants,
        evidence=evidence,
        host=None if meeting.host is None else resolve(meeting.host),
        place=_each_once(map(resolve, meeting.place)),
        attributed_to=_claimed(meeting, evidence, resolve),
        via=_via(meeting.via, document.id, resolve),
    )
    return Report(event, document.id, document.published, frozenset(participants))


def pledge_report(extraction: Extraction, pledge: Pledge, resolve: Resolve) -> Report:
    """A pledge with entity ids as parties; who promises something to themselves has no recipient."""
    document = extraction.document
    pledger = resolve(pledge.pledger)
    recipients = tuple(party for party in _each_once(map(resolve, pledge.recipients)) if party != pledger)
    evidence = _evidence(_attributed(pledge), document.id, pledge.status, resolve)
    event = replace(
        pledge,
        pledger=pledger,
        recipients=recipients,
        evidence=evidence,
        joint=None if pledge.joint is None else f"joint/{digest('Joint', document.id, pledge.joint, length=16)}",
        attributed_to=_claimed(pledge, evidence, resolve),
        via=_via(pledge.via, document.id, resolve),
    )
    return Report(event, document.id, document.published, frozenset({pledger, *recipients}))


def relation_report(extraction: Extraction, relation: Relation, resolve: Resolve) -> Report | None:
    """A relation of the user's own with entity ids as ends; None where both turn out to be one and the same."""
    document = extraction.document
    source, target = resolve(relation.source), resolve(relation.target)
    if source == target:
        return None
    if relation.symmetric:
        source, target = sorted((source, target))
    evidence = _evidence(_attributed(relation), document.id, relation.status, resolve)
    event = replace(
        relation,
        source=source,
        target=target,
        evidence=evidence,
        attributed_to=_claimed(relation, evidence, resolve),
        via=_via(relation.via, document.id, resolve),
    )
    return Report(event, document.id, document.published, frozenset({source, target}))


def merge_roles(extractions: Iterable[Extraction], resolver: Callable[[str], Resolve]) -> tuple[Role, ...]:
    """Roles with entity ids, one for each person, organisation, title, tense and term, with all passages; sorted.

    One in an organisation that turns out to be the person is in none, and not there where it has no title.

    Args:
        extractions: sorted by document id.
        resolver: gives for a document id what resolves its local ids.
    """
    found: defaultdict[tuple[str, str, str, str], list[Role]] = defaultdict(list)
    for extraction in extractions:
        resolve = resolver(extraction.document.id)
        for role in extraction.roles:
            person, organization = resolve(role.person), role.organization and resolve(role.organization)
            if organization == person:  # nobody is the organisation of their own role; the title may still be right
                organization = None
            if not (organization or role.title):
                continue
            mapped = replace(
                role,
                person=person,
                organization=organization,
                evidence=_evidence(role.evidence, extraction.document.id, "", resolve),
            )
            found[mapped.person, mapped.organization or "", fold(mapped.title), mapped.tense].append(mapped)
    merged = (_one_role(term) for roles in found.values() for term in part_terms(roles))
    return tuple(sorted(merged, key=lambda role: role.order))


def _one_role(roles: list[Role]) -> Role:
    titles = Counter(role.title for role in roles)
    told = _each_once(passage for role in roles for passage in role.evidence)
    evidence = sorted(told, key=lambda passage: (passage.document, passage.start, passage.end, passage.rule))
    first = evidence[0].document if evidence else ""
    return replace(
        roles[0],
        title=min(titles, key=lambda title: (-titles[title], title)),
        start=_date_of(roles, "start", first),
        end=_date_of(roles, "end", first),
        inferred=all(role.inferred for role in roles),
        evidence=tuple(evidence),
    )


def _date_of(roles: list[Role], which: Literal["start", "end"], first: str) -> PartialDate | None:
    """The best date of several reports; without offsets where they don't count in the document of the first evidence."""
    of_role = {id(date): role for role in roles if (date := getattr(role, which)) is not None}
    best: PartialDate | None = best_date(getattr(role, which) for role in roles)
    if best is None or any(passage.document == first for passage in of_role[id(best)].evidence):
        return best
    return replace(best, start=None, end=None)


def _each_once(found: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(found))


def _attributed(event: Event) -> tuple[Evidence, ...]:
    """The passages; what a record calls a claim of somebody's, without saying which passages tell so, all of them do."""
    if event.attributed_to is None or any(passage.attributed_to is not None for passage in event.evidence):
        return event.evidence
    return tuple(replace(passage, attributed_to=event.attributed_to) for passage in event.evidence)


def _claimed(event: Event, evidence: tuple[Evidence, ...], resolve: Resolve) -> str | None:
    """Who says so, where every passage only reports a claim, and one of them that party's."""
    if event.attributed_to is None:
        return None
    party, speakers = resolve(event.attributed_to), [passage.attributed_to for passage in evidence]
    return party if None not in speakers and party in speakers else None


def _evidence(found: Iterable[Evidence], document: str, status: str, resolve: Resolve) -> tuple[Evidence, ...]:
    told = (
        replace(
            passage,
            document=document,
            status=passage.status or status,
            attributed_to=None if passage.attributed_to is None else resolve(passage.attributed_to),
        )
        for passage in found
    )
    return _each_once(told)


def _via(found: Iterable[Via], document: str, resolve: Resolve) -> tuple[Via, ...]:
    return _each_once(replace(via, party=resolve(via.party), document=document) for via in found)
