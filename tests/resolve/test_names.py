from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolve.names import (
    cognate_sets,
    fold,
    given_sets,
    one_letter_apart,
    parse_person,
    skeletons,
    sound,
    sounds,
)


@pytest.mark.parametrize(
    ("text", "words", "suffix"),
    [
        ("Ursula von der Leyen", ("ursula", "leyen"), ""),
        ("Joseph R. Biden, Jr.", ("joseph", "r", "biden"), "jr"),
        ("George H.W. Bush", ("george", "h", "w", "bush"), ""),
        ("Abdel Fattah el-Sisi", ("abdfattah", "sisi"), ""),
        ("Abdul-Fattah Al-Sisi", ("abdfattah", "sisi"), ""),
        ("al-Assad", ("assad",), ""),
        ("De Croo", ("croo",), ""),
        ("Al Gore", ("al", "gore"), ""),
        ("Ben Carson", ("ben", "carson"), ""),
        ("Kim Jong-un", ("kim", "jongun"), ""),
        ("Jean-Marie Le Pen", ("jeanmarie", "pen"), ""),
        ("O’Neill", ("oneill",), ""),
        ("Mr. Halvorsen", ("halvorsen",), ""),
        ("Sir Keir Starmer", ("keir", "starmer"), ""),
        ("Mohammed bin Salman", ("mohammed", "salman"), ""),
        ("习近平", ("习近平",), ""),
        ("Jr.", ("jr",), ""),
        ("", ("",), ""),
    ],
)
def test_parts(text: str, words: tuple[str, ...], suffix: str) -> None:
    name = parse_person(text)
    assert (name.words, name.suffix) == (words, suffix)


def test_hyphens_and_spaces_make_no_difference_to_the_compact_form() -> None:
    assert len({parse_person(text).compact for text in ("Kim Jong Un", "Kim Jong-un", "Kim Jong-Un")}) == 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Fähnle", "lukasz fahnle"),
        ("Зеленський", "zelenskiy"),
        ("Μητσοτάκης", "mitsotakis"),
        ("Ångström", "angstrom"),
        ("Đặng", "dang"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "fine"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        ("zelensky", "zelenskyy", "zelenskiy", "zelenskyj", "zelenski"),
        ("gorbatschov", "gorbachov"),
        ("muller", "mueller"),
        ("milosevic", "milosevich"),
        ("qaddafi", "khadafy"),
        ("yeltsin", "jelzin"),
        ("medvedev", "medvedyev"),
    ],
)
def test_spellings_of_one_sound(spellings: tuple[str, ...]) -> None:
    assert len({sound(word) for word in spellings}) == 1


def test_skeletons_bring_together_what_sounds_do_not() -> None:
    assert sound("gaddafi") != sound("qaddafi")
    assert len(set(skeletons(sounds(["gaddafi", "qaddafi", "khadafy"])))) == 1


@pytest.mark.parametrize(
    ("left", "right", "letters"),
    [
        ("yasir", "yaser", ("i", "e")),
        ("marina", "martina", ("", "t")),
        ("martina", "marina", ("t", "")),
        ("abc", "abd", ("c", "d")),
        ("abc", "abc", None),
        ("abc", "bca", None),
        ("", "a", ("", "a")),
        ("a", "abc", None),
    ],
)
def test_one_letter_apart(left: str, right: str, letters: tuple[str, str] | None) -> None:
    assert one_letter_apart(left, right) == letters


@pytest.mark.parametrize("table", [given_sets(), cognate_sets()])
def test_tables_are_folded(table: dict[str, frozenset[int]]) -> None:
    assert all(name == fold(name) and name.isalpha() for name in table)


def test_feminine_and_masculine_names_never_share_a_set() -> None:
    pairs = [
        ("daniel", "daniela"),
        ("mario", "maria"),
        ("alexander", "alexandra"),
        ("viktor", "victoria"),
        ("paul", "paula"),
    ]
    for masculine, feminine in pairs:
        assert not given_sets().get(masculine, frozenset()) & given_sets().get(feminine, frozenset())


@given(st.text(max_size=40))
def test_any_text_has_words_and_a_sound(text: str) -> None:
    name = parse_person(text)
    assert name.words
    assert all(isinstance(sound(word), str) for word in name.words)
    assert parse_person(text) == name


@given(st.lists(st.text(max_size=12) | st.sampled_from(["zelenskyy", "qaddafi", "petrovich", "li", "schtschukin"])))
def test_many_words_sound_as_each_does(words: list[str]) -> None:
    assert sounds(words) == [sound(word) for word in words]
    plain = [word for word in words if "\n" not in word]
    assert len(skeletons(sounds(plain))) == len(plain)
