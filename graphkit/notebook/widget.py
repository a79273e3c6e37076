"""The network as a widget to drag, zoom and search in a notebook, with ipysigma."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.notebook.extra import need

if TYPE_CHECKING:
    from graphkit.graph import View
    from graphkit.model import Assembly


def make_widget(assembly: Assembly, *, view: View = "actors", height: int = 600) -> Any:
    """An `ipysigma.Sigma` of the graph, with the places, colours and sizes of the files for Gephi.

    Args:
        assembly: what to show.
        view: as `graphkit.graph.build_graph` takes it.
        height: in pixels.

    Raises:
        MissingExtraError: ipysigma isn't installed.
    """
    sigma = need("ipysigma", what="kg.widget()")
    from graphkit.export.drawing import COLOURS, EDGE_COLOURS, looks
    from graphkit.graph import build_graph

    graph = build_graph(assembly, view=view)
    own = {str(data["relation"]) for *_, data in graph.edges(data=True)} - set(EDGE_COLOURS)
    found = looks(graph)
    return sigma.Sigma(
        graph,
        height=height,
        background_color="white",
        layout={node: {"x": look.x, "y": look.y} for node, look in found.items()},
        node_label="label",
        node_color="entity_type",
        node_color_palette=COLOURS,
        raw_node_size=[found[node].size / 3 for node in graph],
        edge_color="relation",
        edge_color_palette={**EDGE_COLOURS, **dict.fromkeys(sorted(own), COLOURS["Relation"])},
        raw_edge_label=None,
        edge_size="weight",
        edge_size_range=(1, 6),
        default_edge_type="curve",
        clickable_edges=True,
    )
