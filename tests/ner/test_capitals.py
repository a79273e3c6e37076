from __future__ import annotations

import pytest

# text, country, what stands for it, rule
INFERRED = [
    ("Moscow warned its neighbours.", "Russia", "Moscow", "capital"),
    ("Talks between Ankara and Athens failed.", "Turkey", "Ankara", "capital"),
    ("Talks between Ankara and Athens failed.", "Greece", "Athens", "capital"),
    ("Beijing's decision surprised the markets.", "China", "Beijing", "capital"),
    ("The Kremlin rejected the offer.", "Russia", "Kremlin", "capital"),
    ("The Ukrainian delegation left.", "Ukraine", "Ukrainian", "demonym"),
    ("The Russians refused.", "Russia", "Russians", "demonym"),
    ("A Dutch minister resigned.", "Netherlands", "Dutch", "demonym"),
]


@pytest.mark.parametrize(("text", "country", "words", "rule"), INFERRED)
def test_stands_for_the_country(read, text, country, words, rule):
    (land,) = [e for e in read(text).entities if e.name == country]
    assert (words, rule) in {(m.text, m.rule) for m in land.inferred}
    assert land.kind == "country"


PLACES = [
    ("The ministers met in Moscow on Friday.", "Moscow"),
    ("She flew to Ankara.", "Ankara"),
    ("BEIJING (Reuters) - Shares rose.", "BEIJING"),
    ("Brussels hosted the summit.", "Brussels"),
    ("Leaders visited Paris.", "Paris"),
]


@pytest.mark.parametrize(("text", "city"), PLACES)
def test_stays_a_place(read, text, city):
    (place,) = [e for e in read(text).entities if city in {m.text for m in e.mentions}]
    assert place.type == "Place"
    assert not any(m.rule == "capital" for e in read(text).entities for m in e.inferred)
