"""Which files the named paths stand for: files themselves, folders, globs and standard input."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import stat
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers.items import Found, Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graphkit.readers.items import Read

IdFrom = Literal["name", "path"]
_SPOOL = 4 << 20  # bytes of a pipe that are kept in memory; what is longer goes to a temporary file


@dataclass(slots=True, kw_only=True)
class Source:
    """One input that can be read more than once.

    Attributes:
        name: what messages call it: the path, or ``-``.
        ending: lower-case, with the dot; chooses the reader.
        document_id: the id of its document, or the beginning of the ids of its lines.
        path: where it lies; None for standard input.
    """

    name: str
    ending: str
    document_id: str
    path: Path | None = None
    _copy: IO[bytes] | None = field(default=None, repr=False)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give the bytes from the start; those of a pipe, which come only once, are kept.

        Raises:
            InputError: it can't be opened or read.
        """
        try:
            if self.path is not None and self.path.is_file():
                with self.path.open("rb") as stream:
                    yield stream
                return
            if self._copy is None:
                self._copy = self._kept()
            self._copy.seek(0)
            yield self._copy
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=self.name) from error

    def close(self) -> None:
        """Let go of what was kept of a pipe."""
        if self._copy is not None:
            self._copy.close()

    def _kept(self) -> IO[bytes]:
        if self.path is None and sys.stdin is None:
            raise InputError("standard input is closed", source=self.name)
        with nullcontext(sys.stdin.buffer) if self.path is None else self.path.open("rb") as stream:
            copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - lives as long as the source
            shutil.copyfileobj(stream, copy)
        return copy


def find_sources(
    inputs: Iterable[str | Path | Document | Extraction],
    *,
    endings: Collection[str],
    stdin_ending: str,
    id_from: IdFrom,
    exclude: Collection[Path] = (),
) -> Iterator[Source | Read]:
    """Find the files that `inputs` stand for, in the order given, folders sorted, each file once.

    Args:
        inputs: files, folders (looked through to the bottom, hidden names left out), globs, ``-``, and documents and
            extractions themselves, which are passed on.
        endings: the endings that can be read, lower-case with the dot.
        stdin_ending: ending that standard input and other pipes are treated as having.
        id_from: where ids come from: the file's name without its last ending, or its path below the named folder.
        exclude: files and folders left out unless they are named themselves, such as what the last run wrote.

    Yields:
        Sources; an error for a path that leads to nothing readable; a notice for files left out of a folder.
    """
    seen: set[str] = set()
    shut = {os.path.realpath(path) for path in exclude}
    for given in inputs:
        if isinstance(given, Document | Extraction):
            ident = given.id if isinstance(given, Document) else given.document.id
            yield Found(item=given, source=f"document {ident!r}")
            continue
        for found in _expand(str(given), endings=endings, stdin_ending=stdin_ending, id_from=id_from, shut=shut):
            if isinstance(found, Source) and found.path is not None:
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _expand(
    given: str, *, endings: Collection[str], stdin_ending: str, id_from: IdFrom, shut: set[str]
) -> Iterator[Source | InputError | Notice]:
    if given == "-":
        yield Source(name="-", ending=stdin_ending, document_id="stdin")
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if glob.has_magic(given):
            yield from _matches(given, endings=endings, id_from=id_from, shut=shut)
        else:
            yield InputError(_absence(error), source=_readable(given))
        return
    ending = path.suffix.lower()
    if stat.S_ISDIR(mode):
        yield from _folder(path, endings=endings, id_from=id_from, shut=shut)
    elif ending in endings or not (ending or stat.S_ISREG(mode)):
        yield _source(path, ending=ending or stdin_ending, below=None, id_from=id_from)
    else:
        known = ", ".join(sorted(endings))
        yield InputError(f"has an ending that can't be read; the known ones are {known}", source=_readable(given))


def _absence(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno not in {errno.ENOENT, errno.ENOTDIR}:
        return f"can't be read: {error.strerror or error}"
    return "does not exist; check the spelling and the folder you are in"


def _folder(
    folder: Path, *, endings: Collection[str], id_from: IdFrom, shut: set[str]
) -> Iterator[Source | InputError | Notice]:
    problems: list[InputError] = []
    files = sorted(_walk(folder, shut=shut, problems=problems), key=lambda path: path.relative_to(folder).parts)
    yield from problems
    if files or not problems:
        yield from _known(str(folder), files, below=folder, endings=endings, id_from=id_from)


def _walk(folder: Path, *, shut: set[str], problems: list[InputError]) -> Iterator[Path]:
    """The files below a folder; pipes and devices, which may never end, are none."""

    def refuse(error: OSError) -> None:
        place = _readable(str(error.filename or folder))
        problems.append(InputError(f"can't be looked through: {error.strerror or error}", source=place))

    for root, folders, names in os.walk(folder, onerror=refuse):
        wanted = {name for name in (*folders, *names) if not name.startswith(".")}
        wanted = {name for name in wanted if os.path.realpath(Path(root, name)) not in shut}
        folders[:] = [name for name in folders if name in wanted]
        for path in (Path(root, name) for name in names if name in wanted):
            if _is_file(path):
                yield path


def _is_file(path: Path) -> bool:
    """Whether it is a file, or can't be told, as of a link that leads nowhere; then opening it tells why."""
    return os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113 - those of Path may raise


def _matches(
    pattern: str, *, endings: Collection[str], id_from: IdFrom, shut: set[str]
) -> Iterator[Source | InputError | Notice]:
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    below = Path(*parts[:fixed])
    files = []
    for match in sorted(Path(match) for match in glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob has no absolute patterns
        if _is_file(match) and os.path.realpath(match) not in shut:
            files.append(match)
        elif os.path.isdir(match) and "**" not in parts:  # noqa: PTH112 - Path.is_dir may raise
            files.extend(sorted(_walk(match, shut=shut, problems=[])))
    yield from _known(pattern, files, below=below, endings=endings, id_from=id_from)


def _known(
    given: str, files: list[Path], *, below: Path, endings: Collection[str], id_from: IdFrom
) -> Iterator[Source | InputError | Notice]:
    """The files with a known ending; an error where there are none, else a notice of how many were left out."""
    wanted = [path for path in files if path.suffix.lower() in endings]
    skipped = len(files) - len(wanted)
    known = ", ".join(sorted(endings))
    if not wanted:
        what = "holds" if os.path.isdir(given) else "matches"  # noqa: PTH112 - Path.is_dir may raise
        yield InputError(f"{what} no file with a known ending ({known})", source=_readable(given))
    elif skipped:
        reason = f"{skipped} file{'s' if skipped > 1 else ''} with other endings than {known} left out"
        yield Notice(kind="skipped", source=_readable(given), reason=reason, count=skipped)
    for path in wanted:
        yield _source(path, ending=path.suffix.lower(), below=below, id_from=id_from)


def _source(path: Path, *, ending: str, below: Path | None, id_from: IdFrom) -> Source:
    ident = path.stem if id_from == "name" else (path if below is None else path.relative_to(below)).as_posix()
    return Source(name=_readable(str(path)), ending=ending, document_id=_readable(ident), path=path)


def _readable(name: str) -> str:
    r"""A file's name as text; bytes in it that are no UTF-8 are written out.

    >>> _readable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")
