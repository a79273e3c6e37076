"""What graphkit itself has written, told by how it begins, so that a folder's articles are read without it.

A graph's page, its tables and its lists of mentions look like articles to whoever reads them next, and the records of an earlier
run claim the ids of the very articles beside them.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from graphkit.readers.source import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Written = Literal["records", "other"]

_LINE = 1 << 20  # bytes within which the first line must end
_PAGE = 4096  # bytes within which a page of graphkit's says what made it
_GENERATOR = re.compile(rb'<meta name="generator" content="graphkit[" ]')
_RECORD = frozenset({"entities", "events"})
_CLUSTER = frozenset({"id", "record", "error"})

_LISTED = (
    frozenset({"document", "start", "end", "text", "entity", "name", "inferred", "rule"}),
    frozenset({"document", "start", "end", "trigger", "reason", "sentence", "quote"}),
)
"""Keys of the lines of ``graphkit mentions`` and ``graphkit audit``."""

_HEADS = tuple(
    tuple(head.split())
    for head in (
        "id title url authors publisher published lang skipped copy_of",
        "id name type kind ids spellings mentions documents",
        "id status participants participant_ids date first_day last_day",
        "id status pledger pledger_id recipients recipient_ids content amount",
        "id relation label symmetric status source source_id target target_id",
        "person person_id title organization organization_id tense",
        "source source_id target target_id relation weight sources symmetric",
        "table id document start end status rule quote",
        "Id Label Timeset entity_type",
        "Source Target Type Kind Id Label Weight Timeset",
        "id:ID name",
        "id :START_ID :END_ID",
        "status date pledger recipients content amount pledge",
    )
)
"""How the heads of the tables begin that ``graphkit export`` writes, and of the answer to ``pledges``, whose ``content`` looks like a text."""


def written(path: Path) -> Written | None:
    """What of graphkit's a file is: extraction records, something else, or None for neither, or where it can't be told."""
    look = _LOOKS.get(path.suffix.lower())
    return look(path) if look is not None else None


def _page(path: Path) -> Written | None:
    return "other" if _GENERATOR.search(_begin(path, _PAGE)) else None


def _lines(path: Path) -> Written | None:
    line, _, _ = _begin(path, _LINE).removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return None
    with suppress(ValueError, RecursionError):
        keys = json.loads(line).keys()
        if keys >= _RECORD and "text" not in keys:
            return "records"
        if any(keys >= listed for listed in _LISTED):
            return "other"
    return None


def _table(path: Path) -> Written | None:
    line, _, _ = _begin(path, _PAGE).partition(b"\n")
    with suppress(csv.Error):
        return _headed(next(csv.reader([line.decode("utf-8-sig", "replace")]), []))
    return None


def _columns(path: Path) -> Written | None:
    """What a Parquet file is, which has its columns at its end."""
    with suppress(Exception):  # whatever is wrong with the library or the file is told when it is read
        from pyarrow.parquet import read_schema

        names: list[str] = read_schema(path).names
        return "records" if _CLUSTER.issuperset(names) and "record" in names else _headed(names)
    return None


def _headed(names: Sequence[str]) -> Written | None:
    return "other" if any(tuple(names[: len(head)]) == head for head in _HEADS) else None


def _begin(path: Path, size: int) -> bytes:
    """The first bytes; none where they can't be had, which is told when the file is read."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(size)
    return b""


_LOOKS: dict[str, Callable[[Path], Written | None]] = {
    **dict.fromkeys((".html", ".htm"), _page),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), _lines),
    ".csv": _table,
    ".parquet": _columns,
}


def told(paths: Sequence[Path], *, below: Path) -> str:
    """That files are left out since graphkit wrote them, and what to do where that is wrong."""
    first = readable(paths[0].relative_to(below).as_posix())
    if len(paths) == 1:
        return f"{first}, which graphkit wrote itself, is left out; name it if it is to be read"
    return f"{len(paths)} files that graphkit wrote itself are left out, the first of them {first}; name those that are to be read"
