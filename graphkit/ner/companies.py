"""Companies told by the legal form at their name's end: "Harven Industries Inc", "Kessler GmbH & Co KG", "Norlund Tankers A/S"."""

from __future__ import annotations

from calendar import day_name, month_name
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, cities, given_names, nonnames, surnames, territories
from graphkit.ner.layout import loud_tokens
from graphkit.ner.spans import Name, make_name, merge_names
from graphkit.ner.titles import HONORIFICS, MODIFIERS, ROLE_NOUNS
from graphkit.ner.words import KINDS_BEFORE, ORGANIZATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.ner.view import View

FORMS: frozenset[str] = frozenset(
    {
        "Inc", "Inc.", "INC", "INC.", "Corp", "Corp.", "CORP", "CORP.", "Ltd", "Ltd.", "LTD", "LTD.", "Plc", "PLC", "plc", "LLC", "L.L.C.", "LLP",
        "Co", "Co.", "CO", "CO.", "GmbH", "AG", "KG", "KGaA", "SE", "SA", "S.A.", "SpA", "S.p.A.", "SARL", "NV", "N.V.", "BV", "B.V.", "AB", "ASA", "A/S", "Oyj",
        "Pty", "Pte", "Bhd", "Sdn", "Berhad", "Tbk", "KK", "OAO", "OJSC", "PJSC", "ZAO", "OOO", "PBC", "LP", "L.P.", "Limited",
    }
)  # fmt: skip
"""Legal forms of companies as they are written. Source: compiled for graphkit; ISO 20275 and cleanco's list, as ideas."""

DATES = frozenset(name.lower() for name in (*day_name, *month_name[1:])) - {"march", "may"}

WHOLE = frozenset({"Corporation", "Company", "Incorporated"})
"""Ends of companies' names that no other word of the name follows, but for a legal form."""

LONGEST = 9
"""Most tokens before the legal form."""


def find_companies(view: View, model: Sequence[Name]) -> list[Name]:
    """Return the names that end in a company's legal form, in order.

    Args:
        view: the document.
        model: the model's names; "and" joins two words of a company unless the first is a name by itself.
    """
    ends = {name.j for name in model if name.type != "Place" or view.words[name.j - 1] in cities()}
    loud: set[int] | None = None
    found: list[Name] = []
    end = 1
    for k in [k for k, word in enumerate(view.words) if word in FORMS or word == "A"]:
        j = _form_end(view, k) if k >= end else k
        if j == k:
            continue
        if loud is None:
            loud = loud_tokens(view)
        i, end = _start(view, k, ends), j
        if i < k and (k not in loud or _opens_line(view, i)) and (not found or found[-1].j <= i):
            found.append(make_name(view, i, j, "Organization", "legal-form", locked=True, score=0.95))
    return merge_names(found, _prefixed(view))


def _prefixed(view: View) -> Iterator[Name]:
    """Yield the names that begin with a legal form: "PT Halim Lines", "OOO Vesna"."""
    for k, word in enumerate(view.words):
        if word not in PREFIXED or not view.proper(k + 1) or view.words[k + 1].isupper():
            continue
        j = k + 1
        while j < len(view) and j - k < LONGEST and view.proper(j) and view.lowers[j] not in ROLE_NOUNS:
            j += 1
        j += view.words[j : j + 1] == ["Tbk"]
        yield make_name(view, k, j, "Organization", "legal-form", locked=True, score=0.9)


PREFIXED = frozenset({"PT", "CV", "OOO", "OAO", "ZAO", "PAO", "AO"})
"""Legal forms of Indonesia and Russia, which stand before the name."""


def _form_end(view: View, k: int) -> int:
    """Return the end of the legal forms that begin at token k, or k ("Co Ltd", "GmbH & Co KG", "A/S")."""
    j = k
    while j < len(view):
        if view.words[j : j + 3] == ["A", "/", "S"]:
            j += 3
        elif view.words[j] in FORMS and not _hyphened(view, j):
            j += 1
        elif (
            j > k
            and view.words[j] in {"&", ","}
            and view.words[j + 1 : j + 2]
            and view.words[j + 1] in FORMS - {"SE", "AB", "SA"}
        ):
            j += 2
        else:
            break
    return j


def _hyphened(view: View, k: int) -> bool:
    """Whether a hyphen joins token k to the next one ("Co-operation")."""
    return view.words[k + 1 : k + 2] == ["-"] and view.ends[k] == view.starts[k + 1]


def _start(view: View, k: int, ends: set[int]) -> int:
    """Return the first token of the name before the legal form at token k, or k where none stands there."""
    i = k
    if view.words[i - 1] in {",", "&"} or _owner(view, i - 1):
        i -= 1  # "Systems, Inc.", "Brask & Co", "Wendy's Co"
    elif view.words[i - 1] == ")":
        i = next((t for t in range(i - 2, max(i - 5, 0), -1) if view.words[t] == "("), i)
    first = i
    while first > 0 and k - first < LONGEST:
        step = _step(view, first - 1, ends)
        if not step or (view.words[i] == "," and k - first >= 5):
            break
        first -= step
    while first < i and not _head(view, first):
        first += 1
    return first if first < i else k


def _step(view: View, t: int, ends: set[int]) -> int:
    """Return by how many tokens the name goes on to the left from token t."""
    word, low = view.words[t], view.lowers[t]
    if word in FORMS or low in KINDS_BEFORE or low in DATES or (low in ROLE_NOUNS | HONORIFICS and low != "general"):
        return 0
    if word in WHOLE and view.words[t + 1] not in FORMS | {"("}:
        return 0
    if t and view.words[t - 1].isdecimal() and view.ends[t - 1] == view.starts[t]:
        return 0
    if view.capitalised(t) or (word[0].isdigit() and len(word) > 1 and word[-1].isalpha()):
        return int(view.tags[t].startswith(("NNP", "NN", "JJ", "CD", "FW")) or word.isupper())
    before = t > 0 and view.proper(t - 1)
    tight = t > 0 and view.ends[t - 1] == view.starts[t] and view.ends[t] == view.starts[t + 1]
    if not before or view.words[t - 1] in FORMS:
        return 0
    if word == "&" or (word == "-" and tight) or low in {"do", "de", "du", "del", "di"}:
        return 2
    if low == "of":
        return 2 if view.lowers[t - 1] in ORGANIZATION_WORDS or _place(view, t + 1) else 0
    if low == "and":
        return 2 if t not in ends else 0
    return 2 if word == "," and "&" in view.words[t : t + 3] else 0


def _place(view: View, t: int) -> bool:
    """Whether a known country, region or city stands at token t."""
    return territories().names.find(view.words, t) is not None or view.words[t] in cities()


def _owner(view: View, t: int) -> bool:
    """Whether a possessive ending stands at token t."""
    return view.lowers[t] in {"'s", "\u2019s"}


def _head(view: View, t: int) -> bool:
    """Whether a company's name may begin at token t."""
    word = view.words[t]
    if not (word[0].isupper() or word[0].isdigit()):
        return False
    return not (view.sentence_start(t) and not view.tags[t].startswith(("NN", "JJ", "CD")))


def _opens_line(view: View, i: int) -> bool:
    """Whether token i is the first of its line."""
    return not i or "\n" in view.text[view.ends[i - 1] - 1 : view.starts[i]] or "\n" in view.words[i - 1]


def short_forms(view: View, names: Sequence[Name]) -> dict[tuple[str, ...], bool]:
    """Return the words by which the document may call its companies, and whether they are sure enough to be sought.

    A company goes by its name without the legal form, and by its first word alone; an organisation whose last word tells
    of one goes by its first word too, if that is no family name.
    """
    found: dict[tuple[str, ...], bool] = {}
    for name in names:
        if name.type != "Organization" or name.j - name.i < 2:
            continue
        legal = name.rule == "legal-form"
        j = name.j
        while legal and j > name.i and (view.words[j - 1] in FORMS or view.words[j - 1] in _BETWEEN):
            j -= 1
        first = (view.words[name.i],)
        if legal:
            found[tuple(view.words[name.i : j])] = True
        elif view.lowers[j - 1] not in ORGANIZATION_WORDS or first[0] in surnames():
            continue
        if _distinctive(first[0]):
            found.setdefault(first, legal)
    return found


_BETWEEN = frozenset({",", "&", "/", "A", "S", "'s", "\u2019s"})


def _distinctive(word: str) -> bool:
    """Whether a company's first word may stand for it: no place, people, given name, acronym or plain word."""
    lands = territories()
    known = lands.names.get((word,)) or lands.peoples.get((word,)) or bodies().get((word,))
    low = word.lower()
    plain = low in ORGANIZATION_WORDS or low in nonnames() or low in MODIFIERS or low in _COMMON
    return len(word) > 2 and not (known or word in cities() or word in given_names() or plain)


_COMMON = frozenset(
    {
        "allied", "american", "associated", "atlantic", "banco", "banque", "british", "central", "city", "computer", "consolidated", "continental",
        "credit", "data", "deutsche", "eastern", "electric", "federal", "first", "fund", "general", "global", "gold", "grand", "great", "green",
        "home", "imperial", "independent", "industrial", "integrated", "international", "life", "metropolitan", "midland", "national", "new",
        "northern", "ocean", "oil", "old", "pacific", "premier", "public", "real", "red", "royal", "savings", "sino", "southern", "standard", "state",
        "sun", "texas", "union", "united", "universal", "western", "white", "world",
    }
)  # fmt: skip
"""Words that many companies' names begin with, lower case. Source: compiled for graphkit."""
