"""Running text out of HTML that is content throughout: a chapter, an item of a feed, a mail.

A web page, whose text must be told from menus and advertisements, goes through `graphkit.readers.html`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from lxml.etree import HTMLParser

if TYPE_CHECKING:
    from collections.abc import Mapping

# Source: HTML Living Standard §15.3 (rendering): elements displayed as blocks, and those not displayed
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HIDDEN = frozenset({
    "audio", "button", "head", "iframe", "math", "nav", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "video",
})  # fmt: skip
# Source: HTML Living Standard §4.3.5 and §4.3.9: what is but tangential, and what tells of the page
_BESIDE = frozenset({"aside", "footer"})
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3"})
_EMPTY = re.compile(r"<([A-Za-z][\w:-]{0,40})((?:\s[^<>]*)?)/>")
_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(r" {2,}")
_LINE_END = re.compile(r" ?\n ?")


def fragment_text(html: str, *, without: frozenset[str] = frozenset()) -> str:
    r"""The words of a piece of HTML, blocks parted by an empty line.

    Args:
        html: the piece; it need not be well formed.
        without: classes and ids whose elements are left out.

    >>> fragment_text("<p>Ann <b>met</b> Bob.<br>Then</p><ul><li>she left.</ul><script>x</script>")
    'Ann met Bob.\nThen\n\nshe left.\n'
    """
    return read_fragment(html, without=without)[1]


def main_text(html: str) -> str:
    r"""As `fragment_text`, without what stands beside a page's main content, and without blocks that are nothing but links.

    >>> main_text('<ul><li><a href="/">Home</a></ul><p><a href="/ann">Ann</a> left.</p><footer>&copy; 2024</footer>')
    'Ann left.\n'
    """
    return _stripped(html, _Stripper(frozenset(), hidden=_HIDDEN | _BESIDE, only_links=False)).text()


def read_fragment(html: str, *, without: frozenset[str] = frozenset()) -> tuple[str | None, str]:
    """The first heading and the text, as `fragment_text` gives it."""
    stripper = _stripped(html, _Stripper(without))
    return stripper.heading, stripper.text()


def _stripped(html: str, stripper: _Stripper) -> _Stripper:
    if html.strip():
        # libxml2's parser takes time in proportion to the text, whatever that is; html.parser's grows with its square
        parser = HTMLParser(target=cast("Any", stripper), encoding="utf-8", no_network=True, huge_tree=True)
        parser.feed(_EMPTY.sub(_closed, html.replace("\x00", "")).encode("utf-8", "replace"))
        parser.close()
    return stripper


def _closed(match: re.Match[str]) -> str:
    """An element that XHTML closes in its own tag, as HTML does."""
    return match[0] if match[1].lower() in _VOID else f"<{match[1]}{match[2]}></{match[1]}>"


class _Stripper:
    """Takes the events of a parser and keeps the words."""

    def __init__(self, without: frozenset[str], *, hidden: frozenset[str] = _HIDDEN, only_links: bool = True) -> None:
        """Leave out elements of the classes and ids in `without`, and of the names in `hidden`.

        Without `only_links`, blocks all of whose words stand in links are left out too.
        """
        self.heading: str | None = None
        self._without = without
        self._names = hidden
        self._only_links = only_links
        self._links = 0  # how many links are open
        self._blocks: list[list[str]] = [[]]
        self._has_own = [only_links]  # whether each block has words to keep it for
        self._heading: str | None = None  # the tag of the heading that is open
        self._hidden = 0  # how many elements are open since one whose content is left out

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._hidden:
            self._hidden += 1
        elif tag in self._names or self._is_unwanted(attributes):
            self._hidden = 1
        elif tag == "br":
            self._blocks[-1].append("\n")
        elif tag == "a":
            self._links += 1
        elif tag in _BLOCKS:
            self._begin()
            if tag in _HEADINGS and self.heading is None:
                self._heading = tag

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif tag == "a":
            self._links -= 1
        elif tag in _BLOCKS:
            if tag == self._heading:
                self.heading = " ".join("".join(self._blocks[-1]).split()) or None
                self._heading = None
            self._begin()

    def data(self, data: str) -> None:
        if not self._hidden:
            self._blocks[-1].append(_SPACE.sub(" ", data))
            self._has_own[-1] |= not self._links and bool(data.strip())

    def close(self) -> None:
        """All events have come."""

    def _begin(self) -> None:
        self._blocks.append([])
        self._has_own.append(self._only_links)

    def _is_unwanted(self, attributes: Mapping[str, str]) -> bool:
        named = (attributes.get("class", "") + " " + attributes.get("id", "")).split()
        return "hidden" in attributes or not self._without.isdisjoint(named)

    def text(self) -> str:
        kept = (block for block, has_own in zip(self._blocks, self._has_own, strict=True) if has_own)
        blocks = (_LINE_END.sub("\n", _BLANKS.sub(" ", "".join(block))).strip() for block in kept)
        return "".join(f"{block}\n\n" for block in blocks if block).removesuffix("\n")
