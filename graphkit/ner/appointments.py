"""Positions that a verb tells: "NAME, who was president of X", "was sworn in as", "named NAME its chief", "resigned as"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.positions import Holding, Position, Tense, read_position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.ner.clusters import Cluster
    from graphkit.ner.view import View

NAMED: frozenset[str] = frozenset(
    {
        "appointed", "named", "elected", "re-elected", "reelected", "chosen", "confirmed", "sworn", "inaugurated", "installed",
        "reappointed", "selected", "picked", "made", "proclaimed", "promoted",
    }
)  # fmt: skip
"""Participles that give a position. Source: compiled for graphkit."""

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

STARTS: frozenset[str] = frozenset({"took over", "takes over", "take over", "taken over", "taking over"})
"""Verbs of who begins to hold a position, before "as". Source: compiled for graphkit."""

LEAVES: frozenset[str] = frozenset(
    {
        "resigned", "resigns", "resign", "quit", "quits", "retired", "retires", "dismissed", "sacked", "fired", "ousted", "removed", "deposed",
        "replaced", "stepped down", "steps down", "step down", "stood down", "stands down", "stand down", "stepped aside",
    }
)  # fmt: skip
"""Verbs of who no longer holds a position, before "as". Source: compiled for graphkit."""

SUCCEEDS: frozenset[str] = frozenset({"succeeded", "succeeds", "succeed", "replaced", "replaces", "replace"})
"""Verbs whose subject takes the position of the object, before "as". Source: compiled for graphkit."""

_HELPERS = frozenset(
    {
        "has", "have", "had", "is", "was", "be", "been", "being", "'s", "\u2019s", "will", "to", "set", "due", "expected", "likely",
    }
)  # fmt: skip
_COMING = frozenset({"will", "to", "set", "due", "expected", "likely", "'ll", "\u2019ll"})
_DOUBTS = frozenset({"if", "whether", "unless", "should", "would", "could", "may", "might"})
_BREAKS = frozenset({".", ";", ":", "\n", "(", ")", '"', "\u201c", "\u201d", "who", "which", "that", "said", "but"})


def find_appointments(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Return the positions that the verb of a person's name tells.

    Args:
        view: the document.
        i: first token of the name.
        j: token behind the name.
        person: whose name it is.
        owners: token -> organisation or country.
    """
    if i and view.lowers[i - 1] in _DOUBTS:
        return []
    found = [_as_subject(view, i, j, person, owners), _as_object(view, i, j, person, owners)]
    return [holding for holding in found if holding is not None]


def _as_subject(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "NAME was appointed", "NAME, who will become", "NAME resigned as"."""
    at = j
    if view.words[at : at + 1] == [","]:
        at += 1
        if view.lowers[at : at + 1] != ["who"]:
            return None
    at += view.lowers[at : at + 1] == ["who"]
    helpers: list[str] = []
    while at < len(view) and (view.lowers[at] in _HELPERS or (view.tags[at] == "RB" and helpers)):
        if view.lowers[at] in {"not", "n't", "n\u2019t", "never"}:
            return None
        helpers.append(view.lowers[at])
        at += 1
    if at >= len(view):
        return None
    told = _verb(view, at, helpers)
    if told is None:
        return None
    at, tense, needs = told
    position = _told_position(view, at, owners, needs=needs)
    if position is None or (not helpers and view.tags[j] == "VBN"):
        return None
    if needs == "place" and position.organization is None:
        return None
    return _holding(view, i, person, position, tense)


def _verb(view: View, at: int, helpers: list[str]) -> tuple[int, Tense, str] | None:
    """Return where the position may begin behind a verb, its tense, and what it needs: "as", "place" or nothing."""
    low = view.lowers[at]
    both = " ".join(view.lowers[at : at + 2])
    coming = not _COMING.isdisjoint(helpers)
    passive = not {"was", "is", "be", "been", "being", "'s", "\u2019s"}.isdisjoint(helpers)
    now: Tense = "future" if coming else "current"
    gone: Tense = "current" if coming else "former"
    if low in NAMED and passive:
        return at + 1 + (view.lowers[at + 1 : at + 2] == ["in"]), now, ""
    if low in TAKES:
        return at + 1, now, ""
    if low in SERVES:
        tense = "future" if coming else "current" if helpers[:1] in (["has"], ["have"]) else SERVES[low]
        return at + 1, tense, "as"
    if both in STARTS:
        return at + 2, now, "as"
    if both in LEAVES:
        return at + 2, gone, "as"
    if low in SUCCEEDS and not passive:
        return at + 1, now, "as"
    if low in LEAVES:
        return at + 1, gone, "as"
    if passive and helpers[-1] not in {"to", "set", "due", "expected", "likely", "being"}:
        past = "was" in helpers or "had" in helpers
        return at, "former" if past else now, "place"
    return None


def _as_object(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "appointed NAME as its head" and "replaced NAME as head of X"."""
    if not i or view.lowers[i - 1] not in NAMES | SUCCEEDS:
        return None
    verb = i - 1
    before = view.lowers[max(verb - 3, 0) : verb]
    if not _DOUBTS.isdisjoint(before) or not {"not", "n't", "n\u2019t", "never"}.isdisjoint(before):
        return None
    coming = view.tags[verb] == "VB"
    if view.lowers[verb] in SUCCEEDS:
        position = _told_position(view, j, owners, needs="as")
        tense: Tense = "current" if coming else "former"
    else:
        position = _told_position(view, j, owners, needs="")
        tense = "future" if coming else "current"
    if position is None or position.i - j > _NEAR:
        return None
    if position.organization is None and view.lowers[position.i - 1] in {"its", "their"}:
        own = next((owners[t] for t in range(verb) if t in owners and _subject_of(view, t, verb)), None)
        return _holding(view, i, person, position, tense, own)
    return _holding(view, i, person, position, tense)


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
        if view.lowers[t] in _BREAKS:
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


_LOOSE = frozenset({"JJ", "RB", "CD", "JJS", "HYPH", "IN"})


def _holding(
    view: View, i: int, person: Cluster, position: Position, tense: Tense, own: Cluster | None = None
) -> Holding:
    """Return what a verb tells; words in the phrase itself ("a former", "then") are said of its time."""
    if position.tense != "current":
        tense = position.tense
    if tense == "current" and view.lowers[position.last + 1 : position.last + 2] == ["until"]:
        tense = "former"
    start, end = view.starts[i], view.ends[position.last]
    organization = position.organization or own
    return Holding(person, organization, position.title, position.head, tense, start, end, position.i, "verb")
