"""Long texts in pieces: the same characters, the same offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.engines.pieces import join_docs, split_text

CUTS = [
    ("short", 10, ["short"]),
    ("one two\n\nthree", 12, ["one two\n\n", "three"]),
    ("one. two\nthree", 12, ["one. two\n", "three"]),
    ("He went. She came", 14, ["He went. ", "She came"]),
    ("aaaa bbbb cccc", 11, ["aaaa bbbb ", "cccc"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a\n\nbcdefgh ij", 11, ["a\n\nbcdefgh ", "ij"]),
    ("", 4, [""]),
]


@pytest.mark.parametrize(("text", "longest", "pieces"), CUTS)
def test_cut_is_at_the_best_place_of_the_second_half(text: str, longest: int, pieces: list[str]) -> None:
    assert split_text(text, longest=longest) == [piece for piece in pieces if piece or not text]


@given(st.text(alphabet="ab. \n\t\u2019\U0001f600", max_size=200), st.integers(min_value=2, max_value=30))
def test_pieces_are_the_text_and_none_is_too_long(text: str, longest: int) -> None:
    pieces = split_text(text, longest=longest)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= longest for piece in pieces) or pieces == [""]


def test_joined_pieces_have_the_offsets_of_the_whole(nlp) -> None:
    text = "Ann Lee met Bob Ray in Oslo.\n\n \tThey spoke \U0001f600 for long.\n\n\nOle Dahl left Bergen on Monday.\n"
    pieces = split_text(text, longest=40)
    assert len(pieces) > 1
    joined = join_docs(list(nlp.pipe(pieces)))
    assert joined.text == text
    whole = nlp(text)
    assert [(t.idx, t.text, t.tag_, t.dep_) for t in joined] == [(t.idx, t.text, t.tag_, t.dep_) for t in whole]
    assert [(e.start_char, e.text) for e in joined.ents] == [(e.start_char, e.text) for e in whole.ents]
    assert joined.has_annotation("DEP")
