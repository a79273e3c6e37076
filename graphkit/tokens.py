"""What is asked of all tokens of a Doc at once, read from its table: an object for each token takes four times as long."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


def column(doc: Doc, attribute: str) -> list[int]:
    """One attribute of each token, such as "IDX"; of words their hashes.

    Args:
        doc: the document.
        attribute: the name of one of `spacy.attrs`.
    """
    table: Any = doc.to_array([attribute])
    found: list[int] = table.reshape(-1).tolist()
    return found


def words_of(doc: Doc) -> list[str]:
    """The tokens as written."""
    strings = doc.vocab.strings
    return [strings[key] for key in column(doc, "ORTH")]


def text_of(doc: Doc, words: Sequence[str]) -> str:
    """The document's text.

    Args:
        doc: the document.
        words: its tokens as written.
    """
    blanks = column(doc, "SPACY")
    return "".join([word + " " if blank else word for word, blank in zip(words, blanks, strict=True)])


def find_words(doc: Doc, words: frozenset[str]) -> list[int]:
    """The tokens that are one of some words, in order.

    Args:
        doc: the document.
        words: in lower case; a constant, whose hashes are remembered.
    """
    hashes = _hashes(words)
    return [place for place, lower in enumerate(column(doc, "LOWER")) if lower in hashes]


@lru_cache(maxsize=32)
def _hashes(words: frozenset[str]) -> frozenset[int]:
    from spacy.strings import StringStore

    strings = StringStore()
    return frozenset(strings[word] for word in words)
