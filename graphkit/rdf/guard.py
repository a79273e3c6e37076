"""Keeps web pages of others away from a server on this machine, and says to browsers what our own page may do."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
"""Source: Content Security Policy Level 3, and the OWASP Secure Headers Project."""


class Guard:
    """ASGI middleware in front of everything.

    A page on the web can make a browser send requests to a server on the same machine. It is kept from reading answers
    by the browser, unless it has its own name resolve to this machine (DNS rebinding): so the name that is asked for
    must be ours. And it is kept from asking at all, since asking alone costs.

    Source: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str], origins: Collection[str], pages: Collection[str]
    ) -> None:
        """Set what is let through.

        Args:
            app: what is guarded.
            hosts: names that may be asked for, beside ``localhost`` and addresses, which no one can rebind.
            origins: origins of other pages that may ask; "*" for all.
            pages: paths that links of others may lead to.
        """
        self._app = app
        self._hosts = {"localhost", *(host.lower() for host in hosts)}
        self._origins = origins
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by a refusal, or let through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope), scope["path"])
        app = self._app if refusal is None else PlainTextResponse(f"{refusal}\n", status_code=403)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_with_headers)

    def _refusal(self, headers: Headers, path: str) -> str | None:
        host = headers.get("host", "")
        name = _name(host)
        if not (name in self._hosts or _is_address(name)):
            return f"this server does not answer to the name {name!r}; start it with --allow-host {name}"
        if "*" in self._origins or path in self._pages:
            return None
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host and origin not in self._origins:
            return f"pages of {origin} may not ask this server; start it with --cors {origin}"
        if origin is None and headers.get("sec-fetch-site") == "cross-site":
            return "other pages may not ask this server"
        return None


def _name(host: str) -> str:
    """Take the port off.

    >>> _name("Localhost:7878"), _name("[::1]:7878"), _name("::1")
    ('localhost', '::1', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return (host.partition(":")[0] if host.count(":") == 1 else host).lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
