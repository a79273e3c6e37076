from __future__ import annotations

from xml.sax.saxutils import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graphkit.export.clean import Column, clean_text
from graphkit.export.xml import Cells, attribute, content


@given(st.text(st.characters()) | st.sampled_from(["]]>", "\r", "\x85", "\u2028", "\"'", "a\tb\nc"]))
def test_any_text_comes_back(text: str) -> None:
    clean = clean_text(text)
    tree = etree.fromstring(f'<a b="{attribute(clean)}">{content(clean)}</a>'.encode())
    assert (tree.get("b"), tree.text or "") == (clean, clean)


@pytest.mark.parametrize("values", [[1, True, 1.0, "1"], [True, 1, "1", 1.0], [0, False]])
def test_values_that_are_equal_are_told_apart(values: list[object]) -> None:
    cells = Cells([Column("v", "v", "string")], begin=lambda column: f"{column.name}=", end=";", escaped=unescape)
    wanted = [f"v={str(value).lower()};" for value in values]
    assert [cells.of({"v": value}) for value in values] == wanted
    assert [cells.of({"v": value}) for value in values] == wanted


def test_what_is_not_known_is_left_out() -> None:
    cells = Cells([Column("v", "v", "string")], begin=str, end=";", escaped=content)
    assert [cells.of(data) for data in ({}, {"v": None}, {"v": float("nan")}, {"w": 1})] == [""] * 4
