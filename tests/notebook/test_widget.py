from __future__ import annotations

import sys

import pytest

from graphkit.errors import MissingExtraError
from graphkit.export.drawing import COLOURS
from graphkit.knowledge import KnowledgeGraph

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

KG = KnowledgeGraph(everything())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_widget_holds_every_node_and_edge_in_its_place_and_colour() -> None:
    graph = KG.to_networkx()
    joined = {node for node, degree in graph.degree() if degree}
    widget = KG.widget(height=400)
    assert widget.height == "400px"
    assert {node["key"] for node in widget.data["nodes"]} == joined
    assert len(widget.data["edges"]) == graph.number_of_edges()
    assert set(widget.layout) == joined
    assert dict(widget.visual_variables["nodeColor"]["palette"])["Person"] == COLOURS["Person"]
    assert len(KG.widget(view="events").data["nodes"]) == len(KG.to_networkx(view="events"))


def test_without_ipysigma_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipysigma", None)
    with pytest.raises(MissingExtraError, match=r"kg\.widget\(\) needs ipysigma.*\.\[notebook\]"):
        KG.widget()
