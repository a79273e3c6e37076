"""From the lines of pages to running text: no running heads, whole paragraphs, whole words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.readers.pdf_lines import Line

_LONGEST_WORD = 80
_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads and feet
_REPEATED = 0.3  # of the pages on which such a line stands
_MOVED = 0.02  # of the page's height by which its place may differ
_PAGE_OF = re.compile(r"(?:page|p\.)?\s*\d+\s*(?:of|/)\s*\d+|page\s+\d+|[-–—]\s*\d+\s*[-–—]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_END = re.compile(r"[.!?…:][\"'”’)\]]*\Z")
_BULLET = re.compile(r"[•▪‣●◦■]")
_BROKEN = re.compile(
    r"(\w+(?:[-\u2010]\w+)*)([-\u2010\u00ad])\Z"
)  # with the hyphen that is only that, and the soft one
_FIRST_WORD = re.compile(r"\w+")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
# Source: The Chicago Manual of Style, 17th ed., §7.89: words that compounds keep their hyphen behind
_HYPHENED = frozenset({
    "all", "cross", "ex", "great", "half", "ill", "non", "self", "vice", "well",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
})  # fmt: skip
_LEADING = 1.35  # of the usual distance between lines: more parts paragraphs
_INDENT = 0.8  # of the letters' size
_WIDEST_INDENT = 6.0
_SHORT = 0.7  # of the longest lines' length
_OTHER_SIZE = 0.08


class Page(NamedTuple):
    """The lines of one page, in reading order, and its height in points."""

    lines: list[Line]
    height: float


class Block(NamedTuple):
    """A paragraph or heading, the size of its letters in points, and whether it begins on the first page."""

    text: str
    size: float
    is_first_page: bool


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs and headings of a document, without what only repeats at the edges of its pages."""
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return []
    usual = _Usual(lines)
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line.text)[:-1])
    first = len(kept[0])
    blocks: list[Block] = []
    begin = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or _is_parted(lines, end, usual):
            text = _joined([line.text for line in lines[begin:end]], known)
            blocks.append(Block(text, lines[begin].size, begin < first))
            begin = end
    return blocks


def _without_edges(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page that are neither running heads and feet nor page numbers."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        for line in _edges(page):
            places[_pattern(line)].append(line.top / page.height)
    least = max(2, _REPEATED * len(pages))
    heads = {pattern: median(found) for pattern, found in places.items() if len(found) >= least}
    kept = []
    for page in pages:
        edges = {
            id(line)
            for line in _edges(page)
            if _PAGE_OF.fullmatch(line.text)
            or (_pattern(line) in heads and abs(line.top / page.height - heads[_pattern(line)]) < _MOVED)
        }
        kept.append([line for line in page.lines if id(line) not in edges])
    return kept


def _edges(page: Page) -> list[Line]:
    by_top = sorted(page.lines, key=lambda line: line.top)
    return by_top if len(by_top) <= 2 * _EDGE else by_top[:_EDGE] + by_top[-_EDGE:]


def _pattern(line: Line) -> str:
    return _NUMBER.sub("#", line.text).casefold()


class _Usual:
    """What is usual in a document: the distance of lines, by their letters' size, and how long lines are."""

    def __init__(self, lines: list[Line]) -> None:
        steps = [(b.top - a.top) / a.size for a, b in pairwise(lines) if a.top < b.top and _is_alike(a, b)]
        self.leading = median(steps) if steps else 1.2
        lengths: defaultdict[int, list[int]] = defaultdict(list)
        for line in lines:
            lengths[round(line.size)].append(len(line.text))
        self._lengths = {size: sorted(found)[len(found) * 9 // 10] for size, found in lengths.items()}

    def is_short(self, line: Line) -> bool:
        return len(line.text) < _SHORT * self._lengths[round(line.size)]


def _is_alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _OTHER_SIZE * max(a.size, b.size)


def _is_parted(lines: list[Line], number: int, usual: _Usual) -> bool:
    """Whether a paragraph begins with line `number`."""
    before, line = lines[number - 1], lines[number]
    if not _is_alike(before, line) or _BULLET.match(line.text):
        return True
    ended = _END.search(before.text) is not None
    begins = ended and (usual.is_short(before) or _is_indented(lines, number))
    if line.top <= before.top:  # the next column or page
        return begins
    return begins or line.top - before.top > _LEADING * usual.leading * line.size


def _is_indented(lines: list[Line], number: int) -> bool:
    """Whether a line begins farther to the right than the one behind it."""
    line = lines[number]
    if number + 1 == len(lines):
        return False
    step = line.left - lines[number + 1].left
    return _INDENT * line.size < step < _WIDEST_INDENT * line.size


def _joined(texts: Sequence[str], known: Counter[str]) -> str:
    """Lines as one paragraph; words that were broken at a line's end are made whole."""
    pieces = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        broken = _BROKEN.search(text, max(len(text) - _LONGEST_WORD, 0))
        following = _FIRST_WORD.match(after)
        if broken is not None and following is not None:
            pieces.append(text[: broken.end(1)] + _hyphen(broken, following[0], known))
        else:
            pieces.append(text + " ")
    return "".join(pieces).rstrip().replace("\u00ad", "").translate(_LIGATURES)


def _hyphen(broken: re.Match[str], following: str, known: Counter[str]) -> str:
    """The hyphen between the two parts of a word, where the word has one: as elsewhere in the text, else as is usual."""
    first, mark = broken[1].lower(), broken[2]
    if mark == "\u00ad":
        return ""
    if not following[0].islower() or not first[-1].isalpha():
        return "-"
    together, apart = known[first + following.lower()], known[f"{first}-{following.lower()}"]
    if together != apart:
        return "" if together > apart else "-"
    return "-" if first in _HYPHENED else ""


def text_of(blocks: Sequence[Block]) -> str:
    """Blocks as text, parted by an empty line."""
    return "".join(f"{block.text}\n\n" for block in blocks).removesuffix("\n")


def headline_of(blocks: Sequence[Block]) -> str | None:
    """The block of the largest letters on the first page, if it is larger than the text by far."""
    letters = sorted(size for block in blocks for size in [block.size] * len(block.text))
    usual = letters[len(letters) // 2]
    first = [block for block in blocks if block.is_first_page and block.size > 1.25 * usual]
    return max(first, key=lambda block: block.size).text if first else None
