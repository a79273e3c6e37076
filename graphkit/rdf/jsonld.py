"""Writes an `Assembly` as JSON-LD that can be used as plain JSON, and that RDF tools read as the triples of the Turtle.

``@graph`` lists the run, the articles, the entities, the events, the decisions. What belongs to one of them alone stands
inside it: mentions and roles in entities, evidence, dates and amounts in events. All else is named by its id, below ``@base``.
The context is that of ``ontology/context.jsonld``; it is part of the file, so that nothing is fetched to read it.

Decimals and dates are strings, because a JSON number with a fraction would be read as an xsd:double.

Source: https://www.w3.org/TR/json-ld11/ (JSON-LD 1.1), https://www.w3.org/TR/json-ld11-api/, section 8.2.2 (numbers).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from graphkit.model import Mention
from graphkit.rdf.annotation import description_of
from graphkit.rdf.triples import Local, only_characters
from graphkit.rdf.uncollected import uncollected
from graphkit.resources import ontology_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Description, Part, Value

Json = dict[str, Any]

_HIERARCHICAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+/(?:[^?#]*/)?")
"""A base that ids can be resolved against. Source: RFC 3986, section 5.2.2."""

_RELATIVE = re.compile(r"[a-z]+/[^/?#:]+")
"""What is resolved alike by all: some readers lose a relative IRI with a colon."""
_INDENT = "  "
_FOLDERS: Final = (
    "run",
    "article",
    "person",
    "organization",
    "place",
    "meeting",
    "pledge",
    "relation",
    "property",
    "role",
    "decision",
)
"""The order of `@graph`, by the first part of the ids."""


class Key(NamedTuple):
    """A key of the context.

    Attributes:
        name: the key.
        place: its place in the context, which is its place in an object too.
        type: the type that its plain strings have; "@id" for IRIs.
        is_list: whether its value is always a list.
    """

    name: str
    place: int
    type: str | None = None
    is_list: bool = False


@uncollected
def write_jsonld(assembly: Assembly, stream: BinaryIO, *, web_annotation: bool = False) -> None:
    """Write the triples of `graphkit.rdf.write_turtle` as JSON-LD; same arguments and errors."""
    description = description_of(assembly, web_annotation=web_annotation)
    objects = _Objects(description)
    stream.write(f'{{\n{_INDENT}"@context": {_head(objects.context)},\n{_INDENT}"@graph": ['.encode())
    before = "\n"
    for found in objects.all():
        told = json.dumps(found, ensure_ascii=False, indent=len(_INDENT)).replace("\n", f"\n{_INDENT * 2}")
        stream.write(f"{before}{_INDENT * 2}{told}".encode())
        before = ",\n"
    stream.write(f"\n{_INDENT}]\n}}\n".encode())


@cache
def published_context() -> Mapping[str, Any]:
    """Read the context that is published with the ontology."""
    context: Json = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    return context


def _head(context: Mapping[str, Any]) -> str:
    lines = (f"{_INDENT * 2}{json.dumps(key)}: {json.dumps(told, ensure_ascii=False)}" for key, told in context.items())
    return "{\n" + ",\n".join(lines) + f"\n{_INDENT}}}"


class _Objects:
    """Makes JSON objects of the nodes of one graph."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self._base = description.base
        self._is_relative = _HIERARCHICAL.fullmatch(self._base) is not None
        published = published_context()
        self.context = {"@base": self._base, **published} if self._is_relative else published
        self._prefixes = {told: key for key, told in published.items() if isinstance(told, str) and told[-1] in "/#"}
        self._keys: dict[str, dict[str | None, Key]] = defaultdict(dict)
        self._back: dict[str, Key] = {}
        self._classes: dict[str, str] = {}
        for place, (name, told) in enumerate(published.items()):
            self._learn(name, told, place)

    def _learn(self, name: str, told: Any, place: int) -> None:
        told = {"@id": told} if isinstance(told, str) else told
        if name.startswith("@") or told.get("@id", "").startswith("@") or name in self._prefixes.values():
            return
        key = Key(name, place, self._in_full(told.get("@type")), told.get("@container") == "@set")
        if "@reverse" in told:
            self._back[self._in_full(told["@reverse"]) or ""] = key
            return
        iri = self._in_full(told["@id"]) or ""
        if name[0].isupper():
            self._classes[iri] = name
        else:
            self._keys[iri][key.type] = key

    def _in_full(self, name: str | None) -> str | None:
        if name is None or name.startswith("@"):
            return name
        prefix, _, rest = name.partition(":")
        return f"{published_context()[prefix]}{rest}"

    def all(self) -> Iterator[Json]:
        """Give the objects of `@graph`, by kind and then by id."""
        things = sorted(self._description.things(), key=_by_kind)
        known = {thing.iri for thing in things}
        owners = {thing.iri: owner for thing in things if (owner := _owner(thing)) in known}
        inside: dict[str, list[Part]] = defaultdict(list)
        for thing in things:
            if thing.iri in owners:
                inside[owners[thing.iri]].append(thing)
        for thing in things:
            if thing.iri not in owners:
                yield self._object(thing, inside.get(thing.iri, ()))

    def _object(self, part: Part, inside: Sequence[Part] = ()) -> Json:
        """One node, what belongs to it inside."""
        told = sorted((self._told(predicate, value) for predicate, value in part.kind.pairs(part)), key=_by_text)
        told += [self._nested(each) for each in sorted((*part.parts, *inside), key=_by_place)]
        told.sort(key=lambda pair: (pair[0].place, pair[0].name))
        made: Json = {"id": self._id(part.iri)}
        if part.kind.types:
            types = [self._classes.get(kind.value) or self._short(kind.value) for kind in part.kind.types]
            made["type"] = types if len(types) > 1 else types[0]
        for key, group in groupby(told, key=itemgetter(0)):
            values: list[Any] = []
            for _, value in group:
                if not values or value != values[-1]:
                    values.append(value)
            made[key.name] = values if key.is_list or len(values) > 1 else values[0]
        return made

    def _nested(self, part: Part) -> tuple[Key, Json]:
        found = self._object(part)
        if part.kind.back is None:  # then there is a link
            return self._key(cast("NamedNode", part.kind.link), "@id"), found
        found.pop(self._key(part.kind.back, "@id").name)
        return self._back[part.kind.back.value], found

    def _told(self, predicate: NamedNode, value: Value) -> tuple[Key, Any]:
        """The key for a value, and the value as JSON."""
        kind: str | None
        plain: str | int
        if isinstance(value, Local):
            kind, plain = "@id", self._id(value)
        elif isinstance(value, NamedNode):
            kind, plain = "@id", value.value
        elif isinstance(value, Literal):
            kind, plain = value.datatype.value, value.value
        else:
            kind, plain = None, only_characters(value) if isinstance(value, str) else value
        key = self._key(predicate, kind)
        if isinstance(plain, str) and kind == "@id" and (_scheme(plain) in self.context or key.type != kind):
            return key, self._reference(plain)
        if key.type == kind:
            return key, plain
        return key, {"@value": plain} if kind is None else {"@value": plain, "type": self._short(kind)}

    def _reference(self, iri: str) -> Json:
        """A node that is only named; a scheme that is a key of the context too is kept from being read as that key."""
        scheme = _scheme(iri)
        return {"@context": {scheme: None}, "id": iri} if scheme in self.context else {"id": iri}

    def _key(self, predicate: NamedNode, kind: str | None) -> Key:
        """The key whose plain strings are of a type; else any key of the predicate; else its name."""
        keys = self._keys.get(predicate.value)
        if keys is None:
            return Key(self._short(predicate.value), len(self.context))
        return keys.get(kind) or next(iter(keys.values()))

    def _id(self, iri: str) -> str:
        return iri if self._is_relative and _RELATIVE.fullmatch(iri) else self._base + iri

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return iri if prefix is None else f"{prefix}:{iri[cut:]}"


def _by_kind(part: Part) -> tuple[int, str]:
    folder = part.iri.partition("/")[0]
    return _FOLDERS.index(folder) if folder in _FOLDERS else len(_FOLDERS), part.iri


def _by_text(pair: tuple[Key, Any]) -> str:
    return json.dumps(pair[1], ensure_ascii=False)


def _by_place(part: Part) -> tuple[int, str, int, str]:
    """Evidence by rank, mentions as they come in the articles."""
    document = "" if part.kind.document is None else part.kind.document(part.item)
    return part.rank, document, part.item.start if isinstance(part.item, Mention) else 0, part.iri


def _owner(thing: Part) -> str | None:
    """The thing that a thing points back to, to stand inside of it."""
    if thing.kind.back is None:
        return None
    return next(str(value) for predicate, value in thing.kind.pairs(thing) if predicate == thing.kind.back)


def _scheme(iri: str) -> str:
    scheme, colon, rest = iri.partition(":")
    return scheme if colon and "/" not in scheme and not rest.startswith("//") else ""
