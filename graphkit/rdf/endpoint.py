"""A SPARQL 1.1 endpoint that only reads, and its page, as an ASGI application.

Source: SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), section 2.1 for the query operation; SPARQL 1.1
Service Description.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from pyoxigraph import NamedNode, Triple, serialize
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from graphkit.errors import BusyError, FormatError, GraphkitError, QueryError, QueryLimitError
from graphkit.rdf.asking import Question
from graphkit.rdf.guard import Guard
from graphkit.rdf.named import find_query, named_queries
from graphkit.rdf.negotiation import GRAPH_MEDIA, TABLE_MEDIA, Media, choose, prefers_html
from graphkit.rdf.vocabulary import PREFIXES, TYPE
from graphkit.rdf.worker import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.types import Receive, Scope, Send

    from graphkit.rdf.asking import Answer
    from graphkit.rdf.pool import Pool

MAX_BODY: Final = 1024 * 1024
"""Bytes; a longer request is refused."""
_MAX_FIELDS: Final = 100
_HELD_BACK: Final = 64 * 1024
"""Bytes that are waited for before an answer is begun, so that what fails early can still say so."""
_PAGE: Final = Path(__file__).parent / "page"
_PAGE_FILES: Final = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
"""Source: https://www.w3.org/ns/formats/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How an endpoint treats its clients.

    Attributes:
        seconds: how long a query may take, its answer's way to the client included; None for no limit.
        allow_network: let SERVICE clauses ask other servers.
        hosts: names that the server answers to, beside ``localhost`` and addresses.
        origins: web origins whose pages may read answers; "*" for all.
    """

    seconds: float | None = 30
    allow_network: bool = False
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


def make_app(pool: Pool, *, title: str, policy: Policy, log: Callable[[str], None] | None = None) -> Starlette:
    """Make the application: the page at ``/``, the endpoint at ``/sparql``, named queries at ``/named/NAME``.

    Args:
        pool: who answers.
        title: what the page says is asked.
        policy: how clients are treated.
        log: is told of each question: what became of it, and how long it took.
    """
    endpoint = _Endpoint(pool, policy=policy, log=log)
    queries = {
        "title": title,
        "prefixes": PREFIXES,
        "seconds": policy.seconds,
        "queries": [
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "parameters": query.parameters,
                "sparql": query.body,
            }
            for query in named_queries().values()
        ],
    }
    guard = [Middleware(Guard, hosts=policy.hosts, origins=policy.origins, pages=frozenset({"/"}))]
    if policy.origins:
        methods, headers = ["GET", "POST"], ["Accept", "Content-Type"]
        guard.append(
            Middleware(CORSMiddleware, allow_origins=policy.origins, allow_methods=methods, allow_headers=headers)
        )
    return Starlette(
        routes=[
            *(Route(path, _page(*file), methods=["GET"]) for path, file in _PAGE_FILES.items()),
            Route("/queries.json", lambda _: JSONResponse(queries), methods=["GET"]),
            Route("/named/{name}", endpoint.of(_named_question), methods=["GET"]),
            Route("/sparql", endpoint.of(_protocol_question), methods=["GET", "POST"]),
        ],
        middleware=guard,
    )


def _page(name: str, media_type: str) -> Callable[[Request], Response]:
    content = (_PAGE / name).read_bytes()
    return lambda _: Response(content, media_type=media_type, headers={"Cache-Control": "no-cache"})


class _RefusedError(Exception):
    """A request that is answered by a status and words."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        super().__init__(words)


class _Elsewhere(Exception):  # noqa: N818 - no error
    """A request that is answered at another address."""


async def _protocol_question(request: Request) -> Question | None:
    """Read a query operation; None where there is no query, and the service is to describe itself.

    Source: SPARQL 1.1 Protocol, sections 2.1.1 to 2.1.3.
    """
    told = _fields(request.url.query.encode())
    if request.method == "POST":
        body = await _body(request)
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type == "application/x-www-form-urlencoded":
            told = _fields(body)
        elif media_type == "application/sparql-query":
            told = {**told, "query": [_text(body)]}
        elif media_type == "application/sparql-update":
            raise _RefusedError(403, "this endpoint only reads; there are no updates")
        else:
            raise _RefusedError(
                415, "send the query as application/sparql-query, or as a form (application/x-www-form-urlencoded)"
            )
    elif prefers_html(request.headers.get("accept", "")):
        raise _Elsewhere(f"/?{request.url.query}" if "query" in told else "/")
    if "update" in told:
        raise _RefusedError(403, "this endpoint only reads; there are no updates")
    queries, defaults = told.get("query", []), told.get("default-graph-uri", [])
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise _RefusedError(400, f"there must be one parameter 'query', not {len(queries)}")
    if len(defaults) > 1:
        raise _RefusedError(
            400,
            "with several default-graph-uri, what two graphs share would count twice; "
            "leave them out to ask all graphs merged",
        )
    return Question(
        sparql=queries[0],
        default_graph=defaults[0] if defaults else None,
        named_graphs=tuple(told.get("named-graph-uri", [])),
    )


async def _named_question(request: Request) -> Question:
    told = _fields(request.url.query.encode())
    params = {name: values[0] for name, values in told.items()}
    twice = [name for name, values in told.items() if len(values) > 1]
    if twice:
        raise _RefusedError(400, f"the parameter {twice[0]!r} is given more than once")
    name = request.path_params["name"]
    if name not in named_queries():
        raise _RefusedError(404, f"there is no query called {name!r}; /queries.json has the names")
    return Question(sparql=find_query(name, params).sparql, params=params)


def _fields(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:  # a UnicodeDecodeError is one too
        raise _RefusedError(400, f"the parameters can't be read: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _RefusedError(400, "the query is not UTF-8") from error


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            raise _RefusedError(413, f"the request is longer than {MAX_BODY:,} bytes")
    return b"".join(parts)


_STATUS: Final[tuple[tuple[type[GraphkitError], int], ...]] = (
    (FormatError, 406),
    (QueryLimitError, 503),
    (BusyError, 503),
    (QueryError, 400),
    (GraphkitError, 500),
)
"""Of an error the first that fits."""


class _Endpoint:
    """Turns requests to questions and answers to responses."""

    def __init__(self, pool: Pool, *, policy: Policy, log: Callable[[str], None] | None) -> None:
        self._pool = pool
        self._policy = policy
        self._log = log

    def of(self, read: Callable[[Request], Awaitable[Question | None]]) -> _Operation:
        return _Operation(self, read)

    async def respond(
        self, read: Callable[[Request], Awaitable[Question | None]], scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer one request; a client that leaves is not worked for any longer."""
        request, began = Request(scope, receive), time.monotonic()
        told = "given up by the client"
        try:
            question = await read(request)
            if question is None:
                await _description(request)(scope, receive, send)
                return
            answering = asyncio.ensure_future(self._answer(question, request, send))
            leaving = asyncio.ensure_future(_left(receive))
            try:
                await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if answering.done():
                    told = answering.result()
            finally:
                for task in (answering, leaving):
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError, GraphkitError):
                        await task
        except _Elsewhere as place:
            await RedirectResponse(str(place), status_code=303)(scope, receive, send)
            return
        except _RefusedError as refusal:
            told = await _refuse(refusal.status, str(refusal), scope, receive, send)
        except GraphkitError as error:
            status = next(number for kind, number in _STATUS if isinstance(error, kind))
            told = await _refuse(status, str(error), scope, receive, send)
        if self._log is not None:
            self._log(f"{request.method} {scope['path']}: {told}, {time.monotonic() - began:.2f} s")

    async def _answer(self, question: Question, request: Request, send: Send) -> str:
        """Ask, and send the answer.

        Raises:
            GraphkitError: nothing has been sent yet.
        """
        accept = request.headers.get("accept", "")
        table, graph = choose(accept, TABLE_MEDIA), choose(accept, GRAPH_MEDIA)
        asked = Question(
            sparql=question.sparql,
            table=table.name if table else None,
            graph=graph.name if graph else None,
            params=question.params,
            default_graph=question.default_graph,
            named_graphs=question.named_graphs,
            allow_network=self._policy.allow_network,
        )
        async with self._pool.worker() as worker:
            answer = await worker.ask(asked, seconds=self._policy.seconds)
            return await _send_answer(answer, graph if answer.kind == "graph" else table, send)


@dataclass(frozen=True, slots=True)
class _Operation:
    """An ASGI application of its own, so that it sees when the client leaves."""

    endpoint: _Endpoint
    read: Callable[[Request], Awaitable[Question | None]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.endpoint.respond(self.read, scope, receive, send)


async def _send_answer(answer: Answer, media: Media | None, send: Send) -> str:
    media_type = media.type if media else "application/octet-stream"
    if media_type.startswith("text/") and media_type != "text/turtle":
        media_type += "; charset=utf-8"
    headers = {"content-type": media_type, "cache-control": "no-store", "vary": "accept"}
    held, complete = b"", True
    async for part in answer.parts:
        held += part
        if len(held) > _HELD_BACK:
            complete = False
            break
    if complete:
        headers["content-length"] = str(len(held))
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": told})
    await send({"type": "http.response.body", "body": held, "more_body": not complete})
    if complete:
        return "answered"
    try:
        async for part in answer.parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
    except GraphkitError as error:
        return f"broken off: {error}"  # without its last chunk, no client takes this for the whole answer
    await send({"type": "http.response.body", "body": b"", "more_body": False})
    return "answered"


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(status: int, words: str, scope: Scope, receive: Receive, send: Send) -> str:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "10"} if status == 503 else {})
    if status == 406:
        types: Sequence[str] = [media.type for media in (*TABLE_MEDIA[:4], *GRAPH_MEDIA[:4])]
        words += f". This endpoint gives {', '.join(types)}"
    await Response(f"{words}\n", status_code=status, media_type="text/plain", headers=headers)(scope, receive, send)
    return f"{status} {words}"


def _description(request: Request) -> Response:
    """Tell what the service is, for who asks nothing. Source: SPARQL 1.1 Service Description, section 2."""
    media = choose(request.headers.get("accept", ""), GRAPH_MEDIA)
    if media is None:
        return Response("there must be one parameter 'query'\n", status_code=400, media_type="text/plain")
    here = NamedNode(str(request.url.replace(query="")))
    said = [
        (TYPE, f"{_SD}Service"),
        (NamedNode(f"{_SD}endpoint"), here.value),
        (NamedNode(f"{_SD}supportedLanguage"), f"{_SD}SPARQL11Query"),
        *((NamedNode(f"{_SD}resultFormat"), _FORMATS + name) for name in _RESULT_FORMATS),
    ]
    triples = [Triple(here, predicate, NamedNode(value)) for predicate, value in said]
    told = serialize(triples, format=GRAPHS[media.name], prefixes={"sd": _SD, "formats": _FORMATS})
    return Response(told, media_type=media.type)
