"""JSON Lines: one article or one extraction record a line."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode, encoding_by_mark, refuse_binary
from graphkit.readers.items import Found
from graphkit.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from graphkit.readers.items import Notice, Read
    from graphkit.readers.sources import Source

_HEAD = 8192


def read_jsonl(source: Source) -> Iterator[Read]:
    """Read line by line; a line that can't be used is yielded as an error and the others go on.

    A line with ``text`` is an article, one with ``entities`` and ``events`` but no ``text`` is an extraction record.
    An article without ``id`` is called after its file and line.

    Raises:
        InputError: the file can't be opened, is binary, or holds no line at all.
    """
    empty = True
    with source.open() as stream:
        for number, line, notice in _lines(stream, source=source.name):
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


def _lines(stream: IO[bytes], *, source: str) -> Iterator[tuple[int, str | InputError, Notice | None]]:
    head = stream.read(_HEAD)
    stream.seek(0)
    refuse_binary(head, source=source)
    marked = encoding_by_mark(head)
    if marked is not None and marked != "utf-8-sig":
        text, _ = decode(stream.read(), source=source)
        stream = io.BytesIO(text.encode())
    for number, data in enumerate(stream, start=1):
        try:
            line, notice = decode(data, source=source, line=number)
        except InputError as error:
            yield number, error, None
        else:
            yield number, line, notice


def _read_line(line: str, *, source: Source, number: int) -> Iterator[Read]:
    try:
        yield from _read_record(_object(line, source=source.name, number=number), source=source, number=number)
    except InputError as error:
        yield error


def _read_record(record: dict[str, Any], *, source: Source, number: int) -> Iterator[Read]:
    text = record.get("text")
    if isinstance(text, str):
        name = f"{source.document_id}:{number}"
        yield from read_article(text, record, document_id=name, source=source.name, line=number)
    elif "text" in record:
        raise InputError("key 'text' must be a string", source=source.name, line=number)
    elif "entities" in record and "events" in record:
        extraction = from_record(record, source=source.name, line=number)
        yield Found(item=extraction, source=source.name, line=number)
    else:
        reason = "has no key 'text' (an article), nor 'entities' and 'events' (an extraction record)"
        raise InputError(reason, source=source.name, line=number)


def _object(line: str, *, source: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg} at character {error.colno}; mend the line or take it out"
        raise InputError(reason, source=source, line=number) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {error}", source=source, line=number) from error
    if not isinstance(record, dict):
        raise InputError("is no JSON object; one line holds one object", source=source, line=number)
    return record
