"""The object that the Python API hands out: what is in the graph, with names as well as ids.

Nothing here computes anything; the rooms that do are called when their result is asked for, so that reading and asking
a graph loads no more than it needs.
"""

from __future__ import annotations

import difflib
import html
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graphkit.errors import AmbiguousNameError, OutputError, UnknownNameError
from graphkit.files import write_whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from os import PathLike

    import networkx as nx
    import rdflib

    from graphkit.graph import View
    from graphkit.model import Assembly, Document, Entity, Event, Meeting, PartialDate, Pledge, Relation, Role
    from graphkit.rdf import QueryResult

#: How many near names an error suggests, and how many rows of a kind a summary shows.
_SUGGESTIONS, _ROWS = 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quoted sentence and where it stands.

    Attributes:
        quote: the words.
        document: document id.
        start: first code point in the document.
        end: one past the last.
        rule: the rule that read the event out of it.
        status: what it says of the event.
    """

    quote: str
    document: str
    start: int
    end: int
    rule: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MeetingRecord:
    """A meeting with names.

    Attributes:
        id: of the event.
        status: occurred, planned, denied or hypothetical.
        participants: names, in order of their ids.
        participant_ids: ids, in the same order.
        date: ISO 8601 date or interval ("2024-03", "2024-03-04/2024-03-10"), else the words, else None.
        place: names, the finest first.
        place_ids: ids, in the same order.
        host: name, or None.
        mode: in_person, phone or unspecified.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    status: str
    participants: tuple[str, ...]
    participant_ids: tuple[str, ...]
    date: str | None
    place: tuple[str, ...]
    place_ids: tuple[str, ...]
    host: str | None
    mode: str
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who met, status, date and place on a line."""
        about = [self.status, self.date or "undated", *([", ".join(self.place)] if self.place else [])]
        return f"<Meeting {', '.join(self.participants)} ({'; '.join(about)})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PledgeRecord:
    """A pledge with names.

    Attributes:
        id: of the event.
        status: made, denied or hypothetical.
        pledger: name.
        pledger_id: id.
        recipients: names.
        recipient_ids: ids, in the same order.
        content: what is promised, in the article's words, or "".
        amount: what it is worth, in the article's words, or None.
        date: of the promise, as in `MeetingRecord`.
        due: by when it is to be kept, in the same form.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    status: str
    pledger: str
    pledger_id: str
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    content: str
    amount: str | None
    date: str | None
    due: str | None
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who promised whom what on a line."""
        to = f" to {', '.join(self.recipients)}" if self.recipients else ""
        what = f": {self.content}" if self.content else ""
        return f"<Pledge {self.pledger}{to}{what} ({self.status}; {self.date or 'undated'})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RelationRecord:
    """An event of a relation of the user's own, with names.

    Attributes:
        id: of the event.
        relation: the relation's name.
        label: the same in words.
        symmetric: True where it goes both ways.
        status: occurred, planned, denied or hypothetical.
        source: name.
        source_id: id.
        target: name.
        target_id: id.
        date: as in `MeetingRecord`.
        attributed_to: name of who says so, where it is only a claim.
        confidence: in [0, 1].
        evidence: the passages that tell of it.
    """

    id: str
    relation: str
    label: str
    symmetric: bool
    status: str
    source: str
    source_id: str
    target: str
    target_id: str
    date: str | None
    attributed_to: str | None
    confidence: float
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences, that which tells most first."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who stands to whom how, on a line."""
        return f"<Relation {self.source} {self.label} {self.target} ({self.status}; {self.date or 'undated'})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RoleRecord:
    """A position that a person holds, with names.

    Attributes:
        person: name.
        person_id: id.
        title: the words of the position; "" where articles tell only the organisation.
        organization: name of the organisation or country, or None.
        organization_id: id, or None.
        tense: current, former or future, as of the articles.
        start: when the person came to hold it, as `date` in `MeetingRecord`.
        end: when the person left it or is to leave it, in the same form.
        inferred: True where no passage names the person, but only what stands for them.
        evidence: the passages that tell of it.
    """

    person: str
    person_id: str
    title: str
    organization: str | None
    organization_id: str | None
    tense: str
    start: str | None
    end: str | None
    inferred: bool
    evidence: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that say so."""
        return tuple(passage.quote for passage in self.evidence)

    def __repr__(self) -> str:
        """Who holds what where, and since and until when, on a line."""
        held = ", ".join(part for part in (self.title, self.organization) if part)
        told = [self.tense, *(f"{word} {day}" for word, day in (("since", self.start), ("until", self.end)) if day)]
        return f"<Role {self.person}: {held} ({'; '.join(told)})>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EdgeRecord:
    """An edge between two entities: all events, or roles, of one relation between them.

    Attributes:
        source: name.
        source_id: id.
        target: name.
        target_id: id.
        relation: met_with, plans_to_meet, pledged, holds_role, or the name of a relation of the user's own.
        weight: how many events or roles.
        sources: how many documents.
        symmetric: True where it goes both ways.
        first_date: first possible day of the first event, or first day told of when a role is held, ISO 8601, or None.
        last_date: last possible day of the last event or role, or None; None of roles whose end isn't told.
        title: of the role, or None.
        event_ids: ids of the events.
    """

    source: str
    source_id: str
    target: str
    target_id: str
    relation: str
    weight: int
    sources: int
    symmetric: bool
    first_date: str | None
    last_date: str | None
    title: str | None
    event_ids: tuple[str, ...]

    def __repr__(self) -> str:
        """The edge as an arrow."""
        arrow = f"<-{self.relation}->" if self.symmetric else f"-{self.relation}->"
        return f"<Edge {self.source} {arrow} {self.target} ({self.title or self.weight})>"


class KnowledgeGraph:
    """A knowledge graph: entities, meetings, pledges and roles of some documents.

    Attributes:
        assembly: all of it as plain data.
    """

    def __init__(self, assembly: Assembly) -> None:
        """Take an assembly; it is not copied, since nothing changes it."""
        self.assembly = assembly

    @classmethod
    def read(cls, path: str | PathLike[str]) -> KnowledgeGraph:
        """Read back what `write` wrote as RDF.

        Args:
            path: an RDF file that graphkit wrote, or the folder that holds ``graph.ttl``.

        Raises:
            GraphFileError: the file isn't there, or is no graph of graphkit's.
        """
        from graphkit.rdf import read_graph

        return cls(read_graph(path))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {entity.id: entity.name for entity in self.assembly.entities}

    def entities(self, type: str | None = None) -> list[Entity]:  # noqa: A002 - the word of the model
        """Entities sorted by id, of one type ("Person", "Organization", "Place") or of all."""
        return [entity for entity in self.assembly.entities if type is None or entity.type == type]

    def entity(self, name: str) -> Entity:
        """The entity that bears a name; see `find_entity`.

        Raises:
            UnknownNameError: there is none.
            AmbiguousNameError: there are several.
        """
        return find_entity(self.assembly, name)

    def meetings(self, status: str | None = None) -> list[MeetingRecord]:
        """Meetings of one status, or all, by date; those without come last."""
        return [
            _meeting_record(meeting, self._names)
            for meeting in sorted(self.assembly.meetings, key=_by_date)
            if status is None or meeting.status == status
        ]

    def pledges(self, status: str | None = None) -> list[PledgeRecord]:
        """Pledges of one status, or all, by date; those without come last."""
        return [
            _pledge_record(pledge, self._names)
            for pledge in sorted(self.assembly.pledges, key=_by_date)
            if status is None or pledge.status == status
        ]

    def relations(self, relation: str | None = None, *, status: str | None = None) -> list[RelationRecord]:
        """Events of the user's own relations, of one name and status, or all, by date; those without come last."""
        return [
            _relation_record(event, self._names)
            for event in sorted(self.assembly.relations, key=_by_date)
            if relation in {None, event.relation} and status in {None, event.status}
        ]

    def roles(self, tense: str | None = None) -> list[RoleRecord]:
        """Positions of one tense, or all, sorted by the names of who holds them."""
        found = [_role_record(role, self._names) for role in self.assembly.roles if tense in {None, role.tense}]
        return sorted(found, key=lambda role: (role.person, role.person_id))

    def edges(self, relation: str | None = None) -> list[EdgeRecord]:
        """Edges between entities, of one relation or all, sorted by the names of their ends."""
        graph = self.to_networkx(view="actors")
        records = [
            EdgeRecord(
                source=self._names[source],
                source_id=source,
                target=self._names[target],
                target_id=target,
                relation=data["relation"],
                weight=data["weight"],
                sources=data["sources"],
                symmetric=data["symmetric"],
                first_date=data.get("first_date"),
                last_date=data.get("last_date"),
                title=data.get("title"),
                event_ids=tuple(data["events"].split("; ")) if "events" in data else (),
            )
            for source, target, data in graph.edges(data=True)
            if relation in {None, data["relation"]}
        ]
        return sorted(
            records, key=lambda edge: (edge.source, edge.target, edge.relation, edge.source_id, edge.target_id)
        )

    def filter(
        self,
        *,
        status: str | Iterable[str] = (),
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        relation: str | Iterable[str] = (),
        min_sources: int = 0,
        min_confidence: float = 0.0,
        around: str | Iterable[str] = (),
        depth: int = 1,
    ) -> KnowledgeGraph:
        """The part of the graph for which all that is given holds, as a graph of its own; see `graphkit.filters.Filters`.

        Args:
            status: of events, and tense of roles.
            since: first day; also "2024" and "2024-03". What is undated goes.
            until: last day, inclusive; also "2024" and "2024-03". What is undated goes.
            relation: met_with, plans_to_meet, pledged, holds_role, or of the user's own.
            min_sources: documents that tell of an event or role, at least.
            min_confidence: of events, from 0 to 1.
            around: names as `entity` takes them.
            depth: steps from `around`.

        Raises:
            FilterError: there is no such status, relation or date.
            UnknownNameError: nobody bears a name of `around`.
            AmbiguousNameError: several do.
        """
        from graphkit.filters import Filters, filter_assembly, first_day, last_day

        filters = Filters(
            statuses=_several(status),
            since=first_day(since) if isinstance(since, str) else since,
            until=last_day(until) if isinstance(until, str) else until,
            relations=_several(relation),
            min_sources=min_sources,
            min_confidence=min_confidence,
            around=tuple(self.entity(name).id for name in _several(around)),
            depth=depth,
        )
        return KnowledgeGraph(filter_assembly(self.assembly, filters))

    def to_networkx(self, *, view: View = "actors") -> nx.MultiDiGraph[str]:
        """A new networkx graph; see `graphkit.graph.build_graph`."""
        from graphkit.graph import build_graph

        return build_graph(self.assembly, view=view)

    def to_rdflib(self) -> rdflib.Graph:
        """A new rdflib graph with the triples of ``graph.ttl``."""
        from graphkit.rdf import to_rdflib

        return to_rdflib(self.assembly)

    def query(self, sparql: str) -> QueryResult:
        """Ask in SPARQL 1.1; rows come as tuples of text.

        Raises:
            QueryError: the query is malformed, or would change something.
        """
        from graphkit.rdf import run_query

        return run_query(self.assembly, sparql)

    def explore(self, path: str | PathLike[str], *, title: str = "") -> Path:
        """Write one HTML page to look at the graph with, as network, timeline and table; it needs no network.

        Args:
            path: where to.
            title: what the page is called; where empty, after its most mentioned names.

        Returns:
            The path written.

        Raises:
            OutputError: the file can't be written.
        """
        from graphkit.export.explore import write_page

        write_page(self.assembly, path, title=title)
        return Path(path)

    def write(
        self,
        path: str | PathLike[str],
        *,
        format: str | None = None,  # noqa: A002 - the word of the command line
        view: View = "actors",
        web_annotation: bool = False,
    ) -> Path:
        """Write the graph in the format that the ending of the path names, or in the one named.

        Args:
            path: ends in one of `FORMATS`, where no `format` is given; RDF is complete, all else is for drawing and counting.
            format: one of `NAMED_FORMATS`; those of CSV fill a folder.
            view: what of it, for formats that hold nodes and edges.
            web_annotation: in RDF, tell of each passage in the terms of the Web Annotation Data Model too.

        Returns:
            The path written.

        Raises:
            OutputError: the ending or the format is unknown, or the file or folder can't be written.
        """
        target = Path(path)
        if format is not None:
            named = NAMED_FORMATS.get(format)
            if named is None:
                message = f"{target}: unknown format {format!r}; known are {', '.join(NAMED_FORMATS)}"
                raise OutputError(message)
            named(self, target, view)
            return target
        writer = FORMATS.get(target.suffix.lower())
        if writer is None:
            message = f"{target}: unknown ending {target.suffix!r}; known are {', '.join(FORMATS)}"
            raise OutputError(message)
        with write_whole(target, binary=True) as stream:
            writer(self.assembly, stream, Choices(view=view, web_annotation=web_annotation))
        return target

    def _counts(self) -> list[tuple[str, int]]:
        kinds = [("people", "Person"), ("organisations", "Organization"), ("places", "Place")]
        return [
            ("documents", len(self.assembly.documents)),
            *((word, len(self.entities(kind))) for word, kind in kinds),
            ("meetings", len(self.assembly.meetings)),
            ("pledges", len(self.assembly.pledges)),
            *([("relations", len(self.assembly.relations))] if self.assembly.relations else []),
            ("roles", len(self.assembly.roles)),
        ]

    def __repr__(self) -> str:
        """What is in it, counted."""
        return f"<KnowledgeGraph {', '.join(f'{count} {word}' for word, count in self._counts())}>"

    def _repr_html_(self) -> str:
        """The same with the first meetings and pledges as tables, for notebooks."""
        meetings = [
            (", ".join(m.participants), m.status, m.date or "", ", ".join(m.place), m.quotes[0])
            for m in self.meetings()
        ]
        pledges = [(p.pledger, ", ".join(p.recipients), p.status, p.content, p.quotes[0]) for p in self.pledges()]
        relations = [(r.source, r.label, r.target, r.status, r.date or "", r.quotes[0]) for r in self.relations()]
        counted = ", ".join(f"{count} {word}" for word, count in self._counts())
        return (
            f"<p><b>Knowledge graph</b>: {counted}</p>"
            + _table("Meetings", ("participants", "status", "date", "place", "passage"), meetings)
            + _table("Pledges", ("pledger", "recipients", "status", "content", "passage"), pledges)
            + _table("Relations", ("source", "relation", "target", "status", "date", "passage"), relations)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a format is told beside the assembly; each takes what concerns it.

    Attributes:
        view: what of the graph, for formats that hold nodes and edges.
        web_annotation: whether RDF tells of passages in the terms of the Web Annotation Data Model too.
    """

    view: View = "actors"
    web_annotation: bool = False


def _rdf(ending: str) -> Callable[[Assembly, BinaryIO, Choices], None]:
    def write(assembly: Assembly, stream: BinaryIO, choices: Choices) -> None:
        from graphkit.rdf.formats import WRITERS

        WRITERS[ending](assembly, stream, web_annotation=choices.web_annotation)

    return write


def _exporter(ending: str) -> Callable[[Assembly, BinaryIO, Choices], None]:
    def write(assembly: Assembly, stream: BinaryIO, choices: Choices) -> None:
        from graphkit.export import EXPORTERS
        from graphkit.graph import build_graph

        EXPORTERS[ending](build_graph(assembly, view=choices.view), stream)

    return write


#: File ending to what writes an assembly to a binary stream. The endings of `graphkit.rdf.formats.WRITERS` and
#: `graphkit.export.EXPORTERS` stand here by name, so that asking for the known ones loads no library.
FORMATS: Mapping[str, Callable[[Assembly, BinaryIO, Choices], None]] = {
    **{ending: _rdf(ending) for ending in (".ttl", ".nt", ".jsonld", ".trig", ".nq")},
    **{ending: _exporter(ending) for ending in (".graphml", ".gexf")},
}


def _named(name: str) -> Callable[[KnowledgeGraph, Path, View], None]:
    def write(graph: KnowledgeGraph, path: Path, view: View) -> None:
        from graphkit.export import NAMED

        with write_whole(path, binary=True) as stream:
            NAMED[name](graph.to_networkx(view=view), stream)

    return write


def _folder(name: str) -> Callable[[KnowledgeGraph, Path, View], None]:
    def write(graph: KnowledgeGraph, path: Path, view: View) -> None:
        from graphkit.export import FOLDERS
        from graphkit.export.tables import write_tables

        write_tables(FOLDERS[name](graph.to_networkx(view=view)), path)

    return write


def _spreadsheets(graph: KnowledgeGraph, path: Path, _: View) -> None:
    from graphkit.export.tables import spreadsheets, write_tables

    records = {name: found for name, (_, found) in _tables(graph).items()}
    write_tables(spreadsheets(records), path, encoding="utf-8-sig")


def _parquet(graph: KnowledgeGraph, path: Path, _: View) -> None:
    from graphkit.export.parquet import write_parquet

    write_parquet(_tables(graph), path)


def _ftm(graph: KnowledgeGraph, path: Path, _: View) -> None:
    from graphkit.export.ftm import write_ftm

    with write_whole(path, binary=True) as stream:
        write_ftm(graph.assembly, stream)


def _tables(graph: KnowledgeGraph) -> dict[str, tuple[type, Sequence[object]]]:
    """The class of the records of each table, and the records."""
    return {
        "entities": (_EntityRow, [_entity_row(entity) for entity in graph.assembly.entities]),
        "meetings": (MeetingRecord, graph.meetings()),
        "pledges": (PledgeRecord, graph.pledges()),
        "relations": (RelationRecord, graph.relations()),
        "roles": (RoleRecord, graph.roles()),
        "edges": (EdgeRecord, graph.edges()),
        "documents": (_DocumentRow, [_document_row(document) for document in graph.assembly.documents]),
    }


#: Name of a format, where an ending alone names none, to what writes a graph to a path. Those of `graphkit.export.NAMED` and
#: `graphkit.export.FOLDERS` stand here by name, and those that hold the records of this module, or all of an assembly.
NAMED_FORMATS: Mapping[str, Callable[[KnowledgeGraph, Path, View], None]] = {
    "csv": _spreadsheets,
    **{name: _folder(name) for name in ("gephi-csv", "neo4j-csv")},
    "parquet": _parquet,
    **{name: _named(name) for name in ("node-link", "cytoscape")},
    "ftm": _ftm,
}


def _several(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def find_entity(assembly: Assembly, name: str) -> Entity:
    """The one entity that a name means.

    Tried in this order, until something fits: id or IRI; canonical name; a spelling of the articles; the same without
    regard to case, accents and punctuation; the words of the name as a part of a longer one ("Zelensky").

    Args:
        assembly: where to look.
        name: as a person would type it.

    Raises:
        UnknownNameError: nothing fits; the message suggests near names.
        AmbiguousNameError: several fit equally well; `candidates` are their ids with names.
    """
    asked = name.strip()
    for found in _tries(assembly, asked):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(name, tuple(sorted(_candidate(entity) for entity in found)))
    raise UnknownNameError(_unknown(assembly, name))


def _tries(assembly: Assembly, asked: str) -> Iterable[list[Entity]]:
    entities = assembly.entities
    yield [entity for entity in entities if asked in {entity.id, assembly.base_iri + entity.id}]
    yield [entity for entity in entities if entity.name == asked]
    folded = _folded(asked)
    if not folded:
        return
    yield [entity for entity in entities if _folded(entity.name) == folded]
    yield [entity for entity in entities if any(spelling == asked for spelling, _ in entity.spellings)]
    names = {entity.id: {_folded(spelling) for spelling in _all_names(entity)} for entity in entities}
    yield [entity for entity in entities if folded in names[entity.id]]
    yield [entity for entity in entities if any(f" {folded} " in f" {known} " for known in names[entity.id])]


def _all_names(entity: Entity) -> list[str]:
    return [entity.name, *(spelling for spelling, _ in entity.spellings)]


def _folded(text: str) -> str:
    from graphkit.resolve.names import fold

    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _candidate(entity: Entity) -> str:
    return f"{entity.name} ({entity.type}, {entity.id})"


def _unknown(assembly: Assembly, name: str) -> str:
    by_folded: defaultdict[str, set[str]] = defaultdict(set)
    for entity in assembly.entities:
        for spelling in _all_names(entity):
            by_folded[_folded(spelling)].add(entity.name)
            for word in _folded(spelling).split():
                by_folded[word].add(entity.name)
    near = difflib.get_close_matches(_folded(name), sorted(by_folded), n=_SUGGESTIONS, cutoff=0.7)
    names = list(dict.fromkeys(found for key in near for found in sorted(by_folded[key])))[:_SUGGESTIONS]
    hint = (
        f"; did you mean {' or '.join(map(repr, names))}?"
        if names
        else "; see the named query 'entities' for all names"
    )
    return f"no entity of the graph is called {name!r}{hint}"


def _date(when: PartialDate | None) -> str | None:
    if when is None:
        return None
    if when.value is None and when.earliest is not None and when.latest is not None:
        return f"{when.earliest.isoformat()}/{when.latest.isoformat()}"
    return when.value or when.text or None


def _by_date(event: Event) -> tuple[str, str]:
    when = event.when
    return (when.earliest.isoformat() if when is not None and when.earliest is not None else "~"), event.id


def _passages(event: Event | Role) -> tuple[Passage, ...]:
    return tuple(
        Passage(quote=e.quote, document=e.document, start=e.start, end=e.end, rule=e.rule, status=e.status)
        for e in event.evidence
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntityRow:
    """An entity in a table."""

    id: str
    name: str
    type: str
    kind: str | None
    ids: tuple[tuple[str, str], ...]
    spellings: tuple[str, ...]
    mentions: int
    documents: int


def _entity_row(entity: Entity) -> _EntityRow:
    return _EntityRow(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        kind=entity.kind,
        ids=entity.ids,
        spellings=tuple(spelling for spelling, _ in entity.spellings),
        mentions=len(entity.mentions),
        documents=len({document for document, _ in entity.members}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _DocumentRow:
    """A document in a table."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: dt.date | None
    lang: str | None


def _document_row(document: Document) -> _DocumentRow:
    return _DocumentRow(
        id=document.id,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        published=document.published,
        lang=document.lang,
    )


def _meeting_record(meeting: Meeting, names: Mapping[str, str]) -> MeetingRecord:
    return MeetingRecord(
        id=meeting.id,
        status=meeting.status,
        participants=tuple(names[party] for party in meeting.participants),
        participant_ids=meeting.participants,
        date=_date(meeting.when),
        place=tuple(names[place] for place in meeting.place),
        place_ids=meeting.place,
        host=None if meeting.host is None else names[meeting.host],
        mode=meeting.mode,
        attributed_to=None if meeting.attributed_to is None else names[meeting.attributed_to],
        confidence=meeting.confidence,
        evidence=_passages(meeting),
    )


def _pledge_record(pledge: Pledge, names: Mapping[str, str]) -> PledgeRecord:
    return PledgeRecord(
        id=pledge.id,
        status=pledge.status,
        pledger=names[pledge.pledger],
        pledger_id=pledge.pledger,
        recipients=tuple(names[party] for party in pledge.recipients),
        recipient_ids=pledge.recipients,
        content=pledge.content,
        amount=None if pledge.amount is None else pledge.amount.text,
        date=_date(pledge.when),
        due=_date(pledge.due),
        attributed_to=None if pledge.attributed_to is None else names[pledge.attributed_to],
        confidence=pledge.confidence,
        evidence=_passages(pledge),
    )


def _relation_record(relation: Relation, names: Mapping[str, str]) -> RelationRecord:
    return RelationRecord(
        id=relation.id,
        relation=relation.relation,
        label=relation.label,
        symmetric=relation.symmetric,
        status=relation.status,
        source=names[relation.source],
        source_id=relation.source,
        target=names[relation.target],
        target_id=relation.target,
        date=_date(relation.when),
        attributed_to=None if relation.attributed_to is None else names[relation.attributed_to],
        confidence=relation.confidence,
        evidence=_passages(relation),
    )


def _role_record(role: Role, names: Mapping[str, str]) -> RoleRecord:
    return RoleRecord(
        person=names[role.person],
        person_id=role.person,
        title=role.title,
        organization=None if role.organization is None else names[role.organization],
        organization_id=role.organization,
        tense=role.tense,
        start=_date(role.start),
        end=_date(role.end),
        inferred=role.inferred,
        evidence=_passages(role),
    )


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    cells = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:_ROWS])
    more = f" (first {_ROWS} of {len(rows)})" if len(rows) > _ROWS else ""
    names = "".join(f"<th>{name}</th>" for name in head)
    return f"<p>{title}{more}</p><table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"
