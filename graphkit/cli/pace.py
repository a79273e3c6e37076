"""How fast articles are read, and how long the rest will take."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD: Final = 60.0
"""Seconds that the pace is measured over: results come in batches, some of long articles and some of short."""
_MINUTE: Final = 60
_HOUR: Final = 3600


class Pace:
    """Counts articles and words that are done.

    Attributes:
        done: articles.
        total: articles to be done; None where nobody knows.
        errors: articles, and other inputs, that could not be read.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing done."""
        self.done = 0
        self.total: int | None = None
        self.errors = 0
        self._words = 0
        self._words_known = False
        self._clock = clock
        self._marks: deque[tuple[float, int, int]] = deque()

    def begin(self) -> None:
        """Count from the first call on."""
        if not self._marks:
            self._marks.append((self._clock(), 0, 0))

    def advance(self, words: int | None) -> None:
        """Count an article of so many words; None where nobody knows, as of a record."""
        self.begin()
        self.done += 1
        self._words += words or 0
        self._words_known |= words is not None
        now = self._clock()
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, self.done, self._words))
        while len(self._marks) > 2 and self._marks[1][0] <= now - PERIOD:
            self._marks.popleft()

    def tell(self) -> str:
        """The words a second, the time left and the errors, as far as they can be told."""
        parts = []
        rates = self._rates()
        if rates is not None:
            articles, words = rates
            if self._words_known:
                parts.append(f"{words:,.0f} words/s")
            if self.total is not None and self.done < self.total:
                parts.append(f"{_span((self.total - self.done) / articles)} left")
        if self.errors:
            parts.append(f"{self.errors} error{'' if self.errors == 1 else 's'}")
        return ", ".join(parts)

    def _rates(self) -> tuple[float, float] | None:
        """Articles and words a second; None where it is too early to tell."""
        if not self._marks:
            return None
        start, done, words = self._marks[0]
        seconds = self._clock() - start
        if seconds < 1 or self.done == done:
            return None
        return (self.done - done) / seconds, (self._words - words) / seconds


def _span(seconds: float) -> str:
    """A time in words, no finer than it can be known.

    >>> _span(12.3), _span(754), _span(9000)
    ('less than a minute', '13 min', '2 h 30 min')
    """
    if seconds < _MINUTE:
        return "less than a minute"
    minutes = round(seconds / _MINUTE)
    return f"{minutes} min" if seconds < _HOUR else f"{minutes // 60} h {minutes % 60} min"
