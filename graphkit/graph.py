"""`Assembly` to a networkx graph, and the contract that such a graph keeps.

Nodes are entities and events, keyed by id. Edges between entities are projections of events and roles, one for each
source, target and relation:

================  ==================================  ==============================
relation          joins                               of
================  ==================================  ==============================
``met_with``      every two participants              meetings that occurred
``plans_to_meet``  every two participants             meetings that are planned
``pledged``       pledger to recipient                pledges that are made
``holds_role``    person to organisation or country   roles
its own name      source to target                    the user's own relations that occurred
================  ==================================  ==============================

Edges from an event lead to its parties and places (``participant``, ``host``, ``pledger``, ``recipient``, ``place``,
``source``, ``target``). The names of the user's own relations stand in the graph's attribute ``relations``.
``first_date`` and ``last_date`` of ``holds_role`` are the first and last day told of when a role is held; there is no last
one where an end is not told of each. ``dates`` are the days of each dated event or role: dates and intervals in ISO 8601, an
open end as "..", joined with "; ". ``sources`` counts the articles that tell of something, near copies of one as one. Events that are denied or hypothetical make no edge between entities. All attributes are strings, numbers or booleans;
what isn't known is left out, never None.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from graphkit.errors import GraphFileError
from graphkit.model import Meeting, Pledge
from graphkit.sources import count_sources, first_of_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.model import Assembly, Entity, Event, Evidence, PartialDate, Role

View = Literal["actors", "events", "all"]
Value = str | int | float | bool

#: Relations between entities, and whether they go both ways (then the edge leads from the lower id to the higher).
RELATIONS = {"met_with": True, "plans_to_meet": True, "pledged": False, "holds_role": False}
#: Relations from an event to its parties and places.
EVENT_RELATIONS = ("participant", "host", "pledger", "recipient", "place", "source", "target")
_OF_STATUS = {"occurred": "met_with", "planned": "plans_to_meet"}
_SEPARATOR = "; "


def build_graph(assembly: Assembly, *, view: View = "actors") -> nx.MultiDiGraph[str]:
    """Make the graph of an assembly.

    Args:
        assembly: entities, events and roles.
        view: "actors" (people, organisations, countries and whoever else takes part, with the edges between them),
            "events" (events, their parties and places), or "all".

    Returns:
        A new graph; nodes and edges are sorted, and an edge's key is its relation.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(view=view, base_iri=assembly.base_iri)
    if assembly.relations:
        graph.graph["relations"] = _SEPARATOR.join(sorted({event.relation for event in assembly.relations}))
    names = {entity.id: entity.name for entity in assembly.entities}
    first = first_of_copies(assembly.documents)
    events: list[Event] = [*assembly.meetings, *assembly.pledges, *assembly.relations]
    parties, places = _taking_part(events, assembly.roles)
    open_ended = Counter(p.pledger for p in assembly.pledges if p.status == "made" and not p.recipients)
    for entity in assembly.entities:
        if _is_in(entity, view, parties, places):
            graph.add_node(entity.id, **_entity_attributes(entity, open_ended[entity.id], first))
    if view != "actors":
        for event in events:
            graph.add_node(event.id, **_event_attributes(event, names, first))
    edges = _projections(assembly) if view != "events" else []
    if view != "actors":
        edges += [edge for event in events for edge in _spokes(event)]
    for edge in sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation)):
        graph.add_edge(edge.source, edge.target, key=edge.relation, **edge.attributes(first))
    return graph


def _taking_part(events: Iterable[Event], roles: Iterable[Role]) -> tuple[set[str], set[str]]:
    """Ids of all parties of events and roles, and of all places of events."""
    parties = {party for role in roles for party in (role.person, role.organization) if party is not None}
    places: set[str] = set()
    for event in events:
        parties.update(party for relation, party in _ends(event) if relation != "place")
        places.update(place for relation, place in _ends(event) if relation == "place")
    return parties, places


def _is_in(entity: Entity, view: View, parties: set[str], places: set[str]) -> bool:
    actor = entity.type != "Place" or entity.kind == "country" or entity.id in parties
    if view == "all":
        return True
    return actor if view == "actors" else entity.id in parties | places


def _ends(event: Event) -> Iterator[tuple[str, str]]:
    """Relation and id of each party and place of an event, each pair once."""
    if isinstance(event, Meeting):
        yield from (("participant", party) for party in event.participants)
        if event.host is not None:
            yield "host", event.host
        yield from (("place", place) for place in event.place)
    elif isinstance(event, Pledge):
        yield "pledger", event.pledger
        yield from (("recipient", party) for party in event.recipients)
    else:
        yield from (("source", event.source), ("target", event.target))


@dataclass(slots=True)
class _Edge:
    """An edge as it grows event by event."""

    source: str
    target: str
    relation: str
    symmetric: bool = False
    weight: int = 0
    documents: set[str] = field(default_factory=set)
    days: list[tuple[str, str]] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)
    events: list[str] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    spans: set[str] = field(default_factory=set)
    open: bool = False
    quote: str = ""

    def add(
        self, *, evidence: Iterable[Evidence], status: str, when: PartialDate | None = None, event: str = ""
    ) -> None:
        self.weight += 1
        self.statuses.add(status)
        for passage in evidence:
            self.documents.add(passage.document)
            self.quote = self.quote or passage.quote
        if when is not None and when.earliest is not None and when.latest is not None:
            self.days.append((when.earliest.isoformat(), when.latest.isoformat()))
            self.spans.add(_span(*self.days[-1]))
        if event:
            self.events.append(event)

    def hold(self, role: Role) -> None:
        """Take up a role's title and the days that it is held, the last of which is open where no end is told."""
        if role.title:
            self.titles[role.title] = None
        told = [date for date in (role.start, role.end) if date is not None]
        self.known += [day.isoformat() for date in told for day in (date.earliest, date.latest) if day is not None]
        self.open = self.open or role.end is None or role.end.latest is None
        start = None if role.start is None else role.start.earliest
        end = None if role.end is None else role.end.latest
        if start is not None or end is not None:
            self.spans.add(
                _span(".." if start is None else start.isoformat(), ".." if end is None else end.isoformat())
            )

    def attributes(self, first: Mapping[str, str]) -> dict[str, Value]:
        """What networkx keeps; unknown dates are left out. For `first` see `graphkit.sources`."""
        found: dict[str, Value | None] = {
            "label": self.relation,
            "relation": self.relation,
            "weight": self.weight,
            "sources": count_sources(self.documents, first),
            "status": _SEPARATOR.join(sorted(self.statuses)),
            "symmetric": self.symmetric,
            "first_date": min((*(first for first, _ in self.days), *self.known), default=None),
            "last_date": None if self.open else max((*(last for _, last in self.days), *self.known), default=None),
            "dates": _SEPARATOR.join(sorted(self.spans)) or None,
            "title": _SEPARATOR.join(self.titles) or None,
            "events": _SEPARATOR.join(self.events) or None,
            "quote": self.quote or None,
        }
        return {name: value for name, value in found.items() if value is not None}


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _projections(assembly: Assembly) -> list[_Edge]:
    edges: dict[tuple[str, str, str], _Edge] = {}

    def edge(source: str, target: str, relation: str, *, symmetric: bool = False) -> _Edge:
        symmetric = RELATIONS.get(relation, symmetric)
        return edges.setdefault((source, target, relation), _Edge(source, target, relation, symmetric))

    for meeting in assembly.meetings:
        if (relation := _OF_STATUS.get(meeting.status)) is not None:
            for pair in combinations(sorted(set(meeting.participants)), 2):
                edge(*pair, relation).add(
                    evidence=meeting.evidence, status=meeting.status, when=meeting.when, event=meeting.id
                )
    for pledge in assembly.pledges:
        if pledge.status == "made":
            for recipient in pledge.recipients:
                edge(pledge.pledger, recipient, "pledged").add(
                    evidence=pledge.evidence, status=pledge.status, when=pledge.when, event=pledge.id
                )
    for event in assembly.relations:
        if event.status == "occurred":
            edge(event.source, event.target, event.relation, symmetric=event.symmetric).add(
                evidence=event.evidence, status=event.status, when=event.when, event=event.id
            )
    for role in assembly.roles:
        if role.organization is not None:
            held = edge(role.person, role.organization, "holds_role")
            held.add(evidence=role.evidence, status=role.tense)
            held.hold(role)
    return list(edges.values())


def _spokes(event: Event) -> list[_Edge]:
    """Edges from an event to its parties and places."""
    spokes = []
    for relation, target in dict.fromkeys(_ends(event)):
        spoke = _Edge(event.id, target, relation)
        spoke.add(evidence=event.evidence, status=event.status, when=event.when, event=event.id)
        spokes.append(spoke)
    return spokes


def _entity_attributes(entity: Entity, open_ended: int, first: Mapping[str, str]) -> dict[str, Value]:
    found: dict[str, Value | None] = {
        "label": entity.name,
        "entity_type": entity.type,
        "kind": entity.kind,
        "mentions": len(entity.mentions),
        "sources": count_sources((document for document, _ in entity.members), first),
        "spellings": _SEPARATOR.join(spelling for spelling, _ in entity.spellings) or None,
        "identifiers": _SEPARATOR.join(f"{scheme}:{value}" for scheme, value in entity.ids) or None,
        "pledges_without_recipient": open_ended or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def event_label(event: Event, names: dict[str, str]) -> str:
    """A short name for an event: who met ("A, B and 3 more"), who promised what, or who stands to whom how."""
    if isinstance(event, Meeting):
        people = [names[party] for party in event.participants]
        shown = ", ".join(people[:3])
        return f"{shown} and {len(people) - 3} more" if len(people) > 3 else shown
    if not isinstance(event, Pledge):
        return f"{names[event.source]} {event.label} {names[event.target]}"
    return f"{names[event.pledger]}: {event.content}" if event.content else names[event.pledger]


def _event_attributes(event: Event, names: dict[str, str], first: Mapping[str, str]) -> dict[str, Value]:
    when = event.when
    known = when is not None and when.earliest is not None and when.latest is not None
    found: dict[str, Value | None] = {
        "label": event_label(event, names),
        "entity_type": type(event).__name__,
        "status": event.status,
        "first_date": when.earliest.isoformat() if known and when and when.earliest else None,
        "last_date": when.latest.isoformat() if known and when and when.latest else None,
        "date_text": (when.text or None) if when is not None else None,
        "sources": count_sources((passage.document for passage in event.evidence), first),
        "confidence": event.confidence,
        "rule": event.rule or None,
        "quote": event.evidence[0].quote if event.evidence else None,
        "attributed_to": names.get(event.attributed_to) if event.attributed_to is not None else None,
        **_own_attributes(event, names),
    }
    return {name: value for name, value in found.items() if value is not None}


def _own_attributes(event: Event, names: dict[str, str]) -> dict[str, Value | None]:
    """What only events of its type have."""
    if isinstance(event, Meeting):
        return {"mode": event.mode, "place": _SEPARATOR.join(names[place] for place in event.place) or None}
    if isinstance(event, Pledge):
        return {"content": event.content or None, "amount": event.amount.text if event.amount is not None else None}
    return {"kind": event.relation}


_NODE_NEEDS: dict[str, type] = {"label": str, "entity_type": str, "sources": int}
_EDGE_NEEDS: dict[str, type] = {
    "label": str,
    "relation": str,
    "weight": int,
    "sources": int,
    "status": str,
    "symmetric": bool,
}
_NODE_TYPES = frozenset({"Person", "Organization", "Place", "Meeting", "Pledge", "Relation"})
#: Attribute names that networkx, Gephi or igraph take for something else. Source: networkx 3.6 readwrite, Gephi's importers.
RESERVED = frozenset({"id", "pid", "parents", "start", "end", "spells", "viz", "type", "key", "source", "target"})


def validate_graph(graph: nx.MultiDiGraph[str]) -> None:
    """See that a graph keeps the contract of this module.

    Raises:
        GraphFileError: it does not; one message names all problems, one a line.
    """
    problems = []
    if not (graph.is_directed() and graph.is_multigraph()):
        problems.append(f"the graph is a {type(graph).__name__}; it must be a networkx.MultiDiGraph")
    else:
        problems += [
            f"node {node!r}: {problem}" for node, data in graph.nodes(data=True) for problem in _node_problems(data)
        ]
        for source, target, key, data in graph.edges(keys=True, data=True):
            where = f"edge {source!r} -> {target!r} ({key})"
            problems += [f"{where}: {problem}" for problem in _edge_problems(graph, source, target, key, data)]
        problems += _clashes("node", (data for _, data in graph.nodes(data=True)))
        problems += _clashes("edge", (data for _, _, data in graph.edges(data=True)))
    if problems:
        lines = "\n  ".join(problems)
        message = f"not a graph as graphkit builds it, {len(problems)} problem(s):\n  {lines}"
        raise GraphFileError(message)


def _needs(data: dict[str, Any], needs: dict[str, type]) -> Iterator[str]:
    for name, kind in needs.items():
        if name not in data:
            yield f"lacks {name!r}"
        elif type(data[name]) is not kind:
            yield f"{name!r} is {type(data[name]).__name__}, must be {kind.__name__}"
    for name, value in data.items():
        if not isinstance(name, str) or not name or name.lower() in RESERVED:
            yield f"attribute name {name!r} is empty or means something else to readers"
        if type(value) not in {str, int, float, bool}:
            yield f"{name!r} is {type(value).__name__}, must be text, a number or a boolean"
        elif isinstance(value, float) and not math.isfinite(value):
            yield f"{name!r} is {value}"


def _node_problems(data: dict[str, Any]) -> Iterator[str]:
    yield from _needs(data, _NODE_NEEDS)
    if data.get("label") == "":
        yield "has an empty label"
    if data.get("entity_type", "Person") not in _NODE_TYPES:
        yield f"entity_type {data['entity_type']!r} is unknown"


def _edge_problems(
    graph: nx.MultiDiGraph[str], source: str, target: str, key: object, data: dict[str, Any]
) -> Iterator[str]:
    yield from _needs(data, _EDGE_NEEDS)
    relation = data.get("relation")
    own = str(graph.graph.get("relations", "")).split(_SEPARATOR)
    if relation is not None and relation not in (*RELATIONS, *EVENT_RELATIONS, *own):
        yield f"relation {relation!r} is unknown"
    if relation is not None and key != relation:
        yield "its key is not its relation"
    if source == target:
        yield "leads to itself"
    if data.get("symmetric") is True and source > target:
        yield "is symmetric and must lead from the lower id to the higher"
    for name in ("weight", "sources"):
        if type(data.get(name)) is int and data[name] < 1:
            yield f"{name!r} is {data[name]}, must be 1 or more"
    if not {"entity_type"} <= graph.nodes[source].keys() & graph.nodes[target].keys():
        yield "an end of it is no node with an entity_type"
    first, last = data.get("first_date"), data.get("last_date")
    if isinstance(first, str) and isinstance(last, str) and first > last:
        yield "its first date comes after its last"


def _clashes(what: str, records: Iterable[dict[str, Any]]) -> list[str]:
    """Names that differ only in case, and names with values of several types."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    spelt: defaultdict[str, set[str]] = defaultdict(set)
    for data in records:
        for name, value in data.items():
            types[str(name)].add(type(value).__name__)
            spelt[str(name).lower()].add(str(name))
    problems = [f"{what} attributes {sorted(found)} differ only in case" for found in spelt.values() if len(found) > 1]
    return problems + [
        f"{what} attribute {name!r} has values of several types: {', '.join(sorted(found))}"
        for name, found in types.items()
        if len(found) > 1
    ]
