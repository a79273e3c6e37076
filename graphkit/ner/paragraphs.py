"""Where sentences must and must not begin: after blank lines and datelines, and not after abbreviations.

Headlines, datelines and paragraphs begin sentences of their own; a title ("Gen."), or a country's abbreviation before the
noun for a person ("U.S. Senator"), never ends one.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from spacy.language import Language

from graphkit.ner.layout import opening_end
from graphkit.ner.titles import HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS
from graphkit.tokens import column, text_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TERMINAL = frozenset({".", "!", "?", '"', "”", "'", "’", ")", "…"})
_COUNTRIES = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "U.A.E.", "U.S.A."})
_TITLES = frozenset(word for word in HONORIFICS if word.endswith(".")) | {"st.", "ft.", "mt."}
_BEFORE_ROLES = MODIFIERS | PORTFOLIOS | {"under", "secretary-general"}


@Language.component("graphkit_paragraphs", assigns=["token.is_sent_start"])
def graphkit_paragraphs(doc: Doc) -> Doc:
    """Mark where a sentence starts whatever the parser says, and where none does.

    A sentence starts after a blank line, after a line that ends in a full stop, and behind a dateline. None starts between
    an abbreviation and the name or title behind it on the same line. Goes before the parser, which keeps such marks and
    sets the others.
    """
    words = words_of(doc)
    _mark_openings(doc, text_of(doc, words))
    for place, text in enumerate(words[:-1]):
        if "\n" in text and text.isspace():
            before = words[place - 1][-1:] if place else ""
            if text.count("\n") > 1 or before in _TERMINAL:
                doc[place + 1].is_sent_start = True
        elif text[-1] == "." and doc[place + 1].is_sent_start is None and _goes_on(doc, doc[place]):
            doc[place + 1].is_sent_start = False
    return doc


def _mark_openings(doc: Doc, text: str) -> None:
    """Part datelines, and the "Q:" and "A:" of an interview, from the sentence that they stand before."""
    starts: list[int] = []
    offset = 0
    for line in text.split("\n"):
        if line and (end := opening_end(line)):
            starts = starts or column(doc, "IDX")
            first = bisect_left(starts, offset + end)
            while first < len(doc) and doc[first].is_space:
                first += 1
            if first < len(doc):
                doc[first].is_sent_start = True
        offset += len(line) + 1


def _goes_on(doc: Doc, token: Token) -> bool:
    """Whether an abbreviation stands before what it belongs to."""
    after = doc[token.i + 1]
    if after.is_space or not after.text[0].isupper():
        return False
    if token.text.lower() in _TITLES and token.text[0].isupper():
        return True
    return token.text in _COUNTRIES and _titled(doc, after.i)


def _titled(doc: Doc, i: int) -> bool:
    """Whether a capitalised noun for one person stands at token i, or behind the words of its title."""
    for token in doc[i : i + 5]:
        if not token.text[0].isupper():
            return False
        if token.lower_ in ROLE_NOUNS or token.lower_ in HONORIFICS:
            return True
        if token.lower_ not in _BEFORE_ROLES:
            return False
    return False
