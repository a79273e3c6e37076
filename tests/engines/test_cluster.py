"""Dask: the same records as here, every document accounted for, whatever becomes of a worker."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from graphkit.engines import Extractor, Recipe
from graphkit.engines.cluster import extract_shards
from graphkit.errors import EngineError, InputError
from graphkit.model import Document
from graphkit.records import to_record

distributed = pytest.importorskip("distributed")
pq = pytest.importorskip("pyarrow.parquet")

MET = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday. It was meeting {}."
RECIPE = Recipe(digest="0123456789abcdef")
SHARDS, EACH = 6, 20


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(SHARDS):
        lines = [{"id": f"{number}-{line}", "text": MET.format(line), "date": "2031-03-05"} for line in range(EACH)]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{number}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("one_model")
def test_a_lost_worker_loses_nothing(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        distributed.Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())
        reports = []
        for report in extract_shards([str(news)], folder=str(out), recipe=RECIPE, scheduler=cluster.scheduler_address):
            if not reports:
                os.kill(pids[0], signal.SIGKILL)
            reports.append(report)
    assert sorted(report.shard for report in reports) == sorted(map(str, news.iterdir()))
    assert [(report.documents, report.failed) for report in reports] == [(EACH, 0)] * SHARDS
    found = {row["id"]: row["record"] for report in reports for row in pq.read_table(out / report.output).to_pylist()}
    assert len(found) == SHARDS * EACH
    assert sorted(path.name for path in out.iterdir()) == sorted(report.output for report in reports)
    document = Document(id="3-7", text=MET.format(7), published=None)
    (here,) = Extractor(RECIPE).extract([document])
    assert [event["quotes"] for event in json.loads(found["3-7"])["events"]] == [
        event["quotes"] for event in to_record(here)["events"]
    ]


@pytest.mark.usefixtures("one_model")
def test_nothing_half_written_stays_where_it_is_stopped(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    reports = extract_shards([str(news)], folder=str(out), recipe=RECIPE, workers=1)
    done = [next(reports).output]
    reports.close()  # as Ctrl-C does
    assert set(done) <= {path.name for path in out.iterdir()}
    assert {path.suffix for path in out.iterdir()} == {".parquet"}


def test_a_scheduler_that_is_not_there(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.engines.cluster.PATIENCE", 1)
    with pytest.raises(EngineError, match="no Dask scheduler can be reached"):
        list(extract_shards([str(news)], folder=str(tmp_path), recipe=RECIPE, scheduler="tcp://127.0.0.1:1"))


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file that can be read"):
        list(extract_shards([str(tmp_path / "none.jsonl")], folder=str(tmp_path), recipe=RECIPE))


def test_an_extra_that_is_missing_is_named(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.engines.cluster.find_spec", lambda name: None if name == "fsspec" else name)
    with pytest.raises(EngineError, match=r"needs the extra 'dask'; pip install"):
        list(extract_shards([str(news)], folder=str(tmp_path), recipe=RECIPE))
