"""Small good files of every format that is read, to begin with when looking for bad ones. All sentences are invented."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
from backports import zstd
from reportlab.pdfgen.canvas import Canvas

TEXT = "BERGEN, March 4, 2031 - Ole Dahl met Ana Ruiz in Oslo.\n\nThe café “Nord” promised €2 million to the Harbour League.\n"
ARTICLE = {
    "id": "a1",
    "text": TEXT,
    "date": "2031-03-05",
    "title": "Talks",
    "url": "https://fjord.example/1",
    "author": "By Ilse Vahl and Bram Oduya",
    "publisher": "The Fjord",
}
RECORD: dict[str, Any] = {
    "id": "a2",
    "entities": [
        {
            "id": "e1",
            "type": "Person",
            "name": "Ole Dahl",
            "mentions": [[0, 8]],
            "texts": ["Ole Dahl"],
            "rules": ["model"],
            "inferred": [],
        },
        {
            "id": "e2",
            "type": "Person",
            "name": "Ana Ruiz",
            "mentions": [[13, 21]],
            "texts": ["Ana Ruiz"],
            "rules": ["model"],
            "inferred": [],
        },
    ],
    "events": [
        {
            "id": "m1",
            "type": "Meeting",
            "status": "occurred",
            "participants": ["e1", "e2"],
            "host": None,
            "place": None,
            "mode": "unspecified",
            "evidence": [[0, 22]],
            "quotes": ["Ole Dahl met Ana Ruiz."],
            "rules": ["meet.verb.object"],
            "rule": "meet.verb.object",
            "confidence": 0.9,
            "when": {
                "span": None,
                "text": "",
                "earliest": "2031-03-04",
                "latest": "2031-03-04",
                "precision": "day",
                "basis": "stated",
            },
            "attributed_to": None,
            "via": {},
            "via_texts": {},
            "trigger": [9, 12],
        }
    ],
    "roles": [],
}
PAGE = (
    f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Talks</title><meta property='article:published_time' "
    f"content='2031-03-05T10:00:00Z'></head><body><nav>Menu</nav><article><h1>Talks</h1><p>{TEXT * 4}</p></article></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>The Fjord</title><item><guid>g1</guid><title>Talks</title>"
    f"<pubDate>Wed, 05 Mar 2031 10:00:00 GMT</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>"
)
CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title>Talks</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="c"/></spine></package>'
)


def samples() -> dict[str, bytes]:
    """A file by its ending."""
    line = json.dumps(ARTICLE)
    table = f'id,title,text,date\r\na1,Talks,"{TEXT}",2031-03-05\r\n'
    plain = {
        ".txt": TEXT.encode(),
        ".md": f"---\ntitle: Talks\ndate: 2031-03-05\n---\n# Talks\n\n{TEXT}\n> *quoted* [link](https://fjord.example)\n".encode(),
        ".html": PAGE.encode(),
        ".mhtml": _mail(PAGE, subtype="html"),
        ".json": json.dumps([ARTICLE, RECORD], indent=1).encode(),
        ".jsonl": f"{line}\n{json.dumps(RECORD)}\n".encode(),
        ".csv": table.encode(),
        ".tsv": table.replace(",", "\t").encode(),
        ".eml": _mail(TEXT, subtype="plain"),
        ".mbox": b"From ole@fjord.example Wed Mar 05 10:00:00 2031\n" + _mail(TEXT, subtype="plain"),
        ".rss": FEED.encode(),
    }
    zipped, tarred = _zip(plain), _tar(plain)
    return plain | {
        ".parquet": _parquet(),
        ".docx": _docx(),
        ".pdf": _pdf(),
        ".epub": _zip({"META-INF/container.xml": CONTAINER.encode(), "a.opf": PACKAGE.encode(), "c.xhtml": PAGE.encode()}, mimetype=b"application/epub+zip"),
        ".warc": _warc(),
        ".zip": zipped,
        ".tar": tarred,
        ".tgz": gzip.compress(tarred, mtime=0),
        ".gz": gzip.compress(TEXT.encode(), mtime=0),
        ".bz2": bz2.compress(TEXT.encode()),
        ".xz": lzma.compress(TEXT.encode()),
        ".zst": zstd.compress(TEXT.encode()),
    }  # fmt: skip


def _mail(content: str, *, subtype: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "Talks",
        "desk@fjord.example",
        "Wed, 05 Mar 2031 10:00:00 +0000",
    )
    message.set_content(content, subtype=subtype)
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="more.txt")
    return message.as_bytes()


def _zip(files: dict[str, bytes], **first: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in {**first, **files}.items():
            archive.writestr(zipfile.ZipInfo(f"a{name}" if name.startswith(".") else name), content)
    return stream.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in files.items():
            told = tarfile.TarInfo(f"a{name}")
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return stream.getvalue()


def _parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({name: [value] for name, value in ARTICLE.items()}), stream)
    return stream.getvalue()


def _docx() -> bytes:
    stream, document = io.BytesIO(), docx.Document()
    document.add_heading("Talks")
    document.add_paragraph(TEXT)
    document.save(stream)
    return stream.getvalue()


def _pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    for number, line in enumerate(TEXT.splitlines()):
        canvas.drawString(50, 700 - 14 * number, line)
    canvas.save()
    return stream.getvalue()


def _warc() -> bytes:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    block = (head + PAGE).encode()
    named = {
        "WARC-Type": "response",
        "WARC-Target-URI": "https://fjord.example/1",
        "WARC-Date": "2031-03-05T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
