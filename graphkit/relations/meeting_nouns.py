"""Meetings told by a noun: "talks with", "a meeting between", "their summit"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.relations.findings import Finding, Reason, has_future_date, is_joint, lacking, mode_of
from graphkit.relations.lexicon import (
    ANSWERING_VERBS,
    BROKER_VERBS,
    CLAUSE_PREPS,
    LEAVING_VERBS,
    LIGHT_VERBS,
    MEALS,
    MEETING_VERBS,
    NOT_A_MEETING_BEFORE,
    NOUN_PARTY_PREPS,
    PHONE_WORDS,
    REPORT_VERBS,
    SETTLING_VERBS,
    TALKING_TO_VISITOR,
    TALKS_CONTAINERS,
    MeetingNoun,
    lemma_of,
)
from graphkit.relations.names import MEDIA, NameIndex, Party
from graphkit.relations.parties import parties_of, people_named_by, subject_parties
from graphkit.relations.status import read_noun, read_verb
from graphkit.relations.tree import agents, children, clause_root, coordinated, is_verb, objects, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from graphkit.relations.status import Reading

#: They speak for others and about others' talks.
NEVER_SUBJECT = frozenset(
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


#: Who does none of these, or does one of the first, is not at the talks of others, which are held without them.
_STAYING_AWAY = frozenset({"boycott", "skip", "miss", "snub", "avoid", "attend", "join", "invite"})
_ATTENDING = frozenset({"attend", "join"})
_PARTICIPATING = frozenset({"participate", "participated", "participating", "participates"})
_INVITING = frozenset({"invitation", "invitations", "offer", "call", "calls"})


def read_meeting_noun(noun: Token, spec: MeetingNoun, names: NameIndex) -> Iterator[Finding | Reason]:
    """The meeting that a noun tells, or why it tells of none.

    Parties come from the noun's own prepositions ("talks with X"), from what stands before it ("X's meeting"), and from
    the clause that it hangs on ("X held talks", "X said after talks").

    Args:
        noun: a noun of meeting.
        spec: its line in that table.
        names: the document's names.
    """
    before = [
        child.lower_ for child in noun.children if child.i < noun.i and child.dep_ in {"compound", "amod", "nmod"}
    ]
    ruled_out = next((word for word in before if word in NOT_A_MEETING_BEFORE), None)
    if spec.needs and not spec.needs.intersection(before):
        return
    if ruled_out or noun.dep_ == "compound":
        yield Reason(trigger=noun, reason="ruled_out", detail=ruled_out or "modifies another noun")
        return
    if _is_habit(noun):
        yield Reason(trigger=noun, reason="ruled_out", detail="a habit")
        return
    inner, prep_path = _named_by_preps(noun, names)
    there = [] if inner else _attending(noun, names)
    if there:
        verb = clause_root(noun)
        yield Finding(
            trigger=noun, anchor=noun, ones=tuple(there), others=(), joint=True, rule=f"{_stem(noun.lower_)}.noun.attended",
            mode=mode_of(noun, spec.mode), reading=read_verb(verb), joins=True,
        )  # fmt: skip
        return
    owners = modifying_parties(noun, names)
    governor, link = governor_of(noun)
    outer: list[Party] = []
    mediated = governor is not None and lemma_of(governor.lower_) == "mediate"
    among = prep_path in {"between", "among", "amongst"} and len(inner) > 1 and not mediated
    if among:
        owners = []
    hearers = _hearers(governor, link, names) if governor is not None and not inner and not owners else []
    inner = inner or hearers
    if governor is not None and not among and _clause_counts(noun, governor, link, inner, owners):
        heads = [head for head in _governing_subjects(noun, governor, link) if head.lower_ not in NEVER_SUBJECT]
        outer = parties_of(heads, names) or (_unsaid_agent(governor, names) if link != "subject" else [])
    if (
        link == "object"
        and governor is not None
        and lemma_of(governor.lower_) in BROKER_VERBS - {"mediate"}
        and len(inner) + len(owners) > 1
    ):
        outer = []
    ones, others = _sides_of_noun(inner, owners, outer, prep_path)
    alone = not others and not spec.bare and len(ones) < 2 and not (link == "object" and ones and not ones[0].person)
    # "A and B held a call", "NATO held talks", "in a call, A and B agreed", "invited Costa to dinner"
    both_held = link == "object" and (len(outer) > 1 or any(not party.person for party in outer))
    both_held = both_held or (link in {"in", "during", "over"} and len(outer) > 1)
    invited = link in {"to", "for"} and governor is not None and lemma_of(governor.lower_) in {"invite", "join"}
    both_held = both_held or (invited and len(outer) > 1)
    ahead = has_future_date(noun) or (governor is not None and link == "object" and _is_to_come(governor))
    reading = read_noun(noun, governor, link=link, future_date=ahead)
    if among and reading.status == "denied" and governor is not None and lemma_of(governor.lower_) in _STAYING_AWAY:
        reading = read_noun(noun, None, link="")  # "boycotted the talks between A and B": those talked
    if (
        alone
        or (spec.strict and not inner and not both_held and not (len(outer) > 1 and _is_theirs(noun)))
        or not _enough(noun, ones, others, inner, owners, link, governor)
    ):
        reason = lacking(noun, reading, ones or others)
        if reason.reason == "no_second_party" and {party.entity for party in inner} & {
            party.entity for party in (*outer, *owners)
        }:
            reason = Reason(trigger=noun, reason="same_entity", detail=inner[0].text)
        again = None if inner or owners else _told_again(noun, governor, link)
        yield replace(reason, again=again, anchor=governor, parties=tuple(party.entity for party in outer))
        return
    if noun.lower_.startswith("call") and not hearers and not _is_phone_call(noun, governor):
        yield Reason(trigger=noun, reason="ruled_out", detail="a call for something")
        return
    mode = mode_of(noun, spec.mode)
    if mode == "unspecified" and governor is not None:
        mode = mode_of(governor, mode)
    host = outer[0].entity if governor is not None and lemma_of(governor.lower_) == "host" and outer else None
    yield Finding(
        trigger=noun, anchor=_anchor(noun, governor, link), ones=tuple(ones), others=tuple(others), joint=mediated or is_joint(noun, ones, others, names),
        rule=f"{_stem(noun.lower_)}.noun.{_noun_path(link, governor, prep_path, owners)}",
        mode=mode, reading=reading, host=host,
    )  # fmt: skip


def _is_habit(noun: Token) -> bool:
    """Whether people only see each other at such meetings ("they see each other at council meetings")."""
    governor, link = governor_of(noun)
    if governor is None or link not in {"at", "in", "during"} or governor.lower_ not in {"see", "sees"}:
        return False
    if children(governor, "aux"):
        return False
    return any(
        {"each", "another"}.intersection(word.lower_ for word in head.subtree) for head in children(governor, "dobj")
    )


def _is_to_come(governor: Token) -> bool:
    """Whether a verb in the present goes with a day ("hold an urgent meeting on Thursday"): the news of it comes before."""
    present = governor.lower_ == lemma_of(governor.lower_) or governor.lower_.endswith("s")
    return present and has_future_date(governor)


def _attending(noun: Token, names: NameIndex) -> list[Party]:
    """Who was at "the meeting" that is told elsewhere ("was also attended by", "X took part in the talks")."""
    if not any(child.lower_ in {"the", "this", "these"} for child in children(noun, "det")):
        return []
    head = noun.head
    if noun.dep_ == "nsubjpass" and lemma_of(head.lower_) in _ATTENDING:
        return parties_of(agents(head), names)
    if noun.dep_ == "dobj" and lemma_of(head.lower_) == "attend":
        return parties_of(subjects(head), names)
    if noun.dep_ != "pobj" or head.dep_ != "prep":
        return []
    above = head.head  # "present at", "participated in", "took part in"
    if above.lower_ == "present" and lemma_of(above.head.lower_) == "be":
        return parties_of(subjects(above.head), names)
    part = above.lower_ == "part" and lemma_of(above.head.lower_) == "take"
    if part or above.lower_ in _PARTICIPATING:
        return parties_of(subjects(above.head if part else above), names)
    takes_part = lemma_of(above.lower_) == "take" and any(child.lower_ == "part" for child in children(above, "dobj"))
    return parties_of(subjects(above), names) if takes_part else []


def _is_theirs(noun: Token) -> bool:
    """Whether the meeting is that of those whom the clause is about ("in their first encounter")."""
    return any(child.lower_ == "their" and child.dep_ == "poss" for child in noun.children)


def _hearers(governor: Token, link: str, names: NameIndex) -> list[Party]:
    """Whom somebody told something in a call or at a meeting: they were there ("told Costa in a phone call that …")."""
    if lemma_of(governor.lower_) not in TALKING_TO_VISITOR or link not in {"in", "during", "at", "over"}:
        return []
    told = agents(governor) or objects(governor)
    return [party for party in parties_of(told, names) if party.person]


def _told_again(noun: Token, governor: Token | None, link: str) -> Reading | None:
    """What is said of a meeting told before: only words that settle it count ("the meeting took place on Friday")."""
    if not any(
        child.lower_ in {"the", "this", "that", "their"} for child in noun.children if child.dep_ in {"det", "poss"}
    ):
        return None
    if governor is not None and link in {"subject", "object"}:
        lemma = lemma_of(governor.lower_)
        passive = any(child.dep_ == "auxpass" for child in governor.children)
        settles = lemma in SETTLING_VERBS and (link == "subject" or lemma in {"schedule", "cancel", "postpone", "hold"})
        if settles and not (lemma in {"schedule", "cancel", "postpone"} and link == "subject" and not passive):
            return read_noun(noun, governor, link=link, future_date=has_future_date(noun))
    due = any(child.lower_ in {"due", "scheduled", "planned"} and child.i > noun.i for child in noun.children)
    return read_noun(noun, None, link="") if due else None


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
    heads = [head for head in subjects(governor.head) if head.lower_ not in NEVER_SUBJECT]
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
            if lower == "for" and noun.lower_ in MEALS and _is_given(noun, holder):
                lower = "of"
            elif lower not in NOUN_PARTY_PREPS or (
                holder != noun and lower in {"of", "by", "among"} and lemma_of(holder.lower_) != "mediate"
            ):
                continue
            if target.i < noun.i and holder != noun and holder.i < noun.i:
                continue
            for party in parties_of([target], names):
                found.setdefault(party.entity, party)
                path = path or lower
    return list(found.values()), path


def _is_given(noun: Token, holder: Token) -> bool:
    """Whether somebody gives the meal for somebody ("hosted a dinner for", "a dinner given by X for Y")."""
    return any(lemma_of(word.lower_) in {"host", "hold", "give"} for word in (noun.head, holder))


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


def modifying_parties(noun: Token, names: NameIndex) -> list[Party]:
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
    return [party for party in found.values() if names.entities[party.entity].kind not in MEDIA]


def _modifier(item: Token, child: Token, names: NameIndex) -> list[Party]:
    if child.dep_ == "poss":
        return list(parties_of([item], names)) if item == child or item.dep_ == "conj" else []
    named = names.proper(item)
    return parties_of([item], names) if named is not None else people_named_by(item, names)


def governor_of(noun: Token) -> tuple[Token | None, str]:
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
            if item.lower_ in _INVITING and link == "to":
                return item.head, "invited"
            if item.lower_ in TALKS_CONTAINERS:
                return item.head, "object" if link == "of" else link
            if item.head.lower_ == "be" or link in {"in", "to", "of", "on"}:
                return None, "topic"
            return item.head, link
        if item.dep_ in {"nsubj", "nsubjpass"} and is_verb(item.head):
            aside = prep.head == item and prep.i > 0 and prep.nbor(-1).lower_ == ","
            if aside and link != "of":  # "X and Y, in their first meeting, agreed"
                return item.head, link
            return (item.head, "subject-of") if link == "of" else (None, "")
        if item.dep_ in {"prep", "advmod", "advcl", "pcomp", "npadvmod", "conj"}:
            link = item.lower_ if item.dep_ == "prep" or item.lower_ in CLAUSE_PREPS else link
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
    if link == "invited":
        return lemma in ANSWERING_VERBS
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
    if owners and lemma in MEETING_VERBS and link in {"on", "at", "in", "during"}:
        return False  # "met on the sidelines of the NATO summit": the summit is another meeting
    if owners and CLAUSE_PREPS[link] == "before":
        return False  # "resigned after the cabinet meeting" doesn't say that he was there
    return not (owners and inner) and not (link == "from" and lemma not in LEAVING_VERBS)


def _governing_subjects(noun: Token, governor: Token, link: str) -> list[Token]:
    if link == "subject":  # "had talks scheduled with": the subject is that of "had"
        return subjects(governor.head) if is_verb(governor.head) else []
    passive_agent = agents(governor)
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
    if (
        link in {"to", "for"}
        and governor is not None
        and lemma_of(governor.lower_) in {"invite", "join"}
        and len(ones) > 1
    ):
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
