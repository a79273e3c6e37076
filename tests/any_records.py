"""Any extraction records that the checks let pass, as other programs might write them; for property tests."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from graphkit import model

HOSTILE = (
    "a\nb", "\x00", "\x1f\x7f.", "\u202eabc", "a b#c%d<e>\"f'\\", "\ufeff.", "..", ".", "=cmd|'/c calc'!A0", "<!--]]>&amp;", "^^xsd:date @en",
    "</script><script>", "é e\u0301 שלום", "👩\u200d🚀", "x" * 300, "-1", "1e999", "a:b/c?d", "Ana Ruiz", "A. Ruiz", "Ruiz", "Norway", "Ole Dahl",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cn"])
WORDS = (st.sampled_from(HOSTILE) | st.text(LETTERS, min_size=1, max_size=8)).filter(str.strip)
MAYBE = st.none() | st.just("") | WORDS
SCHEMES = st.sampled_from(["wikidata", "iri", "iso3166"]) | WORDS.filter(lambda text: ":" not in text)
OFFSETS = st.integers(0, 40) | st.sampled_from([2**31 - 1, 2**31, 2**32, 2**53 - 1000])
LOCAL = st.lists(
    st.sampled_from(["e1", "e2", "..", "a:b", 'a"b<', " e", "é/1", "\x00"]) | WORDS, min_size=3, max_size=5, unique=True
)
DATE = st.dates().map(lambda day: {"earliest": day.isoformat(), "latest": day.isoformat(), "precision": "day"})
DATES = DATE | st.sampled_from([
    {"earliest": "0001-01-01", "latest": "9999-12-31", "precision": "range"},
    {"earliest": "0999-02-01", "latest": "0999-02-28", "precision": "month"},
    {"earliest": None, "latest": "9999-12-31", "precision": "year"},
    {"text": "soon"},
])  # fmt: skip
FIGURES = st.sampled_from([0, 1, 2**63, 10**300, 1e-300, 5e-324, 1.7e308, 0.1]) | st.floats(0, 1e15)


Book = dict[tuple[int, int], str]


def _passages(draw: st.DrawFn, key: str, texts: str, *, least: int = 1) -> dict[str, Any]:
    words = draw(st.lists(WORDS, min_size=least, max_size=2))
    starts = [draw(OFFSETS) for _ in words]
    return {key: [[start, start + len(text)] for start, text in zip(starts, words, strict=True)], texts: words}


def _quotes(draw: st.DrawFn, book: Book) -> dict[str, Any]:
    """The same of passages, of which those at one place have one wording, as the book remembers."""
    told = _passages(draw, "evidence", "quotes")
    pairs = zip(told["evidence"], told["quotes"], strict=True)
    return told | {"quotes": [book.setdefault((start, end), text) for (start, end), text in pairs]}


def _named(draw: st.DrawFn, ident: str, kind: str) -> dict[str, Any]:
    named = _passages(draw, "mentions", "texts", least=0)
    standing = _passages(draw, "spans", "texts", least=0 if named["texts"] else 1)
    spans = zip(standing["spans"], standing["texts"], strict=True)
    found = {"id": ident, "type": kind, "name": draw(WORDS), **named}
    found["inferred"] = [{"span": span, "text": text, "rule": draw(WORDS)} for span, text in spans]
    found["kind"] = draw(st.none() | WORDS | st.just("country") if kind == "Place" else st.none() | WORDS)
    found["ids"] = draw(st.dictionaries(SCHEMES, WORDS | st.just("https://a.example/1"), max_size=2))
    if kind == "Person":
        found["jobs"] = draw(st.lists(WORDS, max_size=2))
    return found


def _happening(draw: st.DrawFn, statuses: Any, parties: list[str], own: list[str], book: Book) -> dict[str, Any]:
    status = draw(st.sampled_from(get_args(statuses)))
    told = _quotes(draw, book)
    event = {"status": status, **told, "rule": draw(MAYBE) or "", "confidence": draw(st.floats(0, 1))}
    if draw(st.booleans()):
        event["rules"] = [draw(WORDS) for _ in told["quotes"]]
        event["statuses"] = [status, *(draw(st.sampled_from(["", *get_args(statuses)])) for _ in told["quotes"][1:])]
        event["attributions"] = [draw(st.none() | st.sampled_from(parties)) for _ in told["quotes"]]
    event["attributed_to"] = draw(st.none() | st.sampled_from(parties))
    event["when"] = draw(st.none() | DATES)
    start, end = draw(st.sampled_from(told["evidence"]))
    event["trigger"] = draw(st.none() | st.just([start, start + 1]))
    standing = draw(st.sets(st.sampled_from(own), max_size=2)) if own else set()
    event["via"] = {party: [start, end] for party in sorted(standing)}
    event["via_texts"] = dict.fromkeys(event["via"], book[start, end])
    return event


def _event(draw: st.DrawFn, kinds: dict[str, str], book: Book) -> dict[str, Any]:
    parties = list(kinds)
    some = st.lists(st.sampled_from(parties), max_size=3)
    match draw(st.sampled_from(["Meeting", "Pledge", "Relation"])):
        case "Meeting":
            own = draw(some)
            places = [party for party, kind in kinds.items() if kind == "Place"]
            return _happening(draw, model.MeetingStatus, parties, own, book) | {
                "type": "Meeting",
                "participants": own,
                "host": draw(st.none() | st.sampled_from(own)) if own else None,
                "place": draw(st.lists(st.sampled_from(places), max_size=2)) if places else None,
                "mode": draw(st.sampled_from(get_args(model.Mode))),
                "topic": draw(MAYBE) or "",
            }
        case "Pledge":
            pledger, recipients = draw(st.sampled_from(parties)), draw(some)
            start = draw(OFFSETS)
            return _happening(draw, model.PledgeStatus, parties, [pledger, *recipients], book) | {
                "type": "Pledge",
                "pledger": pledger,
                "recipients": recipients,
                "what": draw(st.none() | st.just([start, start + 3])),
                "content": draw(MAYBE) or "",
                "amount": draw(st.none() | _amounts()),
                "due": draw(st.none() | DATES),
                "renewed": draw(st.booleans()),
                "joint": draw(MAYBE),
            }
        case _:
            source, target = draw(st.sampled_from(parties)), draw(st.sampled_from(parties))
            return _happening(draw, model.MeetingStatus, parties, [source, target], book) | {
                "type": "Relation",
                "relation": draw(st.sampled_from(["accused", "signed_with", "a_"])),
                "label": draw(MAYBE) or "",
                "symmetric": draw(st.booleans()),
                "source": source,
                "target": target,
            }


@st.composite
def _amounts(draw: st.DrawFn) -> dict[str, Any]:
    figures = sorted((draw(FIGURES), draw(FIGURES)), key=float)
    known = draw(st.sampled_from([(0, 1), (0, None), (None, 1)]))
    minimum, maximum = (None if number is None else figures[number] for number in known)
    money = draw(st.booleans())
    return {
        "text": draw(WORDS),
        "minimum": minimum,
        "maximum": maximum,
        "currency": "EUR" if money else None,
        "unit": None if money else draw(WORDS),
        "qualifier": draw(st.sampled_from([None, "about", "at_least", "at_most"])),
    }


def _role(draw: st.DrawFn, person: str, others: list[str], book: Book) -> dict[str, Any]:
    title = draw(MAYBE) or ""
    organization = draw(st.sampled_from(others)) if not title.strip() else draw(st.none() | st.sampled_from(others))
    told = _quotes(draw, book)
    term = draw(
        st.sampled_from(
            [{}, {"start": {"text": "then"}}, {"start": {"earliest": "2020-01-01"}, "end": {"latest": "2021-01-01"}}]
        )
    )
    return {
        "person": person,
        "organization": organization,
        "title": title,
        "tense": draw(st.sampled_from(get_args(model.Tense))),
        **term,
        **told,
    }


@st.composite
def _records(draw: st.DrawFn, ident: str) -> dict[str, Any]:
    names = draw(LOCAL)
    book: Book = {}
    kinds = {name: draw(st.sampled_from(get_args(model.EntityType))) for name in names}
    people = [name for name, kind in kinds.items() if kind == "Person"]
    record = {
        "id": ident,
        **{key: draw(MAYBE) for key in ("title", "url", "publisher", "lang")},
        "authors": draw(st.lists(WORDS, max_size=2)),
        "date": draw(st.none() | st.dates().map(str)),
        "entities": [_named(draw, name, kind) for name, kind in kinds.items()],
        "events": [_event(draw, kinds, book) for _ in range(draw(st.integers(0, 3)))],
        "warnings": draw(st.lists(WORDS, max_size=1)),
    }
    record["events"] += record["events"][: draw(st.integers(0, 1))]
    if people:
        others = [name for name in names if name != people[0]]
        record["roles"] = [_role(draw, people[0], others, book) for _ in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        record["run"] = {"version": draw(WORDS), "model": draw(MAYBE) or "", "digest": draw(MAYBE) or ""}
    return record


@st.composite
def any_records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One to three records of different ids."""
    idents = st.sampled_from(["a", "..", "a/b", "a b", "<x>", "a#b%20"]) | WORDS
    return [draw(_records(ident)) for ident in draw(st.lists(idents, min_size=1, max_size=3, unique=True))]
