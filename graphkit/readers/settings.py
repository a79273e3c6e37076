"""What a person may say about how inputs are read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.config import Config

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read.

    Attributes:
        max_bytes: the most that is read of one file, or of one member of an archive, whose format has to be read whole, and
            of one line, row or element of those that are read bit by bit.
        text_column: the column of a table, or the key of a JSON object, that holds the article. None, as for the others,
            for the usual names of `graphkit.readers.fields`.
        title_column: that of the headline.
        date_column: that of the day of publication.
        id_column: that of the id.
        url_column: that of the address.
        author_column: that of who wrote it.
        publisher_column: that of who published it.
        lang_column: that of the language.
        allow_network: whether web addresses may be fetched.
    """

    max_bytes: int = 100 * MEGABYTE
    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    id_column: str | None = None
    url_column: str | None = None
    author_column: str | None = None
    publisher_column: str | None = None
    lang_column: str | None = None
    allow_network: bool = False

    @classmethod
    def of(cls, config: Config) -> Reading:
        """What the settings say of it."""
        same = {field.name: getattr(config, field.name) for field in fields(cls) if field.name != "max_bytes"}
        return cls(max_bytes=config.max_megabytes * MEGABYTE, **same)
