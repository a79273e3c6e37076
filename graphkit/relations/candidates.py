"""Which sentences may tell of anything, by their words alone: what is asked before a sentence is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.relations.lexicon import HELPING_VERBS, RESOURCES, inflect
from graphkit.relations.pledge_parts import COUNTED, FUTURE, MAGNITUDE_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from graphkit.relations.triggers import Triggers

_GOODS: Final = RESOURCES | COUNTED | MAGNITUDE_LETTERS | frozenset().union(*map(inflect, HELPING_VERBS))
"""Words for what is given, and for helping, one of which stands beside a verb that tells of no help by itself."""

_CALLING: Final = frozenset({"on"})
_SEEING: Final = {"see": frozenset({"to"}), "seeing": frozenset({"after", "before", "without"})}
"""The forms of "see" that may tell of an errand, with the words one of which stands before them."""

_VISITING: Final = frozenset({"visiting", "visitor", "visitors"})


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
    return any(
        _may_meet(word, words, around, triggers) or _may_promise(word, words, around, triggers) for word in told
    ) or any(
        triggers.lemma(word) in relation.verbs or word in relation.nouns
        for relation in triggers.relations
        for word in told
    )


def _may_meet(word: str, words: Sequence[str], around: AbstractSet[str], triggers: Triggers) -> bool:
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
    if lemma == "see" and not _follows(word, words, _SEEING.get(word, frozenset())):
        return False
    parties = verb.direct or verb.reciprocal or verb.preps & around
    return bool(parties) and all(
        not wanted or bool(wanted & around) for wanted in (verb.needs, verb.particles, verb.through)
    )


def _may_promise(word: str, words: Sequence[str], around: AbstractSet[str], triggers: Triggers) -> bool:
    """As `relations.giving` reads a verb of giving: to come, and of what can be given where the verb doesn't say so."""
    if word in triggers.pledge_nouns:
        return True
    lemma = triggers.lemma(word)
    if lemma in triggers.pledge_verbs:
        return True
    if lemma not in triggers.giving_verbs:
        return False
    if lemma == "agree":
        return "to" in around or not around.isdisjoint(_GOODS)
    if lemma == "sign":
        return "up" in around
    if lemma != "announce" and not _follows(word, words, FUTURE):
        return False
    return lemma in HELPING_VERBS or any(other in _GOODS for other in around if other != word)


def _follows(word: str, words: Sequence[str], others: AbstractSet[str]) -> bool:
    """Whether a word stands somewhere behind one of others."""
    first = next((place for place, other in enumerate(words) if other in others), len(words))
    return word in words[first + 1 :]
