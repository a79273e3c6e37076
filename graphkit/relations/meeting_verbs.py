"""Meetings told by a verb: "met", "conferred with", "was received by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Finding, Reason, has_future_date, is_joint, mode_of
from graphkit.relations.lexicon import DELEGATES, MEETING_NOUNS, PHONE_WORDS, TALKING_TO_VISITOR, MeetingVerb, lemma_of
from graphkit.relations.names import MEDIA, NameIndex, Party
from graphkit.relations.parties import is_people, parties_of, subject_parties
from graphkit.relations.status import read_verb
from graphkit.relations.tree import agents, antecedent, children, coordinated, objects, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


def read_meeting_verb(verb: Token, lemma: str, spec: MeetingVerb, names: NameIndex) -> Iterator[Finding | Reason]:
    """The meeting that a verb tells, or why it tells of none.

    Args:
        verb: a form of a verb of meeting.
        lemma: its lemma.
        spec: its line in the table.
        names: the document's names.
    """
    if (
        lemma == "visit"
        and verb.tag_ == "VBG"
        and verb.dep_ == "xcomp"
        and lemma_of(verb.head.lower_) in TALKING_TO_VISITOR
    ):
        return  # "told visiting minister …" is read from the verb of telling
    if spec.particles and not any(child.lower_ in spec.particles for child in verb.children):
        return
    if spec.through and not any(child.lower_ in spec.through for child in children(verb, "dobj")):
        return
    if spec.needs and not any(token.lower_ in spec.needs for token in verb.subtree):
        return
    ones, receivers = _sides_of_verb(verb, names, host=spec.host)
    others, path, things = _partners(verb, spec, names)
    if receivers:
        others, path = [*receivers, *others], "by"
    known = {party.entity for party in ones}
    others = [party for party in others if party.entity not in known]
    if spec.people_only:
        others = [party for party in others if party.person or party.via or lemma in {"host", "receive"}]
        if lemma in {"talk", "speak", "chat"}:
            others = [party for party in others if names.entities[party.entity].kind not in MEDIA]
    if things and not others:
        yield Reason(trigger=verb, reason="ruled_out", detail=things.lower_)
        return
    if not others and not _reciprocal(verb, spec, ones, path):
        yield Reason(trigger=verb, reason="no_party" if not ones else "no_second_party")
        return
    if others and not ones and not (len(others) > 1 and (receivers or lemma == "meet")) and not _unnamed_ok(lemma):
        yield Reason(trigger=verb, reason="no_second_party")
        return
    if lemma == "receive" and not _receives_people(verb, names):
        yield Reason(trigger=verb, reason="ruled_out", detail="object is no visitor")
        return
    if lemma == "meet" and not ones and not others:
        yield Reason(trigger=verb, reason="no_party")
        return
    reading = read_verb(verb, future_date=has_future_date(verb))
    mode = mode_of(verb, spec.mode)
    host = (receivers or ones)[0].entity if spec.host and (receivers or ones) else None
    yield Finding(
        trigger=verb, anchor=verb, ones=tuple(ones), others=tuple(others), joint=is_joint(verb, ones, others, names) or spec.host or path == "between",
        rule=f"{lemma}.verb.{path or 'reciprocal'}", mode=mode, reading=reading, host=host,
    )  # fmt: skip


def _unnamed_ok(lemma: str) -> bool:
    """Whether the verb is worth a node with only the met party known."""
    return lemma == "meet"


def _reciprocal(verb: Token, spec: MeetingVerb, ones: list[Party], path: str) -> bool:
    """Whether the subject alone met ("the ministers met"), or met somebody whom nobody names."""
    if not ones:
        return False
    if path == "unnamed" and lemma_of(verb.lower_) == "meet":
        return True
    by_phone = len(ones) > 1 and any(token.lower_ in PHONE_WORDS for token in verb.subtree)
    if (
        (not spec.reciprocal and not by_phone)
        or path
        or (len(ones) == 1 and ones[0].text.lower() in {"they", "it", "we"})
    ):
        return False
    return len(ones) > 1 or not ones[0].person


def _sides_of_verb(verb: Token, names: NameIndex, *, host: bool) -> tuple[list[Party], list[Party]]:
    """Parties of the subject, and those of a passive's agent ("was received by")."""
    heads = subjects(verb)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "advcl"} and host
    )
    doers = agents(verb)
    if passive and doers:
        heads = [head for head in heads if head not in doers]
        return parties_of(heads, names), parties_of(doers, names)
    return subject_parties(verb, names), []


def _partners(verb: Token, spec: MeetingVerb, names: NameIndex) -> tuple[list[Party], str, Token | None]:
    """Other parties of a verb, the path to them, and the thing that rules the verb out where there is one."""
    thing: Token | None = None
    path = ""
    found: list[Party] = []
    if spec.direct:
        for head in objects(verb):
            if spec.people_only and head.tag_ in {"NN", "NNS"} and not is_people(head):
                thing = thing or head
                continue
            parties = parties_of([head], names)
            if parties:
                found, path = [*found, *parties], "object"
            elif is_people(head) or head.lower_ in DELEGATES or head.tag_ in {"NNP", "NNPS"}:
                path = path or "unnamed"
            elif head.ent_type_ in {"DATE", "TIME"} or head.tag_ == "PRP":
                continue
            elif head.tag_.startswith("NN") and head.dep_ != "dative":
                thing = head
    for prep, target in prep_targets(verb, spec.preps, spec.through):
        parties = parties_of([target], names)
        if parties:
            found, path = [*found, *parties], prep.lower_
        elif is_people(target) or target.lower_ in DELEGATES or target.tag_.startswith("NNP"):
            path = path or "unnamed"
        elif (
            target.tag_.startswith("NN")
            and target.ent_type_ not in {"DATE", "TIME"}
            and target.lower_ not in MEETING_NOUNS
        ):
            thing = thing or target
    unique = list({party.entity: party for party in found for party in _not_media(party, names)}.values())
    return unique, path, thing


def _not_media(party: Party, names: NameIndex) -> list[Party]:
    """The party; for a paper or agency, which reports and doesn't meet, the people before its name ("to meet Roe - Xinhua")."""
    if names.entities[party.entity].kind not in MEDIA:
        return [party]
    token = names.doc[party.token]
    return [
        person
        for person in parties_of([child for child in token.children if child.i < token.i], names)
        if person.person
    ]


def prep_targets(verb: Token, wanted: frozenset[str], through: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """Objects of the wanted prepositions below the verb, also where the parser hung them on a date or object beside it.

    Args:
        verb: the trigger.
        wanted: prepositions.
        through: objects whose prepositions count too ("paid a visit to").
    """
    if not wanted:
        return
    seen: set[int] = set()
    holders = [verb, *children(verb, "npadvmod", "dobj", "advmod", "prt", "prep")]
    for holder in holders:
        if holder.dep_ == "dobj" and holder.ent_type_ not in {"DATE", "TIME"} and holder.lower_ not in through:
            continue
        for prep, target in preps(holder):
            if prep.lower_ in wanted and target.i not in seen and target.tag_ != "VBG":
                seen.add(target.i)
                yield prep, target
    for child in verb.children:  # "met in Rome on Friday with …": the preposition may hang on the last adverbial
        if child.dep_ == "prep":
            for inner in child.children:
                for prep, target in preps(inner):
                    if (
                        prep.lower_ == "with"
                        and "with" in wanted
                        and target.i not in seen
                        and (
                            inner.ent_type_ in {"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL"}
                            or inner.lower_ in PHONE_WORDS
                        )
                    ):
                        seen.add(target.i)
                        yield prep, target


def _receives_people(verb: Token, names: NameIndex) -> bool:
    """Whether "receive" has a visitor as its object: a person, or a group."""
    heads = [head for head in objects(verb) if head.dep_ != "dative"] or [
        child for child in verb.children if child.dep_ == "nsubjpass"
    ]
    for head in heads:
        for item in coordinated(head):
            named = names.proper(antecedent(item, verb))
            if (
                (named is not None and named[0].type == "Person")
                or item.lower_ in DELEGATES
                or item.lower_ in {"who", "whom", "him", "her", "them"}
            ):
                return True
            if any(entity.type == "Person" for entity, _ in names.inferred(item)):
                return True
    return bool(heads) and any(head.lower_ in {"he", "she", "they"} for head in heads)


def read_visitor(verb: Token, names: NameIndex) -> Iterator[Finding]:
    """A guest who is spoken to has been received ("told the visiting minister")."""
    guests = [head for head in objects(verb) if any(child.lower_ == "visiting" for child in head.children)]
    guests += [head for child in children(verb, "xcomp") if child.lower_ == "visiting" for head in objects(child)]
    for head in guests:
        ones = [party for party in parties_of(subjects(verb), names) if party.person]
        others = [party for party in parties_of([head], names) if party.entity not in {one.entity for one in ones}]
        if ones and others:
            yield Finding(
                trigger=verb, anchor=verb, ones=tuple(ones), others=tuple(others), joint=True, rule="visitor.verb.object", mode="in_person", reading=read_verb(verb), host=ones[0].entity,
            )  # fmt: skip
