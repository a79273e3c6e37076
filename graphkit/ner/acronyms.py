"""Acronyms in brackets behind what they abbreviate: "Coastal States Monitoring Agency (CSMA)", "gross domestic product (GDP)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, given_names, territories
from graphkit.ner.titles import ROLE_NOUNS
from graphkit.ner.words import ORGANIZATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

SMALL: frozenset[str] = frozenset(
    {
        "a", "and", "at", "d'", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "et", "for", "f\u00fcr", "in",
        "l'", "la", "las", "le", "les", "los", "of", "on", "para", "per", "por", "pour", "the", "to", "und", "van", "von", "voor", "y", "&", "-", "'s", "\u2019s", "'",
    }
)  # fmt: skip
"""Words inside a name that its acronym may pass over, lower case."""

NO_BODIES: frozenset[str] = frozenset(
    {
        "accord", "act", "agreement", "algorithm", "average", "award", "bill", "code", "convention", "disease", "disorder", "fee", "index", "initiative",
        "law", "offering", "officer", "plan", "pact", "product", "program", "programme", "protocol", "rate", "scheme", "standard", "syndrome", "system", "tax",
        "test", "treaty", "unit", "virus", "zone",
    }
)  # fmt: skip
"""Last words of what has an acronym and is no organisation, lower case. Source: compiled for graphkit."""


def _brackets(view: View) -> Iterator[tuple[int, str]]:
    """Yield the token of each bracket that holds nothing but an acronym, and the acronym."""
    for k, word in enumerate(view.words[:-2]):
        if word == "(" and view.words[k + 2] == ")" and k > 1:
            acronym = view.words[k + 1].replace(".", "")
            if acronym.isupper() and acronym.isalpha() and 2 < len(acronym) < _MOST:
                yield k, acronym.lower()


_MOST = 9


def _begins(view: View, k: int, acronym: str, *, capitals: bool) -> int:
    """Return the token from which the words before token k have an acronym's letters as initials, or k.

    Args:
        view: the document.
        k: the bracket.
        acronym: its letters, lower case.
        capitals: whether the words are capitalised, but for small ones, or all in lower case.
    """
    left, t = len(acronym), k
    while left and t > 0 and view.sents[t - 1] == view.sents[k]:
        low = view.lowers[t - 1]
        if low == acronym[left - 1] or (low[0] == acronym[left - 1] and view.capitalised(t - 1) == capitals):
            left -= 1
        elif low not in SMALL:
            return k
        t -= 1
    return t if not left else k


def spelled_out(view: View) -> Iterator[tuple[int, int]]:
    """Yield the capitalised words of which an acronym behind them in brackets has the initials.

    The first word begins with the acronym's first letter, and the last tells of no law, illness, test or office.
    """
    lands = territories()
    for k, acronym in _brackets(view):
        i = _begins(view, k, acronym, capitals=True)
        last = view.lowers[k - 1]
        place = lands.names.get(tuple(view.words[i:k])) or lands.names.get((acronym.upper(),))
        if view.words[i] in given_names():
            continue  # a person and their initials
        if k - i > 1 and last not in NO_BODIES and last not in ROLE_NOUNS and not place:
            yield i, k


def no_bodies(view: View, names: Sequence[Name]) -> set[str]:
    """Return the acronyms that stand for plain words in lower case, and so for no organisation ("gross domestic product (GDP)")."""
    known = {name.text(view) for name in names if name.entry is not None}
    found = set()
    for k, acronym in _brackets(view):
        i = _begins(view, k, acronym, capitals=False)
        word = view.words[k + 1]
        if (
            k - i > 1
            and view.lowers[k - 1] not in ORGANIZATION_WORDS
            and word not in known
            and bodies().get((word,)) is None
        ):
            found.add(word)
    return found
