"""Amounts; the phrases stand in cases/amounts.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.amounts import parse_amount

CASES = Path(__file__).parent / "cases" / "amounts.tsv"


def _read_cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def _figure(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


def _word(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency", "unit", "qualifier"), _read_cases(), ids=lambda cell: cell
)
def test_phrase(text, minimum, maximum, currency, unit, qualifier):
    found = parse_amount(text)
    if minimum == maximum == "-":
        assert found is None
        return
    assert found is not None
    assert (found.minimum, found.maximum, found.currency, found.unit, found.qualifier) == (
        _figure(minimum),
        _figure(maximum),
        _word(currency),
        _word(unit),
        _word(qualifier),
    )
    assert found.text
    assert found.text in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("an aid package worth more than €1.5bn over four years", "more than €1.5bn"),
        ("loans of $2 billion or more", "$2 billion or more"),
        ("between $5 and $7 billion in grants", "$5 and $7 billion"),
        ("120,000 tonnes of wheat for the port", "120,000 tonnes of wheat"),
        ("a 500-million-euro loan", "500-million-euro"),
    ],
)
def test_text_is_the_part_that_tells_the_amount(text, words):
    assert parse_amount(text).text == words


def test_a_bare_dollar_is_the_callers():
    assert parse_amount("$5 million", dollar="AUD").currency == "AUD"
    assert parse_amount("5 million dollars", dollar="CAD").currency == "CAD"
    assert parse_amount("US$5 million", dollar="AUD").currency == "USD"


@pytest.mark.parametrize("text", ["", " ", "-", "$", "$.", "1.2.3.4,5", "1/0 dollars", "2 1/0 dollars"])
def test_odd_text_raises_nothing(text):
    parse_amount(text)


_VOCABULARY = (
    "more than up to about between and to or - $ € US$ EUR 5 7 1,500 2.5 30 2024 half a an quarter of several hundred "
    "thousand million bn k dozens hundreds millions dollars euros pounds rupees tanks percent years two twenty five tonnes"
)


@given(st.lists(st.sampled_from(_VOCABULARY.split()), max_size=8).map(" ".join))
def test_any_words_give_bounds_in_order_or_none(text):
    found = parse_amount(text)
    if found is None:
        return
    assert found.text in text
    assert found.minimum is not None or found.maximum is not None
    assert found.currency or found.unit
    if found.minimum is not None and found.maximum is not None:
        assert found.minimum <= found.maximum
