"""Web pages: the article and nothing else, with what the page says of it; hostile pages end as an error, and soon."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Notice, read_inputs

Put = Callable[[str, str | bytes], Path]

HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ruiz meets Dahl in Bergen - The Harbour Post</title>
<meta property="og:title" content="Ruiz meets Dahl in Bergen"><meta property="og:site_name" content="The Harbour Post">
<link rel="canonical" href="https://harbour.example/ruiz-dahl">
<meta property="article:published_time" content="2024-03-05T23:30:00-05:00">
<meta property="article:modified_time" content="2024-03-07T10:00:00+01:00">
<script>if (a<b && c>d) { document.write("<p>Kim Novak met Lee Bond at the cinema.</p>"); }</script>
<style>p > a { color: red }</style></head>
"""
BODY = """<body><header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>Ruiz meets Dahl in Bergen</h1><p class="byline">By Ada Byrne</p>
<p>Minister <a href="/ruiz">Ana   Ruiz</a> met
her colleague <b>Ole</b> Dahl in Bergen on Tuesday, officials said, and both promised to talk again soon about fish.</p>
<h2>Fish</h2>
<p>&ldquo;We&rsquo;ll meet again,&rdquo; said Ruiz.<br>Dahl, 51, agreed that the quota should be raised before the summer.</p>
<ul><li>The quota for cod is to be <em>raised</em> by a tenth.</li><li>The port of Bergen is to be dredged.</li></ul>
<blockquote>Nothing is signed yet, and nothing will be before May.</blockquote>
<script>var x = "tracking";</script></article>
<aside><h3>Most read</h3><a href="/1">Ten islands to see before you are fifty</a></aside></main>
<section id="comments"><p>fishlover77: Dahl met nobody, he was with me in the pub the whole day!</p></section>
<footer>Copyright 2019 The Harbour Post. All rights reserved.</footer></body></html>"""
TEXT = """Ruiz meets Dahl in Bergen

Minister Ana Ruiz met her colleague Ole Dahl in Bergen on Tuesday, officials said, and both promised to talk again soon about fish.

Fish

“We’ll meet again,” said Ruiz.
Dahl, 51, agreed that the quota should be raised before the summer.

The quota for cod is to be raised by a tenth.

The port of Bergen is to be dredged.

Nothing is signed yet, and nothing will be before May.
"""
DOCUMENT = Document(
    id="ruiz",
    text=TEXT,
    title="Ruiz meets Dahl in Bergen",
    url="https://harbour.example/ruiz-dahl",
    authors=("Ada Byrne",),
    publisher="The Harbour Post",
    published=dt.date(2024, 3, 5),
    lang="en-GB",
)


def documents(path: Path) -> list[Document]:
    return [item for item in read_inputs([path]) if isinstance(item, Document)]


def errors(path: Path) -> list[str]:
    return [str(item).removeprefix(f"{path.parent}/") for item in read_inputs([path]) if isinstance(item, InputError)]


@pytest.mark.parametrize("ending", ["html", "HTM", "xhtml"])
def test_article_and_what_the_page_says_of_it(put: Put, ending: str) -> None:
    assert documents(put(f"ruiz.{ending}", HEAD + BODY)) == [DOCUMENT]
    as_xhtml = '<?xml version="1.0" encoding="utf-8"?>\n' + HEAD + BODY
    assert documents(put(f"ruiz.{ending}", as_xhtml)) == [DOCUMENT]


def test_authors_are_those_that_the_page_states(put: Put) -> None:
    body = BODY.replace('<p class="byline">By Ada Byrne</p>', "")
    person = '{"@type": "Person", "name": "Ada Byrne"}, {"@type": "Person", "name": "Bo Marr"}'
    stated = f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "author": [{person}]}}</script></head>'
    for name in ("<meta name='author' content='By Ada Byrne and Bo Marr'></head>", stated):
        (document,) = documents(put("ruiz.html", HEAD.replace("</head>", name) + body))
        assert document == replace(DOCUMENT, authors=("Ada Byrne", "Bo Marr"))
    (document,) = documents(put("ruiz.html", HEAD + body))
    assert document.authors == ()


def paragraphs(*texts: str) -> str:
    return "<main><article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article></main>"


STORY = paragraphs(
    "Ana Ruiz met Ole Dahl in Bergen on 3 May 2021, officials said, and both promised to talk again soon about fish.",
    "They will meet again on June 4, 2022 in Oslo, she said, and then sign what their aides have written by then.",
)

DAYS = [
    ("<meta name='pubdate' content='2021-05-04'>", "", dt.date(2021, 5, 4)),
    ("<meta itemprop='datePublished' content='4 May 2021'><meta name='date' content='2020-01-01'>", "", dt.date(2021, 5, 4)),
    (
        """<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-05-04T23:30:00-05:00",
        "dateModified": "2021-06-01", "comment": [{"datePublished": "2021-05-09"}]}</script>
        <meta name='date' content='2021-06-01'>""",
        "",
        dt.date(2021, 5, 4),
    ),
    (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"datePublished": "2021-05-04"}]}</script>',
        "",
        dt.date(2021, 5, 4),
    ),
    ('<script type="application/ld+json">{"datePublished": "2021-05-04", oops}</script>', "", dt.date(2021, 5, 4)),
    ("", "<time class='published-date' datetime='2021-05-04'>Tuesday</time>", dt.date(2021, 5, 4)),
    ("", "<aside><time datetime='2020-01-02'>2 January 2020</time></aside>", None),
    ("", "<time datetime='2020-01-02'>Ten islands to see</time>", None),
    ("<meta property='article:modified_time' content='2021-08-08'>", "", None),
    ("<meta name='date' content='2021-05'>", "", None),
    ("", "<footer>Copyright 2019-05-06 The Harbour Post</footer>", None),
    ("", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "day"), DAYS, ids=range(len(DAYS)))
def test_day_is_the_one_that_the_page_states_and_never_a_guess(
    put: Put, head: str, body: str, day: dt.date | None
) -> None:
    (found,) = documents(put("a.html", f"<html><head>{head}</head><body>{body}{STORY}</body></html>"))
    assert found.published == day


def test_day_in_the_article_element_and_in_its_dateline(put: Put) -> None:
    inside = STORY.replace("<article>", "<article><time datetime='2021-05-04T10:00'>yesterday</time>")
    (found,) = documents(put("a.html", f"<html><body>{inside}</body></html>"))
    assert found.published == dt.date(2021, 5, 4)
    dateline = STORY.replace("Ana Ruiz met", "BERGEN, May 4, 2021 (HPA) - Ana Ruiz met", 1)
    (found,) = documents(put("b.html", f"<html><body>{dateline}</body></html>"))
    assert found.published == dt.date(2021, 5, 4)


ENCODINGS = [
    ("cp1252", '<meta charset="ISO-8859-1">', None),
    ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", None),
    ("cp1250", "<meta charset=windows-1250>", None),
    ("utf-8", "<meta charset=windows-1250>", None),
    ("utf-16", "", None),
    ("cp1252", "", "encoding"),
    ("cp1252", "<meta charset=rot13>", "encoding"),
]


@pytest.mark.parametrize(("encoding", "head", "notice"), ENCODINGS, ids=range(len(ENCODINGS)))
def test_encoding_is_the_one_that_is_stated(put: Put, encoding: str, head: str, notice: str | None) -> None:
    page = f"<html><head>{head}</head><body>{STORY.replace('Ana Ruiz', 'Käthe Müller’s')}</body></html>"
    items = list(read_inputs([put("a.html", page.encode(encoding))]))
    assert [item.kind for item in items if isinstance(item, Notice)] == ([notice] if notice else [])
    (found,) = (item for item in items if isinstance(item, Document))
    assert found.text.startswith("Käthe Müller’s met Ole Dahl")


def test_short_page_without_layout_is_taken_as_a_whole(put: Put) -> None:
    (found,) = documents(put("a.html", "<p>Ana Ruiz met <b>Ole</b> Dahl.</p><p>They talked.</p>"))
    assert found.text == "Ana Ruiz met Ole Dahl.\n\nThey talked.\n"


MENU = '<header><a href="/">The Harbour Post</a><ul class="menu"><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></header>'
REST = "<aside><p>Most read: ten islands to see before you are fifty</p></aside><footer><p>© 2024 The Harbour Post</p></footer>"
SHORT = [
    ("<article><h1>Talks</h1><p>Ana Ruiz met <a href='/dahl'>Ole Dahl</a>.</p><p>They talked.</p></article>", "Talks\n\nAna Ruiz met Ole Dahl.\n\nThey talked.\n"),
    ("<main><div>Ana Ruiz met Ole Dahl.</div><div>They talked.</div></main>", "Ana Ruiz met Ole Dahl.\n\nThey talked.\n"),
    ("<p>Ana Ruiz met Ole Dahl.<br>They talked.", "Ana Ruiz met Ole Dahl.\nThey talked.\n"),
    ("<table><tr><td>Ana Ruiz met <i>Ole</i>'s boss.</td></tr></table>", "Ana Ruiz met Ole's boss.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), SHORT, ids=range(len(SHORT)))
def test_short_article_comes_without_what_is_around_it(put: Put, body: str, text: str) -> None:
    page = f"<html><head><title>Talks</title></head><body>{MENU}{body}{REST}</body></html>"
    (found,) = documents(put("a.html", page))
    assert found.text == text


def test_short_article_of_a_page_that_a_program_fills_is_that_of_its_data(put: Put) -> None:
    body = "Ana Ruiz met Ole Dahl in Bergen on Tuesday, officials said, and both promised to talk again soon about the fish."
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    for shown in ("", MENU, MENU + REST):
        (found,) = documents(put("a.html", f"<html><head>{data}</head><body>{shown}</body></html>"))
        assert found.text == f"{body}\n"


@pytest.mark.parametrize("body", [MENU, MENU + REST, MENU + "<main><h2><a href='/1'>Ruiz meets Dahl</a></h2></main>"])
def test_page_of_links_alone_holds_no_article(put: Put, body: str) -> None:
    for page in (body, f"<html><body>{body}</body></html>"):
        assert errors(put("a.html", page))[0].startswith("a.html: holds no article")


def test_pictures_inside_a_page_do_not_count(put: Put) -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * 2_000_000}">'
    body = "".join(BODY.replace("<h2>", f"{picture}{picture}{picture}<h2>", 1))
    assert documents(put("ruiz.html", HEAD + body)) == [DOCUMENT]


def test_what_a_browser_saved_beside_a_page_is_left_out(put: Put) -> None:
    page = put("saved/ruiz.html", HEAD + BODY)
    put("saved/ruiz_files/advert.html", "<p>Buy Kim Novak's soap.</p>")
    put("saved/other_files/dahl.html", HEAD + BODY)
    assert [document.id for document in documents(page.parent)] == ["dahl", "ruiz"]


HOSTILE = [
    (b"", "a.html: is empty"),
    (b" \n", "a.html: is empty"),
    (b"<html><body></body></html>", "a.html: holds no article"),
    (b"<html><body><script>alert('Ana met Ole.')</script>", "a.html: holds no article"),
    (b"\x00\x01\x02" * 100, "a.html: is no text (it holds NUL bytes)"),
    (b"%PDF-1.7", "a.html: is a PDF file"),
    (b"<" * 1_000_000, "a.html: is a page of more than 120,000 tags"),
    (b"<" * 100_000, "a.html: holds no article"),
    (b"<html><body>" + b"<div>" * 50_000 + b"Ana met Ole.", "a.html: is a page of more than 30,000 elements"),
    (b"<p>Ana.</p><div " + b"a=1 " * 300_000 + b">", "a.html: has an element with more than 500 attributes"),
    (
        b"<p>Ana.</p><div " + b"".join(b"a%d/" % n for n in range(90_000)) + b">",
        "a.html: has an element with more than",
    ),
    (b"<p>" + b"Ana met Ole. " * 1_600_000, "a.html: is a page of more than 20 MB"),
]


@pytest.mark.parametrize(("page", "message"), HOSTILE, ids=range(len(HOSTILE)))
def test_page_that_can_not_be_read_is_said(
    put: Put, page: bytes, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        (error,) = errors(put("a.html", page))
    assert error.startswith(message)


ODD = [
    b"<html><body>" + b"<div>" * 20_000 + b"<p>Ana met Ole.</p>",
    b"<html><body><p>Ana met Ole.</p>" + b"<i><b>" * 10_000,
    b"<html><body><p>Ana met Ole.</p>" + b"<script>" * 100_000,
    b"<html><body><p>Ana &bogus; &#99999999; &#0; &amp met \x00 Ole.</p>" + b" " * 9000 + b"\x00",
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>Ana &b; met Ole.</p>',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>Ana &a; met Ole.</p>',
    b"<html><body><p>Ana met Ole. " + b"x" * 2_000_000 + b"</p>",
    b"<html><body><p>Ana met Ole.</p><!--" + b"-" * 1_000_000,
    b"<html><body><p title='" + b"=' '" * 100_000 + b"'>Ana met Ole.</p>",
]


@pytest.mark.parametrize("page", ODD, ids=range(len(ODD)))
def test_odd_page_gives_its_text_or_one_error(put: Put, page: bytes) -> None:
    path = put("a.html", page)
    texts = [document.text for document in documents(path)]
    assert len(texts) + len(errors(path)) == 1
    assert all("root:" not in text and "aaaaaaaaaaaa" not in text for text in texts)
