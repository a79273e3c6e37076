"""What a corpus file holds, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit import __version__
from graphkit.corpus.opening import beside

if TYPE_CHECKING:
    from graphkit.corpus.file import CorpusFile

_LAST: Final = 10  # runs that are told of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A configuration that documents were read with.

    Attributes:
        version: of graphkit; "" of records that don't say.
        model: name of the spaCy pipeline.
        model_version: its version.
        digest: of the settings.
        documents: how many were read so.
        current: whether the last run read so, and this graphkit would.
    """

    version: str
    model: str
    model_version: str
    digest: str
    documents: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTold:
    """What one run did.

    Attributes:
        number: from 1.
        verb: add, update or remove.
        started: time, ISO 8601, UTC.
        ended: the same; None where it was stopped, or is at work.
        added: documents; and so on as in `Tally`.
        known: as in `Tally`.
        replaced: as in `Tally`.
        refused: as in `Tally`.
        removed: as in `Tally`.
        extracted: as in `Tally`.
        failed: as in `Tally`.
    """

    number: int
    verb: str
    started: str
    ended: str | None
    added: int
    known: int
    replaced: int
    refused: int
    removed: int
    extracted: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a corpus holds.

    Attributes:
        documents: all of them.
        words: of all texts together, parted by white space.
        records: documents of which only an extraction record was given.
        read: documents of which is known what they say.
        skipped: those of them that were left out, since they are in another language.
        waiting: documents that still are to be read, since a run was stopped.
        outdated: documents with text that were read with other settings than in the last run, or by another version.
        quarantined: documents that could not be read: id and error, sorted.
        readings: the configurations, in order of their first use.
        runs: how many there were.
        last_runs: the last ten of them, the latest last.
        bytes: size of the file and its log.
        decisions: digest of the decisions of the last build, or None.
    """

    documents: int
    words: int
    records: int
    read: int
    skipped: int
    waiting: int
    outdated: int
    quarantined: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    runs: int
    last_runs: tuple[RunTold, ...]
    bytes: int
    decisions: str | None


def count(file: CorpusFile) -> Status:
    """Count what a corpus holds; no text and no record is looked at.

    Raises:
        CorpusError: the file can't be read.
    """
    with file.snapshot():
        return _count(file)


def _count(file: CorpusFile) -> Status:
    readings = _readings(file)
    old = [number for number, reading in readings.items() if not reading.current]
    ((documents, words, records),) = file.rows("SELECT count(*), total(words), count(*) - count(text) FROM documents")
    waiting = """SELECT count(*) FROM documents d WHERE
        NOT EXISTS (SELECT 1 FROM extractions e WHERE e.content = d.content)
        AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.content = d.content)"""
    skipped = """SELECT count(*) FROM documents d JOIN extractions e ON e.content = d.content
        WHERE e.skipped IS NOT NULL"""
    outdated = f"""SELECT count(*) FROM documents d JOIN extractions e ON e.content = d.content
        WHERE d.text IS NOT NULL AND e.configuration IN ({", ".join(map(str, old))})"""
    failures = "SELECT d.id, f.error FROM documents d JOIN failures f ON f.content = d.content ORDER BY d.id"
    told = "number, verb, started, ended, added, known, replaced, refused, removed, extracted, failed"
    runs = file.rows(f"SELECT {told} FROM runs ORDER BY number DESC LIMIT {_LAST}")
    names = told.split(", ")
    return Status(
        documents=documents,
        words=int(words),
        records=records,
        read=sum(reading.documents for reading in readings.values()),
        skipped=file.rows(skipped)[0][0],
        waiting=file.rows(waiting)[0][0],
        outdated=file.rows(outdated)[0][0],
        quarantined=tuple(file.rows(failures)),
        readings=tuple(reading for reading in readings.values() if reading.documents),
        runs=file.rows("SELECT count(*) FROM runs")[0][0],
        last_runs=tuple(RunTold(**dict(zip(names, run, strict=True))) for run in reversed(runs)),
        bytes=sum(path.stat().st_size for path in (file.path, beside(file.path, "-wal")) if path.exists()),
        decisions=file.setting("decisions"),
    )


def _readings(file: CorpusFile) -> dict[int, Reading]:
    current = file.setting("configuration")
    query = """SELECT c.number, c.version, c.model, c.model_version, c.digest,
            (SELECT count(*) FROM extractions e JOIN documents d ON d.content = e.content
             WHERE e.configuration = c.number)
        FROM configurations c ORDER BY c.number"""
    return {
        number: Reading(
            version=version,
            model=model,
            model_version=model_version,
            digest=digest,
            documents=documents,
            current=str(number) == current and version == __version__,
        )
        for number, version, model, model_version, digest, documents in file.rows(query)
    }
