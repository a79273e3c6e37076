"""A process of its own that asks a store, so that a query can be stopped: killing the process stops it wherever it is.

It is started by `graphkit.rdf.asking` and speaks with it in frames: one byte that says what the frame is, four bytes of
length (big-endian), and the content.

| from | frame | content |
|---|---|---|
| asker | ``Q`` | what to open, then each question: a JSON object |
| worker | ``R`` | the data are open |
| worker | ``H`` | the answer begins: JSON with `kind` and `columns` |
| worker | ``D`` | a part of the answer, as bytes; of the format "rows" a JSON list of rows |
| worker | ``Z`` | the answer is complete |
| worker | ``E`` | it failed: JSON with `type` and `message` |

The worker ends when its standard input does, also in the midst of a query: nothing is left running when the asker is
killed.
"""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, parse, serialize

from graphkit.errors import FormatError, GraphFileError, GraphkitError, QueryError, QueryLimitError
from graphkit.processes import limit_memory
from graphkit.rdf.engine import evaluate, explained, plain_term
from graphkit.rdf.sparql import gives_graph
from graphkit.rdf.store import open_data
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

TABLES: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
OUT_OF_MEMORY: Final = (
    "the query was stopped because it took more memory than it may; ask for less at a time, or allow more (--memory)"
)
_NOT_IN_XML: Final = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
"""Control characters, U+FFFE and U+FFFF, in UTF-8."""
_BEGUN: Final = (b"\xef\xbf", b"\xef")
"""How those two may be cut where a part ends."""
_AT_ONCE: Final = 500
_PATIENCE: Final = 0.2


class _Answer:
    """Writes frames; as a stream, the parts of an answer."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, kind: bytes, content: bytes = b"") -> None:
        with self._lock:
            self._stream.write(kind + len(content).to_bytes(4, "big") + content)
            self._stream.flush()

    def tell(self, kind: bytes, content: object) -> None:
        self.send(kind, json.dumps(content).encode())

    def write(self, data: bytes) -> int:
        self.send(b"D", data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class _Xml:
    """Passes XML on without the characters that XML 1.0 can't hold: each becomes U+FFFD.

    Source: Extensible Markup Language (XML) 1.0, production 2 (Char); section 2.11 for the carriage return, which a
    reader would take for a line feed if it were not escaped.
    """

    def __init__(self, answer: _Answer) -> None:
        self._answer = answer
        self._rest = b""

    def write(self, data: bytes) -> int:
        whole = self._rest + data
        cut = len(whole) - next((len(begun) for begun in _BEGUN if whole.endswith(begun)), 0)
        self._rest = whole[cut:]
        self._answer.write(_NOT_IN_XML.sub(_for_xml, whole[:cut]))
        return len(data)

    def flush(self) -> None:
        """A document ends with a tag, so nothing is left."""


def _for_xml(found: re.Match[bytes]) -> bytes:
    return b"&#13;" if found[0] == b"\r" else "\N{REPLACEMENT CHARACTER}".encode()


def main() -> None:
    """Open what is asked for, then answer question after question."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the asker too, who decides
    answer = _Answer(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # so that nothing else can come between the frames
    questions: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), questions), daemon=True).start()
    wanted = questions.get()
    try:
        store = open_data(map(Path, wanted["data"]))
    except GraphkitError as error:
        answer.tell(b"E", {"type": type(error).__name__, "message": str(error)})
        return
    except OSError as error:  # a path that may not even be looked at
        answer.tell(b"E", {"type": GraphFileError.__name__, "message": f"{error.filename}: {error.strerror}"})
        return
    if wanted["memory"] is not None:
        limit_memory(wanted["memory"] * 1024 * 1024)
    answer.send(b"R")
    while True:
        _answer_one(store, questions.get(), answer)


def _listen(stream: IO[bytes], questions: queue.SimpleQueue[dict[str, Any]]) -> None:
    while len(head := stream.read(5)) == 5:
        questions.put(json.loads(stream.read(int.from_bytes(head[1:], "big"))))
    os._exit(0)  # the asker is gone; a query may be at work in the other thread


def _answer_one(store: Store, question: dict[str, Any], answer: _Answer) -> None:
    sparql = question["sparql"]
    try:
        _check_format(question)
        results = evaluate(
            store,
            sparql,
            params=question["params"],
            values=question["values"],
            default_graph=question["default_graph"],
            named_graphs=question["named_graphs"],
            allow_network=question["allow_network"],
        )
        try:
            _write(results, question, answer)
        except (RuntimeError, OSError, ValueError) as error:
            raise explained(sparql, error) from error
    except GraphkitError as error:
        answer.tell(b"E", {"type": type(error).__name__, "message": str(error)})
    except MemoryError:
        answer.tell(b"E", {"type": QueryLimitError.__name__, "message": OUT_OF_MEMORY})
    except RecursionError:
        answer.tell(b"E", {"type": QueryError.__name__, "message": "the query is nested too deeply"})
    else:
        answer.send(b"Z")


def _check_format(question: dict[str, Any]) -> None:
    if gives_graph(question["sparql"]):
        if question["graph"] is None:
            raise FormatError(
                "a CONSTRUCT or DESCRIBE gives a graph, which no table can hold; ask for Turtle, or use SELECT"
            )
    elif question["table"] is None:
        raise FormatError("a SELECT or ASK gives a table, which no RDF format can hold; ask for json, csv or tsv")


def _write(results: QuerySolutions | QueryBoolean | QueryTriples, question: dict[str, Any], answer: _Answer) -> None:
    if isinstance(results, QueryTriples):
        answer.tell(b"H", {"kind": "graph", "columns": ["subject", "predicate", "object"]})
        _write_graph(results, question["graph"], answer)
        return
    ask = isinstance(results, QueryBoolean)
    columns = ["answer"] if ask else [variable.value for variable in results.variables]  # type: ignore[union-attr]
    answer.tell(b"H", {"kind": "ask" if ask else "select", "columns": columns})
    if question["table"] != "rows":
        name = question["table"]
        results.serialize(_Xml(answer) if name == "xml" else answer, format=TABLES[name])  # type: ignore[arg-type]
    elif isinstance(results, QueryBoolean):
        answer.tell(b"D", [["true" if results else "false"]])
    else:
        _write_rows(([plain_term(term) for term in solution] for solution in results), answer)


def _write_graph(triples: QueryTriples, name: str, answer: _Answer) -> None:
    """Write N-Triples as they come; other formats sorted and each triple once, so that equal graphs are equal bytes."""
    if name == "nt":
        triples.serialize(answer, format=RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
        return
    lines = (triples.serialize(format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    told = parse(b"".join(sorted(set(lines))), format=RdfFormat.N_TRIPLES)
    target = _Xml(answer) if name == "rdf" else answer
    serialize((quad.triple for quad in told), target, format=GRAPHS[name], prefixes=PREFIXES)  # type: ignore[arg-type]


def _write_rows(rows: Iterator[list[str | None]], answer: _Answer) -> None:
    """Send rows in batches, but none later than a moment after it is known."""
    waiting: list[list[str | None]] = []
    lock, done = threading.Lock(), threading.Event()

    def send() -> None:
        with lock:
            if waiting:
                answer.tell(b"D", waiting)
                waiting.clear()

    def send_now_and_then() -> None:
        while not done.wait(_PATIENCE):
            send()

    sender = threading.Thread(target=send_now_and_then, daemon=True)
    sender.start()
    try:
        for row in rows:
            with lock:
                waiting.append(row)
            if len(waiting) >= _AT_ONCE:
                send()
    finally:
        done.set()
        sender.join()
    send()
