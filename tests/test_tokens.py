"""What is asked of all tokens at once."""

from __future__ import annotations

import pytest
import spacy

from graphkit.tokens import column, find_words

BLANK = spacy.blank("en")


@pytest.mark.parametrize("text", ["", " ", "Bell met  Dunn.\n\nThey're “here” 😀", "\n\nA", "a b "])
def test_a_column_has_a_number_for_each_token(text: str) -> None:
    doc = BLANK(text)
    assert column(doc, "IDX") == [token.idx for token in doc]


def test_words_are_found_in_any_case() -> None:
    assert find_words(BLANK("They MET; Met, meet. metal"), frozenset({"met", "meets"})) == [1, 3]
    assert find_words(BLANK(""), frozenset({"met"})) == []


def test_words_that_are_spacys_symbols_too_are_found() -> None:
    assert find_words(BLANK("Mark, an agent"), frozenset({"mark", "agent"})) == [0, 3]
