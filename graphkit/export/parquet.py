"""Parquet tables, for pandas, DuckDB, Spark and the like; needs pyarrow, the extra ``parquet``.

The columns of a table are the attributes of its records, with types that don't depend on what the graph holds, so that
tables of several graphs can be read as one. Passages have a table of their own, ``evidence.parquet``.
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from graphkit.errors import OutputError
from graphkit.export.tables import make_folder
from graphkit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

#: Texts of one day, ISO 8601 or None, which tables hold as dates.
_DAYS = frozenset({"first_date", "last_date"})
_EVIDENCE = ("start", "end")
_ROWS = 50_000  # of a row group


class _Column(NamedTuple):
    name: str
    type: Any
    is_list: bool


def write_parquet(records: Mapping[str, tuple[type[Any], Sequence[Any]]], folder: Path) -> None:
    """Write a Parquet file for each kind of record, and one of their passages, into a folder.

    Several values are a list; pairs in it are joined with ":". Files are compressed with Zstandard.

    Args:
        records: the class of the records, a dataclass, and the records themselves, by the name of their table.
        folder: made where there is none; files of the same names are replaced, all else in it is left alone.

    Raises:
        OutputError: pyarrow is missing, or the folder or a file can't be written.
    """
    try:
        import pyarrow  # noqa: F401, ICN001 - tried before anything is made
    except ImportError as error:
        message = f"{folder}: cannot write: Parquet needs pyarrow; run: pip install 'graphkit-news[parquet]', or in a checkout '.[parquet]'"
        raise OutputError(message) from error
    make_folder(folder)
    for table, (kind, found) in records.items():
        columns = list(_columns(kind))
        schema = [(column.name, column.type, column.is_list) for column in columns]
        _write(folder / f"{table}.parquet", schema, ([_value(r, c) for c in columns] for r in found))
    schema = [(name, int if name in _EVIDENCE else str, False) for name in _PASSAGE]
    _write(folder / "evidence.parquet", schema, _passages(records))


_PASSAGE = ("table", "id", "document", "start", "end", "status", "rule", "quote")


def _passages(records: Mapping[str, tuple[type[Any], Sequence[Any]]]) -> Iterator[list[Any]]:
    for table, (_, found) in records.items():
        for record in found:
            name = getattr(record, "id", getattr(record, "person_id", ""))
            for passage in getattr(record, "evidence", ()):
                where = passage.document, passage.start, passage.end, passage.status, passage.rule
                yield [table, name, *where, passage.quote]


def _columns(kind: type[Any]) -> Iterator[_Column]:
    """The columns of a dataclass: its attributes but for the passages, as many as its records have."""
    hints = get_type_hints(kind, localns={"dt": dt})
    for part in fields(kind):
        if part.name == "evidence":
            continue
        hint = _told(hints[part.name])
        is_list = get_origin(hint) is tuple
        inner = get_args(hint)[0] if is_list else hint
        known = inner if inner in {int, float, bool, dt.date} else str
        yield _Column(part.name, dt.date if part.name in _DAYS else known, is_list)


def _told(hint: Any) -> Any:
    """The type of what is known, of one that may be None."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _value(record: Any, column: _Column) -> Any:
    value = getattr(record, column.name)
    if column.is_list:
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if column.type is dt.date else value
    return value


def _plain(value: Any) -> str:
    return ":".join(map(_plain, value)) if isinstance(value, tuple) else str(value)


def _write(path: Path, columns: Sequence[tuple[str, Any, bool]], rows: Iterable[Sequence[Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}
    schema = pa.schema([(name, pa.list_(known[kind]) if many else known[kind]) for name, kind, many in columns])
    with write_whole(path, binary=True) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for part in _parts(rows):
            found = [
                pa.array(values, type=field.type) for values, field in zip(zip(*part, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(found, schema=schema))


def _parts(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    part: list[Sequence[Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == _ROWS:
            yield part
            part = []
    if part:
        yield part
