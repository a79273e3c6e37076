"""The user's own people and organisations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Decision, Run
from graphkit.resolve import assemble
from graphkit.resolve.known import Known, parse_known, read_known

from .stories import BASE, Story, one_of_each
from .test_rulings import anchor

HEAD = "name,aliases,type,id\n"


def test_rows() -> None:
    text = HEAD + 'Ada Brandt,A. Brandt|"Ada, the Elder",Person,Q42\n"Harbour League, Inc.",,organisation,H-1\n\n'
    with pytest.raises(InputError):
        parse_known(text, source="x")
    text = HEAD + 'Ada Brandt,A. Brandt | Ada,Person,Q42\n"Harbour League, Inc.",,organisation,H-1\n\n'
    assert parse_known(text, source="x") == (
        Known(name="Ada Brandt", aliases=("A. Brandt", "Ada"), type="Person", id=("wikidata", "Q42")),
        Known(name="Harbour League, Inc.", type="Organization", id=("own", "H-1")),
    )


def test_columns_in_any_order_and_without_aliases(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("\ufeffid,type,name\nhttps://people.example/ada,Person,Ada Brandt\n", encoding="utf-8")
    (row,) = read_known(path)
    assert (row.id, row.aliases) == (("iri", "https://people.example/ada"), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x:1: the header lacks name, type, id"),
        (
            "name;type;id\n",
            "x:1: the header lacks name, type, id; it must name the columns name, type, id, aliases, with commas between them",
        ),
        ("name,type,id,name\n", "x:1: the header names 'name' twice"),
        (HEAD + "Ada,,Person\n", "x:2: has 3 cells where the header has 4"),
        (HEAD + "Ada,,Person,Q1\n,,Person,Q2\n", "x:3: name is empty"),
        (
            HEAD + "Ada,,Person,\n",
            "x:2: id is empty; give the row one: a Wikidata item, an IRI, or any word of your own",
        ),
        (HEAD + "Oslo,,Place,Q585\n", "x:2: type is 'Place'"),
        (HEAD + 'Ada,,Person,"Q1\n', "x:2: is no CSV"),
        (
            HEAD + "Ada,,Person,Q1\nHarbour,,Organization,Q1\n",
            "x:3: id 'Q1' is that of an Organization here and of a Person in line 2",
        ),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_known(text, source="x")
    assert message in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_known(tmp_path / "none.csv")


def join(stories, rows, *decisions):
    return assemble(
        [story.made() for story in stories],
        base_iri=BASE,
        run=Run(version="test"),
        known=parse_known(HEAD + rows, source="x"),
        decisions=decisions,
    )


def test_one_id_makes_one_entity_and_is_carried() -> None:
    (entity,) = join(
        one_of_each("P", "Muhammad Ali", "Cassius Clay"), "Muhammad Ali,Cassius Clay,Person,Q36107\n"
    ).entities
    assert entity.ids == (("wikidata", "Q36107"),)
    assert entity.merges == ("Cassius Clay = Muhammad Ali: same identifier",)


def test_different_ids_are_never_one() -> None:
    stories = one_of_each("P", "Alex Fellner", "Alexander Fellner")
    assert len(join(stories, "").entities) == 1
    assert len(join(stories, "Alex Fellner,,Person,A\nAlexander Fellner,,Person,B\n").entities) == 2


def test_organisations_by_acronym_whatever_the_legal_form() -> None:
    (entity,) = join(one_of_each("O", "HBL", "Harbour League Inc."), "Harbour League,HBL,Organization,H-1\n").entities
    assert entity.ids == (("own", "H-1"),)


def test_a_spelling_that_two_share_names_neither() -> None:
    rows = "John Smith,,Person,A\nJohn Smith,,Person,B\n"
    assert join(one_of_each("P", "John Smith"), rows).entities[0].ids == ()


def test_types_are_kept_apart() -> None:
    assert join(one_of_each("O", "Ada Brandt"), "Ada Brandt,,Person,A\n").entities[0].ids == ()


def test_a_surname_as_alias_is_not_everybody_who_bears_it() -> None:
    story = Story("a")
    story.add("P", "Ingrid Halvorsen", "Ingrid Halvorsen", "Halvorsen")
    assert join([story], "Jakob Halvorsen,Halvorsen,Person,A\n").entities[0].ids == ()
    assert join(one_of_each("P", "Halvorsen"), "Jakob Halvorsen,Halvorsen,Person,A\n").entities[0].ids == (
        ("own", "A"),
    )


def test_decisions_against_the_ids_are_told_and_do_nothing() -> None:
    stories = one_of_each("P", "Ada Brandt", "Bo Lind", "Ada Brandt")
    one, other, third = (anchor(story.made(), "e1") for story in stories)
    same = Decision(judgement="same", one=one, other=other, when=dt.date(2031, 3, 8))
    apart = Decision(judgement="different", one=one, other=third, when=dt.date(2031, 3, 8))
    assembly = join(stories, "Ada Brandt,,Person,A\nBo Lind,,Person,B\n", same, apart)
    assert len(assembly.entities) == 2
    assert assembly.decisions == ()
    assert any("different ids" in warning for warning in assembly.warnings)
    assert any("one id, 'A'" in warning for warning in assembly.warnings)
