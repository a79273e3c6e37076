"""What is given bad bytes: each target takes them, and may raise nothing but graphkit's own errors."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graphkit.config import load_config
from graphkit.decisions import read_decisions
from graphkit.errors import GraphkitError, InputError
from graphkit.model import Document, Extraction
from graphkit.readers import Notice, Reading
from graphkit.readers.formats import READERS, read_source
from graphkit.readers.items import Found
from graphkit.readers.source import Source
from graphkit.records import from_record, to_record
from graphkit.relations.patterns import parse_files
from graphkit.resolve.known import read_known

READING = Reading(max_bytes=2_000_000)
MOST = 200  # things that one input is read for

Target = Callable[[bytes], None]


def read_file(ending: str, data: bytes) -> None:
    """Read a file of that ending, as `build` would.

    Raises:
        AssertionError: what comes of it can't be.
    """

    @contextmanager
    def opener() -> Iterator[IO[bytes]]:
        yield io.BytesIO(data)

    source = Source(name=f"fuzz.txt{ending}", ending=ending, document_id="fuzz", opener=opener, reading=READING)
    for number, read in enumerate(read_source(source)):
        assert isinstance(read, Found | InputError | Notice), read
        assert str(read)
        if isinstance(read, Found) and isinstance(read.item, Document):
            assert read.item.text.strip()
            read.item.text.encode()
            read.item.id.encode()
        elif isinstance(read, Found):
            _there_and_back(read.item)
        if number == MOST:
            return


def read_record(data: bytes) -> None:
    """Read an extraction record, and write it again.

    Raises:
        AssertionError: what is written is not what was read.
    """
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(record, dict):
        _there_and_back(from_record(record, source="fuzz"))


def _there_and_back(extraction: Extraction) -> None:
    assert from_record(json.loads(json.dumps(to_record(extraction))), source="again") == extraction


def _of_file(read: Callable[[Path], object], ending: str) -> Target:
    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"fuzz{ending}"
            path.write_bytes(data)
            read(path)

    return target


def _patterns(data: bytes) -> None:
    parse_files([("fuzz.toml", data.decode("utf-8", "replace"))])


def targets() -> dict[str, Target]:
    """Every target by its name: a file's ending, or what is read."""
    files: dict[str, Target] = {}
    for ending in READERS:
        files[ending] = lambda data, ending=ending: read_file(ending, data)
    return files | {
        "record": read_record,
        "settings": _of_file(lambda path: load_config(path, environ={}), ".toml"),
        "decisions": _of_file(read_decisions, ".toml"),
        "gazetteer": _of_file(read_known, ".csv"),
        "patterns": _patterns,
    }


def run(target: Target, data: bytes) -> None:
    """Give `data` to a target; graphkit's own errors are answers."""
    try:
        target(data)
    except GraphkitError as error:
        assert str(error).strip()  # noqa: PT017 - no test, but what tests are run with
