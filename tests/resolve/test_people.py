"""Persons in several articles: who is one, who is two."""

from __future__ import annotations

import pytest

from .stories import Story, build, names, one_of_each


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["Volodymyr Zelensky", "Vladimir Zelensky"], 1),
        (["Joe Biden", "Joseph R. Biden Jr.", "Joseph Biden"], 1),
        (["George Bush", "George W. Bush", "George H.W. Bush"], 3),
        (["Marine Le Pen", "Jean-Marie Le Pen", "Le Pen"], 3),
        (["Kim Jong Un", "Kim Yo Jong", "Kim Jong-un"], 2),
        (["John A. Harwell", "John B. Harwell", "John Harwell"], 3),
        (["Alexander Fellner", "Alexandra Fellner", "Alex Fellner"], 3),
        (["J. Halvorsen", "Jakob Halvorsen"], 1),
        (["J. Halvorsen", "Jakob Halvorsen", "Jens Halvorsen"], 3),
        (["Jakob Halvorsen", "Halvorsen"], 2),
        (["Ronaldinho", "Ronaldinho"], 1),
        (["Muammar Gaddafi", "Moammar Khadafy", "Muammar el-Qaddafi"], 1),
        (["Nils Oberhauser", "Nils Obenhauser"], 2),
    ],
)
def test_names_alone(given: list[str], expected: int) -> None:
    assembly = build(*one_of_each("P", *given))
    assert len(assembly.entities) == expected, names(assembly)


def test_an_article_that_tells_father_from_son_is_heeded() -> None:
    story = Story("doc-1")
    story.add("P", "Edgar Rowland")
    story.add("P", "Edgar T. Rowland")
    assert len(build(story).entities) == 2
    assert len(build(*one_of_each("P", "Edgar Rowland", "Edgar T. Rowland")).entities) == 1


def with_role(name: str, person: str, title: str, country: str, **more: str) -> Story:
    story = Story(name)
    story.role(story.add("P", person), title, story.add("C", country), **more)
    return story


def test_a_bare_surname_joins_the_only_bearer_with_the_same_role() -> None:
    assembly = build(
        with_role("a", "Jakob Halvorsen", "President", "Freedonia"),
        with_role("b", "Halvorsen", "President", "Freedonia"),
    )
    assert names(assembly, "Person") == ["Jakob Halvorsen"]
    assert any("same role" in sentence for sentence in assembly.entities[0].merges)


def test_a_bare_surname_stays_alone_between_two_bearers() -> None:
    first = with_role("a", "Jakob Halvorsen", "President", "Freedonia")
    first.add("P", "Ingrid Halvorsen")
    second = Story("b")
    second.add("P", "Halvorsen")
    second.add("C", "Freedonia")
    assert names(build(first, second), "Person") == ["Halvorsen", "Ingrid Halvorsen", "Jakob Halvorsen"]


def test_a_role_tells_which_of_two_bearers_is_meant() -> None:
    first = with_role("a", "Jakob Halvorsen", "President", "Freedonia")
    second = with_role("b", "Ingrid Halvorsen", "Prime Minister", "Sylvania")
    third = with_role("c", "Halvorsen", "Prime Minister", "Sylvania")
    assembly = build(first, second, third)
    assert names(assembly, "Person") == ["Ingrid Halvorsen", "Jakob Halvorsen"]
    ingrid = next(entity for entity in assembly.entities if entity.name == "Ingrid Halvorsen")
    assert ("c", "e1") in ingrid.members


def test_shared_company_joins_a_bare_surname() -> None:
    first, second = Story("a"), Story("b")
    for story, person in ((first, "Jakob Halvorsen"), (second, "Halvorsen")):
        story.add("P", person)
        story.add("P", "Mireille Okonjo")
    assert names(build(first, second)) == ["Jakob Halvorsen", "Mireille Okonjo"]


def test_the_short_form_that_an_article_uses_counts_as_a_name() -> None:
    first, second = Story("a"), Story("b")
    first.add("P", "Luiz Inacio Lula da Silva", "Luiz Inacio Lula da Silva", "Lula")
    first.add("O", "Green Front")
    second.add("P", "Lula")
    second.add("O", "Green Front")
    assert names(build(first, second), "Person") == ["Luiz Inacio Lula da Silva"]


def test_the_family_name_that_stands_first_is_the_short_form() -> None:
    first, second = Story("a"), Story("b")
    for story, person in ((first, "Moon Jae-in"), (second, "Moon")):
        story.role(story.add("P", person), "President", story.add("C", "South Korea"))
    assert names(build(first, second), "Person") == ["Moon Jae-in"]


def test_one_name_in_offices_of_two_countries_is_two_people() -> None:
    first = with_role("a", "Ana Torres", "Foreign Minister", "Freedonia")
    second = with_role("b", "Ana Torres", "Finance Minister", "Sylvania")
    assembly = build(first, second)
    assert names(assembly, "Person") == ["Ana Torres", "Ana Torres"]
    assert len({entity.id for entity in assembly.entities}) == len(assembly.entities)


def test_a_former_office_contradicts_nothing() -> None:
    first = with_role("a", "Ana Torres", "Foreign Minister", "Freedonia", tense="former")
    assert len(names(build(first, with_role("b", "Ana Torres", "President", "Sylvania")), "Person")) == 1


def test_one_name_in_sport_and_in_politics_is_two_people() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.role(first.add("P", "Ana Torres"), "striker", first.add("O", "Real Example"))
    second.role(second.add("P", "Ana Torres"), "senator")
    third.add("P", "Ana Torres")
    third.add("O", "Real Example")
    assembly = build(first, second, third)
    people = [entity for entity in assembly.entities if entity.type == "Person"]
    assert sorted(entity.members for entity in people) == [(("a", "e1"), ("c", "e1")), (("b", "e1"),)]


def test_identifiers_decide() -> None:
    same = [Story("a"), Story("b")]
    same[0].add("P", "Pelé", ids=[("wikidata", "Q1")])
    same[1].add("P", "Edson Arantes do Nascimento", ids=[("wikidata", "Q1")])
    assert len(build(*same).entities) == 1
    other = [Story("a"), Story("b"), Story("c")]
    for story, number in zip(other, ("Q1", "Q2", "Q2"), strict=True):
        story.add("P", "John Smith", ids=[("wikidata", number)])
    assert sorted(len(entity.members) for entity in build(*other).entities) == [1, 2]


def test_persons_never_join_organizations() -> None:
    first, second = Story("a"), Story("b")
    first.add("P", "Ted Halvorsen")
    second.add("O", "Ted Halvorsen")
    assert [entity.type for entity in build(first, second).entities] == ["Organization", "Person"]


def test_merges_are_explained() -> None:
    entity = build(*one_of_each("P", "Volodymyr Zelensky", "Vladimir Zelensky", "Vladimir Zelensky")).entities[0]
    assert entity.merges == (
        "Vladimir Zelensky = Volodymyr Zelensky: same surname, equivalent given names",
        "Vladimir Zelensky: same name in 2 articles",
    )


def test_bare_names_with_nothing_in_common_stay_apart_where_somebody_bears_them() -> None:
    stories = one_of_each("P", "Halvorsen", "Halvorsen", "Jakob Halvorsen", "Ingrid Halvorsen")
    assert len(build(*stories).entities) == 4


def test_an_office_tells_which_bearer_is_meant_even_without_its_country() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    first.role(first.add("P", "Jakob Halvorsen"), "President", first.add("C", "Freedonia"))
    second.add("P", "Ingrid Halvorsen")
    third.role(third.add("P", "Halvorsen"), "President")
    assembly = build(first, second, third)
    assert names(assembly, "Person") == ["Ingrid Halvorsen", "Jakob Halvorsen"]
    assert any("same office" in sentence for entity in assembly.entities for sentence in entity.merges)
