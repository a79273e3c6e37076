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
T = TypeVar("T")
_MISSING: Any = object()
_FINGERPRINT = re.compile(r"[a-z]\d+:[A-Za-z0-9+/=]{1,1000}", re.ASCII)
"""Of this version of graphkit or another."""


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

    Keys that graphkit doesn't know are ignored. Without ``rules``, ``scores``, ``statuses`` or ``attributions`` the
    defaults of the model hold; all else of the form has to be there.

    Args:
        record: the decoded JSON object.
        source: where it stands, for the error.
        line: its line, from 1, for the error.

    Raises:
        InputError: a key is missing, of the wrong type or has an impossible value, or an id leads nowhere.
    """
    node = _Node(record, source=source, line=line)
    entities = _entities_in(node)
    known = {entity.id for entity in entities}
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
    return Extraction(
        document=_document_in(node),
        entities=entities,
        meetings=tuple(meetings),
        pledges=tuple(pledges),
        relations=tuple(relations),
        roles=tuple(_role_in(item, parties=known) for item in node.objects("roles", default=())),
        warnings=tuple(node.strings("warnings", default=())),
    )


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

    def optional(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.string(key)

    def choice(self, key: str, allowed: tuple[str, ...], *, default: Any = _MISSING) -> str:
        value = self.string(key, default=default)
        if value not in allowed:
            self.fail(key, f"is {value!r}; it must be one of {', '.join(allowed)}")
        return sys.intern(value)

    def flag(self, key: str) -> bool:
        value = self.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, f"must be true or false, not {_kind(value)}")
        return value

    def number(self, key: str) -> float:
        return _number(self, key, self.get(key, _MISSING))

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

    def party(self, key: str, parties: set[str]) -> str:
        return _party(self, key, self.string(key), parties)

    def optional_party(self, key: str, parties: set[str]) -> str | None:
        return None if self.value.get(key) is None else self.party(key, parties)

    def parties(self, key: str, parties: set[str], *, default: Any = _MISSING) -> tuple[str, ...]:
        return tuple(_party(self, key, value, parties) for value in self.strings(key, default=default))

    def day(self, key: str) -> dt.date | None:
        value = self.optional(key)
        try:
            return dt.date.fromisoformat(value) if value is not None else None
        except ValueError:
            self.fail(key, f"is {value!r}; it must be a day such as 2024-12-20")

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
        or not 0 <= value[0] <= value[1]
    ):
        node.fail(key, f"must hold pairs [start, end] with 0 <= start <= end, not {value!r}")
    return value[0], value[1]


def _party(node: _Node, key: str, value: str, parties: set[str]) -> str:
    if value not in parties:
        node.fail(key, f"names {value!r}, which is the id of no entity of this record")
    return sys.intern(value)


def _speaker(node: _Node, key: str, value: object, *, parties: set[str]) -> str | None:
    return None if value is None else _party(node, key, _string(node, key, value), parties)


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
        version=node.string("version"),
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
    return LocalEntity(
        id=_filled(node, "id"),
        type=cast("EntityType", node.choice("type", get_args(EntityType))),
        name=_filled(node, "name"),
        kind=node.optional("kind"),
        ids=tuple(sorted((scheme, ids.string(scheme)) for scheme in ids.value)),
        mentions=_mentions_in(node),
        inferred=tuple(_inferred_in(item) for item in node.objects("inferred", default=())),
        jobs=tuple(sorted(node.strings("jobs", default=()))),
    )


def _mentions_in(node: _Node) -> tuple[Mention, ...]:
    spans = node.spans("mentions")
    texts = node.parallel("texts", spans, _string)
    rules = node.parallel("rules", spans, _string, "")
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
    mentions = _flawless_mentions(record.get("mentions"), record.get("texts"), record.get("rules"), inferred=False)
    standing: tuple[Mention, ...] | None = ()
    if inferred:
        if not all(type(item) is dict and item.keys() == _INFERRED_KEYS for item in inferred):
            return None
        columns = ([item[key] for item in inferred] for key in ("span", "text", "rule"))
        standing = _flawless_mentions(*columns, inferred=True)
    if mentions is None or standing is None:
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
        if type(start) is not int or type(end) is not int or start < 0 or end - start != len(text):
            return None
        if not (text.isascii() or _is_encodable(text)) or not (rule.isascii() or _is_encodable(rule)):
            return None
        found.append(Mention(start=start, end=end, text=text, rule=rule, inferred=inferred))
    return tuple(found)


def _inferred_in(node: _Node) -> Mention:
    start, end = _span(node, "span", node.get("span", _MISSING))
    text = node.string("text")
    _match_length(node, "text", (start, end), text)
    score = node.share("score")
    return Mention(start=start, end=end, text=text, rule=node.string("rule", default=""), inferred=True, score=score)


def _evidence_in(node: _Node, parties: set[str]) -> tuple[Evidence, ...]:
    spans = node.spans("evidence")
    quotes = node.parallel("quotes", spans, _string)
    rules = node.parallel("rules", spans, _string, node.string("rule", default=""))
    statuses = node.parallel("statuses", spans, _string, "")
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


def _common_in(node: _Node, parties: set[str]) -> Record:
    evidence = _evidence_in(node, parties)
    if not evidence:
        node.fail("evidence", "is empty; an event needs at least one passage that shows it")
    return {
        "evidence": evidence,
        "rule": node.word("rule", default=""),
        "confidence": node.share("confidence"),
        "when": _date_in(node, "when"),
        "attributed_to": node.optional_party("attributed_to", parties),
        "via": _via_in(node, parties),
        "trigger": node.span("trigger"),
    }


def _via_in(node: _Node, parties: set[str]) -> tuple[Via, ...]:
    spans, texts = node.mapping("via"), node.mapping("via_texts")
    found = []
    for party in spans.value:
        start, end = _span(spans, party, spans.value[party])
        text = texts.string(_party(spans, party, party, parties), default="")
        found.append(Via(party=party, text=text, start=start, end=end))
    return tuple(found)


def _place_basis(node: _Node) -> PlaceBasis | None:
    """How the place is known; a record that names a place and doesn't say how has it from the passage."""
    if not node.value.get("place"):
        return None
    return cast("PlaceBasis", node.choice("place_basis", get_args(PlaceBasis), default="stated"))


def _meeting_in(node: _Node, *, parties: set[str], number: int) -> Meeting:
    return Meeting(
        id=node.word("id", default=f"m{number}"),
        status=cast("MeetingStatus", node.choice("status", get_args(MeetingStatus))),
        participants=node.parties("participants", parties),
        host=node.optional_party("host", parties),
        place=() if node.value.get("place") is None else node.parties("place", parties),
        place_basis=_place_basis(node),
        mode=cast("Mode", node.choice("mode", get_args(Mode), default="unspecified")),
        topic=node.string("topic", default=""),
        **_common_in(node, parties),
    )


def _pledge_in(node: _Node, *, parties: set[str], number: int) -> Pledge:
    recipient = node.optional_party("recipient", parties)
    return Pledge(
        id=node.word("id", default=f"p{number}"),
        status=cast("PledgeStatus", node.choice("status", get_args(PledgeStatus))),
        pledger=node.party("pledger", parties),
        recipients=node.parties("recipients", parties, default=() if recipient is None else (recipient,)),
        what=node.span("what"),
        content=node.string("content", default=""),
        amount=_amount_in(node),
        due=_date_in(node, "due"),
        renewed=node.flag("renewed"),
        joint=node.optional("joint"),
        **_common_in(node, parties),
    )


def _relation_in(node: _Node, *, parties: set[str], number: int) -> Relation:
    name = node.string("relation")
    if not OWN_RELATION.fullmatch(name):
        node.fail(
            "relation", f"is {name!r}; it must be lower-case letters, digits and _, and no relation of graphkit's own"
        )
    return Relation(
        id=node.word("id", default=f"r{number}"),
        relation=name,
        label=node.string("label", default=name.replace("_", " ")),
        symmetric=node.flag("symmetric"),
        status=cast("MeetingStatus", node.choice("status", get_args(MeetingStatus))),
        source=node.party("source", parties),
        target=node.party("target", parties),
        **_common_in(node, parties),
    )


def _amount_in(parent: _Node) -> Amount | None:
    if parent.value.get("amount") is None:
        return None
    node = parent.mapping("amount")
    return Amount(
        text=node.string("text"),
        minimum=None if node.value.get("minimum") is None else node.number("minimum"),
        maximum=None if node.value.get("maximum") is None else node.number("maximum"),
        currency=node.optional("currency"),
        unit=node.optional("unit"),
        qualifier=node.optional("qualifier"),
    )


def _date_in(parent: _Node, key: str) -> PartialDate | None:
    if parent.value.get(key) is None:
        return None
    node = parent.mapping(key)
    earliest, latest = node.day("earliest"), node.day("latest")
    if earliest and latest and earliest > latest:
        node.fail("earliest", "is after 'latest'")
    start, end = node.span("span") or (None, None)
    return PartialDate(
        text=node.word("text", default=""),
        earliest=earliest,
        latest=latest,
        precision=cast("Precision", node.choice("precision", get_args(Precision), default="unknown")),
        basis=cast("Basis", node.choice("basis", get_args(Basis), default="stated")),
        start=start,
        end=end,
    )


def _role_in(node: _Node, *, parties: set[str]) -> Role:
    return Role(
        person=node.party("person", parties),
        organization=node.optional_party("organization", parties),
        title=node.word("title"),
        tense=cast("Tense", node.choice("tense", get_args(Tense), default="current")),
        start=_date_in(node, "start"),
        end=_date_in(node, "end"),
        inferred=node.flag("inferred"),
        evidence=_evidence_in(node, parties),
    )
