"""What the rules for meeting verbs and meeting nouns share: their answers, and who met whom in one round."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.relations.lexicon import PHONE_WORDS, Mode
from graphkit.relations.tree import ancestors, is_verb, preps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party
    from graphkit.relations.status import Reading

ReasonWord = Literal[
    "no_party",
    "no_second_party",
    "same_entity",
    "same_event",
    "negated",
    "hypothetical",
    "conditional",
    "not_own_word",
    "ruled_out",
    "sport",
]

#: Fewer than this many partners named after "met with" were met one by one; more of them make a round.
ROUND_OF = 5
_APART = frozenset({"separately", "separate", "individually", "respectively", "apart"})
_SEPARATELY = frozenset({"also", "separately", "separate", "sidelines", "side-lines", "individually", "bilateral", "meetings", "each", "respectively", "series", "later", "then"})  # fmt: skip
_FUTURE_WORDS = frozenset({"tomorrow", "next", "upcoming", "coming", "later", "tonight"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A meeting as the grammar tells it.

    Attributes:
        trigger: the word that tells of it.
        anchor: the verb that dates and places hang on, or the trigger.
        ones: parties on the first side (subjects), each meeting every other.
        others: parties on the second side.
        joint: True where all took part in one round; False where `ones` met each of `others` apart.
        rule: name of the rule, such as "meet.verb.with".
        mode: what trigger and clause say about how they met.
        reading: status and speaker.
        host: entity id of the receiving party, or None.
        joins: True where the parties are only said to have been at "the meeting", which another sentence tells.
    """

    trigger: Token
    anchor: Token
    ones: tuple[Party, ...]
    others: tuple[Party, ...]
    joint: bool
    rule: str
    mode: Mode
    reading: Reading
    host: str | None = None
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a trigger gave no meeting.

    Attributes:
        trigger: the word.
        reason: one of `ReasonWord`.
        detail: the word or construction that decided.
        again: where the words say of a meeting told before that it is to be, was held or was called off ("the meeting
            was cancelled"): what they say; None elsewhere.
        anchor: the verb that says so.
        parties: ids of those whom that clause names, who took part if the meeting is theirs.
    """

    trigger: Token
    reason: ReasonWord
    detail: str = ""
    again: Reading | None = None
    anchor: Token | None = None
    parties: tuple[str, ...] = ()


def lacking(trigger: Token, reading: Reading, parties: Sequence[Party]) -> Reason:
    """Why a trigger without the parties that it takes gave nothing: it is negated, or nobody is named.

    Args:
        trigger: the word.
        reading: what the grammar says of it.
        parties: those it does name.
    """
    if reading.status == "denied":
        return Reason(trigger=trigger, reason="negated", detail=reading.why)
    detail = reading.why if reading.status == "hypothetical" else ""
    return Reason(trigger=trigger, reason="no_second_party" if parties else "no_party", detail=detail)


def is_joint(trigger: Token, ones: list[Party], others: list[Party], names: NameIndex) -> bool:
    """Whether all the others were met in one round, and not one after the other.

    Several partners in one breath are taken one by one, unless they come as one delegation (a person with their own
    country's or organisation's others) or are so many that only a round makes sense.
    """
    if len(others) < 2:
        return True
    if not ones:
        return not is_verb(trigger)  # of those whom an unknown visitor met nobody says that they met each other
    words = {token.lower_ for token in trigger.subtree}
    if words & _APART:
        return False
    group = names.doc[others[0].token]
    if others[0].via and all(_leads(names.doc[other.token], group) for other in others[1:]):
        return True  # "a Kenyan delegation led by Costa"
    if others[0].via and len({(party.start, party.end) for party in others}) == 1:
        # "officials of the EU and NATO" come together
        return not others[0].text.endswith("counterparts") and not words & _SEPARATELY
    if words & _SEPARATELY or trigger.lower_.endswith("ings"):
        return _one_delegation(others, names)
    return len(others) >= ROUND_OF or _one_delegation(others, names)


def _leads(person: Token, group: Token) -> bool:
    """Whether somebody is named as the head of a group ("a delegation led by Costa")."""
    between = itertools.takewhile(lambda above: above.i != group.i, ancestors(person))
    return group.is_ancestor(person) and any(above.lower_ in {"led", "headed"} for above in between)


def _one_delegation(others: list[Party], names: NameIndex) -> bool:
    """Whether all partners but the first are named without a country or organisation of their own."""
    marked = sum(1 for party in others[1:] if _has_own_affiliation(party, names))
    return marked == 0 and all(party.person for party in others)


def _has_own_affiliation(party: Party, names: NameIndex) -> bool:
    token = names.doc[party.token]
    before = names.doc[token.left_edge.i : token.i]
    return (
        any(entity != party.entity for inner in before for entity in names.entities_at(inner))
        or any(prep.lower_ in {"of", "from"} for prep, _ in preps(token))
        or any(child.dep_ == "appos" for child in token.children)
    )


def mode_of(token: Token, default: Mode) -> Mode:
    """How they met, as far as the words around the trigger tell."""
    near = [
        inner.lower_
        for child in token.children
        if child.dep_ not in {"ccomp", "advcl", "relcl", "nsubj"}
        for inner in child.subtree
    ]
    if any(lower in PHONE_WORDS for lower in near) or any(
        child.lower_ == "conference" and child.head.lower_.startswith("call") for child in token.children
    ):
        return "phone"
    if "face-to-face" in near or "in-person" in near or ("face" in near and near.count("face") > 1):
        return "in_person"
    return default


_FUTURE_WORDS = frozenset({"tomorrow", "next", "upcoming", "coming", "later", "tonight"})


def has_future_date(trigger: Token) -> bool:
    """Whether a date that lies ahead, or a bare weekday with a present tense, goes with the trigger."""
    if any(child.lower_ == "been" for child in trigger.children):
        return False  # "has been meeting X since Tuesday"
    for child in trigger.children:
        if child.dep_ in {"npadvmod", "prep", "advmod", "amod", "nmod"} and not is_verb(child):
            words = {inner.lower_ for inner in child.subtree}
            if words & _FUTURE_WORDS and "than" not in words:
                return True
            if words & (_WEEKDAYS | {"weekend"}) and trigger.tag_ in {"VBZ", "VBP", "VBG"} and "last" not in words:
                return True
    return False
