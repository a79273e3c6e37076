"""The corpus file: documents, what was read out of each, and the runs that did so.

Whatever a method has written when it returns is kept, whatever happens afterwards. What belongs together is written in one
transaction, so that a process can be killed at any moment and the file holds together.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from graphkit.corpus import packing
from graphkit.corpus.extractions import Extractions, intact
from graphkit.corpus.opening import alone, explained, open_to_read, open_to_write, see_place
from graphkit.corpus.schema import transaction
from graphkit.errors import InputError, UnknownDocumentError
from graphkit.model import Document, Extraction, Run
from graphkit.readers.inputs import identify

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike
    from types import TracebackType

Taken = Literal["added", "known", "described", "replaced", "refused"]
"""What became of what was given: new, there already, there with other metadata that were replaced, in place of another text
with its id, or refused because of such a text."""

Verb = Literal["add", "update"]
Wanted = Literal["new", "named", "all"]

_PAGE: Final = 64  # documents that are fetched at a time
_NAMED: Final = 5  # ids that one message names

_NEVER_READ: Final = """NOT EXISTS (SELECT 1 FROM extractions e WHERE e.content = d.content)
    AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.content = d.content AND f.configuration = :configuration)"""
_NOT_READ_SO: Final = """NOT EXISTS (
    SELECT 1 FROM extractions e WHERE e.content = d.content AND e.configuration = :configuration)"""
_WANTED: Final[dict[Wanted, str]] = {
    "new": _NEVER_READ,
    "named": f"({_NEVER_READ} OR (d.number IN (SELECT number FROM temp.named) AND {_NOT_READ_SO}))",
    "all": _NOT_READ_SO,
}
"""Which documents are to be read: those that never were; those, and of the ones taken since the file was opened those that
this configuration didn't read; of all, those that it didn't read."""

_CONFIGURATION: Final = (
    "SELECT number FROM configurations WHERE version = ? AND model = ? AND model_version = ? AND digest = ?"
)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one run did, in documents.

    Attributes:
        added: new in the corpus.
        known: there already, with the same text.
        replaced: with another text or other metadata than before.
        refused: not taken, since their ids stand for other texts.
        removed: taken out.
        extracted: read.
        failed: could not be read, and are in quarantine.
    """

    added: int = 0
    known: int = 0
    replaced: int = 0
    refused: int = 0
    removed: int = 0
    extracted: int = 0
    failed: int = 0

    def count(self, taken: Taken) -> None:
        """Count a document that was given."""
        key = "replaced" if taken == "described" else taken
        setattr(self, key, getattr(self, key) + 1)


@dataclass(slots=True)
class CorpusFile:
    """An open corpus file; a context manager, which closes it.

    Attributes:
        path: where it lies.
    """

    path: Path
    _connection: sqlite3.Connection
    _closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack, repr=False)

    @classmethod
    def to_read(cls, path: str | PathLike[str]) -> Self:
        """Open a corpus that nothing is written to.

        Raises:
            CorpusError: there is none, or it can't be read.
        """
        connection = open_to_read(Path(path))
        closing = contextlib.ExitStack()
        closing.callback(connection.close)
        return cls(Path(path), connection, closing)

    @classmethod
    def to_write(cls, path: str | PathLike[str], *, create: bool = False) -> Self:
        """Open a corpus to write to it, which nobody else may meanwhile; with `create`, make it where there is none.

        Raises:
            CorpusError: there is none, it can't be written, or another process is writing to it.
        """
        with contextlib.ExitStack() as closing:
            see_place(Path(path), create=create)
            closing.enter_context(alone(Path(path)))
            connection = open_to_write(Path(path), create=create)
            closing.callback(connection.close)
            connection.execute("CREATE TEMP TABLE named (number INTEGER PRIMARY KEY)")
            return cls(Path(path), connection, closing.pop_all())

    def __enter__(self) -> Self:
        """Give the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close it; what was written stays."""
        self._closing.close()

    # ------------------------------------------------------------------------------------------------------ documents

    def take(self, items: Iterable[Document | Extraction], *, replacing: bool = False) -> list[Taken]:
        """Take documents with their texts, and extraction records, in one transaction.

        Of one text with one id, those metadata are kept that `identify` ranks first, whichever came first. A record is kept
        under the configuration that it names.

        Args:
            items: what to take.
            replacing: another text with the id of one that is there takes its place, and so do other metadata.

        Returns:
            What became of each.

        Raises:
            CorpusError: the file can't be written.
        """
        with self._writing():
            found = [self._take(item, replacing=replacing) for item in items]
            named = [(number,) for _, number in found]
            self._connection.executemany("INSERT OR IGNORE INTO temp.named VALUES (?)", named)
        return [taken for taken, _ in found]

    def _take(self, item: Document | Extraction, *, replacing: bool) -> tuple[Taken, int | None]:
        execute = self._connection.execute
        given = _Given.of(item)
        query = "SELECT number, identity, content, metadata FROM documents WHERE id = ?"
        row = execute(query, (given.id,)).fetchone()
        taken = "added" if row is None else _judge(given, row, replacing=replacing)
        number = None if row is None else row[0]
        if taken == "added":
            insert = "INSERT INTO documents (identity, content, words, metadata, text, id) VALUES (?, ?, ?, ?, ?, ?)"
            number = execute(insert, (*given.columns(), given.id)).lastrowid
        elif taken in {"described", "replaced"}:
            columns = "identity = ?, content = ?, words = ?, metadata = ?, text = ?"
            execute(f"UPDATE documents SET {columns} WHERE number = ?", (*given.columns(), number))
            self._forget([row[2]])
        if isinstance(item, Extraction) and taken in {"added", "replaced"}:
            self._store(given.content, item)
        return taken, number

    def remove(self, ids: Iterable[str]) -> int:
        """Take documents out, with all that was read out of them: all that are named, or none. Is a run of its own.

        Returns:
            How many there were.

        Raises:
            UnknownDocumentError: an id is that of no document.
            CorpusError: the file can't be written.
        """
        wanted = list(dict.fromkeys(ids))
        contents, missing = [], []
        with self._writing():
            for ident in wanted:
                row = self._execute(
                    "SELECT number, content FROM documents WHERE id = ?", (_storable(ident),)
                ).fetchone()
                if row is None:
                    missing.append(ident)
                else:
                    self._execute("DELETE FROM documents WHERE number = ?", (row[0],))
                    contents.append(row[1])
            if missing:
                raise UnknownDocumentError(_absence(self.path, missing))
            self._forget(contents)
            insert = "INSERT INTO runs (verb, started, ended, removed) VALUES ('remove', ?1, ?1, ?2)"
            self._execute(insert, (_now(), len(wanted)))
        return len(wanted)

    def _forget(self, contents: Sequence[bytes]) -> None:
        """Let go of what was read out of contents that no document has any more."""
        for table in ("extractions", "failures"):
            delete = (
                f"DELETE FROM {table} WHERE content = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE content = ?1)"
            )
            self._connection.executemany(delete, [(content,) for content in contents])

    def compact(self) -> None:
        """Give the room of what was removed back to the file system."""
        with explained(self.path):
            # as a script, since a statement whose rows have no columns is left after the first: one page
            self._connection.executescript("PRAGMA incremental_vacuum")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # ---------------------------------------------------------------------------------------------------- extractions

    def ids(self) -> list[str]:
        """Ids of all documents, sorted."""
        return [row[0] for row in self.rows("SELECT id FROM documents ORDER BY id")]

    def find_configuration(self, run: Run) -> int:
        """Give the number of the configuration that a run reads with, 0 where nothing was read with it yet."""
        row = self._execute(_CONFIGURATION, _columns(run)).fetchone()
        return 0 if row is None else int(row[0])

    def configuration(self, run: Run) -> int:
        """Give the number of the configuration that a run reads with, new or not, and keep it as that of the corpus.

        Raises:
            CorpusError: the file can't be written.
        """
        with self._writing():
            number = self._configuration(run)
            self._set("configuration", str(number))
        return number

    def _configuration(self, run: Run) -> int:
        insert = "INSERT INTO configurations (version, model, model_version, digest) VALUES (?, ?, ?, ?)"
        return self.find_configuration(run) or int(self._execute(insert, _columns(run)).lastrowid or 0)

    def count_pending(self, wanted: Wanted, *, configuration: int) -> int:
        """Tell how many documents are to be read, those of one content once."""
        query = f"SELECT count(DISTINCT d.content) FROM documents d WHERE d.text IS NOT NULL AND {_WANTED[wanted]}"
        return int(self._execute(query, {"configuration": configuration}).fetchone()[0])

    def pending(self, wanted: Wanted, *, configuration: int) -> Iterator[tuple[bytes, Document]]:
        """Go through the documents that are to be read, each with the digest of its content, in the order in which they came.

        Few of them are in memory at a time, and no transaction is held.

        Raises:
            CorpusError: a text is damaged.
        """
        query = f"""SELECT d.number, d.content, d.id, d.metadata, d.text FROM documents d
            WHERE d.number > :last AND d.text IS NOT NULL AND {_WANTED[wanted]} ORDER BY d.number LIMIT :page"""
        values = {"configuration": configuration, "last": 0, "page": _PAGE}
        while rows := self._execute(query, values).fetchall():
            # what two documents have in common is read once; that of earlier pages is mostly stored by now
            once = {content: rest for _, content, *rest in reversed(rows)}
            for content, (ident, metadata, text) in reversed(once.items()):
                with intact(self.path, ident):
                    document = _document(ident, metadata, packing.unpack_text(text))
                yield content, document
            values["last"] = rows[-1][0]

    def store(self, results: Iterable[tuple[bytes, Extraction | InputError]], *, configuration: int) -> None:
        """Keep what was read out of documents, in one transaction; those that failed go into quarantine.

        Args:
            results: the digest of a document's content, as `pending` gave it, and what came of it.
            configuration: the number of the configuration that read them.

        Raises:
            CorpusError: the file can't be written.
        """
        with self._writing():
            for content, result in results:
                if isinstance(result, Extraction):
                    self._store(content, result, configuration=configuration)
                else:
                    insert = "INSERT OR REPLACE INTO failures (content, configuration, error) VALUES (?, ?, ?)"
                    self._execute(insert, (content, configuration, result.reason))

    def _store(self, content: bytes, extraction: Extraction, *, configuration: int | None = None) -> None:
        if configuration is None:
            configuration = self._configuration(extraction.document.run or Run(version=""))
        insert = "INSERT OR REPLACE INTO extractions (content, configuration, record, skipped) VALUES (?, ?, ?, ?)"
        record = packing.pack_record(extraction)
        self._connection.execute(insert, (content, configuration, record, extraction.skipped))
        self._connection.execute("DELETE FROM failures WHERE content = ?", (content,))

    def extractions(self) -> Extractions:
        """Give what all documents say that were read, by document id; can be gone through any number of times."""
        return Extractions(self._connection, self.path)

    def runs(self, *, of_texts: bool = False) -> tuple[Run | None, ...]:
        """Tell by what the documents were read, each once; None of records that don't say.

        Args:
            of_texts: leave out those of which only a record was given.
        """
        query = """SELECT version, model, model_version, digest FROM configurations c WHERE EXISTS (
                SELECT 1 FROM extractions e JOIN documents d ON d.content = e.content
                WHERE e.configuration = c.number AND (d.text IS NOT NULL OR NOT :of_texts))
            ORDER BY number"""
        rows = self.rows(query, {"of_texts": of_texts})
        runs = (Run(version=row[0], model=row[1], model_version=row[2], digest=row[3]) for row in rows)
        return tuple(run if run.version else None for run in runs)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """See the same documents and extractions for as long as the block runs, whatever others write."""
        self._execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    # ----------------------------------------------------------------------------------------------- runs and settings

    def begin(self, verb: Verb) -> int:
        """Write down that a run begins, which is told of by `record`; give its number."""
        with self._writing():
            insert = "INSERT INTO runs (verb, started) VALUES (?, ?)"
            return int(self._execute(insert, (verb, _now())).lastrowid or 0)

    def record(self, run: int, tally: Tally, *, configuration: int | None = None, ended: bool = False) -> None:
        """Write down what a run has done so far, or at its end."""
        told = asdict(tally)
        columns = ", ".join(f"{name} = :{name}" for name in told)
        update = f"UPDATE runs SET {columns}, configuration = :configuration, ended = :ended WHERE number = :number"
        values = told | {"number": run, "configuration": configuration, "ended": _now() if ended else None}
        with self._writing():
            self._execute(update, values)

    def setting(self, key: str) -> str | None:
        """What is kept under a key, None where nothing is."""
        row = self._execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        """Keep a value under a key."""
        with self._writing():
            self._set(key, value)

    def _set(self, key: str, value: str) -> None:
        self._execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, value))

    # ------------------------------------------------------------------------------------------------------ underneath

    def rows(self, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query that reads."""
        return self._execute(query, values or {}).fetchall()

    def _execute(self, query: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> sqlite3.Cursor:
        with explained(self.path):
            return self._connection.execute(query, values)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path), transaction(self._connection):
            yield


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is to go into a row of documents."""

    id: str
    identity: bytes
    content: bytes
    rank: tuple[int, str]
    metadata: str
    document: Document
    is_text: bool

    @classmethod
    def of(cls, item: Document | Extraction) -> _Given:
        document = item.document if isinstance(item, Extraction) else item
        ident, identity, rank = identify(item)
        metadata = packing.metadata_of(document)
        is_text = isinstance(item, Document)
        return cls(
            id=_storable(ident),
            identity=packing.digest(identity),
            content=packing.content_digest(document.text if is_text else identity, metadata),
            rank=rank,
            metadata=metadata,
            document=document,
            is_text=is_text,
        )

    def columns(self) -> tuple[bytes, bytes, int, str, bytes | None]:
        text = packing.pack_text(self.document.text) if self.is_text else None
        return self.identity, self.content, len(self.document.text.split()), self.metadata, text


def _judge(given: _Given, row: tuple[int, bytes, bytes, str], *, replacing: bool) -> Taken:
    """What becomes of what is given, where there is a document with its id."""
    _, identity, content, metadata = row
    if identity != given.identity:
        return "replaced" if replacing else "refused"
    if content == given.content:
        return "known"
    there = identify(_document(given.id, metadata, given.document.text))[2]
    return "described" if replacing or given.rank < there else "known"


def _columns(run: Run) -> tuple[str, str, str, str]:
    return run.version, run.model, run.model_version, run.digest


def _document(ident: str, metadata: str, text: str) -> Document:
    return Document(id=ident, text=text, **packing.read_metadata(metadata))


def _storable(ident: str) -> str:
    """The id, its half surrogate pairs (of file names that are no UTF-8) written out, as the file can't hold them."""
    return ident.encode("utf-8", "backslashreplace").decode()


def _absence(path: Path, missing: Sequence[str]) -> str:
    named = ", ".join(map(repr, missing[:_NAMED]))
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"{path}: no document has the id {named}{more}; nothing was removed ('graphkit status {path} --ids' lists the ids)"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
