"""One type for one name: what a single article takes for an organisation while the others know a person of the name.

A model that has never met a name guesses its type article by article. Names of several words are rarely a person's and
an organisation's at the same time, so the articles vote; what an article states (a role, an identifier, a finer kind, a
legal form, a post that somebody holds there) outweighs any guess, and on a tie everything stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import brands
from graphkit.resolve.compare import compare_names
from graphkit.resolve.names import fold, parse_person
from graphkit.resolve.organizations import LEGAL_FORMS, organization_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import EntityType, Extraction
    from graphkit.resolve.items import Corpus, Item

#: How much surer than a model's guess what an article states is. Source: set by hand.
_STATED = 2
#: Rules of mentions that know an organisation by its form, its introduction or a table, where others guess.
#: Source: the rules of `graphkit.ner`.
_KNOWING = frozenset({
    "acronym", "brand", "channel", "company", "dateline", "gazetteer", "introduced", "known", "legal-form", "organisation-word",
    "photo-credit", "press-digest", "team", "traded",
})  # fmt: skip
#: A person has two to five names.
_MOST_WORDS = 5


def settle_types(corpus: Corpus, extractions: Iterable[Extraction]) -> Corpus:
    """The same corpus with the type of each name that the other articles outvote.

    Args:
        corpus: as gathered.
        extractions: what it was gathered from.
    """
    posts = {(x.document.id, role.organization) for x in extractions for role in x.roles if role.organization}
    vote = _Vote(corpus, posts)
    changed = vote.outvoted() | vote.companies() | vote.bare_surnames()
    if not changed:
        return corpus
    items = list(corpus.items)
    for number, kind in changed.items():
        item = items[number]
        items[number] = item._replace(type=kind) if kind == "Person" else item._replace(type=kind, jobs=())
    return replace(corpus, items=items)


def _letters(name: str) -> str:
    """All letters in a row, as in `PersonName.compact`."""
    folded = fold(name).replace(" ", "")
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def _might_be_person(item: Item) -> bool:
    if item.ids or item.kind is not None or not 0 < item.name.count(" ") < _MOST_WORDS:
        return False
    words = item.name.split(" ")
    return _last_word(item.name) not in LEGAL_FORMS and not any(word.isupper() and len(word) > 1 for word in words)


def _may_begin(name: str, begins: set[str]) -> bool:
    """False, quickly, where a name's letters begin with none of some pairs."""
    first = name[:2]
    return not (first.isascii() and first.isalpha()) or first.lower() in begins


def _full(item: Item) -> bool:
    return parse_person(item.name).full


def _last_word(name: str) -> str:
    return name[name.rfind(" ") + 1 :].lower().rstrip(".")


class _Vote:
    """Names by their sound, and what the articles take them for."""

    def __init__(self, corpus: Corpus, posts: set[tuple[str, str]]) -> None:
        self._items = items = corpus.items
        self._posts = posts
        self._bodies = [number for number, item in enumerate(items) if item.type == "Organization"]

    def outvoted(self) -> dict[int, EntityType]:
        """Items of several words that go over to the other type, by number, and that type."""
        people: defaultdict[str, list[int]] = defaultdict(list)
        bodies: defaultdict[str, list[int]] = defaultdict(list)
        for number in self._bodies:
            if _might_be_person(item := self._items[number]):
                bodies[_letters(item.name)].append(number)
        begins = {key[:2] for key in bodies}
        for number, item in enumerate(self._items if bodies else ()):
            if not _may_begin(item.name, begins):
                continue
            if item.type == "Person" and (letters := _letters(item.name)) in bodies and _full(item):
                people[letters].append(number)
        changed: dict[int, EntityType] = {}
        for key, humans in people.items():
            for_human, for_body = self._count(humans), self._count(bodies[key])
            if for_human > for_body:
                changed |= {n: "Person" for n in bodies[key] if not self._stated(n)}
            elif for_body > for_human:
                changed |= {n: "Organization" for n in humans if not self._stated(n)}
        return changed

    def companies(self) -> dict[int, EntityType]:
        """Single words that an article takes for a person, while others tell of a company of the name with its legal form."""
        bodies = (self._items[number].name for number in self._bodies)
        forms = {organization_key(name) for name in bodies if _last_word(name) in LEGAL_FORMS}
        alone = [
            number
            for number, item in enumerate(self._items if forms else ())
            if item.type == "Person"
            and " " not in item.name
            and organization_key(item.name) in forms
            and not self._stated(number)
            and not _full(item)
        ]
        people = (item for item in self._items if alone and item.type == "Person")
        names = [name for item in people if (name := parse_person(item.name)).full]
        borne = {word for name in names for word in (name.given, name.surname)}
        return {
            number: "Organization" for number in alone if parse_person(self._items[number].name).surname not in borne
        }

    def bare_surnames(self) -> dict[int, EntityType]:
        """Single words that an article guesses to be an organisation, while more know the only person of that surname."""
        alone: defaultdict[str, list[int]] = defaultdict(list)
        spoken_for = set()
        for number in self._bodies:
            name = self._items[number].name
            if self._guessed(number):
                alone[fold(name)].append(number)
            else:
                spoken_for.update(fold(name).split())
        people: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items if alone else ()):
            if item.type == "Person" and (surname := self._surname(item)) in alone and surname not in spoken_for:
                people[surname].append(number)
        return {
            number: "Person"
            for surname, humans in people.items()
            if self._one_bearer(humans) and len(humans) > len(alone[surname])
            for number in alone[surname]
        }

    def _guessed(self, number: int) -> bool:
        """Whether nothing but a model says that a single word is an organisation's name."""
        item = self._items[number]
        if " " in item.name or item.ids or item.kind is not None or not item.name.istitle():
            return False
        guess = not any(mention.rule in _KNOWING for mention in item.mentions())
        return guess and item.name.lower() not in brands() and not self._stated(number)

    def _surname(self, item: Item) -> str:
        """The surname of a full name or of a person called by it alone."""
        return fold(item.name.rpartition(" ")[2])

    def _one_bearer(self, humans: Iterable[int]) -> bool:
        """Whether full names among those of one surname tell of exactly one person."""
        names = [name for number in humans if (name := parse_person(self._items[number].name)).full]
        return bool(names) and not any(compare_names(names[0], name).conflict for name in names[1:])

    def _stated(self, number: int) -> bool:
        item = self._items[number]
        return item.telling or bool(item.ids) or (item.document, item.id) in self._posts

    def _count(self, numbers: Iterable[int]) -> int:
        return sum(_STATED if self._stated(number) else 1 for number in numbers)
