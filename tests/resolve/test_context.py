from __future__ import annotations

import pytest

from graphkit.resolve.context import Surroundings, contradict, signs

HERE, THERE = 1, 2


def around(**facts: object) -> Surroundings:
    return Surroundings(**{name: frozenset(values) for name, values in facts.items()})  # type: ignore[arg-type, call-overload]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"roles": [("president", HERE)]}, {"roles": [("president", HERE)]}, ("same_role",)),
        ({"roles": [("president", HERE)]}, {"roles": [("president", THERE)]}, ()),
        ({"organizations": [HERE]}, {"organizations": [HERE, THERE]}, ("same_organization",)),
        ({"titles": ["president"]}, {"titles": ["president"]}, ("same_office",)),
        (
            {"company": ["x"], "countries": [HERE]},
            {"company": ["x"], "countries": [HERE]},
            ("same_company", "same_country"),
        ),
        ({}, {}, ()),
    ],
)
def test_signs(left: dict[str, list[object]], right: dict[str, list[object]], expected: tuple[str, ...]) -> None:
    assert signs(around(**left), around(**right)) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"offices": [("minister", HERE)]}, {"offices": [("president", THERE)]}, "offices of different countries"),
        ({"offices": [("minister", HERE)]}, {"offices": [("president", HERE)]}, ""),
        ({"fields": ["sport"]}, {"fields": ["politics"]}, "roles in different fields"),
        ({"fields": ["sport", "politics"]}, {"fields": ["politics"]}, ""),
        ({"fields": ["sport"], "organizations": [HERE]}, {"fields": ["politics"], "organizations": [HERE]}, ""),
        ({"fields": ["sport"]}, {}, ""),
    ],
)
def test_contradictions(left: dict[str, list[object]], right: dict[str, list[object]], expected: str) -> None:
    assert contradict(around(**left), around(**right)) == expected
    assert contradict(around(**right), around(**left)) == expected
