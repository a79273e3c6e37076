from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graphkit.ner.agents import find_agents
from graphkit.ner.spans import make_name
from graphkit.ner.view import read_view

# words with their tags, heads and labels, and the names found, each with its type
CASES = [
    ([("Vandra", "NNP", 1, "nsubj"), ("pledged", "VBD", 1, "ROOT"), ("help", "NN", 1, "dobj")], {("Vandra", "Person")}),
    (
        [("Yesterday", "NN", 2, "npadvmod"), ("NFRC", "NNP", 2, "nsubj"), ("agreed", "VBD", 2, "ROOT")],
        {("NFRC", "Organization")},
    ),
    (
        [
            ("She", "PRP", 1, "nsubj"),
            ("met", "VBD", 1, "ROOT"),
            ("Ilo", "NNP", 3, "compound"),
            ("Vandra", "NNP", 1, "dobj"),
        ],
        {("Ilo Vandra", "Person")},
    ),
    (
        [
            ("She", "PRP", 1, "nsubj"),
            ("met", "VBD", 1, "ROOT"),
            ("with", "IN", 1, "prep"),
            ("Vandra", "NNP", 2, "pobj"),
        ],
        {("Vandra", "Person")},
    ),
    (
        [("Ilo", "NNP", 3, "nsubj"), ("and", "CC", 0, "cc"), ("Vandra", "NNP", 0, "conj"), ("spoke", "VBD", 3, "ROOT")],
        set(),
    ),
    (
        [("Ilo", "NNP", 3, "nsubj"), ("and", "CC", 0, "cc"), ("Vandra", "NNP", 0, "conj"), ("said", "VBD", 3, "ROOT")],
        {("Ilo", "Person"), ("Vandra", "Person")},
    ),
    ([("Hayes", "NNS", 2, "nsubj"), ("has", "VBZ", 2, "aux"), ("promised", "VBN", 2, "ROOT")], {("Hayes", "Person")}),
    ([("Traders", "NNS", 1, "nsubj"), ("said", "VBD", 1, "ROOT"), ("so", "RB", 1, "advmod")], set()),
    ([("Ministers", "NNPS", 1, "nsubj"), ("said", "VBD", 1, "ROOT"), ("so", "RB", 1, "advmod")], set()),
    ([("Vandra", "NNP", 1, "nsubj"), ("burned", "VBD", 1, "ROOT"), ("down", "RP", 1, "prt")], set()),
    ([("Police", "NNP", 1, "nsubj"), ("said", "VBD", 1, "ROOT"), ("so", "RB", 1, "advmod")], set()),
]


def view_of(rows):
    words, tags, heads, deps = zip(*rows, strict=True)
    return read_view(Doc(Vocab(), words=words, tags=tags, heads=heads, deps=deps))


@pytest.mark.parametrize(("rows", "names"), CASES)
def test_agents(rows, names):
    view = view_of(rows)
    assert {(name.text(view), name.type) for name in find_agents(view, [])} == names


def test_what_the_document_writes_small_is_no_name():
    rows = [("Barley", "NNP", 1, "nsubj"), ("said", "VBD", 1, "ROOT"), ("barley", "NN", 1, "dobj")]
    assert find_agents(view_of(rows), []) == []


def test_a_word_known_as_an_organisation_stays_one():
    rows = [
        ("Vandra", "NNP", 1, "nsubj"),
        ("said", "VBD", 1, "ROOT"),
        ("of", "IN", 1, "prep"),
        ("Vandra", "NNP", 2, "pobj"),
    ]
    view = view_of(rows)
    found = find_agents(view, [make_name(view, 3, 4, "Organization", "model")])
    assert [(name.i, name.type) for name in found] == [(0, "Organization"), (3, "Organization")]


def test_names_that_stand_are_kept():
    view = view_of([("Vandra", "NNP", 1, "nsubj"), ("burned", "VBD", 1, "ROOT")])
    name = make_name(view, 0, 1, "Place", "model")
    assert find_agents(view, [name]) == [name]
