"""From a document's own ids to entity ids: reports of events, and roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from graphkit.resolve.entities import digest
from graphkit.resolve.events import Report
from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graphkit.model import Evidence, Extraction, Meeting, Pledge, Role, Via

    #: local id to entity id
    Resolve = Callable[[str], str]

Thing = TypeVar("Thing")


def meeting_report(extraction: Extraction, meeting: Meeting, resolve: Resolve) -> Report | None:
    """A meeting with entity ids as parties; None where all its participants turn out to be one and the same."""
    document = extraction.document
    participants = _each_once(map(resolve, meeting.participants))
    if not participants or (len(participants) == 1 and len(meeting.participants) > 1):
        return None
    event = replace(
        meeting,
        participants=participants,
        evidence=_evidence(meeting.evidence, document.id, meeting.status, resolve),
        host=None if meeting.host is None else resolve(meeting.host),
        place=_each_once(map(resolve, meeting.place)),
        attributed_to=None if meeting.attributed_to is None else resolve(meeting.attributed_to),
        via=_via(meeting.via, document.id, resolve),
    )
    return Report(event, document.id, document.published, frozenset(participants))


def pledge_report(extraction: Extraction, pledge: Pledge, resolve: Resolve) -> Report:
    """A pledge with entity ids as parties; who promises something to themselves has no recipient."""
    document = extraction.document
    pledger = resolve(pledge.pledger)
    recipients = tuple(party for party in _each_once(map(resolve, pledge.recipients)) if party != pledger)
    event = replace(
        pledge,
        pledger=pledger,
        recipients=recipients,
        evidence=_evidence(pledge.evidence, document.id, pledge.status, resolve),
        joint=None if pledge.joint is None else f"joint/{digest('Joint', document.id, pledge.joint, length=16)}",
        attributed_to=None if pledge.attributed_to is None else resolve(pledge.attributed_to),
        via=_via(pledge.via, document.id, resolve),
    )
    return Report(event, document.id, document.published, frozenset({pledger, *recipients}))


def merge_roles(extractions: Iterable[Extraction], resolver: Callable[[str], Resolve]) -> tuple[Role, ...]:
    """Roles with entity ids, one for each person, organisation, title and tense, with all passages; sorted.

    Args:
        extractions: sorted by document id.
        resolver: gives for a document id what resolves its local ids.
    """
    found: defaultdict[tuple[str, str, str, str], list[Role]] = defaultdict(list)
    for extraction in extractions:
        resolve = resolver(extraction.document.id)
        for role in extraction.roles:
            mapped = replace(
                role,
                person=resolve(role.person),
                organization=None if role.organization is None else resolve(role.organization),
                evidence=_evidence(role.evidence, extraction.document.id, "", resolve),
            )
            found[mapped.person, mapped.organization or "", fold(mapped.title), mapped.tense].append(mapped)
    merged = (_one_role(roles) for roles in found.values())
    return tuple(sorted(merged, key=lambda role: (role.person, role.organization or "", role.title, role.tense)))


def _one_role(roles: list[Role]) -> Role:
    titles = Counter(role.title for role in roles)
    evidence = _each_once(passage for role in roles for passage in role.evidence)
    return replace(
        roles[0],
        title=min(titles, key=lambda title: (-titles[title], title)),
        evidence=tuple(
            sorted(evidence, key=lambda passage: (passage.document, passage.start, passage.end, passage.rule))
        ),
    )


def _each_once(found: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(found))


def _evidence(found: Iterable[Evidence], document: str, status: str, resolve: Resolve) -> tuple[Evidence, ...]:
    return tuple(
        replace(
            passage,
            document=document,
            status=passage.status or status,
            attributed_to=None if passage.attributed_to is None else resolve(passage.attributed_to),
        )
        for passage in found
    )


def _via(found: Iterable[Via], document: str, resolve: Resolve) -> tuple[Via, ...]:
    return tuple(replace(via, party=resolve(via.party), document=document) for via in found)
