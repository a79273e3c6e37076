"""Mentions in little memory: a sequence like the tuple of them."""

from __future__ import annotations

import copy
import pickle
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.mentions import FARTHEST, Mention, Mentions, Wording
from graphkit.model import Entity

SOME = (
    Mention(start=3, end=10, text="Una Ek", rule="model", document="a"),
    Mention(start=40, end=42, text="Ek", rule="surname", document="a", score=0.5),
    Mention(start=0, end=3, text="she", rule="pronoun", inferred=True, document="b"),
    Mention(start=3, end=10, text="Una Ek", rule="model", document="b"),
)

MENTIONS = st.lists(
    st.builds(
        Mention,
        start=st.integers(0, FARTHEST),
        end=st.integers(0, FARTHEST),
        text=st.text(max_size=3),
        rule=st.sampled_from(["model", "surname", ""]),
        inferred=st.booleans(),
        document=st.text(max_size=2),
        score=st.floats(0, 1),
    ),
    max_size=8,
).map(tuple)


@given(MENTIONS, MENTIONS, st.slices(8))
def test_they_are_to_users_what_the_tuple_is(one: tuple[Mention, ...], other: tuple[Mention, ...], some: slice) -> None:
    kept = Mentions.of(one)
    assert tuple(kept) == one
    assert list(reversed(kept)) == list(reversed(one))
    assert len(kept) == len(one)
    assert bool(kept) == bool(one)
    assert kept == one
    assert one == kept
    assert hash(kept) == hash(one)
    assert kept == Mentions.of(one)
    assert (kept == Mentions.of(other)) == (one == other)
    assert (kept == other) == (one == other)
    assert kept[some] == one[some]
    assert isinstance(kept[some], Mentions)
    assert kept + other == one + other
    assert all(kept[place] == one[place] and kept[-place - 1] == one[-place - 1] for place in range(len(one)))


@given(MENTIONS)
def test_they_are_copied_and_pickled_alone(mentions: tuple[Mention, ...]) -> None:
    kept = Mentions.of(mentions)
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - pickled here
    assert copy.deepcopy(kept) == kept
    assert copy.copy(kept) == kept


def test_a_part_is_pickled_without_what_the_others_say() -> None:
    many = Mentions.of(replace(SOME[0], text=f"{number:07}", document=f"doc-{number}") for number in range(10_000))
    assert len(pickle.dumps(many[:2])) < 1_000


def test_what_can_be_asked_without_making_them() -> None:
    kept = Mentions.of(SOME)
    assert kept.documents() == {"a", "b"}
    assert kept[:2].documents() == {"a"}
    assert list(kept.spots()) == [("a", 3, 10), ("a", 40, 42), ("b", 0, 3), ("b", 3, 10)]
    una = Wording(7, inferred=False, text="Una Ek", rule="model", score=1.0)
    assert next(kept.told()) == ("a", 3, una)
    assert list(kept.wordings().items()) == [
        (una, 2),
        (Wording(2, inferred=False, text="Ek", rule="surname", score=0.5), 1),
        (Wording(3, inferred=True, text="she", rule="pronoun", score=1.0), 1),
    ]


def test_an_entity_takes_any_sequence_and_counts_its_spellings() -> None:
    entity = Entity(id="person/una-ek-1", type="Person", name="Una Ek", mentions=SOME)  # type: ignore[arg-type]
    assert isinstance(entity.mentions, Mentions)
    assert entity == replace(entity, mentions=list(SOME))
    assert entity.spellings == (("Una Ek", 2), ("Ek", 1))


def test_nothing_else_equals_them_and_nothing_in_them_changes() -> None:
    kept = Mentions.of(SOME)
    assert kept != list(SOME)
    assert kept != SOME[:2]
    with pytest.raises(TypeError):
        kept[0] = SOME[1]  # type: ignore[index]
    with pytest.raises(IndexError):
        kept[4]


def test_told_in_words_they_are_never_endless() -> None:
    assert repr(Mentions.of(SOME[:1])) == f"Mentions([{SOME[0]!r}])"
    many = repr(Mentions.of(SOME * 1000))
    assert many.startswith("<4000 Mentions: Mention(start=3, end=10,")
    assert len(many) < 400


def test_a_place_beyond_all_bounds_is_an_error() -> None:
    with pytest.raises(ValueError, match="no mention can stand farther from the start than"):
        Mentions.of([replace(SOME[0], start=FARTHEST + 1)])


def test_many_take_little_memory() -> None:
    tracemalloc.start()
    try:
        kept = Mentions.of(replace(SOME[0], start=1000 * number, end=1000 * number + 7) for number in range(20_000))
        size = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert size / len(kept) < 30  # a mention as an object takes 88, without its numbers and its place in a tuple
