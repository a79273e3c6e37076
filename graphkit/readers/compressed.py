"""One file packed by gzip, bzip2, xz or Zstandard: what is in it is read by the ending that is left."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from graphkit.errors import InputError
from graphkit.readers.unpacking import budget_of, counted, member_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))  # not in the mode of a temporary file


def _bzip2(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", bz2.BZ2File(stream))


def _xz(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", lzma.LZMAFile(stream))


def _zstandard(stream: IO[bytes]) -> IO[bytes]:
    # not the package zstandard, whose streams end without a word where the file is cut off
    if sys.version_info >= (3, 14):
        from compression.zstd import DecompressionParameter, ZstdFile
    else:
        from backports.zstd import DecompressionParameter, ZstdFile

    return cast("IO[bytes]", ZstdFile(stream, options={DecompressionParameter.window_log_max: _WINDOW}))


# how much memory a file may ask for to be unpacked, as a power of two.
# Source: RFC 8878 §3.1.1.1.2; zstd's manual, --long: more must be allowed by hand
_WINDOW = 27
_UNPACKERS: dict[str, tuple[Callable[[IO[bytes]], IO[bytes]], str]] = {
    ".gz": (_gzip, "a gzip file"),
    ".bz2": (_bzip2, "a bzip2 file"),
    ".xz": (_xz, "an xz file"),
    ".zst": (_zstandard, "a Zstandard file"),
}
_SHORT = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz", ".tzst": ".zst"}
ZSTANDARD = () if sys.version_info >= (3, 14) else ("backports.zstd",)  # what .zst needs beside Python itself


def inner_name(name: str) -> str:
    """What the file is called that is packed in a file of this name.

    >>> inner_name("march/news.jsonl.gz"), inner_name("news.TGZ")
    ('news.jsonl', 'news.tar')
    """
    path = PurePosixPath(name)
    return path.stem + (".tar" if path.suffix.lower() in _SHORT else "")


def read_compressed(source: Source) -> Iterator[Read]:
    """Read what is packed in a source, as the ending before its own says (``news.jsonl.gz``).

    Raises:
        InputError: it lies too deep, or its name tells no format.
    """
    from graphkit.readers.formats import READERS, read_source, unknown_ending

    unpack, what = _UNPACKERS[_SHORT.get(source.ending, source.ending)]
    budget, _ = budget_of(source)

    @contextmanager
    def opens() -> Iterator[IO[bytes]]:
        with source.open() as packed, counted(unpack(packed), source=source.name, what=what, budget=budget) as stream:
            yield stream

    member = member_of(source, inner_name(source.name), opens, budget)
    member.name = source.name  # it is one file, not one in another
    if source.id_from == "path":
        member.document_id = source.document_id
    if member.ending not in READERS:
        raise InputError(f"is {what}, and what is in it {unknown_ending(member.ending)}", source=source.name)
    yield from read_source(member)
