"""The ids of very many inputs, on the disk, so that adding to a corpus takes the same memory however much is added."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graphkit.corpus.opening import explained
from graphkit.readers.claims import NAMED, Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from graphkit.readers.claims import Rank, Verdict

_TABLE = """CREATE TABLE claims (
    number INTEGER PRIMARY KEY, id BLOB UNIQUE NOT NULL, digests TEXT NOT NULL, places TEXT NOT NULL, count INTEGER NOT NULL,
    rank INTEGER NOT NULL, words TEXT NOT NULL, taken INTEGER NOT NULL DEFAULT 0)"""


class ClaimsOnDisk:
    """Claims in a temporary database, which has no name and goes when it is closed; see `graphkit.readers.claims.Claims`."""

    def __init__(self) -> None:
        """Begin with none."""
        self._folder = Path(tempfile.gettempdir())
        with explained(self._folder):
            self._connection = sqlite3.connect("", isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.execute(_TABLE)
            self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let all go."""
        self._connection.close()

    def claim(self, ident: str, *, digest: str, rank: Rank, place: str) -> None:
        """Remember that a text was found under an id."""
        key = _key(ident)
        with explained(self._folder):
            query = "SELECT digests, places, count, rank, words FROM claims WHERE id = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            if row is None:
                insert = "INSERT INTO claims (id, digests, places, count, rank, words) VALUES (?, ?, ?, 1, ?, ?)"
                self._connection.execute(insert, (key, digest, json.dumps([place]), *rank))
                return
            digests, places = row[0].split("\n"), json.loads(row[1])
            told = digests if digest in digests else [*digests, digest]
            named = [*places, place][:NAMED]
            update = "UPDATE claims SET digests = ?, places = ?, count = count + 1, rank = ?, words = ? WHERE id = ?"
            best = min(rank, (row[3], row[4]))
            self._connection.execute(update, ("\n".join(told), json.dumps(named), *best, key))

    def __len__(self) -> int:
        """How many ids stand for one text."""
        with explained(self._folder):
            query = "SELECT count(*) FROM claims WHERE instr(digests, char(10)) = 0"
            return int(self._connection.execute(query).fetchone()[0])

    def conflicts(self) -> Iterator[Conflict]:
        """The ids that stand for several texts, in order of their first claims."""
        query = "SELECT id, digests, places, count FROM claims WHERE instr(digests, char(10)) > 0 ORDER BY number"
        with explained(self._folder):
            for key, digests, places, count in self._connection.execute(query):
                ident = key.decode("utf-8", "surrogatepass")
                yield Conflict(id=ident, texts=digests.count("\n") + 1, places=tuple(json.loads(places)), count=count)

    def judge(self, ident: str, *, digest: str, rank: Rank) -> Verdict:
        """What becomes of an item; of equals, the first of the lowest rank is taken."""
        key = _key(ident)
        with explained(self._folder):
            query = "SELECT digests, rank, words, taken FROM claims WHERE id = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            if row is None or digest not in row[0].split("\n"):
                return "unknown"
            if "\n" in row[0]:
                return "conflict"
            if row[3] or rank != (row[1], row[2]):
                return "again"
            self._connection.execute("UPDATE claims SET taken = 1 WHERE id = ?", (key,))
            return "taken"


def _key(ident: str) -> bytes:
    return ident.encode("utf-8", "surrogatepass")
