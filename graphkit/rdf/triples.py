"""An `Assembly` as RDF: for every node the pairs of predicate and object that tell all graphkit knows of it."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.iris import Iris

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

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


def describe(assembly: Assembly) -> dict[str, list[Pair]]:
    """Give all nodes of a graph by IRI, each with its pairs in no particular order.

    Raises:
        ConfigError: the base IRI can't be one.
    """
    return _Describer(assembly).nodes


def sorted_pairs(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Sort one node's pairs: its types first, then by predicate, then by object; each pair once."""
    last = None
    for pair in sorted(pairs, key=_pair_key):
        if pair != last:
            yield pair
        last = pair


def _pair_key(pair: Pair) -> tuple[bool, str, str]:
    return pair[0] != v.TYPE, pair[0].value, str(pair[1])


class _Describer:
    """Walks an assembly once; what it finds out about a node gathers in `nodes`."""

    def __init__(self, assembly: Assembly) -> None:
        self.nodes: dict[str, list[Pair]] = defaultdict(list)
        self._iris = Iris(base=assembly.base_iri)
        self._iris.check()
        self._names = {entity.id: entity.name for entity in assembly.entities}
        self._run = self._describe_run(assembly.run, assembly.documents)
        for document in assembly.documents:
            self._describe_document(document)
        for entity in assembly.entities:
            self._describe_entity(entity)
        for meeting in assembly.meetings:
            self._describe_meeting(meeting)
        for pledge in assembly.pledges:
            self._describe_pledge(pledge)
        for role in assembly.roles:
            self._describe_role(role)
        for decision in assembly.decisions:
            self._describe_decision(decision)

    def _entity(self, identifier: str) -> NamedNode:
        return NamedNode(self._iris.of_id(identifier))

    def _article(self, identifier: str) -> NamedNode:
        return NamedNode(self._iris.of_document(identifier))

    def _describe_run(self, run: Run, documents: Sequence[Document]) -> NamedNode:
        iri = self._iris.made_of("run", run.version, run.model, run.model_version, run.digest, run.time)
        told = {v.MODEL: run.model, v.MODEL_VERSION: run.model_version, v.CONFIGURATION_DIGEST: run.digest}
        pairs: list[Pair] = [(v.TYPE, v.RUN), (v.TYPE, v.PROV_ACTIVITY), (v.VERSION, text_literal(run.version))]
        pairs += [(predicate, text_literal(value)) for predicate, value in told.items() if value]
        pairs += [(v.USED, self._article(document.id)) for document in documents]
        if run.time is not None:
            exact = _DATE_TIME.fullmatch(run.time)
            pairs.append(
                (v.STARTED_AT, Literal(run.time, datatype=v.XSD_DATE_TIME) if exact else text_literal(run.time))
            )
        self.nodes[iri] += pairs
        return NamedNode(iri)

    def _describe_document(self, document: Document) -> None:
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
        self.nodes[self._iris.of_document(document.id)] += pairs

    def _describe_entity(self, entity: Entity) -> None:
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
        pairs += [(v.HAS_MENTION, self._mention(mention, of=entity.id)) for mention in entity.mentions]
        pairs += [(v.HAS_CLUSTER, self._cluster(*member)) for member in entity.members]
        self.nodes[self._iris.of_id(entity.id)] += pairs

    def _mention(self, mention: Mention, *, of: str) -> NamedNode:
        iri = self._iris.made_of("mention", of, mention.document, mention.start, mention.end)
        self.nodes[iri] += [
            (v.TYPE, v.MENTION),
            (v.TEXT, text_literal(mention.text)),
            (v.START, Literal(mention.start)),
            (v.END, Literal(mention.end)),
            (v.RULE, text_literal(mention.rule)),
            (v.INFERRED, Literal(mention.inferred)),
            (v.CONFIDENCE, _number(mention.score)),
            (v.DERIVED_FROM, self._article(mention.document)),
        ]
        return NamedNode(iri)

    def _cluster(self, document: str, local_id: str) -> NamedNode:
        iri = self._iris.of_cluster(document, local_id)
        self.nodes[iri] += [(v.TYPE, v.CLUSTER), (v.DERIVED_FROM, self._article(document))]
        return NamedNode(iri)

    def _describe_meeting(self, meeting: Meeting) -> None:
        iri = self._iris.of_id(meeting.id)
        label = f"{_STATUS_WORDS.get(meeting.status, '')}meeting of {self._named(meeting.participants)}"
        pairs: list[Pair] = [(v.TYPE, v.MEETING), (v.TYPE, v.SCHEMA_EVENT), (v.MODE, Literal(meeting.mode))]
        pairs.append((v.LABEL, text_literal(label[0].upper() + label[1:])))
        pairs += [(v.PARTICIPANT, self._entity(party)) for party in meeting.participants]
        pairs += self._ordered(iri, meeting.place, each=v.PLACE, order=v.PLACE_ORDER)
        if meeting.place_basis is not None:
            pairs.append((v.PLACE_BASIS, Literal(meeting.place_basis)))
        if meeting.topic:
            pairs.append((v.TOPIC, text_literal(meeting.topic)))
        if meeting.host is not None:
            pairs.append((v.HOST, self._entity(meeting.host)))
        self.nodes[iri] += pairs
        self._describe_event(iri, meeting)
        shortcut = {"occurred": v.MET_WITH, "planned": v.PLANS_TO_MEET}.get(meeting.status)
        if shortcut is not None:
            for one, other in permutations(meeting.participants, 2):
                self._shortcut(one, shortcut, other)

    def _describe_pledge(self, pledge: Pledge) -> None:
        iri = self._iris.of_id(pledge.id)
        recipients = f" to {self._named(pledge.recipients)}" if pledge.recipients else ""
        content = f": {pledge.content}" if pledge.content else ""
        label = f"{_STATUS_WORDS.get(pledge.status, '')}pledge by {self._named((pledge.pledger,))}{recipients}{content}"
        pairs: list[Pair] = [(v.TYPE, v.PLEDGE), (v.PLEDGER, self._entity(pledge.pledger))]
        pairs.append((v.LABEL, text_literal(label[0].upper() + label[1:])))
        pairs += [(v.PARTICIPANT, self._entity(party)) for party in (pledge.pledger, *pledge.recipients)]
        pairs += self._ordered(iri, pledge.recipients, each=v.RECIPIENT, order=v.RECIPIENT_ORDER)
        if pledge.content:
            pairs.append((v.CONTENT, text_literal(pledge.content)))
        if pledge.what is not None:
            pairs += [(v.CONTENT_START, Literal(pledge.what[0])), (v.CONTENT_END, Literal(pledge.what[1]))]
        if pledge.renewed:
            pairs.append((v.RENEWED, Literal(value=True)))
        if pledge.joint is not None:
            pairs.append((v.JOINT, text_literal(pledge.joint)))
        if pledge.due is not None:
            pairs.append((v.DUE, NamedNode(f"{iri}:due")))
            self.nodes[f"{iri}:due"] += [(v.TYPE, v.PARTIAL_DATE), *_date_pairs(pledge.due)]
        if pledge.amount is not None:
            pairs.append((v.HAS_AMOUNT, self._amount(f"{iri}:amount", pledge.amount)))
        self.nodes[iri] += pairs
        self._describe_event(iri, pledge)
        if pledge.status == "made":
            for recipient in pledge.recipients:
                self._shortcut(pledge.pledger, v.PLEDGED_TO, recipient)

    def _shortcut(self, source: str, predicate: NamedNode, target: str) -> None:
        if source != target:
            self.nodes[self._iris.of_id(source)].append((predicate, self._entity(target)))

    def _amount(self, iri: str, amount: Amount) -> NamedNode:
        standard = v.MONETARY_AMOUNT if amount.currency is not None else v.QUANTITATIVE_VALUE
        pairs: list[Pair] = [(v.TYPE, v.AMOUNT), (v.TYPE, standard), (v.TEXT, text_literal(amount.text))]
        words = {v.CURRENCY: amount.currency, v.UNIT_TEXT: amount.unit, v.QUALIFIER: amount.qualifier}
        bounds = {v.MIN_VALUE: amount.minimum, v.MAX_VALUE: amount.maximum}
        pairs += [(predicate, text_literal(value)) for predicate, value in words.items() if value is not None]
        pairs += [(predicate, _number(value)) for predicate, value in bounds.items() if value is not None]
        self.nodes[iri] += pairs
        return NamedNode(iri)

    def _describe_event(self, iri: str, event: Event) -> None:
        pairs: list[Pair] = [
            (v.TYPE, v.EVENT),
            (v.STATUS, Literal(event.status)),
            (v.RULE, text_literal(event.rule)),
            (v.CONFIDENCE, _number(event.confidence)),
        ]
        pairs += [(v.HAS_EVIDENCE, node) for node in self._evidence(event.id, event.evidence)]
        pairs += [(v.REPORTS_MERGED, text_literal(reason)) for reason in event.merges]
        pairs += [(v.VIA, self._via(event.id, rank, via)) for rank, via in enumerate(event.via, start=1)]
        if event.when is not None:
            pairs += _date_pairs(event.when)
        if event.attributed_to is not None:
            pairs.append((v.ATTRIBUTED_TO, self._entity(event.attributed_to)))
        if event.trigger is not None:
            pairs += [(v.TRIGGER_START, Literal(event.trigger[0])), (v.TRIGGER_END, Literal(event.trigger[1]))]
        self.nodes[iri] += pairs

    def _evidence(self, owner: str, passages: Iterable[Evidence]) -> Iterator[NamedNode]:
        for rank, passage in enumerate(passages, start=1):
            told = (passage.document, passage.start, passage.end, passage.rule, passage.status, passage.attributed_to)
            iri = self._iris.made_of("evidence", owner, *told)
            pairs: list[Pair] = [(v.TYPE, v.EVIDENCE), (v.TYPE, v.PROV_ENTITY), (v.GENERATED_BY, self._run)]
            pairs += self._passage(passage, quote=v.QUOTE, text=passage.quote, rank=rank)
            pairs.append((v.RULE, text_literal(passage.rule)))
            if passage.status:
                pairs.append((v.STATUS, text_literal(passage.status)))
            if passage.attributed_to is not None:
                pairs.append((v.ATTRIBUTED_TO, self._entity(passage.attributed_to)))
            self.nodes[iri] += pairs
            yield NamedNode(iri)

    def _via(self, owner: str, rank: int, via: Via) -> NamedNode:
        iri = self._iris.made_of("via", owner, via.party, via.document, via.start, via.end)
        self.nodes[iri] += [(v.TYPE, v.PARTICIPATION), (v.PARTY, self._entity(via.party))]
        self.nodes[iri] += self._passage(via, quote=v.TEXT, text=via.text, rank=rank)
        return NamedNode(iri)

    def _passage(self, passage: Evidence | Via, *, quote: NamedNode, text: str, rank: int) -> list[Pair]:
        return [
            (quote, text_literal(text)),
            (v.START, Literal(passage.start)),
            (v.END, Literal(passage.end)),
            (v.RANK, Literal(rank)),
            (v.DERIVED_FROM, self._article(passage.document)),
        ]

    def _describe_role(self, role: Role) -> None:
        told = (role.person, role.organization, role.title, role.tense)
        iri = self._iris.made_of("role", *told)
        where = f", {self._named((role.organization,))}" if role.organization is not None else ""
        pairs: list[Pair] = [
            (v.TYPE, v.MEMBERSHIP),
            (v.TYPE, v.ORG_MEMBERSHIP),
            (v.LABEL, text_literal(f"{role.title}{where}")),
            (v.ROLE_MEMBER, self._entity(role.person)),
            (v.TITLE, text_literal(role.title)),
            (v.TENSE, Literal(role.tense)),
        ]
        if role.organization is not None:
            pairs.append((v.ROLE_ORGANIZATION, self._entity(role.organization)))
            self._shortcut(role.person, v.HOLDS_ROLE_IN, role.organization)
        pairs += [(v.HAS_EVIDENCE, node) for node in self._evidence(iri, role.evidence)]
        self.nodes[iri] += pairs

    def _describe_decision(self, decision: Decision) -> None:
        iri = self._iris.made_of("decision", *decision.order)
        pairs: list[Pair] = [
            (v.TYPE, v.DECISION),
            (v.TYPE, v.PROV_ENTITY),
            (v.JUDGEMENT, Literal(decision.judgement)),
            (v.DECIDED_OF, self._anchor(decision.one)),
            (v.DECIDED_ON, _date(decision.when)),
        ]
        if decision.other is not None:
            pairs.append((v.DECIDED_WITH, self._anchor(decision.other)))
        told = {v.DECIDED_BY: decision.by, v.NOTE: decision.note}
        pairs += [(predicate, text_literal(value)) for predicate, value in told.items() if value]
        self.nodes[iri] += pairs

    def _anchor(self, anchor: Anchor) -> NamedNode:
        iri = self._iris.made_of("anchor", anchor.document, anchor.start, anchor.end, anchor.text)
        self.nodes[iri] = [
            (v.TYPE, v.ANCHOR),
            (v.TEXT, text_literal(anchor.text)),
            (v.START, Literal(anchor.start)),
            (v.END, Literal(anchor.end)),
            (v.DERIVED_FROM, self._article(anchor.document)),
        ]
        return NamedNode(iri)

    def _ordered(self, iri: str, parties: Sequence[str], *, each: NamedNode, order: NamedNode) -> list[Pair]:
        """State each party plainly, for queries, and their order, where there is one, as an `rdf:Seq`."""
        pairs: list[Pair] = [(each, self._entity(party)) for party in parties]
        if len(parties) > 1:
            folder = each.value.rpartition("#")[2]
            sequence = f"{iri}:{folder}s"
            members = ((NamedNode(f"{v.MEMBER}{n}"), self._entity(party)) for n, party in enumerate(parties, start=1))
            self.nodes[sequence] += [(v.TYPE, v.SEQ), *members]
            pairs.append((order, NamedNode(sequence)))
        return pairs

    def _named(self, parties: Sequence[str]) -> str:
        """Give names for a label: "A and B", "A, B, C and 4 others"."""
        names = [self._names.get(party, party) for party in parties]
        if len(names) > _MAX_LABEL_NAMES + 1:
            names = [*names[:_MAX_LABEL_NAMES], f"{len(names) - _MAX_LABEL_NAMES} others"]
        return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


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
