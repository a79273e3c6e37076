"""What assembly keeps of extractions."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import InputError
from graphkit.model import Document, Extraction, LocalEntity, Mention, Run
from graphkit.records import from_record, to_record
from graphkit.resolve import assemble
from graphkit.resolve.intake import Intake

from .stories import BASE, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = Run(version="test")


def article(number: int) -> Extraction:
    """An article on one of ten people and on NATO, decoded, so that it shares no word with another."""
    story = Story(f"doc-{number:05}", published="2024-05-02")
    person = story.add("P", f"Anna Halvorsen{'abcdefghij'[number % 10]}", "Anna", "Halvorsen")
    story.meet(person, story.add("O", "NATO"), when="2024-05-01")
    return from_record(to_record(story.made()), source="test")


def test_equal_words_are_kept_once_and_mentions_say_where_they_stand() -> None:
    first, second = Intake(article(number) for number in (10, 0)).hand_over()
    assert (first.extraction.document.id, second.extraction.document.id) == ("doc-00000", "doc-00010")
    one, other = first.items[0], second.items[0]
    assert one.name is other.name
    assert one.texts[1] is other.texts[1]
    assert [mention.document for mention in other.mentions()] == ["doc-00010"] * 2
    assert replace(next(one.mentions()), document="") == article(0).entities[0].mentions[0]


def test_all_else_of_an_extraction_stays_as_it_is() -> None:
    given = article(3)
    (kept,) = Intake([given]).hand_over()
    bare = tuple(
        LocalEntity(
            id=item.id,
            type=item.type,
            name=item.name,
            kind=item.kind,
            ids=item.ids,
            jobs=item.jobs,
            mentions=tuple(replace(mention, document="") for mention in item.mentions()),
        )
        for item in kept.items
    )
    assert replace(kept.extraction, entities=bare) == given


def test_proper_names_come_before_what_only_stands_for_them() -> None:
    named = Mention(start=50, end=54, text="Roux", rule="model")
    stood_for = Mention(start=10, end=12, text="he", rule="pronoun", inferred=True, score=0.5)
    local = LocalEntity(id="e1", type="Person", name="Roux", mentions=(named,), inferred=(stood_for,))
    (kept,) = Intake([Extraction(document=Document(id="a"), entities=(local,))]).hand_over()
    (item,) = kept.items
    assert item.texts == ["Roux"]
    assert item.weight == 2
    assert list(item.mentions()) == [replace(named, document="a")]
    assert list(item.mentions(inferred=True)) == [replace(named, document="a"), replace(stood_for, document="a")]


def test_an_offset_beyond_all_bounds_is_an_error() -> None:
    far = Mention(start=2**63, end=2**63 + 4, text="Roux", rule="model")
    local = LocalEntity(id="e1", type="Person", name="Roux", mentions=(far,))
    with pytest.raises(InputError, match="'Roux': no mention can stand farther from the start than"):
        Intake([Extraction(document=Document(id="a"), entities=(local,))])


def test_authors_are_sorted_and_become_no_entities() -> None:
    given = article(3)
    bylined = replace(given, document=replace(given.document, authors=("Una Ek", "Bo Marr", "Una Ek")))
    (kept,) = Intake([bylined]).hand_over()
    assert kept.extraction.document.authors == ("Bo Marr", "Una Ek")
    assert [item.name for item in kept.items] == [item.name for item in Intake([given]).hand_over()[0].items]
    assert [[*item.mentions()] for item in kept.items] == [
        [*item.mentions()] for item in Intake([given]).hand_over()[0].items
    ]


def test_the_same_extraction_counts_once_and_another_of_its_id_is_an_error() -> None:
    intake = Intake([article(1), article(2)])
    intake.add(article(1))
    with pytest.raises(InputError, match="two different extractions bear the document id 'doc-00002'"):
        intake.add(replace(article(2), entities=()))
    told = article(2)
    moved = replace(told.entities[0].mentions[0], start=1000, end=1000 + len(told.entities[0].mentions[0].text))
    with pytest.raises(InputError, match="two different extractions bear the document id 'doc-00002'"):
        intake.add(replace(told, entities=(replace(told.entities[0], mentions=(moved,)), *told.entities[1:])))
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


def test_a_mention_takes_few_bytes() -> None:
    documents, names = 400, 30

    def crowded() -> Iterator[Extraction]:
        for number in range(documents):
            story = Story(f"doc-{number:05}")
            for person in ("Bo Marr", "Una Ek"):
                story.add("P", person, *[person] * names)
            yield from_record(to_record(story.made()), source="test")

    assemble(crowded(), base_iri=BASE, run=RUN)  # what is loaded on first use
    tracemalloc.start()
    try:
        found = assemble(crowded(), base_iri=BASE, run=RUN)
        now, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    count = sum(len(entity.mentions) for entity in found.entities)
    assert count == documents * 2 * names
    assert now / count < 35
    assert highest / count < 70
