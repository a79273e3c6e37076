from __future__ import annotations

from graphkit.export.passages import Mark, Marker
from graphkit.model import Assembly, Entity, Evidence, Meeting, Mention, PartialDate, Via

TEXT = "🎈 The bloc's ministers met Ana Ruiz in Bergen on Monday."


def span(words: str) -> tuple[int, int]:
    start = 100 + TEXT.index(words)
    return start, start + len(words)


def entity(name: str, kind: str, *mentions: str) -> Entity:
    found = tuple(Mention(start=span(m)[0], end=span(m)[1], text=m, rule="model", document="a") for m in mentions)
    return Entity(id=name, type=kind, name=name, mentions=found)  # type: ignore[arg-type]


def meeting(**told: object) -> Meeting:
    evidence = Evidence(start=100, end=100 + len(TEXT), quote=TEXT, rule="meet.verb", document="a")
    start, end = span("on Monday")
    known = {
        "id": "m",
        "status": "occurred",
        "participants": ("ruiz", "union"),
        "evidence": (evidence,),
        "rule": "meet.verb",
        "place": ("bergen",),
        "trigger": span("met"),
        "when": PartialDate(text="on Monday", start=start, end=end),
        "via": (
            Via(
                party="union",
                text="The bloc's ministers",
                start=span("The bloc's")[0],
                end=span("ministers")[1],
                document="a",
            ),
        ),
    }
    return Meeting(**{**known, **told})  # type: ignore[arg-type]


ENTITIES = (
    entity("union", "Organization", "The bloc"),
    entity("ruiz", "Person", "Ana Ruiz"),
    entity("bergen", "Place", "Bergen"),
    entity("other", "Person", "Ana"),
)


def marked(event: Meeting, entities: tuple[Entity, ...] = ENTITIES) -> list[tuple[str, str, str | None]]:
    units = TEXT.encode("utf-16-le")
    marks = Marker(Assembly(entities=entities)).marks(event, event.evidence[0])
    return [(units[2 * m.start : 2 * m.end].decode("utf-16-le"), m.kind, m.entity) for m in marks]


def test_parties_trigger_place_and_date_are_marked_as_javascript_counts() -> None:
    assert marked(meeting()) == [
        ("The bloc's ministers", "party", "union"),
        ("met", "trigger", None),
        ("Ana Ruiz", "party", "ruiz"),
        ("Bergen", "place", "bergen"),
        ("on Monday", "date", None),
    ]


def test_the_shorter_words_do_where_no_longer_ones_are_told() -> None:
    assert ("The bloc", "party", "union") in marked(meeting(via=(), trigger=None, when=None))


def test_words_that_are_not_where_they_should_be_get_no_mark() -> None:
    moved = (
        *ENTITIES[:1],
        Entity(
            id="ruiz",
            type="Person",
            name="Ana Ruiz",
            mentions=(Mention(start=105, end=113, text="Ana Ruiz", rule="model", document="a"),),
        ),
    )
    assert marked(meeting(via=(), trigger=(5, 8), when=None), moved) == [("The bloc", "party", "union")]


def test_another_article_has_other_offsets() -> None:
    event = meeting()
    other = Evidence(start=100, end=100 + len(TEXT), quote=TEXT, rule="meet.verb", document="b")
    assert Marker(Assembly(entities=ENTITIES)).marks(event, other) == []


def test_plain_text_counts_as_it_stands() -> None:
    evidence = Evidence(start=0, end=7, quote="Ann met", rule="r", document="a")
    event = meeting(evidence=(evidence,), trigger=(4, 7), when=None, via=())
    assert Marker(Assembly()).marks(event, evidence) == [Mark(4, 7, "trigger", None)]
