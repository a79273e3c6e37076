"""Markdown: front matter and running text."""

from __future__ import annotations

from pathlib import Path

from graphkit.model import Document
from graphkit.readers import Reading, read_inputs


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


def test_authors_of_the_front_matter_are_one_or_several(tmp_path: Path) -> None:
    fronts = ["---\nauthor: by Ada Quell and Bo Marr\n---\n", "---\nauthors:\n- Ada Quell\n- name: Bo Marr\n---\n"]
    fronts += ['+++\nauthors = ["Ada Quell", "Bo Marr"]\n+++\n']
    for number, front in enumerate(fronts):
        path = tmp_path / f"{number}.md"
        path.write_text(front + "Ann met Bob.\n", encoding="utf-8")
        (item,) = read_inputs([path])
        assert isinstance(item, Document)
        assert item.authors == ("Ada Quell", "Bo Marr")
    (item,) = read_inputs([put(tmp_path / "own.md")], reading=Reading(author_column="writers"))
    assert isinstance(item, Document)
    assert item.authors == ("Ada Quell",)


def put(path: Path) -> Path:
    path.write_text("---\nwriters: [Ada Quell]\nauthor: Bo Marr\n---\nAnn met Bob.\n", encoding="utf-8")
    return path


def test_front_matter_has_the_usual_keys_in_yaml_and_toml(tmp_path: Path) -> None:
    fronts = [
        "---\nHeadline: 'Ruiz: \"fish\"'\npubDate: 2024-03-05 23:30:00 +0100\nsite_name: >\n  The Harbour\n  Post\nlanguage: no\n---\n",
        '---\ntitle: Ruiz: "fish\npublished: 5 March 2024\nsource: The Harbour Post\nlang: no\ntags: [a\n---\n',
        '+++\ntitle = "Ruiz: \\"fish\\""\ndate = 2024-03-05T23:30:00+01:00\npublisher = "The Harbour Post"\nlang = "no"\n+++\n',
    ]
    for number, front in enumerate(fronts):
        path = tmp_path / f"{number}.md"
        path.write_text(front + "Ann met Bob.\n", encoding="utf-8")
        (item,) = read_inputs([path])
        assert isinstance(item, Document)
        assert (item.text, item.publisher, item.lang) == ("Ann met Bob.\n", "The Harbour Post", "no")
        assert str(item.published) == "2024-03-05"
        assert item.title is not None
        assert item.title.startswith('Ruiz: "fish')
