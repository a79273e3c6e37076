"""What stands for an entity without naming it: adjectives, capitals, pronouns, roles and nouns for groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.clusters import Cluster
from graphkit.ner.gazetteer import given_names, territories
from graphkit.ner.titles import GENDERED, role_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.gazetteer import Entry
    from graphkit.ner.spans import Name
    from graphkit.ner.view import View

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


def infer(view: View, names: Sequence[Name], clusters: list[Cluster], *, coreference: bool) -> list[Cluster]:
    """Return the clusters with inferred mentions, and countries that only adjectives or capitals name.

    Args:
        view: the document.
        names: all names, of which those of type People are adjectives and peoples.
        clusters: the document's clusters; changed in place.
        coreference: whether pronouns, roles and nouns are traced as well.
    """
    clusters = add_peoples(names, clusters)
    clusters = add_capitals(view, clusters)
    if coreference:
        add_pronouns(view, clusters)
        add_role_nouns(view, clusters)
    return [c for c in clusters if c.names or c.inferred]


def _country(clusters: list[Cluster], entry: Entry) -> Cluster:
    for cluster in clusters:
        if cluster.entry is not None and cluster.entry.key == entry.key:
            return cluster
    clusters.append(Cluster("Place", entry.key, entry=entry))
    return clusters[-1]


def add_peoples(names: Sequence[Name], clusters: list[Cluster]) -> list[Cluster]:
    """Add adjectives and peoples to their country."""
    for name in names:
        if name.type == "People" and name.entry is not None:
            _country(clusters, name.entry).inferred.append((name.i, name.j, "demonym", 0.9))
    return clusters


ACTING_ON = frozenset(
    {
        "accuse", "accused", "accuses", "accusing", "urge", "urged", "urges", "urging", "warn", "warned", "warns", "tell",
        "told", "ask", "asked", "asks", "asking", "press", "pressed", "pressing", "help", "helped", "helps", "helping",
        "support", "supported", "supports", "supporting", "back", "backed", "backs", "resist", "resisted", "blame",
        "blamed", "blames", "blaming", "criticise", "criticised", "criticize", "criticized", "condemn", "condemned", "force", "forced",
        "persuade", "persuaded", "assure", "assured", "anger", "angered", "infuriate", "infuriated", "pressure", "pressured",
        "provoke", "provoked", "convince", "convinced", "call", "called", "demand", "demanded", "invite", "invited", "defy", "defied",
    }
)  # fmt: skip
"""Verbs whose object acts or is acted on as a government. Source: compiled for graphkit."""

POLICY = frozenset(
    {
        "government", "decision", "demand", "demands", "position", "stance", "policy", "policies", "ambassador", "envoy",
        "support", "backing", "refusal", "offer", "proposal", "proposals", "response", "reaction", "role", "claim", "claims",
        "efforts", "plan", "plans", "intentions", "allies", "ally", "call", "attempt", "attempts", "relations", "ties",
        "ambitions", "commitment", "commitments", "promise", "pledge", "interests", "war", "invasion", "forces", "troops",
        "annexation", "aggression", "approach", "leaders", "leadership", "request", "willingness", "readiness", "view", "warning",
    }
)  # fmt: skip
"""What a government has and a city has not. Source: compiled for graphkit."""

PLACE_VERBS = frozenset(
    {"is", "was", "lies", "lay", "sits", "hosts", "hosted", "host", "saw", "has", "had", "became", "remains", "woke"}
)


def acts_as_government(view: View, i: int, j: int) -> bool:
    """Whether a capital's name at tokens i to j stands for the government that sits there."""
    root = j - 1
    dep, head = view.deps[root], view.heads[root]
    verb = view.lowers[head]
    if dep == "conj":
        dep, head = view.deps[head], view.heads[head]
        verb = view.lowers[head]
    if dep in {"nsubj", "nsubjpass"}:
        return view.tags[head].startswith("VB") and verb not in PLACE_VERBS
    if dep in {"dobj", "iobj", "dative"}:
        return verb in ACTING_ON
    if dep == "poss":
        return verb in POLICY
    if dep == "pobj":
        return _after_preposition(view, head)
    return False


def _after_preposition(view: View, head: int) -> bool:
    word, above = view.lowers[head], view.lowers[view.heads[head]]
    if word in {"with", "between", "by"}:
        return True
    if word in {"against", "from", "to", "on"}:
        return above in ACTING_ON or above in {
            "message",
            "pressure",
            "sanctions",
            "support",
            "aid",
            "commitment",
            "relations",
            "ties",
            "reaction",
            "response",
        }
    return False


NOT_PARTIES = frozenset({"Brussels", "Jerusalem", "Geneva", "New York", "Vienna"})
"""Seats of many bodies: only ever places."""


def add_capitals(view: View, clusters: list[Cluster]) -> list[Cluster]:
    """Move mentions of capitals that act as a government from the city to the country's inferred ones."""
    capitals = territories().capitals
    for cluster in list(clusters):
        if cluster.type == "Person":
            continue
        for name in list(cluster.names):
            words = tuple(view.words[name.i : name.j])
            entry = capitals.get(words)
            if entry is None or " ".join(words) in NOT_PARTIES or not acts_as_government(view, name.i, name.j):
                continue
            cluster.names.remove(name)
            _country(clusters, entry).inferred.append((name.i, name.j, "capital", 0.8))
    return clusters


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
"""Personal pronouns of one person and their gender."""


def add_pronouns(view: View, clusters: list[Cluster]) -> None:
    """Trace he and she to the only fitting person named in this sentence before it or in the sentence before."""
    spots = [i for i, low in enumerate(view.lowers) if low in PRONOUNS]
    if not spots:
        return
    persons = [c for c in clusters if c.type == "Person"]
    genders = {id(c): gender_of(view, c) for c in persons}
    last: tuple[int, Cluster | None] = (-9, None)
    for i in spots:
        want = PRONOUNS[view.lowers[i]]
        found = []
        for back in (0, 1, 2):
            sent = view.sents[i] - back
            found = [
                c
                for c in persons
                if genders[id(c)] in {want, ""} and any(view.sents[n.i] == sent and n.j <= i for n in c.names)
            ]
            if found:
                break
        chosen = found[0] if len(found) == 1 else None
        if not found and last[1] is not None and view.sents[i] - last[0] <= 1 and genders[id(last[1])] in {want, ""}:
            chosen = last[1]
        if chosen is not None:
            chosen.inferred.append((i, i + 1, "pronoun", 0.75))
            last = (view.sents[i], chosen)


def gender_of(view: View, cluster: Cluster) -> str:
    """Return "m", "f" or "" for a person, by form of address, title, or given name."""
    for name in cluster.names:
        for k in range(max(name.i - 2, 0), name.i):
            low = view.lowers[k].rstrip(".")
            gender = GENDERED.get(low) or (role_nouns()[low].gender if low in role_nouns() else "")
            if gender:
                return gender
    for name in cluster.names:
        if name.j - name.i > 1:
            gender = given_names().get(view.words[name.i], "")
            return gender if gender in {"m", "f"} else ""
    return ""


def add_role_nouns(view: View, clusters: list[Cluster]) -> None:
    """Trace "the president" and the like to the only person whose name the noun stands before."""
    holders: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        if cluster.type == "Person":
            for name in cluster.names:
                low = view.lowers[name.i - 1] if name.i else ""
                if low in role_nouns() and cluster not in holders.setdefault(low, []):
                    holders[low].append(cluster)
    for i in range(len(view) - 1):
        if view.lowers[i] != "the" or len(holders.get(view.lowers[i + 1], ())) != 1:
            continue
        after = view.tags[i + 2] if i + 2 < len(view) else ""
        if not after.startswith("NN"):
            holders[view.lowers[i + 1]][0].inferred.append((i, i + 2, "role", 0.75))
