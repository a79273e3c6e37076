"""Made-up assemblies with hostile text, for property tests."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from graphkit import model

HOSTILE = (
    'a "quoted" \\ name',
    "line\nfeed\r\n\ttab",
    "\x00\x01\x1f\x7f\x85\u2028",
    "<script>&amp;</script> <http://x.example/>",
    "\u202eright to left\u200f שלום",
    "emoji 👩\u200d🚀 \U0010fffd",
    "\"\"\"'''",
    "trailing backslash\\",
    "^^xsd:date @en . ; ,",
    "",
    " ",
    "\ufeff",
    "e\u0301 é",
)
TEXT = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12
)
URLS = st.sampled_from(
    [
        "https://paper.example/a?b=c#d",
        "https://paper.example/<x>",
        "https://paper.example/a b",
        'https://paper.example/"',
        "https://paper.example/é/\u202e",
        "http://[::1",
        "javascript:alert(1)",
        "https://paper.example/%zz",
        "https://paper.example/\\{}|^`",
        "https://paper.example/;,.()'!*~$&",
        "not a url",
        "",
    ]
)
IDS = (
    st.sampled_from(["a1", "..", ".", "", "a/b", "a%2Fb", "a b", "a:b", "é", "<x>", "\udcff", "a\nb", "x.", "-"]) | TEXT
)
PARTIES = tuple(
    f"{kind}/{slug}-{number:08x}"
    for number, (kind, slug) in enumerate(
        (kind, slug) for kind in ("organization", "person", "place") for slug in ("ada", "bo", "x-y", "a.b", "o'neill")
    )
)
PARTY = st.sampled_from(PARTIES)
OFFSETS = st.integers(0, 10**6)
SPANS = st.none() | st.tuples(OFFSETS, OFFSETS)
SHARE = st.floats(0, 1)
DAYS = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def _some(strategy: st.SearchStrategy, key=lambda item: item, *, size: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=size, unique_by=key).map(tuple)


DATES = st.builds(
    model.PartialDate,
    text=TEXT,
    earliest=DAYS,
    latest=DAYS,
    precision=st.sampled_from(get_args(model.Precision)),
    basis=st.sampled_from(get_args(model.Basis)),
    start=maybe(OFFSETS),
    end=maybe(OFFSETS),
)
AMOUNTS = st.builds(
    model.Amount,
    text=TEXT,
    minimum=maybe(st.floats(allow_nan=False, allow_infinity=False)),
    maximum=maybe(st.floats(allow_nan=False, allow_infinity=False)),
    currency=maybe(st.sampled_from(["EUR", "USD"])),
    unit=maybe(TEXT),
    qualifier=maybe(st.sampled_from(["about", "at_least", "at_most"])),
)
EVIDENCE = _some(
    st.builds(
        model.Evidence,
        start=OFFSETS,
        end=OFFSETS,
        quote=TEXT,
        rule=TEXT,
        document=IDS,
        status=st.sampled_from(["", "occurred", "denied"]),
        attributed_to=maybe(PARTY),
    ),
    lambda evidence: (evidence.document, evidence.start, evidence.end),
)
VIA = _some(
    st.builds(model.Via, party=PARTY, text=TEXT, start=OFFSETS, end=OFFSETS, document=IDS),
    lambda via: (via.party, via.document, via.start, via.end),
)


def _sorted_set(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return _some(strategy).map(lambda items: tuple(sorted(items)))


EVENT = {
    "evidence": EVIDENCE,
    "rule": TEXT,
    "confidence": SHARE,
    "when": maybe(DATES),
    "attributed_to": maybe(PARTY),
    "via": VIA,
    "trigger": SPANS,
    "merges": _sorted_set(TEXT),
}
MEETINGS = st.builds(
    model.Meeting,
    id=st.integers(0, 99).map("meeting/x-{:08x}".format),
    status=st.sampled_from(get_args(model.MeetingStatus)),
    participants=_some(PARTY, size=6).map(lambda parties: tuple(sorted(parties))),
    host=maybe(PARTY),
    place=_some(PARTY),
    topic=TEXT,
    place_basis=maybe(st.sampled_from(get_args(model.PlaceBasis))),
    mode=st.sampled_from(get_args(model.Mode)),
    **EVENT,
)
PLEDGES = st.builds(
    model.Pledge,
    id=st.integers(0, 99).map("pledge/x-{:08x}".format),
    status=st.sampled_from(get_args(model.PledgeStatus)),
    pledger=PARTY,
    recipients=_some(PARTY, size=12),
    content=TEXT,
    what=SPANS,
    due=maybe(DATES),
    amount=maybe(AMOUNTS),
    renewed=st.booleans(),
    joint=maybe(TEXT),
    **EVENT,
)
#: Name to label and whether it goes both ways, which are one for each name in a graph.
OWN = {"accused": ("accused", False), "signed_with": ('signed <with> "x"', True), "a9_": ("é", False)}
RELATIONS = st.sampled_from(sorted(OWN)).flatmap(
    lambda name: st.builds(
        model.Relation,
        id=st.integers(0, 99).map("relation/x-{:08x}".format),
        relation=st.just(name),
        label=st.just(OWN[name][0]),
        symmetric=st.just(OWN[name][1]),
        status=st.sampled_from(get_args(model.MeetingStatus)),
        source=PARTY,
        target=PARTY,
        **EVENT,
    )
)
ROLES = st.builds(
    model.Role,
    person=PARTY,
    organization=maybe(PARTY),
    title=TEXT,
    tense=st.sampled_from(get_args(model.Tense)),
    start=maybe(DATES),
    end=maybe(DATES),
    inferred=st.booleans(),
    evidence=EVIDENCE,
)
MENTIONS = st.builds(
    model.Mention,
    start=OFFSETS,
    end=OFFSETS,
    text=TEXT,
    rule=TEXT,
    inferred=st.booleans(),
    document=IDS,
    score=SHARE,
)
EARLIER = st.builds(model.Run, version=TEXT, model=TEXT, model_version=TEXT, digest=TEXT)
DOCUMENTS = st.builds(
    model.Document,
    id=IDS,
    title=maybe(TEXT),
    url=maybe(URLS | TEXT),
    authors=st.sets(TEXT, max_size=3).map(lambda names: tuple(sorted(names))),
    publisher=maybe(TEXT),
    published=DAYS,
    lang=maybe(TEXT),
    copy_of=maybe(IDS),
    skipped=maybe(st.sampled_from(get_args(model.Skipped))),
    run=maybe(EARLIER),
)


def _place(mention: model.Mention) -> tuple[str, int, int]:
    return mention.document, mention.start, mention.end


ENTITIES = PARTY.flatmap(
    lambda party: st.builds(
        model.Entity,
        id=st.just(party),
        type=st.just(party.partition("/")[0].capitalize()),
        name=TEXT,
        kind=maybe(st.sampled_from(["country", "city"]) | TEXT),
        ids=_sorted_set(st.tuples(st.sampled_from(["wikidata", "iso3166", "iri"]), st.just("Q1") | TEXT)),
        mentions=_some(MENTIONS, _place).map(lambda mentions: tuple(sorted(mentions, key=_place))),
        members=_sorted_set(st.tuples(IDS, st.sampled_from(["e1", "e2", "e:/3"]))),
        merges=_sorted_set(TEXT),
    )
)


def _role_order(role: model.Role) -> tuple[str, ...]:
    return role.order


def _by_id(strategy: st.SearchStrategy) -> st.SearchStrategy:
    some = st.lists(strategy, max_size=4, unique_by=lambda item: item.id)
    return some.map(lambda items: tuple(sorted(items, key=lambda item: item.id)))


ANCHORS = st.builds(model.Anchor, document=IDS, start=OFFSETS, end=OFFSETS, text=TEXT)
DECISIONS = st.builds(
    model.Decision,
    judgement=st.sampled_from(get_args(model.Judgement)),
    one=ANCHORS,
    other=maybe(ANCHORS),
    by=TEXT,
    when=st.dates(),
    note=TEXT,
)

ASSEMBLIES = st.builds(
    model.Assembly,
    base_iri=st.sampled_from(["https://w3id.org/graphkit/data/", "https://example.org/run/x#", "urn:news:/"]),
    run=st.builds(
        model.Run,
        version=TEXT,
        model=TEXT,
        model_version=TEXT,
        digest=TEXT,
        time=maybe(TEXT | st.just("2031-01-01T00:00:00Z")),
    ),
    documents=_by_id(DOCUMENTS),
    entities=_by_id(ENTITIES),
    meetings=_by_id(MEETINGS),
    pledges=_by_id(PLEDGES),
    relations=_by_id(RELATIONS),
    decisions=_some(DECISIONS).map(lambda made: tuple(sorted(made, key=lambda decision: decision.order))),
    roles=_some(ROLES, _role_order).map(lambda roles: tuple(sorted(roles, key=_role_order))),
)
