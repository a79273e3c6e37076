"""What is moved, called off, told by an office or told vaguely: when two reports can be of one event."""

from __future__ import annotations

from itertools import permutations

import pytest

from graphkit.model import PartialDate, Via

from .stories import Story, build, day

PEOPLE = ["Ana Torres", "Jakob Halvorsen", "Mireille Okonjo"]


def report(name, published, quote="They met.", *, who=(0, 1), place=None, **meeting):
    story = Story(name, published=published)
    people = [story.add("P", person) for person in PEOPLE]
    places = (story.add("L", place),) if place else ()
    story.meet(*(people[number] for number in who), place=places, quote=quote, **meeting)
    return story


def plan(when=None, place=None):
    return report("a", "2024-05-10", "They will meet.", when=when, place=place, status="planned")


def held(when, place=None, published="2024-05-20"):
    return report("c", published, when=when, place=place)


@pytest.mark.parametrize(
    ("first", "mover", "last", "meetings"),
    [
        pytest.param(
            plan("2024-05-14"),
            report("b", "2024-05-12", "It was postponed.", status="planned"),
            held("2024-05-16"),
            1,
            id="put off without a day",
        ),
        pytest.param(
            plan("2024-05-14", "Oslo"),
            report("b", "2024-05-12", "It was moved to Bergen.", status="planned", place="Bergen"),
            held("2024-05-14", "Bergen"),
            1,
            id="moved to another town",
        ),
        pytest.param(
            plan("2024-05-14"),
            report("b", "2024-05-12", "They spoke of it.", status="planned"),
            held("2024-05-16"),
            2,
            id="no word of a change",
        ),
        pytest.param(
            plan("2024-05-14"),
            report("b", "2024-05-12", "It was postponed.", status="planned", who=(0, 2)),
            held("2024-05-16"),
            3,
            id="somebody else's meeting moved",
        ),
        pytest.param(
            plan("2024-05-14"),
            report("b", "2024-05-12", "It was postponed.", status="planned"),
            held("2024-07-30", published="2024-08-01"),
            2,
            id="held long after",
        ),
        pytest.param(
            plan("2024-05-14"),
            report("b", "2024-05-16", "They met after a delay.", when="2024-05-15"),
            held("2024-05-15"),
            1,
            id="told once it was held",
        ),
        pytest.param(
            plan("2024-05-17"),
            report("b", "2024-05-15", "It was called off.", when="2024-05-17", status="denied"),
            held("2024-05-17"),
            1,
            id="called off, held all the same",
        ),
        pytest.param(
            plan("2024-05-17"),
            report("b", "2024-05-19", "It never took place.", when="2024-05-17", status="denied"),
            held("2024-05-17"),
            2,
            id="denied afterwards",
        ),
    ],
)
def test_three_reports_in_any_order(first, mover, last, meetings) -> None:
    built = {build(*order) for order in permutations((first, mover, last))}
    assert len(built) == 1
    assert len(built.pop().meetings) == meetings


def test_a_moved_meeting_has_its_new_day_and_place() -> None:
    moved = report("b", "2024-05-12", "It was postponed.", status="planned")
    assembly = build(plan("2024-05-14", "Oslo"), moved, held("2024-05-16", "Bergen"))
    (meeting,) = assembly.meetings
    assert (meeting.status, meeting.when.value) == ("occurred", "2024-05-16")
    assert [entity.name for entity in assembly.entities if entity.id in meeting.place] == ["Bergen"]
    assert {passage.document: passage.status for passage in meeting.evidence} == {
        "a": "planned",
        "b": "planned",
        "c": "occurred",
    }


def test_a_day_that_no_longer_holds_is_not_kept() -> None:
    moved = report("b", "2024-05-12", "It was postponed.", status="planned")
    (meeting,) = build(plan("2024-05-14"), moved).meetings
    assert (meeting.status, meeting.when) == ("planned", None)


def test_the_weekday_of_what_is_called_off_may_be_the_next() -> None:
    friday = PartialDate(
        text="on Friday",
        earliest=day("2024-05-10").earliest,
        latest=day("2024-05-10").latest,
        precision="day",
        basis="relative",
    )
    off = Story("b", published="2024-05-15")
    off.meet(*(off.add("P", person) for person in PEOPLE[:2]), status="denied", quote="It was called off.")
    off.meetings[0] = type(off.meetings[0])(
        id="m1",
        status="denied",
        participants=off.meetings[0].participants,
        evidence=off.meetings[0].evidence,
        rule="test",
        when=friday,
    )
    (meeting,) = build(plan("2024-05-17"), off).meetings
    assert (meeting.status, meeting.when.value) == ("denied", "2024-05-17")
    (alone,) = build(off).meetings
    assert alone.when.value == "2024-05-10"


def test_many_reports_without_a_day_go_to_the_only_meeting() -> None:
    undated = [report(name, None) for name in "bcd"]
    (meeting,) = build(report("a", "2024-05-03", when="2024-05-02"), *undated).meetings
    assert len(meeting.evidence) == 4


def test_a_month_goes_to_a_meeting_only_where_there_is_one() -> None:
    first, second = report("a", "2024-05-03", when="2024-05-02"), report("b", "2024-05-24", when="2024-05-23")
    later = report("c", "2024-09-01", when="2024-05")
    assert len(build(first, later).meetings) == 1
    assert len(build(first, second, later).meetings) == 3


@pytest.mark.parametrize(
    ("words", "meetings"), [("the Spanish prime minister", 1), ("Spanish officials", 2), ("its leader", 1)]
)
def test_an_office_tells_whom_another_article_names(words, meetings) -> None:
    one, other = Story("a", published="2024-05-15"), Story("b", published="2024-05-15")
    host, guest, country = one.add("P", PEOPLE[0]), one.add("P", PEOPLE[1]), one.add("C", "Spain")
    one.role(guest, "Prime Minister", country)
    one.meet(host, guest, when="2024-05-14")
    host, country = other.add("P", PEOPLE[0]), other.add("C", "Spain")
    via = Via(party=country, text=words, start=0, end=len(words))
    other.meet(host, country, when="2024-05-14", via=(via,))
    assembly = build(one, other)
    assert len(assembly.meetings) == meetings
    if meetings == 1:
        named = {entity.name for entity in assembly.entities if entity.id in assembly.meetings[0].participants}
        assert named == set(PEOPLE[:2])


def test_who_stood_for_somebody_else_is_no_host() -> None:
    one, other = Story("a", published="2024-05-15"), Story("b", published="2024-05-15")
    host, guest, country = one.add("P", PEOPLE[0]), one.add("P", PEOPLE[1]), one.add("C", "Spain")
    one.role(guest, "Prime Minister", country)
    one.meet(host, guest, when="2024-05-14")
    visitor, country = other.add("P", PEOPLE[0]), other.add("C", "Spain")
    via = Via(party=country, text="the Spanish prime minister", start=0, end=26)
    other.meet(visitor, country, when="2024-05-14", via=(via,), host=country)
    (meeting,) = build(one, other).meetings
    assert meeting.host is None


def test_a_summit_told_by_pairs_is_one_only_where_a_report_names_all() -> None:
    pairs = [
        report("a", "2024-05-15", who=(0, 1), when="2024-05-14"),
        report("b", "2024-05-15", who=(1, 2), when="2024-05-14"),
    ]
    assert len(build(*pairs).meetings) == 2
    assert len(build(*pairs, report("c", "2024-05-15", who=(0, 1, 2), when="2024-05-14")).meetings) == 1


def test_a_renewed_pledge_is_its_own_and_worth_its_amount_once() -> None:
    def promise(name, published, **pledge):
        story = Story(name, published=published)
        story.pledge(story.add("C", "Norway"), story.add("C", "Kenya"), amount=5e6, when=published, **pledge)
        return story

    first, renewed = promise("a", "2024-05-02"), promise("b", "2024-06-02", renewed=True)
    again = promise("b", "2024-06-02")
    one, other = build(first, renewed).pledges
    assert one.joint == other.joint is not None
    assert sorted([one.renewed, other.renewed]) == [False, True]
    assert [pledge.joint for pledge in build(first, again).pledges] == [None, None]
