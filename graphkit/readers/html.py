"""Web pages, as saved or fetched: the article without menus, advertisements and comments, and its metadata."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from graphkit.errors import InputError, NoArticleError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode_markup
from graphkit.readers.fragments import main_text
from graphkit.readers.guard import guarded
from graphkit.readers.page_dates import page_date
from graphkit.readers.source import in_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

_LARGEST = 20_000_000  # letters of a page without the pictures inside it
_THOROUGH = 10_000  # elements up to which a page is read in more than one way, and the best taken
_MOST = 30_000  # elements from which on a page would take minutes
_TAGS = 4 * _MOST  # with closing tags, comments and what only looks like one
_ATTRIBUTES = 500  # of one element; libxml2's time grows with their square
_FEW = 2_000  # letters up to which a page that has no article by its layout is taken for one as a whole
# Source: trafilatura's settings, MIN_EXTRACTED_SIZE: of what is shorter it may take all that stands on the page, menus too
_SHORT = 250
_UNSEEN = frozenset({"script", "style"})

_PICTURES = re.compile(r"data:[a-z]+/[^\"'()\s<>]{256,}", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SCRIPT = re.compile(r"<(/?)script\b", re.IGNORECASE)
_JSON = re.compile(r"[^>]{0,100}?ld\+json", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z]")
_LONG_TAG = re.compile(r"<[^>]{1000,}+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/=]+")
_BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "ab", "list", "table", "row", "body", "div"})


def read_html(source: Source) -> Iterator[Read]:
    """Read a web page.

    Its text is the article, a blank line between paragraphs. Title, address, authors, publisher, language and day of publication are
    those that the page states.

    Raises:
        InputError: the file can't be opened, is too large, is binary or empty, or holds no article.

    Source: Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction", ACL 2021,
    which tells the article from the rest.
    """
    markup, notice = decode_markup(source.whole(), source=source.name, charset=source.charset)
    if notice is not None:
        yield notice
    yield from read_page(markup, source=source.name, document_id=source.document_id)


def read_page(
    markup: str, *, source: str, document_id: str, title: str | None = None, url: str | None = None
) -> Iterator[Read]:
    """Read a page that is decoded.

    Args:
        markup: the page.
        source: where it stands.
        document_id: its id.
        title: its title, where it states none.
        url: its address, where it states none.

    Raises:
        InputError: it is too large, or holds no article.
    """
    markup = _DECLARATION.sub("", _without_scripts(_PICTURES.sub("data:,", markup.replace("\x00", ""))))
    size = _sized(markup, source=source)
    with guarded(source, "a web page"):
        metadata, text = _parsed(markup, thorough=size <= _THOROUGH)
    if not text.strip():
        raise NoArticleError(
            "holds no article that can be told from menus and lists; save its text as .txt", source=source
        )
    metadata["title"] = metadata["title"] or title
    metadata["url"] = metadata["url"] or url
    yield from read_article(text, metadata, document_id=document_id, source=source)


def _without_scripts(markup: str) -> str:
    """The page without its programs, which may look like elements; what JSON-LD says of it stays."""
    parts, start, opened = [], 0, False
    for tag in _SCRIPT.finditer(markup):
        closing = bool(tag[1])
        if opened and closing:
            start, opened = tag.start(), False
            parts.append("<script>")
        elif not opened and not closing and not _JSON.match(markup, tag.end()):
            parts.append(markup[start : tag.start()])
            opened = True
    return "".join(parts) + ("" if opened else markup[start:])


def _sized(markup: str, *, source: str) -> int:
    """The number of elements.

    Raises:
        InputError: the page would take too long.
    """
    if len(markup) > _LARGEST:
        reason = f"is a page of more than {in_megabytes(_LARGEST)} without its pictures; save its text as .txt"
        raise InputError(reason, source=source)
    if markup.count("<") > _TAGS:
        raise InputError(f"is a page of more than {_TAGS:,} tags; save its text as .txt", source=source)
    size = sum(1 for _ in _ELEMENT.finditer(markup))
    if size > _MOST:
        raise InputError(f"is a page of more than {_MOST:,} elements; save its text as .txt", source=source)
    for tag in _LONG_TAG.finditer(markup):
        if len(_BETWEEN.findall(_QUOTED.sub("", tag[0]))) > 2 * _ATTRIBUTES and _ELEMENT.match(tag[0]):
            reason = (
                f"has an element with more than {_ATTRIBUTES} attributes, as no page of news has; save its text as .txt"
            )
            raise InputError(reason, source=source)
    return size


def _parsed(markup: str, *, thorough: bool) -> tuple[dict[str, str | None], str]:
    from trafilatura import bare_extraction, extract_metadata, load_html
    from trafilatura.settings import Document

    for library in ("trafilatura", "htmldate", "courlan", "readability"):
        logging.getLogger(library).setLevel(
            logging.CRITICAL
        )  # what they say of a page is said as an error, or not at all
    metadata: dict[str, str | None] = dict.fromkeys(("title", "url"))
    text = ""
    tree = load_html(markup)
    if tree is not None:
        # the day that it finds is not taken, since it may be a guess
        stated = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})
        metadata = {"title": stated.title, "url": stated.url, "author": stated.author, "publisher": stated.sitename}
        metadata |= {"date": page_date(tree), "lang": _language(tree)}
        found = bare_extraction(tree, include_comments=False, fast=not thorough)
        text = _text(found.body) if isinstance(found, Document) and found.body is not None else ""
    if len(text) < _SHORT:
        own = main_text(markup)
        if len(own) <= _FEW and (not text or (tree is not None and _is_all(text, own=own, tree=tree))):
            text = own
    return metadata, text


def _is_all(text: str, *, own: str, tree: HtmlElement) -> bool:
    """Whether a text is all that a page shows, its main text and what stands around that."""
    shown: set[str] = set()
    for element in tree.iter():
        shown.update(("" if element.tag in _UNSEEN else element.text or "").split(), (element.tail or "").split())
    letters = "".join(text.split())
    return shown.issuperset(text.split()) and all("".join(block.split()) in letters for block in own.split("\n\n"))


def _language(tree: HtmlElement) -> str | None:
    """The page's own word on its language. Source: BCP 47, section 2.1, as far as a code goes."""
    stated = str(
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    )
    return stated if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", stated.strip()) else None


def _text(body: _Element) -> str:
    """The words of what trafilatura found, a blank line between blocks."""
    blocks = re.split(r"\n{2,}", "".join(_words(body)))
    lines = ("\n".join(" ".join(line.split()) for line in block.splitlines()).strip() for block in blocks)
    return "".join(f"{block}\n\n" for block in lines if block).removesuffix("\n")


def _words(body: _Element) -> Iterator[str]:
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag in _BLOCKS:
                yield "\n\n"
            elif element.tag == "lb":
                yield "\n"
            yield " ".join((element.text or "").split("\n"))
        else:
            if element.tag in _BLOCKS:
                yield "\n\n"
            yield " ".join((element.tail or "").split("\n"))
