"""Names in one document before they are put together: reading them from the model, cleaning, and merging."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.ner.cuts import nation_of_title, people_behind, person_before, person_inside, two_people
from graphkit.ner.gazetteer import bodies, brands, cities, given_names, surnames, territories
from graphkit.ner.titles import ALSO_GIVEN, HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS, role_nouns
from graphkit.ner.words import ORGANIZATION_WORDS, PARTICLES, POLITICAL, TRADES, TRADES_OF_MANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from graphkit.ner.gazetteer import Entry
    from graphkit.ner.view import View

TYPES: dict[str, str] = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "People",
    "EVENT": "Other",
    "FACILITY": "Place",
    "LAW": "Other",
    "PRODUCT": "Other",
    "WORK_OF_ART": "Other",
    "MISC": "Other",
}
"""Label of the model's ner -> our type; "People" and "Other" are no entities, but evidence for the rules.

Source: OntoNotes 5 and CoNLL-2003 label sets.
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the text.

    Attributes:
        i: first token.
        j: token behind the last.
        start: first code point.
        end: code point behind the last.
        type: Person, Organization, Place, People or Other.
        rule: what found or last changed it.
        locked: whether the rule is surer of the type than any vote.
        entry: the known entity, where the gazetteer knows it.
        score: how sure the rule is.
    """

    i: int
    j: int
    start: int
    end: int
    type: str
    rule: str
    locked: bool = False
    entry: Entry | None = None
    score: float = 0.8

    def text(self, view: View) -> str:
        """Return the words as written."""
        return view.text[self.start : self.end]


def make_name(
    view: View,
    i: int,
    j: int,
    kind: str,
    rule: str,
    *,
    locked: bool = False,
    entry: Entry | None = None,
    score: float = 0.8,
) -> Name:
    """Make a name of whole tokens i to j."""
    return Name(i, j, view.starts[i], view.ends[j - 1], kind, rule, locked, entry, score)


def read_model_names(doc: Doc, view: View) -> list[Name]:
    """Return what the model's ner found, cleaned, in order."""
    found: list[Name] = []
    for ent in doc.ents:
        kind = TYPES.get(ent.label_)
        if kind is None:
            continue
        if kind == "Organization" and two_people(view, ent.start, ent.end):
            kind = "Person"
        for i, j in split_span(view, ent.start, ent.end, kind):
            if kind == "Organization" and i > ent.start and nation_of_title(view, i):
                found.append(make_name(view, i, i + 1, "People", "model"))
                continue
            if kind == "Person" and i > ent.start and view.lowers[i - 1] == "of":
                continue  # where the person is from
            owner = (
                kind == "Person" and j < ent.end and view.words[j] in _POSSESSIVE and view.words[i] not in given_names()
            )
            cut = person_inside(view, i, j) if kind == "Organization" else j
            parts = ((i, cut, "Organization" if owner else kind), (cut, j, "Person"))
            before = person_before(view, i, j) if kind == "Organization" else j
            if before < j:
                cut, parts = before, ((i, before, "Person"), (before + 1, j, kind))
            if (
                kind in {"Organization", "Place"}
                and i > ent.start
                and view.words[i - 1] in _POSSESSIVE
                and _like_a_person(view, i, j)
            ):
                parts = ((i, j, "Person"), (j, j, "Person"))
            names = [clean_span(view, a, b, what) for a, b, what in parts if a < b]
            found += [replace(name, rule="cut") if cut < j else name for name in names if name is not None]
    return found


def _like_a_person(view: View, i: int, j: int) -> bool:
    """Whether the tokens i to j, behind their owner in the model's span, are a given name or end in a surname ("Ohio's NAME")."""
    words = view.words[i:j]
    if not 2 <= len(words) <= 3 or not all(word.istitle() and word.replace("-", "").isalpha() for word in words):
        return False
    if view.lowers[j - 1] in ORGANIZATION_WORDS or bodies().find(view.words, i) or " ".join(words).lower() in brands():
        return False
    return words[-1] in surnames() and (words[0] in given_names() or words[0] not in cities())


_DASHES = frozenset({"-", "\u2013", "\u2014"})
_BREAKS = _DASHES | frozenset(
    {"/", "--", ";", ":", "|", "\u2022", "(", ")", "[", "]", '"', "\u201c", "\u201d", "*", "+", "=", "_"}
)
_LIST_BREAKS = frozenset({",", "and", "&"})
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019", "'S", "\u2019S"})
_MONTHS = frozenset(
    {
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        *(m.lower() for m in month_name[1:]),
    }
    - {"may"}
)
_SOLID = frozenset({"covid-19", "covid", "coronavirus", "brexit", "slideshow"})
BRAND_ENDS = frozenset({"inc", "inc.", "corp", "corp.", "administration", "government"})
"""Last words that show a possessive before them to be an owner's, lower case."""


def _of_two_peoples(view: View, i: int, k: int, j: int) -> bool:
    """Whether token k is the hyphen between two peoples or countries ("French-German talks", "Iran-Iraq")."""
    if view.words[k] not in _DASHES or not i < k < j - 1:
        return False
    known = territories()
    sides = ((view.words[k - 1],), (view.words[k + 1],))
    return all(known.peoples.get(side) is not None or known.names.get(side) is not None for side in sides)


def split_span(view: View, i: int, j: int, kind: str) -> Iterator[tuple[int, int]]:
    """Cut a span where no name goes on.

    Cuts are line breaks, slashes, free-standing dashes, brackets, dates, words that name nobody (COVID-19), and, for a
    person, commas, "and" and possessive endings.
    """
    start = i
    for k in range(i, j):
        if view.words[k][-1] in _DASHES and len(view.words[k]) > 2:
            yield start, k + 1
            start = k + 1
            continue
        if not _cuts(view, i, k, j, kind) and not _of_two_peoples(view, i, k, j):
            continue
        if start < k:
            yield start, k
        start = k + 1
    if start < j:
        yield start, j


def _cuts(view: View, i: int, k: int, j: int, kind: str) -> bool:
    """Whether no name goes on over token k of the span i to j."""
    word, low = view.words[k], view.lowers[k]
    if "\n" in word:
        return True
    if word in _BREAKS:
        return not (word in _DASHES and _tight(view, k))
    if kind == "Person" and (word in _LIST_BREAKS or (word in _POSSESSIVE and k < j - 1)):
        return True
    if kind == "Organization" and i < k < j - 1 and _cuts_organization(view, i, k, j):
        return True
    if kind == "Other" or k == i:
        return False
    if kind == "Person" and low == "of" and view.words[i:k] and view.capitalised(k - 1):
        return True
    return low in _SOLID or (low in _MONTHS and (k == j - 1 or view.words[k + 1][0].isdigit()))


def _cuts_organization(view: View, i: int, k: int, j: int) -> bool:
    word, low = view.words[k], view.lowers[k]
    if word in _POSSESSIVE:
        return not _keeps_possessive(view, i, k, j)
    if word == ",":
        return not {"and", "&"}.intersection(view.lowers[k:j]) and view.lowers[k + 1].rstrip(".") not in {
            "inc",
            "ltd",
            "llc",
            "lp",
        }
    if low == "and" and nation_of_title(view, k + 1):
        return True
    return low in {"at", "via"} or (low == "and" and _two_organizations(view, i, k, j))


def _keeps_possessive(view: View, i: int, k: int, j: int) -> bool:
    """Whether a possessive ending is part of the organisation's name ("King's College", "Workers' Party")."""
    owner = tuple(view.words[i:k])
    if view.tags[k - 1] in {"NNS", "NNPS"} and view.words[k - 1] not in surnames():
        return True  # a plural noun is nobody's name, "Workers' Party"
    if territories().names.get(owner) or view.words[k - 1] in cities() or view.lowers[k - 1] in ORGANIZATION_WORDS:
        return False
    if view.lowers[j - 1] in BRAND_ENDS or view.lowers[k - 1] in brands():
        return False
    return view.lowers[j - 1] in ORGANIZATION_WORDS or (k - i == 1 and view.words[i] not in given_names())


def _two_organizations(view: View, i: int, k: int, j: int) -> bool:
    """Whether "and" joins two names: several words on one side, and no word for a kind of organisation at the end."""
    known = bodies().find(view.words, i)
    if known is not None and known[0] >= j:
        return False
    if bodies().find(view.words, k + 1) is not None or view.lowers[k + 1] in brands():
        return True
    if "of" in view.lowers[i:k] or "for" in view.lowers[i:k]:
        return False
    return j - k == 2 and k - i >= 2 and view.lowers[j - 1] not in ORGANIZATION_WORDS


def _tight(view: View, k: int) -> bool:
    """Whether token k touches both its neighbours."""
    return 0 < k < len(view) - 1 and view.ends[k - 1] == view.starts[k] and view.ends[k] == view.starts[k + 1]


def clean_span(view: View, i: int, j: int, kind: str) -> Name | None:
    """Take articles, possessive endings, punctuation, titles and lower-case words off a span's ends."""
    while i < j and _no_start(view, i, kind):
        i += 1
    while i < j and _no_end(view, j - 1, kind):
        j -= 1
    if (
        j - i > 1
        and kind == "Organization"
        and view.lowers[i] in _SURE_TITLES
        and view.capitalised(i + 1)
        and view.lowers[j - 1] not in ORGANIZATION_WORDS
    ):
        i, kind = i + 1, "Person"
    if j - i > 1 and (view.lowers[i] in TRADES or view.lowers[i] in TRADES_OF_MANY) and _opens(view, i):
        i, kind = i + 1, "Organization"  # "Carmaker" before the name
    if kind == "Person":
        while i < j - 1 and view.tags[i].startswith("RB") and view.sentence_start(i):
            i += 1  # "Later Hansen"
        i = skip_titles(view, i, j)
        digits = [k for k in range(i + 1, j) if view.words[k][0].isdigit()]
        j = digits[0] if digits else j
        while i < j - 1 and view.words[i][0].isdigit():
            i += 1
    if kind == "Organization":
        j = people_behind(view, i, j)
        i, j = _trim_organization(view, i, j)
    if kind == "Organization" and j < len(view) and view.lowers[j] == "party" and view.lowers[j - 1] in POLITICAL:
        j += 1
    if kind == "Organization" and j - i == 2 and view.lowers[j - 1] == "administration" and view.words[i] in surnames():
        j, kind = j - 1, "Person"
    if i >= j or (kind != "Other" and not any(c.isupper() for w in view.words[i:j] for c in w)):
        return None
    name = make_name(view, i, j, kind, "model")
    if view.words[j - 1][-1] not in _DASHES:
        return name
    person = kind == "Person" or (1 < j - i <= 3 and view.words[j - 1][:-1] in surnames())
    return replace(name, end=name.end - 1, type="Person" if person else kind)


def _opens(view: View, i: int) -> bool:
    """Whether token i begins a sentence, also behind a dateline's dash or a heading's colon."""
    return view.sentence_start(i) or view.words[i - 1] in _BREAKS


def _trim_organization(view: View, i: int, j: int) -> tuple[int, int]:
    """Take verbs off an organisation's start at the head of a sentence, a month off it, and roles off its end."""
    if " ".join(view.lowers[i:j]) in role_nouns():
        return j, j  # "Rear Admiral"
    while j - i > 2 and view.lowers[i] in _MONTHS:
        i += 1  # "the August Purchasing Board"
    while i < j - 1 and view.tags[i] in _NO_NOUN and view.words[i].istitle() and view.sentence_start(i):
        i += 1
    if j < len(view) and view.lowers[j] in ROLE_NOUNS:
        while j - i > 1 and view.lowers[j - 1] in _BEFORE_ROLES:
            j -= 1
    if j - i > 2 and view.lowers[j - 2] == "of" and view.lowers[j - 1] in ROLE_NOUNS and view.proper(j):
        j -= 2  # "Freedom League of General" before a name
    while (
        j - i > 1
        and (view.lowers[j - 1] in ROLE_NOUNS or view.lowers[j - 1] in HONORIFICS or view.lowers[j - 1] == "of")
        and view.lowers[j - 1] not in {"general", "star", "private"}
        and view.lowers[j - 2] not in {"of", "and", "for"}
    ):
        j -= 1
        while j - i > 1 and view.words[j - 1][0].islower():
            j -= 1
    return i, j


_BEFORE_ROLES = frozenset(
    {
        "general",
        "deputy",
        "vice",
        "chief",
        "foreign",
        "defence",
        "defense",
        "prime",
        "managing",
        "executive",
        "senior",
        "first",
    }
)
_NO_NOUN = frozenset(
    {"VBG", "VB", "VBD", "VBN", "VBZ", "VBP", "RB", "IN", "CC", "WDT", "WRB", "PRP", "PRP$", "MD", "TO", "DT"}
)


_SURE_TITLES = frozenset(
    {
        "archbishop", "ayatollah", "baron", "baroness", "bishop", "brigadier", "capt.", "captain", "col.", "colonel", "dame", "dr", "dr.", "gen.", "imam",
        "lieutenant", "lt.", "briton", "croat", "dane", "dutchman", "englishman", "finn", "frenchman", "frenchwoman", "irishman", "pole", "scot", "scotsman", "serb",
        "spaniard", "swede", "turk", "welshman", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mullah", "princess", "prof.", "rabbi", "sen.", "sergeant", "sheikha", "sir",
    }
)  # fmt: skip
"""Titles with which no organisation's name begins, lower case."""

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})


def _no_start(view: View, i: int, kind: str) -> bool:
    word = view.words[i]
    if view.lowers[i] in _ARTICLES:
        return True
    if not word[0].isalnum():
        return True
    return kind != "Other" and word[0].islower() and view.lowers[i] not in PARTICLES


def _no_end(view: View, i: int, kind: str) -> bool:
    word = view.words[i]
    if word in _POSSESSIVE:
        return True
    if not word[0].isalnum():
        return True
    return kind != "Other" and word[0].islower()


def aged(view: View, k: int) -> bool:
    """Whether the comma at token k is followed by a person's age and another comma or the sentence's end."""
    if k + 2 >= len(view) or view.words[k] != ",":
        return False
    age = view.words[k + 1]
    return age.isdecimal() and 15 < int(age) < 100 and view.words[k + 2] in {",", "."}


def is_title_word(view: View, i: int) -> bool:
    """Whether token i can belong to the title before a person's name."""
    low = view.lowers[i]
    return low in HONORIFICS or low in ROLE_NOUNS or low in MODIFIERS or low in PORTFOLIOS


_LINKS = frozenset(
    {
        "-",
        "of",
        "for",
        "the",
        "'s",
        "\u2019s",
        "most",
        "right",
        "very",
        "royal",
        "serene",
        "his",
        "her",
        "your",
        "their",
    }
)


def skip_titles(view: View, i: int, j: int) -> int:
    """Return the first token of a person's name after titles, honorifics and nationalities.

    Only words up to the last form of address or noun for a person are a title: "Home" and "West" may be names.
    """
    last = i
    k = i
    while k < j - 1:
        low = view.lowers[k]
        if low in ALSO_GIVEN and j - k == 2 and low != "prince" and not (k and view.lowers[k - 1] in _ARTICLES):
            break
        if low in HONORIFICS or low in ROLE_NOUNS or territories().peoples.get((view.words[k],)):
            last = k + 1
        elif not (low in MODIFIERS or low in PORTFOLIOS or low in _LINKS or known_people(view, k)):
            break
        k += 1
    return last


def known_people(view: View, i: int) -> bool:
    """Whether a country, its adjective or a part of such a name stands at token i."""
    lands = territories()
    return view.words[i] in lands.peoples.by_first or view.words[i] in lands.names.by_first


def merge_names(*layers: Iterable[Name]) -> list[Name]:
    """Merge names that may overlap: earlier layers win over later ones; the result is in order."""
    taken: dict[int, Name] = {}
    kept: list[Name] = []
    for layer in layers:
        for name in layer:
            tokens = range(name.i, name.j)
            if all(t not in taken or _beside(taken[t], name) for t in tokens):
                taken.update(dict.fromkeys(tokens, name))
                kept.append(name)
    return sorted(kept, key=lambda n: (n.start, n.end))


def _beside(one: Name, other: Name) -> bool:
    """Whether two names of a photograph's credit share a token, but no character ("Name Surname/Agency")."""
    return one.rule == other.rule == "photo-credit" and (one.end <= other.start or other.end <= one.start)


def retype(name: Name, kind: str, rule: str, *, locked: bool = False) -> Name:
    """Return the name with another type, and the rule that changed it."""
    return name if name.type == kind else replace(name, type=kind, rule=rule, locked=locked or name.locked)
