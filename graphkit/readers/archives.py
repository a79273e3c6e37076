"""Archives of files (zip, tar): each file in them that can be read is, as if it lay in a folder.

Source: PKWARE APPNOTE 6.3.10 (zip); POSIX.1-2017 pax, "ustar Interchange Format" (tar).
"""

from __future__ import annotations

import shutil
import stat
import tarfile
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from graphkit.errors import InputError
from graphkit.readers.guard import guarded
from graphkit.readers.items import Notice
from graphkit.readers.unpacking import budget_of, counted, member_of, safe_name, seekable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from graphkit.readers.items import Read
    from graphkit.readers.source import Source
    from graphkit.readers.unpacking import Budget

_SPOOL = 4 << 20
_LONGEST_HEADER = 1 << 20  # bytes of the name and properties of one member of a tar archive
_HEADERS = frozenset({
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
})  # fmt: skip
_ENCRYPTED = 1  # bit of a zip member's flags


def read_zip(source: Source) -> Iterator[Read]:
    """Read the files of a zip archive in its order; links, hidden files and unknown endings are left out.

    Raises:
        InputError: it is no zip archive, is damaged, or holds nothing that can be read.
    """
    budget, _ = budget_of(source)
    with seekable(source) as stream:
        with guarded(source.name, "a zip archive"):
            archive = zipfile.ZipFile(stream)
        with archive:
            yield from _read_members(source, _zip_members(archive, source=source, budget=budget), budget=budget)


def read_tar(source: Source) -> Iterator[Read]:
    """Read the files of a tar archive in its order; links, devices, hidden files and unknown endings are left out.

    Raises:
        InputError: it is no tar archive, is damaged, or holds nothing that can be read.
    """
    budget, _ = budget_of(source)
    with source.open() as stream:
        with guarded(source.name, "a tar archive"):
            archive = tarfile.open(fileobj=stream, mode="r|", tarinfo=_ShortHeader)  # noqa: SIM115 - closed below
        with archive:
            yield from _read_members(source, _tar_members(archive, source=source, budget=budget), budget=budget)


def _read_members(source: Source, members: Iterator[tuple[str, Source | None]], *, budget: Budget) -> Iterator[Read]:
    """Read what comes of an archive: the name of each file, with its source where it can be read."""
    from graphkit.readers.formats import known_endings, read_source, told_endings

    taken, left = 0, []
    for name, member in members:
        if member is None:
            left.append(PurePosixPath(name).suffix.lower())
        else:
            taken += 1
            yield from read_source(member)
            if budget.is_spent:
                return
    if not taken:
        raise InputError(f"holds no file with a known ending; {known_endings()}", source=source.name)
    if left:
        reason = f"{len(left)} file{'s' if len(left) > 1 else ''} with other endings ({told_endings(left)}) left out"
        yield Notice(kind="skipped", source=source.name, reason=reason, count=len(left))


def _is_known(name: str) -> bool:
    from graphkit.readers.formats import READERS

    return PurePosixPath(name).suffix.lower() in READERS


def _is_hidden(name: str) -> bool:
    """Whether a file is left out as in folders, or is what macOS adds to archives."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _zip_members(archive: zipfile.ZipFile, *, source: Source, budget: Budget) -> Iterator[tuple[str, Source | None]]:
    locked = 0
    for info in archive.infolist():
        name = safe_name(info.filename)
        if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or _is_hidden(name):
            continue
        if not _is_known(name):
            yield name, None
        elif info.flag_bits & _ENCRYPTED:
            locked += 1
        else:
            yield name, _zip_member(archive, info, source=source, budget=budget)
    if locked:
        reason = f"holds {locked} encrypted file{'s' if locked > 1 else ''}; unpack it with its password"
        raise InputError(reason, source=source.name)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, source: Source, budget: Budget) -> Source:
    place = f"{source.name}/{safe_name(info.filename)}"

    @contextmanager
    def opens() -> Iterator[IO[bytes]]:
        with guarded(place, "a file of a zip archive"):
            packed = archive.open(info)
        with counted(packed, source=place, what="a file of a zip archive", budget=budget) as stream:
            yield stream

    return member_of(source, info.filename, opens, budget)


def _tar_members(archive: tarfile.TarFile, *, source: Source, budget: Budget) -> Iterator[tuple[str, Source | None]]:
    while True:
        with guarded(source.name, "a tar archive"):
            info = archive.next()
            archive.members = []  # type: ignore[attr-defined]  # it would grow with an archive that is read once
        if info is None:
            return
        name = safe_name(info.name)
        if not info.isreg() or info.issparse() or _is_hidden(name):  # a sparse file may claim any size
            continue
        if not _is_known(name):
            yield name, None
            continue
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as copy:
            _copy(archive, info, copy, source=source)
            yield name, _tar_member(copy, info, source=source, budget=budget)


def _copy(archive: tarfile.TarFile, info: tarfile.TarInfo, copy: IO[bytes], *, source: Source) -> None:
    with guarded(source.name, "a tar archive"):
        packed = cast("IO[bytes]", archive.extractfile(info))
    shutil.copyfileobj(counted(packed, source=source.name, what="a tar archive", budget=None), copy)


def _tar_member(copy: IO[bytes], info: tarfile.TarInfo, *, source: Source, budget: Budget) -> Source:
    @contextmanager
    def opens() -> Iterator[IO[bytes]]:
        copy.seek(0)
        yield copy

    return member_of(source, info.name, opens, budget)


class _ShortHeader(tarfile.TarInfo):
    """A header that can't make tarfile read gigabytes as the name of a member."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _HEADERS and header.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {header.size} bytes")
        return header
