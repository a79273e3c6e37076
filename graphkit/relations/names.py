"""What a document names where, and the parties that its words come to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.tokens import column, text_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import Extraction, LocalEntity, Mention, Role

#: Kinds of places that have a government of their own and so can be a party.
GOVERNED = frozenset({"country", "territory", "historic"})
#: Kinds of organisations that report and are not reported on.
MEDIA = frozenset({"media"})
#: Labels of what is no name: when and how much.
_VALUE_LABELS = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL"})
#: Longest title before a name in a list, in tokens.
LONGEST_TITLE = 7


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
        named: whether the words are its proper name; False where they only stand for it.
    """

    entity: str
    start: int
    end: int
    text: str
    via: bool
    person: bool
    token: int
    named: bool = True


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
        self.text = text_of(doc, words_of(doc))
        self.entities: dict[str, LocalEntity] = {entity.id: entity for entity in names.entities}
        self._offsets = column(doc, "IDX")
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
        self._spans = [self._without_person(span) for span in doc.ents if span.label_ in _VALUE_LABELS]
        self._span_starts = [span.start for span in self._spans]

    def _without_person(self, span: Span) -> Span:
        """The words of a value without a person's name that the model took for its beginning ("met [Ruiz next week]")."""
        first = span.start
        while first < span.end and any(entity.type == "Person" for entity, _ in self._at.get(first, ())):
            first += 1
        if first in {span.start, span.end}:
            return span
        return self.doc.char_span(self.doc[first].idx, span.end_char, label=span.label) or span

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
            for index in range(max(edge, tokens.start - LONGEST_TITLE - 1), tokens.start)
            for entity, _ in self._at.get(index, ())
            if entity.type != "Person"
        }

    def entities_at(self, token: Token) -> list[str]:
        """Ids of all entities that the token names or stands for."""
        return [entity.id for entity, _ in self._at.get(token.i, ())]


def can_be_party(entity: LocalEntity) -> bool:
    """Whether an entity can take part under its own name: a person, an organisation, a place with a government."""
    return entity.type != "Place" or entity.kind in GOVERNED


def party_of(entity: LocalEntity, mention: Mention, token: Token, *, via: bool) -> Party:
    """The party that a mention of an entity comes to."""
    return Party(
        entity=entity.id, start=mention.start, end=mention.end, text=mention.text, via=via, person=entity.type == "Person", token=token.i,
        named=not mention.inferred,
    )  # fmt: skip
