"""The object that the Python API hands out: what is in the graph, with names as well as ids.

Nothing here computes anything; the rooms that do are called when their result is asked for, so that reading and asking
a graph loads no more than it needs.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from graphkit import named
from graphkit.errors import AmbiguousNameError, FilterError, GraphFileError, OutputError, QueryError, UnknownNameError
from graphkit.files import write_whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from os import PathLike

    import networkx as nx
    import pandas as pd
    import rdflib
    from matplotlib.axes import Axes

    from graphkit.differences import Difference
    from graphkit.graph import View
    from graphkit.model import Assembly, Entity
    from graphkit.notebook.measures import NetworkMeasures
    from graphkit.rdf import QueryResult

Found = TypeVar("Found")

#: What of a graph formats of nodes and edges may hold.
VIEWS = ("actors", "events", "all")
#: How many near names an error suggests.
_SUGGESTIONS = 5


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
            path: an RDF file that graphkit wrote, the folder that holds ``graph.ttl``, or a corpus.

        Raises:
            GraphFileError: the file isn't there, or is no graph of graphkit's.
            CorpusError: the corpus can't be read, or nothing in it was read yet.
        """
        from graphkit.rdf import read_graph

        return cls(read_graph(path))

    @cached_property
    def records(self) -> named.NamedRecords:
        """The same tables always as lists of records, whatever is installed; for programs that others will run."""
        return named.NamedRecords(self.assembly)

    def entities(self, type: str | None = None) -> pd.DataFrame | list[named.EntityRecord]:  # noqa: A002 - the word of the model
        """Entities sorted by id, of one type ("Person", "Organization", "Place") or of all.

        Returns:
            A pandas data frame where pandas is installed (the extra ``notebook`` brings it), else a list of records; so do
            all that follow here. Columns and types are `graphkit.notebook.frames.COLUMNS`; `records` gives lists always.
        """
        return self._shown("entities", self.records.entities(type))

    def entity(self, name: str) -> Entity:
        """The entity that bears a name; see `find_entity`.

        Raises:
            UnknownNameError: there is none.
            AmbiguousNameError: there are several.
        """
        return find_entity(self.assembly, name)

    def meetings(self, status: str | None = None) -> pd.DataFrame | list[named.MeetingRecord]:
        """Meetings of one status, or all, by date; those without come last. A data frame or a list, as `entities`."""
        return self._shown("meetings", self.records.meetings(status))

    def pledges(self, status: str | None = None) -> pd.DataFrame | list[named.PledgeRecord]:
        """Pledges of one status, or all, by date; those without come last. A data frame or a list, as `entities`."""
        return self._shown("pledges", self.records.pledges(status))

    def relations(
        self, relation: str | None = None, *, status: str | None = None
    ) -> pd.DataFrame | list[named.RelationRecord]:
        """Events of the user's own relations, of one name and status, or all, by date. A data frame or a list, as `entities`."""
        return self._shown("relations", self.records.relations(relation, status=status))

    def roles(self, tense: str | None = None) -> pd.DataFrame | list[named.RoleRecord]:
        """Positions of one tense, or all, sorted by the names of who holds them. A data frame or a list, as `entities`."""
        return self._shown("roles", self.records.roles(tense))

    def edges(self, relation: str | None = None) -> pd.DataFrame | list[named.EdgeRecord]:
        """Edges between entities, of one relation or all, sorted by the names of their ends. A data frame or a list, as `entities`."""
        return self._shown("edges", self.records.edges(relation))

    def documents(self) -> pd.DataFrame | list[named.DocumentRecord]:
        """Articles sorted by id, without text. A data frame or a list, as `entities`."""
        return self._shown("documents", self.records.documents())

    def _shown(self, kind: str, found: list[Found]) -> pd.DataFrame | list[Found]:
        from graphkit.notebook.extra import has

        if not has("pandas"):
            return found
        from graphkit.notebook.frames import to_frame

        return to_frame(kind, found, self.assembly.documents)

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
            min_sources: documents that tell of an event or role, at least; near copies of one count as one.
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

    def compare(self, other: KnowledgeGraph) -> Difference:
        """Tell what is different in another graph: what is new there, gone, changed, merged and parted; never by ids."""
        from graphkit.differences import compare

        if not isinstance(other, KnowledgeGraph):
            raise GraphFileError(f"{other!r:.60} is no KnowledgeGraph; KnowledgeGraph.read gives one of a file")
        return compare(self.assembly, other.assembly)

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

        if not isinstance(sparql, str):
            raise QueryError(f"a query is a string, and not {sparql!r:.60}")
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
        if view not in VIEWS:
            raise OutputError(f"{target}: unknown view {view!r:.60}; known are {', '.join(VIEWS)}")
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

    def network_measures(self, relation: str | Iterable[str] = "met_with") -> NetworkMeasures:
        """Who is in the middle: degree, betweenness, communities and brokers; see `graphkit.notebook.measures`.

        Args:
            relation: one or several of those that edges have; edges count both ways, whichever way they lead.

        Raises:
            FilterError: no edge can have this relation.
        """
        from graphkit.notebook.measures import measure

        return measure(self.assembly, _several(relation))

    def plot(self, *, most: int = 60, ax: Axes | None = None) -> Axes:
        """Draw the network with matplotlib; see `graphkit.notebook.picture.draw`.

        Args:
            most: nodes at most; those with most events stay.
            ax: where to draw; a new figure where None.

        Returns:
            The axes, whose ``figure`` can be saved.

        Raises:
            MissingExtraError: matplotlib isn't installed.
        """
        from graphkit.notebook.picture import draw

        return draw(self.assembly, most=most, ax=ax)

    def timeline(self, *, most: int = 40, ax: Axes | None = None) -> Axes:
        """Draw the dated events with matplotlib; see `graphkit.notebook.timeline.draw_timeline`.

        Args:
            most: rows at most; more events are drawn as bars by month or year.
            ax: where to draw; a new figure where None.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib isn't installed.
        """
        from graphkit.notebook.timeline import draw_timeline

        return draw_timeline(self.records, most=most, ax=ax)

    def widget(self, *, view: View = "actors", height: int = 600) -> Any:
        """The network as an `ipysigma.Sigma` widget, to drag, zoom and search in a notebook.

        Args:
            view: as `to_networkx` takes it.
            height: in pixels.

        Raises:
            MissingExtraError: ipysigma isn't installed.
        """
        from graphkit.notebook.widget import make_widget

        return make_widget(self.assembly, view=view, height=height)

    def __repr__(self) -> str:
        """What is in it, counted."""
        from graphkit.notebook.summary import counts

        return f"<KnowledgeGraph {', '.join(f'{count} {word}' for word, count in counts(self.assembly))}>"

    def _repr_html_(self) -> str:
        """The same with some meetings and pledges, for notebooks."""
        from graphkit.notebook.summary import summary

        return summary(self.records)


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
    found = graph.records
    return {
        "entities": (named.EntityRecord, found.entities()),
        "meetings": (named.MeetingRecord, found.meetings()),
        "pledges": (named.PledgeRecord, found.pledges()),
        "relations": (named.RelationRecord, found.relations()),
        "roles": (named.RoleRecord, found.roles()),
        "edges": (named.EdgeRecord, found.edges()),
        "documents": (named.DocumentRecord, found.documents()),
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
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        raise FilterError(f"{given!r:.60} is no word, and no list of words")
    return tuple(given)


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
    if not isinstance(name, str):
        raise UnknownNameError(f"a name is a string, and not {name!r:.60}")
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
