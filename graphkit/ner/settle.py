"""Settles the type of a name by its own words and by those beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, brands, cities, given_names, nonnames, other_words, surnames, territories
from graphkit.ner.junk import is_junk, is_title, published_on
from graphkit.ner.spans import aged, make_name
from graphkit.ner.titles import GROUP_NOUNS, HONORIFICS, ROLE_NOUNS, THRONES, role_nouns
from graphkit.ner.words import (
    COMPANY_WORDS,
    HUMAN_VERBS,
    KINDS_AFTER,
    KINDS_BEFORE,
    KINDS_OF_MANY,
    MARKET_VERBS,
    ORGANIZATION_WORDS,
    PERSON_VERBS,
    PLACE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphkit.ner.spans import Name
    from graphkit.ner.view import View


def settle(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with the types that their words and neighbours speak for; drop what is no name."""
    full = {view.words[n.j - 1] for n in names if n.type == "Person" and n.j - n.i > 1}
    full.update(word for n in names if n.locked for word in view.words[n.i : n.j])
    full.update(
        view.words[n.i]
        for n in names
        if n.type == "Person" and n.j - n.i == 1 and not view.words[n.i].isupper() and _acts_as_person(view, n)
    )
    common = {low for word, low in zip(view.words, view.lowers, strict=True) if word == low}
    channels = published_on(view)
    found = []
    for name in names:
        if name.locked:
            found.append(name)
            continue
        if is_title(view, name):
            continue
        settled = settle_one(view, name)
        if is_junk(view, settled, common, channels):
            continue
        alone = settled.type == "Person" and settled.rule == "model" and name.j - name.i == 1
        found.append(settle_bare(view, settled) if alone and view.words[name.i] not in full else settled)
    return found


def settle_one(view: View, name: Name) -> Name:
    """Return the name with the type of the first rule that speaks for one, or as it is."""
    if name.type == "Organization" and name.j - name.i == 2 and name.rule == "model" and _enthroned(view, name):
        return make_name(view, name.i + 1, name.j, "Person", "title")
    for rule, kind, test in RULES:
        if test(view, name):
            return name if name.type == kind else replace(name, type=kind, rule=rule)
    return name


def _enthroned(view: View, name: Name) -> bool:
    """Whether what looks like an organisation is a pope or monarch ("Pope Clement")."""
    return view.lowers[name.i] in THRONES and view.words[name.i + 1] in given_names()


def _brand(view: View, name: Name) -> bool:
    """Whether the tables know a company, medium or team of that name."""
    return name.type != "People" and name.text(view).lower() in brands()


def _organization_word(view: View, name: Name) -> bool:
    """Whether the last of several words tells of an organisation."""
    low = view.lowers[name.j - 1]
    if name.j - name.i < 2 or low not in ORGANIZATION_WORDS or name.type == "People" or _called_so(view, name):
        return False
    return name.type != "Other" or low not in {"conference", "congress", "forum", "times"}


def _called_so(view: View, name: Name) -> bool:
    """Whether two words that the model takes for a person are a given name and a surname ("Ann Hill")."""
    if name.type != "Person" or name.j - name.i != 2:
        return False
    return view.words[name.i] in given_names() and view.words[name.j - 1] in surnames()


def _place_word(view: View, name: Name) -> bool:
    """Whether the last of several words tells of a place ("City" may also be a club's)."""
    low = view.lowers[name.j - 1]
    if name.j - name.i < 2 or low not in PLACE_WORDS or _called_so(view, name):
        return False
    return name.type in {"Person", "Other"} or (name.type == "Organization" and low != "city")


_NOT_BEFORE_NAMES = frozenset(
    {"member", "partner", "owner", "champion", "winner", "star", "veteran", "head", "boss", "private", "count"}
)


def _titled(view: View, name: Name) -> bool:
    """Whether a form of address, or a title for one person, stands right before a name."""
    k = name.i - 1
    if k < 0 or name.type == "Person" or name.entry is not None or not view.capitalised(name.i):
        return False
    low, capital = view.lowers[k], view.capitalised(k)
    if view.words[k] in KINDS_BEFORE and name.type == "Organization" and view.words[name.i] not in given_names():
        return False
    if low in HONORIFICS and capital:
        return True
    short = low in role_nouns() and name.j - name.i <= 3
    return short and (capital or name.type != "Place") and low not in _NOT_BEFORE_NAMES


def _apposed(view: View, name: Name) -> bool:
    """Whether two or three words stand between commas behind a noun for one person ("the minister, X Y, said")."""
    if (
        name.i < 2
        or name.type not in {"Organization", "Place", "Other"}
        or name.rule != "model"
        or name.entry is not None
    ):
        return False
    words = name.text(view).split()
    if view.words[name.i - 1] != "," or view.lowers[name.i - 2] not in role_nouns() or not 2 <= len(words) <= 3:
        return False
    closed = name.j < len(view) and view.words[name.j] in {",", "."}
    return closed and all(map(like_a_name, words))


def _misread_people(view: View, name: Name) -> bool:
    """Whether the model took a person's full name for a people's."""
    if name.type != "People" or name.entry is not None or name.j - name.i < 2:
        return False
    parts = [word for word in view.words[name.i : name.j] if word != "-"]
    if all(territories().peoples.get((word,)) is not None for word in parts):
        return False  # "French-German" is of two peoples
    return view.words[name.i] in given_names() or view.words[name.j - 1] in surnames()


def _given_name(view: View, name: Name) -> bool:
    """Whether two to four words start with a given name and hold nothing that people aren't called."""
    words = _undivided(view.words[name.i : name.j])
    if name.type == "Other":  # a person's name that opens a quotation looks like a title of a work
        alone = name.rule == "model" and len(words) == 2 and view.deps[name.j - 1] == "nsubj"
        named = words[0] in given_names() and words[1:2] != [] and words[1] in surnames() and like_a_name(words[1])
        return alone and named and words[1].lower() not in other_words()
    if name.type not in {"Organization", "Place"} or name.entry is not None or not 2 <= len(words) <= 4:
        return False
    if words[0] not in given_names() or not all(like_a_name(word) for word in words) or _kind_before(view, name.i):
        return False
    if view.tags[name.j - 1] in {"NNS", "NNPS"} and words[-1] not in surnames():
        return False
    if territories().peoples.get((words[0],)) is not None:
        return False
    last = words[-1]
    city = cities().get(words[0])
    if (city is not None and city.size >= 300 and last not in surnames()) or " ".join(words) in cities():
        return False
    if any(word.lower() in nonnames() or word.lower() in PLACE_WORDS for word in words[1:]):
        return False
    return last.lower() not in ORGANIZATION_WORDS and territories().names.get((last,)) is None


def _undivided(words: list[str]) -> list[str]:
    """Return words with a double given name as its first part ("Jean-Paul NAME")."""
    double = words[1:2] == ["-"] and len(words) > 3 and words[0] in given_names() and words[2] in given_names()
    return [words[0], *words[3:]] if double else words


def _initialled(view: View, name: Name) -> bool:
    """Whether one or two initials stand before a single word that is no kind of organisation ("D. NAME")."""
    if name.type != "Organization" or name.entry is not None or name.rule != "model":
        return False
    *initials, last = view.words[name.i : name.j]
    if not 1 <= len(initials) <= 2 or not all(_INITIAL.fullmatch(word) for word in initials):
        return False
    if not like_a_name(last) or not last.istitle() or len(last) < 3 or last in cities():
        return False
    low = last.lower()
    known = territories().names.get((last,)) or territories().peoples.get((last,))
    return known is None and low not in ORGANIZATION_WORDS | PLACE_WORDS and low not in nonnames()


_INITIAL = re.compile(r"[A-Z]\.")


def _of_a_nation(view: View, name: Name) -> bool:
    """Whether a nationality stands right before two or three words that could be a person's ("Jamaican X Y")."""
    if name.type != "Organization" or name.rule != "model" or not 2 <= name.j - name.i <= 3 or not name.i:
        return False
    if not territories().peoples.get((view.words[name.i - 1],)) or name.text(view).lower() in brands():
        return False
    return all(like_a_name(word) for word in view.words[name.i : name.j]) and view.lowers[name.j - 1] not in PLACE_WORDS


def _aged(view: View, name: Name) -> bool:
    """Whether an age follows between commas ("X Y, 54, said")."""
    unsettled = name.type in {"Organization", "Place", "Other", "People"} and name.entry is None
    short = name.j - name.i <= 3 and all(map(like_a_name, view.words[name.i : name.j]))
    return unsettled and short and aged(view, name.j)


def _speaks(view: View, name: Name) -> bool:
    """Whether a single unknown word that the model takes for a place, or a surname, does what only people do."""
    if (
        name.j - name.i > 1
        or name.type not in {"Place", "Organization"}
        or name.entry is not None
        or name.rule != "model"
    ):
        return False
    word = view.words[name.i]
    if word in cities() or word.isupper() or (name.type == "Organization" and word not in surnames()):
        return False
    if view.deps[name.i] == "nsubj" and view.lowers[view.heads[name.i]] in PERSON_VERBS:
        return True
    return word in surnames() and any(_only_human(view, k) for k in view.places(word))


def _only_human(view: View, k: int) -> bool:
    """Whether token k is the subject of what companies never do, or stands before a politician's people."""
    head = view.lowers[view.heads[k]]
    return (view.deps[k] == "nsubj" and head in HUMAN_VERBS) or (view.deps[k] == "compound" and head in _RETINUE)


_RETINUE = frozenset({"administration", "aides", "presidency", "supporters", "loyalists", "voters"})


def like_a_name(word: str) -> bool:
    """Whether a word has a capital letter, only letters, and isn't an acronym."""
    return (
        word[0].isupper()
        and word.replace("-", "").replace(".", "").isalpha()
        and not (word.isupper() and len(word) > 2)
    )


def _introduced(view: View, name: Name) -> bool:
    """Whether a noun for a kind of organisation stands right before the name ("the daily X"), or right after it."""
    if name.type == "Place" and name.entry is None and name.j - name.i < 4:
        return _kind_before(view, name.i) and " ".join(view.words[name.i : name.j]) not in cities()
    if name.type not in {"Person", "Other"}:
        return False
    if _kind_behind(view, name.j):
        return True
    if name.j < len(view) and view.words[name.j] in KINDS_AFTER:
        return name.type != "Person" or name.j - name.i == 1 or view.words[name.i] not in given_names()
    return _kind_before(view, name.i)


def _kind_before(view: View, i: int) -> bool:
    """Whether a noun for a kind of organisation introduces the name at token i, or the list that it is in."""
    if not i or view.words[i - 1] in KINDS_BEFORE:
        return i > 0 and (view.words[i - 1] not in role_nouns() or view.words[i] not in given_names())
    if view.lowers[i - 1] in _HELD and view.words[i - 2] == "-" and view.words[i] not in given_names():
        return True  # "the Oslo-based NAME"
    k = i - 1
    while k > 0 and i - k < _LIST and (view.capitalised(k) or view.lowers[k] in {",", "and"}):
        if view.lowers[k] in KINDS_OF_MANY and view.sentence_start(k):
            break
        k -= 1
    return (
        view.lowers[k] in KINDS_OF_MANY
        and (view.words[k].islower() or view.sentence_start(k))
        and view.capitalised(k + 1)
    )


_LIST = 12
_HELD = frozenset({"based", "headquartered", "listed", "owned"})


def _kind_behind(view: View, j: int) -> bool:
    """Whether an apposition says that the name before token j is an organisation's (", a luxury retailer,")."""
    if view.words[j : j + 1] != [","] or view.lowers[j + 1 : j + 2] not in (["a"], ["an"], ["the"], ["one"]):
        return False
    k = j + 2
    while k + 1 < len(view) and k - j < _LIST and view.tags[k].startswith(("JJ", "NN", "VBG", "HYPH", "CD")):
        k += 1
    kind = view.words[k - 1]
    return kind in KINDS_BEFORE and kind not in {"rival", "parent", "team", "group"} and view.tags[k] != "POS"


def _traded(view: View, name: Name) -> bool:
    """Whether shares in the name are spoken of, or it rises or falls by so many per cent."""
    if name.type not in {"Person", "Other", "Place"} or name.entry is not None or view.words[name.j - 1] in cities():
        return False
    if name.i > 1 and view.lowers[name.i - 1] == "in" and view.lowers[name.i - 2] in {"shares", "stake"}:
        return True
    moves = name.j < len(view) and view.lowers[name.j] in MARKET_VERBS
    return (
        moves
        and view.words[name.j - 1] not in surnames()
        and bool({"%", "percent"} & set(view.lowers[name.j + 1 : name.j + 6]))
    )


def _compass(view: View, name: Name) -> bool:
    """Whether the name is a part of a country by the compass ("U.S. Northeast")."""
    last = view.lowers[name.j - 1]
    return name.type == "Organization" and name.j - name.i == 2 and view.words[name.i] in _LANDS and last in _POINTS


_LANDS = frozenset({"U.S.", "US", "U.K.", "UK"})
_POINTS = frozenset({"east", "midwest", "north", "northeast", "northwest", "south", "southeast", "southwest", "west"})


def _owns(view: View, name: Name) -> bool:
    """Whether several words that are nobody's given name say something of what is "its"."""
    if name.type not in {"Person", "Place", "Other"} or name.entry is not None or name.j - name.i < 2:
        return False
    after = view.lowers[name.j : name.j + 3]
    return after[:2] in (["said", "its"], ["says", "its"]) and view.words[name.i] not in given_names()


def _employs(view: View, name: Name) -> bool:
    """Whether somebody follows who does for the name what is done for firms, not for people ("NAME analyst Ann Hill")."""
    if name.type not in {"Person", "Place", "Other"} or name.entry is not None or name.rule != "model":
        return False
    k = name.j
    while k < len(view) and k - name.j < 3 and view.words[k] in _OF_FIRMS:
        k += 1
    if k == name.j or view.words[k - 1] not in _STAFF or not view.proper(k) or not view.proper(k + 1):
        return False
    return name.j - name.i > 1 or view.words[name.i] not in surnames()


def _workplace(view: View, name: Name) -> bool:
    """Whether people work at the name ("an analyst at NAME")."""
    if name.type not in {"Person", "Other"} or name.entry is not None or name.i < 2 or view.words[name.i - 1] != "at":
        return False
    low = view.lowers[name.i - 2]
    return low in ROLE_NOUNS or low in GROUP_NOUNS


_STAFF = frozenset(
    {"analyst", "economist", "strategist", "partner", "trader", "dealer", "officer", "executive", "engineer"}
)
_OF_FIRMS = _STAFF | {
    "chief",
    "senior",
    "managing",
    "equity",
    "market",
    "markets",
    "currency",
    "financial",
    "operating",
}


def _index(view: View, name: Name) -> bool:
    """Whether the name is an index's ("the SMI index")."""
    after = view.lowers[name.j] if name.j < len(view) else ""
    return name.type in {"Organization", "Person"} and name.entry is None and after in {"index", "indices", "futures"}


def _national(view: View, name: Name) -> bool:
    """Whether several words that the model takes for a person start with a nationality."""
    return (
        name.type == "Person" and name.j - name.i > 1 and territories().peoples.get((view.words[name.i],)) is not None
    )


def _national_force(view: View, name: Name) -> bool:
    """Whether they end in an organisation's word."""
    return view.lowers[name.j - 1] in ORGANIZATION_WORDS and _national(view, name)


def _city(view: View, name: Name) -> bool:
    """Whether a name typed otherwise is a large city's, and no person's."""
    if name.type not in {"Person", "Organization"}:
        return False
    text = " ".join(view.words[name.i : name.j])
    city = cities().get(text) or cities().get(text.title() if text.isupper() else text)
    if city is None or bodies().get(tuple(view.words[name.i : name.j])) is not None:
        return False
    if name.type == "Person" and (text in given_names() or text in surnames()):
        return False
    return city.size >= (200 if name.type == "Person" else 100)


def _located(view: View, name: Name) -> bool:
    """Whether a single unknown word stands right after "in", "near" or "flew to", or a name after "the town of" or the like."""
    if name.type not in {"Person", "Organization"} or name.rule != "model" or not name.i:
        return False
    word = view.words[name.i]
    if view.words[name.i - 1] == "of" and view.words[name.i - 2] in PLACE_WORDS | _SETTLED:
        return name.j - name.i < 4  # "the town of NAME"
    if name.j - name.i > 1:
        return False
    before = view.lowers[name.i - 1]
    there = before in {"in", "near"} or (before == "to" and view.lowers[view.heads[name.i - 1]] in _JOURNEYS)
    if not there or view.deps[name.i] != "pobj" or word.isupper():
        return False
    return view.lowers[name.i] not in brands() and not (name.type == "Person" and word in surnames())


_JOURNEYS = frozenset(
    {
        *("flew", "fly", "flies", "flying", "flown", "drove", "drive", "drives", "driving", "driven", "sailed", "sail", "sails", "sailing"),
        *("travelled", "traveled", "travel", "travels", "travelling", "traveling"),
    }
)  # fmt: skip
"""Verbs of which "to" names a place, and nobody. Source: general English usage."""

_SETTLED = frozenset({"capital", "city", "hamlet", "municipality", "settlement", "state", "suburb"})


RULES: tuple[tuple[str, str, Callable[[View, Name], bool]], ...] = (
    ("brand", "Organization", _brand),
    ("organisation-word", "Organization", _organization_word),
    ("place-word", "Place", _place_word),
    ("title", "Person", _titled),
    ("title", "Person", _apposed),
    ("given-name", "Person", _misread_people),
    ("given-name", "Person", _given_name),
    ("introduced", "Organization", _introduced),
    ("initials", "Person", _initialled),
    ("index", "Other", _index),
    ("compass", "Place", _compass),
    ("introduced", "Organization", _owns),
    ("introduced", "Organization", _employs),
    ("introduced", "Organization", _workplace),
    ("traded", "Organization", _traded),
    ("nationality", "Person", _of_a_nation),
    ("age", "Person", _aged),
    ("speaks", "Person", _speaks),
    ("nationality", "Organization", _national_force),
    ("nationality", "Other", _national),
    ("city", "Place", _city),
    ("located", "Place", _located),
)
"""Name of the rule, the type it speaks for, and its test; the first that holds decides."""


def settle_bare(view: View, name: Name) -> Name:
    """Settle a single word that the model takes for a person of whom the document gives no full name."""
    word = view.words[name.i]
    acronym = word.isupper() and 2 < len(word) < 7 and not _addressed(view, name) and word.title() not in surnames()
    if not acronym and (word in surnames() or word in given_names() or _acts_as_person(view, name)):
        return name
    if acronym or _acts_as_company(view, name):
        return replace(name, type="Organization", rule="bare")
    return replace(name, type="Other", rule="bare")


def _addressed(view: View, name: Name) -> bool:
    """Whether a title or form of address stands before the word."""
    low = view.lowers[name.i - 1] if name.i else ""
    return low in HONORIFICS or low in ROLE_NOUNS


def _acts_as_person(view: View, name: Name) -> bool:
    """Whether a title stands before the word, or it does or undergoes something."""
    if _addressed(view, name):
        return True
    if view.deps[name.i] == "compound" and view.lowers[view.heads[name.i]] in _ENTOURAGE:
        return True
    return view.deps[name.i] in {"nsubj", "nsubjpass", "poss", "pobj", "dobj"} and not _acts_as_company(view, name)


_ENTOURAGE = frozenset(
    {
        "administration",
        "aides",
        "aide",
        "camp",
        "campaign",
        "supporters",
        "loyalists",
        "adviser",
        "advisers",
        "lawyer",
        "lawyers",
        "presidency",
        "spokesman",
        "family",
    }
)


def _acts_as_company(view: View, name: Name) -> bool:
    """Whether a word of business stands within two words, or the name says what "it" will do."""
    after = view.lowers[name.j : name.j + 5]
    after = [low for low in after if low != "that"]
    if after[:2] in (["said", "it"], ["says", "it"]) and after[2:3] and after[2] in _OWN_ACTS and after[3:4] != ["be"]:
        return True
    near = {*view.lowers[name.j : name.j + 2], *view.lowers[max(name.i - 2, 0) : name.i]}
    return bool(near & COMPANY_WORDS)


_OWN_ACTS = frozenset(
    {
        "will",
        "would",
        "has",
        "had",
        "expects",
        "expected",
        "plans",
        "planned",
        "agreed",
        "sold",
        "bought",
        "aims",
        "intends",
        "intended",
        "could",
        "may",
    }
)
