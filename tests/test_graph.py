from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from graphkit.errors import GraphFileError
from graphkit.graph import build_graph, validate_graph
from graphkit.model import Assembly, Entity, Evidence, Meeting, Mention, PartialDate, Pledge, Relation, Role


def entity(identifier: str, name: str, kind: str | None = None) -> Entity:
    type_ = {"p": "Person", "o": "Organization", "l": "Place"}[identifier[0]]
    mention = Mention(start=0, end=len(name), text=name, rule="test", document="d1")
    return Entity(id=identifier, type=type_, name=name, kind=kind, mentions=(mention,), members=(("d1", "e1"),))  # type: ignore[arg-type]


def passage(document: str, quote: str = "They met.") -> Evidence:
    return Evidence(start=0, end=len(quote), quote=quote, rule="test", document=document, status="occurred")


def on(day: str) -> PartialDate:
    date = dt.date.fromisoformat(day)
    return PartialDate(text=day, earliest=date, latest=date, precision="day")


ASSEMBLY = Assembly(
    entities=(
        entity("l/brussels", "Brussels", "city"),
        entity("l/freedonia", "Freedonia", "country"),
        entity("l/nowhere", "Nowhere", "country"),
        entity("o/front", "Green Front"),
        entity("p/ana", "Ana Torres"),
        entity("p/jakob", "Jakob Halvorsen"),
        entity("p/nils", "Nils Oberhauser"),
    ),
    meetings=(
        Meeting(id="meeting/1", status="occurred", participants=("p/ana", "p/jakob"), evidence=(passage("d1"), passage("d2")), rule="r", when=on("2024-05-02"), place=("l/brussels",)),
        Meeting(id="meeting/2", status="occurred", participants=("o/front", "p/ana", "p/jakob"), evidence=(passage("d1"),), rule="r", when=on("2024-03-01"), host="o/front"),
        Meeting(id="meeting/3", status="planned", participants=("p/ana", "p/jakob"), evidence=(passage("d3"),), rule="r"),
        Meeting(id="meeting/4", status="denied", participants=("p/ana", "p/nils"), evidence=(passage("d3"),), rule="r"),
        Meeting(id="meeting/5", status="hypothetical", participants=("p/nils",), evidence=(passage("d3"),), rule="r"),
    ),
    pledges=(
        Pledge(id="pledge/1", status="made", pledger="p/ana", recipients=("l/freedonia", "p/nils"), content="aid", evidence=(passage("d1"),), rule="r"),
        Pledge(id="pledge/2", status="denied", pledger="p/jakob", recipients=("l/freedonia",), evidence=(passage("d1"),), rule="r"),
        Pledge(id="pledge/3", status="made", pledger="p/jakob", content="help", evidence=(passage("d1"),), rule="r"),
    ),
    roles=(
        Role(person="p/ana", organization="l/freedonia", title="President", evidence=(passage("d1"),)),
        Role(person="p/ana", organization="l/freedonia", title="General", tense="former", evidence=(passage("d2"),)),
        Role(person="p/nils", organization=None, title="lawyer", evidence=(passage("d2"),)),
    ),
)  # fmt: skip


def edges(graph: nx.MultiDiGraph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(source, target, key): data for source, target, key, data in graph.edges(keys=True, data=True)}


def test_actors_are_joined_by_what_happened() -> None:
    found = edges(build_graph(ASSEMBLY, view="actors"))
    assert list(found) == [
        ("o/front", "p/ana", "met_with"),
        ("o/front", "p/jakob", "met_with"),
        ("p/ana", "l/freedonia", "holds_role"),
        ("p/ana", "l/freedonia", "pledged"),
        ("p/ana", "p/jakob", "met_with"),
        ("p/ana", "p/jakob", "plans_to_meet"),
        ("p/ana", "p/nils", "pledged"),
    ]
    met = found["p/ana", "p/jakob", "met_with"]
    assert met == {
        "label": "met_with",
        "relation": "met_with",
        "weight": 2,
        "sources": 2,
        "status": "occurred",
        "symmetric": True,
        "first_date": "2024-03-01",
        "last_date": "2024-05-02",
        "dates": "2024-03-01; 2024-05-02",
        "events": "meeting/1; meeting/2",
        "quote": "They met.",
    }
    assert "first_date" not in found["p/ana", "p/jakob", "plans_to_meet"]
    role = found["p/ana", "l/freedonia", "holds_role"]
    assert (role["weight"], role["title"], role["status"], role["symmetric"]) == (
        2,
        "President; General",
        "current; former",
        False,
    )


OWN = replace(
    ASSEMBLY,
    relations=(
        Relation(id="relation/1", relation="accused", label="accused", status="occurred", source="p/nils", target="p/ana", evidence=(passage("d1"),), rule="r", when=on("2024-05-02")),
        Relation(id="relation/2", relation="accused", label="accused", status="occurred", source="p/nils", target="p/ana", evidence=(passage("d2"),), rule="r"),
        Relation(id="relation/3", relation="accused", label="accused", status="denied", source="p/jakob", target="p/ana", evidence=(passage("d2"),), rule="r"),
        Relation(id="relation/4", relation="signed_with", label="signed with", symmetric=True, status="occurred", source="l/freedonia", target="o/front", evidence=(passage("d2"),), rule="r"),
        Relation(id="relation/5", relation="signed_with", label="signed with", symmetric=True, status="planned", source="l/freedonia", target="l/nowhere", evidence=(passage("d2"),), rule="r"),
    ),
)  # fmt: skip


def test_relations_of_the_users_own_are_edges_where_they_occurred() -> None:
    graph = build_graph(OWN)
    validate_graph(graph)
    added = {key: data for key, data in edges(graph).items() if key not in edges(build_graph(ASSEMBLY))}
    assert list(added) == [("l/freedonia", "o/front", "signed_with"), ("p/nils", "p/ana", "accused")]
    accused = added["p/nils", "p/ana", "accused"]
    assert (accused["weight"], accused["sources"], accused["symmetric"]) == (2, 2, False)
    assert (accused["first_date"], accused["events"]) == ("2024-05-02", "relation/1; relation/2")
    assert added["l/freedonia", "o/front", "signed_with"]["symmetric"] is True


def test_events_of_the_users_own_relations_lead_to_both_ends() -> None:
    graph = build_graph(OWN, view="all")
    validate_graph(graph)
    node = graph.nodes["relation/3"]
    assert (node["entity_type"], node["kind"], node["status"]) == ("Relation", "accused", "denied")
    assert node["label"] == "Jakob Halvorsen accused Ana Torres"
    ends = {(target, key) for source, target, key in edges(graph) if source == "relation/3"}
    assert ends == {("p/jakob", "source"), ("p/ana", "target")}


@pytest.mark.parametrize(
    ("terms", "first", "last", "dates"),
    [
        ([("2014", None)], "2014-01-01", None, "2014-01-01/.."),
        ([(None, "2019")], "2019-01-01", "2019-12-31", "../2019-12-31"),
        ([("2014", "2019")], "2014-01-01", "2019-12-31", "2014-01-01/2019-12-31"),
        ([("2014", None), (None, "2009")], "2009-01-01", None, "../2009-12-31; 2014-01-01/.."),
        (
            [("1998", "2004"), ("2010", "2014")],
            "1998-01-01",
            "2014-12-31",
            "1998-01-01/2004-12-31; 2010-01-01/2014-12-31",
        ),
        ([(None, None)], None, None, None),
    ],
)
def test_a_role_has_the_days_that_are_told(terms, first: str | None, last: str | None, dates: str | None) -> None:
    def year(told: str | None) -> PartialDate | None:
        return told and PartialDate(text=told, earliest=dt.date(int(told), 1, 1), latest=dt.date(int(told), 12, 31))

    roles = tuple(
        Role(
            person="p/ana",
            organization="l/freedonia",
            title="Mayor",
            start=year(start),
            end=year(end),
            evidence=(passage("d1"),),
        )
        for start, end in terms
    )
    graph = build_graph(replace(ASSEMBLY, roles=roles))
    validate_graph(graph)
    held = edges(graph)["p/ana", "l/freedonia", "holds_role"]
    assert (held.get("first_date"), held.get("last_date"), held.get("dates")) == (first, last, dates)


def test_views_choose_nodes() -> None:
    entities = {entity.id for entity in ASSEMBLY.entities}
    events = {event.id for event in (*ASSEMBLY.meetings, *ASSEMBLY.pledges)}
    assert set(build_graph(ASSEMBLY, view="actors")) == entities - {"l/brussels"}
    assert set(build_graph(ASSEMBLY, view="events")) == events | entities - {"l/nowhere"}
    assert set(build_graph(ASSEMBLY, view="all")) == events | entities
    assert set(build_graph(ASSEMBLY)) == set(build_graph(ASSEMBLY, view="actors"))


def test_events_lead_to_their_parties_and_places() -> None:
    found = set(edges(build_graph(ASSEMBLY, view="events")))
    assert {key for key in found if key[0] == "meeting/2"} == {
        ("meeting/2", "o/front", "participant"),
        ("meeting/2", "o/front", "host"),
        ("meeting/2", "p/ana", "participant"),
        ("meeting/2", "p/jakob", "participant"),
    }
    assert ("meeting/1", "l/brussels", "place") in found
    assert {key for key in found if key[0] == "pledge/1"} == {
        ("pledge/1", "p/ana", "pledger"),
        ("pledge/1", "l/freedonia", "recipient"),
        ("pledge/1", "p/nils", "recipient"),
    }


def test_what_was_denied_or_wished_for_is_a_node_and_no_edge() -> None:
    graph = build_graph(ASSEMBLY, view="all")
    assert graph.nodes["meeting/4"]["status"] == "denied"
    assert not graph.has_edge("p/ana", "p/nils", key="met_with")
    assert not graph.has_edge("p/jakob", "l/freedonia")


def test_pledges_without_recipient_are_counted() -> None:
    graph = build_graph(ASSEMBLY, view="actors")
    assert graph.nodes["p/jakob"]["pledges_without_recipient"] == 1
    assert "pledges_without_recipient" not in graph.nodes["p/ana"]


def test_labels_of_events() -> None:
    graph = build_graph(ASSEMBLY, view="all")
    assert graph.nodes["meeting/2"]["label"] == "Green Front, Ana Torres, Jakob Halvorsen"
    assert graph.nodes["pledge/1"]["label"] == "Ana Torres: aid"
    many = replace(ASSEMBLY.meetings[1], participants=("l/freedonia", "o/front", "p/ana", "p/jakob", "p/nils"))
    crowded = build_graph(replace(ASSEMBLY, meetings=(many,)), view="all")
    assert crowded.nodes["meeting/2"]["label"] == "Freedonia, Green Front, Ana Torres and 2 more"


@pytest.mark.parametrize("view", ["actors", "events", "all"])
def test_every_view_keeps_the_contract(view: Any) -> None:
    validate_graph(build_graph(ASSEMBLY, view=view))
    validate_graph(build_graph(Assembly(), view=view))


def broken() -> nx.MultiDiGraph:
    return build_graph(ASSEMBLY, view="actors")


def _weight(graph: nx.MultiDiGraph) -> None:
    graph.edges["p/ana", "p/jakob", "met_with"]["weight"] = 0


def _missing(graph: nx.MultiDiGraph) -> None:
    del graph.nodes["p/ana"]["entity_type"]


def _none(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["kind"] = None


def _reserved(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["Id"] = "x"


def _case(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["Label"] = "x"


def _mixed(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["mentions"] = "three"


def _loop(graph: nx.MultiDiGraph) -> None:
    graph.add_edge("p/ana", "p/ana", key="met_with", **graph.edges["p/ana", "p/jakob", "met_with"])


def _turned(graph: nx.MultiDiGraph) -> None:
    graph.add_edge("p/nils", "p/ana", key="met_with", **graph.edges["p/ana", "p/jakob", "met_with"])


def _key(graph: nx.MultiDiGraph) -> None:
    graph.add_edge("p/ana", "p/nils", key="x", **graph.edges["p/ana", "p/jakob", "met_with"])


def _relation(graph: nx.MultiDiGraph) -> None:
    graph.edges["p/ana", "p/jakob", "met_with"]["relation"] = "likes"


def _dates(graph: nx.MultiDiGraph) -> None:
    graph.edges["p/ana", "p/jakob", "met_with"]["first_date"] = "2030-01-01"


def _nan(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["confidence"] = float("nan")


def _stranger(graph: nx.MultiDiGraph) -> None:
    graph.add_edge("p/ana", "p/stranger", key="met_with", **graph.edges["p/ana", "p/jakob", "met_with"])


def _label(graph: nx.MultiDiGraph) -> None:
    graph.nodes["p/ana"]["label"] = ""


@pytest.mark.parametrize(
    ("breakage", "words"),
    [
        (_weight, "'weight' is 0"),
        (_missing, "lacks 'entity_type'"),
        (_none, "'kind' is NoneType"),
        (_reserved, "'Id' is empty or means something else"),
        (_case, r"\['Label', 'label'\] differ only in case"),
        (_mixed, "'mentions' has values of several types: int, str"),
        (_loop, "leads to itself"),
        (_turned, "is symmetric and must lead from the lower id"),
        (_key, "its key is not its relation"),
        (_relation, "relation 'likes' is unknown"),
        (_dates, "its first date comes after its last"),
        (_nan, "'confidence' is nan"),
        (_stranger, "node 'p/stranger': lacks 'label'"),
        (_label, "has an empty label"),
    ],
)
def test_each_breach_is_named(breakage: Any, words: str) -> None:
    graph = broken()
    breakage(graph)
    with pytest.raises(GraphFileError, match=words):
        validate_graph(graph)


def test_all_breaches_come_in_one_message() -> None:
    graph = broken()
    _weight(graph)
    _missing(graph)
    _label(graph)
    with pytest.raises(GraphFileError) as caught:
        validate_graph(graph)
    assert all(words in str(caught.value) for words in ("'weight' is 0", "lacks 'entity_type'", "empty label"))


def test_another_kind_of_graph_is_refused() -> None:
    with pytest.raises(GraphFileError, match=r"must be a networkx\.MultiDiGraph"):
        validate_graph(nx.Graph())
