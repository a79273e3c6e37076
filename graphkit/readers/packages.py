"""The zip packages that DOCX and EPUB files are: their parts by name, with a bound on what they unpack to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote

from graphkit.errors import InputError
from graphkit.readers.guard import guarded
from graphkit.readers.unpacking import budget_of
from graphkit.readers.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from graphkit.readers.source import Source
    from graphkit.readers.unpacking import Budget

_LARGEST = 64 << 20  # bytes of one part; the text of a thousand pages is about 10 MB of XML
# Source: [MS-CFB] §2.2, header signature
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


class Package:
    """A zip file whose parts are read by name; each only when it is asked for.

    Attributes:
        budget: what its parts may unpack to, those that are read more than once each time.
        names: those of its parts.
    """

    def __init__(self, archive: zipfile.ZipFile, *, source: str, what: str, budget: Budget) -> None:
        """Wrap an open zip file; `what` is the format without article."""
        self._archive = archive
        self._source = source
        self._what = what
        self.budget = budget
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: there is none of that name, it is encrypted, damaged, or larger than any text is, or the budget is
                spent.
        """
        if name not in self.names:
            raise InputError(f"is no {self._what} (it lacks {name}); check its ending", source=self._source)
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise InputError("is encrypted; save it without a password", source=self._source)
        if info.file_size > _LARGEST:
            reason = (
                f"holds a part ({name}) of {info.file_size >> 20} MB, more than {_LARGEST >> 20}; save its text as .txt"
            )
            raise InputError(reason, source=self._source)
        with guarded(self._source, f"a {self._what}"):
            data = self._archive.read(info)  # zipfile gives no more bytes than the directory says
        self.budget.spend(len(data))
        return data

    def xml(self, name: str) -> Element:
        """A part as XML; raises as `read` and `parse_xml` do."""
        return parse_xml(self.read(name), source=self._source, what=f"a {self._what}")


@contextmanager
def open_package(source: Source, what: str) -> Iterator[Package]:
    """Open a zip package; `what` is the format without article, such as "DOCX file".

    Raises:
        InputError: it can't be opened or is no zip file.
    """
    data = source.whole()
    with guarded(source.name, f"a {what}"):
        archive = _opened(data, source=source.name, what=what)
    with archive:
        yield Package(archive, source=source.name, what=what, budget=budget_of(source)[0])


def _opened(data: bytes, *, source: str, what: str) -> zipfile.ZipFile:
    if not data:
        raise InputError("is empty", source=source)
    if data.startswith(_OLD_OFFICE):  # [MS-OFFCRYPTO] §2.3.4: an encrypted .docx is one of these too
        raise InputError(
            f"is an old Office file or an encrypted one, and no {what}; save it anew, without a password", source=source
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise InputError(f"is no {what}, or is cut off; get it again, and check its ending", source=source) from error


def resolve_part(base: str, href: str) -> str:
    """The name of the part that `href` in the part `base` means; one that leads outside names none.

    >>> resolve_part("OEBPS/content.opf", "text/a%20b.xhtml#top")
    'OEBPS/text/a b.xhtml'
    """
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")
