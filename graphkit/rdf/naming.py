"""What to call the nodes of a graph when speaking of them to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit.rdf import vocabulary as v

if TYPE_CHECKING:
    from pyoxigraph import Store

_LABELS: Final = (v.LABEL, v.NAME, v.HEADLINE, v.QUOTE, v.TEXT, v.IDENTIFIER, v.DATE_TEXT)
"""What a node says of itself, the best name first."""

_OWNERS: Final = (
    v.HAS_EVIDENCE,
    v.HAS_MENTION,
    v.HAS_CLUSTER,
    v.VIA,
    v.HAS_AMOUNT,
    v.DUE,
    v.BEGINS,
    v.ENDS,
    v.MEMBER_DURING,
)
"""By which a node that has no name of its own hangs on one that may have."""

_GENERAL: Final = ((v.ENTITY, None), (v.EVENT, None), (v.ENTITY_CLASSES["Place"][0], v.COUNTRY_CLASSES[0]))
"""Classes that tell little, each with the one that goes without saying it (None: any)."""

_MAX_LENGTH: Final = 60
_DEPTH: Final = 3


class Namer:
    """Names the nodes of one graph."""

    def __init__(self, store: Store) -> None:
        """Look names up in the default graph of a store."""
        self._store = store

    def label(self, node: NamedNode | BlankNode | Literal, *, depth: int = _DEPTH) -> str:
        """Give the words that people know a node by, else its IRI as short as it can be."""
        if isinstance(node, Literal):
            return f'"{_cut(node.value)}"'
        for predicate in _LABELS:
            for quad in self._store.quads_for_pattern(node, predicate, None):
                if not isinstance(quad.object, Triple) and quad.object.value.strip():
                    return f'"{_cut(quad.object.value)}"'
        for predicate in _OWNERS if depth else ():
            for quad in self._store.quads_for_pattern(None, predicate, node):
                if isinstance(quad.subject, Triple):
                    continue
                return f"{short(predicate.value).removeprefix('gk:')} of {self.label(quad.subject, depth=depth - 1)}"
        return f"_:{node.value}" if isinstance(node, BlankNode) else short(node.value)

    def kind(self, node: NamedNode | BlankNode | Literal) -> str:
        """Give the class of a node in words, such as "meeting"; "" where it has none of graphkit's."""
        if isinstance(node, Literal):
            return ""
        types = {quad.object for quad in self._store.quads_for_pattern(node, v.TYPE, None)}
        ours = {kind.value for kind in types if isinstance(kind, NamedNode) and kind.value.startswith(v.GK)}
        exact = ours - {general.value for general, special in _GENERAL if not special or special.value in ours} or ours
        return " and ".join(sorted(_words(name.removeprefix(v.GK)) for name in exact))


def short(iri: str) -> str:
    """Write an IRI with a prefix that every query knows, or as it is.

    >>> short("https://w3id.org/graphkit#quote")
    'gk:quote'
    """
    for prefix, namespace in v.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _words(name: str) -> str:
    """Part the words of a class's name.

    >>> _words("PartialDate")
    'partial date'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MAX_LENGTH else plain[: _MAX_LENGTH - 1].rstrip() + "…"
