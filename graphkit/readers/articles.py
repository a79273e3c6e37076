"""From text and metadata, however they were written down, to a `Document`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphkit.dates import find_published, parse_date
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.authors import authors_of
from graphkit.readers.items import Found, Notice
from graphkit.readers.mending import mend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphkit.readers.items import Read

_KEYS = ("id", "title", "url", "publisher", "lang")
_MENDED = ("title", "publisher")
_BROKEN = "holds half a surrogate pair, which is no character; take it out"
_DAY_IN_NAME = re.compile(
    r"(?:^|(?<=[\W_]))((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[\W_]|T\d|$)", re.ASCII
)


def read_article(
    text: str, metadata: Mapping[str, object], *, document_id: str, source: str, line: int | None = None
) -> Iterator[Read]:
    """Check one article and its metadata, and mend letters that were once decoded wrongly.

    Args:
        text: the article.
        metadata: values by key; of ``id``, ``title``, ``url``, ``publisher``, ``date`` and ``lang`` each may be a
            string or None, ``author`` also a list, other keys are ignored. A date that can't be read is as good as none, and
            so is what can be no author.
        document_id: the id where the metadata has none.
        source: where it stands.
        line: its line, from 1.

    Yields:
        Notices about date and letters, then the document.

    Raises:
        InputError: the text is empty, or a value is no string.
    """
    values = {key: _string(metadata, key, source=source, line=line) for key in (*_KEYS, "date")}
    if not text.strip():
        raise InputError("has an empty text", source=source, line=line)
    if _is_broken(text):
        raise InputError(f"key 'text' {_BROKEN}", source=source, line=line)
    authors = authors_of(metadata.get("author"))
    if any(map(_is_broken, authors)):
        raise InputError(f"key 'author' {_BROKEN}", source=source, line=line)
    mended = mend(text)
    values |= {key: mend(value) for key in _MENDED if (value := values[key])}
    if mended != text:
        reason = "held letters that were once decoded wrongly; mended, and quotes are of the mended text"
        yield Notice(kind="mended", source=source, line=line, reason=reason)
    date = values["date"]
    published = _day(date) if date else None
    if date and published is None:
        yield Notice(kind="date", source=source, line=line, reason=_no_day(date))
    document = Document(
        id=values["id"] or document_id,
        text=mended,
        title=values["title"],
        url=values["url"],
        authors=tuple(map(mend, authors)),
        publisher=values["publisher"],
        published=published,
        lang=values["lang"],
    )
    yield Found(item=document, source=source, line=line)


def checked(document: Document, *, source: str) -> Document:
    """See that a document that was made by hand is one, and give it; a time of publication becomes its day.

    Raises:
        InputError: a field is of another type than it must be, or holds what is no text.
    """
    for name in (*_KEYS, "text"):
        value = getattr(document, name)
        if not isinstance(value, str) and (value is not None or name in {"id", "text"}):
            raise InputError(f"its {name} must be a string, not {value!r:.40}", source=source)
        if value is not None and _is_broken(value):
            raise InputError(f"its {name} {_BROKEN}", source=source)
    authors, published = document.authors, document.published
    # a single string has items that are strings, too
    if not isinstance(authors, tuple | list) or not all(isinstance(author, str) for author in authors):
        raise InputError(f"its authors must be a tuple of strings, not {authors!r:.40}", source=source)
    if any(map(_is_broken, authors)):
        raise InputError(f"one of its authors {_BROKEN}", source=source)
    if not isinstance(published, dt.date | None):
        raise InputError(f"its published must be a datetime.date, not {published!r:.40}", source=source)
    day = published.date() if isinstance(published, dt.datetime) else published
    return replace(document, authors=tuple(authors), published=day)


def dated(document: Document, *, file: str = "") -> Document:
    """The document with the date that its text tells, else the name of its file, where its metadata tell none."""
    if document.published is not None:
        return document
    return replace(document, published=find_published(document.text) or day_of_name(file))


def day_of_name(name: str) -> dt.date | None:
    """The day that a file's name tells, such as ``2024-03-05-summit.txt``; None where it tells none, or two.

    >>> day_of_name("archive/20240305_harbour.html")
    datetime.date(2024, 3, 5)
    """
    found = set()
    for year, _, month, day in _DAY_IN_NAME.findall(PurePosixPath(name.partition("#")[0]).name):
        try:
            found.add(dt.date(int(year), int(month), int(day)))
        except ValueError:
            return None
    return found.pop() if len(found) == 1 else None


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
        found = parse_date(words, published=None)
        return found.earliest if found.precision == "day" else find_published(words)


def _no_day(date: str) -> str:
    """Why a date is no day of publication; a document has a whole day or none, as "on Tuesday" counts from it."""
    precision = parse_date(date, published=None).precision
    what = "can't be read (2024-12-20 can)" if precision == "unknown" else f"is a {precision}, no day"
    return f"the date {date[:80]!r} {what}; taken as unknown"


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
