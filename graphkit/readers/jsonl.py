"""JSON Lines: one article or one extraction record a line."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode, encoding_by_mark, refuse_binary
from graphkit.readers.fields import article_of, find_columns, told_names
from graphkit.readers.items import Found
from graphkit.readers.source import in_megabytes
from graphkit.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from graphkit.readers.items import Notice, Read
    from graphkit.readers.settings import Reading
    from graphkit.readers.source import Source

_HEAD = 8192


def read_jsonl(source: Source) -> Iterator[Read]:
    """Read line by line; a line that can't be used is yielded as an error and the others go on.

    A line with ``text``, or another usual key of `graphkit.readers.fields`, is an article; one with ``entities`` and
    ``events`` but no ``text`` is an extraction record.
    An article without ``id`` is called after its file and line.

    Raises:
        InputError: the file can't be opened, is binary, or holds no line at all.
    """
    empty = True
    for number, line, notice in _lines(source):
        if isinstance(line, InputError):
            empty = False
            yield line
        elif line.strip():
            empty = False
            if notice is not None:
                yield notice
            yield from _read_line(line, source=source, number=number)
    if empty:
        raise InputError("is empty", source=source.name)


def _lines(source: Source) -> Iterator[tuple[int, str | InputError, Notice | None]]:
    with source.open() as stream:
        for number, data in enumerate(raw_lines(stream, source=source), start=1):
            try:
                line, notice = decode(data, source=source.name, line=number)
            except InputError as error:
                yield number, error, None
            else:
                yield number, line, notice


def raw_lines(stream: IO[bytes], *, source: Source) -> Iterator[bytes]:
    """The lines of a stream one by one, in UTF-8 where a byte order mark says UTF-16 or UTF-32, else as they are.

    Raises:
        InputError: it is binary, or a line is longer than ``source.reading.max_bytes``.
    """
    most = source.reading.max_bytes
    head = stream.read(_HEAD)
    refuse_binary(head, source=source.name)
    marked = encoding_by_mark(head)
    if marked is not None and marked != "utf-8-sig":
        text, _ = decode(source.whole(), source=source.name)
        yield from io.BytesIO(text.encode())
        return
    begun = io.BytesIO(head + (b"" if head.endswith(b"\n") else stream.readline(most)))
    for number, line in enumerate(chain(begun, iter(lambda: stream.readline(most + 1), b"")), start=1):
        if len(line) > most:
            reason = f"is longer than {in_megabytes(most)}; split the file, or raise --max-megabytes"
            raise InputError(reason, source=source.name, line=number)
        yield line


def _read_line(line: str, *, source: Source, number: int) -> Iterator[Read]:
    try:
        record = json_object(line, source=source.name, line=number)
        place = Place(source=source.name, line=number, document_id=f"{source.document_id}:{number}")
        yield from read_record(record, place=place, reading=source.reading)
    except InputError as error:
        yield error


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a JSON object stands.

    Attributes:
        source: the path, or ``-``; with a pointer into it where there are no lines.
        line: its line, from 1.
        document_id: the id of its article where it names none.
    """

    source: str
    line: int | None
    document_id: str


def read_record(record: Mapping[str, Any], *, place: Place, reading: Reading) -> Iterator[Read]:
    """Read a JSON object: an extraction record, or an article under its usual or the person's own keys.

    Raises:
        InputError: it is neither, or a value can't be.
    """
    if "entities" in record and "events" in record and "text" not in record:
        extraction = from_record(dict(record), source=place.source, line=place.line)
        yield Found(item=extraction, source=place.source, line=place.line)
        return
    full = [key for key, value in record.items() if value is not None]
    article = article_of(record, find_columns(full, reading))
    text = article.get("text")
    if not isinstance(text, str):
        raise InputError(_no_text(record, reading), source=place.source, line=place.line)
    yield from read_article(text, article, document_id=place.document_id, source=place.source, line=place.line)


def _no_text(record: Mapping[str, Any], reading: Reading) -> str:
    key = reading.text_column or "text"
    if key in record:
        return f"key {key!r} must be a string"
    missing = f"has no key {key!r} (an article), nor 'entities' and 'events' (an extraction record)"
    if reading.text_column is not None or not record:
        return missing
    return f"{missing}; its keys are {told_names(record)}; name the article's with --text-column, or as text_column"


def json_object(text: str, *, source: str, line: int | None = None) -> dict[str, Any]:
    """Decode the JSON object that `text` is.

    Raises:
        InputError: it is none.
    """
    try:
        record = json.loads(text.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg} at character {error.colno}; mend the line or take it out"
        raise InputError(reason, source=source, line=line) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {error}", source=source, line=line) from error
    if not isinstance(record, dict):
        raise InputError("is no JSON object; one line holds one object", source=source, line=line)
    return record
