"""Web addresses, against a server on this machine: what is fetched, what is not, and that everything has an end."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Apart, Item, Reading, read_inputs, web

PAGE = b"""<html><head><meta name="pubdate" content="2021-05-04"></head><body><main><article>
<p>K\xe4the Ruiz met Ole Dahl in Bergen on Tuesday, officials said, and both promised to talk again soon about fish.</p>
<p>They will meet again in Oslo, she said, and then sign what their aides have written by then.</p>
</article></main></body></html>"""


@dataclass
class Site:
    """What the server answers by path: status, headers, body; and what it was asked."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    slow: float = 0.0
    url: str = ""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, body = told.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            pieces = [body[start : start + 10] for start in range(0, len(body), 10)] if told.slow else [body]
            for piece in pieces:
                try:
                    self.wfile.write(piece)
                except OSError:
                    return
                time.sleep(told.slow)

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(web, "_PAUSE", 0.0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    web._rules.cache_clear()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def read(*addresses: str, **options: object) -> list[Item]:
    return list(read_inputs(addresses, reading=Reading(**({"allow_network": True} | options))))  # type: ignore[arg-type]


def error(address: str, **options: object) -> str:
    (item,) = read(address, **options)
    assert isinstance(item, InputError)
    assert item.source == address
    return item.reason


def test_page_is_fetched_once_with_a_name_and_read_by_its_type(site: Site) -> None:
    site.pages["/news/1"] = 200, {"Content-Type": "text/html; charset=ISO-8859-1"}, PAGE
    site.pages["/a.csv"] = 200, {"Content-Type": "text/csv"}, b"id,text,url\n7,Ann met Bob.,https://harbour.example/7\n"
    site.pages["/b.jsonl"] = 200, {"Content-Type": "text/plain"}, b'{"id": "8", "text": "Bob left."}\n'
    page, row, line = read(f"{site.url}/news/1", f"{site.url}/a.csv", f"{site.url}/b.jsonl")
    assert isinstance(page, Document)
    assert page.text.startswith("Käthe Ruiz met Ole Dahl")
    assert (page.id, page.url, page.published) == (f"{site.url}/news/1", f"{site.url}/news/1", dt.date(2021, 5, 4))
    assert isinstance(row, Document)
    assert (row.id, row.url) == ("7", "https://harbour.example/7")
    assert isinstance(line, Document)
    assert (line.id, line.url) == ("8", f"{site.url}/b.jsonl")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/news/1", "/a.csv", "/b.jsonl"]
    assert {agent for _, agent in site.asked} == {web.AGENT}


def test_nothing_is_fetched_unless_it_is_allowed(site: Site) -> None:
    assert error(f"{site.url}/a", allow_network=False) == "is a web address; --allow-network lets it be fetched"
    assert error("ftp://harbour.example/a.txt") == "is an address that is never fetched; only http and https are"
    assert error("file:///etc/passwd") == "is an address that is never fetched; only http and https are"
    assert error("http://ann:secret@127.0.0.1/a").startswith("holds a name or password")
    assert error("http:///a") == "names no host"
    assert error("http://[::1/a") == "is no address: Invalid IPv6 URL"
    assert site.asked == []


def test_robots_are_heeded_and_a_host_in_trouble_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private\n\nUser-agent: graphkit-news\nDisallow: /drafts\n",
    )
    site.pages["/private/a.txt"] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob."
    assert error(f"{site.url}/drafts/a.txt").startswith(f"must not be fetched: {site.url}/robots.txt keeps programs")
    (found,) = read(f"{site.url}/private/a.txt")
    assert isinstance(found, Document)
    web._rules.cache_clear()
    site.pages["/robots.txt"] = 503, {}, b""
    assert error(f"{site.url}/private/a.txt").startswith("must not be fetched")


ROBOTS = [
    ("Allow: /\nDisallow: /private/", "/private/a.txt", False),
    ("Disallow: /\nAllow: /news/", "/news/a.txt", True),
    ("Disallow: /*/print", "/news/print.txt", False),
    ("Disallow: /*.txt$", "/news/a.txt", False),
    ("Disallow: /*.txt$", "/news/a.txt?page=2", True),
    ("Disallow: /caf%C3%A9", "/caf%c3%a9/a.txt", False),
    ("Disallow:", "/news/a.txt", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS, ids=range(len(ROBOTS)))
def test_longest_rule_of_robots_counts_and_may_hold_wildcards(
    site: Site, rules: str, path: str, *, allowed: bool
) -> None:
    site.pages["/robots.txt"] = 200, {}, f"User-agent: *\n{rules}\n".encode()
    site.pages[path] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob."
    (item,) = read(f"{site.url}{path}")
    assert isinstance(item, Document) == allowed
    assert [asked for asked, _ in site.asked] == ["/robots.txt", path][: 1 + allowed]


def test_redirects_are_followed_a_few_times_and_never_inwards(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/old"] = 301, {"Location": "/a.txt"}, b""
    site.pages["/a.txt"] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob."
    site.pages["/loop"] = 302, {"Location": "/loop"}, b""
    site.pages["/file"] = 302, {"Location": "file:///etc/passwd"}, b""
    (found,) = read(f"{site.url}/old")
    assert isinstance(found, Document)
    assert (found.id, found.url) == (f"{site.url}/old", f"{site.url}/a.txt")
    assert error(f"{site.url}/loop") == "leads on and on, more than 5 times"
    assert error(f"{site.url}/file").startswith(
        "leads to file:///etc/passwd, which is an address that is never fetched"
    )
    seen: list[str] = []

    def outside_at_first(url: str) -> bool:
        seen.append(url)
        return len(seen) > 1

    monkeypatch.setattr(web, "_is_inward", outside_at_first)
    assert error(f"{site.url}/old").startswith("leads from the web into this network")


def test_size_time_and_kind_have_limits(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/large.txt"] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob. " * 1000
    site.pages["/film"] = 200, {"Content-Type": "video/mp4"}, b"x"
    assert error(f"{site.url}/large.txt", max_bytes=5000).startswith("is larger than 5000 bytes; raise --max-megabytes")
    assert error(f"{site.url}/film").startswith("is of the kind 'video/mp4', which can't be read")
    assert error(f"{site.url}/nothing") == "was answered 404 Not Found"
    monkeypatch.setattr(web, "_WHOLE", 0.05)
    site.slow = 0.02
    assert error(f"{site.url}/large.txt").startswith("takes longer than 0.05 seconds")
    site.slow = 0.5
    monkeypatch.setattr(web, "_SILENCE", 0.1)
    assert error(f"{site.url}/large.txt").startswith("can't be fetched: ")


def test_host_that_is_not_there_is_said() -> None:
    assert error("http://127.0.0.1:1/a.txt").startswith("can't be fetched: ")


def test_page_that_takes_too_long_to_take_apart_stops_no_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.readers.apart.LEAST", 0.0)
    site.pages["/a"] = 200, {"Content-Type": "text/markdown"}, b"a <![CDATA[" * 200_000
    site.pages["/b"] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob."
    addresses = [f"{site.url}/a", f"{site.url}/b"]
    stopped, found = read_inputs(addresses, reading=Reading(allow_network=True), apart=Apart(seconds=2))
    assert str(stopped).startswith(f"{site.url}/a: was stopped, as nothing came of it for 2 s")
    assert isinstance(found, Document)
    assert (found.id, found.text) == (f"{site.url}/b", "Ann met Bob.")
    assert [path for path, _ in site.asked if path != "/robots.txt"] == ["/a", "/b"]


def test_a_slow_host_gives_signs_of_life(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    signs: list[None] = []
    monkeypatch.setattr(web, "give_sign", lambda: signs.append(None))
    monkeypatch.setattr(web, "_PAUSE", 0.3)
    monkeypatch.setattr(web, "_STEP", 0.1)
    site.pages["/a.txt"] = 200, {"Content-Type": "text/plain"}, b"Ann met Bob."
    read(f"{site.url}/a.txt")
    count = len(signs)
    read(f"{site.url}/a.txt")
    assert 1 <= count < count + 3 <= len(signs)


def test_pauses_between_two_requests_to_one_host(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/robots.txt"] = 200, {}, b"User-agent: *\nCrawl-delay: 7\n"
    for name in "abc":
        site.pages[f"/{name}.txt"] = 200, {"Content-Type": "text/plain"}, f"Ann met {name}.".encode()
    slept: list[float] = []
    monkeypatch.setattr(web, "_STEP", 60.0)
    monkeypatch.setattr(web.time, "sleep", slept.append)
    read(*(f"{site.url}/{name}.txt" for name in "abc"))
    pauses = [seconds for seconds in slept if seconds]
    assert len(pauses) == 2
    assert all(6 < seconds <= 7 for seconds in pauses)
