"""What a person may say about how inputs are read."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read.

    Attributes:
        max_bytes: the most that is read of one file, or of one member of an archive, whose format has to be read whole, and
            of one line, row or element of those that are read bit by bit.
    """

    max_bytes: int = 100 * MEGABYTE
