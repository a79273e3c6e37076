"""Tables: CSV, TSV and Parquet, an article a row, read bit by bit."""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode
from graphkit.readers.fields import article_of, named_columns, table_columns
from graphkit.readers.jsonl import Place, json_object, raw_lines, read_record
from graphkit.readers.unpacking import budget_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyarrow.parquet import ParquetFile

    from graphkit.readers.items import Notice, Read
    from graphkit.readers.source import Source

RECORDS = frozenset({"record", "error"})
"""Columns of a table of extraction records: the record as JSON, or else why there is none."""

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# Source: Excel, whose own line before the head this is
_STATED = re.compile(r"sep=([,;\t|])")
_OPEN = "opens a quotation mark that nothing closes, so that all below stands in one cell; close it or take it out"
_ROWS = 64  # of Parquet, taken at once
_ROW = 64  # bytes that a row of Parquet counts for besides its text: a few bytes of a file may stand for any number of rows


def read_csv(source: Source) -> Iterator[Read]:
    """Read CSV: the first line names the columns; commas, semicolons, tabs or bars part them, whichever part it into most.

    A row that can't be used is yielded as an error and the others go on. A row without id is called after its file and
    number, from 1.

    Raises:
        InputError: the file can't be opened or is binary, no column is known to hold the text, or its quotes don't match.

    Source: RFC 4180, with the freedoms that spreadsheets take.
    """
    yield from _read_csv(source, delimiters=tuple(_DELIMITERS))


def read_tsv(source: Source) -> Iterator[Read]:
    """Read a table whose columns are parted by tabs; else as `read_csv`.

    Raises:
        InputError: as for CSV.
    """
    yield from _read_csv(source, delimiters=("\t",))


def _read_csv(source: Source, *, delimiters: tuple[str, ...]) -> Iterator[Read]:
    notices: list[Notice] = []
    ended: list[bool] = []
    with source.open() as stream:
        lines = _decoded(stream, source=source, notices=notices)
        above, first = _first(lines)
        if stated := _STATED.fullmatch(first.strip("\n")):
            delimiters = (stated[1],)
            more, first = _first(lines)
            above += 1 + more
        if not first:
            raise InputError("is empty", source=source.name)
        best = max(delimiters, key=lambda delimiter: _parts(first, delimiter))
        rows = csv.reader(_and_then(first, lines, ended=ended), delimiter=best)
        names = [name.strip() for name in _row(rows, source=source) or ()]
        columns = table_columns(names, source.reading, source=source.name)
        number, line = 0, rows.line_num
        while (row := _row(rows, source=source)) is not None:
            yield from notices
            notices.clear()
            start, line = above + line + 1, rows.line_num
            if row:
                number += 1
                if ended:  # a row that is whole is given before it is known that no line follows
                    yield InputError(_OPEN, source=source.name, line=start)
                elif len(row) > len(names):
                    yield _too_many(row, names, best, source=source, line=start)
                else:
                    yield from _read_cells(row, names, columns, source=source, number=number, line=start)


def _decoded(stream: IO[bytes], *, source: Source, notices: list[Notice]) -> Iterator[str]:
    """The lines as text, their ends as Python has them; of lines in another encoding, only the first is told of."""
    told = False
    for number, data in enumerate(raw_lines(stream, source=source), start=1):
        line, notice = decode(data, source=source.name, line=number)
        if notice is not None and not told:
            told = True
            notices.append(notice)
        yield from io.StringIO(line, newline=None)


def _parts(line: str, delimiter: str) -> int:
    """Into how many cells a delimiter parts a line."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:  # such as a cell above the library's limit; reading on says what it is
        return 0


def _first(lines: Iterator[str]) -> tuple[int, str]:
    """The first line with words, or "", and how many stand above it."""
    return next(((number, line) for number, line in enumerate(lines) if line.strip()), (0, ""))


def _and_then(first: str, rest: Iterator[str], *, ended: list[bool]) -> Iterator[str]:
    yield first
    yield from rest
    ended.append(True)


def _row(rows: Any, *, source: Source) -> list[str] | None:
    """The next row, with cells of any size up to the person's limit; that of the library holds for the whole process."""
    before = csv.field_size_limit(min(source.reading.max_bytes, 2**31 - 1))
    try:
        row: list[str] | None = next(rows, None)
    except csv.Error as error:
        reason = f"is no CSV that can be read: {error}; see whether a quotation mark is left open"
        raise InputError(reason, source=source.name, line=rows.line_num) from error
    finally:
        csv.field_size_limit(before)
    return row


def _too_many(row: list[str], names: list[str], delimiter: str, *, source: Source, line: int) -> InputError:
    what = f"has {len(row)} cells, but the table has {len(names)} columns"
    return InputError(f"{what}; put quotes around cells with {_DELIMITERS[delimiter]}", source=source.name, line=line)


def _read_cells(
    row: list[str], names: list[str], columns: dict[str, str], *, source: Source, number: int, line: int
) -> Iterator[Read]:
    try:
        record = {name: cell or None for name, cell in zip(names, row, strict=False)}
        article = article_of({name: record.get(name) for name in names}, columns)
        name = f"{source.document_id}:{number}"
        yield from read_article(str(article["text"] or ""), article, document_id=name, source=source.name, line=line)
    except InputError as error:
        yield error


def read_parquet(source: Source) -> Iterator[Read]:
    """Read Parquet, a few rows at a time and only the columns that are needed.

    A table with the columns `RECORDS` holds extraction records, as extraction on a cluster writes them; a row without one
    says why there is none, which is yielded as an error. Of other tables, each row is an article.

    A row that can't be used is yielded as an error, named ``news.parquet#row=7`` from 1, and the others go on. A row without
    id is called after its file and number.

    Raises:
        InputError: the file can't be opened or is no Parquet, no column is known to hold the text, or it unpacks to more than
            may be.
    """
    from pyarrow import ArrowException

    try:
        with _parquet(source) as file:
            names = file.schema_arrow.names
            if named_columns(source.reading) or not RECORDS.issubset(names):
                columns = table_columns(names, source.reading, source=source.name)
                for number, row in _numbered(file, columns=set(columns.values()), source=source):
                    yield from _read_row(row, columns, source=source, number=number)
            else:
                for number, row in _numbered(file, columns=RECORDS, source=source):
                    yield from _read_record(row, source=source, number=number)
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        if isinstance(error, InputError):
            raise
        told = str(error).partition("\n")[0][:200]
        raise InputError(f"is no Parquet that can be read: {told}", source=source.name) from error


def _numbered(file: ParquetFile, *, columns: Collection[str], source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with their numbers, from 1, counted as what is unpacked of an archive."""
    budget, _ = budget_of(source)
    batches = file.iter_batches(batch_size=_ROWS, columns=sorted(columns))
    for number, row in enumerate((row for batch in batches for row in batch.to_pylist()), start=1):
        budget.spend(_ROW + sum(len(cell) for cell in row.values() if isinstance(cell, str)))
        yield number, row


def _read_record(row: dict[str, Any], *, source: Source, number: int) -> Iterator[Read]:
    place = f"{source.name}#row={number}"
    record = row["record"]
    try:
        if record is None:
            yield InputError(f"holds no record, but says: {row['error']}", source=place)
        else:
            yield from read_record(
                json_object(record, source=place),
                place=Place(source=place, line=None, document_id=""),
                reading=source.reading,
            )
    except InputError as error:
        yield error


@contextmanager
def _parquet(source: Source) -> Iterator[ParquetFile]:
    """The file; one inside an archive, which can't be read from its end, is held whole."""
    from pyarrow.parquet import ParquetFile

    with source.open() as stream:
        whole = stream if stream.seekable() else io.BytesIO(source.whole())
        with ParquetFile(whole) as file:
            yield file


def _read_row(row: dict[str, Any], columns: dict[str, str], *, source: Source, number: int) -> Iterator[Read]:
    place = f"{source.name}#row={number}"
    try:
        article = article_of(row, columns)
        text = article.get("text")
        if not isinstance(text, str):
            reason = "has an empty text" if text is None else f"column {columns['text']!r} must hold strings"
            raise InputError(reason, source=place)  # noqa: TRY301 - told as those of reading are
        yield from read_article(text, article, document_id=f"{source.document_id}:{number}", source=place)
    except InputError as error:
        yield error
