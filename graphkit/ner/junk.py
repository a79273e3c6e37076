"""Tells spans that name nobody: titles, events, illnesses, plain words at the head of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import given_names, nonnames, other_words
from graphkit.ner.titles import HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS
from graphkit.ner.words import POLITICAL

if TYPE_CHECKING:
    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

SUFFIXES: frozenset[str] = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What may follow a surname, lower case."""

PREFIXES: frozenset[str] = frozenset({"anti", "ex", "mid", "non", "post", "pre", "pro", "then"})
"""What stands before a hyphen and is no name, lower case."""

GIVEN_TOO: frozenset[str] = frozenset({"april", "august", "jan", "jun", "june", "may"})
"""Months that are parts of people's names as well, lower case."""

GENERIC: frozenset[str] = frozenset(
    {
        "army",
        "commission",
        "committee",
        "council",
        "court",
        "government",
        "ministry",
        "parliament",
        "party",
        "police",
        "union",
    }
)
"""Nouns for bodies, which are no name by themselves where a capital opens the sentence, lower case."""

CODE = re.compile(r"[A-Z][A-Za-z]{0,2}-\d{1,4}[A-Za-z]{0,2}")
"""A letter or two, a hyphen and a number: an aircraft, weapon, machine or germ ("F-16", "IR-2m")."""

PUBLISHED: frozenset[str] = frozenset(
    {
        "wrote", "writes", "posted", "posts", "post", "published", "shared", "tweeted", "uploaded", "streamed", "said", "says", "announced",
        "message", "messages", "video", "statement", "comment", "comments", "account", "page", "channel", "followers", "followed",
    }
)  # fmt: skip
"""Words whose "on" or "via" leads to where something was published, lower case. Source: compiled for graphkit."""

NO_NAME_TAGS: frozenset[str] = frozenset(
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
"""Tags that a single word which is a name doesn't get (Penn Treebank)."""

TITLE_WORDS: frozenset[str] = PORTFOLIOS | frozenset(
    {"vice", "deputy", "chief", "executive", "general", "managing", "attorney", "crown", "of", "and", "the", "national"}
)
"""Words that titles are made of, beside the noun for a person, lower case."""


def is_title(view: View, name: Name) -> bool:
    """Whether a span is a title or an office, and no name ("Defense" before "Secretary", "Prime Minister")."""
    words = view.lowers[name.i : name.j]
    people = [w for w in words if w in ROLE_NOUNS or w in HONORIFICS]
    if people and all(w in people or w in TITLE_WORDS for w in words):
        return name.type != "Place"
    after = view.lowers[name.j] if name.j < len(view) else ""
    return all(w in TITLE_WORDS for w in words) and (after in ROLE_NOUNS or after in TITLE_WORDS)


def is_junk(view: View, name: Name, common: set[str], channels: set[str]) -> bool:
    """Whether a span names no person, organisation or place.

    Args:
        view: the document.
        name: the span.
        common: words that the document writes in lower case somewhere.
        channels: what `published_on` returns, lower case.
    """
    text = name.text(view).lower()
    if name.type == "Organization" and name.i and view.lowers[name.i - 1] in {"on", "via"} and text in channels:
        return True
    if CODE.fullmatch(name.text(view)) and name.entry is None:
        return name.type in {"Person", "Organization"}
    if text in nonnames() or (name.type != "Place" and "^" + view.lowers[name.i] in other_words()):
        return name.type != "Other"
    if name.j - name.i > 1:
        return _long_junk(view, name)
    return name.type in {"Person", "Organization"} and _short_junk(view, name, common)


def published_on(view: View) -> set[str]:
    """Return the words, lower case, that the document has as the place where something was published ("wrote on NAME")."""
    return {
        view.lowers[at + 1]
        for at, low in enumerate(view.lowers[:-1])
        if low in {"on", "via"} and view.capitalised(at + 1) and view.lowers[view.heads[at]] in PUBLISHED
    }


def _long_junk(view: View, name: Name) -> bool:
    """Whether several words hold a word that no such name holds."""
    lowers = view.lowers[name.i : name.j]
    if name.type == "Organization":
        if all(low in POLITICAL for low in lowers):
            return True  # "Social Democratic" before "leader"
        return lowers[-1] in other_words() or all(low in nonnames() or low in MODIFIERS for low in lowers)
    if name.type != "Person":
        return False
    person = view.words[name.i] in given_names()
    return any(
        (low in nonnames() and low not in GIVEN_TOO) or (k and not person and low in other_words())
        for k, low in enumerate(lowers)
    )


def _labour(view: View, name: Name) -> bool:
    """Whether the party is meant that goes by the word alone, and no minister's field."""
    after = view.lowers[name.j] if name.j < len(view) else ""
    return view.words[name.i] == "Labour" and after not in ROLE_NOUNS and after not in TITLE_WORDS


def _short_junk(view: View, name: Name, common: set[str]) -> bool:
    """Whether one word is a plain one."""
    word, low = view.words[name.i], view.lowers[name.i]
    if name.i and view.ends[name.i - 1] == name.start and view.words[name.i - 1][0].isalnum():
        return True  # the tail of an exchange's code for a share, "(ABCn.DE)"
    if low in GENERIC and word.istitle() and view.sentence_start(name.i) and name.entry is None:
        return True
    if low in PREFIXES and view.words[name.j : name.j + 1] == ["-"]:
        return True
    if low in SUFFIXES or (low in PORTFOLIOS and name.type == "Organization" and not _labour(view, name)):
        return True
    if view.tags[name.i] in NO_NAME_TAGS and not word.isupper():
        return True
    return low in common and word.istitle() and view.sentence_start(name.i)
