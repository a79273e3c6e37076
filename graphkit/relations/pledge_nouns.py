"""Pledges told by a noun of promising: "a promise by X to Y", "renewed its pledge to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason, lacking
from graphkit.relations.lexicon import BACK_ON, BREAKING_VERBS, PLEDGE_LIGHT_VERBS, PLEDGE_RECEIVING, lemma_of
from graphkit.relations.parties import parties_of
from graphkit.relations.pledge_parts import PledgeFinding, content_of, is_hostile, is_resource
from graphkit.relations.recipients import beneficiaries_of, of_clause
from graphkit.relations.status import Reading, read_noun, read_verb
from graphkit.relations.tree import children, has_to, is_verb, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party


#: Who does one of these to a promise has given it.
_KEEPING = frozenset(
    {"sign", "keep", "kept", "honour", "honoured", "honor", "honored", "fulfil", "fulfilled", "fulfill"}
)
_SETTLING = _KEEPING | BREAKING_VERBS | BACK_ON


def read_pledge_noun(noun: Token, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """The pledge that a noun tells, or why it tells of none.

    Args:
        noun: a noun of promising.
        names: the document's names.
    """
    if noun.lower_ == "word" and not _is_given(noun):
        return  # any other word
    if noun.dep_ == "compound":
        yield Reason(trigger=noun, reason="ruled_out", detail="modifies another noun")
        return
    governor = noun.head if noun.dep_ in {"dobj", "nsubjpass", "attr"} and is_verb(noun.head) else None
    clause = next(
        (
            child
            for child in noun.children
            if child.dep_ in {"acl", "relcl", "ccomp"}
            and (has_to(child) or child.dep_ == "ccomp" or _that_clause(child))
        ),
        None,
    )
    if clause is None:
        clause = next(
            (
                inner
                for child in noun.children
                if child.dep_ == "prep" and child.lower_ in {"to", "of"}
                for inner in child.children
                if inner.dep_ == "pcomp"
            ),
            None,
        )
    goods = [
        target
        for prep, target in preps(noun)
        if prep.lower_ == "of"
        and (target.tag_.startswith("NN") or target.tag_ == "CD")
        and (is_resource(target) or target.ent_type_ == "MONEY")
    ]
    light = governor is not None and lemma_of(governor.lower_) in PLEDGE_LIGHT_VERBS
    above = governor or _taken_back(noun)
    if clause is None and above is not None and (light or lemma_of(above.lower_) in _SETTLING):
        clause = _beside(noun, above)  # "gave its word that …": the parser may hang the promise on the verb
    refused = any(child.lower_ == "no" for child in noun.children)
    if clause is None and not goods and refused:
        yield Reason(trigger=noun, reason="negated", detail="no")
        return
    if clause is None and not goods:
        yield Reason(trigger=noun, reason="ruled_out", detail="no promise follows")
        return
    if clause is not None and is_hostile(clause):
        yield Reason(trigger=noun, reason="ruled_out", detail=f"threat: {clause.lower_}")
        return
    pledgers, path = _noun_pledgers(noun, governor, names, light=light)
    if not pledgers:
        yield lacking(noun, read_verb(governor) if governor is not None else Reading("occurred"), [])
        return
    known = {party.entity for party in pledgers}
    recipients = [
        party
        for prep, target in preps(noun)
        if prep.lower_ in {"to", "for"}
        for party in parties_of([target], names)
        if party.entity not in known
    ]
    if governor is not None and lemma_of(governor.lower_) in PLEDGE_RECEIVING:
        recipients = [party for party in parties_of(subjects(governor), names) if party.entity not in known]
    elif governor is not None:
        hearers = [*children(governor, "dative"), *(target for prep, target in preps(governor) if prep.lower_ == "to")]
        hearers += _taken_for_subject(clause)
        recipients += [party for party in parties_of(hearers, names) if party.entity not in known]
    if not recipients:
        beneficiaries = [party for thing in goods for party in beneficiaries_of(thing, names)]
        recipients = [party for party in beneficiaries if party.entity not in known]
    if clause is not None and not recipients:
        recipients = [party for party in of_clause(clause, names) if party.entity not in known]
    content = content_of(noun, clause, goods, names)
    reading = (
        read_noun(noun, governor, link="object")
        if governor is not None and not light
        else read_verb(governor)
        if governor is not None
        else Reading("occurred")
    )
    reading = Reading("denied", "no", reading.speaker) if refused else _broken(noun, reading)
    yield PledgeFinding(
        trigger=noun, anchor=governor if governor is not None else noun, pledgers=tuple(pledgers), recipients=tuple(recipients), content=content,
        rule=f"{noun.lower_.removesuffix('s')}.noun.{path}",  reading=reading,
    )  # fmt: skip


def _beside(noun: Token, governor: Token) -> Token | None:
    """The infinitive or that-clause behind a promise noun that hangs on the noun's verb."""
    for child in governor.children:
        if child.i > noun.i and (
            (child.dep_ in {"xcomp", "advcl"} and has_to(child)) or (child.dep_ == "ccomp" and _that_clause(child))
        ):
            return child
    return None


def _taken_for_subject(clause: Token | None) -> list[Token]:
    """Who hears "a promise to Roe to cut taxes", where the parser has them cut the taxes."""
    if clause is None or not has_to(clause):
        return []
    return [
        child for child in children(clause, "nsubj") if child.left_edge.i and child.left_edge.nbor(-1).lower_ == "to"
    ]


def _is_given(noun: Token) -> bool:
    """Whether "word" is a promise: one's own, and given or gone back on."""
    governor = noun.head
    own = any(child.tag_ == "PRP$" or child.dep_ == "poss" for child in noun.children)
    return own and ((noun.dep_ == "dobj" and lemma_of(governor.lower_) == "give") or _taken_back(noun) is not None)


def _taken_back(noun: Token) -> Token | None:
    """The verb by which somebody goes "back on" a promise, or None."""
    verb = noun.head.head
    back = any(child.lower_ == "back" for child in children(verb, "advmod", "prt"))
    return verb if noun.head.lower_ == "on" and back and lemma_of(verb.lower_) in BACK_ON else None


def _that_clause(child: Token) -> bool:
    return any(inner.lower_ == "that" and inner.dep_ == "mark" for inner in child.children)


def _broken(noun: Token, reading: Reading) -> Reading:
    """A promise told as broken or withdrawn is denied."""
    item = noun.head
    if item.lower_ == "on":
        item = item.head
    back = lemma_of(item.lower_) in BACK_ON and any(child.lower_ == "back" for child in item.children)
    if back or lemma_of(item.lower_) in BREAKING_VERBS:
        return Reading("denied", item.lower_, reading.speaker)
    return reading


def _deep_preps(holder: Token) -> Iterator[tuple[Token, Token]]:
    """Prepositions below a token and below what it is "of" ("a pledge of 5 million from X")."""
    for prep, target in preps(holder):
        yield prep, target
        if prep.lower_ == "of":
            yield from preps(target)


def _noun_pledgers(noun: Token, governor: Token | None, names: NameIndex, *, light: bool) -> tuple[list[Party], str]:
    owners = parties_of(children(noun, "poss"), names)
    if owners:
        return owners, "owner"
    receiving = governor is not None and lemma_of(governor.lower_) in PLEDGE_RECEIVING
    by = [
        party
        for holder in (noun, governor if receiving else None)
        if holder is not None
        for prep, target in _deep_preps(holder)
        if prep.lower_ in {"by", "from"}
        for party in parties_of([target], names)
    ]
    if by:
        return by, "by"
    whose = [target for prep, target in preps(noun) if prep.lower_ == "of" and not is_resource(target)]
    if owned := parties_of(whose, names):
        return owned, "of"
    above = noun.head.head if noun.head.lower_ == "on" else noun.head
    if (
        lemma_of(above.lower_) in BREAKING_VERBS | _KEEPING or _taken_back(noun) is not None
    ):  # "reneged on a promise to"
        return parties_of(subjects(above), names), f"{lemma_of(above.lower_)}.subject"
    if governor is not None and light and lemma_of(governor.lower_) not in PLEDGE_RECEIVING:
        return parties_of(subjects(governor), names), f"{lemma_of(governor.lower_)}.subject"
    return [], ""
