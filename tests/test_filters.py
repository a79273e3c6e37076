from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import AmbiguousNameError, FilterError, UnknownNameError
from graphkit.filters import STATUSES, Filters, filter_assembly, first_day, last_day
from graphkit.graph import build_graph, validate_graph
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly
from graphkit.rdf import read_turtle, write_turtle

from .rdf.everything import (
    ACCUSED,
    BOATS,
    BRANDT,
    DENIED,
    GRANT,
    HALL,
    HYPOTHETICAL,
    LEAGUE,
    NO_AID,
    NORLAND,
    NOT_ACCUSED,
    OCCURRED,
    OKORO,
    PLANNED,
    RIVERTON,
    SIGNED,
    SILVA,
    SUMMIT,
    VOW,
    everything,
)


def events(assembly: Assembly) -> set[str]:
    return {event.id for event in (*assembly.meetings, *assembly.pledges, *assembly.relations)}


def entities(assembly: Assembly) -> set[str]:
    return {entity.id for entity in assembly.entities}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(statuses=("occurred",)), {OCCURRED, SUMMIT, ACCUSED, SIGNED}),
        (Filters(statuses=("planned", "made")), {PLANNED, GRANT, BOATS}),
        (Filters(relations=("met_with",)), {OCCURRED, SUMMIT, DENIED, HYPOTHETICAL}),
        (Filters(relations=("plans_to_meet",)), {PLANNED}),
        (Filters(relations=("pledged",)), {GRANT, BOATS, VOW, NO_AID}),
        (Filters(relations=("accused",)), {ACCUSED, NOT_ACCUSED}),
        (Filters(relations=("accused",), statuses=("denied",)), {NOT_ACCUSED}),
        (Filters(relations=("holds_role",)), set()),
        (Filters(min_sources=2), {OCCURRED}),
        (Filters(min_confidence=0.99, relations=("met_with",)), {SUMMIT, HYPOTHETICAL}),
        (Filters(since=dt.date(2031, 3, 4), until=dt.date(2031, 3, 10)), {OCCURRED, PLANNED, GRANT}),
        (Filters(until=dt.date(2031, 2, 1), relations=("met_with",)), {SUMMIT}),
        (Filters(since=dt.date(2031, 3, 16), relations=("plans_to_meet",)), {PLANNED}),
        (Filters(since=dt.date(2031, 3, 17), relations=("plans_to_meet",)), set()),
    ],
)
def test_events_that_are_left(filters: Filters, left: set[str]) -> None:
    assert events(filter_assembly(everything(), filters)) == left


def test_without_filters_the_assembly_is_the_same() -> None:
    made = everything()
    assert filter_assembly(made, Filters()) is made
    assert filter_assembly(made, Filters(depth=3)) is made


def test_roles_have_a_status_days_and_sources_too() -> None:
    made = everything()
    tenses = {role.tense for role in made.roles}
    for tense in tenses:
        kept = filter_assembly(made, Filters(statuses=(tense,))).roles
        assert kept == tuple(role for role in made.roles if role.tense == tense)
    dated = filter_assembly(made, Filters(since=dt.date(1900, 1, 1))).roles
    assert dated == tuple(
        role
        for role in made.roles
        if (role.start is not None and role.start.earliest) or (role.end is not None and role.end.latest)
    )
    assert filter_assembly(made, Filters(relations=("met_with",))).roles == ()
    assert filter_assembly(made, Filters(min_confidence=1)).roles == made.roles


def test_entities_that_take_part_stay_with_all_their_mentions() -> None:
    made = everything()
    left = filter_assembly(made, Filters(min_sources=2))
    assert entities(left) == {BRANDT, OKORO, RIVERTON, HALL}
    assert all(entity in made.entities for entity in left.entities)
    assert left.meetings[0] == next(meeting for meeting in made.meetings if meeting.id == OCCURRED)
    assert SILVA in entities(filter_assembly(made, Filters(statuses=("denied",), relations=("met_with",))))


def test_who_only_tells_of_an_event_stays() -> None:
    left = filter_assembly(everything(), Filters(relations=("accused",), statuses=("denied",)))
    assert entities(left) == {NORLAND, LEAGUE, BRANDT}


def test_neighbours_by_steps() -> None:
    made = everything()
    only = Filters(relations=("accused", "signed_with"), statuses=("occurred",), around=(SILVA,))
    one, two, three = (filter_assembly(made, replace(only, depth=depth)) for depth in (1, 2, 3))
    assert (events(one), entities(one)) == ({ACCUSED}, {BRANDT, SILVA})
    assert events(two) == events(three) == {ACCUSED}
    met = Filters(relations=("met_with",), around=(OKORO,))
    near, far = (filter_assembly(made, replace(met, depth=depth)) for depth in (1, 2))
    assert events(near) == {OCCURRED, DENIED, HYPOTHETICAL}
    # the League, a party of the summit, is two steps away
    assert events(far) == {OCCURRED, DENIED, HYPOTHETICAL, SUMMIT}


def test_who_is_asked_for_stays_even_alone() -> None:
    left = filter_assembly(everything(), Filters(relations=("signed_with",), around=(OKORO,)))
    assert (events(left), entities(left)) == (set(), {OKORO})


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(statuses=("done",)), r"status 'done' is not in the graph; known are occurred, planned"),
        (Filters(relations=("likes",)), r"relation 'likes' .*holds_role, accused, signed_with"),
        (Filters(around=("person/nobody",)), r"entity 'person/nobody' is not in the graph"),
        (Filters(since=dt.date(2031, 2, 1), until=dt.date(2031, 1, 1)), r"since 2031-02-01 and until 2031-01-01"),
        (Filters(around=(OKORO,), depth=0), r"depth is 0"),
        (Filters(min_confidence=95), r"from 0 to 1, and never 95"),
    ],
)
def test_what_can_not_be_asked_for(filters: Filters, words: str) -> None:
    with pytest.raises(FilterError, match=words):
        filter_assembly(everything(), filters)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2023-02-28 ", "2023-02-28", "2023-02-28"),
    ],
)
def test_dates(text: str, first: str, last: str) -> None:
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "24", "2024-2", "2024-13", "2024-00", "2024-02-30", "0000", "2024/05"]
)
def test_what_is_no_date(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(FilterError, match="is no da"):
            read(text)


def test_names_and_dates_as_people_type_them() -> None:
    graph = KnowledgeGraph(everything())
    left = graph.filter(around="okoro", relation="met_with", since="2031", until="2031-03", status=["occurred"])
    assert events(left.assembly) == {OCCURRED}
    assert graph.filter().assembly is graph.assembly
    with pytest.raises(UnknownNameError, match="did you mean 'Tunde Okoro'"):
        graph.filter(around="Tunde Okorro")
    twice = replace(everything().entities[0], id="organization/other")
    with pytest.raises(AmbiguousNameError):
        KnowledgeGraph(replace(everything(), entities=(*everything().entities, twice))).filter(around=twice.name)


FILTERS = st.builds(
    Filters,
    statuses=st.lists(st.sampled_from(STATUSES), max_size=3).map(tuple),
    since=st.none() | st.dates(dt.date(2030, 1, 1), dt.date(2031, 3, 1)),
    until=st.none() | st.dates(dt.date(2031, 3, 1), dt.date(2034, 1, 1)),
    relations=st.lists(st.sampled_from(("met_with", "pledged", "holds_role", "accused")), max_size=2).map(tuple),
    min_sources=st.integers(0, 2),
    min_confidence=st.sampled_from((0.0, 0.85, 1.0)),
    around=st.lists(st.sampled_from((OKORO, LEAGUE, HALL)), max_size=2).map(tuple),
    depth=st.integers(1, 3),
)


@settings(deadline=None, max_examples=60)
@given(FILTERS)
def test_any_part_is_a_graph_of_its_own(filters: Filters) -> None:
    made = everything()
    left = filter_assembly(made, filters)
    assert events(left) <= events(made)
    for view in ("actors", "events", "all"):
        validate_graph(build_graph(left, view=view))
    stream = BytesIO()
    write_turtle(left, stream)
    stream.seek(0)
    assert read_turtle(stream) == left
