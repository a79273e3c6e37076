from __future__ import annotations

import pytest
import rdflib

from graphkit.errors import QueryError
from graphkit.rdf import load_store, named_queries, run_named_query, to_rdflib

from .everything import ACCUSED, DENIED, GRANT, NO_AID, OCCURRED, PLANNED, SUMMIT, everything

BASE = "https://news.example/graph/"

EXPECTED = {
    "entities": [
        ("Ada Brandt", "person", "3", "Ada Brant"),
        ("Harbour League", "organization", "2", ""),
        ("Tunde Okoro", "person", "2", "Okoro"),
        ("Norland", "place", "1", ""),
        ("Rui Silva", "person", "1", ""),
        ("Castle Hall", "place", "0", ""),
        ("Riverton", "place", "0", ""),
    ],
    "meetings": [
        ("hypothetical", "", "Norland; Tunde Okoro", "", "1"),
        ("denied", "", "Rui Silva; Tunde Okoro", "", "1"),
        ("occurred", "2031-02", "Ada Brandt; Harbour League; Rui Silva", "Riverton", "1"),
        ("occurred", "2031-03-04", "Ada Brandt; Tunde Okoro", "Castle Hall; Riverton", "2"),
        ("planned", "2031-03-10/2031-03-16", "Ada Brandt; Rui Silva", "", "1"),
    ],
    "relations": [
        ("accused", "occurred", "", "Ada Brandt", "Rui Silva", "Brandt accused Silva of fraud."),
        ("accused", "denied", "", "Norland", "Harbour League", "Norland has not accused the League."),
        (
            "signed an agreement with",
            "occurred",
            "in the cold months",
            "Harbour League",
            "Norland",
            "Norlandic officials signed a treaty with the League.",
        ),
    ],
    "pledges": [
        ("made", "", "Norland", "Harbour League", "about 10 to 12 patrol boats", "10 to 12 patrol boats"),
        ("denied", "", "Rui Silva", "Norland", "aid", None),
        (
            "made",
            "2031-03-06",
            "Harbour League",
            "Ada Brandt; Norland",
            "more than €1.5bn in grants",
            "more than €1.5bn",
        ),
        ("hypothetical", "in the cold months", "Rui Silva", "", "a new harbour", None),
    ],
    "who-met": [
        ("Ada Brandt", "Rui Silva", "1", "2031-02-01", "2031-02-28", "1"),
        ("Ada Brandt", "Tunde Okoro", "1", "2031-03-04", "2031-03-04", "2"),
        ("Harbour League", "Ada Brandt", "1", "2031-02-01", "2031-02-28", "1"),
        ("Harbour League", "Rui Silva", "1", "2031-02-01", "2031-02-28", "1"),
    ],
    "planned-meetings": [("2031-03-10", "2031-03-16", "next week", "Ada Brandt; Rui Silva", BASE + PLANNED)],
    # they met in February, before what is planned for March
    "planned-not-held": [("Ada Brandt", "Rui Silva", "2031-03-10", "2031-03-16", BASE + PLANNED)],
    "denied-meetings": [
        ("Rui Silva", "Tunde Okoro", "Rui Silva", "Silva said he had not met Okoro at any time.", "a2"),
    ],
    "roles": [
        ("Ada Brandt", "Chancellor", "Norland", "current", None, None, "Norlandic Chancellor Ada Brandt"),
        ("Rui Silva", None, "Harbour League", "current", None, None, "the League's Rui Silva"),
        (
            "Rui Silva",
            "Governor",
            "Riverton",
            "former",
            "2016",
            "2020",
            "he became, in 2016, Governor of Riverton",
        ),
        (
            "Rui Silva",
            "Governor",
            "Riverton",
            "former",
            "in the cold months",
            None,
            "took over in the cold months as Governor of Riverton",
        ),
        ("Rui Silva", "envoy", None, "former", None, None, "ex-envoy"),
        ("Tunde Okoro", "Secretary", "Harbour League", "current", "2024", None, None),
    ],
    "pledge-sums": [("Ada Brandt", "EUR", "1500000000", "1"), ("Norland", "EUR", "1500000000", "1")],
    "single-source-edges": [
        ("Ada Brandt", "accused", "Rui Silva", "a1"),
        ("Ada Brandt", "met with", "Rui Silva", "a2"),
        ("Harbour League", "met with", "Ada Brandt", "a2"),
        ("Harbour League", "met with", "Rui Silva", "a2"),
        ("Harbour League", "pledged to", "Ada Brandt", "a2"),
        ("Harbour League", "pledged to", "Norland", "a2"),
        ("Harbour League", "signed an agreement with", "Norland", "a2"),
        ("Norland", "pledged to", "Harbour League", "a1"),
    ],
}

EXPECTED_WITH_PARAMETERS = [
    (
        "timeline-of-a-pair",
        {"person": "Ada Brant", "other": "RUI SILVA"},
        [
            ("", "relation", "occurred", "Ada Brandt accused Rui Silva", BASE + ACCUSED),
            ("2031-02", "meeting", "occurred", "Meeting of Harbour League, Ada Brandt and Rui Silva", BASE + SUMMIT),
            (
                "2031-03-10/2031-03-16",
                "meeting",
                "planned",
                "Planned meeting of Ada Brandt and Rui Silva",
                BASE + PLANNED,
            ),
        ],
    ),
    ("timeline-of-a-pair", {"person": "Norland", "other": "Norland"}, []),
    (
        "who-met-person",
        {"person": "ada brandt"},
        [
            ("Harbour League", "1", "2031-02-01", "2031-02-28"),
            ("Rui Silva", "1", "2031-02-01", "2031-02-28"),
            ("Tunde Okoro", "1", "2031-03-04", "2031-03-04"),
        ],
    ),
    ("who-met-person", {"person": "Norland"}, []),
    (
        "pledges-to",
        {"recipient": "Norland"},
        [
            ("Rui Silva", "denied", "aid", None, "", BASE + NO_AID),
            (
                "Harbour League",
                "made",
                "more than €1.5bn in grants",
                "more than €1.5bn",
                "2031-03-06",
                BASE + GRANT,
            ),
        ],
    ),
    (
        "roles-at",
        {"day": "2018-06-01"},
        [("Rui Silva", "Governor", "Riverton", "2016", "2020", "held")],
    ),
    (
        "roles-at",
        {"day": "2020-03-01"},
        [("Rui Silva", "Governor", "Riverton", "2016", "2020", "possible")],
    ),
    (
        "roles-at",
        {"day": "2031-03-05"},
        [
            ("Ada Brandt", "Chancellor", "Norland", None, None, "held"),
            ("Tunde Okoro", "Secretary", "Harbour League", "2024", None, "possible"),
        ],
    ),
    ("roles-at", {"day": "yesterday"}, []),
    ("co-attendees", {"person": "Okoro"}, [("Harbour League", "1"), ("Rui Silva", "1")]),
    ("co-attendees", {"person": "Ada Brandt"}, []),
    (
        "evidence-of-pair",
        {"person": "Okoro", "other": "Ada Brandt"},
        [
            (
                "occurred",
                "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday.",
                "a1",
                "0",
                "53",
                "meet.verb.object",
                BASE + OCCURRED,
            ),
            ("occurred", "Ada Brant received Okoro.", "a2", "30", "55", "meet.verb.receive", BASE + OCCURRED),
        ],
    ),
    (
        "evidence-of-pair",
        {"person": "Okoro", "other": "Rui Silva"},
        [
            (
                "denied",
                "Silva said he had not met Okoro at any time.",
                "a2",
                "300",
                "345",
                "meet.verb.object",
                BASE + DENIED,
            )
        ],
    ),
]


@pytest.fixture(scope="module")
def store():
    return load_store(everything())


@pytest.mark.parametrize("name", EXPECTED)
def test_rows(store, name: str):
    wanted = EXPECTED[name]
    rows = [row[: len(wanted[0])] for row in run_named_query(store, name)]
    assert rows == wanted


@pytest.mark.parametrize(("name", "params", "wanted"), EXPECTED_WITH_PARAMETERS)
def test_rows_with_parameters(store, name: str, params: dict[str, str], wanted: list[tuple[str | None, ...]]):
    result = run_named_query(store, name, params=params)
    assert result.columns[: len(params)] == tuple(params)
    assert [row[len(params) :] for row in result] == wanted
    assert all(row[: len(params)] == tuple(params.values()) for row in result)


def test_every_query_is_tested_and_explained():
    queries = named_queries()
    assert set(queries) == {*EXPECTED, *(name for name, _, _ in EXPECTED_WITH_PARAMETERS)}
    for query in queries.values():
        assert query.title
        assert query.description.endswith(".")
        assert all(meaning for _, meaning in query.parameters)


@pytest.mark.parametrize("name", EXPECTED)
def test_another_engine_gives_the_same_rows(store, name: str):
    """The queries declare their prefixes and keep to the standard, so that they work elsewhere."""
    ours = run_named_query(store, name)
    theirs = to_rdflib(everything()).query(named_queries()[name].sparql)
    assert tuple(str(variable) for variable in theirs.vars) == ours.columns
    assert sorted(map(_comparable, theirs)) == sorted(map(_comparable, ours))


def _comparable(row) -> tuple[str, ...]:
    """Engines differ in how they write a whole decimal."""
    return tuple("" if value is None else str(value).removesuffix(".0") for value in row)


def test_rdflib_is_given_every_triple():
    assert isinstance(to_rdflib(everything()), rdflib.Graph)
    assert len(to_rdflib(everything())) == len(load_store(everything()))


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("meetngs", {}, "did you mean 'meetings'"),
        ("zzz", {}, "--list"),
        ("who-met-person", {}, "needs person=VALUE"),
        ("meetings", {"person": "x"}, "no parameter 'person'; it has none"),
        ("pledges-to", {"recipient": "x", "person": "y"}, "it has recipient"),
    ],
)
def test_a_wrong_name_or_parameter_is_explained(store, name: str, params: dict[str, str], message: str):
    with pytest.raises(QueryError, match=message):
        run_named_query(store, name, params=params)
