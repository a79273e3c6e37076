"""When several reports are of one meeting or pledge, and when not."""

from __future__ import annotations

import pytest

from .stories import Story, build

PEOPLE = ["Ana Torres", "Jakob Halvorsen", "Mireille Okonjo", "Nils Oberhauser"]


def report(name, *, who=(0, 1), published=None, place=None, country=None, **meeting):
    story = Story(name, published=published)
    people = [story.add("P", person) for person in PEOPLE]
    places = tuple(story.add(kind, place) for kind, place in (("L", place), ("C", country)) if place)
    story.meet(*(people[number] for number in who), place=places, **meeting)
    return story


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02"}, 1, id="same day"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-03"}, 2, id="other day"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05"}, 1, id="day in the month"),
        pytest.param({"when": "2024-05"}, {"when": "2024-05"}, 2, id="months alone say too little"),
        pytest.param({"published": "2024-05-02"}, {"published": "2024-05-04"}, 1, id="published close together"),
        pytest.param({"published": "2024-05-02"}, {"published": "2024-05-12"}, 2, id="published far apart"),
        pytest.param({}, {}, 2, id="nothing known"),
        pytest.param({"when": "2024-05-02"}, {}, 1, id="day and nothing"),
        pytest.param({"when": "2024-05-02"}, {"published": "2024-05-05"}, 1, id="told within a week"),
        pytest.param({"when": "2024-05-02"}, {"published": "2024-05-20"}, 2, id="told much later"),
        pytest.param({"when": "2024-05-02"}, {"published": "2024-05-01"}, 2, id="told before it happened"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "who": (0, 1, 2)}, 1, id="more people named"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "who": (0, 2)}, 2, id="other people"),
        pytest.param({"when": "2024-05-02", "who": (0,)}, {"when": "2024-05-02"}, 2, id="one person is too few"),
        pytest.param(
            {"when": "2024-05-02", "place": "Oslo"}, {"when": "2024-05-02", "place": "Bergen"}, 2, id="other town"
        ),
        pytest.param({"when": "2024-05-02", "place": "Oslo"}, {"when": "2024-05-02"}, 1, id="town not told"),
        pytest.param(
            {"when": "2024-05-02", "mode": "phone"}, {"when": "2024-05-02", "mode": "in_person"}, 2, id="call and visit"
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "planned", "published": "2024-05-01"},
            {"when": "2024-05-02", "published": "2024-05-03"},
            1,
            id="planned, then held",
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "planned", "who": (0, 1, 2)},
            {"when": "2024-05-02"},
            2,
            id="a plan of more people",
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "planned"},
            {"when": "2024-05-02", "who": (0, 1, 2)},
            1,
            id="more people came",
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "planned", "published": "2024-05-05"},
            {"published": "2024-05-03"},
            2,
            id="planned after one was held",
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "planned"},
            {"when": "2024-05-02", "status": "denied"},
            1,
            id="planned, then cancelled",
        ),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "status": "denied"}, 2, id="held and denied"),
        pytest.param(
            {"when": "2024-05-02", "status": "hypothetical"}, {"when": "2024-05-02"}, 2, id="wished for and held"
        ),
        pytest.param(
            {"when": "2024-05-02", "status": "hypothetical"},
            {"when": "2024-05-02", "status": "hypothetical"},
            1,
            id="wished for twice",
        ),
    ],
)
def test_two_reports(first, second, expected) -> None:
    assert len(build(report("a", **first), report("b", **second)).meetings) == expected


def test_a_meeting_of_many_reports_keeps_all_that_is_told() -> None:
    assembly = build(
        report("a", published="2024-05-01", status="planned", when="2024-05-02", quote="They will meet."),
        report("b", published="2024-05-02", quote="They met.", place="Oslo"),
        report("c", published="2024-05-03", quote="The three met.", who=(0, 1, 2), mode="in_person"),
    )
    (meeting,) = assembly.meetings
    assert meeting.status == "occurred"
    assert len(meeting.participants) == 3
    assert meeting.when is not None
    assert meeting.when.value == "2024-05-02"
    assert meeting.mode == "in_person"
    assert meeting.place
    assert [passage.quote for passage in meeting.evidence] == ["The three met.", "They met.", "They will meet."]
    assert {passage.document: passage.status for passage in meeting.evidence} == {
        "a": "planned",
        "b": "occurred",
        "c": "occurred",
    }


def test_a_place_of_the_passage_goes_before_one_of_the_document() -> None:
    first = report("a", when="2024-05-02", place="Bergen", place_basis="document", quote="The two of them met in May.")
    second = report("b", when="2024-05-02", place="Oslo", place_basis="stated")
    assembly = build(first, second)
    (meeting,) = assembly.meetings
    assert [entity.name for entity in assembly.entities if entity.id in meeting.place] == ["Oslo"]
    assert meeting.place_basis == "stated"


def test_cancelled_is_denied() -> None:
    (meeting,) = build(
        report("a", status="planned", when="2024-05-02"), report("b", status="denied", when="2024-05-02")
    ).meetings
    assert meeting.status == "denied"


def test_an_article_that_tells_two_meetings_apart_keeps_them_apart() -> None:
    story = Story("a", published="2024-05-02")
    people = [story.add("P", person) for person in PEOPLE[:2]]
    story.meet(*people)
    story.meet(*people)
    assembly = build(story, report("b", published="2024-05-02"))
    assert len(assembly.meetings) == 2
    assert sorted(len(meeting.evidence) for meeting in assembly.meetings) == [1, 2]


def test_an_undated_report_joins_no_meeting_where_there_are_two() -> None:
    assembly = build(report("a", when="2024-05-02"), report("b", when="2024-05-09"), report("c"))
    assert len(assembly.meetings) == 3


def test_days_that_exclude_each_other_are_not_joined_through_a_third() -> None:
    first = report("a", when="2024-05-02", published="2024-05-02")
    second = report("b", when="2024-05-04", published="2024-05-04")
    assembly = build(first, second, report("c", published="2024-05-04"))
    assert sorted(len(meeting.evidence) for meeting in assembly.meetings) == [1, 2]


def test_a_city_may_lie_in_a_country() -> None:
    first = report("a", when="2024-05-02", place="Oslo")
    second = Story("b")
    people = [second.add("P", person) for person in PEOPLE[:2]]
    second.meet(*people, when="2024-05-02", place=(second.add("C", "Norway"),))
    assert len(build(first, second).meetings) == 1


def test_participants_that_are_one_entity_count_once() -> None:
    story, other = Story("a"), Story("b")
    people = story.add("P", "Volodymyr Zelensky"), story.add("P", "Vladimir Zelensky"), story.add("P", "Ana Torres")
    story.meet(*people)
    other.meet(other.add("P", "Volodymyr Zelensky"), other.add("P", "Vladimir Zelensky"), quote="Z met Z.")
    assembly = build(story, other)
    assert [len(meeting.participants) for meeting in assembly.meetings] == [2]
    assert assembly.warnings == ("b: left out a meeting whose participants are all one entity: 'Z met Z.'",)


def test_a_meeting_with_one_participant_is_kept() -> None:
    story = Story("a")
    story.meet(story.add("O", "Green Front"))
    assert len(build(story).meetings) == 1


def promise(name, *, to=1, published=None, **pledge):
    story = Story(name, published=published)
    people = [story.add("P", person) for person in PEOPLE]
    story.pledge(people[0], *([] if to is None else [people[to]]), **pledge)
    return story


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({"content": "two new bridges"}, {"content": "Two new bridges"}, 1, id="same words"),
        pytest.param({"content": "two new bridges"}, {"content": "ten thousand trees"}, 2, id="other words"),
        pytest.param({"content": "two new bridges"}, {"content": "two new bridges", "to": 2}, 2, id="other recipient"),
        pytest.param({"content": "two new bridges"}, {"content": "two new bridges", "to": None}, 2, id="no recipient"),
        pytest.param(
            {"content": "two new bridges"}, {"content": "two new bridges", "status": "denied"}, 2, id="other status"
        ),
        pytest.param(
            {"content": "aid", "amount": 5e6, "when": "2024-05-02"},
            {"content": "help worth 5 million", "amount": 5e6, "when": "2024-05-02"},
            1,
            id="same amount",
        ),
        pytest.param({"content": "aid", "amount": 5e6}, {"content": "aid", "amount": 6e6}, 2, id="other amount"),
        pytest.param(
            {"content": "aid", "published": "2024-05-02"},
            {"content": "aid", "published": "2024-06-02"},
            2,
            id="a month apart",
        ),
        pytest.param(
            {"content": "", "published": "2024-05-02"}, {"content": "", "published": "2024-05-02"}, 2, id="nothing told"
        ),
    ],
)
def test_two_pledges(first, second, expected) -> None:
    assert len(build(promise("a", **first), promise("b", **second)).pledges) == expected


def test_a_promise_to_oneself_has_no_recipient() -> None:
    story = Story("a")
    story.pledge(story.add("P", "Volodymyr Zelensky"), story.add("P", "Vladimir Zelensky"), content="rest")
    (pledge,) = build(story).pledges
    assert pledge.recipients == ()


def test_joint_pledges_stay_joint() -> None:
    story = Story("a")
    people = [story.add("P", person) for person in PEOPLE[:3]]
    story.pledge(people[0], people[2], content="aid", joint="j1")
    story.pledge(people[1], people[2], content="aid", joint="j1")
    first, second = build(story).pledges
    assert first.joint == second.joint is not None


def test_ids_come_from_the_lowest_evidence() -> None:
    alone = build(report("b", when="2024-05-02")).meetings[0]
    earlier = build(report("b", when="2024-05-02"), report("a", when="2024-05-02")).meetings[0]
    later = build(report("b", when="2024-05-02"), report("c", when="2024-05-02")).meetings[0]
    assert alone.id == later.id != earlier.id
    assert alone.id.startswith("meeting/")
    assert len(alone.id) == len("meeting/") + 16


def test_two_events_in_one_sentence_have_two_ids() -> None:
    story = Story("a")
    people = [story.add("P", person) for person in PEOPLE[:3]]
    story.meet(people[0], people[1])
    story.meet(people[0], people[2])
    story.meetings[1] = type(story.meetings[1])(
        id="m2",
        status="occurred",
        participants=(people[0], people[2]),
        evidence=story.meetings[0].evidence,
        rule="test",
    )
    assert len({meeting.id for meeting in build(story).meetings}) == 2


def accusation(name, *, ends=(0, 1), published=None, **relation):
    story = Story(name, published=published)
    people = [story.add("P", person) for person in PEOPLE]
    story.relate(*(people[number] for number in ends), **relation)
    return story


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02"}, 1, id="same day"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-03"}, 2, id="other day"),
        pytest.param({"published": "2024-05-02"}, {"published": "2024-05-04"}, 1, id="published close together"),
        pytest.param({"published": "2024-05-02"}, {"published": "2024-05-12"}, 2, id="published far apart"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "ends": (1, 0)}, 2, id="the other way round"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "ends": (0, 2)}, 2, id="other target"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "relation": "blamed"}, 2, id="other relation"),
        pytest.param({"when": "2024-05-02"}, {"when": "2024-05-02", "status": "denied"}, 2, id="told and denied"),
        pytest.param(
            {"when": "2024-05-02", "status": "planned", "published": "2024-05-01"},
            {"when": "2024-05-02", "published": "2024-05-03"},
            1,
            id="planned, then done",
        ),
        pytest.param(
            {"when": "2024-05-02", "relation": "signed_with", "symmetric": True},
            {"when": "2024-05-02", "relation": "signed_with", "symmetric": True, "ends": (1, 0)},
            1,
            id="both ways",
        ),
    ],
)
def test_two_reports_of_a_relation(first, second, expected) -> None:
    relations = build(accusation("a", **first), accusation("b", **second)).relations
    assert len(relations) == expected
    assert sum(len(relation.evidence) for relation in relations) == 2


def test_a_relation_of_two_reports_keeps_what_both_tell() -> None:
    (relation,) = build(
        accusation("a", status="planned", when="2024-05-02", published="2024-05-01"),
        accusation("b", published="2024-05-02"),
    ).relations
    assert (relation.status, relation.when.value) == ("occurred", "2024-05-02")
    assert [passage.status for passage in relation.evidence] == ["occurred", "planned"]
    assert relation.id.startswith("relation/")
    assert len(relation.merges) == 1


def test_who_turns_out_to_be_the_same_stands_in_no_relation() -> None:
    story = Story("a")
    story.relate(
        story.add("P", "Ana Torres", ids=[("wikidata", "Q1")]), story.add("P", "Ann Torres", ids=[("wikidata", "Q1")])
    )
    assert build(story).relations == ()
