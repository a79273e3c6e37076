"""Which files the named paths stand for: files themselves, folders, globs and standard input."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers.articles import checked
from graphkit.readers.formats import READERS, WEB, known_endings, told_endings, unknown_ending
from graphkit.readers.items import Found, Notice
from graphkit.readers.own import told, written
from graphkit.readers.source import Source, readable
from graphkit.readers.web import refused
from graphkit.records import checked_extraction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from graphkit.readers.items import Read
    from graphkit.readers.own import Written
    from graphkit.readers.settings import Reading
    from graphkit.readers.source import IdFrom

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # Source: RFC 3986, section 3


_WANTED = "must be a path, glob or address, a graphkit.Document(id=..., text=...) or a graphkit.Extraction"


def several(inputs: object) -> Iterable[Any]:
    """What was given as one input or several, as several.

    Raises:
        InputError: it is neither, such as None or a dictionary.
    """
    if isinstance(inputs, str | os.PathLike | Document | Extraction):
        return [inputs]
    if not isinstance(inputs, Iterable) or isinstance(inputs, Mapping | bytes):
        raise InputError(f"{_WANTED}, or several of these, and not {inputs!r:.60}", source="input")
    return inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """How is looked for files: what `find_sources` was given, with the real paths of what is left out."""

    stdin_ending: str
    id_from: IdFrom
    reading: Reading
    shut: frozenset[str]
    own: bool


def find_sources(
    inputs: Iterable[str | Path | Document | Extraction],
    *,
    stdin_ending: str,
    id_from: IdFrom,
    reading: Reading,
    exclude: Collection[Path] = (),
    own: bool = False,
) -> Iterator[Source | Read]:
    """Find the files that `inputs` stand for, in the order given, folders sorted, each file once.

    Args:
        inputs: files, folders (looked through to the bottom, hidden names left out), globs, ``-``, web addresses, and documents
            and extractions themselves, which are passed on.
        stdin_ending: ending that standard input and other pipes are treated as having.
        id_from: where ids come from: the file's name without its last ending, or its path below the named folder.
        reading: how the sources are read.
        exclude: files and folders left out unless they are named themselves, such as what the last run wrote.
        own: whether folders and globs are read with what graphkit itself wrote. Otherwise it is left out of them; of records,
            only where anything else is there to read.

    Yields:
        Sources; an error for a path that leads to nothing readable; a notice for files left out of a folder.
    """
    seen: set[str] = set()
    shut = frozenset(os.path.realpath(path) for path in exclude)
    search = _Search(stdin_ending=stdin_ending, id_from=id_from, reading=reading, shut=shut, own=own)
    for given in inputs:
        if isinstance(given, Document | Extraction):
            yield _at_hand(given)
            continue
        if not isinstance(given, str | os.PathLike) or not str(given):
            yield InputError(f"{_WANTED}, and not {given!r:.60}", source="input")
            continue
        for found in _expand(str(given), search):
            if isinstance(found, Source) and found.path is not None:
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _at_hand(given: Document | Extraction) -> Found | InputError:
    if isinstance(given, Document):
        source = f"document {given.id!r:.80}"
        check: Callable[[], Document | Extraction] = partial(checked, given, source=source)
    else:
        source = f"extraction of {getattr(given.document, 'id', None)!r:.80}"
        check = partial(checked_extraction, given, source=source)
    try:
        return Found(item=check(), source=source)
    except InputError as error:
        return error


def _expand(given: str, search: _Search) -> Iterator[Source | InputError | Notice]:
    if given == "-":
        yield _standard_input(search)
        return
    if _ADDRESS.match(given):
        yield _address(given, search)
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if glob.has_magic(given):
            yield from _matches(given, search)
        else:
            yield InputError(_absence(error), source=readable(given))
        return
    ending = path.suffix.lower()
    if stat.S_ISDIR(mode):
        yield from _folder(path, search)
    elif ending in READERS or not (ending or stat.S_ISREG(mode)):
        yield _source(path, ending=ending or search.stdin_ending, below=None, search=search)
    else:
        yield InputError(unknown_ending(ending), source=readable(given))


def _address(given: str, search: _Search) -> Source | InputError:
    """A web address, whose document is called after it."""
    reason = refused(given, allowed=search.reading.allow_network)
    if reason is not None:
        return InputError(reason, source=readable(given))
    return Source(name=given, ending=WEB, document_id=given, id_from=search.id_from, reading=search.reading)


def _standard_input(search: _Search) -> Source:
    return Source(
        name="-", ending=search.stdin_ending, document_id="stdin", id_from=search.id_from, reading=search.reading
    )


def _absence(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno not in {errno.ENOENT, errno.ENOTDIR}:
        return f"can't be read: {error.strerror or error}"
    return "does not exist; check the spelling and the folder you are in"


def _folder(folder: Path, search: _Search) -> Iterator[Source | InputError | Notice]:
    problems: list[InputError] = []
    files = sorted(_walk(folder, shut=search.shut, problems=problems), key=lambda path: path.relative_to(folder).parts)
    yield from problems
    outside = {path for path in files if _leads_outside(path, folder)}
    if outside:
        files = [path for path in files if path not in outside]
        notice = _left_out(folder, outside)
        yield notice if files else InputError(notice.reason, source=notice.source)
    if files or not (problems or outside):
        yield from _known(str(folder), files, below=folder, search=search)


def _leads_outside(path: Path, folder: Path) -> bool:
    """Whether a file is a link to what doesn't lie below the folder; nobody has named that."""
    return os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))  # noqa: PTH114 - Path.is_symlink may raise


def _left_out(folder: Path, links: Collection[Path]) -> Notice:
    first = readable(min(links).relative_to(folder).as_posix())
    many = f"{len(links)} links that lead outside the folder are left out, the first of them {first}"
    one = f"the link {first} leads outside the folder and is left out"
    advice = "; name files that are to be read" if len(links) > 1 else "; name it if it is to be read"
    return Notice(
        kind="link",
        source=readable(str(folder)),
        reason=(many if len(links) > 1 else one) + advice,
        count=len(links),
    )


def _walk(folder: Path, *, shut: frozenset[str], problems: list[InputError]) -> Iterator[Path]:
    """The files below a folder; pipes and devices, which may never end, are none."""

    def refuse(error: OSError) -> None:
        place = readable(str(error.filename or folder))
        problems.append(InputError(f"can't be looked through: {error.strerror or error}", source=place))

    for root, folders, names in os.walk(folder, onerror=refuse):
        wanted = {name for name in (*folders, *names) if not name.startswith(".")}
        wanted = {name for name in wanted if os.path.realpath(Path(root, name)) not in shut}
        folders[:] = [name for name in folders if name in wanted and not _is_of_a_page(name, names)]
        for path in (Path(root, name) for name in names if name in wanted):
            if _is_file(path):
                yield path


def _is_of_a_page(folder: str, beside: list[str]) -> bool:
    """Whether a browser saved the folder beside a page: its pictures, programs and advertisements."""
    page = folder.removesuffix("_files")
    return page != folder and not {f"{page}.html", f"{page}.htm", f"{page}.xhtml"}.isdisjoint(beside)


def _is_file(path: Path) -> bool:
    """Whether it is a file, or can't be told, as of a link that leads nowhere; then opening it tells why."""
    return os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113 - those of Path may raise


def _matches(pattern: str, search: _Search) -> Iterator[Source | InputError | Notice]:
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    below = Path(*parts[:fixed])
    files = []
    for match in sorted(Path(match) for match in glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob has no absolute patterns
        if _is_file(match) and os.path.realpath(match) not in search.shut:
            files.append(match)
        elif os.path.isdir(match) and "**" not in parts:  # noqa: PTH112 - Path.is_dir may raise
            files.extend(sorted(_walk(match, shut=search.shut, problems=[])))
    yield from _known(pattern, files, below=below, search=search)


def _known(given: str, files: list[Path], *, below: Path, search: _Search) -> Iterator[Source | InputError | Notice]:
    """The files with a known ending; an error where there are none, else a notice of how many were left out."""
    wanted = [path for path in files if path.suffix.lower() in READERS]
    others = [path.suffix.lower() for path in files if path.suffix.lower() not in READERS]
    if not files and glob.has_magic(given):
        yield InputError("matches no file; check the spelling and the folder you are in", source=readable(given))
    elif not wanted:
        what = "holds" if os.path.isdir(given) else "matches"  # noqa: PTH112 - Path.is_dir may raise
        yield InputError(f"{what} no file with a known ending; {known_endings()}", source=readable(given))
    elif others:
        what = f"{len(others)} file{'s' if len(others) > 1 else ''}"
        reason = f"{what} left out, whose ending can't be read: {readable(told_endings(others))}"
        yield Notice(kind="skipped", source=readable(given), reason=reason, count=len(others))
    own = {} if search.own else _own(wanted)
    if own:
        wanted = [path for path in wanted if path not in own]
        notice = Notice(kind="own", source=readable(given), reason=told(list(own), below=below), count=len(own))
        yield notice if wanted else InputError(notice.reason, source=notice.source)
    for path in wanted:
        yield _source(path, ending=path.suffix.lower(), below=below, search=search)


def _own(files: list[Path]) -> dict[Path, Written]:
    """Those that graphkit wrote; not its records where nothing else is there to read."""
    kinds = {path: kind for path in files if (kind := written(path)) is not None}
    if len(kinds) < len(files):
        return kinds
    return {path: kind for path, kind in kinds.items() if kind != "records"}


def _source(path: Path, *, ending: str, below: Path | None, search: _Search) -> Source:
    by_name = search.id_from == "name"
    ident = path.stem if by_name else (path if below is None else path.relative_to(below)).as_posix()
    return Source(
        name=readable(str(path)),
        ending=ending,
        document_id=readable(ident),
        path=path,
        id_from=search.id_from,
        reading=search.reading,
    )
