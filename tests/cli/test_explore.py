from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli import app
from graphkit.knowledge import KnowledgeGraph

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return KnowledgeGraph(everything()).write(tmp_path / "graph.ttl")


def test_a_page_is_written_and_said(graph: Path) -> None:
    result = run("explore", graph.parent, "-o", graph.with_name("page.html"), "--title", "Talks & more")
    assert result.exit_code == 0, result.output
    assert f"wrote {graph.with_name('page.html')}, 0." in result.stderr
    assert result.stdout == ""
    written = graph.with_name("page.html").read_text(encoding="utf-8")
    assert "<title>Talks &amp; more</title>" in written
    assert "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday." in written


def test_from_a_file_read_back_the_page_is_the_same(graph: Path) -> None:
    pages = [graph.with_name(name) for name in ("one.html", "two.html")]
    KnowledgeGraph(everything()).explore(pages[0])
    assert run("explore", graph, "-o", pages[1], "-q").exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_wrong_use(graph: Path) -> None:
    result = run("explore", graph, "-o", graph.with_name("page.pdf"))
    assert result.exit_code == 2
    assert "does not end in .html" in result.stderr
    assert run("explore", graph).exit_code == 2
    missing = run("explore", graph.with_name("none.ttl"), "-o", graph.with_name("page.html"))
    assert missing.exit_code == 1
    assert "none.ttl" in missing.stderr
