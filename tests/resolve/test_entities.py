from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolve.entities import slug

from .stories import Story, build, one_of_each


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("O'Neill & Söhne (Bonn)", "oneill-sohne-bonn"),
        ("习近平", ""),
        ("  ", ""),
        ("Зеленський", "zelenskiy"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=300))
def test_slugs_are_short_and_plain(name: str) -> None:
    made = slug(name)
    assert len(made) <= 60
    assert made == "" or all(part.isalnum() and part.isascii() for part in made.split("-"))


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slug("North " * 20) == "-".join(["north"] * 10)
    assert slug("x" * 200) == "x" * 60


@pytest.mark.parametrize(
    ("kind", "given_names", "expected"),
    [
        ("P", ["Joe Biden"] * 9 + ["Joseph R. Biden Jr."], "Joe Biden"),
        ("P", ["Joe Biden", "Joseph R. Biden Jr."], "Joseph R. Biden Jr."),
        ("P", ["VOLODYMYR ZELENSKY", "Volodymyr Zelensky"], "Volodymyr Zelensky"),
        ("P", ["Hillary Clinton"] * 2 + ["Hillary Rodham Clinton"], "Hillary Rodham Clinton"),
        ("P", ["Hillary Clinton"] * 9 + ["Hillary Rodham Clinton"], "Hillary Clinton"),
        ("O", ["NATO"] * 9 + ["North Atlantic Treaty Organization"], "NATO"),
        ("O", ["NATO"] * 2 + ["North Atlantic Treaty Organization"], "North Atlantic Treaty Organization"),
        ("C", ["US", "US", "United States"], "US"),
    ],
)
def test_canonical_name(kind: str, given_names: list[str], expected: str) -> None:
    stories = [Story(f"doc-{number}") for number in range(len(given_names))]
    for story, name in zip(stories, given_names, strict=True):
        story.add(kind, name, ids=[("wikidata", "Q1")])
    (entity,) = build(*stories).entities
    assert entity.name == expected


def test_bare_surnames_never_become_the_name() -> None:
    story = Story("a")
    story.add("P", "Antonio Costa", "Costa", "Costa", "Costa", "Antonio Costa")
    (entity,) = build(story).entities
    assert entity.name == "Antonio Costa"
    assert entity.spellings == (("Costa", 3), ("Antonio Costa", 1))


def test_ids_of_namesakes_differ_and_others_depend_on_the_name_alone() -> None:
    alone = build(*one_of_each("P", "Ana Torres")).entities[0].id
    assert alone == build(*one_of_each("P", "Jakob Halvorsen", "Ana Torres")).entities[0].id
    assert alone.startswith("person/ana-torres-")
    stories = []
    for number in ("1", "2"):
        story = Story(number)
        story.add("P", "Ana Torres", ids=[("wikidata", f"Q{number}")])
        stories.append(story)
    ids = {entity.id for entity in build(*stories).entities}
    assert len(ids) == 2
    assert alone not in ids


def test_a_name_without_latin_letters_has_an_id() -> None:
    (entity,) = build(*one_of_each("P", "习近平")).entities
    assert len(entity.id) == len("person/") + 8


def test_mentions_carry_their_document_and_are_sorted() -> None:
    entity = build(*one_of_each("P", "Ana Torres", "Ana Torres")).entities[0]
    assert [(mention.document, mention.text) for mention in entity.mentions] == [
        ("doc-0", "Ana Torres"),
        ("doc-1", "Ana Torres"),
    ]
    assert entity.members == (("doc-0", "e1"), ("doc-1", "e1"))
