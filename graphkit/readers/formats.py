"""READERS: which format is known by which ending, what reads it, and what that needs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.readers.archives import read_tar, read_zip
from graphkit.readers.compressed import ZSTANDARD, inner_name, read_compressed
from graphkit.readers.docx import read_docx
from graphkit.readers.epub import read_epub
from graphkit.readers.feeds import read_feed
from graphkit.readers.html import read_html
from graphkit.readers.json_file import read_json
from graphkit.readers.jsonl import read_jsonl
from graphkit.readers.mail import read_mail, read_mailbox
from graphkit.readers.markdown import read_markdown
from graphkit.readers.mhtml import read_mhtml
from graphkit.readers.pdf import read_pdf
from graphkit.readers.tables import read_csv, read_parquet, read_tsv
from graphkit.readers.text import read_text
from graphkit.readers.warc import read_warc
from graphkit.readers.web import read_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

_TOLD = 8  # endings that one message names of those that can't be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reads a format.

    Attributes:
        read: yields what a source holds. An `InputError` that it raises ends this source; one that it yields does not.
        dear: whether reading costs so much that what comes of it is kept in a temporary file, rather than read twice.
        modules: what must be installed for it, by the names under which Python imports it.
        extra: the extra that installs them.
    """

    read: Callable[[Source], Iterator[Read]]
    dear: bool = False
    modules: tuple[str, ...] = ()
    extra: str = ""

    def missing(self) -> str | None:
        """What is needed and not installed, said as an order to install it; None where all is there."""
        if all(map(_is_installed, self.modules)):
            return None
        return f"needs the extra {self.extra!r}; pip install 'graphkit-news[{self.extra}]', or in a checkout '.[{self.extra}]'"


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of the package that it lies in
        return False


READERS: dict[str, Reader] = {
    ".txt": Reader(read=read_text),
    **dict.fromkeys((".md", ".markdown"), Reader(read=read_markdown, dear=True)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Reader(read=read_html, dear=True)),
    **dict.fromkeys((".mhtml", ".mht"), Reader(read=read_mhtml, dear=True)),
    ".json": Reader(read=read_json),
    ".jsonl": Reader(read=read_jsonl),
    ".ndjson": Reader(read=read_jsonl),
    ".csv": Reader(read=read_csv),
    ".tsv": Reader(read=read_tsv),
    ".parquet": Reader(read=read_parquet, modules=("pyarrow",), extra="parquet"),
    ".docx": Reader(read=read_docx, dear=True),
    ".pdf": Reader(read=read_pdf, dear=True, modules=("pypdf", "pdfplumber"), extra="pdf"),
    ".epub": Reader(read=read_epub, dear=True),
    ".eml": Reader(read=read_mail, dear=True),
    ".mbox": Reader(read=read_mailbox, dear=True),
    **dict.fromkeys((".rss", ".atom", ".xml"), Reader(read=read_feed, dear=True)),
    **dict.fromkeys((".warc", ".wet"), Reader(read=read_warc, dear=True, modules=("warcio",), extra="warc")),
    ".zip": Reader(read=read_zip, dear=True),
    ".tar": Reader(read=read_tar, dear=True),
    **dict.fromkeys((".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz"), Reader(read=read_compressed)),
    **dict.fromkeys((".zst", ".tzst"), Reader(read=read_compressed, modules=ZSTANDARD, extra="zst")),
}


WEB = "://"
"""Stands where an ending does, for what has yet to be fetched."""

_WEB_READER = Reader(read=read_web, dear=True)


def is_dear(source: Source) -> bool:
    """Whether what comes of `source` is kept; what is packed is as dear as what is in it."""
    if source.ending == WEB:
        return _WEB_READER.dear
    reader = READERS.get(source.ending)
    if reader is not None and reader.read is read_compressed:
        reader = READERS.get(PurePosixPath(inner_name(source.name)).suffix.lower())
    return reader is not None and reader.dear


def read_source(source: Source) -> Iterator[Read]:
    """Read one source, also one inside another, by its ending.

    Yields:
        What it holds; and last an error, where one ended the reading.
    """
    reader = _WEB_READER if source.ending == WEB else READERS.get(source.ending)
    if reader is None:
        yield InputError(unknown_ending(source.ending), source=source.name)
        return
    missing = reader.missing()
    if missing is not None:
        yield InputError(missing, source=source.name)
        return
    try:
        yield from reader.read(source)
    except InputError as error:
        yield error


def unknown_ending(ending: str) -> str:
    """That files of this ending can't be read, and which can."""
    what = f"has the ending {ending}, which can't be read" if ending else "has no ending that tells its format"
    return f"{what}; {known_endings()}"


def known_endings() -> str:
    """Which endings can be read, as the end of a message."""
    return f"the known ones are {' '.join(READERS)}"


def told_endings(endings: Iterable[str]) -> str:
    """Endings as a message tells them: each once, sorted, and of many the first."""
    told = sorted({ending or "none" for ending in endings})
    return ", ".join(told[:_TOLD]) + (", …" if len(told) > _TOLD else "")
