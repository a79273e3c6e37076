"""Positions that a verb tells: "NAME, who was president of X", "was sworn in as", "named NAME its chief", "resigned as"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphkit.ner.clauses import COMING
from graphkit.ner.positions import Holding, Position, Tense, read_position
from graphkit.ner.tenure import opening, read_terms, read_told, with_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.ner.clauses import Clause, Subject
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.tenure import Kind, Told
    from graphkit.ner.view import View

NAMED: frozenset[str] = frozenset(
    {
        "appointed", "named", "elected", "re-elected", "reelected", "chosen", "confirmed", "sworn", "inaugurated", "installed",
        "reappointed", "selected", "hired", "picked", "made", "proclaimed", "promoted",
    }
)  # fmt: skip
"""Participles that give a position. Source: compiled for graphkit."""

AGAIN: frozenset[str] = frozenset({"re-elected", "reelected", "reappointed"})
"""Those of them that give a position to who held it before, so that it doesn't begin then."""

NAMES: frozenset[str] = frozenset(
    {
        "appointed",
        "named",
        "elected",
        "chose",
        "chosen",
        "picked",
        "appoints",
        "names",
        "elects",
        "appoint",
        "name",
        "elect",
    }
)
"""Verbs whose object is given a position. Source: compiled for graphkit."""

TAKES: frozenset[str] = frozenset({"became", "becomes", "become", "becoming"})
"""Verbs of who comes to hold a position, without "as". Source: compiled for graphkit."""

SERVES: dict[str, Tense] = {"serves": "current", "serving": "current", "served": "former", "serve": "current"}
"""Verbs of who holds a position, before "as" -> tense. Source: compiled for graphkit."""

STARTS: frozenset[str] = frozenset(
    {
        "took over",
        "takes over",
        "take over",
        "taken over",
        "taking over",
        "took up",
        "takes up",
        "take up",
        "took office",
        "takes office",
        "take office",
        "taken up",
    }
)
"""Verbs of who begins to hold a position, before "as". Source: compiled for graphkit."""

LEAVES: frozenset[str] = frozenset(
    {
        "resigned", "resigns", "resign", "quit", "quits", "retired", "retires", "dismissed", "sacked", "fired", "ousted", "removed", "deposed",
        "replaced", "stepped down", "steps down", "step down", "stood down", "stands down", "stand down", "stepped aside", "stepping down", "standing down", "stepping aside",
        "resigning", "retiring",
    }
)  # fmt: skip
"""Verbs of who no longer holds a position, before "as". Source: compiled for graphkit."""

SUCCEEDS: frozenset[str] = frozenset({"succeeded", "succeeds", "succeed", "replaced", "replaces", "replace"})
"""Verbs whose subject takes the position of the object, before "as". Source: compiled for graphkit."""

OFFICES: frozenset[str] = frozenset({"office", "power", "charge", "post", "job", "position", "role", "helm", "reins"})
"""Words for any position, behind verbs of coming and going. Source: compiled for graphkit."""

_QUITS = frozenset({"left", "leaves", "leave", "vacated", "vacates", "quit", "quits"})
_DOUBTS = frozenset({"if", "whether", "unless", "should", "would", "could", "may", "might"})
_BREAKS = frozenset({".", ";", ":", "\n", "(", ")", '"', "\u201c", "\u201d", "who", "which", "that", "said", "but"})


def find_appointments(view: View, subject: Subject, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Return the positions that the verb of a person's name tells.

    Args:
        view: the document.
        subject: the name.
        owners: token -> organisation or country.
    """
    i, j, person, _ = subject
    if i and view.lowers[i - 1] in _DOUBTS:
        return []
    return [*_as_subject(view, subject, owners), *_as_object(view, i, j, person, owners)]


class _Verb(NamedTuple):
    """What a verb tells of a position.

    Attributes:
        at: where the position may begin.
        tense: as of the article.
        needs: "as", "place" or nothing: what must be there besides the position.
        kind: what happens on the day that is told.
    """

    at: int
    tense: Tense
    needs: str
    kind: Kind


def _as_subject(view: View, subject: Subject, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Read "NAME was appointed", "NAME, who will become", "NAME, appointed", "NAME resigned as"."""
    i, j, person, clauses = subject
    if view.tags[j : j + 1] == ["VBN"]:
        return []
    return [holding for clause in clauses for holding in _of_clause(view, i, person, clause, owners)]


def _of_clause(view: View, i: int, person: Cluster, clause: Clause, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Return the positions that one verb tells: one, or several that "and" joins, each with the time it is held."""
    at, helpers, before, apart = clause
    verb = _verb(view, at, helpers)
    if verb is None:
        return []
    scheduled = view.tags[at] == "VBZ" and verb.kind != "state"
    coming = verb.tense == "future" or scheduled or (verb.kind == "end" and verb.tense == "current")
    told = read_told(view, verb.at, future=coming)
    position = _told_position(view, told.at, owners, needs=verb.needs)
    lasting = verb.tense == "current" and helpers[:1] in (["has"], ["have"])
    found: list[tuple[Position, Told]] = []
    while position is not None:
        ahead = coming or helpers[:1] == ["is"]
        terms = read_terms(view, position.last + 1, future=ahead, lasting=lasting)
        found += [(position, term) for term in terms]
        after = terms[-1]
        if view.lowers[after.at : after.at + 1] not in (["and"], ["&"]):
            break
        position = _position_at(view, after.at + 1, owners)
    placed = any(p.organization is not None or t.since is not None or t.until is not None for p, t in found)
    if not found or (verb.needs == "place" and not placed):
        return []
    last, after = found[-1]
    if after.at == last.last + 1:
        earlier = told if told.on is not None else before
        earlier = earlier if earlier.on is not None or apart else opening(view, i, future=coming)
        found = [(p, earlier._replace(at=p.last + 1) if t.at == p.last + 1 else t) for p, t in found]
    elif verb.kind != "state":
        found = [(p, after._replace(at=p.last + 1) if t.at == p.last + 1 else t) for p, t in found]
    shared = last.organization if all(p.organization is None for p, _ in found[:-1]) else None
    return [_held(view, i, person, verb, p, t, shared) for p, t in found]


def _held(
    view: View, i: int, person: Cluster, verb: _Verb, position: Position, told: Told, shared: Cluster | None
) -> Holding:
    holding = _holding(view, i, person, position, verb.tense, shared)
    if holding.tense == "current" and told.until is None and view.lowers[told.at : told.at + 1] == ["until"]:
        holding = replace(holding, tense="former")
    return with_told(holding, view, told, verb.kind)


def _verb(view: View, at: int, helpers: list[str]) -> _Verb | None:
    """Return what a verb behind some auxiliaries tells of a position, or None."""
    low = view.lowers[at]
    both = " ".join(view.lowers[at : at + 2])
    coming = not COMING.isdisjoint(helpers)
    passive = not {"was", "is", "be", "been", "being", "'s", "\u2019s"}.isdisjoint(helpers)
    now: Tense = "future" if coming else "current"
    gone: Tense = "current" if coming or view.tags[at] == "VBG" else "former"
    found: _Verb | None = None
    again = view.lowers[at : at + 3] == ["re", "-", "elected"]
    if (low in NAMED or again) and passive:
        kind: Kind = "state" if again or low in AGAIN else "start"
        found = _Verb(at + (3 if again else 1) + (view.lowers[at + 1 : at + 2] == ["in"]), now, "", kind)
    elif low in TAKES:
        found = _Verb(at + 1, now, "", "start")
    elif low in SERVES:
        tense = "future" if coming else "current" if helpers[:1] in (["has"], ["have"]) else SERVES[low]
        found = _Verb(at + 1, tense, "as", "state")
    elif both in STARTS:
        found = _Verb(at + 2, now, "as", "start")
    elif low in SUCCEEDS and not passive:
        found = _Verb(at + 1, now, "as", "start")
    elif both in LEAVES or low in LEAVES:
        found = _Verb(at + (2 if both in LEAVES else 1), gone, "as", "end")
    elif low in _QUITS and view.lowers[at + 2 : at + 3] and view.lowers[at + 2] in OFFICES:
        found = _Verb(at + 3, gone, "as", "end")
    elif view.lowers[at : at + 3] == ["used", "to", "be"] and not helpers:
        found = _Verb(at + 3, "former", "place", "state")
    elif passive and helpers[-1] not in {"to", "set", "due", "expected", "likely", "being"}:
        past = "was" in helpers or "had" in helpers
        found = _Verb(at, "former" if past else now, "place", "state")
    return found


def _as_object(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Read "appointed NAME as its head" and "replaced NAME as head of X"."""
    if not i or view.lowers[i - 1] not in NAMED | SUCCEEDS:
        return []
    verb = i - 1
    before = view.lowers[max(verb - 3, 0) : verb]
    if not _DOUBTS.isdisjoint(before) or not {"not", "n't", "n\u2019t", "never"}.isdisjoint(before):
        return []
    coming = view.tags[verb] == "VB"
    tense: Tense
    if view.lowers[verb] in SUCCEEDS:
        position = _told_position(view, j, owners, needs="as")
        tense, kind = "current" if coming else "former", _END
    else:
        position = _told_position(view, j, owners, needs="")
        tense, kind = "future" if coming else "current", _START
    if position is None or position.i - j > _NEAR:
        return []
    after = read_told(view, position.last + 1, future=coming)
    if after.at == position.last + 1:
        after = _date_before(view, verb) or opening(view, verb, future=coming)
        after = after._replace(at=position.last + 1)
    own = None
    if position.organization is None:
        own = _appointing(view, verb, position, owners)
    return [with_told(_holding(view, i, person, position, tense, own), view, after, kind)]


def _date_before(view: View, verb: int) -> Told | None:
    """Read the date right before a verb ("on Monday appointed NAME")."""
    told = (read_told(view, t) for t in range(max(verb - 4, 0), verb))
    return next((found for found in told if found.at == verb and found.on is not None), None)


_START: Kind = "start"
_END: Kind = "end"


def _appointing(view: View, verb: int, position: Position, owners: Mapping[int, Cluster]) -> Cluster | None:
    """Return who appoints: to a position of "its", or to one that companies have."""
    subject = next((owners[t] for t in range(verb) if t in owners and _subject_of(view, t, verb)), None)
    if subject is None or view.lowers[position.i - 1] in {"its", "their"}:
        return subject
    return subject if subject.type == "Organization" and position.head in _CORPORATE else None


_CORPORATE = frozenset(
    {
        "chief executive", "chief executive officer", "ceo", "group ceo", "chief financial officer", "cfo", "chief operating officer", "coo",
        "cto", "managing director", "chairman", "chairwoman", "chair", "coach", "manager", "trainer", "editor", "editor-in-chief",
    }
)  # fmt: skip
"""Heads of titles that companies, clubs and papers give, and give only at themselves. Source: compiled for graphkit."""


_NEAR = 6
"""How many tokens may stand between a verb, or its object, and the position."""


def _subject_of(view: View, t: int, verb: int) -> bool:
    return view.heads[t] == verb and view.deps[t] == "nsubj"


def _told_position(view: View, at: int, owners: Mapping[int, Cluster], *, needs: str) -> Position | None:
    """Read the position from token at, or behind an "as" of the clause; only there if one is needed."""
    if needs != "as":
        told = _position_at(view, at + 2 if view.lowers[at : at + 2] == ["to", "be"] else at, owners)
        if told is not None or needs:
            return told
    for t in range(at, min(at + _NEAR, len(view))):
        if view.lowers[t] == "as":
            return _position_at(view, t + 1, owners)
        if view.lowers[t] in _BREAKS or view.words[t] == "," or view.tags[t] in {"VBD", "VBZ", "VBP", "MD"}:
            break
    return None


def _position_at(view: View, at: int, owners: Mapping[int, Cluster]) -> Position | None:
    end = at
    while end < len(view) and end - at < _PHRASE and view.lowers[end] not in _BREAKS and view.words[end] != ",":
        end += 1
    position = read_position(view, at, end, owners)
    return None if position is None or position.open or not _plain(view, at, position, owners) else position


_PHRASE = 16
"""How many tokens a phrase for a position may have."""


def _plain(view: View, at: int, position: Position, owners: Mapping[int, Cluster]) -> bool:
    """Whether only articles, owners and words of time stand before a title: "his predecessor's head" tells no role."""
    low = {"the", "a", "an", "its", "their", "his", "her", "'s", "\u2019s", "'", "\u2019"}
    if any(t not in owners and view.lowers[t] not in low and view.tags[t] not in _LOOSE for t in range(at, position.i)):
        return False
    after = position.last + 1
    return after >= len(view) or view.lowers[after] not in {"'s", "\u2019s"}


_LOOSE = frozenset({"JJ", "RB", "CD", "JJS", "HYPH", "IN", "PDT"})


def _holding(
    view: View, i: int, person: Cluster, position: Position, tense: Tense, own: Cluster | None = None
) -> Holding:
    """Return what a verb tells; words in the phrase itself ("a former", "then") are said of its time."""
    if position.tense != "current":
        tense = position.tense
    start, end = view.starts[i], view.ends[position.last]
    organization = position.organization or own
    return Holding(person, organization, position.title, position.head, tense, start, end, position.i, "verb")
