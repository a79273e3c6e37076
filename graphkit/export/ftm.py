"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenSanctions and their tools read them.

People, organisations and countries are `Person`, `Organization`, `Company` or `PublicBody`; meetings and pledges are
`Event`, roles `Membership`, and promises to somebody and relations of the user's own also links. An event that is denied
or only possible involves nobody, since readers draw an edge to all who are involved; its words name the parties.

Source: the schemata of followthemoney 4.11 (https://followthemoney.tech/explorer/).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.export.clean import clean_text
from graphkit.export.happenings import DRAWN
from graphkit.export.passages import parties
from graphkit.model import Meeting, Pledge

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.model import Assembly, Document, Entity, Event, PartialDate, Relation, Role

Properties = dict[str, list[str]]

#: Schema by kind of entity, else by its type. A country, or a city with a mayor, acts as its government.
_KINDS = {
    "body": "PublicBody",
    "government": "PublicBody",
    "agency": "PublicBody",
    "country": "PublicBody",
    "company": "Company",
}
_TYPES = {"Person": "Person", "Organization": "Organization", "Place": "PublicBody"}
_QUOTED = "summary"  # letter for letter, as all passages
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
"""What an id may look like. Source: followthemoney.types.identifier and .entity."""


def write_ftm(assembly: Assembly, stream: BinaryIO) -> None:
    """Write every entity, article, event and membership as FollowTheMoney JSON lines, in UTF-8.

    Args:
        assembly: what to write; places that are no party to anything stand in the events' `location` alone.
        stream: where to.
    """
    stream.writelines(json.dumps(entity, ensure_ascii=False).encode() + b"\n" for entity in ftm_entities(assembly))


def ftm_entities(assembly: Assembly) -> Iterator[dict[str, Any]]:
    """The lines of `write_ftm` as objects with ``id``, ``schema`` and ``properties`` (lists of strings)."""
    names = {entity.id: clean_text(entity.name) for entity in assembly.entities}
    roles = [role for role in assembly.roles if role.organization is not None]
    events: list[Event | Role] = [*assembly.meetings, *assembly.pledges, *assembly.relations, *roles]
    positions: dict[str, set[str]] = {}
    for role in assembly.roles:
        if role.tense == "current" and role.title:
            positions.setdefault(role.person, set()).add(role.title)
    yield from (_article(document) for document in assembly.documents)
    acting = {party for event in events for side in parties(event) for party in side}
    for entity in assembly.entities:
        if entity.type != "Place" or entity.kind == "country" or entity.id in acting:
            schema = _KINDS.get(entity.kind or "") or _TYPES[entity.type]
            yield _entity(entity, schema=schema, positions=sorted(positions.get(entity.id, ())))
    yield from (_event(meeting, names) for meeting in assembly.meetings)
    yield from (_event(pledge, names) for pledge in assembly.pledges)
    yield from (_pledged(pledge, party) for pledge in assembly.pledges for party in _drawn(pledge, pledge.recipients))
    for relation in assembly.relations:
        yield _relation(relation, names)
    yield from map(_membership, roles)


def _article(document: Document) -> dict[str, Any]:
    return _made(
        "Article",
        _document_id(document.id),
        title=[document.title or document.id],
        sourceUrl=[document.url],
        author=document.authors,
        publisher=[document.publisher],
        publishedAt=[_day(document.published)],
        fileName=[document.id],
    )


def _entity(entity: Entity, *, schema: str, positions: Iterable[str]) -> dict[str, Any]:
    spellings = sorted({spelling for spelling, _ in entity.spellings} - {entity.name})
    documents = sorted({document for document, _ in entity.members})
    return _made(
        schema,
        _id(entity.id),
        name=[entity.name],
        alias=spellings,
        wikidataId=[value for scheme, value in entity.ids if scheme == "wikidata"],
        position=positions,
        proof=map(_document_id, documents),
    )


def _event(event: Meeting | Pledge, names: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(event, Meeting):
        involved, places = event.participants, event.place
        name = f"Meeting of {_joined(event.participants, names)}"
        details = [event.topic]
        host = [] if event.host is None else [event.host]
    else:
        involved, places, host = (event.pledger, *event.recipients), (), []
        to = f" to {_joined(event.recipients, names)}" if event.recipients else ""
        name = f"Pledge of {names[event.pledger]}{to}"
        details = [event.content, "" if event.amount is None else event.amount.text]
    told = "" if event.status in {"occurred", "made"} else f" ({event.status})"
    return _made(
        "Event",
        _id(event.id),
        name=[name + told],
        **_dates(event.when),
        location=[names[place] for place in places],
        involved=map(_id, _drawn(event, involved)),
        organizer=map(_id, _drawn(event, host)),
        description=details,
        keywords=[type(event).__name__.lower(), event.status],
        notes=[_claim(event, names)],
        **_shown(event),
    )


def _pledged(pledge: Pledge, recipient: str) -> dict[str, Any]:
    return _made(
        "UnknownLink",
        _id(f"{pledge.id}/{recipient}"),
        subject=[_id(pledge.pledger)],
        object=[_id(recipient)],
        role=["pledged to"],
        description=[pledge.content],
        status=[pledge.status],
        **_dates(pledge.when),
        **_shown(pledge),
    )


def _relation(relation: Relation, names: Mapping[str, str]) -> dict[str, Any]:
    common = {**_dates(relation.when), **_shown(relation), "notes": [_claim(relation, names)]}
    if relation.status in DRAWN:
        common.pop("notes")
        return _made(
            "UnknownLink",
            _id(relation.id),
            subject=[_id(relation.source)],
            object=[_id(relation.target)],
            role=[relation.label],
            status=[relation.status],
            **common,
        )
    name = f"{names[relation.source]} {relation.label} {names[relation.target]} ({relation.status})"
    return _made("Event", _id(relation.id), name=[name], keywords=[relation.relation, relation.status], **common)


def _membership(role: Role) -> dict[str, Any]:
    return _made(
        "Membership",
        _id("membership/" + "|".join(role.order)),
        member=[_id(role.person)],
        organization=[_id(role.organization or "")],
        role=[role.title],
        status=[role.tense],
        startDate=[_day(role.start.earliest if role.start else None)],
        endDate=[_day(role.end.latest if role.end else None)],
        **_shown(role),
    )


def _shown(event: Event | Role) -> dict[str, list[str]]:
    """The sentences, and the articles they stand in."""
    quotes = dict.fromkeys(passage.quote for passage in event.evidence)
    documents = sorted({passage.document for passage in event.evidence})
    return {"summary": list(quotes), "proof": list(map(_document_id, documents))}


def _dates(when: PartialDate | None) -> dict[str, list[str]]:
    if when is None or when.earliest is None or when.latest is None:
        return {}
    if when.value is not None:
        return {"date": [when.value]}
    return {"startDate": [when.earliest.isoformat()], "endDate": [when.latest.isoformat()]}


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _drawn(event: Event, involved: Iterable[str]) -> Iterable[str]:
    return involved if event.status in DRAWN else ()


def _claim(event: Event, names: Mapping[str, str]) -> str:
    return "" if event.attributed_to is None else f"according to {names[event.attributed_to]}"


def _joined(involved: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[party] for party in involved)


def _made(schema: str, identifier: str, **values: Iterable[str | None]) -> dict[str, Any]:
    """An entity with those properties that have a value."""
    properties = {
        key: [value if key == _QUOTED else clean_text(value) for value in found if value]
        for key, found in values.items()
    }
    return {
        "id": identifier,
        "schema": schema,
        "properties": {key: found for key, found in properties.items() if found},
    }


def _document_id(document: str) -> str:
    return f"article-{hashlib.sha256(document.encode()).hexdigest()[:16]}"


def _id(identifier: str) -> str:
    """An id of the graph as FollowTheMoney takes it: letters, figures, dots and hyphens of ASCII."""
    plain = identifier.replace("/", "-")
    if _ID.fullmatch(plain):
        return plain
    kind = identifier.partition("/")[0]
    return f"{kind}-{hashlib.sha256(identifier.encode()).hexdigest()[:16]}"
