"""PDF files: their running text as people read it."""

from __future__ import annotations

import io
import logging
import time
import warnings
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.guard import guarded
from graphkit.readers.items import Notice
from graphkit.readers.pdf_text import Page, blocks_of, headline_of, text_of
from graphkit.readers.properties import chosen_title, made_notice
from graphkit.readers.signs import give_sign

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

    from graphkit.readers.items import Read
    from graphkit.readers.pdf_lines import Line
    from graphkit.readers.source import Source

_MARK = b"%PDF-"
_HEAD = 1024  # Source: ISO 32000-1 Annex H.3, note 13: readers take a mark in the first 1,024 bytes
_MOST_PAGES = 5000
_LONGEST = 120.0  # seconds for a file
_LONGEST_PAGE = 0.2  # and for each of its pages; most take a hundredth, with columns a fifth
_FULLEST = 50_000  # letters of a page that has columns; a broadsheet has half of that


def read_pdf(source: Source) -> Iterator[Read]:
    """Read a PDF file as one document.

    Running heads, feet and page numbers are left out, columns are read one after the other, lines of a paragraph joined,
    and words that were broken at a line's end are made whole. The title is that of the properties, else the first page's
    largest words. The day on which the file was made is the publication date only where nothing else tells one.

    Raises:
        InputError: it is no PDF file, is damaged or encrypted, or holds no text.
    """
    data = source.whole()
    if not data:
        raise InputError("is empty", source=source.name)
    if _MARK not in data[:_HEAD]:
        raise InputError("is no PDF file; check its ending", source=source.name)
    with guarded(source.name, "a PDF file"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, on old ciphers
        reader = _opened(data, source=source.name)
        pages, scanned = _pages(reader, data, source=source.name)
        title, created = _properties(reader)
        blocks = blocks_of(pages)
    if not blocks:
        raise InputError(_nothing(scanned, pages=len(pages)), source=source.name)
    if scanned:
        reason = f"{scanned} of {len(pages)} pages hold pictures but no text (scans?); run OCR such as ocrmypdf on it to have them"
        yield Notice(kind="scanned", source=source.name, reason=reason, count=scanned)
    text = text_of(blocks)
    made = made_notice(text, created, source=source.name)
    if made is not None:
        yield made
    metadata = {"title": title or headline_of(blocks), "date": created.isoformat() if made and created else None}
    yield from read_article(text, metadata, document_id=source.document_id, source=source.name)


def _nothing(scanned: int, *, pages: int) -> str:
    if scanned:
        return "holds pictures of text but no text (a scan); run OCR such as ocrmypdf on it first"
    return "has no text on its pages" if pages else "has no pages"


def _opened(data: bytes, *, source: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    for name in ("pypdf", "pdfminer"):  # what they find odd goes to whoever asked for it, never to the terminal
        logging.getLogger(name).addHandler(logging.NullHandler())
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))  # many files may be read by all and only not be changed
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise InputError("is encrypted; save it without a password", source=source)
    return reader


def _pages(reader: PdfReader, data: bytes, *, source: str) -> tuple[list[Page], int]:
    """The lines of each page, and how many pages hold a picture and no text."""
    from graphkit.readers.pdf_lines import page_lines

    pages: list[Page] = []
    scanned = 0
    if len(reader.pages) > _MOST_PAGES:
        raise InputError(f"has more than {_MOST_PAGES} pages; split it", source=source)
    limit = _LONGEST + _LONGEST_PAGE * len(reader.pages)
    deadline = time.monotonic() + limit

    def check() -> None:
        if time.monotonic() > deadline:
            reason = f"takes longer than {limit:.0f} seconds to read, at page {len(pages) + 1}; save its text as .txt"
            raise InputError(reason, source=source)

    for number, page in enumerate(reader.pages):
        check()
        give_sign()
        lines, mixed = page_lines(page, check=check)
        if mixed and sum(len(line.text) for line in lines) < _FULLEST:
            lines = _by_columns(data, number) or lines
        scanned += not lines and _has_picture(page)
        pages.append(Page(lines, float(page.mediabox.height) or 1.0))
    return pages, scanned


def _by_columns(data: bytes, number: int) -> list[Line] | None:
    import pdfplumber

    from graphkit.readers.pdf_columns import column_lines

    with pdfplumber.open(io.BytesIO(data), pages=[number + 1]) as file:
        return column_lines(file.pages[0]) if file.pages else None


def _has_picture(page: PageObject) -> bool:
    return len(page.images) > 0


def _properties(reader: PdfReader) -> tuple[str | None, dt.date | None]:
    try:
        found = reader.metadata
        title = chosen_title(found.title) if found is not None else None
        created = found.creation_date if found is not None else None
    except Exception:  # noqa: BLE001 - the text counts, whatever is wrong with its properties
        return None, None
    return title, created.date() if created is not None else None
