from __future__ import annotations

import pytest

# text, organisation
COMPOSED = [
    ("He said so in an interview with France 2 on Sunday.", "France 2"),
    ("She told the broadcaster Norway 1 that she would stay.", "Norway 1"),
    ("The Peru\u2013Kenya Business Council met on Monday.", "Peru\u2013Kenya Business Council"),
    ("The Anna and Karl Hansen Foundation paid for it.", "Anna and Karl Hansen Foundation"),
    ("He asked the High Court to decide.", "High Court"),
    ("He works at the Office of Trade and Energy now.", "Office of Trade and Energy"),
    ("The Women's Herald praised it.", "Women's Herald"),
    ("A speaker of the Workers' Unity Party left.", "Workers' Unity Party"),
    ("Voters of the Popular Socialist party stayed at home.", "Popular Socialist party"),
    ("The Ministry of Forests (MoF) agreed.", "MoF"),
]


@pytest.mark.parametrize(("text", "name"), COMPOSED)
def test_composed(read, text, name):
    assert name in {m.text for e in read(text).entities if e.type == "Organization" for m in e.mentions}


# text, words that are no name
NOT_COMPOSED = [
    ("Norway won against France 2 to 1.", "France 2"),
    ("The channel has shown France 24 times.", "France 24"),
    ("The Senate and the Defence Council met.", "Senate and the Defence Council"),
    ("The Ministry of Finance and Foreign Minister Ann Hill agreed.", "Ministry of Finance and Foreign"),
    ("Talks of the Ministry of Health and Toyota failed.", "Ministry of Health and Toyota"),
    ("He left the Institute of Physics (a large one).", "a"),
]


@pytest.mark.parametrize(("text", "name"), NOT_COMPOSED)
def test_not_composed(read, text, name):
    assert name not in {m.text for e in read(text).entities for m in e.mentions}


def test_both_sides_of_and_stay_names(read):
    names = {m.text for e in read("Norway and the Kenya Business Council met.").entities for m in e.mentions}
    assert {"Norway", "Kenya Business Council"} <= names
