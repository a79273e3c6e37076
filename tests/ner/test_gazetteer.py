from __future__ import annotations

import pytest

from graphkit.ner.gazetteer import (
    Entry,
    Gazetteer,
    bodies,
    brands,
    cities,
    given_names,
    spellings,
    split_name,
    surnames,
    territories,
)
from graphkit.ner.titles import GROUP_NOUNS, ROLE_NOUNS
from graphkit.resources import data_path, ontology_path, read_table

TABLES = {
    "territories.tsv": 7,
    "regions.tsv": 4,
    "bodies.tsv": 4,
    "organizations.tsv": 3,
    "parties.tsv": 2,
    "brands.tsv": 2,
    "places.tsv": 3,
    "given_names.tsv": 2,
    "surnames.txt": 1,
    "nonnames.txt": 1,
    "other_words.txt": 1,
    "roles.tsv": 4,
    "groups.tsv": 2,
}


@pytest.mark.parametrize(("name", "columns"), TABLES.items())
def test_table_is_well_formed_and_names_its_source(name, columns):
    rows = read_table(name)
    assert rows
    assert {len(row) for row in rows} == {columns}
    head = data_path(name).read_text(encoding="utf-8")[:900]
    assert "Source:" in head
    assert "MIT" in head


def test_every_table_stands_in_the_list_of_sources():
    sources = data_path("SOURCES.md").read_text(encoding="utf-8")
    tables = {path.name for path in data_path("").iterdir() if path.suffix in {".tsv", ".txt"}}
    assert set(TABLES) <= tables
    assert {name for name in tables if f"`{name}`" not in sources and not name.startswith("resolve_")} == set()


def test_every_class_of_bodies_says_what_it_is():
    lines = data_path("bodies.tsv").read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line and not line.startswith("#"))
    assert lines[first - 1].startswith("# == ")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Reuters", "media"),
        ("World Health Organisation", "agency"),
        ("UN Development Program", "agency"),
        ("Bundestag", "parliament"),
        ("Food and Drug Administration", "agency"),
        ("FDA", "agency"),
        ("U.S. Coast Guard", "agency"),
        ("Moro Islamic Liberation Front", "group"),
        ("Plaid Cymru", "party"),
        ("Syriza", "party"),
    ],
)
def test_kind_of_a_body(name, kind):
    entry = bodies().get(split_name(name))
    assert entry is not None
    assert entry.kind == kind


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("NATO", {"NATO"}),
        ("World Food Programme", {"World Food Programme", "World Food Program"}),
        ("World Health Organization", {"World Health Organization", "World Health Organisation"}),
    ],
)
def test_spellings(name, variants):
    assert set(spellings(name)) == variants


@pytest.mark.parametrize(
    "name", ["Party of God", "NSW", "LET", "BBC", "Army", "Attack", "Europe", "Agriculture", "17 November"]
)
def test_what_means_another_thing_is_no_body(name):
    assert bodies().get(split_name(name)) is None


def test_one_body_of_two_tables_is_one_entry():
    long, short = (bodies().get(split_name(name)) for name in ("Committee for State Security", "KGB"))
    assert long is not None
    assert long == short


@pytest.mark.parametrize(
    "name",
    ["territories.tsv", "bodies.tsv", "organizations.tsv", "parties.tsv", "regions.tsv", "roles.tsv", "nonnames.txt"],
)
def test_no_row_stands_twice(name):
    keys = [tuple(row[:1]) for row in read_table(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Guinea-Bissau", ("Guinea", "-", "Bissau")),
        ("Women's Herald", ("Women", "'s", "Herald")),
        ("U.S.", ("U.S.",)),
        ("Washington, D.C.", ("Washington", ",", "D.C.")),
    ],
)
def test_split_name(name, tokens):
    assert split_name(name) == tokens


def test_the_longest_name_wins():
    gazetteer = Gazetteer()
    short, long = Entry("a", "Place", "Alba"), Entry("b", "Organization", "Alba Steel")
    gazetteer.add("Alba", short)
    gazetteer.add("Alba Steel", long)
    assert gazetteer.find(["Alba", "Steel", "rose"], 0) == (2, long)
    assert gazetteer.find(["Alba", "rose"], 0) == (1, short)
    assert gazetteer.find(["ALBA", "rose"], 0) == (1, short)
    assert gazetteer.find(["rose"], 0) is None


@pytest.mark.parametrize(
    ("words", "code"), [("Ukrainian", "ua"), ("Dutch", "nl"), ("South Koreans", "kr"), ("Scots", "gb-sct")]
)
def test_people_lead_to_their_country(words, code):
    entry = territories().peoples.get(split_name(words))
    assert entry is not None
    assert entry.key == code


def test_brussels_stands_for_no_country():
    assert territories().capitals.get(("Brussels",)) is None


def test_tables_know_what_they_should():
    assert cities()["Nairobi"].country == "ke"
    assert given_names()["Helen"] == "f"
    assert "Hansen" in surnames()
    assert brands()["toyota"] == "organization"
    entry = bodies().get(("UN",))
    assert entry is not None
    assert entry.ids == (("wikidata", "Q1065"),)


def test_role_and_group_nouns():
    assert {"president", "minister", "secretary-general", "envoy"} <= ROLE_NOUNS
    assert {"officials", "ministers", "delegation", "leaders", "troops"} <= GROUP_NOUNS
    assert not {"officials", "ministers"} & ROLE_NOUNS


def test_ontology_is_found():
    assert ontology_path("x.ttl").parent == ontology_path()
    assert ontology_path().name == "ontology"
