"""E-books (.epub): one document a chapter.

A newspaper or magazine that is made into an e-book has one article a chapter, and in a book a surname alone means somebody
else in another chapter; so a chapter is what an article is.
Source: EPUB 3.3 §3.4 (package document), §4.2.6 (container.xml, encryption.xml); OPF 2.0.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode_markup
from graphkit.readers.fragments import read_fragment
from graphkit.readers.packages import open_package, resolve_part
from graphkit.readers.xml import child_text, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from graphkit.readers.items import Read
    from graphkit.readers.packages import Package
    from graphkit.readers.source import Source

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_HTML = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
# Source: calibre's news recipes, whose pages begin and end with such a bar of links
_BARS = frozenset({"calibre_navbar", "calibre_rescale_navbar", "calibre_navbar1"})
_ROLE = "{http://www.idpf.org/2007/opf}role"


def read_epub(source: Source) -> Iterator[Read]:
    """Read an e-book, each chapter in reading order as a document of its own.

    Its id is the file's and the chapter's place in the order, from 1 (``book:3``); its title the chapter's first heading;
    authors, publisher and date are the book's. Chapters without text (covers) are passed over, and so is the table of contents.

    Raises:
        InputError: it is no EPUB file, is damaged or protected against copying, or holds no text.
    """
    empty = True
    with open_package(source, "EPUB file") as package:
        opf = _package_document(package, source=source.name)
        book = package.xml(opf)
        chapters = [(number, resolve_part(opf, href)) for number, href in _spine(book)]
        _refuse_protected(package, {name for _, name in chapters}, source=source.name)
        shared = _metadata(book)
        for number, name in chapters:
            try:
                heading, text = read_fragment(_decoded(package.read(name), source=source.name), without=_BARS)
            except InputError as error:
                yield error
                if package.budget.is_spent:
                    return
                empty = False
                continue
            if text:
                empty = False
                metadata = {**shared, "title": heading or shared["title"]}
                yield from read_article(
                    text, metadata, document_id=f"{source.document_id}:{number}", source=source.name
                )
    if empty:
        raise InputError("holds no chapter with text, perhaps only pictures", source=source.name)


def _package_document(package: Package, *, source: str) -> str:
    for element in package.xml(_CONTAINER).iter():
        if local(element) == "rootfile" and (name := element.get("full-path")):
            return name
    raise InputError("names no package document in its container.xml; get it again", source=source)


def _spine(book: Element) -> Iterator[tuple[int, str]]:
    """Place in the reading order, from 1, and address of each chapter; neither contents nor what lies outside the order."""
    items = {element.get("id"): element for element in book.iter() if local(element) == "item"}
    references = [element for element in book.iter() if local(element) == "itemref"]
    for number, reference in enumerate(references, start=1):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in _HTML:
            continue
        if "nav" not in item.get("properties", "").split():
            yield number, item.get("href", "")


def _metadata(book: Element) -> dict[str, Any]:
    found = next((element for element in book if local(element) == "metadata"), book)
    return {
        "title": child_text(found, "title"),
        "author": [creator.text or "" for creator in found if _is_author(creator)],
        "publisher": child_text(found, "publisher"),
        "date": child_text(found, "date"),
        "lang": child_text(found, "language"),
    }


def _is_author(element: Element) -> bool:
    """Whether it names an author. Source: MARC relators, as OPF 2.0.1 section 2.2.6 uses them, where none means the author."""
    return local(element) == "creator" and element.get(_ROLE, "aut") == "aut"


def _refuse_protected(package: Package, chapters: set[str], *, source: str) -> None:
    """Fonts may be scrambled in any e-book; a chapter is only where the book is protected."""
    if _ENCRYPTION not in package.names:
        return
    references = (element for element in package.xml(_ENCRYPTION).iter() if local(element) == "CipherReference")
    if not chapters.isdisjoint(resolve_part("", element.get("URI", "")) for element in references):
        raise InputError("is protected against copying (DRM) and can't be read", source=source)


def _decoded(data: bytes, *, source: str) -> str:
    return decode_markup(data, source=source)[0] if data.strip() else ""
