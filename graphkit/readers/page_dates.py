"""The day of publication that a web page states; never one that only stands somewhere in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "rnews:datepublished", "parsely-pub-date",
    "sailthru.date", "date.published", "article.published", "publishdate", "publish-date", "publish_date", "pubdate",
    "publication_date", "publication-date", "published", "published_time", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "date", "citation_publication_date", "citation_online_date", "og:pubdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
"""What pages call their day of publication in ``<meta>``, the surest first.

Source: the Open Graph protocol (article), schema.org (datePublished), Dublin Core (issued, date), Google Scholar's inclusion guidelines
(citation_…), and the documentation of Parse.ly, Sailthru and Cxense; beside these, names from the tables of htmldate 1.11 (Apache-2.0).
"""

_RANKS = {name: rank for rank, name in enumerate(_NAMES)}
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
_CLASSES = re.compile(r"publi(?:sh|cation)|pub-?date|post-?date|entry-?date|dateline|article-?date", re.IGNORECASE)
_ASIDE = frozenset({"aside", "nav", "footer"})


def page_date(tree: HtmlElement) -> str | None:
    """The words in which the page states its day of publication, or None.

    JSON-LD goes before ``<meta>``, and that before a ``<time>`` that is marked as the publication's, or is the only day in the
    only ``<article>``.
    """
    for words in (_in_json(tree), _in_meta(tree), _in_time(tree)):
        if words:
            return words
    return None


def _in_json(tree: HtmlElement) -> str | None:
    """The day in JSON-LD; None where it tells of several articles."""
    found: set[str] = set()
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            text = script.text or ""
            try:
                found |= set(_dates(json.loads(text)))
            except (ValueError, RecursionError):
                found |= set(_PUBLISHED.findall(text))
    return found.pop() if len({words[:10] for words in found}) == 1 else None


def _dates(content: object) -> Iterator[str]:
    """What the article says, not the comments and pictures in it."""
    if isinstance(content, list):
        for item in content:
            yield from _dates(item)
    elif isinstance(content, dict):
        stated = content.get("datePublished")
        if isinstance(stated, str) and stated.strip():
            yield stated.strip()
        yield from _dates(content.get("@graph"))


def _in_meta(tree: HtmlElement) -> str | None:
    found: list[tuple[int, str]] = []
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        rank = _RANKS.get(name.strip().lower())
        words = (element.get("content") or "").strip()
        if rank is not None and words:
            found.append((rank, words))
    return min(found)[1] if found else None


def _in_time(tree: HtmlElement) -> str | None:
    times = [element for element in tree.iter("time") if not any(up.tag in _ASIDE for up in element.iterancestors())]
    marked = [element for element in times if _is_publication(element)]
    articles = list(tree.iter("article"))
    inside = list(articles[0].iter("time")) if len(articles) == 1 else []
    for elements in (marked, [element for element in inside if element in times]):
        days = {words for element in elements if (words := _words(element))}
        if len({words[:10] for words in days}) == 1:
            return min(days)
    return None


def _is_publication(element: HtmlElement) -> bool:
    if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
        return True
    return bool(_CLASSES.search(element.get("class") or ""))


def _words(element: HtmlElement) -> str:
    return str(element.get("datetime") or element.get("content") or element.text_content()).strip()
