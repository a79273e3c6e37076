"""Pronouns, roles and nouns that stand for an entity named before, where one candidate stands out."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.ner.agents import AGENT_VERBS
from graphkit.ner.capitals import ACTING_ON
from graphkit.ner.clusters import KIN, kind_of
from graphkit.ner.gazetteer import given_names
from graphkit.ner.positions import head_of
from graphkit.ner.titles import GENDERED, MODIFIERS, PORTFOLIOS, ROLE_NOUNS, plural_roles, role_nouns
from graphkit.ner.words import PERSON_VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.clusters import Cluster
    from graphkit.ner.positions import Holding
    from graphkit.ner.view import View

PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
}
"""Pronouns of one person or thing, and their gender."""

BODY_NOUNS: dict[str, frozenset[str]] = {
    "bloc": frozenset({"body"}),
    "alliance": frozenset({"body", "group"}),
    "union": frozenset({"body", "union"}),
    "organisation": frozenset({"body", "agency", "group"}),
    "organization": frozenset({"body", "agency", "group"}),
    "agency": frozenset({"agency"}),
    "watchdog": frozenset({"agency", "body"}),
    "lender": frozenset({"agency", "bank", "company"}),
    "bank": frozenset({"bank"}),
    "ministry": frozenset({"ministry"}),
    "department": frozenset({"ministry"}),
    "party": frozenset({"party"}),
    "movement": frozenset({"group", "party"}),
    "militia": frozenset({"group"}),
    "group": frozenset({"group", "company", "body"}),
    "company": frozenset({"company"}),
    "firm": frozenset({"company"}),
    "carmaker": frozenset({"company"}),
    "automaker": frozenset({"company"}),
    "airline": frozenset({"company"}),
    "retailer": frozenset({"company"}),
    "drugmaker": frozenset({"company"}),
    "court": frozenset({"court"}),
    "parliament": frozenset({"parliament"}),
    "council": frozenset({"council"}),
    "commission": frozenset({"commission"}),
    "club": frozenset({"club"}),
    "newspaper": frozenset({"media"}),
    "broadcaster": frozenset({"media"}),
    "university": frozenset({"university"}),
    "country": frozenset({"country"}),
}
"""Noun after "the" -> kinds of entity that it can stand for. Source: compiled for graphkit."""

_NAMING = frozenset({"alliance", "union", "agency", "council", "commission", "bank", "court", "parliament", "ministry"})
"""Nouns that name what a body is: of several, the one stands out that is called so, or the one not called otherwise."""

KIND_WORDS: dict[str, str] = {
    "ministry": "ministry", "department": "ministry", "party": "party", "bank": "bank", "court": "court", "agency": "agency",
    "parliament": "parliament", "council": "council", "commission": "commission", "club": "club", "fc": "club", "university": "university",
    "union": "union", "times": "media", "post": "media", "news": "media", "inc": "company", "inc.": "company", "corp": "company", "corp.": "company", "plc": "company", "ltd": "company",
    "ltd.": "company", "group": "company", "holdings": "company", "co": "company", "co.": "company", "motors": "company", "airlines": "company", "ag": "company", "movement": "group", "front": "group",
}  # fmt: skip
"""Word of an organisation's name, lower case -> kind."""

PLURALS: dict[str, str] = {
    **dict.fromkeys(
        (
            "leaders",
            "men",
            "ministers",
            "presidents",
            "politicians",
            "officials",
            "women",
            "diplomats",
            "statesmen",
            "premiers",
            "pair",
            "envoys",
            "rivals",
            "generals",
        ),
        "Person",
    ),
    **dict.fromkeys(
        ("countries", "nations", "states", "neighbours", "neighbors", "governments", "capitals", "powers"), "Country"
    ),
    **dict.fromkeys(("sides", "parties"), "Party"),
    **dict.fromkeys(("companies", "firms", "organisations", "organizations", "groups"), "Organization"),
}
"""Plural noun after "the two" or "both" -> what it counts."""

REACH = 2
"""Sentences back in which an antecedent may be named. Source: shared measurements of simple rules on news."""

MARGIN = 0.9
"""By how much the best candidate must beat the next."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where an entity is named or already stood for."""

    i: int
    j: int
    sent: int
    subject: bool
    cluster: Cluster


def trace(view: View, clusters: Sequence[Cluster], holdings: Sequence[Holding]) -> None:
    """Add to each cluster the pronouns, roles and nouns that stand for it.

    Args:
        view: the document.
        clusters: changed in place.
        holdings: who holds which position.
    """
    spots = sorted(
        (_spot(view, n.i, n.j, c) for c in clusters for n in c.names if n.rule not in _SILENT), key=lambda s: s.i
    )
    if not spots:
        return
    peoples = {i: (j, c) for c in clusters for i, j, rule, _ in c.inferred if rule == "demonym"}
    state = _Tracer(view, spots, holdings, peoples)
    for i, low in enumerate(view.lowers):
        if low in PRONOUNS:
            state.pronoun(i, PRONOUNS[low])
        elif low in {"they", "them", "their"}:
            state.two(i)
        elif low in {"the", "both"} and i + 1 < len(view):
            state.noun(i)


_MEETING = frozenset(
    {"met", "meets", "meet", "meeting", "talks", "summit", "spoke", "conferred", "conversation", "call"}
)
_SILENT = frozenset({"credit", "byline", "photo-credit", "dateline"})
_BESIDE = 8
"""How many tokens from a quotation, or a comma, a name may stand that belongs to it."""

_WEATHER = frozenset(
    {"raining", "rained", "rains", "snowing", "snowed", "snows", "emerged", "happened", "turns", "turned"}
)
_BETWEEN = 4
"""How many tokens, the comma among them, may part the names of a list."""

_RELATIVES = frozenset({"who", "which", "that"})
_READY = frozenset(
    {"ready", "willing", "prepared", "reluctant", "determined", "committed", "trying", "seeking", "keen"}
)
_WILLS = frozenset(
    {
        "want", "wants", "wanted", "hope", "hopes", "hoped", "plan", "plans", "planned", "planning", "intend", "intends", "intended", "expects",
        "seek", "seeks", "sought", "agree", "agrees", "refuse", "refuses", "decided", "decides", "deny", "denies", "denied", "rejected", "rejects",
        "pledge", "promise", "said", "says", "say", "believes", "fears", "insisted", "recalled", "sent", "deployed", "imposed", "launched",
        "proposed", "proposes", "signed", "joined", "left", "closed", "employs", "owns", "acquired", "hired", "posted", "reported",
    }
)  # fmt: skip
"""Verbs of a body's will and dealings, lower case. Source: compiled for graphkit."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj"})


def _spot(view: View, i: int, j: int, cluster: Cluster) -> Spot:
    head = j - 1
    while (
        view.deps[head] in {"compound", "flat", "nmod", "conj", "appos"}
        and view.heads[head] != head
        and abs(view.heads[head] - head) < 12
    ):
        head = view.heads[head]
    return Spot(i, j, view.sents[i], view.deps[head] in _SUBJECTS, cluster)


def told_kinds(view: View, cluster: Cluster) -> set[str]:
    """Return the kinds that the gazetteer, the words of a name, or those beside it tell; none where nothing does."""
    kind = kind_of(view, cluster)
    if kind:
        return {kind}
    kinds: set[str] = set()
    for name in cluster.names if cluster.type == "Organization" else ():
        kinds |= {KIND_WORDS[low] for low in view.lowers[name.i : name.j] if low in KIND_WORDS}
    return kinds


def gender_of(view: View, cluster: Cluster) -> str:
    """Return "m", "f" or "" for a person, by form of address, title, or given name."""
    nouns = role_nouns()
    for name in cluster.names:
        for k in range(max(name.i - 2, 0), name.i):
            low = view.lowers[k].rstrip(".")
            gender = GENDERED.get(low) or (nouns[low].gender if low in nouns else "")
            if gender:
                return gender
    for name in cluster.names:
        after = view.lowers[name.j : name.j + 4]
        kin = next((KIN[low] for low in after[2:] if low in KIN), "")
        if kin and after[0] == "," and after[1] in _WHOSE:
            return kin  # "NAME, her brother"
    for name in cluster.names:
        if name.j - name.i > 1:
            gender = given_names().get(view.words[name.i].title(), "")
            if gender in {"m", "f"}:
                return gender
    return ""


_WHOSE = frozenset({"his", "her", "their"})


class _Tracer:
    """Reads the document once from front to back and keeps what it found."""

    def __init__(
        self, view: View, spots: list[Spot], holdings: Sequence[Holding], peoples: dict[int, tuple[int, Cluster]]
    ) -> None:
        self.view = view
        self.peoples = peoples
        self.spots = spots
        self.holdings = holdings
        people = {id(s.cluster): s.cluster for s in spots if s.cluster.type == "Person"}
        self.genders = {key: gender_of(view, cluster) for key, cluster in people.items()}
        self.kinds: dict[int, set[str]] = {}
        self.holders: dict[str, _Holders] = {}
        self.quoted = _quoted(view)
        self.taken = {t for s in spots for t in range(s.i, s.j)}
        self.stood: dict[str, Cluster] = {}

    def near(self, i: int, back: int = REACH) -> list[Spot]:
        """Return the spots before token i in its own sentence and some sentences back."""
        first = self.view.firsts[max(self.view.sents[i] - back, 0)]
        return [s for s in self.within(first, i) if s.j <= i]

    def within(self, first: int, end: int) -> list[Spot]:
        """Return the spots that begin between two tokens."""
        return self.spots[bisect_left(self.spots, first, key=_start) : bisect_left(self.spots, end, key=_start)]

    def told(self, cluster: Cluster) -> set[str]:
        """Return what `told_kinds` does, read once for each cluster."""
        if id(cluster) not in self.kinds:
            self.kinds[id(cluster)] = told_kinds(self.view, cluster)
        return self.kinds[id(cluster)]

    def is_country(self, cluster: Cluster) -> bool:
        return "country" in self.told(cluster)

    def add(self, cluster: Cluster, i: int, j: int, rule: str, score: float) -> None:
        cluster.inferred.append((i, j, rule, score))
        self.spots.insert(bisect_right(self.spots, i, key=_start), _spot(self.view, i, j, cluster))

    def pronoun(self, i: int, gender: str) -> None:
        """Trace he, she or it to the best candidate, if it stands out."""
        if gender == "n" and _expletive(self.view, i):
            return
        thanked = self._object_of(i, gender)
        if thanked is not None:
            self.add(thanked, i, i + 1, "pronoun", 0.7)
            return
        fit = self._candidates(i, gender)
        if not fit:
            named = self._ahead(i, gender)
            if named is not None:
                self.add(named, i, i + 1, "pronoun", 0.7)
            return
        saying = self._saying(i)
        scores: dict[int, float] = {}
        clusters: dict[int, Cluster] = {}
        for s in fit:
            key = id(s.cluster)
            clusters[key] = s.cluster
            distance = self.view.sents[i] - s.sent
            subject = s.subject and not self._moved_on(s, i)
            score = 2.0 - distance + (1.5 if subject else 0.0) + (0.5 if self.genders.get(key) == gender else 0.0)
            score += (1.0 if s.subject else 2.5) if key in saying and not distance else 0.0
            scores[key] = max(scores.get(key, -9.0), score)
        (best, top), *rest = sorted(scores.items(), key=lambda item: -item[1])
        if not rest or top - rest[0][1] >= MARGIN:
            self.add(clusters[best], i, i + 1, "pronoun", 0.8 if not rest else 0.7)

    def _moved_on(self, spot: Spot, i: int) -> bool:
        """Whether a sentence between a subject and token i is about another person."""
        firsts, here = self.view.firsts, self.view.sents[i]
        between = self.within(firsts[spot.sent + 1], firsts[here]) if here - spot.sent > 1 else []
        people = {id(s.cluster) for s in between if s.subject and s.cluster.type == "Person"}
        return bool(people) and id(spot.cluster) not in people

    def _saying(self, i: int) -> set[int]:
        """Return who says or thinks the clause whose subject token i is ("NAME, who said he would")."""
        verb = self.view.heads[i]
        if self.view.deps[i] not in _SUBJECTS or self.view.deps[verb] != "ccomp":
            return set()
        return self._related(self.view.heads[verb], _SUBJECTS)

    def _candidates(self, i: int, gender: str) -> list[Spot]:
        """Return the spots before a pronoun that it may stand for: in the same voice, or named before a quotation."""
        barred = self._subject_of_clause(i) | self._relation_told(i)
        near = [s for s in self.near(i) if self._fits(s, gender) and id(s.cluster) not in barred]
        fit = [s for s in near if self.quoted[s.i] == self.quoted[i]]
        if gender == "n":
            here = self.view.sents[i]
            fit = [s for s in fit if s.subject and here - s.sent <= 1]
            return fit if any(s.sent == here for s in fit) or self._acts(i) else []
        if not fit and self.quoted[i]:
            first = i
            while first and self.quoted[first - 1]:
                first -= 1
            speaker = self._speaker(first, i)
            if speaker is not None:
                fit = [s for s in near if s.j <= first and s.cluster is not speaker]
        return fit

    def _speaker(self, first: int, i: int) -> Cluster | None:
        """Return who says the quotation that begins with token first and holds token i, if a name beside it tells."""
        words, lowers = self.view.words, self.view.lowers
        end = i
        while end < len(self.view) and self.quoted[end]:
            end += 1
        for spot in self.within(end, end + _BESIDE):
            beside = lowers[max(spot.i - 2, end) : spot.j + 2]
            if spot.cluster.type == "Person" and not PERSON_VERBS.isdisjoint(beside):
                return spot.cluster
        if words[first - 1 : first] == [":"]:
            said = self._says(first)
            if said is not None:
                return said
        far = max(first - 4 * _BESIDE, 0)
        begin = next((t + 1 for t in range(first - 2, far - 1, -1) if self.quoted[t]), None)
        if begin is None and words[first - 1 : first] in ([","], [":"]):
            begin = max(first - _BESIDE, 0)
        before = {} if begin is None else {id(s.cluster): s.cluster for s in self.within(begin, first)}
        people = [cluster for cluster in before.values() if cluster.type == "Person"]
        return people[0] if len(people) == 1 else None

    def _says(self, first: int) -> Cluster | None:
        """Return who is the subject of the verb of speech before a colon and token first ("NAME said of NAME: …")."""
        view = self.view
        begin = view.firsts[view.sents[first - 1]]
        verb = next((t for t in range(first - 2, begin - 1, -1) if view.lowers[t] in PERSON_VERBS), None)
        while verb is not None and not self._has_subject(verb) and view.deps[verb] == "conj":
            verb = view.heads[verb]
        said = self._related(verb, _SUBJECTS) if verb is not None else set()
        return next((s.cluster for s in self.within(begin, first) if id(s.cluster) in said), None)

    def _object_of(self, i: int, gender: str) -> Cluster | None:
        """Return who is thanked or blamed, for "his" in "thanked NAME for his help"."""
        view = self.view
        prep = view.heads[view.heads[i]]
        if view.tags[i] != "PRP$" or gender == "n" or view.lowers[prep] != "for" or view.deps[prep] != "prep":
            return None
        verb = view.heads[prep]
        for spot in reversed(self.near(i, 0)):
            if any(view.heads[t] == verb and view.deps[t] == "dobj" for t in range(spot.i, spot.j)):
                return spot.cluster if self._fits(spot, gender) else None
        return None

    def _ahead(self, i: int, gender: str) -> Cluster | None:
        """Return the subject behind the comma that ends the phrase in which a sentence opens ("In his speech, NAME")."""
        view = self.view
        first = view.firsts[view.sents[i]]
        if i - first > _BESIDE or view.tags[first] not in {"IN", "WRB"} or gender == "n":
            return None
        comma = next((t for t in range(i + 1, min(i + 2 * _BESIDE, len(view))) if view.words[t] == ","), None)
        if comma is None or view.sents[comma] != view.sents[i]:
            return None
        spots = self.within(comma + 1, comma + 1 + _BESIDE)
        fit = bool(spots) and spots[0].subject and self._fits(spots[0], gender)
        return spots[0].cluster if fit and spots[0].sent == view.sents[i] else None

    def _acts(self, i: int) -> bool:
        """Whether "it" does what only a body does, so that it can stand for one of the sentence before."""
        view = self.view
        if view.lowers[i] != "it" or view.deps[i] not in _SUBJECTS:
            return True
        verb = view.heads[i]
        if view.lowers[verb] in _COPULAS:
            return any(low in BODY_NOUNS or low in _READY for low in view.lowers[verb + 1 : verb + 7])
        if view.lowers[verb] in _WEATHER | {"took", "takes", "take"}:
            return False
        if view.lowers[verb] in ACTING_ON | AGENT_VERBS | _WILLS:
            return True
        sent = view.sents[i] - 1
        return not any(self._rival(t) for t in range(view.firsts[max(sent, 0)], view.firsts[view.sents[i]]))

    def _rival(self, t: int) -> bool:
        """Whether a common noun is subject or object, so that "it" may stand for it."""
        view = self.view
        return view.tags[t] == "NN" and view.deps[t] in _SUBJECTS | {"dobj"} and t not in self.taken

    def _subject_of_clause(self, i: int) -> set[int]:
        """Return the clusters that an object pronoun can't stand for: the subjects of its own verb."""
        view = self.view
        if (
            view.tags[i] != "PRP"
            or view.deps[i] not in {"dobj", "pobj", "iobj", "dative"}
            or view.lowers[i].endswith("self")
        ):
            return set()
        verb = view.heads[i]
        while view.tags[verb] in {"IN", "TO"} and view.heads[verb] != verb:
            verb = view.heads[verb]
        barred = self._related(verb, _SUBJECTS)
        while not barred and view.deps[verb] in {"conj", "xcomp", "pcomp"} and not self._has_subject(verb):
            controlled = view.deps[verb] != "conj"
            verb = view.heads[verb]
            barred = (self._related(verb, _OBJECTS) if controlled else set()) or self._related(verb, _SUBJECTS)
        return barred | self._namesakes(barred)

    def _namesakes(self, barred: set[int]) -> set[int]:
        """Return who may be one of some people under another form of the name, as nothing tells the gender."""
        people = {id(s.cluster): s.cluster for s in self.spots if s.cluster.type == "Person" and s.cluster.names}
        surnames = {people[key].key.split(" ")[-1] for key in barred if key in people}
        return {
            key
            for key, cluster in people.items()
            if not self.genders.get(key) and cluster.key.split(" ")[-1] in surnames
        }

    def _relation_told(self, i: int) -> set[int]:
        """Return whose relation token i can't tell of, standing beside the name ("NAME, his father")."""
        view = self.view
        if view.tags[i] != "PRP$" or view.words[i - 1] != "," or KIN.keys().isdisjoint(view.lowers[i + 1 : i + 3]):
            return set()
        return {id(s.cluster) for s in self.near(i, 0) if s.j == i - 1}

    def _related(self, verb: int, deps: frozenset[str]) -> set[int]:
        """Return the clusters that are a verb's subjects or objects, or what "who" and "which" stand for beside it."""
        view = self.view
        relative = view.deps[verb] == "relcl" and deps is _SUBJECTS
        nouns = self._antecedent(verb) if relative else set()
        return {
            id(s.cluster)
            for s in self._sentence(view.sents[verb])
            if any(t in nouns or (view.heads[t] == verb and view.deps[t] in deps) for t in range(s.i, s.j))
        }

    def _antecedent(self, verb: int) -> set[int]:
        """Return the noun before a relative clause whose subject is "who", "which" or "that"."""
        view = self.view
        told = any(view.heads[t] == verb and view.lowers[t] in _RELATIVES for t in range(max(verb - 8, 0), verb))
        return {view.heads[verb]} if told else set()

    def _sentence(self, sent: int) -> list[Spot]:
        firsts = self.view.firsts
        return self.within(firsts[sent], firsts[sent + 1] if sent + 1 < len(firsts) else len(self.view))

    def _has_subject(self, verb: int) -> bool:
        view = self.view
        return any(view.heads[t] == verb and view.deps[t] in _SUBJECTS for t in range(max(verb - 12, 0), verb))

    def _fits(self, spot: Spot, gender: str) -> bool:
        cluster = spot.cluster
        if gender == "n":
            return cluster.type == "Organization" or self.is_country(cluster)
        return cluster.type == "Person" and self.genders.get(id(cluster), "") in {gender, ""}

    def two(self, i: int) -> None:
        """Give "they" to all of the only "X and Y" or "X, Y and Z" that is the subject of this sentence before it, or of the last."""
        here = self.view.sents[i]
        for back in (0, 1):
            spots = [s for s in self.near(i, 1) if s.sent == here - back and self.quoted[s.i] == self.quoted[i]]
            pairs = [(a, b) for a, b in itertools.pairwise(spots) if a.subject and self._joined(a, b)]
            if len(pairs) == 1:
                for spot in self._whole(spots, *pairs[0]):
                    spot.cluster.inferred.append((i, i + 1, "plural", 0.7))
            if pairs:
                return
        for cluster in self._partners(i):
            cluster.inferred.append((i, i + 1, "plural", 0.7))

    def _partners(self, i: int) -> list[Cluster]:
        """Return the two people of whom the sentence before says that they met, for a "they" that opens a sentence."""
        view = self.view
        here = view.sents[i]
        if not here or view.deps[i] not in _SUBJECTS or i - view.firsts[here] > 2:
            return []
        tokens = range(view.firsts[here - 1], view.firsts[here])
        people = {id(s.cluster): s.cluster for s in self._sentence(here - 1) if s.cluster.type == "Person"}
        met = any(view.lowers[t] in _MEETING for t in tokens)
        others = any(view.tags[t] == "NNS" and t not in self.taken and view.lowers[t] not in _MEETING for t in tokens)
        return list(people.values()) if len(people) == 2 and met and not others else []

    def _whole(self, spots: list[Spot], a: Spot, b: Spot) -> list[Spot]:
        """Return all of a list that ends in two joined spots ("A, B and C")."""
        found = [b, a]
        for before in reversed(spots[: spots.index(a)]):
            gap = self.view.lowers[before.j : found[-1].i]
            alike = (before.cluster.type == "Person") == (a.cluster.type == "Person")
            if gap[:1] != [","] or len(gap) > _BETWEEN or "," in gap[1:] or not alike:
                break
            found.append(before)
        return found[::-1]

    def _joined(self, a: Spot, b: Spot) -> bool:
        """Whether "and" joins two spots of persons, or of countries and organisations."""
        gap = self.view.lowers[a.j : b.i]
        if "and" not in gap or len(gap) > 6 or "," in gap or a.cluster is b.cluster:
            return False
        return (a.cluster.type == "Person") == (b.cluster.type == "Person")

    def noun(self, i: int) -> None:
        """Trace a noun phrase that starts with "the" or "both" at token i."""
        view = self.view
        lows = view.lowers
        k = i + 1
        if lows[i] == "the" and lows[k] == "two" and self._stands_alone(k):
            self._plural(i, k, "Person") or self._plural(i, k, "Country")
            return
        if lows[i] == "both" or lows[k] == "two":
            k += lows[k] == "two"
            while k < len(view) - 1 and view.tags[k] == "JJ":
                k += 1
            if k < len(view) and lows[k] in PLURALS and k not in self.taken:
                self._plural(i, k, PLURALS[lows[k]])
            return
        if lows[k] == "pair" and lows[i] == "the":
            self._plural(i, k, PLURALS[lows[k]])
        elif lows[k] in BODY_NOUNS and not self._goes_on(k):
            self._body(i, k)
        else:
            self._role(i, k)

    def _goes_on(self, k: int) -> bool:
        """Whether the noun at token k is only the first part of a longer phrase."""
        nxt = k + 1
        if nxt >= len(self.view):
            return False
        return self.view.tags[nxt].startswith("NN") or nxt in self.taken or self.view.lowers[nxt] in {"of", "-"}

    def _stands_alone(self, k: int) -> bool:
        """Whether no noun follows "the two"."""
        view = self.view
        if view.lowers[k + 1 : k + 2] in (["last"], ["first"]) and view.tags[k + 2 : k + 3] == ["VBD"]:
            return True
        after = view.tags[k + 1] if k + 1 < len(view) else "."
        return k + 1 not in self.taken and not after.startswith(("NN", "JJ", "CD", "VBG", "VBN", "IN", "HYPH", ":"))

    def _plural(self, i: int, k: int, want: str) -> bool:
        """Give "the two leaders" to each of exactly two candidates of one sentence; whether there are two."""
        here = self.view.sents[i]
        for back in range(REACH + 1):
            found = list(
                {
                    id(s.cluster): s.cluster for s in self.near(i) if s.sent == here - back and self._counts(s, want)
                }.values()
            )
            if len(found) == 2:
                for cluster in found:
                    cluster.inferred.append((i, k + 1, "plural", 0.7))
            if found:
                return len(found) == 2
        return False

    def _counts(self, spot: Spot, want: str) -> bool:
        kinds = self.told(spot.cluster)
        country = "country" in kinds
        if want == "Person":
            return spot.cluster.type == "Person"
        if want == "Country":
            return country
        return (spot.cluster.type == "Organization" and "media" not in kinds) or (want == "Party" and country)

    def _body(self, i: int, k: int) -> None:
        """Trace "the bloc" to the only organisation of that kind nearby."""
        want = BODY_NOUNS[self.view.lowers[k]]
        near = [s for s in self.near(i, 3) if s.cluster.type != "Person"]
        fit = {id(s.cluster): s.cluster for s in near if want & self.told(s.cluster)}
        if not fit:
            others = {id(s.cluster): s.cluster for s in near if s.cluster.type == "Organization"}
            fit = others if len(others) == 1 and "company" in want and self._untold(others) else {}
        noun = self.view.lowers[k]
        if len(fit) > 1 and noun in _NAMING:
            fit = {key: c for key, c in fit.items() if noun in self._ends(c)} or {
                key: c for key, c in fit.items() if self._ends(c).isdisjoint(_NAMING)
            }
        before = self.stood.get(noun)
        if before is not None and id(before) in fit:
            fit = {id(before): before}
        if len(fit) == 1:
            self.stood[noun] = next(iter(fit.values()))
            self.add(self.stood[noun], i, k + 1, "nominal", 0.75)

    def _ends(self, cluster: Cluster) -> set[str]:
        """Return the last words of an organisation's names, lower case."""
        return {self.view.lowers[name.j - 1] for name in cluster.names}

    def _untold(self, clusters: dict[int, Cluster]) -> bool:
        """Whether nothing tells the kind of any of the organisations, so that one may be a company."""
        return not any(self.told(cluster) for cluster in clusters.values())

    def _role(self, i: int, k: int) -> None:
        """Trace "the president" to who holds that position, if only one does so far."""
        view = self.view
        k, body = self._whose(k)
        end = k
        while end < len(view) and end - k < 5 and end not in self.taken and _in_title(view.lowers[end]):
            end += 1
        head = head_of(view.lowers[k:end])
        if head is None or self._goes_on(end - 1) or _NOT_THE_HOLDER.intersection(view.lowers[k:end]):
            return
        if end + 1 < len(view) and view.words[end] == "," and end + 1 in self.taken:
            return
        if view.words[end - 1] in {"General", "Private"} and view.lowers[k:end] == [head]:
            return
        people = self._holder_of(i, head, body) if body is not None else self._holders(i, head).only()
        if people is not None:
            self.add(people, i, end, "role", 0.8)

    def _whose(self, k: int) -> tuple[int, Cluster | None]:
        """Return where a title begins, and whose it is where a nationality or body stands before it ("the Kenyan president")."""
        if k in self.peoples:
            return self.peoples[k]
        spot = next((s for s in self.within(k, k + 1) if s.cluster.type != "Person"), None)
        return (spot.j, spot.cluster) if spot is not None else (k, None)

    def _holder_of(self, i: int, head: str, body: Cluster) -> Cluster | None:
        """Return the only one who is told before token i to hold a position at a country or body."""
        told = (h for h in self.holdings if h.i < i and h.organization is body and _holds(h, head))
        people = {id(h.person): h.person for h in told}
        return next(iter(people.values())) if len(people) == 1 else None

    def _holders(self, i: int, head: str) -> _Holders:
        """Return who is told before token i to hold a position; tokens come in order, so that each is read once."""
        if head not in self.holders:
            told = sorted((h for h in self.holdings if _holds(h, head)), key=lambda h: h.i)
            self.holders[head] = _Holders(told)
        self.holders[head].read_to(i)
        return self.holders[head]


class _Holders:
    """Who holds one office, as far as the document has been read."""

    def __init__(self, told: list[Holding]) -> None:
        self.told = told
        self.seen = 0
        self.people: dict[int, Cluster] = {}
        self.of_state: dict[int, Cluster] = {}

    def read_to(self, i: int) -> None:
        while self.seen < len(self.told) and self.told[self.seen].i < i:
            holding = self.told[self.seen]
            self.people[id(holding.person)] = holding.person
            if _of_state(holding) or holding.organization is None:
                self.of_state[id(holding.person)] = holding.person
            self.seen += 1

    def only(self) -> Cluster | None:
        """Return the only holder, or of several the only one whose office is a country's."""
        people = self.of_state if len(self.people) > 1 else self.people
        return next(iter(people.values())) if len(people) == 1 else None


def _start(spot: Spot) -> int:
    return spot.i


_NOT_THE_HOLDER = frozenset({"former", "then", "late", "deputy", "vice"})


def _holds(holding: Holding, head: str) -> bool:
    """Whether somebody holds the position that a noun tells of, now and not as a deputy."""
    if holding.tense != "current" or _NOT_THE_HOLDER.intersection(holding.title.lower().split()):
        return False
    return _same_position(holding.head, head)


def _in_title(low: str) -> bool:
    """Whether a word can be part of a title."""
    return low == "-" or (low != "and" and (low in MODIFIERS or low in PORTFOLIOS or low in ROLE_NOUNS))


def _of_state(holding: Holding) -> bool:
    """Whether a position is a country's."""
    place = holding.organization
    return place is not None and place.entry is not None and place.entry.kind == "country"


_SAME_OFFICE: dict[str, str] = {
    "premier": "prime minister", "pontiff": "pope", "ceo": "chief executive", "secretary-general": "secretary general", "congresswoman": "congressman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "spokesperson": "spokesman", "spokeswoman": "spokesman",
}  # fmt: skip
"""Words for one office -> the word it is compared by. Source: compiled for graphkit."""


def _same_position(title: str, noun: str) -> bool:
    """Whether a noun can stand for a title: the same, or its last word ("minister" for "foreign minister")."""
    title, noun = _SAME_OFFICE.get(title, title), _SAME_OFFICE.get(noun, noun)
    return (
        title == noun or title.endswith(" " + noun) or noun.endswith(" " + title) or plural_roles().get(title) == noun
    )


def _expletive(view: View, i: int) -> bool:
    """Whether "it" stands for nothing ("it is time to", "it was clear that", "it rained")."""
    after = view.lowers[i + 1 : i + 7]
    if view.lowers[i] != "it" or not after:
        return False
    if after[0] in {"rained", "rains", "snowed", "rain", "snow"} or after[1:2] in (["rain"], ["snow"]):
        return True
    if any(low in {"take", "takes", "took"} for low in after[:3]) and not {"to", "until", "for"}.isdisjoint(after):
        return True
    if after[0] not in _COPULAS:
        return False
    rest = [low for low in after[1:] if low not in {"not", "n't", "very", "too", "also", "now", "still", "quite"}]
    return bool(rest) and rest[0] in _EXPLETIVE


_COPULAS = frozenset(
    {
        "is",
        "was",
        "'s",
        "\u2019s",
        "seems",
        "seemed",
        "appears",
        "appeared",
        "became",
        "looks",
        "looked",
        "takes",
        "took",
    }
)
_EXPLETIVE = frozenset(
    {
        "time", "clear", "unclear", "important", "likely", "unlikely", "possible", "impossible", "necessary", "vital", "hard", "difficult",
        "easy", "essential", "up", "true", "as", "that", "like", "obvious", "crucial", "known", "unknown", "premature", "early", "late", "better",
    }
)  # fmt: skip


def _quoted(view: View) -> list[bool]:
    """Return for each token whether it stands in a quotation."""
    flags: list[bool] = []
    inside = False
    for word in view.words:
        if word in {"“", "``"}:
            inside = True
        elif word in {"”", "''"}:
            inside = False
        elif word == '"':
            inside = not inside
        elif "\n" in word:
            inside = False
        flags.append(inside)
    return flags
