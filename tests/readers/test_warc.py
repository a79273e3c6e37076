"""Web archives: one document a page, whatever it was packed in, and no page stops the others."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, Notice, read_inputs

ARTICLE = (
    "<html><head><title>{0}</title></head><body><nav><a href='/'>Start</a></nav><article><h1>{0}</h1>"
    "<p>Orla Quennell, the minister of harbours, met the delegation of Verdania in the town hall on Monday.</p>"
    "<p>Both sides called the talks cordial and said that they would speak again in the spring of next year.</p>"
    "</article></body></html>"
)
SENTENCE = "Orla Quennell, the minister of harbours, met the delegation of Verdania in the town hall on Monday."


class Archive:
    """A web archive in the making."""

    def __init__(self, *, pack: Callable[[bytes], bytes] = bytes) -> None:
        self.pack = pack
        self.data = b""

    def add(
        self,
        url: str,
        body: bytes | str = ARTICLE.format("Harbour talks"),
        *,
        media: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        kind: str = "response",
        date: str = "2024-03-07T10:10:10Z",
        **headers: str,
    ) -> Archive:
        block = body if isinstance(body, bytes) else body.encode()
        if kind == "response":
            lines = {"Content-Type": media, **{name.replace("_", "-"): value for name, value in headers.items()}}
            block = f"HTTP/1.1 {status}\r\n{head(lines)}".encode() + block
            media = "application/http; msgtype=response"
        named = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": date, "Content-Type": media}
        record = f"WARC/1.0\r\n{head({**named, 'Content-Length': str(len(block))})}".encode() + block + b"\r\n\r\n"
        self.data += self.pack(record)
        return self


def head(lines: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"


def read(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    return list(read_inputs([path]))


def documents(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def errors(items: list[Item]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


@pytest.mark.parametrize(("pack", "name"), [(bytes, "a.warc"), (gzip.compress, "a.warc.gz")])
def test_pages_are_documents_with_their_address(tmp_path: Path, pack: Callable[[bytes], bytes], name: str) -> None:
    archive = Archive(pack=pack)
    archive.add("https://example.org/a").add(
        "https://example.org/a", ARTICLE.format("Later"), date="2024-03-09T00:00:00Z"
    )
    first, second = read(tmp_path / name, archive.data)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, second.id) == (
        "https://example.org/a@2024-03-07T10:10:10Z",
        "https://example.org/a@2024-03-09T00:00:00Z",
    )
    assert first.url == second.url == "https://example.org/a"
    assert (first.title, second.title) == ("Harbour talks", "Later")
    assert SENTENCE in first.text
    assert "Start" not in first.text
    assert first.published is None


def test_only_pages_that_were_fetched_well_count(tmp_path: Path) -> None:
    archive = Archive().add("https://example.org/a")
    archive.add("https://example.org/gone", status="404 Not Found").add(
        "https://example.org/x.png", b"\x89PNG", media="image/png"
    )
    archive.add("https://example.org/robots.txt", "User-agent: *", media="text/plain").add(
        "https://example.org/q", kind="request"
    )
    assert len(read(tmp_path / "a.warc", archive.data)) == 1


def test_pages_without_an_article_are_counted(tmp_path: Path) -> None:
    archive = (
        Archive()
        .add("https://example.org/", "<html><body></body></html>")
        .add("https://example.org/l", "<p><a>Ten islands</a></p>")
    )
    items = read(tmp_path / "a.warc", archive.add("https://example.org/a").data)
    assert len(documents(items)) == 1
    assert [(item.kind, item.count) for item in items if isinstance(item, Notice)] == [("bare", 2)]


def test_transfer_and_content_encodings_are_undone(tmp_path: Path) -> None:
    page = ARTICLE.format("Harbour talks").encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    archive = Archive()
    archive.add("https://example.org/g", gzip.compress(page), Content_Encoding="gzip")
    archive.add("https://example.org/b", brotli.compress(page), Content_Encoding="br")
    archive.add("https://example.org/c", chunked, Transfer_Encoding="chunked")
    archive.add("https://example.org/x", page, Content_Encoding="x-none")
    items = read(tmp_path / "a.warc", archive.data)
    assert [SENTENCE in item.text for item in documents(items)] == [True] * 3
    assert [error.partition("a.warc/")[2] for error in errors(items)] == [
        "https://example.org/x: is packed as 'x-none', which can't be undone"
    ]


def test_the_encoding_that_the_server_named(tmp_path: Path) -> None:
    archive = Archive().add(
        "https://example.org/a", ARTICLE.format("Zażółć").encode("iso-8859-2"), media="text/html; charset=ISO-8859-2"
    )
    (item,) = read(tmp_path / "a.warc", archive.data)
    assert isinstance(item, Document)
    assert item.title == "Zażółć"


def test_resources_and_conversions_to_text(tmp_path: Path) -> None:
    archive = Archive().add("https://example.org/a", kind="resource", media="text/html")
    archive.add("https://example.org/b", SENTENCE, kind="conversion", media="text/plain")
    items = read(tmp_path / "a.warc.wet.gz", gzip.compress(archive.data))
    assert [item.url for item in documents(items)] == ["https://example.org/a", "https://example.org/b"]


def test_a_broken_page_does_not_stop_the_others(tmp_path: Path) -> None:
    archive = Archive().add("https://example.org/a.pdf", b"%PDF-", media="application/pdf")
    archive.add("https://example.org/nul", b"\x00\x01" * 99).add("https://example.org/a")
    items = read(tmp_path / "a.warc", archive.data)
    assert (len(documents(items)), len(errors(items))) == (1, 2)


WHOLE = Archive().add("https://example.org/a").add("https://example.org/b").data
LONG = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"x" * (5 << 20)
BROKEN = {
    "empty.warc": (b"", "is a web archive without pages"),
    "byte.warc": (b"x", "is a web archive without pages"),
    "text.warc": (b"Orla met Tam.\n", "can't be read as a web archive"),
    "packed.warc": (gzip.compress(WHOLE), "let its name end in .warc.gz"),
    "long.warc": (LONG, "has no end of its header"),
    "cut.warc": (WHOLE[:-300], "is cut off or damaged in the middle of a record"),
    "cut.warc.gz": (gzip.compress(WHOLE)[:-30], "can't be read as a gzip file"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_archives_are_errors_that_say_so(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    data, reason = BROKEN[name]
    items = read(tmp_path / name, data)
    assert len(errors(items)) == 1
    assert reason in errors(items)[0]
    assert capfd.readouterr() == ("", "")


def test_a_page_that_unpacks_to_more_than_may_be_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" * (40 << 20))
    items = read(tmp_path / "a.warc", Archive().add("https://example.org/a", bomb, Content_Encoding="gzip").data)
    assert "is larger than 100 MB" in errors(items)[0]
