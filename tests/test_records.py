"""The extraction record: its form, the way there and back, and what it complains of."""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import replace

import pytest

from graphkit.errors import InputError
from graphkit.model import (
    Amount,
    Document,
    Evidence,
    Extraction,
    LocalEntity,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Relation,
    Role,
    Via,
)
from graphkit.records import checked_extraction, from_record, to_record

TEXT = "Ana Ruiz met Ole Dahl in Oslo on Monday. Norway promised Spain 30 buses, Dahl said. He is the prime minister."


def mention(words: str, *, rule: str = "model", inferred: bool = False, score: float = 1.0, after: int = 0) -> Mention:
    start = TEXT.index(words, after)
    return Mention(start=start, end=start + len(words), text=words, rule=rule, inferred=inferred, score=score)


def evidence(words: str, *, rule: str, status: str = "", attributed_to: str | None = None) -> Evidence:
    start = TEXT.index(words)
    return Evidence(
        start=start, end=start + len(words), quote=words, rule=rule, status=status, attributed_to=attributed_to
    )


def full() -> Extraction:
    """One extraction that uses every field of the model."""
    monday = TEXT.index("on Monday")
    entities = (
        LocalEntity(id="e1", type="Person", name="Ana Ruiz", mentions=(mention("Ana Ruiz"),)),
        LocalEntity(
            id="e2",
            type="Person",
            name="Ole Dahl",
            mentions=(mention("Ole Dahl"), mention("Dahl", rule="surname", score=0.5, after=60)),
            inferred=(mention("He", rule="pronoun", inferred=True, score=0.75),),
            jobs=("striker",),
        ),
        LocalEntity(id="e3", type="Place", name="Oslo", kind="city", mentions=(mention("Oslo"),)),
        LocalEntity(
            id="e4",
            type="Place",
            name="Norway",
            kind="country",
            ids=(("wikidata", "Q20"),),
            mentions=(mention("Norway"),),
        ),
        LocalEntity(id="e5", type="Place", name="Spain", kind="country", mentions=(mention("Spain"),)),
    )
    meeting = Meeting(
        id="m1",
        status="occurred",
        participants=("e1", "e2"),
        evidence=(evidence("Ana Ruiz met Ole Dahl in Oslo on Monday.", rule="meet.verb", status="occurred"),),
        rule="meet.verb",
        confidence=0.9,
        host="e2",
        place=("e3", "e4"),
        place_basis="document",
        when=PartialDate(
            text="on Monday",
            earliest=dt.date(2024, 12, 16),
            latest=dt.date(2024, 12, 16),
            precision="day",
            basis="relative",
            start=monday,
            end=monday + 9,
        ),
        mode="in_person",
        trigger=(9, 12),
    )
    start = TEXT.index("30 buses")
    pledge = Pledge(
        id="p1",
        status="made",
        pledger="e4",
        recipients=("e5",),
        content="30 buses",
        what=(start, start + 8),
        evidence=(evidence("Norway promised Spain 30 buses, Dahl said.", rule="pledge.verb", attributed_to="e2"),),
        rule="pledge.verb",
        when=PartialDate(text="this week"),
        due=PartialDate(text="", earliest=dt.date(2025, 1, 1), latest=dt.date(2025, 12, 31), precision="year"),
        amount=Amount(text="30 buses", minimum=30.0, maximum=30.0, unit="buses", qualifier="about"),
        joint="j1",
        attributed_to="e2",
        via=(Via(party="e4", text="Norway", start=41, end=47),),
        trigger=(48, 56),
    )
    relation = Relation(
        id="r1",
        relation="signed_with",
        label="signed a deal with",
        symmetric=True,
        status="hypothetical",
        source="e4",
        target="e5",
        evidence=(
            evidence("Norway promised Spain 30 buses, Dahl said.", rule="sign.verb.with", status="hypothetical"),
        ),
        rule="sign.verb.with",
        confidence=0.5,
        when=PartialDate(text="this week"),
        attributed_to="e2",
        via=(Via(party="e5", text="Spain", start=57, end=62),),
        trigger=(48, 56),
    )
    role = Role(
        person="e2",
        organization=None,
        title="prime minister",
        tense="former",
        start=PartialDate(text="2016", earliest=dt.date(2016, 1, 1), latest=dt.date(2016, 12, 31), precision="year"),
        end=PartialDate(text="Monday", start=start, end=start + 6),
        inferred=True,
        evidence=(evidence("the prime minister", rule="role.be"),),
    )
    document = Document(
        id="ø/1",
        title="A title",
        url="https://example.org/1",
        authors=("Ada Quell", "Bo Marr"),
        publisher="The Daily",
        published=dt.date(2024, 12, 17),
        lang="en",
        fingerprint="w1:0123456789abcdef",
    )
    return Extraction(
        document=document,
        entities=entities,
        meetings=(meeting,),
        pledges=(pledge,),
        relations=(relation,),
        roles=(role,),
        warnings=("long",),
    )


def test_round_trip_through_json_loses_nothing() -> None:
    written = json.dumps(to_record(full()), ensure_ascii=False)
    assert from_record(json.loads(written), source="x.jsonl") == full()
    assert json.dumps(to_record(from_record(json.loads(written), source="x")), ensure_ascii=False) == written


def test_round_trip_of_the_least() -> None:
    least = Extraction(document=Document(id="a"))
    assert to_record(least) == {"id": "a", "entities": [], "events": [], "roles": []}
    assert from_record(to_record(least), source="x") == least


def test_document_that_was_left_out_is_a_record_of_empty_lists() -> None:
    left_out = Extraction(document=Document(id="a", lang="de", skipped="language"))
    record = {"id": "a", "lang": "de", "skipped": "language", "entities": [], "events": [], "roles": []}
    assert to_record(left_out) == record
    assert from_record(record, source="x") == left_out
    assert from_record(record, source="x").skipped == "language"


def test_record_has_the_published_form() -> None:
    record = to_record(full())
    assert list(record) == [
        "id", "title", "url", "authors", "publisher", "date", "lang", "entities", "events", "roles", "warnings", "fingerprint",
    ]  # fmt: skip
    ole = record["entities"][1]
    assert ole["mentions"] == [[13, 21], [73, 77]]
    assert ole["texts"] == ["Ole Dahl", "Dahl"]
    assert ole["inferred"] == [{"span": [84, 86], "rule": "pronoun", "text": "He", "score": 0.75}]
    assert record["entities"][3]["ids"] == {"wikidata": "Q20"}
    meeting, pledge, relation = record["events"]
    assert (meeting["type"], meeting["participants"], meeting["place"]) == ("Meeting", ["e1", "e2"], ["e3", "e4"])
    assert meeting["when"] == {
        "text": "on Monday", "span": [30, 39], "earliest": "2024-12-16", "latest": "2024-12-16", "precision": "day", "basis": "relative",
    }  # fmt: skip
    assert (pledge["recipient"], pledge["recipients"], pledge["via"]) == ("e5", ["e5"], {"e4": [41, 47]})
    assert [relation[key] for key in ("type", "relation", "source", "target")] == [
        "Relation",
        "signed_with",
        "e4",
        "e5",
    ]
    assert record["roles"][0]["span"] == record["roles"][0]["evidence"][0]
    for event in record["events"]:
        assert [TEXT[start:end] for start, end in event["evidence"]] == event["quotes"]


def test_record_with_only_the_needed_keys_is_taken() -> None:
    record = {
        "id": "a",
        "entities": [
            {"id": "e1", "type": "Person", "name": "Bo", "mentions": [[0, 2]], "texts": ["Bo"]},
            {
                "id": "e2",
                "type": "Person",
                "name": "Al",
                "mentions": [],
                "texts": [],
                "inferred": [{"span": [5, 7], "text": "he"}],
            },
        ],
        "events": [
            {
                "type": "Meeting",
                "status": "planned",
                "participants": ["e1", "e2"],
                "evidence": [[0, 3]],
                "quotes": ["Bo."],
            },
            {
                "type": "Pledge",
                "status": "made",
                "pledger": "e1",
                "recipient": "e2",
                "evidence": [[0, 3]],
                "quotes": ["Bo."],
            },
        ],
        "something": {"else": 1},
    }
    extraction = from_record(record, source="x")
    assert extraction.meetings[0].id == "m1"
    assert extraction.meetings[0].place == ()
    assert extraction.pledges[0].recipients == ("e2",)


WRONG = [
    ((), "id", None, "'id' must be a string, not null"),
    ((), "id", " ", "'id' is empty"),
    ((), "id", "\ud800", "surrogate"),
    ((), "entities", {}, "'entities' must be a list, not an object"),
    ((), "entities", [1], "'entities[0]' must be an object, not a number"),
    ((), "fingerprint", "x", "'fingerprint' is none that graphkit makes; leave it out"),
    ((), "skipped", "language", "'skipped' goes only with empty 'entities' and 'events'"),
    ((), "date", "yesterday", "'date' is 'yesterday'"),
    (("entities", 0), "type", "Animal", "'entities[0].type' is 'Animal'"),
    (("entities", 0), "id", "e2", "'entities' holds one id twice"),
    (("entities", 0), "name", 3, "'entities[0].name' must be a string, not a number"),
    (("entities", 0), "mentions", [[3, 1]], "'entities[0].mentions' must hold pairs"),
    (("entities", 0), "mentions", [[0, True]], "'entities[0].mentions' must hold pairs"),
    (("entities", 0), "texts", [], "'entities[0].texts' has 0 items for 1 spans"),
    (("entities", 0), "texts", ["Ana"], "their lengths differ"),
    (("entities", 0), "rules", [None], "'entities[0].rules' must be a string, not null"),
    (("entities", 3), "ids", ["Q20"], "'entities[3].ids' must be an object"),
    (("events", 0), "type", "Party", "'events[0].type' is 'Party'"),
    (("events", 0), "status", "made", "'events[0].status' is 'made'"),
    (("events", 0), "participants", ["e1", "e9"], "names 'e9'"),
    (("events", 0), "place", "e3", "'events[0].place' must be a list"),
    (("events", 0), "host", "e9", "names 'e9'"),
    (("events", 0), "evidence", [], "'events[0].quotes' has 1 items for 0 spans"),
    (("events", 0), "quotes", ["short"], "their lengths differ"),
    (("events", 0), "confidence", "high", "'events[0].confidence' must be a number, not a string"),
    (("events", 0), "confidence", float("nan"), "is too large a number, or none"),
    (("events", 0), "confidence", 1.5, "'events[0].confidence' must be from 0 to 1, not 1.5"),
    (("events", 1, "amount"), "minimum", float("inf"), "'events[1].amount.minimum' is too large a number, or none"),
    (("events", 1, "amount"), "maximum", 10**400, "is too large a number, or none"),
    (("events", 0), "mode", "by_post", "'events[0].mode' is 'by_post'"),
    (("events", 0, "when"), "earliest", "2024-13-01", "'events[0].when.earliest' is '2024-13-01'"),
    (("events", 0, "when"), "earliest", "2024-12-30", "is after 'latest'"),
    (("events", 1), "pledger", None, "'events[1].pledger' must be a string, not null"),
    (("events", 1), "what", [1], "'events[1].what' must hold pairs"),
    (("events", 1), "via", {"e9": [0, 1]}, "names 'e9'"),
    (("events", 1), "amount", 3, "'events[1].amount' must be an object"),
    (("events", 1, "amount"), "minimum", "many", "'events[1].amount.minimum' must be a number"),
    (("events", 2), "relation", "met_with", "'events[2].relation' is 'met_with'; it must be lower-case letters"),
    (("events", 2), "relation", None, "'events[2].relation' must be a string, not null"),
    (("events", 2), "symmetric", "yes", "'events[2].symmetric' must be true or false"),
    (("events", 2), "status", "made", "'events[2].status' is 'made'"),
    (("events", 2), "source", "e9", "names 'e9'"),
    (("roles", 0), "person", "e9", "names 'e9'"),
    (("roles", 0), "tense", "past", "'roles[0].tense' is 'past'"),
    ((), "run", {"version": ""}, "'run.version' is empty"),
    (("entities", 0), "mentions", [[5, 5]], "with 0 <= start < end"),
    (("entities", 0), "mentions", [[2**53, 2**53 + 8]], "with 0 <= start < end"),
    (("entities", 0), "texts", ["        "], "'entities[0].texts' is blank"),
    (("entities", 0), "kind", "country", "'entities[0].kind' is 'country'; then 'type' must be 'Place'"),
    (("entities", 3), "ids", {"a:b": "Q20"}, "has a ':' in the name of its scheme"),
    (("entities", 3), "ids", {"\ud800": "Q20"}, "half a surrogate pair"),
    (("events", 0), "quotes", [" " * 40], "'events[0].quotes' is blank"),
    (("events", 0), "statuses", ["maybe"], "'events[0].statuses' has 'maybe'"),
    (("events", 0), "statuses", ["denied"], "must have 'occurred', the status of the event, for one of its passages"),
    (("events", 0), "trigger", [10**30, 10**30 + 3], "with 0 <= start < end"),
    (("events", 0), "trigger", [500, 503], "must lie within one of the passages"),
    (("events", 0), "host", "e3", "'events[0].host' is 'e3'; it must be one of 'participants'"),
    (("events", 0), "place", ["e1"], "names 'e1', whose type must be 'Place' there, not 'Person'"),
    (
        ("events", 0, "when"),
        "latest",
        "2024-12-18",
        "'events[0].when.precision' is 'day', which 'earliest' and 'latest' are not",
    ),
    (("events", 0, "when"), "earliest", None, "'events[0].when.precision' is 'day'"),
    (("events", 1, "due"), "latest", "2026-01-01", "'events[1].due.precision' is 'year'"),
    (("events", 1), "via", {"e1": [41, 47]}, "takes no part in the event"),
    (("events", 1), "via", {"e4": [41, 46]}, "their lengths differ"),
    (("events", 1, "amount"), "minimum", -1, "'events[1].amount.minimum' is -1; it must be 0 or more"),
    (("events", 1, "amount"), "minimum", 31, "is greater than 'maximum'"),
    (("events", 1, "amount"), "currency", "EUR", "'events[1].amount.unit' goes only without 'currency'"),
    (
        ("events", 1, "amount"),
        "currency",
        "euros",
        "'events[1].amount.currency' is 'euros'; it must be a code of ISO 4217",
    ),
    (("events", 1, "amount"), "unit", None, "one of the two has to be there"),
    (("events", 1, "amount"), "qualifier", "some", "'events[1].amount.qualifier' is 'some'"),
    (("events", 2), "quotes", ["Norway promised Spain 31 buses, Dahl said."], "have two texts for the span [41, 83]"),
    (("roles", 0), "person", "e4", "whose type must be 'Person' there"),
    (("roles", 0), "organization", "e2", "'roles[0].organization' is the person"),
    (("roles", 0), "title", " ", "'roles[0].title' is empty, and there is no 'organization'"),
    (("roles", 0), "end", {"latest": "2015-01-01", "precision": "year"}, "'roles[0].end' is before 'start'"),
]


@pytest.mark.parametrize(("way", "key", "value", "message"), WRONG)
def test_wrong_value_is_named_with_its_place(way: tuple[str | int, ...], key: str, value: object, message: str) -> None:
    record = copy.deepcopy(to_record(full()))
    node = record
    for step in way:
        node = node[step]
    node[key] = value
    with pytest.raises(InputError) as caught:
        from_record(record, source="x.jsonl", line=7)
    assert str(caught.value).startswith("x.jsonl:7: ")
    assert message in str(caught.value)


def test_event_or_role_without_passages_and_entity_without_words_are_refused() -> None:
    record = to_record(full())
    record["roles"][0] |= {"evidence": [], "quotes": [], "rules": []}
    with pytest.raises(InputError, match=r"'roles\[0\].evidence' is empty"):
        from_record(record, source="x")
    record = to_record(full())
    record["entities"][0] |= {"mentions": [], "texts": [], "rules": []}
    with pytest.raises(InputError, match=r"'entities\[0\].mentions' is empty, and so is 'inferred'"):
        from_record(record, source="x")


def test_two_events_of_one_type_have_two_ids() -> None:
    record = to_record(full())
    record["events"].append(record["events"][0] | {"topic": "fish"})
    with pytest.raises(InputError, match="'events' holds one id twice"):
        from_record(record, source="x")
    del record["events"][-1]["id"]
    assert [meeting.id for meeting in from_record(record, source="x").meetings] == ["m1", "m2"]


def test_what_another_program_leaves_out_is_filled_in() -> None:
    record = to_record(full())
    for node in (record["entities"][0], *record["events"], *record["roles"]):
        del node["rules"]
    del record["events"][0]["rule"]
    del record["events"][1]["via_texts"]
    record["events"][0]["topic"] = record["events"][1]["content"] = " \n"
    record["events"][2]["label"] = ""
    record["events"][1]["amount"]["minimum"] = 30
    read = from_record(record, source="x")
    assert read.entities[0].mentions[0].rule == read.meetings[0].rule == read.meetings[0].evidence[0].rule == "unstated"
    assert read.pledges[0].via == full().pledges[0].via
    assert (read.meetings[0].topic, read.pledges[0].content, read.relations[0].label) == ("", "", "signed with")
    assert isinstance(read.pledges[0].amount.minimum, float)


def test_extraction_made_by_hand_is_checked_as_its_record_is() -> None:
    assert checked_extraction(full(), source="x") == full()
    with pytest.raises(InputError, match="x: is no extraction that can be written down"):
        checked_extraction(replace(full(), document=None), source="x")
    with pytest.raises(InputError, match="x: key 'id' is empty"):
        checked_extraction(replace(full(), document=Document(id="")), source="x")


@pytest.mark.parametrize("key", ["id", "entities", "events"])
def test_missing_key_is_named(key: str) -> None:
    record = to_record(full())
    del record[key]
    with pytest.raises(InputError, match=f"key '{key}' is missing"):
        from_record(record, source="x.jsonl")


ODD = [None, True, 0, -1, 1.5, "", " ", "x", "Person", "country", [[3, 3]], [2**53], [[2**53, 2**53 + 8]], "\ud800", "Åsa", [], {}, [[3, 4]], ["x"], [[4, 3]], [[0, 1, 2]], [["0", 1]]]  # fmt: skip

INFERRED = [
    {"span": [93, 95], "text": "He"},
    {"span": [93, 95], "text": "Hey"},
    {"span": [93, 95], "text": "He", "score": 0.5},
    {"span": None, "text": "He"},
]


@pytest.mark.parametrize("which", range(5))
@pytest.mark.parametrize(
    "key", ["id", "type", "name", "kind", "ids", "mentions", "texts", "rules", "scores", "inferred", "jobs", "other"]
)
def test_entities_are_read_at_a_glance_as_they_are_with_care(
    monkeypatch: pytest.MonkeyPatch, which: int, key: str
) -> None:
    def outcome(record: dict[str, object]) -> object:
        try:
            return from_record(record, source="x")
        except InputError as error:
            return str(error)

    records = []
    for value in [*ODD, *([{"rule": "he", **odd} for odd in INFERRED] if key == "inferred" else [])]:
        record = to_record(full())
        record["entities"][which][key] = [value] if isinstance(value, dict) and value else value
        records.append(record)
    quick = [outcome(record) for record in records]
    monkeypatch.setattr("graphkit.records._flawless_entity", lambda _: None)
    assert quick == [outcome(record) for record in records]
