"""Bytes to text: UTF-8 where it is UTF-8, else by byte order mark, else by a good guess that is said aloud."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graphkit.errors import InputError
from graphkit.readers.items import Notice

# Source: The Unicode Standard 16.0, table 2-4 (byte order marks); UTF-32's little-endian mark begins with UTF-16's
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Source: the formats' own specifications (ISO 32000 §7.5.2, APPNOTE.TXT §4.3.7, RFC 1952 §2.3.1, PNG §5.2, …)
_MAGIC = (
    (b"%PDF-", "a PDF file; give it the ending .pdf"),
    (
        b"PK\x03\x04",
        "a zip archive, or a file of Word or another Office, or an e-book; give it its own ending (.zip, .docx, .epub)",
    ),
    (b"\x1f\x8b", "a gzip file; give it the ending .gz"),
    (b"BZh", "a bzip2 file; give it the ending .bz2"),
    (b"\xfd7zXZ\x00", "an xz file; give it the ending .xz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file; give it the ending .zst"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save its text as .txt"),
    (b"{\\rtf", "an RTF file; save its text as .txt"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file; give it the ending .parquet"),
)
# Source: WHATWG HTML, "prescan a byte stream to determine its encoding" (the first 1024 bytes; news pages begin later)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_PRESCAN = 4096
# Source: WHATWG Encoding Standard, section 4.2: these names mean another encoding on the web than elsewhere
_ON_THE_WEB = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_OF_TEXT = re.compile(r"utf-8|utf-16|cp125|cp866|cp874|cp932|cp949|iso8859|koi8|mac-|gb|big5|euc|shift")
_PROBE = 8192
_ENGLISH_SHARE = 0.2


def encoding_by_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `head` names, or None."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def refuse_binary(head: bytes, *, source: str) -> None:
    """Complain of a file whose first bytes say that it is no text.

    Raises:
        InputError: the bytes begin as a known binary format does, or hold NUL without being UTF-16 or UTF-32.
    """
    if encoding_by_mark(head) is not None:
        return
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"is {what}", source=source)
    if b"\x00" in head[:_PROBE]:
        raise InputError("is no text (it holds NUL bytes); save it as UTF-8 text", source=source)


def decode(data: bytes, *, source: str, line: int | None = None) -> tuple[str, Notice | None]:
    """Decode `data`, with a notice where the encoding had to be guessed.

    Raises:
        InputError: a byte order mark names an encoding that the rest is not in, or no encoding fits.
    """
    marked = encoding_by_mark(data)
    try:
        return data.decode(marked or "utf-8"), None
    except UnicodeDecodeError as error:
        if marked is not None:
            reason = f"begins as {marked} but does not go on so; save it again as UTF-8"
            raise InputError(reason, source=source, line=line) from error
    best = _guess(data)
    if best is None:
        raise InputError("is in no encoding that can be told; save it as UTF-8", source=source, line=line)
    text, encoding = best
    reason = f"is not UTF-8; read as {encoding}"
    return text, Notice(kind="encoding", source=source, line=line, reason=reason)


def decode_markup(data: bytes, *, source: str, charset: str | None = None) -> tuple[str, Notice | None]:
    """The bytes of a page or feed as text: UTF-8 where they are, else as `charset` (of whoever sent it) or they themselves say.

    Raises:
        InputError: it is binary or empty, or in no encoding that can be told.
    """
    refuse_binary(data, source=source)
    if not data.strip():
        raise InputError("is empty", source=source)
    if encoding_by_mark(data) is None:
        head = data[:_PRESCAN]
        stated = _XML_CHARSET.search(head) or _CHARSET.search(head)
        for name in ("utf-8", charset, stated and stated[1].decode("ascii", "replace")):
            try:
                codec = codecs.lookup(name or "").name
                if _OF_TEXT.match(codec):
                    return data.decode(_ON_THE_WEB.get(codec, codec)), None
            except (LookupError, UnicodeError):
                continue
    return decode(data, source=source)


def _guess(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding, or None.

    English text is nearly all ASCII, and so little of it is left to guess by that a detector errs; there the encoding
    is Windows-1252 wherever the bytes are valid in it.
    Source: WHATWG HTML, "determining the character encoding", fallback for English; the share is our own.
    """
    foreign = sum(byte >= 0x80 for byte in data)
    if foreign <= len(data) * _ENGLISH_SHARE:
        try:
            return data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    return None if best is None else (str(best), best.encoding)
