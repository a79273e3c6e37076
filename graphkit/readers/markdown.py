"""Markdown: the running text without its marks, metadata from the front matter."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*\Z")


def read_markdown(source: Source) -> Iterator[Read]:
    """Read a Markdown file; its text is that of headings, paragraphs, lists and tables, one block a paragraph.

    Pictures, HTML and code blocks are left out. Without a title in the front matter the first top heading is it.

    Raises:
        InputError: as for plain text, or nothing but front matter, pictures, HTML and code is there.
    """
    raw, notice = whole_text(source)
    if notice is not None:
        yield notice
    metadata, body = split_front_matter(raw)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    text = plain_text(tokens)
    if not text.strip():
        raise InputError("has no running text", source=source.name)
    metadata.setdefault("title", _top_heading(tokens) or "")
    yield from read_article(text, metadata, document_id=source.document_id, source=source.name)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part the metadata between two lines of ``---`` from the rest.

    Only lines of the form ``key: value`` count (quotes around a value are taken off, keys become lower-case); lists and
    nested values, which hold nothing that graphkit asks for, are passed over.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    metadata = {}
    for line in match[1].splitlines():
        if pair := _PAIR.match(line):
            value = pair[2]
            if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            if value not in {"null", "~"}:
                metadata[pair[1].lower()] = value
    return metadata, text[match.end() :]


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
