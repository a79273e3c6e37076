"""Who holds which position where, as the words beside a name say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import Evidence, Role
from graphkit.ner.affiliations import find_affiliations, find_joint
from graphkit.ner.appointments import find_appointments
from graphkit.ner.clauses import read_subject
from graphkit.ner.offices import apply_changes, find_changes
from graphkit.ner.positions import (
    DIPLOMATS,
    DROPPED,
    Holding,
    Position,
    head_of,
    owner_before,
    read_position,
    tense_of,
    title_start,
)  # fmt: skip
from graphkit.ner.tenure import read_terms, with_told
from graphkit.ner.titles import FORMER, FUTURE, HONORIFICS, PORTFOLIOS, ROLE_NOUNS, role_nouns
from graphkit.terms import best_date, part_terms
from graphkit.terms import tense_of as settled_tense

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from graphkit.model import Tense
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.offices import Change
    from graphkit.ner.tenure import Told
    from graphkit.ner.view import View


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
    """Return all positions that the words before or behind a person's name tell, in order."""
    owners = owners_of(clusters)
    found: list[Holding | None] = [*find_joint(view, clusters, owners)]
    changes: list[Change] = []
    for cluster in clusters:
        if cluster.type != "Person":
            continue
        for name in cluster.names:
            found += _before(view, name.i, name.j, cluster, owners)
            found += _behind(view, name.i, name.j, cluster, owners)
            found += [read(view, name.i, name.j, cluster, owners) for read in (_announced, _set_off)]
            subject = read_subject(view, name.i, name.j, cluster)
            found += find_appointments(view, subject, owners)
            found += find_affiliations(view, subject, owners)
            changes += find_changes(view, subject)
    told = [h for h in found if h is not None]
    return sorted([*told, *apply_changes(view, changes, told)], key=lambda h: (h.start, h.i))


def find_inferred_holdings(view: View, clusters: Sequence[Cluster], holdings: Sequence[Holding]) -> list[Holding]:
    """Return what verbs tell of the pronouns and roles that were traced to a person, marked as inferred.

    Args:
        view: the document.
        clusters: with what stands for them.
        holdings: what is told beside names, for changes in a position that they tell.
    """
    owners = owners_of(clusters)
    found: list[Holding] = []
    changes: list[Change] = []
    for cluster in clusters:
        for i, j, rule, _ in cluster.inferred if cluster.type == "Person" else ():
            if rule not in {"pronoun", "role"} or (rule == "pronoun" and view.tags[i] != "PRP"):
                continue
            subject = read_subject(view, i, j, cluster)
            found += find_appointments(view, subject, owners)
            found += find_affiliations(view, subject, owners)
            changes += find_changes(view, subject)
    found += apply_changes(view, changes, [*holdings, *found])
    marked = [replace(h, rule=f"{h.rule}.inferred", inferred=True) for h in found]
    return sorted(marked, key=lambda h: (h.start, h.i))


def to_roles(view: View, holdings: Sequence[Holding], ids: dict[int, str]) -> tuple[Role, ...]:
    """Return holdings as roles: one for a person, title and organisation, with all its evidence.

    A title told without organisation counts as the same position where the person holds one of that title. An
    affiliation without title counts only where no title at that organisation is told.

    Args:
        view: the document.
        holdings: in order.
        ids: identity of a cluster -> its id in the extraction.
    """
    groups: dict[tuple[int, str], list[Holding]] = {}
    titled = {(id(h.person), id(h.organization)) for h in holdings if h.title}
    for holding in holdings:
        if not holding.title and (id(holding.person), id(holding.organization)) in titled:
            continue
        groups.setdefault((id(holding.person), holding.head), []).append(holding)
    roles = []
    for same in groups.values():
        found = {id(h.organization): h.organization for h in same if h.organization is not None}
        places: list[Cluster | None] = [*found.values()] or [None]
        for number, place in enumerate(places):
            told = [h for h in same if h.organization is place or (h.organization is None and number == 0)]
            roles += _to_roles(view, told, place, ids)
    return tuple(sorted(roles, key=lambda r: (r.evidence[0].start, r.person, r.title, *r.order)))


def _to_roles(view: View, told: Sequence[Holding], place: Cluster | None, ids: dict[int, str]) -> list[Role]:
    """Return the roles of all that is told of one position: one for each term."""
    title = next(h.title for h in told if h.organization is place)
    reports = [
        Role(
            person=ids[id(h.person)],
            organization=ids[id(place)] if place is not None else None,
            title=title,
            tense=h.tense,
            start=h.since,
            end=h.until,
            inferred=h.inferred,
            evidence=(Evidence(start=h.start, end=h.end, quote=view.text[h.start : h.end], rule=h.rule),),
        )
        for h in told
    ]
    return [_one_role(term, view.published) for term in part_terms(reports)]


def _one_role(reports: Sequence[Role], published: dt.date | None) -> Role:
    """Return one role of all reports of one term of it."""
    start, end = best_date(r.start for r in reports), best_date(r.end for r in reports)
    tense: Tense = next((r.tense for r in reports if r.tense != "current"), "current")
    return replace(
        reports[0],
        tense=settled_tense(tense, start, end, published),
        start=start,
        end=end,
        inferred=all(r.inferred for r in reports),
        evidence=tuple(dict.fromkeys(passage for r in reports for passage in r.evidence)),
    )


def _before(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> list[Holding]:
    """Read "European Commission President" before a name, and "Prime Minister and Defence Minister"."""
    k = title_start(view, i, owners)
    while k < i and view.lowers[k] in {"-", "and", "&"}:
        k += 1
    end = i
    while end > k + 1 and view.lowers[end - 1] in HONORIFICS and view.lowers[end - 1] not in ROLE_NOUNS:
        end -= 1
    k, head = _with_portfolio(view, k, end)
    if head is None or (role_nouns()[head].kind == "rank" and head in _STYLES) or _of_another(view, k):
        return []
    first, organization = owner_before(view, k, owners)
    last = j
    if organization is None and j + 1 < len(view) and view.lowers[j] == "of":
        at = j + 2 if view.lowers[j + 1] == "the" else j + 1
        organization = owners.get(at)
        while organization is not None and owners.get(at) is organization:
            at += 1
            last = at
    found = []
    for a, b in _parts(view, k, end):
        noun = head_of(view.lowers[a:b])
        tense = tense_of(set(view.lowers[(max(first - 2, 0) if a == k else a) : (i if b == end else b)]))
        title = _trimmed(view, a, b)
        if noun is not None:
            text = view.text[view.starts[title] : view.ends[b - 1]]
            ends = view.ends[last - 1]
            found.append(Holding(person, organization, text, noun, tense, view.starts[first], ends, title, "title"))
    return found


def _with_portfolio(view: View, k: int, end: int) -> tuple[int, str | None]:
    """Return where a title begins and its noun, which may stand before its field ("Minister of Finance NAME")."""
    head = head_of(view.lowers[k:end])
    if head is not None or k == end or k < 2 or view.lowers[k - 1] not in {"of", "for"}:
        return k, head
    noun = view.lowers[k - 2]
    if noun in {"minister", "secretary"} and all(low in PORTFOLIOS for low in view.lowers[k:end]):
        while k > 2 and view.lowers[k - 3] in _KEPT | FORMER | FUTURE:
            k -= 1
        return k - 2, noun
    return k, None


def _parts(view: View, k: int, end: int) -> list[tuple[int, int]]:
    """Return the titles that "and" joins, if each is one of its own and they are written alike, and else the whole."""
    for t in range(k + 1, end - 1):
        if view.lowers[t] in {"and", "&"} and head_of(view.lowers[k:t]) and view.lowers[t - 1] in ROLE_NOUNS:
            alike = view.capitalised(t - 1) == view.capitalised(end - 1)
            if alike and head_of(view.lowers[t + 1 : end]) and view.lowers[k - 1 : k] != ["the"]:
                return [(k, t), (t + 1, end)]
    return [(k, end)]


def _trimmed(view: View, k: int, end: int) -> int:
    """Return the first token of a title without what is said of its time, and without small words before a capital."""
    while k < end - 1 and (view.lowers[k] in DROPPED):
        k += 1
    if view.capitalised(end - 1):
        return next((t for t in range(k, end) if view.capitalised(t) or view.lowers[t] in _KEPT), k)
    return k


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


_STOPS = frozenset(
    {",", ".", ";", ":", "(", ")", "\n", "--", "\u2013", "\u2014", "who", "which", "whose", "said", "says", "told"}
)


def _behind(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> list[Holding]:
    """Read "NAME, president of X and a former head of Y," and "NAME (54), the Turkish foreign minister," behind a name."""
    at = _past_age(view, j)
    if at == j:
        return []
    coming = view.lowers[at : at + 3] == ["soon", "to", "be"]
    at += 3 if coming else 0
    end = _phrase_end(view, at, owners)
    found: list[tuple[Position, Told]] = []
    while (position := read_position(view, at, end, owners)) is not None:
        found += [(position, told) for told in read_terms(view, position.last + 1)]
        at = found[-1][1].at
        if at + 1 >= end or view.lowers[at] not in {"and", "&"} or position.open:
            break
        at += 1
    while found and _goes_on(view, found[-1][0].last + 1, owners):
        if len(found) == 1:
            return []
        found.pop()
    return [_apposed(view, view.starts[i], person, found, p, told, coming=coming) for p, told in found]


def _apposed(
    view: View,
    start: int,
    person: Cluster,
    found: list[tuple[Position, Told]],
    position: Position,
    told: Told,
    *,
    coming: bool,
) -> Holding:
    """Return one of the positions behind a name; an organisation told only behind the last one is that of all."""
    last = found[-1][0]
    alone = all(p.organization is None for p, _ in found if p is not last)
    own = view.lowers[last.i - 1] in {"a", "an", "the"} or told.at > position.last + 1  # "a senator and a member of X"
    plain = position.organization is None and not position.open and not (own and position is not last)
    shared = last.organization if alone and plain else None
    tense = "future" if coming else position.tense
    if tense == "current" and told.until is None and view.lowers[position.last + 1 : position.last + 2] == ["until"]:
        tense = "former"
    end = view.ends[last.last if shared is not None else position.last]
    holding = Holding(
        person,
        position.organization or shared,
        position.title,
        position.head,
        tense,
        start,
        end,
        position.i,
        "apposition",
    )
    return with_told(holding, view, told, "state")


def _past_age(view: View, j: int) -> int:
    """Return the token behind the comma, bracket, and age that follow a name, or j if nothing of that follows."""
    at = j
    if at >= len(view) or view.words[at] not in {",", "("}:
        return j
    at += 1
    if at < len(view) and view.lowers[at] == "aged":
        at += 1
    if at + 1 < len(view) and view.words[at].isdigit() and view.words[at + 1] in {",", ")"}:
        at += 2
        if view.words[at - 1] == ")":
            return at + 1 if view.words[at : at + 1] == [","] else j
    return at


def _phrase_end(view: View, at: int, owners: dict[int, Cluster]) -> int:
    end = at
    while end < len(view) and end - at < _REACH and (view.lowers[end] not in _STOPS or end in owners):
        end += 1
    return end


_REACH = 24
"""How many tokens behind a name a phrase for its positions may have."""


def _goes_on(view: View, after: int, owners: dict[int, Cluster]) -> bool:
    """Whether what follows a phrase shows that it is no apposition but the start of another clause or name."""
    if after >= len(view):
        return False
    return (view.proper(after) and after not in owners) or view.tags[after] in {"VBD", "VBZ", "VBP", "MD"}


def _announced(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "the president of X, NAME" and "head of X NAME" before a name."""
    at = i - 1
    if at > 0 and view.words[at] == ",":
        at -= 1
    organization = owners.get(at)
    if organization is None:
        return None
    first = at
    while first > 0 and owners.get(first - 1) is organization:
        first -= 1
    while first > 0 and view.lowers[first - 1] in {"the", "its"}:
        first -= 1
    if first < 2 or view.lowers[first - 1] not in {"of", "for", "at", "to"}:
        return None
    h = first - 2
    k = title_start(view, h, owners)
    head = head_of(view.lowers[k : h + 1])
    if head is None or (at == i - 1 and head not in DIPLOMATS):
        return None
    begin = k
    if head in DIPLOMATS and view.lowers[first - 1] != "of":
        begin, organization = owner_before(view, k, owners)
    tense = tense_of(set(view.lowers[max(k - 2, 0) : h]))
    while k < h and view.lowers[k] in DROPPED:
        k += 1
    return Holding(
        person,
        organization,
        view.text[view.starts[k] : view.ends[h]],
        head,
        tense,
        view.starts[min(begin, k)],
        view.ends[j - 1],
        k,
        "of-name",
    )


def _set_off(view: View, i: int, j: int, person: Cluster, owners: dict[int, Cluster]) -> Holding | None:
    """Read "Kenya's president, NAME," and "the Irish foreign minister, NAME" before a name."""
    if i < 3 or view.words[i - 1] != ",":
        return None
    k = title_start(view, i - 1, owners)
    head = head_of(view.lowers[k : i - 1])
    if head is None or role_nouns()[head].kind != "office":
        return None
    first, organization = owner_before(view, k, owners)
    if organization is None:
        return None
    tense = tense_of(set(view.lowers[max(first - 2, 0) : i]))
    while k < i - 2 and view.lowers[k] in DROPPED:
        k += 1
    title = view.text[view.starts[k] : view.ends[i - 2]]
    return Holding(person, organization, title, head, tense, view.starts[first], view.ends[j - 1], k, "set-off")
