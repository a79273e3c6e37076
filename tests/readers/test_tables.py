"""Tables: which column is which, and that a bad row spoils no other."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers import Notice, Reading, read_inputs, unpacking
from graphkit.records import to_record

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

Put = Callable[[str, str | bytes], Path]


def documents(path: Path, **options: Any) -> list[Document]:
    return [item for item in read_inputs([path], reading=Reading(**options)) if isinstance(item, Document)]


def errors(path: Path, **options: Any) -> list[str]:
    items = read_inputs([path], reading=Reading(**options))
    return [str(item).removeprefix(f"{path.parent}/") for item in items if isinstance(item, InputError)]


ARTICLE = Document(
    id="7",
    text="Ana Ruiz met Ole Dahl.\nThey talked.",
    title="Talks, again",
    authors=("Ada Quell", "Bo Marr"),
    publisher="The Harbour Post",
    url="https://harbour.example/7",
    published=dt.date(2024, 3, 5),
    lang="en",
)
ROW = f'"{ARTICLE.text}"'

TABLES = [
    (
        "a.csv",
        f'id,Headline,Body,Publication Date,source,link,language,Byline\n7,"Talks, again",{ROW},2024-03-05,The Harbour Post,https://harbour.example/7,en,By Ada Quell and Bo Marr\n',
    ),
    (
        "b.csv",
        f"guid;title;ARTICLE_TEXT;pubDate;publisher;url;lang;authors\r\n7;Talks, again;{ROW};\"Tue, 05 Mar 2024 10:00:00 GMT\";The Harbour Post;https://harbour.example/7;en;\"['Ada Quell', 'Bo Marr']\"\r\n",
    ),
    (
        "c.tsv",
        f"_id\tid\ttitle\ttext\tdate\tsite_name\turl\tlang\tcreator\nx\t7\tTalks, again\t{ROW}\t20240305\tThe Harbour Post\thttps://harbour.example/7\ten\tAda Quell; Bo Marr\n",
    ),
]


@pytest.mark.parametrize(("name", "content"), TABLES, ids=[name for name, _ in TABLES])
def test_columns_are_known_by_their_usual_names(put: Put, name: str, content: str) -> None:
    assert documents(put(name, content)) == [ARTICLE]
    assert documents(put(name, content.encode("utf-16"))) == [ARTICLE]


def test_line_ends_of_all_kinds_are_one(put: Put) -> None:
    for end in ("\n", "\r\n", "\r"):
        path = put("a.csv", end.join(["id,text", '1,"Ana met Ole.', 'They talked."', "2,Ole left.", ""]))
        assert [document.text for document in documents(path)] == ["Ana met Ole.\nThey talked.", "Ole left."]
    assert [document.id for document in documents(put("b.csv", "id\r\r,text\n"))] == []


def test_columns_are_those_that_the_person_names(put: Put) -> None:
    path = put("a.csv", "text,story,day,when\nshort,Ana met Ole.,2024-03-06,2024-03-05\n")
    (found,) = documents(path, text_column="story", date_column="day")
    assert (found.id, found.text, found.published) == ("a:1", "Ana met Ole.", dt.date(2024, 3, 6))
    assert errors(path, text_column="tale") == [
        "a.csv: has no column 'tale' for the text; its columns are 'text', 'story', 'day', 'when'"
    ]


BROKEN = [
    (
        "name,age\nAna,7\n",
        "a.csv: none of its columns is known to hold the text: 'name', 'age'; name it with --text-col",
    ),
    ("text,date,text\na,b,c\n", "a.csv: has more than one column 'text'"),
    ('text\n"Ana met Ole.\n' + "x\n" * 600, "a.csv:496: is no CSV that can be read: field larger than field limit"),
    ("\n \n", "a.csv: is empty"),
    ("", "a.csv: is empty"),
    (b"\x89PNG\r\n", "a.csv: is a picture"),
    ("text\n" + "x" * 3000, "a.csv:2: is longer than 1000 bytes"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN, ids=range(len(BROKEN)))
def test_table_that_can_not_be_used_is_said(put: Put, content: str | bytes, message: str) -> None:
    before = csv.field_size_limit()
    (error,) = errors(put("a.csv", content), max_bytes=1000)
    assert error.startswith(message)
    assert csv.field_size_limit() == before


def test_bad_row_is_named_by_its_line_and_the_others_go_on(put: Put) -> None:
    path = put("a.csv", 'id,text\n1,"Ana\nmet Ole."\n2,\n\n3,Ole left,for,Bergen\n4,Ole left.\n5\n')
    assert [document.id for document in documents(path)] == ["1", "4"]
    assert errors(path) == [
        "a.csv:4: has an empty text",
        "a.csv:6: has 4 cells, but the table has 2 columns; put quotes around cells with commas",
        "a.csv:8: has an empty text",
    ]
    path = put("b.csv", "id;text\n1;Ana, Ole met.\n2;Ole left;for\n")
    assert [document.id for document in documents(path)] == ["1"]
    assert errors(path)[0].endswith("put quotes around cells with semicolons")


@pytest.mark.parametrize("end", ["", "\n"])
def test_quotation_mark_left_open_swallows_no_rows_in_silence(put: Put, end: str) -> None:
    path = put("a.csv", f'\nid,text\n1,Ana met Ole.\n2,"Ole left.\n3,Ana left.{end}')
    assert [document.id for document in documents(path)] == ["1"]
    assert errors(path) == [
        "a.csv:4: opens a quotation mark that nothing closes, so that all below stands in one cell; close it or take it out"
    ]


def test_line_in_which_a_spreadsheet_says_what_parts_cells(put: Put) -> None:
    path = put("a.csv", "sep=;\nid;text\n1;Ana, who met Ole, left.\n2;\n")
    assert [(document.id, document.text) for document in documents(path)] == [("1", "Ana, who met Ole, left.")]
    assert errors(path) == ["a.csv:4: has an empty text"]
    assert errors(put("b.csv", "sep=,\n")) == ["b.csv: is empty"]


def test_long_cell_and_other_encoding_are_read_and_told_once(put: Put) -> None:
    long = "Ana met Ole. " * 20_000
    path = put("a.csv", f"id,text\n1,{long}\n2,Der Müller ging.\n3,Die Käthe ging.\n".encode("cp1252"))
    assert [document.text for document in documents(path)] == [long, "Der Müller ging.", "Die Käthe ging."]
    (notice,) = (item for item in read_inputs([path]) if isinstance(item, Notice))
    assert str(notice) == f"{path}:3: is not UTF-8; read as Windows-1252"


def test_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    row = {
        "article_id": 7,
        "title": "Talks, again",
        "content": ARTICLE.text,
        "published_at": dt.datetime(2024, 3, 5, 10, tzinfo=dt.UTC),
        "authors": ["Ada Quell", "Bo Marr"],
        "publisher": {"name": "The Harbour Post"},
        "url": ARTICLE.url,
        "lang": "en",
        "vector": [0.5, 0.25],
    }
    empty = row | {"article_id": 8, "content": None}
    later = row | {"article_id": 9, "published_at": None}
    pq.write_table(pa.Table.from_pylist([row, empty, later], schema=pa.Table.from_pylist([row]).schema), path)
    first, last = documents(path)
    assert first == ARTICLE
    assert (last.id, last.published) == ("9", None)
    assert errors(path) == ["a.parquet#row=2: has an empty text"]
    assert documents(path, id_column="url")[0].id == ARTICLE.url


def test_parquet_that_is_broken_or_holds_no_text_is_said(tmp_path: Path, put: Put) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"name": ["Ana"], "age": [7]}), path)
    assert errors(path)[0].startswith("a.parquet: none of its columns is known to hold the text: 'name', 'age'")
    pq.write_table(pa.table({"text": [7]}), path)
    assert errors(path) == ["a.parquet#row=1: column 'text' must hold strings"]
    whole = path.read_bytes()
    for content in (b"", b"PAR1", whole[: len(whole) // 2], whole[:4] + b"\xff" * (len(whole) - 8) + whole[-4:]):
        (error,) = errors(put("b.parquet", content))
        assert error.startswith("b.parquet: is no Parquet that can be read: ")


@pytest.mark.parametrize("cell", ["Ana Ruiz met Ole Dahl.", None])
def test_parquet_of_more_rows_than_its_size_allows_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str | None
) -> None:
    monkeypatch.setattr(unpacking, "LIMITS", unpacking.Limits(free=1 << 20, ratio=2))
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"text": pa.array([cell] * 100_000, pa.string())}), path)
    items = list(read_inputs([path]))
    assert 1000 < len(items) < 50_000
    assert str(items[-1]).startswith(f"{path}: unpacks to over 1 MB, 2 times its size or more")


def test_parquet_of_records_gives_them_and_says_why_there_is_none(tmp_path: Path) -> None:
    extraction = Extraction(document=Document(id="7", text="", title="Talks"))
    table = {
        "id": ["7", "news.jsonl", "9"],
        "record": [json.dumps(to_record(extraction)), None, "{"],
        "error": [None, "news.jsonl:2: is no JSON", None],
    }
    pq.write_table(pa.table(table), tmp_path / "a.parquet")
    items = list(read_inputs([tmp_path / "a.parquet"]))
    assert [item for item in items if isinstance(item, Extraction)] == [extraction]
    (gone, broken) = errors(tmp_path / "a.parquet")
    assert gone == "a.parquet#row=2: holds no record, but says: news.jsonl:2: is no JSON"
    assert broken.startswith("a.parquet#row=3: is no JSON")


def test_lines_that_end_as_on_old_machines(put: Put) -> None:
    rows = ['id,text\r1,"Ana Ruiz met Ole Dahl.\rThey talked."\r2,Dahl slept.\r']
    found = documents(put("a.csv", "".join(rows)))
    assert [(document.id, document.text) for document in found] == [
        ("1", "Ana Ruiz met Ole Dahl.\nThey talked."),
        ("2", "Dahl slept."),
    ]


def test_a_heading_of_great_length_is_no_bug(put: Put) -> None:
    assert "none of its columns" in errors(put("a.csv", "x" * 200_000 + ",y\n1,2\n"))[0]
