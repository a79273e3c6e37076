"""`Extraction` to and from the JSON record that `graphkit extract` prints, without loss.

Offsets are pairs of code points, half-open. What a reader of a record always finds comes first in each object and in a
fixed order; what isn't known is left out, or null where the key belongs to the form. Three groups of lists run parallel
to their spans: an entity's ``texts``, ``rules`` and ``scores`` to ``mentions``; an event's or role's ``quotes``,
``rules``, ``statuses`` and ``attributions`` to ``evidence``. So assembly needs no text.

A record is checked where it comes in, and only there: `from_record` complains of the first key that is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast, get_args

from graphkit.errors import InputError
from graphkit.model import (
    OWN_RELATION,
    Amount,
    Basis,
    Document,
    EntityType,
    Evidence,
    Extraction,
    LocalEntity,
    Meeting,
    MeetingStatus,
    Mention,
    Mode,
    PartialDate,
    PlaceBasis,
    Pledge,
    PledgeStatus,
    Precision,
    Relation,
    Role,
    Run,
    Skipped,
    Tense,
    Via,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graphkit.model import Event

    _Check = Callable[["_Node", str, Any], "T"]

Record = dict[str, Any]
Parties = dict[str, EntityType]
"""The types of a record's entities by their ids."""
T = TypeVar("T")
_MISSING: Any = object()
_FINGERPRINT = re.compile(r"[a-z]\d+:[A-Za-z0-9+/=]{1,1000}", re.ASCII)
"""Of this version of graphkit or another."""
_CURRENCY = re.compile("[A-Z]{3}", re.ASCII)
_FARTHEST = 2**53 - 1
"""The last of the integers that all programs hold exactly. Source: RFC 8259, section 6."""
_UNSTATED = "unstated"
"""The rule of what a record of another program tells without one; a graph names a rule for each."""
_STATUSES = ("", *dict.fromkeys((*get_args(MeetingStatus), *get_args(PledgeStatus))))


def to_record(extraction: Extraction) -> Record:
    """Turn an extraction into its record: JSON types only, keys in a fixed order, no text of the document."""
    document = extraction.document
    record: Record = {"id": document.id}
    record |= _known(
        title=document.title,
        url=document.url,
        authors=list(document.authors) or None,
        publisher=document.publisher,
        date=document.published.isoformat() if document.published else None,
        lang=document.lang,
        skipped=document.skipped,
    )
    record["entities"] = [_entity_out(entity) for entity in extraction.entities]
    record["events"] = [
        *(_meeting_out(meeting) for meeting in extraction.meetings),
        *(_pledge_out(pledge) for pledge in extraction.pledges),
        *(_relation_out(relation) for relation in extraction.relations),
    ]
    record["roles"] = [_role_out(role) for role in extraction.roles]
    if extraction.warnings:
        record["warnings"] = list(extraction.warnings)
    record |= _known(fingerprint=document.fingerprint)
    if document.run is not None:
        run = document.run
        told = {"version": run.version, "model": run.model, "model_version": run.model_version, "digest": run.digest}
        record["run"] = {key: value for key, value in told.items() if value}
    return record


def from_record(record: Mapping[str, Any], *, source: str, line: int | None = None) -> Extraction:
    """Turn a record back into the extraction it came from.

    Keys that graphkit doesn't know are ignored. Without ``scores``, ``statuses`` or ``attributions`` the defaults of the
    model hold, a rule that isn't told is "unstated", and ``via_texts`` are read from the quotes; all else of the form has to
    be there. What passes makes a graph that keeps to the rules of ``ontology/shapes.ttl``.

    Args:
        record: the decoded JSON object.
        source: where it stands, for the error.
        line: its line, from 1, for the error.

    Raises:
        InputError: a key is missing, of the wrong type or has an impossible value, or an id leads nowhere.
    """
    node = _Node(record, source=source, line=line)
    entities = _entities_in(node)
    known: Parties = {entity.id: entity.type for entity in entities}
    if len(known) < len(entities):
        node.fail("entities", "holds one id twice")
    meetings: list[Meeting] = []
    pledges: list[Pledge] = []
    relations: list[Relation] = []
    for item in node.objects("events"):
        kind = item.choice("type", ("Meeting", "Pledge", "Relation"))
        if kind == "Meeting":
            meetings.append(_meeting_in(item, parties=known, number=len(meetings) + 1))
        elif kind == "Pledge":
            pledges.append(_pledge_in(item, parties=known, number=len(pledges) + 1))
        else:
            relations.append(_relation_in(item, parties=known, number=len(relations) + 1))
    for told in (meetings, pledges, relations):
        if len({event.id for event in told}) < len(told):
            node.fail("events", "holds one id twice for events of one type")
    roles = tuple(_role_in(item, parties=known) for item in node.objects("roles", default=()))
    _agree(node, (*meetings, *pledges, *relations, *roles))
    return Extraction(
        document=_document_in(node),
        entities=entities,
        meetings=tuple(meetings),
        pledges=tuple(pledges),
        relations=tuple(relations),
        roles=roles,
        warnings=tuple(node.strings("warnings", default=())),
    )


def checked_extraction(extraction: Extraction, *, source: str) -> Extraction:
    """See that an extraction, which may be made by hand, is as its record has to be, and give what that tells.

    Raises:
        InputError: it has no record, or one that `from_record` complains of.
    """
    try:
        record = to_record(extraction)
    except (AttributeError, TypeError, ValueError) as error:
        raise InputError(f"is no extraction that can be written down: {error}", source=source) from error
    return from_record(record, source=source)


# ---------------------------------------------------------------------------------------------------------------- out


def _known(**values: Any) -> Record:
    return {key: value for key, value in values.items() if value is not None}


def _entity_out(entity: LocalEntity) -> Record:
    record: Record = {"id": entity.id, "type": entity.type, "name": entity.name}
    if entity.kind is not None:
        record["kind"] = entity.kind
    if entity.ids:
        record["ids"] = dict(entity.ids)
    record["mentions"] = [[m.start, m.end] for m in entity.mentions]
    record["texts"] = [m.text for m in entity.mentions]
    record["rules"] = [m.rule for m in entity.mentions]
    scores = [m.score for m in entity.mentions]
    if scores.count(1.0) < len(scores):
        record["scores"] = scores
    record["inferred"] = [
        {"span": [m.start, m.end], "rule": m.rule, "text": m.text} | ({} if m.score == 1.0 else {"score": m.score})
        for m in entity.inferred
    ]
    if entity.jobs:
        record["jobs"] = list(entity.jobs)
    return record


def _evidence_out(evidence: Sequence[Evidence]) -> Record:
    record: Record = {
        "evidence": [[e.start, e.end] for e in evidence],
        "quotes": [e.quote for e in evidence],
        "rules": [e.rule for e in evidence],
    }
    if any(e.status for e in evidence):
        record["statuses"] = [e.status for e in evidence]
    if any(e.attributed_to for e in evidence):
        record["attributions"] = [e.attributed_to for e in evidence]
    return record


def _event_out(event: Event) -> Record:
    """What all events have in common, the keys after their own."""
    return _evidence_out(event.evidence) | {
        "rule": event.rule,
        "confidence": event.confidence,
        "when": _date_out(event.when),
        "attributed_to": event.attributed_to,
        "via": {via.party: [via.start, via.end] for via in event.via},
        "via_texts": {via.party: via.text for via in event.via},
        "trigger": list(event.trigger) if event.trigger else None,
    }


def _meeting_out(meeting: Meeting) -> Record:
    return {
        "id": meeting.id,
        "type": "Meeting",
        "status": meeting.status,
        "participants": list(meeting.participants),
        "host": meeting.host,
        "place": list(meeting.place) or None,
        **_known(place_basis=meeting.place_basis),
        "mode": meeting.mode,
        **_known(topic=meeting.topic or None),
        **_event_out(meeting),
    }


def _pledge_out(pledge: Pledge) -> Record:
    return {
        "id": pledge.id,
        "type": "Pledge",
        "status": pledge.status,
        "pledger": pledge.pledger,
        "recipient": pledge.recipients[0] if pledge.recipients else None,
        "recipients": list(pledge.recipients),
        "what": list(pledge.what) if pledge.what else None,
        "content": pledge.content,
        "amount": _amount_out(pledge.amount),
        "due": _date_out(pledge.due),
        **({"renewed": True} if pledge.renewed else {}),
        "joint": pledge.joint,
        **_event_out(pledge),
    }


def _relation_out(relation: Relation) -> Record:
    return {
        "id": relation.id,
        "type": "Relation",
        "relation": relation.relation,
        "label": relation.label,
        "symmetric": relation.symmetric,
        "status": relation.status,
        "source": relation.source,
        "target": relation.target,
        **_event_out(relation),
    }


def _amount_out(amount: Amount | None) -> Record | None:
    if amount is None:
        return None
    return {
        "text": amount.text,
        "minimum": amount.minimum,
        "maximum": amount.maximum,
        "currency": amount.currency,
        "unit": amount.unit,
        "qualifier": amount.qualifier,
    }


def _date_out(date: PartialDate | None) -> Record | None:
    if date is None:
        return None
    return {
        "text": date.text,
        "span": None if date.start is None or date.end is None else [date.start, date.end],
        "earliest": date.earliest.isoformat() if date.earliest else None,
        "latest": date.latest.isoformat() if date.latest else None,
        "precision": date.precision,
        "basis": date.basis,
    }


def _role_out(role: Role) -> Record:
    first = role.evidence[0] if role.evidence else None
    return {
        "person": role.person,
        "organization": role.organization,
        "title": role.title,
        "span": [first.start, first.end] if first else None,
        "tense": role.tense,
        **_known(start=_date_out(role.start), end=_date_out(role.end)),
        **({"inferred": True} if role.inferred else {}),
        **_evidence_out(role.evidence),
    }


# ----------------------------------------------------------------------------------------------------------------- in


class _Node:
    """One JSON object and the way to it, so that every complaint can name its key.

    The way is put into words only where there is something to complain of: there are many objects and few complaints.
    """

    __slots__ = ("_above", "_step", "line", "source", "value")

    def __init__(self, value: Mapping[str, Any], *, source: str, line: int | None) -> None:
        self.value = value
        self.source = source
        self.line = line
        self._above: _Node | None = None
        self._step: tuple[str, int | None] = ("", None)

    def below(self, value: Mapping[str, Any], key: str, number: int | None = None) -> _Node:
        """An object in this one, under a key or, with a number, in the list there."""
        node = _Node(value, source=self.source, line=self.line)
        node._above = self
        node._step = (key, number)
        return node

    @property
    def path(self) -> str:
        """The keys that lead to it, such as "events[0].when"."""
        if self._above is None:
            return ""
        key, number = self._step
        before = self._above.path
        return f"{before}{'.' if before else ''}{key}{'' if number is None else f'[{number}]'}"

    def fail(self, key: str, wrong: str) -> NoReturn:
        path = self.path
        place = f"{path}.{key}" if path else key
        raise InputError(f"key {place!r} {wrong}", source=self.source, line=self.line)

    def get(self, key: str, default: Any) -> Any:
        value = self.value.get(key, default)
        if value is _MISSING:
            self.fail(key, "is missing")
        return value

    def string(self, key: str, *, default: Any = _MISSING) -> str:
        return _string(self, key, self.get(key, default))

    def word(self, key: str, *, default: Any = _MISSING) -> str:
        """A string that many records have, and that is kept once for all of them."""
        return sys.intern(self.string(key, default=default))

    def words(self, key: str, *, default: Any = "") -> str:
        """A string that many records have, or "" where it is blank."""
        value = self.word(key, default=default)
        return value if value.strip() else ""

    def rule(self) -> str:
        return sys.intern(_rule(self, "rule", self.value.get("rule", "")))

    def optional(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.string(key)

    def choice(self, key: str, allowed: tuple[str, ...], *, default: Any = _MISSING) -> str:
        value = self.string(key, default=default)
        if value not in allowed:
            self.fail(key, f"is {value!r:.80}; it must be one of {', '.join(allowed)}")
        return sys.intern(value)

    def flag(self, key: str) -> bool:
        value = self.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, f"must be true or false, not {_kind(value)}")
        return value

    def figure(self, key: str) -> float | None:
        """A number of what is counted, or None; as graphkit has it itself, and no integer that other formats can't hold."""
        if self.value.get(key) is None:
            return None
        value = _number(self, key, self.value[key])
        if value < 0:
            self.fail(key, f"is {value}; it must be 0 or more")
        return abs(float(value))

    def share(self, key: str) -> float:
        return _share(self, key, self.get(key, 1.0))

    def items(self, key: str, *, default: Any = _MISSING) -> list[Any]:
        value = self.get(key, default)
        if not isinstance(value, list | tuple):
            self.fail(key, f"must be a list, not {_kind(value)}")
        return list(value)

    def strings(self, key: str, *, default: Any = _MISSING) -> list[str]:
        return [_string(self, key, value) for value in self.items(key, default=default)]

    def objects(self, key: str, *, default: Any = _MISSING) -> Iterable[_Node]:
        for number, value in enumerate(self.items(key, default=default)):
            if not isinstance(value, dict):
                self.fail(f"{key}[{number}]", f"must be an object, not {_kind(value)}")
            yield self.below(value, key, number)

    def mapping(self, key: str) -> _Node:
        value = self.value.get(key)
        if not isinstance(value, dict | None):
            self.fail(key, f"must be an object, not {_kind(value)}")
        return self.below(value or {}, key)

    def span(self, key: str) -> tuple[int, int] | None:
        value = self.value.get(key)
        return None if value is None else _span(self, key, value)

    def spans(self, key: str, *, default: Any = _MISSING) -> list[tuple[int, int]]:
        return [_span(self, key, value) for value in self.items(key, default=default)]

    def party(self, key: str, parties: Parties) -> str:
        return _party(self, key, self.string(key), parties)

    def optional_party(self, key: str, parties: Parties) -> str | None:
        return None if self.value.get(key) is None else self.party(key, parties)

    def parties(self, key: str, parties: Parties, *, default: Any = _MISSING) -> tuple[str, ...]:
        return tuple(_party(self, key, value, parties) for value in self.strings(key, default=default))

    def day(self, key: str) -> dt.date | None:
        value = self.optional(key)
        try:
            return dt.date.fromisoformat(value) if value is not None else None
        except ValueError:
            self.fail(key, f"is {value!r:.80}; it must be a day such as 2024-12-20")

    def parallel(self, key: str, spans: Sequence[Any], check: _Check[T], default: Any = _MISSING) -> list[T]:
        """The checked list that runs parallel to `spans`; all `default` where the key is left out."""
        if default is not _MISSING and self.value.get(key) is None:
            return [default] * len(spans)
        values = [check(self, key, value) for value in self.items(key)]
        if len(values) != len(spans):
            self.fail(key, f"has {len(values)} items for {len(spans)} spans")
        return values


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def _rule(node: _Node, key: str, value: object) -> str:
    rule = _string(node, key, value)
    return rule if rule.strip() else _UNSTATED


def _text(node: _Node, key: str, value: object) -> str:
    text = _string(node, key, value)
    if not text.strip():
        node.fail(key, "is blank; it must be the words that stand there")
    return text


def _status(node: _Node, key: str, value: object) -> str:
    status = _string(node, key, value)
    if status not in _STATUSES:
        node.fail(key, f"has {status!r:.80}; it must be one of {', '.join(_STATUSES[1:])}")
    return status


def _string(node: _Node, key: str, value: object) -> str:
    if not isinstance(value, str):
        node.fail(key, f"must be a string, not {_kind(value)}")
    if not _is_encodable(value):
        node.fail(key, "holds half a surrogate pair, which is no character")
    return value


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(node: _Node, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        node.fail(key, f"must be a number, not {_kind(value)}")
    # Python's parser of JSON lets Infinity and NaN pass, and integers that no double holds; no format has words for them
    if not -sys.float_info.max <= value <= sys.float_info.max:
        node.fail(key, "is too large a number, or none")
    return value


def _share(node: _Node, key: str, value: object) -> float:
    if not 0 <= (share := _number(node, key, value)) <= 1:
        node.fail(key, f"must be from 0 to 1, not {share}")
    return share


def _span(node: _Node, key: str, value: object) -> tuple[int, int]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(type(offset) is not int for offset in value)
        or not 0 <= value[0] < value[1] <= _FARTHEST
    ):
        node.fail(key, f"must hold pairs [start, end] with 0 <= start < end, not {value!r:.80}")
    return value[0], value[1]


def _party(node: _Node, key: str, value: str, parties: Parties) -> str:
    if value not in parties:
        node.fail(key, f"names {value!r:.80}, which is the id of no entity of this record")
    return sys.intern(value)


def _speaker(node: _Node, key: str, value: object, *, parties: Parties) -> str | None:
    return None if value is None else _party(node, key, _string(node, key, value), parties)


def _agree(node: _Node, told: Iterable[Event | Role]) -> None:
    """One place in an article has one wording, whoever quotes it."""
    words: dict[tuple[int, int], str] = {}
    for thing in told:
        quoted = [(passage.start, passage.end, passage.quote) for passage in thing.evidence]
        if not isinstance(thing, Role):
            quoted += [(via.start, via.end, via.text) for via in thing.via]
        for start, end, text in quoted:
            if (other := words.setdefault((start, end), text)) != text:
                wrong = f"have two texts for the span [{start}, {end}]: {other!r:.40} and {text!r:.40}"
                node.fail("roles" if isinstance(thing, Role) else "events", wrong)


def _match_length(node: _Node, key: str, span: tuple[int, int], text: str) -> None:
    if span[1] - span[0] != len(text):
        node.fail(key, f"has {text[:40]!r} for the span {list(span)}: their lengths differ")


def _document_in(node: _Node) -> Document:
    return Document(
        id=_filled(node, "id"),
        title=node.optional("title"),
        url=node.optional("url"),
        authors=() if node.value.get("authors") is None else tuple(node.strings("authors")),
        publisher=node.optional("publisher"),
        published=node.day("date"),
        lang=node.optional("lang"),
        skipped=_skipped_in(node),
        fingerprint=_fingerprint_in(node),
        run=None if node.value.get("run") is None else _run_in(node.mapping("run")),
    )


def _skipped_in(node: _Node) -> Skipped | None:
    if node.value.get("skipped") is None:
        return None
    if node.items("entities") or node.items("events"):
        node.fail("skipped", "goes only with empty 'entities' and 'events'")
    return cast("Skipped", node.choice("skipped", get_args(Skipped)))


def _fingerprint_in(node: _Node) -> str | None:
    value = node.optional("fingerprint")
    if value is not None and not _FINGERPRINT.fullmatch(value):
        node.fail("fingerprint", "is none that graphkit makes; leave it out")
    return value


def _run_in(node: _Node) -> Run:
    return Run(
        version=_filled(node, "version"),
        model=node.string("model", default=""),
        model_version=node.string("model_version", default=""),
        digest=node.string("digest", default=""),
    )


def _filled(node: _Node, key: str) -> str:
    value = node.string(key)
    if not value.strip():
        node.fail(key, "is empty")
    return value


def _entities_in(node: _Node) -> tuple[LocalEntity, ...]:
    found = []
    for number, record in enumerate(node.items("entities")):
        entity = _flawless_entity(record)
        if entity is None:
            if not isinstance(record, dict):
                node.fail(f"entities[{number}]", f"must be an object, not {_kind(record)}")
            entity = _entity_in(node.below(record, "entities", number))
        found.append(entity)
    return tuple(found)


def _entity_in(node: _Node) -> LocalEntity:
    ids = node.mapping("ids")
    kind = cast("EntityType", node.choice("type", get_args(EntityType)))
    if node.value.get("kind") == "country" and kind != "Place":
        node.fail("kind", f"is 'country'; then 'type' must be 'Place', not {kind!r}")
    mentions = _mentions_in(node)
    if not mentions and not node.value.get("inferred"):
        node.fail("mentions", "is empty, and so is 'inferred'; an entity has words that name it or stand for it")
    return LocalEntity(
        id=_filled(node, "id"),
        type=kind,
        name=_filled(node, "name"),
        kind=node.optional("kind"),
        ids=tuple(sorted((_scheme(ids, scheme), ids.string(scheme)) for scheme in ids.value)),
        mentions=mentions,
        inferred=tuple(_inferred_in(item) for item in node.objects("inferred", default=())),
        jobs=tuple(sorted(node.strings("jobs", default=()))),
    )


def _scheme(node: _Node, scheme: str) -> str:
    if ":" in _string(node, scheme, scheme):
        node.fail(scheme, "has a ':' in the name of its scheme; 'wikidata' is one, for example")
    return scheme


def _mentions_in(node: _Node) -> tuple[Mention, ...]:
    spans = node.spans("mentions")
    texts = node.parallel("texts", spans, _text)
    rules = node.parallel("rules", spans, _rule, _UNSTATED)
    scores = node.parallel("scores", spans, _share, 1.0)
    for span, text in zip(spans, texts, strict=True):
        _match_length(node, "texts", span, text)
    return tuple(
        Mention(start=start, end=end, text=text, rule=rule, score=score)
        for (start, end), text, rule, score in zip(spans, texts, rules, scores, strict=True)
    )


def _flawless_entity(record: Any) -> LocalEntity | None:
    """`_entity_in` at a glance, since entities are most of a record; None where it takes a closer look to say what is wrong."""
    if type(record) is not dict or not record.keys() <= _USUAL_KEYS:
        return None
    ident: Any = record.get("id")
    kind: Any = record.get("type")
    name: Any = record.get("name")
    finer, ids, inferred = record.get("kind"), record.get("ids", {}), record.get("inferred", [])
    if not (_is_word(ident) and ident.strip() and _is_word(name) and name.strip() and _is_word(kind)):
        return None
    if kind not in _ENTITY_TYPES or not (finer is None or _is_word(finer)):
        return None
    if type(ids) is not dict or type(inferred) is not list or not all(map(_is_word, ids.values())):
        return None
    if not all(_is_word(scheme) and ":" not in scheme for scheme in ids):
        return None
    mentions = _flawless_mentions(record.get("mentions"), record.get("texts"), record.get("rules"), inferred=False)
    standing: tuple[Mention, ...] | None = ()
    if inferred:
        if not all(type(item) is dict and item.keys() == _INFERRED_KEYS for item in inferred):
            return None
        columns = ([item[key] for item in inferred] for key in ("span", "text", "rule"))
        standing = _flawless_mentions(*columns, inferred=True)
    if mentions is None or standing is None or not (mentions or standing) or (finer == "country" and kind != "Place"):
        return None
    return LocalEntity(
        id=ident, type=kind, name=name, kind=finer, ids=tuple(sorted(ids.items())), mentions=mentions, inferred=standing
    )


_ENTITY_TYPES = frozenset(get_args(EntityType))
_USUAL_KEYS = frozenset({"id", "type", "name", "kind", "ids", "mentions", "texts", "rules", "inferred"})
_INFERRED_KEYS = frozenset({"span", "rule", "text"})


def _is_word(value: Any) -> bool:
    return type(value) is str and _is_encodable(value)


def _flawless_mentions(spans: object, texts: object, rules: object, *, inferred: bool) -> tuple[Mention, ...] | None:
    if type(spans) is not list or type(texts) is not list or type(rules) is not list:
        return None
    if not len(spans) == len(texts) == len(rules):
        return None
    found = []
    for span, text, rule in zip(spans, texts, rules, strict=True):
        if type(span) is not list or len(span) != 2 or type(text) is not str or type(rule) is not str:
            return None
        start, end = span
        if type(start) is not int or type(end) is not int or not 0 <= start <= _FARTHEST or end - start != len(text):
            return None
        if not text.strip() or not rule.strip() or end > _FARTHEST:
            return None
        if not (text.isascii() or _is_encodable(text)) or not (rule.isascii() or _is_encodable(rule)):
            return None
        found.append(Mention(start=start, end=end, text=text, rule=rule, inferred=inferred))
    return tuple(found)


def _inferred_in(node: _Node) -> Mention:
    start, end = _span(node, "span", node.get("span", _MISSING))
    text = _text(node, "text", node.get("text", _MISSING))
    _match_length(node, "text", (start, end), text)
    score = node.share("score")
    return Mention(start=start, end=end, text=text, rule=node.rule(), inferred=True, score=score)


def _evidence_in(node: _Node, parties: Parties) -> tuple[Evidence, ...]:
    spans = node.spans("evidence")
    quotes = node.parallel("quotes", spans, _text)
    rules = node.parallel("rules", spans, _rule, node.rule())
    statuses = node.parallel("statuses", spans, _status, "")
    speakers = node.parallel("attributions", spans, partial(_speaker, parties=parties), None)
    for span, quote in zip(spans, quotes, strict=True):
        _match_length(node, "quotes", span, quote)
    return tuple(
        Evidence(
            start=start,
            end=end,
            quote=quote,
            rule=sys.intern(rule),
            status=sys.intern(status),
            attributed_to=speaker,
        )
        for (start, end), quote, rule, status, speaker in zip(spans, quotes, rules, statuses, speakers, strict=True)
    )


def _common_in(node: _Node, parties: Parties, *, own: tuple[str, ...]) -> Record:
    """What all events have in common; `own` are the ids of those who take part."""
    evidence = _evidence_in(node, parties)
    if not evidence:
        node.fail("evidence", "is empty; an event needs at least one passage that shows it")
    status = node.string("status")
    if all(passage.status not in {"", status} for passage in evidence):
        node.fail("statuses", f"must have {status!r}, the status of the event, for one of its passages")
    trigger = node.span("trigger")
    if trigger and not any(passage.start <= trigger[0] and trigger[1] <= passage.end for passage in evidence):
        node.fail("trigger", f"is {list(trigger)}; it must lie within one of the passages")
    return {
        "evidence": evidence,
        "rule": node.rule() if "rule" in node.value else evidence[0].rule,
        "confidence": node.share("confidence"),
        "when": _date_in(node, "when"),
        "attributed_to": node.optional_party("attributed_to", parties),
        "via": _via_in(node, parties, own=own, evidence=evidence),
        "trigger": trigger,
    }


def _via_in(node: _Node, parties: Parties, *, own: tuple[str, ...], evidence: Sequence[Evidence]) -> tuple[Via, ...]:
    spans, texts = node.mapping("via"), node.mapping("via_texts")
    found = []
    for party in spans.value:
        start, end = _span(spans, party, spans.value[party])
        if _party(spans, party, party, parties) not in own:
            spans.fail(party, "is of an entity that takes no part in the event")
        text = _text(texts, party, texts.get(party, _quoted(start, end, evidence)))
        _match_length(texts, party, (start, end), text)
        found.append(Via(party=party, text=text, start=start, end=end))
    return tuple(found)


def _quoted(start: int, end: int, evidence: Sequence[Evidence]) -> Any:
    """The words between two offsets, where a passage has them."""
    around = (passage for passage in evidence if passage.start <= start and end <= passage.end)
    return next((passage.quote[start - passage.start : end - passage.start] for passage in around), _MISSING)


def _place_basis(node: _Node) -> PlaceBasis | None:
    """How the place is known; a record that names a place and doesn't say how has it from the passage."""
    if not node.value.get("place"):
        return None
    return cast("PlaceBasis", node.choice("place_basis", get_args(PlaceBasis), default="stated"))


def _meeting_in(node: _Node, *, parties: Parties, number: int) -> Meeting:
    participants = node.parties("participants", parties)
    host = node.optional_party("host", parties)
    if host is not None and host not in participants:
        node.fail("host", f"is {host!r:.80}; it must be one of 'participants'")
    place = () if node.value.get("place") is None else node.parties("place", parties)
    for party in place:
        _be(node, "place", party, parties, kind="Place")
    return Meeting(
        id=node.word("id", default=f"m{number}"),
        status=cast("MeetingStatus", node.choice("status", get_args(MeetingStatus))),
        participants=participants,
        host=host,
        place=place,
        place_basis=_place_basis(node),
        mode=cast("Mode", node.choice("mode", get_args(Mode), default="unspecified")),
        topic=node.words("topic"),
        **_common_in(node, parties, own=participants),
    )


def _be(node: _Node, key: str, party: str, parties: Parties, *, kind: EntityType) -> None:
    if parties[party] != kind:
        node.fail(key, f"names {party!r:.80}, whose type must be {kind!r} there, not {parties[party]!r}")


def _pledge_in(node: _Node, *, parties: Parties, number: int) -> Pledge:
    recipient = node.optional_party("recipient", parties)
    pledger = node.party("pledger", parties)
    recipients = node.parties("recipients", parties, default=() if recipient is None else (recipient,))
    return Pledge(
        id=node.word("id", default=f"p{number}"),
        status=cast("PledgeStatus", node.choice("status", get_args(PledgeStatus))),
        pledger=pledger,
        recipients=recipients,
        what=node.span("what"),
        content=node.words("content"),
        amount=_amount_in(node),
        due=_date_in(node, "due"),
        renewed=node.flag("renewed"),
        joint=node.optional("joint"),
        **_common_in(node, parties, own=(pledger, *recipients)),
    )


def _relation_in(node: _Node, *, parties: Parties, number: int) -> Relation:
    name = node.string("relation")
    if not OWN_RELATION.fullmatch(name):
        node.fail(
            "relation",
            f"is {name!r:.80}; it must be lower-case letters, digits and _, and no relation of graphkit's own",
        )
    source, target = node.party("source", parties), node.party("target", parties)
    return Relation(
        id=node.word("id", default=f"r{number}"),
        relation=name,
        label=node.words("label") or name.replace("_", " "),
        symmetric=node.flag("symmetric"),
        status=cast("MeetingStatus", node.choice("status", get_args(MeetingStatus))),
        source=source,
        target=target,
        **_common_in(node, parties, own=(source, target)),
    )


def _amount_in(parent: _Node) -> Amount | None:
    if parent.value.get("amount") is None:
        return None
    node = parent.mapping("amount")
    minimum, maximum = node.figure("minimum"), node.figure("maximum")
    if minimum is None and maximum is None:
        node.fail("minimum", "is missing, and so is 'maximum'; an amount has one of them at least")
    if minimum is not None and maximum is not None and minimum > maximum:
        node.fail("minimum", "is greater than 'maximum'")
    currency, unit = node.optional("currency"), node.optional("unit")
    if currency is not None and not _CURRENCY.fullmatch(currency):
        node.fail("currency", f"is {currency!r:.80}; it must be a code of ISO 4217 such as 'EUR'")
    if (currency is None) == (unit is None):
        node.fail("unit", "goes only without 'currency', and one of the two has to be there")
    return Amount(
        text=_filled(node, "text"),
        minimum=minimum,
        maximum=maximum,
        currency=currency,
        unit=None if unit is None else _filled(node, "unit"),
        qualifier=None if node.value.get("qualifier") is None else node.choice("qualifier", _QUALIFIERS),
    )


_QUALIFIERS = ("about", "at_least", "at_most")


def _date_in(parent: _Node, key: str) -> PartialDate | None:
    if parent.value.get(key) is None:
        return None
    node = parent.mapping(key)
    earliest, latest = node.day("earliest"), node.day("latest")
    if earliest and latest and earliest > latest:
        node.fail("earliest", "is after 'latest'")
    precision = cast("Precision", node.choice("precision", get_args(Precision), default="unknown"))
    if not _is_precise(precision, earliest, latest):
        node.fail("precision", f"is {precision!r}, which 'earliest' and 'latest' are not")
    start, end = node.span("span") or (None, None)
    return PartialDate(
        text=node.words("text"),
        earliest=earliest,
        latest=latest,
        precision=precision,
        basis=cast("Basis", node.choice("basis", get_args(Basis), default="stated")),
        start=start,
        end=end,
    )


def _is_precise(precision: Precision, earliest: dt.date | None, latest: dt.date | None) -> bool:
    """Whether days can be of a precision; an open interval of some precision has one of them."""
    if precision == "unknown":
        return True
    if precision == "day":
        return earliest is not None and earliest == latest
    if earliest is None or latest is None:
        return earliest is not latest
    same_year = earliest.year == latest.year
    return (precision != "year" or same_year) and (
        precision != "month" or (same_year and earliest.month == latest.month)
    )


def _role_in(node: _Node, *, parties: Parties) -> Role:
    person, organization = node.party("person", parties), node.optional_party("organization", parties)
    _be(node, "person", person, parties, kind="Person")
    if organization == person:
        node.fail("organization", "is the person")
    title = node.words("title", default=_MISSING)
    if not title and organization is None:
        node.fail("title", "is empty, and there is no 'organization'; a role has one of them at least")
    start, end = _date_in(node, "start"), _date_in(node, "end")
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        node.fail("end", "is before 'start'")
    evidence = _evidence_in(node, parties)
    if not evidence:
        node.fail("evidence", "is empty; a role needs at least one passage that shows it")
    return Role(
        person=person,
        organization=organization,
        title=title,
        tense=cast("Tense", node.choice("tense", get_args(Tense), default="current")),
        start=start,
        end=end,
        inferred=node.flag("inferred"),
        evidence=evidence,
    )
