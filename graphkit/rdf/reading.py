"""Reads Turtle that graphkit wrote back into an `Assembly`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar, cast, get_args

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graphkit import model
from graphkit.corpus import is_corpus
from graphkit.errors import GraphFileError
from graphkit.mentions import FARTHEST, TOO_FAR
from graphkit.rdf import vocabulary as v
from graphkit.rdf.iris import Iris

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from os import PathLike

GRAPH_FILE = "graph.ttl"
"""The graph's name in a folder that ``graphkit build`` wrote."""
STORE_FILE: Final = "graphkit-store.json"
"""What a store that ``graphkit load`` made has, and no other folder."""

RDF_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""Known by their endings; a file with another one is read as Turtle."""

_AGAIN = "build the graph again with 'graphkit build'"

Value = TypeVar("Value")


def read_graph(path: str | PathLike[str]) -> model.Assembly:
    """Read what a command takes as GRAPH: an RDF file that graphkit wrote, the folder that holds ``graph.ttl``, or a corpus.

    The format is known by the ending, see `RDF_FORMATS`; of files with named graphs all triples count. Of a corpus, the graph
    is put together as ``graphkit build -c`` does.

    Raises:
        GraphFileError: there is no such file, or it can't be read as `read_turtle` says.
        CorpusError: the corpus can't be read, or nothing in it was read yet.
    """
    found = find_graph(path)
    if is_corpus(found):
        from graphkit.corpus import read_corpus

        return read_corpus(found)
    return _read(found, name=str(found), rdf_format=format_of(found))


def format_of(path: Path) -> RdfFormat:
    """Tell the format of a file from its ending."""
    return RDF_FORMATS.get(path.suffix.lower(), RdfFormat.TURTLE)


def find_graph(path: str | PathLike[str]) -> Path:
    """Give the file that a GRAPH argument means.

    Raises:
        GraphFileError: there is no such file; the message says what to do.
    """
    given = Path(path)
    if (given / STORE_FILE).is_file():
        message = (
            f"{given}: is a store, which 'graphkit query' and 'graphkit serve' ask; "
            "here, name the graphs that were loaded into it ('graphkit load --store' lists them)"
        )
        raise GraphFileError(message)
    found = given / GRAPH_FILE if given.is_dir() else given
    if not found.is_file():
        where = f"{given}: the folder has no {GRAPH_FILE}" if given.is_dir() else f"{given}: no such file"
        message = f"{where}; name a file that 'graphkit build' wrote as RDF, its folder, or a corpus"
        raise GraphFileError(message)
    if found.suffix.lower() == ".graphml":
        message = f"{found}: GraphML leaves out what a graph is read back from; name the {GRAPH_FILE} of the same build"
        raise GraphFileError(message)
    return found


def read_turtle(source: str | PathLike[str] | BinaryIO) -> model.Assembly:
    """Read a Turtle file that `graphkit.rdf.write_turtle` wrote.

    Triples that graphkit does not write are passed over, so a file may carry remarks of others.

    Args:
        source: a path, or a binary stream.

    Returns:
        The assembly that was written, without its warnings.

    Raises:
        GraphFileError: the file can't be read, is no Turtle, or is no complete graph of graphkit's; the message names
            the file and, where it is known, the line.
    """
    is_path = not hasattr(source, "read")
    name = str(source) if is_path else str(getattr(source, "name", "the stream"))
    return _read(source, name=name, rdf_format=RdfFormat.TURTLE)


def _read(source: str | PathLike[str] | BinaryIO, *, name: str, rdf_format: RdfFormat) -> model.Assembly:
    nodes = _parse(source, name=name, rdf_format=rdf_format)
    try:
        return _Reader(nodes).assembly()
    except _IncompleteError as error:
        message = f"{name}: {error}; {_AGAIN}"
        raise GraphFileError(message) from error


def syntax_message(name: str, error: SyntaxError, *, language: str = "Turtle") -> str:
    """Say where and why a file is no Turtle, or not what else its name promises."""
    line = f":{error.lineno}" if error.lineno is not None else ""
    reason = str(error.msg).removeprefix("Parser error at ")
    return f"{name}{line}: this is no {language} ({reason}); mend it, or {_AGAIN}"


class _IncompleteError(Exception):
    """What was read is no graph of graphkit's; says what is missing or wrong."""


_Facts = dict[str, dict["NamedNode | Literal", None]]
"""Predicate to values, each once: several graphs, or JSON objects, may say the same of a node."""


def _parse(source: str | PathLike[str] | BinaryIO, *, name: str, rdf_format: RdfFormat) -> Mapping[str, _Facts]:
    nodes: dict[str, _Facts] = defaultdict(lambda: defaultdict(dict))
    try:
        if hasattr(source, "read"):
            triples = parse(cast("BinaryIO", source), format=rdf_format)
        else:
            triples = parse(path=source, format=rdf_format)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                nodes[subject.value][triple.predicate.value][value] = None
    except SyntaxError as error:
        raise GraphFileError(syntax_message(name, error, language=rdf_format.name)) from error
    except OSError as error:
        message = f"{name}: {error.strerror or error}; name an RDF file that can be read"
        raise GraphFileError(message) from error
    return nodes


@dataclass(frozen=True, slots=True)
class _Node:
    """One node of the graph; asks for values by predicate."""

    iri: str
    facts: Mapping[str, Collection[NamedNode | Literal]]

    def all(self, predicate: NamedNode) -> list[str]:
        return [value.value for value in self.facts.get(predicate.value, ())]

    def get(self, predicate: NamedNode) -> str | None:
        """The one value, or None."""
        values = self.facts.get(predicate.value, ())
        if len(values) > 1:
            message = f"<{self.iri}> has {len(values)} values of <{predicate.value}>, where one is the most"
            raise _IncompleteError(message)
        return next(iter(values)).value if values else None

    def need(self, predicate: NamedNode) -> str:
        """The one value; it is an error if there is none."""
        value = self.get(predicate)
        if value is None:
            message = f"<{self.iri}> has no <{predicate.value}>"
            raise _IncompleteError(message)
        return value

    def read(self, predicate: NamedNode, convert: Callable[[str], Value]) -> Value | None:
        """The one value, converted, or None."""
        value = self.get(predicate)
        if value is None:
            return None
        try:
            return convert(value)
        except ValueError as error:
            message = f"<{self.iri}> has <{predicate.value}> {value!r}, which can't be used ({error})"
            raise _IncompleteError(message) from error

    def must(self, predicate: NamedNode, convert: Callable[[str], Value]) -> Value:
        """The one value, converted; it is an error if there is none."""
        self.need(predicate)
        return cast("Value", self.read(predicate, convert))

    def span(self, start: NamedNode, end: NamedNode) -> tuple[int, int] | None:
        """A pair of offsets, or None."""
        first, last = self.read(start, int), self.read(end, int)
        return None if first is None or last is None else (first, last)


def _offset(value: str) -> int:
    """Convert what can be the offset of a mention."""
    offset = int(value)
    if abs(offset) > FARTHEST:
        raise ValueError(TOO_FAR)
    return offset


def _one_of(allowed: object) -> Callable[[str], str]:
    """Make a converter that lets pass only the values of a `typing.Literal`."""
    values = get_args(allowed)

    def convert(value: str) -> str:
        if value not in values:
            message = f"not one of {', '.join(values)}"
            raise ValueError(message)
        return value

    return convert


_MEETING_STATUS = _one_of(model.MeetingStatus)
_PLEDGE_STATUS = _one_of(model.PledgeStatus)
_MODE = _one_of(model.Mode)
_PLACE_BASIS = _one_of(model.PlaceBasis)
_TENSE = _one_of(model.Tense)
_PRECISION = _one_of(model.Precision)
_BASIS = _one_of(model.Basis)
_JUDGEMENT = _one_of(model.Judgement)
_SKIPPED = _one_of(model.Skipped)


class _Reader:
    """Puts an assembly together from the nodes of a file."""

    def __init__(self, nodes: Mapping[str, _Facts]) -> None:
        self._nodes = nodes
        self._by_type: dict[str, list[_Node]] = defaultdict(list)
        for iri in sorted(nodes):
            node = _Node(iri, nodes[iri])
            for kind in node.all(v.TYPE):
                self._by_type[kind].append(node)
        self._run = self._find_run()
        earlier = [self._node(iri) for iri in self._run.all(v.INFORMED_BY)]
        self._earlier = {article: _run(node) for node in earlier for article in node.all(v.USED)}
        # the run's IRI is base + "run/" + digest
        self._iris = Iris(base=self._run.iri.rpartition("run/")[0])

    def assembly(self) -> model.Assembly:
        return model.Assembly(
            base_iri=self._iris.base,
            run=_run(self._run),
            documents=_sorted_by_id(self._document(node) for node in self._by_type[v.ARTICLE.value]),
            entities=_sorted_by_id(
                self._entity(node, entity_type)
                for entity_type in get_args(model.EntityType)
                for node in self._by_type[v.ENTITY_CLASSES[entity_type][0].value]
            ),
            meetings=_sorted_by_id(self._meeting(node) for node in self._by_type[v.MEETING.value]),
            pledges=_sorted_by_id(self._pledge(node) for node in self._by_type[v.PLEDGE.value]),
            relations=_sorted_by_id(self._relation(node) for node in self._by_type[v.RELATION.value]),
            roles=tuple(
                sorted((self._role(node) for node in self._by_type[v.MEMBERSHIP.value]), key=lambda role: role.order)
            ),
            decisions=tuple(
                sorted((self._decision(node) for node in self._by_type[v.DECISION.value]), key=lambda d: d.order)
            ),
        )

    def _find_run(self) -> _Node:
        earlier = {iri for node in self._by_type[v.RUN.value] for iri in node.all(v.INFORMED_BY)}
        runs = [node for node in self._by_type[v.RUN.value] if node.iri not in earlier]
        if len(runs) == 1 and "run/" in runs[0].iri:
            return runs[0]
        if runs:
            message = f"it holds {len(runs)} runs (gk:Run) where a graph has one; it may be several graphs put together"
            raise _IncompleteError(message)
        message = "this is no graph that graphkit wrote (it has no gk:Run)"
        raise _IncompleteError(message)

    def _node(self, iri: str) -> _Node:
        if iri not in self._nodes:
            message = f"<{iri}> is named but nothing is said of it"
            raise _IncompleteError(message)
        return _Node(iri, self._nodes[iri])

    def _party(self, iri: str | None) -> str | None:
        return None if iri is None else self._iris.to_id(iri)

    def _document(self, node: _Node) -> model.Document:
        return model.Document(
            id=self._iris.to_document(node.iri),
            title=node.get(v.HEADLINE),
            url=node.get(v.URL),
            authors=tuple(sorted(node.all(v.AUTHOR))),
            publisher=node.get(v.PUBLISHER),
            published=node.read(v.DATE_PUBLISHED, dt.date.fromisoformat),
            lang=node.get(v.IN_LANGUAGE),
            copy_of=None if (first := node.get(v.NEAR_DUPLICATE_OF)) is None else self._iris.to_document(first),
            skipped=cast("model.Skipped | None", node.read(v.SKIPPED, _SKIPPED)),
            run=self._earlier.get(node.iri),
        )

    def _entity(self, node: _Node, entity_type: model.EntityType) -> model.Entity:
        pairs = (told.partition(":") for told in node.all(v.IDENTIFIER))
        return model.Entity(
            id=self._iris.to_id(node.iri),
            type=entity_type,
            name=node.need(v.NAME),
            kind=node.get(v.KIND),
            ids=tuple(sorted((scheme, identifier) for scheme, _, identifier in pairs)),
            mentions=model.Mentions.of(self._mentions(node)),
            members=tuple(sorted(self._iris.to_cluster(iri) for iri in node.all(v.HAS_CLUSTER))),
            merges=tuple(sorted(node.all(v.MERGE_REASON))),
        )

    def _mentions(self, entity: _Node) -> tuple[model.Mention, ...]:
        nodes = (self._node(iri) for iri in entity.all(v.HAS_MENTION))
        mentions = (
            model.Mention(
                start=node.must(v.START, _offset),
                end=node.must(v.END, _offset),
                text=node.need(v.TEXT),
                rule=node.need(v.RULE),
                inferred=node.need(v.INFERRED) == "true",
                document=self._iris.to_document(node.need(v.DERIVED_FROM)),
                score=node.must(v.CONFIDENCE, float),
            )
            for node in nodes
        )
        return tuple(sorted(mentions, key=lambda mention: (mention.document, mention.start, mention.end)))

    def _meeting(self, node: _Node) -> model.Meeting:
        return model.Meeting(
            id=self._iris.to_id(node.iri),
            status=cast("model.MeetingStatus", node.must(v.STATUS, _MEETING_STATUS)),
            participants=tuple(sorted(self._iris.to_id(iri) for iri in node.all(v.PARTICIPANT))),
            evidence=self._evidence(node),
            rule=node.need(v.RULE),
            confidence=node.must(v.CONFIDENCE, float),
            host=self._party(node.get(v.HOST)),
            place=self._ordered(node, each=v.PLACE, order=v.PLACE_ORDER),
            place_basis=cast("model.PlaceBasis | None", node.read(v.PLACE_BASIS, _PLACE_BASIS)),
            when=_partial_date(node),
            mode=cast("model.Mode", node.must(v.MODE, _MODE)),
            topic=node.get(v.TOPIC) or "",
            attributed_to=self._party(node.get(v.ATTRIBUTED_TO)),
            via=self._via(node),
            trigger=node.span(v.TRIGGER_START, v.TRIGGER_END),
            merges=tuple(sorted(node.all(v.REPORTS_MERGED))),
        )

    def _pledge(self, node: _Node) -> model.Pledge:
        due, amount = node.get(v.DUE), node.get(v.HAS_AMOUNT)
        return model.Pledge(
            id=self._iris.to_id(node.iri),
            status=cast("model.PledgeStatus", node.must(v.STATUS, _PLEDGE_STATUS)),
            pledger=self._iris.to_id(node.need(v.PLEDGER)),
            recipients=self._ordered(node, each=v.RECIPIENT, order=v.RECIPIENT_ORDER),
            content=node.get(v.CONTENT) or "",
            what=node.span(v.CONTENT_START, v.CONTENT_END),
            evidence=self._evidence(node),
            rule=node.need(v.RULE),
            confidence=node.must(v.CONFIDENCE, float),
            when=_partial_date(node),
            due=_partial_date(self._node(due)) if due is not None else None,
            amount=_amount(self._node(amount)) if amount is not None else None,
            renewed=node.get(v.RENEWED) == "true",
            joint=node.get(v.JOINT),
            attributed_to=self._party(node.get(v.ATTRIBUTED_TO)),
            via=self._via(node),
            trigger=node.span(v.TRIGGER_START, v.TRIGGER_END),
            merges=tuple(sorted(node.all(v.REPORTS_MERGED))),
        )

    def _relation(self, node: _Node) -> model.Relation:
        told = self._node(node.need(v.OF_RELATION))
        return model.Relation(
            id=self._iris.to_id(node.iri),
            relation=self._iris.to_relation(told.iri),
            label=told.need(v.LABEL),
            symmetric=v.SYMMETRIC_PROPERTY.value in told.all(v.TYPE),
            status=cast("model.MeetingStatus", node.must(v.STATUS, _MEETING_STATUS)),
            source=self._iris.to_id(node.need(v.SOURCE)),
            target=self._iris.to_id(node.need(v.TARGET)),
            evidence=self._evidence(node),
            rule=node.need(v.RULE),
            confidence=node.must(v.CONFIDENCE, float),
            when=_partial_date(node),
            attributed_to=self._party(node.get(v.ATTRIBUTED_TO)),
            via=self._via(node),
            trigger=node.span(v.TRIGGER_START, v.TRIGGER_END),
            merges=tuple(sorted(node.all(v.REPORTS_MERGED))),
        )

    def _role(self, node: _Node) -> model.Role:
        during = node.get(v.MEMBER_DURING)
        term = self._node(during) if during is not None else None
        return model.Role(
            person=self._iris.to_id(node.need(v.ROLE_MEMBER)),
            organization=self._party(node.get(v.ROLE_ORGANIZATION)),
            title=node.get(v.TITLE) or "",
            tense=cast("model.Tense", node.must(v.TENSE, _TENSE)),
            start=self._end_of(term, v.BEGINS),
            end=self._end_of(term, v.ENDS),
            inferred=node.get(v.INFERRED) == "true",
            evidence=self._evidence(node),
        )

    def _end_of(self, term: _Node | None, which: NamedNode) -> model.PartialDate | None:
        date = term.get(which) if term is not None else None
        return _partial_date(self._node(date)) if date is not None else None

    def _decision(self, node: _Node) -> model.Decision:
        other = node.get(v.DECIDED_WITH)
        return model.Decision(
            judgement=cast("model.Judgement", node.must(v.JUDGEMENT, _JUDGEMENT)),
            one=self._anchor(self._node(node.need(v.DECIDED_OF))),
            other=None if other is None else self._anchor(self._node(other)),
            by=node.get(v.DECIDED_BY) or "",
            when=node.must(v.DECIDED_ON, dt.date.fromisoformat),
            note=node.get(v.NOTE) or "",
        )

    def _anchor(self, node: _Node) -> model.Anchor:
        return model.Anchor(
            document=self._iris.to_document(node.need(v.DERIVED_FROM)),
            start=node.must(v.START, int),
            end=node.must(v.END, int),
            text=node.need(v.TEXT),
        )

    def _evidence(self, owner: _Node) -> tuple[model.Evidence, ...]:
        return tuple(
            model.Evidence(
                start=node.must(v.START, int),
                end=node.must(v.END, int),
                quote=node.need(v.QUOTE),
                rule=node.need(v.RULE),
                document=self._iris.to_document(node.need(v.DERIVED_FROM)),
                status=node.get(v.STATUS) or "",
                attributed_to=self._party(node.get(v.ATTRIBUTED_TO)),
            )
            for node in self._ranked(owner, v.HAS_EVIDENCE)
        )

    def _via(self, event: _Node) -> tuple[model.Via, ...]:
        return tuple(
            model.Via(
                party=self._iris.to_id(node.need(v.PARTY)),
                text=node.need(v.TEXT),
                start=node.must(v.START, int),
                end=node.must(v.END, int),
                document=self._iris.to_document(node.need(v.DERIVED_FROM)),
            )
            for node in self._ranked(event, v.VIA)
        )

    def _ranked(self, owner: _Node, predicate: NamedNode) -> list[_Node]:
        return sorted((self._node(iri) for iri in owner.all(predicate)), key=lambda node: node.must(v.RANK, int))

    def _ordered(self, node: _Node, *, each: NamedNode, order: NamedNode) -> tuple[str, ...]:
        sequence = node.get(order)
        if sequence is None:
            return tuple(sorted(self._iris.to_id(iri) for iri in node.all(each)))
        members = (
            (int(predicate.removeprefix(v.MEMBER)), value.value)
            for predicate, values in self._node(sequence).facts.items()
            if predicate.removeprefix(v.MEMBER).isdecimal()
            for value in values
        )
        return tuple(self._iris.to_id(iri) for _, iri in sorted(members))


def _run(node: _Node) -> model.Run:
    return model.Run(
        version=node.need(v.VERSION),
        model=node.get(v.MODEL) or "",
        model_version=node.get(v.MODEL_VERSION) or "",
        digest=node.get(v.CONFIGURATION_DIGEST) or "",
        time=node.get(v.STARTED_AT),
    )


def _partial_date(node: _Node) -> model.PartialDate | None:
    precision = node.read(v.DATE_PRECISION, _PRECISION)
    if precision is None:
        return None
    return model.PartialDate(
        text=node.get(v.DATE_TEXT) or "",
        earliest=node.read(v.EARLIEST, dt.date.fromisoformat),
        latest=node.read(v.LATEST, dt.date.fromisoformat),
        precision=cast("model.Precision", precision),
        basis=cast("model.Basis", node.must(v.DATE_BASIS, _BASIS)),
        start=node.read(v.DATE_START, int),
        end=node.read(v.DATE_END, int),
    )


def _amount(node: _Node) -> model.Amount:
    return model.Amount(
        text=node.need(v.TEXT),
        minimum=node.read(v.MIN_VALUE, float),
        maximum=node.read(v.MAX_VALUE, float),
        currency=node.get(v.CURRENCY),
        unit=node.get(v.UNIT_TEXT),
        qualifier=node.get(v.QUALIFIER),
    )


_HasId = TypeVar("_HasId", model.Document, model.Entity, model.Meeting, model.Pledge, model.Relation)


def _sorted_by_id(items: Iterable[_HasId]) -> tuple[_HasId, ...]:
    return tuple(sorted(items, key=lambda item: item.id))
