"""Ids to IRIs and back.

An entity's or event's IRI is the base IRI plus its id. Nodes that the model gives no id (evidence, mentions, roles) get
one made from what they say, so that the same passage has the same IRI in every graph that holds it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from graphkit.errors import ConfigError

_ID_SAFE = "/!$&'()*+,;=:@-._~"
"""What an IRI may hold unescaped in its path.

Source: RFC 3987, section 2.2 (ipchar), less everything beyond ASCII.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Iris:
    """Makes the IRIs of one graph, and takes them apart again.

    Attributes:
        base: IRI that ids are appended to; ends in "/" or "#".
    """

    base: str

    def check(self) -> None:
        """Make sure that the base can stand in a file.

        Raises:
            ConfigError: the base is no absolute IRI, or ends in neither "/" nor "#".
        """
        try:
            NamedNode(self.base)
        except ValueError as error:
            message = f"base IRI {self.base!r}: {error}; give an absolute IRI such as https://example.org/news/"
            raise ConfigError(message) from error
        if not self.base.endswith(("/", "#")):
            message = f"base IRI {self.base!r} must end in '/' or '#', because ids are appended to it"
            raise ConfigError(message)

    def of_id(self, identifier: str) -> str:
        """Append an entity's or event's id; what no IRI can hold is percent-encoded.

        >>> Iris(base="https://example.org/").of_id("person/ada-byron-1a2b3c4d")
        'https://example.org/person/ada-byron-1a2b3c4d'
        """
        return self.base + quote(identifier, safe=_ID_SAFE, errors="surrogatepass")

    def to_id(self, iri: str) -> str:
        """Undo `of_id`."""
        return unquote(iri.removeprefix(self.base), errors="surrogatepass")

    def of_document(self, identifier: str) -> str:
        """Give the IRI of an article; slashes in its id are encoded too, so that nothing below it can clash.

        >>> Iris(base="https://example.org/").of_document("2024/a b")
        'https://example.org/article/2024%2Fa%20b'
        """
        # "." and ".." would be taken for steps in a path
        name = identifier.replace(".", "%2E") if identifier in {".", ".."} else _encode_part(identifier)
        return f"{self.base}article/{name}"

    def to_document(self, iri: str) -> str:
        """Undo `of_document`."""
        return unquote(iri.removeprefix(f"{self.base}article/"), errors="surrogatepass")

    def of_cluster(self, document: str, local_id: str) -> str:
        """Give the IRI of one document's own cluster; no part holds a colon, because colons are encoded in both.

        >>> Iris(base="https://example.org/").of_cluster("a1", "e2")
        'https://example.org/cluster/a1:e2'
        """
        return f"{self.base}cluster/{_encode_part(document)}:{_encode_part(local_id)}"

    def to_cluster(self, iri: str) -> tuple[str, str]:
        """Undo `of_cluster`."""
        document, _, local_id = iri.removeprefix(f"{self.base}cluster/").partition(":")
        return unquote(document, errors="surrogatepass"), unquote(local_id, errors="surrogatepass")

    def of_relation(self, name: str) -> str:
        """Give the IRI of a relation of the user's own, which is a property.

        >>> Iris(base="https://example.org/").of_relation("signed_with")
        'https://example.org/property/signed_with'
        """
        return f"{self.base}property/{name}"

    def to_relation(self, iri: str) -> str:
        """Undo `of_relation`."""
        return iri.removeprefix(f"{self.base}property/")

    def made_of(self, folder: str, *parts: object) -> str:
        """Give a node an IRI made from what it says: 16 hex digits of SHA-256 over the parts.

        Args:
            folder: "evidence", "mention", "role", "run" or "via".
            *parts: everything that tells this node from another one.
        """
        told = "\x1f".join(["\x00" if part is None else str(part) for part in parts])
        digest = hashlib.sha256(told.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]
        return f"{self.base}{folder}/{digest}"


@lru_cache(maxsize=4096)  # an article's id is needed for each of its mentions
def _encode_part(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")
