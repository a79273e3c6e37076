"""The reading order of a page with columns, by the white space between its words.

Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents" (1984), recursive X-Y cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from graphkit.readers.pdf_lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

_SPACE = 0.15  # of the letters' size: the narrowest space between words; that of a font is about 0.25
_GUTTER = 0.9  # of the letters' size: the narrowest space between columns
_BAND = 0.6  # of the letters' size: the least space between a heading and what is below
_LINES = 4  # the fewest lines of which white space from top to bottom tells a column
_SAME_LINE = 0.4
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def column_lines(page: Page) -> list[Line] | None:
    """The lines of a page, column by column, each from top to bottom; None where it has one column only."""
    words = [
        _Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["size"] or 1.0)
        for word in page.extract_words(x_tolerance_ratio=_SPACE, extra_attrs=["size"])
    ]
    blocks = list(_cut(words, depth=0)) if words else []
    if not any(_is_beside(a, b) for a, b in pairwise(blocks)):
        return None
    return [line for block in blocks for line in _lines(block)]


def _is_beside(block: list[_Word], following: list[_Word]) -> bool:
    """Whether a block goes on at the top of the next column."""
    is_right = max(word.right for word in block) <= min(word.left for word in following)
    return is_right and min(word.top for word in following) < max(word.bottom for word in block)


def _cut(words: list[_Word], *, depth: int) -> Iterator[list[_Word]]:
    """Part words at the widest gutter, else at the widest band of white, until neither is left."""
    size = median(word.size for word in words)
    parts = None
    if depth < _DEEPEST:
        parts = _at_gutter(words, least=_GUTTER * size) or _at_band(words, least=_BAND * size)
    if parts is None:
        yield words
    else:
        for part in parts:
            yield from _cut(part, depth=depth + 1)


def _at_gutter(words: list[_Word], *, least: float) -> tuple[list[_Word], list[_Word]] | None:
    for place in _gaps(sorted((word.left, word.right) for word in words), least=least):
        left = [word for word in words if word.right <= place]
        right = [word for word in words if word.left >= place]
        if min(len({round(word.bottom) for word in side}) for side in (left, right)) >= _LINES:
            return left, right
    return None


def _at_band(words: list[_Word], *, least: float) -> tuple[list[_Word], list[_Word]] | None:
    for place in _gaps(sorted((word.top, word.bottom) for word in words), least=least):
        return [word for word in words if word.bottom <= place], [word for word in words if word.top >= place]
    return None


def _gaps(extents: list[tuple[float, float]], *, least: float) -> list[float]:
    """The middles of the stretches that nothing covers, the widest first."""
    found, reached = [], extents[0][1]
    for begin, end in extents:
        if begin - reached >= least:
            found.append((reached - begin, (reached + begin) / 2))
        reached = max(reached, end)
    return [middle for _, middle in sorted(found)]


def _lines(words: list[_Word]) -> Iterator[Line]:
    line: list[_Word] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        if line and word.bottom - line[0].bottom > _SAME_LINE * max(word.size, line[0].size):
            yield _line(line)
            line = []
        line.append(word)
    if line:
        yield _line(line)


def _line(words: list[_Word]) -> Line:
    words = sorted(words, key=lambda word: word.left)
    text = " ".join(word.text for word in words)
    return Line(text=text, left=words[0].left, top=words[0].bottom, size=median(word.size for word in words))
