from __future__ import annotations

import datetime as dt

import pytest
import spacy

from graphkit.ner.tenure import opening, read_told
from graphkit.ner.view import read_view

PUBLISHED = dt.date(2024, 5, 14)
BLANK = spacy.blank("en")


def look(text):
    doc = BLANK(text)
    doc[0].is_sent_start = True
    return read_view(doc, published=PUBLISHED)


def day(date):
    return date and (date.value or f"{date.earliest}..{date.latest}")


@pytest.mark.parametrize(
    ("text", "since", "until", "on", "rest"),
    [
        ("since 2014", "2014", None, None, ""),
        ("since March 2019, opened", "2019-03", None, None, ", opened"),
        ("since a coup in 2021, promised", "2021", None, None, ", promised"),
        ("since she left in a hurry", None, None, None, "since she left in a hurry"),
        ("until last year", None, "2023", None, ""),
        ("until her death in May 2020 in Oslo", None, "2020-05", None, "in Oslo"),
        ("from 1998 to 2004 and from", "1998", "2004", None, "and from"),
        ("from January to June 2013", "2013-01", "2013-06", None, ""),
        ("from 2014 onwards", "2014", None, None, ""),
        ("from Oslo to Rome", None, None, None, "from Oslo to Rome"),
        ("between 1998 and 2004", "1998", "2004", None, ""),
        ("(1999-2003)", "1999", "2003", None, ""),
        ("(2019\u201322), wrote", "2019", "2022", None, ", wrote"),
        ("(since 2014)", "2014", None, None, ""),
        ("(2014-present)", "2014", None, None, ""),
        ("(54)", None, None, None, "(54)"),
        ("on Monday", None, None, "2024-05-13", ""),
        ("in March 2021 after talks", None, None, "2021-03", "after talks"),
        ("last week as head", None, None, "2024-05-06..2024-05-12", "as head"),
        ("at the end of 2022", None, None, "2022-09-01..2022-12-31", ""),
        (", effective June 1", "2024-06-01", None, None, ""),
        (", from 2011 to 2019, joined", "2011", "2019", None, ", joined"),
        (", in 2019 a friend", None, None, None, ", in 2019 a friend"),
        ("as of 1 July 2023", "2023-07-01", None, None, ""),
        ("as head", None, None, None, "as head"),
        ("for ten years", None, None, None, "for ten years"),
        ("for the past ten years", "2014", None, None, ""),
        ("for ten years until 2019", None, "2019", None, ""),
        ("in Oslo", None, None, None, "in Oslo"),
        ("who may march", None, None, None, "who may march"),
    ],
)
def test_words_beside_a_position_tell_when_it_is_held(text, since, until, on, rest):
    view = look(text)
    told = read_told(view, 0)
    assert (day(told.since), day(told.until), day(told.on)) == (since, until, on)
    assert " ".join(view.words[told.at :]) == " ".join(look(rest).words if rest else [])
    for date in (told.since, told.until, told.on):
        assert date is None or date.text == text[date.start : date.end]


def test_a_length_that_lasts_begins_so_long_ago():
    assert day(read_told(look("for ten years"), 0, lasting=True).since) == "2014"


def test_what_is_to_come_is_read_as_such():
    assert day(read_told(look("in December"), 0, future=True).on) == "2024-12"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("On Monday, the bank named Holm", "2024-05-13"),
        ("On Monday Holm resigned", "2024-05-13"),
        ("On Monday, with applause, Holm resigned", None),
        ("The bank named Holm", None),
    ],
)
def test_a_date_opens_a_sentence(text, on):
    view = look(text)
    assert day(opening(view, view.words.index("Holm")).on) == on
