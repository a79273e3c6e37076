from __future__ import annotations

import networkx as nx
import pytest

from graphkit.export.drawing import COLOURS, Look, edge_colour, looks, rgb
from graphkit.graph import build_graph

from ..rdf.everything import BRANDT, DENIED, HYPOTHETICAL, OCCURRED, OKORO, PLANNED, everything  # noqa: TID252 - the made-up graph of the RDF tests


def looks_of(graph: nx.Graph) -> dict[str, Look]:
    nodes = list(graph)
    return dict(zip(nodes, looks(graph, nodes), strict=True))


def brightness(colour: str) -> int:
    return sum(rgb(colour))


def test_what_is_less_sure_is_paler() -> None:
    found = looks_of(build_graph(everything(), view="all"))
    order = [found[meeting].colour for meeting in (OCCURRED, PLANNED, HYPOTHETICAL, DENIED)]
    assert order[0] == COLOURS["Meeting"]
    assert sorted(order, key=brightness) == order
    assert len(set(order)) == 4


def test_who_is_named_more_often_is_larger() -> None:
    found = looks_of(build_graph(everything()))
    assert found[BRANDT].size > found[OKORO].size
    assert found == looks_of(build_graph(everything()))


@pytest.mark.parametrize("status", [None, "occurred", 7, "", "planned; occurred"])
def test_an_edge_is_as_strong_as_its_surest_event(status: object) -> None:
    assert edge_colour("met_with", status) == COLOURS["Meeting"]
    assert brightness(edge_colour("met_with", "planned")) > brightness(COLOURS["Meeting"])


def test_relations_have_colours() -> None:
    assert edge_colour("accused", "occurred") == COLOURS["Relation"]
    assert edge_colour("", None) not in COLOURS.values()
