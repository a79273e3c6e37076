from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from graphkit.errors import GraphkitError, UnknownNameError
from graphkit.explain import as_json, as_text, explain_entity, explain_pair
from graphkit.model import PartialDate
from graphkit.rdf import read_turtle, write_turtle

from .rdf.everything import (
    ACCUSED,
    BOATS,
    BRANDT,
    DENIED,
    GRANT,
    HALL,
    HYPOTHETICAL,
    LEAGUE,
    NO_AID,
    NORLAND,
    NOT_ACCUSED,
    OCCURRED,
    OKORO,
    PLANNED,
    RIVERTON,
    SIGNED,
    SILVA,
    SUMMIT,
    VOW,
    everything,
)
from .rdf.strategies import HOSTILE


def ids(events) -> list[str]:
    return [event.id for event in events]


def test_an_entity_with_its_spellings_and_why_it_is_one():
    told = explain_entity(everything(), BRANDT)
    assert told.entity.name == "Ada Brandt"
    assert told.ids == (("wikidata", "Q42"),)
    assert told.spellings == (("Ada Brandt", 1), ("Ada Brant", 1))
    assert told.inferred == (("She", "pronoun", 1),)
    assert told.documents == ("a1", "a2")
    assert told.merges == ("Ada Brandt = Ada Brant: same given name, surnames one letter apart",)


def test_events_of_an_entity_by_date():
    told = explain_entity(everything(), BRANDT)
    assert ids(told.meetings) == [SUMMIT, OCCURRED, PLANNED]
    assert ids(told.pledges) == [GRANT]
    assert told.meetings_here == ()
    event = told.meetings[1]
    assert [party.name for party in event.participants] == ["Ada Brandt", "Tunde Okoro"]
    assert [place.name for place in event.places] == ["Riverton", "Castle Hall"]
    assert (event.status, event.mode, event.host.name, event.confidence) == (
        "occurred",
        "in_person",
        "Ada Brandt",
        0.95,
    )
    first = event.passages[0]
    assert (first.quote, first.document, first.title) == (
        "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday.",
        "a1",
        "Brandt meets Okoro",
    )
    assert (first.start, first.end, first.rule, first.published) == (0, 53, "meet.verb.object", dt.date(2031, 3, 5))


@pytest.mark.parametrize(
    ("entity", "meetings", "pledges", "here", "roles"),
    [
        (OKORO, [OCCURRED, DENIED, HYPOTHETICAL], [], [], ["Secretary"]),
        (LEAGUE, [SUMMIT], [GRANT, BOATS], [], ["", "Secretary"]),
        (NORLAND, [HYPOTHETICAL], [GRANT, BOATS, NO_AID], [], ["Chancellor"]),
        (SILVA, [SUMMIT, PLANNED, DENIED], [VOW, NO_AID], [], ["envoy", "", "Governor", "Governor"]),
        (RIVERTON, [], [], [SUMMIT, OCCURRED], ["Governor", "Governor"]),
        (HALL, [], [], [OCCURRED], []),
    ],
)
def test_what_belongs_to_an_entity(entity: str, meetings, pledges, here, roles):
    told = explain_entity(everything(), entity)
    assert ids(told.meetings) == meetings
    assert ids(told.pledges) == pledges
    assert ids(told.meetings_here) == here
    assert [role.title for role in told.roles] == roles


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (BRANDT, SILVA, [SUMMIT, PLANNED, ACCUSED]),
        (SILVA, OKORO, [DENIED]),
        (OKORO, NORLAND, [HYPOTHETICAL]),
        (LEAGUE, NORLAND, [GRANT, BOATS, NOT_ACCUSED, SIGNED]),
        (OKORO, LEAGUE, []),
    ],
)
def test_a_pair_either_way_round(one: str, other: str, events: list[str]):
    assert ids(explain_pair(everything(), one, other).events) == events
    assert ids(explain_pair(everything(), other, one).events) == events


def test_roles_between_a_pair():
    told = explain_pair(everything(), LEAGUE, OKORO)
    assert [(role.person.name, role.title, role.tense) for role in told.roles] == [
        ("Tunde Okoro", "Secretary", "current")
    ]


def test_roles_tell_their_dates_and_whether_a_name_tells_them():
    text = as_text(explain_entity(everything(), OKORO))
    assert 'Tunde Okoro: Secretary, Harbour League (current; since 2024 ("2024"))' in text
    text = as_text(explain_entity(everything(), SILVA))
    assert 'Governor, Riverton (former; from 2016 ("in 2016"); until 2020 ("2020"); inferred)' in text
    assert 'Governor, Riverton (former; since "in the cold months", no day known)' in text
    assert "Rui Silva: Harbour League (current)" in text


def test_who_says_so():
    (event,) = explain_pair(everything(), SILVA, OKORO).events
    assert event.attributed_to.name == event.passages[0].attributed_to.name == "Rui Silva"


def test_names_that_lead_nowhere():
    with pytest.raises(UnknownNameError, match="person/nobody"):
        explain_entity(everything(), "person/nobody")
    with pytest.raises(UnknownNameError, match="person/nobody"):
        explain_pair(everything(), BRANDT, "person/nobody")
    with pytest.raises(GraphkitError, match="both names stand for Ada Brandt"):
        explain_pair(everything(), BRANDT, BRANDT)


def test_text_of_a_pair():
    assert as_text(explain_pair(everything(), OKORO, NORLAND)) == (
        "Tunde Okoro and Norland\n"
        "  person/tunde-okoro-1b2c3d4e\n"
        "  place/norland-3d4e5f60\n"
        "\n"
        "Events (1)\n"
        "  Tunde Okoro and Norland might meet\n"
        '    hypothetical; no date; Norland through "Norlandic officials"; confidence 1.00\n'
        '    "Okoro could meet Norlandic officials."\n'
        "      a2, 2031-03-06; characters 400 to 437; rule meet.verb.object"
    )
    assert as_text(explain_pair(everything(), OKORO, LEAGUE)).endswith("No event between them is known.")


@pytest.mark.parametrize(
    ("entity", "line"),
    [
        (BRANDT, "  person, wikidata Q42; 3 mentions in 2 articles"),
        (BRANDT, "  She (1, pronoun)"),
        (BRANDT, "  Ada Brandt: Chancellor, Norland (current)"),
        (BRANDT, "  Ada Brandt and Rui Silva are to meet"),
        (BRANDT, "  Harbour League, Ada Brandt and Rui Silva spoke"),
        (SILVA, "  Rui Silva and Tunde Okoro did not meet, it is said"),
        (SILVA, "  Rui Silva might pledge: a new harbour"),
        (SILVA, "  Rui Silva: envoy (former)"),
        (NORLAND, "  Harbour League pledged to Norland and Ada Brandt: more than €1.5bn in grants"),
        (NORLAND, "  Rui Silva did not pledge, it is said, to Norland: aid"),
        (SILVA, "  Ada Brandt accused Rui Silva"),
        (NORLAND, "Relations (2)"),
        (NORLAND, "  Denied: Norland accused Harbour League"),
        (NORLAND, "  Harbour League signed an agreement with Norland"),
        (RIVERTON, "Meetings here (2)"),
    ],
)
def test_lines_of_an_entity(entity: str, line: str):
    assert line in as_text(explain_entity(everything(), entity)).splitlines()


@pytest.mark.parametrize(
    ("status", "headline"),
    [
        ("occurred", "Ada Brandt and Rui Silva spoke"),
        ("planned", "Ada Brandt and Rui Silva are to speak"),
        ("denied", "Ada Brandt and Rui Silva did not speak, it is said"),
        ("hypothetical", "Ada Brandt and Rui Silva might speak"),
    ],
)
def test_who_spoke_by_phone_is_not_said_to_have_met(status: str, headline: str):
    calls = tuple(
        replace(meeting, status=status, mode="phone", participants=(BRANDT, SILVA)) for meeting in everything().meetings
    )
    told = as_text(explain_pair(replace(everything(), meetings=calls[:1]), BRANDT, SILVA)).splitlines()
    assert f"  {headline}" in told
    assert any("; by phone or video; " in line for line in told)


def test_an_entity_without_events_says_so():
    lonely = replace(everything(), meetings=(), pledges=(), relations=())
    assert as_text(explain_entity(lonely, BRANDT)).endswith("No meeting or pledge is known.")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "no date"),
        (PartialDate(text="one day"), '"one day", no day known'),
        (PartialDate(text=""), "date, no day known"),
        (
            PartialDate(text="in 2030", earliest=dt.date(2030, 1, 1), latest=dt.date(2030, 12, 31), precision="year"),
            '2030 ("in 2030")',
        ),
        (
            PartialDate(text="since May", earliest=dt.date(2030, 5, 1), precision="range"),
            '2030-05-01 to … ("since May")',
        ),
        (
            PartialDate(
                text="last week",
                earliest=dt.date(2030, 5, 6),
                latest=dt.date(2030, 5, 12),
                precision="week",
                basis="relative",
            ),
            '2030-05-06 to 2030-05-12 ("last week", counted from the day of publication)',
        ),
        (
            PartialDate(
                text="", earliest=dt.date(2030, 5, 6), latest=dt.date(2030, 5, 6), precision="day", basis="publication"
            ),
            "2030-05-06 (the day of publication)",
        ),
    ],
)
def test_dates_in_words(when: PartialDate | None, words: str):
    assembly = everything()
    meetings = tuple(replace(meeting, when=when) for meeting in assembly.meetings)
    text = as_text(explain_pair(replace(assembly, meetings=meetings), OKORO, NORLAND))
    assert f"    hypothetical; {words}; Norland" in text


@pytest.mark.parametrize("hostile", [*HOSTILE, "\x1b[31mred\x1b]0;title\x07", "\x9b31m"])
def test_no_text_can_steer_the_terminal(hostile: str):
    assembly = everything()
    entities = tuple(replace(entity, name=hostile) for entity in assembly.entities)
    documents = tuple(replace(document, title=hostile) for document in assembly.documents)
    text = as_text(explain_entity(replace(assembly, entities=entities, documents=documents), BRANDT))
    assert all(character.isprintable() or character in "\n\u200d" for character in text)
    assert len(text.splitlines()) == len(as_text(explain_entity(assembly, BRANDT)).splitlines())


def test_json_tells_the_same():
    told = json.loads(as_json(explain_entity(everything(), BRANDT)))
    assert told["entity"] == {"id": BRANDT, "name": "Ada Brandt"}
    assert told["meetings"][1]["when"]["earliest"] == "2031-03-04"
    assert told["meetings"][1]["passages"][0]["quote"].startswith("Ada Brandt met")
    assert json.loads(as_json(explain_pair(everything(), SILVA, OKORO)))["events"][0]["status"] == "denied"


def test_a_graph_read_back_is_explained_alike(tmp_path):
    path = tmp_path / "graph.ttl"
    with path.open("wb") as stream:
        write_turtle(everything(), stream)
    assert as_text(explain_entity(read_turtle(path), BRANDT)) == as_text(explain_entity(everything(), BRANDT))


def test_one_party_alone_is_to_meet():
    assembly = everything()
    (planned,) = (meeting for meeting in assembly.meetings if meeting.id == PLANNED)
    alone = replace(assembly, meetings=(replace(planned, participants=(BRANDT,), host=None),))
    assert "  Ada Brandt is to meet" in as_text(explain_entity(alone, BRANDT)).splitlines()
