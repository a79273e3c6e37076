"""``graphkit review``: answers come line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli import app
from graphkit.decisions import read_decisions
from graphkit.model import Run
from graphkit.rdf import write_turtle
from graphkit.resolve import assemble

from ..resolve.stories import BASE, Story, build, one_of_each  # noqa: TID252

NAMES = "J. Halvorsen", "Jakob Halvorsen", "Nils Oberhauser", "Nils Obenhauser", "Ole Petersen", "Ole Peterson"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as stream:
        write_turtle(build(*one_of_each("P", *NAMES)), stream)
    return path


def review(graph: Path, answers: str, *more: str) -> Result:
    path = graph.with_name("decisions.toml")
    return CliRunner().invoke(
        app, ["review", str(graph), "--decisions", str(path), "--by", "ada", *more], input=answers
    )


def decided(graph: Path) -> list[tuple[str, str]]:
    return [(decision.judgement, decision.note) for decision in read_decisions(graph.with_name("decisions.toml"))]


def test_answers_go_to_the_file(graph: Path) -> None:
    result = review(graph, "s he moved house\nd\nu\n")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert decided(graph) == [("same", "he moved house"), ("different", ""), ("unsure", "")]
    assert {decision.by for decision in read_decisions(graph.with_name("decisions.toml"))} == {"ada"}
    assert "3 decided" in result.stderr
    assert "nothing is doubtful" in review(graph, "").stderr


def test_back_takes_the_last_answer_back(graph: Path) -> None:
    assert review(graph, "b\ns\nb\nd\nk\nb\nu\nq\n").exit_code == 0
    assert decided(graph) == [("different", ""), ("unsure", "")]


def test_what_is_skipped_is_asked_again(graph: Path) -> None:
    review(graph, "k\nk\nk\n")
    assert not graph.with_name("decisions.toml").exists()
    assert "1 of 3" in review(graph, "q\n").stderr


def test_the_file_keeps_what_it_held(graph: Path) -> None:
    review(graph, "d first\nq\n")
    review(graph, "s second\nq\n")
    assert decided(graph) == [("different", "first"), ("same", "second")]


def test_the_end_of_the_input_is_the_end(graph: Path) -> None:
    result = review(graph, "?\nd")
    assert result.exit_code == 0
    assert "'?' is no answer" in result.stderr
    assert decided(graph) == [("different", "")]


def test_both_sides_are_shown(graph: Path) -> None:
    shown = review(graph, "").stderr
    assert "two entities now" in shown or "one entity now" in shown
    assert "[doc-" in shown


def test_a_broken_file_is_told(graph: Path) -> None:
    graph.with_name("decisions.toml").write_text("x = 1", encoding="utf-8")
    result = review(graph, "s\n")
    assert result.exit_code == 1
    assert "key 'x' is unknown" in result.stderr


def test_events_are_asked_after_names(tmp_path: Path) -> None:
    stories = one_of_each("P", "Nils Oberhauser", "Nils Obenhauser")
    for name, day in (("a", "2031-03-04"), ("b", "2031-03-05")):
        story = Story(name, published="2031-03-06")
        story.meet(story.add("P", "Ana Torres"), story.add("P", "Bo Lind"), when=day)
        stories.append(story)
    graph = tmp_path / "graph.ttl"
    with graph.open("wb") as stream:
        write_turtle(build(*stories), stream)
    result = review(graph, "d\ns one evening\n")
    assert "2 of 2: two meetings now; same parties, 1 day apart; passages behind it: 2" in " ".join(
        result.stderr.split()
    )
    assert decided(graph) == [("different", ""), ("same", "one evening")]
    decisions = read_decisions(graph.with_name("decisions.toml"))
    assembly = assemble(
        (story.made() for story in stories), base_iri=BASE, run=Run(version="test"), decisions=decisions
    )
    assert len(assembly.meetings) == 1
    assert "nothing is doubtful" in review(graph, "").stderr
