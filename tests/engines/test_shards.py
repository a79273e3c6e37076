"""Shards: one Parquet file of records for each, there whole or not at all, and not made twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.engines import Extractor, Recipe
from graphkit.engines.shards import extract_shard, find_shards, remove_parts
from graphkit.errors import InputError

pq = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("fsspec")

MET = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."
RECIPE = Recipe(digest="0123456789abcdef")


class Counting(Extractor):
    """Counts what it is asked to read."""

    asked = 0

    def extract(self, documents):
        for document in documents:
            self.asked += 1
            yield from super().extract([document])


def shard(folder: Path, name: str, *lines: object) -> str:
    path = folder / name
    path.write_text(
        "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    return str(path)


def rows(folder: Path, name: str) -> list[dict]:
    return pq.read_table(folder / name).to_pylist()


@pytest.mark.usefixtures("one_model")
def test_every_line_has_a_row_in_order(tmp_path: Path) -> None:
    news = shard(tmp_path, "news.jsonl", {"id": "a", "text": MET}, "no JSON\n", {"text": MET, "date": "2031-03-05"})
    report = extract_shard(news, folder=str(tmp_path / "out"), extractor=Extractor(RECIPE), options={})
    found = rows(tmp_path / "out", report.output)
    assert [row["id"] for row in found] == ["a", news, "news:3"]
    assert [row["record"] is None for row in found] == [False, True, False]
    assert (report.documents, report.failed, report.resumed) == (2, 1, False)
    assert report.errors == (found[1]["error"],)
    assert "is no JSON" in found[1]["error"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [report.output]


@pytest.mark.usefixtures("one_model")
def test_what_is_done_is_not_done_again_unless_it_changed(tmp_path: Path) -> None:
    extractor = Counting(RECIPE)
    news = shard(tmp_path, "news.jsonl", {"id": "a", "text": MET})
    first = extract_shard(news, folder=str(tmp_path / "out"), extractor=extractor, options={})
    again = extract_shard(news, folder=str(tmp_path / "out"), extractor=extractor, options={})
    assert (again.resumed, again.documents, again.output, extractor.asked) == (True, 1, first.output, 1)
    shard(tmp_path, "news.jsonl", {"id": "a", "text": MET}, {"id": "b", "text": MET})
    longer = extract_shard(news, folder=str(tmp_path / "out"), extractor=extractor, options={})
    assert (longer.resumed, longer.documents, extractor.asked) == (False, 2, 3)
    other = extract_shard(news, folder=str(tmp_path / "out"), extractor=Counting(Recipe(digest="ff")), options={})
    assert not other.resumed


@pytest.mark.usefixtures("one_model")
def test_a_shard_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(Extractor):
        def extract(self, documents):
            del documents
            raise RuntimeError("gone")
            yield

    news = shard(tmp_path, "news.jsonl", {"id": "a", "text": MET})
    with pytest.raises(RuntimeError, match="gone"):
        extract_shard(news, folder=str(tmp_path / "out"), extractor=Broken(RECIPE), options={})
    assert list((tmp_path / "out").iterdir()) == []


def test_two_shards_of_one_name_have_two_outputs(tmp_path: Path) -> None:
    names = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        news = shard(tmp_path / folder, "news.jsonl", "no JSON\n")
        names.append(extract_shard(news, folder=str(tmp_path / "out"), extractor=Extractor(RECIPE), options={}).output)
    assert len(set(names)) == 2


def test_shards_are_found_in_folders_and_by_globs(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    found = sorted([shard(tmp_path, "b.jsonl", "\n"), shard(tmp_path / "more", "a.jsonl", "\n")])
    (tmp_path / "picture.png").write_bytes(b"")
    assert find_shards([str(tmp_path)], options={}) == found
    assert find_shards([f"{tmp_path}/*.jsonl", str(tmp_path)], options={}) == [str(tmp_path / "b.jsonl"), found[1]]
    for missing in ("nothing.jsonl", "none/*.jsonl", "picture.png"):
        with pytest.raises(InputError, match="no file that can be read"):
            find_shards([str(tmp_path / missing)], options={})


@pytest.mark.usefixtures("one_model")
def test_any_file_system_will_do() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/news/a.jsonl", json.dumps({"id": "a", "text": MET}).encode())
    (news,) = find_shards(["memory://news"], options={})
    report = extract_shard(news, folder="memory://out", extractor=Extractor(RECIPE), options={})
    assert report.documents == 1
    assert memory.exists(f"/out/{report.output}")


def test_parts_of_one_run_are_taken_away_and_no_others(tmp_path: Path) -> None:
    names = [".a-1.parquet.run1.0.part", ".b-2.parquet.run1.1.part", ".a-1.parquet.run2.0.part", "a-1.parquet"]
    for name in names:
        (tmp_path / name).touch()
    remove_parts(str(tmp_path), run="run1", options={})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[2:])
    remove_parts(str(tmp_path / "none"), run="run1", options={})
