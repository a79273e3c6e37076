from __future__ import annotations

import pytest

COMPANIES = [
    ("He said Halvor Tankers A/S of Oslo paid.", "Halvor Tankers A/S"),
    ("Shares in Brask & Sons Ltd fell.", "Brask & Sons Ltd"),
    ("It bought 5Point Optics Inc. last year.", "5Point Optics Inc."),
    ("Velmar Systems, Inc. named a new chief.", "Velmar Systems, Inc."),
    ("The supplier Kettler GmbH & Co KG agreed.", "Kettler GmbH & Co KG"),
    ("The buyer is Total Fisheries (North Sea) Ltd of Hull.", "Total Fisheries (North Sea) Ltd"),
    ("They asked Norvane Mining Co Ltd to leave.", "Norvane Mining Co Ltd"),
    ("Analysts of Wender, Hulme & Co said so.", "Wender, Hulme & Co"),
    ("A unit of Banco do Vale SA paid.", "Banco do Vale SA"),
    ("HARVANE PLC TO BUY RIVAL FOR 60 MLN STG\n\nThe price is high.", "HARVANE PLC"),
]


@pytest.mark.parametrize(("text", "name"), COMPANIES)
def test_company(read, text, name):
    assert name in {m.text for e in read(text).entities if e.type == "Organization" for m in e.mentions}


# text, what is no company's name, or more than one
NOT_COMPANIES = [
    ("On Monday Harvane Plc said so.", "Monday Harvane Plc"),
    ("Chairman Norvane Corp cited sales.", "Chairman Norvane Corp"),
    ("Talks of Japan's Ostrava Corp ended.", "Japan's Ostrava Corp"),
    ("It paid Velmar Inc and Norvane Ltd.", "Velmar Inc and Norvane Ltd"),
    ("RIVAL BIDS FOR HARVANE PLC AGAIN TODAY\n\nThe price is high.", "RIVAL BIDS FOR HARVANE PLC"),
    ("Co said so.", "Co"),
]


@pytest.mark.parametrize(("text", "name"), NOT_COMPANIES)
def test_no_company(read, text, name):
    assert name not in {m.text for e in read(text).entities for m in e.mentions}


def test_short_names_are_the_company(read):
    text = "Harvane Foods Ltd will buy Delmont Corp next year. Harvane said Delmont had agreed. Harvane fell 2 percent."
    found = {e.name: {m.text for m in e.mentions} for e in read(text).entities if e.type == "Organization"}
    assert found == {"Harvane Foods Ltd": {"Harvane Foods Ltd", "Harvane"}, "Delmont Corp": {"Delmont Corp", "Delmont"}}


def test_a_person_of_the_document_keeps_the_name(read):
    text = "Harvane Foods Ltd was sold. Its founder, Peter Harvane, left. Harvane said he was glad."
    assert {(e.name, e.type) for e in read(text).entities} == {
        ("Harvane Foods Ltd", "Organization"),
        ("Peter Harvane", "Person"),
    }
