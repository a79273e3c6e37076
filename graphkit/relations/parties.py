"""From an argument of a verb or noun to the parties it names: persons, organisations, countries.

A named person stands for themselves. An unnamed role-holder or group stands for the country or organisation that its
words name ("Turkish officials", "the leaders of the RMT"), with the words kept. Everybody else is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.lexicon import AFFILIATION_PREPS, DELEGATES, REPORT_VERBS, lemma_of
from graphkit.relations.names import GOVERNED, NameIndex, Party, can_be_party, party_of
from graphkit.relations.surface import following_person, next_in_list
from graphkit.relations.tree import children, coordinated, is_left_out, noun_phrase, preps, subjects, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from graphkit.model import LocalEntity

_COMPANION_PARTICIPLES = frozenset({"accompanied", "joined", "flanked"})
#: "A delegation led by Costa": Costa is one of those who came.
_LEADING_PARTICIPLES = frozenset({"led", "headed"})
_SENT_GROUPS = frozenset(
    {"delegation", "delegations", "team", "mission", "side", "negotiators", "officials", "diplomats", "envoys", "lawmakers", "ministers", "delegates", "mediators", "group"}
)  # fmt: skip
_COMPANION_PREPS = frozenset({"along", "together", "alongside", "including", "plus"})
_PLACE_NOUNS = frozenset(
    {
        "island",
        "islands",
        "kingdom",
        "nation",
        "enclave",
        "sultanate",
        "emirate",
        "region",
        "province",
        "state",
        "district",
        "city",
        "town",
        "capital",
        "area",
        "territory",
        "republic",
    }
)
_SPORTS = frozenset(
    {"national", "football", "soccer", "cricket", "rugby", "hockey", "basketball", "olympic", "baseball", "volleyball"}
)
_SELF = frozenset({"it", "he", "she", "they"})
_MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod")


def parties_of(heads: Iterable[Token], names: NameIndex) -> list[Party]:
    """All parties that some argument heads name, with everything coordinated below them, each entity once."""
    found: dict[str, Party] = {}
    for head in map(worded, heads):
        last: Party | None = None
        thing = head.tag_ in {"NN", "NNS"} and not is_people(head)
        for token in _listed(head, names):
            if is_left_out(token):
                continue
            for party in (*_of_token(token, names), *_company(token, names)):
                if thing and token != head and not party.person:
                    continue  # what is listed with a thing is a thing
                found.setdefault(party.entity, party)
                last = party if last is None or party.token > last.token else last
        while last is not None and last.person and not last.via:
            last = next_in_list(last, names)
            if last is not None:
                if last.entity in found:
                    break
                found[last.entity] = last
    return list(found.values())


def subject_parties(verb: Token, names: NameIndex) -> list[Party]:
    """Parties of a verb's subject.

    "It" and "he" in "X said it would" stand for X where nothing else is known, and so does the "I" of X's own words.
    """
    heads = subjects(verb)
    found = parties_of(heads, names)
    if found or not heads or heads[0].lower_ not in _SELF | {"i"}:
        return found
    word = heads[0].lower_
    clause = verb
    while clause.dep_ in {"xcomp", "conj", "advcl"} and clause.head != clause:
        if clause.dep_ == "advcl" and word in _SELF and clause.i < clause.head.i:  # "Asked if she would …, X said"
            return _one_speaker(clause.head, word, names)
        clause = clause.head
    if clause.dep_ == "ccomp" and clause.head.lower_ == "asked" and clause.head.dep_ == "advcl":
        return _one_speaker(clause.head.head, word, names)  # "Asked whether she would …, X said"
    if clause.dep_ in {"ccomp", "parataxis"} and lemma_of(clause.head.lower_) in REPORT_VERBS:
        return _one_speaker(clause.head, word, names)
    if word == "i":  # the parser may hang "X said" below what X says
        below = (child for child in clause.children if child.dep_ in {"ccomp", "parataxis"} and child.i > clause.i)
        report = next((child for child in below if lemma_of(child.lower_) in REPORT_VERBS), None)
        return _one_speaker(report, word, names) if report is not None else []
    return []


def _one_speaker(verb: Token, word: str, names: NameIndex) -> list[Party]:
    """The subject of a verb where it is one party that a pronoun can stand for."""
    speakers = parties_of(subjects(verb), names)
    return speakers if len(speakers) == 1 and speakers[0].person == (word in {"he", "she", "i"}) else []


def _listed(head: Token, names: NameIndex) -> list[Token]:
    """A head with all that is coordinated with it, also where the parser took the second of a list for an apposition."""
    tokens = coordinated(head)
    named = names.proper(head)
    if named is None:
        return tokens
    for child in head.doc[head.left_edge.i : head.i]:  # "X and minister Y": the parser may take X for a modifier of Y
        if child.dep_ not in {"nmod", "compound"}:
            continue
        other = names.proper(child)
        joined = any(inner.dep_ == "cc" and inner.lower_ == "and" for inner in child.children)
        if joined and other is not None and other[0].id != named[0].id and other[0].type == named[0].type:
            tokens = [child, *tokens]
    goes_on = False  # "X, Y, Z and W": where Z is one of a list, so is Y before it
    for appos in reversed(children(head, "appos")):
        other = names.proper(appos)
        listed = bool(children(appos, "conj"))
        if other is not None:
            another = other[0].id != named[0].id and other[0].type == named[0].type
            goes_on = listed = (listed or goes_on or _runs_on(appos)) and another
        if listed and (other is not None or _of_another(head, appos, names)):
            tokens = [*tokens, *(token for token in coordinated(appos) if token not in tokens)]
    behind = [token for item in tokens for token in _behind_plural(item, names) if token not in tokens]
    return sorted([*tokens, *behind], key=lambda token: token.i)


def _behind_plural(person: Token, names: NameIndex) -> list[Token]:
    """The next of a list behind a role in the plural, which can't be one person's ("X, port chiefs Y and Z")."""
    found: list[Token] = []
    for role in children(person, "appos"):
        if role.tag_ != "NNS" or role.lower_ not in DELEGATES or role.i + 1 == len(role.doc):
            continue
        named = names.proper(person), names.proper(role.nbor())
        if all(one is not None and one[0].type == "Person" for one in named):
            found += [token for inner in children(role, "appos") for token in coordinated(inner)]
    return found


def _runs_on(appos: Token) -> bool:
    """Whether a verb follows what the parser takes for an apposition ("Keller, Moreau to meet"): one would end in a comma."""
    end = appos.right_edge.i + 1
    return end < len(appos.doc) and appos.doc[end].tag_ in {"TO", "MD", "VBP", "VBD", "VBZ"}


def _of_another(head: Token, role: Token, names: NameIndex) -> bool:
    """Whether a role behind a person is another's ("Kenya's X, Finland's prime minister and Y"): it names another country."""
    theirs = {entity.id for source in _affiliations(role) for entity in _sponsors(source, names)}
    own = {key for token in head.doc[head.left_edge.i : head.i] for key in names.entities_at(token)}
    return role.lower_ in DELEGATES and bool(theirs) and not theirs & own


def people_named_by(token: Token, names: NameIndex) -> list[Party]:
    """The countries that an adjective of nationality names."""
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


def is_people(token: Token) -> bool:
    """Whether the token is a word for people or those who stand for a party, named or not."""
    if token.lower_ in DELEGATES or token.tag_ in {"NNP", "PRP", "NNPS"} or token.ent_type_ == "PERSON":
        return True
    return token.lower_ in {"number", "numbers"} and any(
        child.lower_ == "opposite" for child in children(token, "amod")
    )


def _of_token(token: Token, names: NameIndex) -> list[Party]:
    named = names.proper(token)
    if named is not None and named[0].type == "Person":
        return [party_of(*named, token, via=False)]
    apposed = _apposed_person(token, names) or following_person(token, names)
    if apposed and token.tag_ == "NNS" and len(apposed) == 1 and token.lower_ in DELEGATES:
        return [*_delegates(token, names), *apposed]  # "Kenyan officials, President Otieno and …" is a list
    if apposed:
        return apposed
    if named is not None:
        return (
            [party_of(*named, token, via=False)]
            if can_be_party(named[0]) or _acts(token, named[0])
            else _inferred(token, names)
        )
    inferred = _inferred(token, names)
    if not inferred and token.tag_ == "JJ":  # "the two last met": the parser may take "last" for a noun
        inferred = [party for child in children(token, "nummod") for party in _inferred(child, names)]
    if inferred:
        return inferred
    if token.lower_ in DELEGATES:
        return (
            []
            if token.lower_ in {"team", "teams"} and any(child.lower_ in _SPORTS for child in token.children)
            else _delegates(token, names)
        )
    if token.lower_ in _PLACE_NOUNS:  # "the island of Malta"
        targets = [target for prep, target in preps(token) if prep.lower_ == "of"]
        return [party for target in targets for party in _of_token(target, names)]
    return []


def _acts(token: Token, entity: LocalEntity) -> bool:
    """Whether what the model took for a place does what only a party does; places of the gazetteer are places."""
    return entity.kind is None and token.dep_ == "nsubj" and not entity.ids


def _inferred(token: Token, names: NameIndex) -> list[Party]:
    """Pronouns, roles, capitals and nationalities that stand for somebody where the token is the head itself."""
    return [
        party_of(entity, mention, token, via=entity.type != "Person")
        for entity, mention in names.inferred(token)
        if not (mention.rule == "demonym" and not token.tag_.startswith("NN"))
    ]


def _apposed_person(token: Token, names: NameIndex) -> list[Party]:
    """Persons named beside a role ("his counterpart, Gordon Smith"; "the leaders, A and B")."""
    found = []
    if token.tag_ == "NNS" and token.lower_ in DELEGATES:  # "the presidents of Kenya and Somalia, X and Y, met"
        listed = [item for prep, target in preps(token) if prep.lower_ == "of" for item in coordinated(target)]
        known = [(item, names.proper(item)) for item in listed]
        people = [party_of(*one, item, via=False) for item, one in known if one and one[0].type == "Person"]
        if 1 < len(people) < len(listed):
            return people
    for child in children(token, "appos"):
        for item in coordinated(child):
            named = names.proper(item)
            if named is not None and named[0].type == "Person":
                found.append(party_of(*named, item, via=False))
    return found


def _delegates(token: Token, names: NameIndex) -> list[Party]:
    """The countries and organisations that a group or role names as its own ("Turkish and Greek officials")."""
    first, end = noun_phrase(token)
    text = names.doc[first:end]
    found: dict[str, Party] = {}
    for source in _affiliations(token):
        for entity in _sponsors(source, names):
            party = Party(
                entity=entity.id, start=text.start_char, end=text.end_char, text=text.text, via=True, person=False, token=token.i, named=False,
            )  # fmt: skip
            found.setdefault(entity.id, party)
    return list(found.values())


def _affiliations(token: Token) -> list[Token]:
    """Words that may say whose delegates these are, the modifiers before the noun first."""
    left = [
        inner
        for child in token.children
        if child.i < token.i and child.dep_ in _MODIFIERS and child.tag_ != "PRP$"
        for inner in (*coordinated(child), *_nested(child))
    ]
    if left:
        right = []
    else:
        right = [
            inner for prep, target in preps(token) if prep.lower_ in AFFILIATION_PREPS and prep.i > token.i for inner in coordinated(target)
        ]  # fmt: skip
    more = [
        inner for prep, target in preps(token) if left and prep.lower_ in {"of", "from"} and prep.i > token.i for inner in coordinated(target)
    ]  # fmt: skip
    return [*left, *right, *more]


def _nested(token: Token) -> list[Token]:
    """Modifiers of a modifier ("European Commission" in "European Commission officials")."""
    return [inner for child in token.children if child.dep_ in _MODIFIERS for inner in coordinated(child)]


def _sponsors(token: Token, names: NameIndex) -> list[LocalEntity]:
    named = names.proper(token)
    if named is not None:
        entity = named[0]
        return [entity] if entity.type != "Person" and can_be_party(entity) else []
    found = [entity for entity, _ in names.inferred(token) if entity.type != "Person"]
    if found:
        return found
    if (
        token.lower_ in DELEGATES or token.lower_ in _PLACE_NOUNS
    ):  # "officials of the Turkish government", "leaders of the RMT and Aslef unions"
        found = [entity for source in _affiliations(token) if source != token for entity in _direct(source, names)]
        return [
            entity for entity in found if entity.kind in GOVERNED
        ] or found  # "France's Corsica region" is of France
    return []


def _direct(token: Token, names: NameIndex) -> list[LocalEntity]:
    named = names.proper(token)
    if named is not None:
        return [named[0]] if named[0].type != "Person" and can_be_party(named[0]) else []
    return [entity for entity, _ in names.inferred(token) if entity.type != "Person"]


def _brings_others(participle: Token, token: Token) -> bool:
    """Whether a participle behind a party says who came along ("accompanied by") or at the head of a group ("led by")."""
    lower = participle.lower_
    group = token.lower_ in _SENT_GROUPS or token.tag_ == "NNPS"
    return lower in _COMPANION_PARTICIPLES or (lower in _LEADING_PARTICIPLES and group)


def _company(token: Token, names: NameIndex) -> list[Party]:
    """Those who come with a party ("X, accompanied by Y"; "X, along with Y")."""
    found: list[Party] = []
    for child in token.children:
        if child.dep_ in {"acl", "advcl", "relcl"} and _brings_others(child, token):
            targets = [
                inner
                for link in child.children
                if link.dep_ in {"agent", "prep"}
                for inner in link.children
                if inner.dep_ == "pobj"
            ]
        elif child.lower_ in _COMPANION_PREPS:
            targets = [inner for link in (child, *child.children) for inner in link.children if inner.dep_ == "pobj"]
        else:
            continue
        for target in targets:
            for item in coordinated(target):
                found.extend(party for party in _of_token(item, names) if party.person or child.lower_ != "including")
    return found
