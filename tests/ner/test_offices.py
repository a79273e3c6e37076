from __future__ import annotations

import datetime as dt

import pytest

from graphkit.model import Document
from graphkit.ner import recognize


def read_roles(nlp, text):
    return recognize(nlp(text), Document(id="x", published=dt.date(2024, 5, 14))).roles


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("President Joseph Kamau took office in 2013.", "Joseph Kamau took office in 2013"),
        ("President Joseph Kamau, who came to power in 2013, spoke.", "Joseph Kamau, who came to power in 2013"),
        (
            "President Joseph Kamau, in power since a coup in 2013, spoke.",
            "Joseph Kamau, in power since a coup in 2013",
        ),
        ("Parliament dismissed President Joseph Kamau in 2013.", "dismissed President Joseph Kamau in 2013"),
        ("President Joseph Kamau, whose term ends in 2027, spoke.", "Joseph Kamau, whose term ends in 2027"),
    ],
)
def test_a_change_in_office_is_evidence_of_its_own(nlp, text, quote):
    (role,) = read_roles(nlp, text)
    assert [passage.rule for passage in role.evidence] == ["title", "office"] or role.evidence[0].rule == "office"
    assert quote in [passage.quote for passage in role.evidence]


def test_the_position_in_the_sentence_goes_before_others(nlp):
    text = "Mayor Karin Holm spoke. Foreign Minister Karin Holm took office in 2019."
    assert {role.title: role.start and role.start.value for role in read_roles(nlp, text)} == {
        "Mayor": None,
        "Foreign Minister": "2019",
    }


def test_of_two_positions_nobody_knows_which(nlp):
    text = "Karin Holm, chairman of NATO and president of the World Bank, resigned in 2019."
    assert all(role.start is None and role.end is None for role in read_roles(nlp, text))


def test_a_rank_is_no_office(nlp):
    (role,) = read_roles(nlp, "General Karim Nassar seized power in 2021.")
    assert (role.title, role.start) == ("General", None)
