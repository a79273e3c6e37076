"""The lines of a PDF page, with where they stand, as pypdf gives them; and whether it may have mixed up columns."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdf import PageObject

    _Matrix = Sequence[float]

_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})  # Source: ISO 32000-1 §9.4.3, text-showing operators
_STEPS = 256  # operators between two looks at the clock
_SAME_LINE = 0.4  # of the letters' size: how far a baseline may differ on one line, as of a footnote's mark
_WIDE = 3000  # thousandths of the letters' size: a gap inside one operator that no two words have
_ALIGNED = 3.0  # points within which pieces of text begin at the same place
_SHARE = 0.3  # of a page's lines that go on at the same place behind a gap where it has columns or a table
_FEWEST = 5  # such lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text on a page.

    Attributes:
        text: its words, with single spaces.
        left: where it begins, in points from the left.
        top: where its baseline is, in points from the top.
        size: of its letters, in points.
    """

    text: str
    left: float
    top: float
    size: float


@dataclass(slots=True)
class _Page:
    height: float
    check: Callable[[], None]
    lines: list[Line] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _begin: tuple[float, float, float] = (0.0, 0.0, 0.0)
    _last: tuple[float, float] | None = None  # where the text-showing operator before began
    _starts: Counter[int] = field(default_factory=Counter)
    _baselines: set[int] = field(default_factory=set)
    _gaps: int = 0
    _steps: int = 0

    def show(self, operator: bytes, operands: list[Any], outer: _Matrix, inner: _Matrix) -> None:
        """Note where pieces begin that stand behind others on their line."""
        self._steps += 1
        if self._steps % _STEPS == 0:
            self.check()
        if operator not in _SHOWING:
            return
        *_, x, y = _times(inner, outer)
        if self._last is not None and abs(y - self._last[1]) < 1 and x > self._last[0]:
            self._starts[round(x / _ALIGNED)] += 1
        self._last = x, y
        self._baselines.add(round(y))
        if operator == b"TJ" and operands and any(isinstance(n, int | float) and n < -_WIDE for n in operands[0]):
            self._gaps += 1

    def write(self, text: str, outer: _Matrix, inner: _Matrix, _font: object, size: float) -> None:
        """Take a piece of text, which pypdf gives with the spaces that it found."""
        if not text.strip():
            if text and self._pieces:
                self._pieces.append(" ")
            return
        _, _, c, d, x, y = _times(inner, outer)
        letters = abs(size) * math.hypot(c, d) or 1.0
        left, top, before = self._begin
        if not self._pieces or abs(self.height - y - top) > _SAME_LINE * max(letters, before) or x < left:
            self.end()
            self._begin = x, self.height - y, letters
        elif self._pieces[-1].endswith("\n"):
            self._pieces[-1] = self._pieces[-1].rstrip("\n") + " "
        self._pieces.append(text)

    def end(self) -> None:
        """Make a line of what was taken."""
        left, top, size = self._begin
        for number, part in enumerate("".join(self._pieces).split("\n")):
            if words := " ".join(part.split()):
                self.lines.append(Line(text=words, left=left, top=top + number * size, size=size))
        self._pieces = []

    def has_columns(self) -> bool:
        least = max(_FEWEST, _SHARE * len(self._baselines))
        beside = max((self._starts[x] + self._starts[x + 1] for x in self._starts), default=0)
        return beside >= least or self._gaps >= least


def page_lines(page: PageObject, *, check: Callable[[], None]) -> tuple[list[Line], bool]:
    """The lines of a page, in the order in which it draws them, and whether lines may hold pieces of several columns.

    Most programs draw one column after the other. Where a page is drawn line by line across its columns, many pieces of text
    begin at one place behind others on the same line.

    Args:
        page: the page.
        check: called now and then, for it to raise where this takes too long.
    """
    lines = _Page(height=float(page.mediabox.top), check=check)
    page.extract_text(visitor_operand_before=lines.show, visitor_text=lines.write)
    lines.end()
    return lines.lines, lines.has_columns()


def _times(inner: _Matrix, outer: _Matrix) -> tuple[float, float, float, float, float, float]:
    """The product of two transformations. Source: ISO 32000-1 §8.3.4."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
