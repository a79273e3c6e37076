"""One worker process, seen from the one who asks it: what it is given, what it says, and what it died of.

See `graphkit.engines.worker` for the other end, and `graphkit.processes` for what goes between.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import EngineError
from graphkit.processes import Process, read_frame, unpack, write_frame

if TYPE_CHECKING:
    from graphkit.engines.extractor import Recipe
    from graphkit.engines.worker import Message, Task


@dataclass(frozen=True, slots=True)
class Event:
    """A worker says something, or has ended.

    Attributes:
        worker: who.
        message: what; None at the end.
        time: when it was heard, by `time.monotonic`.
    """

    worker: WorkerProcess
    message: Message | None
    time: float


class WorkerProcess:
    """A process that is sent tasks and puts what it says into a queue.

    Attributes:
        tasks: those it was given and has not done, the oldest first.
        since: when it began with the first of them, by `time.monotonic`; None where it has not.
        ready: whether it has loaded the model.
    """

    def __init__(self, recipe: Recipe, events: queue.SimpleQueue[Event]) -> None:
        """Start the process; what it says, and at last that it ended, goes to `events`."""
        self.tasks: deque[Task] = deque()
        self.since: float | None = None
        self.ready = False
        try:
            self._process = Process("graphkit.engines.worker")
        except OSError as error:
            raise EngineError(f"a worker process can't be started: {error}; work without, --workers 1") from error
        self._outbox: queue.SimpleQueue[Recipe | Task | None] = queue.SimpleQueue()
        self._outbox.put(recipe)
        self._threads = (
            threading.Thread(target=self._send, daemon=True),
            threading.Thread(target=self._hear, args=(events,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def give(self, task: Task) -> None:
        """Send a task; this never waits."""
        self.tasks.append(task)
        self._outbox.put(task)

    def close(self) -> None:
        """Kill the process, whatever it is doing, and wait for its end."""
        self._process.kill()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()
        self._process.release()

    def cause(self) -> str:
        """Say what a process that has ended by itself died of; then close it."""
        cause = self._process.cause()
        self.close()
        return cause

    def _send(self) -> None:
        """Send what is to be sent; in a thread, as a worker that hangs takes nothing."""
        with contextlib.suppress(OSError):
            while (content := self._outbox.get()) is not None:
                write_frame(self._process.inlet, content)

    def _hear(self, events: queue.SimpleQueue[Event]) -> None:
        while (frame := read_frame(self._process.outlet)) is not None:
            events.put(Event(self, unpack(frame), time.monotonic()))
        events.put(Event(self, None, time.monotonic()))
