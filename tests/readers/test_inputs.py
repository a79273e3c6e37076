"""The stream of inputs: what comes out, in which order, under which ids, and that nothing bad spoils the rest."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers import READERS, Item, Notice, Reading, read_inputs
from graphkit.readers.formats import Reader, read_source
from graphkit.readers.items import Found, Read
from graphkit.readers.source import Source
from graphkit.readers.text import read_text


def lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(*paths: Path | str, **options: Any) -> list[Item]:
    return list(read_inputs(paths, **options))


def ids(items: list[Item]) -> list[str]:
    return [i.id if isinstance(i, Document) else i.document.id for i in items if isinstance(i, Document | Extraction)]


def errors(items: list[Item]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


def notices(items: list[Item]) -> list[str]:
    return [item.kind for item in items if isinstance(item, Notice)]


def test_text_markdown_and_json_lines_in_the_order_given(tmp_path: Path) -> None:
    c = put(tmp_path / "c.txt", "Ann met Bob.\n")
    b = put(tmp_path / "b.MD", "# News\n\nAnn *met* [Bob](https://example.org).\n")
    a = put(tmp_path / "a.jsonl", lines({"id": "x", "text": "Ann met Bob."}, {"text": "Bob left."}))
    items = read(c, b, a)
    assert ids(items) == ["c", "b", "x", "a:2"]
    assert [item.text for item in items if isinstance(item, Document)] == [
        "Ann met Bob.\n", "News\n\nAnn met Bob.\n", "Ann met Bob.", "Bob left.",
    ]  # fmt: skip


def test_folder_is_sorted_and_hidden_and_unknown_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/picture.png", "notes.xyz", "b.txt"):
        put(tmp_path / name, f"This is {name}.")
    items = read(tmp_path, id_from="path")
    assert ids(items) == ["a.txt", "b/a.txt", "b/z.txt", "b.txt"]
    (notice,) = (item for item in items if isinstance(item, Notice))
    assert (notice.kind, notice.count) == ("skipped", 2)
    assert str(notice) == f"{tmp_path}: 2 files left out, whose ending can't be read: .png, .xyz"


def test_globs_are_sorted_and_named_files_come_once(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "deep/three.txt", "table.xyz"):
        put(tmp_path / name, f"This is {name}.")
    assert ids(read(f"{tmp_path}/*.txt")) == ["one", "two"]
    assert ids(read(f"{tmp_path}/**/*.txt", id_from="path")) == ["deep/three.txt", "one.txt", "two.txt"]
    assert ids(read(tmp_path / "two.txt", tmp_path, f"{tmp_path}/o*")) == ["two", "three", "one"]
    literal = put(tmp_path / "odd[1].txt", "An odd name.")
    assert ids(read(literal)) == ["odd[1]"]


def test_what_the_last_run_wrote_is_left_out_of_a_folder(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Ann met Bob.")
    out = put(tmp_path / "out" / "extractions.jsonl", lines({"id": "a", "entities": [], "events": []}))
    assert ids(read(tmp_path, exclude=[out.parent])) == ["a"]
    assert ids(read(tmp_path, exclude=[out])) == ["a"]
    assert ids(read(out, exclude=[out])) == ["a"]


BAD_PATHS = [
    ("nothing.txt", None, "nothing.txt: does not exist"),
    ("table.xyz", "a,b", "table.xyz: has the ending .xyz, which can't be read; the known ones are .txt .md "),
    ("plain", "text", "plain: has no ending that tells its format; the known ones are .txt .md "),
    ("empty.txt", "", "empty.txt: is empty"),
    ("blank.txt", " \n\t\n", "blank.txt: is empty"),
    ("empty.jsonl", "\n\n", "empty.jsonl: is empty"),
    ("empty.md", "---\ntitle: x\n---\n", "empty.md: has no running text"),
    ("pdf.txt", b"%PDF-1.7\n%\xe2\xe3", "pdf.txt: is a PDF file"),
    ("zip.txt", b"PK\x03\x04abc", "zip.txt: is a zip archive"),
    ("zip.jsonl", b"\x1f\x8b\x08abc", "zip.jsonl: is a gzip file"),
    ("nul.md", b"abc\x00def", "nul.md: is no text (it holds NUL bytes)"),
    ("broken.txt", b"\xef\xbb\xbfabc\xff", "broken.txt: begins as utf-8-sig but does not go on so"),
    ("none*.txt", None, "none*.txt: matches no file; check the spelling"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_PATHS)
def test_bad_file_is_named_and_the_others_go_on(
    tmp_path: Path, name: str, content: str | bytes | None, message: str
) -> None:
    first, last = put(tmp_path / "1.txt", "First."), put(tmp_path / "2.txt", "Last.")
    if content is not None:
        put(tmp_path / name, content)
    items = read(first, tmp_path / name, last)
    assert ids(items) == ["1", "2"]
    assert len(errors(items)) == 1
    assert errors(items)[0].startswith(f"{tmp_path}/{message}")


def test_folder_without_news_is_an_error(tmp_path: Path) -> None:
    put(tmp_path / "a.xyz", "a,b")
    (message,) = errors(read(tmp_path))
    assert message.startswith(f"{tmp_path}: holds no file with a known ending; the known ones are .txt .md ")


BAD_LINES = [
    ("{", "is no JSON: Expecting property name"),
    ("[1]", "is no JSON object"),
    ('"text"', "is no JSON object"),
    ("[" * 100_000, "is no JSON that can be read"),
    ({"id": "x"}, "has no key 'text'"),
    ({"id": "x", "entities": []}, "has no key 'text'"),
    ({"text": None}, "key 'text' must be a string"),
    ({"text": 3}, "key 'text' must be a string"),
    ({"text": " \n"}, "has an empty text"),
    ({"text": "\ud83d x"}, "key 'text' holds half a surrogate pair"),
    ({"id": 0.5, "text": "A."}, "key 'id' must be a string or null"),
    ({"id": True, "text": "A."}, "key 'id' must be a string or null"),
    ({"text": "A.", "title": ["x"]}, "key 'title' must be a string or null"),
    ({"text": "A.", "date": 2024}, "key 'date' must be a string or null"),
    ({"text": "A.", "date": [2024]}, "key 'date' must be a string or null"),
    ({"id": "x", "entities": {}, "events": []}, "key 'entities' must be a list"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_bad_line_is_named_with_its_number_and_the_others_go_on(tmp_path: Path, line: object, message: str) -> None:
    path = put(tmp_path / "a.jsonl", "\n" + lines({"id": "1", "text": "A."}, line, {"id": "2", "text": "B."}))
    items = read(path)
    assert ids(items) == ["1", "2"]
    assert len(errors(items)) == 1
    assert errors(items)[0].startswith(f"{path}:3: {message}")


def test_metadata_of_an_article(tmp_path: Path) -> None:
    record = {
        "id": " x ", "text": "A.", "title": "T", "url": "https://example.org", "publisher": "P",
        "date": "2024-12-20T16:00:00Z", "lang": "en", "author": {"ignored": True},
    }  # fmt: skip
    (item,) = read(put(tmp_path / "a.jsonl", lines(record)))
    assert item == Document(
        id="x",
        text="A.",
        title="T",
        url="https://example.org",
        publisher="P",
        published=dt.date(2024, 12, 20),
        lang="en",
    )


def test_of_one_text_twice_that_with_authors_is_taken(tmp_path: Path) -> None:
    records = [{"id": "a", "text": "A."}, {"id": "a", "text": "A.", "author": "Ada Quell"}]
    items = read(put(tmp_path / "a.jsonl", lines(*records)))
    assert [item.authors for item in items if isinstance(item, Document)] == [("Ada Quell",)]


def test_publication_date_is_the_metadata_then_the_texts_and_never_the_files(tmp_path: Path) -> None:
    dated = "Friday, December 20, 2024\n\nAnn met Bob."
    records = [
        {"id": "metadata", "text": dated, "date": "2024-12-24"},
        {"id": "text", "text": dated, "date": None},
        {"id": "none", "text": "Ann met Bob."},
        {"id": "words", "text": "Ann met Bob.", "date": "Dec 3, 2024"},
        {"id": "broken", "text": "Ann met Bob.", "date": "soon"},
    ]
    items = read(put(tmp_path / "a.jsonl", lines(*records)))
    found = {item.id: item.published for item in items if isinstance(item, Document)}
    assert found == {
        "metadata": dt.date(2024, 12, 24),
        "text": dt.date(2024, 12, 20),
        "none": None,
        "words": dt.date(2024, 12, 3),
        "broken": None,
    }
    assert notices(items) == ["date"]


def test_day_in_the_files_name_comes_after_the_texts(tmp_path: Path) -> None:
    put(tmp_path / "2024-03-05-a.txt", "Ann met Bob.")
    put(tmp_path / "2024-03-05-b.txt", "Friday, December 20, 2024\n\nAnn met Bob.")
    put(tmp_path / "2024-03-05-c.md", "---\ndate: 2024-12-24\n---\nAnn met Bob.")
    items = [*read(tmp_path), *read_inputs([Document(id="2024-03-05-d", text="Ann met Bob.")])]
    found = {item.id[-1]: item.published for item in items if isinstance(item, Document)}
    assert found == {"a": dt.date(2024, 3, 5), "b": dt.date(2024, 12, 20), "c": dt.date(2024, 12, 24), "d": None}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("id", 3, "its id must be a string, not 3"),
        ("id", "a\ud800", "its id holds half a surrogate pair"),
        ("text", None, "its text must be a string, not None"),
        ("text", "Ann met \udc80.", "its text holds half a surrogate pair"),
        ("title", 5, "its title must be a string, not 5"),
        ("title", "\udc80", "its title holds half a surrogate pair"),
        ("authors", "Ann Bee", "its authors must be a tuple of strings, not 'Ann Bee'"),
        ("authors", ("Ann\udc80",), "one of its authors holds half a surrogate pair"),
        ("published", "2024-03-05", "its published must be a datetime.date, not '2024-03-05'"),
    ],
)
def test_document_made_wrongly_by_hand_is_named_and_the_others_go_on(field: str, value: Any, message: str) -> None:
    wrong = replace(Document(id="a", text="Ann met Bob."), **{field: value})
    right = Document(id="b", text="Bob met Ann.")
    problem, item = read_inputs([wrong, right])
    assert isinstance(problem, InputError)
    assert message in str(problem)
    assert item == right


def test_document_made_by_hand_may_have_a_time_and_a_list() -> None:
    made: Any = {"published": dt.datetime(2024, 3, 5, 18, 30, tzinfo=dt.UTC), "authors": ["Ann Bee"]}
    (item,) = read_inputs([Document(id="a", text="Ann met Bob.", **made)])
    assert item == Document(id="a", text="Ann met Bob.", published=dt.date(2024, 3, 5), authors=("Ann Bee",))


def test_one_id_with_one_text_is_one_document_whatever_the_order(tmp_path: Path) -> None:
    bare = {"id": "x", "text": "Ann met Bob."}
    rich = bare | {"title": "T", "date": "2024-12-20"}
    for order in ([bare, rich, bare], [rich, bare, bare], [bare, bare, rich]):
        items = read(put(tmp_path / "a.jsonl", lines(*order)))
        documents = [item for item in items if isinstance(item, Document)]
        assert documents == [Document(id="x", text="Ann met Bob.", title="T", published=dt.date(2024, 12, 20))]
        assert notices(items) == ["duplicate", "duplicate"]


def test_one_id_with_two_texts_is_taken_from_neither(tmp_path: Path) -> None:
    first = put(tmp_path / "one" / "x.txt", "Ann met Bob.")
    second = put(tmp_path / "two" / "x.txt", "Ann left Bob.")
    third = put(tmp_path / "b.jsonl", lines({"id": "y", "text": "C."}, {"id": "x", "text": "Ann met Bob."}))
    items = read(first, second, third)
    assert ids(items) == ["y"]
    (message,) = errors(items)
    assert "'x' stands for 2 different texts" in message
    assert all(place in message for place in (str(first), str(second), f"{third}:2"))
    assert ids(read(first, second, id_from="path")) == [first.as_posix(), second.as_posix()]


def test_records_stand_beside_articles_but_not_for_the_same_id(tmp_path: Path) -> None:
    record = {"id": "r", "entities": [], "events": []}
    path = put(tmp_path / "a.jsonl", lines(record, record, {"id": "t", "text": "A."}))
    items = read(path)
    assert [type(item).__name__ for item in items] == ["Extraction", "Notice", "Document"]
    items = read(put(tmp_path / "a.jsonl", lines(record, {"id": "r", "text": "A."})))
    assert ids(items) == []
    assert len(errors(items)) == 1


def test_line_ends_and_marks_are_read_as_python_reads_them(tmp_path: Path) -> None:
    texts = {"crlf": b"a\r\n\r\nb\rc\n", "bom": b"\xef\xbb\xbfa\n\nb\nc\n", "utf16": "a\n\nb\nc\n".encode("utf-16")}
    for name, data in texts.items():
        (item,) = read(put(tmp_path / f"{name}.txt", data))
        assert isinstance(item, Document)
        assert item.text == "a\n\nb\nc\n"
    (item,) = read(put(tmp_path / "a.jsonl", lines({"id": "x", "text": "a\r\nb\u2028c"}).encode("utf-16")))
    assert isinstance(item, Document)
    assert item.text == "a\r\nb\u2028c"


def test_other_encodings_are_read_with_a_notice(tmp_path: Path) -> None:
    western = put(tmp_path / "a.txt", "Mr Müller’s café".encode("cp1252"))
    line = put(
        tmp_path / "b.jsonl", b'{"id": "p", "text": "plain"}\n' + '{"id": "q", "text": "Peña"}\n'.encode("cp1252")
    )
    items = read(western, line)
    assert [item.text for item in items if isinstance(item, Document)] == ["Mr Müller’s café", "plain", "Peña"]
    assert [str(item) for item in items if isinstance(item, Notice)] == [
        f"{western}: is not UTF-8; read as Windows-1252",
        f"{line}:2: is not UTF-8; read as Windows-1252",
    ]
    russian = "Президент Украины встретился с министром обороны в Киеве во вторник, сообщили в пресс-службе."
    items = read(put(tmp_path / "c.txt", russian.encode("cp1251")))
    assert isinstance(items[1], Document)
    assert items[1].text == russian


def test_unreadable_file_and_folder_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut, fine = put(tmp_path / "a.txt", "A."), put(tmp_path / "b.txt", "B.")
    real = Path.open

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self == shut:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    items = read(shut, fine)
    assert ids(items) == ["b"]
    assert errors(items) == [f"{shut}: can't be read: Permission denied"]

    def shut_folder(top: Path, *, onerror: Any) -> Any:
        onerror(PermissionError(13, "Permission denied", str(top)))
        return iter(())

    monkeypatch.setattr("graphkit.readers.sources.os.walk", shut_folder)
    assert f"{tmp_path}: can't be looked through: Permission denied" in errors(read(tmp_path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    given(b"Ann met Bob.")
    assert ids(read("-")) == ["stdin"]
    given(lines({"id": "a", "text": "A."}, {"text": "B."}, "{").encode())
    items = read("-", stdin_format="jsonl")
    assert ids(items) == ["a", "stdin:2"]
    assert errors(items)[0].startswith("-:3: is no JSON")
    given(b"")
    assert errors(read("-")) == ["-: is empty"]
    monkeypatch.setattr("sys.stdin", None)
    assert errors(read("-")) == ["-: standard input is closed"]


def test_named_pipe_is_read_once_and_used_twice(tmp_path: Path) -> None:
    pipe = tmp_path / "63"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Ann met Bob.",))
    writer.start()
    items = read(pipe)
    writer.join()
    assert [item.text for item in items if isinstance(item, Document)] == ["Ann met Bob."]


def test_file_that_changes_meanwhile_is_an_error(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Ann met Bob.")
    other = put(tmp_path / "b.txt", "Unchanged.")
    stream = read_inputs([other, path])
    next(stream)
    path.write_text("Ann left.", encoding="utf-8")
    assert errors(list(stream)) == [f"{path}: changed while it was being read; run again"]


def test_odd_things_in_a_folder_neither_hold_it_up_nor_stop_it(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Ann met Bob.")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone")
    os.mkfifo(tmp_path / "pipe.txt")  # nobody will ever write to it
    items = read(tmp_path)
    assert ids(items) == ["a"]
    assert [Path(error.split(":")[0]).name for error in errors(items)] == ["loop.txt", "nowhere.txt"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"id": 1, "text": "Ann met Bob."}\n', ["format"]),
        ('{"Never again," Ann told Bob.\n', []),
        ('{"a":' * 50_000, []),
        ("Ann met Bob.\n", []),
    ],
    ids=["object", "prose", "nested", "text"],
)
def test_json_lines_that_are_read_as_text_are_told_so(text: str, told: list[str], tmp_path: Path) -> None:
    items = read(put(tmp_path / "x.txt", text))
    assert notices(items) == told
    assert [item.text for item in items if isinstance(item, Document)] == [text]


@pytest.mark.parametrize("count", [1, 2])
def test_links_that_lead_outside_a_folder_are_told_and_not_followed(tmp_path: Path, count: int) -> None:
    for number in range(count):
        put(tmp_path / "private" / f"{number}.txt", f"Ann met Bob {number}.")
    put(tmp_path / "news" / "inside" / "a.txt", "Ann met Carl.")
    (tmp_path / "news" / "b.txt").symlink_to("inside/a.txt")
    links = [tmp_path / "news" / f"link{number}.txt" for number in range(count)]
    for number, link in enumerate(links):
        link.symlink_to(tmp_path / "private" / f"{number}.txt")
    items = read(tmp_path / "news")
    assert [item.text for item in items if isinstance(item, Document)] == ["Ann met Carl."]
    (told,) = [item for item in items if isinstance(item, Notice)]
    assert (told.kind, told.count) == ("link", count)
    assert "link0.txt" in told.reason
    assert "outside" in told.reason
    assert ids(read(*links)) == [link.stem for link in links]


def test_file_name_that_is_no_utf_8_is_written_out(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Ann met Bob.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).touch()
    items = read(tmp_path)
    assert ids(items) == ["caf\\xe8", "caf\\xe9"]
    assert errors(items) == [f"{tmp_path}/\\xff.txt: is empty"]


def test_path_that_may_not_be_looked_at_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt", "Ann met Bob.")
    real = os.stat

    def refuse(path: Any, **options: Any) -> os.stat_result:
        if "locked" in os.fspath(path):
            raise PermissionError(13, "Permission denied", path)
        return real(path, **options)

    monkeypatch.setattr("pathlib.os.stat", refuse)
    items = read(tmp_path / "locked" / "b.txt", str(tmp_path / "locked" / "*.txt"), tmp_path / "a.txt")
    assert ids(items) == ["a"]
    refused, unmatched = errors(items)
    assert refused.endswith("b.txt: can't be read: Permission denied")
    assert "matches no file" in unmatched


def test_dear_formats_are_taken_apart_once_and_keep_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def read_lines(source: Source) -> Iterator[Read]:
        opened.append(source.document_id)
        for number, line in enumerate(source.whole().decode().splitlines(), start=1):
            if line == "stop":
                raise InputError("is broken off", source=source.name, line=number)
            yield Found(item=Document(id=line, text=f"This is {line}."), source=source.name, line=number)

    monkeypatch.setitem(READERS, ".dear", Reader(read=read_lines, dear=True))
    put(tmp_path / "1.dear", "a\nb\nstop\nc\n")
    put(tmp_path / "2.txt", "Ann met Bob.")
    put(tmp_path / "3.dear", "d\na\n" + "".join(f"x{number}\n" for number in range(2000)))
    items = read(tmp_path)
    assert ids(items) == ["a", "b", "2", "d", *(f"x{number}" for number in range(2000))]
    assert errors(items) == [f"{tmp_path}/1.dear:3: is broken off"]
    assert notices(items) == ["duplicate"]
    assert opened == ["1", "3"]


def test_errors_are_kept_where_another_library_pickles_their_causes_too(tmp_path: Path) -> None:
    feed = put(tmp_path / "a.rss", "<!DOCTYPE a [<!ENTITY b 'c'>]><rss><channel><item>&b;</item></channel></rss>")
    script = (
        "import sys, graphkit.errors; from tblib import pickling_support\n"
        "pickling_support.install()\n"  # of all errors that are known by now, as importing Dask's distributed does
        "from graphkit.readers import read_inputs; print(*read_inputs([sys.argv[1]]))"
    )
    done = subprocess.run([sys.executable, "-c", script, feed], capture_output=True, text=True, check=False)
    assert done.stdout.startswith(f"{feed}: "), done.stderr


def test_format_whose_library_is_missing_says_so_for_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(read=read_text, modules=("json", "no_such_module_at_all"), extra="paper")
    monkeypatch.setitem(READERS, ".paper", reader)
    paper, text = put(tmp_path / "a.paper", "Ann met Bob."), put(tmp_path / "b.txt", "Ann met Bob.")
    items = read(paper, text)
    assert ids(items) == ["b"]
    assert errors(items) == [
        f"{paper}: needs the extra 'paper'; pip install 'graphkit-news[paper]', or in a checkout '.[paper]'"
    ]


def test_no_more_than_the_limit_is_read_whole(tmp_path: Path) -> None:
    small, large = put(tmp_path / "small.txt", "Ann met Bob."), put(tmp_path / "large.txt", "Ann met Bob. " * 4)
    lines_ = put(tmp_path / "a.jsonl", lines({"id": "x", "text": "A."}) * 3 + lines({"id": "y", "text": "A." * 40}))
    items = read(small, large, lines_, reading=Reading(max_bytes=50))
    assert ids(items) == ["small", "x"]
    assert errors(items) == [
        f"{large}: is larger than 50 bytes, and its format is read whole; split it, or raise --max-megabytes",
        f"{lines_}:4: is longer than 50 bytes; split the file, or raise --max-megabytes",
    ]


def test_what_is_inside_a_source_is_read_as_a_file_of_that_name() -> None:
    bundle = Source(name="news.zip", ending=".zip", document_id="news")
    member = bundle.member("march/a.jsonl", lambda: nullcontext(io.BytesIO(lines({"text": "A."}).encode())))
    (found,) = read_source(member)
    assert isinstance(found, Found)
    assert isinstance(found.item, Document)
    assert (found.place, found.item.id) == ("news.zip/march/a.jsonl:1", "a:1")
    by_path = Source(name="in/news.zip", ending=".zip", document_id="news.zip", id_from="path")
    assert by_path.member("march/a.txt", lambda: nullcontext(io.BytesIO())).document_id == "news.zip/march/a.txt"
    (error,) = read_source(bundle.member("a.exe", lambda: nullcontext(io.BytesIO())))
    assert str(error).startswith("news.zip/a.exe: has the ending .exe, which can't be read; the known ones are .txt ")
