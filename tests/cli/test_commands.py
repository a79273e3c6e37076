"""The command line as a person meets it: files, statuses, what is said and where."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
from typer.testing import CliRunner, Result

import graphkit
from graphkit import pipeline
from graphkit.cli import app

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."
LATER = "Spanish President Ana Ruiz did not meet King Ivo Ray on Tuesday."


@pytest.fixture(autouse=True)
def _shared_model(one_model: None) -> None:
    del one_model


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    (folder / "b.txt").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, nlp: Any, seeds: Path) -> Path:
    """A graph of the two sample articles."""
    out = tmp_path_factory.mktemp("built") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graphkit.ner.load_model", lambda _name, **_options: nlp, raising=False)
        assert run("build", seeds, "-o", out, "-q").exit_code == 0
    return out


# ------------------------------------------------------------------------------------------------------------- build


def test_build_writes_four_files_and_tells_of_them(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    result = run("build", news, "-o", out)
    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "extractions.jsonl",
        "graph.gexf",
        "graph.graphml",
        "graph.ttl",
    ]
    assert result.stdout == ""
    for told in (
        "2 documents",
        "3 people",
        "meeting",
        "occurred",
        "Ana Ruiz, Ole Dahl",
        NEWS,
        "denied",
        "[a]",
        "written: ",
    ):
        assert told in result.stderr
    assert "\x1b" not in result.stderr


def test_build_writes_the_view_asked_for(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", built / "extractions.jsonl", "-o", out, "--view", "events", "-q").exit_code == 0
    for name in ("graph.gexf", "graph.graphml"):
        assert 'id="meeting/' in (out / name).read_text(encoding="utf-8")
        assert 'id="meeting/' not in (built / name).read_text(encoding="utf-8")
    assert (out / "graph.ttl").read_bytes()


def test_build_of_one_file_and_the_summary_as_json(news: Path, tmp_path: Path) -> None:
    for name in ("one.ttl", "one.GRAPHML"):
        result = run("build", news / "a.txt", "-o", tmp_path / name, "--json")
        assert result.exit_code == 0
        summary = json.loads(result.stdout)
        assert summary["documents"] == 1
        assert summary["files"] == [str(tmp_path / name)]
        assert summary["errors"] == []
        (meeting,) = summary["meetings"]
        assert (meeting["status"], meeting["quote"], meeting["document"]) == ("occurred", NEWS, "a")
        assert meeting["participants"] == ["Ana Ruiz", "Ole Dahl"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "one.GRAPHML", "one.ttl"]


def test_summary_tells_by_date_then_as_the_articles_do_and_each_quote_once(tmp_path: Path) -> None:
    first = "Ole Dahl met Ana Ruiz in Oslo on 3 May 2022."
    last = "Ivo Ray met Zoe Webb and plans to meet Tom Hart."
    (tmp_path / "z.txt").write_text(first, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Kim Berg met Ana Ruiz. {last}", encoding="utf-8")
    lines = run("build", tmp_path, "-o", tmp_path / "g.ttl").stderr.splitlines()
    told = lines[lines.index(next(line for line in lines if line.endswith(" meetings"))) + 1 :]
    assert told[0].split() == ["2022-05-03", "occurred", "Ana", "Ruiz,", "Ole", "Dahl", "·", "Oslo"]
    assert told[1] == f"      “{first}” [z]"
    assert told[2].split()[:2] == ["undated", "occurred"]
    assert told[0].index("occurred") == told[2].index("occurred")
    assert [line.split()[1] for line in told[4:6]] == ["occurred", "planned"]
    assert sum(last in line for line in told) == 1


def test_what_multiplies_can_be_chosen_and_is_told_to_the_curious(
    news: Path, tmp_path: Path, nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("graphkit.ner.load_model", lambda _name, *, ops: asked.append(ops) or nlp, raising=False)
    monkeypatch.setattr("graphkit.ner.ops.ops_of", lambda _nlp: "blis")
    result = run("build", news, "-o", tmp_path / "out", "--ops", "numpy", "--verbose")
    assert result.exit_code == 0
    assert "its matrices multiplied by blis" in result.stderr
    for command in (["extract"], ["mentions"], ["audit"], ["add", tmp_path / "news.corpus"]):
        result = run(*command, news, "--ops", "blis", "--verbose")
        assert (result.exit_code, result.stderr.count("its matrices multiplied by blis")) == (0, 1), command
    assert run("extract", news).exit_code == 0
    assert asked == ["numpy", "blis", "blis", "blis", "blis", "auto"]
    assert run("extract", news, "--ops", "mkl").exit_code == 2


def test_build_again_into_the_input_folder_reads_the_news_only(news: Path) -> None:
    for _ in range(2):
        result = run("build", news, "-o", news, "-q")
        assert (result.exit_code, result.stderr) == (0, "")


def test_records_build_the_same_graph_as_their_articles(news: Path, tmp_path: Path) -> None:
    assert run("build", news, "-o", tmp_path / "one", "-q").exit_code == 0
    assert run("build", tmp_path / "one" / "extractions.jsonl", "-o", tmp_path / "two", "-q").exit_code == 0
    one, two = ((tmp_path / name / "graph.graphml").read_bytes() for name in ("one", "two"))
    assert one == two


def test_same_bytes_in_any_order(seeds: Path, tmp_path: Path) -> None:
    files = sorted(seeds.glob("*.txt"))
    run("build", *files, "-o", tmp_path / "one")
    run("build", *reversed(files), "-o", tmp_path / "two")
    for name in ("graph.ttl", "graph.graphml", "graph.gexf"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_some_bad_input_is_status_3_and_all_else_is_written(news: Path, tmp_path: Path) -> None:
    lines = news / "c.jsonl"
    lines.write_text('{"id": "c", "text": "Ole Dahl met Ivo Ray."}\n{"id": \n', encoding="utf-8")
    (news / "d.xls").write_bytes(b"\xd0\xcf")
    (news / "e.txt").write_bytes("Señora Ruiz met Ole Dahl.".encode("cp1252"))
    result = run("build", news, tmp_path / "nowhere.txt", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert f"error: {lines}:2: is no JSON" in result.stderr
    assert f"error: {tmp_path}/nowhere.txt: does not exist" in result.stderr
    assert result.stderr.count("e.txt: is not UTF-8; read as Windows-1252") == 1
    assert "4 documents" in result.stderr
    assert "1 file with other endings left out" in result.stderr
    assert "2 inputs could not be read" in result.stderr
    assert (tmp_path / "out" / "graph.ttl").exists()


GERMAN = (
    "Der Vorsitzende der Hafenliga hat sich am Dienstag mit Vertretern der Fischer getroffen. Nach dem Gespräch sagte er, man "
    "habe über die Preise und über die neue Anlegestelle gesprochen, ohne sich zu einigen. Die Fischer fordern seit Jahren, "
    "dass die Stadt die Kosten übernimmt."
)


def test_articles_in_other_languages_are_left_out_counted_and_kept_as_records(news: Path, tmp_path: Path) -> None:
    (news / "german.txt").write_text(GERMAN, encoding="utf-8")
    result = run("build", news, "-o", tmp_path / "out", "--verbose")
    assert result.exit_code == 0
    assert "3 documents" in result.stderr
    assert "1 document left out: not in English" in result.stderr
    assert "left out german: not in English but in 'de'" in result.stderr
    records = [json.loads(line) for line in (tmp_path / "out" / "extractions.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records if record.get("skipped")] == ["german"]
    again = run("build", tmp_path / "out" / "extractions.jsonl", "-o", tmp_path / "again", "--json")
    assert json.loads(again.stdout)["left_out"] == 1
    assert (tmp_path / "again" / "graph.ttl").read_bytes() == (tmp_path / "out" / "graph.ttl").read_bytes()
    assert run("validate", tmp_path / "out").exit_code == 0


def test_near_copies_are_told_and_counted_once_unless_unwanted(tmp_path: Path) -> None:
    report = f"{NEWS} " + " ".join(
        f"Sentence {word} of the report says nothing new." for word in ("one", "two", "three", "four", "five", "six")
    )
    lines = [
        {"id": name, "text": text}
        for name, text in (("a", report), ("b", f"Our own headline\n\n{report}"), ("c", NEWS))
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told = run("build", tmp_path / "in.jsonl", "-o", tmp_path / "out")
    assert "3 documents, 1 of them near copies of others" in told.stderr
    assert "(1 of them copies)" in run("explain", tmp_path / "out", "Ole Dahl").stdout
    assert json.loads(run("build", tmp_path / "in.jsonl", "-o", tmp_path / "two", "--json").stdout)["copies"] == 1
    each = run("build", tmp_path / "in.jsonl", "-o", tmp_path / "each", "--no-near-duplicates")
    assert "near copies" not in each.stderr
    assert "copies" not in run("explain", tmp_path / "each", "Ole Dahl").stdout


def test_every_command_that_reads_tells_of_other_languages_and_can_read_on(news: Path) -> None:
    (news / "german.txt").write_text(GERMAN, encoding="utf-8")
    for command in ("extract", "mentions", "audit"):
        assert "1 document left out: not in English" in run(command, news).stderr
        assert "left out" not in run(command, news, "--lang", "any").stderr
    assert json.loads(run("extract", news / "german.txt").stdout)["skipped"] == "language"
    result = run("extract", news, "--lang", "de")
    assert result.exit_code == 2
    assert "lang is 'de'; it must be 'en' or 'any': the model reads English and no other language" in result.stderr


FAILURES = [
    (["nowhere.txt", "-o", "out"], 1, "error: nothing could be read: 1 input failed"),
    (["a.txt", "-o", "out.xyz"], 2, "known are .ttl, .nt, .jsonld, .trig, .nq, .graphml"),
    (["a.txt"], 2, "Missing option"),
    (["-o", "out"], 2, "name files or folders to read, or a corpus with --corpus"),
    (["a.txt", "-o", "a.txt/out"], 1, "a.txt/out: cannot write"),
    (["a.txt", "-o", "nowhere/graph.ttl"], 1, "nowhere: cannot write: the folder does not exist"),
    (["a.txt", "-o", "out", "--model", "no_such_model"], 1, "no_such_model"),
    (["a.txt", "-o", "out", "--base-iri", "here"], 2, "base_iri is 'here'"),
    (["a.txt", "-o", "out", "--run-time", "yesterday"], 2, "run_time is 'yesterday'"),
    (["a.txt", "-o", "out", "--config", "no.toml"], 1, "no.toml: can't be read"),
    (["a.txt", "-o", "out", "--patterns", "no.toml"], 1, "no.toml: can't be read"),
    (["a.txt", "-o", "out", "--id", "number"], 2, "number"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), FAILURES)
def test_build_that_fails_says_why_and_leaves_nothing(
    news: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, message: str
) -> None:
    monkeypatch.chdir(news)
    if "no_such_model" in arguments:
        monkeypatch.undo()
        monkeypatch.chdir(news)
    result = run("build", *arguments)
    assert result.exit_code == status
    assert message in " ".join(result.stderr.split()).replace("│ ", "")
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in news.iterdir()) == ["a.txt", "b.txt"]


def test_folder_that_cannot_be_written_is_told_before_the_work(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("graphkit.cli.build.tempfile.TemporaryFile", refuse)
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: pytest.fail("the work began"))
    result = run("build", news, "-o", tmp_path)
    assert result.exit_code == 1
    assert f"error: {tmp_path}: cannot write: permission denied" in result.stderr


def test_settings_come_from_file_and_options(news: Path, tmp_path: Path) -> None:
    config = tmp_path / "graphkit.toml"
    config.write_text('base_iri = "https://example.org/a/"\n', encoding="utf-8")
    run("build", news, "-o", tmp_path / "one.ttl", "--config", config)
    run("build", news, "-o", tmp_path / "two.ttl", "--config", config, "--base-iri", "https://example.org/b#")
    assert "https://example.org/a/" in (tmp_path / "one.ttl").read_text(encoding="utf-8")
    assert "https://example.org/b#" in (tmp_path / "two.ttl").read_text(encoding="utf-8")


def test_patterns_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ole Dahl accused Ana Ruiz of fraud. Ole Dahl visited Ana Ruiz.", encoding="utf-8")
    (tmp_path / "one.toml").write_text("relations.accused.verbs.accuse = { direct = true }", encoding="utf-8")
    (tmp_path / "two.toml").write_text('meetings.remove = ["visit"]', encoding="utf-8")
    files = ["--patterns", tmp_path / "one.toml", "--patterns", tmp_path / "two.toml"]
    built = run("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--json", *files)
    summary = json.loads(built.stdout)
    assert summary["meetings"] == []
    assert [(r["source"], r["label"], r["target"]) for r in summary["relations"]] == [
        ("Ole Dahl", "accused", "Ana Ruiz")
    ]
    assert "1 relation" in run("build", tmp_path / "a.txt", "-o", tmp_path / "out", *files).stderr
    record = json.loads(run("extract", tmp_path / "a.txt", *files).stdout)
    assert [(event["type"], event["relation"]) for event in record["events"]] == [("Relation", "accused")]
    assert "  Ole Dahl accused Ana Ruiz\n" in run("explain", tmp_path / "out", "Ole Dahl").stdout
    assert run("audit", tmp_path / "a.txt", *files).stdout == ""
    assert run("mentions", tmp_path / "a.txt", *files).exit_code == 0
    again = run("build", tmp_path / "out" / "extractions.jsonl", "-o", tmp_path / "again", *files)
    assert again.stderr.count("patterns say how articles are read, and leave records as they are") == 1
    graphs = [(tmp_path / name / "graph.graphml").read_bytes() for name in ("out", "again")]
    assert graphs[0] == graphs[1]


def test_standard_input(tmp_path: Path) -> None:
    assert run("build", "-", "-o", tmp_path / "a.ttl", stdin=NEWS).exit_code == 0
    lines = json.dumps({"id": "x", "text": NEWS}) + "\n"
    result = run("build", "-", "--stdin-format", "jsonl", "-o", tmp_path / "b.ttl", "--json", stdin=lines)
    assert json.loads(result.stdout)["meetings"][0]["document"] == "x"


# ----------------------------------------------------------------------------------------------------------- extract


def test_extract_prints_one_record_a_document_in_input_order(news: Path) -> None:
    result = run("extract", news / "b.txt", news / "a.txt")
    assert result.exit_code == 0
    b, a = map(json.loads, result.stdout.splitlines())
    assert (b["id"], a["id"]) == ("b", "a")
    assert [event["status"] for event in (*b["events"], *a["events"])] == ["denied", "occurred"]
    for record, text in ((a, NEWS), (b, LATER)):
        for entity in record["entities"]:
            assert [text[start:end] for start, end in entity["mentions"]] == entity["texts"]


def test_extract_statuses(news: Path) -> None:
    assert run("extract", news / "a.txt", "nowhere.txt").exit_code == 3
    result = run("extract", "nowhere.txt")
    assert (result.exit_code, result.stdout) == (1, "")


# ------------------------------------------------------------------------------------------------- explain and query


def test_explain_one_and_two(built: Path) -> None:
    one = run("explain", built, "Zelensky")
    assert one.exit_code == 0
    for told in (
        "Volodymyr Zelensky",
        "Vladimir Zelensky",
        "President",
        "rule ",
        "characters ",
        "000_fc89ae583903fe9b",
    ):
        assert told in one.stdout
    two = run("explain", built / "graph.ttl", "Zelensky", "antonio costa")
    assert "Zelensky held further talks with European Council President Antonio Costa" in two.stdout
    facts = json.loads(run("explain", built, "Zelensky", "Costa", "--json").stdout)
    assert facts["events"][0]["passages"][0]["quote"].startswith("Zelensky held further talks")


def test_explain_what_is_not_there_or_not_clear(built: Path, tmp_path: Path, news: Path) -> None:
    assert "nobody" in run("explain", built, "nobody").stderr
    assert run("explain", built, "nobody").exit_code == 1
    assert run("explain", tmp_path, "NATO").exit_code == 1
    assert run("explain", built).exit_code == 2
    (news / "a.txt").write_text("Anna Ruiz met Carl Ruiz in Oslo.", encoding="utf-8")
    run("build", news / "a.txt", "-o", tmp_path / "two.ttl")
    result = run("explain", tmp_path / "two.ttl", "Ruiz")
    assert result.exit_code == 1
    assert "'Ruiz' stands for several entities" in result.stderr
    assert "Anna Ruiz" in result.stderr
    assert "Carl Ruiz" in result.stderr


QUERY = "SELECT ?name WHERE { ?p a gk:Person ; rdfs:label ?name } ORDER BY ?name"


def test_query_in_every_format(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.rq"
    file.write_text(QUERY, encoding="utf-8")
    table = run("query", built, QUERY)
    assert table.exit_code == 0
    assert "Volodymyr Zelensky" in table.stdout
    assert "rows" in table.stderr
    rows = list(csv.reader(io.StringIO(run("query", built, "-f", file, "--format", "csv").stdout)))
    assert rows[0] == ["name"]
    assert ["Volodymyr Zelensky"] in rows
    found = json.loads(run("query", built, "-f", "-", "--format", "json", stdin=QUERY).stdout)
    assert len(found["results"]["bindings"]) == len(rows) - 1
    assert run("query", built, QUERY, "--format", "tsv").stdout.startswith("?name\n")
    graph = run("query", built, "CONSTRUCT { ?a gk:metWith ?b } WHERE { ?a gk:metWith ?b }")
    assert "gk:metWith" in graph.stdout


def test_named_queries(built: Path) -> None:
    listed = run("query", "--list").stdout
    assert all(name in listed for name in ("meetings", "pledges", "who-met", "person"))
    result = run("query", built, "--named", "who-met-person", "--param", "person=Zelensky", "--format", "csv")
    assert "Antonio Costa" in result.stdout
    assert "no entity" not in result.stderr
    assert run("query", built, "--named", "meetings", "--data", built / "graph.ttl").exit_code == 0


@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_name_that_nobody_bears_is_told(built: Path, form: str) -> None:
    pair = ("--named", "evidence-of-pair", "--param", "person=zelensky", "--param", "other=Ada Nobody")
    result = run("query", built, *pair, "--format", form)
    assert result.exit_code == 0
    assert "no entity is called 'Ada Nobody'" in result.stderr
    assert "called 'zelensky'" not in result.stderr


QUERY_FAILURES = [
    ([], 2, "name a graph"),
    (["GRAPH"], 2, "give one query"),
    (["GRAPH", QUERY, "--named", "meetings"], 2, "give one query"),
    (["GRAPH", QUERY, "--param", "novalue"], 2, "K=V"),
    (["GRAPH", "SELECT ?x WHERE {"], 1, "line 1, column"),
    (["GRAPH", "DROP ALL"], 1, "DROP is an update"),
    (["GRAPH", "--named", "meeting"], 2, "did you mean 'meetings'"),
    (["GRAPH", "--named", "who-met-person"], 2, "needs person=VALUE"),
    (["GRAPH", "--named", "who-met-person", "--param", "person="], 2, "'person' is empty"),
    (["GRAPH", "--named", "who-met-person", "--param", "person=A", "--param", "person=B"], 2, "more than once"),
    (["GRAPH", "--named", "roles-at", "--param", "day=yesterday"], 2, "is no day; write it as 2024-05-14"),
    (["GRAPH", "-f", "nowhere.rq"], 1, "nowhere.rq: can't be read"),
    (["nowhere.ttl", QUERY], 1, "nowhere.ttl: no such file"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), QUERY_FAILURES)
def test_query_that_fails_says_why(built: Path, arguments: list[str], status: int, message: str) -> None:
    result = run("query", *(str(built) if argument == "GRAPH" else argument for argument in arguments))
    assert (result.exit_code, result.stdout) == (status, "")
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.stderr


# ----------------------------------------------------------------------------------------------- all commands together


def test_version_and_help() -> None:
    assert run("--version").stdout == f"graphkit {graphkit.__version__}\n"
    assert "build" in run("-h").stdout
    for command in ("build", "extract", "explain", "query"):
        help_text = run(command, "--help").stdout
        assert "Examples" in help_text
        assert f"graphkit {command} " in help_text


def test_the_list_of_commands_tells_whole_sentences() -> None:
    told = run("--help").stdout.partition("Commands:")[2].partition("Examples:")[0]
    assert "..." not in told
    assert told.split("audit", 1)[1].split()[:4] == ["Print", "the", "sentences", "with"]
    assert max(map(len, told.splitlines())) <= 80


def test_bug_is_one_line_and_a_traceback_only_if_asked(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pipeline, "extract", fail)
    result = run("extract", news)
    assert result.exit_code == 1
    assert "this is a bug in graphkit" in result.stderr
    assert "ZeroDivisionError: oops" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("extract", news, "-v").stderr


_LONG = "a" * 300
"""A name that no file system takes: like a folder that may not be entered, it stops the first look at a path."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", _LONG, "Dahl"],
        ["query", _LONG, "ASK {}"],
        ["validate", _LONG],
        ["load", _LONG, "--store", "store"],
        ["status", _LONG],
        ["add", _LONG, "NEWS"],
        ["build", "NEWS", "-o", _LONG],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_path_that_cannot_be_looked_at_is_no_bug(arguments: list[str], news: Path) -> None:
    result = run(*(str(news) if argument == "NEWS" else argument for argument in arguments))
    assert (result.exit_code, result.stdout) == (1, "")
    assert _LONG in result.stderr
    assert "bug" not in result.stderr
    assert "status 1" not in result.stderr


def test_control_characters_of_an_article_do_not_reach_the_terminal(news: Path, tmp_path: Path) -> None:
    (news / "a.txt").write_text("Ole Dahl met Ana Ruiz \x1b[31min Oslo.", encoding="utf-8")
    assert "\x1b" not in run("build", news / "a.txt", "-o", tmp_path / "a.ttl").stderr


def test_ctrl_c_is_status_130_and_leaves_nothing(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupt)
    result = run("build", news, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def graphkit_process(*arguments: object, shell_end: str = "", **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graphkit", *map(str, arguments)]
    if shell_end:
        command = ["sh", "-c", f"{shlex.join(command)} {shell_end}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_closed_pipe_is_silent(built: Path) -> None:
    query = "SELECT ?a ?b ?c ?d WHERE { ?a ?b ?c . ?d a ?e }"
    with graphkit_process("query", built, query, "--format", "csv", "-q") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 0)


def test_output_that_is_full_or_closed(built: Path) -> None:
    full = graphkit_process("query", built, "--named", "meetings", shell_end=">/dev/full")
    _, told = full.communicate(timeout=60)
    assert full.returncode == 1
    assert (
        told.decode()
        == "error: standard output: cannot write: the disk is full; free some space or choose another place\n"
    )
    closed = graphkit_process("query", built, "--named", "meetings", "-q", shell_end=">&-")
    assert closed.communicate(timeout=60) == (b"", b"")
    assert closed.returncode == 0


def all_of(screen: IO[bytes]) -> bytes:
    """Everything that is shown, until nobody holds the other end, which Linux tells as an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while part := screen.read(4096):
            shown += part
    return shown


def test_bar_at_a_terminal_keeps_data_and_talk_apart(news: Path) -> None:
    for number in range(12):
        (news / f"c{number}.txt").write_text(f"{NEWS} This is number {number}.", encoding="utf-8")
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "graphkit", "extract", str(news)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with ThreadPoolExecutor() as pool, os.fdopen(terminal, "rb", buffering=0) as screen:
        reading = pool.submit(all_of, screen)  # meanwhile, or a full terminal stops the command
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, env=environment, timeout=60, check=True)
        os.close(end)
        told = reading.result(timeout=10).decode()
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 14
    assert "reading articles" in told
    assert "entities" not in told


def test_real_ctrl_c_while_waiting_for_input() -> None:
    with graphkit_process("extract", "-", stdin=subprocess.PIPE) as process:
        time.sleep(2.5)
        os.kill(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.decode().startswith("error: stopped by Ctrl-C")


def test_data_are_utf_8_whatever_the_system_says(tmp_path: Path, built: Path) -> None:
    del tmp_path
    query = 'SELECT ("Лавров" AS ?name) WHERE {}'
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with graphkit_process("query", built, query, "--format", "csv", "-q", env=environment) as process:
        out, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")
    assert "Лавров" in out.decode()


def test_fast_reads_the_same_news_and_says_so_in_the_digest(news: Path, tmp_path: Path) -> None:
    summaries = []
    for option in ("--fast", "--no-fast"):
        result = run("build", news, "-o", tmp_path / option.strip("-"), option, "--json")
        assert result.exit_code == 0
        summaries.append(json.loads(result.stdout))
    assert summaries[0]["meetings"] == summaries[1]["meetings"]
    fast, full = (
        json.loads((tmp_path / name / "extractions.jsonl").read_text(encoding="utf-8").splitlines()[0])
        for name in ("fast", "no-fast")
    )
    assert fast["run"] != full["run"]
    assert run("extract", news, "--fast").exit_code == 0
