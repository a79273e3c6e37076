"""Which sentences may tell of anything, by their words alone: what is asked before a sentence is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from graphkit.relations.triggers import Triggers

_AHEAD = frozenset({
    "will", "would", "'ll", "’ll", "wo", "shall", "to", "could", "may", "might", "can", "going", "due", "ready",
    "agree", "agreed", "agrees", "agreement", "announce", "announced", "announces", "announcing", "plan", "plans",
    "planned", "planning", "offer", "offered", "offers", "sign", "signed", "signs",
})  # fmt: skip
"""Words that let a verb of giving lie ahead, one of which a promise by such a verb holds.

Source: the auxiliaries and semi-auxiliaries of futurity in a reference grammar of English (Quirk et al. 1985, §4.41-48),
with the verbs that `relations.giving` reads.
"""

_CALLING = frozenset({"on"})
_ERRAND = frozenset({"to", "after", "before"})
_VISITING = frozenset({"visiting", "visitor", "visitors"})


def may_tell(words: Sequence[str], triggers: Triggers) -> bool:
    """Whether a sentence may tell of a meeting, a pledge or a relation of the user's own.

    Each rule for a verb or noun needs certain words beside it; where they are missing from the sentence, it tells of nothing.

    Args:
        words: the sentence's words in lower case.
        triggers: the tables in force.
    """
    told = triggers.words.intersection(words)
    if not told:
        return False
    around = frozenset(words)
    return any(_may_meet(word, around, triggers) or _may_promise(word, around, triggers) for word in told) or any(
        triggers.lemma(word) in relation.verbs or word in relation.nouns
        for relation in triggers.relations
        for word in told
    )


def _may_meet(word: str, around: AbstractSet[str], triggers: Triggers) -> bool:
    noun = triggers.meeting_nouns.get(word)
    if noun is not None and (not noun.needs or noun.needs & around):
        return True
    lemma = triggers.lemma(word)
    if lemma in triggers.visitor_verbs and around & _VISITING:
        return True
    verb = triggers.meeting_verbs.get(lemma)
    if verb is None:
        return False
    if lemma == "call" and around & _CALLING:
        return True
    if lemma == "see" and not around & _ERRAND:
        return False
    parties = verb.direct or verb.reciprocal or verb.preps & around
    return bool(parties) and all(
        not wanted or bool(wanted & around) for wanted in (verb.needs, verb.particles, verb.through)
    )


def _may_promise(word: str, around: AbstractSet[str], triggers: Triggers) -> bool:
    if word in triggers.pledge_nouns:
        return True
    lemma = triggers.lemma(word)
    return lemma in triggers.pledge_verbs or (lemma in triggers.giving_verbs and bool(around & _AHEAD))
