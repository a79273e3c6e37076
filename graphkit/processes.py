"""Processes of our own that can be killed: how they are started and spoken with, and why none is left behind.

They are no `multiprocessing` processes: those would import the caller's main module again, which scripts must guard against
and notebooks can't. The asker has a `Process`; the module that runs in it begins its ``main`` with `attend`. What goes through
the pipes are frames: pickled objects, each after its length in eight bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, cast

_HEAD: Final = 8
_TOLD: Final = 2000
_COMMAND: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from importlib import import_module; import_module(sys.argv[2]).main(*map(int, sys.argv[3:]))"
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
"""Environment in which libraries start no threads of their own: the processes are as many as there are cores."""


def write_frame(stream: IO[bytes], content: object) -> None:
    """Write one object.

    Raises:
        OSError: nobody reads the pipe any more.
    """
    data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_HEAD, "big"))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read the pickle of one object; None where the pipe has ended, also in the midst of a frame."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def unpack(data: bytes) -> Any:
    """The object; only for what a process of our own has written."""
    return pickle.loads(data)  # noqa: S301 - no pipe but our own leads here


class Process:
    """A process of our own, seen from the one who asks it.

    Attributes:
        inlet: where frames for it are written.
        outlet: where its frames are read.
    """

    def __init__(self, module: str) -> None:
        """Start it.

        Args:
            module: its full name; its ``main`` is called with the number of the pipe that ends with this process, where the
                system has such.

        Raises:
            OSError: the system starts no process.
        """
        self._log = TemporaryFile()  # noqa: SIM115 - closed by `release`
        self._life: int | None = None
        try:
            self._process = self._start(module)
        except OSError:
            self._let_go()
            raise
        self.inlet = cast("IO[bytes]", self._process.stdin)
        self.outlet = cast("IO[bytes]", self._process.stdout)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def kill(self) -> None:
        """End it, whatever it is doing, and wait for its end."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()

    def release(self) -> None:
        """Close the pipes of a process that has ended, and what it said on its standard error."""
        for stream in (self.inlet, self.outlet):
            with contextlib.suppress(OSError):
                stream.close()
        self._let_go()

    def status(self) -> int:
        """Its exit status, or less than 0 for the signal that killed it; waits for its end."""
        return self._process.wait()

    def cause(self) -> str:
        """Say what a process that has ended by itself died of."""
        status = self.status()
        if status < 0:
            return f"was killed by signal {-status} ({_name_of(-status)})"
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - _TOLD))
        last = self._log.read().decode(errors="replace").strip().rpartition("\n")[2]
        return f"ended with status {status}" + (f" ({last})" if last else "")

    def _start(self, module: str) -> subprocess.Popen[bytes]:
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
        folders = json.dumps([str(folder) for folder in sys.path])
        try:
            return subprocess.Popen(  # noqa: S603 - this very Python
                (sys.executable, "-c", _COMMAND, folders, module, *arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=os.environ | ONE_THREAD,
                **options,
            )
        finally:
            if end is not None:
                os.close(end)

    def _let_go(self) -> None:
        self._log.close()
        if self._life is not None:
            os.close(self._life)
            self._life = None


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


def attend(life: int | None) -> tuple[queue.SimpleQueue[bytes], IO[bytes]]:
    """Begin in a process of our own: it ends with its asker from now on, also in the midst of its work.

    Args:
        life: a pipe that nobody writes to and that ends with the asker.

    Returns:
        The frames that it is sent, and the stream that its own go to. What else is printed can't come between them.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the asker too, who decides
    if life is not None:
        _end_with(life)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), frames), daemon=True).start()
    return frames, answers


def limit_memory(more: int) -> None:
    """Let this process grow by so many bytes and no more, where the system can see to that.

    Source: getrlimit(2), RLIMIT_AS; proc(5), statm, whose first number is the size in pages.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def _listen(stream: IO[bytes], frames: queue.SimpleQueue[bytes]) -> None:
    while (frame := read_frame(stream)) is not None:
        frames.put(frame)
    os._exit(0)  # the asker is gone; the other thread may be at work


def _end_with(life: int) -> None:
    """Let the system end this process with its asker, even where a C function holds the interpreter and no thread can.

    The signal SIGIO, which comes when the pipe ends, ends a process that doesn't handle it.

    Source: fcntl(2), F_SETOWN and O_ASYNC, which Linux has for pipes.
    """
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
