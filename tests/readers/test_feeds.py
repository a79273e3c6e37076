"""Feeds: one document an item, of whatever kind the feed is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, Notice, read_inputs

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Quennell Gazette</title><link>https://example.org/</link>
<item><media:title>A picture</media:title><title>Talks &amp;amp; tides</title><link>https://example.org/a</link>
<guid isPermaLink="false">g-1</guid><pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Orla met <b>Tam</b> &mdash; again.</p><p>Bye.</p>]]></content:encoded>
</item>
<item><title>Only a title</title><guid>https://example.org/b</guid><source url="https://example.net/f">Elsewhere</source></item>
<item><description></description></item>
<item><description>No&nbsp;id. &lt;p&gt;Tam left.&lt;/p&gt;</description><pubDate>one day</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><id>urn:1</id><title type="html">Talks &lt;i&gt;on&lt;/i&gt;</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/a"/><published>2024-03-05T23:30:00Z</published><updated>2024-03-07T00:00:00Z</updated>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Orla met Tam.</p><p>Bye.</p></div>
</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Gazette</title></channel>
<item rdf:about="https://example.org/a"><title>Talks</title><link>https://example.org/a</link>
<description>Orla met Tam.</description><dc:date>2024-03-05T08:00:00+00:00</dc:date></item></rdf:RDF>"""


def read(path: Path, text: str | bytes) -> list[Item]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_inputs([path]))


def row(item: Item) -> tuple[str | None, ...]:
    assert isinstance(item, Document), item
    published = str(item.published) if item.published else None
    return item.id, item.title, item.text, item.url, item.publisher, published


def test_rss_with_full_text_title_alone_and_nothing(tmp_path: Path) -> None:
    first, second, third, notice, fourth = read(tmp_path / "feed.xml", RSS)
    assert row(first) == (
        "g-1", "Talks & tides", "Orla met Tam — again.\n\nBye.\n", "https://example.org/a", "The Quennell Gazette", "2024-03-05",
    )  # fmt: skip
    assert row(second)[:5] == (
        "https://example.org/b", "Only a title", "Only a title", "https://example.org/b", "Elsewhere",
    )  # fmt: skip
    assert isinstance(third, InputError)
    assert "item 3 has neither text nor title" in str(third)
    assert "'one day' can't be read" in str(notice)
    assert row(fourth)[:3] == (
        "feed:4",
        None,
        "No\N{NO-BREAK SPACE}id.\n\nTam left.\n".replace("\N{NO-BREAK SPACE}", " "),
    )


def test_atom(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "feed.atom", ATOM)
    assert row(item) == (
        "urn:1",
        "Talks on",
        "Orla met Tam.\n\nBye.\n",
        "https://example.org/a",
        "Gazette",
        "2024-03-05",
    )


def test_rss_1_in_another_encoding(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + RDF.replace("Orla", "Orlá")
    (item,) = read(tmp_path / "feed.rss", text.encode("iso-8859-1"))
    url = "https://example.org/a"
    assert row(item) == (url, "Talks", "Orlá met Tam.\n", url, "Old Gazette", "2024-03-05")


SLOPPY = [
    ("\n \n" + RSS, "Orla met Tam — again.", 3, []),
    (RSS.replace("Tam</b>", "Tam & Q&A; R&D&nbsp;&amp;&#33;</b>"), "Orla met Tam & Q&A; R&D &! — again.", 3, []),
    (RSS.replace("Talks &amp;amp;", "R&D, a & b;"), "Orla met Tam — again.", 3, []),
    (RSS.replace("again", "\x0bag\x1bain\x01"), "Orla met Tam — again.", 3, []),
    (RSS.replace("Orla", "Orlá").encode("cp1252"), "Orlá met Tam — again.", 3, ["encoding"]),
    (RDF.replace("Orla", "“Orlá”").encode("cp1252"), "“Orlá” met Tam.", 1, ["encoding"]),
    (RSS.replace('"utf-8"', '"utf-16"').replace("Orla", "Orlá").encode("utf-16"), "Orlá met Tam — again.", 3, []),
]


@pytest.mark.parametrize(("data", "text", "count", "told"), SLOPPY, ids=range(len(SLOPPY)))
def test_feeds_that_are_nearly_xml_are_read(
    tmp_path: Path, data: str | bytes, text: str, count: int, told: list[str]
) -> None:
    items = read(tmp_path / "feed.rss", data)
    texts = [item.text for item in items if isinstance(item, Document)]
    assert (texts[0].split("\n")[0], len(texts)) == (text, count)
    assert [item.kind for item in items if isinstance(item, Notice) and item.kind != "date"] == told


def test_an_error_tells_the_line_of_the_file(tmp_path: Path) -> None:
    (error,) = read(tmp_path / "feed.rss", '\n<?xml version="1.0"?>\n<rss>\n<channel></rss>\n')
    assert str(error).startswith(f"{tmp_path / 'feed.rss'}:4: is a feed that is not well-formed XML")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BROKEN = {
    "empty": ("", "is empty"),
    "one byte": ("<", "not well-formed XML"),
    "cut off": (RSS[:-30], "not well-formed XML"),
    "a picture": (b"\x89PNG\r\n", "is a picture"),
    "other XML": ("<sitemap/>", "its root is <sitemap>"),
    "no item": ("<rss><channel/></rss>", "without items"),
    "billion laughs": (f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss>&l9;</rss>', "entities"),
    "sections without end": ("<rss>" + "<![CDATA[&nbsp;" * 200_000, "not well-formed XML"),
    "external entity": ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "entities"),
    "external parameter": ('<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><rss/>', "entities"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_feeds_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    text, reason = BROKEN[name]
    (item,) = read(tmp_path / "feed.rss", text)
    assert isinstance(item, InputError)
    assert reason in str(item)


def test_an_item_nested_without_end_does_not_stop_the_others(tmp_path: Path) -> None:
    deep = '<content xmlns="http://www.w3.org/2005/Atom">' + "<b>" * 20_000 + "x" + "</b>" * 20_000 + "</content>"
    items = read(
        tmp_path / "feed.rss", f"<rss><channel><item>{deep}</item><item><title>Talks</title></item></channel></rss>"
    )
    assert [type(item) for item in items] == [InputError, Document]


AUTHORS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Gazette</title><managingEditor>chief@gazette.example (Una Chief)</managingEditor>
<item><title>One</title><author>ada@gazette.example (Ada Quell)</author></item>
<item><title>Two</title><author>desk@gazette.example</author><dc:creator>Ada Quell</dc:creator><dc:creator>Bo Marr</dc:creator>
<media:author>Cy Dunn</media:author></item>
<item><title>Three</title><author>desk@gazette.example</author></item></channel></rss>"""
ATOM_AUTHORS = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><author><name>Una Desk</name></author>
<entry><id>urn:1</id><title>One</title><author><name>Ada Quell</name><email>ada@gazette.example</email></author>
<author><name>Bo Marr</name></author></entry><entry><id>urn:2</id><title>Two</title></entry></feed>"""


def test_authors_are_the_item_s_own_and_else_an_atom_feed_s(tmp_path: Path) -> None:
    def authors(text: str) -> list[tuple[str, ...]]:
        return [item.authors for item in read(tmp_path / "feed.xml", text) if isinstance(item, Document)]

    assert authors(AUTHORS) == [("Ada Quell",), ("Ada Quell", "Bo Marr"), ()]
    assert authors(ATOM_AUTHORS) == [("Ada Quell", "Bo Marr"), ("Una Desk",)]
