"""Markdown: the running text without its marks, metadata from the front matter."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.fields import article_of, find_columns
from graphkit.readers.front_matter import split_front_matter
from graphkit.readers.text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source


def read_markdown(source: Source) -> Iterator[Read]:
    """Read a Markdown file; its text is that of headings, paragraphs, lists and tables, one block a paragraph.

    Pictures, HTML and code blocks are left out. Without a title in the front matter the first top heading is it; the front
    matter's keys are those of `graphkit.readers.fields`.

    Raises:
        InputError: as for plain text, or nothing but front matter, pictures, HTML and code is there.
    """
    raw, notice = whole_text(source)
    if notice is not None:
        yield notice
    front, body = split_front_matter(raw, listed=lambda key: "author" in find_columns([key], source.reading))
    metadata = article_of(front, find_columns(front, source.reading))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    text = plain_text(tokens)
    if not text.strip():
        raise InputError("has no running text", source=source.name)
    metadata.setdefault("title", _top_heading(tokens))
    yield from read_article(text, metadata, document_id=source.document_id, source=source.name)


def plain_text(tokens: Sequence[Token]) -> str:
    """The words of every block with inline content, blocks parted by an empty line."""
    blocks = (_words(token.children or ()) for token in tokens if token.type == "inline")
    return "".join(f"{block}\n\n" for block in blocks if block.strip()).rstrip("\n") + "\n"


def _words(children: Sequence[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)


def _top_heading(tokens: Sequence[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return _words(inline.children or ())
    return None
