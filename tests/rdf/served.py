"""A server under test: started as a person starts it, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
ENDLESS_ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def media(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def send(self, method: str, path: str, *, body: bytes | None = None, timeout: float = 30, **headers: str) -> Reply:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=told)
            response = connection.getresponse()
            text = response.read().decode()
            return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
        finally:
            connection.close()

    def get(self, sparql: str, *more: tuple[str, str], accept: str = "*/*", **how) -> Reply:
        return self.send("GET", f"/sparql?{urlencode([('query', sparql), *more])}", Accept=accept, **how)

    def post(self, body: bytes, media: str, **how) -> Reply:
        return self.send("POST", "/sparql", body=body, Content_Type=media, **how)


@contextlib.contextmanager
def server(*arguments: object) -> Iterator[Server]:
    command = [sys.executable, "-m", "graphkit", "serve", *map(str, arguments), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            found = re.search(r"http://([\d.]+):(\d+)/", told)
            assert found, told
            yield Server(process, found[1], int(found[2]))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)
