"""Very long texts in pieces that are parsed apart and read as one.

One text of 100,000 characters costs a fifth more to parse than its pieces, and spaCy refuses texts above its
``max_length``. Cut where a paragraph ends, the pieces parse to the same tokens and sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

LONGEST = 50_000
"""Characters of the longest piece; a text up to this length is not cut."""

# where to cut, the best first: after an empty line, a line, a sentence, a word
_CUTS = tuple(re.compile(pattern) for pattern in (r"\n[ \t]*\n\s*", r"\n\s*", r"[.!?][\"'\u201d\u2019)]*\s+", r"\s+"))


def split_text(text: str, *, longest: int = LONGEST) -> list[str]:
    """Cut `text` into pieces of at most `longest` characters, which put together are the text again.

    The cut is the last in a piece that ends a paragraph, else a line, a sentence or a word, but not in its first half;
    a word longer than half a piece is cut through.
    """
    pieces = []
    start = 0
    while len(text) - start > longest:
        end = _last_cut(text, start, start + longest)
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces


def _last_cut(text: str, start: int, limit: int) -> int:
    middle = start + (limit - start) // 2
    for cut in _CUTS:
        ends = [match.end() for match in cut.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit


def join_docs(docs: Sequence[Doc]) -> Doc:
    """Put parsed pieces together to one Doc over the whole text."""
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    joined = Doc.from_docs(list(docs), ensure_whitespace=False)
    if joined is None:
        raise ValueError("no pieces to join")
    return joined
