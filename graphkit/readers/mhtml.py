"""MHTML: a web page that a browser saved with everything in it, as one mail."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.decode import decode_markup
from graphkit.readers.guard import guarded
from graphkit.readers.html import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

_MOST_PARTS = 5000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(source: Source) -> Iterator[Read]:
    """Read the page that was saved, as `graphkit.readers.html` reads it; frames, pictures and styles are passed over.

    Raises:
        InputError: the file can't be opened, is too large, or holds no page with an article.

    Source: RFC 2557 (the root of multipart/related is the page), with the head Snapshot-Content-Location of Chromium.
    """
    data = source.whole()
    if data.count(b"\nContent-Type:") > _MOST_PARTS:
        raise InputError(f"is a saved page of more than {_MOST_PARTS} parts; save its text as .txt", source=source.name)
    with guarded(source.name, "a saved page"):
        message = message_from_bytes(data, policy=policy.compat32)
        page = _page(message)
        markup = None if page is None else page.get_payload(decode=True)
        charset = None if page is None else page.get_content_charset()
        address = message.get("Snapshot-Content-Location") or (page and page.get("Content-Location"))
        title = _unfolded(message.get("Subject"))
    if not isinstance(markup, bytes):
        raise InputError("is no saved page: no part of it is HTML; save the page again", source=source.name)
    text, notice = decode_markup(markup, source=source.name, charset=charset)
    if notice is not None:
        yield notice
    url = str(address).strip() if address else None
    yield from read_page(text, source=source.name, document_id=source.document_id, title=title, url=url)


def _page(message: Message) -> Message | None:
    """The part that ``start`` names, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    start = message.get_param("start")
    named = [page for page in pages if start is not None and page.get("Content-ID") == start]
    return next(iter(named or pages), None)


def _unfolded(header: object) -> str | None:
    """A head with its encoded words decoded."""
    from email.header import decode_header, make_header

    return None if header is None else " ".join(str(make_header(decode_header(str(header)))).split())
