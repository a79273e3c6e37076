"""An `Assembly` as RDF: for every node the pairs of predicate and object that tell all graphkit knows of it.

Nodes are described one at a time, when a writer comes to them, so that writing takes little memory above the assembly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, permutations
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from graphkit.rdf import vocabulary as v
from graphkit.rdf.iris import Iris
from graphkit.rdf.settled import settled_by

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
        Relation,
        Role,
        Run,
        Via,
    )


class Local(str):
    """The IRI of a node of the graph itself, less the base: ``person/ada-byron-1a2b3c4d``."""

    __slots__ = ()


Value: TypeAlias = Local | NamedNode | str | int | Literal
"""What can be said of a node: another node (`Local`), a term or something elsewhere (`NamedNode`), or a value.

Words, whole numbers and truth values stand for themselves: most values are one of them, and to make a `Literal` of each
would take as long as writing it."""

Pair: TypeAlias = tuple[NamedNode, Value]

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

_KEPT = 8192

_STATUS_WORDS = {"planned": "Planned ", "denied": "Denied ", "hypothetical": "Hypothetical "}


def only_characters(text: str) -> str:
    """Put U+FFFD for each code point that is no character, so that offsets stay true."""
    return _NO_CHARACTER.sub("\ufffd", text)


def text_literal(text: str) -> Literal:
    r"""Make a plain literal of `only_characters`.

    Control characters and U+0000 are kept (Turtle writes them as ``\u0000``).

    Source: RDF 1.1 Concepts, section 3.3 (lexical forms are Unicode strings); Turtle, section 6.4 (escapes).
    """
    return Literal(only_characters(text))


def is_plain(text: str) -> bool:
    """Tell whether a text needs no escape between quotation marks."""
    return text.isprintable() and '"' not in text and "\\" not in text


def words(text: str) -> str:
    """Write a plain literal, as Turtle, N-Triples and their kin have it."""
    return f'"{text}"' if is_plain(text) else str(text_literal(text))


_document = attrgetter("document")


class Part(NamedTuple):
    """One node, not yet described.

    Attributes:
        iri: the node's IRI, less the base.
        kind: what describes it.
        item: what it is made of, from the assembly.
        rank: its place among its kind, from 1; 0 where there is no order.
        parts: the nodes that belong to it alone.
    """

    iri: str
    kind: Kind
    item: Any
    rank: int = 0
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """What all nodes of one kind have in common.

    Attributes:
        types: the classes that its nodes are of.
        pairs: gives what else is said of a node, less the links to its own parts.
        link: how the node it is a part of points to it; None where nothing points so.
        back: how it points to the node it is a part of, where that says it.
        document: gives the id of the one article that it is of; None where it is of no single article.
    """

    types: tuple[NamedNode, ...] = ()
    pairs: Callable[[Part], list[Pair]]
    link: NamedNode | None = None
    back: NamedNode | None = None
    document: Callable[[Any], str] | None = None


class Description:
    """An assembly as nodes.

    Attributes:
        base: what goes before each `Local` to make an IRI of it.

    Every node is a thing or a part of one thing. Nothing is kept of what was described.

    Raises:
        ConfigError: the base IRI can't be one.
    """

    def __init__(self, assembly: Assembly) -> None:
        """Take an assembly, and see which edges lead from each entity."""
        self.base = assembly.base_iri
        Iris(base=self.base).check()
        self._iris = Iris(base="")
        # the same parties and articles are named again and again
        self.article_iri = lru_cache(maxsize=_KEPT)(lambda identifier: Local(self._iris.of_document(identifier)))
        self.entity_iri = lru_cache(maxsize=_KEPT)(lambda identifier: Local(self._iris.of_id(identifier)))
        self._assembly = assembly
        self._names = {entity.id: entity.name for entity in assembly.entities}
        read_by: dict[Run | None, list[Document]] = defaultdict(list)
        for document in assembly.documents:
            read_by[document.run].append(document)
        read_now = read_by.pop(None, [])
        self._run = _RunPart(self._run_iri(assembly.run, read_now, assembly.decisions), assembly.run, read_now)
        self._other_runs = [
            _RunPart(self._run_iri(run, read), run, read) for run, read in read_by.items() if run is not None
        ]
        self._run_of = {document.id: told.iri for told in self._other_runs for document in told.documents}
        self._settled_by = settled_by(assembly)
        self._edges: dict[str, dict[NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
        for edge in chain(_edges(assembly), self._own_edges()):
            self._edges[edge[0]][edge[1]].add(edge[2])
        self._kinds()

    def _kinds(self) -> None:
        anchor = Kind(types=(v.ANCHOR,), pairs=self._of_anchor, document=_document)
        date = Kind(types=(v.PARTIAL_DATE,), pairs=lambda part: _date_pairs(part.item))
        order = Kind(types=(v.SEQ,), pairs=self._of_sequence)
        amount = Kind(types=(v.AMOUNT,), pairs=_of_amount, link=v.HAS_AMOUNT)
        entity = Kind(pairs=self._of_entity)
        self._entity_kinds = {
            (name, country): replace(entity, types=(v.ENTITY, *classes, *(v.COUNTRY_CLASSES if country else ())))
            for name, classes in v.ENTITY_CLASSES.items()
            for country in (False, True)
        }
        self.stranger = Kind(pairs=lambda part: self._edge_pairs(part.item))
        self.run = Kind(types=(v.RUN, v.PROV_ACTIVITY), pairs=self._of_run)
        self.article = Kind(
            types=(v.ARTICLE, v.NEWS_ARTICLE, v.PROV_ENTITY), pairs=self._of_document, document=attrgetter("id")
        )
        self.meeting = Kind(types=(v.MEETING, v.EVENT, v.SCHEMA_EVENT), pairs=self._of_meeting)
        self.pledge = Kind(types=(v.PLEDGE, v.EVENT), pairs=self._of_pledge)
        self.relation = Kind(types=(v.RELATION, v.EVENT), pairs=self._of_relation)
        self.property = Kind(types=(v.OBJECT_PROPERTY,), pairs=lambda part: [(v.LABEL, part.item.label)])
        self.symmetric_property = replace(self.property, types=(v.OBJECT_PROPERTY, v.SYMMETRIC_PROPERTY))
        self.role = Kind(types=(v.MEMBERSHIP, v.ORG_MEMBERSHIP), pairs=self._of_role, back=v.ROLE_MEMBER)
        self.decision = Kind(types=(v.DECISION, v.PROV_ENTITY), pairs=self._of_decision)
        self.mention = Kind(types=(v.MENTION,), pairs=self._of_mention, link=v.HAS_MENTION, document=_document)
        self._placed_mention = replace(self.mention, pairs=self._of_placed_mention, document=None)
        self.cluster = Kind(types=(v.CLUSTER,), pairs=self._of_cluster, link=v.HAS_CLUSTER, document=itemgetter(0))
        self.evidence = Kind(
            types=(v.EVIDENCE, v.PROV_ENTITY), pairs=self._of_evidence, link=v.HAS_EVIDENCE, document=_document
        )
        self.via = Kind(types=(v.PARTICIPATION,), pairs=self._of_via, link=v.VIA, document=_document)
        self.places = replace(order, link=v.PLACE_ORDER)
        self.recipients = replace(order, link=v.RECIPIENT_ORDER)
        self.due = replace(date, link=v.DUE)
        self.begin = replace(date, link=v.BEGINS)
        self.end = replace(date, link=v.ENDS)
        self.term = Kind(types=(v.TERM, v.TIME_INTERVAL), pairs=lambda _: [], link=v.MEMBER_DURING)
        self.money = replace(amount, types=(v.AMOUNT, v.MONETARY_AMOUNT))
        self.goods = replace(amount, types=(v.AMOUNT, v.QUANTITATIVE_VALUE))
        self.decided_of = replace(anchor, link=v.DECIDED_OF)
        self.decided_with = replace(anchor, link=v.DECIDED_WITH)

    def things(self, *, placed: bool = False) -> Iterator[Part]:
        """Give every node that is no part of another, in the order of the assembly.

        Args:
            placed: tell mentions by their entity and their place in it (`Part.rank`), so that whoever sorts all nodes need
                not hold them made.
        """
        assembly, iris = self._assembly, self._iris
        for run in (self._run, *self._other_runs):
            yield Part(run.iri, self.run, run)
        for document in assembly.documents:
            yield Part(iris.of_document(document.id), self.article, document)
        for entity in assembly.entities:
            kind = self._entity_kinds[entity.type, entity.kind == "country"]
            yield Part(iris.of_id(entity.id), kind, entity, parts=tuple(self._parts_of_entity(entity, placed=placed)))
        for identifier in self._edges.keys() - self._names.keys():
            yield Part(iris.of_id(identifier), self.stranger, identifier)
        for meeting in assembly.meetings:
            iri = iris.of_id(meeting.id)
            yield Part(iri, self.meeting, meeting, parts=tuple(self._parts_of_meeting(iri, meeting)))
        for pledge in assembly.pledges:
            iri = iris.of_id(pledge.id)
            yield Part(iri, self.pledge, pledge, parts=tuple(self._parts_of_pledge(iri, pledge)))
        for relation in assembly.relations:
            iri = iris.of_id(relation.id)
            yield Part(iri, self.relation, relation, parts=tuple(self._parts_of_event(relation)))
        for relation in {relation.relation: relation for relation in assembly.relations}.values():
            kind = self.symmetric_property if relation.symmetric else self.property
            yield Part(iris.of_relation(relation.relation), kind, relation)
        for role in assembly.roles:
            told = (role.person, role.organization, role.title, role.tense)
            days = role.order[len(told) :]
            iri = iris.made_of("role", *told, *(days if any(days) else ()))
            yield Part(iri, self.role, role, parts=tuple(self._parts_of_role(iri, role)))
        for decision in assembly.decisions:
            iri = self._decision_iri(decision)
            yield Part(iri, self.decision, decision, parts=tuple(self._parts_of_decision(decision)))

    def nodes(self) -> Iterator[Part]:
        """Give every thing, followed by its parts."""
        for thing in self.things(placed=True):
            yield thing
            for part in thing.parts:
                yield part
                if part.parts:
                    yield from _all_of(part.parts)

    def as_term(self, value: Value) -> NamedNode | Literal:
        """Give a value as an RDF term."""
        if isinstance(value, Local):
            return NamedNode(self.base + value)
        if isinstance(value, str):
            return text_literal(value)
        return Literal(value) if isinstance(value, int) else value

    # runs and articles

    def _run_iri(self, run: Run, read: Iterable[Document], decisions: Iterable[Decision] = ()) -> Local:
        """Tell runs apart by what they were given, too: the articles, in any order, and the decisions that hold."""
        articles = sorted((document.id, *map(str, _told_of(document))) for document in read)
        decided = sorted(tuple(map(str, decision.order)) for decision in decisions)
        told = [only_characters(text) for each in (*articles, *decided) for text in each]
        settings = (run.version, run.model, run.model_version, run.digest, run.time)
        return Local(self._iris.made_of("run", *settings, len(articles), *told))

    def _of_run(self, part: Part) -> list[Pair]:
        """The run that made the graph, or an earlier one that read some of its articles, of which the first was informed."""
        run, documents = part.item.run, part.item.documents
        told = {v.MODEL: run.model, v.MODEL_VERSION: run.model_version, v.CONFIGURATION_DIGEST: run.digest}
        pairs: list[Pair] = [(v.VERSION, run.version)]
        pairs += [(predicate, value) for predicate, value in told.items() if value]
        pairs += [(v.USED, self.article_iri(document.id)) for document in documents]
        if part.item is self._run:
            pairs += [(v.USED, self._decision_iri(decision)) for decision in self._assembly.decisions]
            pairs += [(v.INFORMED_BY, earlier.iri) for earlier in self._other_runs]
        if run.time is not None:
            exact = _DATE_TIME.fullmatch(run.time)
            pairs.append((v.STARTED_AT, Literal(run.time, datatype=v.XSD_DATE_TIME) if exact else run.time))
        return pairs

    def _of_document(self, part: Part) -> list[Pair]:
        document: Document = part.item
        told = {
            v.IDENTIFIER: document.id,
            v.HEADLINE: document.title,
            v.PUBLISHER: document.publisher,
            v.IN_LANGUAGE: document.lang,
            v.SKIPPED: document.skipped,
        }
        pairs: list[Pair] = [(predicate, value) for predicate, value in told.items() if value is not None]
        pairs += [(v.AUTHOR, name) for name in document.authors]
        if document.copy_of is not None:
            pairs.append((v.NEAR_DUPLICATE_OF, self.article_iri(document.copy_of)))
        if document.url is not None:
            pairs.append((v.URL, _address(document.url)))
        if document.published is not None:
            pairs.append((v.DATE_PUBLISHED, _date(document.published)))
        return pairs

    # entities

    def _of_entity(self, part: Part) -> list[Pair]:
        entity: Entity = part.item
        pairs: list[Pair] = [(v.LABEL, entity.name), (v.NAME, entity.name)]
        pairs += [(v.ALT_LABEL, text) for text, _ in entity.spellings if text != entity.name]
        pairs += [(v.MERGE_REASON, reason) for reason in entity.merges]
        if entity.kind is not None:
            pairs.append((v.KIND, entity.kind))
        for scheme, identifier in entity.ids:
            pairs.append((v.IDENTIFIER, f"{scheme}:{identifier}"))
            if (same := _exact_match(scheme, identifier)) is not None:
                pairs.append((v.EXACT_MATCH, same))
        return pairs + self._settled_pairs(entity.id) + self._edge_pairs(entity.id)

    def _edge_pairs(self, identifier: str) -> list[Pair]:
        found = self._edges.get(identifier, {})
        return [(predicate, self.entity_iri(target)) for predicate, targets in found.items() for target in targets]

    def _parts_of_entity(self, entity: Entity, *, placed: bool) -> Iterator[Part]:
        mentions = () if placed else entity.mentions
        for mention in mentions:
            told = (entity.id, mention.document, mention.start, mention.end)
            yield Part(self._iris.made_of("mention", *told), self.mention, mention)
        for place, spot in enumerate(entity.mentions.spots() if placed else (), start=1):
            yield Part(self._iris.made_of("mention", entity.id, *spot), self._placed_mention, entity, place)
        for member in entity.members:
            yield Part(self._iris.of_cluster(*member), self.cluster, member)

    def _of_mention(self, part: Part) -> list[Pair]:
        return self._mention_pairs(part.item)

    def _of_placed_mention(self, part: Part) -> list[Pair]:
        return self._mention_pairs(part.item.mentions[part.rank - 1])

    def _mention_pairs(self, mention: Mention) -> list[Pair]:
        return [
            (v.TEXT, mention.text),
            (v.START, mention.start),
            (v.END, mention.end),
            (v.RULE, mention.rule),
            (v.INFERRED, mention.inferred),
            (v.CONFIDENCE, _number(mention.score)),
            (v.DERIVED_FROM, self.article_iri(mention.document)),
        ]

    def _of_cluster(self, part: Part) -> list[Pair]:
        return [(v.DERIVED_FROM, self.article_iri(part.item[0]))]

    # events

    def _of_meeting(self, part: Part) -> list[Pair]:
        meeting: Meeting = part.item
        label = f"{_STATUS_WORDS.get(meeting.status, '')}meeting of {self._named(meeting.participants)}"
        pairs: list[Pair] = [(v.MODE, meeting.mode)]
        pairs.append((v.LABEL, label[0].upper() + label[1:]))
        pairs += [(v.PARTICIPANT, self.entity_iri(party)) for party in meeting.participants]
        pairs += [(v.PLACE, self.entity_iri(place)) for place in meeting.place]
        if meeting.place_basis is not None:
            pairs.append((v.PLACE_BASIS, meeting.place_basis))
        if meeting.topic:
            pairs.append((v.TOPIC, meeting.topic))
        if meeting.host is not None:
            pairs.append((v.HOST, self.entity_iri(meeting.host)))
        return pairs + self._of_event(meeting)

    def _parts_of_meeting(self, iri: str, meeting: Meeting) -> Iterator[Part]:
        if len(meeting.place) > 1:
            yield Part(f"{iri}:places", self.places, meeting.place)
        yield from self._parts_of_event(meeting)

    def _of_pledge(self, part: Part) -> list[Pair]:
        pledge: Pledge = part.item
        recipients = f" to {self._named(pledge.recipients)}" if pledge.recipients else ""
        content = f": {pledge.content}" if pledge.content else ""
        label = f"{_STATUS_WORDS.get(pledge.status, '')}pledge by {self._named((pledge.pledger,))}{recipients}{content}"
        pairs: list[Pair] = [(v.PLEDGER, self.entity_iri(pledge.pledger))]
        pairs.append((v.LABEL, label[0].upper() + label[1:]))
        pairs += [(v.PARTICIPANT, self.entity_iri(party)) for party in (pledge.pledger, *pledge.recipients)]
        pairs += [(v.RECIPIENT, self.entity_iri(party)) for party in pledge.recipients]
        if pledge.content:
            pairs.append((v.CONTENT, pledge.content))
        if pledge.what is not None:
            pairs += [(v.CONTENT_START, pledge.what[0]), (v.CONTENT_END, pledge.what[1])]
        if pledge.renewed:
            pairs.append((v.RENEWED, True))
        if pledge.joint is not None:
            pairs.append((v.JOINT, pledge.joint))
        return pairs + self._of_event(pledge)

    def _parts_of_pledge(self, iri: str, pledge: Pledge) -> Iterator[Part]:
        if len(pledge.recipients) > 1:
            yield Part(f"{iri}:recipients", self.recipients, pledge.recipients)
        if pledge.due is not None:
            yield Part(f"{iri}:due", self.due, pledge.due)
        if pledge.amount is not None:
            kind = self.goods if pledge.amount.currency is None else self.money
            yield Part(f"{iri}:amount", kind, pledge.amount)
        yield from self._parts_of_event(pledge)

    def _of_relation(self, part: Part) -> list[Pair]:
        relation: Relation = part.item
        ends = f"{self._named((relation.source,))} {relation.label} {self._named((relation.target,))}"
        words = _STATUS_WORDS.get(relation.status, "").rstrip()
        pairs: list[Pair] = [
            (v.LABEL, f"{words}: {ends}" if words else ends),
            (v.OF_RELATION, Local(self._iris.of_relation(relation.relation))),
            (v.SOURCE, self.entity_iri(relation.source)),
            (v.TARGET, self.entity_iri(relation.target)),
        ]
        pairs += [(v.PARTICIPANT, self.entity_iri(party)) for party in (relation.source, relation.target)]
        return pairs + self._of_event(relation)

    def _own_edges(self) -> Iterator[tuple[str, NamedNode, str]]:
        """The edges of the user's own relations: short cuts for those that occurred, both ways where they go so."""
        for relation in self._assembly.relations:
            if relation.status == "occurred" and relation.source != relation.target:
                edge = NamedNode(self.base + self._iris.of_relation(relation.relation))
                yield relation.source, edge, relation.target
                if relation.symmetric:
                    yield relation.target, edge, relation.source

    def _of_event(self, event: Event) -> list[Pair]:
        pairs: list[Pair] = [
            (v.STATUS, event.status),
            (v.RULE, event.rule),
            (v.CONFIDENCE, _number(event.confidence)),
        ]
        pairs += [(v.REPORTS_MERGED, reason) for reason in event.merges]
        pairs += self._settled_pairs(event.id)
        if event.when is not None:
            pairs += _date_pairs(event.when)
        if event.attributed_to is not None:
            pairs.append((v.ATTRIBUTED_TO, self.entity_iri(event.attributed_to)))
        if event.trigger is not None:
            pairs += [(v.TRIGGER_START, event.trigger[0]), (v.TRIGGER_END, event.trigger[1])]
        return pairs

    def _parts_of_event(self, event: Event) -> Iterator[Part]:
        yield from self._passages(event.id, event.evidence)
        for rank, via in enumerate(event.via, start=1):
            iri = self._iris.made_of("via", event.id, via.party, via.document, via.start, via.end)
            yield Part(iri, self.via, via, rank)

    def _passages(self, owner: str, passages: Iterable[Evidence]) -> Iterator[Part]:
        for rank, passage in enumerate(passages, start=1):
            told = (passage.document, passage.start, passage.end, passage.rule, passage.status, passage.attributed_to)
            yield Part(self._iris.made_of("evidence", owner, *told), self.evidence, passage, rank)

    def _of_evidence(self, part: Part) -> list[Pair]:
        passage: Evidence = part.item
        pairs: list[Pair] = [(v.GENERATED_BY, self._run_of.get(passage.document, self._run.iri))]
        pairs += [(v.QUOTE, passage.quote), (v.RULE, passage.rule)]
        if passage.status:
            pairs.append((v.STATUS, passage.status))
        if passage.attributed_to is not None:
            pairs.append((v.ATTRIBUTED_TO, self.entity_iri(passage.attributed_to)))
        return pairs + self._where(passage, rank=part.rank)

    def _of_via(self, part: Part) -> list[Pair]:
        via: Via = part.item
        pairs: list[Pair] = [(v.PARTY, self.entity_iri(via.party))]
        pairs.append((v.TEXT, via.text))
        return pairs + self._where(via, rank=part.rank)

    def _where(self, passage: Evidence | Via, *, rank: int) -> list[Pair]:
        return [
            (v.START, passage.start),
            (v.END, passage.end),
            (v.RANK, rank),
            (v.DERIVED_FROM, self.article_iri(passage.document)),
        ]

    def _of_sequence(self, part: Part) -> list[Pair]:
        """The parties' order, where there is one, as an `rdf:Seq`; each is stated plainly too, for queries."""
        return [(NamedNode(f"{v.MEMBER}{n}"), self.entity_iri(party)) for n, party in enumerate(part.item, start=1)]

    # roles and decisions

    def _of_role(self, part: Part) -> list[Pair]:
        role: Role = part.item
        where = self._named((role.organization,)) if role.organization is not None else ""
        pairs: list[Pair] = [
            (v.LABEL, ", ".join(part for part in (role.title, where) if part)),
            (v.ROLE_MEMBER, self.entity_iri(role.person)),
            (v.TENSE, role.tense),
        ]
        if role.title:
            pairs.append((v.TITLE, role.title))
        if role.inferred:
            pairs.append((v.INFERRED, True))
        if role.organization is not None:
            pairs.append((v.ROLE_ORGANIZATION, self.entity_iri(role.organization)))
        return pairs

    def _parts_of_role(self, iri: str, role: Role) -> Iterator[Part]:
        yield from self._passages(iri, role.evidence)
        told = (("start", self.begin, role.start), ("end", self.end, role.end))
        ends = tuple(Part(f"{iri}:{name}", kind, date) for name, kind, date in told if date is not None)
        if ends:
            yield Part(f"{iri}:term", self.term, role, parts=ends)

    def _decision_iri(self, decision: Decision) -> Local:
        return Local(self._iris.made_of("decision", *decision.order))

    def _settled_pairs(self, identifier: str) -> list[Pair]:
        return [(v.SETTLED_BY, self._decision_iri(decision)) for decision in self._settled_by.get(identifier, ())]

    def _of_decision(self, part: Part) -> list[Pair]:
        decision: Decision = part.item
        pairs: list[Pair] = [
            (v.JUDGEMENT, decision.judgement),
            (v.DECIDED_ON, _date(decision.when)),
        ]
        told = {v.DECIDED_BY: decision.by, v.NOTE: decision.note}
        pairs += [(predicate, value) for predicate, value in told.items() if value]
        return pairs

    def _parts_of_decision(self, decision: Decision) -> Iterator[Part]:
        yield Part(self._anchor(decision.one), self.decided_of, decision.one)
        if decision.other is not None:
            yield Part(self._anchor(decision.other), self.decided_with, decision.other)

    def _anchor(self, anchor: Anchor) -> str:
        return self._iris.made_of("anchor", anchor.document, anchor.start, anchor.end, anchor.text)

    def _of_anchor(self, part: Part) -> list[Pair]:
        anchor: Anchor = part.item
        return [
            (v.TEXT, anchor.text),
            (v.START, anchor.start),
            (v.END, anchor.end),
            (v.DERIVED_FROM, self.article_iri(anchor.document)),
        ]

    def _named(self, parties: Sequence[str]) -> str:
        """Give names for a label: "A and B", "A, B, C and 4 others"."""
        names = [self._names.get(party, party) for party in parties]
        if len(names) > _MAX_LABEL_NAMES + 1:
            names = [*names[:_MAX_LABEL_NAMES], f"{len(names) - _MAX_LABEL_NAMES} others"]
        return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


class _RunPart(NamedTuple):
    """A run with the articles that it read."""

    iri: Local
    run: Run
    documents: list[Document]


def _told_of(document: Document) -> tuple[object, ...]:
    """What tells an article from another one of the same id, as far as a graph holds it."""
    told = document.title, document.url, document.publisher, document.published
    return (*told, document.authors) if document.authors else told


def _all_of(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all_of(part.parts)


class Node(NamedTuple):
    """A node with all that is said of it.

    Attributes:
        iri: its IRI, less the base.
        types: its classes.
        predicates: what else is said of it, in no particular order.
        values: one for each predicate.
    """

    iri: str
    types: tuple[NamedNode, ...]
    predicates: tuple[NamedNode, ...]
    values: tuple[Value, ...]


def described(parts: Iterable[Part]) -> Iterator[Node]:
    """Describe nodes, sorted by IRI, each once; only the IRIs are held."""
    node: Node | None = None
    for part in sorted(parts, key=itemgetter(0)):
        pairs = pairs_of(part)
        predicates, values = zip(*pairs, strict=True) if pairs else ((), ())
        new = Node(part.iri, part.kind.types, predicates, values)
        if node is not None:
            if node.iri == new.iri:
                types = tuple(dict.fromkeys(node.types + new.types))
                new = Node(new.iri, types, node.predicates + new.predicates, node.values + new.values)
            else:
                yield node
        node = new
    if node is not None:
        yield node


def pairs_of(part: Part) -> list[Pair]:
    """Give all that is said of a node but its types, the links to its parts included, in no particular order."""
    return part.kind.pairs(part) + links_of(part) if part.parts else part.kind.pairs(part)


def links_of(part: Part) -> list[Pair]:
    """Give the links of a node to its parts."""
    return [(each.kind.link, Local(each.iri)) for each in part.parts if each.kind.link is not None]


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
    pairs: list[Pair] = [(v.TEXT, amount.text)]
    words = {v.CURRENCY: amount.currency, v.UNIT_TEXT: amount.unit, v.QUALIFIER: amount.qualifier}
    bounds = {v.MIN_VALUE: amount.minimum, v.MAX_VALUE: amount.maximum}
    pairs += [(predicate, value) for predicate, value in words.items() if value is not None]
    pairs += [(predicate, _number(value)) for predicate, value in bounds.items() if value is not None]
    return pairs


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


@lru_cache(maxsize=1024)
def _date(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=v.XSD_DATE)


def _date_pairs(when: PartialDate) -> list[Pair]:
    pairs: list[Pair] = [(v.DATE_PRECISION, when.precision), (v.DATE_BASIS, when.basis)]
    if when.text:
        pairs.append((v.DATE_TEXT, when.text))
    if when.earliest is not None:
        pairs.append((v.EARLIEST, _date(when.earliest)))
    if when.latest is not None:
        pairs.append((v.LATEST, _date(when.latest)))
    if when.earliest is not None and when.latest is not None and when.precision in _DATE_FORMS:
        length, datatype = _DATE_FORMS[when.precision]
        pairs.append((v.DATE, Literal(when.earliest.isoformat()[:length], datatype=NamedNode(v.XSD + datatype))))
    offsets = {v.DATE_START: when.start, v.DATE_END: when.end}
    pairs += [(predicate, offset) for predicate, offset in offsets.items() if offset is not None]
    return pairs


@lru_cache(maxsize=1024)
def _number(value: float) -> Literal:
    """Write a number as a decimal that reads back as the same float.

    >>> _number(1.5e9).value
    '1500000000.0'
    """
    told = format(Decimal(repr(value)), "f")
    return Literal(told if "." in told else f"{told}.0", datatype=v.XSD_DECIMAL)


def _address(url: str) -> NamedNode | str:
    """Give a web address as an IRI where it is one, else as the words that it is."""
    if _WEB_ADDRESS.match(url):
        try:
            return NamedNode(url)
        except ValueError:  # a lone surrogate is a UnicodeEncodeError, which is one too
            pass
    return url
