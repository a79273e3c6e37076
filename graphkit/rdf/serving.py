"""Runs the endpoint as a server."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import uvicorn
from pyoxigraph import Store

from graphkit.errors import GraphkitError
from graphkit.rdf.endpoint import make_app
from graphkit.rdf.pool import Pool
from graphkit.rdf.sources import data_files, load_file
from graphkit.rdf.store import only_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graphkit.rdf.endpoint import Policy

DEFAULT_PORT: Final = 7878
_CONNECTIONS: Final = 500
_LEAVE: Final = 2
"""Seconds that answers under way are given when the server is stopped."""


@contextlib.contextmanager
def shared_data(paths: Sequence[str]) -> Iterator[Path]:
    """Give a database on disk that many processes can read: a store as it is, files loaded into one that is thrown away.

    Raises:
        GraphFileError: a file is missing or is no RDF.
    """
    on_disk = only_store(paths)
    if on_disk is not None:
        yield on_disk
        return
    with TemporaryDirectory(prefix="graphkit-") as folder:
        target = Path(folder) / "database"
        store = Store(str(target))
        for file in data_files(paths):
            load_file(store, file)
        store.optimize()
        store.flush()
        del store  # closes it, so that nobody writes while others read
        yield target


def bind(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        GraphkitError: it is taken, or the host is not this machine.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        message = f"can't listen at {host}, port {port}: {error.strerror or error}; choose another --port or --host"
        raise GraphkitError(message) from error


def default_workers() -> int:
    """How many queries are answered at a time: two at least, so that one that takes long doesn't stop the others."""
    return max(2, min(4, os.cpu_count() or 1))


async def serve(
    data: Path,
    taken: socket.socket,
    *,
    title: str,
    policy: Policy,
    workers: int,
    megabytes: int | None,
    ready: Callable[[], None],
    log: Callable[[str], None] | None = None,
) -> None:
    """Serve until the process is told to stop.

    Args:
        data: from `shared_data`.
        taken: from `bind`.
        title: what the page says is asked.
        policy: how clients are treated.
        workers: number of queries that are answered at a time.
        megabytes: memory that a query may take; None for no limit.
        ready: called when questions can be asked.
        log: is told of each question.

    Raises:
        GraphFileError: the data can't be opened.
    """
    pool = Pool(data, size=workers, megabytes=megabytes, patience=policy.seconds or 60)
    app = make_app(pool, title=title, policy=policy, log=log)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_LEAVE,
        )
    )
    async with pool.opened():
        ready()
        await server.serve(sockets=[taken])
