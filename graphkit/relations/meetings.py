"""Meetings in a sentence: each trigger is handed to the rules for its verb or noun.

Every rule answers with a `Finding`, or with a `Reason` why there is no meeting, so that an analyst can see what was
passed over.
Source of the constructions: the annotation guidelines' definition of a meeting and a reference grammar of English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Finding, Reason
from graphkit.relations.lexicon import (
    FICTION,
    FIXTURE_WORDS,
    MEETING_NOUNS,
    SPORT_ROUNDS,
    SPORT_WORDS,
    lemma_of,
)
from graphkit.relations.meeting_nouns import read_meeting_noun
from graphkit.relations.meeting_verbs import read_meeting_verb, read_visitor
from graphkit.relations.tree import children, coordinated, is_verb
from graphkit.relations.triggers import TRIGGERS, Triggers, ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span, Token

    from graphkit.relations.names import NameIndex


#: Names of matches after a preposition ("met in the final").
_ROUND_NAMES = frozenset({"final", "game", "match", "opener", "friendly"})


def find_meetings(
    words: Iterable[Token], names: NameIndex, triggers: Triggers = TRIGGERS
) -> Iterator[Finding | Reason]:
    """Every meeting that a sentence tells, and every trigger in it that tells of none, in order of the text.

    Args:
        words: those tokens of the sentence that are among `triggers.words`.
        names: the document's names.
        triggers: the tables in force.
    """
    sport: bool | None = None
    for token in words:
        if not _is_trigger(token, triggers):
            continue
        if sport is None:
            sport = is_sport(token.sent)
        if sport or (lemma_of(token.lower_) == "meet" and _is_fixture(token)):
            yield Reason(trigger=token, reason="sport")
        elif is_verb(token) and (story := _is_told_in(token)):
            yield Reason(trigger=token, reason="ruled_out", detail=story)
        elif phrase := ruled_out(token, triggers.not_meetings):
            yield Reason(trigger=token, reason="ruled_out", detail=phrase)
        else:
            yield from _read(token, names, triggers)


def _is_fixture(verb: Token) -> bool:
    """Whether sides meet in a competition ("will meet in the final", "met in the semifinals")."""
    return any(
        token.lower_ in FIXTURE_WORDS or (token.lower_ in _ROUND_NAMES and token.dep_ == "pobj")
        for token in verb.subtree
    ) or _is_team(verb)


def _is_team(verb: Token) -> bool:
    """Whether one country, or one name, takes a plural verb ("Kenya meet Oman on Saturday"): that is a team's."""
    if verb.lower_ != "meet" or verb.tag_ not in {"VB", "VBP"} or not children(verb, "dobj"):
        return False
    if any(child.dep_ in {"aux", "auxpass", "expl"} for child in verb.children):
        return False
    own = children(verb, "nsubj")
    return len(own) == 1 and own[0].tag_ == "NNP" and len(coordinated(own[0])) == 1 and verb.dep_ == "ROOT"


def _is_told_in(verb: Token) -> str:
    """The story, film or play in which people meet ("In the novel, Roe meets Lind"), or ""."""
    told = (target.lower_ for child in verb.children if child.lower_ == "in" for target in child.children)
    return next((word for word in told if word in FICTION), "")


def _is_trigger(token: Token, triggers: Triggers) -> bool:
    lower = token.lower_
    if lower in triggers.meeting_nouns and (
        token.tag_ in {"NN", "NNS", "NNP", "NNPS"} or token.dep_ in {"dobj", "pobj"}
    ):
        return not is_verb(token)
    lemma = triggers.lemma(lower)
    return (
        (lemma in triggers.meeting_verbs or lemma in triggers.visitor_verbs)
        and is_verb(token)
        and token.dep_ not in {"aux", "auxpass"}
    )


def _read(token: Token, names: NameIndex, triggers: Triggers) -> Iterator[Finding | Reason]:
    if not is_verb(token):
        yield from read_meeting_noun(token, triggers.meeting_nouns[token.lower_], names)
        return
    lemma = triggers.lemma(token.lower_)
    verb = triggers.meeting_verbs.get(lemma)
    if verb is not None:
        yield from read_meeting_verb(token, lemma, verb, names)
    else:
        yield from read_visitor(token, names)


def is_sport(sentence: Span) -> bool:
    """Whether a sentence tells of a fixture: two words of sport, or a numbered round."""
    lowers = [token.lower_ for token in sentence]
    hits = sum(lower in SPORT_WORDS for lower in set(lowers))
    rounds = any(
        lower == "round" and index and lowers[index - 1] in SPORT_ROUNDS and not (index + 2 < len(lowers) and lowers[index + 1] == "of" and lowers[index + 2] in MEETING_NOUNS)
        for index, lower in enumerate(lowers)
    )  # fmt: skip
    return hits >= 2 or (rounds and not any(lower in {"talks", "negotiations", "discussions"} for lower in lowers))
