"""When somebody comes into an office or leaves it, told without naming it again: "took office in 2013", "resigned on Monday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.ner.appointments import OFFICES
from graphkit.ner.positions import title_word
from graphkit.ner.tenure import Told, opening, read_told, with_told
from graphkit.ner.titles import role_nouns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.ner.clauses import Clause, Subject
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.positions import Holding, Tense
    from graphkit.ner.tenure import Kind
    from graphkit.ner.view import View

ENTERS: frozenset[str] = frozenset({"took", "takes", "take", "taken", "taking", "assumed", "assumes", "assume", "entered", "enters", "enter", "seized", "seizes", "seize"})  # fmt: skip
"""Verbs before "office" and the like of who begins. Source: compiled for graphkit."""

QUITS: frozenset[str] = frozenset({"left", "leaves", "leave", "leaving", "quit", "quits", "vacated"})
"""Verbs before "office" and the like of who goes. Source: compiled for graphkit."""

GOES: frozenset[str] = frozenset(
    {
        "resigned", "resigns", "resign", "quit", "quits", "retired", "retires", "retire", "stepped down", "steps down", "step down", "stood down",
        "stands down", "stand down", "stepped aside", "step aside",
    }
)  # fmt: skip
"""Verbs of who goes by themselves. Source: compiled for graphkit."""

REMOVED: frozenset[str] = frozenset({"ousted", "deposed", "sacked", "dismissed", "fired", "removed", "overthrown", "toppled", "impeached"})  # fmt: skip
"""Participles of who is made to go. Source: compiled for graphkit."""

CHOSEN: frozenset[str] = frozenset({"elected", "appointed", "inaugurated", "installed", "sworn in"})
"""Participles of who comes into office. Source: compiled for graphkit."""

_TERMS = frozenset({"term", "mandate", "tenure"})
_RUNS_OUT = frozenset({"ends", "ended", "expires", "expired", "end", "expire"})
_BEGINS = frozenset({"began", "begins", "started", "starts", "begin", "start"})
_NO_MORE = frozenset(
    {
        "as",
        "to",
        "from",
        "that",
        "because",
        "after",
        "over",
        "when",
        "who",
        "before",
        "if",
        "unless",
        "while",
        "for",
        "and",
        "but",
    }
)
_AWAY = 8
"""How many tokens may stand between a verb and its date ("was ousted in a coup in 2019")."""


@dataclass(frozen=True, slots=True)
class Change:
    """A person comes into an office, goes, or has been in it; which one, other words of the document tell.

    Attributes:
        person: who.
        told: when.
        kind: whether the date is the start or the end, or says so itself.
        tense: what the words make of the office, or None where they leave it as it is.
        i: first token of the words.
        coming: whether the words speak of the future.
    """

    person: Cluster
    told: Told
    kind: Kind
    tense: Tense | None
    i: int
    coming: bool = False


def find_changes(view: View, subject: Subject) -> list[Change]:
    """Return what the words behind a person's name, or a pronoun, tell of when they came into office or left it.

    Args:
        view: the document.
        subject: the name.
    """
    read = (_in_office, _of_term, _by_verb, _removed)
    return [change for each in read if (change := each(view, subject)) is not None]


def apply_changes(view: View, changes: Iterable[Change], holdings: Sequence[Holding]) -> list[Holding]:
    """Return for each change the position that it tells of, where the person holds only one that it may be."""
    found = []
    for change in changes:
        candidates = _candidates(view, change, holdings)
        if len({h.head for h in candidates}) != 1:
            continue
        held = next((h for h in candidates if h.organization is not None), candidates[0])
        end = view.ends[change.told.at - 1]
        plain = replace(
            held, since=None, until=None, start=view.starts[change.i], end=end, rule="office", inferred=False
        )
        if change.tense is not None:
            plain = replace(plain, tense=change.tense)
        found.append(with_told(plain, view, change.told, change.kind))
    return found


def _candidates(view: View, change: Change, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the positions that a change may be of: those of the first tense and place that has any."""
    sentence = view.sents[change.i]
    of_person = [h for h in holdings if h.person is change.person and _is_office(h)]
    here = [h for h in of_person if view.sents[h.i] == sentence]
    order = _COMING_ORDER if change.coming and change.kind == "start" else _ORDER[change.kind]
    ranked = ([h for h in (here if near else of_person) if h.tense == tense] for near, tense in order)
    return next(filter(None, ranked), [])


_ORDER: dict[Kind, tuple[tuple[bool, Tense], ...]] = {
    "start": ((True, "current"), (False, "current"), (True, "former")),
    "end": ((True, "current"), (True, "former"), (False, "current")),
    "state": ((True, "current"), (False, "current")),
}
"""Where to look for a position that somebody came into, left, or has been in: whether in the sentence, and of which tense."""

_COMING_ORDER: tuple[tuple[bool, Tense], ...] = (
    (True, "future"),
    (True, "current"),
    (False, "future"),
    (False, "current"),
)
"""The same for a position that somebody is to come into."""


def _is_office(holding: Holding) -> bool:
    known = role_nouns().get(holding.head)
    return known is not None and known.kind == "office"


def _in_office(view: View, subject: Subject) -> Change | None:
    """Read "NAME, in office since 2017,", "NAME has been in power for ten years" and "who has held the post since March"."""
    i, j, person, clauses = subject
    apposed = [(j + 1, False)] if view.words[j : j + 1] == [","] else []
    told_by = [(c.at, True) for c in clauses if {"has", "been"} <= {*c.helpers} or view.lowers[c.at] in _HOLDS]
    for at, lasting in (*apposed, *told_by):
        end = at + 1
        end += end < len(view) and view.lowers[end] in {"the", "his", "her"}
        if end >= len(view) or view.lowers[at] not in _HOLDS | {"in"} or view.lowers[end] not in OFFICES:
            continue
        told = read_told(view, end + 1, lasting=lasting)
        if told.since or told.until:
            return Change(person, told, "state", None, i)
    return None


_HOLDS = frozenset({"held", "holds"})


def _of_term(view: View, subject: Subject) -> Change | None:
    """Read "NAME, whose second term ends in 2027," and "NAME's term ends in 2027"."""
    i, j, person, _ = subject
    at = j + (view.words[j : j + 1] == [","])
    if view.lowers[at : at + 1] not in (["whose"], ["'s"], ["\u2019s"]):
        return None
    at += 1
    while (
        at < len(view)
        and at - j < _AWAY
        and view.tags[at] in {"JJ", "CD", "HYPH", "NN"}
        and view.lowers[at] not in _TERMS
    ):
        at += 1
    if at + 1 >= len(view) or view.lowers[at] not in _TERMS:
        return None
    at += 1
    coming = view.lowers[at] == "will" or view.tags[at] == "VBZ"
    at += view.lowers[at] == "will"
    kind: Kind | None = "end" if view.lowers[at] in _RUNS_OUT else "start" if view.lowers[at] in _BEGINS else None
    told = read_told(view, at + 1, future=coming)
    return None if kind is None or told.on is None else Change(person, told, kind, None, i)


def _by_verb(view: View, subject: Subject) -> Change | None:
    """Read "NAME, who took office in 2013", "NAME resigned on Monday", "NAME was ousted in a coup in April 2019"."""
    found = (_of_clause(view, subject.i, subject.person, clause) for clause in subject.clauses)
    return next((change for change in found if change is not None), None)


def _of_clause(view: View, i: int, person: Cluster, clause: Clause) -> Change | None:
    at, helpers, before, apart = clause
    coming = clause.coming() or view.tags[at] == "VBZ"
    verb = _verb(view, at, passive=not {"was", "is", "be", "been", "being"}.isdisjoint(helpers))
    if verb is None:
        return None
    at, kind = verb
    told = _date_behind(view, at, future=coming)
    if told is None:
        if view.lowers[at : at + 1] and view.lowers[at] in {"as", "from", "to"}:
            return None
        told = before if before.on is not None or apart else opening(view, i, future=coming)
        told = told._replace(at=at)
    if told.on is None and told.since is None:
        return None
    tense: Tense | None = None if coming else "former" if kind == "end" else None
    return Change(person, told, kind, tense, i, coming)


def _removed(view: View, subject: Subject) -> Change | None:
    """Read "sacked Foreign Minister NAME on Monday"."""
    i, j, person, _ = subject
    verb = i - 1
    while verb > 0 and i - verb < _AWAY and title_word(view, verb) and view.lowers[verb] not in REMOVED:
        verb -= 1
    if verb < 0 or view.lowers[verb] not in REMOVED or view.deps[verb] == "amod":
        return None
    told = _date_behind(view, j, future=False)
    return None if told is None else Change(person, told, "end", "former", verb)


def _verb(view: View, at: int, *, passive: bool) -> tuple[int, Kind] | None:
    """Return the token behind a verb of coming or going and its object, and which of them it is."""
    low, both = view.lowers[at], " ".join(view.lowers[at : at + 2])
    if passive:
        if low in REMOVED:
            return _past_office(view, at + 1), "end"
        if low not in CHOSEN and both not in CHOSEN:
            return None
        return _past_office(view, at + (2 if both in CHOSEN else 1), word="to"), "start"
    end = at + 1
    end += end < len(view) and view.lowers[end] in {"the", "his", "her", "up"}
    named = end < len(view) and view.lowers[end] in OFFICES
    if named and low in ENTERS:
        return end + 1, "start"
    if named and low in QUITS:
        return end + 1, "end"
    if both in {"came to", "comes to", "come to"} and view.lowers[at + 2 : at + 3] == ["power"]:
        return at + 3, "start"
    if both in GOES or low in GOES:
        return _past_office(view, at + (2 if both in GOES else 1)), "end"
    return None


def _past_office(view: View, at: int, *, word: str = "from") -> int:
    """Return the token behind "from office" or "to the post", if that follows."""
    end = at + 1
    if view.lowers[at : at + 1] != [word]:
        return at
    end += end < len(view) and view.lowers[end] in {"the", "his", "her"}
    return end + 1 if end < len(view) and view.lowers[end] in OFFICES else at


def _date_behind(view: View, at: int, *, future: bool) -> Told | None:
    """Read the date of a verb, right behind it or after what else its clause says."""
    sentence = view.sents[at - 1]
    for t in range(at, min(at + _AWAY, len(view))):
        if view.sents[t] != sentence or view.lowers[t] in _NO_MORE or view.tags[t].startswith(("VB", "MD")):
            return None
        told = read_told(view, t, future=future)
        if told.on is not None:
            after = view.lowers[told.at : told.at + 1]
            aim = after == ["to"] and view.tags[told.at + 1 : told.at + 2] != ["VB"]
            return None if after == ["as"] or aim else told
        if view.words[t] in {",", ";", ":", "(", ")", '"'}:
            return None
    return None
