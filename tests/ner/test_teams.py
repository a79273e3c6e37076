from __future__ import annotations

import pytest

# text, teams
TEAMS = [
    (
        "The Columbus Otters beat the Tulsa Millers 98-91. The Otters are glad.",
        {"Columbus Otters", "Tulsa Millers", "Otters"},
    ),
    ("Tulsa (4-9) won on Friday.", {"Tulsa"}),
    ("It was the third win of the Hollerns (10-2-1) in a week.", {"Hollerns"}),
]


@pytest.mark.parametrize(("text", "teams"), TEAMS)
def test_teams(read, text, teams):
    assert {m.text for e in read(text).entities if e.type == "Organization" for m in e.mentions} == teams


@pytest.mark.parametrize(
    "text",
    [
        "He moved to Tulsa (Oklahoma).",
        "Peru (4-9) won on Friday.",
        "Helen Ward (12-4) pitched on Friday.",
        "The Tulsa Hills are green.",
    ],
)
def test_no_team(read, text):
    assert not [e for e in read(text).entities if e.type == "Organization"]
