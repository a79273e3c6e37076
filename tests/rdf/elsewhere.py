"""What it takes to ask other engines the named queries, and to compare what they say."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def with_values(sparql: str, params: Mapping[str, str]) -> str:
    """Give the values to an engine that binds none: as VALUES in front of the pattern, escaped as literals are."""
    values = "".join(f" VALUES ?{name} {{ {Literal(value)} }}" for name, value in params.items())
    head, where, pattern = sparql.partition("WHERE {")
    return head + where + values + pattern


def comparable(rows: Iterable[Iterable[Any]]) -> list[tuple[str, ...]]:
    """Rows without their order, and numbers without the way they are written: engines differ in both."""
    return sorted(tuple(_plain(value) for value in row) for row in rows)


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text
