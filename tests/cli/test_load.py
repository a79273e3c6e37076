"""``graphkit load``, and asking the store that it makes."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from graphkit.cli import app


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_load_says_what_it_did(tmp_path: Path) -> None:
    path, store = tmp_path / "graph.ttl", tmp_path / "news.store"
    path.write_text("<a:s> <a:p> <a:x> , <a:y> .\n", encoding="utf-8")
    first = run("load", tmp_path, "--store", store)
    assert (first.exit_code, first.stdout) == (0, "")
    assert f"loaded: {path}\n" in first.stderr
    assert "holds 2 triples" in first.stderr
    assert f"unchanged: {path}\n" in run("load", path, "--store", store).stderr
    path.write_text("<a:s> <a:p> <a:z> .\n", encoding="utf-8")
    assert f"replaced: {path}\n" in run("load", path, "--store", store).stderr
    assert f"holds: {path}\n" in run("load", "--store", store).stderr
    asked = run("query", store, "SELECT ?o { ?s ?p ?o }", "--format", "csv", "-q")
    assert asked.stdout.split() == ["o", "a:z"]
    assert f"removed: {path}\n" in run("load", "--store", store, "--remove", path).stderr


def test_load_that_fails_says_where(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<a:s> <a:p>\n\n oops .\n", encoding="utf-8")
    result = run("load", path, "--store", tmp_path / "store")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{path}:3: this is no Turtle" in result.stderr
    assert run("load", tmp_path / "none.ttl", "--store", tmp_path / "store").exit_code == 1
    assert run("load", path).exit_code == 2


def test_a_store_is_made_only_for_something_to_hold(tmp_path: Path) -> None:
    for wrong in (["load", "--store", tmp_path / "new"], ["load", "--store", tmp_path / "new", "--remove", "a.ttl"]):
        result = run(*wrong)
        assert result.exit_code == 1
        assert "there is no store yet" in result.stderr
    path = tmp_path / "graph.ttl"
    path.write_text("<a:s> <a:p> <a:x> .\n", encoding="utf-8")
    nowhere = run("load", path, "--store", tmp_path / "new" / "store")
    assert f"{tmp_path / 'new'}: cannot write: the folder does not exist" in nowhere.stderr
    assert not (tmp_path / "new").exists()


def test_what_reads_graphs_says_of_a_store_what_it_is(tmp_path: Path) -> None:
    path, store = tmp_path / "graph.ttl", tmp_path / "news.store"
    path.write_text("<a:s> <a:p> <a:x> .\n", encoding="utf-8")
    assert run("load", path, "--store", store).exit_code == 0
    for command in (["validate", store], ["explain", store, "X"], ["export", store, tmp_path / "o.graphml"]):
        result = run(*command)
        assert result.exit_code == 1
        assert f"{store}: is a store, which 'graphkit query' and 'graphkit serve' ask" in result.stderr
