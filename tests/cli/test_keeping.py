"""A corpus on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import graphkit
from graphkit.cli import app

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."
LATER = "Spanish President Ana Ruiz did not meet King Ivo Ray on Tuesday."


@pytest.fixture(autouse=True)
def _shared_model(one_model: None) -> None:
    del one_model


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    (folder / "b.txt").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path, news: Path) -> Path:
    path = tmp_path / "news.corpus"
    assert run("add", path, news, "-q").exit_code == 0
    return path


def test_add_says_what_it_did(tmp_path: Path, news: Path) -> None:
    path = tmp_path / "news.corpus"
    first, again = run("add", path, news), run("add", path, news, "--json")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "2 added, 2 read\n" in first.stderr
    assert "holds 2 documents (" in first.stderr
    assert json.loads(again.stdout)["known"] == 2
    assert "2 there already\n" in again.stderr


def test_build_from_a_corpus_gives_the_same_files(corpus: Path, news: Path, tmp_path: Path) -> None:
    assert run("build", "-c", corpus, "-o", tmp_path / "kept", "-q").exit_code == 0
    assert run("build", news, "-o", tmp_path / "straight", "-q").exit_code == 0
    for file in (tmp_path / "straight").iterdir():
        assert (tmp_path / "kept" / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name files or folders to read, or a corpus with --corpus"),
        (("news", "-c", "x.corpus"), "a corpus is built as it is; 'graphkit add x.corpus PATHS' adds to it"),
        (("-c", "x.corpus", "--no-coreference"), "a corpus was read already; 'graphkit update x.corpus' takes it"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    result = run("build", *arguments, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_a_corpus_is_a_graph_for_every_command(corpus: Path, tmp_path: Path) -> None:
    assert "Ana Ruiz" in run("explain", corpus, "Dahl").stdout
    asked = run("query", corpus, "SELECT (COUNT(*) AS ?n) WHERE { ?m a gk:Meeting }", "--format", "csv")
    assert asked.stdout.split() == ["n", "2"]
    assert run("export", corpus, tmp_path / "graph.ttl", "-q").exit_code == 0
    run("build", "-c", corpus, "-o", tmp_path / "built.ttl", "-q")
    assert (tmp_path / "graph.ttl").read_bytes() == (tmp_path / "built.ttl").read_bytes()
    checked = run("validate", corpus)
    assert (checked.exit_code, f"{corpus}: all rules kept" in checked.stderr) == (0, True)
    assert run("explore", corpus, "-o", tmp_path / "page.html", "-q").exit_code == 0
    assert graphkit.KnowledgeGraph.read(corpus).entity("Dahl").name == "Ole Dahl"


def test_a_corpus_is_loaded_into_a_store_and_replaced(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "news.store"
    assert f"loaded: {corpus}" in run("load", corpus, "--store", store).stderr
    assert f"unchanged: {corpus}" in run("load", corpus, "--store", store).stderr
    run("remove", corpus, "b", "-q")
    assert f"replaced: {corpus}" in run("load", corpus, "--store", store).stderr


def test_another_text_is_refused_and_told(corpus: Path, news: Path) -> None:
    (news / "a.txt").write_text(LATER, encoding="utf-8")
    result = run("add", corpus, news)
    assert result.exit_code == 3
    assert "the corpus has another text, or a record alone, with the id 'a'" in result.stderr
    assert "1 there already, 1 refused" in result.stderr
    result = run("update", corpus, news)
    assert (result.exit_code, "1 replaced" in result.stderr) == (0, True)


def test_remove_takes_ids_or_standard_input(corpus: Path) -> None:
    result = run("remove", corpus, "a", "c")
    assert result.exit_code == 1
    assert "no document has the id 'c'; nothing was removed" in result.stderr
    assert run("status", corpus, "--ids").stdout == "a\nb\n"
    result = run("remove", corpus, "-", stdin="a\nb\n")
    assert (result.exit_code, "2 removed" in result.stderr) == (0, True)
    assert run("status", corpus, "--ids").stdout == ""


def test_status_tells_a_person_and_a_program(corpus: Path) -> None:
    told = run("status", corpus).stdout
    assert "2 documents, 26 words, " in told
    assert "2 read by graphkit" in told
    assert "(as now)" in told
    assert "add: 2 added, 2 extracted" in told
    status = json.loads(run("status", corpus, "--json").stdout)
    assert (status["documents"], status["words"], status["waiting"], status["outdated"]) == (2, 26, 0, 0)
    assert status["readings"][0]["documents"] == 2
    assert status["last_runs"][0]["ended"]


def test_what_is_out_of_date_is_told_and_read_anew(corpus: Path, news: Path, tmp_path: Path) -> None:
    (news / "c.txt").write_text("Ana Ruiz left.", encoding="utf-8")
    added = run("add", corpus, news, "--no-coreference")
    assert f"2 read by an earlier version or with other settings; 'graphkit update {corpus}' reads them" in added.stderr
    assert "2 out of date" in run("status", corpus).stdout
    built = run("build", "-c", corpus, "-o", tmp_path / "out")
    assert (built.exit_code, "2 documents out of date" in built.stderr) == (0, True)
    assert "2 read\n" in run("update", corpus, "--no-coreference").stderr


def test_ctrl_c_says_how_to_go_on(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "news.corpus"
    with monkeypatch.context() as patch:
        patch.setattr("graphkit.engines.Extractor.extract", stop)
        result = run("add", path, news)
    assert result.exit_code == 130
    assert "stopped by Ctrl-C; what was read is kept, and the same command goes on from here" in result.stderr
    assert f"2 waiting to be read; 'graphkit update {path}' reads them" in result.stderr
    told = run("status", path).stdout
    assert "2 waiting to be read" in told
    assert "add: 2 added (at work, or stopped)" in told
    nothing = run("build", "-c", path, "-o", tmp_path / "out")
    assert (nothing.exit_code, "nothing in it was read yet" in nothing.stderr) == (1, True)
    assert "2 there already, 2 read" in run("add", path, news).stderr


def test_what_waits_is_missing_in_the_graph_and_said_so(
    corpus: Path, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "c.txt").write_text("Ana Ruiz left.", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("graphkit.engines.Extractor.extract", lambda *_: iter(()))
        run("add", corpus, news)
    result = run("build", "-c", corpus, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "1 document not in the graph, as still to be read" in result.stderr


def test_records_are_taken_in(corpus: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(run("extract", tmp_path / "news").stdout, encoding="utf-8")
    result = run("add", tmp_path / "other.corpus", records, "--extractions")
    assert (result.exit_code, "2 added\n" in result.stderr) == (0, True)
    run("build", "-c", corpus, "-o", tmp_path / "one.ttl", "-q")
    run("build", "-c", tmp_path / "other.corpus", "-o", tmp_path / "two.ttl", "-q")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


def test_diff_tells_what_an_article_changes(corpus: Path, news: Path, tmp_path: Path) -> None:
    run("build", "-c", corpus, "-o", tmp_path / "before.ttl", "-q")
    (news / "c.txt").write_text("Ole Dahl met Mia Holm in Bergen.", encoding="utf-8")
    run("add", corpus, news, "-q")
    told = run("diff", tmp_path / "before.ttl", corpus)
    assert told.exit_code == 0
    assert "new documents: 1\n  + c\n" in told.stdout
    assert "  + Mia Holm (Person)\n" in told.stdout
    assert "  + meeting occurred: Mia Holm, Ole Dahl [c]\n" in told.stdout
    as_json = json.loads(run("diff", corpus, tmp_path / "before.ttl", "--json").stdout)
    assert as_json["gone_documents"] == ["c"]
    assert run("diff", corpus, corpus).stdout == "no difference\n"
