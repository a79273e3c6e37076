"""Pledges in a sentence: each trigger is handed to the rules for its verb or noun.

Source of the constructions: the annotation guidelines' definition of a pledge; PLOVER AGREE and CAMEO 03 for what is
promised; threats (CAMEO 13) are ruled out by what is vowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.giving import read_agreement, read_announcement, read_giving
from graphkit.relations.lexicon import GIVING_VERBS, PLEDGE_NOUNS, PLEDGE_VERBS, lemma_of
from graphkit.relations.pledge_nouns import read_pledge_noun
from graphkit.relations.pledge_verbs import read_pledge_verb
from graphkit.relations.tree import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span

    from graphkit.relations.findings import Reason
    from graphkit.relations.names import NameIndex
    from graphkit.relations.pledge_parts import PledgeFinding


def find_pledges(sentence: Span, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """Every promise that a sentence tells, and every trigger in it that tells of none, in order of the text."""
    for token in sentence:
        lower = token.lower_
        lemma = lemma_of(lower)
        if is_verb(token) and lemma in PLEDGE_VERBS and token.dep_ not in {"amod", "aux"}:
            yield from read_pledge_verb(token, lemma, names)
        elif lower in PLEDGE_NOUNS and token.tag_ in {"NN", "NNS"} and token.dep_ != "compound":
            yield from read_pledge_noun(token, names)
        elif is_verb(token) and lemma == "agree":
            yield from read_agreement(token, names)
        elif is_verb(token) and lemma in GIVING_VERBS and token.dep_ not in {"amod", "aux"}:
            yield from read_giving(token, lemma, names)
        elif lemma == "announce" and is_verb(token):
            yield from read_announcement(token, names)
