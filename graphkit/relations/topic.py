"""What a meeting was about, in the words of the passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.lexicon import MEETING_NOUNS, TOPIC_VERBS, lemma_of
from graphkit.relations.tree import children, is_verb, preps

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPIC_PREPS = frozenset({"on", "about", "over", "regarding", "concerning"})
_NO_TOPIC = frozenset({"DATE", "TIME", "PERSON", "CARDINAL"})
#: Longest topic in tokens; a longer phrase is cut behind its head's own words.
LONGEST_TOPIC = 14


def topic_of(scope: tuple[Token, ...]) -> str:
    """The topic that the grammar hangs on a meeting, or "".

    Args:
        scope: the trigger and the verbs whose adverbials are the meeting's, the nearest first.
    """
    for token in scope:
        for prep, target in preps(token):
            if prep.lower_ in _TOPIC_PREPS and _is_topic(target):
                return _words(target)
        for child in children(token, "xcomp", "advcl", "conj", "acl", "relcl"):
            if is_verb(child) and lemma_of(child.lower_) in TOPIC_VERBS:
                for target in children(child, "dobj"):
                    return _words(target)
    return ""


def _is_topic(target: Token) -> bool:
    if target.ent_type_ in _NO_TOPIC or target.lower_ in MEETING_NOUNS:
        return False
    return target.tag_.startswith("NN") and target.lower_ not in _SETTINGS


_SETTINGS = frozenset({"sidelines", "side-lines", "margins", "phone", "telephone", "video", "invitation", "request", "condition", "behalf", "visit", "trip", "eve", "basis", "initiative"})  # fmt: skip


def _words(target: Token) -> str:
    first, last = target.left_edge.i, target.right_edge.i
    if last - first >= LONGEST_TOPIC:
        last = max(
            [
                target.i,
                *(
                    child.right_edge.i
                    for child in target.children
                    if child.dep_ == "prep" and child.right_edge.i - first < LONGEST_TOPIC
                ),
            ]
        )
    for child in target.children:
        if child.i > target.i and child.dep_ in {"relcl", "appos", "acl"}:
            last = min(last, child.left_edge.i - 1)
    while last > target.i and (target.doc[last].is_punct or target.doc[last].is_space):
        last -= 1
    return str(target.doc[first : last + 1].text)
