from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.errors import OutputError
from graphkit.export import FOLDERS
from graphkit.export.tables import spreadsheets, write_tables
from graphkit.graph import build_graph
from graphkit.knowledge import NAMED_FORMATS, KnowledgeGraph
from graphkit.named import EdgeRecord, MeetingRecord, Passage

from ..rdf.everything import BRANDT, LEAGUE, NORLAND, OKORO, SILVA, everything  # noqa: TID252 - the made-up graph of the RDF tests
from .graphs import any_graph


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_gephi_finds_its_heads_and_no_two_edges_of_one_kind(tmp_path: Path) -> None:
    graph = KnowledgeGraph(everything())
    graph.write(tmp_path / "out", format="gephi-csv", view="all")
    nodes, edges = read(tmp_path / "out" / "nodes.csv"), read(tmp_path / "out" / "edges.csv")
    whole = graph.to_networkx(view="all")
    assert [(row["Id"], row["Label"]) for row in nodes] == sorted((n, d["label"]) for n, d in whole.nodes(data=True))
    assert len({(row["Source"], row["Target"], row["Kind"]) for row in edges}) == whole.number_of_edges() == len(edges)
    assert {row["Type"] for row in edges} == {"Directed"}
    assert list(edges[0])[:7] == ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"]
    (met,) = (row for row in edges if (row["Source"], row["Target"], row["Kind"]) == (BRANDT, OKORO, "met_with"))
    assert (met["Weight"], met["symmetric"], met["first_date"]) == ("1", "true", "2031-03-04")


def test_neo4j_finds_its_heads_and_types(tmp_path: Path) -> None:
    KnowledgeGraph(everything()).write(tmp_path / "out", format="neo4j-csv")
    nodes, edges = read(tmp_path / "out" / "nodes.csv"), read(tmp_path / "out" / "edges.csv")
    head = list(nodes[0])
    assert (head[:2], head[-1]) == (["id:ID", "name"], ":LABEL")
    assert "mentions:int" in head
    assert {row["id:ID"]: (row["name"], row[":LABEL"]) for row in nodes}[LEAGUE] == ("Harbour League", "Organization")
    assert set(edges[0]) >= {
        ":START_ID",
        ":END_ID",
        ":TYPE",
        "weight:int",
        "symmetric:boolean",
        "first_date:date",
    }
    assert {(row[":START_ID"], row[":END_ID"], row[":TYPE"]) for row in edges} >= {
        (BRANDT, OKORO, "MET_WITH"),
        (BRANDT, SILVA, "PLANS_TO_MEET"),
        (LEAGUE, NORLAND, "PLEDGED"),
        (BRANDT, SILVA, "ACCUSED"),
    }


def test_neo4j_gets_no_line_ends() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="one\r\ntwo", entity_type="Person", quote="x\u2028y\nz")
    (_, row) = FOLDERS["neo4j-csv"](graph)["nodes.csv"]
    assert list(row) == ["a", "one two", "x y z", "Person"]


def test_spreadsheets_hold_every_record_and_passage(tmp_path: Path) -> None:
    graph = KnowledgeGraph(everything())
    graph.write(tmp_path / "out", format="csv")
    tables = {path.stem: read(path) for path in (tmp_path / "out").iterdir()}
    assert {name: len(rows) for name, rows in tables.items()} == {
        "entities": len(graph.records.entities()),
        "meetings": len(graph.records.meetings()),
        "pledges": len(graph.records.pledges()),
        "relations": len(graph.records.relations()),
        "roles": len(graph.records.roles()),
        "edges": len(graph.records.edges()),
        "documents": 4,
        "evidence": sum(
            len(one.evidence)
            for one in (
                *graph.records.meetings(),
                *graph.records.pledges(),
                *graph.records.relations(),
                *graph.records.roles(),
            )
        ),
    }
    first = next(row for row in tables["meetings"] if row["participants"] == "Ada Brandt; Tunde Okoro")
    assert (first["status"], first["date"], first["place"], first["sources"]) == (
        "occurred", "2031-03-04", "Riverton; Castle Hall", "2",
    )  # fmt: skip
    assert first["quote"] == "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday."
    told = [row for row in tables["evidence"] if row["id"] == first["id"]]
    assert [(row["document"], row["start"]) for row in told] == [("a1", "0"), ("a2", "30")]
    assert tables["documents"][0]["url"] == "https://paper.example/a1"
    assert tables["documents"][0]["published"] == "2031-03-05"
    assert (tmp_path / "out" / "meetings.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(begin: str) -> None:
    words = f"{begin}HYPERLINK(1)"
    passage = Passage(quote=words, document=words, start=0, end=1, rule="r", status="occurred")
    meeting = MeetingRecord(
        id="meeting/1", status="occurred", participants=(words, "B"), participant_ids=("a", "b"), date=None, place=(),
        place_ids=(), host=words, mode="phone", attributed_to=None, confidence=0.5, evidence=(passage,),
    )  # fmt: skip
    tables = spreadsheets({"meetings": [meeting]})
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert sum("HYPERLINK" in cell for cell in cells) == 5
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_numbers_stay_numbers() -> None:
    edge = EdgeRecord(
        source="A", source_id="a", target="B", target_id="b", relation="met_with", weight=-1, sources=2, symmetric=True,
        first_date=None, last_date=None, title=None, event_ids=("e1", "e2"),
    )  # fmt: skip
    (head, row) = spreadsheets({"edges": [edge]})["edges.csv"]
    told = dict(zip(head, row, strict=True))
    assert (told["weight"], told["symmetric"], told["first_date"], told["event_ids"]) == ("-1", "true", "", "e1; e2")


def test_places_that_can_not_be_filled(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="fills a folder, and that is a file"):
        write_tables({}, tmp_path / "file")
    with pytest.raises(OutputError, match="a part of the path is a file"):
        write_tables({}, tmp_path / "file" / "out")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    KnowledgeGraph(everything()).write(tmp_path, format="gephi-csv")
    KnowledgeGraph(everything()).write(tmp_path, format="gephi-csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.csv", "mine.txt", "nodes.csv"]


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="unknown format 'xlsx'; known are csv, gephi-csv"):
        KnowledgeGraph(everything()).write(tmp_path, format="xlsx")
    assert set(FOLDERS) < set(NAMED_FORMATS)


@settings(deadline=None, max_examples=50)
@given(any_graph())
def test_any_graph_gives_as_many_rows(graph: nx.Graph) -> None:
    for make in FOLDERS.values():
        nodes, edges = (list(rows) for rows in make(graph).values())
        assert len({row[0] for row in nodes}) == graph.number_of_nodes() + 1
        assert len(edges) == graph.number_of_edges() + 1
        assert len({len(row) for row in nodes}) == len({len(row) for row in edges}) == 1


def test_same_rows_whatever_the_order() -> None:
    one = build_graph(everything())
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(one.nodes(data=True))))
    other.add_edges_from(reversed(list(one.edges(keys=True, data=True))))
    for name, make in FOLDERS.items():
        both = [{file: list(rows) for file, rows in make(graph).items()} for graph in (one, other)]
        assert both[0] == both[1], name
