"""Pieces of HTML to running text."""

from __future__ import annotations

import pytest

from graphkit.readers.fragments import fragment_text, read_fragment

TEXTS = [
    ("", ""),
    ("Orla met Tam.", "Orla met Tam.\n"),
    ("<p>Orla\n met <a href='x'>Tam</a>.</p>\n\n<p>Bye.", "Orla met Tam.\n\nBye.\n"),
    ("one<br><br/>two", "one\n\ntwo\n"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb\n"),
    ("<script>x</script>a<style>y</style><!-- z -->b<nav><nav>n</nav>m</nav>c", "abc\n"),
    ("<script src='x'/><p>after</p>", "after\n"),
    ("<head><meta charset=x><body>text", "text\n"),
    ("<p hidden>no</p><div class='a quote'>no <p>no</p></div><p id=quote>no</p>yes", "yes\n"),
    ("&lt;b&gt; &amp;amp; AT&T \x00", "<b> &amp; AT&T\n"),
    ("<p>3 < 4 and <notatag", "3 < 4 and\n"),
]


@pytest.mark.parametrize(("html", "text"), TEXTS)
def test_text(html: str, text: str) -> None:
    assert fragment_text(html, without=frozenset({"quote"})) == text


def test_the_first_heading_is_told() -> None:
    assert read_fragment("<p>x</p><h2> Talks <i>resume</i></h2><h1>Other</h1>")[0] == "Talks resume"
    assert read_fragment("<h1></h1><p>x</p>")[0] is None


@pytest.mark.parametrize(
    "piece", ["<", "<p>", "</p>", "<!--", "<a b=", "&", "<br>", "<nav>", "x ", "<![", "<a ", "<b>"]
)
def test_pieces_without_end_are_read_to_the_end(piece: str) -> None:
    fragment_text(piece * 200_000)  # a parser whose time grows with the square takes hours
