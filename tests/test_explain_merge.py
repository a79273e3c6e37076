"""Why two names are one node, or two."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphkit.cli import app
from graphkit.errors import UnknownNameError
from graphkit.explain import as_json, as_text, explain_merge
from graphkit.knowledge import find_entity
from graphkit.model import Decision, Run
from graphkit.rdf import write_turtle
from graphkit.resolve import assemble

from .resolve.stories import BASE, Story, build, one_of_each
from .resolve.test_rulings import anchor


def explain(assembly, one, other):
    ids = (find_entity(assembly, name).id for name in (one, other))
    return explain_merge(assembly, *ids, names=(one, other))


def test_two_spellings_of_one() -> None:
    told = explain(
        build(*one_of_each("P", "Volodymyr Zelensky", "Vladimir Zelensky")), "Volodymyr Zelensky", "Vladimir Zelensky"
    )
    assert told.same
    assert [(feature.name, feature.weight) for feature in told.features] == [
        ("surname_equal", 4.0),
        ("given_equivalent", 3.0),
    ]
    assert told.merges == ("Vladimir Zelensky = Volodymyr Zelensky: same surname, equivalent given names",)
    assert told.verdict == "one node, for the reasons given"


@pytest.mark.parametrize(
    ("kind", "one", "other", "verdict"),
    [
        ("P", "Marine Le Pen", "Jean-Marie Le Pen", "two nodes: different given names"),
        ("P", "Kim Jong Un", "Kim Yo Jong", "two nodes: different given names"),
        ("P", "George Bush", "George W. Bush", "two nodes: known namesakes, told apart by a middle name or suffix"),
        ("P", "Nils Oberhauser", "Nils Obenhauser", "two nodes: the score, 4.5, is below 6"),
        ("P", "Alda Norn", "Halvorsen", "two nodes: the names have nothing in common"),
        ("O", "Green Front", "Harbour League", "two nodes: the names have nothing in common"),
    ],
)
def test_two_nodes(kind, one, other, verdict) -> None:
    assert explain(build(*one_of_each(kind, one, other)), one, other).verdict == verdict


def test_others_with_as_good_a_claim() -> None:
    bodies = build(*one_of_each("O", "Green Front", "Grain Fund", "GF"))
    assert "as good a claim" in explain(bodies, "GF", "Grain Fund").verdict
    people = build(*one_of_each("P", "J. Halvorsen", "Jakob Halvorsen", "Jens Halvorsen"))
    assert explain(people, "J. Halvorsen", "Jakob Halvorsen").verdict == "two nodes: the score, 5.5, is below 6"


def test_roles_that_contradict() -> None:
    stories = []
    for name, country in (("a", "Freedonia"), ("b", "Sylvania")):
        story = Story(name)
        story.role(story.add("P", "Ana Torres"), "President", story.add("C", country))
        stories.append(story)
    assembly = build(*stories)
    ids = [entity.id for entity in assembly.entities if entity.type == "Person"]
    assert explain_merge(assembly, *ids).against == "offices of different countries"


def test_a_decision_settles_it() -> None:
    extractions = [story.made() for story in one_of_each("P", "Muhammad Ali", "Cassius Clay")]
    pair = {"one": anchor(extractions[0], "e1"), "other": anchor(extractions[1], "e1"), "when": dt.date(2031, 3, 8)}
    joined = assemble(
        extractions, base_iri=BASE, run=Run(version="t"), decisions=[Decision(judgement="same", by="ada", **pair)]
    )
    told = explain(joined, "Muhammad Ali", "Cassius Clay")
    assert told.verdict == "one node, because a person decided so"
    assert told.decisions == ("Muhammad Ali and Cassius Clay: decided to be same by ada on 2031-03-08",)
    same_name = [story.made() for story in one_of_each("P", "Ana Torres", "Ana Torres")]
    pair = {"one": anchor(same_name[0], "e1"), "other": anchor(same_name[1], "e1"), "when": dt.date(2031, 3, 8)}
    parted = assemble(
        same_name, base_iri=BASE, run=Run(version="t"), decisions=[Decision(judgement="different", **pair)]
    )
    assert (
        explain_merge(parted, *(entity.id for entity in parted.entities)).verdict
        == "two nodes, because a person decided so"
    )


def test_text_and_json() -> None:
    told = explain(build(*one_of_each("P", "Nils Oberhauser", "Nils Obenhauser")), "Nils Oberhauser", "Nils Obenhauser")
    lines = as_text(told).splitlines()
    assert lines[0] == "Nils Oberhauser and Nils Obenhauser"
    assert "   +0.5  surnames one letter apart" in lines
    assert "    4.5  in all, of 6 that are needed" in lines
    assert json.loads(as_json(told))["score"] == 4.5


def test_unknown_ids() -> None:
    with pytest.raises(UnknownNameError):
        explain_merge(build(*one_of_each("P", "Ana Torres")), "person/x", "person/y")


def test_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as stream:
        write_turtle(build(*one_of_each("P", "Marine Le Pen", "Jean-Marie Le Pen")), stream)
    result = CliRunner().invoke(app, ["explain", str(path), "Marine Le Pen", "Jean-Marie Le Pen", "--merge"])
    assert (result.exit_code, "two nodes: different given names" in result.stdout) == (0, True)
    assert CliRunner().invoke(app, ["explain", str(path), "Marine Le Pen", "--merge"]).exit_code == 2
    result = CliRunner().invoke(app, ["explain", str(path), "Le Pen", "Marine Le Pen", "--merge"])
    assert (result.exit_code, "Jean-Marie Le Pen" in result.stderr) == (1, True)
