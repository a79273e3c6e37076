from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolve.edits import one_letter_apart_pairs
from graphkit.resolve.names import one_letter_apart


def pairs(words: list[str], groups: list[int]) -> set[tuple[int, int]]:
    return set(one_letter_apart_pairs(words, np.array(groups, dtype=np.int64)))


def test_letters_changed_added_and_dropped() -> None:
    assert pairs(["marlen", "marlden", "maxlen", "barlen", "marlow"], [1] * 5) >= {(0, 1), (0, 2), (0, 3)}


def test_words_of_other_groups_are_no_pair() -> None:
    assert pairs(["marlen", "marlden", "marlden"], [1, 2, 1]) == {(0, 2)}


def test_another_last_letter_is_another_form_of_the_word() -> None:
    assert not pairs(["roberto", "roberta", "robert"], [1, 1, 1])


def test_nothing_to_look_at() -> None:
    assert not pairs([], [])
    assert not pairs(["a", "", "b"], [1, 1, 1])


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=8), max_size=12))
def test_none_is_missed_but_for_the_last_letter(words: list[str]) -> None:
    found = pairs(words, [7] * len(words))
    for one, left in enumerate(words):
        for other in range(one + 1, len(words)):
            right = words[other]
            last = left[:-1] in (right, right[:-1]) or right[:-1] == left
            if one_letter_apart(left, right) and not last:
                assert (one, other) in found


def test_a_group_larger_than_what_is_looked_at_at_once(monkeypatch) -> None:
    monkeypatch.setattr("graphkit.resolve.edits._AT_ONCE", 2)
    words = ["marlen", "marlow", "marlden", "harlow", "martlen", "mablen"]
    assert pairs(words, [1, 2, 1, 2, 1, 3]) >= {(0, 2), (0, 4), (2, 4), (1, 3)}
