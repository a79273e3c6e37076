"""The tables of a corpus file, and how files of earlier versions come to have them.

A file is a corpus if its `application_id` says so (Source: https://www.sqlite.org/pragma.html#pragma_application_id), and
its `user_version` is the number of migrations that it has gone through. A new file goes through all of them, so there
is one way to every version and no second description of the tables.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from graphkit.errors import CorpusError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

APPLICATION_ID: Final = 0x67706B31
"""What tells a corpus from other SQLite files: "gpk1" in ASCII."""

_FIRST: Final = """
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- what extractions were made by; those of records that don't say are all of empty strings
CREATE TABLE configurations (
    number INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    model_version TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (version, model, model_version, digest)
);

-- identity: digest of what the id stands for, the text; content: of all that extraction looks at.
-- text comes last, so that reading the rest of a row never reads it; it is NULL where only a record was given
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    identity BLOB NOT NULL,
    content BLOB NOT NULL,
    words INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    text BLOB
);
CREATE INDEX documents_of_content ON documents (content);

-- one for each content: what a later configuration reads takes the place of what an earlier one did
CREATE TABLE extractions (
    content BLOB PRIMARY KEY,
    configuration INTEGER NOT NULL REFERENCES configurations,
    record BLOB NOT NULL
);
CREATE INDEX extractions_of_configuration ON extractions (configuration);

-- documents in quarantine
CREATE TABLE failures (
    content BLOB PRIMARY KEY,
    configuration INTEGER NOT NULL REFERENCES configurations,
    error TEXT NOT NULL
);

-- ended is NULL for a run that is at work or was stopped
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    verb TEXT NOT NULL,
    configuration INTEGER REFERENCES configurations,
    started TEXT NOT NULL,
    ended TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    replaced INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    extracted INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
);
"""


def _make(connection: sqlite3.Connection) -> None:
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _count_skipped(connection: sqlite3.Connection) -> None:
    """Tell beside each record why its document was left out, so that they can be counted without unpacking them all."""
    import json

    from graphkit.corpus.packing import unpack_text

    connection.execute("ALTER TABLE extractions ADD COLUMN skipped TEXT")
    rows = connection.execute("SELECT rowid, record FROM extractions")
    for number, record in rows:
        if skipped := json.loads(unpack_text(record)).get("skipped"):
            connection.execute("UPDATE extractions SET skipped = ? WHERE rowid = ?", (skipped, number))


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_make, _count_skipped)
"""What leads from each version to the next; the first from an empty file to version 1. Only ever added to."""

VERSION: Final = len(MIGRATIONS)
"""The version that this graphkit reads and writes."""


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Tell the version of a corpus file, 0 where it is empty.

    Raises:
        CorpusError: the file is an SQLite database of something else, or of a later graphkit.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application or version or tables:
            raise CorpusError(f"{path}: is an SQLite database, but no corpus of graphkit's; name another file")
        return 0
    if version > VERSION:
        raise CorpusError(
            f"{path}: was written by a later graphkit (version {version} of the file, this one knows {VERSION}); "
            "update graphkit"
        )
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file, be it empty or of an earlier version, to the present version: as a whole, or not at all.

    Raises:
        CorpusError: as `version_of`.
    """
    if version_of(connection, path) == VERSION:
        return
    with transaction(connection):
        # again, as another process may have been faster
        for step in MIGRATIONS[version_of(connection, path) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that the block writes, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise
