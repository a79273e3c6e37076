"""One clean step before any format: ids and columns that every reader can hold, handed out one by one.

Readers differ in what they choke on, so nothing that any of them does not take goes past here: unknown values (None, NaN),
dates and lists, characters that XML can't hold, columns whose names differ only in case (Gephi makes one of them), two
nodes with one id, and parallel edges that Gephi would make one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

#: Everything that XML 1.0 does not allow in text. Source: XML 1.0, production 2.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: GraphML's types of values that need no look at each.
_SURE = {str: "string", bool: "boolean"}
#: The first numbers above what GraphML's types hold.
_INT, _LONG = 2**31, 2**63
_LINE_END = re.compile("\r\n?")
#: How many shapes of records are remembered.
_SHAPES = 1000

Scalar = str | int | float | bool


class CleanNode(NamedTuple):
    """A node as it is written.

    Attributes:
        key: the caller's own.
        id: text, unlike that of any other node.
        data: the caller's own, to be read through the columns.
    """

    key: Any
    id: str
    data: Mapping[Any, Any]


class CleanEdge(NamedTuple):
    """An edge as it is written.

    Attributes:
        id: worked out from `source`, `target` and `kind`, so that it stays from file to file.
        source: id of a node.
        target: id of a node.
        relation: what the edge is, or "".
        kind: the same with a number where there are several of one relation between the two, so that no two edges share
            source, target and kind.
        data: the caller's own, to be read through the columns.
    """

    id: str
    source: str
    target: str
    relation: str
    kind: str
    data: Mapping[Any, Any]


class Column(NamedTuple):
    """An attribute of nodes or edges.

    Attributes:
        key: the caller's own name.
        name: the same as text, unlike that of any other column, whatever the case.
        type: GraphML's: the narrowest that holds all values.
    """

    key: Any
    name: str
    type: str


class CleanGraph:
    """A networkx graph made ready for writing; the caller's graph stays as it is, and is not copied.

    Attributes:
        directed: whether edges have a direction.
        order: the caller's nodes, sorted by their ids.
        node_columns: attributes of nodes, sorted by name.
        edge_columns: attributes of edges, sorted by name.
    """

    def __init__(self, graph: nx.Graph[Any]) -> None:
        """Look through the graph once, for its ids and columns."""
        self.directed = graph.is_directed()
        self._graph = graph
        self._multi = graph.is_multigraph()
        # most graphs name their nodes as they are written; a table of ids would cost more memory than all else
        self._ids = None if all(map(_is_clean, graph)) else _distinct_ids(graph)
        self.order = sorted(graph) if self._ids is None else list(self._ids)
        self.node_columns = _columns(data for _, data in graph.nodes(data=True))
        self.edge_columns = _columns(self._edge_data())

    def _edge_data(self) -> Iterator[Mapping[Any, Any]]:
        # networkx' views of edges cost more than all the rest
        for _, neighbours in self._graph.adjacency():
            if self._multi:
                for between in neighbours.values():
                    yield from between.values()
            else:
                yield from neighbours.values()

    def nodes(self) -> Iterator[CleanNode]:
        """Nodes sorted by id."""
        ids, nodes = self._ids, self._graph.nodes
        for node in self.order:
            yield CleanNode(node, node if ids is None else ids[node], nodes[node])

    def edges(self) -> Iterator[CleanEdge]:
        """Edges sorted by the ids of their ends, then by relation; of an undirected graph each one once."""
        ids, graph = self._ids, self._graph
        for node in self.order:
            source = node if ids is None else ids[node]
            for other in sorted(graph.neighbors(node), key=None if ids is None else ids.__getitem__):
                target = other if ids is None else ids[other]
                if not self.directed and target < source:
                    continue
                between = graph.get_edge_data(node, other)
                for relation, kind, data in _told_apart(between if self._multi else {"": between}):
                    told = f"{source}\0{target}\0{kind}".encode()
                    identifier = f"e{hashlib.blake2b(told, digest_size=8).hexdigest()}"
                    yield CleanEdge(identifier, source, target, relation, kind, data)


def clean_text(value: str) -> str:
    """Text without what XML can't hold, with line feeds as line ends."""
    return value if value.isprintable() else _ILLEGAL.sub("", _LINE_END.sub("\n", value))


def as_text(value: Scalar, kind: str) -> str:
    """A value in the lexical form of XML Schema, for a column of a GraphML type."""
    if value.__class__ is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if kind == "double" else str(value)


def widest(kinds: Iterable[str]) -> str:
    """The GraphML type that holds the values of all of these types."""
    found = set(kinds)
    if len(found) == 1:
        return next(iter(found))
    for kind, holds in (("long", {"int", "long"}), ("double", {"int", "double"})):
        if found <= holds:
            return kind
    return "string"


def _is_clean(node: object) -> bool:
    return node.__class__ is str and clean_text(node) == node


def _distinct_ids(graph: nx.Graph[Any]) -> dict[Any, str]:
    """Text for each node, sorted; where two would share one, the later has a number."""
    wanted = sorted(((clean_text(str(node)), type(node).__name__, node) for node in graph), key=_first_two)
    taken = {text for text, _, _ in wanted}
    found: dict[Any, str] = {}
    used: set[str] = set()
    for text, _, node in wanted:
        found[node] = _unused(text, used, taken)
        used.add(found[node])
    return dict(sorted(found.items(), key=lambda entry: entry[1])) if len(taken) < len(found) else found


def _unused(text: str, used: set[str], taken: set[str]) -> str:
    """The text itself, else with the first number that makes it unlike all others."""
    if text not in used:
        return text
    number = 2
    while (numbered := f"{text} {number}".strip()) in used or numbered in taken:
        number += 1
    return numbered


def _told_apart(between: Mapping[Any, Mapping[Any, Any]]) -> list[tuple[str, str, Mapping[Any, Any]]]:
    """Relation, kind and data of all edges between two nodes, by key; sorted by the former."""
    if len(between) == 1:
        ((key, data),) = between.items()
        relation = _relation(key, data)
        return [(relation, relation, data)]
    entries = sorted(((_relation(key, data), str(key), data) for key, data in between.items()), key=_first_two)
    taken = {relation for relation, _, _ in entries}
    used: set[str] = set()
    found = []
    for relation, _, data in entries:
        kind = _unused(relation, used, taken)
        used.add(kind)
        found.append((relation, kind, data))
    return found


def _first_two(entry: tuple[str, str, object]) -> tuple[str, str]:
    return entry[:2]


def _relation(key: Any, data: Mapping[Any, Any]) -> str:
    """What an edge says it is, else its key where that is a word (networkx numbers edges that are given none)."""
    relation = data.get("relation")
    if relation is None:
        relation = key if isinstance(key, str) else ""
    return clean_text(str(relation))


def _columns(records: Iterable[Mapping[Any, Any]]) -> list[Column]:
    """All attributes that some record knows, sorted by name."""
    kinds = _kinds(records)
    columns = []
    used: set[str] = set()
    for name, _, key in sorted(
        ((clean_text(str(key)).strip(), type(key).__name__, key) for key in kinds), key=_first_two
    ):
        if name:
            number = 1
            while (numbered := f"{name}{number}" if number > 1 else name).lower() in used:
                number += 1
            used.add(numbered.lower())
            columns.append(Column(key, numbered, widest(kinds[key])))
    return sorted(columns, key=lambda column: column.name)


def _kinds(records: Iterable[Mapping[Any, Any]]) -> dict[Any, set[str]]:
    """GraphML's types of the values of each attribute, without what nothing is known of."""
    kinds: dict[Any, set[str]] = {}
    #: most records are of few shapes: their attributes, and the classes of these; by each, what is to be looked at
    shapes: dict[tuple[Any, ...], tuple[tuple[Any, set[str]], ...]] = {}
    for data in records:
        shape = (*data, *map(type, data.values()))
        unsure = shapes.get(shape)
        if unsure is None:
            if len(shapes) == _SHAPES:
                shapes.clear()
            unsure = shapes[shape] = _shape(data, kinds)
        for key, found in unsure:
            value = data[key]
            if value.__class__ is not int or not -_INT <= value < _INT:
                told = _type(value)
                if told is not None:
                    found.add(told)
            elif "int" not in found:
                found.add("int")
    return {key: found for key, found in kinds.items() if found}


def _shape(data: Mapping[Any, Any], kinds: dict[Any, set[str]]) -> tuple[tuple[Any, set[str]], ...]:
    """Note the types that the class of a value tells; give the attributes whose values have to be looked at."""
    unsure = []
    for key, value in data.items():
        found = kinds.setdefault(key, set())
        if (sure := _SURE.get(value.__class__)) is not None:
            found.add(sure)
        elif value is not None:
            unsure.append((key, found))
    return tuple(unsure)


def _type(value: object) -> str | None:
    plain = scalar(value)
    if plain is None:
        return None
    if isinstance(plain, bool):
        return "boolean"
    if isinstance(plain, int):
        return "int" if -_INT <= plain < _INT else "long" if -_LONG <= plain < _LONG else "string"
    return "double" if isinstance(plain, float) else "string"


def scalar(value: object) -> Scalar | None:
    """A value as every reader can hold it: text, a number or a boolean; None where it is unknown."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(clean_text(str(part)) for part in value)
    if isinstance(value, set | frozenset):
        return "; ".join(sorted(clean_text(str(part)) for part in value))
    return clean_text(str(value))
