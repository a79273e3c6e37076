from __future__ import annotations

import pytest

LONG = [
    ("The Coastal Reefs Monitoring Office (CRMO) will meet.", "Coastal Reefs Monitoring Office"),
    ("The Front pour le Salut du Pays (FSP) called it a model.", "Front pour le Salut du Pays"),
    ("He joined the Free Unity Party of the South (FUPS).", "Free Unity Party of the South"),
]


@pytest.mark.parametrize(("text", "name"), LONG)
def test_spelled_out(read, text, name):
    assert (name, "Organization") in {(e.name, e.type) for e in read(text).entities}


PLAIN = [
    "It needs a special import permission (SIP). The SIP came late.",
    "Its gross regional output (GRO) fell. GRO fell by half.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_acronym_of_plain_words_names_nobody(read, text):
    assert read(text).entities == ()


def test_acronym_of_a_body_in_lower_case_is_one(read):
    text = "The fish import agency (FIA) agreed. The FIA told Reuters so."
    assert "FIA" in {m.text for e in read(text).entities for m in e.mentions}
