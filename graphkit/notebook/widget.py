"""The network as a widget to drag, zoom and search in a notebook, with ipysigma."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.notebook.extra import need

if TYPE_CHECKING:
    from graphkit.graph import View
    from graphkit.model import Assembly


def make_widget(assembly: Assembly, *, view: View = "actors", height: int = 600) -> Any:
    """An `ipysigma.Sigma` of all that edges join.

    Places and colours are those of `kg.plot()`, sizes those of the files for Gephi.

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
    from graphkit.notebook.picture import find_places

    graph = build_graph(assembly, view=view)
    graph.remove_nodes_from([node for node, degree in graph.degree() if not degree])
    types = {str(data["entity_type"]) for _, data in graph.nodes(data=True)}
    relations = {str(data["relation"]) for *_, data in graph.edges(data=True)}
    return sigma.Sigma(
        graph,
        height=height,
        background_color="white",
        layout={node: {"x": x, "y": y} for node, (x, y) in find_places(graph).items()},
        node_label="label",
        node_color="entity_type",
        node_color_palette={kind: colour for kind, colour in COLOURS.items() if kind in types},
        raw_node_size=[look.size / 3 for look in looks(graph, list(graph))],
        edge_color="relation",
        edge_color_palette={name: EDGE_COLOURS.get(name, COLOURS["Relation"]) for name in sorted(relations)},
        raw_edge_label=None,
        edge_size="weight",
        edge_size_range=(1, 4),
        label_density=2,
        label_grid_cell_size=150,
        label_rendered_size_threshold=2,
        default_edge_type="curve",
        clickable_edges=True,
    )
