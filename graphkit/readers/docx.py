"""Word files (.docx): headings, paragraphs, tables and text boxes in the order of the page.

Read from the XML itself: python-docx passes over what stands in content controls and text boxes and what tracked changes
insert, which are the very places where forms and agencies put their text.
Source: ISO/IEC 29500-1 (WordprocessingML) §17; ISO/IEC 29500-2 (packages, core properties).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.packages import open_package, resolve_part
from graphkit.readers.properties import chosen_title, made_notice
from graphkit.readers.xml import child_text, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from graphkit.readers.items import Read
    from graphkit.readers.packages import Package
    from graphkit.readers.source import Source

_RELATIONS = "_rels/.rels"
# moved or deleted text, the repetition of a text box for old readers, and the codes behind page numbers and links
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tcPr"})
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_TITLES = ("Title", "Heading1")  # style ids, which are the same in every English Word
# Source: docProps/core.xml of the template that python-docx makes its documents of, which keep it unless they are told otherwise
_TEMPLATES = frozenset({"2013-12-23T23:15:00Z"})


def read_docx(source: Source) -> Iterator[Read]:
    """Read a Word file; its text is one block a paragraph or cell, blocks parted by an empty line.

    Authors are those of the properties; the title too, else the first paragraph in the style Title or Heading 1. The day on which the
    file was made is the publication date only where the text states none.

    Raises:
        InputError: it is no Word file, is damaged or encrypted, or holds no text.
    """
    with open_package(source, "DOCX file") as package:
        parts = _parts(package)
        body = package.xml(parts.get("officeDocument", "word/document.xml"))
        core = package.xml(parts["core-properties"]) if parts.get("core-properties") in package.names else None
    blocks = list(_blocks(body))
    text = "".join(f"{words}\n\n" for _, words in blocks).removesuffix("\n")
    if not text:
        raise InputError("holds no text, perhaps only pictures; save its text as .txt", source=source.name)
    styled = (words for title in _TITLES for style, words in blocks if style == title)
    title = chosen_title(child_text(core, "title")) if core is not None else None
    time = child_text(core, "created") if core is not None else None
    created = _day(time) if time not in _TEMPLATES else None
    made = made_notice(text, created, source=source.name)
    if made is not None:
        yield made
    metadata = {
        "title": title or next(styled, None),
        "author": child_text(core, "creator") if core is not None else None,
        "date": created.isoformat() if made and created else None,
    }
    yield from read_article(text, metadata, document_id=source.document_id, source=source.name)


def _parts(package: Package) -> dict[str, str]:
    """The names of the package's main parts by the last word of their relationship's type."""
    relations = package.xml(_RELATIONS)
    return {
        relation.get("Type", "").rpartition("/")[2]: resolve_part("", relation.get("Target", "").lstrip("/"))
        for relation in relations
        if relation.get("TargetMode") != "External"
    }


def _blocks(root: Element) -> Iterator[tuple[str | None, str]]:
    """Each paragraph's style and words; a text box follows the paragraph that it hangs on."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in _LEFT_OUT:
            continue
        if local(element) != "p":
            waiting.extend(reversed(element))
            continue
        boxes: list[Element] = []
        words = "".join(_words(element, boxes)).strip()
        if words:
            yield _style(element), words
        waiting.extend(reversed(boxes))


def _words(paragraph: Element, boxes: list[Element]) -> Iterator[str]:
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "txbxContent":
            boxes.append(element)
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(element)):
            waiting.extend(reversed(element))


def _is_hidden(run: Element) -> bool:
    properties = next((child for child in run if local(child) == "rPr"), ())
    return any(local(child) == "vanish" and "0" not in child.attrib.values() for child in properties)


def _style(paragraph: Element) -> str | None:
    properties = next((child for child in paragraph if local(child) == "pPr"), ())
    styles = (child for child in properties if local(child) == "pStyle")
    return next((value for style in styles for value in style.attrib.values()), None)


def _day(words: str | None) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(words or "").date()
    except ValueError:
        return None
