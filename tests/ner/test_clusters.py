from __future__ import annotations

import pytest

# text, mentions that are one entity
ONE = [
    ("Ursula Brandt spoke. Later Brandt left.", {"Ursula Brandt", "Brandt"}),
    ("Anna Keller-Wolf spoke. Keller-Wolf left the room.", {"Anna Keller-Wolf", "Keller-Wolf"}),
    ("Peter van den Broek spoke. Mr van den Broek left.", {"Peter van den Broek", "van den Broek"}),
    ("The United Nations met. The UN agreed. A U.N. envoy left.", {"United Nations", "UN", "U.N."}),
    ("The United States agreed. The U.S. said so. America is big.", {"United States", "U.S.", "America"}),
    ("NATO met. The North Atlantic Treaty Organization agreed.", {"NATO", "North Atlantic Treaty Organization"}),
    ("The Ministry of Forests (MoF) met. The MoF agreed.", {"Ministry of Forests", "MoF"}),
    (
        "The Government of New Zealand (GoNZ) met donors. GoNZ officials agreed.",
        {"Government of New Zealand", "GoNZ"},
    ),
    ("Joseph R. Harlan, Jr. spoke. Then Harlan left.", {"Joseph R. Harlan, Jr.", "Harlan"}),
    ("The Nordic Fishery Council (NFC) met. The NFC agreed on quotas.", {"Nordic Fishery Council", "NFC"}),
    ("Edgar Rowland spoke. Later Edgar T. Rowland left for Rome.", {"Edgar Rowland", "Edgar T. Rowland"}),
    ("Edgar T. Rowland Jr. spoke on Monday. Edgar Rowland left on Tuesday.", {"Edgar T. Rowland Jr.", "Edgar Rowland"}),
    ("Edgar T. Rowland met Eva Rowland. Edgar Rowland, her brother, spoke.", {"Edgar T. Rowland", "Edgar Rowland"}),
]


@pytest.mark.parametrize(("text", "mentions"), ONE)
def test_one_entity(read, text, mentions):
    assert mentions in [{m.text for m in e.mentions} for e in read(text).entities]


def test_a_shared_surname_goes_by_title_or_form_of_address(read):
    text = "President Karl Hansen and his sister Helen Hansen came. Mrs Hansen spoke. President Hansen left."
    spots = {e.name: {text[m.start - 4 : m.end] for m in e.mentions} for e in read(text).entities}
    assert "Mrs Hansen" in spots["Helen Hansen"]
    assert "ent Hansen" in spots["Karl Hansen"]


# text, two mentions that are not one entity
APART = [
    ("George Hansen met his son Karl Hansen. Hansen was glad.", ("George Hansen", "Karl Hansen")),
    ("George Hansen met his son Karl Hansen. Hansen was glad.", ("George Hansen", "Hansen")),
    ("North Korea and South Korea talked.", ("North Korea", "South Korea")),
    ("Officials of Ukraine met in Kyiv.", ("Ukraine", "Kyiv")),
    ("The European Union and the European Commission agreed.", ("European Union", "European Commission")),
    ("Edgar Rowland Jr. met Ana Ruiz. Edgar Rowland Sr. met Eva Vidal.", ("Edgar Rowland Jr.", "Edgar Rowland Sr.")),
    ("Edgar Rowland II met Ana Ruiz. Edgar Rowland III met Eva Vidal.", ("Edgar Rowland II", "Edgar Rowland III")),
    ("Edgar Rowland met Ana Ruiz. Edgar T. Rowland, his father, met Eva.", ("Edgar Rowland", "Edgar T. Rowland")),
    ("Edgar T. Rowland spoke. His son, Edgar Rowland Jr., met Eva Vidal.", ("Edgar T. Rowland", "Edgar Rowland Jr.")),
    ("Edgar Rowland came. Edgar T. Rowland left. Edgar B. Rowland spoke.", ("Edgar T. Rowland", "Edgar B. Rowland")),
]


@pytest.mark.parametrize(("text", "pair"), APART)
def test_two_entities(read, text, pair):
    clusters = [{m.text for m in e.mentions} for e in read(text).entities]
    assert all(any(name in c for c in clusters) for name in pair)
    assert not any(set(pair) <= c for c in clusters)


def test_country_carries_kind_and_wikidata_id(read):
    (land,) = [e for e in read("Talks with Norway went on.").entities if e.name == "Norway"]
    assert (land.type, land.kind, land.ids) == ("Place", "country", (("wikidata", "Q20"),))


# text, name, kind
KINDS = [
    ("OSLO (Reuters) - Shares rose.", "Reuters", "media"),
    ("The Valley Herald praised the plan.", "Valley Herald", "media"),
    ("She said so in an interview with CNN.", "CNN", "media"),
    ("He spoke to the newspaper Kvitfjell.", "Kvitfjell", "media"),
    ("The World Food Programme sent rice.", "World Food Programme", "agency"),
    ("Officials of Zenith Motors spoke.", "Zenith Motors", None),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_kind(read, text, name, kind):
    assert (name, kind) in {(e.name, e.kind) for e in read(text).entities}
