"""Says of each passage where it is in the terms of the Web Annotation Data Model too, for tools that know no other.

A passage (evidence, mention or participation) becomes an `oa:SpecificResource`: the article is its source, and it has two
selectors, the words and the place. An `oa:Annotation` has it as its target and what it speaks of as its body: the entity
of a mention or participation (`oa:identifying`), the event or membership of evidence (`oa:linking`). There is no
`oa:prefix` and `oa:suffix`, because the graph does not hold the text around a passage.

Source: https://www.w3.org/TR/annotation-model/, sections 4.2.4 and 4.2.5 (positions count Unicode code points, the end is
exclusive) and https://www.w3.org/TR/annotation-vocab/ (oa:start and oa:end are xsd:nonNegativeInteger).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from graphkit.model import Evidence, Mention, Via
from graphkit.rdf import vocabulary as v
from graphkit.rdf.triples import Description, Kind, Local, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model import Assembly
    from graphkit.rdf.triples import Pair


def _oa(name: str) -> NamedNode:
    return NamedNode(v.OA + name)


SPECIFIC_RESOURCE: Final = _oa("SpecificResource")
HAS_SOURCE: Final = _oa("hasSource")
HAS_SELECTOR: Final = _oa("hasSelector")
HAS_TARGET: Final = _oa("hasTarget")
HAS_BODY: Final = _oa("hasBody")
MOTIVATED_BY: Final = _oa("motivatedBy")
IDENTIFYING: Final = _oa("identifying")
LINKING: Final = _oa("linking")
EXACT: Final = _oa("exact")
START: Final = _oa("start")
END: Final = _oa("end")
COUNT: Final = NamedNode(v.XSD + "nonNegativeInteger")


class _Annotated(NamedTuple):
    """What an annotation is made of: what the passage speaks of, why, and the article it is in."""

    target: Local
    body: Local
    motive: NamedNode
    document: str


def description_of(assembly: Assembly, *, web_annotation: bool) -> Description:
    """Give a description of an assembly, with annotations or without.

    Raises:
        ConfigError: the base IRI can't be one.
    """
    return AnnotatedDescription(assembly) if web_annotation else Description(assembly)


class AnnotatedDescription(Description):
    """An assembly as nodes, its passages as annotations too."""

    def __init__(self, assembly: Assembly) -> None:
        """Take an assembly."""
        super().__init__(assembly)
        self._targets = {kind: self._as_target(kind) for kind in (self.evidence, self.mention, self.via)}
        of_article = self.mention.document
        self._exact = Kind(types=(_oa("TextQuoteSelector"),), pairs=_of_exact, link=HAS_SELECTOR, document=of_article)
        self._position = Kind(
            types=(_oa("TextPositionSelector"),), pairs=_of_position, link=HAS_SELECTOR, document=of_article
        )
        self._annotation = Kind(types=(_oa("Annotation"),), pairs=_of_annotation, back=HAS_TARGET, document=of_article)

    def things(self, *, placed: bool = False) -> Iterator[Part]:  # noqa: ARG002 - an annotation needs the mention itself
        """Give every node that is no part of another, its passages with their selectors and annotations."""
        for thing in super().things():
            parts = tuple(self._annotated(part, thing) if part.kind in self._targets else part for part in thing.parts)
            yield thing._replace(parts=parts)

    def _as_target(self, kind: Kind) -> Kind:
        def pairs(part: Part) -> list[Pair]:
            return [*kind.pairs(part), (HAS_SOURCE, self.article_iri(part.item.document))]

        return replace(kind, types=(*kind.types, SPECIFIC_RESOURCE), pairs=pairs)

    def _annotated(self, part: Part, owner: Part) -> Part:
        passage: Evidence | Mention | Via = part.item
        body = self.entity_iri(passage.party) if isinstance(passage, Via) else Local(owner.iri)
        motive = LINKING if isinstance(passage, Evidence) else IDENTIFYING
        told = _Annotated(Local(part.iri), body, motive, passage.document)
        parts = (
            Part(f"{part.iri}:annotation", self._annotation, told),
            Part(f"{part.iri}:exact", self._exact, passage),
            Part(f"{part.iri}:position", self._position, passage),
        )
        return part._replace(kind=self._targets[part.kind], parts=parts)


def _of_exact(part: Part) -> list[Pair]:
    passage: Evidence | Mention | Via = part.item
    return [(EXACT, passage.quote if isinstance(passage, Evidence) else passage.text)]


def _of_position(part: Part) -> list[Pair]:
    return [
        (name, Literal(str(place), datatype=COUNT)) for name, place in ((START, part.item.start), (END, part.item.end))
    ]


def _of_annotation(part: Part) -> list[Pair]:
    told: _Annotated = part.item
    return [(HAS_TARGET, told.target), (HAS_BODY, told.body), (MOTIVATED_BY, told.motive)]
