"""Web archives (.warc, packed or not): one document a page.

Source: ISO 28500:2017 (WARC 1.1); IIPC, "WAT, WET and CDX" for conversion records.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from graphkit.errors import InputError, NoArticleError
from graphkit.model import Document
from graphkit.readers.guard import guarded
from graphkit.readers.items import Found, Notice
from graphkit.readers.signs import give_sign
from graphkit.readers.source import in_megabytes
from graphkit.readers.transfer import undo
from graphkit.readers.unpacking import budget_of, held_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source
    from graphkit.readers.unpacking import Budget

# by media type: the ending whose reader takes it
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
}
_PLAIN = {"text/plain": ".txt"}  # of a page only as an archive's own conversion to text: else robots.txt and the like
_RECORDS = {"response": _KINDS, "resource": _KINDS, "conversion": _PLAIN}


_LONGEST_HEAD = 4 << 20  # bytes of a record's and its response's header
_BLOCK = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


def read_warc(source: Source) -> Iterator[Read]:
    """Read the pages of a web archive, in its order, record by record.

    A page that was fetched well (status 2xx) is one document, read as a file of its media type is. Its id is the
    address with the time it was fetched (``https://example.org/a@2024-03-05T10:10:10Z``), since an archive keeps many
    states of one page; the time says nothing of its publication. Records of other kinds are left out, and pages without an
    article counted.

    Raises:
        InputError: it is no web archive, is damaged, or holds no page.
    """
    pages = bare = 0
    budget, _ = budget_of(source)
    with source.open() as stream:
        for record in _records(stream, source=source):
            if (page := _page(record, source=source, budget=budget)) is not None:
                pages += 1
                for read in page:
                    if isinstance(read, NoArticleError):
                        bare += 1
                    else:
                        yield read
                if budget.is_spent:
                    return
    if not pages:
        raise InputError("is a web archive without pages (responses with HTML)", source=source.name)
    if bare:
        reason = f"{bare} page{'s' if bare > 1 else ''} without an article (start pages, lists) left out"
        yield Notice(kind="bare", source=source.name, reason=reason, count=bare)


def _records(stream: IO[bytes], *, source: Source) -> Iterator[ArcWarcRecord]:
    """Each record; what is left of its content is passed over before the next."""
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # what it would print of a damaged record

    bounded = _Bounded(stream, source=source.name)
    records = Quiet(bounded)
    while True:
        bounded.left = _LONGEST_HEAD
        with guarded(source.name, "a web archive"):
            record = next(records, None)
        if record is None:
            return
        bounded.left = None
        yield record
        with guarded(source.name, "a web archive"):
            while record.raw_stream.read(_BLOCK):
                pass
        # a record that does not tell its length has no limit, and took all the rest
        if getattr(record.raw_stream, "limit", 1) > 0 or records.err_count:
            raise InputError("is cut off or damaged in the middle of a record; get it again", source=source.name)


class _Bounded:
    """A stream of which only so much may be read while a header is looked for, which is kept in memory whole."""

    def __init__(self, stream: IO[bytes], *, source: str) -> None:
        self._stream = stream
        self._source = source
        self._begun = False
        self.left: int | None = None

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        give_sign()
        if not self._begun and data.startswith(_GZIP):
            raise InputError("is packed by gzip; let its name end in .warc.gz", source=self._source)
        self._begun = True
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise InputError("is damaged: a record has no end of its header", source=self._source)
        return data


def _page(record: ArcWarcRecord, *, source: Source, budget: Budget) -> Iterator[Read] | None:
    """What a record holds, as the reader of its media type gives it; None where it is no page."""
    from graphkit.readers.formats import read_source

    ending = _ending(record)
    address = record.rec_headers.get_header("WARC-Target-URI")
    if ending is None or not address:
        return None
    address = address.strip("<> ")
    fetched = record.rec_headers.get_header("WARC-Date") or ""
    try:
        with guarded(f"{source.name}/{address}", "a page"):
            content = _content(record, place=f"{source.name}/{address}", most=source.reading.max_bytes)
            budget.spend(len(content))
    except InputError as error:
        return iter((error,))
    page = held_member(source, address, content, budget)
    page.name, page.ending = f"{source.name}/{address}", ending
    page.document_id = f"{address}@{fetched}" if fetched else address
    page.charset = _charset(record)
    return _addressed(read_source(page), address)


def _addressed(reads: Iterator[Read], address: str) -> Iterator[Read]:
    for read in reads:
        if isinstance(read, Found) and isinstance(read.item, Document):
            yield replace(read, item=replace(read.item, url=address))
        else:
            yield read


def _ending(record: ArcWarcRecord) -> str | None:
    kinds = _RECORDS.get(record.rec_type)
    if kinds is None:
        return None
    http = record.http_headers
    if http is not None and not (http.get_statuscode() or "").startswith("2"):
        return None
    media = http.get_header("Content-Type") if http is not None else record.rec_headers.get_header("Content-Type")
    return kinds.get((media or "").partition(";")[0].strip().lower())


def _charset(record: ArcWarcRecord) -> str | None:
    stated = record.http_headers.get_header("Content-Type") if record.http_headers is not None else None
    match = _CHARSET.search(stated or "")
    return None if match is None else match[1]


def _content(record: ArcWarcRecord, *, place: str, most: int) -> bytes:
    """The page itself: without what it was packed in on its way, at most `most` bytes of it at any time."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    stream = record.raw_stream
    if headers is not None and (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    content = bytearray()
    while len(content) <= most and (block := stream.read(_BLOCK)):
        content += block
    stated = (headers.get_header("Content-Encoding") or "") if headers is not None else ""
    page = bytes(content)
    for packing in reversed([name.strip().lower() for name in stated.split(",") if name.strip()]):
        if len(page) <= most:
            page = undo(packing, page, most=most, place=place)
    if len(page) > most:
        raise InputError(f"is larger than {in_megabytes(most)}; raise --max-megabytes", source=place)
    return page
