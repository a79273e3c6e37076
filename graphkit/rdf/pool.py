"""Several workers over one database, lent to one question each."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import BusyError
from graphkit.rdf.asking import Worker
from graphkit.rdf.store import database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@dataclass(slots=True)
class _Place:
    """Room for one worker; `state` is the database that it has open."""

    worker: Worker | None = None
    state: Path | None = None


class Pool:
    """Workers that open the same store.

    A worker that is killed, because its question reached a limit or nobody waits for the answer, is replaced when its
    place is needed next; and so is one that has an older state of the store open than the present one.
    """

    def __init__(self, store: Path, *, size: int, megabytes: int | None, patience: float) -> None:
        """Set the pool up; `opened` starts it.

        Args:
            store: a store, or an Oxigraph database that nobody writes to.
            size: number of workers.
            megabytes: how much memory a query may take beside the data; None for no limit.
            patience: seconds to wait for a worker when all are at work.
        """
        self._store = store
        self._megabytes = megabytes
        self._patience = patience
        self._places = [_Place() for _ in range(size)]
        self._free: asyncio.LifoQueue[_Place] = asyncio.LifoQueue()

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Start the workers, and end them.

        Raises:
            GraphFileError: the store can't be opened.
        """
        try:
            await asyncio.gather(*(self._fill(place) for place in self._places))
            for place in self._places:
                self._free.put_nowait(place)
            yield
        finally:
            closing = asyncio.gather(*(place.worker.close() for place in self._places if place.worker is not None))
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError:  # Ctrl-C ends the server first and cancels what is left afterwards
                await closing
                raise

    @contextlib.asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Lend a worker; one that comes back in the midst of an answer is killed.

        Raises:
            BusyError: no worker became free in time.
            GraphFileError: the store can't be opened any more.
        """
        try:
            async with asyncio.timeout(self._patience):
                place = await self._free.get()
        except TimeoutError as error:
            message = f"all {len(self._places)} workers have been busy for {self._patience:g} s; try again later"
            raise BusyError(message) from error
        try:
            yield await self._fill(place)
        finally:
            if place.worker is not None and not place.worker.idle:
                await self._empty(place)
            self._free.put_nowait(place)

    async def _fill(self, place: _Place) -> Worker:
        present = database(self._store)
        if place.worker is not None and (not place.worker.alive or place.state != present):
            await self._empty(place)
        if place.worker is None:
            place.worker = await Worker.start([self._store], megabytes=self._megabytes)
            place.state = present
        return place.worker

    @staticmethod
    async def _empty(place: _Place) -> None:
        worker, place.worker = place.worker, None
        if worker is not None:
            await worker.close()
