"""One type for one name: what a single article takes for an organisation while the others know a person of the name.

A model that has never met a name guesses its type article by article. Names of several words are rarely a person's and
an organisation's at the same time, so the articles vote; what an article states (a role, an identifier, a finer kind, a
legal form, a post that somebody holds there) outweighs any guess, and on a tie everything stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.resolve.items import NOBODY
from graphkit.resolve.names import fold, parse_person
from graphkit.resolve.organizations import LEGAL_FORMS, organization_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.model import Extraction
    from graphkit.resolve.items import Corpus, Item

#: How much surer than a model's guess what an article states is. Source: set by hand.
_STATED = 2
#: A person has two to five names.
_MOST_WORDS = 5


def settle_types(corpus: Corpus, extractions: Iterable[Extraction]) -> Corpus:
    """The same corpus with the type of each name that the other articles outvote.

    Args:
        corpus: as gathered.
        extractions: what it was gathered from.
    """
    posts = {(x.document.id, role.organization) for x in extractions for role in x.roles if role.organization}
    vote = _Vote(corpus.items, posts)
    changed = vote.outvoted() | vote.companies()
    if not changed:
        return corpus
    return replace(corpus, items=tuple(changed.get(number, item) for number, item in enumerate(corpus.items)))


def _letters(name: str) -> str:
    """All letters in a row, as in `PersonName.compact`."""
    return "".join(filter(str.isalnum, fold(name)))


def _might_be_person(item: Item) -> bool:
    local = item.local
    if local.ids or local.kind is not None or not 0 < local.name.count(" ") < _MOST_WORDS:
        return False
    words = local.name.split(" ")
    return words[-1].lower().rstrip(".") not in LEGAL_FORMS and not any(
        word.isupper() and len(word) > 1 for word in words
    )


class _Vote:
    """Names by their sound, and what the articles take them for."""

    def __init__(self, items: Sequence[Item], posts: set[tuple[str, str]]) -> None:
        self._items = items
        self._posts = posts

    def outvoted(self) -> dict[int, Item]:
        """Items of several words that go over to the other type, by number."""
        people: defaultdict[str, list[int]] = defaultdict(list)
        bodies: defaultdict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            if item.local.type == "Organization" and _might_be_person(item):
                bodies[_letters(item.local.name)].append(number)
        for number, item in enumerate(self._items if bodies else ()):
            if item.name.full and item.name.compact in bodies:
                people[item.name.compact].append(number)
        changed: dict[int, Item] = {}
        for key, humans in people.items():
            for_human, for_body = self._count(humans), self._count(bodies[key])
            if for_human > for_body:
                changed |= {n: _person(self._items[n]) for n in bodies[key] if not self._stated(n)}
            elif for_body > for_human:
                changed |= {n: _body(self._items[n]) for n in humans if not self._stated(n)}
        return changed

    def companies(self) -> dict[int, Item]:
        """Single words that an article takes for a person, while others tell of a company of the name with its legal form."""
        forms: set[str] = set()
        surnames: set[str] = set()
        for item in self._items:
            if item.local.type == "Organization":
                if item.local.name.lower().rstrip(".").rpartition(" ")[2] not in LEGAL_FORMS:
                    continue
                forms.add(organization_key(item.local.name))
            elif item.name.full:
                surnames |= {item.name.given, item.name.surname}
        single = (n for n, item in enumerate(self._items) if forms and item.name.words and not item.name.full)
        return {
            number: _body(item)
            for number in single
            if not self._stated(number)
            and organization_key((item := self._items[number]).local.name) in forms
            and item.name.surname not in surnames
        }

    def _stated(self, number: int) -> bool:
        item = self._items[number]
        return item.telling or bool(item.local.ids) or (item.document, item.local.id) in self._posts

    def _count(self, numbers: Iterable[int]) -> int:
        return sum(_STATED if self._stated(number) else 1 for number in numbers)


def _person(item: Item) -> Item:
    return replace(item, local=replace(item.local, type="Person"), name=parse_person(item.local.name))


def _body(item: Item) -> Item:
    return replace(item, local=replace(item.local, type="Organization", jobs=()), name=NOBODY)
