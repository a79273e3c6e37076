"""What graphkit wrote into a folder is no article of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Document, Extraction
from graphkit.readers import Item, Notice, read_inputs
from graphkit.readers.own import written

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

RECORD = json.dumps({"id": "a", "entities": [], "events": []}) + "\n"
MENTION = {"document": "a", "start": 0, "end": 3, "text": "Ann", "entity": "person/ann", "name": "Ann"}
MENTION |= {"type": "Person", "inferred": False, "rule": "model"}


def read(*paths: Path | str, **options: Any) -> list[Item]:
    return list(read_inputs(paths, **options))


def ids(items: list[Item]) -> list[str]:
    return [i.id if isinstance(i, Document) else i.document.id for i in items if isinstance(i, Document | Extraction)]


@pytest.mark.parametrize("form", ["csv", "gephi-csv", "neo4j-csv", "parquet"])
def test_every_table_that_is_written_is_known_again(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow.parquet")
    KnowledgeGraph(everything()).write(tmp_path / "tables", format=form)
    files = list((tmp_path / "tables").iterdir())
    assert len(files) >= 2
    assert {path.name: written(path) for path in files} == {path.name: "other" for path in files}


def test_a_page_to_look_at_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann met Bob.")
    KnowledgeGraph(everything()).explore(tmp_path / "page.html")
    items = read(tmp_path)
    assert ids(items) == ["a"]
    (notice,) = [item for item in items if isinstance(item, Notice)]
    assert (notice.kind, notice.count) == ("own", 1)
    assert "page.html" in notice.reason
    assert ids(read(tmp_path / "page.html")) == ["page"]  # who names it means it


@pytest.mark.parametrize("line", [RECORD, json.dumps(MENTION) + "\n"], ids=["records", "mentions"])
def test_lines_of_an_earlier_run_are_left_out_beside_articles(line: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "a.txt").write_text("Ann met Bob.")
    (tmp_path / "out" / "lines.jsonl").write_text(line)
    for given in (tmp_path, tmp_path / "**" / "*"):
        items = read(str(given))
        assert [item for item in items if isinstance(item, InputError)] == []
        assert ids(items) == ["a"]
        assert [item.kind for item in items if isinstance(item, Notice)] == ["own"]


def test_records_are_read_where_nothing_else_is_or_they_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "shard.jsonl").write_text(RECORD)
    KnowledgeGraph(everything()).explore(tmp_path / "page.html")
    assert [type(item) for item in read(tmp_path)] == [Notice, Extraction]
    (tmp_path / "b.txt").write_text("Ann met Bob.")
    assert ids(read(tmp_path)) == ["b"]
    assert "a" in ids(read(tmp_path, own=True))
    assert ids(read(tmp_path / "shard.jsonl", tmp_path)) == ["a", "b"]


def test_a_folder_with_nothing_else_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text(json.dumps(MENTION) + "\n")
    (error,) = read(tmp_path)
    assert isinstance(error, InputError)
    assert "m.jsonl, which graphkit wrote itself" in str(error)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"id": "a", "text": "Ann met Bob.", "entities": [], "events": []})),
        ("a.jsonl", ""),
        ("a.jsonl", "{" * 5000),
        ("a.json", json.dumps([{"text": "Ann met Bob."}])),
        ("a.csv", "id,title,url,text\n1,T,u,Ann met Bob.\n"),
        ("a.csv", ""),
        ("a.html", "<html><head><meta name=generator content=WordPress></head><p>Ann met Bob with graphkit.</p>"),
        ("a.parquet", "no parquet"),
        ("a.txt", RECORD),
    ],
)
def test_what_others_wrote_is_not_taken_for_it(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    assert written(tmp_path / name) is None
    assert written(tmp_path / "gone.html") is None
