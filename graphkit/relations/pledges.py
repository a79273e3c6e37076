"""Pledges in a sentence: each trigger is handed to the rules for its verb or noun.

Source of the constructions: the annotation guidelines' definition of a pledge; PLOVER AGREE and CAMEO 03 for what is
promised; threats (CAMEO 13) are ruled out by what is vowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason
from graphkit.relations.giving import read_agreement, read_announcement, read_giving
from graphkit.relations.pledge_nouns import read_pledge_noun
from graphkit.relations.pledge_verbs import read_pledge_verb
from graphkit.relations.tree import is_verb
from graphkit.relations.triggers import TRIGGERS, Triggers, ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex
    from graphkit.relations.pledge_parts import PledgeFinding


def find_pledges(
    words: Iterable[Token], names: NameIndex, triggers: Triggers = TRIGGERS
) -> Iterator[PledgeFinding | Reason]:
    """Every promise that a sentence tells, and every trigger in it that tells of none, in order of the text.

    Args:
        words: those tokens of the sentence that are among `triggers.words`.
        names: the document's names.
        triggers: the tables in force.
    """
    for token in words:
        lower = token.lower_
        lemma = triggers.lemma(lower)
        if not (lemma in triggers.pledge_verbs or lemma in triggers.giving_verbs or lower in triggers.pledge_nouns):
            continue
        if phrase := ruled_out(token, triggers.not_pledges):
            yield Reason(trigger=token, reason="ruled_out", detail=phrase)
        else:
            yield from _read(token, lemma, names, triggers)


def _read(token: Token, lemma: str, names: NameIndex, triggers: Triggers) -> Iterator[PledgeFinding | Reason]:
    verb = is_verb(token)
    if lemma in triggers.pledge_verbs and token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
        yield Reason(trigger=token, reason="ruled_out", detail="modifies another noun")
    elif verb and lemma in triggers.pledge_verbs and token.dep_ != "aux":
        yield from read_pledge_verb(token, lemma, triggers.pledge_verbs[lemma], names)
    elif token.lower_ in triggers.pledge_nouns and token.tag_ in {"NN", "NNS"}:
        yield from read_pledge_noun(token, names)
    elif not verb or lemma not in triggers.giving_verbs:
        return
    elif lemma == "agree" or _signs_up(token, lemma):
        yield from read_agreement(token, names)
    elif lemma == "sign":
        return
    elif lemma == "announce":
        yield from read_announcement(token, names)
    elif token.dep_ not in {"amod", "aux"}:
        yield from read_giving(token, lemma, names)


def _signs_up(verb: Token, lemma: str) -> bool:
    """Whether "sign up to" agrees to do something."""
    return lemma == "sign" and any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children)
