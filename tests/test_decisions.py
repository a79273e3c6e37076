"""The decisions file: what is written is read back, and what is wrong is told with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.decisions import format_decisions, parse_decisions, read_decisions, write_decisions
from graphkit.errors import InputError
from graphkit.model import Anchor, Decision

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ANCHORS = st.builds(
    lambda document, start, length, text: Anchor(document=document, start=start, end=start + length, text=text),
    TEXT,
    st.integers(0, 10**6),
    st.integers(1, 99),
    TEXT,
)
DECISIONS = st.one_of(
    st.builds(
        Decision,
        judgement=st.sampled_from(["same", "different", "unsure"]),
        one=ANCHORS,
        other=ANCHORS,
        by=TEXT,
        when=st.dates(),
        note=TEXT,
    ),
    st.builds(Decision, judgement=st.just("wrong"), one=ANCHORS, by=TEXT, when=st.dates(), note=TEXT),
)
ONE = 'one = { document = "a", start = 0, end = 3, text = "Ada" }\n'
OTHER = 'other = { document = "b", start = 4, end = 7, text = "Ada" }\n'


@given(st.lists(DECISIONS, max_size=4))
def test_what_was_written_is_read_back(decisions: list[Decision]) -> None:
    assert list(parse_decisions(format_decisions(decisions), source="x")) == decisions


def test_the_file_is_one_table_a_decision(tmp_path: Path) -> None:
    anchors = (Anchor(document=d, start=0, end=3, text="Ada") for d in "ab")
    decision = Decision(judgement="same", one=next(anchors), other=next(anchors), by="bo", when=dt.date(2031, 3, 8))
    write_decisions(tmp_path / "d.toml", [decision])
    assert (tmp_path / "d.toml").read_text(encoding="utf-8").splitlines()[2:] == [
        "[[decision]]",
        'judgement = "same"',
        'one = { document = "a", start = 0, end = 3, text = "Ada" }',
        'other = { document = "b", start = 0, end = 3, text = "Ada" }',
        'by = "bo"',
        "when = 2031-03-08",
    ]
    assert read_decisions(tmp_path / "d.toml") == (decision,)


def test_a_mark_of_byte_order_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_bytes(
        b"\xef\xbb\xbf[[decision]]\n" + (ONE + OTHER).encode() + b'judgement = "same"\nwhen = 2031-03-08'
    )
    assert len(read_decisions(tmp_path / "d.toml")) == 1


def test_an_empty_file_holds_no_decision() -> None:
    assert parse_decisions("", source="x") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = [", "x: is no TOML"),
        ("x = " + "[" * 9999, "x: is no TOML"),
        ("x = " + "9" * 5000, "x: is no TOML"),
        ('name = "a"', "key 'name' is unknown"),
        ("decision = 1", "write each decision as a table"),
        ("[[decision]]\n" + ONE + OTHER + 'judgement = "equal"\nwhen = 2031-03-08', "x:1: judgement is 'equal'"),
        ("\n[[decision]]\n" + ONE + 'judgement = "same"\nwhen = 2031-03-08', "x:2: the judgement 'same' needs 'other'"),
        ("[[decision]]\n" + ONE + OTHER + 'judgement = "wrong"\nwhen = 2031-03-08', "has no 'other'"),
        ("[[decision]]\n" + ONE + OTHER + 'judgement = "same"\nwhen = "2031-03-08"', "it must be a day"),
        ("[[decision]]\n" + ONE + OTHER + 'judgement = "same"\nwhen = 2031-03-08\nby = 1', "by is 1; it must be text"),
        ("[[decision]]\n" + OTHER + 'judgement = "wrong"\nwhen = 2031-03-08', "'one' must be a table"),
        ("[[decision]]\n" + ONE.replace("3", "0") + 'judgement = "wrong"\nwhen = 2031-03-08', "must be offsets"),
        ("[[decision]]\n" + ONE + 'judgement = "wrong"\nwhen = 2031-03-08\nwhy = "x"', "key 'why' is unknown"),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_decisions(text, source="x")
    assert message in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_decisions(tmp_path / "none.toml")
