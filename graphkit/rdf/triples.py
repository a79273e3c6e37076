"""An `Assembly` as RDF: for every node the pairs of predicate and object that tell all graphkit knows of it.

Nodes are described one at a time, when a writer comes to them, so that writing takes little memory above the assembly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, permutations
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.iris import Iris

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graphkit.model import (
        Amount,
        Anchor,
        Assembly,
        Decision,
        Document,
        Entity,
        Event,
        Evidence,
        Meeting,
        Mention,
        PartialDate,
        Pledge,
        Role,
        Run,
        Via,
    )

Pair: TypeAlias = tuple[NamedNode, NamedNode | Literal]

_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Code points that are no characters: halves of surrogate pairs, which no RDF literal can hold, and U+FFFE and U+FFFF,
which Raptor refuses even when escaped, so that one of them would make a whole file unreadable for its users."""

_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*", re.ASCII)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_MAX_LABEL_NAMES = 3

_DATE_FORMS = {"day": (10, "date"), "month": (7, "gYearMonth"), "year": (4, "gYear")}
"""Precision to the length of its ISO 8601 form and the XML Schema type of that form."""

_STATUS_WORDS = {"planned": "Planned ", "denied": "Denied ", "hypothetical": "Hypothetical "}


def text_literal(text: str) -> Literal:
    r"""Make a plain literal; each code point that is no character becomes U+FFFD, so that offsets stay true.

    All else is kept as it is, control characters and U+0000 included (Turtle writes them as ``\u0000``).

    Source: RDF 1.1 Concepts, section 3.3 (lexical forms are Unicode strings); Turtle, section 6.4 (escapes).
    """
    return Literal(_NO_CHARACTER.sub("\ufffd", text))


class Part(NamedTuple):
    """One node, not yet described.

    Attributes:
        iri: the node's IRI.
        kind: what describes it.
        item: what it is made of, from the assembly.
        rank: its place among its kind, from 1; 0 where there is no order.
    """

    iri: str
    kind: Kind
    item: Any
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """What all nodes of one kind have in common.

    Attributes:
        pairs: gives what is said of a node, less the links to its own parts.
        link: how the node it is a part of points to it; None for nodes that are no parts, or that another part points to.
        parts: gives the nodes that belong to it alone; None where there are none.
        document: gives the id of the one article that it is of; None where it is of no single article.
    """

    pairs: Callable[[Part], list[Pair]]
    link: NamedNode | None = None
    parts: Callable[[Part], Iterator[Part]] | None = None
    document: Callable[[Any], str] | None = None


class Description:
    """An assembly as nodes.

    Every node is a thing or a part of one thing. Nothing is kept of what was described.

    Raises:
        ConfigError: the base IRI can't be one.
    """

    def __init__(self, assembly: Assembly) -> None:
        """Take an assembly, and see which edges lead from each entity."""
        self.iris = Iris(base=assembly.base_iri)
        self.iris.check()
        self._assembly = assembly
        self._names = {entity.id: entity.name for entity in assembly.entities}
        run = assembly.run
        self._run = NamedNode(self.iris.made_of("run", run.version, run.model, run.model_version, run.digest, run.time))
        self._edges: dict[str, dict[NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
        for edge in _edges(assembly):
            self._edges[edge[0]][edge[1]].add(edge[2])
        self._kinds()

    def _kinds(self) -> None:
        self.run = Kind(pairs=self._of_run)
        self.article = Kind(pairs=self._of_document, document=lambda document: document.id)
        self.entity = Kind(pairs=self._of_entity, parts=self._parts_of_entity)
        self.stranger = Kind(pairs=lambda part: self._edge_pairs(part.item))
        self.meeting = Kind(pairs=self._of_meeting, parts=self._parts_of_meeting)
        self.pledge = Kind(pairs=self._of_pledge, parts=self._parts_of_pledge)
        self.role = Kind(pairs=self._of_role, parts=self._parts_of_role)
        self.decision = Kind(pairs=self._of_decision, parts=self._parts_of_decision)
        self.mention = Kind(pairs=self._of_mention, link=v.HAS_MENTION, document=_document)
        self.cluster = Kind(pairs=self._of_cluster, link=v.HAS_CLUSTER, document=lambda member: member[0])
        self.evidence = Kind(pairs=self._of_evidence, link=v.HAS_EVIDENCE, document=_document)
        self.via = Kind(pairs=self._of_via, link=v.VIA, document=_document)
        self.places = Kind(pairs=self._of_sequence, link=v.PLACE_ORDER)
        self.recipients = Kind(pairs=self._of_sequence, link=v.RECIPIENT_ORDER)
        self.due = Kind(pairs=_of_partial_date, link=v.DUE)
        self.term = Kind(pairs=self._of_term, link=v.MEMBER_DURING)
        self.term_end = Kind(pairs=_of_partial_date)
        self.amount = Kind(pairs=_of_amount, link=v.HAS_AMOUNT)
        self.decided_of = Kind(pairs=self._of_anchor, link=v.DECIDED_OF, document=_document)
        self.decided_with = Kind(pairs=self._of_anchor, link=v.DECIDED_WITH, document=_document)

    def things(self) -> Iterator[Part]:
        """Give every node that is no part of another, in the order of the assembly."""
        assembly, iris = self._assembly, self.iris
        yield Part(self._run.value, self.run, assembly.run)
        for document in assembly.documents:
            yield Part(iris.of_document(document.id), self.article, document)
        for entity in assembly.entities:
            yield Part(iris.of_id(entity.id), self.entity, entity)
        for identifier in self._edges.keys() - self._names.keys():
            yield Part(iris.of_id(identifier), self.stranger, identifier)
        for meeting in assembly.meetings:
            yield Part(iris.of_id(meeting.id), self.meeting, meeting)
        for pledge in assembly.pledges:
            yield Part(iris.of_id(pledge.id), self.pledge, pledge)
        for role in assembly.roles:
            told = (role.person, role.organization, role.title, role.tense)
            days = role.order[len(told) :]
            yield Part(iris.made_of("role", *told, *(days if any(days) else ())), self.role, role)
        for decision in assembly.decisions:
            yield Part(iris.made_of("decision", *decision.order), self.decision, decision)

    def nodes(self) -> Iterator[Part]:
        """Give every thing, followed by its parts."""
        for thing in self.things():
            yield thing
            yield from parts_of(thing)

    def article_of(self, identifier: str) -> NamedNode:
        """Give the IRI of an article."""
        return NamedNode(self.iris.of_document(identifier))

    def _entity(self, identifier: str) -> NamedNode:
        return NamedNode(self.iris.of_id(identifier))

    # runs and articles

    def _of_run(self, part: Part) -> list[Pair]:
        run: Run = part.item
        told = {v.MODEL: run.model, v.MODEL_VERSION: run.model_version, v.CONFIGURATION_DIGEST: run.digest}
        pairs: list[Pair] = [(v.TYPE, v.RUN), (v.TYPE, v.PROV_ACTIVITY), (v.VERSION, text_literal(run.version))]
        pairs += [(predicate, text_literal(value)) for predicate, value in told.items() if value]
        pairs += [(v.USED, self.article_of(document.id)) for document in self._assembly.documents]
        if run.time is not None:
            exact = _DATE_TIME.fullmatch(run.time)
            pairs.append(
                (v.STARTED_AT, Literal(run.time, datatype=v.XSD_DATE_TIME) if exact else text_literal(run.time))
            )
        return pairs

    def _of_document(self, part: Part) -> list[Pair]:
        document: Document = part.item
        told = {
            v.IDENTIFIER: document.id,
            v.HEADLINE: document.title,
            v.PUBLISHER: document.publisher,
            v.IN_LANGUAGE: document.lang,
        }
        pairs: list[Pair] = [(v.TYPE, kind) for kind in (v.ARTICLE, v.NEWS_ARTICLE, v.PROV_ENTITY)]
        pairs += [(predicate, text_literal(value)) for predicate, value in told.items() if value is not None]
        if document.url is not None:
            pairs.append((v.URL, _address(document.url)))
        if document.published is not None:
            pairs.append((v.DATE_PUBLISHED, _date(document.published)))
        return pairs

    # entities

    def _of_entity(self, part: Part) -> list[Pair]:
        entity: Entity = part.item
        name = text_literal(entity.name)
        pairs: list[Pair] = [(v.TYPE, v.ENTITY), (v.LABEL, name), (v.NAME, name)]
        pairs += [(v.TYPE, kind) for kind in v.ENTITY_CLASSES[entity.type]]
        pairs += [(v.ALT_LABEL, text_literal(text)) for text, _ in entity.spellings if text != entity.name]
        pairs += [(v.MERGE_REASON, text_literal(reason)) for reason in entity.merges]
        if entity.kind is not None:
            pairs.append((v.KIND, text_literal(entity.kind)))
        if entity.kind == "country":
            pairs += [(v.TYPE, kind) for kind in v.COUNTRY_CLASSES]
        for scheme, identifier in entity.ids:
            pairs.append((v.IDENTIFIER, text_literal(f"{scheme}:{identifier}")))
            if (same := _exact_match(scheme, identifier)) is not None:
                pairs.append((v.EXACT_MATCH, same))
        return pairs + self._edge_pairs(entity.id)

    def _edge_pairs(self, identifier: str) -> list[Pair]:
        found = self._edges.get(identifier, {})
        return [(predicate, self._entity(target)) for predicate, targets in found.items() for target in targets]

    def _parts_of_entity(self, part: Part) -> Iterator[Part]:
        entity: Entity = part.item
        for mention in entity.mentions:
            told = (entity.id, mention.document, mention.start, mention.end)
            yield Part(self.iris.made_of("mention", *told), self.mention, mention)
        for member in entity.members:
            yield Part(self.iris.of_cluster(*member), self.cluster, member)

    def _of_mention(self, part: Part) -> list[Pair]:
        mention: Mention = part.item
        return [
            (v.TYPE, v.MENTION),
            (v.TEXT, text_literal(mention.text)),
            (v.START, Literal(mention.start)),
            (v.END, Literal(mention.end)),
            (v.RULE, text_literal(mention.rule)),
            (v.INFERRED, Literal(mention.inferred)),
            (v.CONFIDENCE, _number(mention.score)),
            (v.DERIVED_FROM, self.article_of(mention.document)),
        ]

    def _of_cluster(self, part: Part) -> list[Pair]:
        return [(v.TYPE, v.CLUSTER), (v.DERIVED_FROM, self.article_of(part.item[0]))]

    # events

    def _of_meeting(self, part: Part) -> list[Pair]:
        meeting: Meeting = part.item
        label = f"{_STATUS_WORDS.get(meeting.status, '')}meeting of {self._named(meeting.participants)}"
        pairs: list[Pair] = [(v.TYPE, v.MEETING), (v.TYPE, v.SCHEMA_EVENT), (v.MODE, Literal(meeting.mode))]
        pairs.append((v.LABEL, text_literal(label[0].upper() + label[1:])))
        pairs += [(v.PARTICIPANT, self._entity(party)) for party in meeting.participants]
        pairs += [(v.PLACE, self._entity(place)) for place in meeting.place]
        if meeting.place_basis is not None:
            pairs.append((v.PLACE_BASIS, Literal(meeting.place_basis)))
        if meeting.topic:
            pairs.append((v.TOPIC, text_literal(meeting.topic)))
        if meeting.host is not None:
            pairs.append((v.HOST, self._entity(meeting.host)))
        return pairs + self._of_event(meeting)

    def _parts_of_meeting(self, part: Part) -> Iterator[Part]:
        meeting: Meeting = part.item
        if len(meeting.place) > 1:
            yield Part(f"{part.iri}:places", self.places, meeting.place)
        yield from self._parts_of_event(meeting)

    def _of_pledge(self, part: Part) -> list[Pair]:
        pledge: Pledge = part.item
        recipients = f" to {self._named(pledge.recipients)}" if pledge.recipients else ""
        content = f": {pledge.content}" if pledge.content else ""
        label = f"{_STATUS_WORDS.get(pledge.status, '')}pledge by {self._named((pledge.pledger,))}{recipients}{content}"
        pairs: list[Pair] = [(v.TYPE, v.PLEDGE), (v.PLEDGER, self._entity(pledge.pledger))]
        pairs.append((v.LABEL, text_literal(label[0].upper() + label[1:])))
        pairs += [(v.PARTICIPANT, self._entity(party)) for party in (pledge.pledger, *pledge.recipients)]
        pairs += [(v.RECIPIENT, self._entity(party)) for party in pledge.recipients]
        if pledge.content:
            pairs.append((v.CONTENT, text_literal(pledge.content)))
        if pledge.what is not None:
            pairs += [(v.CONTENT_START, Literal(pledge.what[0])), (v.CONTENT_END, Literal(pledge.what[1]))]
        if pledge.renewed:
            pairs.append((v.RENEWED, Literal(value=True)))
        if pledge.joint is not None:
            pairs.append((v.JOINT, text_literal(pledge.joint)))
        return pairs + self._of_event(pledge)

    def _parts_of_pledge(self, part: Part) -> Iterator[Part]:
        pledge: Pledge = part.item
        if len(pledge.recipients) > 1:
            yield Part(f"{part.iri}:recipients", self.recipients, pledge.recipients)
        if pledge.due is not None:
            yield Part(f"{part.iri}:due", self.due, pledge.due)
        if pledge.amount is not None:
            yield Part(f"{part.iri}:amount", self.amount, pledge.amount)
        yield from self._parts_of_event(pledge)

    def _of_event(self, event: Event) -> list[Pair]:
        pairs: list[Pair] = [
            (v.TYPE, v.EVENT),
            (v.STATUS, Literal(event.status)),
            (v.RULE, text_literal(event.rule)),
            (v.CONFIDENCE, _number(event.confidence)),
        ]
        pairs += [(v.REPORTS_MERGED, text_literal(reason)) for reason in event.merges]
        if event.when is not None:
            pairs += _date_pairs(event.when)
        if event.attributed_to is not None:
            pairs.append((v.ATTRIBUTED_TO, self._entity(event.attributed_to)))
        if event.trigger is not None:
            pairs += [(v.TRIGGER_START, Literal(event.trigger[0])), (v.TRIGGER_END, Literal(event.trigger[1]))]
        return pairs

    def _parts_of_event(self, event: Event) -> Iterator[Part]:
        yield from self._passages(event.id, event.evidence)
        for rank, via in enumerate(event.via, start=1):
            iri = self.iris.made_of("via", event.id, via.party, via.document, via.start, via.end)
            yield Part(iri, self.via, via, rank)

    def _passages(self, owner: str, passages: Iterable[Evidence]) -> Iterator[Part]:
        for rank, passage in enumerate(passages, start=1):
            told = (passage.document, passage.start, passage.end, passage.rule, passage.status, passage.attributed_to)
            yield Part(self.iris.made_of("evidence", owner, *told), self.evidence, passage, rank)

    def _of_evidence(self, part: Part) -> list[Pair]:
        passage: Evidence = part.item
        pairs: list[Pair] = [(v.TYPE, v.EVIDENCE), (v.TYPE, v.PROV_ENTITY), (v.GENERATED_BY, self._run)]
        pairs += [(v.QUOTE, text_literal(passage.quote)), (v.RULE, text_literal(passage.rule))]
        if passage.status:
            pairs.append((v.STATUS, text_literal(passage.status)))
        if passage.attributed_to is not None:
            pairs.append((v.ATTRIBUTED_TO, self._entity(passage.attributed_to)))
        return pairs + self._where(passage, rank=part.rank)

    def _of_via(self, part: Part) -> list[Pair]:
        via: Via = part.item
        pairs: list[Pair] = [(v.TYPE, v.PARTICIPATION), (v.PARTY, self._entity(via.party))]
        pairs.append((v.TEXT, text_literal(via.text)))
        return pairs + self._where(via, rank=part.rank)

    def _where(self, passage: Evidence | Via, *, rank: int) -> list[Pair]:
        return [
            (v.START, Literal(passage.start)),
            (v.END, Literal(passage.end)),
            (v.RANK, Literal(rank)),
            (v.DERIVED_FROM, self.article_of(passage.document)),
        ]

    def _of_sequence(self, part: Part) -> list[Pair]:
        """The parties' order, where there is one, as an `rdf:Seq`; each is stated plainly too, for queries."""
        members = ((NamedNode(f"{v.MEMBER}{n}"), self._entity(party)) for n, party in enumerate(part.item, start=1))
        return [(v.TYPE, v.SEQ), *members]

    # roles and decisions

    def _of_role(self, part: Part) -> list[Pair]:
        role: Role = part.item
        where = self._named((role.organization,)) if role.organization is not None else ""
        pairs: list[Pair] = [
            (v.TYPE, v.MEMBERSHIP),
            (v.TYPE, v.ORG_MEMBERSHIP),
            (v.LABEL, text_literal(", ".join(part for part in (role.title, where) if part))),
            (v.ROLE_MEMBER, self._entity(role.person)),
            (v.TENSE, Literal(role.tense)),
        ]
        if role.title:
            pairs.append((v.TITLE, text_literal(role.title)))
        if role.inferred:
            pairs.append((v.INFERRED, Literal(value=True)))
        if role.organization is not None:
            pairs.append((v.ROLE_ORGANIZATION, self._entity(role.organization)))
        return pairs

    def _parts_of_role(self, part: Part) -> Iterator[Part]:
        role: Role = part.item
        yield from self._passages(part.iri, role.evidence)
        if role.start is not None or role.end is not None:
            yield Part(f"{part.iri}:term", self.term, part)
        for name, date in (("start", role.start), ("end", role.end)):
            if date is not None:
                yield Part(f"{part.iri}:{name}", self.term_end, date)

    def _of_term(self, part: Part) -> list[Pair]:
        """When a role is held, as an interval whose ends are told as far as the articles do."""
        membership: Part = part.item
        role: Role = membership.item
        told = ((v.BEGINS, "start", role.start), (v.ENDS, "end", role.end))
        ends = [(which, NamedNode(f"{membership.iri}:{name}")) for which, name, date in told if date is not None]
        return [(v.TYPE, v.TERM), (v.TYPE, v.TIME_INTERVAL), *ends]

    def _of_decision(self, part: Part) -> list[Pair]:
        decision: Decision = part.item
        pairs: list[Pair] = [
            (v.TYPE, v.DECISION),
            (v.TYPE, v.PROV_ENTITY),
            (v.JUDGEMENT, Literal(decision.judgement)),
            (v.DECIDED_ON, _date(decision.when)),
        ]
        told = {v.DECIDED_BY: decision.by, v.NOTE: decision.note}
        pairs += [(predicate, text_literal(value)) for predicate, value in told.items() if value]
        return pairs

    def _parts_of_decision(self, part: Part) -> Iterator[Part]:
        decision: Decision = part.item
        yield Part(self._anchor(decision.one), self.decided_of, decision.one)
        if decision.other is not None:
            yield Part(self._anchor(decision.other), self.decided_with, decision.other)

    def _anchor(self, anchor: Anchor) -> str:
        return self.iris.made_of("anchor", anchor.document, anchor.start, anchor.end, anchor.text)

    def _of_anchor(self, part: Part) -> list[Pair]:
        anchor: Anchor = part.item
        return [
            (v.TYPE, v.ANCHOR),
            (v.TEXT, text_literal(anchor.text)),
            (v.START, Literal(anchor.start)),
            (v.END, Literal(anchor.end)),
            (v.DERIVED_FROM, self.article_of(anchor.document)),
        ]

    def _named(self, parties: Sequence[str]) -> str:
        """Give names for a label: "A and B", "A, B, C and 4 others"."""
        names = [self._names.get(party, party) for party in parties]
        if len(names) > _MAX_LABEL_NAMES + 1:
            names = [*names[:_MAX_LABEL_NAMES], f"{len(names) - _MAX_LABEL_NAMES} others"]
        return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def parts_of(part: Part) -> Iterable[Part]:
    """Give the parts of a node."""
    return () if part.kind.parts is None else part.kind.parts(part)


def pairs_of(part: Part) -> list[Pair]:
    """Give all that is said of a node, the links to its parts included, in no particular order."""
    return part.kind.pairs(part) + links_of(part)


def links_of(part: Part) -> list[Pair]:
    """Give the links of a node to its parts."""
    return [(each.kind.link, NamedNode(each.iri)) for each in parts_of(part) if each.kind.link is not None]


def _document(item: Any) -> str:
    document: str = item.document
    return document


def _edges(assembly: Assembly) -> Iterator[tuple[str, NamedNode, str]]:
    """The edges between entities: short cuts for what meetings, pledges and roles tell."""
    shortcuts = {"occurred": v.MET_WITH, "planned": v.PLANS_TO_MEET}
    met = (
        (one, shortcuts[meeting.status], other)
        for meeting in assembly.meetings
        if meeting.status in shortcuts
        for one, other in permutations(meeting.participants, 2)
    )
    pledged = (
        (pledge.pledger, v.PLEDGED_TO, recipient)
        for pledge in assembly.pledges
        if pledge.status == "made"
        for recipient in pledge.recipients
    )
    held = (
        (role.person, v.HOLDS_ROLE_IN, role.organization) for role in assembly.roles if role.organization is not None
    )
    return (edge for edge in chain(met, pledged, held) if edge[0] != edge[2])


def _of_amount(part: Part) -> list[Pair]:
    amount: Amount = part.item
    standard = v.MONETARY_AMOUNT if amount.currency is not None else v.QUANTITATIVE_VALUE
    pairs: list[Pair] = [(v.TYPE, v.AMOUNT), (v.TYPE, standard), (v.TEXT, text_literal(amount.text))]
    words = {v.CURRENCY: amount.currency, v.UNIT_TEXT: amount.unit, v.QUALIFIER: amount.qualifier}
    bounds = {v.MIN_VALUE: amount.minimum, v.MAX_VALUE: amount.maximum}
    pairs += [(predicate, text_literal(value)) for predicate, value in words.items() if value is not None]
    pairs += [(predicate, _number(value)) for predicate, value in bounds.items() if value is not None]
    return pairs


def _of_partial_date(part: Part) -> list[Pair]:
    return [(v.TYPE, v.PARTIAL_DATE), *_date_pairs(part.item)]


def _exact_match(scheme: str, identifier: str) -> NamedNode | None:
    """The IRI that an identifier is known by elsewhere: Wikidata's, or the identifier itself where it is an IRI."""
    if scheme == "wikidata" and _WIKIDATA_ID.fullmatch(identifier):
        return NamedNode(v.WIKIDATA + identifier)
    if scheme != "iri" or not _IRI.fullmatch(identifier):
        return None
    try:
        return NamedNode(identifier)
    except ValueError:
        return None


def _date(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=v.XSD_DATE)


def _date_pairs(when: PartialDate) -> list[Pair]:
    pairs: list[Pair] = [(v.DATE_PRECISION, Literal(when.precision)), (v.DATE_BASIS, Literal(when.basis))]
    if when.text:
        pairs.append((v.DATE_TEXT, text_literal(when.text)))
    if when.earliest is not None:
        pairs.append((v.EARLIEST, _date(when.earliest)))
    if when.latest is not None:
        pairs.append((v.LATEST, _date(when.latest)))
    if when.earliest is not None and when.latest is not None and when.precision in _DATE_FORMS:
        length, datatype = _DATE_FORMS[when.precision]
        pairs.append((v.DATE, Literal(when.earliest.isoformat()[:length], datatype=NamedNode(v.XSD + datatype))))
    offsets = {v.DATE_START: when.start, v.DATE_END: when.end}
    pairs += [(predicate, Literal(offset)) for predicate, offset in offsets.items() if offset is not None]
    return pairs


def _number(value: float) -> Literal:
    """Write a number as a decimal that reads back as the same float.

    >>> _number(1.5e9).value
    '1500000000.0'
    """
    told = format(Decimal(repr(value)), "f")
    return Literal(told if "." in told else f"{told}.0", datatype=v.XSD_DECIMAL)


def _address(url: str) -> NamedNode | Literal:
    """Give a web address as an IRI where it is one, else as the words that it is."""
    if _WEB_ADDRESS.match(url):
        try:
            return NamedNode(url)
        except ValueError:  # a lone surrogate is a UnicodeEncodeError, which is one too
            pass
    return text_literal(url)
