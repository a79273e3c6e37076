"""``graphkit mentions``, and decisions and gazetteer on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli import app

ONE = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday. He smiled."
TWO = "Ana Ruiz spoke to reporters in Madrid."
DECISION = """
[[decision]]
judgement = "different"
one = { document = "a", start = 56, end = 64, text = "Ana Ruiz" }
other = { document = "b", start = 0, end = 8, text = "Ana Ruiz" }
by = "ada"
when = 2031-03-08
"""


@pytest.fixture(autouse=True)
def _shared_model(one_model: None) -> None:
    del one_model


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE, encoding="utf-8")
    (folder / "b.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "d.toml").write_text(DECISION, encoding="utf-8")
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    (tmp_path / "known.csv").write_text("name,type,id\nAna Ruiz,Person,Q42\n", encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_mention_a_line(news: Path) -> None:
    found = lines(run("mentions", news))
    keys = ["document", "start", "end", "text", "entity", "name", "type", "inferred", "rule"]
    assert all(list(line) in (keys, [*keys, "ids"]) for line in found)
    assert [(line["document"], line["start"]) for line in found] == sorted(
        (line["document"], line["start"]) for line in found
    )
    for line in found:
        text = {"a": ONE, "b": TWO}[str(line["document"])]
        assert text[line["start"] : line["end"]] == line["text"]
    ruiz = {(line["document"], line["entity"]) for line in found if line["text"] == "Ana Ruiz"}
    assert len(ruiz) == 2
    assert len({entity for _, entity in ruiz}) == 1


def test_extraction_records_give_the_same(news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(run("extract", news).stdout, encoding="utf-8")
    assert run("mentions", records).stdout == run("mentions", news).stdout


def test_decisions_are_honoured_and_taken_back(news: Path, tmp_path: Path) -> None:
    parted = lines(run("mentions", news, "--decisions", tmp_path / "d.toml"))
    assert len({line["entity"] for line in parted if line["text"] == "Ana Ruiz"}) == 2
    for name, more in (("never", ()), ("with", ("d.toml",)), ("back", ("empty.toml",))):
        options = ("--decisions", tmp_path / more[0]) if more else ()
        assert run("build", news, "-o", tmp_path / name, "-q", *options).exit_code == 0
    files = {name: (tmp_path / name / "graph.ttl").read_bytes() for name in ("never", "with", "back")}
    assert files["never"] == files["back"] != files["with"]
    assert b"gk:Decision" in files["with"]


def test_decisions_in_the_settings_file(news: Path, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(f"decisions = '{tmp_path / 'd.toml'}'\n", encoding="utf-8")
    found = lines(run("mentions", news, "--config", tmp_path / "c.toml"))
    assert len({line["entity"] for line in found if line["text"] == "Ana Ruiz"}) == 2


def test_the_gazetteer_puts_its_ids_on_the_graph(news: Path, tmp_path: Path) -> None:
    assert run("build", news, "-o", tmp_path / "g.ttl", "-q", "--gazetteer", tmp_path / "known.csv").exit_code == 0
    assert "skos:exactMatch wd:Q42" in (tmp_path / "g.ttl").read_text(encoding="utf-8")


def test_the_gazetteer_finds_names_that_the_model_misses(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("On Monday QLF leaders met Ana Ruiz in Oslo.", encoding="utf-8")
    rows = "name,aliases,type,id\nQuay Front,QLF,Organization,o-1\nAna Ruiz,,Person,p-1\nAna Ruiz,,Person,p-2\n"
    (tmp_path / "own.csv").write_text(rows, encoding="utf-8")
    result = CliRunner().invoke(app, ["mentions", str(tmp_path / "n.txt"), "--gazetteer", str(tmp_path / "own.csv")])
    found = {line["text"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert found["QLF"]["ids"] == {"own": "o-1"}
    assert found["QLF"]["rule"] == "own-gazetteer"
    assert "ids" not in found["Ana Ruiz"]
    assert "'Ana Ruiz' stands for p-1 and p-2" in result.stderr


@pytest.mark.parametrize(
    ("option", "name", "text", "message"),
    [
        ("--decisions", "d.toml", "x = 1", "d.toml: key 'x' is unknown"),
        ("--gazetteer", "k.csv", "name,type,id\nAna,Place,Q1\n", "k.csv:2: type is 'Place'"),
        ("--gazetteer", "none.csv", None, "none.csv: can't be read"),
    ],
)
def test_files_that_cannot_be_used_are_told_before_any_work(
    news: Path, tmp_path: Path, option: str, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("mentions", news, option, tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
