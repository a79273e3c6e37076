from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphkit.export.happenings import describe
from graphkit.model import Assembly

from ..rdf import everything as e  # noqa: TID252 - the made-up graph of the RDF tests

TOLD = describe(e.everything(), title="Talks")
NAMES = [entity["name"] for entity in TOLD["entities"]]


def events(kind: str, status: str) -> list[dict[str, Any]]:
    return [event for event in TOLD["events"] if (event["kind"], event["status"]) == (kind, status)]


def names(indices: list[int]) -> list[str]:
    return [NAMES[index] for index in indices]


def test_a_meeting_has_all_that_is_told_of_it() -> None:
    (met,) = [event for event in events("meeting", "occurred") if "host" in event]
    assert names(met["who"]) == ["Ada Brandt", "Tunde Okoro"]
    assert NAMES[met["host"]] == "Ada Brandt"
    assert names(met["places"]) == ["Riverton", "Castle Hall"]
    assert met["date"] == {"first": "2031-03-04", "last": "2031-03-04", "words": "Tuesday", "basis": "relative"}
    assert (met["mode"], met["topic"], met["sources"], met["trigger"]) == ("in_person", "fishing quotas", 2, 11)
    quotes = [TOLD["passages"][evidence["passage"]][2] for evidence in met["evidence"]]
    assert quotes == ["Ada Brandt met Tunde Okoro in Castle Hall on Tuesday.", "Ada Brant received Okoro."]


def test_near_copies_lead_to_their_first_and_count_with_it() -> None:
    assembly = e.everything()
    a1, a2, *others = assembly.documents
    told = describe(replace(assembly, documents=(a1, replace(a2, copy_of="a1"), *others)), title="Talks")
    assert [document.get("copy_of") for document in told["documents"]] == [None, 0, None, 0]
    assert {event["sources"] for event in told["events"]} == {1}


def test_the_first_of_all_is_told_of_too() -> None:
    only = replace(e.everything(), entities=tuple(x for x in e.everything().entities if x.id != e.LEAGUE))
    graph = Assembly(
        documents=only.documents,
        entities=tuple(sorted(only.entities, key=lambda entity: entity.id != e.BRANDT)),
        meetings=tuple(meeting for meeting in only.meetings if meeting.id == e.OCCURRED),
    )
    (met,) = describe(graph, title="")["events"]
    assert met["host"] == 0
    assert all({"x", "y"} <= set(entity) for entity in describe(graph, title="")["entities"])


def test_each_event_and_role_is_there_once() -> None:
    graph = e.everything()
    assert len(TOLD["events"]) == sum(map(len, (graph.meetings, graph.pledges, graph.relations, graph.roles)))
    assert TOLD["relations"] == {event.relation: event.label for event in graph.relations}
    assert {tuple(names(x["who"] + x["whom"])) for x in events("accused", "occurred")} == {("Ada Brandt", "Rui Silva")}
    assert len({tuple(passage) for passage in TOLD["passages"]}) == len(TOLD["passages"])


def test_roles_have_their_dates() -> None:
    told = [(role["content"], role.get("since"), role.get("until")) for role in events("role", "former")]
    assert any(since and since["first"].startswith("2016") and until for _, since, until in told)


def test_pronouns_are_no_names() -> None:
    (brandt,) = [entity for entity in TOLD["entities"] if entity["name"] == "Ada Brandt"]
    assert "stand_ins" not in brandt
    assert brandt["spellings"] == ["Ada Brant"]
    (norland,) = [entity for entity in TOLD["entities"] if entity["name"] == "Norland"]
    assert (norland["finer"], norland["stand_ins"]) == ("country", ["Norlandic"])


def test_what_is_denied_ties_nobody() -> None:
    graph = e.everything()
    apart = replace(graph, meetings=(), relations=(), roles=(), pledges=())
    denied = replace(apart, meetings=tuple(m for m in graph.meetings if m.status in {"denied", "hypothetical"}))
    places = [[(x["x"], x["y"]) for x in describe(one, title="")["entities"]] for one in (apart, denied)]
    assert places[0] == places[1]
    assert len(set(places[0])) == len(places[0])
