"""Front matter: the metadata that stand before a Markdown text, in YAML or TOML."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:[ \t]+(.*?)[ \t]*\Z")
_COLON = re.compile(r":(?:\s|\Z)")
_MARKS = tuple("\"'[]{}|>&*!%@`#,?-")  # Source: YAML 1.2.2 §5.3, indicators, with which no plain value begins
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_LONGEST = 100_000  # letters; what is longer is no front matter


def split_front_matter(text: str, *, listed: Callable[[str], bool] = lambda _: False) -> tuple[dict[str, Any], str]:
    """Part the metadata between two lines of ``---`` (YAML) or ``+++`` (TOML) from the rest.

    Every value of YAML is a string as it stands there, so that no language is a truth value and no date a number. A title with
    a colon, which makes it no YAML, is taken as if it stood in quotes; what is none even so is read line by line as
    ``key: value``.

    Args:
        text: the file.
        listed: whether a key of YAML may stand for a list; other lists are passed over.
    """
    head = text[:_LONGEST]
    if match := _YAML.match(head):
        return _from_yaml(match[1], listed=listed), text[match.end() :]
    if match := _TOML.match(head):
        return _from_toml(match[1]), text[match.end() :]
    return {}, text


def _from_yaml(front: str, *, listed: Callable[[str], bool]) -> dict[str, Any]:
    lines = front.splitlines()
    content = _loaded(front) or _loaded("\n".join(map(_quoted, lines)))
    if content is None:
        pairs = (match for line in lines if (match := _PAIR.match(line)))
        content = {pair[1]: pair[2].strip("'\"") for pair in pairs}
    if not isinstance(content, dict):
        return {}
    named = {key: value for key, value in content.items() if isinstance(key, str)}
    return {key: value for key, value in named.items() if _is_value(value) or (isinstance(value, list) and listed(key))}


def _loaded(front: str) -> object:
    from yaml import BaseLoader, YAMLError, load

    try:
        return load(front, BaseLoader)  # noqa: S506 - makes strings, lists and dictionaries only
    except (YAMLError, RecursionError, ValueError):
        return None


def _quoted(line: str) -> str:
    """A line of YAML, with its value in quotes where it is a plain one with a colon."""
    pair = _PAIR.match(line)
    if pair is None or pair[2].startswith(_MARKS) or not _COLON.search(pair[2]):
        return line
    return f"{pair[1]}: {json.dumps(pair[2], ensure_ascii=False)}"


def _from_toml(front: str) -> dict[str, Any]:
    try:
        content = tomllib.loads(front)
        return {key: str(value) if isinstance(value, int | float) else value for key, value in content.items()}
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError, read or written
        return {}


def _is_value(value: object) -> bool:
    return value not in _EMPTY if isinstance(value, str) else isinstance(value, dict)
