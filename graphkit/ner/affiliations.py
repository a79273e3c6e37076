"""Where a person belongs, told otherwise than by a title: "NATO's NAME", "NAME of the bank", "who heads", "led by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.positions import DROPPED, Holding, owner_before, tense_of, title_start
from graphkit.ner.tenure import opening, read_told, with_told
from graphkit.ner.titles import plural_roles, role_nouns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.ner.clauses import Clause, Subject
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.positions import Tense
    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

LEADS: dict[str, tuple[str, Tense]] = {
    "heads": ("head", "current"), "headed": ("head", "former"), "head": ("head", "current"), "leads": ("leader", "current"),
    "led": ("leader", "former"), "lead": ("leader", "current"), "chairs": ("chair", "current"), "chaired": ("chair", "former"), "chair": ("chair", "current"),
    "runs": ("head", "current"), "ran": ("head", "former"), "run": ("head", "current"), "rules": ("ruler", "current"), "ruled": ("ruler", "former"), "rule": ("ruler", "current"),
    "governs": ("ruler", "current"), "governed": ("ruler", "former"), "govern": ("ruler", "current"),
}  # fmt: skip
"""Verbs of who is at the head of an organisation -> noun for it, tense. Source: compiled for graphkit."""

_OTHERWISE = frozenset({"run", "runs", "ran"})
"""Those of them that mean it only with a time ("has run the bank since 2011"): who runs an errand runs nothing."""

_POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_FOLLOWS = frozenset({",", ".", ";", ")", "\n", "and", "since", "from", "until", "between", "for", "but", "who", "said", "says", "--", "\u2013", "\u2014"})  # fmt: skip
"""What may stand behind an organisation that somebody leads; other words make another thing of it ("led Spain to victory")."""


def find_affiliations(view: View, subject: Subject, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Return where a person belongs by the words beside the name, or beside a pronoun that stands for it.

    Args:
        view: the document.
        subject: the name.
        owners: token -> organisation or country.
    """
    i, j, person, _ = subject
    found: list[Holding | None] = [*_leading(view, subject, owners)]
    found += [read(view, i, j, person, owners) for read in (_led_by, _employed_before, _employed_behind)]
    if any(name.j - name.i > 1 for name in person.names):
        found += [_possessed(view, i, j, person, owners), _of(view, i, j, person, owners)]
    return [holding for holding in found if holding is not None]


def find_joint(view: View, clusters: Sequence[Cluster], owners: Mapping[int, Cluster]) -> list[Holding]:
    """Return the positions that a plural before several names tells ("Foreign Ministers NAME of X and NAME of Y")."""
    people = {name.i: (name, cluster) for cluster in clusters if cluster.type == "Person" for name in cluster.names}
    found: list[Holding] = []
    for i in sorted(people):
        noun = plural_roles().get(view.lowers[i - 1]) if i else None
        if noun is not None and role_nouns()[noun].kind == "office":
            found += _joint(view, i, noun, people, owners)
    return found


def _joint(
    view: View, i: int, noun: str, people: Mapping[int, tuple[Name, Cluster]], owners: Mapping[int, Cluster]
) -> list[Holding]:
    k = title_start(view, i - 1, owners)
    first, shared = owner_before(view, k, owners)
    tense = tense_of(set(view.lowers[max(first - 2, 0) : i]))
    while k < i - 1 and view.lowers[k] in DROPPED:
        k += 1
    last = noun.capitalize() if view.capitalised(i - 1) else noun
    title = " ".join([*view.words[k : i - 1], last])
    head = " ".join([*view.lowers[k : i - 1], noun])
    head = head if head in role_nouns() else noun
    found, at = [], i
    while at in people:
        name, person = people[at]
        place, end = _owner_behind(view, name.j, owners)
        where = place or shared
        found.append(
            Holding(person, where, title, head, tense, view.starts[first], view.ends[end - 1], k, "title.plural")
        )
        at = end
        while at < len(view) and view.lowers[at] in {",", "and"}:
            at += 1
    return found if len(found) > 1 else []


def _owner_behind(view: View, j: int, owners: Mapping[int, Cluster]) -> tuple[Cluster | None, int]:
    """Return whose somebody is by "of X" behind a name, and the token behind it; (None, j) if nothing of that follows."""
    if view.lowers[j : j + 1] != ["of"]:
        return None, j
    at = j + 1 + (view.lowers[j + 1 : j + 2] == ["the"])
    owner = owners.get(at)
    if owner is None:
        return None, j
    while owners.get(at) is owner:
        at += 1
    return owner, at


def _possessed(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "NATO's NAME"; a country's are its citizens."""
    if i < 2 or view.lowers[i - 1] not in _POSSESSIVES or _is_noun(view, j):
        return None
    owner = owners.get(i - 2)
    if owner is None or owner.type != "Organization":
        return None
    first = i - 2
    while owners.get(first - 1) is owner:
        first -= 1
    return _untitled(view, person, owner, "current", first, j)


def _of(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "NAME of NATO" and "NAME, formerly of NATO,"."""
    past = view.words[j : j + 1] == [","] and view.lowers[j + 1 : j + 2] in (["formerly"], ["previously"], ["late"])
    owner, end = _owner_behind(view, j + 2 if past else j, owners)
    if owner is None or owner.type != "Organization" or _is_noun(view, end) or view.lowers[end : end + 1] in _GENITIVES:
        return None
    return _untitled(view, person, owner, "former" if past else "current", i, end)


_GENITIVES = tuple([mark] for mark in sorted(_POSSESSIVES))


def _employed_before(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "World Bank economist NAME": an occupation at an organisation is a position there."""
    first = _job_start(view, i)
    if first == i:
        return None
    while first > 0 and i - first < _JOB_WORDS and first - 1 not in owners and _describes(view, first - 1):
        first -= 1
    begin, owner = owner_before(view, first, owners)
    return _employed(view, person, owner, (first, i), (begin, j)) if owner is not None else None


def _employed_behind(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "NAME, 34, a former economist at the World Bank,"."""
    at = j + 1
    if view.words[j : j + 1] != [","]:
        return None
    if at + 1 < len(view) and view.words[at].isdigit() and view.words[at + 1] == ",":
        at += 2
    end = at
    while end < len(view) and end - at < _JOB_WORDS and view.lowers[end] not in _AT and view.words[end] != ",":
        end += 1
    if end >= len(view) or view.lowers[end] not in _AT or _job_start(view, end) == end:
        return None
    first = at
    while first < end - 1 and (view.lowers[first] in _ARTICLES or view.lowers[first] in DROPPED):
        first += 1
    if not all(_describes(view, t) for t in range(first, end - 1)):
        return None
    start = end + 1 + (view.lowers[end + 1 : end + 2] == ["the"])
    owner, stop = owners.get(start), start
    while owner is not None and owners.get(stop) is owner:
        stop += 1
    if owner is None or view.lowers[stop : stop + 1] in _GENITIVES or _is_noun(view, stop):
        return None
    return _employed(view, person, owner, (first, end), (i, stop))


_AT = frozenset({"at", "of", "for", "with"})
_JOB_WORDS = 6
"""How many words of an occupation may stand behind a name."""


def _describes(view: View, t: int) -> bool:
    """Whether a token can be a word of an occupation ("senior market" of an analyst)."""
    return view.tags[t] in {"NN", "JJ", "NNS", "HYPH"} and not view.capitalised(t)


_ARTICLES = frozenset({"a", "an", "the"})


def _job_start(view: View, end: int) -> int:
    """Return the first token of an occupation that ends before a token, with what ranks it; `end` if there is none."""
    nouns = role_nouns()
    for size in (2, 1):
        known = nouns.get(" ".join(view.lowers[max(end - size, 0) : end]))
        if known is not None:
            first = end - size
            while first > 0 and view.lowers[first - 1] in _RANKS:
                first -= 1
            return first if known.kind == "job" else end
    return end


_RANKS = frozenset({"chief", "senior", "lead", "head", "deputy", "assistant", "associate", "junior"})


def _employed(
    view: View, person: Cluster, owner: Cluster, job: tuple[int, int], span: tuple[int, int]
) -> Holding | None:
    if owner.type != "Organization":
        return None
    (first, end), (begin, stop) = job, span
    title = view.text[view.starts[first] : view.ends[end - 1]]
    noun = " ".join(view.lowers[first:end])
    tense = tense_of(set(view.lowers[max(first - 2, 0) : first]))
    return Holding(person, owner, title, noun, tense, view.starts[begin], view.ends[stop - 1], first, "occupation")


def _is_noun(view: View, t: int) -> bool:
    return t < len(view) and view.tags[t].startswith("NN")


def _untitled(view: View, person: Cluster, owner: Cluster, tense: Tense, first: int, end: int) -> Holding:
    return Holding(person, owner, "", "", tense, view.starts[first], view.ends[end - 1], first, "affiliation")


def _leading(view: View, subject: Subject, owners: Mapping[int, Cluster]) -> list[Holding]:
    """Read "NAME, who has led NATO since 2014" and "NAME heads the World Bank"."""
    found = [_of_clause(view, subject.i, subject.person, clause, owners) for clause in subject.clauses]
    return [holding for holding in found if holding is not None]


def _of_clause(view: View, i: int, person: Cluster, clause: Clause, owners: Mapping[int, Cluster]) -> Holding | None:
    at, helpers, before, apart = clause
    if view.lowers[at] not in LEADS:
        return None
    noun, tense = LEADS[view.lowers[at]]
    if not {"is", "was", "be", "been", "being"}.isdisjoint(helpers):
        return None
    coming = not {"will", "to"}.isdisjoint(helpers)
    lasting = helpers[:1] in (["has"], ["have"], ["'s"], ["\u2019s"])
    tense = "future" if coming else "current" if lasting else tense
    start = at + 1 + (view.lowers[at + 1 : at + 2] == ["the"])
    owner = owners.get(start)
    end = start
    while owner is not None and owners.get(end) is owner:
        end += 1
    if owner is None or (end < len(view) and view.lowers[end] not in _FOLLOWS):
        return None
    told = read_told(view, end, future=coming, lasting=lasting)
    ranged = told.since is not None or told.until is not None
    if not ranged and (owner.type != "Organization" or noun == "ruler" or view.lowers[at] in _OTHERWISE):
        return None
    if not ranged and not apart:
        told = before if before.since else opening(view, i)._replace(on=None, at=end)
    holding = Holding(person, owner, noun, noun, tense, view.starts[i], view.ends[end - 1], at, "verb")
    return with_told(holding, view, told, "state")


def _led_by(view: View, i: int, j: int, person: Cluster, owners: Mapping[int, Cluster]) -> Holding | None:
    """Read "NATO, led by NAME," and "the World Bank is headed by NAME"."""
    if i < 3 or view.lowers[i - 1] != "by" or view.lowers[i - 2] not in {"led", "headed", "chaired"}:
        return None
    at, helpers = i - 3, set()
    while at > 0 and view.lowers[at] in {"is", "was", "been", "has", "had", "now", ",", "currently", "being"}:
        helpers.add(view.lowers[at])
        at -= 1
    owner = owners.get(at)
    if owner is None or owner.type != "Organization" or not helpers:
        return None
    while owners.get(at - 1) is owner:
        at -= 1
    noun = LEADS[view.lowers[i - 2]][0]
    tense: Tense = "former" if not {"was", "had"}.isdisjoint(helpers) else "current"
    told = read_told(view, j, lasting="has" in helpers)._replace(on=None)
    holding = Holding(person, owner, noun, noun, tense, view.starts[at], view.ends[j - 1], at, "led-by")
    return with_told(holding, view, told, "state")
