"""Which country an organisation belongs to, where its name or the words beside it say so: "Egypt's Interior Ministry"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import territories
from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from graphkit.resolve.items import Corpus, Item

Country = tuple[tuple[str, str], ...] | int
"""A country's identifiers, or, for one without, the number that stands for its entity."""

#: Code points between the end of a country and a name that belongs to it: a space, or "'s" with one.
_BEFORE = frozenset({1, 3})
#: The same where the country stands behind: " of ", " of the ".
_BEHIND = frozenset({4, 8})


@cache
def _countries() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded names and adjectives of countries to identifiers. Source: ``data/territories.tsv``."""
    known = territories()
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for gazetteer in (known.names, known.peoples):
        for rows in gazetteer.by_first.values():
            for tokens, entry in rows:
                if entry.kind == "country" and entry.ids:
                    found.setdefault(fold(" ".join(tokens)), entry.ids)
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in _countries())


@lru_cache(maxsize=1 << 16)
def strip_country(key: str) -> tuple[str, Country | None]:
    """Take a country off an organisation's key: its adjective or name in front, or "of" and its name behind.

    >>> strip_country("egyptian interior ministry")
    ('interior ministry', (('wikidata', 'Q79'),))
    >>> strip_country("supreme court")
    ('supreme court', None)
    """
    words = key.split()
    if words[:1] and words[0] not in _first_words() and "of" not in words:
        return key, None
    for size in (1, 2):
        country = _countries().get(" ".join(words[:size])) if len(words) > size else None
        if country is not None:
            return " ".join(words[size:]), country
    for size in (1, 2, 3):
        if len(words) > size + 2 and words[-size - 1] == "of" and " ".join(words[-size:]) in _countries():
            return " ".join(words[: -size - 1]), _countries()[" ".join(words[-size:])]
    return key, None


class Nations:
    """Countries that stand right beside a name."""

    def __init__(self, corpus: Corpus) -> None:
        """Note where countries begin and end.

        Args:
            corpus: with places settled.
        """
        self._keys: dict[int, Country] = {}
        self._ends: defaultdict[str, dict[int, Country]] = defaultdict(dict)
        self._starts: defaultdict[str, dict[int, Country]] = defaultdict(dict)
        for number in corpus.of_type("Place"):
            item = corpus.items[number]
            if item.kind == "country":
                key = self._keys.setdefault(corpus.entity_of[number], item.ids or corpus.entity_of[number])
                for mention in item.mentions(inferred=True):
                    self._ends[item.document][mention.end] = key
                    self._starts[item.document][mention.start] = key

    def key(self, entity: int) -> Country:
        """What a country's entity number goes by here."""
        return self._keys.get(entity, entity)

    def beside(self, item: Item) -> Country | None:
        """The one country that stands beside a name's mentions, or None."""
        ends, starts = self._ends.get(item.document, {}), self._starts.get(item.document, {})
        mentions = tuple(item.mentions()) if ends or starts else ()
        found = {ends.get(mention.start - gap) for mention in mentions for gap in _BEFORE}
        found |= {starts.get(mention.end + gap) for mention in mentions for gap in _BEHIND}
        found.discard(None)
        return found.pop() if len(found) == 1 else None
