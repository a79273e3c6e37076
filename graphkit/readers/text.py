"""Plain text: one file, one article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode, refuse_binary
from graphkit.readers.items import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source


def read_text(source: Source) -> Iterator[Read]:
    r"""Read a text file as Python does: without byte order mark, with line ends as ``\n``.

    Raises:
        InputError: the file can't be opened, is too large, is binary, or is empty.
    """
    text, notice = whole_text(source)
    if notice is not None:
        yield notice
    if _is_json(text):
        how = "give --stdin-format jsonl" if source.path is None else "call it .jsonl"
        reason = f"looks like JSON Lines, but is read as plain text; {how}, and its objects are read as articles"
        yield Notice(kind="format", source=source.name, reason=reason)
    yield from read_article(text, {}, document_id=source.document_id, source=source.name)


def _is_json(text: str) -> bool:
    """Whether the first line is a JSON object."""
    first = text.lstrip().partition("\n")[0]
    if not first.startswith('{"'):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def whole_text(source: Source) -> tuple[str, Notice | None]:
    """The text of a file, and a notice where its encoding had to be guessed.

    Raises:
        InputError: the file can't be opened, is too large, is binary, or is empty.
    """
    data = source.whole()
    refuse_binary(data, source=source.name)
    text, notice = decode(data, source=source.name)
    if not text.strip():
        raise InputError("is empty", source=source.name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notice
