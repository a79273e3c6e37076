"""A short fingerprint of a text, by which copies of it can be found without the text.

It is a MinHash: of all runs of five words, `VALUES` hash functions each name one, and what two texts share of these is what they
share of all runs (their Jaccard similarity, to within 0.04). Case, punctuation, spaces and kinds of quotation marks
make no difference. The numbers are the same on every machine and in every version of Python, so fingerprints of
different runs can be compared.

Source: Broder, "On the resemblance and containment of documents" (1997); Li and König, "b-Bit Minwise Hashing" (2010), who keep
but the last bits of each value.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.uint32]]

VALUES = 192
"""Hash functions, each of which gives a byte of the fingerprint."""
RUN = 5
"""Words in a run. Source: own measurement (tests/benchmarks); with runs of three, articles on one event look more alike."""
SHORT = 50
"""A text of fewer words has so few runs that its fingerprint stands for all its words, and only the same words are alike."""

FORM = re.compile(r"m1:[A-Za-z0-9+/]{256}|w1:[0-9a-f]{16}", re.ASCII)
"""What a fingerprint looks like: of a text, or of a short one. The number changes when the way they are made does."""

_WORD = re.compile(r"\w+")
_AT_ONCE = 4096
"""Runs that are hashed together, so that a book takes no more memory than an article."""
_BASE = 0x01000193
"""Source: the prime of FNV-1a, 32 bits."""


def fingerprint(text: str) -> str | None:
    """The fingerprint of a text in 19 or 259 characters; None of one without words."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return None
    if len(words) < SHORT:
        return f"w1:{hashlib.sha256(' '.join(words).encode()).hexdigest()[:16]}"
    return f"m1:{base64.b64encode(_signature(words)).decode()}"


def _signature(words: list[str]) -> bytes:
    import numpy as np

    runs = _runs(words)
    factors, terms = _functions()
    lowest = np.full(VALUES, 2**32 - 1, dtype=np.uint32)
    for start in range(0, len(runs), _AT_ONCE):
        values = factors * runs[start : start + _AT_ONCE]
        values += terms
        np.minimum(lowest, values.min(axis=1), out=lowest)
    return (lowest & np.uint32(255)).astype(np.uint8).tobytes()


def _runs(words: list[str]) -> Numbers:
    """A number for each run of words, in order."""
    import numpy as np

    hashed = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint32, count=len(words))
    hashed = _mixed(hashed)
    count = len(words) - RUN + 1
    runs = hashed[:count].copy()
    for place in range(1, RUN):
        runs *= np.uint32(_BASE)
        runs += hashed[place : count + place]
    return _mixed(runs)


@cache
def _functions() -> tuple[Numbers, Numbers]:
    """Factors and terms of the hash functions, one a row; factors are odd, so that no two runs share a value."""
    import numpy as np

    numbers = _mixed(_mixed(np.arange(1, 2 * VALUES + 1, dtype=np.uint32) * np.uint32(0x9E3779B9)))
    return (numbers[:VALUES] | np.uint32(1))[:, None], numbers[VALUES:][:, None]


def _mixed(numbers: Numbers) -> Numbers:
    """Each number spread over all 32 bits. Source: the last step of MurmurHash3 (Appleby, public domain)."""
    import numpy as np

    numbers = numbers ^ (numbers >> np.uint32(16))
    numbers *= np.uint32(0x85EBCA6B)
    numbers ^= numbers >> np.uint32(13)
    numbers *= np.uint32(0xC2B2AE35)
    numbers ^= numbers >> np.uint32(16)
    return numbers
