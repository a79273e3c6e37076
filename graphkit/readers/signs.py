"""Signs of life of a reader that is long at work on one thing, so that slow can be told from stuck.

Whoever limits the time of a reader listens; a page of a PDF file or a block of an archive is a sign. Nobody listens elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTENERS: list[Callable[[], None]] = []


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called at each sign, to the end of this process."""
    _LISTENERS.append(listener)


def give_sign() -> None:
    """Say that something was done."""
    for listener in _LISTENERS:
        listener()
