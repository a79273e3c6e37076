"""One worker process, seen from the one who asks it: what it is given, what it says, and what it died of.

See `graphkit.engines.worker` for the other end. It is no `multiprocessing` process: that would import the caller's main
module again, which scripts must guard against and notebooks can't.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, cast

from graphkit.engines.frames import read_frame, unpack, write_frame
from graphkit.errors import EngineError

if TYPE_CHECKING:
    from graphkit.engines.extractor import Recipe
    from graphkit.engines.worker import Message, Task

_COMMAND: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from graphkit.engines.worker import main; main(*map(int, sys.argv[2:]))"
)
ONE_THREAD: Final = dict.fromkeys(
    (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)
"""Environment in which libraries start no threads of their own: the workers are as many as there are cores."""
_TOLD: Final = 2000


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
        self._log = TemporaryFile()  # noqa: SIM115 - closed with the worker
        self._life: int | None = None
        try:
            self._process = self._start()
        except OSError as error:
            self._release()
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
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", stream).close()
        self._release()

    def cause(self) -> str:
        """Say what a process that has ended by itself died of; then close it."""
        status = self._process.wait()
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - _TOLD))
        last = self._log.read().decode(errors="replace").strip().rpartition("\n")[2]
        self.close()
        if status < 0:
            return f"was killed by signal {-status} ({_name_of(-status)})"
        return f"ended with status {status}" + (f" ({last})" if last else "")

    def _start(self) -> subprocess.Popen[bytes]:
        # apart from the terminal's process group, so that Ctrl-C doesn't reach it while it starts
        options: dict[str, Any] = {"process_group": 0}
        arguments: list[str] = []
        end = None
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        elif sys.platform == "linux":
            end, self._life = os.pipe()
            options["pass_fds"] = (end,)
            arguments = [str(end)]
        try:
            return subprocess.Popen(  # noqa: S603 - this very Python
                (sys.executable, "-c", _COMMAND, json.dumps([str(folder) for folder in sys.path]), *arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=os.environ | ONE_THREAD,
                **options,
            )
        finally:
            if end is not None:
                os.close(end)

    def _release(self) -> None:
        self._log.close()
        if self._life is not None:
            os.close(self._life)
            self._life = None

    def _send(self) -> None:
        """Send what is to be sent; in a thread, as a worker that hangs takes nothing."""
        stream = cast("IO[bytes]", self._process.stdin)
        with contextlib.suppress(OSError):
            while (content := self._outbox.get()) is not None:
                write_frame(stream, content)

    def _hear(self, events: queue.SimpleQueue[Event]) -> None:
        stream = cast("IO[bytes]", self._process.stdout)
        while (frame := read_frame(stream)) is not None:
            events.put(Event(self, unpack(frame), time.monotonic()))
        events.put(Event(self, None, time.monotonic()))


def _name_of(number: int) -> str:
    """The name of a signal, and what it most often means.

    >>> _name_of(9)
    'SIGKILL, as systems do that are short of memory'
    """
    try:
        name = signal.Signals(number).name
    except ValueError:
        return "unknown"
    return f"{name}, as systems do that are short of memory" if name == "SIGKILL" else name
