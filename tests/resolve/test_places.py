from __future__ import annotations

from .stories import Story, build, names

GEORGIA = [("wikidata", "Q230")]


def test_a_country_is_one_by_identifier_whatever_its_name() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.add("C", "Georgia", ids=GEORGIA)
    second.add("C", "Republic of Georgia", ids=GEORGIA)
    third.add("C", "Georgia")
    assembly = build(first, second, third)
    assert names(assembly) == ["Georgia"]
    assert assembly.entities[0].merges == (
        "Georgia = Republic of Georgia: same identifier",
        "Georgia: same name in 2 articles",
    )


def test_a_country_and_a_region_of_one_name_are_two() -> None:
    first, second = Story("a"), Story("b")
    first.add("C", "Georgia", ids=GEORGIA)
    state = second.add("L", "Georgia", finer="region")
    second.role(second.add("P", "Ana Torres"), "governor", state)
    assert names(build(first, second), "Place") == ["Georgia", "Georgia"]


def test_only_places_that_something_refers_to_are_kept() -> None:
    story = Story("a")
    people = story.add("P", "Ana Torres"), story.add("P", "Jakob Halvorsen")
    story.meet(*people, place=(story.add("L", "Brussels"),))
    story.add("L", "Paris")
    story.add("C", "Freedonia")
    assert names(build(story), "Place") == ["Brussels", "Freedonia"]


def test_the_article_of_a_name_makes_no_difference() -> None:
    first, second = Story("a"), Story("b")
    first.add("C", "The Gambia")
    second.add("C", "Gambia")
    assert len(build(first, second).entities) == 1
