"""From text and metadata, however they were written down, to a `Document`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graphkit.dates import find_published
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.items import Found, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphkit.readers.items import Read

_KEYS = ("id", "title", "url", "publisher", "lang")
_BROKEN = "holds half a surrogate pair, which is no character; take it out"


def read_article(
    text: str, metadata: Mapping[str, object], *, document_id: str, source: str, line: int | None = None
) -> Iterator[Read]:
    """Check one article and its metadata.

    Args:
        text: the article.
        metadata: values by key; of ``id``, ``title``, ``url``, ``publisher``, ``date`` and ``lang`` each may be a
            string or None, other keys are ignored. A date that can't be read is as good as none.
        document_id: the id where the metadata has none.
        source: where it stands.
        line: its line, from 1.

    Yields:
        At most one notice, about the date, then the document.

    Raises:
        InputError: the text is empty, or a value is no string.
    """
    values = {key: _string(metadata, key, source=source, line=line) for key in (*_KEYS, "date")}
    if not text.strip():
        raise InputError("has an empty text", source=source, line=line)
    if _is_broken(text):
        raise InputError(f"key 'text' {_BROKEN}", source=source, line=line)
    date = values["date"]
    published = _day(date) if date else None
    if date and published is None:
        reason = f"the date {date!r} can't be read (2024-12-20 can); taken as unknown"
        yield Notice(kind="date", source=source, line=line, reason=reason)
    document = Document(
        id=values["id"] or document_id,
        text=text,
        title=values["title"],
        url=values["url"],
        publisher=values["publisher"],
        published=published,
        lang=values["lang"],
    )
    yield Found(item=document, source=source, line=line)


def _string(metadata: Mapping[str, object], key: str, *, source: str, line: int | None) -> str | None:
    value = metadata.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"key {key!r} must be a string or null", source=source, line=line)
    if _is_broken(value):
        raise InputError(f"key {key!r} {_BROKEN}", source=source, line=line)
    return value.strip() or None


def _day(words: str) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(words).date()
    except ValueError:
        return find_published(words)


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
