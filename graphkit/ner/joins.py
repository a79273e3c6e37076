"""Joins what the model cut in two, and finds names of persons that it passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import cities, given_names, nonnames, other_words, surnames
from graphkit.ner.spans import Name, aged, is_title_word, known_people, make_name
from graphkit.ner.titles import HONORIFICS, ROLE_NOUNS, role_nouns
from graphkit.ner.words import KINDS_BEFORE, MARKET_VERBS, ORGANIZATION_WORDS, PARTICLES, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.view import View


def join_parts(view: View, names: Sequence[Name]) -> list[Name]:
    """Join what the model cut in two: a name and its particles and surname, or a given name and the name behind it."""
    found: list[Name] = []
    names = [name for name in names if name.locked or name.j - name.i > 1 or view.lowers[name.i] not in _JUNIOR]
    taken = {t for name in names for t in range(name.i, name.j)}
    for name in names:
        if found and found[-1].j > name.i:
            continue
        before = found[-1] if found else None
        if before is not None and _one_person(view, before, name):
            found[-1] = make_name(view, before.i, name.j, "Person", "joined", score=0.85)
            continue
        found.append(name if name.locked else _completed(view, name, taken))
    return found


def _completed(view: View, name: Name, taken: set[int]) -> Name:
    """Return the name with what belongs to it and stands beside it."""
    if name.type in {"Organization", "Place"} and _cut_after_given(view, name, taken):
        return make_name(view, name.i, name.j + 1, "Person", "given-name", score=0.8)
    first = _after_title(view, name, taken)
    if first < name.i:
        return make_name(view, first, name.j, "Person", "title", score=0.8)
    longer = _with_particles(view, name, taken) if name.type == "Person" else _with_kind(view, name, taken)
    longer = _with_second_surname(view, longer, taken)
    return with_suffix(view, _with_nickname(view, longer, taken), taken)


def _after_title(view: View, name: Name, taken: set[int]) -> int:
    """Return where a person's name begins of which the model found the last word only ("Chief Emeka NAME")."""
    k = name.i
    word = view.words[name.i]
    if name.j - name.i > 1 or name.entry is not None or name.rule != "model" or not word.istitle():
        return name.i
    while k > 1 and name.i - k < 2 and k - 1 not in taken and view.proper(k - 1) and view.words[k - 1].istitle():
        if is_title_word(view, k - 1) or view.lowers[k - 1] in ORGANIZATION_WORDS or known_people(view, k - 1):
            break
        k -= 1
    low = view.lowers[k - 1] if k else ""
    titled = k < name.i and view.capitalised(k - 1) and (low in HONORIFICS or low in ROLE_NOUNS)
    return k if titled and view.lowers[name.i] not in ORGANIZATION_WORDS | PLACE_WORDS else name.i


def _with_second_surname(view: View, name: Name, taken: set[int]) -> Name:
    """Return a person's name with the surname behind it, of which Spanish has two ("Rogelio Mamani | Quispe")."""
    j = name.j
    full = name.type == "Person" and j - name.i == 2 and view.words[name.i] in given_names()
    if not full or j >= len(view) or j in taken or not view.proper(j) or view.words[j] not in surnames():
        return name
    low, more = view.lowers[j], j + 1 < len(view) and view.capitalised(j + 1)
    if more or low in ORGANIZATION_WORDS | PLACE_WORDS or view.words[j - 1] not in surnames() or is_title_word(view, j):
        return name
    return make_name(view, name.i, j + 1, "Person", "surname", score=0.8)


_QUOTES = frozenset({'"', "\u201c", "\u201d", "\u2018", "\u2019", "'", "``", "''"})


def _cut_after_given(view: View, name: Name, taken: set[int]) -> bool:
    """Whether a name is a given name alone, and a capitalised word that the model left out follows."""
    j = name.j
    if j - name.i > 1 or name.entry is not None or j in taken or not view.proper(j) or view.words[j].isupper():
        return False
    low = view.lowers[j]
    if (
        low in ORGANIZATION_WORDS
        or low in PLACE_WORDS
        or low in ROLE_NOUNS
        or low in other_words()
        or low in nonnames()
    ):
        return False
    return _given(view, name.i) and view.words[name.i] not in cities() and not view.proper(j + 1)


def _with_nickname(view: View, name: Name, taken: set[int]) -> Name:
    """Return a person's name with the nickname in quotation marks and the surname behind it."""
    j = name.j
    i = _before_nickname(view, name.i, taken)
    if i < name.i and name.type == "Person":
        return make_name(view, i, name.j, "Person", "nickname", score=0.9)
    if (
        name.type not in {"Person", "Organization", "Place"}
        or name.entry is not None
        or j >= len(view)
        or view.words[j] not in _QUOTES
    ):
        return name
    for k in (j + 2, j + 3):
        if k + 1 < len(view) and view.words[k] in _QUOTES and view.proper(k + 1) and view.starts[k] == view.ends[k - 1]:
            end = k + 2
            while view.proper(end) and end - k < 4 and end not in taken:
                end += 1
            return make_name(view, name.i, end, "Person", "nickname", score=0.9)
    return name


def _before_nickname(view: View, i: int, taken: set[int]) -> int:
    """Return where a name begins that goes on at token i behind a nickname in quotation marks ('Nathan "leaf" SURNAME'), or i."""
    if i < 4 or view.words[i - 1] not in _QUOTES:
        return i
    for k in (i - 3, i - 4):
        if (
            k > 0
            and view.words[k] in _QUOTES
            and view.ends[k] == view.starts[k + 1]
            and view.ends[i - 2] == view.starts[i - 1]
        ):
            first = k - 1
            free = first not in taken and view.proper(first) and view.words[first].istitle()
            return first if free and view.lowers[first] not in ROLE_NOUNS and first + 1 == k else i
    return i


def with_suffix(view: View, name: Name, taken: set[int]) -> Name:
    """Return a person's name with "Jr." or the like behind it, and with the comma between them."""
    j = name.j
    if name.type != "Person" or j >= len(view):
        return name
    j += view.words[j] == ","
    if view.lowers[name.j - 1] in _JUNIOR:
        j = name.j - 1
    elif j >= len(view) or j in taken or view.lowers[j] not in _JUNIOR or not view.capitalised(j):
        return name
    j += _stopped(view, j)
    return make_name(view, name.i, j + 1, "Person", "suffix", score=0.9) if j >= name.j else name


def _stopped(view: View, j: int) -> bool:
    """Whether the full stop of an abbreviation at token j is a token of its own, and doesn't end the sentence."""
    if j + 2 >= len(view) or view.words[j + 1] != "." or view.starts[j + 1] != view.ends[j]:
        return False
    return view.words[j + 2] == "," or not view.capitalised(j + 2)


_JUNIOR = frozenset({"jr", "jr.", "sr", "sr."})


def find_aged(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with those persons that the model passed over of whom an age between commas is told ("X, 54, said")."""
    taken = {t for name in names for t in range(name.i, name.j)}
    found = list(names)
    for k in range(1, len(view) - 2):
        if view.words[k] != "," or not aged(view, k):
            continue
        i = k
        while i > 0 and i - 1 not in taken and view.proper(i - 1) and not is_title_word(view, i - 1) and k - i < 4:
            i -= 1
        i = next((t for t in range(i, k) if view.words[t] in given_names()), i)
        words = view.lowers[i:k]
        if words and not any(low in nonnames() or low in other_words() or low in ORGANIZATION_WORDS for low in words):
            found.append(make_name(view, i, k, "Person", "age", score=0.8))
    return sorted(found, key=lambda n: n.start)


def find_unseen(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with persons that the model passed over: a given name and a capitalised word, both free."""
    taken = {t for name in names for t in range(name.i, name.j)}
    given, families = given_names(), surnames()
    found = list(names)
    for i in range(len(view) - 1):
        word = view.words[i]
        if word not in given or i in taken or i + 1 in taken or not view.proper(i) or not view.proper(i + 1):
            continue
        low = view.lowers[i + 1]
        if (
            low in ORGANIZATION_WORDS
            or low in PLACE_WORDS
            or low in ROLE_NOUNS
            or low in other_words()
            or low in nonnames()
        ):
            continue
        if view.words[i + 1].isupper() or (
            view.proper(i - 1) and i - 1 not in taken and view.lowers[i - 1] not in ROLE_NOUNS
        ):
            continue
        if view.proper(i + 2) and i + 2 not in taken and view.words[i + 2] not in families:
            continue
        if view.words[i + 1] in families or word not in families:
            j = i + 3 if view.proper(i + 2) and i + 2 not in taken else i + 2
            found.append(make_name(view, i, j, "Person", "given-name", score=0.7))
            taken.update(range(i, j))
    return sorted(found, key=lambda n: n.start)


def _one_person(view: View, before: Name, name: Name) -> bool:
    """Whether two names with nothing or only particles between them are one person's."""
    if (
        _INITIALS.fullmatch(view.text[before.start : before.end])
        and name.type == "Person"
        and before.j == name.i
        and not name.locked
    ):
        return True
    if _given_alone(view, before) and name.i - before.j <= 1 and not name.locked:
        if name.i > before.j:
            return (
                view.lowers[before.j] in PARTICLES - {"e", "y", "do", "to"}
                and name.entry is None
                and name.type != "Organization"
            )
        return name.type == "Person"
    if before.type != "Person" or before.locked or name.locked or name.type not in {"Person", "Organization", "Place"}:
        return False
    gap = view.lowers[before.j : name.i]
    if "\n" in view.text[before.end : name.start] or len(gap) > 3:
        return False
    if gap:
        return (
            all(word in PARTICLES or word in _HYPHENS for word in gap)
            and any(w in PARTICLES for w in gap)
            and name.entry is None
        )
    if name.type == "Person" and name.rule == "model" and before.rule == "model":
        return True
    if (
        before.i
        and _title_before(view, before.i)
        and name.j - name.i == 1
        and name.rule == "model"
        and view.words[name.i] not in cities()
    ):
        return True
    one_each = before.j - before.i == 1 and name.j - name.i == 1
    return one_each and view.words[before.i] in given_names() and name.entry is None


def _given_alone(view: View, name: Name) -> bool:
    """Whether a single word that the model takes for a place is a given name and no known place."""
    if name.type != "Place" or name.j - name.i > 1 or name.entry is not None:
        return False
    return _given(view, name.i) and view.words[name.i] not in cities()


def _title_before(view: View, i: int) -> bool:
    """Whether a title or form of address stands before token i."""
    return view.lowers[i - 1] in ROLE_NOUNS or view.lowers[i - 1] in HONORIFICS


_HYPHENS = frozenset({"-", "\u2010", "\u2011"})


def _with_particles(view: View, name: Name, taken: set[int]) -> Name:
    """Return the name with a particle and surname behind it, or a particle before it, that the model left out."""
    j = name.j
    while j < len(view) and j - name.j < 4 and (view.lowers[j] in PARTICLES or view.words[j] in _HYPHENS):
        j += 1
    if (
        j > name.j
        and any(w in PARTICLES for w in view.lowers[name.j : j])
        and view.proper(j)
        and view.lowers[j] not in PARTICLES
        and j - 1 not in taken
    ):
        end = j + 1
        return make_name(view, name.i, end, "Person", "particle", score=0.85)
    i, j = name.i, name.j
    if (
        j + 1 < len(view)
        and view.words[j] in _HYPHENS
        and view.ends[j - 1] == view.starts[j]
        and view.ends[j] == view.starts[j + 1]
        and name.j - name.i > 1
    ):
        return make_name(view, i, j + 2, "Person", "hyphen", score=0.85)
    while i > 0 and _INITIALS.fullmatch(view.words[i - 1]) and i - 1 not in taken:
        i -= 1
    if i < name.i:
        return make_name(view, i, name.j, "Person", "initials", score=0.85)
    if (
        name.j - name.i == 1
        and view.proper(i - 1)
        and i - 1 not in taken
        and _given(view, i - 1)
        and view.words[i] not in given_names()
    ):
        return make_name(view, i - 1, name.j, "Person", "given-name", score=0.85)
    if j < len(view) and view.words[j] in _ROMAN and view.tags[j] != "PRP" and j not in taken:
        return make_name(view, name.i, j + 1, "Person", "ordinal", score=0.9)
    while i > 0 and view.lowers[i - 1] in _LEADING and i - 1 not in taken and name.i - i < 3:
        i -= 1
    if i < name.i:
        return make_name(view, i, name.j, "Person", "particle", score=0.85)
    return name


def _given(view: View, i: int) -> bool:
    """Whether token i is a given name, and no title."""
    return view.words[i] in given_names() and view.lowers[i] not in ROLE_NOUNS and view.lowers[i] not in HONORIFICS


def _with_kind(view: View, name: Name, taken: set[int]) -> Name:
    """Return an organisation with the capitalised word for its kind that the model left out ("Party")."""
    j = name.j
    if name.type != "Organization" or not view.capitalised(j) or j in taken or view.lowers[j] not in ORGANIZATION_WORDS:
        return name
    if name.entry is not None or view.ends[name.j - 1] + 1 != view.starts[j]:
        return name
    return make_name(view, name.i, j + 1, "Organization", "organisation-word", score=0.85)


_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV", "XVI", "XXIII"})
_LEADING = frozenset({"von", "van", "der", "den", "bin", "ibn", "al", "el", "della", "dos"})


def find_titled(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with persons that the model passed over behind a form of address or a rank ("Princess NAME")."""
    taken = {t for name in names for t in range(name.i, name.j)}
    found = list(names)
    for k in range(len(view) - 1):
        low = view.lowers[k]
        if (
            (low not in HONORIFICS and low not in _RANKS and low not in _OFFICES)
            or not view.words[k].istitle()
            or k in taken
        ):
            continue
        i = j = k + 1
        while j < len(view) and j - i < 3 and j not in taken and view.proper(j) and view.words[j].istitle():
            if is_title_word(view, j) or view.lowers[j] in nonnames() or view.lowers[j] in other_words():
                break
            j += 1
            if (
                view.words[j : j + 1] == ["-"]
                and view.proper(j + 1)
                and j + 1 not in taken
                and view.ends[j] == view.starts[j + 1]
            ):
                j += 2
        after = view.lowers[j] if j < len(view) else ""
        ends = view.lowers[j - 1] in ORGANIZATION_WORDS or view.lowers[j - 1] in PLACE_WORDS or view.proper(j)
        if j > i and len(view.words[i]) > 2 and not ends and after not in ROLE_NOUNS and (j - i > 1 or after != "of"):
            found.append(make_name(view, i, j, "Person", "title", score=0.75))
            taken.update(range(i, j))
    return sorted(found, key=lambda n: n.start)


_OFFICES = frozenset({"president", "governor", "senator", "ambassador", "mayor", "minister", "premier", "chancellor"})
_RANKS = frozenset(noun for noun, about in role_nouns().items() if about.kind == "rank") - {
    "constable",
    "count",
    "general",
    "major",
    "metropolitan",
    "private",
    "regent",
}


def find_introduced(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with organisations that the model passed over behind a noun for their kind ("the insurer NAME")."""
    taken = {t for name in names for t in range(name.i, name.j)}
    found = list(names)
    for k, low in enumerate(view.words):
        if low not in KINDS_BEFORE or k + 1 in taken or not view.proper(k + 1) or view.tags[k] != "NN":
            continue
        i = j = k + 1
        while j < len(view) and j - i < 4 and j not in taken and view.proper(j) and not is_title_word(view, j):
            j += 1
        words = view.lowers[i:j]
        person = view.words[i] in given_names() or view.words[j - 1] in surnames()
        plain = any(word in nonnames() or word in other_words() for word in words)
        if words and not person and not plain and not known_people(view, i) and not (j in taken or view.proper(j)):
            found.append(make_name(view, i, j, "Organization", "introduced", score=0.75))
            taken.update(range(i, j))
    return sorted(found, key=lambda n: n.start)


def find_traded(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with organisations that the model passed over of which shares rise or fall ("NAME climbed 4.6%")."""
    taken = {t for name in names for t in range(name.i, name.j)}
    found = list(names)
    for k, low in enumerate(view.lowers):
        if low not in MARKET_VERBS or not k or k - 1 in taken:
            continue
        if not view.proper(k - 1) and not (view.words[k - 1].isupper() and len(view.words[k - 1]) > 2):
            continue
        if not {"%", "percent", "pct"}.intersection(view.lowers[k + 1 : k + 5]):
            continue
        i = k - 1
        while i > 0 and k - i < 3 and i - 1 not in taken and view.proper(i - 1):
            i -= 1
        words = view.lowers[i:k]
        plain = any(word in nonnames() or word in other_words() or word in PLACE_WORDS for word in words)
        known = known_people(view, i) or view.words[k - 1] in cities() or view.words[i] in given_names()
        article = i > 0 and view.lowers[i - 1] in {"the", "a", "an"}
        if not (plain or known or article or i - 1 in taken) and len(view.words[k - 1]) > 2:
            found.append(make_name(view, i, k, "Organization", "traded", score=0.7))
            taken.update(range(i, k))
    return sorted(found, key=lambda n: n.start)


def find_before_titles(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with organisations that stand before a title and a person's name ("X Chief Executive NAME")."""
    taken = {t for name in names for t in range(name.i, name.j)}
    found = list(names)
    for name in names:
        k = name.i
        if name.type != "Person" or name.locked:
            continue
        while k > 0 and k - 1 not in taken and view.lowers[k - 1] in _OFFICE_WORDS:
            k -= 1
        if k == name.i or view.lowers[name.i - 1] not in ROLE_NOUNS:
            continue
        first = k
        while (
            first > 0
            and k - first < 4
            and view.proper(first - 1)
            and first - 1 not in taken
            and not is_title_word(view, first - 1)
        ):
            first -= 1
        words = view.lowers[first:k]
        if words and not any(low in nonnames() or low in other_words() for low in words):
            found.append(make_name(view, first, k, "Organization", "before-title", score=0.75))
            taken.update(range(first, k))
    return sorted(found, key=lambda n: n.start)


_OFFICE_WORDS = frozenset(
    {
        "chief",
        "executive",
        "officer",
        "ceo",
        "chairman",
        "chairwoman",
        "chair",
        "president",
        "vice",
        "director",
        "managing",
        "general",
        "spokesman",
        "spokeswoman",
        "financial",
        "operating",
        "co-founder",
        "founder",
        "manager",
        "analyst",
        "economist",
        "boss",
    }
)
