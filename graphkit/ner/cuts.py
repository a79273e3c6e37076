"""Where a span of the model's holds two names, or a name and the people of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, brands, given_names, nonnames, surnames, territories
from graphkit.ner.titles import HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS, role_nouns
from graphkit.ner.titles import plural_roles as plurals
from graphkit.ner.words import ORGANIZATION_WORDS, PARTICLES

if TYPE_CHECKING:
    from graphkit.ner.view import View

_ALSO_ENDS = frozenset({"partners", "managers", "members", "founders", "owners", "coaches", "trainers"})

PEOPLE_ENDS: frozenset[str] = (
    frozenset(plural.split(" ")[-1] for plural, one in plurals().items() if role_nouns()[one].kind == "office")
    - _ALSO_ENDS
)
"""Plural nouns for those who hold an office, which end no organisation's name, lower case. Source: ``data/roles.tsv``."""


def person_inside(view: View, i: int, j: int) -> int:
    """Return the token where a person's name begins behind an organisation's or a title in the span i to j, or j.

    The organisation is known, ends in a word for one ("World Bank Group Ann Smith"), or stands without the person elsewhere.
    """
    for t in range(i + 1, j - 1):
        if _full_name(view, t, j) and (_stands(view, i, t) or _is_title(view, i, t)):
            return t
    return j


def person_before(view: View, i: int, j: int) -> int:
    """Return the "of" that ends a person's name before an organisation's in the span i to j, or j.

    A given name and surname "of the" union, bank and the like are somebody and where they come from.
    """
    for k in range(i + 2, j - 2):
        if view.lowers[k] == "of":
            body = view.lowers[k + 1] == "the" and ORGANIZATION_WORDS.intersection(view.lowers[k + 2 : j])
            return k if body and _full_name(view, i, k) else j
    return j


def two_people(view: View, i: int, j: int) -> bool:
    """Whether the span i to j is two people's names and "and" between them, at least one of them plainly a full name."""
    k = next((t for t in range(i + 2, j - 2) if view.lowers[t] == "and"), j)
    sides = ((i, k), (k + 1, j))
    return (
        k < j and any(_full_name(view, *side) for side in sides) and all(_could_be_full(view, *side) for side in sides)
    )


def _could_be_full(view: View, t: int, j: int) -> bool:
    """Whether the tokens t to j are two or three capitalised words, and none a word for an organisation."""
    words, lowers = view.words[t:j], view.lowers[t:j]
    spelled = 2 <= len(words) <= 3 and all(word.istitle() and word.isalpha() for word in words)
    return spelled and not ORGANIZATION_WORDS.intersection(lowers) and not nonnames().intersection(lowers)


def _full_name(view: View, t: int, j: int) -> bool:
    """Whether the tokens t to j are a given name and surname, in one order or the other."""
    words = view.words[t:j]
    if not 2 <= len(words) <= 4 or not all(word.istitle() or word in PARTICLES for word in words):
        return False
    lowers = view.lowers[t:j]
    if lowers[-1] in ORGANIZATION_WORDS or lowers[0] in nonnames() or bodies().find(view.words, t) is not None:
        return False
    if words[0] in given_names():
        return True
    return words[0] in surnames() and any(word in given_names() for word in words[1:])


def _stands(view: View, i: int, t: int) -> bool:
    """Whether the tokens i to t are an organisation's name by themselves: by its last word, known, or seen elsewhere."""
    return (view.lowers[t - 1] in ORGANIZATION_WORDS and t - i > 1) or _alone(view, i, t)


def _alone(view: View, i: int, t: int) -> bool:
    """Whether the tokens i to t are known, or stand elsewhere without the token behind them."""
    i += view.lowers[i] in {"the", "a", "an"}
    words = view.words[i:t]
    if not words or not words[-1][0].isupper() or words[0] in given_names():
        return False
    if bodies().get(tuple(words)) is not None or " ".join(words).lower() in brands():
        return True
    size = t - i
    return any(
        view.words[k : k + size] == words and view.words[k + size : k + size + 1] != [view.words[t]]
        for k in range(len(view) - size)
        if k != i
    )


def _is_title(view: View, i: int, t: int) -> bool:
    """Whether the tokens i to t are a title's words."""
    return all(
        low in MODIFIERS or low in ROLE_NOUNS or low in HONORIFICS or low in PORTFOLIOS for low in view.lowers[i:t]
    )


def nation_of_title(view: View, i: int) -> bool:
    """Whether token i is a nationality before a title and a name ("Kenyan Trade Minister NAME"), of which it is a part."""
    if i >= len(view) or territories().peoples.get((view.words[i],)) is None:
        return False
    k = i + 1
    while k < len(view) and k - i < _TITLE and (view.lowers[k] in MODIFIERS or view.lowers[k] in PORTFOLIOS):
        k += 1
    return k + 1 < len(view) and view.lowers[k] in ROLE_NOUNS and view.proper(k + 1)


_TITLE = 5


def people_behind(view: View, i: int, j: int) -> int:
    """Return the end of an organisation's name in a span that ends in a plural noun for its people, or j.

    A name that is neither known nor an acronym must stand by itself elsewhere: "Harbour Advisors" may be a company.
    """
    if j - i < 2 or view.lowers[j - 1] not in PEOPLE_ENDS or {"of", "for"}.intersection(view.lowers[i:j]):
        return j
    if " ".join(view.lowers[i:j]) in brands():
        return j
    known = bodies().find(view.words, i)
    if known is not None and known[0] < j:
        return known[0]
    if view.words[i].isupper() and len(view.words[i]) > 1:
        return i + 1
    k = j - 1
    while k - 1 > i and _is_title(view, k - 1, k):
        k -= 1
    return k if _alone(view, i, k) else j
