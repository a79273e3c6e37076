from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import AmbiguousNameError, GraphFileError, OutputError, QueryError, UnknownNameError
from graphkit.graph import validate_graph
from graphkit.knowledge import KnowledgeGraph, find_entity
from graphkit.model import (
    Amount,
    Assembly,
    Document,
    Entity,
    Evidence,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Role,
    Run,
)

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = "Ana Torres <met> Jakob Halvorsen."


def entity(identifier: str, name: str, *spellings: str, kind: str | None = None) -> Entity:
    type_ = {"person": "Person", "organization": "Organization", "place": "Place"}[identifier.split("/", maxsplit=1)[0]]
    mentions = tuple(
        Mention(start=number * 100, end=number * 100 + len(text), text=text, rule="test", document="d1")
        for number, text in enumerate(spellings or (name,))
    )
    return Entity(id=identifier, type=type_, name=name, kind=kind, mentions=mentions, members=(("d1", identifier),))  # type: ignore[arg-type]


def evidence(start: int = 0) -> tuple[Evidence, ...]:
    return (
        Evidence(start=start, end=start + len(QUOTE), quote=QUOTE, rule="meet.verb", document="d1", status="occurred"),
    )


MAY = PartialDate(text="in May", earliest=dt.date(2024, 5, 1), latest=dt.date(2024, 5, 31), precision="month")
WEEK = PartialDate(text="last week", earliest=dt.date(2024, 5, 6), latest=dt.date(2024, 5, 12), precision="week")
WORDS = PartialDate(text="soon")

KG = KnowledgeGraph(
    Assembly(
        run=Run(version="0", model="m", model_version="1", digest="00"),
        documents=(Document(id="d1"),),
        entities=(
            entity("organization/front", "Green Front", "Green Front", "GF"),
            entity("person/ana", "Ana Torres", "Ana Torres", "Torres"),
            entity("person/ana-2", "Ana Torres"),
            entity("person/ingrid", "Ingrid Fellner", "Ingrid Fellner", "Fellner"),
            entity("person/jakob", "Jakob Halvorsen", "Jakob Halvorsen", "Yakob Halvorsen"),
            entity("person/marta", "Marta Fellner", "Marta Fellner", "Fellner"),
            entity("person/zoe", "Zoë Łącka"),
            entity("place/brussels", "Brussels", kind="city"),
        ),
        meetings=(
            Meeting(id="meeting/a", status="planned", participants=("person/ana", "person/ingrid"), evidence=evidence(900), rule="r", when=WORDS, attributed_to="organization/front"),
            Meeting(id="meeting/b", status="occurred", participants=("person/ana", "person/jakob"), evidence=evidence(), rule="r", when=WEEK, place=("place/brussels",), host="person/ana", mode="in_person", confidence=0.5),
        ),
        pledges=(
            Pledge(id="pledge/a", status="made", pledger="person/ana", recipients=("person/jakob",), content="aid", evidence=evidence(), rule="r", when=MAY, amount=Amount(text="€5m")),
        ),
        roles=(Role(person="person/ana", organization="organization/front", title="leader", start=MAY, evidence=evidence()),),
    )
)  # fmt: skip


def test_meetings_have_names_and_come_by_date() -> None:
    first, second = KG.records.meetings()
    assert first.participants == ("Ana Torres", "Jakob Halvorsen")
    assert first.participant_ids == ("person/ana", "person/jakob")
    assert (first.date, first.place, first.host, first.mode) == (
        "2024-05-06/2024-05-12",
        ("Brussels",),
        "Ana Torres",
        "in_person",
    )
    assert first.quotes == (QUOTE,)
    assert (first.evidence[0].document, first.evidence[0].start) == ("d1", 0)
    assert (second.date, second.attributed_to) == ("soon", "Green Front")
    assert [meeting.id for meeting in KG.records.meetings("planned")] == ["meeting/a"]


def test_pledges_have_names() -> None:
    (pledge,) = KG.records.pledges()
    assert (pledge.pledger, pledge.recipients, pledge.content, pledge.amount, pledge.date) == (
        "Ana Torres", ("Jakob Halvorsen",), "aid", "€5m", "2024-05",
    )  # fmt: skip
    assert KG.records.pledges("denied") == []


def test_roles_have_names_and_dates() -> None:
    (role,) = KG.records.roles()
    assert (role.person, role.title, role.organization, role.start, role.end) == (
        "Ana Torres", "leader", "Green Front", "2024-05", None,
    )  # fmt: skip
    assert repr(role) == "<Role Ana Torres: leader, Green Front (current; since 2024-05)>"
    assert role.quotes == (QUOTE,)
    assert KG.records.roles("former") == []


def test_edges_have_names() -> None:
    assert [(edge.source, edge.relation, edge.target) for edge in KG.records.edges()] == [
        ("Ana Torres", "holds_role", "Green Front"),
        ("Ana Torres", "plans_to_meet", "Ingrid Fellner"),
        ("Ana Torres", "met_with", "Jakob Halvorsen"),
        ("Ana Torres", "pledged", "Jakob Halvorsen"),
    ]
    (met,) = KG.records.edges("met_with")
    assert (met.weight, met.symmetric, met.event_ids, met.first_date) == (1, True, ("meeting/b",), "2024-05-06")


def test_records_are_told_on_a_line() -> None:
    assert (
        repr(KG.records.meetings()[0])
        == "<Meeting Ana Torres, Jakob Halvorsen (occurred; 2024-05-06/2024-05-12; Brussels)>"
    )
    assert repr(KG.records.pledges()[0]) == "<Pledge Ana Torres to Jakob Halvorsen: aid (made; 2024-05)>"
    assert repr(KG.records.edges("met_with")[0]) == "<Edge Ana Torres <-met_with-> Jakob Halvorsen (1)>"
    assert repr(KG) == (
        "<KnowledgeGraph 1 documents, 6 people, 1 organisations, 1 places, 2 meetings, 1 pledges, 1 roles>"
    )


def test_the_summary_for_notebooks_is_escaped() -> None:
    page = KG._repr_html_()
    assert "Ana Torres &lt;met&gt; Jakob Halvorsen." in page
    assert "<met>" not in page
    assert KnowledgeGraph(Assembly())._repr_html_().count("<table>") == 0


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Jakob Halvorsen", "person/jakob"),
        ("jakob  halvorsen", "person/jakob"),
        ("Yakob Halvorsen", "person/jakob"),
        ("Halvorsen", "person/jakob"),
        ("GF", "organization/front"),
        ("gf", "organization/front"),
        ("green-front", "organization/front"),
        ("Zoe Lacka", "person/zoe"),
        ("Zoë", "person/zoe"),
        ("person/ana-2", "person/ana-2"),
        ("https://w3id.org/graphkit/data/person/ana", "person/ana"),
        ("Torres", "person/ana"),
        (" Brussels ", "place/brussels"),
    ],
)
def test_names_that_are_found(name: str, identifier: str) -> None:
    assert KG.entity(name).id == identifier
    assert find_entity(KG.assembly, name).id == identifier


def test_a_name_of_several_lists_them() -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        KG.entity("Ana Torres")
    assert caught.value.candidates == ("Ana Torres (Person, person/ana)", "Ana Torres (Person, person/ana-2)")
    with pytest.raises(AmbiguousNameError, match=r"Ingrid Fellner .*Marta Fellner"):
        KG.entity("Fellner")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jacob Halverson", "did you mean 'Jakob Halvorsen'"),
        ("Qqq", "no entity of the graph is called 'Qqq'"),
        ("", "called ''"),
        ("?", "called"),
    ],
)
def test_a_name_of_nobody_suggests_near_ones(name: str, words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        KG.entity(name)


def test_part_of_a_word_is_no_name() -> None:
    with pytest.raises(UnknownNameError):
        KG.entity("Halvor")


def test_entities_by_type() -> None:
    assert [entity.id for entity in KG.records.entities("Place")] == ["place/brussels"]
    assert len(KG.records.entities()) == 8


def test_turtle_is_read_back_from_file_and_folder(tmp_path: Path) -> None:
    assert KG.write(tmp_path / "graph.ttl") == tmp_path / "graph.ttl"
    assert KnowledgeGraph.read(tmp_path / "graph.ttl").assembly == KG.assembly
    assert KnowledgeGraph.read(str(tmp_path)).assembly == KG.assembly


def test_graphml_is_written_in_the_view_asked_for(tmp_path: Path) -> None:
    KG.write(str(tmp_path / "all.GraphML"))
    KG.write(tmp_path / "actors.graphml", view="actors")
    assert b"meeting/b" in (tmp_path / "all.GraphML").read_bytes()
    assert b'<node id="meeting/b"' not in (tmp_path / "actors.graphml").read_bytes()


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"unknown ending '.xlsx'; known are .ttl, .*\.graphml"):
        KG.write(tmp_path / "graph.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"graph\.ttl"):
        KnowledgeGraph.read(tmp_path)


def test_other_shapes_of_the_graph() -> None:
    validate_graph(KG.to_networkx())
    assert len(KG.to_rdflib()) > 50
    rows = list(KG.query("SELECT ?name WHERE { ?p a gk:Organization ; rdfs:label ?name }"))
    assert rows == [("Green Front",)]
    with pytest.raises(QueryError):
        KG.query("SELECT")


def test_asking_loads_no_model() -> None:
    import subprocess

    code = "import sys, graphkit.knowledge; print([m for m in ('spacy', 'networkx', 'rdflib', 'pyoxigraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
