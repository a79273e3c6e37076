"""Names that the model passed over, known by what they do: only people and organisations speak, meet and promise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import nonnames, other_words
from graphkit.ner.spans import Name, make_name
from graphkit.ner.titles import GROUP_NOUNS, HONORIFICS, ROLE_NOUNS, THRONES
from graphkit.ner.words import ORGANIZATION_WORDS, PERSON_VERBS, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.view import View

AGENT_VERBS: frozenset[str] = PERSON_VERBS | frozenset(
    {
        "pledged", "pledges", "promised", "promises", "vowed", "vows", "agreed", "refused", "insists", "urged", "warned", "claimed", "claims",
        "announced", "declared", "stressed", "expressed", "apologised", "apologized", "explained", "testified", "responded", "questioned",
        "criticised", "criticized", "accused", "praised", "welcomed", "invited", "visited", "telephoned",
    }
)  # fmt: skip
"""Verbs that only people and organisations are the subject of. Source: compiled for graphkit, after CAMEO's verbs of speech."""

MEETING_FORMS: frozenset[str] = frozenset({"met", "meet", "meets", "meeting", "talks"})
"""Words whose object or partner is a person or an organisation. Source: compiled for graphkit."""

_SINGULAR_VERBS = frozenset({"has", "was", "is", "says", "does"})
"""What follows a name that only looks like a plural ("Hayes has")."""


def find_agents(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with free capitalised words added that speak, promise, meet or are met.

    A word that opens its sentence has a capital anyway: it counts only if it is tagged as a proper noun, or does so
    twice, and never if the document writes it small elsewhere.
    """
    taken = {t for name in names for t in range(name.i, name.j)}
    spots = [i for i, word in enumerate(view.words) if word[0].isupper() and i not in taken and _acts(view, i)]
    if not spots:
        return list(names)
    counts = Counter(view.words[i] for i in spots)
    counts.update(view.words[name.j - 1] for name in names if name.type != "Place")
    types = {view.words[name.j - 1]: name.type for name in names if name.type != "Place"}
    small = set(view.words)
    found = list(names)
    for i in spots:
        if not _may_be_name(view, i, counts, small):
            continue
        first = i
        while first - 1 not in taken and view.proper(first - 1) and not _common(view.lowers[first - 1]):
            first -= 1
        last = i + 1
        kind = types.get(view.words[i]) or ("Organization" if view.words[i].isupper() else "Person")
        found.append(make_name(view, first, last, kind, "agent", score=0.65))
        taken.update(range(first, last))
    return sorted(found, key=lambda name: name.start)


def _acts(view: View, i: int) -> bool:
    """Whether token i is the subject of a verb of `AGENT_VERBS`, or who is met."""
    head = view.heads[i]
    dep = view.deps[i]
    if _enthroned(view, i):
        return True
    if dep == "conj" and head < i:
        return _acts(view, head)
    return _acts_as(view, i)


def _enthroned(view: View, i: int) -> bool:
    """Whether a monarch's or pope's title, or a form of address, stands right before a single proper noun ("Pope Clement on")."""
    if not i or view.tags[i] != "NNP" or not view.words[i - 1][0].isupper() or view.words[i].isupper():
        return False
    if view.lowers[i - 1] not in THRONES | HONORIFICS:
        return False
    after = view.words[i + 1] if i + 1 < len(view) else "."
    return not after[0].isupper() and view.deps[i] not in {"compound", "nmod", "ROOT"}


def _acts_as(view: View, i: int) -> bool:
    head, dep = view.heads[i], view.deps[i]
    if dep == "nsubj":
        return view.lowers[head] in AGENT_VERBS
    if dep == "dobj":
        return view.lowers[head] in MEETING_FORMS
    if dep == "pobj" and view.lowers[head] == "with":
        return view.lowers[view.heads[head]] in MEETING_FORMS
    return False


def _may_be_name(view: View, i: int, counts: Counter[str], small: set[str]) -> bool:
    word, lower, tag = view.words[i], view.lowers[i], view.tags[i]
    if len(word) < 3 or lower in small or _common(lower) or not word.replace("-", "").replace("’", "").isalpha():
        return False
    if tag in {"NNP", "NNPS"}:
        return not (view.sentence_start(i) and tag == "NNPS")
    if tag == "NNS" and i + 1 < len(view) and view.lowers[i + 1] in _SINGULAR_VERBS:
        return True
    return tag in {"NN", "NNS"} and counts[word] > 1


def _common(lower: str) -> bool:
    return (
        lower in ROLE_NOUNS
        or lower in HONORIFICS
        or lower in GROUP_NOUNS
        or lower in ORGANIZATION_WORDS
        or lower in PLACE_WORDS
        or lower in other_words()
        or lower in nonnames()
    )
