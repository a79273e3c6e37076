"""Who holds which position where, as the words beside a name say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.model import Evidence, Role
from graphkit.ner.titles import FORMER, FUTURE, HONORIFICS, MODIFIERS, PORTFOLIOS, ROLE_NOUNS, role_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def owners_of(clusters: Sequence[Cluster]) -> dict[int, Cluster]:
    """Return token -> organisation or country that is named or stood for there."""
    owners: dict[int, Cluster] = {}
    for cluster in clusters:
        if cluster.type == "Person":
            continue
        for name in cluster.names:
            owners.update(dict.fromkeys(range(name.i, name.j), cluster))
        for i, j, _, _ in cluster.inferred:
            owners.update(dict.fromkeys(range(i, j), cluster))
    return owners


def find_holdings(view: View, clusters: Sequence[Cluster]) -> list[Holding]:
    """Return all positions that stand before or behind a person's name, in order."""
    owners = owners_of(clusters)
    found: list[Holding | None] = []
    for cluster in clusters:
        if cluster.type != "Person":
            continue
        for name in cluster.names:
            found += [read(view, name.i, name.j, cluster, owners) for read in (_before, _behind, _announced, _set_off)]
    return sorted((h for h in found if h is not None), key=lambda h: h.start)


def to_roles(view: View, holdings: Sequence[Holding], ids: dict[int, str]) -> tuple[Role, ...]:
    """Return holdings as roles: one for a person, title and organisation, with all its evidence.

    A title told without organisation counts as the same position where the person holds one of that title.

    Args:
        view: the document.
        holdings: in order.
        ids: identity of a cluster -> its id in the extraction.
    """
    groups: dict[tuple[int, str], list[Holding]] = {}
    for holding in holdings:
        groups.setdefault((id(holding.person), holding.head), []).append(holding)
    roles = []
    for same in groups.values():
        found = {id(h.organization): h.organization for h in same if h.organization is not None}
        places: list[Cluster | None] = [*found.values()] or [None]
        for number, place in enumerate(places):
            told = [h for h in same if h.organization is place or (h.organization is None and number == 0)]
            roles.append(_to_role(view, told, place, ids))
    return tuple(sorted(roles, key=lambda r: (r.evidence[0].start, r.person, r.title)))


def _to_role(view: View, told: Sequence[Holding], place: Cluster | None, ids: dict[int, str]) -> Role:
    """Return one role of all that is told of it."""
    return Role(
        person=ids[id(told[0].person)],
        organization=ids[id(place)] if place is not None else None,
        title=next(h.title for h in told if h.organization is place),
        tense=next((h.tense for h in told if h.tense != "current"), "current"),
        evidence=tuple(Evidence(start=h.start, end=h.end, quote=view.text[h.start : h.end], rule=h.rule) for h in told),
    )


def _title_word(view: View, k: int) -> bool:
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


def _tense(words: set[str]) -> Tense:
    if words & FORMER:
        return "former"
    return "future" if words & FUTURE else "current"


def _before(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "European Commission President" before a name."""
    k = i
    while k > 0 and k - 1 not in owners and _title_word(view, k - 1):
        k -= 1
    while k < i and view.lowers[k] in {"-", "and", "&"}:
        k += 1
    words = view.lowers[k:i]
    if words and words[-1] in HONORIFICS and words[-1] not in ROLE_NOUNS:
        words = words[:-1]
    head = head_of(words)
    if head is None:
        return None
    if (role_nouns()[head].kind == "rank" and head in _STYLES) or _of_another(view, k):
        return None
    first, organization = _owner_before(view, k, owners)
    last = j
    if organization is None and j + 1 < len(view) and view.lowers[j] == "of":
        at = j + 2 if view.lowers[j + 1] == "the" else j + 1
        organization = owners.get(at)
        while organization is not None and owners.get(at) is organization:
            at += 1
            last = at
    tense = _tense(set(view.lowers[max(first - 2, 0) : i]))
    while k < i - 1 and (view.lowers[k] in FORMER | FUTURE or view.lowers[k] in {"-", "new", "current", "visiting"}):
        k += 1
    if view.capitalised(i - 1):
        k = next((t for t in range(k, i) if view.capitalised(t) or view.lowers[t] in _KEPT), k)
    end = i
    while end > k + 1 and view.lowers[end - 1] in HONORIFICS and view.lowers[end - 1] not in ROLE_NOUNS:
        end -= 1
    title = view.text[view.starts[k] : view.ends[end - 1]]
    return Holding(person, organization, title, head, tense, view.starts[first], view.ends[last - 1], k, "title")


_KEPT = frozenset({"acting", "deputy", "vice", "senior", "assistant", "interim", "caretaker", "chief"})
_STYLES = frozenset(
    {
        "lord",
        "lady",
        "sir",
        "dame",
        "count",
        "countess",
        "baron",
        "baroness",
        "duke",
        "duchess",
        "earl",
        "monsignor",
        "reverend",
    }
)


def _of_another(view: View, k: int) -> bool:
    """Whether the title is not the person's but of somebody whom they serve ("Secretary to the President NAME")."""
    if k >= 3 and view.lowers[k - 1] == "the":
        k -= 1
    return k >= 2 and view.lowers[k - 1] in {"to", "of"} and view.lowers[k - 2] in ROLE_NOUNS


def _owner_before(view: View, k: int, owners: dict[int, Cluster]) -> tuple[int, Cluster | None]:
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


_STOPS = frozenset(
    {",", ".", ";", ":", "(", ")", "\n", "--", "\u2013", "\u2014", "who", "which", "whose", "said", "says", "told"}
)


def _behind(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "NAME, president of X," and "NAME, 54, the Turkish foreign minister," behind a name."""
    at = j
    if at >= len(view) or view.words[at] not in {",", "("}:
        return None
    at += 1
    if at + 1 < len(view) and view.words[at].isdigit() and view.words[at + 1] == ",":
        at += 2
    end = at
    while end < len(view) and end - at < 16 and (view.lowers[end] not in _STOPS or end in owners):
        end += 1
    for h in range(at, min(end, at + 8)):
        if view.lowers[h] in {"of", "for", "at", "in", "with", "and"} or view.tags[h].startswith("VB"):
            break
        if h + 1 < end and view.lowers[h + 1] == "-":
            continue
        head = head_of(view.lowers[max(h - 2, at) : h + 1])
        longer = head_of(view.lowers[max(h - 1, at) : h + 2]) if h + 1 < end else None
        if (
            head is None
            or (longer and longer != head)
            or (h + 1 < end and view.tags[h + 1].startswith("NN") and h + 1 not in owners)
        ):
            continue
        return _apposition(view, (i, at, h, end), head, person, owners)
    return None


def _apposition(
    view: View, spot: tuple[int, int, int, int], head: str, person: Cluster, owners: dict[int, Cluster]
) -> Holding | None:
    i, at, h, end = spot
    k = h
    while k > at and k - 1 not in owners and _title_word(view, k - 1):
        k -= 1
    _, organization = _owner_before(view, k, owners)
    last = h
    if organization is None and h + 1 < end and view.lowers[h + 1] in {"of", "for", "at", "to", "in"}:
        for t in range(h + 2, min(h + 6, end)):
            if t in owners:
                organization = owners[t]
                last = t
                while owners.get(last + 1) is organization:
                    last += 1
                break
            if view.tags[t].startswith(("VB", "NNP")):
                break
    after = last + 1
    if after < len(view) and (
        (view.proper(after) and after not in owners) or view.tags[after] in {"VBD", "VBZ", "VBP", "MD"}
    ):
        return None
    tense = _tense(set(view.lowers[at:h]))
    while k < h and (view.lowers[k] in FORMER | FUTURE or view.lowers[k] in {"-", "new", "current"}):
        k += 1
    title = view.text[view.starts[k] : view.ends[h]]
    return Holding(person, organization, title, head, tense, view.starts[i], view.ends[last], k, "apposition")


def _announced(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "the president of X, NAME" and "head of X NAME" before a name."""
    at = i - 1
    if at > 0 and view.words[at] == ",":
        at -= 1
    organization = owners.get(at)
    if organization is None or at == i - 1:
        return None
    first = at
    while first > 0 and owners.get(first - 1) is organization:
        first -= 1
    while first > 0 and view.lowers[first - 1] in {"the", "its"}:
        first -= 1
    if first < 2 or view.lowers[first - 1] not in {"of", "for", "at", "to"}:
        return None
    h = first - 2
    k = h
    while k > 0 and k - 1 not in owners and _title_word(view, k - 1):
        k -= 1
    head = head_of(view.lowers[k : h + 1])
    if head is None:
        return None
    tense = _tense(set(view.lowers[max(k - 2, 0) : h]))
    while k < h and (view.lowers[k] in FORMER | FUTURE or view.lowers[k] == "-"):
        k += 1
    return Holding(
        person,
        organization,
        view.text[view.starts[k] : view.ends[h]],
        head,
        tense,
        view.starts[k],
        view.ends[j - 1],
        k,
        "of-name",
    )


def _set_off(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "Kenya's president, NAME," and "the Irish foreign minister, NAME" before a name."""
    if i < 3 or view.words[i - 1] != ",":
        return None
    k = i - 1
    while k > 0 and k - 1 not in owners and _title_word(view, k - 1):
        k -= 1
    head = head_of(view.lowers[k : i - 1])
    if head is None or role_nouns()[head].kind != "office":
        return None
    first, organization = _owner_before(view, k, owners)
    if organization is None:
        return None
    tense = _tense(set(view.lowers[max(first - 2, 0) : i]))
    while k < i - 2 and (view.lowers[k] in FORMER | FUTURE or view.lowers[k] in {"-", "new"}):
        k += 1
    title = view.text[view.starts[k] : view.ends[i - 2]]
    return Holding(person, organization, title, head, tense, view.starts[first], view.ends[j - 1], k, "set-off")
