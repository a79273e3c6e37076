"""Titles, offices and lists read off the surface, where the parser has broken them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.lexicon import DELEGATES
from graphkit.relations.names import LONGEST_TITLE, NameIndex, Party, party_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graphkit.model import LocalEntity, Mention

HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "prof", "gen", "col", "rev", "dame"})
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "POS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})


def next_in_list(party: Party, names: NameIndex) -> Party | None:
    """The next person of a list that the parser broke up: "President A of X (Y), President B of Z, and President C".

    Read off the surface: what belongs to the person before ("of X", a bracket), a comma or "and", words of title, a
    person's name that is no subject of its own.
    """
    doc = names.doc
    index = _behind(party, names)
    first = index
    while index < len(doc) and doc[index].lower_ in {",", "and", ";"} and index - first < 2:
        index += 1
    found = titled_person(index, names) if index > first else None
    if found is None or found[0] == index or doc[index].sent.start != doc[party.token].sent.start:
        return None
    _, last, (entity, mention) = found
    after = doc[last.i + 1] if last.i + 1 < len(doc) else last
    if last.dep_ in _SUBJECTS or after.tag_ in _VERB_TAGS:
        return None
    return party_of(entity, mention, last, via=False)


def titled_person(index: int, names: NameIndex) -> tuple[int, Token, tuple[LocalEntity, Mention]] | None:
    """The person whose name begins at a token or after words of title there: (first token, last token, name)."""
    doc = names.doc
    for spot in range(index, min(index + LONGEST_TITLE, len(doc))):
        token = doc[spot]
        if token.sent.start != doc[index].sent.start:
            return None
        named = names.proper(token)
        if named is not None and named[0].type == "Person":
            last = token
            while last.i + 1 < len(doc) and doc[last.i + 1].idx < named[1].end:
                last = doc[last.i + 1]
            return spot, last, named
        if not _is_title(token, named is not None, first=spot == index):
            return None
    return None


def _is_title(token: Token, named: bool, *, first: bool) -> bool:  # noqa: FBT001 - reads as a pair with the token
    """Whether a word can be part of a title ("Republican U.S. Senator", "the former", "Dr.")."""
    lower = token.lower_
    if lower in DELEGATES or lower.rstrip(".") in HONORIFICS or lower in {"the", "former", "late", "acting"}:
        return True
    return token.tag_ in {"NNP", "JJ"} and (named or not first or token.text[0].isupper())


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


def following_person(token: Token, names: NameIndex) -> list[Party]:
    """A person named right after a role that the parser did not tie together.

    "his counterpart Li Na", "the head of the union, Mr Roe,", "his counterpart, Republican Senator Ann Roe".
    """
    if token.lower_ not in DELEGATES or token.tag_ == "NNS":
        return []
    doc = names.doc
    for end in (token.i + 1, token.right_edge.i + 1, _past_office(token, names)):
        index = end
        while index < len(doc) and index - end < 2 and doc[index].lower_ in {",", "-", "–"}:
            index += 1
        if index >= len(doc) or doc[index].sent.start != token.sent.start:
            continue
        found = titled_person(index, names)
        if found is None or (index == end and found[0] != index and end == token.i + 1):
            continue
        spot, last, (entity, mention) = found
        own_verb = {doc[item].dep_ for item in range(spot, last.i + 1)} & {"nsubj", "nsubjpass"}
        if index == end or not own_verb:
            return [party_of(entity, mention, last, via=False)]
    return []


def _past_office(token: Token, names: NameIndex) -> int:
    """Index behind what an office is of ("envoy | to the Gulf"), as far as the surface tells."""
    doc = token.doc
    index = token.i + 1
    while index + 1 < len(doc) and doc[index].lower_ in {"of", "to", "for", "in", "at", "with"}:
        spot = index + 1
        while spot < len(doc) and (doc[spot].lower_ in {"the", "of"} or _is_office_word(doc[spot], names)):
            spot += 1
        if spot == index + 1:
            break
        index = spot
    return index


def _is_office_word(token: Token, names: NameIndex) -> bool:
    """Whether a word can belong to what an office is of; a person's name can't."""
    named = names.proper(token)
    return token.tag_ in {"NNP", "NNPS"} and (named is None or named[0].type != "Person")
