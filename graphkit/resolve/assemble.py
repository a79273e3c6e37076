"""All extractions together: entities resolved, reports of one event merged, everything sorted."""

from __future__ import annotations

import contextlib
import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import Assembly, Meeting, Pledge, Relation
from graphkit.resolve.copies import link_copies
from graphkit.resolve.entities import make_entities
from graphkit.resolve.event_rulings import rule_events
from graphkit.resolve.events import merge_meetings, merge_pledges, merge_relations
from graphkit.resolve.intake import Intake
from graphkit.resolve.items import countries_of, gather
from graphkit.resolve.known import shared_names, with_ids
from graphkit.resolve.organizations import resolve_organizations
from graphkit.resolve.parties import meeting_report, merge_roles, pledge_report, relation_report
from graphkit.resolve.people import resolve_people
from graphkit.resolve.places import resolve_places
from graphkit.resolve.rulings import event_spots, make_rulings, sorted_decisions, wrong_spots
from graphkit.resolve.types import settle_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graphkit.model import Decision, Entity, Event, Extraction, Role, Run
    from graphkit.resolve.events import Report
    from graphkit.resolve.items import Cluster, Corpus, Taken
    from graphkit.resolve.known import Known
    from graphkit.resolve.rulings import Rulings


def assemble(
    extractions: Iterable[Extraction] | Intake,
    *,
    base_iri: str,
    run: Run,
    decisions: Iterable[Decision] = (),
    known: Iterable[Known] = (),
    near_duplicates: bool = True,
) -> Assembly:
    """Resolve entities over all documents and merge the reports of one event.

    The result depends on the set of extractions alone, not on their order; without a document it is what it would have
    been had the document never been there. One extraction given twice counts once.

    Args:
        extractions: what the documents say. They are looked at one by one and not held, so that they may be decoded on the
            way; an `Intake` is empty afterwards.
        base_iri: IRI that ids are appended to; ends in "/" or "#".
        run: how the extractions were made.
        decisions: what people have settled; those that can't hold are told in the warnings.
        known: the user's own people and organisations; a decision against their ids can't hold.
        near_duplicates: whether documents that are near copies of each other are linked.

    Raises:
        InputError: two different extractions bear one document id.
    """
    with _growing():
        intake = extractions if isinstance(extractions, Intake) else Intake(extractions)
        assembly = _assemble(intake.hand_over(), base_iri, run, tuple(decisions), tuple(known))
        return replace(assembly, documents=link_copies(assembly.documents, near_duplicates=near_duplicates))


@contextlib.contextmanager
def _growing() -> Iterator[None]:
    """Keep the collector of cycles away while a great many small objects are made, none of which is in a cycle.

    It would look through all of them again and again, which takes more time than resolution itself. At the end they are
    handed to the oldest generation, or the first thing it did would be to look through them all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled and gc.get_freeze_count() == 0:
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()


def _assemble(
    taken: list[Taken], base_iri: str, run: Run, decisions: tuple[Decision, ...], known: tuple[Known, ...]
) -> Assembly:
    corpus, clusters, rulings = resolve_names(taken, decisions, known)
    ordered = [one.extraction for one in taken]
    taken.clear()
    entities, id_of = make_entities(corpus, clusters)
    resolver = _resolver(corpus.first_of, id_of)
    # whatever is in the entities now is held by nothing else any more
    del corpus, clusters
    ordered = _without_wrong(ordered, wrong_spots(rulings))
    ordered, warnings = _with_one_definition(ordered)
    reports, told = _reports(ordered, resolver)
    warnings += told
    roles = merge_roles(ordered, resolver)
    met, pledged, related = (
        sorted((r for r in reports if isinstance(r.event, kind)), key=lambda r: r.order)
        for kind in (Meeting, Pledge, Relation)
    )
    decided = rule_events(met, pledged, rulings.events, relations=related)
    meetings = merge_meetings(met, {entity.id: entity for entity in entities}, roles, decided.meetings)
    pledges = merge_pledges(pledged, decided.pledges)
    relations = merge_relations(related, decided.relations)
    return Assembly(
        base_iri=base_iri,
        run=run,
        documents=tuple(extraction.document for extraction in ordered),
        entities=tuple(_kept(entities, (*meetings, *pledges, *relations), roles)),
        meetings=meetings,
        pledges=pledges,
        relations=relations,
        roles=roles,
        decisions=tuple(sorted_decisions([*rulings.holding, *decided.holding])),
        warnings=(*shared_names(known), *sorted([*rulings.warnings, *decided.warnings]), *warnings),
    )


def resolve_names(
    taken: Sequence[Taken], decisions: tuple[Decision, ...] = (), known: tuple[Known, ...] = ()
) -> tuple[Corpus, list[Cluster], Rulings]:
    """Who is who: the names of all documents, which of them are one, and what decisions have to say.

    Args:
        taken: what an `Intake` hands over.
        decisions: as for `assemble`.
        known: as for `assemble`.
    """
    ordered = [one.extraction for one in taken]
    corpus = settle_types(gather((one.extraction.document.id, one.items) for one in taken), ordered)
    corpus, given = with_ids(corpus, known)
    rulings = make_rulings(corpus, ordered, decisions, given=given)
    corpus.settle(places := resolve_places(corpus, rulings))
    countries = countries_of(corpus)
    corpus.settle(organizations := resolve_organizations(corpus, countries, rulings))
    people = resolve_people(corpus, countries, rulings)
    return corpus, _explained([*places, *organizations, *people], corpus, rulings), rulings


def _explained(clusters: list[Cluster], corpus: Corpus, rulings: Rulings) -> list[Cluster]:
    """Clusters that say where a decision made them one."""
    if not rulings.same:
        return clusters
    return [
        found._replace(merges=tuple(sorted({*found.merges, *reasons}))) if reasons else found
        for found in clusters
        for reasons in [rulings.reasons(found.items, lambda number: corpus.items[number].name)]
    ]


def _without_wrong(ordered: list[Extraction], wrong: frozenset[tuple[str, int, int, str]]) -> list[Extraction]:
    """The same extractions without the events that are decided to be wrong."""

    def right(document: str, event: Event) -> bool:
        return wrong.isdisjoint((document, *spot) for spot in event_spots(event))

    documents = {document for document, *_ in wrong}
    return [
        replace(
            extraction,
            meetings=tuple(event for event in extraction.meetings if right(extraction.document.id, event)),
            pledges=tuple(event for event in extraction.pledges if right(extraction.document.id, event)),
            relations=tuple(event for event in extraction.relations if right(extraction.document.id, event)),
        )
        if extraction.document.id in documents
        else extraction
        for extraction in ordered
    ]


def _with_one_definition(ordered: list[Extraction]) -> tuple[list[Extraction], list[str]]:
    """Each relation of the user's own with one label and direction, and warnings where records were made by several."""
    told: dict[str, set[tuple[bool, str]]] = {}
    for extraction in ordered:
        for relation in extraction.relations:
            told.setdefault(relation.relation, set()).add((relation.symmetric, relation.label))
    several = {name: min(found) for name, found in sorted(told.items()) if len(found) > 1}
    if not several:
        return ordered, []

    def settled(relation: Relation) -> Relation:
        symmetric, label = several.get(relation.relation, (relation.symmetric, relation.label))
        return replace(relation, symmetric=symmetric, label=label)

    warnings = [
        f"the records define the relation {name!r} in several ways; it counts as {label!r}, "
        f"{'both ways' if symmetric else 'one way'}"
        for name, (symmetric, label) in several.items()
    ]
    return [replace(one, relations=tuple(map(settled, one.relations))) for one in ordered], warnings


def _resolver(
    first_of: Mapping[str, tuple[int, Mapping[str, int]]], id_of: Sequence[str]
) -> Callable[[str], Callable[[str], str]]:
    """Gives for a document id what gives for a local id the entity id."""

    def of_document(document: str) -> Callable[[str], str]:
        first, places = first_of[document]
        return lambda local: id_of[first + places[local]]

    return of_document


def _reports(
    ordered: Sequence[Extraction], resolver: Callable[[str], Callable[[str], str]]
) -> tuple[list[Report], list[str]]:
    """Reports of all events, and warnings: the extractions' own, and of meetings that resolution leaves without a second party."""
    reports: list[Report] = []
    warnings: list[str] = []
    for extraction in ordered:
        resolve, name = resolver(extraction.document.id), extraction.document.id
        warnings += [f"{name}: {warning}" for warning in extraction.warnings]
        for meeting in extraction.meetings:
            report = meeting_report(extraction, meeting, resolve)
            if report is None:
                warnings.append(
                    f"{name}: left out a meeting whose participants are all one entity: {meeting.evidence[0].quote!r}"
                )
            else:
                reports.append(report)
        reports += [pledge_report(extraction, pledge, resolve) for pledge in extraction.pledges]
        related = (relation_report(extraction, relation, resolve) for relation in extraction.relations)
        reports += [report for report in related if report is not None]
    return reports, warnings


def _kept(entities: Iterable[Entity], events: Iterable[Event], roles: Sequence[Role]) -> list[Entity]:
    """Persons, organisations, countries, and such other places as something refers to."""
    named = {role.organization for role in roles}
    named |= {passage.attributed_to for role in roles for passage in role.evidence}
    for event in events:
        if isinstance(event, Meeting):
            named |= {*event.participants, *event.place, event.host}
        elif isinstance(event, Pledge):
            named |= {event.pledger, *event.recipients}
        else:
            named |= {event.source, event.target}
        named |= {event.attributed_to, *(via.party for via in event.via)}
        named |= {passage.attributed_to for passage in event.evidence}
    return [entity for entity in entities if entity.type != "Place" or entity.kind == "country" or entity.id in named]
