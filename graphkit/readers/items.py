"""What a reader yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphkit.errors import InputError
from graphkit.model import Document, Extraction

NoticeKind = Literal[
    "encoding", "mended", "date", "duplicate", "skipped", "scanned", "bare", "made", "patterns", "link", "format", "own"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that the person should know of an input that was read all the same.

    Attributes:
        kind: "encoding" (no UTF-8), "mended" (letters that were once decoded wrongly), "date" (a publication date that can't
            be read), "duplicate" (given before, counted once), "skipped" (files with an unknown ending in a folder), "scanned"
            (pages that are pictures without text), "bare" (pages of a web archive that hold no article), "made" (a publication date that
            is the day on which the file was made), "patterns" (a record that they don't change), "link" (links that
            lead outside a folder), "format" (a text that looks like one of another format) or "own" (what graphkit itself
            wrote into a folder).
        source: the path, or ``-``.
        line: line number in the file, from 1, or None where the whole file is meant.
        reason: what happened, without the place.
        count: how many inputs it stands for.
    """

    kind: NoticeKind
    source: str
    reason: str
    line: int | None = None
    count: int = 1

    def __str__(self) -> str:
        """The place and the reason, as an `InputError` says them."""
        return f"{self.source}:{self.line}: {self.reason}" if self.line is not None else f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document or record and the place where it stands.

    Attributes:
        item: what was read.
        source: the path, or ``-``.
        line: line number in the file, from 1, or None where the file holds but one.
    """

    item: Document | Extraction
    source: str
    line: int | None = None

    @property
    def place(self) -> str:
        """``source`` or ``source:line``."""
        return self.source if self.line is None else f"{self.source}:{self.line}"


Read = Found | InputError | Notice
Item = Document | Extraction | InputError | Notice
