"""Records as pandas data frames: the same columns and types whatever is in them, and where there is nothing.

Texts are pandas' ``string``, where a missing one is ``<NA>``; days are ``datetime64[s]``, which reaches back before 1677;
what is several (participants, spellings) is a tuple in a column of objects, as ``DataFrame.explode`` takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.notebook.extra import need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from graphkit.model import Document

_TEXT, _MANY, _COUNT, _NUMBER, _FLAG, _DAY = "string", "object", "int64", "float64", "bool", "datetime64[s]"
#: What every event says of when, who tells it and where it stands; `_FROM_EVIDENCE` says how the last are found.
_WHEN = {"first_day": _DAY, "last_day": _DAY}
_TOLD = {"quote": _TEXT, "article": _TEXT, "url": _TEXT, "document": _TEXT, "documents": _MANY, "sources": _COUNT}
_EVENT = {"attributed_to": _TEXT, **_TOLD, "confidence": _NUMBER, **_WHEN, "id": _TEXT}

#: Columns with their types, by what the rows are.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "entities": {
        "name": _TEXT,
        "type": _TEXT,
        "kind": _TEXT,
        "mentions": _COUNT,
        "documents": _COUNT,
        "spellings": _MANY,
        "ids": _MANY,
        "id": _TEXT,
    },
    "meetings": {
        "date": _TEXT,
        "status": _TEXT,
        "participants": _MANY,
        "place": _MANY,
        "host": _TEXT,
        "mode": _TEXT,
        **_EVENT,
        "participant_ids": _MANY,
        "place_ids": _MANY,
    },
    "pledges": {
        "date": _TEXT,
        "status": _TEXT,
        "pledger": _TEXT,
        "recipients": _MANY,
        "content": _TEXT,
        "amount": _TEXT,
        "minimum": _NUMBER,
        "maximum": _NUMBER,
        "currency": _TEXT,
        "due": _TEXT,
        **_EVENT,
        "pledger_id": _TEXT,
        "recipient_ids": _MANY,
    },
    "relations": {
        "date": _TEXT,
        "status": _TEXT,
        "source": _TEXT,
        "label": _TEXT,
        "target": _TEXT,
        "relation": _TEXT,
        "symmetric": _FLAG,
        **_EVENT,
        "source_id": _TEXT,
        "target_id": _TEXT,
    },
    "roles": {
        "person": _TEXT,
        "title": _TEXT,
        "organization": _TEXT,
        "tense": _TEXT,
        "start": _TEXT,
        "end": _TEXT,
        "inferred": _FLAG,
        **_TOLD,
        "person_id": _TEXT,
        "organization_id": _TEXT,
    },
    "edges": {
        "source": _TEXT,
        "relation": _TEXT,
        "target": _TEXT,
        "weight": _COUNT,
        "sources": _COUNT,
        "symmetric": _FLAG,
        "title": _TEXT,
        "first_date": _TEXT,
        "last_date": _TEXT,
        **_WHEN,
        "source_id": _TEXT,
        "target_id": _TEXT,
        "event_ids": _MANY,
    },
    "documents": {
        "id": _TEXT,
        "title": _TEXT,
        "authors": _MANY,
        "publisher": _TEXT,
        "published": _DAY,
        "url": _TEXT,
        "lang": _TEXT,
        "skipped": _TEXT,
        "copy_of": _TEXT,
    },
    "measures": {
        "name": _TEXT,
        "type": _TEXT,
        "meetings": _COUNT,
        "degree": _COUNT,
        "betweenness": _NUMBER,
        "effective_size": _NUMBER,
        "community": _COUNT,
        "communities_met": _COUNT,
        "broker": _FLAG,
        "id": _TEXT,
    },
}


def to_frame(kind: str, records: Iterable[Any], documents: Iterable[Document] = ()) -> pd.DataFrame:
    """Records as a data frame.

    Args:
        kind: a key of `COLUMNS`.
        records: of that kind, as `graphkit.named.NamedRecords` gives them.
        documents: those whose titles and addresses stand beside passages.

    Raises:
        MissingExtraError: pandas isn't installed.
    """
    pandas = need("pandas", what="a data frame")
    rows = list(records)
    known = {document.id: document for document in documents}
    return pandas.DataFrame(  # type: ignore[no-any-return]
        {name: _column(pandas, name, dtype, rows, known) for name, dtype in COLUMNS[kind].items()}
    )


def _column(pandas: Any, name: str, dtype: str, rows: list[Any], documents: Mapping[str, Document]) -> Any:
    find = _FROM_EVIDENCE.get(name)
    found = [
        find(row, documents) if find is not None and hasattr(row, "evidence") else getattr(row, _SAME.get(name, name))
        for row in rows
    ]
    if dtype == _DAY:
        # through text, as pandas would take a column of dates for objects
        return pandas.Series([None if day is None else str(day) for day in found], dtype=_TEXT).astype(_DAY)
    return pandas.Series(found, dtype=dtype)


#: Columns that are another attribute of their record.
_SAME = {"first_day": "first_date", "last_day": "last_date"}


def _first(row: Any, documents: Mapping[str, Document]) -> Document | None:
    return documents.get(row.evidence[0].document) if row.evidence else None


def _article(row: Any, documents: Mapping[str, Document]) -> str | None:
    found = _first(row, documents)
    return None if found is None else found.title


def _url(row: Any, documents: Mapping[str, Document]) -> str | None:
    found = _first(row, documents)
    return None if found is None else found.url


def _of(row: Any) -> tuple[str, ...]:
    return tuple(sorted({passage.document for passage in row.evidence}))


#: How what stands in an event's or role's passages is found.
_FROM_EVIDENCE: Mapping[str, Callable[[Any, Mapping[str, Document]], Any]] = {
    "quote": lambda row, _: row.evidence[0].quote if row.evidence else None,
    "article": _article,
    "url": _url,
    "document": lambda row, _: row.evidence[0].document if row.evidence else None,
    "documents": lambda row, _: _of(row),
    "sources": lambda row, _: len({passage.copy_of or passage.document for passage in row.evidence}),
    "first_day": lambda row, _: row.first_day,
    "last_day": lambda row, _: row.last_day,
}
