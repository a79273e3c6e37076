"""``graphkit extract --engine dask``: Parquet files of records, which other commands take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphkit.cli import app

pytest.importorskip("distributed")

MET = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in (1, 2):
        line = json.dumps({"id": f"a{number}", "text": MET, "date": "2031-03-05"})
        (folder / f"{number}.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_records_of_a_cluster_build_the_graph_of_the_articles(shards: Path, tmp_path: Path) -> None:
    done = run("extract", shards, "--engine", "dask", "-o", tmp_path / "records", "--workers", "1")
    assert done.exit_code == 0, done.output
    assert "2 articles read, 0 not" in done.stderr
    assert done.stdout == ""
    again = run("extract", shards, "--engine", "dask", "-o", tmp_path / "records", "--workers", "1")
    assert again.stderr.count("was there") == 2
    for paths, name in ((shards, "articles.ttl"), (tmp_path / "records", "records.ttl")):
        built = run("build", paths, "-o", tmp_path / name, "--quiet")
        assert built.exit_code == 0, built.output
    assert (tmp_path / "articles.ttl").read_bytes() == (tmp_path / "records.ttl").read_bytes()
    kept = run("add", tmp_path / "news.corpus", tmp_path / "records", "--extractions", "--quiet")
    assert kept.exit_code == 0, kept.output
    built = run("build", "-c", tmp_path / "news.corpus", "-o", tmp_path / "corpus.ttl", "--quiet")
    assert built.exit_code == 0, built.output
    assert (tmp_path / "corpus.ttl").read_bytes() == (tmp_path / "articles.ttl").read_bytes()


def test_ctrl_c_says_how_to_go_on(shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphkit.pipeline.extract_on_cluster", stop)
    stopped = run("extract", shards, "--engine", "dask", "-o", tmp_path / "records")
    assert stopped.exit_code == 130
    assert "stopped by Ctrl-C; what was written is kept, and the same command goes on from here" in stopped.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--engine", "dask"], "--engine dask writes files; name their folder"),
        (["-o", "records"], "goes with --engine dask"),
        (["--scheduler", "tcp://127.0.0.1:1"], "goes with --engine dask"),
    ],
)
def test_options_that_do_not_go_together(shards: Path, options: list[str], told: str) -> None:
    done = run("extract", shards, *options)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
