"""Makes one document agree with itself: full names settle bare surnames, votes settle types, repeats are found again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.ner.companies import short_forms
from graphkit.ner.gazetteer import bodies, brands, cities, territories
from graphkit.ner.joins import join_parts, with_suffix
from graphkit.ner.junk import SUFFIXES
from graphkit.ner.settle import like_a_name
from graphkit.ner.spans import Name, make_name
from graphkit.ner.teams import nicknames
from graphkit.ner.titles import HONORIFICS, ROLE_NOUNS
from graphkit.ner.words import ORGANIZATION_WORDS, PARTICLES, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graphkit.ner.view import View


def surname_forms(view: View, names: Sequence[Name]) -> set[tuple[str, ...]]:
    """Return the token sequences that may stand for a full name of the document alone."""
    found: set[tuple[str, ...]] = set()
    for name in names:
        if name.type != "Person" or name.j - name.i < 2:
            continue
        j = name.j
        while j - name.i > 1 and (view.lowers[j - 1] in SUFFIXES or view.words[j - 1] == ","):
            j -= 1
        i = j - 1
        while i - 2 >= name.i and view.words[i - 1] == "-":
            i -= 2
        if i == name.i:
            continue  # a surname with a hyphen is no full name
        form = tuple(view.words[i:j])
        if form[0].isupper() and len(form[0]) > 3:
            form = tuple(word.title() for word in form)
        if _usable(form):
            found.add(form)
            if len(form[0]) > 3:
                found.add(tuple(word.upper() for word in form))
        while i - 1 > name.i and view.lowers[i - 1] in PARTICLES:
            i -= 1
            found.add(tuple(view.words[i:j]))
    return found


def _usable(form: tuple[str, ...]) -> bool:
    """Whether a surname is not also a country's, a people's or an organisation's name, or a plain word."""
    word = form[0]
    if len(form) > 1:
        return True
    lands = territories()
    if lands.names.get(form) or lands.peoples.get(form) or bodies().get(form):
        return False
    return len(word) > 1 and word[0].isupper() and word.lower() not in ROLE_NOUNS and word.lower() not in HONORIFICS


def agree(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names after surnames, votes and repeats."""
    forms = surname_forms(view, names)
    bare = {view.words[n.i] for n in names if n.type == "Person" and n.j - n.i == 1 and not n.locked}
    names = [_by_bare(view, part, bare) for name in names for part in _two_people(view, name, forms)]
    forms |= surname_forms(view, names)
    names = _by_parts(view, names, forms)
    firms = {form: sure for form, sure in short_forms(view, names).items() if form not in forms}
    firms |= dict.fromkeys(nicknames(view, names) - forms, True)
    names = [_by_company(view, _by_surname(view, name, forms), firms) for name in names]
    settled = vote(view, join_parts(view, names))
    return find_repeats(view, settled, forms, {form for form, sure in firms.items() if sure})


def _two_people(view: View, name: Name, forms: set[tuple[str, ...]]) -> list[Name]:
    """Return both people of "X and Y" that the model takes for one organisation, where a full name tells of one of them."""
    i = name.i
    if name.locked or name.type != "Organization" or name.j - i != 3 or view.lowers[i + 1] != "and":
        return [name]
    one, other = view.words[i], view.words[i + 2]
    if not forms.intersection({(one,), (other,)}) or not (like_a_name(one) and like_a_name(other)):
        return [name]
    return [make_name(view, k, k + 1, "Person", "surname", score=0.8) for k in (i, i + 2)]


def _by_surname(view: View, name: Name, forms: set[tuple[str, ...]]) -> Name:
    words = tuple(view.words[name.i : name.j])
    if name.locked or name.type == "Person" or words not in forms:
        return name
    city = cities().get(" ".join(words))
    if name.type == "Place" and city is not None and city.size >= 500:
        return name
    return replace(name, type="Person", rule="surname", score=0.85)


def _by_parts(view: View, names: Sequence[Name], forms: set[tuple[str, ...]]) -> list[Name]:
    """Return the names with those made whole that the model cut from a surname with hyphens, and with first words alone.

    A first word stands for a full name where nothing else is called so: names of Thais and Icelanders are shortened to it.
    """
    hyphened = {form[0]: form for form in forms if len(form) > 1 and "-" in form}
    seconds: dict[str, set[str]] = {}
    for name in names:
        if name.type == "Person" and name.j - name.i > 1:
            seconds.setdefault(view.words[name.i], set()).add(view.words[name.i + 1])
    found: list[Name] = []
    for name in names:
        word = view.words[name.i]
        form = hyphened.get(word, ())
        if (
            not name.locked
            and form
            and name.j - name.i < len(form)
            and tuple(view.words[name.i : name.i + len(form)]) == form
        ):
            found.append(make_name(view, name.i, name.i + len(form), "Person", "surname", score=0.85))
        elif found and found[-1].j > name.i:
            continue
        elif (
            name.rule == "model" and name.j - name.i == 1 and name.type != "Person" and _one_bearer(view, word, seconds)
        ):
            found.append(replace(name, type="Person", rule="first-word", score=0.75))
        else:
            found.append(name)
    return found


def _one_bearer(view: View, word: str, seconds: Mapping[str, set[str]]) -> bool:
    """Whether a word begins the full name of one person of the document, and of nothing else that it or we know."""
    mine = seconds.get(word, set())
    if len(mine) != 1 or len(word) < 3 or not _free(word):
        return False
    return all(view.words[k + 1] in mine for k in view.places(word) if view.proper(k + 1))


def _free(word: str) -> bool:
    """Whether a word is no known name of a place, people or organisation."""
    lands = territories()
    known = lands.names.get((word,)) or lands.peoples.get((word,)) or bodies().get((word,))
    return word.istitle() and not known and word not in cities() and word.lower() not in brands()


def _by_company(view: View, name: Name, firms: Mapping[tuple[str, ...], bool]) -> Name:
    """Return a name of another type as an organisation's where the document calls a company so."""
    if name.locked or name.type == "Organization" or tuple(view.words[name.i : name.j]) not in firms:
        return name
    titled = name.i > 0 and (view.lowers[name.i - 1] in HONORIFICS or view.lowers[name.i - 1] in ROLE_NOUNS)
    return name if titled else replace(name, type="Organization", rule="company", score=0.85)


def _by_bare(view: View, name: Name, bare: set[str]) -> Name:
    """Return two or three words of unsettled type as a person's where the last of them stands for a person alone."""
    words = view.words[name.i : name.j]
    if name.type not in {"Organization", "Place"} or name.rule != "model" or not 2 <= len(words) <= 3:
        return name
    low = words[-1].lower()
    if territories().peoples.get((words[0],)) is not None:
        return name
    if words[-1] not in bare or low in ORGANIZATION_WORDS or low in PLACE_WORDS or not all(map(like_a_name, words)):
        return name
    return replace(name, type="Person", rule="surname", score=0.75)


def _weight(name: Name) -> int:
    if name.rule == "introduced":
        return 4
    return 3 if name.locked or name.rule in {"located", "title"} else 1 if name.rule == "model" else 2


def vote(view: View, names: Sequence[Name]) -> list[Name]:
    """Give every spelling the type that has the strict majority of its mentions in the document."""
    tallies: dict[str, Counter[str]] = {}
    for name in names:
        tallies.setdefault(name.text(view), Counter())[name.type] += _weight(name)
    found = []
    for name in names:
        tally = tallies[name.text(view)]
        (kind, most), *rest = tally.most_common(2)
        strict = not rest or most > rest[0][1]
        outvoted = strict and kind != name.type and not name.locked
        found.append(replace(name, type=kind, rule="majority") if outvoted else name)
    return found


_PLAIN = frozenset(
    {"express", "guardian", "independent", "labor", "labour", "march", "mark", "may", "mirror", "post", "star", "sun", "times", "will"}
)  # fmt: skip
"""Plain words, lower case, that names begin with too often to be sought by them."""


_TOLD = frozenset({"age", "acronym", "cut"})
"""Rules that make one mention of a single word enough to seek others."""


def find_repeats(
    view: View, names: Sequence[Name], forms: set[tuple[str, ...]], firms: Collection[tuple[str, ...]] = ()
) -> list[Name]:
    """Add mentions that the model missed: of names of several words, of surnames, of companies, and of words with two votes."""
    wanted: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
    votes = Counter((tuple(view.words[n.i : n.j]), n.type) for n in names)
    votes.update((tuple(view.words[n.i : n.j]), n.type) for n in names if n.rule in _TOLD)
    for (words, kind), count in votes.items():
        if (
            kind in {"Person", "Organization", "Place"}
            and (len(words) > 1 or count > 1)
            and words[0].lower() not in _PLAIN
        ):
            wanted.setdefault(words[0], {})[words] = (kind, "repeat")
            if len(words) > 1:
                loud = tuple(word.upper() for word in words)
                wanted.setdefault(loud[0], {}).setdefault(loud, (kind, "repeat"))
    for form in forms:
        if form[0].lower() not in _PLAIN:
            wanted.setdefault(form[0], {})[form] = ("Person", "surname")
    for form in firms:
        if form[0].lower() not in _PLAIN:
            loud = tuple(word.upper() for word in form)
            for spelling in (form, loud) if len(form) > 1 else (form,):
                wanted.setdefault(spelling[0], {}).setdefault(spelling, ("Organization", "company"))
    taken = {t for name in names for t in range(name.i, name.j)}
    added: list[Name] = []
    for i, word in enumerate(view.words):
        if word not in wanted or i in taken:
            continue
        for words in sorted(wanted[word], key=len, reverse=True):
            j = i + len(words)
            if tuple(view.words[i:j]) == words and not taken.intersection(range(i, j)) and _alone(view, i, j, taken):
                kind, rule = wanted[word][words]
                name = with_suffix(view, make_name(view, i, j, kind, rule, score=0.8), taken)
                added.append(name)
                taken.update(range(i, name.j))
                break
    return sorted([*names, *added], key=lambda n: n.start)


def _alone(view: View, i: int, j: int, taken: set[int]) -> bool:
    """Whether a repeat is no part of a longer capitalised run."""
    if j - i > 1 or (view.words[i].isupper() and len(view.words[i]) > 4):
        return True
    if not view.tags[i].startswith("NN"):
        return False
    before = (
        view.proper(i - 1)
        and i - 1 not in taken
        and view.lowers[i - 1] not in ROLE_NOUNS
        and view.lowers[i - 1] not in HONORIFICS
    )
    after = view.proper(j) and j not in taken and view.lowers[j] not in SUFFIXES
    return not before and not after
