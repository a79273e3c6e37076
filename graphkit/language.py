"""Whether a text is English, the one language that the model reads.

The text decides; what its metadata say counts only where it can't, since many systems put one language into all that they
publish. Texts that say too little to tell, or several things, count as English: an article left out is a loss that nobody
sees.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LETTERS = 200
"""Texts with fewer letters are too short to tell."""

_WORDS = frozenset((
    "the", "of", "and", "to", "that", "with", "from", "have", "has", "had", "been", "were", "would", "which", "their", "said", "this", "his",
))  # fmt: skip
"""Frequent words of English that hardly stand in any other language's texts.

Source: most stand at the head of frequency lists of English, without those that are frequent in its kin too, such as "in",
"is", "for" and "was"; Dutch "of" and Danish "to" alone don't reach `_PLAIN`.
"""
_PLAIN = 0.1
"""Share of `_WORDS` from which on a text is English for sure. Source: own measurement; of 501 agency articles in English 425
reach it, all but lists and tables, and of texts in 28 other languages none has more than 0.02. It spares most runs the time and
the 75 MB of memory that loading the identifier takes."""

_SURE = 0.8
"""Likelihood that the three likeliest languages must have together; kin such as Malay and Indonesian share theirs."""
_DOUBT = 0.05
"""Likelihood of English above which a piece may be English."""

_PIECE = 300
_PIECES = 3
_SHORTEST_PIECE = 150
_SEEN = 4_000

_WORD = re.compile(r"[^\W\d_]+")
_PRIMARY = re.compile(r"[A-Za-z]{2,3}(?=[-_]|\Z)")
_NOT_SAID = frozenset({"en", "eng", "mul", "mis", "und", "zxx"})
"""English, and codes for several languages, none, or one that isn't known. Source: ISO 639-2."""


def foreign_language(text: str, *, said: str | None = None) -> str | None:
    """The language of a text that is not English, or None where it is or may be.

    Three pieces, of the beginning, the middle and the end, must each be in another language for sure, so that an English
    article with long quotes in another one is read, and so is one that brings its own translation.

    Args:
        text: the whole text.
        said: the language that its metadata give, as BCP 47 has it ("de", "pt-BR"); what is no such code doesn't count.

    Returns:
        A code of ISO 639: that of `said` where it is among the likeliest of the first piece, else the likeliest.
    """
    pieces = _pieces(text)
    if _share(" ".join(pieces)) >= _PLAIN:
        return None
    given = _given(said)
    if sum(map(str.isalpha, text[:_SEEN])) < LETTERS:
        return given
    found = [_languages(piece) for piece in pieces]
    if not all(found) or given in found[0]:
        return given
    return found[0][0]


def _pieces(text: str) -> list[str]:
    count = max(1, min(_PIECES, len(text) // _SHORTEST_PIECE))
    length = len(text) // count
    return [text[start : start + min(length, _PIECE)] for start in range(0, length * count, max(length, 1))]


def _share(text: str) -> float:
    words = _WORD.findall(text.lower())
    return sum(word in _WORDS for word in words) / len(words) if words else 0.0


def _given(said: str | None) -> str | None:
    primary = _PRIMARY.match(said) if said is not None else None
    code = primary[0].lower() if primary is not None else None
    return None if code in _NOT_SAID else code


def _languages(piece: str) -> list[str]:
    """The likeliest languages of a piece, the first before the second; none where it may be English."""
    ranked = _identifier().rank(piece)
    likely = ranked[:3]
    if dict(ranked)["en"] > _DOUBT or sum(likelihood for _, likelihood in likely) < _SURE:
        return []
    return [code for code, _ in likely]


@cache
def _identifier() -> LanguageIdentifier:
    """Source: py3langid 0.4 (langid.py, Lui and Baldwin 2012), whose likelihoods are calibrated over lengths."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
