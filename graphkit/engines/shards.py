"""Shards: files of articles on any file system that fsspec knows, and Parquet files of what was extracted of them."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.engines.dataframes import OUTPUT, Row, extract_rows
from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers.articles import dated
from graphkit.readers.formats import READERS, read_source
from graphkit.readers.items import Found
from graphkit.readers.settings import Reading
from graphkit.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from fsspec import AbstractFileSystem

    from graphkit.engines.extractor import Extractor
    from graphkit.engines.pool import Pool
    from graphkit.readers.items import Read

ROWS = 500
"""Articles that are held at once, and rows of a row group."""

CHARACTERS = 2_000_000
"""Letters of text that are held at once."""

_DEFAULT = Reading()
_NAMED = 20  # errors that a report holds
_MADE_OF = b"graphkit"  # key of a Parquet file's metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardReport:
    """What became of a shard.

    Attributes:
        shard: its URL or path.
        output: where its extractions are.
        documents: how many were extracted.
        failed: how many were not.
        errors: what the first of those say.
        resumed: True where the extractions had been made before.
    """

    shard: str
    output: str
    documents: int = 0
    failed: int = 0
    errors: tuple[str, ...] = ()
    resumed: bool = False


def find_shards(paths: Iterable[str], *, options: Mapping[str, Any]) -> list[str]:
    """The files that paths, URLs, globs and folders stand for, on any file system of fsspec; sorted, each once.

    Raises:
        InputError: one of them leads to nothing that can be read.
    """
    found: dict[str, None] = {}
    for given in paths:
        system, path = _system(given, options)
        try:
            files = system.find(path) if system.isdir(path) else sorted(system.glob(path)) if "*" in path else [path]
            known = [file for file in files if _ending(file) in READERS]
            if not known or not all(system.exists(file) for file in known[:1]):
                raise InputError("holds, or is, no file that can be read; name files, folders or globs", source=given)
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=given) from error
        local = "file" in system.protocol
        found.update(dict.fromkeys(file if local else system.unstrip_protocol(file) for file in sorted(known)))
    return list(found)


def extract_shard(
    shard: str,
    *,
    folder: str,
    extractor: Extractor | Pool,
    reading: Reading = _DEFAULT,
    options: Mapping[str, Any],
    run: str = "",
) -> ShardReport:
    """Extract what the articles of a shard say, to a Parquet file of its own, which is there whole or not at all.

    Where that file is there already, made of the same bytes in the same way, nothing is done.

    Args:
        shard: path or URL, as `find_shards` gives it.
        folder: path or URL of the folder of all results.
        extractor: reads the articles.
        reading: how the file is read.
        options: for fsspec, such as keys of an object store.
        run: stands in the name of the file while it is written, for `remove_parts`.

    Raises:
        OSError: the results can't be written.
    """
    import pyarrow.parquet as pq

    system, path = _system(shard, options)
    store, root = _system(folder, options)
    told = {"shard": shard, "size": system.size(path), "digest": extractor.recipe.digest, "version": __version__}
    made_of = json.dumps(told)
    name = f"{PurePosixPath(path).stem}-{hashlib.sha256(shard.encode()).hexdigest()[:8]}.parquet"
    target = f"{root.rstrip('/')}/{name}"
    store.makedirs(root, exist_ok=True)
    if store.exists(target) and (earlier := _earlier(store, target, made_of)) is not None:
        return earlier.report(shard, name, resumed=True)
    count = _Count()
    schema = _schema().with_metadata({_MADE_OF: made_of.encode()})
    part = f"{root.rstrip('/')}/.{name}.{run}.{uuid.uuid4().hex}.part"  # two workers may be at one shard
    try:
        with store.open(part, "wb") as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            for chunk in _chunks(_read(system, path, shard, reading)):
                rows = list(extract_rows(chunk, extractor=extractor))
                for row in rows:
                    count.add(row)
                writer.write_batch(_batch(rows, schema))
        store.mv(part, target)
    except BaseException:
        if store.exists(part):
            store.rm(part)
        raise
    return count.report(shard, name)


def remove_parts(folder: str, *, run: str, options: Mapping[str, Any]) -> None:
    """Take away what workers that are no more have left half written; once none of the run is at work."""
    store, root = _system(folder, options)
    if not store.isdir(root):
        return
    for path in store.ls(root, detail=False):
        name = PurePosixPath(path).name
        if name.startswith(".") and name.endswith(".part") and f".{run}." in name:
            store.rm(path)


@dataclass(slots=True)
class _Count:
    documents: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        _, record, error = row
        if record is not None:
            self.documents += 1
            return
        self.failed += 1
        if len(self.errors) < _NAMED:
            self.errors.append(error or "")

    def report(self, shard: str, output: str, *, resumed: bool = False) -> ShardReport:
        return ShardReport(
            shard=shard,
            output=output,
            documents=self.documents,
            failed=self.failed,
            errors=tuple(self.errors),
            resumed=resumed,
        )


def _system(url: str, options: Mapping[str, Any]) -> tuple[AbstractFileSystem, str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url, **options)
    return system, path


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _read(system: AbstractFileSystem, path: str, shard: str, reading: Reading) -> Iterator[Read]:
    source = Source(
        name=shard,
        ending=_ending(path),
        document_id=PurePosixPath(path).stem,
        opener=lambda: system.open(path, "rb"),
        reading=reading,
    )
    return read_source(source)


def _chunks(reads: Iterable[Read]) -> Iterator[list[Document | Extraction | InputError]]:
    """What is read, a part at a time."""
    chunk: list[Document | Extraction | InputError] = []
    held = 0
    for read in reads:
        if isinstance(read, Found):
            chunk.append(dated(read.item, file=read.source) if isinstance(read.item, Document) else read.item)
            held += len(read.item.text) if isinstance(read.item, Document) else 0
        elif isinstance(read, InputError):
            chunk.append(read)
        if len(chunk) >= ROWS or held >= CHARACTERS:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in OUTPUT])


def _batch(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    columns = [pa.array(values, type=pa.string()) for values in zip(*rows, strict=True)]
    return pa.record_batch(columns, schema=schema)


def _earlier(store: AbstractFileSystem, target: str, made_of: str) -> _Count | None:
    """What a file of an earlier run holds, where it was made of the same in the same way."""
    import pyarrow.parquet as pq

    with store.open(target, "rb") as stream:
        try:
            file = pq.ParquetFile(stream)
        except ValueError:  # no Parquet file
            return None
        if (file.schema_arrow.metadata or {}).get(_MADE_OF) != made_of.encode():
            return None
        count = _Count()
        for batch in file.iter_batches(columns=["record", "error"]):
            for record, error in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                count.add(("", record, error))
        return count
