"""The words of a position: its title, where its phrase begins, whose it is, and whether it is past or to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.ner.tenure import read_told
from graphkit.ner.titles import FORMER, FUTURE, HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS, role_nouns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.model import PartialDate
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.view import View

Tense = Literal["current", "former", "future"]


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's position, told in one place.

    Attributes:
        person: who holds it.
        organization: where, if told.
        title: the words of the position.
        head: the position's noun, lower case, in the longest form that the table of roles knows ("prime minister").
        tense: current, former or future.
        start: first code point of the words that say so.
        end: code point behind them.
        i: first token of the title.
        rule: the construction.
        since: when it begins, if told.
        until: when it ends, if told.
        inferred: whether a pronoun or role stands for the person.
    """

    person: Cluster
    organization: Cluster | None
    title: str
    head: str
    tense: Tense
    start: int
    end: int
    i: int
    rule: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A phrase for a position that stands free of its holder's name ("a former prime minister of Malta").

    Attributes:
        title: the words of the position.
        head: as in `Holding`.
        organization: where, if the phrase says so.
        tense: as the phrase says.
        i: first token of the title.
        last: last token of the phrase.
        open: whether "of" and the like follow, but nothing known.
    """

    title: str
    head: str
    organization: Cluster | None
    tense: Tense
    i: int
    last: int
    open: bool = False


DROPPED: frozenset[str] = FORMER | FUTURE | {"-", "new", "newly", "current", "visiting", "outgoing", "next"}
"""Words before a title that are no part of it, lower case."""

PAST_ADVERBS: frozenset[str] = frozenset({"formerly", "previously", "once"})
"""Adverbs that put the position behind them into the past; before a title in capitals they belong to a verb."""

DIPLOMATS: frozenset[str] = frozenset(
    {
        "ambassador", "envoy", "special envoy", "emissary", "consul", "consul-general", "attach\u00e9", "high commissioner", "high representative",
        "permanent representative", "representative",
    }
)  # fmt: skip
"""Heads of titles before whose "to", "for" and "in" stands who sends them, and behind it to whom. Source: usage in diplomacy."""


def title_word(view: View, k: int) -> bool:
    """Whether token k can be part of a title."""
    low = view.lowers[k]
    if low in HONORIFICS or low in ROLE_NOUNS or low in MODIFIERS or low in PORTFOLIOS:
        return True
    if low in {"&", "and"}:
        return k + 1 < len(view) and view.lowers[k + 1] in PORTFOLIOS
    return (
        low == "-"
        and 0 < k < len(view) - 1
        and view.ends[k - 1] == view.starts[k] == view.ends[k] - 1
        and view.ends[k] == view.starts[k + 1]
    )


_SUFFIXES = frozenset({"elect", "designate", "emeritus", "-"})


def head_of(words: Sequence[str]) -> str | None:
    """Return the longest role noun that ends the words, if it is an office or rank."""
    nouns = role_nouns()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    for size in (5, 4, 3, 2, 1):
        noun = " ".join(words[-size:]).replace(" - ", "-") if len(words) >= size else ""
        if noun in nouns:
            return noun if nouns[noun].kind != "job" else None
    return head_of(words[: words.index("of")]) if "of" in words[:-1] else None


def tense_of(words: set[str]) -> Tense:
    """Return the tense that the words before a title give it."""
    if words & FORMER:
        return "former"
    return "future" if words & FUTURE else "current"


def title_start(view: View, k: int, owners: Mapping[int, Cluster]) -> int:
    """Return the first token of the title that ends before token k ("Secretary of State" counts whole)."""
    nouns = role_nouns()
    while k > 0 and k - 1 not in owners:
        if title_word(view, k - 1):
            k -= 1
        elif k > 1 and view.lowers[k - 1] == "of" and " ".join(view.lowers[k - 2 : k + 1]) in nouns:
            k -= 2
        else:
            break
    return k


def owner_before(view: View, k: int, owners: Mapping[int, Cluster]) -> tuple[int, Cluster | None]:
    """Return the first token and the cluster of the organisation or country right before token k."""
    at = k - 1
    while at >= 0 and view.lowers[at] in {"'s", "\u2019s", "'", "\u2019", "new", "former", "-"} and at > k - 3:
        at -= 1
    organization = owners.get(at)
    if organization is None:
        return k, None
    while at > 0 and owners.get(at - 1) is organization:
        at -= 1
    return at, organization


def read_position(view: View, at: int, end: int, owners: Mapping[int, Cluster]) -> Position | None:
    """Read "the Turkish foreign minister", "president of X", "a former head of X" from token at, before token end."""
    for h in range(at, min(end, at + 8)):
        title = title_word(view, h)
        if (view.lowers[h] in _PREPOSITIONS and view.lowers[h - 1] != "-") or (
            view.tags[h].startswith("VB") and not title and h not in owners
        ):
            return None
        head = head_of(view.lowers[max(h - 2, at) : h + 1])
        if head is None or h in owners or _leads_on(view, h + 1, end, owners):
            continue
        return _position(view, (at, h, end), head, owners)
    return None


_PREPOSITIONS = frozenset({"of", "for", "at", "in", "with", "and", "to", "from", "by", "on"})


def _leads_on(view: View, k: int, end: int, owners: Mapping[int, Cluster]) -> bool:
    """Whether the noun before token k is only the first part of a longer phrase ("deputy foreign minister")."""
    if k >= end:
        return False
    if k in owners or (view.tags[k - 1] == view.tags[k] == "JJ"):
        return True
    if view.lowers[k] == "-" and title_word(view, k):
        return k + 1 < end and view.lowers[k + 1] not in _SUFFIXES
    if view.tags[k].startswith("NN") and view.lowers[k] not in _SUFFIXES:
        return True
    first = k
    while k < end and k not in owners and title_word(view, k) and view.lowers[k] not in {"and", "&"}:
        if head_of(view.lowers[first : k + 1]):
            return True
        k += 1
    return False


def _position(view: View, spot: tuple[int, int, int], head: str, owners: Mapping[int, Cluster]) -> Position:
    at, h, end = spot
    tail = h
    while tail + 1 < end and view.lowers[tail + 1] in _SUFFIXES:
        tail += 1
    k = max(title_start(view, h, owners), at)
    _, organization = owner_before(view, k, owners)
    if tail + 2 < end and view.lowers[tail + 1] == "of" and head == view.lowers[h]:
        whole = " ".join(view.lowers[tail : tail + 3])
        if whole in role_nouns():
            head, tail = whole, tail + 2
    organization, last, free = _whose(view, (head, organization), tail, end, owners)
    words = {*view.lowers[at:h], *view.lowers[h + 1 : tail + 1]}
    tense = tense_of(words) if words.isdisjoint(PAST_ADVERBS) else "former"
    while k < h and view.lowers[k] in DROPPED:
        k += 1
    while k < h and view.lowers[k] == "and":
        k += 1
    title = view.text[view.starts[k] : view.ends[tail]]
    return Position(title, head, organization, tense, k, last, free)


def _whose(
    view: View, told: tuple[str, Cluster | None], tail: int, end: int, owners: Mapping[int, Cluster]
) -> tuple[Cluster | None, int, bool]:
    """Return whose a position is by its head and the owner before it, the last token that says so, and whether it is open."""
    head, before = told
    prep = view.lowers[tail + 1] if tail + 1 < end else ""
    sent = head in DIPLOMATS and prep != "of"
    if prep not in {"of", "for", "at", "to", "in"} or (before is not None and not sent):
        return before, tail, False
    if prep in {"in", "at", "for"} and read_told(view, tail + 1, lasting=True).at > tail + 1:
        return before, tail, False
    behind, last = _owner_behind(view, tail + 2, end, owners)
    if behind is None:
        return before, tail, before is None
    return before if sent else behind, last, False


def _owner_behind(view: View, t: int, end: int, owners: Mapping[int, Cluster]) -> tuple[Cluster | None, int]:
    """Return whose the position is by the words from token t, and the last of them."""
    for k in range(t, min(t + 4, end)):
        if k in owners:
            organization, last = owners[k], k
            while last + 1 < end and owners.get(last + 1) is organization:
                last += 1
            based = view.lowers[last + 1 : last + 2] == ["-"] and view.ends[last] == view.starts[last + 1]
            return (None, t) if based else (organization, last)
        if view.tags[k].startswith(("VB", "NNP")):
            break
    return None, t
