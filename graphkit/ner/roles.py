"""Who holds which position where, as the words beside a name say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model import Evidence, Role
from graphkit.ner.spans import is_title_word
from graphkit.ner.titles import FORMER, FUTURE, HONORIFICS, role_nouns

if TYPE_CHECKING:
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.view import View


def find_roles(view: View, clusters: list[Cluster], ids: dict[int, str]) -> tuple[Role, ...]:
    """Return the roles that stand before names, in order of evidence, each once for a person.

    Args:
        view: the document.
        clusters: its clusters.
        ids: identity of a cluster -> its id in the extraction.
    """
    owners: dict[int, str] = {}
    for cluster in clusters:
        if cluster.type != "Person":
            for i, j in [(n.i, n.j) for n in cluster.names] + [(i, j) for i, j, *_ in cluster.inferred]:
                owners.update(dict.fromkeys(range(i, j), ids[id(cluster)]))
    found: dict[tuple[str, str, str | None], Role] = {}
    for cluster in clusters:
        if cluster.type == "Person":
            for name in cluster.names:
                role = _before(view, name.i, name.end, ids[id(cluster)], owners)
                if role:
                    found.setdefault((role.person, role.title.lower(), role.organization), role)
    return tuple(sorted(found.values(), key=lambda r: r.evidence[0].start))


def _before(view: View, i: int, end: int, person: str, owners: dict[int, str]) -> Role | None:
    k = i
    while k > 0 and k - 1 not in owners and is_title_word(view, k - 1):
        k -= 1
    words = [w for w in view.lowers[k:i] if w not in HONORIFICS or w in role_nouns()]
    if not any(w in role_nouns() and role_nouns()[w].kind != "job" for w in words):
        return None
    organization = owners.get(k - 1)
    first = k
    while organization and first > 0 and owners.get(first - 1) == organization:
        first -= 1
    while k < i - 1 and view.lowers[k] in FORMER | FUTURE:
        k += 1
    before = set(view.lowers[max(first - 1, 0) : i])
    tense = "former" if before & FORMER else "future" if before & FUTURE else "current"
    start = view.starts[first]
    quote = view.text[start:end]
    title = view.text[view.starts[k] : view.ends[i - 1]]
    evidence = (Evidence(start=start, end=end, quote=quote, rule="title"),)
    return Role(person=person, organization=organization, title=title, tense=tense, evidence=evidence)
