from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graphkit.ner.cuts import people_behind, person_before, person_inside
from graphkit.ner.view import read_view


def view_of(text):
    words = text.split(" ")
    return read_view(Doc(Vocab(), words=words, tags=["NNP" if w[0].isupper() else "NN" for w in words]))


# text, tokens of the span, where a person's name begins
PEOPLE_INSIDE = [
    ("World Bank Group Peter Varma left", (0, 5), 3),
    ("the Zenora Nguyen Van Minh left . Zenora paid", (0, 5), 2),
    ("Opposition Peter Lal left", (0, 3), 1),
    ("Valley Growth Fund Helen Brown left", (0, 5), 3),
    ("the Zenora Peter Varma left", (0, 4), 4),
    ("Anna Maria Hansen left", (0, 3), 3),
    ("Bank Peter Varma Holdings left", (0, 4), 4),
    ("World Bank Group left", (0, 3), 3),
]


@pytest.mark.parametrize(("text", "span", "begin"), PEOPLE_INSIDE)
def test_person_inside(text, span, begin):
    assert person_inside(view_of(text), *span) == begin


# text, tokens of the span, where the organisation's name ends
PEOPLE_BEHIND = [
    ("NATO Senior Military Advisers met", (0, 4), 1),
    ("European Union Foreign Ministers met", (0, 4), 2),
    ("XKRT Senior Executives met", (0, 3), 1),
    ("Zenora Executives met . Zenora paid", (0, 2), 1),
    ("Zenora Senior Executives met . Zenora paid", (0, 3), 1),
    ("Zenora Advisors met", (0, 2), 2),
    ("Association of Chief Executives met", (0, 4), 4),
    ("House of Representatives met", (0, 3), 3),
    ("Ottawa Senators won", (0, 2), 2),
    ("Zenora Partners met . Zenora paid", (0, 2), 2),
]


@pytest.mark.parametrize(("text", "span", "end"), PEOPLE_BEHIND)
def test_people_behind(text, span, end):
    assert people_behind(view_of(text), *span) == end


# text, tokens of the span, where "of" ends a person's name before the organisation's
PEOPLE_BEFORE = [
    ("Layla Hartog of the Union of River Pilots left", (0, 8), 2),
    ("Peter Van Varma of the Valley Growth Fund left", (0, 8), 3),
    ("Helen Brown of Northgate left", (0, 4), 4),
    ("Central Committee of the Union of River Pilots left", (0, 8), 8),
    ("Anna Hansen College of the University of Northgate left", (0, 8), 8),
    ("Friends of the Institute for Soil Research left", (0, 7), 7),
    ("Virginia House of Delegates voted", (0, 4), 4),
]


@pytest.mark.parametrize(("text", "span", "end"), PEOPLE_BEFORE)
def test_person_before(text, span, end):
    assert person_before(view_of(text), *span) == end
