from __future__ import annotations

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from graphkit.errors import MissingExtraError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests
from .test_measures import kg_of

KG = KnowledgeGraph(everything())


def test_every_joined_actor_is_named_and_no_name_covers_another() -> None:
    ax = KG.plot()
    graph = KG.to_networkx()
    joined = {graph.nodes[node]["label"] for node, degree in graph.degree() if degree}
    texts = [text for text in ax.texts if text.get_text()]
    assert {text.get_text() for text in texts} == {name for name in joined if len(name) <= 34} | {
        f"{name[:33].rstrip()}…" for name in joined if len(name) > 34
    }
    ax.figure.draw_without_rendering()
    assert not [1 for a, b in combinations(texts, 2) if a.get_window_extent().overlaps(b.get_window_extent())]
    assert len(ax.patches) == graph.number_of_edges()
    assert f"{len(joined)} actors; {graph.number_of_edges()} edges" in ax.get_title(loc="left")


def test_the_same_graph_gives_the_same_picture(tmp_path: Path) -> None:
    for name in ("one", "two"):
        KG.plot().figure.savefig(tmp_path / f"{name}.png")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_of_many_the_busiest_stay_and_the_title_says_so() -> None:
    pairs = [f"{a}{b}" for a, b in combinations("abcdefgh", 2)] + ["xy", "yz"]
    ax = kg_of(*pairs, "ab").plot(most=4)
    assert {text.get_text() for text in ax.texts} == {"A", "B", "C", "D"}
    assert "4 of 11 actors, those with most events" in ax.get_title(loc="left")


def test_names_are_text_and_never_formulas() -> None:
    whole = KG.assembly
    hostile = replace(whole, entities=tuple(replace(entity, name="$\\frac{") for entity in whole.entities))
    KnowledgeGraph(hostile).plot().figure.draw_without_rendering()
    KnowledgeGraph(hostile).timeline().figure.draw_without_rendering()


def test_it_draws_where_one_wants_it() -> None:
    _, (left, right) = plt.subplots(1, 2)
    assert KG.plot(ax=left) is left
    assert KG.timeline(ax=right) is right
    assert left.get_legend() is not None


def test_nothing_is_drawn_of_nothing() -> None:
    assert KnowledgeGraph(Assembly()).plot().get_title() == "Nobody is joined to anybody"


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"kg\.plot\(\) needs matplotlib.*\.\[notebook\]"):
        KG.plot()
    with pytest.raises(MissingExtraError, match=r"kg\.timeline\(\) needs matplotlib.*\.\[notebook\]"):
        KG.timeline()
