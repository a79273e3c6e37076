"""How nodes and edges look when a file is opened: colours by type, relation and status, sizes by importance."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.export.layout import positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

#: Colours by type that most colour-blind people can tell apart. Source: M. Okabe and K. Ito, 2008.
COLOURS = {
    "Person": "#0072b2",
    "Organization": "#e69f00",
    "Place": "#009e73",
    "Meeting": "#cc79a7",
    "Pledge": "#d55e00",
    "Relation": "#56b4e9",
}
#: Colours of edges, after what they tell of; the user's own relations are drawn as `COLOURS` draws their events.
EDGE_COLOURS = {
    "met_with": COLOURS["Meeting"],
    "plans_to_meet": COLOURS["Meeting"],
    "pledged": COLOURS["Pledge"],
    "holds_role": "#999999",
    "participant": COLOURS["Meeting"],
    "host": COLOURS["Meeting"],
    "place": "#999999",
    "pledger": COLOURS["Pledge"],
    "recipient": COLOURS["Pledge"],
}
#: How much of a colour remains on white: what is only planned or possible is paler, what is denied nearly grey.
STRENGTH = {"planned": 0.55, "hypothetical": 0.35, "denied": 0.2, "former": 0.6, "future": 0.6}
_OTHER = "#999999"


class Look(NamedTuple):
    """How a node is drawn.

    Attributes:
        x: to the right, in Gephi's units.
        y: upwards.
        size: diameter.
        colour: as "#rrggbb".
    """

    x: float
    y: float
    size: float
    colour: str


def looks(graph: nx.Graph[Any], nodes: Sequence[Any]) -> Iterator[Look]:
    """Place, size (by mentions, of an event by the documents that tell of it) and colour of each node in turn.

    Args:
        graph: any networkx graph.
        nodes: all nodes of it, in the order that is wanted.
    """
    for node, (x, y) in zip(nodes, positions(graph, nodes), strict=True):
        data = graph.nodes[node]
        colour = _faded(COLOURS.get(str(data.get("entity_type")), _OTHER), data.get("status"))
        yield Look(x, y, round(8 + 3 * math.sqrt(_importance(data)), 2), colour)


def edge_colour(relation: str, status: object) -> str:
    """Colour of an edge; of one with several statuses that of the surest."""
    return _edge_colour(relation, status if isinstance(status, str) else "")


@lru_cache(maxsize=1000)
def _edge_colour(relation: str, status: str) -> str:
    return _faded(EDGE_COLOURS.get(relation, COLOURS["Relation"] if relation else _OTHER), status)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb", each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _faded(colour: str, status: object) -> str:
    if not isinstance(status, str):
        return colour
    strength = max(STRENGTH.get(part, 1.0) for part in status.split("; "))
    if strength == 1:
        return colour
    return "#" + "".join(f"{round(255 - strength * (255 - part)):02x}" for part in rgb(colour))


def _importance(data: Mapping[str, Any]) -> int:
    for name in ("mentions", "sources"):
        count = data.get(name)
        if isinstance(count, int) and count > 0:
            return min(count, 1000)
    return 1
