"""Asks stores through worker processes, so that a query has a limit of time and of memory and can be given up.

An engine that is at work on a query can't be interrupted; a process can be killed. See `graphkit.rdf.worker` for the
other end.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, cast

import graphkit
from graphkit.errors import FormatError, GraphFileError, ParameterError, QueryError, QueryLimitError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from os import PathLike

    from graphkit.errors import GraphkitError

DEFAULT_SECONDS: Final = 60.0
DEFAULT_MEGABYTES: Final = 2048
_ERRORS: Final[dict[str, type[GraphkitError]]] = {
    error.__name__: error for error in (FormatError, GraphFileError, ParameterError, QueryError, QueryLimitError)
}
_COMMAND: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); import graphkit; del sys.path[0];"
    "from graphkit.rdf.worker import main; main()"
)
"""Runs this very graphkit, wherever it lies, and lets nothing that lies beside it hide a module of Python's own."""
_ROOT: Final = str(Path(graphkit.__file__).parent.parent)
_KILLED: Final = -9
"""By nobody here, so by the system, which was short of memory."""
_BROKEN: Final = frozenset({-6, -11})
"""SIGABRT and SIGSEGV."""
_NO_MEMORY: Final = b"memory allocation of"
"""What the engine says before it breaks off. Source: Rust's `std::alloc::handle_alloc_error`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, and how its answer is to be written.

    Attributes:
        sparql: the query.
        table: format of a table: "json", "xml", "csv", "tsv", or "rows" (JSON lists of plain strings); None where a
            table is not wanted.
        graph: format of a graph: "ttl", "nt", "jsonld" or "rdf"; None where a graph is not wanted.
        params: values for variables of the query, each bound as a plain string; a SELECT must have the variable as a column.
        values: values for variables of the query, as `graphkit.rdf.binding.bind` reads them.
        default_graph: the named graph to ask in place of the default graph.
        named_graphs: the named graphs that GRAPH may look into; all, if empty.
        allow_network: let SERVICE clauses ask other servers.
    """

    sparql: str
    table: str | None = "json"
    graph: str | None = "ttl"
    params: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    default_graph: str | None = None
    named_graphs: tuple[str, ...] = ()
    allow_network: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes back; iterating gives its bytes, part by part, as they become known.

    Attributes:
        kind: "select", "ask" or "graph".
        columns: names of the variables; ("answer",) or ("subject", "predicate", "object") for the other kinds.
        parts: the bytes; raises what `Worker.ask` raises.
    """

    kind: str
    columns: tuple[str, ...]
    parts: AsyncIterator[bytes]


class Worker:
    """One process that holds one store open and answers one question at a time.

    Attributes:
        idle: True while it waits for a question. One that is neither idle nor answering to somebody is to be closed.
    """

    def __init__(self, process: asyncio.subprocess.Process, log: IO[bytes]) -> None:
        """Wrap a process that was just started; `start` does both."""
        self._process = process
        self._stdin = cast("asyncio.StreamWriter", process.stdin)
        self._stdout = cast("asyncio.StreamReader", process.stdout)
        self._log = log
        self._limit: float | None = None
        self._end: float | None = None
        self.idle = False

    @classmethod
    async def start(cls, data: Sequence[str | PathLike[str]], *, megabytes: int | None = DEFAULT_MEGABYTES) -> Worker:
        """Start a process and wait until it has its data open.

        Args:
            data: files and folders, or one store.
            megabytes: how much memory a query may take beside the data; None for no limit. Only Linux sees to it.

        Raises:
            GraphFileError: a file is missing or is no RDF.
        """
        log = TemporaryFile()  # noqa: SIM115 - closed with the worker
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-c", _COMMAND, _ROOT),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        worker = cls(process, log)
        try:
            await worker._send({"data": [str(path) for path in data], "memory": megabytes})
            await worker._frame()
        except BaseException:
            await worker.close()
            raise
        worker.idle = True
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None

    async def ask(self, question: Question, *, seconds: float | None = None) -> Answer:
        """Ask, and wait until the answer begins.

        Args:
            question: the question.
            seconds: how long it may take, from here until the last part of the answer is taken away; None for no limit.
                Then the process is killed.

        Raises:
            QueryError: the query is malformed or refused.
            FormatError: it gives a table where only a graph is wanted, or the other way round.
            QueryLimitError: it took more time or memory than it may.
        """
        self.idle, self._limit = False, seconds
        self._end = None if seconds is None else asyncio.get_running_loop().time() + seconds
        await self._send(asdict(question))
        _, content = await self._frame()
        head = json.loads(content)
        return Answer(kind=head["kind"], columns=tuple(head["columns"]), parts=self._parts())

    async def close(self) -> None:
        """Kill the process, whatever it is doing."""
        self.idle = False
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._process.communicate()  # waits, and closes the pipes
        self._log.close()

    async def _parts(self) -> AsyncIterator[bytes]:
        while True:
            kind, content = await self._frame()
            if kind == b"Z":
                self.idle = True
                return
            yield content

    async def _send(self, content: object) -> None:
        data = json.dumps(content).encode()
        self._stdin.write(b"Q" + len(data).to_bytes(4, "big") + data)
        with contextlib.suppress(ConnectionError):  # what it died of is told where an answer is read
            await self._stdin.drain()

    async def _frame(self) -> tuple[bytes, bytes]:
        try:
            async with asyncio.timeout_at(self._end):
                if self._end is not None and asyncio.get_running_loop().time() >= self._end:
                    raise TimeoutError  # noqa: TRY301 - what lies ready is read without a look at the clock
                head = await self._stdout.readexactly(5)
                content = await self._stdout.readexactly(int.from_bytes(head[1:], "big"))
        except TimeoutError as error:
            await self.close()
            message = f"the query was stopped at its limit of {self._limit:g} s; ask for less at a time, or allow more (--timeout)"
            raise QueryLimitError(message) from error
        except asyncio.IncompleteReadError as error:
            raise await self._cause() from error
        if head[:1] == b"E":
            told: dict[str, Any] = json.loads(content)
            self.idle = True
            raise _ERRORS[told["type"]](told["message"])
        return head[:1], content

    async def _cause(self) -> QueryError:
        """Say why the process ended by itself."""
        from graphkit.rdf.worker import OUT_OF_MEMORY

        status = await self._process.wait()
        self._log.seek(0)
        told = self._log.read()
        await self.close()
        if _NO_MEMORY in told or status == _KILLED:
            return QueryLimitError(OUT_OF_MEMORY)
        if status in _BROKEN:
            return QueryError(
                "the query engine broke off, most likely because the query is nested too deeply; simplify it"
            )
        last = told.decode(errors="replace").strip().rpartition("\n")[2]
        return QueryError(f"the query engine ended with status {status}; {last}")
