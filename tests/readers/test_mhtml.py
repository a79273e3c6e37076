"""MHTML: pages as browsers save them."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read_inputs

Put = Callable[[str, str | bytes], Path]

PAGE = """<html><body><main><article>
<p>Käthe Ruiz met Ole Dahl in Bergen on Tuesday, officials said, and both promised to talk again soon about fish.</p>
<p>They will meet again in Oslo, she said, and then sign what their aides have written by then.</p>
</article></main></body></html>"""


def saved(page: str, *, charset: str = "utf-8", coding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://harbour.example/ruiz"
    message["Subject"] = "Rüiz meets Dahl - The Harbour Post"
    message["Date"] = "Sun, 22 Nov 2026 10:00:00 -0000"
    message.make_related()
    message.add_related(page, subtype="html", charset=charset, cte=coding)
    message.add_related("<p>Buy soap!</p>", subtype="html")
    message.add_related(b"\x89PNG" * 1000, maintype="image", subtype="png")
    return message.as_bytes()


@pytest.mark.parametrize(("charset", "coding"), [("utf-8", "quoted-printable"), ("iso-8859-1", "base64")])
@pytest.mark.parametrize("ending", ["mhtml", "mht"])
def test_page_with_address_and_title_and_no_day_of_saving(put: Put, ending: str, charset: str, coding: str) -> None:
    (found,) = read_inputs([put(f"ruiz.{ending}", saved(PAGE, charset=charset, coding=coding))])
    assert isinstance(found, Document)
    assert found.text.startswith("Käthe Ruiz met Ole Dahl in Bergen on Tuesday")
    assert "soap" not in found.text
    assert (found.id, found.url) == ("ruiz", "https://harbour.example/ruiz")
    assert found.title == "Rüiz meets Dahl - The Harbour Post"
    assert found.published is None


BROKEN = [
    (b"", "is no saved page"),
    (b"Ana met Ole.", "is no saved page"),
    (saved(PAGE)[:400], ""),
    (b"\x00" * 1000, "is no saved page"),
    (b"Content-Type: multipart/related; boundary=x\n\n" + b"--x\nContent-Type: text/html\n\n" * 6000, "is a saved page of"),
    (b"Content-Type: multipart/related; boundary=x\n\n" + b"--x\nContent-type: message/rfc822\n\n" * 2000, "is no saved page: no part of it is HTML"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_saved_page_is_said(put: Put, content: bytes, message: str) -> None:
    path = put("ruiz.mht", content)
    (error,) = read_inputs([path])
    assert isinstance(error, InputError)
    assert error.reason.startswith(message)
