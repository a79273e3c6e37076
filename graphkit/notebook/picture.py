"""The network as a picture, with matplotlib: who is joined with whom and how, with names that can be read."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

from graphkit.notebook.extra import need
from graphkit.notebook.labels import Box, Dot, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from matplotlib.axes import Axes

    from graphkit.model import Assembly

#: Room in inches for one node, and the least and most width of a picture.
_ROOM, _NARROW, _WIDE = 1.9, 7.0, 15.0
#: Height to width.
_SHAPE = 0.75
#: Points of text, and letters of a name that are shown.
_TEXT, _LETTERS = 9, 34
#: Bend of the second, third, … edge between two nodes.
_BEND = 0.16
#: Points between a node's rim and its name, from which on a line joins them.
_FAR = 6.0
_INK, _PAPER = "#1a1a1a", "#ffffff"
_WORDS = {
    "met_with": "met",
    "plans_to_meet": "plans to meet",
    "pledged": "pledged to",
    "holds_role": "holds a position in",
}
_TYPES = {"Person": "person", "Organization": "organisation", "Place": "country or place"}


def draw(assembly: Assembly, *, most: int = 60, ax: Axes | None = None) -> Axes:
    """Draw the actors and the edges between them.

    Places are those of `graphkit.export.forces`, colours those of `graphkit.export.drawing`; the same graph gives the same
    picture. What no edge joins is left out; where there are too many nodes, those with the fewest events are, and names
    for which there is no room; the title counts them.

    Args:
        assembly: what to draw.
        most: nodes, at most.
        ax: where to draw; a new figure of fitting size where None.

    Raises:
        MissingExtraError: matplotlib isn't installed.
    """
    pyplot = need("matplotlib.pyplot", what="kg.plot()")
    from graphkit.graph import build_graph

    whole = build_graph(assembly, view="actors")
    graph = _busiest(whole, most)
    own = ax is None
    if ax is None:
        width = min(max(_ROOM * math.sqrt(len(graph)), _NARROW), _WIDE)
        _, ax = pyplot.subplots(figsize=(width, width * _SHAPE), facecolor=_PAPER, layout="constrained")
    assert ax is not None  # noqa: S101 - for type checkers; pyplot is Any
    ax.set_axis_off()
    if not graph:
        ax.set_title("Nobody is joined to anybody", color=_INK)
        return ax
    places = find_places(graph)
    sizes = {node: 45 + 28 * math.sqrt(min(_events(graph, node), 100)) for node in graph}
    _edges(ax, graph, places, sizes)
    _nodes(ax, graph, places, sizes)
    show_legend(ax, _legend(graph), own=own)
    left_out = _names(ax, graph, places, sizes)
    _title(ax, graph, joined=_joined(whole), unnamed=left_out)
    return ax


def _joined(graph: nx.MultiDiGraph[str]) -> int:
    return sum(1 for _, degree in graph.degree() if degree)


def _events(graph: nx.MultiDiGraph[str], node: str) -> int:
    return sum(data["weight"] for edges in (graph.in_edges, graph.out_edges) for *_, data in edges(node, data=True))


def _busiest(graph: nx.MultiDiGraph[str], most: int) -> nx.MultiDiGraph[str]:
    """The part of a graph that is drawn; its nodes are sorted by events."""
    joined = sorted((node for node, degree in graph.degree() if degree), key=lambda node: (-_events(graph, node), node))
    part: nx.MultiDiGraph[str] = graph.subgraph(joined[:most])
    lone = {node for node, degree in part.degree() if not degree}
    ordered: nx.MultiDiGraph[str] = type(graph)()
    ordered.add_nodes_from((node, graph.nodes[node]) for node in joined[:most] if node not in lone)
    ordered.add_edges_from(part.edges(keys=True, data=True))
    return ordered


def find_places(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Where each node stands, about one unit from the next."""
    from graphkit.export.forces import spread

    nodes = sorted(graph)
    number = {node: index for index, node in enumerate(nodes)}
    pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
    for source, target, data in graph.edges(data=True):
        one, other = sorted((number[source], number[target]))
        pairs[one, other] += data.get("weight", 1)
    return dict(zip(nodes, spread(len(nodes), pairs), strict=True))


def _edges(
    ax: Axes, graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float]
) -> None:
    from matplotlib.patches import FancyArrowPatch

    from graphkit.export.drawing import edge_colour

    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (*edge[:2], edge[2]["relation"])):
        nth = seen[tuple(sorted((source, target)))]
        seen[tuple(sorted((source, target)))] += 1
        way = 1 if source < target else -1
        bend = way * _BEND * ((nth + 1) // 2) * (1 if nth % 2 else -1)
        ax.add_patch(
            FancyArrowPatch(
                places[source],
                places[target],
                arrowstyle="-" if data["symmetric"] else "-|>",
                connectionstyle=f"arc3,rad={bend}",
                mutation_scale=10,
                shrinkA=math.sqrt(sizes[source]) / 2,
                shrinkB=math.sqrt(sizes[target]) / 2 + 1,
                linewidth=0.9 + 0.8 * math.log2(1 + data["weight"]) / 1.5,
                linestyle=_line(data["relation"]),
                color=edge_colour(data["relation"], ""),
                alpha=0.75,
                zorder=1,
            )
        )


def _line(relation: str) -> Literal["-", "--", ":"]:
    if relation == "plans_to_meet":
        return "--"
    return ":" if relation == "holds_role" else "-"


def _nodes(
    ax: Axes, graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float]
) -> None:
    from graphkit.export.drawing import COLOURS

    order = list(graph)
    ax.scatter(
        [places[node][0] for node in order],
        [places[node][1] for node in order],
        s=[sizes[node] for node in order],
        c=[COLOURS[str(graph.nodes[node]["entity_type"])] for node in order],
        edgecolors=_PAPER,
        linewidths=1,
        zorder=2,
    )
    ax.margins(x=0.12, y=0.08)


def show_legend(ax: Axes, handles: list[Any], *, own: bool) -> None:
    """Say below a picture what its signs mean; in a figure of our own below all of it, so that nothing is cut off."""
    if own:
        figure = ax.figure.get_figure(root=True)
        assert figure is not None  # noqa: S101 - axes that are drawn on have one
        figure.legend(
            handles=handles, loc="outside lower left", ncols=4, frameon=False, fontsize=_TEXT, labelcolor=_INK
        )
    else:
        ax.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0, -0.08), ncols=3, frameon=False, fontsize=_TEXT,
            labelcolor=_INK,
        )  # fmt: skip


def _legend(graph: nx.MultiDiGraph[str]) -> list[Any]:
    from matplotlib.lines import Line2D

    from graphkit.export.drawing import COLOURS, edge_colour

    types = {str(data["entity_type"]) for _, data in graph.nodes(data=True)}
    relations = {str(data["relation"]) for *_, data in graph.edges(data=True)}
    own = sorted(relations - set(_WORDS))
    return [
        *(
            Line2D([], [], marker="o", linestyle="", markersize=8, color=COLOURS[kind], label=word)
            for kind, word in _TYPES.items()
            if kind in types
        ),
        *(
            Line2D(
                [], [], linestyle=_line(name), linewidth=2, color=edge_colour(name, ""), label=_WORDS.get(name, name)
            )
            for name in (*_WORDS, *own)
            if name in relations
        ),
    ]


def _names(
    ax: Axes, graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float]
) -> int:
    """Write the names for which there is room; returns for how many there is none."""
    from matplotlib.patheffects import withStroke

    figure = ax.figure.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes that are drawn on have one
    figure.draw_without_rendering()
    pixels = figure.dpi / 72
    texts = []
    dots = []
    for node in graph:
        text = ax.text(*places[node], _short(str(graph.nodes[node]["label"])), fontsize=_TEXT, color=_INK, zorder=3)
        text.set(
            parse_math=False, ha="center", va="center", path_effects=[withStroke(linewidth=2.5, foreground=_PAPER)]
        )
        extent = text.get_window_extent()
        x, y = ax.transData.transform(places[node])
        dots.append(Dot(x, y, math.sqrt(sizes[node]) / 2 * pixels, extent.width + 2, extent.height))
        texts.append(text)
    frame = Box(*ax.get_window_extent().extents)
    boxes = place(dots, frame, _on_lines(ax, graph, places))
    for text, dot, box in zip(texts, dots, boxes, strict=True):
        if box is None:
            text.remove()
        else:
            _lead(ax, dot, box, pixels)
            middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            x, y = ax.transData.inverted().transform(middle).tolist()
            text.set_position((x, y))
    return sum(box is None for box in boxes)


def _lead(ax: Axes, dot: Dot, box: Box, pixels: float) -> None:
    """A thin line from a node to its name, where that stands so far off that it could be another's."""
    x, y = min(max(dot.x, box.left), box.right), min(max(dot.y, box.bottom), box.top)
    if math.hypot(x - dot.x, y - dot.y) > dot.radius + _FAR * pixels:
        (x1, y1), (x2, y2) = ax.transData.inverted().transform([(dot.x, dot.y), (x, y)]).tolist()
        ax.plot([x1, x2], [y1, y2], color=_INK, linewidth=0.6, alpha=0.6, zorder=1.5)


def _on_lines(
    ax: Axes, graph: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]]
) -> list[tuple[float, float]]:
    """Points along the edges in pixels, about one in ten."""
    points: list[tuple[float, float]] = []
    for source, target in sorted({tuple(sorted(edge)) for edge in graph.edges()}):
        (x1, y1), (x2, y2) = ax.transData.transform([places[source], places[target]]).tolist()
        steps = max(int(math.hypot(x2 - x1, y2 - y1) / 10), 1)
        points += [(x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(steps + 1)]
    return points


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _title(ax: Axes, graph: nx.MultiDiGraph[str], *, joined: int, unnamed: int) -> None:
    told = [f"{len(graph)} of {joined} actors, those with most events" if joined > len(graph) else f"{joined} actors"]
    told.append(f"{graph.number_of_edges()} edges")
    if unnamed:
        told.append(f"no room for {unnamed} of the names")
    ax.set_title("; ".join(told), fontsize=_TEXT, color=_INK, loc="left")
