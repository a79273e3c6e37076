"""E-mails and mailboxes: the sender's own words, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, read_inputs


def mail(text: str | None = "Orla met Tam.\n", *, html: str | None = None, subject: str = "Talks") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Quennell Press <press@example.org>"
    message["Date"] = "Tue, 05 Mar 2024 23:30:00 -0500"
    if text is not None:
        message.set_content(text)
    if html is not None and text is None:
        message.set_content(html, subtype="html")
    elif html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(path: Path, data: bytes | EmailMessage) -> list[Item]:
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    return list(read_inputs([path]))


def texts(items: list[Item]) -> list[str]:
    return [item.text for item in items if isinstance(item, Document)]


def test_subject_sender_and_day_are_metadata(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.eml", mail(subject="Gespräche — resumed"))
    assert isinstance(item, Document)
    assert (item.id, item.title, item.publisher) == ("a", "Gespräche — resumed", "Quennell Press")
    assert str(item.published) == "2024-03-05"
    assert item.text == "Orla met Tam.\n"


BODIES = {
    "plain before html": (mail(html="<p>Orla met <b>Tam</b> in html.</p>"), "Orla met Tam.\n"),
    "html alone": (mail(None, html="<p>Orla met <b>Tam</b>.</p>"), "Orla met Tam.\n"),
    "a plain part that says nothing": (mail("See it\n", html=f"<p>{'Orla met Tam. ' * 9}</p>"), f"{'Orla met Tam. ' * 9}".strip() + "\n"),
    "quotes of html": (mail(None, html="<p>Yes.</p><div class='gmail_quote'>Did you?</div>"), "Yes.\n"),
    "unknown charset": (b"From: a@example.org\nContent-Type: text/plain; charset=x-none\n\nOrla m\xe9t Tam.\n", "Orla mét Tam.\n"),
    "no header but one": (b"Subject: x\n\nOrla met Tam.\n", "Orla met Tam.\n"),
    "flowed": (
        b"Subject: x\nContent-Type: text/plain; format=flowed\n\nOrla Quennell \nmet Tam.\nBye.\n-- \nOrla\n",
        "Orla Quennell met Tam.\nBye.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_body(tmp_path: Path, name: str) -> None:
    message, text = BODIES[name]
    assert texts(read(tmp_path / "a.eml", message)) == [text]


def test_attachments_are_read_as_files_of_their_own(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment("Tam left.", filename="../note.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"\xff\x00", maintype="application", subtype="octet-stream", filename="broken.docx")
    message.add_attachment(mail("Inner words.\n", subject="Inner"))
    items = read(tmp_path / "a.eml", message)
    found = [(item.id, item.text) for item in items if isinstance(item, Document)]
    assert found == [("a", "Orla met Tam.\n"), ("a/note.txt", "Tam left.\n"), ("a/4.eml", "Inner words.\n")]
    (error,) = [item for item in items if isinstance(item, InputError)]
    assert str(error).startswith(f"{tmp_path / 'a.eml'}/broken.docx: is no DOCX file")


def test_a_mail_with_nothing_but_an_attachment(tmp_path: Path) -> None:
    message = mail("> Did you?\n")
    message.add_attachment("Tam left.", filename="note.txt")
    assert texts(read(tmp_path / "a.eml", message)) == ["Tam left.\n"]


def test_a_mailbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    first, second = (
        mail("Orla met Tam.\nFrom here on.\n\nFrom there on.\n").as_bytes(unixfrom=True),
        mail("Bye.\n").as_bytes(unixfrom=True),
    )
    first = first.replace(b"\n\nFrom there", b"\n\n>From there")
    items = read(tmp_path / "box.mbox", first + b"\n" + b"From x\n\n\n" + second)
    assert [item.id for item in items if isinstance(item, Document)] == ["box:1", "box:3"]
    assert texts(items)[0] == "Orla met Tam.\nFrom here on.\n\nFrom there on.\n"
    assert ["mail 2: holds no text" in str(item) for item in items if isinstance(item, InputError)] == [True]


def nested(depth: int) -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"Subject: x\n{heads}Content-Type: text/plain\n\nOrla met Tam.\n".encode()


BROKEN = {
    "empty": (b"", "is empty"),
    "one byte": (b"x", "is no e-mail"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is no e-mail"),
    "no text": (b"Subject: x\n\n", "holds no text of its own"),
    "only a quote": (b"Subject: x\n\n> Did you?\n", "holds no text of its own"),
    "too many parts": (nested(600), "is too large for a mail"),
    "a sender without end": (
        b"From: " + b"<a@b>, " * 100_000 + b"\n\nAnn met Bob.\n",
        "has a header (From) of more than",
    ),
    "a kind without end": (
        b"Content-Type: text/plain" + b";a=b" * 50_000 + b"\n\nAnn met Bob.\n",
        "has a header (Content-",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_mails_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    data, reason = BROKEN[name]
    (item,) = read(tmp_path / "a.eml", data)
    assert isinstance(item, InputError)
    assert reason in str(item)


@pytest.mark.parametrize(
    "header",
    [
        b"Date: x",
        b"Date: Tue, 99 Foo 2024",
        b"From: <<>>",
        b"Subject: =?utf-8?q?=ff=fe?=",
        b"Subject: \xff\xfe",
        b"From: ;;;@",
        b"To: ((((",
    ],
)
def test_odd_headers_do_no_harm(tmp_path: Path, header: bytes) -> None:
    assert texts(read(tmp_path / "a.eml", header + b"\n\nOrla met Tam.\n")) == ["Orla met Tam.\n"]


def test_a_mail_nested_deep_is_read_or_told(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.eml", nested(400))
    assert isinstance(item, Document | InputError)


def test_a_file_that_is_no_mailbox(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.mbox", b"Orla met Tam.\n")
    assert "does not begin with 'From '" in str(item)
