"""Organisations that every country has."""

from __future__ import annotations

import pytest

from graphkit.model import Document, Extraction, LocalEntity, Mention, Run
from graphkit.resolve import assemble
from graphkit.resolve.nations import strip_country

QIDS = {"Egypt": "Q79", "Italy": "Q38"}


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("egyptian interior ministry", "interior ministry"),
        ("egypt interior ministry", "interior ministry"),
        ("central bank of egypt", "central bank"),
        ("bank of italy", "bank of italy"),
        ("egyptian", "egyptian"),
        ("supreme court", "supreme court"),
    ],
)
def test_the_country_in_a_name(key, bare):
    found, country = strip_country(key)
    assert found == bare
    assert (country is not None) == (key != bare)


def story(name, text, organization, country=None):
    """A document whose organisation and country stand where the text has them."""

    def local(number, type_, words, **more):
        start = text.index(words)
        mention = Mention(start=start, end=start + len(words), text=words, rule="test")
        return LocalEntity(id=f"e{number}", type=type_, name=words, mentions=(mention,), **more)

    entities = [local(1, "Organization", organization)]
    if country:
        entities.append(local(2, "Place", country, kind="country", ids=(("wikidata", QIDS[country]),)))
    return Extraction(document=Document(id=name), entities=tuple(entities))


def bodies(*stories):
    assembly = assemble(stories, base_iri="https://example.org/", run=Run(version="test"))
    return [
        sorted(document for document, _ in entity.members)
        for entity in assembly.entities
        if entity.type == "Organization"
    ]


def test_a_generic_name_belongs_to_the_country_beside_it():
    found = bodies(
        story("a", "Egypt's Interior Ministry said so; Italy did not.", "Interior Ministry", "Egypt"),
        story("b", "Italy's Interior Ministry said so.", "Interior Ministry", "Italy"),
        story("c", "The Egyptian Interior Ministry said so.", "Egyptian Interior Ministry"),
        story("d", "The Interior Ministry of Egypt said so.", "Interior Ministry", "Egypt"),
    )
    assert sorted(found) == [["a", "c", "d"], ["b"]]


def test_parties_of_one_name_are_two_only_where_two_countries_are_named():
    one, other = (
        story(n, f"{c}'s Socialist Party won.", "Socialist Party", c) for n, c in (("a", "Egypt"), ("b", "Italy"))
    )
    silent = story("c", "The Socialist Party won.", "Socialist Party")
    assert bodies(one, silent) == [["a", "c"]]
    assert sorted(bodies(one, other, silent)) == [["a"], ["b"], ["c"]]
