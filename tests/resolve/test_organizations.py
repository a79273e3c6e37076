from __future__ import annotations

import pytest

from graphkit.resolve.organizations import acronym, generic, initials, organization_key

from .stories import Story, build, names, one_of_each


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Example Holdings Co., Ltd.", "example holdings"),
        ("Example AG", "example"),
        ("Example S.A.", "example"),
        ("Example & Co.", "example"),
        ("Dept. of Defense", "department of defence"),
        ("Doctors' Union", "doctors union"),
        ("Société Générale", "societe generale"),
        ("AG", "ag"),
        ("!!!", "!!!"),
    ],
)
def test_key(text: str, key: str) -> None:
    assert organization_key(text) == key


@pytest.mark.parametrize(
    ("text", "letters"),
    [("NATO", "NATO"), ("U.N.", "UN"), ("G7", "G7"), ("Nato", ""), ("UN Security Council", ""), ("A", "")],
)
def test_acronym(text: str, letters: str) -> None:
    assert acronym(text) == letters


def test_initials_with_and_without_small_words_and_legal_form() -> None:
    assert initials("Bank of Freedonia Ltd") == {"BOFL", "BFL", "BF"}
    assert initials("North Atlantic Treaty Organization") == {"NATO"}


def test_names_without_a_proper_word() -> None:
    assert generic("supreme court")
    assert generic("ministry of finance")
    assert not generic("european commission")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["Example Inc", "Example Corp.", "example"], 1),
        (["Ministry of Defence, Freedonia", "Ministry of Defense, Freedonia"], 1),
        (["World Health Organization", "WHO", "World Health Organisation"], 1),
        (["Freedonian Railway Workers Union", "FRWU"], 1),
        (["Freedonian Railway Workers Union", "Freedonian Road Workers Union", "FRWU"], 3),
        (["Green Front", "GF"], 2),
        (["Example Bank", "Example Motors"], 2),
        (["NATO", "North Atlantic Treaty Organization", "UN"], 2),
    ],
)
def test_names_alone(given: list[str], expected: int) -> None:
    assembly = build(*one_of_each("O", *given))
    assert len(assembly.entities) == expected, names(assembly)


def test_an_article_that_uses_both_settles_the_acronym() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.add("O", "Green Front", "Green Front", "GF")
    second.add("O", "GF")
    third.add("O", "Great Federation")
    assembly = build(first, second, third)
    assert names(assembly) == ["Great Federation", "Green Front"]
    assert "acronym and long form stand together" in assembly.entities[1].merges[0]


def test_an_acronym_that_two_articles_explain_in_two_ways_joins_neither() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.add("O", "Green Front", "Green Front", "GF")
    second.add("O", "Grain Fund", "Grain Fund", "GF")
    third.add("O", "GF")
    assert names(build(first, second, third)) == ["GF", "Grain Fund", "Green Front"]


def test_courts_of_two_countries_are_two() -> None:
    stories = []
    for name, country in (("a", "Freedonia"), ("b", "Freedonia"), ("c", "Sylvania"), ("d", None)):
        story = Story(name)
        story.add("O", "Supreme Court")
        if country:
            story.add("C", country)
        stories.append(story)
    courts = [entity for entity in build(*stories).entities if entity.type == "Organization"]
    assert sorted(len(entity.members) for entity in courts) == [1, 1, 2]


def test_identifiers_decide() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.add("O", "Example", ids=[("wikidata", "Q1")])
    second.add("O", "Example", ids=[("wikidata", "Q2")])
    third.add("O", "The Example Group of Freedonia", ids=[("wikidata", "Q1")])
    assert len(build(first, second, third).entities) == 2


def test_a_name_without_identifier_joins_the_only_one_that_has() -> None:
    first, second = Story("a"), Story("b")
    first.add("O", "Hamas", ids=[("wikidata", "Q38799")])
    second.add("O", "Hamas")
    assert len(build(first, second).entities) == 1
