from __future__ import annotations

import pytest

# text, person, organisation, title, tense
ROLES = [
    ("Ukrainian President Olena Marchuk spoke.", "Olena Marchuk", "Ukraine", "President", "current"),
    ("European Commission President Clara Weiss spoke.", "Clara Weiss", "European Commission", "President", "current"),
    ("US Defense Secretary Mark Johnson spoke.", "Mark Johnson", "US", "Defense Secretary", "current"),
    ("NATO Secretary-General Lars Nilsson spoke.", "Lars Nilsson", "NATO", "Secretary-General", "current"),
    ("Belgian Prime Minister Anne Dubois spoke.", "Anne Dubois", "Belgium", "Prime Minister", "current"),
    ("Former French President Jean Moreau spoke.", "Jean Moreau", "France", "President", "former"),
    ("The late President Robert Moyo was remembered.", "Robert Moyo", None, "President", "former"),
    ("Then-Foreign Minister Helen Brown resigned.", "Helen Brown", None, "Foreign Minister", "former"),
    ("Lars Nilsson, secretary-general of NATO, spoke.", "Lars Nilsson", "NATO", "secretary-general", "current"),
    ("Helen Brown, the Irish foreign minister, spoke.", "Helen Brown", "Ireland", "foreign minister", "current"),
    ("Peter Hughes, 61, chairman of the World Bank, spoke.", "Peter Hughes", "World Bank", "chairman", "current"),
    (
        "The president of the European Council, Paolo Rossi, spoke.",
        "Paolo Rossi",
        "European Council",
        "president",
        "current",
    ),
    ("Kenya's president, Joseph Mwangi, spoke.", "Joseph Mwangi", "Kenya", "president", "current"),
    ("President-elect Joseph Mwangi spoke.", "Joseph Mwangi", None, "President-elect", "future"),
    ("Acting Prime Minister Anne Dubois spoke.", "Anne Dubois", None, "Acting Prime Minister", "current"),
]


@pytest.mark.parametrize(("text", "person", "organization", "title", "tense"), ROLES)
def test_role(read, text, person, organization, title, tense):
    found = read(text)
    names = {e.id: e.name for e in found.entities} | {None: None}
    roles = {(names[r.person], names[r.organization], r.title, r.tense) for r in found.roles}
    assert (person, organization, title, tense) in roles


NO_ROLES = [
    "Economist Helen Brown spoke.",
    "Helen Brown met the president of Kenya.",
    "Striker Paolo Rossi scored.",
    "Peter Hughes, who met the minister, spoke.",
]


@pytest.mark.parametrize("text", NO_ROLES)
def test_no_role(read, text):
    assert read(text).roles == ()


def test_evidence_is_the_words_that_say_so(read):
    text = "On Monday European Commission President Clara Weiss spoke of money."
    (role,) = read(text).roles
    (evidence,) = role.evidence
    assert evidence.quote == "European Commission President Clara Weiss"
    assert text[evidence.start : evidence.end] == evidence.quote


def test_a_title_repeated_is_one_role(read):
    text = "Kenyan President Joseph Mwangi spoke. Later President Mwangi left."
    (role,) = read(text).roles
    assert len(role.evidence) == 2
