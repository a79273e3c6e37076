"""Extraction on a cluster: shards of articles go through Dask's workers, and each gives a Parquet file of records."""

from __future__ import annotations

import logging
import os
import signal
import sys
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from graphkit.engines.pool import Pool
from graphkit.engines.shards import ShardReport, extract_shard, find_shards, remove_parts
from graphkit.errors import EngineError
from graphkit.readers.settings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from distributed import Client, LocalCluster

    from graphkit.engines.extractor import Recipe

_DEFAULT = Reading()
RETRIES = 1
"""How often a shard is tried again after an error. One whose worker is lost is tried on others, as Dask is set to."""

PATIENCE = 20
"""Seconds that a scheduler is given to answer."""


def extract_shards(
    paths: Iterable[str],
    *,
    folder: str,
    recipe: Recipe,
    scheduler: str | None = None,
    workers: int = 1,
    seconds: float | None = None,
    reading: Reading = _DEFAULT,
    options: Mapping[str, Any] | None = None,
) -> Iterator[ShardReport]:
    """Extract the articles of many files with Dask.

    Args:
        paths: files, folders and globs, on any file system of fsspec that the workers can reach too.
        folder: where a Parquet file of records is written for each file; a path or URL. What an earlier run has written
            there of the same files in the same way is taken as it is.
        recipe: how articles are read.
        scheduler: address of a Dask scheduler, such as "tcp://10.0.0.5:8786", whose workers have graphkit; None for workers of
            this machine.
        workers: how many, where no scheduler is named.
        seconds: how long an article may take, as `graphkit.engines.pool.Pool` has it.
        reading: how files are read.
        options: for fsspec, such as keys of an object store.

    Yields:
        A report for each file, as they are done.

    Raises:
        EngineError: Dask isn't installed, or the scheduler can't be reached.
        InputError: one of the paths leads to nothing that can be read.
    """
    _want_libraries()
    known = dict(options or {})
    shards = find_shards(paths, options=known)
    run = uuid.uuid4().hex
    task = Task(folder=folder, recipe=recipe, seconds=seconds, reading=reading, options=known, run=run)
    with ExitStack() as closing:
        closing.callback(remove_parts, folder, run=run, options=known)
        yield from _done(_client(closing, scheduler=scheduler, workers=workers), shards, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What all shards have in common: see `extract_shards`."""

    folder: str
    recipe: Recipe
    seconds: float | None
    reading: Reading
    options: dict[str, Any]
    run: str


def _done(client: Client, shards: list[str], task: Task) -> Iterator[ShardReport]:
    from distributed import as_completed

    futures = {client.submit(_work, shard, task, pure=False, retries=RETRIES): shard for shard in shards}
    for future in as_completed(futures):
        if future.status == "finished":
            yield future.result()
        else:
            problem = future.exception()
            told = f"{futures[future]}: could not be extracted ({type(problem).__name__}: {problem})"
            yield ShardReport(shard=futures[future], output="", failed=1, errors=(told,))
        future.release()


def _want_libraries() -> None:
    if not all(map(find_spec, ("distributed", "fsspec", "pandas", "pyarrow"))):
        raise EngineError(
            "the engine 'dask' needs the extra 'dask'; pip install 'graphkit-news[dask]', or in a checkout '.[dask]'"
        )


def _client(closing: ExitStack, *, scheduler: str | None, workers: int) -> Client:
    from distributed import Client, LocalCluster

    if scheduler is None:
        # a worker does one shard at a time: a spaCy pipeline is not made for several threads
        cluster = LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.ERROR
        )
        closing.enter_context(cluster)
        closing.push(partial(_kill, cluster))
        return closing.enter_context(Client(cluster))
    try:
        return closing.enter_context(Client(scheduler, timeout=PATIENCE))
    except (OSError, ValueError) as error:
        raise EngineError(f"{scheduler}: no Dask scheduler can be reached there: {error}") from error


def _kill(cluster: LocalCluster, kind: type[BaseException] | None, *_rest: object) -> None:
    """Kill the workers of a run that was stopped; left to itself, Dask waits four seconds for what they are doing."""
    if kind is None:
        return
    for worker in cluster.workers.values():
        worker.close_gracefully()  # which means only that none is started in its place
        if worker.pid is not None:
            os.kill(worker.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def _work(shard: str, task: Task) -> ShardReport:
    """Extract a shard, on a worker of Dask. An article that breaks or stalls ends a process of our own, not the worker."""
    reader = _reader(task.recipe, task.seconds)
    return extract_shard(
        shard, folder=task.folder, extractor=reader, reading=task.reading, options=task.options, run=task.run
    )


def _reader(recipe: Recipe, seconds: float | None) -> Pool:
    """The one reader of this process, which stays for the shards to come."""
    key = recipe, seconds
    if key not in _READERS:
        while _READERS:
            _READERS.popitem()[1].close()
        _READERS[key] = Pool(recipe, workers=1, seconds=seconds)
    return _READERS[key]


_READERS: dict[tuple[Recipe, float | None], Pool] = {}
