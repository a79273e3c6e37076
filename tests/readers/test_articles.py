"""Metadata of articles: dates, and letters that were decoded wrongly."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.model import Document
from graphkit.readers import Notice
from graphkit.readers.articles import day_of_name, read_article
from graphkit.readers.items import Found

NAMES = [
    ("2024-03-05-summit.txt", dt.date(2024, 3, 5)),
    ("20240305_x.html", dt.date(2024, 3, 5)),
    ("harbour_post-2024.03.05.md", dt.date(2024, 3, 5)),
    ("summit 2024_03_05.txt", dt.date(2024, 3, 5)),
    ("2024-03-05T10-00.txt", dt.date(2024, 3, 5)),
    ("news.zip/old/20240305.jsonl", dt.date(2024, 3, 5)),
    ("2024-03-05.json#/articles/3", dt.date(2024, 3, 5)),
    ("2024-03-05/summit.txt", None),
    ("2024-03-05-to-2024-03-06.txt", None),
    ("2024-02-30.txt", None),
    ("2024-03.txt", None),
    ("2024-0305.txt", None),
    ("120240305.txt", None),
    ("202403051.txt", None),
    ("A20240305.txt", None),
    ("summit.txt", None),
    ("-", None),
]


@pytest.mark.parametrize(("name", "day"), NAMES)
def test_day_of_a_file_name(name: str, day: dt.date | None) -> None:
    assert day_of_name(name) == day


DATES = [
    ("2024-03-05", dt.date(2024, 3, 5), None),
    ("20240305", dt.date(2024, 3, 5), None),
    ("2024-03-05T23:30:00-05:00", dt.date(2024, 3, 5), None),
    ("2024/03/05", dt.date(2024, 3, 5), None),
    ("25/03/2024", dt.date(2024, 3, 25), None),
    ("Tue, 05 Mar 2024 10:00:00 GMT", dt.date(2024, 3, 5), None),
    ("5 March 2024", dt.date(2024, 3, 5), None),
    ("2024-05", None, "the date '2024-05' is a month, no day; taken as unknown"),
    ("May 2024", None, "the date 'May 2024' is a month, no day; taken as unknown"),
    ("2024", None, "the date '2024' is a year, no day; taken as unknown"),
    ("05/03/2024", None, "the date '05/03/2024' can't be read (2024-12-20 can); taken as unknown"),
    ("yesterday", None, "the date 'yesterday' can't be read (2024-12-20 can); taken as unknown"),
]


@pytest.mark.parametrize(("words", "day", "said"), DATES)
def test_day_of_publication_is_a_whole_day_or_unknown(words: str, day: dt.date | None, said: str | None) -> None:
    reads = list(read_article("Ana met Ole.", {"date": words}, document_id="x", source="a.txt"))
    documents = [read.item for read in reads if isinstance(read, Found)]
    assert [document.published for document in documents if isinstance(document, Document)] == [day]
    assert [read.reason for read in reads if isinstance(read, Notice)] == ([said] if said else [])


LETTERS = [
    ("Mr MÃ¼ller said â€œnoâ€\x9d in the cafÃ©.", "Mr Müller said “no” in the café."),
    ("SÃ£o Paulo â€“ JoÃ£o", "São Paulo – João"),
    ("“Quote” — ‘naïve’ café, ﬁnd ＡＢ it's L&oacute;pez\r\n x", None),
    ("Đức met Türkiye’s minister in Âland", None),
    ("Зеленський зустрівся", None),
    ("plain 'quotes' and \"these\"", None),
]


@pytest.mark.parametrize(("text", "mended"), LETTERS)
def test_only_wrongly_decoded_letters_are_mended(text: str, mended: str | None) -> None:
    reads = list(read_article(text, {"title": text}, document_id="x", source="a.txt"))
    (document,) = (read.item for read in reads if isinstance(read, Found))
    assert isinstance(document, Document)
    assert (document.text, document.title) == (mended or text, mended or text)
    assert [read.kind for read in reads if isinstance(read, Notice)] == (["mended"] if mended else [])
