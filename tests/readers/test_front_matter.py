"""Front matter: what is metadata and what is text."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.readers.front_matter import split_front_matter

BOMB = (
    "---\na: &a [x, x]\n"
    + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(40))
    + "---\n"
)

FRONT: list[tuple[str, dict[str, Any], str]] = [
    ("no front matter", {}, "no front matter"),
    ("---\ntitle: A: b\n---\nText", {"title": "A: b"}, "Text"),
    ("---\nTitle: 'It''s'\ndate: \"2024-12-20\"\n---\n\nText", {"Title": "It's", "date": "2024-12-20"}, "\nText"),
    ("---\ntags:\n  - a\nurl: https://example.org/a\n...\nText", {"url": "https://example.org/a"}, "Text"),
    ("---\ndate: 2024-12-20 # of the print\nid: 007\n---\n", {"date": "2024-12-20", "id": "007"}, ""),
    ("---\npublisher:\n  name: P\n---\n", {"publisher": {"name": "P"}}, ""),
    ("---\ndate: null\ntitle: ~\n---\n", {}, ""),
    ("---\n- a\n- b\n---\nText", {}, "Text"),
    ("---\n!!python/object/apply:os.system ['false']\n---\nText", {}, "Text"),
    ("---\n" + "[" * 5000 + "\n---\nText", {}, "Text"),
    (BOMB + "Text", {}, "Text"),
    ("---\nnever closed\n", {}, "---\nnever closed\n"),
    ("Text\n---\ntitle: x\n---\n", {}, "Text\n---\ntitle: x\n---\n"),
    ("+++\ntitle = 'A: b'\nid = 7\n+++\nText", {"title": "A: b", "id": "7"}, "Text"),
    ("+++\nbroken\n+++\nText", {}, "Text"),
    ("+++\nid = " + "9" * 5000 + "\n+++\nText", {}, "Text"),
    ("+++\nid = 0x" + "f" * 5000 + "\n+++\nText", {}, "Text"),
]


@pytest.mark.parametrize(("text", "metadata", "body"), FRONT, ids=range(len(FRONT)))
def test_front_matter(text: str, metadata: dict[str, Any], body: str) -> None:
    assert split_front_matter(text) == (metadata, body)


def test_lists_are_kept_where_there_may_be_several() -> None:
    text = "---\ntags: [a]\nauthors:\n  - Ada Quell\n  - name: Bo Marr\n---\nText"
    found = split_front_matter(text, listed=lambda key: key == "authors")
    assert found == ({"authors": ["Ada Quell", {"name": "Bo Marr"}]}, "Text")


@pytest.mark.parametrize("authors", ["[Ada Quell, Bo Marr]", "\n  - Ada Quell\n  - Bo Marr"])
def test_a_title_with_a_colon_spoils_no_list_beside_it(authors: str) -> None:
    text = f'---\ntitle: Talks: a "new" start\nauthors: {authors}\ndate: 2024-12-20\nsubtitle: Who:\n---\nText'
    metadata, body = split_front_matter(text, listed=lambda key: key == "authors")
    assert metadata == {
        "title": 'Talks: a "new" start', "authors": ["Ada Quell", "Bo Marr"], "date": "2024-12-20", "subtitle": "Who:",
    }  # fmt: skip
    assert body == "Text"
