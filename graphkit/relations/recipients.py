"""For whom or to whom something is promised: the hearer, the beneficiary, and those whom what is promised relieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.amounts import is_currency_code
from graphkit.relations.lexicon import (
    BURDENS,
    ENDING_VERBS,
    GROUPS_OF_PEOPLE,
    HELPED_THROUGH,
    HELPING_VERBS,
    MEETING_NOUNS,
    lemma_of,
)
from graphkit.relations.parties import parties_of, people_named_by
from graphkit.relations.tree import children, coordinated, has_to, is_verb, preps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party

_RECIPIENT_PREPS = frozenset({"to", "for", "towards", "toward"})
#: Words for a whole people, to whom promises are made ("the Kenyan people").
_PEOPLES = frozenset({"people", "peoples", "nation", "citizens", "public", "voters"})
_SUPPORTING = frozenset({"support", "help", "back", "assist", "boost", "supporting", "helping", "backing"})
_SHIELDING = frozenset({"back", "boost", "protect", "defend", "free", "pay", "compensate", "rebuild", "liberate", "shield", "rescue"})  # fmt: skip
#: Verbs of siding with somebody or putting money into something, and the prepositions that name whom or where.
_SIDING = {"stand": frozenset({"by", "with", "behind", "beside", "alongside"}), "invest": frozenset({"in"})}
_RESCUES = frozenset({"aid", "defence", "defense", "help", "rescue", "assistance"})
_LETTERS = frozenset({"letter", "message", "telegram", "note"})


def recipients_of(
    verb: Token, clause: Token | None, things: list[Token], pledgers: list[Party], names: NameIndex, *, hearer: bool
) -> list[Party]:
    """Named parties to whom or for whom it is promised: the hearer, then "to X" and "for X", then those in the content."""
    known = {party.entity for party in pledgers}
    found: dict[str, Party] = {}

    def add(parties: list[Party]) -> None:
        for party in parties:
            if party.entity not in known and not is_currency_code(names.entities[party.entity].name):
                found.setdefault(party.entity, party)

    for people in (inner for thing in (verb, *things, clause or verb) for inner in _peoples_below(thing)):
        add([party for child in people.children for party in people_named_by(child, names)])
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
            add(parties_of([target], names) or parties_of(children(target, "poss"), names))
    for thing in things:
        add(beneficiaries_of(thing, names))
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
        add(of_clause(clause, names))
    if not found:
        add(_in_conversation(verb, names))
    if not found:
        receivers = (target for prep, target in preps(verb) if prep.lower_ in _RECIPIENT_PREPS)
        heads = (head for head in (clause, *things, *receivers) if head is not None)
        add([party for head in heads for party in _relieved(head, names)])
    return list(found.values())


def _in_conversation(verb: Token, names: NameIndex) -> list[Party]:
    """With whom somebody speaks who promises something ("promised in a phone call with Costa that …")."""
    return [
        party
        for prep, target in preps(verb)
        if prep.lower_ in {"in", "during", "at", "after"}
        and (target.lower_ in MEETING_NOUNS or target.lower_ in _LETTERS)
        for inner, deeper in preps(target)
        if inner.lower_ in {"with", "to"}
        for party in parties_of([deeper], names)
    ]


def _relieved(head: Token, names: NameIndex) -> list[Party]:
    """Whom it helps by what it ends ("lift sanctions on Kenya"), or by whose people it is for ("fertiliser for Kenyan farmers")."""
    found: list[Party] = []
    for token in head.subtree:
        lower = token.lower_
        if lower in BURDENS and token.dep_ == "dobj" and token.head.lower_ in ENDING_VERBS:
            targets = [target for prep, target in preps(token) if prep.lower_ in {"on", "against", "of"}]
            found.extend(parties_of(targets, names))
        elif lower in _PEOPLES or (lower in GROUPS_OF_PEOPLE and token.head.lower_ in _RECIPIENT_PREPS):
            found.extend(party for child in children(token, "amod") for party in people_named_by(child, names))
    return [party for party in found if not party.person]


def _peoples_below(token: Token) -> Iterator[Token]:
    """Words for a whole people among the hearers and beneficiaries of a word."""
    yield from (child for child in children(token, "dative", "dobj", "nmod", "compound") if child.lower_ in _PEOPLES)
    yield from (
        target for prep, target in preps(token) if prep.lower_ in _RECIPIENT_PREPS and target.lower_ in _PEOPLES
    )


def of_clause(clause: Token, names: NameIndex) -> list[Party]:
    """Beneficiaries within what is promised ("to send tanks to Ukraine", "to support Turkey's efforts")."""
    found: list[Party] = []
    found.extend(parties_of(children(clause, "dative"), names))
    lemma = lemma_of(clause.lower_)
    for prep, target in preps(clause):
        if prep.lower_ in _RECIPIENT_PREPS or prep.lower_ in _SIDING.get(lemma, ()):
            found.extend(parties_of([target], names))
            if target.lower_ in _RESCUES:  # "come to the aid of Kenya"
                found.extend(parties_of([*children(target, "poss"), *(deeper for _, deeper in preps(target))], names))
    for thing in children(clause, "dobj"):
        if lemma in HELPING_VERBS | _SHIELDING and (names.proper(thing) or names.inferred(thing)):
            found.extend(parties_of([thing], names))
        found.extend(beneficiaries_of(thing, names))
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
        if lemma in _SUPPORTING:
            found.extend(parties_of(children(thing, "poss"), names))
            if thing.lower_ in HELPED_THROUGH:
                targets = [target for prep, target in preps(thing) if prep.lower_ in {"of", "in"}]
                found.extend(party for party in parties_of(targets, names) if not party.person)
    for child in clause.children:  # "to help Ukraine rebuild"
        if child.dep_ == "xcomp" and lemma in {"continue", "keep"}:  # "to continue to support the work of …"
            found.extend(of_clause(child, names))
        if child.dep_ in {"ccomp", "xcomp"} and lemma in {"help", "assist"}:
            found.extend(parties_of(children(child, "nsubj"), names))
            found.extend(of_clause(child, names))
    if not found:  # "send troops to help Kenya"
        ends = (child for child in children(clause, "xcomp", "advcl") if child.lower_ in _SUPPORTING and has_to(child))
        found.extend(party for end in ends for party in of_clause(end, names))
    return found


def beneficiaries_of(thing: Token, names: NameIndex) -> list[Party]:
    """Those whom a thing is for ("aid to Ukraine", "support for Kenya", "Ukraine aid")."""
    found: list[Party] = []
    for item in coordinated(thing):
        for prep, target in preps(item):
            if prep.lower_ in _RECIPIENT_PREPS:
                found.extend(parties_of([target], names) or parties_of(children(target, "poss"), names))
            elif prep.lower_ in {"of", "in", "worth"} and target.tag_.startswith("NN"):
                for inner, deeper in preps(target):
                    if inner.lower_ in _RECIPIENT_PREPS:
                        found.extend(parties_of([deeper], names))
    return found
