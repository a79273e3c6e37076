"""Markdown: front matter and running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.model import Document
from graphkit.readers import read_inputs
from graphkit.readers.markdown import split_front_matter

FRONT = [
    ("no front matter", {}, "no front matter"),
    ("---\ntitle: A: b\n---\nText", {"title": "A: b"}, "Text"),
    ("---\nTitle: 'It''s'\ndate: \"2024-12-20\"\n---\n\nText", {"title": "It''s", "date": "2024-12-20"}, "\nText"),
    ("---\ntags:\n  - a\nurl: https://example.org/a\n...\nText", {"tags": "", "url": "https://example.org/a"}, "Text"),
    ("---\ndate: null\ntitle: ~\n---\n", {}, ""),
    ("---\nnever closed\n", {}, "---\nnever closed\n"),
    ("Text\n---\ntitle: x\n---\n", {}, "Text\n---\ntitle: x\n---\n"),
]


@pytest.mark.parametrize(("text", "metadata", "body"), FRONT)
def test_front_matter(text: str, metadata: dict[str, str], body: str) -> None:
    assert split_front_matter(text) == (metadata, body)


def test_only_running_text_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nid: the-id\ndate: 2024-12-20\npublisher: P\n---\n"
        "# A **bold** title\n\nAnn [met](https://example.org) Bob\nin `Oslo`. ![map](m.png) <b>AT&amp;T</b>\n\n"
        "* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n<div>html</div>\n",
        encoding="utf-8",
    )
    (item,) = read_inputs([path])
    assert isinstance(item, Document)
    assert item.text == "A bold title\n\nAnn met Bob\nin Oslo.  AT&T\n\none\n\ntwo\n\na\n\nb\n\n1\n\n2\n"
    assert (item.id, item.title, item.publisher, str(item.published)) == ("the-id", "A bold title", "P", "2024-12-20")
