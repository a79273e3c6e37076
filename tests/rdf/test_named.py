from __future__ import annotations

import pytest
import rdflib

from graphkit.errors import ParameterError
from graphkit.rdf import load_store, named_queries, run_named_query, to_rdflib
from graphkit.resources import ontology_path

from .elsewhere import comparable, with_values
from .everything import ACCUSED, DENIED, GRANT, NO_AID, OCCURRED, PLANNED, SUMMIT, everything
from .quarrel import quarrel

BASE = "https://news.example/graph/"

EXPECTED = {
    "entities": [
        ("Ada Brandt", "person", "3", "Ada Brant"),
        ("Harbour League", "organization", "2", ""),
        ("Tunde Okoro", "person", "2", "Okoro"),
        ("Castle Hall", "place", "1", ""),
        ("Norland", "place", "1", ""),
        ("Riverton", "place", "1", ""),
        ("Rui Silva", "person", "1", ""),
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
        (
            *("Tunde Okoro", "Secretary", "Harbour League", "current", "2024", None),
            "Okoro, Secretary of the League since 2024",
        ),
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
EXPECTED_OF_THE_QUARREL = [
    (
        "entities",
        {},
        [
            ("Elmia", "place", "0", ""),
            ("Eva Lind", "person", "0", ""),
            ("Grain Bank", "organization", "0", ""),
            ("Ugo Rosso", "person", "0", ""),
            ("Varda", "place", "0", ""),
        ],
    ),
    # the joint pledge stands in one row, and the renewed one counts once, with the higher sum
    (
        "pledge-sums-by-pair",
        {},
        [
            ("Elmia; Varda", "Grain Bank", "EUR", "30000000", "1"),
            ("Ugo Rosso", "Grain Bank", "EUR", "7000000", "1"),
            ("Varda", "Grain Bank", "EUR", "2000000", "1"),
        ],
    ),
    ("pledge-sums", {}, [("Grain Bank", "EUR", "39000000", "3")]),
    (
        "disagreements",
        {},
        [
            (
                *("how much was pledged", "Ugo Rosso", "Grain Bank"),
                *("Rosso, says Lind, promised €5m.", "north", "Rosso renewed his €7m.", "south"),
            ),
            (
                *("whether it was pledged", "Varda", "Grain Bank"),
                *("Varda promised €2m, said Lind.", "north", "Varda has promised no €2m.", "south"),
            ),
            (
                *("whether they met", "Eva Lind", "Ugo Rosso"),
                *("Lind met Rosso on 2 May.", "north", "Lind denies having met Rosso on 2 May.", "south"),
            ),
        ],
    ),
    (
        "claims",
        {},
        [
            (
                "Eva Lind",
                "Pledge by Ugo Rosso to Grain Bank: money",
                "made",
                "Rosso, says Lind, promised €5m.",
                "north",
            ),
            ("Eva Lind", "Pledge by Varda to Grain Bank: money", "made", "Varda promised €2m, said Lind.", "north"),
            (
                *("Eva Lind", "Meeting of Eva Lind and Ugo Rosso", "denied"),
                *("Lind denies having met Rosso on 2 May.", "south"),
            ),
        ],
    ),
    (
        "who-speaks-for-whom",
        {},
        [
            ("Eva Lind", "Varda", "by word", "Minister", "current", "1"),
            ("Ugo Rosso", "Grain Bank", "by title", "chief spokesman", "former", "0"),
        ],
    ),
    (
        "best-attested-edges",
        {},
        [
            ("Eva Lind", "met with", "Ugo Rosso", "2", "2", "1", "1"),
            ("Ugo Rosso", "pledged to", "Grain Bank", "2", "2", "2", "1"),
            ("Varda", "pledged to", "Grain Bank", "1", "2", "2", "1"),
            ("Elmia", "pledged to", "Grain Bank", "1", "1", "1", "1"),
        ],
    ),
    (
        "roles-at",
        {"day": "2029-01-01"},
        [("Ugo Rosso", "chief spokesman", "Grain Bank", "2028-03-01", "2030-02-28", "held")],
    ),
    ("roles-at", {"day": "2030-03-01"}, []),
    ("roles-at", {"day": "2031-05-03"}, [("Eva Lind", "Minister", "Varda", None, None, "held")]),
]

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
            ("Tunde Okoro", "Secretary", "Harbour League", "2024", None, "held"),
        ],
    ),
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
                "344",
                "meet.verb.object",
                BASE + DENIED,
            )
        ],
    ),
]


QUESTIONS = [
    *((everything, name, {}, rows) for name, rows in EXPECTED.items()),
    *((everything, *question) for question in EXPECTED_WITH_PARAMETERS),
    *((quarrel, *question) for question in EXPECTED_OF_THE_QUARREL),
]


@pytest.fixture(scope="module")
def store():
    return load_store(everything())


@pytest.fixture(scope="module")
def stores(store):
    return {everything: store, quarrel: load_store(quarrel())}


@pytest.mark.parametrize(("graph", "name", "params", "wanted"), QUESTIONS)
def test_rows(stores, graph, name: str, params: dict[str, str], wanted: list[tuple[str | None, ...]]):
    result = run_named_query(stores[graph], name, params=params)
    assert result.columns[: len(params)] == tuple(params)
    assert all(row[: len(params)] == tuple(params.values()) for row in result)
    told = slice(len(params), len(params) + (len(wanted[0]) if wanted else 0))
    assert [row[told] for row in result] == wanted


@pytest.mark.parametrize("day", ["2031-02-31", "yesterday", "14.5.2031", "20310514", "2031-W20-3", "2031-05-14\n"])
def test_what_is_no_day_is_told(store, day: str):
    with pytest.raises(ParameterError, match="is no day; write it as 2024-05-14"):
        run_named_query(store, "roles-at", params={"day": day})


def test_every_query_is_tested_and_explained():
    queries = named_queries()
    assert set(queries) == {name for _, name, _, rows in QUESTIONS if rows}
    for query in queries.values():
        assert query.title
        assert query.description.endswith(".")
        assert all(meaning for _, meaning in query.parameters)
        assert query.body.startswith("PREFIX ")


@pytest.fixture(scope="module")
def rdflib_graphs():
    return {everything: to_rdflib(everything()), quarrel: to_rdflib(quarrel())}


# rdflib itself does so when it compares what is no day
@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")
@pytest.mark.parametrize(("graph", "name", "params"), [question[:3] for question in QUESTIONS])
def test_another_engine_gives_the_same_rows(stores, rdflib_graphs, graph, name: str, params: dict[str, str]):
    """The queries declare their prefixes and keep to the standard, so that they work elsewhere."""
    ours = run_named_query(stores[graph], name, params=params)
    theirs = rdflib_graphs[graph].query(with_values(named_queries()[name].sparql, params))
    assert tuple(str(variable) for variable in theirs.vars) == ours.columns
    assert comparable(theirs) == comparable(ours)


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
        ("pledges-to", {"recipient": " "}, "'recipient' is empty"),
    ],
)
def test_a_wrong_name_or_parameter_is_explained(store, name: str, params: dict[str, str], message: str):
    with pytest.raises(ParameterError, match=message):
        run_named_query(store, name, params=params)


def test_the_table_of_questions_is_true():
    table = (ontology_path("queries") / "README.md").read_text(encoding="utf-8")
    for query in named_queries().values():
        parameters = "; ".join(f"`{name}`: {meaning}" for name, meaning in query.parameters)
        assert f"| `{query.name}` | {query.description} | {parameters or '–'} |" in table
    assert table.count("\n| `") == len(named_queries())
