from __future__ import annotations

import io
import json
from dataclasses import replace

from graphkit.export.ftm import ftm_entities, write_ftm
from graphkit.knowledge import KnowledgeGraph

from ..rdf.everything import BRANDT, DENIED, GRANT, LEAGUE, NORLAND, OCCURRED, OKORO, everything  # noqa: TID252 - the made-up graph of the RDF tests


def named(identifier: str) -> str:
    return identifier.replace("/", "-")


def by_id() -> dict[str, dict]:
    found = list(ftm_entities(everything()))
    assert len({entity["id"] for entity in found}) == len(found)
    return {entity["id"]: entity for entity in found}


def test_who_is_what():
    found = by_id()
    schemas = {name: found[named(name)]["schema"] for name in (BRANDT, LEAGUE, NORLAND)}
    assert schemas == {BRANDT: "Person", LEAGUE: "Organization", NORLAND: "PublicBody"}
    assert found[named(BRANDT)]["properties"]["name"] == ["Ada Brandt"]


def test_an_article_names_its_authors_who_are_nobody_of_the_graph():
    (article,) = (e for e in by_id().values() if e["properties"].get("fileName") == ["a1"])
    assert article["properties"]["author"] == ["Bram Oduya", "Ilse Vahl"]
    people = {name for e in by_id().values() if e["schema"] == "Person" for name in e["properties"]["name"]}
    assert people.isdisjoint(article["properties"]["author"])


def test_a_meeting_shows_its_sentences_and_articles():
    assembly, found = everything(), by_id()
    (meeting,) = (meeting for meeting in assembly.meetings if meeting.id == OCCURRED)
    event = found[named(OCCURRED)]
    assert event["schema"] == "Event"
    assert event["properties"]["involved"] == [named(party) for party in meeting.participants]
    assert set(event["properties"]["summary"]) == {passage.quote for passage in meeting.evidence}
    titles = {found[article]["properties"]["fileName"][0] for article in event["properties"]["proof"]}
    assert titles == {passage.document for passage in meeting.evidence}


def test_what_is_denied_involves_nobody():
    event = by_id()[named(DENIED)]
    assert "involved" not in event["properties"]
    assert event["properties"]["name"][0].endswith("(denied)")
    assert "denied" in event["properties"]["keywords"]


def test_a_promise_is_a_link_to_whom_it_was_made():
    links = [e for e in by_id().values() if e["schema"] == "UnknownLink" and e["properties"]["role"] == ["pledged to"]]
    made = [(p.pledger, r) for p in everything().pledges if p.status == "made" for r in p.recipients]
    assert [(e["properties"]["subject"][0], e["properties"]["object"][0]) for e in links] == [
        (named(one), named(other)) for one, other in made
    ]
    assert GRANT in {p.id for p in everything().pledges if p.status == "made"}


def test_every_reference_leads_somewhere():
    found = by_id()
    for entity in found.values():
        for name in ("proof", "involved", "organizer", "member", "organization", "subject", "object"):
            assert set(entity["properties"].get(name, [])) <= set(found)


def test_ids_that_are_no_ascii_become_some():
    assembly = everything()
    odd = replace(assembly.entities[0], id="person/ælla-0a1b2c3d", name="Ælla")
    found = list(ftm_entities(replace(assembly, entities=(odd,), meetings=(), pledges=(), roles=(), relations=())))
    assert found[-1]["id"].isascii()
    assert found[-1]["properties"]["name"] == ["Ælla"]


def test_lines_are_json_and_the_same_each_time(tmp_path):
    one, two = io.BytesIO(), io.BytesIO()
    write_ftm(everything(), one)
    write_ftm(everything(), two)
    assert one.getvalue() == two.getvalue()
    path = KnowledgeGraph(everything()).write(tmp_path / "graph.ftm.json", format="ftm")
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == list(
        ftm_entities(everything())
    )
    assert OKORO.replace("/", "-") in path.read_text(encoding="utf-8")
