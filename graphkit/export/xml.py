"""XML as text, for writers that hand out one element after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

from graphkit.export.clean import as_text, clean_text, scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graphkit.export.clean import Column, Scalar

#: The first line of a file.
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
#: Line ends that a reader may change. Source: XML 1.0 and 1.1, section 2.11.
_CONTENT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
_ATTRIBUTE = {**_CONTENT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
#: How many values of a column are kept as they are written, and by type of the column of which class: one only, as True == 1.
_KEPT = 1000
_KEPT_OF = {"string": str, "int": int, "long": int, "boolean": bool}
_TOGETHER = 200


def write_texts(texts: Iterable[str], stream: BinaryIO) -> None:
    """Write one text after the other in UTF-8, many at a time."""
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _TOGETHER:
            stream.write("".join(batch).encode())
            batch.clear()
    stream.write("".join(batch).encode())


def content(text: str) -> str:
    """Escape the text of an element, which holds nothing that XML can't (`graphkit.export.clean`)."""
    # a printable text has no line ends, and asking is cheaper than replacing
    if not text.isprintable():
        return escape(text, _CONTENT)
    return escape(text) if "&" in text or "<" in text or ">" in text else text


def attribute(text: str) -> str:
    """Escape the value of an attribute between double quotes; line ends and tabs stay what they are."""
    return content(text).replace('"', "&quot;") if text.isprintable() else escape(text, _ATTRIBUTE)


class Cells:
    """The values of a node or an edge as XML, in the order of the columns."""

    def __init__(
        self, columns: Iterable[Column], *, begin: Callable[[Column], str], end: str, escaped: Callable[[str], str]
    ) -> None:
        """Take what stands before and after each value, and how its text is escaped."""
        self._columns = [
            (column.key, _KEPT_OF.get(column.type), _Written(column.type, begin(column), end, escaped))
            for column in columns
        ]

    def of(self, data: Mapping[Any, Any]) -> str:
        """All values that are known, one after the other."""
        parts: list[str] = []
        known, add = data.get, parts.append
        for key, kept, written in self._columns:
            value = known(key)
            if value.__class__ is kept:
                add(written[value])
            elif value is not None:
                add(written.of(value))
        return "".join(parts)


class _Written(dict[Any, str]):
    """The values of one column as they are written. The first of them are kept, since most columns have few."""

    def __init__(self, kind: str, begin: str, end: str, escaped: Callable[[str], str]) -> None:
        super().__init__()
        self._kind = kind
        self._begin = begin
        self._end = end
        self._escaped = escaped

    def __missing__(self, value: Scalar) -> str:
        written = self.of(value)
        if len(self) < _KEPT:
            self[value] = written
        return written

    def of(self, value: object) -> str:
        """One value as it is written; nothing of one that is unknown."""
        if value.__class__ is str:
            # most texts need neither cleaning nor escaping, and seeing that here spares two calls for each
            if value.isprintable() and not ("&" in value or "<" in value or ">" in value or '"' in value):
                return f"{self._begin}{value}{self._end}"
            text = clean_text(value)
        elif (plain := scalar(value)) is not None:
            text = as_text(plain, self._kind)
        else:
            return ""
        return f"{self._begin}{self._escaped(text)}{self._end}"
