from __future__ import annotations

import datetime as dt
import sys

import pytest

from graphkit.errors import OutputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def graph():
    return KnowledgeGraph(everything())


def test_tables_hold_all_records_and_their_types(graph, tmp_path):
    graph.write(tmp_path / "out", format="parquet")
    tables = {path.stem: pq.read_table(path) for path in (tmp_path / "out").iterdir()}
    assert sorted(tables) == ["documents", "edges", "entities", "evidence", "meetings", "pledges", "relations", "roles"]
    meetings = tables["meetings"].to_pylist()
    assert [row["id"] for row in meetings] == [meeting.id for meeting in graph.records.meetings()]
    assert meetings[0]["participants"] == list(graph.records.meetings()[0].participants)
    edges = tables["edges"].to_pylist()
    assert {type(row["first_date"]) for row in edges} == {dt.date, type(None)}
    assert [row["weight"] for row in edges] == [edge.weight for edge in graph.records.edges()]


def test_every_passage_is_there_letter_for_letter(graph, tmp_path):
    graph.write(tmp_path, format="parquet")
    quotes = [
        row["quote"] for row in pq.read_table(tmp_path / "evidence.parquet").to_pylist() if row["table"] == "meetings"
    ]
    assert quotes == [passage.quote for meeting in graph.records.meetings() for passage in meeting.evidence]


def test_an_empty_graph_has_tables_of_the_same_form(graph, tmp_path):
    graph.write(tmp_path / "full", format="parquet")
    KnowledgeGraph(Assembly()).write(tmp_path / "empty", format="parquet")
    for path in (tmp_path / "full").iterdir():
        assert pq.read_schema(tmp_path / "empty" / path.name) == pq.read_schema(path)


def test_same_bytes(graph, tmp_path):
    for name in ("one", "two"):
        graph.write(tmp_path / name, format="parquet")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_without_pyarrow_it_says_what_to_install(graph, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install 'graphkit-news\[parquet\]'"):
        graph.write(tmp_path / "out", format="parquet")
    assert not (tmp_path / "out").exists()
