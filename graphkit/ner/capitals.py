"""Adjectives, peoples and capitals: words that stand for a country without naming it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.clusters import Cluster
from graphkit.ner.gazetteer import territories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.gazetteer import Entry
    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

ACTING_ON: frozenset[str] = frozenset(
    {
        "accuse", "accused", "accuses", "accusing", "urge", "urged", "urges", "urging", "warn", "warned", "warns", "warning", "tell",
        "told", "tells", "ask", "asked", "asks", "asking", "press", "pressed", "pressing", "help", "helped", "helps", "helping",
        "support", "supported", "supports", "supporting", "back", "backed", "backs", "resist", "resisted", "blame",
        "blamed", "blames", "blaming", "criticise", "criticised", "criticize", "criticized", "condemn", "condemned", "force", "forced",
        "persuade", "persuaded", "assure", "assured", "anger", "angered", "infuriate", "infuriated", "pressure", "pressured",
        "provoke", "provoked", "convince", "convinced", "demand", "demanded", "invite", "invited", "defy", "defied",
        "reassure", "reassured", "deter", "deterred", "punish", "punished", "threaten", "threatened", "thanked", "thank", "rebuked",
    }
)  # fmt: skip
"""Verbs whose object is a government, not a city, lower case. Source: compiled for graphkit."""

POLICY: frozenset[str] = frozenset(
    {
        "government", "decision", "demand", "demands", "position", "stance", "policy", "policies", "ambassador", "envoy",
        "support", "backing", "refusal", "offer", "proposal", "proposals", "response", "reaction", "role", "claim", "claims",
        "efforts", "plan", "plans", "intentions", "allies", "ally", "call", "attempt", "attempts", "relations", "ties",
        "ambitions", "commitment", "commitments", "promise", "pledge", "interests", "war", "invasion", "forces", "troops",
        "annexation", "aggression", "approach", "leaders", "leadership", "request", "willingness", "readiness", "view", "warning",
        "insistence", "objections", "opposition", "rejection", "sovereignty", "rule", "campaign", "diplomacy", "negotiators", "delegation",
    }
)  # fmt: skip
"""What a government has and a city has not, lower case. Source: compiled for graphkit."""

DEALINGS: frozenset[str] = frozenset(
    {
        "message", "pressure", "sanctions", "support", "aid", "commitment", "relations", "ties", "reaction", "response", "talks", "appeal",
        "assurances", "envoy", "ambassador", "letter", "demand", "warning", "signal", "loyal", "subordinate", "threat", "concessions",
    }
)  # fmt: skip
"""Nouns whose preposition leads to a government, lower case. Source: compiled for graphkit."""

PLACE_VERBS: frozenset[str] = frozenset(
    {
        "is",
        "was",
        "lies",
        "lay",
        "sits",
        "hosts",
        "hosted",
        "host",
        "saw",
        "became",
        "remains",
        "woke",
        "stands",
        "fell",
    }
)
"""Verbs that a city is the subject of as a city, lower case. Source: compiled for graphkit."""


def country_cluster(clusters: list[Cluster], known: dict[str, Cluster], entry: Entry) -> Cluster:
    """Return the country's cluster, which is added where the document doesn't name the country."""
    if entry.key not in known:
        known[entry.key] = Cluster("Place", entry.key, entry=entry)
        clusters.append(known[entry.key])
    return known[entry.key]


def _known(clusters: list[Cluster]) -> dict[str, Cluster]:
    """Return key of an entry -> the first cluster that has it."""
    return {c.entry.key: c for c in reversed(clusters) if c.entry is not None}


def add_peoples(names: Sequence[Name], clusters: list[Cluster]) -> None:
    """Add adjectives and peoples to their country."""
    known = _known(clusters)
    for name in names:
        if name.type == "People" and name.entry is not None:
            country_cluster(clusters, known, name.entry).inferred.append((name.i, name.j, "demonym", 0.9))


def add_capitals(view: View, clusters: list[Cluster]) -> None:
    """Move mentions of capitals that act as a government from the city to what stands for the country."""
    capitals = territories().capitals
    known = _known(clusters)
    for cluster in list(clusters):
        if cluster.type == "Person":
            continue
        for name in list(cluster.names):
            words = tuple(view.words[name.i : name.j])
            entry = capitals.get(words)
            if entry is None or name.rule == "dateline" or not acts_as_government(view, name.j):
                continue
            cluster.names.remove(name)
            country_cluster(clusters, known, entry).inferred.append((name.i, name.j, "capital", 0.8))


def acts_as_government(view: View, j: int) -> bool:
    """Whether a capital's name that ends before token j stands for the government that sits there."""
    root = j - 1
    dep, head = view.deps[root], view.heads[root]
    while dep == "conj" and head != view.heads[head]:
        dep, head = view.deps[head], view.heads[head]
    verb = view.lowers[head]
    if dep in {"nsubj", "nsubjpass"}:
        return view.tags[head].startswith("VB") and (verb not in PLACE_VERBS or _ready(view, head))
    if dep in {"dobj", "iobj", "dative"}:
        return verb in ACTING_ON
    if dep == "poss":
        return verb in POLICY
    if dep == "pobj":
        return _after_preposition(view, head)
    return False


def _ready(view: View, head: int) -> bool:
    """Whether a form of "be" is followed by what only a government can be ("is ready to", "was willing")."""
    return any(
        low
        in {
            "ready",
            "willing",
            "prepared",
            "reluctant",
            "unwilling",
            "determined",
            "committed",
            "trying",
            "seeking",
            "keen",
        }
        for low in view.lowers[head + 1 : head + 4]
    )


def _after_preposition(view: View, head: int) -> bool:
    word, above = view.lowers[head], view.lowers[view.heads[head]]
    if word in {"with", "between", "by"}:
        return True
    return word in {"against", "from", "to", "on", "for"} and (above in ACTING_ON or above in DEALINGS)
