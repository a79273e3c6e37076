"""Settles the type of a name by its own words and by those beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, brands, cities, given_names, nonnames, other_words, surnames, territories
from graphkit.ner.spans import PARTICLES, Name, make_name
from graphkit.ner.titles import HONORIFICS, PORTFOLIOS, ROLE_NOUNS, role_nouns
from graphkit.ner.words import KINDS_AFTER, KINDS_BEFORE, ORGANIZATION_WORDS, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.view import View


def join_parts(view: View, names: Sequence[Name]) -> list[Name]:
    """Join what the model cut in two: a name and its particles and surname, or a given name and the name behind it."""
    found: list[Name] = []
    taken = {t for name in names for t in range(name.i, name.j)}
    for name in names:
        if found and found[-1].j > name.i:
            continue
        before = found[-1] if found else None
        if before is not None and _one_person(view, before, name):
            found[-1] = make_name(view, before.i, name.j, "Person", "joined", score=0.85)
            continue
        if not name.locked:
            name = _with_particles(view, name, taken) if name.type == "Person" else _with_kind(view, name, taken)
            name = _with_nickname(view, name, taken)
        found.append(name)
    return found


_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "``", "''"})  # noqa: RUF001 - quotation marks as news writes them


def _with_nickname(view: View, name: Name, taken: set[int]) -> Name:
    """Return a person's name with the nickname in quotation marks and the surname behind it."""
    j = name.j
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
    one_each = before.j - before.i == 1 and name.j - name.i == 1
    return one_each and view.words[before.i] in given_names() and name.entry is None


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
    i = name.i
    while i > 0 and _INITIALS.fullmatch(view.words[i - 1]) and i - 1 not in taken:
        i -= 1
    if i < name.i:
        return make_name(view, i, name.j, "Person", "initials", score=0.85)
    while i > 0 and view.lowers[i - 1] in _LEADING and i - 1 not in taken and name.i - i < 3:
        i -= 1
    if i < name.i:
        return make_name(view, i, name.j, "Person", "particle", score=0.85)
    return name


def _with_kind(view: View, name: Name, taken: set[int]) -> Name:
    """Return an organisation with the capitalised word for its kind that the model left out ("Party")."""
    j = name.j
    if name.type != "Organization" or not view.capitalised(j) or j in taken or view.lowers[j] not in ORGANIZATION_WORDS:
        return name
    if name.entry is not None or view.ends[name.j - 1] + 1 != view.starts[j]:
        return name
    return make_name(view, name.i, j + 1, "Organization", "organisation-word", score=0.85)


_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_LEADING = frozenset({"von", "van", "der", "den", "bin", "ibn", "al", "el", "della", "dos"})


def settle(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with types that their words and neighbours speak for; drop what is no name."""
    full = {view.words[n.j - 1] for n in names if n.type == "Person" and n.j - n.i > 1}
    known = {w for n in names if n.locked for w in view.words[n.i : n.j]}
    common = {low for word, low in zip(view.words, view.lowers, strict=True) if word == low}
    found = []
    for name in names:
        settled = name if name.locked else _settle(view, name)
        if settled is None or (not settled.locked and _no_name(view, settled, common)):
            continue
        if (
            settled.type == "Person"
            and settled.rule == "model"
            and name.j - name.i == 1
            and view.words[name.i] not in full | known
        ):
            settled = _bare(view, settled)
        found.append(settled)
    return found


def _settle(view: View, name: Name) -> Name | None:
    if _only_title(view, name):
        return None
    low = view.lowers[name.j - 1]
    count = name.j - name.i
    if name.text(view).lower() in brands() and name.type in {"Person", "Place", "Other"}:
        return _as(name, "Organization", "brand")
    if count > 1 and low in ORGANIZATION_WORDS and name.type in {"Person", "Place", "Other", "Organization"}:
        if name.type == "Other" and low in {"conference", "congress", "forum", "times"}:
            return name
        return _as(name, "Organization", "organisation-word")
    if count > 1 and low in PLACE_WORDS and name.type in {"Person", "Organization", "Other"}:
        return (
            _as(name, "Place", "place-word") if name.type != "Organization" or low not in {"city", "united"} else name
        )
    if _titled(view, name):
        return _as(name, "Person", "title")
    if (
        name.type == "People"
        and name.entry is None
        and count > 1
        and (view.words[name.i] in given_names() or view.words[name.j - 1] in surnames())
    ):
        return _as(name, "Person", "given-name")
    if name.type in {"Organization", "Place"} and _looks_like_person(view, name):
        return _as(name, "Person", "given-name")
    if name.type in {"Person", "Place", "Other"} and _introduced(view, name):
        return _as(name, "Organization", "introduced")
    if name.type == "Person" and count > 1 and territories().peoples.get((view.words[name.i],)):
        return (
            _as(name, "Organization", "nationality")
            if low in ORGANIZATION_WORDS or low in _FORCES
            else replace(name, type="Other", rule="nationality")
        )
    if name.type in {"Person", "Organization"} and _city(view, name):
        return _as(name, "Place", "city")
    if name.type in {"Person", "Organization"} and _located(view, name):
        return _as(name, "Place", "located")
    return name


_FORCES = frozenset({"navy", "permanent", "airforce", "marines", "army"})


def _introduced(view: View, name: Name) -> bool:
    """Whether a noun for a kind of organisation stands right before the name, or right after it."""
    before = view.lowers[name.i - 1] if name.i else ""
    after = view.lowers[name.j] if name.j < len(view) else ""
    if after in KINDS_AFTER and view.words[name.j][0].islower() and name.type != "Place":
        return name.type != "Person" or name.j - name.i == 1 or view.words[name.i] not in given_names()
    return before in KINDS_BEFORE and name.type != "Place" and view.words[name.i - 1][0].islower()


def _located(view: View, name: Name) -> bool:
    """Whether a single unknown word stands right after "in" or "near"."""
    if name.j - name.i > 1 or name.rule != "model" or name.entry is not None or not name.i:
        return False
    word = view.words[name.i]
    if view.lowers[name.i - 1] not in {"in", "near"} or word.isupper() or view.lowers[name.i] in brands():
        return False
    return not (name.type == "Person" and word in surnames()) and view.deps[name.i] == "pobj"


def _no_name(view: View, name: Name, common: set[str]) -> bool:
    """Whether the words name an event, an illness or the like, or are a plain word at the start of a sentence."""
    text = name.text(view).lower()
    last = view.lowers[name.j - 1]
    if (
        text in {"twitter", "facebook", "instagram", "youtube", "tiktok", "telegram", "x", "whatsapp"}
        and name.i
        and view.lowers[name.i - 1] in {"on", "via"}
    ):
        return True
    if text in nonnames() or (name.type != "Place" and "^" + view.lowers[name.i] in other_words()):
        return name.type != "Other"
    if name.type == "Organization" and name.j - name.i > 1 and last in other_words():
        return True
    if name.type == "Person" and any(
        low in nonnames() or low in other_words() for low in view.lowers[name.i + 1 : name.j]
    ):
        return True
    if name.type == "Person" and name.j - name.i > 1 and view.lowers[name.i] in nonnames():
        return True
    if name.j - name.i > 1 or name.type not in {"Person", "Organization"}:
        return False
    if name.type == "Organization" and view.lowers[name.i] in PORTFOLIOS:
        return True
    if view.tags[name.i] in _NO_NAME_TAGS and not view.words[name.i].isupper():
        return True
    return text in common and view.words[name.i].istitle() and view.sentence_start(name.i)


_NO_NAME_TAGS = frozenset(
    {
        "PRP",
        "PRP$",
        "DT",
        "IN",
        "VBG",
        "VB",
        "VBD",
        "VBZ",
        "VBP",
        "RB",
        "CC",
        "MD",
        "WDT",
        "WP",
        "NNS",
        "JJS",
        "JJR",
        "UH",
        "CD",
    }
)


def _bare(view: View, name: Name) -> Name:
    """Settle a single word that the model takes for a person of whom the document gives no full name."""
    word = view.words[name.i]
    if view.lowers[name.i] in brands():
        return _as(name, "Organization", "brand")
    if word in surnames() or word in given_names() or _acts_as_person(view, name):
        return name
    if word.isupper() and len(word) > 2:
        return _as(name, "Organization", "capitals")
    return (
        _as(name, "Organization", "bare") if _acts_as_company(view, name) else replace(name, type="Other", rule="bare")
    )


def _acts_as_person(view: View, name: Name) -> bool:
    k = name.i - 1
    low = view.lowers[k] if k >= 0 else ""
    if low in HONORIFICS or low in ROLE_NOUNS:
        return True
    return view.deps[name.i] in {"nsubj", "nsubjpass", "poss", "pobj", "dobj"} and not _acts_as_company(view, name)


def _acts_as_company(view: View, name: Name) -> bool:
    after = view.lowers[name.j : name.j + 2]
    near = set(after) | set(view.lowers[max(name.i - 2, 0) : name.i])
    return bool(near & _COMPANY)


_COMPANY = frozenset(
    "shares stock stocks vaccine company group firm maker unit subsidiary plc inc corp ltd sales profit rival owner shareholders retailer carmaker airline".split()
)


def _as(name: Name, kind: str, rule: str) -> Name:
    return name if name.type == kind else replace(name, type=kind, rule=rule)


def _only_title(view: View, name: Name) -> bool:
    """Whether a name is a title or an office, and no name ("Defense" before "Secretary", "Prime Minister")."""
    words = view.lowers[name.i : name.j]
    if all(w in ROLE_NOUNS or w in HONORIFICS or w in _TITLE_WORDS for w in words) and any(
        w in ROLE_NOUNS or w in HONORIFICS for w in words
    ):
        return name.type != "Place"
    after = view.lowers[name.j] if name.j < len(view) else ""
    return all(w in _TITLE_WORDS for w in words) and (after in ROLE_NOUNS or after in _TITLE_WORDS)


_TITLE_WORDS = frozenset(
    {
        "foreign", "defence", "defense", "finance", "interior", "justice", "health", "education", "energy", "trade", "agriculture", "prime",
        "vice", "deputy", "environment", "transport", "economy", "industry", "home", "culture", "labour", "labor", "state",
        "press", "national", "security", "chief", "executive", "general", "managing", "attorney", "crown", "of", "and", "the",
    }
)  # fmt: skip


def _titled(view: View, name: Name) -> bool:
    """Whether a form of address, or a title for one person, stands right before a name."""
    k = name.i - 1
    if k < 0 or name.type == "Person" or name.entry is not None or not view.capitalised(name.i):
        return False
    low = view.lowers[k]
    if low in HONORIFICS and view.capitalised(k) and low not in {"st.", "m."}:
        return True
    if low not in role_nouns() or name.j - name.i > 3:
        return False
    capital = view.capitalised(k)
    return (capital or name.type != "Place") and low not in {
        "member",
        "partner",
        "owner",
        "champion",
        "winner",
        "star",
        "veteran",
        "head",
        "boss",
        "private",
        "count",
    }


def _looks_like_person(view: View, name: Name) -> bool:
    """Whether two to four words start with a given name and hold nothing that people aren't called."""
    words = view.words[name.i : name.j]
    if not 2 <= len(words) <= 4 or words[0] not in given_names() or name.entry is not None:
        return False
    if not all(
        w[0].isupper() and w.replace("-", "").replace(".", "").isalpha() and not (w.isupper() and len(w) > 2)
        for w in words
    ):
        return False
    last = words[-1]
    if words[0] in cities() and last not in surnames():
        return False
    return (
        " ".join(words) not in cities()
        and last.lower() not in ORGANIZATION_WORDS
        and territories().names.get((last,)) is None
    )


def _city(view: View, name: Name) -> bool:
    """Whether a name typed otherwise is a large city's, and no person's."""
    text = " ".join(view.words[name.i : name.j])
    city = cities().get(text) or cities().get(text.title() if text.isupper() else text)
    if city is None or bodies().get(tuple(view.words[name.i : name.j])) is not None:
        return False
    if name.type == "Person" and (text in given_names() or text in surnames()):
        return False
    return city.size >= (200 if name.type == "Person" else 100)
