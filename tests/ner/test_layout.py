from __future__ import annotations

import pytest
import spacy

from graphkit.ner.layout import find_layout
from graphkit.ner.view import read_view

BLANK = spacy.blank("en")

LINES = [
    ("OSLO (Reuters) - Shares rose.", [("OSLO", "Place"), ("Reuters", "Organization")]),
    ("OSLO, March 3 (Reuters) - Shares rose.", [("OSLO", "Place"), ("Reuters", "Organization")]),
    ("OSLO/NAIROBI (AFP) \u2013 Shares rose.", [("OSLO", "Place"), ("NAIROBI", "Place"), ("AFP", "Organization")]),
    ("NAIROBI, Kenya (AP) \u2014 Shares rose.", [("NAIROBI", "Place"), ("Kenya", "Place"), ("AP", "Organization")]),
    ("(Reuters) - Shares rose.", []),
    ("By Helen Brown and Karl Hansen", [("Helen Brown", "Person"), ("Karl Hansen", "Person")]),
    ("REUTERS/Helen Brown/File Photo", [("REUTERS", "Organization"), ("Helen Brown", "Person")]),
    ("REUTERS / Helen Brown", [("REUTERS", "Organization"), ("Helen Brown", "Person")]),
    ("By Tuesday the talks were over.", []),
    ("Prices rose - and fell again.", []),
    ("He walked by Helen Brown", []),
]


def read(text):
    view = read_view(BLANK(text))
    return [(name.text(view), name.type) for name in find_layout(view)]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_line(line, names):
    assert read(line) == names


def test_credits_at_the_end():
    text = "Shares rose.\n(Reporting by Helen Brown in Oslo and Karl Hansen; Editing by Anne Dubois)"
    assert read(text) == [
        ("Helen Brown", "Person"),
        ("Oslo", "Place"),
        ("Karl Hansen", "Person"),
        ("Anne Dubois", "Person"),
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Otto Lund/Pool via REUTERS",
            [("Otto Lund", "Person"), ("Pool", "Organization"), ("REUTERS", "Organization")],
        ),
        (
            "Helen Brown / Oslo Gazette / Fjord News via REUTERS / File Photo",
            [
                ("Helen Brown", "Person"),
                ("Oslo Gazette", "Organization"),
                ("Fjord News", "Organization"),
                ("REUTERS", "Organization"),
            ],
        ),
        (
            "FILE PHOTO: A ferry leaves. Karl Hansen/Getty Images/File Photo",
            [("Karl Hansen", "Person"), ("Getty Images", "Organization")],
        ),
        (
            "REUTERS/Anne Dubois/Pool",
            [("REUTERS", "Organization"), ("Anne Dubois", "Person"), ("Pool", "Organization")],
        ),
        ("Mandatory credit Fjord News/via REUTERS", [("Fjord News", "Organization"), ("REUTERS", "Organization")]),
        ("Either/or was offered via AP", []),
    ],
)
def test_shared_photo_credits(line, names):
    assert read("Fishing resumed.\n" + line) == names


def test_papers_of_a_press_digest():
    text = (
        "PRESS DIGEST - Norway - May 3.\n\nThe papers below were read this morning; their reports were not checked. "
        "FJORD TIDENDE - Fleet to be cut. - Storm nears. THE HERALD - Strike ends."
    )
    assert read(text) == [("FJORD TIDENDE", "Organization"), ("THE HERALD", "Organization")]
    assert read("FJORD TIDENDE - Fleet to be cut.") == []


def test_label_in_capitals():
    assert read("Who is who:\nFINANCE MINISTER: HELEN BROWN\n") == [("HELEN BROWN", "Person")]
