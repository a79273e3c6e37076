"""All inputs as one stream, in which one bad file never stops or spoils the rest.

A document's id stands for one text. Whether two inputs claim one id for different texts is known only when all were
seen, and nothing taken can be taken back from those who read the stream. So the inputs are read twice: first for the ids,
of which a digest and the places are kept (`claims`), then for the documents. No text is held; a pipe is kept in a temporary file, and
so is what came of a format that costs much to take apart.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING, Literal

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers.apart import Crew
from graphkit.readers.articles import dated
from graphkit.readers.claims import ClaimsInMemory
from graphkit.readers.formats import is_dear, read_source
from graphkit.readers.items import Found, Item, Notice, Read
from graphkit.readers.settings import Reading
from graphkit.readers.source import IdFrom, Source
from graphkit.readers.sources import find_sources
from graphkit.readers.spool import Spool
from graphkit.records import to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from graphkit.readers.apart import Apart
    from graphkit.readers.claims import Claims, Conflict, Rank

StdinFormat = Literal["text", "jsonl", "json", "csv", "tsv", "md", "html"]
_DEFAULT = Reading()


def read_inputs(  # noqa: PLR0913 - each is an option of its own, given by name
    inputs: Iterable[str | Path | Document | Extraction],
    *,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    reading: Reading = _DEFAULT,
    exclude: Collection[Path] = (),
    own: bool = False,
    expect: Callable[[int], None] | None = None,
    claims: Claims | None = None,
    apart: Apart | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Item]:
    """Read everything that `inputs` stand for.

    One id with one text twice is one document (of the two, the one with more metadata), and a notice counts the other.
    One id with different texts is one error that names every place; none of them is taken. The publication date is the
    metadata's, else a date in the first line or the dateline of the text, else one in the file's name; never the file's time.

    Args:
        inputs: files, folders, globs, ``-`` for standard input, web addresses, and documents and extractions that are there already.
        stdin_format: what standard input holds: one article as plain text, or the format of that ending.
        id_from: "name" for ids from file names without their last ending, "path" for the path below the named folder.
        reading: how files are read.
        exclude: files and folders left out of folders and globs, such as what the last run wrote.
        own: whether folders are read with what graphkit itself wrote into them.
        expect: called once, before the first document, with the number of documents and records that will come.
        claims: what remembers the ids, where they are not to be remembered in memory.
        apart: how files that cost much to take apart are read in processes of their own, which can be stopped; None for in
            this one.
        progress: called after each input that was taken apart, with how many were, and of how many.

    Yields:
        Documents with their text and extraction records, in input order, and among them, where they arise, an
        `InputError` for each input that can't be used and a `Notice` for what is good to know.

    Raises:
        OutputError: a temporary file is needed and can't be written.
        EngineError: files are to be read apart, and no process can be started.
    """
    found = find_sources(
        inputs,
        stdin_ending=".txt" if stdin_format == "text" else f".{stdin_format}",
        id_from=id_from,
        reading=reading,
        exclude=exclude,
        own=own,
    )
    with ExitStack() as closing:
        spool = closing.enter_context(Spool())
        sources = list(found)
        for source in sources:
            if isinstance(source, Source):
                closing.callback(source.close)
        claims = ClaimsInMemory() if claims is None else claims
        with Crew(apart, sources) if apart is not None else nullcontext() as crew:
            _claim(sources, claims=claims, spool=spool, crew=crew, progress=progress)
        if expect is not None:
            expect(len(claims))
        yield from _documents(sources, claims=claims, spool=spool)


def _documents(sources: list[Source | Read], *, claims: Claims, spool: Spool) -> Iterator[Item]:
    yield from map(_conflict, claims.conflicts())
    for number, source in enumerate(sources):
        for read in _read(number, source, spool=spool):
            item: Item | None
            if isinstance(read, Found):
                name = read.source if isinstance(source, Source) else ""
                item = _take(read, claims=claims, file=name)
            else:
                item = read
            if item is not None:
                yield item


def _read(number: int, source: Source | Read, *, spool: Spool, crew: Crew | None = None) -> Iterator[Read]:
    """What a source holds; from the spool where it is kept there, and into it where reading once more would be dear."""
    if not isinstance(source, Source):
        return iter((source,))
    if number in spool:
        return spool.again(number)
    reads = crew.read(number) if crew is not None and number in crew else read_source(source)
    return spool.keep(number, reads) if is_dear(source) else reads


def _claim(
    sources: Sequence[Source | Read],
    *,
    claims: Claims,
    spool: Spool,
    crew: Crew | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Remember all ids, and what they stand for."""
    for number, source in enumerate(sources):
        for read in _read(number, source, spool=spool, crew=crew):
            if isinstance(read, Found):
                ident, digest, rank = identify(read.item)
                claims.claim(ident, digest=digest, rank=rank, place=read.place)
        if progress is not None and isinstance(source, Source):
            progress(number + 1, len(sources))


def identify(item: Document | Extraction) -> tuple[str, str, Rank]:
    """Give the id, the digest of what it stands for, and the rank among equals: most metadata first, then by content."""
    if isinstance(item, Extraction):
        record = json.dumps(to_record(item), ensure_ascii=False, sort_keys=True)
        return item.document.id, "record " + hashlib.sha256(record.encode()).hexdigest(), (0, "")
    metadata = [item.title, item.url, item.publisher, item.published and item.published.isoformat(), item.lang]
    metadata.append("; ".join(item.authors) or None)
    rank = -sum(value is not None for value in metadata), json.dumps(metadata)
    return item.id, "text " + hashlib.sha256(item.text.encode()).hexdigest(), rank


def _take(found: Found, *, claims: Claims, file: str) -> Item | None:
    """What comes of something found in `file`: itself, a word on why not, or None where all was said already."""
    ident, digest, rank = identify(found.item)
    verdict = claims.judge(ident, digest=digest, rank=rank)
    if verdict == "unknown":
        return InputError("changed while it was being read; run again", source=found.source, line=found.line)
    if verdict == "conflict":
        return None
    if verdict == "again":
        reason = f"has the id and the text of another input ({ident}); counted once"
        return Notice(kind="duplicate", source=found.source, line=found.line, reason=reason)
    return dated(found.item, file=file) if isinstance(found.item, Document) else found.item


def _conflict(conflict: Conflict) -> InputError:
    places = ", ".join(conflict.places)
    more = f" and {conflict.count - len(conflict.places)} more" if conflict.count > len(conflict.places) else ""
    return InputError(
        f"id {conflict.id!r} stands for {conflict.texts} different texts, of which none is taken: {places}{more}; "
        "give each its own id (for files of one name, --id path does)",
        source=conflict.places[0],
    )
