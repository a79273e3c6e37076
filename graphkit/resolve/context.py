"""What stands around a name: roles, company and countries; signs for and against one person behind two names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from graphkit.resolve.items import Corpus, Item
    from graphkit.resolve.names import PersonName

_T = TypeVar("_T")

#: Titles that only one person holds for a country at a time, by their last words.
#: Source: own compilation.
OFFICES = (
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "minister", "secretary of state",
    "central bank governor", "army chief", "parliament speaker",
)  # fmt: skip
#: Titles by the field of life they belong to; one person is rarely in two at the same time.
#: Source: own compilation; words that mean something in several fields (captain, director, manager) are left out.
FIELDS = {
    "sport": ("striker", "midfielder", "defender", "goalkeeper", "quarterback", "batsman", "bowler", "sprinter", "pitcher", "cyclist", "golfer", "boxer", "swimmer", "coach", "forward", "winger", "tennis player", "footballer"),
    "politics": ("president", "prime minister", "minister", "senator", "lawmaker", "congressman", "congresswoman", "chancellor", "governor", "mayor", "ambassador", "deputy", "premier"),
    "arts": ("actor", "actress", "singer", "novelist", "playwright", "poet", "painter", "composer", "conductor", "film director", "rapper", "musician", "comedian", "guitarist"),
    "science": ("professor", "biologist", "physicist", "epidemiologist", "astronomer", "chemist", "historian", "economist"),
}  # fmt: skip
_FIELD_OF = {title: name for name, titles in FIELDS.items() for title in titles}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the documents say around some items.

    Attributes:
        roles: (folded title, entity number of organisation or country).
        organizations: entity numbers of organisations and countries of the roles, whatever the title.
        offices: (office, entity number of the country) that are held now.
        titles: offices, whatever the country.
        fields: fields of life of the roles held now, and of the occupation.
        company: entities named in the same documents, without those that are everywhere.
        countries: countries that the documents are mainly about, without those that are everywhere.
    """

    roles: frozenset[tuple[str, int]] = frozenset()
    organizations: frozenset[int] = frozenset()
    offices: frozenset[tuple[str, int]] = frozenset()
    titles: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    company: frozenset[object] = frozenset()
    countries: frozenset[object] = frozenset()

    def keys(self) -> list[tuple[str, object]]:
        """What two surroundings have in common when they share a sign, in no order."""
        return [(name, member) for name in ("organizations", "company", "countries") for member in getattr(self, name)]


NOTHING = Surroundings()
_NONE: frozenset[Any] = frozenset()


def _frozen(members: set[_T]) -> frozenset[_T]:
    """The same frozen; most have no members, and those share one object."""
    return frozenset(members) if members else _NONE


def _together(parts: Iterable[Surroundings]) -> Surroundings:
    kept = list(parts)
    if len(kept) < 2:
        return kept[0] if kept else NOTHING
    return Surroundings(
        *(_frozen(set[Any]().union(*(getattr(part, name) for part in kept))) for name in Surroundings.__slots__)
    )


class Contexts:
    """Surroundings of items, worked out when asked for."""

    def __init__(self, corpus: Corpus, countries: dict[str, frozenset[int]], names: Sequence[PersonName]) -> None:
        """Take the corpus; nothing is counted before it is asked for.

        Args:
            corpus: with places and organisations settled.
            countries: document id to the countries it is mainly about.
            names: of the items, as `Corpus.person_names` gives them.
        """
        self._corpus = corpus
        self._names = names
        self._all_countries = countries

    @cached_property
    def _members(self) -> list[object]:
        """For each item the organisation or full name that it adds to the company of others; None for nothing."""
        entity_of = self._corpus.entity_of
        return [
            entity_of[number] if item.type == "Organization" else name.compact if len(name.words) > 1 else None
            for number, (item, name) in enumerate(zip(self._corpus.items, self._names, strict=True))
        ]

    def _named(self, document: str) -> set[object]:
        """The organisations and people in a document."""
        found = set(map(self._members.__getitem__, self._corpus.numbers(document)))
        found.discard(None)
        return found

    @cached_property
    def _common(self) -> frozenset[object]:
        corpus = self._corpus
        telling = zip(corpus.items, self._names, strict=True)
        most = _most(len({item.document for item, name in telling if _is_named(item, name)}))
        # what few items name is in few documents, and a count of items is quick
        items = Counter[object](corpus.entity_of.values())
        items.update(name.compact for name in self._names)
        often = {member for member, count in items.items() if count > most}
        return _common((self._named(document) & often for document in corpus.first_of), most) if often else frozenset()

    @cached_property
    def _countries(self) -> dict[str, frozenset[object]]:
        common = _common(self._all_countries.values(), _most(len(self._all_countries)))
        return {name: frozenset(members - common) for name, members in self._all_countries.items()}

    def of(self, numbers: Iterable[int]) -> Surroundings:
        """The surroundings of some items together."""
        corpus = self._corpus
        company: set[object] = set()
        countries: set[object] = set()
        telling = []
        for number in numbers:
            item = corpus.items[number]
            # nobody is company to themselves, but those who share a name in two articles are to each other
            company |= self._named(item.document) - {corpus.entity_of.get(number), self._names[number].compact}
            countries |= self._countries.get(item.document, frozenset())
            if item.telling:
                telling.append(self._roles(item))
        return replace(_together(telling), company=_frozen(company - self._common), countries=_frozen(countries))

    def roles_of(self, numbers: Iterable[int]) -> Surroundings:
        """The same without company and countries, which is cheap."""
        telling = [item for item in map(self._corpus.items.__getitem__, numbers) if item.roles or item.jobs]
        return _together(map(self._roles, telling)) if telling else NOTHING

    def _roles(self, item: Item) -> Surroundings:
        if not item.telling:
            return NOTHING
        roles: set[tuple[str, int]] = set()
        offices: set[tuple[str, int]] = set()
        titles: set[str] = set()
        organizations: set[int] = set()
        fields = {_FIELD_OF[job] for job in item.jobs if job in _FIELD_OF}
        for role in item.roles:
            title, office, field = _read_title(role.title)
            at = self._corpus.entity(item.document, role.organization)
            if at is not None:
                organizations.add(at)
                if title:
                    roles.add((title, at))
            if office is not None and title != "minister":
                titles.add(title)
            if role.tense != "current":
                continue
            if office is not None and at is not None and self._corpus.items[at].kind == "country":
                offices.add((office, at))
            if field is not None:
                fields.add(field)
        return Surroundings(
            roles=_frozen(roles),
            organizations=_frozen(organizations),
            offices=_frozen(offices),
            titles=_frozen(titles),
            fields=_frozen(fields),
        )


@lru_cache(maxsize=1 << 14)
def _read_title(title: str) -> tuple[str, str | None, str | None]:
    """A title folded, the office and the field of life that it ends in."""
    folded = fold(title)
    office = next((office for office in OFFICES if folded == office or folded.endswith(f" {office}")), None)
    return folded, office, next((_FIELD_OF[end] for end in _ends(folded) if end in _FIELD_OF), None)


def _ends(title: str) -> list[str]:
    words = title.split()
    return [" ".join(words[start:]) for start in range(len(words))]


def _is_named(item: Item, name: PersonName) -> bool:
    return item.type == "Organization" or len(name.words) > 1


def _most(documents: int) -> int:
    """In how many of some documents a thing may be without being everywhere: a twentieth, and three at least."""
    return max(3, documents // 20)


def _common(sets: Iterable[AbstractSet[object]], most: int) -> frozenset[object]:
    """What is in more than so many of the sets."""
    counts = Counter(member for members in sets for member in members)
    return frozenset(member for member, count in counts.items() if count > most)


def signs(left: Surroundings, right: Surroundings) -> tuple[str, ...]:
    """Features of `graphkit.resolve.compare.FEATURES` that speak for one person."""
    found = []
    if left.roles & right.roles:
        found.append("same_role")
    elif left.organizations & right.organizations:
        found.append("same_organization")
    elif left.titles & right.titles:
        found.append("same_office")
    if left.company & right.company:
        found.append("same_company")
    if left.countries & right.countries:
        found.append("same_country")
    return tuple(found)


def contradict(left: Surroundings, right: Surroundings) -> str:
    """Why the roles of two items can't be one person's, or "".

    Offices of two countries, or sport here and politics there, with nothing in common.
    """
    if left.organizations & right.organizations:
        return ""
    lands, others = {land for _, land in left.offices}, {land for _, land in right.offices}
    if lands and others and not lands & others:
        return "offices of different countries"
    if left.fields and right.fields and not left.fields & right.fields:
        return "roles in different fields"
    return ""
