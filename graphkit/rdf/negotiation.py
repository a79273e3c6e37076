"""Which format an HTTP client is given, by what it says it accepts.

Source: RFC 9110, section 12.5.1 (Accept); the media types are those of SPARQL 1.1 Query Results JSON, XML and CSV/TSV
Formats, and of the RDF formats.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Media(NamedTuple):
    """A media type and the name of its format in `graphkit.rdf.asking.Question`."""

    type: str
    name: str


TABLE_MEDIA: Final = (
    Media("application/sparql-results+json", "json"),
    Media("application/sparql-results+xml", "xml"),
    Media("text/csv", "csv"),
    Media("text/tab-separated-values", "tsv"),
    Media("application/json", "json"),
    Media("application/xml", "xml"),
    Media("text/xml", "xml"),
)
"""For SELECT and ASK, the one that is given where all are equally welcome first."""

GRAPH_MEDIA: Final = (
    Media("text/turtle", "ttl"),
    Media("application/n-triples", "nt"),
    Media("application/ld+json", "jsonld"),
    Media("application/rdf+xml", "rdf"),
    Media("application/json", "jsonld"),
    Media("application/xml", "rdf"),
    Media("text/xml", "rdf"),
)
"""For CONSTRUCT and DESCRIBE."""

HTML: Final = Media("text/html", "html")


def choose(accept: str, media: tuple[Media, ...]) -> Media | None:
    """Choose the media type that a client likes best, the earlier one where it likes several equally.

    >>> choose("text/csv;q=0.5, application/*;q=0.9", TABLE_MEDIA).name
    'json'
    >>> choose("text/turtle", TABLE_MEDIA) is None
    True
    """
    ranges = [_range(part) for part in (accept.strip() or "*/*").split(",")]
    best = max(media, key=lambda one: _quality(one.type, ranges))
    return best if _quality(best.type, ranges) > 0 else None


def prefers_html(accept: str) -> bool:
    """Tell a browser, which likes HTML better than anything else, from a program.

    >>> prefers_html("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_html("*/*"), prefers_html("text/csv")
    (True, False, False)
    """
    return HTML.type in accept and choose(accept, (*TABLE_MEDIA, HTML)) == HTML


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    told = dict(parameter.partition("=")[::2] for parameter in parameters)
    try:
        return name, float(told.get("q", "1"))
    except ValueError:
        return name, 0.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the most specific range that holds the type, since that one goes before the others."""
    for wanted in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
