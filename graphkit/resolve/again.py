"""Entities of a finished graph compared once more: for what a person is asked, and for why two names are one or two.

A graph holds no extractions, but all that comparison looks at: spellings, roles, and who is named in which article.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.mentions import Numbers, Wording, wording_of
from graphkit.resolve.compare import SAME_NAME, Comparison, compare_names
from graphkit.resolve.context import Contexts, Surroundings, contradict, signs
from graphkit.resolve.items import Corpus, Item, countries_of, gather, ids_conflict, pack_places
from graphkit.resolve.names import PersonName, parse_person
from graphkit.resolve.nations import strip_country
from graphkit.resolve.organizations import acronym, initials, known_acronym, organization_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model import Assembly, Entity, Mention, Role


NOTHING = Comparison()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What speaks for and against one entity behind two.

    Attributes:
        names: the two spellings that agree best.
        comparison: features of the names and of what stands around them; of organisations and places, none.
        likeness: why two organisations or places may be one, in words, or "".
        against: why they can't be one, in words, or "".
    """

    names: tuple[str, str]
    comparison: Comparison = NOTHING
    likeness: str = ""
    against: str = ""


class Again:
    """The entities of one graph, ready to be compared."""

    def __init__(self, assembly: Assembly) -> None:
        """Take the graph; nothing is worked out before it is asked for."""
        self._assembly = assembly
        self.entities = {entity.id: entity for entity in assembly.entities}

    @cached_property
    def _corpus(self) -> Corpus:
        roles: defaultdict[tuple[str, str], list[Role]] = defaultdict(list)
        for role in self._assembly.roles:
            for document in sorted({passage.document for passage in role.evidence}):
                roles[document, role.person].append(role)
        documents: defaultdict[str, list[Item]] = defaultdict(list)
        wordings = Numbers[Wording]()
        for entity in self._assembly.entities:
            for item in _by_document(entity, wordings):
                told = tuple(roles.get((item.document, entity.id), ()))
                documents[item.document].append(item._replace(roles=told) if told else item)
        corpus = gather(sorted(documents.items()))
        first: dict[str, int] = {}
        for number, item in enumerate(corpus.items):
            corpus.entity_of[number] = first.setdefault(item.id, number)
        return corpus

    @cached_property
    def _contexts(self) -> Contexts:
        return Contexts(self._corpus, countries_of(self._corpus), self._corpus.person_names())

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._corpus.items):
            found[item.id].append(number)
        return found

    @cached_property
    def entity_at(self) -> dict[tuple[str, int, int], str]:
        """Document, start and end of every mention to the id of its entity."""
        return {spot: entity.id for entity in self.entities.values() for spot in entity.mentions.spots()}

    def surroundings(self, entity: Entity) -> Surroundings:
        """What stands around an entity in all its articles."""
        return self._contexts.of(self._numbers.get(entity.id, ()))

    def compare(self, one: Entity, other: Entity, *, asked: tuple[str, str] | None = None) -> Reasons:
        """Why two entities, or two spellings of one, are or are not the same.

        Args:
            one: the one.
            other: the other; may be the same.
            asked: the spellings to compare; None for the two that agree best.
        """
        against = "different types" if one.type != other.type else ""
        if one.id != other.id and not against and ids_conflict(one.ids, other.ids):
            against = "different identifiers"
        if one.type != "Person" or other.type != "Person":
            names = asked or (one.name, other.name)
            return Reasons(names=names, likeness=_alike(names) if not against else "", against=against)
        names, comparison = self._best(one, other, asked)
        if one.id != other.id:
            mine, theirs = self.surroundings(one), self.surroundings(other)
            comparison = comparison.with_signs(signs(mine, theirs))
            against = against or comparison.conflict or contradict(mine, theirs)
        return Reasons(names=names, comparison=comparison, against=against)

    def _best(self, one: Entity, other: Entity, asked: tuple[str, str] | None) -> tuple[tuple[str, str], Comparison]:
        """The two spellings that agree best; a contradiction of the names that the entities go by stands above all."""
        if asked is not None:
            return asked, compare_spellings(*asked)
        by_name = compare_spellings(one.name, other.name)
        if by_name.conflict:
            return (one.name, other.name), by_name
        pairs = {(a, b): compare_spellings(a, b) for a in _names(one) for b in _names(other)}
        ranked = sorted(pairs.items(), key=lambda pair: (-pair[1].score, pair[0] != (one.name, other.name), pair[0]))
        return ranked[0]


def _by_document(entity: Entity, wordings: Numbers[Wording]) -> Iterator[Item]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in entity.mentions:
        found[mention.document].append(mention)
    for document, mentions in found.items():
        proper = [mention for mention in mentions if not mention.inferred]
        rest = [mention for mention in mentions if mention.inferred]
        yield Item(
            document=document,
            id=entity.id,
            type=entity.type,
            name=max((mention.text for mention in proper), key=len, default=entity.name),
            kind=entity.kind,
            ids=entity.ids,
            jobs=(),
            places=pack_places((mention.start, wordings.of(wording_of(mention))) for mention in [*proper, *rest]),
            wordings=wordings.things,
        )


def _names(entity: Entity) -> list[str]:
    """The name and the other full spellings, at most eight."""
    full = [text for text, _ in entity.spellings if parse_person(text).full and text != entity.name]
    return [entity.name, *full[:7]]


def compare_spellings(one: str, other: str) -> Comparison:
    """Features of two spellings of persons; one that is a part of the other counts as the name alone."""
    left, right = parse_person(one), parse_person(other)
    if left.compact == right.compact:
        return SAME_NAME
    if left.full and right.full:
        return compare_names(left, right)
    return Comparison(("name_alone",)) if _part(left, right) or _part(right, left) else Comparison()


def _part(short: PersonName, long: PersonName) -> bool:
    return not short.full and short.surname in long.words


def _alike(names: tuple[str, str]) -> str:
    """Why two names of organisations or places may mean the same, or ""."""
    one, other = sorted(names, key=lambda name: not acronym(name))
    left, right = organization_key(one), organization_key(other)
    if left == right:
        return "same name but for case, articles, punctuation and legal form"
    if acronym(one) and not acronym(other):
        if known_acronym(other) == acronym(one):
            return "well-known acronym"
        if acronym(one) in initials(other):
            return "acronym that fits the long form"
    if strip_country(left)[0] == strip_country(right)[0]:
        return "same name but for the country"
    return ""
