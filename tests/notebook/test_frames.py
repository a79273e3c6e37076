from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from graphkit.errors import MissingExtraError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Amount, Assembly, PartialDate
from graphkit.notebook.extra import need
from graphkit.notebook.frames import COLUMNS, to_frame

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

KG = KnowledgeGraph(everything())
KINDS = ("entities", "meetings", "pledges", "relations", "roles", "edges", "documents")


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_has_a_row_for_each_record_and_the_same_types_when_empty(kind: str) -> None:
    frame, empty = getattr(KG, kind)(), getattr(KnowledgeGraph(Assembly()), kind)()
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == len(getattr(KG.records, kind)()) > 0
    assert list(frame.columns) == list(empty.columns) == list(COLUMNS[kind])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(COLUMNS[kind])
    assert list(frame.dtypes) == list(empty.dtypes)
    assert len(empty) == 0


def test_meetings_tell_names_days_sentence_and_article() -> None:
    rows = KG.meetings("occurred")
    row = rows[[set(names) == {"Ada Brandt", "Tunde Okoro"} for names in rows["participants"]]].iloc[0]
    assert (row["date"], row["first_day"], row["last_day"]) == (
        "2031-03-04", pd.Timestamp("2031-03-04"), pd.Timestamp("2031-03-04"),
    )  # fmt: skip
    assert row["quote"] == "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday."
    assert (row["url"], row["document"], row["documents"], row["sources"]) == (
        "https://paper.example/a1", "a1", ("a1", "a2"), 2,
    )  # fmt: skip
    assert row["place"] == ("Riverton", "Castle Hall")


def test_a_row_for_each_participant() -> None:
    told = KG.meetings().explode("participants")
    assert len(told) == sum(len(meeting.participants) for meeting in KG.records.meetings())


def test_filters_of_the_methods_reach_the_frame() -> None:
    assert set(KG.entities("Person")["type"]) == {"Person"}
    assert set(KG.edges("met_with")["relation"]) == {"met_with"}
    assert set(KG.pledges("made")["status"]) == {"made"}
    assert set(KG.roles("former")["tense"]) <= {"former"}


def test_days_before_1677_and_sums_are_told() -> None:
    pledge = replace(
        KG.assembly.pledges[0],
        when=PartialDate(text="in 1648", earliest=dt.date(1648, 1, 1), latest=dt.date(1648, 12, 31), precision="year"),
        amount=Amount(text="at least €5m", minimum=5e6, currency="EUR"),
    )
    row = KnowledgeGraph(replace(KG.assembly, pledges=(pledge,))).pledges().iloc[0]
    assert (row["date"], row["first_day"].year, row["last_day"].month) == ("1648", 1648, 12)
    assert (row["minimum"], row["currency"]) == (5e6, "EUR")
    assert pd.isna(row["maximum"])


def test_days_of_edges_are_days() -> None:
    frame = KG.edges()
    told = frame.dropna(subset=["first_date"])
    assert list(told["first_day"].dt.strftime("%Y-%m-%d")) == list(told["first_date"])


def test_a_frame_of_no_kind_that_is_known() -> None:
    with pytest.raises(KeyError):
        to_frame("nothing", [])


def test_without_pandas_there_are_lists_of_records() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "from tests.rdf.everything import everything\n"
        "from graphkit.knowledge import KnowledgeGraph\n"
        "kg = KnowledgeGraph(everything())\n"
        f"for kind in {KINDS}:\n"
        "    found = getattr(kg, kind)()\n"
        "    assert type(found) is list and found == getattr(kg.records, kind)() != []\n"
        "assert type(kg.network_measures().table) is list\n"
        "print(kg.meetings()[0].quotes[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip()


def test_what_is_missing_is_told_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(
        MissingExtraError, match=r"kg\.plot\(\) needs matplotlib.*pip install 'graphkit-news\[notebook\]'"
    ):
        need("matplotlib.figure", what="kg.plot()")
