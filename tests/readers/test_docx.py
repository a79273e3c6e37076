"""Word files: what stands on the page, in its order, and nothing that is deleted or only repeated."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, Notice, read_inputs

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="/word/document.xml"/></Relationships>'
)


def package(body: str, *, declarations: str = "") -> bytes:
    document = f"<?xml version='1.0'?>{declarations}<w:document {W}><w:body>{body}</w:body></w:document>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def read(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    return list(read_inputs([path]))


def document(items: list[Item]) -> Document:
    (item,) = [item for item in items if not isinstance(item, Notice)]
    assert isinstance(item, Document), item
    return item


def error(items: list[Item]) -> str:
    (item,) = items
    assert isinstance(item, InputError), item
    return str(item)


def test_headings_paragraphs_and_tables_stand_in_their_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Harbour talks resume", level=1)
    made.add_paragraph("Orla Quennell met ").add_run("Tam Besh").bold = True
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Quennell", "minister"
    made.add_paragraph("They spoke\tfor\nan hour.")
    made.core_properties.title = ""
    made.core_properties.created = dt.datetime(2024, 3, 5, 10, tzinfo=dt.UTC)
    made.save(str(tmp_path / "talks.docx"))
    item = document(list(read_inputs([tmp_path / "talks.docx"])))
    assert item.text == (
        "Harbour talks resume\n\nOrla Quennell met Tam Besh\n\nQuennell\n\nminister\n\nThey spoke\tfor\nan hour.\n"
    )
    assert (item.id, item.title, item.published) == ("talks", "Harbour talks resume", dt.date(2024, 3, 5))


def test_the_title_of_the_properties_goes_first_and_a_stated_date_before_the_file_s(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("OSLO, March 4, 2024 - Orla Quennell met Tam Besh.")
    made.core_properties.title = "Talks"
    made.core_properties.created = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made.save(str(tmp_path / "a.docx"))
    item = document(list(read_inputs([tmp_path / "a.docx"])))
    assert (item.title, item.published, item.authors) == ("Talks", dt.date(2024, 3, 4), ())


def test_the_day_of_a_library_s_template_is_nobody_s(tmp_path: Path) -> None:
    made = docx.Document()  # which keeps the time at which the template of python-docx was made
    made.add_paragraph("Orla Quennell met Tam Besh.")
    made.save(str(tmp_path / "a.docx"))
    items = list(read_inputs([tmp_path / "a.docx"]))
    assert len(items) == 1
    assert document(items).published is None


def test_authors_are_those_of_the_properties_where_somebody_chose_them(tmp_path: Path) -> None:
    for creator, authors in (("Ada Quell; Bo Marr", ("Ada Quell", "Bo Marr")), ("Microsoft Office User", ()), ("", ())):
        made = docx.Document()
        made.add_paragraph("OSLO, March 4, 2024 - Orla Quennell met Tam Besh.")
        made.core_properties.author = creator
        made.save(str(tmp_path / "a.docx"))
        assert document(list(read_inputs([tmp_path / "a.docx"]))).authors == authors


TEXTS = {
    "tracked changes": (
        ("<w:p><w:r><w:t>Orla </w:t></w:r><w:ins><w:r><w:t>met</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>left</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>!</w:t></w:r></w:moveFrom>"
        "<w:r><w:t> Tam.</w:t></w:r></w:p>"),
        "Orla met Tam.\n",
    ),
    "content control": (
        "<w:sdt><w:sdtContent>" + paragraph("In a form.") + "</w:sdtContent></w:sdt>",
        "In a form.\n",
    ),
    "link and field": (
        "<w:p><w:hyperlink><w:r><w:t>Orla</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        "Orla\n",
    ),
    "hidden": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r></w:p>", "yes\n"),
    "text box, once, behind its paragraph": (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:txbxContent>' + paragraph("Box.") + "</w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("Box.") + "</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Before.</w:t></w:r></w:p>" + paragraph("After."),
        "Before.\n\nBox.\n\nAfter.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text(tmp_path: Path, name: str) -> None:
    body, text = TEXTS[name]
    assert document(read(tmp_path / "a.docx", package(body))).text == text


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", b" " * (65 << 20))
    return file.getvalue()


def other_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "Orla met Tam.")
    return file.getvalue()


ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BROKEN = {
    "empty": (b"", "is empty"),
    "one byte": (b"P", "is no DOCX file, or is cut off"),
    "cut off": (package(paragraph("Orla met Tam."))[:-30], "is no DOCX file, or is cut off"),
    "not Word": (other_zip(), "it lacks _rels/.rels"),
    "encrypted": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "without a password"),
    "no text": (package("<w:p/>"), "holds no text"),
    "not XML": (package("<w:p>"), "not well-formed XML"),
    "entities": (package(paragraph("&b;"), declarations=ENTITIES), "entities"),
    "external entity": (package(paragraph("&x;"), declarations=EXTERNAL), "entities"),
    "bomb": (bomb(), "holds a part (word/document.xml) of 65 MB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    data, reason = BROKEN[name]
    message = error(read(tmp_path / "a.docx", data))
    assert reason in message
    assert message.startswith(str(tmp_path / "a.docx"))


def test_nesting_without_end_is_read_all_the_same(tmp_path: Path) -> None:
    body = "<w:sdt>" * 30_000 + paragraph("Deep.") + "</w:sdt>" * 30_000
    assert document(read(tmp_path / "a.docx", package(body))).text == "Deep.\n"
