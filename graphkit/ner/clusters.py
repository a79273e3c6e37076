"""Puts the names of one document together: each cluster is one person, organisation or place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, given_names, territories
from graphkit.ner.junk import SUFFIXES
from graphkit.ner.titles import GENDERED, ROLE_NOUNS
from graphkit.ner.words import MEDIA_ENDS, MEDIA_WORDS, ORGANIZATION_WORDS, PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.ner.gazetteer import Entry
    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

LEGAL_FORMS: frozenset[str] = frozenset(
    {
        "inc", "inc.", "corp", "corp.", "corporation", "co", "co.", "company", "ltd", "ltd.", "limited", "plc", "llc", "lp",
        "ag", "gmbh", "se", "sa", "s.a.", "spa", "s.p.a.", "nv", "n.v.", "bv", "b.v.", "ab", "asa", "oyj", "kg", "holdings", "group",
    }
)  # fmt: skip
"""Endings of company names that a shorter mention leaves out, lower case. Source: cleanco, as an idea."""


@dataclass(slots=True)
class Cluster:
    """One entity of the document while it is being built.

    Attributes:
        type: Person, Organization or Place.
        key: what joins mentions.
        names: its mentions in order.
        entry: the known entity.
        inferred: (first token, end token, rule, score) of what stands for it.
    """

    type: str
    key: str
    names: list[Name] = field(default_factory=list)
    entry: Entry | None = None
    inferred: list[tuple[int, int, str, float]] = field(default_factory=list)


def fold(text: str) -> str:
    """Return a name for comparison: lower case, blanks and full stops evened out."""
    return re.sub(r"\s+", " ", text.replace(".", "").replace("’", "'")).strip().lower()


_NICKNAME = re.compile("[\"\u201c\u2018'][^\"\u201d\u2019']*[\"\u201d\u2019'] ")


def person_words(name: Name, view: View) -> list[str]:
    """Return the words of a person's name without nickname and suffixes, lower case."""
    words = [w.strip(".,").lower() for w in _NICKNAME.sub("", name.text(view)).split()]
    words = [w for w in words if w] or [name.text(view).lower()]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words


def surname_keys(words: Sequence[str]) -> set[str]:
    """Return the forms that may stand alone for a full name: last word, and last words with their particles."""
    keys = {words[-1]}
    i = len(words) - 1
    while i > 1 and words[i - 1] in PARTICLES:
        i -= 1
        keys.add(" ".join(words[i:]))
    return keys


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One way in which a full name is written.

    Attributes:
        words: as `person_words` gives them.
        suffix: "jr", "sr", "ii", "iii", "iv" or "".
    """

    words: tuple[str, ...]
    suffix: str

    @property
    def middle(self) -> tuple[str, ...]:
        """The words between the first and the last, without particles."""
        return tuple(word for word in self.words[1:-1] if word not in PARTICLES)

    @property
    def plain(self) -> bool:
        """Whether neither middle name nor suffix tells whose it is among namesakes."""
        return not self.middle and not self.suffix


def _form(name: Name, view: View) -> _Form:
    last = view.words[name.j - 1] if view.words[name.j - 1] != "." else view.words[name.j - 2]
    suffix = last.strip(".").lower()
    return _Form(words=tuple(person_words(name, view)), suffix=suffix if suffix in SUFFIXES else "")


def cluster_persons(view: View, names: Sequence[Name]) -> list[Cluster]:
    """Cluster persons: the same full name, and bare surnames to the only full name that they can stand for."""
    persons = [n for n in names if n.type == "Person"]
    forms = {id(n): _form(n, view) for n in persons if len(person_words(n, view)) > 1 and not _bare(n, view)}
    full = _full_names(forms.values(), _kin(view, [n for n in persons if id(n) in forms], forms))
    by_surname: dict[str, list[Cluster]] = {}
    by_first: dict[str, list[Cluster]] = {}
    for form, cluster in full.items():
        for surname in surname_keys(form.words):
            by_surname.setdefault(surname, []).append(cluster)
        by_first.setdefault(form.words[0], []).append(cluster)
    bare: dict[str, Cluster] = {}
    for name in persons:
        if id(name) in forms:
            full[forms[id(name)]].names.append(name)
    for name in persons:
        if id(name) in forms:
            continue
        key = " ".join(person_words(name, view))
        candidates = _distinct(by_surname.get(key, [])) or _distinct(by_first.get(key, []))
        chosen = _chosen(view, candidates, name)
        if chosen is None:
            chosen = bare.setdefault(key, Cluster("Person", key))
        chosen.names.append(name)
    return [*_distinct(list(full.values())), *bare.values()]


def _full_names(forms: Iterable[_Form], kin: set[_Form]) -> dict[_Form, Cluster]:
    """Return each form of a full name with its cluster; a plain one goes to its only namesake, or stands for itself.

    Args:
        forms: in order.
        kin: those beside which it is told that they are a relation's.
    """
    ends: dict[tuple[str, str], list[_Form]] = {}
    for form in dict.fromkeys(forms):
        ends.setdefault((form.words[0], form.words[-1]), []).append(form)
    found: dict[_Form, Cluster] = {}
    for alike in ends.values():
        groups: list[list[_Form]] = []
        for form in sorted(alike, key=lambda form: form.plain):
            fit = [group for group in groups if all(_may_be_one(form, other, kin) for other in group)]
            if fit and (len(fit) == 1 or not form.plain):
                fit[0].append(form)
            else:
                groups.append([form])
        for group in groups:
            cluster = Cluster("Person", " ".join(group[0].words))
            found.update(dict.fromkeys(group, cluster))
    return found


def _may_be_one(form: _Form, other: _Form, kin: set[_Form]) -> bool:
    """Whether two forms with the same first and last word may be one person's."""
    if form.suffix and other.suffix:
        return form.suffix == other.suffix and _middles_agree(form.middle, other.middle)
    if form in kin or other in kin:
        return False
    bearer, plain = (form, other) if form.suffix else (other, form)
    if bearer.suffix and plain.middle and not bearer.middle:
        return False  # "Ann T. Hill" and "Ann Hill Jr." are each told from the other
    return _middles_agree(form.middle, other.middle)


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names can be one person's: left out, the same but for some, or initials of the others."""
    if not one or not other:
        return True
    if min(len(one[0]), len(other[0])) == 1:
        return one[0][0] == other[0][0]
    return set(one) <= set(other) or set(other) <= set(one)


KIN: dict[str, str] = {
    **dict.fromkeys(("father", "son", "brother", "grandfather", "grandson", "uncle", "nephew"), "m"),
    **dict.fromkeys(("mother", "daughter", "sister", "grandmother", "granddaughter", "aunt", "niece"), "f"),
    "cousin": "",
}
"""Nouns for relations who may bear one surname -> their gender, lower case. Source: own compilation."""

_HIS = {"his": "m", "her": "f"}


def _kin(view: View, persons: Sequence[Name], forms: dict[int, _Form]) -> set[_Form]:
    """Return the forms that are told to be a relation's of who else bears the name ("Ann T. Hill, her mother")."""
    given = given_names()
    bearers: dict[str, set[str]] = {}
    for form in forms.values():
        bearers.setdefault(form.words[-1], set()).add(form.words[0])
    found = set()
    for name in persons:
        form, gender = forms[id(name)], _relation(view, name)
        others = bearers[form.words[-1]] - {form.words[0]}
        his = gender and given.get(form.words[0].title(), gender) in {gender, ""}
        if his and not any(given.get(word.title(), gender) in {gender, ""} for word in others):
            found.add(form)
    return found


def _relation(view: View, name: Name) -> str:
    """Return the gender of the one whose relation an apposition beside a name tells of, or ""."""
    after = view.lowers[name.j : name.j + 5]
    if after[:1] == [","] and after[1:2] and after[1] in _HIS and not KIN.keys().isdisjoint(after[2:4]):
        return _HIS[after[1]]
    before = view.lowers[max(name.i - 4, 0) : name.i]
    if before[-1:] == [","]:
        before.pop()
    if before[-1:] and before[-1] in KIN:
        return next((_HIS[low] for low in before[-3:-1] if low in _HIS), "")
    return ""


def _bare(name: Name, view: View) -> bool:
    """Whether a name of several words is only a surname with its particles ("van den Broek")."""
    return view.words[name.i][0].islower() and view.lowers[name.i] in PARTICLES


def _distinct(clusters: list[Cluster]) -> list[Cluster]:
    seen: dict[int, Cluster] = {}
    for cluster in clusters:
        seen.setdefault(id(cluster), cluster)
    return list(seen.values())


def _chosen(view: View, candidates: list[Cluster], name: Name) -> Cluster | None:
    """Return the only candidate; of several that share the surname, the only one of the same title or gender."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    before = view.lowers[name.i - 1] if name.i else ""
    if before in ROLE_NOUNS:
        candidates = [c for c in candidates if any(n.i and view.lowers[n.i - 1] == before for n in c.names)]
    elif before in GENDERED:
        candidates = [c for c in candidates if _gender(view, c) == GENDERED[before]]
    else:
        return None
    return candidates[0] if len(candidates) == 1 else None


def _gender(view: View, cluster: Cluster) -> str:
    """Return the gender of the given name of a person's first full name."""
    return given_names().get(view.words[cluster.names[0].i], "") if cluster.names else ""


def organization_key(name: Name, view: View) -> str:
    """Return what joins mentions of an organisation: its entry, or its name without legal form."""
    if name.entry is not None:
        return name.entry.key
    words = tuple(view.words[name.i : name.j])
    for start in (0, 1):
        entry = bodies().get(words[start:]) if start == 0 or words[0] in _STATES else None
        if entry is not None:
            return entry.key
    folded = fold(name.text(view)).split(" ")
    while len(folded) > 1 and folded[-1] in LEGAL_FORMS:
        folded.pop()
    return " ".join(folded)


_STATES = frozenset({"U.S.", "US", "UK", "U.K.", "U.N.", "UN", "EU", "Britain"})


def kind_of(view: View, cluster: Cluster) -> str | None:
    """Return the finer type of an entity: the gazetteer's, or "media" where its names or the words beside them say so."""
    if cluster.entry is not None and cluster.entry.kind:
        return cluster.entry.kind
    medium = cluster.type == "Organization" and any(_medium(view, name) for name in cluster.names)
    return "media" if medium else None


def _medium(view: View, name: Name) -> bool:
    """Whether a name is a paper's, broadcaster's or news agency's, by its last word, its layout or its neighbours."""
    if name.rule in {"photo-credit", "dateline", "channel"} or view.lowers[name.j - 1] in MEDIA_ENDS:
        return True
    before = view.lowers[max(name.i - 3, 0) : name.i]
    while before and before[-1] in {"the", "-"}:
        before.pop()
    if before[-1:] and before[-1] in MEDIA_WORDS - {"agency", "network", "observer"}:
        return True
    if name.j < len(view) and view.lowers[name.j] in {"newspaper", "magazine", "tabloid", "television", "tv", "radio"}:
        return True
    return before[-2:] in (["interview", "with"], ["interview", "to"], ["news", "agency"], ["news", "network"])


def find_acronyms(view: View, names: Sequence[Name]) -> dict[str, str]:
    """Return folded acronym -> key of the organisation that it abbreviates in this document.

    An acronym is introduced in brackets behind the full name, or its letters are the first letters of the words of
    exactly one organisation of the document.
    """
    organizations = [n for n in names if n.type == "Organization"]
    ends = {n.j: n for n in organizations}
    found: dict[str, str] = {}
    initials: dict[str, set[str]] = {}
    for name in organizations:
        if name.j - name.i > 1:
            letters = "".join(w[0] for w in view.words[name.i : name.j] if w[0].isupper())
            initials.setdefault(letters.lower(), set()).add(organization_key(name, view))
    for name in organizations:
        text = name.text(view)
        key = fold(text)
        if name.j - name.i > 1 or not is_acronym(text):
            continue
        bracket = ends.get(name.i - 1) if name.i and view.words[name.i - 1] == "(" else None
        if bracket is not None and bracket.j - bracket.i > 1 and abbreviates(view, bracket, text):
            own, full = organization_key(name, view), organization_key(bracket, view)
            found.setdefault(*((full, own) if name.entry is not None and bracket.entry is None else (own, full)))
        elif name.entry is not None or not text.replace(".", "").isupper():
            continue
        elif len(initials.get(key, ())) == 1 and len(key) > 1:
            found.setdefault(key, next(iter(initials[key])))
    return found


_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}|(?=[A-Za-z]{3,6}$)[A-Z][a-z]{0,2}[A-Z][a-z]?[A-Z]*")


def is_acronym(text: str) -> bool:
    """Whether a word is written as an acronym: in capitals, or, if short, with two and more among small letters.

    >>> [is_acronym(word) for word in ("WHO", "GoNZ", "MoH", "Zenith", "O")]
    [True, True, True, False, False]
    """
    return _ACRONYM.fullmatch(text) is not None


def abbreviates(view: View, name: Name, acronym: str) -> bool:
    """Whether an acronym begins as the name does, or holds the initials of half its words, in any language's order.

    One with small letters must have the initials of the capitalised words as its capitals, in their order.
    """
    initials = [w[0] for w in view.words[name.i : name.j] if w[0].isupper()]
    if not acronym.isupper():
        return [letter for letter in acronym if letter.isupper()] == initials
    shared = sum(letter in acronym for letter in initials)
    return initials[:1] == [acronym[0]] or (len(initials) > 2 and shared * 2 >= len(initials))


def _shorter_names(keys: Sequence[str], companies: set[str]) -> dict[str, str]:
    """Return key -> longer key that adds only words for a kind of organisation ("frasers" -> "frasers group").

    To a company with a legal form belongs each single name that is the start of its alone.
    """
    found: dict[str, str] = {}
    known = set(keys)
    for key in keys:
        start = key + " "
        at = bisect_left(keys, start)
        longer = [other for other in keys[at : at + 2] if other.startswith(start)]
        if len(longer) == 1 and longer[0] in companies and key not in ORGANIZATION_WORDS:
            found.setdefault(key, longer[0])
        words = key.split(" ")
        for size in range(1, len(words)):
            short = " ".join(words[:size])
            if short in known and all(word in ORGANIZATION_WORDS or word in LEGAL_FORMS for word in words[size:]):
                found.setdefault(short, key)
    return found


def _entry(view: View, name: Name) -> Entry | None:
    """Return the known entity that a name found by other means spells."""
    gazetteer = bodies() if name.type == "Organization" else territories().names
    return gazetteer.get(tuple(view.words[name.i : name.j]))


def cluster_others(view: View, names: Sequence[Name]) -> list[Cluster]:
    """Cluster organisations and places by entry, acronym, or name.

    Args:
        view: the document.
        names: its names.
    """
    acronyms = find_acronyms(view, names)
    keys = {id(n): organization_key(n, view) for n in names if n.type == "Organization"}
    companies = {
        keys[id(n)] for n in names if n.type == "Organization" and view.lowers[n.j - 1] in LEGAL_FORMS and n.j - n.i > 2
    }
    shorter = _shorter_names(sorted({key for key in keys.values() if ":" not in key}), companies)
    found: dict[tuple[str, str], Cluster] = {}
    for name in names:
        if name.type not in {"Organization", "Place"}:
            continue
        if name.type == "Organization":
            key = keys[id(name)]
            key = acronyms.get(key, shorter.get(key, key))
        else:
            entry = name.entry or _entry(view, name)
            key = entry.key if entry is not None else fold(name.text(view))
        cluster = found.setdefault((name.type, key), Cluster(name.type, key))
        cluster.names.append(name)
        cluster.entry = cluster.entry or name.entry or _entry(view, name)
    return list(found.values())
