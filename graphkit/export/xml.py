"""XML as text, for writers that hand out one element after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

from graphkit.export.clean import as_text, clean_text, scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graphkit.export.clean import Column

#: The first line of a file.
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
#: Line ends that a reader may change. Source: XML 1.0 and 1.1, section 2.11.
_CONTENT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
_ATTRIBUTE = {**_CONTENT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
#: How many values of a column are kept as they are written, since most columns have few.
_KEPT = 1000
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
    # a printable text has no control characters, and asking is cheaper than replacing
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    return escape(text, _CONTENT)


def attribute(text: str) -> str:
    """Escape the value of an attribute between double quotes; line ends and tabs stay what they are."""
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text and '"' not in text:
        return text
    return escape(text, _ATTRIBUTE)


class Cells:
    """The values of a node or an edge as XML, in the order of the columns."""

    def __init__(
        self, columns: Iterable[Column], *, begin: Callable[[Column], str], end: str, escaped: Callable[[str], str]
    ) -> None:
        """Take what stands before and after each value, and how its text is escaped."""
        # apart by class, as True == 1
        self._columns: list[tuple[Any, str, str, dict[type, dict[Any, str]]]] = [
            (column.key, begin(column), column.type, {str: {}, int: {}, bool: {}}) for column in columns
        ]
        self._end = end
        self._escaped = escaped

    def of(self, data: Mapping[Any, Any]) -> str:
        """All values that are known, one after the other."""
        parts = []
        for key, begin, kind, kept_of in self._columns:
            value = data.get(key)
            if value is None:
                continue
            kept = kept_of.get(value.__class__)
            written = None if kept is None else kept.get(value)
            if written is None:
                if value.__class__ is str:
                    text = self._escaped(value if value.isprintable() else clean_text(value))
                elif (plain := scalar(value)) is not None:
                    text = self._escaped(as_text(plain, kind))
                else:
                    continue
                written = f"{begin}{text}{self._end}"
                if kept is not None and len(kept) < _KEPT:
                    kept[value] = written
            parts.append(written)
        return "".join(parts)
