"""From an argument of a verb or noun to the parties it names: persons, organisations, countries.

A named person stands for themselves. An unnamed role-holder or group stands for the country or organisation that its
words name ("Turkish officials", "the leaders of the RMT"), with the words kept. Everybody else is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.relations.lexicon import AFFILIATION_PREPS, DELEGATES, REPORT_VERBS, lemma_of
from graphkit.relations.tree import children, coordinated, noun_phrase, preps, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import Extraction, LocalEntity, Mention, Role

#: Kinds of places that have a government of their own and so can be a party.
GOVERNED = frozenset({"country", "territory"})
#: Kinds of organisations that report and are not reported on.
MEDIA = frozenset({"news_agency", "agency", "media", "newspaper", "broadcaster"})
HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "prof", "gen", "col", "rev", "dame"})
_COMPANION_PARTICIPLES = frozenset({"accompanied", "joined", "flanked"})
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
#: Labels of what is no name: when and how much.
_VALUE_LABELS = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL"})
#: Longest title before a name in a list, in tokens.
_LONGEST_TITLE = 7
_SPORTS = frozenset(
    {"national", "football", "soccer", "cricket", "rugby", "hockey", "basketball", "olympic", "baseball", "volleyball"}
)
_SELF = frozenset({"it", "he", "she", "they"})
_MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who takes part.

    Attributes:
        entity: id of the local entity.
        start: first code point of the words that name it here.
        end: one past the last.
        text: the words.
        via: True where the words stand for the party without being its proper name.
        person: whether it is a person.
        token: index of the head of the words.
        weight: how sure it is that the words stand for this entity, in [0, 1].
    """

    entity: str
    start: int
    end: int
    text: str
    via: bool
    person: bool
    token: int
    weight: float = 1.0


class NameIndex:
    """What names, text and dates a document has where; made once for a document, so that no rule scans it again.

    Attributes:
        doc: the parsed document.
        text: its text.
        entities: local entity by id.
    """

    def __init__(self, doc: Doc, names: Extraction) -> None:
        """Lay the mentions of `names` over the tokens of `doc`."""
        self.doc = doc
        self.text = doc.text
        self.entities: dict[str, LocalEntity] = {entity.id: entity for entity in names.entities}
        self._offsets = [token.idx for token in doc]
        self._spans = [span for span in doc.ents if span.label_ in _VALUE_LABELS]
        self._span_starts = [span.start for span in self._spans]
        self._at: dict[int, list[tuple[LocalEntity, Mention]]] = {}
        self._countries = {
            role.person: role.organization
            for role in names.roles
            if role.tense == "current"
            and role.organization is not None
            and self.entities[role.organization].kind in GOVERNED
        }
        for entity in names.entities:
            for mention in (*entity.mentions, *entity.inferred):
                for index in self._tokens(mention):
                    self._at.setdefault(index, []).append((entity, mention))

    def _tokens(self, mention: Mention) -> range:
        """Indices of the tokens that a mention touches."""
        first = max(bisect_right(self._offsets, mention.start) - 1, 0)
        return range(first, bisect_left(self._offsets, mention.end))

    def values_in(self, sentence: Span) -> list[Span]:
        """Dates, times, amounts and quantities that the model marked in a sentence, in order."""
        first = bisect_left(self._span_starts, sentence.start)
        return self._spans[first : bisect_left(self._span_starts, sentence.end)]

    def head_of(self, person: str) -> str | None:
        """The country that a person holds an office of, or None."""
        return self._countries.get(person)

    def proper(self, token: Token) -> tuple[LocalEntity, Mention] | None:
        """The entity whose proper name covers the token, or None."""
        for entity, mention in self._at.get(token.i, ()):
            if not mention.inferred:
                return entity, mention
        return None

    def inferred(self, token: Token) -> list[tuple[LocalEntity, Mention]]:
        """The entities that the token stands for without naming them."""
        return [(entity, mention) for entity, mention in self._at.get(token.i, ()) if mention.inferred]

    def affiliations(self, roles: Iterable[Role]) -> dict[str, frozenset[str]]:
        """For each person, the countries and organisations whose role they hold or whose name stands before theirs."""
        found: dict[str, set[str]] = {}
        for role in roles:
            if role.organization is not None:
                found.setdefault(role.person, set()).add(role.organization)
        for entity in self.entities.values():
            if entity.type == "Person":
                found.setdefault(entity.id, set()).update(
                    key for mention in entity.mentions for key in self._before(mention)
                )
        return {key: frozenset(value) for key, value in found.items()}

    def _before(self, mention: Mention) -> set[str]:
        """Countries and organisations among the modifiers of a person's name."""
        tokens = self._tokens(mention)
        head = next(
            (self.doc[index] for index in tokens if self.doc[index].head.i not in tokens), self.doc[tokens.start]
        )
        edge = head.head.left_edge.i if head.dep_ == "appos" else head.left_edge.i
        return {
            entity.id
            for index in range(max(edge, tokens.start - _LONGEST_TITLE - 1), tokens.start)
            for entity, _ in self._at.get(index, ())
            if entity.type != "Person"
        }

    def entities_at(self, token: Token) -> list[str]:
        """Ids of all entities that the token names or stands for."""
        return [entity.id for entity, _ in self._at.get(token.i, ())]


def can_be_party(entity: LocalEntity) -> bool:
    """Whether an entity can take part under its own name: a person, an organisation, a place with a government."""
    return entity.type != "Place" or entity.kind in GOVERNED


def parties_of(heads: Iterable[Token], names: NameIndex) -> list[Party]:
    """All parties that some argument heads name, with everything coordinated below them, each entity once."""
    found: dict[str, Party] = {}
    for head in heads:
        last: Party | None = None
        thing = head.tag_ in {"NN", "NNS"} and not is_people(head)
        for token in coordinated(head):
            for party in (*_of_token(token, names), *_company(token, names)):
                if thing and token != head and not party.person:
                    continue  # what is listed with a thing is a thing
                found.setdefault(party.entity, party)
                last = party if last is None or party.token > last.token else last
        while last is not None and last.person and not last.via:
            last = _next_in_list(last, names)
            if last is not None:
                if last.entity in found:
                    break
                found[last.entity] = last
    return list(found.values())


def _next_in_list(party: Party, names: NameIndex) -> Party | None:
    """The next person of a list that the parser broke up: "President A of X (Y), President B of Z, and President C".

    Read off the surface: what belongs to the person before ("of X", a bracket), a comma or "and", words of title, a
    person's name that is no subject of its own.
    """
    doc = names.doc
    index = _behind(party, names)
    separators = 0
    while index < len(doc) and doc[index].lower_ in {",", "and", ";"} and separators < 2:
        index += 1
        separators += 1
    if not separators:
        return None
    for step in range(_LONGEST_TITLE):
        if index + step >= len(doc) or doc[index + step].sent.start != doc[party.token].sent.start:
            return None
        token = doc[index + step]
        named = names.proper(token)
        if named is not None and named[0].type == "Person":
            last = token
            while last.i + 1 < len(doc) and doc[last.i + 1].idx < named[1].end:
                last = doc[last.i + 1]
            after = doc[last.i + 1] if last.i + 1 < len(doc) else last
            if (
                last.dep_ in {"nsubj", "nsubjpass", "poss"}
                or after.tag_ in {"POS", "VBD", "VBZ", "VBP", "MD"}
                or not step
            ):
                return None
            return _party(*named, last, via=False)
        if not (
            token.lower_ in DELEGATES
            or token.lower_.rstrip(".") in HONORIFICS
            or (token.tag_ in {"NNP", "JJ"} and (step or named is not None))
        ):
            return None
    return None


def _behind(party: Party, names: NameIndex) -> int:
    """Index of the first token behind a person's name, "of X" and brackets."""
    doc = names.doc
    index = party.token + 1
    while index < len(doc) and doc[index].idx < party.end:
        index += 1
    while index + 1 < len(doc) and doc[index].lower_ == "of":
        spot = index + 1
        while spot < len(doc) and (
            doc[spot].lower_ in {"the", "of"} or names.proper(doc[spot]) is not None or doc[spot].tag_ == "NNP"
        ):
            spot += 1
        if spot == index + 1:
            break
        index = spot
    if index + 2 < len(doc) and doc[index].lower_ == "(":
        close = next((spot for spot in range(index, min(index + 6, len(doc))) if doc[spot].lower_ == ")"), None)
        index = close + 1 if close is not None else index
    return index


def subject_parties(verb: Token, names: NameIndex) -> list[Party]:
    """Parties of a verb's subject; "it" and "he" in "X said it would" stand for X where nothing else is known."""
    heads = subjects(verb)
    found = parties_of(heads, names)
    if found or not heads or heads[0].lower_ not in _SELF:
        return found
    clause = verb
    while clause.dep_ in {"xcomp", "conj", "advcl"} and clause.head != clause:
        clause = clause.head
    if clause.dep_ == "ccomp" and lemma_of(clause.head.lower_) in REPORT_VERBS:
        speakers = parties_of(subjects(clause.head), names)
        if len(speakers) == 1 and speakers[0].person == (heads[0].lower_ in {"he", "she"}):
            return speakers
    return []


def is_people(token: Token) -> bool:
    """Whether the token is a word for people or those who stand for a party, named or not."""
    return token.lower_ in DELEGATES or token.tag_ in {"NNP", "PRP", "NNPS"} or token.ent_type_ == "PERSON"


def _of_token(token: Token, names: NameIndex) -> list[Party]:
    named = names.proper(token)
    if named is not None and named[0].type == "Person":
        return [_party(*named, token, via=False)]
    apposed = _apposed_person(token, names) or _following_person(token, names)
    if apposed:
        return apposed
    if named is not None:
        return (
            [_party(*named, token, via=False)]
            if can_be_party(named[0]) or _acts(token, named[0])
            else _inferred(token, names)
        )
    inferred = _inferred(token, names)
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


def _party(entity: LocalEntity, mention: Mention, token: Token, *, via: bool) -> Party:
    return Party(
        entity=entity.id, start=mention.start, end=mention.end, text=mention.text, via=via, person=entity.type == "Person", token=token.i,
        weight=mention.score,
    )  # fmt: skip


def _inferred(token: Token, names: NameIndex) -> list[Party]:
    """Pronouns, roles, capitals and nationalities that stand for somebody where the token is the head itself."""
    return [
        _party(entity, mention, token, via=entity.type != "Person")
        for entity, mention in names.inferred(token)
        if not (mention.rule == "demonym" and not token.tag_.startswith("NN"))
    ]


def _apposed_person(token: Token, names: NameIndex) -> list[Party]:
    """Persons named beside a role ("his counterpart, Gordon Smith"; "the leaders, A and B")."""
    found = []
    for child in children(token, "appos"):
        for item in coordinated(child):
            named = names.proper(item)
            if named is not None and named[0].type == "Person":
                found.append(_party(*named, item, via=False))
    return found


def _following_person(token: Token, names: NameIndex) -> list[Party]:
    """A person named right after a role that the parser did not tie together ("his counterpart Li Na", "the head of the union, Mr Roe,")."""
    if token.lower_ not in DELEGATES or token.tag_ == "NNS":
        return []
    doc = names.doc
    for end in (token.i + 1, token.right_edge.i + 1, _past_office(token)):
        index = end
        while (
            index < len(doc)
            and index - end < 3
            and (doc[index].lower_ in {",", "-", "–"} or doc[index].lower_.rstrip(".") in HONORIFICS)
        ):
            index += 1
        if index >= len(doc) or doc[index].sent.start != token.sent.start:
            continue
        named = names.proper(doc[index])
        if named is None or named[0].type != "Person" or named[1].start < token.idx:
            continue
        last = index
        while last + 1 < len(doc) and doc[last + 1].idx < named[1].end:
            last += 1
        if index == end or not {doc[spot].dep_ for spot in range(index, last + 1)} & {"nsubj", "nsubjpass"}:
            return [_party(*named, doc[last], via=False)]
    return []


def _past_office(token: Token) -> int:
    """Index behind what an office is of ("envoy | to the Gulf"), as far as the surface tells."""
    doc = token.doc
    index = token.i + 1
    while index + 1 < len(doc) and doc[index].lower_ in {"of", "to", "for", "in", "at"}:
        spot = index + 1
        while spot < len(doc) and (doc[spot].lower_ in {"the", "of"} or doc[spot].tag_ in {"NNP", "NNPS"}):
            spot += 1
        if spot == index + 1:
            break
        index = spot
    return index


def _delegates(token: Token, names: NameIndex) -> list[Party]:
    """The countries and organisations that a group or role names as its own ("Turkish and Greek officials")."""
    first, end = noun_phrase(token)
    text = names.doc[first:end]
    found: dict[str, Party] = {}
    for source in _affiliations(token):
        for entity in _sponsors(source, names):
            party = Party(
                entity=entity.id, start=text.start_char, end=text.end_char, text=text.text, via=True, person=False, token=token.i, weight=0.9,
            )  # fmt: skip
            found.setdefault(entity.id, party)
    return list(found.values())


def _affiliations(token: Token) -> list[Token]:
    """Words that may say whose delegates these are, the modifiers before the noun first."""
    left = [
        inner
        for child in token.children
        if child.i < token.i and child.dep_ in _MODIFIERS
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
        return [entity for source in _affiliations(token) if source != token for entity in _direct(source, names)]
    return []


def _direct(token: Token, names: NameIndex) -> list[LocalEntity]:
    named = names.proper(token)
    if named is not None:
        return [named[0]] if named[0].type != "Person" and can_be_party(named[0]) else []
    return [entity for entity, _ in names.inferred(token) if entity.type != "Person"]


def _company(token: Token, names: NameIndex) -> list[Party]:
    """Those who come with a party ("X, accompanied by Y"; "X, along with Y")."""
    found: list[Party] = []
    for child in token.children:
        if child.dep_ in {"acl", "advcl", "relcl"} and child.lower_ in _COMPANION_PARTICIPLES:
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
