from __future__ import annotations

import pytest

TOLD = [
    ("NATO's Henrik Dalgaard opened the session.", ("", "affiliation", "NATO's Henrik Dalgaard")),
    ("It was Henrik Dalgaard of NATO who spoke.", ("", "affiliation", "Henrik Dalgaard of NATO")),
    ("NATO, led by Henrik Dalgaard, agreed.", ("leader", "led-by", "NATO, led by Henrik Dalgaard")),
    ("Henrik Dalgaard has headed NATO since 2014.", ("head", "verb", "Henrik Dalgaard has headed NATO since 2014")),
    ("World Bank economist Helen Ward spoke.", ("economist", "occupation", "World Bank economist Helen Ward")),
    (
        "Helen Ward, an economist at the World Bank, spoke.",
        ("economist", "occupation", "Helen Ward, an economist at the World Bank"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_the_words_that_say_where_somebody_belongs(read, text, wanted):
    (role,) = read(text).roles
    (passage,) = role.evidence
    assert (role.title, passage.rule, passage.quote) == wanted
    assert passage.quote == text[passage.start : passage.end]


def test_a_title_at_the_same_place_says_more_than_an_affiliation(read):
    text = "NATO chief Henrik Dalgaard opened the session. NATO's Henrik Dalgaard left early."
    assert [role.title for role in read(text).roles] == ["chief"]


@pytest.mark.parametrize(
    "text",
    [
        "NATO's Henrik spoke.",
        "NATO's Henrik Dalgaard speech pleased them.",
        "Sergio Prado of Brazil won.",
        "He wrote to Helen Ward of NATO's staff.",
        "Henrik Dalgaard led NATO to a new agreement.",
    ],
)
def test_what_tells_no_affiliation(read, text):
    assert not read(text).roles


def test_a_plural_is_of_each(read):
    found = read("Former Presidents Ruth Wanjiru of Kenya and Karin Holm of Iceland met.")
    names = {entity.id: entity.name for entity in found.entities}
    assert [(names[r.person], names[r.organization], r.title, r.tense) for r in found.roles] == [
        ("Ruth Wanjiru", "Kenya", "President", "former"),
        ("Karin Holm", "Iceland", "President", "former"),
    ]
