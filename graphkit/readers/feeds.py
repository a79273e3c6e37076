"""Feeds (RSS 0.9x, 1.0 and 2.0, Atom): one document an item.

Source: RSS 2.0 specification; RDF Site Summary 1.0, with its modules content and dc; RFC 4287 (Atom).
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode_markup
from graphkit.readers.fragments import fragment_text
from graphkit.readers.guard import guarded
from graphkit.readers.xml import child_text, local, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

# the namespaces whose elements tell of the article; "media:title" and the like tell of a picture
_NAMESPACES = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
    }
)
_DECLARATION = re.compile(r"\A\s*(?:<\?xml\s[^>]*\?>\s*)?")
# Source: XML 1.0 §2.2, characters that no document may hold
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Source: XML 1.0 §2.7 (CDATA sections, where "&" is one) and §4.1 (references)
_AMPERSAND = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)", re.DOTALL
)
_ROOTS = frozenset({"rss", "RDF", "feed"})
_ITEMS = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")
_IDS = ("guid", "id")
_AUTHORS = ("creator", "author")


def read_feed(source: Source) -> Iterator[Read]:
    """Read a feed's items, in its order; an item that can't be used is yielded as an error and the others go on.

    The id is the item's guid or id, else its link, else the file's id and the item's place (``feed:3``); authors are the
    item's own, else an Atom feed's; the publisher is the item's own, else the feed's title. An item with nothing but a title has that as its text.

    Raises:
        InputError: it is no XML, no feed, or holds no item.
    """
    text, notice = decode_markup(source.whole(), source=source.name, charset=source.charset)
    if notice is not None:
        yield notice
    root = parse_xml(_tidied(text).encode(), source=source.name, what="a feed")
    if local(root) not in _ROOTS:
        reason = f"is XML, but no feed (RSS or Atom): its root is <{local(root)}>; save its text as .txt or .html"
        raise InputError(reason, source=source.name)
    items = [element for element in root.iter() if local(element) in _ITEMS]
    if not items:
        raise InputError("is a feed without items", source=source.name)
    channel = next((element for element in root if local(element) == "channel"), root)
    publisher = child_text(channel, "title")
    authors = _authors(root) if local(root) == "feed" else []
    for number, item in enumerate(items, start=1):
        try:
            with guarded(source.name, "a feed"):
                reads = list(_read_item(item, source=source, number=number, publisher=publisher, authors=authors))
            yield from reads
        except InputError as error:
            yield error


def _tidied(text: str) -> str:
    """The feed without the faults that make most of those that are no XML so: a start that is none, control characters, bare "&"."""
    text = _DECLARATION.sub(
        lambda match: "\n" * match[0].count("\n"), text, count=1
    )  # so that errors tell the right line
    text = _CONTROL.sub("", text)
    return _AMPERSAND.sub(lambda match: match[1] or "&amp;", text)


def _read_item(
    item: Element, *, source: Source, number: int, publisher: str | None, authors: list[str]
) -> Iterator[Read]:
    item[:] = [child for child in item if str(child.tag).rpartition("}")[0].removeprefix("{") in _NAMESPACES]
    title = fragment_text(child_text(item, "title") or "").strip() or None
    text = _body(item) or title
    place = f"{source.document_id}:{number}"
    if text is None:
        raise InputError(f"item {number} has neither text nor title", source=source.name)
    url = _link(item)
    metadata = {
        "id": child_text(item, *_IDS) or url,
        "title": title,
        "url": url,
        "author": _authors(item) or authors,
        "publisher": child_text(item, "publisher") or _origin(item) or publisher,
        "date": _date(child_text(item, *_DATES)),
    }
    yield from read_article(text, metadata, document_id=place, source=source.name)


def _body(item: Element) -> str | None:
    """The text of the longest form that the item has: the article itself before its summary."""
    for name in _BODIES:
        for child in item:
            if local(child) == name and (text := fragment_text(_html(child))):
                return text
    return None


def _html(element: Element) -> str:
    """HTML as it stands in an element: written out as text, or (``type="xhtml"``) as elements."""
    if len(element) == 0:
        return element.text or ""
    for inner in element.iter():
        inner.tag = local(inner)
    return tostring(element, encoding="unicode")


def _link(item: Element) -> str | None:
    """The address of the article: RSS writes it as text, Atom as the attribute of the link that is no other kind."""
    for child in item:
        if local(child) == "link":
            href = child.get("href") if child.get("rel", "alternate") == "alternate" else None
            if address := (child.text or "").strip() or href:
                return address
    guid = next((child for child in item if local(child) == "guid"), None)
    address = (guid.text or "").strip() if guid is not None and guid.get("isPermaLink") != "false" else ""
    return address if address.startswith(("http://", "https://")) else None


def _authors(element: Element) -> list[str]:
    """The names under dc:creator, else author, where Atom has them in an element of their own."""
    for name in _AUTHORS:
        children = (child for child in element if local(child) == name)
        if found := [told for child in children if (told := child_text(child, "name") or (child.text or "").strip())]:
            return found
    return []


def _origin(item: Element) -> str | None:
    """The title of the feed that an item was taken over from, as aggregators name it."""
    for child in item:
        if local(child) == "source":
            return child_text(child, "title") or (child.text or "").strip() or None
    return None


def _date(words: str | None) -> str | None:
    """RSS writes dates as mails do; what can't be read is handed on, so that it is said."""
    try:
        return dt.datetime.fromisoformat(words or "").date().isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return words
