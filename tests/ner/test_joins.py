from __future__ import annotations

import pytest

PEOPLE = [
    ('Norway\'s Asger "Hawk" Lindvall won the match.', 'Asger "Hawk" Lindvall'),
    ("The bank will be led by Marta dos Santos Queiroga.", "Marta dos Santos Queiroga"),
    ("Chief Emeka Okwuosa was sacked.", "Emeka Okwuosa"),
    ("Baroness Thurlby-Vance did not come.", "Thurlby-Vance"),
    ("He asked Princess Odile to stay.", "Odile"),
    ("Governor Tunde Adeyinka-Obi of Ekun state resigned.", "Tunde Adeyinka-Obi"),
    ('"It is fragile," said Wei Jun Lim, a strategist.', "Wei Jun Lim"),
    ("He beat Dane Mads Overgaard in a sprint.", "Mads Overgaard"),
    ("Somchai Wattanakul spoke first. Somchai plans to visit.", "Somchai"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_person(read, text, name):
    assert name in {m.text for e in read(text).entities if e.type == "Person" for m in e.mentions}


ORGANIZATIONS = [
    ("She works for the insurer Haldor.", "Haldor"),
    ("He met the head of the miner Severnik.", "Severnik"),
    ("Drugmakers Velmar and Lodana seek approval.", "Lodana"),
    ("Bethany Crowe, a luxury retailer, said sales had slipped.", "Bethany Crowe"),
    ("Shares in Basil Rennick fell.", "Basil Rennick"),
    ("Carmaker Wolfsang will cut jobs.", "Wolfsang"),
    ("The pro-government daily Le Courrier reported it.", "Le Courrier"),
    ("She told broadcaster RVU that it was over.", "RVU"),
    ("The ferry belongs to PT Halim Raya Lines.", "PT Halim Raya Lines"),
    ("It is made by the Oslo-based Brelund.", "Brelund"),
    ("Basil Rennick analyst Helen Ward raised it.", "Basil Rennick"),
    ("Helen Ward, chief analyst at Basil Rennick, raised it.", "Basil Rennick"),
    ("Zycie Moorlag said its own report was wrong.", "Zycie Moorlag"),
    ("They bought the August Purchasing Board report.", "Purchasing Board"),
    ("He leads the Banco Atlantico do Norte.", "Banco Atlantico do Norte"),
]


@pytest.mark.parametrize(("text", "name"), ORGANIZATIONS)
def test_organization(read, text, name):
    assert name in {m.text for e in read(text).entities if e.type == "Organization" for m in e.mentions}


# text, what is no organisation
PEOPLE_STILL = [
    ("Helen Ward, the company's founder, left.", "Helen Ward"),
    ("The film producer Anna Hansen left.", "Anna Hansen"),
    ("Helen Ward, a company director, left.", "Helen Ward"),
    ("Helen Ward rose 3 percent in the polls.", "Helen Ward"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE_STILL)
def test_person_still(read, text, name):
    assert (name, "Person") in {(e.name, e.type) for e in read(text).entities}


# text, what is nobody's name
NOBODY = [
    ("Social Democratic leader Anna Hansen left.", "Social Democratic"),
    ("Parliament threw out the draft.", "Parliament"),
    ("They have installed more IR-7 centrifuges and bought an MK-21 tank.", "IR-7"),
    ("More than a tenth of jobs in the U.S. Northeast were lost.", "U.S. Northeast"),
    ("He met Rear Admiral Karl Hansen.", "Rear"),
    ("The Organization for Security and Co-operation in Europe met.", "Security and Co"),
]


@pytest.mark.parametrize(("text", "name"), NOBODY)
def test_nobody(read, text, name):
    assert name not in {m.text for e in read(text).entities if e.type != "Place" for m in e.mentions}


@pytest.mark.parametrize("name", ["Varsuna", "Gorna Ilaska"])
def test_after_a_noun_for_a_place(read, name):
    found = {
        m.text: e.type
        for e in read(f"They left the town of {name} and the state of Merana.").entities
        for m in e.mentions
    }
    assert found.get(name) in {None, "Place"}
