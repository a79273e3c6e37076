"""One type for one name: the articles vote, and what is stated weighs more than a guess."""

from __future__ import annotations

from .stories import Story, build


def told(kind, name, *, title=None, number=0):
    story = Story(f"doc-{number}")
    entity = story.add(kind, name)
    if title:
        story.role(entity, title)
    return story


def types(*stories):
    return sorted({(entity.type, entity.name) for entity in build(*stories).entities})


def test_most_articles_win():
    stories = [told(kind, "Ana Torres", number=number) for number, kind in enumerate("PPO")]
    assert types(*stories) == [("Person", "Ana Torres")]
    stories = [told(kind, "Harbour League", number=number) for number, kind in enumerate("POO")]
    assert types(*stories) == [("Organization", "Harbour League")]


def test_a_tie_changes_nothing():
    assert len(types(told("P", "Ana Torres"), told("O", "Ana Torres", number=1))) == 2


def test_a_role_outweighs_a_guess():
    stories = told("P", "Ana Torres", title="senator"), told("O", "Ana Torres", number=1)
    assert types(*stories) == [("Person", "Ana Torres")]


def test_what_is_stated_stays():
    stories = [told("P", "Ana Torres", title="senator"), *(told("O", "Ana Torres", number=n) for n in (1, 2, 3))]
    assert {kind for kind, _ in types(*stories)} == {"Organization", "Person"}


def test_a_company_known_by_its_legal_form():
    assert types(told("O", "Brennika AG"), told("P", "Brennika", number=1)) == [("Organization", "Brennika AG")]


def test_a_surname_is_no_company():
    stories = told("O", "Halvorsen Ltd"), told("P", "Halvorsen", number=1), told("P", "Jakob Halvorsen", number=2)
    assert ("Organization", "Halvorsen Ltd") in types(*stories)
    assert any(kind == "Person" for kind, _ in types(*stories))


def test_legal_forms_and_acronyms_are_nobody():
    stories = [told("P", "Ana Torres"), told("P", "Ana Torres", number=1), told("O", "Ana Torres Ltd", number=2)]
    assert ("Organization", "Ana Torres Ltd") in types(*stories)


def test_a_bare_surname_of_the_only_known_bearer_is_a_person():
    stories = [*(told("P", "Pavel Dobrovit", number=n) for n in (0, 1)), told("O", "Dobrovit", number=2)]
    assert {kind for kind, _ in types(*stories)} == {"Person"}


def test_a_bare_surname_stays_an_organisation_where_others_speak_for_it():
    known = [told("P", "Pavel Dobrovit", number=n) for n in (0, 1)]
    assert len(types(*known, told("O", "Dobrovit", number=2), told("O", "Dobrovit Group", number=3))) > 1
    assert ("Organization", "Dobrovit") in types(*known, *(told("O", "Dobrovit", number=n) for n in (2, 3)))
    assert ("Organization", "Dobrovit") in types(
        *known, told("P", "Eva Dobrovit", number=2), told("O", "Dobrovit", number=3)
    )
    assert ("Organization", "DOBROVIT") in types(*known, told("O", "DOBROVIT", number=2))
