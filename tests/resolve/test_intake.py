"""What assembly keeps of extractions."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import InputError
from graphkit.model import Run
from graphkit.records import from_record, to_record
from graphkit.resolve import assemble
from graphkit.resolve.intake import Intake

from .stories import BASE, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model import Extraction

RUN = Run(version="test")


def article(number: int) -> Extraction:
    """An article on one of ten people and on NATO, decoded, so that it shares no word with another."""
    story = Story(f"doc-{number:05}", published="2024-05-02")
    person = story.add("P", f"Anna Halvorsen{'abcdefghij'[number % 10]}", "Anna", "Halvorsen")
    story.meet(person, story.add("O", "NATO"), when="2024-05-01")
    return from_record(to_record(story.made()), source="test")


def test_equal_words_are_kept_once_and_mentions_say_where_they_stand() -> None:
    first, second = Intake(article(number) for number in (10, 0)).hand_over()
    assert (first.document.id, second.document.id) == ("doc-00000", "doc-00010")
    one, other = first.entities[0], second.entities[0]
    assert one.name is other.name
    assert one.mentions[1].text is other.mentions[1].text
    assert [mention.document for mention in other.mentions] == ["doc-00010"] * 2
    assert replace(one.mentions[0], document="") == article(0).entities[0].mentions[0]


def test_all_else_of_an_extraction_stays_as_it_is() -> None:
    given = article(3)
    (kept,) = Intake([given]).hand_over()
    bare = tuple(
        replace(local, mentions=tuple(replace(mention, document="") for mention in local.mentions))
        for local in kept.entities
    )
    assert replace(kept, entities=bare) == given


def test_authors_are_sorted_and_become_no_entities() -> None:
    given = article(3)
    bylined = replace(given, document=replace(given.document, authors=("Una Ek", "Bo Marr", "Una Ek")))
    (kept,) = Intake([bylined]).hand_over()
    assert kept.document.authors == ("Bo Marr", "Una Ek")
    assert kept.entities == Intake([given]).hand_over()[0].entities


def test_the_same_extraction_counts_once_and_another_of_its_id_is_an_error() -> None:
    intake = Intake([article(1), article(2)])
    intake.add(article(1))
    with pytest.raises(InputError, match="two different extractions bear the document id 'doc-00002'"):
        intake.add(replace(article(2), entities=()))
    assert len(intake.hand_over()) == 2


def test_runs_are_known_before_assembly_and_nothing_is_left_after_it() -> None:
    given = [replace(one, document=replace(one.document, run=RUN)) for one in map(article, range(3))]
    intake = Intake(given)
    assert intake.runs == {RUN}
    assert assemble(intake, base_iri=BASE, run=RUN) == assemble(given, base_iri=BASE, run=RUN)
    assert intake.hand_over() == []


def test_what_is_given_one_by_one_is_let_go_of() -> None:
    def long_ones() -> Iterator[Extraction]:
        for number in range(300):
            one = article(number)
            yield replace(one, document=replace(one.document, text=f"{number} " * 50_000))

    tracemalloc.start()
    try:
        found = assemble(long_ones(), base_iri=BASE, run=RUN)
        highest = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.documents) == 300
    assert highest < 8_000_000  # the texts together have sixty million
