"""E-books: one document a chapter."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, read_inputs, unpacking

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Quennell Gazette</dc:title>'
    "<dc:publisher>Gazette House</dc:publisher><dc:date>2024-03-05</dc:date><dc:language>en</dc:language>"
    '<dc:creator>Ada Quell</dc:creator><dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="aut">Marr, Bo'
    '</dc:creator><dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="ill">Cy Dunn</dc:creator></metadata>'
)
LOCKED = '<encryption><CipherReference URI="OEBPS/{}"/></encryption>'


def book(chapters: dict[str, str], *, metadata: str = METADATA, items: str = "", refs: str = "", **more: str) -> bytes:
    listed = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in chapters) + items
    order = "".join(f'<itemref idref="{name}"/>' for name in chapters) + refs
    opf = (
        f'<package xmlns="http://www.idpf.org/2007/opf">{metadata}<manifest>{listed}</manifest>'
        f"<spine>{order}</spine></package>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/book.opf", opf)
        for name, text in {**{f"OEBPS/{name}": text for name, text in chapters.items()}, **more}.items():
            archive.writestr(name, text)
    return file.getvalue()


def page(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><html><head><title/><script src="a"/></head><body>{body}</body></html>'
    )


def read(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    return list(read_inputs([path]))


def documents(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def test_each_chapter_is_a_document_with_the_book_s_metadata(tmp_path: Path) -> None:
    chapters = {
        "cover.xhtml": page('<img src="cover.jpg"/>'),
        "one.xhtml": page("<h1>Harbour  <em>talks</em></h1><p>Orla&nbsp;met Tam.<br/>They\nspoke.</p>"),
        "two.xhtml": page('<div class="calibre_navbar">| Next |</div><p>Tam left.</p>'),
    }
    items = read(tmp_path / "gazette.epub", book(chapters))
    assert [(item.id, item.title, item.text) for item in documents(items)] == [
        ("gazette:2", "Harbour talks", "Harbour talks\n\nOrla met Tam.\nThey spoke.\n"),
        ("gazette:3", "The Quennell Gazette", "Tam left.\n"),
    ]
    assert {(item.publisher, str(item.published), item.lang) for item in documents(items)} == {
        ("Gazette House", "2024-03-05", "en")
    }
    assert {item.authors for item in documents(items)} == {("Ada Quell", "Marr, Bo")}
    assert len(items) == 2


def test_contents_and_what_is_outside_the_order_are_left_out(tmp_path: Path) -> None:
    items = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    items += '<item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/>'
    refs = '<itemref idref="nav"/><itemref idref="notes" linear="no"/><itemref idref="none"/>'
    data = book({"a.xhtml": page("<p>Orla met Tam.</p>")}, items=items, refs=refs)
    (item,) = read(tmp_path / "a.epub", data)
    assert isinstance(item, Document)


def test_a_missing_chapter_does_not_stop_the_others(tmp_path: Path) -> None:
    missing = '<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/>'
    data = book({"a.xhtml": page("<p>Orla met Tam.</p>")}, items=missing, refs='<itemref idref="x"/>')
    items = read(tmp_path / "a.epub", data)
    assert [item.id for item in documents(items)] == ["a:1"]
    assert [str(item).partition(": ")[2] for item in items if isinstance(item, InputError)] == [
        "is no EPUB file (it lacks OEBPS/x.xhtml); check its ending"
    ]


def test_a_chapter_named_without_end_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LIMITS", unpacking.Limits(free=1 << 20))
    data = book({"a.xhtml": page("<p>" + "Orla met Tam. " * 20_000)}, refs='<itemref idref="a.xhtml"/>' * 2000)
    items = read(tmp_path / "bomb.epub", data)
    assert len(documents(items)) == 3
    assert [str(item).partition(": ")[2][:24] for item in items if isinstance(item, InputError)] == [
        "unpacks to over 1 MB, 20"
    ]


def test_scrambled_fonts_do_no_harm(tmp_path: Path) -> None:
    data = book({"a.xhtml": page("<p>Orla met Tam.</p>")}, **{"META-INF/encryption.xml": LOCKED.format("font.otf")})
    assert len(documents(read(tmp_path / "a.epub", data))) == 1


BROKEN = {
    "empty": (b"", "is empty"),
    "one byte": (b"P", "is no EPUB file, or is cut off"),
    "protected": (
        book({"a.xhtml": "\x01\x02"}, **{"META-INF/encryption.xml": LOCKED.format("a.xhtml")}),
        "is protected against copying",
    ),
    "only pictures": (book({"a.xhtml": page('<img src="a.jpg"/>')}), "holds no chapter with text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    data, reason = BROKEN[name]
    (item,) = read(tmp_path / "a.epub", data)
    assert isinstance(item, InputError)
    assert reason in str(item)
