"""Makes a graph of any size whose texts, names, addresses and ids are as hard on readers as RDF allows."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from graphkit.model import Assembly, Document, Entity, Evidence, Meeting, Mention, PartialDate, Pledge, Role, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = (
    'a "quoted" word',
    "'single' and \"\"\"three\"\"\" '''more'''",
    "back\\slash \\u0041 \\n at the end\\",
    "line\nfeed, carriage\r\nreturn\rand\ttab",
    "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f",
    "\u2028line\u2029paragraph\ufeffmark\u200bzero",
    "<script>alert('&amp;')</script> <http://x.example/?a=1&b=2>",
    "\u202eright to left\u202c שלום עולם مرحبا",
    "emoji 👩\u200d🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿 \U0010fffd",
    "e\u0301 é ﬁ Ω Å 한국 漢字",
    "^^xsd:date @en . ; , [] () {} # comment",
    "@prefix x: <y> . <a> <b> <c> .",
    "_:blank ?variable $variable %41 %zz",
    " leading and trailing ",
    "\ud800 half a pair \udfff \ufffe \uffff",
)
URLS = (
    "https://paper.example/a?b=c&d=e#f",
    "https://paper.example/<x>",
    "https://paper.example/a b",
    'https://paper.example/"\\{}|^`',
    "https://paper.example/é/שלום/👩\u200d🚀",
    "https://paper.example/%zz%41\n",
    "http://[::1",
    "javascript:alert(1)",
    "not a url <at> all",
)
IDS = ("a/b", "a b", "a:b", "..", "%2F", "é", "<x>", '"', "\\", "a.", "-", "a'b", "#", "?", "@", "\n", "\udcff")
FIRST_DAY = dt.date(2020, 1, 1)


def hostile(events: int, *, seed: int = 7) -> Assembly:
    """Give an assembly of so many events, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    people = max(4, events // 10)
    documents = tuple(_documents(events // 5 + 1))
    entities = tuple(_entity(number, documents) for number in range(people))
    meetings = tuple(_meeting(number, entities, documents, chance) for number in range(events * 2 // 3))
    pledges = tuple(_pledge(number, entities, documents, chance) for number in range(events - len(meetings)))
    roles = tuple(
        Role(
            person=entity.id,
            organization=entities[number // 2].id,
            title=_text(number),
            evidence=(_evidence(number, documents),),
        )
        for number, entity in enumerate(entities)
        if entity.type == "Person"
    )
    return Assembly(
        base_iri="https://news.example/hostile/",
        run=Run(version=_text(0), model=_text(1), model_version=_text(2), digest=_text(3)),
        documents=documents,
        entities=entities,
        meetings=meetings,
        pledges=pledges,
        roles=roles,
    )


def _text(number: int) -> str:
    return f"{TEXTS[number % len(TEXTS)]}{number}"


def _documents(count: int) -> Iterator[Document]:
    for number in range(count):
        yield Document(
            id=f"{IDS[number % len(IDS)]}{number}",
            title=_text(number),
            url=f"{URLS[number % len(URLS)]}",
            publisher=_text(number + 1),
            published=FIRST_DAY + dt.timedelta(days=number % 2000),
            lang=None if number % 3 else "en",
        )


def _entity(number: int, documents: tuple[Document, ...]) -> Entity:
    kind = ("Person", "Organization")[number % 2]
    text = _text(number)
    mention = Mention(start=0, end=len(text), text=text, rule="model", document=documents[number % len(documents)].id)
    return Entity(
        id=f"{kind.lower()}/{IDS[number % len(IDS)]}-{number:08x}",
        type=kind,
        name=text,
        kind=_text(number + 3),
        ids=(("iri", URLS[number % len(URLS)]), ("own", text)),
        mentions=(mention,),
        members=((mention.document, "e1"),) if number < len(documents) else (),
        merges=(_text(number + 4),),
    )


def _evidence(number: int, documents: tuple[Document, ...], **told: str) -> Evidence:
    quote = _text(number)
    document = documents[number % len(documents)].id
    return Evidence(start=number, end=number + len(quote), quote=quote, rule="rule", document=document, **told)


def _day(number: int) -> PartialDate:
    day = FIRST_DAY + dt.timedelta(days=number % 2000)
    return PartialDate(text=_text(number), earliest=day, latest=day, precision="day", basis="relative")


def _meeting(
    number: int, entities: tuple[Entity, ...], documents: tuple[Document, ...], chance: random.Random
) -> Meeting:
    status = ("occurred", "planned", "denied", "hypothetical")[number % 4]
    parties = tuple(sorted(entity.id for entity in chance.sample(entities, 2 + number % 2)))
    return Meeting(
        id=f"meeting/{IDS[number % len(IDS)]}-{number:08x}",
        status=status,
        participants=parties,
        host=parties[0],
        evidence=(_evidence(number, documents, status=status),),
        rule="rule",
        confidence=number % 101 / 100,
        when=_day(number),
        topic=_text(number + 5),
    )


def _pledge(
    number: int, entities: tuple[Entity, ...], documents: tuple[Document, ...], chance: random.Random
) -> Pledge:
    status = ("made", "denied", "hypothetical")[number % 3]
    pledger, *recipients = (entity.id for entity in chance.sample(entities, 1 + number % 4))
    return Pledge(
        id=f"pledge/{IDS[number % len(IDS)]}-{number:08x}",
        status=status,
        pledger=pledger,
        recipients=tuple(recipients),
        content=_text(number + 6),
        evidence=(_evidence(number, documents, status=status),),
        rule="rule",
        confidence=number % 101 / 100,
        when=_day(number),
        due=_day(number + 1),
    )
