from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import pytest

from graphkit.errors import FilterError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly, Entity, Evidence, Meeting
from graphkit.notebook.measures import CAVEAT, MEANINGS


def kg_of(*meetings: str, status: str = "occurred") -> KnowledgeGraph:
    """Meetings of people that letters stand for."""
    letters = sorted(set("".join(meetings)))
    return KnowledgeGraph(
        Assembly(
            entities=tuple(Entity(id=f"person/{letter}", type="Person", name=letter.upper()) for letter in letters),
            meetings=tuple(
                Meeting(
                    id=f"meeting/{number}",
                    status=status,  # type: ignore[arg-type]
                    participants=tuple(f"person/{letter}" for letter in letters_of),
                    evidence=(Evidence(start=0, end=1, quote="x", rule="r", document="d"),),
                    rule="r",
                )
                for number, letters_of in enumerate(meetings)
            ),
        )
    )


TWO_GROUPS = kg_of("ab", "bc", "ac", "cx", "xd", "de", "ef", "df")


def test_who_joins_two_groups_is_in_the_middle() -> None:
    found = TWO_GROUPS.network_measures()
    of = {one.name: one for one in found.records}
    assert found.records[0].betweenness == max(one.betweenness for one in found.records)
    assert of["X"].degree == 2
    assert of["X"].effective_size == 2
    assert of["A"].effective_size == 1
    assert of["A"].betweenness == 0
    assert not of["A"].broker
    assert of["A"].community == of["B"].community != of["E"].community == of["F"].community
    assert "X" in found.communities[of["X"].community - 1]
    assert 0 < len(found.brokers) <= 3
    assert set(found.brokers) <= {"C", "D", "X"}


def test_the_numbers_are_those_of_networkx() -> None:
    found = TWO_GROUPS.network_measures()
    plain = nx.Graph(["AB", "BC", "AC", "CX", "XD", "DE", "EF", "DF"])
    assert {one.name: one.betweenness for one in found.records} == pytest.approx(
        nx.betweenness_centrality(plain), abs=1e-6
    )
    assert {one.name: one.effective_size for one in found.records} == pytest.approx(nx.effective_size(plain), abs=1e-6)


def test_a_summit_joins_all_and_counts_as_one_meeting() -> None:
    found = kg_of("abcde", "ab")
    of = {one.name: one for one in found.network_measures().records}
    assert (of["E"].meetings, of["E"].degree) == (1, 4)
    assert (of["A"].meetings, of["A"].degree) == (2, 4)


def test_only_what_took_place_counts_unless_asked() -> None:
    planned = kg_of("ab", status="planned")
    assert planned.network_measures().records == ()
    assert [one.name for one in planned.network_measures("plans_to_meet").records] == ["A", "B"]
    assert planned.network_measures(["met_with", "plans_to_meet"]).relations == ("met_with", "plans_to_meet")
    assert kg_of("ab", status="denied").network_measures(["met_with", "plans_to_meet"]).records == ()
    with pytest.raises(FilterError, match="'meets' is not in the graph; known are met_with"):
        planned.network_measures("meets")


def test_every_measure_says_what_it_means_and_what_it_does_not() -> None:
    found = TWO_GROUPS.network_measures()
    assert list(found.table.columns) == ["name", "type", *MEANINGS, "id"]
    assert found.meanings["caveat"] == CAVEAT
    for shown in (repr(found), found._repr_html_().replace("&#x27;", "'")):
        assert CAVEAT in shown
        assert MEANINGS["betweenness"] in shown
    assert (
        "<b>"
        not in kg_of("ab")
        .network_measures()
        ._repr_html_()
        .replace("<b>Who", "")
        .split("<tbody>")[1]
        .split("</tbody>")[0]
    )


def test_large_networks_are_sampled_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.notebook.measures._ALL", 3)
    monkeypatch.setattr("graphkit.notebook.measures._SAMPLE", 4)
    found = TWO_GROUPS.network_measures()
    assert found.sampled
    assert "estimated from" in found.meanings["caveat"]
    assert found == TWO_GROUPS.network_measures()


def test_the_same_numbers_whatever_the_order_of_hashes() -> None:
    code = (
        "import random\n"
        "from tests.notebook.test_measures import kg_of\n"
        "letters = 'abcdefghijklmnopqrstuvwxyz'\n"
        "random.seed(7)\n"
        "print(kg_of(*(''.join(sorted(random.sample(letters, random.choice([2, 2, 3, 5])))) for _ in range(60))).network_measures())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
