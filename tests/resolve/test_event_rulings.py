"""Decisions on two reports of events, and what they do to a graph."""

from __future__ import annotations

import datetime as dt
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.explain import as_text, explain_entity
from graphkit.model import Anchor, Assembly, Decision, Extraction, Meeting, Pledge, Run
from graphkit.rdf import read_turtle
from graphkit.resolve import assemble

from .stories import BASE, Story
from .test_assemble import check, made
from .test_rulings import anchor, join, turtle


def passage(extraction: Extraction, number: int = 0, kind: str = "meetings") -> Anchor:
    evidence = getattr(extraction, kind)[number].evidence[0]
    return Anchor(document=extraction.document.id, start=evidence.start, end=evidence.end, text=evidence.quote)


def decide(judgement: str, one: Anchor, other: Anchor, **more: str) -> Decision:
    return Decision(judgement=judgement, one=one, other=other, by="ada", when=dt.date(2031, 3, 8), **more)


def told(name: str, *parties: str, published: str | None = "2031-03-05", **more: object) -> Extraction:
    """An article that tells one meeting."""
    story = Story(name, published=published)
    story.meet(*(story.add("P", party) for party in parties), **more)
    return story.made()


def promised(name: str, pledger: str, *recipients: str, **more: object) -> Extraction:
    story = Story(name, published="2031-03-05")
    story.pledge(story.add("P", pledger), *(story.add("C", land) for land in recipients), **more)
    return story.made()


def groups(assembly: Assembly, kind: str = "meetings") -> list[list[str]]:
    return sorted(sorted({passage.document for passage in event.evidence}) for event in getattr(assembly, kind))


PAIR = "Ana Torres", "Bo Lind"


def test_different_keeps_two_reports_in_two_events() -> None:
    given_ = [told("a", *PAIR, when="2031-03-04"), told("b", *PAIR, when="2031-03-04")]
    assert groups(join(given_)) == [["a", "b"]]
    decision = decide("different", *map(passage, given_))
    assembly = join(given_, decision)
    assert groups(assembly) == [["a"], ["b"]]
    assert assembly.decisions == (decision,)
    assert assembly.warnings == ()


@pytest.mark.parametrize("when", ["2031-03-04", None])
def test_different_holds_through_third_reports(when: str | None) -> None:
    given_ = [told(name, *PAIR, when=when) for name in "abcd"]
    found = groups(join(given_, decide("different", passage(given_[0]), passage(given_[2]))))
    assert len(found) == 2
    assert not any({"a", "c"} <= set(group) for group in found)


def test_what_tells_no_day_goes_to_the_only_other_one_that_it_can_be() -> None:
    silent = told("c", *PAIR, published=None)
    dated = [told("a", *PAIR, when="2031-03-04"), told("b", *PAIR, when="2031-06-04", published="2031-06-05")]
    assert groups(join([*dated, silent])) == [["a"], ["b"], ["c"]]
    found = join([*dated, silent], decide("different", passage(dated[0]), passage(silent)))
    assert groups(found) == [["a"], ["b", "c"]]


def test_same_joins_what_days_and_parties_keep_apart() -> None:
    one = told("a", "Ana Torres", "Bo Lind", when="2031-03-04")
    other = told("b", "Ana Torres", "Cem Kaya", when="2031-03-01", quote="They spoke.")
    decision = decide("same", passage(one), passage(other), note="one dinner")
    assembly = join([one, other], decision)
    (meeting,) = assembly.meetings
    names = {entity.id: entity.name for entity in assembly.entities}
    assert {names[party] for party in meeting.participants} == {"Ana Torres", "Bo Lind", "Cem Kaya"}
    first, second = meeting.merges[0].split(": ")[0].split(" = ")
    assert (first[0], second[0]) == ("a", "b")
    assert meeting.merges[0].endswith(": decided to be same by ada on 2031-03-08 (one dinner)")
    assert assembly.decisions == (decision,)
    ana = next(entity.id for entity in assembly.entities if entity.name == "Ana Torres")
    assert "one meeting, because a (" in as_text(explain_entity(assembly, ana))


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("denied", "occurred"), "occurred"),
        (("planned", "occurred"), "occurred"),
        (("planned", "denied"), "denied"),
        (("hypothetical", "planned"), "planned"),
    ],
)
def test_same_gives_the_status_of_the_usual_history(statuses: tuple[str, str], status: str) -> None:
    given_ = [told(name, *PAIR, status=each, when="2031-03-04") for name, each in zip("ab", statuses, strict=True)]
    (meeting,) = join(given_, decide("same", *map(passage, given_))).meetings
    assert meeting.status == status
    assert {evidence.status for evidence in meeting.evidence} == set(statuses)


def test_others_join_an_event_on_either_of_its_days_but_on_no_third() -> None:
    days = ["2031-03-04", "2031-03-01", "2031-03-01", "2031-03-03"]
    given_ = [told(name, *PAIR, when=day) for name, day in zip("abcd", days, strict=True)]
    assert groups(join(given_, decide("same", passage(given_[0]), passage(given_[1])))) == [["a", "b", "c"], ["d"]]


def test_what_told_no_day_has_the_day_of_what_it_is_decided_to_be() -> None:
    given_ = [
        told("a", *PAIR, when="2031-01-04", published="2031-01-05"),
        told("b", *PAIR),
        told("c", *PAIR, when="2031-03-04"),
    ]
    assert groups(join(given_)) == [["a"], ["b", "c"]]
    assert groups(join(given_, decide("same", passage(given_[0]), passage(given_[1])))) == [["a", "b"], ["c"]]


def test_contradictions_are_told_and_none_counts() -> None:
    given_ = [told(name, *PAIR, when=f"2031-0{number}-04") for number, name in enumerate("abcd", 1)]
    spots = [passage(each) for each in given_]
    other = decide("same", spots[0], spots[3])
    chain = [decide("same", *spots[:2]), decide("same", *spots[1:3]), decide("different", spots[0], spots[2])]
    assembly = join(given_, *chain, other)
    assert groups(assembly) == [["a", "d"], ["b"], ["c"]]
    assert assembly.decisions == (other,)
    (warning,) = assembly.warnings
    assert "contradict each other" in warning


def test_a_passage_that_is_gone_is_told_and_changes_nothing() -> None:
    given_ = [told("a", *PAIR, when="2031-03-04"), told("b", *PAIR, when="2031-06-04")]
    decision = decide("same", *map(passage, given_))
    assembly = join(given_[:1], decision)
    assert "an event that is not there" in assembly.warnings[0]
    assert turtle(assembly) == turtle(join(given_[:1]))
    wrong = Decision(judgement="wrong", one=passage(given_[1]), when=dt.date(2031, 3, 8))
    assert "an event that is not there" in join(given_, decision, wrong).warnings[0]


def test_a_name_is_no_event_and_a_meeting_no_pledge() -> None:
    one, other = told("a", *PAIR), promised("b", "Ana Torres", "Freedonia", content="aid")
    mixed = decide("same", passage(one), anchor(other, "e1"))
    kinds = decide("same", passage(one), passage(other, kind="pledges"))
    assert ["not there" in w or "never one" in w for w in join([one, other], mixed, kinds).warnings] == [True, True]


def test_one_event_of_one_article_is_not_parted() -> None:
    one = told("a", *PAIR)
    (warning,) = join([one], decide("different", passage(one), passage(one))).warnings
    assert "settled when the article is read" in warning


def test_unsure_changes_nothing_but_is_kept() -> None:
    given_ = [told("a", *PAIR, when="2031-03-04"), told("b", *PAIR, when="2031-06-04")]
    decision = decide("unsure", *map(passage, given_))
    assembly = join(given_, decision)
    assert (assembly.meetings, assembly.decisions) == (join(given_).meetings, (decision,))


def test_pledges_join_with_all_their_recipients() -> None:
    one = promised("a", "Ana Torres", "Freedonia", content="aid")
    other = promised("b", "Ana Torres", "Sylvania", content="five ships", status="denied")
    assembly = join([one, other], decide("same", *(passage(each, kind="pledges") for each in (one, other))))
    (pledge,) = assembly.pledges
    assert (len(pledge.recipients), pledge.status) == (2, "made")
    parted = [promised(name, "Ana Torres", "Freedonia", content="aid") for name in "ab"]
    assert groups(join(parted), "pledges") == [["a", "b"]]
    decision = decide("different", *(passage(each, kind="pledges") for each in parted))
    assert groups(join(parted, decision), "pledges") == [["a"], ["b"]]


def test_pledges_of_two_parties_are_never_one() -> None:
    given_ = [promised("a", "Ana Torres", "Freedonia"), promised("b", "Bo Lind", "Freedonia")]
    assembly = join(given_, decide("same", *(passage(each, kind="pledges") for each in given_)))
    assert len(assembly.pledges) == 2
    assert "pledges of two parties" in assembly.warnings[0]


def both_in_one_passage(name: str, when: str) -> Extraction:
    """An article with two meetings, each of its own trigger, in one passage."""
    story = Story(name, published="2031-03-05")
    ana, bo, cem = (story.add("P", person) for person in ("Ana Torres", "Bo Lind", "Cem Kaya"))
    evidence = story.passage("They met, and they talked.")
    for number, parties in enumerate(((ana, bo), (ana, cem))):
        trigger = (evidence.start + 5 + 14 * number, evidence.start + 8 + 14 * number)
        story.meet(*parties, when=when)
        old = story.meetings.pop()
        story.meetings.append(
            Meeting(
                id=old.id,
                status="occurred",
                participants=parties,
                evidence=(evidence,),
                rule="test",
                when=old.when,
                trigger=trigger,
            )
        )
    return story.made()


def test_a_passage_with_several_events_joins_each_to_that_of_its_parties() -> None:
    given_ = [both_in_one_passage("a", "2031-03-04"), both_in_one_passage("b", "2031-03-01")]
    assert len(join(given_).meetings) == 4
    assembly = join(given_, decide("same", *map(passage, given_)))
    assert [len(meeting.evidence) for meeting in assembly.meetings] == [2, 2]
    third = told("c", "Ana Torres", "Dag Moe", when="2031-02-01")
    assert "several events" in join([given_[0], third], decide("same", passage(given_[0]), passage(third))).warnings[0]
    start, end = given_[0].meetings[1].trigger or (0, 0)
    quote = given_[0].meetings[1].evidence[0]
    trigger = Anchor(document="a", start=start, end=end, text=quote.quote[start - quote.start : end - quote.start])
    assert groups(join([given_[0], third], decide("same", trigger, passage(third)))) == [["a"], ["a", "c"]]


def test_an_event_says_by_which_rule_it_is_one() -> None:
    given_ = [told("a", *PAIR, when="2031-03-04"), told("b", *PAIR)]
    (meeting,) = join(given_).meetings
    (reason,) = meeting.merges
    assert reason.endswith("one tells the day and the other is from those days")
    assert read_turtle(io.BytesIO(turtle(join(given_)))).meetings == (meeting,)
    assert join(given_[:1]).meetings[0].merges == ()


def _spots(extractions: list[Extraction]) -> list[Anchor]:
    return [
        passage(extraction, number, kind)
        for extraction in extractions
        for kind in ("meetings", "pledges")
        for number in range(len(getattr(extraction, kind)))
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_whatever_is_decided_of_events_the_graph_holds_together(seed: int, chance: random.Random) -> None:
    extractions = made(seed, 4)
    spots = _spots(extractions)
    decisions = [
        decide(chance.choice(["same", "different"]), chance.choice(spots), chance.choice(spots), note=str(number))
        for number in range(8)
    ]
    assembly = join(extractions, *decisions)
    check(assembly)
    events: tuple[Meeting | Pledge, ...] = (*assembly.meetings, *assembly.pledges)
    at = {(e.document, e.start, e.end): event.id for event in events for e in event.evidence}
    for decision in assembly.decisions:
        one, other = (at[a.document, a.start, a.end] for a in (decision.one, decision.other) if a is not None)
        assert (one == other) == (decision.judgement == "same")
    assert join(extractions[::-1], *chance.sample(decisions, len(decisions))) == assembly
    written = read_turtle(io.BytesIO(turtle(assembly)))
    assert (written.meetings, written.pledges) == (assembly.meetings, assembly.pledges)
    # taking decisions back leaves no trace
    assert turtle(join(extractions)) == turtle(assemble(extractions, base_iri=BASE, run=Run(version="test")))


def accused(name: str, *ends: str, when: str = "2031-03-04") -> Extraction:
    story = Story(name, published="2031-03-05")
    story.relate(*(story.add("P", end) for end in ends), when=when)
    return story.made()


def test_decisions_on_relations() -> None:
    given_ = [accused("a", *PAIR), accused("b", *PAIR), accused("c", *PAIR, when="2031-03-01")]
    spots = [passage(each, kind="relations") for each in given_]
    assert groups(join(given_), "relations") == [["a", "b"], ["c"]]
    assert groups(join(given_, decide("different", *spots[:2])), "relations") == [["a"], ["b"], ["c"]]
    assert groups(join(given_, decide("same", *spots[1:])), "relations") == [["a", "b", "c"]]
    wrong = Decision(judgement="wrong", one=spots[2], by="ada", when=dt.date(2031, 3, 8))
    assert groups(join(given_, wrong), "relations") == [["a", "b"]]


def test_relations_of_other_parties_are_never_one() -> None:
    given_ = [accused("a", *PAIR), accused("b", *PAIR[::-1])]
    assembly = join(given_, decide("same", *(passage(each, kind="relations") for each in given_)))
    assert len(assembly.relations) == 2
    assert "relations of other parties" in assembly.warnings[0]
