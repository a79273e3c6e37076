"""CSV files by the dozen: for Gephi's import, for Neo4j's, and for spreadsheets.

Source: RFC 4180 (CSV); docs.gephi.org, import of CSV; Neo4j operations manual, ``neo4j-admin database import``; OWASP, CSV
Injection.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graphkit.errors import OutputError
from graphkit.export.clean import CleanGraph, as_text, clean_text, scalar
from graphkit.export.spells import spells
from graphkit.files import output_error, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import networkx as nx

    from graphkit.export.clean import Column
    from graphkit.export.spells import Spell

#: Neo4j's names for GraphML's types.
_NEO4J = {"boolean": "boolean", "int": "int", "long": "long", "double": "double", "string": "string"}
_DATES = ("first_date", "last_date")
#: What a spreadsheet may take for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_tables(tables: Mapping[str, Iterable[Sequence[str]]], folder: Path, *, encoding: str = "utf-8") -> None:
    """Write tables as CSV files into a folder, which is made where there is none; each file whole or not at all.

    Args:
        tables: rows by file name, the head first.
        folder: files of the same names are replaced, all else in it is left alone.
        encoding: "utf-8-sig" where Excel shall know that it is UTF-8.

    Raises:
        OutputError: the folder or a file can't be written.
    """
    make_folder(folder)
    begin = "\ufeff" if encoding == "utf-8-sig" else ""
    for name, rows in tables.items():
        with write_whole(folder / name) as stream:
            stream.write(begin)
            csv.writer(stream, lineterminator="\n").writerows(rows)


def make_folder(folder: Path) -> None:
    """Make the folder that a format fills, where there is none.

    Raises:
        OutputError: it can't be made, or is a file.
    """
    if folder.is_file():
        raise OutputError(f"{folder}: cannot write: this format fills a folder, and that is a file; name another one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from error


def gephi_tables(graph: nx.Graph[Any]) -> dict[str, Iterable[Sequence[str]]]:
    """``nodes.csv`` and ``edges.csv`` with the heads that Gephi's import knows; parallel relations differ in ``Kind``."""
    clean = CleanGraph(graph)
    nodes = [column for column in clean.node_columns if column.key != "label"]
    edges = [column for column in clean.edge_columns if column.key not in {"label", "weight"}]
    way = "Directed" if clean.directed else "Undirected"

    def node_rows() -> Iterator[list[str]]:
        yield ["Id", "Label", "Timeset", *(column.name for column in nodes)]
        for _, identifier, data in clean.nodes():
            yield [identifier, _cell(data.get("label")) or identifier, _timeset(data), *_cells(data, nodes)]

    def edge_rows() -> Iterator[list[str]]:
        yield [
            *("Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset"),
            *(column.name for column in edges),
        ]
        for identifier, source, target, relation, kind, data in clean.edges():
            weight = _cell(data.get("weight")) or "1"
            row = [source, target, way, kind, identifier, relation, weight, _timeset(data)]
            yield [*row, *_cells(data, edges)]

    return {"nodes.csv": node_rows(), "edges.csv": edge_rows()}


def neo4j_tables(graph: nx.Graph[Any]) -> dict[str, Iterable[Sequence[str]]]:
    """``nodes.csv`` and ``edges.csv`` with the heads that ``neo4j-admin database import`` wants.

    Labels are `entity_type`, and types relations in capitals (``MET_WITH``). Line ends in a text become spaces, since the
    import takes them for the end of a row.
    """
    clean = CleanGraph(graph)
    nodes = [column for column in clean.node_columns if column.key not in {"label", "entity_type"}]
    edges = [column for column in clean.edge_columns if column.key not in {"label", "relation"}]

    def node_rows() -> Iterator[list[str]]:
        yield ["id:ID", "name", *map(_typed, nodes), ":LABEL"]
        for _, identifier, data in clean.nodes():
            name = _cell(data.get("label")) or identifier
            row = [identifier, name, *_cells(data, nodes), _cell(data.get("entity_type")) or "Entity"]
            yield [" ".join(cell.splitlines()) for cell in row]

    def edge_rows() -> Iterator[list[str]]:
        yield ["id", ":START_ID", ":END_ID", *map(_typed, edges), ":TYPE"]
        for identifier, source, target, relation, _, data in clean.edges():
            kind = re.sub(r"\W+", "_", relation).upper() or "RELATED_TO"
            yield [" ".join(cell.splitlines()) for cell in (identifier, source, target, *_cells(data, edges), kind)]

    return {"nodes.csv": node_rows(), "edges.csv": edge_rows()}


def spreadsheets(records: Mapping[str, Sequence[Any]]) -> dict[str, Iterable[Sequence[str]]]:
    """A file for each kind of record that has any, and ``evidence.csv`` with all their passages.

    Several values share a cell, joined with "; ". A text that a spreadsheet would take for a formula begins with an
    apostrophe, which spreadsheets leave out of sight.

    Args:
        records: dataclasses by the name of their table; passages stand in their attribute ``evidence``.
    """
    tables: dict[str, Iterable[Sequence[str]]] = {
        f"{name}.csv": _records(found) for name, found in records.items() if found
    }
    tables["evidence.csv"] = _evidence(records)
    return tables


def _records(records: Sequence[Any]) -> Iterator[list[str]]:
    names = [part.name for part in fields(records[0]) if part.name != "evidence"]
    passages = [part.name for part in fields(records[0]) if part.name == "evidence"]
    yield [*names, *(["sources", "quote"] if passages else [])]
    for record in records:
        row = [_safe(getattr(record, name)) for name in names]
        if passages:
            sources = {passage.copy_of or passage.document for passage in record.evidence}
            row += [str(len(sources)), _safe(record.evidence[0].quote)]
        yield row


def _evidence(records: Mapping[str, Sequence[Any]]) -> Iterator[list[str]]:
    yield ["table", "id", "document", "start", "end", "status", "rule", "quote"]
    for table, found in records.items():
        for record in found:
            for passage in getattr(record, "evidence", ()):
                where = (passage.document, passage.start, passage.end, passage.status, passage.rule, passage.quote)
                yield [table, _safe(getattr(record, "id", getattr(record, "person_id", ""))), *map(_safe, where)]


def _timeset(data: Mapping[Any, Any]) -> str:
    """The days on which something is there, as Gephi's table of data writes a set of intervals; "" where it always is."""
    found = spells(data)
    return f"<{'; '.join(map(_interval, found))}>" if found else ""


@lru_cache(maxsize=1000)
def _interval(days: Spell) -> str:
    start, end = days
    first = "-Infinity" if start == dt.date.min else start.isoformat()
    last = "Infinity" if end == dt.date.max else end.isoformat()
    return f"[{first}, {last}]"


def _typed(column: Column) -> str:
    name = column.name.replace(":", "_")
    return f"{name}:{'date' if column.key in _DATES else _NEO4J[column.type]}"


def _cells(data: Mapping[Any, Any], columns: Iterable[Column]) -> list[str]:
    return [_cell(data.get(column.key), column.type) for column in columns]


def _cell(value: object, kind: str = "string") -> str:
    found = scalar(value)
    return "" if found is None else as_text(found, kind)


def _safe(value: object) -> str:
    """A cell of a spreadsheet: several values joined, and never a formula."""
    if isinstance(value, tuple):
        text = "; ".join(_plain(part) for part in value)
    elif isinstance(value, bool | int | float):
        return _cell(value)
    else:
        text = _plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ":".join(map(_plain, value))
    return "" if value is None or is_dataclass(value) else clean_text(str(value))
