"""The tables that are in force: those of `lexicon`, or those as a user's own patterns change them, with relations of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.relations.lexicon import (
    GIVING_VERBS,
    MEETING_NOUNS,
    MEETING_VERBS,
    PLEDGE_NOUNS,
    PLEDGE_VERBS,
    TALKING_TO_VISITOR,
    VERB_FORMS,
    MeetingNoun,
    MeetingVerb,
    PledgeVerb,
    inflect,
    lemma_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

#: What a party of an own relation may be; a country is a place with a government of its own.
PARTY_TYPES = ("Person", "Organization", "Country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words in a row that tell of nothing.

    Attributes:
        text: as the user writes it.
        forms: for each word, the forms that count.
    """

    text: str
    forms: tuple[frozenset[str], ...]

    def holds(self, trigger: Token) -> bool:
        """Whether a trigger is one of these words in a row."""
        doc = trigger.doc
        starts = [trigger.i - place for place, forms in enumerate(self.forms) if trigger.lower_ in forms]
        return any(
            start >= 0
            and start + len(self.forms) <= len(doc)
            and all(doc[start + place].lower_ in forms for place, forms in enumerate(self.forms))
            for start in starts
        )


def phrase_of(text: str) -> Phrase:
    """A phrase out of its words, each of which counts in every form that it has as a verb or plural.

    >>> [sorted(forms)[:2] for forms in phrase_of("meet halfway").forms]
    [['meet', 'meeting'], ['halfway', 'halfwayed']]
    """
    words = text.lower().split()
    return Phrase(
        text=text, forms=tuple(frozenset({word}) if len(word) < 2 else inflect(word) | {word} for word in words)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationVerb:
    """How a verb of an own relation takes its parties; its subject is the source.

    Attributes:
        direct: the object may be the target ("accused Costa"), and the subject of a passive is.
        preps: prepositions whose object may be the target ("signed a treaty with").
        particles: one of these must follow ("fell out with"), or none at all where empty.
        through: where not empty, one of these must be its object ("signed a treaty with").
        needs: where not empty, one of these words must stand in the clause.
        reciprocal: a plural subject alone is enough ("the two signed a treaty"); only where the relation is symmetric.
        reverse: the subject is the target, the other party the source ("works for").
    """

    direct: bool = False
    preps: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    reciprocal: bool = False
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationNoun:
    """How a noun of an own relation takes its parties.

    Attributes:
        source_preps: prepositions that name the source ("an accusation by"); who owns it is the source too.
        target_preps: prepositions that name the target ("against").
        light: verbs whose subject is the source ("made an accusation").
        presupposed: it is there whatever is done to it: who rejects an accusation has been accused.
    """

    source_preps: frozenset[str] = frozenset({"by", "from"})
    target_preps: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    presupposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTable:
    """A relation of the user's own, with the words that tell of it.

    Attributes:
        name: identifier, such as "signed_with".
        label: in words.
        symmetric: whether it goes both ways.
        source_types: what the source may be, of `PARTY_TYPES`.
        target_types: what the target may be.
        verbs: by lemma.
        nouns: by form.
        excluded: phrases that tell of nothing.
    """

    name: str
    label: str
    symmetric: bool = False
    source_types: frozenset[str] = frozenset(PARTY_TYPES)
    target_types: frozenset[str] = frozenset(PARTY_TYPES)
    verbs: Mapping[str, RelationVerb] = field(default_factory=dict)
    nouns: Mapping[str, RelationNoun] = field(default_factory=dict)
    excluded: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """All words that may tell of something.

    Attributes:
        meeting_verbs: by lemma.
        meeting_nouns: by form.
        visitor_verbs: lemmas of verbs that tell of a talk where their object is a visitor.
        pledge_verbs: by lemma.
        pledge_nouns: forms.
        giving_verbs: lemmas of verbs of giving, agreeing and announcing, which promise where what they tell lies ahead.
        not_meetings: phrases that tell of no meeting.
        not_pledges: phrases that tell of no promise.
        relations: the user's own, sorted by name.
        forms: forms of verbs that are in no table of the lexicon, to their lemmas.
        digest: hex digest of the patterns that changed the tables, or "" where none did.
        words: every form, in lower case, of what stands in any of the tables; a sentence without any tells of nothing.
    """

    meeting_verbs: Mapping[str, MeetingVerb] = field(default_factory=lambda: MEETING_VERBS)
    meeting_nouns: Mapping[str, MeetingNoun] = field(default_factory=lambda: MEETING_NOUNS)
    visitor_verbs: frozenset[str] = TALKING_TO_VISITOR
    pledge_verbs: Mapping[str, PledgeVerb] = field(default_factory=lambda: PLEDGE_VERBS)
    pledge_nouns: frozenset[str] = PLEDGE_NOUNS
    giving_verbs: frozenset[str] = GIVING_VERBS | {"agree", "announce", "sign"}
    not_meetings: tuple[Phrase, ...] = ()
    not_pledges: tuple[Phrase, ...] = ()
    relations: tuple[RelationTable, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """List the words."""
        verbs = {*self.meeting_verbs, *self.visitor_verbs, *self.pledge_verbs, *self.giving_verbs}
        nouns = {*self.meeting_nouns, *self.pledge_nouns}
        for relation in self.relations:
            verbs.update(relation.verbs)
            nouns.update(relation.nouns)
        forms = (form for form in {*VERB_FORMS, *self.forms, *verbs} if self.lemma(form) in verbs)
        object.__setattr__(self, "words", frozenset({*nouns, *forms}))

    def lemma(self, lower: str) -> str:
        """Lemma of a lower-case verb form that some table names; any other form is returned as it is."""
        return self.forms.get(lower) or lemma_of(lower)


#: The tables as they come.
TRIGGERS = Triggers()


def ruled_out(trigger: Token, phrases: Iterable[Phrase]) -> str:
    """The phrase that rules a trigger out, or ""."""
    return next((phrase.text for phrase in phrases if phrase.holds(trigger)), "")
