"""PDF files: text as people read it, whatever order and pieces it is drawn in."""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, Notice, pdf, read_inputs

LEFT = [
    "Orla Quennell, the minister of", "harbours, met the delegation of", "Verdania in the town hall and",
    "promised it twelve million crowns", "for the government of the islands,", "after talks that had lasted three",
]  # fmt: skip
RIGHT = [
    "long hours. Tam Besh, who led the", "delegation, called the talks cordial", "and said that the islands would",
    "answer by the summer. Both sides", "will speak again in the spring, as", "a spokesman of the minister said.",
]  # fmt: skip
WHOLE = " ".join([*LEFT, *RIGHT])


def made(*pages: Callable[[Canvas], None], title: str = "", created: dt.date | None = None) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(file))
    writer.metadata = {"/Title": title} if title else None
    if created is not None:
        writer.add_metadata({"/CreationDate": f"D:{created:%Y%m%d}120000Z"})
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def column(lines: list[str], *, left: float = 50, top: float = 700) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - 13 * number, line)

    return draw


def read(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    return list(read_inputs([path]))


def document(items: list[Item]) -> Document:
    (item,) = [item for item in items if not isinstance(item, Notice)]
    assert isinstance(item, Document), item
    return item


def text(tmp_path: Path, *pages: Callable[[Canvas], None]) -> str:
    return document(read(tmp_path / "a.pdf", made(*pages))).text


def test_lines_of_a_paragraph_are_joined(tmp_path: Path) -> None:
    assert text(tmp_path, column([*LEFT, *RIGHT])) == WHOLE + "\n"


def test_paragraphs_are_told_by_space_indent_or_a_short_last_line(tmp_path: Path) -> None:
    last = "They left on Monday evening."

    def by_space(canvas: Canvas) -> None:
        column([*LEFT, "long hours and a half. Tam Besh went."])(canvas)
        column(RIGHT, top=590)(canvas)

    def by_indent(canvas: Canvas) -> None:
        column([*LEFT, "long hours and a half. Tam Besh went."])(canvas)
        column(RIGHT[:1], left=62, top=700 - 13 * 7)(canvas)
        column(RIGHT[1:], top=700 - 13 * 8)(canvas)

    first = " ".join([*LEFT, "long hours and a half. Tam Besh went."])
    assert text(tmp_path, by_space) == f"{first}\n\n{' '.join(RIGHT)}\n"
    assert text(tmp_path, by_indent) == f"{first}\n\n{' '.join(RIGHT)}\n"
    short = [*LEFT, "hours.", *RIGHT, last]
    assert text(tmp_path, column(short)) == f"{' '.join([*LEFT, 'hours.'])}\n\n{' '.join([*RIGHT, last])}\n"


def test_two_columns_drawn_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(LEFT)(canvas)
        column(RIGHT, left=305)(canvas)

    assert text(tmp_path, draw) == WHOLE + "\n"


def across(canvas: Canvas, *, step: Callable[[Canvas, str, str, float], None]) -> None:
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(50, 740, "Harbour talks resume across the whole page")
    canvas.setFont("Helvetica", 10)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        step(canvas, left, right, 700 - 13 * number)


def by_string(canvas: Canvas, left: str, right: str, y: float) -> None:
    canvas.drawString(50, y, left)
    canvas.drawString(305, y, right)


def by_word(canvas: Canvas, left: str, right: str, y: float) -> None:
    for begin, line in ((50.0, left), (305.0, right)):
        x = begin
        for word in line.split():
            canvas.drawString(x, y, word)
            x += canvas.stringWidth(word + " ")


def by_kerning(canvas: Canvas, left: str, right: str, y: float) -> None:
    gap = round((255 - canvas.stringWidth(left)) * 100)
    canvas._code.append(f"BT /F1 10 Tf 50 {y} Td [({left}) {-gap} ({right})] TJ ET")


@pytest.mark.parametrize("step", [by_string, by_word, by_kerning])
def test_two_columns_drawn_line_by_line(tmp_path: Path, step: Callable[[Canvas, str, str, float], None]) -> None:
    found = document(read(tmp_path / "a.pdf", made(lambda canvas: across(canvas, step=step))))
    assert found.text == f"Harbour talks resume across the whole page\n\n{WHOLE}\n"
    assert found.title == "Harbour talks resume across the whole page"


def test_words_drawn_one_by_one_are_no_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate([*LEFT, *RIGHT]):
            x = 50.0
            for word in line.split():
                canvas.drawString(x, 700 - 13 * number, word)
                x += canvas.stringWidth(word + " ")

    assert text(tmp_path, draw) == WHOLE + "\n"


def test_running_heads_feet_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    def page(number: int, lines: list[str]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, 810, "The Quennell Gazette")
            column(lines)(canvas)
            canvas.drawString(290, 30, str(number))

        return draw

    assert text(tmp_path, page(9, LEFT), page(10, RIGHT)) == WHOLE + "\n"


def test_a_headline_stays_though_the_running_head_repeats_it(tmp_path: Path) -> None:
    def page(lines: list[str], top: float) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, top, "Harbour talks")
            column(lines)(canvas)

        return draw

    found = text(tmp_path, page(LEFT, 740), page(RIGHT, 815), page(["They left on Monday."], 815))
    assert found == f"Harbour talks\n\n{WHOLE} They left on Monday.\n"


HYPHENS = [
    (["The govern-", "ment of the islands answered them at once."], "The government of the islands answered them at once."),
    (["The well-", "known minister answered them all at once."], "The well-known minister answered them all at once."),
    (["She met Jean-", "Claude Orlat on the quay at noon today."], "She met Jean-Claude Orlat on the quay at noon today."),
    (["The re-elected one was re-", "elected in the spring of last year."], "The re-elected one was re-elected in the spring of last year."),
    (["In 2024-", "25 they met the minister and her guests."], "In 2024-25 they met the minister and her guests."),
    (["They spoke -", "at length and with all of her guests."], "They spoke - at length and with all of her guests."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "whole"), HYPHENS)
def test_words_broken_at_the_end_of_a_line(tmp_path: Path, lines: list[str], whole: str) -> None:
    assert text(tmp_path, column(lines)) == whole + "\n"


def test_metadata(tmp_path: Path) -> None:
    day = dt.date(2024, 3, 5)
    found = document(read(tmp_path / "a.pdf", made(column(LEFT), title="Harbour talks", created=day)))
    assert (found.id, found.title, found.published) == ("a", "Harbour talks", day)
    notices = [item for item in read_inputs([tmp_path / "a.pdf"]) if isinstance(item, Notice)]
    assert [(notice.kind, notice.reason[:21]) for notice in notices] == [("made", "was made on 2024-03-0")]
    found = document(read(tmp_path / "b.pdf", made(column(LEFT), title="Microsoft Word - b.docx")))
    assert (found.title, found.published) == (None, None)
    found = document(read(tmp_path / "2024-02-01-c.pdf", made(column(LEFT), created=day)))
    assert found.published == dt.date(2024, 2, 1)
    stated = ["OSLO, March 4, 2024 - Orla met Tam."]
    assert document(read(tmp_path / "d.pdf", made(column(stated), created=day))).published == dt.date(2024, 3, 4)


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 50, 50, 400, 600)


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    (error,) = read(tmp_path / "scan.pdf", made(picture, picture))
    assert isinstance(error, InputError)
    assert "holds pictures of text but no text (a scan); run OCR such as ocrmypdf" in str(error)
    notice, item = read(tmp_path / "part.pdf", made(column(LEFT), picture))
    assert isinstance(notice, Notice)
    assert isinstance(item, Document)
    assert "1 of 2 pages hold pictures but no text" in str(notice)


def test_files_that_all_may_read_are_read_and_others_are_not(tmp_path: Path) -> None:
    for password, algorithm in (("", "AES-256"), ("", "RC4-128"), ("secret", "AES-256")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(column(LEFT)))))
        writer.encrypt(password, owner_password="other", algorithm=algorithm)  # noqa: S106
        (item,) = read(tmp_path / "a.pdf", saved(writer))
        if password:
            assert isinstance(item, InputError)
            assert "is encrypted; save it without a password" in str(item)
        else:
            assert isinstance(item, Document)


def cyclic() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(column(LEFT)))))
    tree = writer._root_object["/Pages"].get_object()
    tree[NameObject("/Kids")] = ArrayObject([tree.indirect_reference, *tree["/Kids"]])
    return saved(writer)


def nested() -> bytes:
    """A page tree of many levels, each of which names the next one twice."""
    body, places = b"%PDF-1.4\n", []
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (n + 1, n + 1) for n in range(2, 60)]
    objects.append(b"<< /Type /Page /MediaBox [0 0 9 9] >>")
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (len(objects) + 1, table, len(objects) + 1, len(body))


WHOLE_FILE = made(column(LEFT))
BROKEN = {
    "empty": (b"", "is empty"),
    "one byte": (b"%", "is no PDF file"),
    "text": (b"Orla met Tam.", "is no PDF file"),
    "mark only": (b"%PDF-1.7\n", "can't be read as a PDF file"),
    "no pages": (saved(PdfWriter()), "has no pages"),
    "empty page": (made(lambda _: None), "has no text on its pages"),
    "cut off": (WHOLE_FILE[:400], ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    data, reason = BROKEN[name]
    (item,) = read(tmp_path / "a.pdf", data)
    assert isinstance(item, InputError)
    assert reason in str(item)


@pytest.mark.parametrize("make", [cyclic, nested])
def test_trees_of_pages_without_end(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (item,) = read(tmp_path / "a.pdf", make())
    assert isinstance(item, InputError | Document)


def test_a_line_of_very_many_pieces(tmp_path: Path) -> None:
    def one_line(canvas: Canvas) -> None:
        canvas._code.append("BT /F1 10 Tf 50 700 Td " + "(well- ) Tj " * 20_000 + "ET")

    assert text(tmp_path, one_line).count("well-") == 20_000


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_LONGEST", 0.2)

    def page(canvas: Canvas) -> None:
        canvas._code.append("BT /F1 10 Tf 13 TL 50 700 Td " + "(and that it met) Tj T* " * 100_000 + "ET")

    (item,) = read(tmp_path / "a.pdf", made(page))
    assert isinstance(item, InputError)
    assert "takes longer than 0 seconds to read, at page 1" in str(item)


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger().handlers.clear()
    for size in range(100, len(WHOLE_FILE), 97):
        read(tmp_path / "a.pdf", WHOLE_FILE[:size])
        read(tmp_path / "a.pdf", WHOLE_FILE[:size] + b"\x00\xff" + WHOLE_FILE[size + 2 :])
    assert capfd.readouterr() == ("", "")
