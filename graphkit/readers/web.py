"""Web addresses: what they lead to is fetched once, politely, and only where the person allows it."""

from __future__ import annotations

import io
import ipaddress
import math
import socket
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from graphkit import __version__
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.items import Found
from graphkit.readers.signs import give_sign
from graphkit.readers.source import Source, in_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protego import Protego
    from urllib3 import BaseHTTPResponse, PoolManager

    from graphkit.readers.items import Read

AGENT = f"graphkit-news/{__version__} (fetches only pages that its user names)"
_NAME = "graphkit-news"  # by which robots.txt calls it
_SCHEMES = ("http", "https")
_REDIRECTS = 5
_CONNECT, _SILENCE, _WHOLE = 10.0, 20.0, 60.0  # seconds: to connect, between two pieces, for one page
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between two requests to one host, unless its robots.txt says more
_STEP = 1.0  # seconds of such a pause after which it is said that all goes well
_ROBOTS = 500_000  # bytes of robots.txt that are read. Source: RFC 9309, section 2.5
_NOTHING = "User-agent: *\nDisallow: /"
_PIECE = 1 << 16

# Source: IANA media types, and those that servers send in their place
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md",
    "application/json": ".json", "application/ld+json": ".json", "application/feed+json": ".json",
    "application/jsonl": ".jsonl", "application/x-ndjson": ".jsonl", "text/csv": ".csv",
    "text/tab-separated-values": ".tsv", "application/vnd.apache.parquet": ".parquet", "application/pdf": ".pdf",
    "application/epub+zip": ".epub", "message/rfc822": ".eml", "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/xml": ".xml", "text/xml": ".xml",
    "application/zip": ".zip", "application/warc": ".warc",
}  # fmt: skip
_LAST: dict[str, float] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What an address led to, after redirects."""

    url: str
    status: int
    reason: str
    media_type: str
    charset: str | None
    data: bytes


def read_web(source: Source) -> Iterator[Read]:
    """Fetch what the source's name leads to, and read it by its media type, else by the ending of the address.

    A document that states no address gets the one that it was found under.

    Raises:
        InputError: the address can't be fetched or must not be (robots.txt), takes too long, is too large, or is of a kind that
            can't be read.
    """
    from graphkit.readers.formats import READERS, read_source

    answer = _fetch(source.name, most=source.reading.max_bytes)
    by_name = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    ending = _ENDINGS.get(answer.media_type, by_name)
    if answer.media_type in {"text/plain", ""} and by_name in READERS:
        ending = by_name
    if ending not in READERS:
        reason = f"is of the kind {answer.media_type or 'that none states'!r}, which can't be read; save it, and its text as .txt"
        raise InputError(reason, source=source.name)
    page = Source(
        name=source.name,
        ending=ending,
        document_id=source.document_id,
        opener=lambda: nullcontext(io.BytesIO(answer.data)),
        charset=answer.charset,
        id_from=source.id_from,
        reading=source.reading,
    )
    for read in read_source(page):
        if isinstance(read, Found) and isinstance(read.item, Document) and read.item.url is None:
            yield replace(read, item=replace(read.item, url=answer.url))
        else:
            yield read


def refused(address: str, *, allowed: bool) -> str | None:
    """Why an address is not even tried; None where it is."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme.lower() not in _SCHEMES:
        return "is an address that is never fetched; only http and https are"
    if not allowed:
        return "is a web address; --allow-network lets it be fetched"
    if parts.username is not None or parts.password is not None:
        return "holds a name or password, which would be written into the graph; save the page and name the file"
    return None if parts.hostname else "names no host"


def _fetch(address: str, *, most: int) -> _Answer:
    url = address
    until = time.monotonic() + _WHOLE
    with _told(address):
        outside = not _is_inward(url)
        for _ in range(_REDIRECTS + 1):
            _heed_robots(url, address=address)
            with _request(url) as response:
                target = response.headers.get("Location")
                if 300 <= response.status < 400 and target:
                    url = urljoin(url, target)
                    _check_redirect(url, outside=outside, address=address)
                    continue
                answer = _answer(url, response, most=most, until=until, address=address)
            if answer.status != 200:
                raise InputError(f"was answered {answer.status} {answer.reason}".rstrip(), source=address)
            return answer
    raise InputError(f"leads on and on, more than {_REDIRECTS} times", source=address)


def _check_redirect(url: str, *, outside: bool, address: str) -> None:
    if (reason := refused(url, allowed=True)) is not None:
        raise InputError(f"leads to {url[:200]}, which {reason}", source=address)
    if outside and _is_inward(url):
        raise InputError(f"leads from the web into this network, to {url[:200]}; not followed", source=address)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say what went wrong on the network as an error of the address."""
    from urllib3.exceptions import HTTPError

    try:
        yield
    except (HTTPError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        said = str(error).rpartition(": ")[2] or type(error).__name__
        raise InputError(f"can't be fetched: {said[:200]}", source=address) from error


@contextmanager
def _request(url: str) -> Iterator[BaseHTTPResponse]:
    from urllib3 import Timeout

    headers = {"User-Agent": AGENT, "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "identity"}
    response = _pool(url).request(
        "GET",
        url,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=Timeout(connect=_CONNECT, read=_SILENCE),
    )
    try:
        yield response
    finally:
        response.close()


def _pool(url: str) -> PoolManager:
    """Connections, through the proxy that the system names, if any."""
    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return ProxyManager(proxy)
    return PoolManager()


def _answer(url: str, response: BaseHTTPResponse, *, most: int, until: float, address: str) -> _Answer:
    data = bytearray()
    for piece in _pieces(response):
        data += piece
        if len(data) > most:
            raise InputError(f"is larger than {in_megabytes(most)}; raise --max-megabytes to take it", source=address)
        if time.monotonic() > until:
            raise InputError(f"takes longer than {_WHOLE:g} seconds; save it and name the file", source=address)
    media_type, _, rest = response.headers.get("Content-Type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return _Answer(
        url=url,
        status=response.status,
        reason=response.reason or "",
        media_type=media_type.strip().lower(),
        charset=charset or None,
        data=bytes(data),
    )


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The bytes as they come, however slowly."""
    while piece := response.read1(_PIECE, decode_content=True):
        give_sign()
        yield piece


def _is_inward(url: str) -> bool:
    """Whether a host lies in this machine or its own network; one that can't be found does not."""
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)


def _heed_robots(url: str, *, address: str) -> None:
    """Wait as long as the host wants between two requests.

    Raises:
        InputError: the host's robots.txt keeps graphkit from the page.

    Source: RFC 9309; Crawl-delay is older than it, and many hosts still say it.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    rules = _rules(origin)
    if not rules.can_fetch(url, _NAME):
        raise InputError(
            f"must not be fetched: {origin}/robots.txt keeps programs from it; save the page", source=address
        )
    pause = min(max(float(rules.crawl_delay(_NAME) or 0), _PAUSE), _LONGEST_PAUSE)
    left = _LAST.get(origin, -math.inf) + pause - time.monotonic()
    while left > 0:
        time.sleep(min(left, _STEP))
        give_sign()
        left -= _STEP
    _LAST[origin] = time.monotonic()


@lru_cache(maxsize=1024)
def _rules(origin: str) -> Protego:
    """What a host's robots.txt says. Source: RFC 9309, section 2.3.1: a host in trouble forbids all, one without it nothing."""
    from protego import Protego

    rules = ""
    url = f"{origin}/robots.txt"
    until = time.monotonic() + _WHOLE
    for _ in range(_REDIRECTS + 1):
        with _request(url) as response:
            target = response.headers.get("Location")
            if 300 <= response.status < 400 and target and refused(urljoin(url, target), allowed=True) is None:
                url = urljoin(url, target)
                if _is_inward(url) and not _is_inward(origin):
                    break
                continue
            if response.status >= 500:
                rules = _NOTHING
            elif response.status == 200:
                rules = _first(response, until=until).decode("utf-8", "replace")
        break
    return Protego.parse(rules)


def _first(response: BaseHTTPResponse, *, until: float) -> bytes:
    data = b""
    for piece in _pieces(response):
        data += piece
        if len(data) > _ROBOTS or time.monotonic() > until:
            break
    return data[:_ROBOTS]
