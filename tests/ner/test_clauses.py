from __future__ import annotations

import pytest

from graphkit.ner.clauses import read_clauses
from graphkit.ner.view import read_view


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Karin Holm was appointed.", ["appointed"]),
        ("Karin Holm, a lawyer, was appointed.", ["appointed"]),
        ("Karin Holm, who was appointed last week, spoke.", ["appointed", "spoke"]),
        ("Karin Holm, appointed last week, spoke.", ["appointed", "spoke"]),
        ("Karin Holm (born 1961) abruptly resigned.", ["resigned"]),
        ("Karin Holm joined the bank and became its head.", ["joined", "became"]),
        ("They said Karin Holm would become head.", ["become"]),
        ("Karin Holm would become head.", ["would"]),
        ("Karin Holm was not appointed.", []),
        ("The son of Karin Holm was appointed.", []),
    ],
)
def test_the_verbs_whose_subject_a_name_is(nlp, text, verbs):
    view = read_view(nlp(text))
    i = view.words.index("Karin")
    assert [view.words[clause.at] for clause in read_clauses(view, i, i + 2)] == verbs
