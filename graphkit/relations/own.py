"""Relations of the user's own in a sentence: who stands to whom as a verb or noun of `triggers.RelationTable` says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from graphkit.relations.findings import Reason, has_future_date
from graphkit.relations.meeting_nouns import governor_of, modifying_parties
from graphkit.relations.meeting_verbs import prep_targets
from graphkit.relations.parties import parties_of, subject_parties
from graphkit.relations.status import Reading, read_noun, read_verb
from graphkit.relations.tree import agents, antecedent, children, coordinated, is_verb, objects, preps, subjects
from graphkit.relations.triggers import ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from graphkit.relations.names import NameIndex, Party
    from graphkit.relations.triggers import RelationNoun, RelationTable, RelationVerb, Triggers

    Pairs = tuple[tuple[Party, Party], ...]

_AMONG = frozenset({"between", "among", "amongst"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFinding:
    """A relation as the grammar tells it.

    Attributes:
        relation: which one.
        trigger: the word that tells of it.
        anchor: the verb that dates hang on.
        pairs: source and target, of everyone whom it holds of.
        rule: name of the rule, such as "accuse.verb.object".
        reading: status and speaker.
    """

    relation: RelationTable
    trigger: Token
    anchor: Token
    pairs: Pairs
    rule: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Parties on both sides, and the path to the second; `mutual` where each of the first stands to each other."""

    ones: list[Party]
    others: list[Party]
    path: str
    mutual: bool = False


def find_relations(words: Iterable[Token], names: NameIndex, triggers: Triggers) -> Iterator[RelationFinding | Reason]:
    """Every relation of the user's own that a sentence tells, and every trigger in it that tells of none.

    Args:
        words: those tokens of the sentence that are among `triggers.words`.
        names: the document's names.
        triggers: the tables in force.
    """
    if not triggers.relations:
        return
    for token in words:
        lemma = triggers.lemma(token.lower_)
        for relation in triggers.relations:
            if lemma in relation.verbs and is_verb(token) and token.dep_ not in {"amod", "aux", "auxpass"}:
                verb = relation.verbs[lemma]
                found = _read_verb(token, lemma, verb, relation, names) if _stands(token, verb) else ()
            elif token.lower_ in relation.nouns and token.tag_.startswith("NN") and token.dep_ != "compound":
                found = _read_noun(token, relation, names, triggers)
            else:
                continue
            if phrase := ruled_out(token, relation.excluded):
                yield Reason(trigger=token, reason="ruled_out", detail=phrase)
            else:
                yield from found


def _stands(verb: Token, spec: RelationVerb) -> bool:
    """Whether particle, object and other words that make the verb a trigger are there."""
    if spec.particles and not any(child.lower_ in spec.particles for child in verb.children):
        return False
    if spec.through and not any(thing.lower_ in spec.through for thing in _things(verb)):
        return False
    return not spec.needs or any(token.lower_ in spec.needs for token in verb.subtree)


def _things(verb: Token) -> list[Token]:
    """What is done: the verb's objects, or the subject of its passive."""
    heads = [*objects(verb), *children(verb, "nsubjpass")]
    if verb.dep_ in {"acl", "relcl"}:
        heads.append(verb.head)
    return [item for head in heads for item in coordinated(antecedent(head, verb))]


def _read_verb(
    verb: Token, lemma: str, spec: RelationVerb, relation: RelationTable, names: NameIndex
) -> Iterator[RelationFinding | Reason]:
    sides = _sides_of_verb(verb, spec, relation, names)
    if spec.reverse:
        sides = _Sides(ones=sides.others, others=sides.ones, path=sides.path)
    reading = read_verb(verb, future_date=has_future_date(verb))
    yield _answer(verb, verb, relation, sides, f"{lemma}.verb.{sides.path}", reading, names)


def _sides_of_verb(verb: Token, spec: RelationVerb, relation: RelationTable, names: NameIndex) -> _Sides:
    targets = {target.i: (prep, target) for prep, target in prep_targets(verb, spec.preps, spec.through)}
    for thing in _things(verb) if spec.through else ():
        targets |= {target.i: (prep, target) for prep, target in preps(thing) if prep.lower_ in spec.preps}
    found = [(prep.lower_, parties_of([target], names)) for _, (prep, target) in sorted(targets.items())]
    others, path = _flat(found), next((word for word, parties in found if parties), "")
    if _is_passive(verb):
        ones = parties_of(_doers(verb), names)
        if spec.direct and not spec.through:
            others, path = [*parties_of(_undergoers(verb), names), *others], "passive"
    else:
        ones = subject_parties(verb, names)
        if spec.direct and not spec.through:
            heads = [antecedent(head, verb) for head in objects(verb)]
            if len(ones) > 1 and any(_is_each_other(head) for head in heads):
                return _Sides(ones=ones, others=ones, path="each_other", mutual=True)
            direct = parties_of(heads, names)
            others, path = [*direct, *others], "object" if direct else path
    if spec.reciprocal and relation.symmetric and not others and len(ones) > 1:
        return _Sides(ones=ones, others=ones, path="reciprocal", mutual=True)
    return _Sides(ones=ones, others=others, path=path or "none")


def _is_passive(verb: Token) -> bool:
    """Whether the verb tells what is done to somebody, also as a participle or behind another passive."""
    if children(verb, "nsubjpass", "auxpass") or agents(verb):
        return True
    if verb.tag_ != "VBN" or children(verb, "aux", "dobj"):
        return False
    return verb.dep_ in {"acl", "advcl"} or (
        verb.dep_ == "conj" and not children(verb, "nsubj") and is_verb(verb.head) and _is_passive(verb.head)
    )


def _doers(verb: Token) -> list[Token]:
    """Who does what a passive tells; the parser may hang "by" on the noun before it ("accused of fraud by")."""
    return agents(verb) or [
        target
        for _, noun in preps(verb)
        for prep, target in preps(noun)
        if prep.lower_ == "by" and prep.i > noun.i and not (is_verb(noun) and agents(noun))
    ]


def _undergoers(verb: Token) -> list[Token]:
    own = [antecedent(child, verb) for child in children(verb, "nsubjpass")]
    if own:
        return own
    if verb.dep_ == "acl":
        return [verb.head]
    doers = agents(verb)
    return [head for head in subjects(verb) if head not in doers]


def _is_each_other(head: Token) -> bool:
    before = head.nbor(-1).lower_ if head.i else ""
    return (before, head.lower_) in {("each", "other"), ("one", "another")}


def _read_noun(
    noun: Token, relation: RelationTable, names: NameIndex, triggers: Triggers
) -> Iterator[RelationFinding | Reason]:
    spec = relation.nouns[noun.lower_]
    governor, link = governor_of(noun)
    passive = governor is not None and bool(children(governor, "nsubjpass"))
    light = governor is not None and triggers.lemma(governor.lower_) in spec.light
    light = light and (link == "object" or (link == "subject" and passive))
    sides = _sides_of_noun(noun, spec, relation, names, light=governor if light else None)
    if light and governor is not None:
        reading = read_verb(governor, future_date=has_future_date(governor))
    elif spec.presupposed:
        reading = read_noun(noun, None, link="")
    else:
        reading = read_noun(noun, governor, link=link, future_date=has_future_date(noun))
    anchor = governor if light and governor is not None else noun
    lemma = noun.lower_.removesuffix("s")
    yield _answer(noun, anchor, relation, sides, f"{lemma}.noun.{sides.path}", reading, names)


def _sides_of_noun(
    noun: Token, spec: RelationNoun, relation: RelationTable, names: NameIndex, *, light: Token | None
) -> _Sides:
    near = [*_preps_below(noun), *(_preps_below(light) if light is not None else _preps_behind(noun))]
    found = [(prep.lower_, parties_of([target], names)) for prep, target in near]
    if relation.symmetric:
        both = next((parties for word, parties in found if word in _AMONG and len(parties) > 1), [])
        both = both or [party for party in modifying_parties(noun, names) if not party.person]
        if len(both) > 1:
            return _Sides(ones=both, others=both, path="between", mutual=True)
    owners, doers = parties_of(children(noun, "poss"), names), _flat(f for f in found if f[0] in spec.source_preps)
    ones = doers or owners
    if not ones and light is not None:
        ones = parties_of(_doers(light), names) if _is_passive(light) else subject_parties(light, names)
    others = _flat(f for f in found if f[0] in (spec.target_preps or {"with"}))
    if doers and owners and not others:  # "X's acquisition by Y"
        return _Sides(ones=doers, others=owners, path="owner")
    if relation.symmetric and not others and len(ones) > 1:
        return _Sides(ones=ones, others=ones, path="reciprocal", mutual=True)
    return _Sides(ones=ones, others=others, path=next((word for word, p in found if p and p == others), "with"))


def _preps_below(holder: Token) -> Iterator[tuple[Token, Token]]:
    """Prepositions below a word, and below what these name ("an accusation by X against Y")."""
    for prep, target in preps(holder):
        yield prep, target
        yield from preps(target)


def _preps_behind(noun: Token) -> Iterator[tuple[Token, Token]]:
    """Prepositions right behind an object that the parser hung on its verb ("rejected an accusation by X against Y")."""
    if noun.dep_ != "dobj":
        return
    end = noun.right_edge.i
    for prep, target in preps(noun.head):
        if prep.i == end + 1:
            yield prep, target
            end = target.right_edge.i


def _flat(found: Iterable[tuple[str, list[Party]]]) -> list[Party]:
    return list({party.entity: party for _, parties in found for party in parties}.values())


def _answer(
    trigger: Token,
    anchor: Token,
    relation: RelationTable,
    sides: _Sides,
    rule: str,
    reading: Reading,
    names: NameIndex,
) -> RelationFinding | Reason:
    """The finding, or why there is none."""
    if not sides.ones or not sides.others:
        return Reason(trigger=trigger, reason="no_second_party" if sides.ones or sides.others else "no_party")
    ones = [party for party in sides.ones if _is_of(party, relation.source_types, names)]
    others = [party for party in sides.others if _is_of(party, relation.target_types, names)]
    if not ones or not others:
        wanted = relation.target_types if ones else relation.source_types
        return Reason(trigger=trigger, reason="ruled_out", detail=f"no {' or '.join(sorted(wanted))}")
    if sides.mutual:
        found = list(combinations(ones, 2) if relation.symmetric else permutations(ones, 2))
    else:
        found = [pair for pair in product(ones, others) if pair[0].entity != pair[1].entity]
    if not found:
        return Reason(trigger=trigger, reason="no_second_party")
    return RelationFinding(
        relation=relation, trigger=trigger, anchor=anchor, pairs=tuple(found), rule=rule, reading=reading
    )


def _is_of(party: Party, types: frozenset[str], names: NameIndex) -> bool:
    kind = names.entities[party.entity].type
    return ("Country" if kind == "Place" else kind) in types
