"""Pledges told by a verb of promising: "pledged to", "promised that", "committed itself"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason, lacking
from graphkit.relations.lexicon import PLEDGE_EXCLUDED_OBJECTS, PledgeVerb, lemma_of
from graphkit.relations.parties import parties_of, subject_parties
from graphkit.relations.pledge_parts import (
    FUTURE,
    PledgeFinding,
    all_for,
    content_of,
    country_before,
    is_account,
    is_blow,
    is_hostile,
    is_refusal,
    is_resource,
    is_sum,
    last_of,
    parted,
    shared,
    tells_how,
)
from graphkit.relations.recipients import recipients_of
from graphkit.relations.status import read_verb
from graphkit.relations.tree import agents, children, coordinated, has_to, is_verb, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party


_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
#: What one assures somebody of is a promise where it is one of these ("assured Kenya of its support").
_BACKING = frozenset({"support", "backing", "help", "assistance", "aid", "cooperation", "co-operation", "protection", "solidarity"})  # fmt: skip

#: Where people are sent against their will ("was committed to hospital").
_CUSTODY = frozenset({"hospital", "prison", "jail", "custody", "asylum", "institution", "ward", "clinic", "trial"})
#: "Assured her in a letter that …": what is promised may hang on where it stands.
_TO_SOMEBODY = frozenset({"assure", "reassure", "promise"})


def read_pledge_verb(verb: Token, lemma: str, spec: PledgeVerb, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """The pledge that a verb tells, or why it tells of none.

    Args:
        verb: a form of a verb of promising.
        lemma: its lemma.
        spec: its line in the table.
        names: the document's names.
    """
    clause = _promised_clause(verb, lemma)
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    if clause is not None and tells_how(clause) and children(verb, "dobj"):
        clause = None  # "pledged $5 million, to be paid by May"
    things, hearers = _promised_things(verb, lemma, clause, passive=passive, heard=spec.hearer)
    purpose = _purpose(clause, things)
    if clause is None and ((spec.clause_only and not hearers) or not _promises_thing(verb, lemma, things)):
        why = "no promise follows"
    else:
        why = _ruled_out(verb, lemma, clause, things)
    if why or (purpose is None and clause is not None and is_hostile(clause)):
        yield Reason(trigger=verb, reason="ruled_out", detail=why or f"threat: {clause.lower_ if clause else ''}")
        return
    pledgers = _pledgers(verb, names, passive=passive) or _speaking_for(clause, things, names)
    if not pledgers:
        yield lacking(verb, read_verb(verb), [])
        return
    content = content_of(verb, None if purpose is not None else clause, things, names)
    if purpose is not None and content is not None:
        content = content[0], last_of(purpose) + 1
    recipients = recipients_of(verb, clause, things, pledgers, names, hearer=spec.hearer)
    known = {party.entity for party in pledgers}
    hearers += [country for thing in things if (country := country_before(verb, thing, names)) is not None]
    recipients = [party for party in parties_of(hearers, names) if party.entity not in known] or recipients
    path = "clause" if clause is not None and not has_to(clause) else "infinitive" if clause is not None else "object"
    whole = PledgeFinding(
        trigger=verb, anchor=verb, pledgers=tuple(pledgers), recipients=tuple(recipients), content=content, rule=f"{lemma}.verb.{path}",  reading=read_verb(verb),
    )  # fmt: skip
    if content is None or clause is not None:
        yield whole
    else:
        yield from _each(whole, content, f"{lemma}.verb", names)


def _each(whole: PledgeFinding, content: tuple[int, int], rule: str, names: NameIndex) -> Iterator[PledgeFinding]:
    """A promise of things, or the several that one verb tells: by several parties, or to several."""
    doc = whole.trigger.doc
    content, others = parted(content, doc, names)
    behind = whole.trigger.i + 1
    behind += behind < len(doc) and doc[behind].lower_ == "the"
    heard = names.proper(doc[behind]) if behind < content[0] else None
    if (
        others and heard is not None and heard[0].id in {party.entity for party in whole.recipients}
    ):  # "promised Kenya $5 million and Mali $2 million"
        theirs = {party.entity for party, _ in others}
        rest = tuple(party for party in whole.recipients if party.entity not in theirs)
        yield replace(whole, content=content, recipients=rest)
        for party, amount in others:
            yield replace(whole, recipients=(party,), content=amount, rule=f"{rule}.shared")
        return
    if others:  # "France promised 5 million euros and Italy 3 million"
        together = all_for(others[-1][1][1], doc, names) if not whole.recipients else None
        recipients = (together,) if together is not None else whole.recipients
        yield replace(whole, content=content, recipients=recipients)
        for party, amount in others:
            yield replace(whole, pledgers=(party,), recipients=recipients, content=amount, rule=f"{rule}.gapped")
        return
    content, further = shared(content, doc, names)
    theirs = {party.entity for party, _ in further}
    rest = tuple(party for party in whole.recipients if party.entity not in theirs)
    yield replace(whole, content=content, recipients=rest)
    for party, amount in further:  # "$5 million to Kenya and $2 million to Mali"
        yield replace(whole, recipients=(party,), content=amount, rule=f"{rule}.shared")


def _promised_clause(verb: Token, lemma: str) -> Token | None:
    """The verb of the infinitive or clause that says what is promised."""
    for child in verb.children:
        if child.i < verb.i:
            if child.dep_ == "ccomp" and any(inner.lower_ in FUTURE for inner in child.children):
                return child  # "We will help," X promised
            continue
        if child.lower_ == "worth":  # "promised Kenya loans worth 5 million"
            continue
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and (has_to(child) or child.dep_ != "advcl"):
            return child
        if child.dep_ == "prep" and child.lower_ == "to":
            for inner in child.children:
                if inner.dep_ == "pcomp" or inner.tag_ == "VBG":
                    return inner
        if child.dep_ == "prep" and lemma in _TO_SOMEBODY:  # "assured her in a letter that …"
            told = next((deep for inner in child.children for deep in inner.children if _is_finite_that(deep)), None)
            if told is not None:
                return told
        if child.dep_ in {"dobj", "nsubj"} and lemma in {"promise", "pledge", "assure", "vow"}:
            deeper = next((deep for deep in child.children if deep.dep_ in {"acl", "relcl"} and has_to(deep)), None)
            if deeper is not None and child.dep_ == "dobj":
                return deeper
    return None


def _promised_things(
    verb: Token, lemma: str, clause: Token | None, *, passive: bool, heard: bool
) -> tuple[list[Token], list[Token]]:
    """Heads of what is promised where it is a thing, and of those to whom, where they are no plain object."""
    things = [child for child in children(verb, "dobj", "dative") if child.lower_ not in _SELVES]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "the aid pledged by X"
        things = [verb.head]
    gap = verb.dep_ == "relcl" and not things and clause is None and not passive
    if gap and verb.head.i < verb.i and is_resource(verb.head) and any(_is_own(child) for child in subjects(verb)):
        return [verb.head], []  # "the aid that X had pledged"
    if not things and clause is None:  # "promised and delivered food"
        things = [inner for child in children(verb, "conj") if is_verb(child) for inner in children(child, "dobj")]
    if things and all(thing.dep_ == "dative" for thing in things):  # "promised its members a ballot"
        behind = (child for child in children(verb, "npadvmod") if child.i > verb.i)
        things += [child for child in behind if child.ent_type_ not in {"DATE", "TIME"}]
    elif len(things) == 1 and not is_resource(things[0]):  # "promised the city £2.5m"
        things += [child for child in children(verb, "npadvmod") if child.i > things[0].i and is_sum(child)]
    if passive and heard and (clause is not None or things):  # "Kenya was promised money by France"
        return things, children(verb, "nsubjpass")
    if passive:
        return children(verb, "nsubjpass"), []
    if lemma in {"assure", "reassure"} and clause is None and (help_ := _backing(verb)):
        return help_, things
    return things, []


def _is_own(subject: Token) -> bool:
    """Whether the subject of a relative clause is not the relative pronoun itself."""
    return subject.tag_ not in {"WDT", "WP"} and subject.lower_ not in {"that", "which", "who"}


def _ruled_out(verb: Token, lemma: str, clause: Token | None, things: list[Token]) -> str:
    """The word or construction that makes it no promise, or ""."""
    if any(item.lower_ in PLEDGE_EXCLUDED_OBJECTS for thing in things for item in coordinated(thing)):
        return str(things[0].lower_)
    if none := next((thing.lower_ for thing in things if thing.lower_ == "nothing" or is_blow(thing)), ""):
        return str(none)
    if clause is not None and is_refusal(clause):
        return f"a refusal: {clause.lower_}"
    if clause is not None and is_account(clause):
        return f"an account: {clause.lower_}"
    if verb.tag_ == "VBG" and any(lemma_of(child.lower_) == "have" for child in children(verb, "aux")):
        return "an adjective"  # "had promising students": the parser may take it for the verb
    if lemma == "commit" and any(prep.lower_ == "to" and target.lower_ in _CUSTODY for prep, target in preps(verb)):
        own = any(child.lower_ in _SELVES for child in verb.children)
        return "" if own else "custody"
    if _forecasts(verb, lemma, clause, children(verb, "dobj", "dative")):
        return "a forecast, or to oneself"
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    return "committed to" if lemma == "commit" and passive and clause is None else ""


def _backing(verb: Token) -> list[Token]:
    """What somebody is assured of, where it is help."""
    found = [(prep, target) for prep, target in preps(verb)]
    found += [pair for child in children(verb, "dobj") for pair in preps(child)]
    return [target for prep, target in found if prep.lower_ == "of" and target.lower_ in _BACKING]


def _forecasts(verb: Token, lemma: str, clause: Token | None, objects: list[Token]) -> bool:
    """Whether "promises to be" only says what is to come, or somebody promises something to themselves."""
    if lemma != "promise":
        return False
    forecast = verb.tag_ in {"VBZ", "VBP"} and clause is not None and clause.lower_ == "be" and has_to(clause)
    return forecast or any(child.lower_ in _SELVES for child in objects)


def _is_finite_that(clause: Token) -> bool:
    """Whether a clause that the parser hung on a noun begins with "that" and says what will be."""
    first = {child.lower_ for child in clause.children if child.i == clause.left_edge.i}
    return is_verb(clause) and "that" in first and any(child.lower_ in FUTURE for child in clause.children)


def _purpose(clause: Token | None, things: list[Token]) -> Token | None:
    """What promised money or goods are for ("pledged $5 million to fight famine"), where that is no promise of its own."""
    if clause is None or not has_to(clause) or not any(thing.i < clause.i and is_resource(thing) for thing in things):
        return None
    return clause


def _promises_thing(verb: Token, lemma: str, things: list[Token]) -> bool:
    """Whether an object is what is promised ("pledged $5 million"), and not only who hears it."""
    if lemma in {"commit", "recommit"}:
        if any(child.lower_ in {"itself", "himself", "herself", "themselves"} for child in verb.children) or (
            things and any(is_resource(thing) for thing in things)
        ):
            return True
        return (
            any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.children)
            and not any(child.dep_ == "auxpass" for child in verb.children)
            and not things
        )
    return bool(things) or any(prep.lower_ in {"for", "of"} for prep, _ in preps(verb))


def _pledgers(verb: Token, names: NameIndex, *, passive: bool) -> list[Party]:
    doers = agents(verb)
    if passive and not doers:  # "was promised 5 million euros by X": the parser may hang "by" on the euros
        beside = (pair for thing in children(verb, "dobj") for pair in preps(thing))
        doers = [target for prep, target in beside if prep.lower_ == "by"]
    if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return parties_of(doers, names)
    return subject_parties(verb, names)


def _speaking_for(clause: Token | None, things: list[Token], names: NameIndex) -> list[Party]:
    """The organisation or country in whose name an unnamed speaker promises ("pledged Kenya's support", "vowed that the bank will")."""
    owners = [owner for thing in things if is_resource(thing) for owner in children(thing, "poss")]
    if clause is not None and any(child.lower_ in FUTURE for child in clause.children):
        owners += children(clause, "nsubj")
    return [party for party in parties_of(owners, names) if not party.person]
