"""E-mails: single ones (.eml) and mailboxes of them (.mbox).

Source: RFC 5322 (messages), RFC 2046 (parts), RFC 3676 (flowed text), RFC 4155 (mailboxes).
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.articles import read_article
from graphkit.readers.decode import decode
from graphkit.readers.fragments import fragment_text
from graphkit.readers.guard import guarded
from graphkit.readers.replies import own_words
from graphkit.readers.source import in_megabytes
from graphkit.readers.unpacking import budget_of, held_member, safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart
    from typing import IO

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

_HEADERS = re.compile(rb"\A(?:From |[!-9;-~]+:)")
_LONGEST_LINE = 1 << 20
# Source: the classes and ids in which Gmail, Yahoo, Proton, Thunderbird and Outlook wrap what they quote, and signatures
_QUOTES = frozenset({
    "gmail_quote", "gmail_signature", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "moz-signature",
    "divRplyFwdMsg", "appendonsend",
})  # fmt: skip
_MOST_PARTS = 500  # multiparts of one mail; the time to take a mail apart grows with their square
_LONGEST_HEADER = 20_000  # letters of one that is taken apart, which takes a second then
_ENDLESS = re.compile(
    rb"(?im)^(subject|from|date|content-(?:type|disposition|transfer-encoding)):(?:[^\n]|\n[ \t]){%d}" % _LONGEST_HEADER
)
_STUB = 10  # a plain part this much shorter than the HTML one only says where to see that


def read_mail(source: Source) -> Iterator[Read]:
    """Read one mail: the subject as title, the sender as publisher, its own words as text, then what is attached.

    Raises:
        InputError: it can't be opened, is no mail, or holds no text.
    """
    yield from _read_message(source.whole(), source=source, document_id=source.document_id)


def read_mailbox(source: Source) -> Iterator[Read]:
    """Read a mailbox, mail by mail; their ids are the file's and their place, from 1 (``box:3``).

    A mail that can't be used is yielded as an error and the others go on.

    Raises:
        InputError: it can't be opened, or is no mailbox.
    """
    empty = True
    with source.open() as stream:
        for number, data in enumerate(_messages(stream, source=source), start=1):
            empty = False
            try:
                yield from _read_message(data, source=source, document_id=f"{source.document_id}:{number}")
            except InputError as error:
                yield InputError(f"mail {number}: {error.reason}", source=source.name)
    if empty:
        raise InputError("is empty", source=source.name)


def _messages(stream: IO[bytes], *, source: Source) -> Iterator[bytes]:
    """The bytes of each mail; of one that is too large, one line more than may be."""
    lines: list[bytes] = []
    most = source.reading.max_bytes
    size, blank = 0, True
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b"")):
        begins = blank and line.startswith(b"From ")
        if number == 0 and not begins:
            raise InputError(
                "is no mailbox (it does not begin with 'From '); name a single mail .eml", source=source.name
            )
        if begins and lines:
            yield b"".join(lines)
        if begins:
            lines, size = [], 0
        if size <= most:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        size += len(line)
        blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _read_message(data: bytes, *, source: Source, document_id: str) -> Iterator[Read]:
    message = _parsed(data, source=source)
    with guarded(source.name, "an e-mail"):
        text = _text(message)
        metadata = {
            "title": _header(message, "Subject"),
            "publisher": _sender(message),
            "date": _day(message),
        }
        attached = list(_attached(message, source=source, document_id=document_id))
    if text.strip():
        yield from read_article(text, metadata, document_id=document_id, source=source.name)
    elif not attached:
        reason = "holds no text of its own, only quotes, pictures or attachments that can't be read"
        raise InputError(reason, source=source.name)
    for attachment in attached:
        yield from _read_attached(attachment)


def _parsed(data: bytes, *, source: Source) -> EmailMessage:
    if not data.strip():
        raise InputError("is empty", source=source.name)
    if not _HEADERS.match(data):
        raise InputError("is no e-mail (it begins with no header); check its ending", source=source.name)
    most = source.reading.max_bytes
    if len(data) > most or data.count(b"multipart/") > _MOST_PARTS:
        reason = f"is too large for a mail (over {in_megabytes(most)}, or {_MOST_PARTS} parts); save its text as .txt"
        raise InputError(reason, source=source.name)
    if (endless := _ENDLESS.search(data)) is not None:
        name = endless[1].decode()
        reason = (
            f"has a header ({name}) of more than {_LONGEST_HEADER:,} letters, as no mail has; save its text as .txt"
        )
        raise InputError(reason, source=source.name)
    with guarded(source.name, "an e-mail"):
        return message_from_bytes(data, policy=policy.default)


def _attached(message: EmailMessage, *, source: Source, document_id: str) -> Iterator[Source]:
    """What is attached and can be read; two mails may well have attachments of one name, so ids begin with the mail's."""
    from graphkit.readers.formats import READERS

    budget, _ = budget_of(source)
    for number, part in enumerate(message.iter_attachments(), start=1):
        is_mail = part.get_content_type() == "message/rfc822"
        name = safe_name(part.get_filename() or (f"{number}.eml" if is_mail else ""))
        ending = ".eml" if is_mail else PurePosixPath(name).suffix.lower()
        if ending not in READERS:
            continue
        attachment = held_member(source, name, _bytes(part), budget)
        attachment.ending, attachment.document_id = ending, f"{document_id}/{name}"
        yield attachment


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload(0)  # an attached mail, which the parser has taken apart
    return inner.as_bytes() if isinstance(inner, EmailMessage) else b""


def _read_attached(attachment: Source) -> Iterator[Read]:
    from graphkit.readers.formats import read_source

    return read_source(attachment)


def _text(message: EmailMessage) -> str:
    found = {kind: _content(part) for kind in ("plain", "html") if (part := message.get_body((kind,))) is not None}
    plain = own_words(found["plain"]) if "plain" in found else ""
    html = own_words(fragment_text(found["html"], without=_QUOTES)) if "html" in found else ""
    return plain if len(plain) * _STUB >= len(html) else html


def _content(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        text = data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(data, source="")[0]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _unfolded(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes") if flowed else text


def _unfolded(text: str, *, delete_space: bool) -> str:
    """Join the lines that a mailer broke and marked so with a space at their end."""
    end = re.compile(r"(?m)(?<!^--) \n(?![ >])" if not delete_space else r"(?m)(?<!^--) \n(?!>)")
    return end.sub("" if delete_space else " ", text)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message[name]
    return None if value is None else str(value).encode("utf-8", "replace").decode()


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "From") or "")
    return name or address or None


def _day(message: EmailMessage) -> str | None:
    moment = getattr(message["Date"], "datetime", None)
    return None if moment is None else str(moment.date().isoformat())
