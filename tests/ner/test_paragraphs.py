from __future__ import annotations

import pytest
import spacy

from graphkit.ner.paragraphs import graphkit_paragraphs

BLANK = spacy.blank("en")

# text, words that start a sentence, words that never do
MARKS = [
    ("Prices rise\n\nThe bank met.", ["The"], []),
    ("Prices rose.\nThe bank met.", ["The"], []),
    ("Prices rose in\nThe Hague.", [], []),
    ("\n\nPrices rose.", ["Prices"], []),
    ("He met U.S. Senator Bob Fields.", [], ["Senator"]),
    ("A U.S. Under Secretary came.", [], ["Under"]),
    ("A U.N. Special Envoy came.", [], ["Special"]),
    ("He saw Gen. Hughes and Dr. Brown.", [], ["Hughes", "Brown"]),
    ("He saw St. John.", [], ["John"]),
    ("He left the U.S. Prices rose.", [], []),
    ("He left the U.S. Under the plan, all agreed.", [], []),
    ("He saw the U.S. senator.", [], []),
    ("He is a Dr.\n\nPrices rose.", ["Prices"], []),
    ("OSLO, May 2 (AP) — Prices rose.", ["Prices"], []),
    ("Rates\n\nKUALA LUMPUR, Nov 7 - Leaders met.", ["KUALA", "Leaders"], []),
    ("NEW YORK 1996-08-30 Leaders met.", ["Leaders"], []),
    ("NEW DELHI: Leaders met.", ["Leaders"], []),
    ("Q: Prices?\nA: They rose.", ["Prices", "A", "They"], []),
    ("PROFIT: Prices rose.", [], []),
    ("Leaders: they met - and left.", [], []),
    ("He met a gen. Brown left.", [], []),
]


@pytest.mark.parametrize(("text", "starts", "never"), MARKS)
def test_marks(text, starts, never):
    doc = graphkit_paragraphs(BLANK(text))
    assert [t.text for t in doc[1:] if t.sent_start == 1 and not t.is_space] == starts
    assert [t.text for t in doc if t.sent_start == -1] == never


def test_the_parser_keeps_the_marks(nlp):
    doc = nlp("He met U.S. Senator Bob Fields in Oslo. They spoke.")
    assert [sent.text for sent in doc.sents] == ["He met U.S. Senator Bob Fields in Oslo.", "They spoke."]


@pytest.mark.parametrize("text", ["", "x", "\n\n", "U.S."])
def test_little_text(text):
    assert graphkit_paragraphs(BLANK(text)).text == text
