"""Meetings: from a trigger verb or noun to the parties that met, by rules with names.

Each rule looks at one construction and answers with a `Finding`, or with a `Reason` why there is no meeting, so that an
analyst can see what was passed over.
Source of the constructions: the annotation guidelines' definition of a meeting and a reference grammar of English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.relations.lexicon import (
    BROKER_VERBS,
    CLAUSE_PREPS,
    DELEGATES,
    LIGHT_VERBS,
    MEETING_NOUNS,
    MEETING_VERBS,
    NOT_A_MEETING_BEFORE,
    NOUN_PARTY_PREPS,
    PHONE_WORDS,
    REPORT_VERBS,
    SPORT_ROUNDS,
    SPORT_WORDS,
    TALKING_TO_VISITOR,
    TALKS_CONTAINERS,
    MeetingNoun,
    MeetingVerb,
    Mode,
    lemma_of,
)
from graphkit.relations.parties import MEDIA, NameIndex, Party, is_people, parties_of, subject_parties
from graphkit.relations.status import Reading, read_noun, read_verb
from graphkit.relations.tree import antecedent, children, coordinated, is_verb, objects, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

ReasonWord = Literal["no_party", "no_second_party", "ruled_out", "same_party", "sport"]

#: Fewer than this many partners named after "met with" were met one by one; more of them make a round.
ROUND_OF = 5
_WELCOMES = frozenset({"welcome", "reception", "audience"})
_APART = frozenset({"separately", "separate", "individually", "respectively", "apart"})
_SEPARATELY = frozenset({"also", "separately", "separate", "sidelines", "side-lines", "individually", "bilateral", "meetings", "each", "respectively", "series", "later", "then"})  # fmt: skip
_NEVER_SUBJECT = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "reporter",
        "reporters",
        "analysts",
        "analyst",
        "sources",
        "source",
        "statement",
        "report",
        "newspaper",
    }
)


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
        confidence: of the rule and its arguments, in [0, 1].
        mode: what trigger and clause say about how they met.
        reading: status and speaker.
        host: entity id of the receiving party, or None.
    """

    trigger: Token
    anchor: Token
    ones: tuple[Party, ...]
    others: tuple[Party, ...]
    joint: bool
    rule: str
    confidence: float
    mode: Mode
    reading: Reading
    host: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a trigger gave no meeting.

    Attributes:
        trigger: the word.
        reason: one of `ReasonWord`.
        detail: the word or construction that decided.
    """

    trigger: Token
    reason: ReasonWord
    detail: str = ""


def find_meetings(sentence: Span, names: NameIndex) -> Iterator[Finding | Reason]:
    """Every meeting that a sentence tells, and every trigger in it that tells of none, in order of the text."""
    sport: bool | None = None
    for token in sentence:
        lower = token.lower_
        noun = MEETING_NOUNS.get(lower)
        if noun is not None and token.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
            rule, spec = _noun_findings, noun
        elif (
            is_verb(token)
            and token.dep_ not in {"aux", "auxpass"}
            and (verb := MEETING_VERBS.get(lemma_of(lower))) is not None
        ):
            rule, spec = _verb_findings, verb  # type: ignore[assignment]
        elif is_verb(token) and lemma_of(lower) in TALKING_TO_VISITOR:
            yield from _visitor(token, names)
            continue
        else:
            continue
        if sport is None:
            sport = is_sport(sentence)
        if sport:
            yield Reason(trigger=token, reason="sport")
            continue
        yield from rule(token, spec, names)


def is_sport(sentence: Span) -> bool:
    """Whether a sentence tells of a fixture: two words of sport, or a numbered round."""
    lowers = [token.lower_ for token in sentence]
    hits = sum(lower in SPORT_WORDS for lower in set(lowers))
    rounds = any(
        lower == "round" and index and lowers[index - 1] in SPORT_ROUNDS and not (index + 2 < len(lowers) and lowers[index + 1] == "of" and lowers[index + 2] in MEETING_NOUNS)
        for index, lower in enumerate(lowers)
    )  # fmt: skip
    return hits >= 2 or (rounds and not any(lower in {"talks", "negotiations", "discussions"} for lower in lowers))


# --------------------------------------------------------------------------------------------------------------- verbs


def _verb_findings(verb: Token, spec: MeetingVerb, names: NameIndex) -> Iterator[Finding | Reason]:
    lemma = lemma_of(verb.lower_)
    if (
        lemma == "visit"
        and verb.tag_ == "VBG"
        and verb.dep_ == "xcomp"
        and lemma_of(verb.head.lower_) in TALKING_TO_VISITOR
    ):
        return  # "told visiting minister …" is read from the verb of telling
    if spec.particles and not any(child.lower_ in spec.particles for child in verb.children):
        return
    if spec.needs and not any(token.lower_ in spec.needs for token in verb.subtree):
        return
    ones, agents = _sides_of_verb(verb, names, host=spec.host)
    others, path, things = _partners(verb, spec, names)
    if lemma == "give" and not any(child.lower_ in _WELCOMES for child in children(verb, "dobj")):
        return
    if agents:
        others, path = [*agents, *others], "by"
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
    if others and not ones and not (len(others) > 1 and lemma == "meet") and not _unnamed_ok(lemma):
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
    host = (agents or ones)[0].entity if spec.host and (agents or ones) else None
    yield Finding(
        trigger=verb, anchor=verb, ones=tuple(ones), others=tuple(others), joint=_is_joint(verb, ones, others, names) or spec.host,
        rule=f"{lemma}.verb.{path or 'reciprocal'}", confidence=_confidence(spec.confidence, ones, others), mode=mode, reading=reading, host=host,
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
    if not spec.reciprocal or path:
        return False
    return len(ones) > 1 or not ones[0].person


def _sides_of_verb(verb: Token, names: NameIndex, *, host: bool) -> tuple[list[Party], list[Party]]:
    """Parties of the subject, and those of a passive's agent ("was received by")."""
    heads = subjects(verb)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "advcl"} and host
    )
    agents = [
        inner for child in verb.children if child.dep_ == "agent" for inner in child.children if inner.dep_ == "pobj"
    ]
    if passive and agents:
        heads = [head for head in heads if head not in agents]
        return parties_of(heads, names), parties_of(agents, names)
    return subject_parties(verb, names), []


def _partners(verb: Token, spec: MeetingVerb, names: NameIndex) -> tuple[list[Party], str, Token | None]:
    """Other parties of a verb, the path to them, and the thing that rules the verb out where there is one."""
    thing: Token | None = None
    path = ""
    found: list[Party] = []
    if spec.direct:
        for head in objects(verb):
            parties = parties_of([head], names)
            if parties:
                found, path = [*found, *parties], "object"
            elif is_people(head) or head.lower_ in DELEGATES or head.tag_ in {"NNP", "NNPS"}:
                path = path or "unnamed"
            elif head.ent_type_ in {"DATE", "TIME"} or head.tag_ == "PRP":
                continue
            elif head.tag_.startswith("NN") and head.dep_ != "dative":
                thing = head
    for prep, target in _prep_targets(verb, spec.preps):
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
    unique = list({party.entity: party for party in found}.values())
    return unique, path, thing


def _prep_targets(verb: Token, wanted: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """Objects of the wanted prepositions below the verb, also where the parser hung them on a date or object beside it."""
    if not wanted:
        return
    seen: set[int] = set()
    holders = [verb, *children(verb, "npadvmod", "dobj", "advmod", "prt", "prep")]
    for holder in holders:
        if holder.dep_ == "dobj" and holder.ent_type_ not in {"DATE", "TIME"}:
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
                        and (inner.ent_type_ in {"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL"})
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


def _visitor(verb: Token, names: NameIndex) -> Iterator[Finding]:
    """A guest who is spoken to has been received ("told the visiting minister")."""
    guests = [head for head in objects(verb) if any(child.lower_ == "visiting" for child in head.children)]
    guests += [head for child in children(verb, "xcomp") if child.lower_ == "visiting" for head in objects(child)]
    for head in guests:
        ones = [party for party in parties_of(subjects(verb), names) if party.person]
        others = [party for party in parties_of([head], names) if party.entity not in {one.entity for one in ones}]
        if ones and others:
            yield Finding(
                trigger=verb, anchor=verb, ones=tuple(ones), others=tuple(others), joint=True, rule="visitor.verb.object", confidence=0.7,
                mode="in_person", reading=read_verb(verb), host=ones[0].entity,
            )  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- nouns


def _noun_findings(noun: Token, spec: MeetingNoun, names: NameIndex) -> Iterator[Finding | Reason]:
    before = [
        child.lower_ for child in noun.children if child.i < noun.i and child.dep_ in {"compound", "amod", "nmod"}
    ]
    ruled_out = next((word for word in before if word in NOT_A_MEETING_BEFORE), None)
    if ruled_out or noun.dep_ == "compound":
        yield Reason(trigger=noun, reason="ruled_out", detail=ruled_out or "modifies another noun")
        return
    inner, prep_path = _named_by_preps(noun, names)
    owners = _modifying_parties(noun, names)
    governor, link = _governor_of(noun)
    outer: list[Party] = []
    if governor is not None and _clause_counts(noun, governor, link, inner, owners):
        heads = [head for head in _governing_subjects(noun, governor, link) if head.lower_ not in _NEVER_SUBJECT]
        outer = parties_of(heads, names) or (_unsaid_agent(governor, names) if link != "subject" else [])
    if (
        link == "object"
        and governor is not None
        and lemma_of(governor.lower_) in BROKER_VERBS
        and len(inner) + len(owners) > 1
    ):
        outer = []
    ones, others = _sides_of_noun(inner, owners, outer, prep_path)
    if not others and not spec.bare and len(ones) < 2:
        yield Reason(trigger=noun, reason="no_second_party" if ones else "no_party")
        return
    if spec.strict and not inner:
        yield Reason(trigger=noun, reason="no_second_party")
        return
    if not _enough(noun, ones, others, inner, owners, link, governor):
        yield Reason(trigger=noun, reason="no_second_party" if ones or others else "no_party")
        return
    reading = read_noun(noun, governor, link=link, future_date=has_future_date(noun))
    if noun.lower_.startswith("call") and not _is_phone_call(noun, governor):
        yield Reason(trigger=noun, reason="ruled_out", detail="a call for something")
        return
    mode = mode_of(noun, spec.mode)
    if mode == "unspecified" and governor is not None:
        mode = mode_of(governor, mode)
    host = outer[0].entity if governor is not None and lemma_of(governor.lower_) == "host" and outer else None
    yield Finding(
        trigger=noun, anchor=_anchor(noun, governor, link), ones=tuple(ones), others=tuple(others), joint=_is_joint(noun, ones, others, names),
        rule=f"{_stem(noun.lower_)}.noun.{_noun_path(link, governor, prep_path, owners)}", confidence=_confidence(spec.confidence, ones, others) * _link_weight(link),
        mode=mode, reading=reading, host=host,
    )  # fmt: skip


def _unsaid_agent(governor: Token, names: NameIndex) -> list[Party]:
    """Who did what a passive leaves without a doer: "it" or "he" of the speaker, or the speaker of the clause itself."""
    own = subject_parties(governor, names)
    if (
        own
        or not any(child.dep_ == "nsubjpass" for child in governor.children)
        or any(child.dep_ == "agent" for child in governor.children)
    ):
        return own
    if governor.dep_ != "ccomp" or lemma_of(governor.head.lower_) not in {"say", "announce", "report", "confirm"}:
        return []
    heads = [head for head in subjects(governor.head) if head.lower_ not in _NEVER_SUBJECT]
    return [party for party in parties_of(heads, names) if names.entities[party.entity].kind not in MEDIA]


def _anchor(noun: Token, governor: Token | None, link: str) -> Token:
    """The verb whose dates and places are the meeting's too: not that of a clause which lies before or after it."""
    if governor is None or (CLAUSE_PREPS.get(link) in {"before", "after"} and link not in {"for", "to"}):
        return noun
    return governor


def _stem(lower: str) -> str:
    return lower if lower == "talks" else lower.removesuffix("s")


def _noun_path(link: str, governor: Token | None, prep_path: str, owners: list[Party]) -> str:
    verb = lemma_of(governor.lower_) if governor is not None and link == "object" else link
    return "+".join(part for part in (verb, prep_path, "owner" if owners else "") if part) or "bare"


def _link_weight(link: str) -> float:
    return 1.0 if link in {"object", "subject", "", "after", "during", "with", "following"} else 0.93


def _named_by_preps(noun: Token, names: NameIndex) -> tuple[list[Party], str]:
    """Parties that prepositions below the noun name, and the first such preposition."""
    found: dict[str, Party] = {}
    path = ""
    holders = [
        noun,
        *[
            child
            for child in noun.children
            if child.dep_ in {"acl", "amod", "relcl"}
            and child.i > noun.i
            and lemma_of(child.lower_) in LIGHT_VERBS | {"due", "schedule"}
        ],
    ]
    if (
        noun.dep_ in {"dobj", "nsubjpass", "nsubj"}
        and is_verb(noun.head)
        and lemma_of(noun.head.lower_) in LIGHT_VERBS | {"be", "take"}
    ):
        holders.append(noun.head)
    for holder in holders:
        for prep, target in _all_preps(holder):
            lower = prep.lower_
            if lower not in NOUN_PARTY_PREPS or (holder != noun and lower in {"of", "by", "among"}):
                continue
            if target.i < noun.i and holder != noun and holder.i < noun.i:
                continue
            for party in parties_of([target], names):
                found.setdefault(party.entity, party)
                path = path or lower
    return list(found.values()), path


def _all_preps(holder: Token) -> Iterator[tuple[Token, Token]]:
    """Prepositions below a token, and those that the parser hung on a date, place or topic beside it."""
    for prep, target in preps(holder):
        yield prep, target
        if prep.lower_ in {"in", "at", "on", "over", "about", "for"} and target.tag_.startswith(("NN", "CD")):
            for inner, deeper in preps(target):
                if inner.lower_ in {"with", "between"}:
                    yield inner, deeper
    for child in children(holder, "npadvmod"):
        yield from preps(child)


def _modifying_parties(noun: Token, names: NameIndex) -> list[Party]:
    """Parties named before the noun ("Israel-PLO talks", "their meeting", "an EU summit")."""
    found: dict[str, Party] = {}
    for child in noun.children:
        if child.i >= noun.i or child.dep_ not in {"compound", "amod", "nmod", "poss"}:
            continue
        for item in (
            *coordinated(child),
            *[inner for inner in child.children if inner.dep_ in {"compound", "amod", "nmod"}],
        ):
            for party in _modifier(item, child, names):
                found.setdefault(party.entity, party)
    return list(found.values())


def _modifier(item: Token, child: Token, names: NameIndex) -> list[Party]:
    if child.dep_ == "poss":
        return list(parties_of([item], names)) if item == child or item.dep_ == "conj" else []
    named = names.proper(item)
    if named is not None:
        return parties_of([item], names) if named[0].type != "Person" or item.i + 1 < item.doc.__len__() else []
    return [
        Party(
            entity=entity.id,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            via=True,
            person=False,
            token=item.i,
            weight=0.9,
        )
        for entity, mention in names.inferred(item)
        if mention.rule == "demonym"
    ]


def _governor_of(noun: Token) -> tuple[Token | None, str]:
    """The verb that a meeting noun hangs on, and how: "object", "subject", or a preposition."""
    item = noun
    while item.dep_ == "conj" and item.head.tag_.startswith("NN"):
        item = item.head
    head = item.head
    if head == item:
        return None, ""
    if item.dep_ in {"dobj", "attr", "oprd", "dative"} and is_verb(head):
        return head, "object"
    if item.dep_ in {"nsubj", "nsubjpass"}:
        return head, "subject"
    if item.dep_ in {"pobj", "pcomp"} and head.dep_ in {"prep", "agent", "advmod", "mark", "pcomp", "advcl", "dative"}:
        governor, link = _through_prep(head)
        return (_before_report(governor, noun), link) if governor is not None else (governor, link)
    if item.dep_ == "npadvmod" and is_verb(head):
        return head, "in"
    return None, ""


def _before_report(governor: Token, noun: Token) -> Token:
    """The verb of what is reported, where the parser hung an adverbial on the "officials said" that ends the sentence."""
    if lemma_of(governor.lower_) in REPORT_VERBS and noun.i < governor.i:
        for child in governor.children:
            if child.dep_ == "ccomp" and child.i < noun.i:
                return child
    return governor


def _through_prep(prep: Token) -> tuple[Token | None, str]:
    """Climb from a preposition to the verb, through nouns in between ("on the sidelines of", "a series of")."""
    link = prep.lower_
    item = prep.head
    for _ in range(5):
        if is_verb(item):
            return item, link
        if item.dep_ == "pobj" and item.head.dep_ in {"prep", "agent"}:
            if item.lower_ not in TALKS_CONTAINERS:
                return None, "topic"  # "his mediation in talks with": nobody says that he talked
            link = item.head.lower_
            item = item.head.head
            continue
        if item.dep_ in {"dobj", "attr"} and is_verb(item.head):
            if item.lower_ in TALKS_CONTAINERS:
                return item.head, "object" if link == "of" else link
            if item.head.lower_ == "be" or link in {"in", "to", "of", "on"}:
                return None, "topic"
            return item.head, link
        if item.dep_ in {"nsubj", "nsubjpass"} and is_verb(item.head):
            return (item.head, "subject-of") if link == "of" else (None, "")
        if item.dep_ in {"prep", "advmod", "advcl", "pcomp", "npadvmod", "conj"}:
            link = link if item.dep_ != "prep" else item.lower_
            item = item.head
            continue
        break
    return None, link


def _clause_counts(noun: Token, governor: Token, link: str, inner: list[Party], owners: list[Party]) -> bool:
    """Whether the subject of the governing clause took part in the meeting."""
    lemma = lemma_of(governor.lower_)
    explicit = len(inner) + len(owners)
    if link == "object":
        return lemma in LIGHT_VERBS
    if link == "subject":
        return governor.tag_ == "VBN" and governor.dep_ in {"ccomp", "oprd", "acl"} and not owners
    if link not in CLAUSE_PREPS:
        return False
    if (
        any(
            child.lower_ in NOUN_PARTY_PREPS
            and child.lower_ in {"between", "of", "among", "by"}
            and child.dep_ == "prep"
            for child in noun.children
        )
        and explicit
    ):
        return False
    return not (owners and inner) and not (
        link == "from" and lemma not in {"return", "come", "withdraw", "emerge", "back"}
    )


def _governing_subjects(noun: Token, governor: Token, link: str) -> list[Token]:
    if link == "subject":  # "had talks scheduled with": the subject is that of "had"
        return subjects(governor.head) if is_verb(governor.head) else []
    passive_agent = [
        inner
        for child in governor.children
        if child.dep_ == "agent"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    heads = subjects(governor)
    if link in {"for", "to"} and lemma_of(governor.lower_) in {
        "invite",
        "summon",
        "ask",
        "host",
        "receive",
        "welcome",
        "join",
        "persuade",
        "bring",
    }:
        heads = [*heads, *objects(governor)]
    if passive_agent and noun in passive_agent:
        heads = [head for head in heads if head not in passive_agent]
    return heads


def _sides_of_noun(
    inner: list[Party], owners: list[Party], outer: list[Party], prep_path: str
) -> tuple[list[Party], list[Party]]:
    """First and second side: those outside the noun phrase first, then owners, then those it names by preposition."""
    first = outer if not owners else [*list(owners), *[party for party in outer if party.person and not inner]]
    if not first and inner:
        if prep_path == "with":
            return [], inner
        return inner, []
    known = {party.entity for party in first}
    return first, [party for party in inner if party.entity not in known]


def _enough(
    noun: Token,
    ones: list[Party],
    others: list[Party],
    inner: list[Party],
    owners: list[Party],
    link: str,
    governor: Token | None,
) -> bool:
    """Whether what was found is a meeting at all: two parties, or one organisation's own meeting."""
    if link == "topic" and len(inner) < 2:
        inner = []
    total = len({party.entity for party in (*ones, *others)})
    if total == 0:
        return False
    if total == 1:
        only = (*ones, *others)[0]
        own = bool(owners) or (
            bool(inner) and any(child.lower_ in {"of", "between", "among"} for child in noun.children)
        )
        return (own and not only.person) or (
            bool(ones)
            and link == "object"
            and governor is not None
            and lemma_of(governor.lower_) in {"hold", "have", "host", "attend", "convene"}
        )
    if inner or owners:
        return True
    return link == "object" or (
        link in {"at", "in", "during", "after", "for", "following", "despite"} and len(ones) > 1
    )


def _is_phone_call(noun: Token, governor: Token | None) -> bool:
    """Whether "call" is one by telephone: "a call with", "phone call", "in a call to"."""
    if any(child.lower_ in PHONE_WORDS | {"conference"} for child in noun.children):
        return True
    return any(child.lower_ == "with" for child in noun.children) or (
        governor is not None
        and lemma_of(governor.lower_) in {"hold", "have"}
        and any(child.lower_ in {"with", "between"} for child in noun.children)
    )


# -------------------------------------------------------------------------------------------------------------- common


def _is_joint(trigger: Token, ones: list[Party], others: list[Party], names: NameIndex) -> bool:
    """Whether all the others were met in one round, and not one after the other.

    Several partners in one breath are taken one by one, unless they come as one delegation (a person with their own
    country's or organisation's others) or are so many that only a round makes sense.
    """
    if len(others) < 2 or not ones:
        return True
    words = {token.lower_ for token in trigger.subtree}
    if words & _APART:
        return False
    if words & _SEPARATELY or trigger.lower_.endswith("ings"):
        return _one_delegation(others, names)
    return len(others) >= ROUND_OF or _one_delegation(others, names)


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


def _confidence(base: float, ones: list[Party], others: list[Party]) -> float:
    """The rule's confidence times that of its least sure argument."""
    return round(base * min((party.weight for party in (*ones, *others)), default=1.0), 3)


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
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def has_future_date(trigger: Token) -> bool:
    """Whether a date that lies ahead, or a bare weekday with a present tense, goes with the trigger."""
    for child in trigger.children:
        if child.dep_ in {"npadvmod", "prep", "advmod", "amod", "nmod"} and not is_verb(child):
            words = {inner.lower_ for inner in child.subtree}
            if words & _FUTURE_WORDS and "than" not in words:
                return True
            if words & _WEEKDAYS and trigger.tag_ in {"VBZ", "VBP", "VBG"} and "last" not in words:
                return True
    return False
