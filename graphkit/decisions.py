"""Decisions in a TOML file: what people have settled, in words of the articles and never in ids.

One table ``[[decision]]`` for each::

    [[decision]]
    judgement = "same"
    one = { document = "a", start = 10, end = 25, text = "Jakob Halvorsen" }
    other = { document = "b", start = 3, end = 12, text = "Halvorsen" }
    by = "ada"
    when = 2026-11-22
    note = "both are the president"

``judgement`` is same, different or unsure, of two mentions, or of two events that the words of ``one`` and ``other`` tell
(a trigger or a whole passage each); or wrong, of one event, without ``other``. Whoever takes a table out has never decided.

Source: TOML 1.0.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from graphkit.errors import InputError
from graphkit.files import write_whole
from graphkit.model import Anchor, Decision, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = "# Decisions on who and what is the same, for 'graphkit build --decisions'. Take a table out to take the decision back.\n"
_KEYS = frozenset({"judgement", "one", "other", "by", "when", "note"})
_ANCHOR = ("document", "start", "end", "text")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# Source: TOML 1.0.0, "String": quotation mark, backslash and control characters must be escaped
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_TABLE = re.compile(r"^\s*\[\[\s*decision\s*\]\]", re.MULTILINE)


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Read a decisions file, in the order of the file.

    Raises:
        InputError: the file can't be read, is no TOML, or holds something else than decisions; with the line where the
            decision begins.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("is no UTF-8 text", source=str(path)) from error
    return parse_decisions(text, source=str(path))


def parse_decisions(text: str, *, source: str) -> tuple[Decision, ...]:
    """Decisions out of the text of such a file.

    Args:
        text: TOML.
        source: where it comes from, for errors.

    Raises:
        InputError: as `read_decisions`.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits are no TOMLDecodeError
        raise InputError(f"is no TOML: {error}", source=source) from error
    unknown = sorted(tables.keys() - {"decision"})
    if unknown:
        raise InputError(f"key {unknown[0]!r} is unknown; the file holds tables [[decision]] only", source=source)
    found = tables.get("decision", [])
    if not isinstance(found, list):
        raise InputError("write each decision as a table of its own, [[decision]]", source=source)
    lines = [text.count("\n", 0, match.end()) + 1 for match in _TABLE.finditer(text)]
    lines += [0] * (len(found) - len(lines))
    return tuple(_Table(table, source, line or None).decision() for table, line in zip(found, lines, strict=False))


def write_decisions(path: str | Path, decisions: Iterable[Decision]) -> None:
    """Write a decisions file, whole or not at all, in the order given.

    Raises:
        OutputError: the file can't be written.
    """
    with write_whole(path) as stream:
        stream.write(format_decisions(decisions))


def format_decisions(decisions: Iterable[Decision]) -> str:
    """The text of a decisions file; `parse_decisions` gives the same decisions back."""
    return "\n".join([_HEAD, *(_table(decision) for decision in decisions)])


def _table(decision: Decision) -> str:
    lines = ["[[decision]]", f"judgement = {_string(decision.judgement)}", f"one = {_inline(decision.one)}"]
    if decision.other is not None:
        lines.append(f"other = {_inline(decision.other)}")
    lines += [f"by = {_string(decision.by)}", f"when = {decision.when.isoformat()}"]
    if decision.note:
        lines.append(f"note = {_string(decision.note)}")
    return "\n".join(lines) + "\n"


def _inline(anchor: Anchor) -> str:
    place = f"document = {_string(anchor.document)}, start = {anchor.start}, end = {anchor.end}"
    return f"{{ {place}, text = {_string(anchor.text)} }}"


def _string(text: str) -> str:
    r"""A TOML basic string.

    >>> _string('a "b"\n')
    '"a \\"b\\"\\n"'
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(special: re.Match[str]) -> str:
    return _ESCAPES.get(special.group(), f"\\u{ord(special.group()):04x}")


class _Table:
    """One table of the file, and where it stands."""

    def __init__(self, values: Any, source: str, line: int | None) -> None:
        self._values = values
        self._source = source
        self._line = line

    def decision(self) -> Decision:
        if not isinstance(self._values, dict):
            raise self._error("a decision is a table")
        for key in self._values:
            if key not in _KEYS:
                raise self._error(f"key {key!r} is unknown; known are {', '.join(sorted(_KEYS))}")
        judgement = self._values.get("judgement")
        if judgement not in get_args(Judgement):
            raise self._error(f"judgement is {judgement!r}; it must be one of {', '.join(get_args(Judgement))}")
        one = self._anchor("one")
        other = self._anchor("other") if "other" in self._values else None
        if (judgement == "wrong") != (other is None):
            wanted = (
                "is on an event and has no 'other'"
                if judgement == "wrong"
                else "needs 'other', a second mention or event"
            )
            raise self._error(f"the judgement {judgement!r} {wanted}")
        when = self._values.get("when")
        if not isinstance(when, dt.date) or isinstance(when, dt.datetime):
            raise self._error(f"when is {when!r}; it must be a day such as 2026-11-22, without quotation marks")
        return Decision(
            judgement=cast("Judgement", judgement),
            one=one,
            other=other,
            by=self._text("by"),
            when=when,
            note=self._text("note"),
        )

    def _text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            raise self._error(f"{key} is {value!r}; it must be text")
        return value

    def _anchor(self, key: str) -> Anchor:
        value = self._values.get(key)
        if not isinstance(value, dict) or set(value) != set(_ANCHOR):
            raise self._error(f"{key!r} must be a table of {', '.join(_ANCHOR)}")
        document, start, end, text = (value[part] for part in _ANCHOR)
        if not (isinstance(document, str) and isinstance(text, str)):
            raise self._error(f"document and text of {key!r} must be text")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            raise self._error(f"start and end of {key!r} must be offsets, the start before the end")
        return Anchor(document=document, start=start, end=end, text=text)

    def _error(self, reason: str) -> InputError:
        return InputError(reason, source=self._source, line=self._line)
