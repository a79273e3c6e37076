"""From a person's name to the verbs whose subject it is, with their auxiliaries and the date that stands among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graphkit.ner.tenure import read_told

if TYPE_CHECKING:
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.tenure import Told
    from graphkit.ner.view import View


class Clause(NamedTuple):
    """A clause whose subject a name is, up to its verb.

    Attributes:
        at: the verb, or what stands in its place.
        helpers: the auxiliaries and adverbs before it, lower case; "being" of a participle that stands without any.
        told: the date among them.
        apart: whether it isn't the main clause, so that a date that opens the sentence isn't its own.
    """

    at: int
    helpers: list[str]
    told: Told
    apart: bool

    def coming(self) -> bool:
        """Whether the auxiliaries put it into the future."""
        return not COMING.isdisjoint(self.helpers)


class Subject(NamedTuple):
    """A person's name, or what stands for it, with the clauses whose subject it is.

    Attributes:
        i: first token.
        j: token behind it.
        person: who.
        clauses: see `read_clauses`.
    """

    i: int
    j: int
    person: Cluster
    clauses: tuple[Clause, ...]


HELPERS: frozenset[str] = frozenset(
    {
        "has", "have", "had", "is", "was", "be", "been", "being", "'s", "\u2019s", "will", "to", "set", "due", "expected", "likely",
        "'ll", "\u2019ll",
    }
)  # fmt: skip
"""Words that may stand between a subject and its verb and leave what it tells true. Source: English grammar."""

COMING: frozenset[str] = frozenset({"will", "would", "to", "set", "due", "expected", "likely", "'ll", "\u2019ll"})
"""Those of them that speak of the future."""

PARTICIPLES: frozenset[str] = frozenset({"appointed", "elected", "named", "chosen", "re-elected", "reelected", "nominated", "reappointed", "sworn", "ousted", "deposed", "sacked", "dismissed", "removed", "overthrown"})  # fmt: skip
"""Participles that tell of a position behind a comma ("NAME, appointed last month,")."""

_SAYING = frozenset({"said", "says", "announced", "announces", "confirmed", "confirms", "reported", "reports", "added"})
_DENIALS = frozenset({"not", "n't", "n\u2019t", "never"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "."})
_APPOSED = 16
"""How many tokens an apposition may have."""
_BRACKET = 6
"""How many tokens a bracket behind a name may have ("(born 1961)")."""
_JOINED = 30
"""How far from its first verb another one of the same subject may stand."""


def read_subject(view: View, i: int, j: int, person: Cluster) -> Subject:
    """Return a name with the clauses whose subject it is."""
    return Subject(i, j, person, read_clauses(view, i, j))


def read_clauses(view: View, i: int, j: int) -> tuple[Clause, ...]:
    """Return the clauses whose subject a name is: that of its verb, and of the verbs joined to that one.

    What is denied or only possible is left out.

    Args:
        view: the document.
        i: first token of the name.
        j: token behind the name.
    """
    at, apart = _past_apposition(view, j)
    if not apart and view.deps[j - 1] == "pobj":
        return ()
    first = _read(view, at, apart=apart, reported=_is_reported(view, i, j))
    if first is None:
        return ()
    found = [first]
    main = _main_clause(view, j, first) if apart else None
    if main is not None:
        found.append(main)
    sentence = view.sents[j - 1]
    end = view.firsts[sentence + 1] if sentence + 1 < len(view.firsts) else len(view)
    for t in range(first.at + 1, min(first.at + _JOINED, end)):
        if view.heads[t] == first.at and view.deps[t] == "conj" and view.tags[t].startswith("VB"):
            start = _start_of(view, t)
            joined = _read(view, start, apart=True, reported=False)
            if joined is not None and view.lowers[start - 1] in {"and", "but", ","} and not _has_subject(view, t):
                found.append(joined)
    return tuple(found)


def _read(view: View, at: int, *, apart: bool, reported: bool) -> Clause | None:
    told = read_told(view, at)
    at = told.at
    helpers: list[str] = []
    while at < len(view):
        low = view.lowers[at]
        adverb = view.tags[at] == "RB" and (helpers or low.endswith("ly"))
        if low in HELPERS or (low == "would" and reported) or adverb:
            if low in _DENIALS:
                return None
            helpers.append(low)
            at += 1
            continue
        between = read_told(view, at) if helpers and told.on is None else None
        if between is None or between.on is None:
            break
        told, at = between, between.at
    if at >= len(view):
        return None
    if apart and not helpers and view.lowers[at] in PARTICIPLES:
        helpers = ["being"]
    return Clause(at, helpers, told, apart)


def _main_clause(view: View, j: int, inner: Clause) -> Clause | None:
    """Read on behind a relative clause to the verb of the sentence ("NAME, who lived in X, was elected")."""
    verb = view.heads[j - 1]
    if verb <= inner.at or view.deps[j - 1] not in {"nsubj", "nsubjpass"}:
        return None
    start = _start_of(view, verb)
    return _read(view, start, apart=True, reported=False) if view.words[start - 1] == "," else None


def _is_reported(view: View, i: int, j: int) -> bool:
    """Whether somebody says the clause, so that its "would" is a "will"."""
    if view.lowers[i - 1 : i] and view.lowers[i - 1] in _SAYING:
        return True
    verb = view.heads[j - 1]
    return view.deps[verb] == "ccomp" and view.lowers[view.heads[verb]] in _SAYING


def _past_apposition(view: View, j: int) -> tuple[int, bool]:
    """Return where a clause goes on behind a name, and whether that is not the main clause."""
    if view.words[j : j + 1] == ["("]:
        close = next((t for t in range(j + 1, min(j + _BRACKET, len(view))) if view.words[t] == ")"), j - 1)
        j = close + 1
    if view.words[j : j + 1] != [","]:
        return j + (view.lowers[j : j + 1] == ["who"]), view.lowers[j : j + 1] == ["who"]
    if view.lowers[j + 1 : j + 2] == ["who"]:
        return j + 2, True
    if view.lowers[j + 1 : j + 2] and view.lowers[j + 1] in PARTICIPLES | {"due", "set"}:
        return j + 1, True
    for t in range(j + 1, min(j + _APPOSED, len(view))):
        if view.words[t] == ",":
            who = view.lowers[t + 1 : t + 2] == ["who"]
            return t + 1 + who, who
        if view.tags[t] in _FINITE or view.sents[t] != view.sents[j]:
            break
    return j, True


def _start_of(view: View, verb: int) -> int:
    """Return the first of the auxiliaries and adverbs right before a verb."""
    while verb > 0 and (view.lowers[verb - 1] in HELPERS or view.tags[verb - 1] == "RB"):
        verb -= 1
    return verb


def _has_subject(view: View, verb: int) -> bool:
    near = range(max(verb - _APPOSED, 0), verb)
    return any(view.heads[t] == verb and view.deps[t] in {"nsubj", "nsubjpass"} for t in near)
