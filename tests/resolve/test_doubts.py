"""What a person is asked, and in which order."""

from __future__ import annotations

import datetime as dt

from graphkit.model import Decision
from graphkit.resolve.again import Again
from graphkit.resolve.doubts import doubtful_pairs, quote_of

from .stories import Story, build, one_of_each


def asked(assembly, decisions=()):
    return [(doubt.names, doubt.together) for doubt in doubtful_pairs(assembly, decisions)]


def answer(doubt, judgement="unsure"):
    return Decision(judgement=judgement, one=doubt.one, other=doubt.other, when=dt.date(2031, 3, 8))


def test_pairs_that_may_be_one_and_merges_that_rest_on_little():
    assembly = build(
        *one_of_each("P", "J. Halvorsen", "Jakob Halvorsen", "Nils Oberhauser", "Nils Obenhauser", "Ana Torres")
    )
    assert sorted(asked(assembly)) == [
        (("J. Halvorsen", "Jakob Halvorsen"), True),
        (("Nils Obenhauser", "Nils Oberhauser"), False),
    ]


def test_what_is_sure_is_not_asked():
    names = (
        "Volodymyr Zelensky",
        "Vladimir Zelensky",
        "Marine Le Pen",
        "Jean-Marie Le Pen",
        "Kim Jong Un",
        "Kim Yo Jong",
    )
    assert asked(build(*one_of_each("P", *names))) == []


def test_bare_names_and_their_bearers():
    assembly = build(*one_of_each("P", "Jakob Halvorsen", "Halvorsen"))
    (doubt,) = doubtful_pairs(assembly)
    assert (doubt.names, doubt.reason, doubt.score) == (("Halvorsen", "Jakob Halvorsen"), "part of the name", 4.0)


def test_namesakes_that_roles_keep_apart():
    stories = []
    for name, title, country in (("a", "Foreign Minister", "Freedonia"), ("b", "President", "Sylvania")):
        story = Story(name)
        story.role(story.add("P", "Ana Torres"), title, story.add("C", country))
        stories.append(story)
    (doubt,) = doubtful_pairs(build(*stories))
    assert doubt.against == "offices of different countries"
    assert quote_of(build(*stories), doubt.one) == ""


def test_organisations():
    names = "Green Front", "Grain Fund", "GF", "Harbour League"
    assert sorted(asked(build(*one_of_each("O", *names)))) == [
        (("GF", "Grain Fund"), False),
        (("GF", "Green Front"), False),
    ]


def test_the_weightiest_first():
    stories = one_of_each("P", "Nils Oberhauser", "Nils Obenhauser", "Ole Petersen", "Ole Peterson")
    for story in stories[2:]:
        story.role("e1", "senator")
    assert [names for names, _ in asked(build(*stories))] == [
        ("Ole Petersen", "Ole Peterson"),
        ("Nils Obenhauser", "Nils Oberhauser"),
    ]


def test_what_is_answered_is_not_asked_again_in_later_graphs():
    assembly = build(*one_of_each("P", "J. Halvorsen", "Jakob Halvorsen", "Nils Oberhauser", "Nils Obenhauser"))
    doubts = doubtful_pairs(assembly)
    assert len(doubts) == 2
    for doubt in doubts:
        assert len(doubtful_pairs(assembly, [answer(doubt)])) == 1
    assert doubtful_pairs(assembly, map(answer, doubts)) == []
    again = one_of_each("P", "J. Halvorsen", "Jakob Halvorsen", "Nils Oberhauser", "Nils Obenhauser", "Jakob Halvorsen")
    assert doubtful_pairs(build(*again), map(answer, doubts)) == []


def test_comparing_again_finds_what_stands_around():
    first, second = Story("a"), Story("b")
    for story, person in ((first, "Nils Oberhauser"), (second, "Nils Obenhauser")):
        story.add("P", person)
        story.add("O", "Green Front")
    again = Again(build(Story("c"), first))
    assert again.entity_at[("a", 0, 15)] in again.entities
    assembly = build(*one_of_each("P", "Nils Oberhauser", "Alda Norn"))
    one, other = assembly.entities
    assert Again(assembly).compare(one, other).against == "different surnames"
