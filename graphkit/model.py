"""The words of the house: frozen value types that the stages hand to each other.

Offsets everywhere count Unicode code points of the document's text from 0, half-open, so ``text[start:end]`` is the
quoted passage letter for letter.

Two levels share these types. In an `Extraction` (one document) a party is the id of a `LocalEntity` of the same record
("e1"). In an `Assembly` (all documents) a party is the `id` of an `Entity`, which is its IRI below the base
("person/volodymyr-zelensky-1a2b3c4d").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from graphkit.mentions import Mention as Mention  # noqa: PLC0414 - a word of the house
from graphkit.mentions import Mentions as Mentions  # noqa: PLC0414 - the same

if TYPE_CHECKING:
    import datetime as dt

EntityType = Literal["Person", "Organization", "Place"]
MeetingStatus = Literal["occurred", "planned", "denied", "hypothetical"]
PledgeStatus = Literal["made", "denied", "hypothetical"]
Mode = Literal["in_person", "phone", "unspecified"]
PlaceBasis = Literal["stated", "document"]
Precision = Literal["day", "week", "month", "quarter", "year", "range", "unknown"]
Basis = Literal["stated", "relative", "publication"]
Tense = Literal["current", "former", "future"]
Judgement = Literal["same", "different", "unsure", "wrong"]
Skipped = Literal["language"]

OWN_RELATION = re.compile(
    r"(?!(?:met_with|plans_to_meet|pledged|holds_role|participant|host|pledger|recipient|place|source|target)\Z)[a-z][a-z0-9_]*",
    re.ASCII,
)
"""What a relation of the user's own may be called: nothing that graphkit's graphs have already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article.

    Attributes:
        id: unique in one build; see DESIGN of ids in ARCHITECTURE.md.
        text: the text as read; never changed afterwards. Empty in an `Assembly`.
        title: headline, where the input names one.
        url: address, where the input names one.
        authors: who wrote it, where the input names any, in the order of the byline; in an `Assembly` sorted, as a graph knows
            no order. They tell of the article and are no entities: nothing is extracted from them.
        publisher: who published it, where the input names one.
        published: day of publication, or None where it isn't known.
        lang: BCP 47 code, where the input names one; of a document that was left out for its language, that language.
        skipped: why it was not read ("language": it is not English), or None.
        fingerprint: of its text, as `graphkit.fingerprint` makes it, once it was read; None in an `Assembly`.
        copy_of: in an `Assembly`, id of the article that this one is a near copy of, or None: the first that was published,
            of several that with the lowest id.
        run: how it was read, once it was. In an `Assembly` only where another run read it than the assembly's own, such as
            that of an extraction record.
    """

    id: str
    text: str = ""
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: dt.date | None = None
    lang: str | None = None
    skipped: Skipped | None = None
    fingerprint: str | None = None
    copy_of: str | None = None
    run: Run | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """All mentions of one person, organisation or place in one document.

    Attributes:
        id: "e1", "e2", … in order of first mention.
        type: Person, Organization or Place.
        name: the fullest form of the name in the document (for a country known only by an adjective or its capital:
            the country's usual name).
        kind: finer type, where known: "country", "city", "region", "government", "party", "agency", …
        ids: pairs of scheme and identifier, sorted, such as ("wikidata", "Q212").
        mentions: proper names only, in order of start, without title, article or possessive ending.
        inferred: what stands for the entity elsewhere, in order of start.
        jobs: occupations told beside a person's name, such as "striker", sorted; no positions, which are roles.
    """

    id: str
    type: EntityType
    name: str
    kind: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    mentions: tuple[Mention, ...] = ()
    inferred: tuple[Mention, ...] = ()
    jobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passage that shows an event or a role.

    Attributes:
        start: first code point of the quote.
        end: one past the last code point of the quote.
        quote: ``document.text[start:end]``; the sentence, or the part of a very long one that holds the event.
        rule: the rule that read the event out of the passage, such as "meet.verb.with".
        document: document id; empty inside an `Extraction`.
        status: what this passage alone says of the event.
        attributed_to: id of the party who says so, where the passage only reports a claim.
    """

    start: int
    end: int
    quote: str
    rule: str
    document: str = ""
    status: str = ""
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date as far as it is told: a closed interval of days, its precision, and the words.

    Attributes:
        text: the words ("on Tuesday"), or "" where the date comes from the publication date alone.
        earliest: first possible day, or None where the words give no day.
        latest: last possible day, inclusive, or None.
        precision: size of the interval; "unknown" where the words stay words.
        basis: "stated" (a full date in the text), "relative" (counted from the publication date), or "publication".
        start: offset of the words in the document, or None.
        end: one past their last code point, or None.
    """

    text: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: Precision = "unknown"
    basis: Basis = "stated"
    start: int | None = None
    end: int | None = None

    @property
    def value(self) -> str | None:
        """The date in ISO 8601 at its precision: ``2024``, ``2024-03``, ``2024-03-05``; else None.

        Intervals that are no calendar year, month or day have no such form (use `earliest` and `latest`).
        """
        if self.earliest is None or self.latest is None:
            return None
        formats = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
        return self.earliest.strftime(formats[self.precision]) if self.precision in formats else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """The words by which a party that is no named person takes part ("Turkish officials" for Turkey).

    Attributes:
        party: id of the entity that takes part.
        text: the words.
        start: offset of the words in the document of the event's first evidence.
        end: one past their last code point.
        document: document id; empty inside an `Extraction`.
    """

    party: str
    text: str
    start: int
    end: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a pledge is worth, as far as told.

    Attributes:
        text: the words ("more than €1.5bn").
        minimum: lower bound in units (1.5e9), or None.
        maximum: upper bound in units, or None.
        currency: ISO 4217 code, or None for things.
        unit: what is counted, where it is no money ("Patriot batteries").
        qualifier: "about", "at_least", "at_most", or None.
    """

    text: str
    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None
    unit: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two or more parties meet, talk, confer, or are to do so; a node of its own.

    Attributes:
        id: "m1", … in an `Extraction`; the IRI below the base in an `Assembly`.
        status: occurred, planned, denied or hypothetical.
        participants: ids of parties, each once, in order of mention (sorted in an `Assembly`).
        evidence: one or more passages, the first being the one that tells most.
        rule: the rule behind the first evidence.
        confidence: in [0, 1].
        host: id of the party that receives the others, or None.
        place: ids of places, the finest first.
        place_basis: "stated" where the passage names the place, "document" where it is the only place at which the
            document tells of talks or visits; None without a place.
        when: date, or None.
        mode: in_person, phone (or video), unspecified.
        topic: what they met about, in the words of the passage, or "".
        attributed_to: id of the party who says so, where every passage only reports a claim.
        via: words for parties that stand for a country or organisation.
        trigger: offsets of the word that tells of the meeting, in the first evidence's document.
        merges: why several reports are one meeting, one sentence each, sorted ("a (0 to 53) = b (30 to 55): parties that
            fit, both tell days that fit"); empty in an `Extraction`.
    """

    id: str
    status: MeetingStatus
    participants: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float = 1.0
    host: str | None = None
    place: tuple[str, ...] = ()
    place_basis: PlaceBasis | None = None
    when: PartialDate | None = None
    mode: Mode = "unspecified"
    topic: str = ""
    attributed_to: str | None = None
    via: tuple[Via, ...] = ()
    trigger: tuple[int, int] | None = None
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A party commits itself to do or give something.

    Attributes:
        id: "p1", … in an `Extraction`; the IRI below the base in an `Assembly`.
        status: made, denied or hypothetical.
        pledger: id of the party that commits itself.
        recipients: ids of those for whose benefit or to whom it is promised, the first named first.
        content: the shortest full phrase of what is promised, or "".
        what: offsets of `content` in the first evidence's document, or None.
        evidence: as for `Meeting`.
        rule: as for `Meeting`.
        confidence: as for `Meeting`.
        when: date of the promise, or None.
        due: date by which it is to be kept, or None.
        amount: what it is worth, as far as told.
        renewed: True where the words say that it had been promised before ("renewed its pledge").
        joint: id shared by the pledges of one joint promise, whose amount counts once; or None.
        attributed_to: as for `Meeting`.
        via: as for `Meeting`.
        trigger: as for `Meeting`.
        merges: as for `Meeting`.
    """

    id: str
    status: PledgeStatus
    pledger: str
    recipients: tuple[str, ...] = ()
    content: str = ""
    what: tuple[int, int] | None = None
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    when: PartialDate | None = None
    due: PartialDate | None = None
    amount: Amount | None = None
    renewed: bool = False
    joint: str | None = None
    attributed_to: str | None = None
    via: tuple[Via, ...] = ()
    trigger: tuple[int, int] | None = None
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One party stands to another as a relation of the user's own says, such as "accused".

    Attributes:
        id: "r1", … in an `Extraction`; the IRI below the base in an `Assembly`.
        relation: the relation's name, which matches `OWN_RELATION`.
        label: the same in words.
        symmetric: whether it goes both ways.
        status: as for `Meeting`.
        source: id of the party from which the relation leads; of a symmetric one, in an `Assembly`, the lower id.
        target: id of the other party.
        evidence: as for `Meeting`.
        rule: as for `Meeting`.
        confidence: as for `Meeting`.
        when: date, or None.
        attributed_to: as for `Meeting`.
        via: as for `Meeting`.
        trigger: as for `Meeting`.
        merges: as for `Meeting`.
    """

    id: str
    relation: str
    label: str
    symmetric: bool = False
    status: MeetingStatus
    source: str
    target: str
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    when: PartialDate | None = None
    attributed_to: str | None = None
    via: tuple[Via, ...] = ()
    trigger: tuple[int, int] | None = None
    merges: tuple[str, ...] = ()


Event = Meeting | Pledge | Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A person holds a position at an organisation or country.

    Attributes:
        person: id of the person.
        organization: id of the organisation or country, or None where the text names none.
        title: the words of the position ("Secretary-General"), without the organisation; the noun for it where a verb
            tells it ("head" for "who heads the bank"); "" where only the organisation is told ("NATO's Jane Roe").
        tense: current, former or future as of the article.
        start: when the person came to hold it, was chosen or appointed; None where nothing tells.
        end: when the person left it or is to leave it; None where nothing tells.
        inferred: True where no passage names the person, but only a pronoun or role that stands for them.
        evidence: the words that say so ("European Commission President Ursula von der Leyen"), not the whole sentence.
    """

    person: str
    organization: str | None
    title: str
    tense: Tense = "current"
    start: PartialDate | None = None
    end: PartialDate | None = None
    inferred: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """What sorts roles and tells two of an `Assembly` apart: person, organisation, title, tense, and the dates."""
        days = [day for date in (self.start, self.end) for day in _days(date)]
        return (self.person, self.organization or "", self.title, self.tense, *days)


def _days(date: PartialDate | None) -> tuple[str, str, str]:
    if date is None:
        return "", "", ""
    return str(date.earliest or ""), str(date.latest or ""), date.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says, as plain data: a pure function of text, metadata and configuration.

    Attributes:
        document: metadata (its `text` is empty unless the caller asked to keep it).
        entities: the document's own clusters, in order of first mention.
        meetings: in order of first evidence.
        pledges: in order of first evidence.
        relations: of the user's own, in order of first evidence.
        roles: in order of evidence.
        warnings: what the reader of the record should know, in words.
    """

    document: Document
    entities: tuple[LocalEntity, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    relations: tuple[Relation, ...] = ()
    roles: tuple[Role, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def skipped(self) -> Skipped | None:
        """Why the document was not read, in which case there is nothing in it, or None."""
        return self.document.skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A trigger that gave no event.

    Attributes:
        document: document id.
        start: first code point of the trigger.
        end: one past the last.
        text: the trigger.
        sentence: offsets (start, end) of the sentence it stands in.
        quote: that sentence.
        reason: why there is no event, a word that `graphkit audit --help` explains.
        detail: the word that decided, or "".
    """

    document: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    quote: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation or place over all documents.

    Attributes:
        id: IRI below the base, such as "person/volodymyr-zelensky-1a2b3c4d".
        type: Person, Organization or Place.
        name: the most complete well-attested spelling.
        kind: finer type, as in `LocalEntity`.
        ids: as in `LocalEntity`.
        mentions: every mention in every document, sorted by (document, start, end); whatever sequence of them is given.
        members: the clusters it was made of, as sorted (document id, local id).
        merges: why clusters were put together, one sentence each, sorted ("Volodymyr Zelensky = Vladimir Zelensky:
            same surname, equivalent given names").
    """

    id: str
    type: EntityType
    name: str
    kind: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    members: tuple[tuple[str, str], ...] = ()
    merges: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Keep the mentions compactly."""
        if not isinstance(self.mentions, Mentions):
            object.__setattr__(self, "mentions", Mentions.of(self.mentions))

    @property
    def spellings(self) -> tuple[tuple[str, int], ...]:
        """The proper-name spellings with their counts, the most frequent first, then by spelling."""
        counts: dict[str, int] = {}
        for wording, count in self.mentions.wordings().items():
            if not wording.inferred:
                counts[wording.text] = counts.get(wording.text, 0) + count
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words in a document that a decision speaks of; they stay what they are when ids change.

    Attributes:
        document: document id.
        start: first code point.
        end: one past the last.
        text: the words.
    """

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person has decided.

    Attributes:
        judgement: "same" or "different" of two mentions or two reports of events; "unsure", so that nobody is asked again;
            "wrong" of an event.
        one: a mention; of an event its trigger, or its passage, which means all events of that passage.
        other: the other mention, or trigger or passage; None where an event is wrong.
        by: who decided.
        when: on which day.
        note: why, or "".
    """

    judgement: Judgement
    one: Anchor
    other: Anchor | None = None
    by: str = ""
    when: dt.date
    note: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """What sorts decisions: the words they speak of, then all else."""
        one, other = self.one, self.other or self.one
        words = (one.document, one.start, one.end, other.document, other.start, other.end)
        return (*words, self.judgement, self.when, self.by, self.note, one.text, other.text, self.other is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a graph came to be, without anything that would change from run to run.

    Attributes:
        version: graphkit's version.
        model: name of the spaCy pipeline.
        model_version: its version.
        digest: hex digest of the configuration that can change the result.
        time: ISO 8601 time, only where the caller fixed it (SOURCE_DATE_EPOCH), else None.
    """

    version: str
    model: str = ""
    model_version: str = ""
    digest: str = ""
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """All documents together: entities resolved, reports of one event merged, everything sorted by id.

    Attributes:
        base_iri: IRI that ids are appended to; ends in "/" or "#".
        run: how it was made.
        documents: metadata of every document, without text.
        entities: every person and organisation, every country, and every place that an event names.
        meetings: with entity ids as parties; evidence from all documents.
        pledges: with entity ids as parties; evidence from all documents.
        relations: of the user's own, with entity ids as parties; evidence from all documents.
        roles: with entity ids as parties.
        decisions: those that hold in this graph, sorted by the words they speak of.
        warnings: for the person who builds; not part of any written graph.
    """

    base_iri: str = "https://w3id.org/graphkit/data/"
    run: Run = field(default_factory=lambda: Run(version=""))
    documents: tuple[Document, ...] = ()
    decisions: tuple[Decision, ...] = ()
    entities: tuple[Entity, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    relations: tuple[Relation, ...] = ()
    roles: tuple[Role, ...] = ()
    warnings: tuple[str, ...] = ()
