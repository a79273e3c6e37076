"""Which column of a table, or key of a JSON object, holds what: as the person says, else by its usual name."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graphkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graphkit.readers.settings import Reading

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "article id", "document id", "doc id"),
    "text": (
        "text", "article body", "body", "content", "content text", "main text", "full text", "article text", "article", "story",
    ),
    "title": ("title", "headline", "web title", "heading"),
    "date": (
        "date", "published", "date published", "published at", "published date", "publication date", "pub date",
        "date publish", "publish date", "web publication date",
    ),
    "author": ("author", "authors", "byline", "dc creator", "creator"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "site name", "source", "source domain", "domain"),
    "url": ("url", "link", "web url", "article url", "canonical url", "permalink"),
    "lang": ("lang", "language", "in language"),
}  # fmt: skip
"""The usual names of each field, the first that is there counts; case, spaces, hyphens and underscores make no difference.

Source: schema.org NewsArticle (articleBody, headline, datePublished, author, creator, publisher, inLanguage), RSS 2.0 (guid, link,
pubDate), Dublin Core (dc:creator), JSON Feed 1.1 (content_text, date_published, authors), and the exports of NewsAPI (publishedAt, source, content), The Guardian's Open Platform (webTitle,
webPublicationDate, webUrl), The New York Times' Article Search (web_url, pub_date, byline), trafilatura (sitename), news-please (maintext,
date_publish, source_domain, authors) and the data set CC-News (domain).
"""

_MARKS = re.compile(r"[\W_]+")
_TOLD = 20  # columns that one message names
_SECONDS = (100_000_000, 10_000_000_000)  # times in seconds from 1973 to 2286; in milliseconds, a thousand times that
_DAYS = (1000_01_01, 9999_12_31)  # 20240305, as a number


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _MARKS.sub("", name).lower()


_RANKS = {_plain(name): (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}


def named_columns(reading: Reading) -> dict[str, str]:
    """The columns that the person names, by field."""
    named = {field: getattr(reading, f"{field}_column") for field in FIELDS}
    return {field: name for field, name in named.items() if name is not None}


def find_columns(names: Collection[str], reading: Reading) -> dict[str, str]:
    """Which of `names` holds which field; a field that none holds is left out."""
    named = named_columns(reading)
    found: dict[str, tuple[int, int, str]] = {}
    for name in names:
        field, rank = _RANKS.get(_plain(name), ("", 0))
        if field and field not in named:
            found[field] = min(found.get(field, (rank, len(name), name)), (rank, len(name), name))
    return {field: name for field, (_, _, name) in found.items()} | {
        field: name for field, name in named.items() if name in names
    }


def table_columns(names: list[str], reading: Reading, *, source: str) -> dict[str, str]:
    """The columns of a table with these heads, by field.

    Raises:
        InputError: a column that the person names is not there, none holds the text, or one that is needed is there twice.
    """
    told = told_names(names)
    for field, name in named_columns(reading).items():
        if name not in names:
            raise InputError(f"has no column {name!r} for the {field}; its columns are {told}", source=source)
    found = find_columns(names, reading)
    if "text" not in found:
        reason = f"none of its columns is known to hold the text: {told}; name it with --text-column, or as text_column"
        raise InputError(reason, source=source)
    for name in found.values():
        if names.count(name) > 1:
            raise InputError(f"has more than one column {name!r}; give each its own name", source=source)
    return found


def told_names(names: Collection[str]) -> str:
    """Names of columns or keys as a message tells them: of many the first, and of long ones the beginning."""
    return ", ".join(repr(name[:40]) for name in list(names)[:_TOLD]) + (", …" if len(names) > _TOLD else "")


def article_of(record: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    """The values of a record by field, as `read_article` takes them.

    Of a field's usual name other than the field's own, a value that can be none of it is passed over; authors may be a list.
    """
    article: dict[str, object] = {}
    for field, name in columns.items():
        value = _value(field, record[name])
        if value is None or isinstance(value, str) or field in {name, "author"}:
            article[field] = value
    return article


def _value(field: str, value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    if field == "publisher" and isinstance(value, dict):
        return value.get("name", value)
    if isinstance(value, bool):
        return value
    if field == "id" and isinstance(value, int):
        return str(value)
    if field == "date":
        if isinstance(value, dt.date):  # a time is one as well
            return value.isoformat()
        if isinstance(value, int | float):
            return _day(value)
    return value


def _day(number: float) -> object:
    """The day that a number stands for: 20240305, or a time in seconds or milliseconds since 1970."""
    first, last = _SECONDS
    if _DAYS[0] <= number <= _DAYS[1] and number == int(number):
        return str(int(number))
    seconds = number if first <= number < last else number / 1000
    if first <= seconds < last:
        return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date().isoformat()
    return number
