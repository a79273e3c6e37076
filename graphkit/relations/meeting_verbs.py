"""Meetings told by a verb: "met", "conferred with", "was received by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.findings import Finding, Reason, has_future_date, is_joint, lacking, mode_of
from graphkit.relations.lexicon import (
    CALLING_ON,
    CAPTION_VERBS,
    DELEGATES,
    ERRANDS,
    EVENT_NAMES,
    HOURS,
    IN_PUBLIC,
    MEETING_NOUNS,
    PHONE_WORDS,
    PURPOSE_ONLY,
    TALKING_TO_VISITOR,
    TRAVEL_VERBS,
    MeetingVerb,
    lemma_of,
)
from graphkit.relations.names import MEDIA, NameIndex, Party
from graphkit.relations.parties import is_people, parties_of, subject_parties
from graphkit.relations.status import read_verb
from graphkit.relations.tree import agents, antecedent, children, coordinated, has_to, objects, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


_ANYBODY = frozenset({"anybody", "anyone", "nobody", "everybody", "everyone", "somebody", "someone"})


def read_meeting_verb(verb: Token, lemma: str, spec: MeetingVerb, names: NameIndex) -> Iterator[Finding | Reason]:
    """The meeting that a verb tells, or why it tells of none.

    Args:
        verb: a form of a verb of meeting.
        lemma: its lemma.
        spec: its line in the table.
        names: the document's names.
    """
    used = _construction(verb, spec, lemma)
    if used is None:
        return
    if used.convenes:
        yield from _read_convening(verb, lemma, used, names)
        return
    ones, receivers = _sides_of_verb(verb, names, host=used.host)
    met, path, thing = _partners(verb, used, names)
    if receivers:
        met, path = [*receivers, *met], "by"
    met = _people_only(met, lemma, names) if used.people_only else met
    known = {party.entity for party in ones}
    others = [party for party in met if party.entity not in known]
    if lemma in PURPOSE_ONLY and not others and (has_to(verb) or len(ones) < 2 or path):
        return  # "met to discuss trade": the meeting is told by "met"
    reading = read_verb(verb, future_date=lemma not in CAPTION_VERBS and has_future_date(verb))
    enough = bool(others) or _reciprocal(verb, used, ones, path)
    if thing is not None and not others and lemma not in PURPOSE_ONLY:
        yield Reason(trigger=verb, reason="ruled_out", detail=thing.lower_)
    elif not enough and met:
        yield Reason(trigger=verb, reason="same_entity", detail=met[0].text)
    elif not enough or (not ones and not (lemma == "meet" or (len(others) > 1 and receivers))):
        yield lacking(verb, reading, ones or others)
    elif lemma == "receive" and not _receives_people(verb, names):
        yield Reason(trigger=verb, reason="ruled_out", detail="object is no visitor")
    else:
        mode = mode_of(verb, used.mode)
        host = (receivers or ones)[0].entity if used.host and (receivers or ones) else None
        yield Finding(
            trigger=verb, anchor=verb, ones=tuple(ones), others=tuple(others), joint=is_joint(verb, ones, others, names) or used.host or bool(receivers) or path == "between",
            rule=f"{lemma}.verb.{path or 'reciprocal'}", mode=mode, reading=reading, host=host,
        )  # fmt: skip


def _read_convening(verb: Token, lemma: str, spec: MeetingVerb, names: NameIndex) -> Iterator[Finding | Reason]:
    """Those whom talks bring together meet, and those whom somebody does where the clause tells of a place or day.

    Without these, what joins them may be a film or a cause as well.
    """
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    doers = parties_of(agents(verb), names) if passive else subject_parties(verb, names)
    direct = parties_of(subjects(verb), names) if passive else []
    met, path, _ = _partners(verb, spec, names)
    found = {party.entity: party for party in (*direct, *met) if party.person or party.via}
    parties = tuple(party for entity, party in found.items() if entity not in {doer.entity for doer in doers})
    reading = read_verb(verb, future_date=has_future_date(verb))
    if len(parties) < 2:
        yield lacking(verb, reading, parties)
    elif not _is_convened(verb, doers, names, passive=passive):
        yield Reason(trigger=verb, reason="ruled_out", detail="no place or day")
    else:
        yield Finding(
            trigger=verb, anchor=verb, ones=parties, others=(), joint=True, rule=f"{lemma}.verb.{path or 'together'}", mode=spec.mode, reading=reading,
        )  # fmt: skip


def _is_convened(verb: Token, doers: list[Party], names: NameIndex, *, passive: bool) -> bool:
    """Whether talks bring people together, or somebody does in a place or on a day that is told."""
    by = agents(verb) if passive else subjects(verb)
    if any(head.lower_ in MEETING_NOUNS for head in by):
        return True
    return (bool(doers) or (passive and not by)) and _has_scene(verb, names)


def _has_scene(verb: Token, names: NameIndex) -> bool:
    """Whether a clause names the place or the day of what it tells."""
    below = [verb, *agents(verb), *(one for head in objects(verb) for one in coordinated(head))]
    below += [target for prep, target in preps(verb) if prep.lower_ == "with"]
    for _, target in (pair for holder in below for pair in preps(holder)):
        named = names.proper(target)
        if (named is not None and named[0].type == "Place") or target.ent_type_ == "DATE":
            return True
    return any(child.ent_type_ == "DATE" for child in children(verb, "npadvmod"))


def _construction(verb: Token, spec: MeetingVerb, lemma: str) -> MeetingVerb | None:
    """How the verb takes its parties here, or None where it stands without what makes it tell of a meeting ("sat", "paid")."""
    if lemma == "visit" and verb.tag_ == "VBG" and verb.dep_ == "xcomp":
        if lemma_of(verb.head.lower_) in TALKING_TO_VISITOR:
            return None  # "told visiting minister …" is read from the verb of telling
    elif lemma in ERRANDS and not _is_errand(verb):
        return None
    elif _calls_on(verb):
        return CALLING_ON
    if spec.particles and not _has_particle(verb, spec):
        return None
    if spec.through and not any(child.lower_ in spec.through for child in children(verb, "dobj")):
        return None
    if spec.needs and not any(token.lower_ in spec.needs for token in verb.subtree):
        return None
    return spec


def _has_particle(verb: Token, spec: MeetingVerb) -> bool:
    """Whether a particle follows; the parser may hang it on the preposition behind it ("brought Costa together with")."""
    if any(child.lower_ in spec.particles for child in verb.children):
        return True
    if not spec.convenes:
        return False
    beside = (inner for child in children(verb, "prep") for inner in child.children if inner.i < child.i)
    return any(inner.lower_ in spec.particles and inner.nbor(-1).lower_ != "," for inner in beside)


def _people_only(parties: list[Party], lemma: str, names: NameIndex) -> list[Party]:
    """The parties that are people, or stand for some; a paper or agency that one talks to reports and doesn't meet."""
    found = [party for party in parties if party.person or party.via or lemma in {"host", "receive"}]
    if lemma in {"talk", "speak", "chat"}:
        found = [party for party in found if names.entities[party.entity].kind not in MEDIA]
    return found


def _calls_on(verb: Token) -> bool:
    """Whether "call on" pays a visit, and doesn't ask for anything ("called on him to resign")."""
    if lemma_of(verb.lower_) != "call" or not any(child.lower_ == "on" for child in children(verb, "prep", "prt")):
        return False
    asked = (
        child
        for child in verb.subtree
        if child.i > verb.i and child.dep_ in {"xcomp", "advcl", "acl", "ccomp", "relcl"}
    )
    return not any(has_to(child) for child in asked) and not any(prep.lower_ == "for" for prep, _ in preps(verb))


def _is_errand(verb: Token) -> bool:
    """Whether somebody is seen on an errand: "went to see", "is due to see", "after seeing"."""
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return verb.head.lower_ in {"after", "before", "without"}
    head = lemma_of(verb.head.lower_)
    return has_to(verb) and verb.head.i < verb.i and (head in TRAVEL_VERBS or head in {"be", "due", "schedule"})


def _reciprocal(verb: Token, spec: MeetingVerb, ones: list[Party], path: str) -> bool:
    """Whether the subject alone met ("the ministers met"), or met somebody whom nobody names."""
    if not ones:
        return False
    lemma = lemma_of(verb.lower_)
    if path == "unnamed" and lemma == "meet":
        return True
    if lemma == "sit" and not any(child.lower_ == "together" for child in verb.children):
        return False  # several who "sat down" may just have taken their seats
    each_other = len(ones) > 1 and (any(token.lower_ in PHONE_WORDS for token in verb.subtree) or _for_a_time(verb))
    if (
        (not spec.reciprocal and not each_other)
        or path
        or (len(ones) == 1 and ones[0].text.lower() in {"they", "it", "we"})
    ):
        return False
    return len(ones) > 1 or not ones[0].person


def _for_a_time(verb: Token) -> bool:
    """Whether several who speak speak to each other: "talked until midnight", "have not spoken since", "last spoke in May"."""
    lemma = lemma_of(verb.lower_)
    if lemma not in {"talk", "speak"} or any(token.lower_ in IN_PUBLIC for token in verb.subtree):
        return False
    links = [child for child in verb.children if child.dep_ in {"prep", "advmod", "mark"}]
    if any(child.lower_ == "last" and child.i < verb.i for child in links):
        return True
    if any(child.dep_ == "neg" for child in verb.children) and any(child.lower_ == "since" for child in links):
        return not any(child.lower_ in {"about", "on", "of", "for"} for child in links)
    lasting = (child for child in links if child.lower_ in {"for", "until", "till", "into", "through"})
    return lemma == "talk" and any(inner.lower_ in HOURS for child in lasting for inner in child.subtree)


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
            elif head.tag_.startswith("NN") and head.dep_ != "dative" and head.lower_ not in _ANYBODY:
                thing = head
    present = [deeper for _, target in preps(verb) if target.lower_ == "presence" for _, deeper in preps(target)]
    found += parties_of(present, names) if found or agents(verb) else []  # "met Costa in the presence of Meloni"
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
    if not party.person and party.text.lower().split()[-1] in EVENT_NAMES:
        return []
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
        # "discussed trade with Costa": the parser hangs "with" on "trade"
        topic = lemma_of(verb.lower_) in PURPOSE_ONLY
        if (
            holder.dep_ == "dobj"
            and holder.ent_type_ not in {"DATE", "TIME"}
            and holder.lower_ not in through
            and (not topic or holder.lower_ in MEETING_NOUNS)
        ):
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
    heads = children(verb, "nsubjpass") or [head for head in objects(verb) if head.dep_ != "dative"]
    if not heads and any(child.dep_ == "auxpass" for child in verb.children):  # "is due to be received by"
        heads = subjects(verb)
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


def read_visitor(verb: Token, names: NameIndex) -> Iterator[Finding | Reason]:
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
        else:
            yield lacking(verb, read_verb(verb), ones or others)
