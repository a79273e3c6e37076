"""The extraction of a table of articles: DataFrame to DataFrame, as Dask, Spark's ``mapInPandas`` and others want it."""

from __future__ import annotations

import json
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from graphkit.engines.extractor import Extractor, Recipe
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.articles import dated, read_article
from graphkit.readers.items import Found
from graphkit.records import to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from graphkit.engines.pool import Pool
    from graphkit.model import Extraction

Row = tuple[str, str | None, str | None]

INPUT: Final = ("id", "text", "date", "title", "url", "author", "publisher", "lang")
"""The columns that are read, all texts (``author`` may hold lists); ``id`` and ``text`` are needed. Others are passed over."""

OUTPUT: Final = ("id", "record", "error")
"""The columns that are written, all texts: the document's id; its extraction record as JSON; or why there is none."""

_ONE_AT_A_TIME = Lock()


def extract_frame(frame: pd.DataFrame, *, recipe: Recipe) -> pd.DataFrame:
    """Extract what each article of a table says.

    A pure function of the table and the recipe, which needs nothing of the process it runs in: the model is loaded at its
    first call, and kept for the next with the same recipe. A row that can't be read gets its error, and the others go on.

    Args:
        frame: a row an article, with the columns of `INPUT`.
        recipe: how articles are read, as `graphkit.make_recipe` makes it of a `Config`.

    Returns:
        A row for each row of `frame`, in the same order, with the columns of `OUTPUT`; either ``record`` or ``error`` is null.

    Raises:
        ValueError: a column is missing.
        ModelError: the model is missing or unfit.
    """
    missing = [name for name in INPUT[:2] if name not in frame.columns]
    if missing:
        raise ValueError(
            f"the table has no column {' and no '.join(missing)}; it has {', '.join(map(str, frame.columns))}"
        )
    rows = frame[[name for name in INPUT if name in frame.columns]].to_dict("records")
    with _ONE_AT_A_TIME:  # a spaCy pipeline is not made for several threads
        return _table(extract_rows([_article(row) for row in rows], extractor=_extractor(recipe)))


def extract_frames(frames: Iterable[pd.DataFrame], *, recipe: Recipe) -> Iterator[pd.DataFrame]:
    """`extract_frame` over several tables, in the form that Spark's ``mapInPandas`` asks for."""
    for frame in frames:
        yield extract_frame(frame, recipe=recipe)


def extract_rows(items: Sequence[Document | Extraction | InputError], *, extractor: Extractor | Pool) -> Iterator[Row]:
    """Rows of `OUTPUT`, one for each item and in the same order; an error is a row that says so under its source."""
    results = extractor.extract(item for item in items if isinstance(item, Document))
    for item in items:
        result = next(results) if isinstance(item, Document) else item
        yield _failed(result) if isinstance(result, InputError) else _made(result)


def _made(extraction: Extraction) -> Row:
    return extraction.document.id, json.dumps(to_record(extraction), ensure_ascii=False), None


def _failed(error: InputError) -> Row:
    return error.source, None, str(error)


@lru_cache(maxsize=1)
def _extractor(recipe: Recipe) -> Extractor:
    return Extractor(recipe)


def _article(row: dict[Any, Any]) -> Document | InputError:
    """The document of a row; what is null or no number in a table is None here."""
    listed = getattr(row.get("author"), "tolist", None)
    if listed is not None:  # an array, as Parquet's lists become
        row = row | {"author": listed()}
    values = {key: value for key, value in row.items() if isinstance(value, str) or value == value}  # noqa: PLR0124 - NaN is not itself
    ident, text = values.pop("id", None), values.pop("text", None)
    if not isinstance(ident, str) or not ident.strip():
        return InputError(f"an article has no id, but {ident!r}; give each row one, as text", source=str(ident))
    if not isinstance(text, str):
        return InputError("has no text", source=ident)
    if (date := values.get("date")) is not None and not isinstance(date, str):
        values["date"] = str(date)  # of a column of dates
    try:
        reads = list(read_article(text, values, document_id=ident, source=ident))
    except InputError as error:
        return error
    (document,) = (read.item for read in reads if isinstance(read, Found) and isinstance(read.item, Document))
    return dated(document)


def _table(rows: Iterable[Row]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(OUTPUT), dtype="object")
