"""Pledges: from a word of promising to who commits themselves, to whom, to what.

Source of the constructions: the annotation guidelines' definition of a pledge; PLOVER AGREE and CAMEO 03 for what is
promised; threats (CAMEO 13) are ruled out by what is vowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason
from graphkit.relations.lexicon import (
    ANNOUNCING_VERBS,
    BREAKING_VERBS,
    CLAUSE_ONLY,
    GIVING_VERBS,
    HELPING_VERBS,
    HOSTILE,
    PLEDGE_EXCLUDED_OBJECTS,
    PLEDGE_LIGHT_VERBS,
    PLEDGE_NOUNS,
    PLEDGE_RECEIVING,
    PLEDGE_VERBS,
    RESOURCES,
    lemma_of,
)
from graphkit.relations.names import NameIndex, Party
from graphkit.relations.parties import parties_of, subject_parties
from graphkit.relations.status import Reading, read_noun, read_verb
from graphkit.relations.tree import agents, children, coordinated, has_to, is_verb, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

_RECIPIENT_PREPS = frozenset({"to", "for", "towards", "toward"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
_THANKS = frozenset({"thanks", "gratitude", "appreciation", "thankful", "grateful"})
#: Words for a whole people, to whom promises are made ("the Kenyan people").
_PEOPLES = frozenset({"people", "peoples", "nation", "citizens", "public", "voters"})
_COUNTING = frozenset({"million", "billion", "trillion", "dollars", "pounds", "euros", "tonnes", "tons"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeFinding:
    """A promise as the grammar tells it.

    Attributes:
        trigger: the word that tells of it.
        anchor: the verb that dates hang on.
        pledgers: those who commit themselves, each in a promise of their own.
        recipients: those to whom or for whose benefit it is promised.
        thanked: True where `recipients` are those who give thanks for it, and may do so for their country.
        content: token bounds [first, last + 1) of what is promised, or None.
        rule: name of the rule, such as "pledge.verb.infinitive".
        reading: status (planned stands for made) and speaker.
        thanked: True where the recipients are known only as those who give thanks for it, perhaps for their country.
    """

    trigger: Token
    anchor: Token
    pledgers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    content: tuple[int, int] | None
    rule: str
    reading: Reading
    thanked: bool = False


def find_pledges(sentence: Span, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """Every promise that a sentence tells, and every trigger in it that tells of none, in order of the text."""
    for token in sentence:
        lower = token.lower_
        lemma = lemma_of(lower)
        if is_verb(token) and lemma in PLEDGE_VERBS and token.dep_ not in {"amod", "aux"}:
            yield from _promising_verb(token, lemma, names)
        elif lower in PLEDGE_NOUNS and token.tag_ in {"NN", "NNS"} and token.dep_ != "compound":
            yield from _promise_noun(token, names)
        elif is_verb(token) and lemma == "agree":
            yield from _agree_to_give(token, names)
        elif is_verb(token) and lemma in GIVING_VERBS and token.dep_ not in {"amod", "aux"}:
            yield from _will_give(token, lemma, names)
        elif lemma == "announce" and is_verb(token):
            yield from _announce_aid(token, names)


# ------------------------------------------------------------------------------------------------------ promise verbs


def _promising_verb(verb: Token, lemma: str, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    clause = _promised_clause(verb, lemma)
    things = [
        child
        for child in children(verb, "dobj", "dative")
        if child.lower_ not in {"himself", "herself", "itself", "themselves"}
    ]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "the aid pledged by X"
        things = [verb.head]
    if not things and clause is None:  # "promised and delivered food"
        things = [inner for child in children(verb, "conj") if is_verb(child) for inner in children(child, "dobj")]
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    if passive:
        things = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if any(item.lower_ in PLEDGE_EXCLUDED_OBJECTS for thing in things for item in coordinated(thing)):
        yield Reason(trigger=verb, reason="ruled_out", detail=things[0].lower_)
        return
    if clause is None and not _promises_thing(verb, lemma, things):
        yield Reason(trigger=verb, reason="ruled_out", detail="no promise follows")
        return
    if clause is not None and is_hostile(clause):
        yield Reason(trigger=verb, reason="ruled_out", detail=f"threat: {clause.lower_}")
        return
    if lemma == "commit" and passive and clause is None:
        yield Reason(trigger=verb, reason="ruled_out", detail="committed to")
        return
    pledgers = _pledgers(verb, names, passive=passive) or _speaking_for(clause, things, names)
    if not pledgers:
        yield Reason(trigger=verb, reason="no_party")
        return
    content = _content(verb, clause, things, names)
    recipients = _recipients(
        verb, clause, things, pledgers, names, hearer=lemma in {"promise", "assure", "reassure", "guarantee"}
    )
    path = "clause" if clause is not None and not has_to(clause) else "infinitive" if clause is not None else "object"
    yield PledgeFinding(
        trigger=verb, anchor=verb, pledgers=tuple(pledgers), recipients=tuple(recipients), content=content, rule=f"{lemma}.verb.{path}",  reading=read_verb(verb),
    )  # fmt: skip


def _promised_clause(verb: Token, lemma: str) -> Token | None:
    """The verb of the infinitive or clause that says what is promised."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and (has_to(child) or child.dep_ != "advcl"):
            return child
        if child.dep_ == "prep" and child.lower_ == "to":
            for inner in child.children:
                if inner.dep_ == "pcomp" or inner.tag_ == "VBG":
                    return inner
        if child.dep_ in {"dobj", "nsubj"} and lemma in {"promise", "pledge", "assure", "vow"}:
            deeper = next((deep for deep in child.children if deep.dep_ in {"acl", "relcl"} and has_to(deep)), None)
            if deeper is not None and child.dep_ == "dobj":
                return deeper
    return None


def _promises_thing(verb: Token, lemma: str, things: list[Token]) -> bool:
    """Whether an object is what is promised ("pledged $5 million"), and not only who hears it."""
    if lemma in CLAUSE_ONLY:
        return False
    if lemma in {"commit", "recommit"}:
        if any(child.lower_ in {"itself", "himself", "herself", "themselves"} for child in verb.children) or (
            things and any(_is_resource(thing) for thing in things)
        ):
            return True
        return (
            any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.children)
            and not any(child.dep_ == "auxpass" for child in verb.children)
            and not things
        )
    return bool(things) or any(prep.lower_ in {"for", "of"} for prep, _ in preps(verb))


def is_hostile(clause: Token) -> bool:
    """Whether what is promised is a hostile act, which makes it a threat."""
    lemma = lemma_of(clause.lower_)
    if lemma in HOSTILE and not any(child.dep_ == "neg" for child in clause.children):
        objects = [child.lower_ for child in children(clause, "dobj")] + [target.lower_ for _, target in preps(clause)]
        return not any(
            word
            in {
                "corruption",
                "crime",
                "poverty",
                "inflation",
                "hunger",
                "aids",
                "disease",
                "terrorism",
                "unemployment",
                "discrimination",
                "racism",
                "climate",
                "deforestation",
                "trafficking",
            }
            for word in objects
        )
    if lemma in {"continue", "keep", "carry"}:
        return any(lemma_of(child.lower_) in HOSTILE for child in children(clause, "xcomp", "dobj"))
    if lemma in {"take", "launch", "seek", "wage"}:
        return any(
            child.lower_ in {"revenge", "vengeance", "action", "retaliation", "war", "attacks", "attack", "offensive"}
            for child in children(clause, "dobj")
        )
    return False


def _pledgers(verb: Token, names: NameIndex, *, passive: bool) -> list[Party]:
    doers = agents(verb)
    if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return parties_of(doers, names)
    return subject_parties(verb, names)


def _speaking_for(clause: Token | None, things: list[Token], names: NameIndex) -> list[Party]:
    """The organisation or country in whose name an unnamed speaker promises ("pledged Kenya's support", "vowed that the bank will")."""
    owners = [owner for thing in things if _is_resource(thing) for owner in children(thing, "poss")]
    if clause is not None and any(child.lower_ in _FUTURE for child in clause.children):
        owners += children(clause, "nsubj")
    return [party for party in parties_of(owners, names) if not party.person]


def _content(verb: Token, clause: Token | None, things: list[Token], names: NameIndex) -> tuple[int, int] | None:
    if clause is not None:
        first, last = clause.left_edge.i, _last_of(clause)
        while first < clause.i and clause.doc[first].lower_ in {"to", "that", ",", ":"}:
            first += 1
        return _trim(verb, first, last + 1)
    best = [thing for thing in things if names.proper(thing) is None or names.proper(thing)[0].type != "Person"]  # type: ignore[index]
    if best:
        head = best[-1]
        return _trim(verb, _first_of(head), _with_receiver(verb, head, names) + 1)
    for prep, target in preps(verb):
        if prep.lower_ in {"to", "for"}:
            return _trim(verb, target.left_edge.i, _last_of(target) + 1)
    return None


def _first_of(head: Token) -> int:
    """Index of the first token of a promised thing, without a hearer that the parser took for its modifier."""
    hearer = next((child for child in children(head, "nmod", "compound") if child.lower_ in _PEOPLES), None)
    return hearer.i + 1 if hearer is not None else head.left_edge.i


def _with_receiver(verb: Token, head: Token, names: NameIndex) -> int:
    """Index of the last token of a promised thing, with the country or body it is for that follows it ("help to Kenya")."""
    last = _last_of(head)
    for child in children(verb, "prep", "dative"):
        target = next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        if child.left_edge.i == last + 1 and child.lower_ in {"to", "for"} and target is not None:
            named = names.proper(target)
            if named is not None and named[0].type != "Person":
                return _last_of(target)
    return last


def _last_of(head: Token) -> int:
    """Index of the last token of what is promised: without what a comma sets apart and without new finite clauses."""
    last = head.i
    for child in head.children:
        if child.i < head.i or child.is_punct:
            continue
        if (
            child.dep_ in {"advcl", "parataxis", "relcl", "appos"}
            and child.left_edge.i > head.i
            and child.doc[child.left_edge.i - 1].is_punct
        ):
            break
        if child.dep_ in {"cc", "preconj"}:
            continue
        if child.dep_ == "conj" and child.tag_ in {"VBD", "VBZ", "VBP"}:
            break
        if child.dep_ == "advcl" and any(mark.lower_ in {"as", "while", "because", "after"} for mark in child.children):
            break
        last = max(last, _last_of(child))
    return last


def _trim(verb: Token, first: int, end: int) -> tuple[int, int] | None:
    """Cut punctuation at both ends and the trigger itself."""
    doc = verb.doc
    if first <= verb.i < end:
        end = verb.i if first < verb.i else end
        first = verb.i + 1 if first >= verb.i else first
    while first < end and doc[first].is_punct and doc[first].lower_ not in {'"', "“", "‘"}:
        first += 1
    while (
        first < end and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].lower_ not in {'"', "”", ")"}
    ):
        end -= 1
    return (first, end) if first < end else None


def _recipients(
    verb: Token, clause: Token | None, things: list[Token], pledgers: list[Party], names: NameIndex, *, hearer: bool
) -> list[Party]:
    """Named parties to whom or for whom it is promised: the hearer, then "to X" and "for X", then those in the content."""
    known = {party.entity for party in pledgers}
    found: dict[str, Party] = {}

    def add(parties: list[Party]) -> None:
        for party in parties:
            if party.entity not in known:
                found.setdefault(party.entity, party)

    for people in (inner for thing in (verb, *things, clause or verb) for inner in _peoples_below(thing)):
        add([party for child in people.children for party in _parties_of_people(child, names)])
    if hearer or len(things) > 1:
        add(
            parties_of(
                children(verb, "dative")
                or [thing for thing in children(verb, "dobj") if names.proper(thing) or names.inferred(thing)],
                names,
            )
        )
    for prep, target in preps(verb):
        if prep.lower_ in _RECIPIENT_PREPS:
            add(parties_of([target], names))
    for thing in things:
        add(_beneficiaries(thing, names))
        if thing.dep_ == "dobj" and thing.head != verb and is_verb(thing.head):  # "promised and delivered food to X"
            add(
                [
                    party
                    for prep, target in preps(thing.head)
                    if prep.lower_ in _RECIPIENT_PREPS
                    for party in parties_of([target], names)
                ]
            )
    if clause is not None:
        add(_of_clause(clause, names))
    return list(found.values())


def _peoples_below(token: Token) -> Iterator[Token]:
    """Words for a whole people among the hearers and beneficiaries of a word."""
    yield from (child for child in children(token, "dative", "dobj", "nmod", "compound") if child.lower_ in _PEOPLES)
    yield from (
        target for prep, target in preps(token) if prep.lower_ in _RECIPIENT_PREPS and target.lower_ in _PEOPLES
    )


def _parties_of_people(token: Token, names: NameIndex) -> list[Party]:
    """The country that an adjective before "people" or "nation" names."""
    return [
        Party(
            entity=entity.id,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            via=True,
            person=False,
            token=token.i,
            named=False,
        )
        for entity, mention in names.inferred(token)
        if mention.rule == "demonym"
    ]


def _of_clause(clause: Token, names: NameIndex) -> list[Party]:
    """Beneficiaries within what is promised ("to send tanks to Ukraine", "to support Turkey's efforts")."""
    found: list[Party] = []
    found.extend(parties_of(children(clause, "dative"), names))
    lemma = lemma_of(clause.lower_)
    for prep, target in preps(clause):
        if prep.lower_ in _RECIPIENT_PREPS:
            found.extend(parties_of([target], names))
    for thing in children(clause, "dobj"):
        if lemma in HELPING_VERBS | {"back", "boost", "protect", "defend", "free", "pay", "compensate"} and (
            names.proper(thing) or names.inferred(thing)
        ):
            found.extend(parties_of([thing], names))
        found.extend(_beneficiaries(thing, names))
        if (
            lemma in HELPING_VERBS
        ):  # "lend Kenya 200 million dollars": the parser may take the first object for a modifier
            found.extend(
                parties_of(
                    [
                        child
                        for child in children(thing, "compound", "nmod", "npadvmod", "nummod")
                        if child.i == clause.i + 1
                    ],
                    names,
                )
            )
        if lemma in {"support", "help", "back", "assist", "boost"}:
            found.extend(parties_of(children(thing, "poss"), names))
    for child in clause.children:  # "to help Ukraine rebuild"
        if child.dep_ in {"ccomp", "xcomp"} and lemma in {"help", "assist"}:
            found.extend(parties_of(children(child, "nsubj"), names))
            found.extend(_of_clause(child, names))
    return found


def _beneficiaries(thing: Token, names: NameIndex) -> list[Party]:
    """Those whom a thing is for ("aid to Ukraine", "support for Kenya", "Ukraine aid")."""
    found: list[Party] = []
    for item in coordinated(thing):
        for prep, target in preps(item):
            if prep.lower_ in _RECIPIENT_PREPS:
                found.extend(parties_of([target], names))
            elif prep.lower_ in {"of", "in", "worth"} and target.tag_.startswith("NN"):
                for inner, deeper in preps(target):
                    if inner.lower_ in _RECIPIENT_PREPS:
                        found.extend(parties_of([deeper], names))
    return found


# ------------------------------------------------------------------------------------------------------ promise nouns


def _promise_noun(noun: Token, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
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
        and target.tag_.startswith("NN")
        and (_is_resource(target) or target.ent_type_ == "MONEY")
    ]
    light = governor is not None and lemma_of(governor.lower_) in PLEDGE_LIGHT_VERBS
    if clause is None and not goods:
        yield Reason(trigger=noun, reason="ruled_out", detail="no promise follows")
        return
    if clause is not None and is_hostile(clause):
        yield Reason(trigger=noun, reason="ruled_out", detail=f"threat: {clause.lower_}")
        return
    pledgers, path = _noun_pledgers(noun, governor, names, light=light)
    if not pledgers:
        yield Reason(trigger=noun, reason="no_party")
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
        recipients += [party for party in parties_of(hearers, names) if party.entity not in known]
    if clause is not None and not recipients:
        recipients = [party for party in _of_clause(clause, names) if party.entity not in known]
    content = _content(noun, clause, goods, names)
    reading = (
        read_noun(noun, governor, link="object")
        if governor is not None and not light
        else read_verb(governor)
        if governor is not None
        else Reading("occurred")
    )
    reading = _broken(noun, reading)
    yield PledgeFinding(
        trigger=noun, anchor=governor if governor is not None else noun, pledgers=tuple(pledgers), recipients=tuple(recipients), content=content,
        rule=f"{noun.lower_.removesuffix('s')}.noun.{path}",  reading=reading,
    )  # fmt: skip


def _that_clause(child: Token) -> bool:
    return any(inner.lower_ == "that" and inner.dep_ == "mark" for inner in child.children)


def _broken(noun: Token, reading: Reading) -> Reading:
    """A promise told as broken or withdrawn is denied."""
    item = noun.head
    if item.lower_ == "on":
        item = item.head
    if lemma_of(item.lower_) in BREAKING_VERBS:
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
    if governor is not None and light and lemma_of(governor.lower_) not in PLEDGE_RECEIVING:
        return parties_of(subjects(governor), names), f"{lemma_of(governor.lower_)}.subject"
    return [], ""


# ----------------------------------------------------------------------------------------- giving, agreeing, announcing


def _agree_to_give(verb: Token, names: NameIndex) -> Iterator[PledgeFinding | Reason]:
    """A promise where what is agreed is help or resources ("agreed to provide …")."""
    clause = next(
        (child for child in verb.children if child.dep_ in {"xcomp", "advcl"} and has_to(child) and child.i > verb.i),
        None,
    )
    if clause is None or not _is_giving(clause):
        return
    pledgers = subject_parties(verb, names)
    if not pledgers:
        yield Reason(trigger=verb, reason="no_party")
        return
    yield PledgeFinding(
        trigger=verb, anchor=verb, pledgers=tuple(pledgers), recipients=tuple(_recipients(verb, clause, [], pledgers, names, hearer=False)),
        content=_content(verb, clause, [], names), rule="agree.verb.giving",  reading=read_verb(verb),
    )  # fmt: skip


def _will_give(verb: Token, lemma: str, names: NameIndex) -> Iterator[PledgeFinding]:
    """The party's own word that it will help ("will provide …", "said it would provide …")."""
    if not any(child.lower_ in _FUTURE and child.dep_ == "aux" for child in verb.children) or not _is_giving(verb):
        return
    if any(child.dep_ in {"neg", "nsubjpass", "auxpass"} for child in verb.children) or any(
        child.dep_ == "advcl" and any(mark.lower_ in {"if", "unless"} for mark in child.children)
        for child in verb.children
    ):
        return
    pledgers = subject_parties(verb, names)
    head = verb.head
    reported = verb.dep_ in {"ccomp", "conj", "parataxis"} and lemma_of(head.lower_) in ANNOUNCING_VERBS
    if (
        not pledgers
        or (verb.dep_ not in {"ROOT", "ccomp", "conj", "parataxis"})
        or (verb.dep_ == "ccomp" and not reported)
    ):
        return
    if reported and verb.dep_ == "ccomp":
        speakers = parties_of(subjects(head), names)
        own = {party.entity for party in speakers} & {party.entity for party in pledgers}
        if not own and not _speaks_for(speakers, pledgers):
            return
    elif lemma not in HELPING_VERBS or not _own_word(verb, pledgers, names):
        return
    yield PledgeFinding(
        trigger=verb, anchor=head if reported else verb, pledgers=tuple(pledgers), recipients=tuple(_recipients(verb, verb, [], pledgers, names, hearer=False)),
        content=_after_auxiliaries(verb), rule=f"{lemma}.verb.{'announced' if reported else 'future'}",
        reading=Reading("occurred"),
    )  # fmt: skip


def _speaks_for(speakers: list[Party], pledgers: list[Party]) -> bool:
    """Whether a promise told by another is the pledger's own: organisations and countries speak through people."""
    return all(not party.person for party in pledgers) and (not speakers or all(party.person for party in speakers))


def _own_word(verb: Token, pledgers: list[Party], names: NameIndex) -> bool:
    """Whether a plain "will help" commits: an organisation or country that gives resources or helps a named party."""
    if any(party.person for party in pledgers):
        return False
    return bool(_of_clause(verb, names)) or any(_is_resource(child) for child in children(verb, "dobj"))


def _after_auxiliaries(verb: Token) -> tuple[int, int] | None:
    return _trim_end(verb, _last_of(verb) + 1)


def _trim_end(verb: Token, end: int) -> tuple[int, int]:
    while end > verb.i + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].is_space):
        end -= 1
    return verb.i, end


def _announce_aid(verb: Token, names: NameIndex) -> Iterator[PledgeFinding]:
    """Resources that are announced are promised ("announced a $5 million grant", "packages announced by …")."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        things, heads, path = [verb.head], agents(verb), "announced_by"
    elif any(child.dep_ == "nsubjpass" for child in verb.children):
        things, heads, path = children(verb, "nsubjpass"), agents(verb), "passive"
    else:
        things, heads, path = children(verb, "dobj"), subjects(verb), "object"
    if not any(_is_resource(thing) for thing in things):
        return
    pledgers = parties_of(heads, names)
    if not pledgers:
        return
    reading = read_verb(verb)
    if reading.status != "occurred":
        return
    recipients = _recipients(verb, None, things, pledgers, names, hearer=False)
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
    return _trim(verb, head.left_edge.i, end)


def _is_giving(clause: Token) -> bool:
    """Whether a verb tells of help or of handing over resources, and not of what is one's own anyway."""
    lemma = lemma_of(clause.lower_)
    if any(
        owner.lower_ in {"its", "their", "his", "her"} and lemma in {"fund", "finance", "support", "pay"}
        for thing in children(clause, "dobj")
        for owner in children(thing, "poss")
    ):
        return False
    if lemma in HELPING_VERBS:
        return True
    if lemma not in GIVING_VERBS:
        return False
    targets = [inner for child in children(clause, "dobj", "attr") for inner in coordinated(child)]
    deeper = [inner for child in children(clause, "xcomp") for inner in children(child, "dobj")]
    return any(_is_resource(child) for child in (*targets, *deeper)) or any(
        lemma_of(child.lower_) in HELPING_VERBS for child in children(clause, "xcomp", "conj")
    )


def _is_resource(token: Token) -> bool:
    """Whether a noun is something that can be given: aid, money, arms, people."""
    if token.lower_ in RESOURCES or token.ent_type_ == "MONEY":
        return True
    return any(child.ent_type_ == "MONEY" or child.lower_ in {"$", "€", "£"} for child in token.children) or any(
        target.lower_ in RESOURCES and target.lower_ not in _COUNTING
        for prep, target in preps(token)
        if prep.lower_ in {"of", "in"}
    )
