"""Pledges told as giving to come: "agreed to provide", "will send", "announced a grant for"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason, lacking
from graphkit.relations.lexicon import ANNOUNCING_VERBS, HELPING_VERBS, lemma_of
from graphkit.relations.names import MEDIA
from graphkit.relations.parties import is_people, parties_of, subject_parties
from graphkit.relations.pledge_parts import (
    FUTURE,
    PledgeFinding,
    content_of,
    is_giving,
    is_resource,
    last_of,
    trim,
)
from graphkit.relations.recipients import of_clause, recipients_of
from graphkit.relations.status import Reading, read_verb
from graphkit.relations.tree import agents, children, has_to, is_verb, objects, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party

_THANKS = frozenset({"thanks", "gratitude", "appreciation", "thankful", "grateful"})


def read_agreement(verb: Token, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """A promise where what is agreed is help or resources ("agreed to provide …")."""
    clause = next(
        (child for child in verb.children if child.dep_ in {"xcomp", "advcl"} and has_to(child) and child.i > verb.i),
        None,
    )
    things = [thing for thing in children(verb, "dobj") if is_resource(thing)] if clause is None else []
    if clause is None and not (things and lemma_of(verb.lower_) == "agree"):
        return
    if clause is not None and not is_giving(clause):
        return
    pledgers = subject_parties(verb, names)
    if things and len(pledgers) > 1:
        return  # what two agree between them is no promise of each
    if not pledgers:
        yield lacking(verb, read_verb(verb), [])
        return
    yield PledgeFinding(
        trigger=verb, anchor=verb, pledgers=tuple(pledgers), recipients=tuple(recipients_of(verb, clause, things, pledgers, names, hearer=False)),
        content=content_of(verb, clause, things, names), rule="agree.verb.giving",  reading=read_verb(verb),
    )  # fmt: skip


def read_giving(verb: Token, lemma: str, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """The party's own word that it will help ("will provide …", "said it would provide …")."""
    if not any(child.lower_ in FUTURE and child.dep_ == "aux" for child in verb.children) or not is_giving(verb):
        return
    head = verb.head
    reported = verb.dep_ in {"ccomp", "conj", "parataxis"} and lemma_of(head.lower_) in ANNOUNCING_VERBS
    pledgers = subject_parties(verb, names)
    if not pledgers and not any(is_people(subject) for subject in subjects(verb)):
        return  # "the plan will help farmers": things promise nothing
    reason = _withheld(verb)
    if reason is None and not pledgers:
        reason = Reason(trigger=verb, reason="no_party")
    if reason is None and not _is_own_word(verb, lemma, pledgers, names, reported=reported):
        reason = Reason(trigger=verb, reason="not_own_word", detail=head.lower_ if head != verb else "")
    if reason is not None:
        yield reason
        return
    recipients = recipients_of(verb, verb, [], pledgers, names, hearer=False)
    if not recipients and reported and lemma_of(head.lower_) == "tell":  # "told Costa that France would help"
        known = {party.entity for party in pledgers}
        recipients = [party for party in parties_of(objects(head), names) if party.entity not in known]
        recipients = [party for party in recipients if names.entities[party.entity].kind not in MEDIA]
    yield PledgeFinding(
        trigger=verb, anchor=head if reported else verb, pledgers=tuple(pledgers), recipients=tuple(recipients),
        content=_after_auxiliaries(verb), rule=f"{lemma}.verb.{'announced' if reported else 'future'}",
        reading=Reading("occurred"),
    )  # fmt: skip


def _withheld(verb: Token) -> Reason | None:
    """Why "will help" gives no word: it is negated, has a condition, or is a passive."""
    if any(child.dep_ == "neg" for child in verb.children):
        return Reason(trigger=verb, reason="negated", detail="not")
    for child in children(verb, "advcl"):
        mark = next((inner.lower_ for inner in child.children if inner.lower_ in {"if", "unless"}), None)
        if mark is not None:
            return Reason(trigger=verb, reason="conditional", detail=mark)
    if any(inner.lower_ == "no" for thing in children(verb, "dobj") for inner in children(thing, "det")):
        return Reason(trigger=verb, reason="negated", detail="no")  # "would provide no aid"
    if any(child.lower_ == "have" for child in children(verb, "aux")):
        return Reason(trigger=verb, reason="hypothetical", detail="would have")
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    return Reason(trigger=verb, reason="no_party", detail="passive") if passive else None


def _is_own_word(verb: Token, lemma: str, pledgers: list[Party], names: NameIndex, *, reported: bool) -> bool:
    """Whether those who are to help say so themselves, or their country or organisation stands by it."""
    if verb.dep_ not in {"ROOT", "ccomp", "conj", "parataxis"} or (verb.dep_ == "ccomp" and not reported):
        return False
    if not reported or verb.dep_ != "ccomp":
        return lemma in HELPING_VERBS and _commits(verb, pledgers, names)
    speakers = parties_of(subjects(verb.head), names)
    own = {party.entity for party in speakers} & {party.entity for party in pledgers}
    return bool(own) or _speaks_for(speakers, pledgers)


def _speaks_for(speakers: list[Party], pledgers: list[Party]) -> bool:
    """Whether a promise told by another is the pledger's own: organisations and countries speak through people."""
    return all(not party.person for party in pledgers) and (not speakers or all(party.person for party in speakers))


def _commits(verb: Token, pledgers: list[Party], names: NameIndex) -> bool:
    """Whether a plain "will help" commits: an organisation or country that gives resources or helps a named party."""
    if any(party.person for party in pledgers):
        return False
    return bool(of_clause(verb, names)) or any(is_resource(child) for child in children(verb, "dobj"))


def _after_auxiliaries(verb: Token) -> tuple[int, int] | None:
    return _trim_end(verb, last_of(verb) + 1)


def _trim_end(verb: Token, end: int) -> tuple[int, int]:
    while end > verb.i + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].is_space):
        end -= 1
    return verb.i, end


def read_announcement(verb: Token, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """Resources that are announced are promised ("announced a $5 million grant", "packages announced by …")."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        things, heads, path = [verb.head], agents(verb), "announced_by"
    elif any(child.dep_ == "nsubjpass" for child in verb.children):
        things, heads, path = children(verb, "nsubjpass"), agents(verb), "passive"
    else:
        things, heads, path = children(verb, "dobj"), subjects(verb), "object"
    if not any(is_resource(thing) for thing in things):
        return
    pledgers = parties_of(heads, names)
    reading = read_verb(verb)
    if reading.status == "denied" or not pledgers:
        yield lacking(verb, reading, pledgers)
        return
    if reading.status != "occurred":
        yield Reason(trigger=verb, reason="hypothetical", detail=reading.why)
        return
    recipients = recipients_of(verb, None, things, pledgers, names, hearer=False)
    thankers = [] if recipients else _thankers(things[0], names)
    yield PledgeFinding(
        trigger=verb, anchor=verb, pledgers=tuple(pledgers), recipients=tuple(recipients or thankers), thanked=bool(thankers),
        content=_thing_bounds(verb, things), rule=f"announce.verb.{path}",  reading=reading,
    )  # fmt: skip


def _thankers(thing: Token, names: NameIndex) -> list[Party]:
    """Those who give thanks for what is announced ("thanked Italy for the aid announced by …"): it is for them."""
    if thing.dep_ != "pobj" or thing.head.lower_ != "for":
        return []
    above = thing.head.head
    verb = above if is_verb(above) else above.head
    if is_verb(verb) and (
        lemma_of(verb.lower_) == "thank" or any(child.lower_ in _THANKS for child in children(verb, "dobj"))
    ):
        return parties_of(subjects(verb), names)
    if above.lower_ in _THANKS and names.proper(above.head) is not None:
        return parties_of([above.head], names)  # the parser may take "X extended gratitude" for a noun phrase
    return []


def _thing_bounds(verb: Token, things: list[Token]) -> tuple[int, int] | None:
    head = things[0]
    end = head.right_edge.i + 1 if head.right_edge.i < verb.i or head.i > verb.i else head.i + 1
    return trim(verb, head.left_edge.i, end)
