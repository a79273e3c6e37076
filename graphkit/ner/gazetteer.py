"""Known names: countries, regions, cities, organisations, given names and surnames, looked up by the words' tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graphkit.resources import data_path, read_table

if TYPE_CHECKING:
    from graphkit.model import EntityType

_SPLIT = re.compile(r"(?<=[^\W\d_])(-)(?=[^\W\d_])|(?=['\u2019](?:s\b| |$))| |(?=,)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity.

    Attributes:
        key: unique in the gazetteer; mentions of one key are one entity.
        type: Person, Organization or Place.
        name: its usual name.
        kind: finer type, such as "country" or "agency".
        ids: as in `LocalEntity`.
    """

    key: str
    type: EntityType
    name: str
    kind: str | None = None
    ids: tuple[tuple[str, str], ...] = ()


class City(NamedTuple):
    """A city: thousands of people, and the code of its country."""

    size: int
    country: str


def split_name(name: str) -> tuple[str, ...]:
    """Return a name's tokens as spaCy's English tokeniser splits them.

    >>> split_name("Guinea-Bissau")
    ('Guinea', '-', 'Bissau')
    """
    return tuple(part for part in _SPLIT.split(name) if part)


class Gazetteer:
    """Names of several tokens, found by their first token.

    Attributes:
        by_first: first token -> pairs of all tokens and entry, the longest first.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Add one spelling; names of four letters and more also in capitals. What is known already stays.

        An article is no part of a name, but for The Hague.
        """
        name = name if name == "The Hague" else name.removeprefix("The ")
        spellings = {name, name.upper()} if len(name) > 3 else {name}
        for spelling in spellings:
            tokens = split_name(spelling)
            rows = self.by_first.setdefault(tokens[0], [])
            if all(row[0] != tokens for row in rows):
                rows.append((tokens, entry))
                rows.sort(key=lambda row: -len(row[0]))

    def find(self, words: list[str], i: int) -> tuple[int, Entry] | None:
        """Return the end and the entry of the longest name that starts at token i."""
        for tokens, entry in self.by_first.get(words[i], ()):
            j = i + len(tokens)
            if len(tokens) == 1 or tuple(words[i:j]) == tokens:
                return j, entry
        return None

    def get(self, words: tuple[str, ...]) -> Entry | None:
        """Return the entry whose tokens are exactly these."""
        for tokens, entry in self.by_first.get(words[0], ()) if words else ():
            if tokens == words:
                return entry
        return None


class Territories(NamedTuple):
    """What `data/territories.tsv` says.

    Attributes:
        entries: code -> entry.
        names: all names of countries and regions.
        peoples: adjectives and peoples, which stand for a country without naming it.
        capitals: capitals and seats of government -> the country.
    """

    entries: dict[str, Entry]
    names: Gazetteer
    peoples: Gazetteer
    capitals: Gazetteer


@cache
def territories() -> Territories:
    """Load countries and regions. Source: ``data/territories.tsv``, ``data/regions.tsv``."""
    found = Territories({}, Gazetteer(), Gazetteer(), Gazetteer())
    seats: dict[str, Entry] = {}
    rows = sorted(read_table("territories.tsv"), key=lambda row: ("country", "historic", "region").index(row[1]))
    for code, kind, qid, name, aliases, peoples, capitals in rows:
        entry = Entry(key=code, type="Place", name=name, kind=kind, ids=(("wikidata", qid),))
        found.entries[code] = entry
        for gazetteer, cell in ((found.names, aliases), (found.peoples, peoples), (found.capitals, capitals)):
            for spelling in filter(None, cell.split("|")):
                gazetteer.add(spelling, entry)
        seats.update(dict.fromkeys(filter(None, capitals.split("|")), entry))
    for name, kind, qid, aliases in read_table("regions.tsv"):
        entry = Entry(key=f"region:{name}", type="Place", name=name, kind=kind, ids=(("wikidata", qid),) if qid else ())
        for spelling in filter(None, (name, *aliases.split("|"))):
            found.names.add(spelling, entry)
    for name in seats:
        found.names.add(name, Entry(key=f"city:{name}", type="Place", name=name, kind="city"))
    return found


@cache
def bodies() -> Gazetteer:
    """Load organisations. Source: ``data/bodies.tsv``, ``data/organizations.tsv``, ``data/parties.tsv``."""
    found = Gazetteer()
    entries: dict[str, Entry] = {}
    rows = [*read_table("bodies.tsv")]
    rows += [[name, kind, "", aliases] for name, kind, aliases in read_table("organizations.tsv")]
    rows += [[name, "party", "", aliases] for name, aliases in read_table("parties.tsv")]
    for name, kind, qid, aliases in rows:
        ids = (("wikidata", qid),) if qid else ()
        own = Entry(key=f"body:{name}", type="Organization", name=name, kind=kind, ids=ids)
        entry = entries.setdefault(name, own)
        for spelling in filter(None, (name, *aliases.split("|"))):
            for variant in spellings(spelling):
                found.add(variant, entry)
    return found


_SPELLINGS = (
    ("Organization", "Organisation"),
    ("Programme", "Program"),
    ("Co-operation", "Cooperation"),
    ("Labour", "Labor"),
)


def spellings(name: str) -> list[str]:
    """Return a name of an organisation in British and American spelling, its own first."""
    found = [name]
    for pair in reversed(_SPELLINGS):
        for one, other in (pair, pair[::-1]):
            pattern = re.compile(rf"\b{one}\b")
            found += [pattern.sub(other, text) for text in found if pattern.search(text)]
    return list(dict.fromkeys(found))


@cache
def cities() -> dict[str, City]:
    """Load cities of 15,000 people and more by name. Source: ``data/places.tsv``."""
    return {name: City(int(size), country) for name, size, country in read_table("places.tsv")}


@cache
def given_names() -> dict[str, str]:
    """Load given names -> "m", "f" or "u". Source: ``data/given_names.tsv``."""
    plain = nonnames() - {"jan", "jun"}
    return {
        name: gender for name, gender in read_table("given_names.tsv") if len(name) > 2 and name.lower() not in plain
    }


@cache
def surnames() -> frozenset[str]:
    """Load family names. Source: ``data/surnames.txt``."""
    lines = data_path("surnames.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def brands() -> dict[str, str]:
    """Load companies, media and teams, lower case -> kind. Source: ``data/brands.tsv``."""
    return {row[0]: row[1] for row in read_table("brands.tsv")}


@cache
def nonnames() -> frozenset[str]:
    """Load words that name nobody, lower case. Source: ``data/nonnames.txt``."""
    return frozenset(row[0] for row in read_table("nonnames.txt"))


@cache
def other_words() -> frozenset[str]:
    """Load words that end (or, after "^", begin) names of events and laws. Source: ``data/other_words.txt``."""
    return frozenset(row[0] for row in read_table("other_words.txt"))
