"""JSON: one object, or a list of them; each is an article or an extraction record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.readers.fields import find_columns
from graphkit.readers.jsonl import Place, read_jsonl, read_record
from graphkit.readers.text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.readers.items import Read
    from graphkit.readers.settings import Reading
    from graphkit.readers.source import Source


def read_json(source: Source) -> Iterator[Read]:
    """Read a JSON file: an object, a list of objects, or an object with one list of objects ("articles" and the like).

    What is found in a list is named by its JSON pointer (``news.json#/articles/0``); one that can't be used is yielded as
    an error and the others go on. An article without ``id`` is called after its file and number, from 1. JSON Lines under
    this ending are read as such.

    Raises:
        InputError: the file can't be opened, is too large, is binary, is no JSON, or holds neither object nor list.
    """
    text, notice = whole_text(source)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_jsonl(source)
            return
        reason = f"is no JSON: {error.msg} at character {error.colno}"
        raise InputError(reason, source=source.name, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {error}", source=source.name) from error
    if notice is not None:
        yield notice
    if isinstance(content, dict):
        pointer, inner = _list_in(content, source.reading)
        if inner is None:
            place = Place(source=source.name, line=None, document_id=source.document_id)
            yield from read_record(content, place=place, reading=source.reading)
            return
    else:
        pointer, inner = "", content
    if not isinstance(inner, list) or not inner:
        raise InputError("holds neither an object nor a list of objects", source=source.name)
    yield from _elements(inner, pointer=pointer, source=source)


def _list_in(content: dict[str, Any], reading: Reading) -> tuple[str, list[Any] | None]:
    """The pointer to the one list of objects in an object that is itself neither article nor record, and the list."""
    words = [key for key, value in content.items() if isinstance(value, str)]
    if "text" in find_columns(words, reading) or ("entities" in content and "events" in content):
        return "", None
    lists = [(key, value) for key, value in content.items() if isinstance(value, list) and value]
    lists = [(key, value) for key, value in lists if all(isinstance(item, dict) for item in value)]
    if len(lists) != 1:
        return "", None
    key, value = lists[0]
    return "/" + key.replace("~", "~0").replace("/", "~1"), value  # Source: RFC 6901, section 3


def _elements(items: list[Any], *, pointer: str, source: Source) -> Iterator[Read]:
    for number, record in enumerate(items):
        place = Place(
            source=f"{source.name}#{pointer}/{number}", line=None, document_id=f"{source.document_id}:{number + 1}"
        )
        try:
            if not isinstance(record, dict):
                raise InputError("is no JSON object", source=place.source)  # noqa: TRY301 - told as those of reading are
            yield from read_record(record, place=place, reading=source.reading)
        except InputError as error:
            yield error
