from __future__ import annotations

import pytest

from graphkit.model import Document
from graphkit.ner.own import own_names
from graphkit.ner.recognition import recognize

OWN = own_names([
    (("Quay Lifters' Front", "QLF", "the Lifters"), "Organization", ("own", "o-1")),
    (("Pavol Drobny", "Drobny"), "Person", ("own", "p-1")),
    (("Two Rivers",), "Organization", ("own", "o-2")),
    (("Two Rivers",), "Organization", ("own", "o-3")),
])  # fmt: skip


@pytest.fixture
def entities(nlp):
    def read(text: str) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
        extraction = recognize(nlp(text), Document(id="d", text=text), own=OWN)
        return {m.text: (local.type, local.ids) for local in extraction.entities for m in local.mentions}

    return read


def test_an_alias_that_the_model_takes_for_nothing(entities):
    found = entities("On Monday QLF leaders told reporters that the strike of the Quay Lifters' Front was over.")
    assert found["QLF"] == ("Organization", (("own", "o-1"),))


def test_a_bare_surname_has_the_type_that_the_user_gives(entities):
    assert entities("Talks with Drobny broke down on Friday.")["Drobny"][0] == "Person"


def test_a_name_inside_a_longer_one_is_no_hit(entities):
    found = entities("Maria Drobny Kovacs met Ana Ruiz in Oslo.")
    assert "Drobny" not in found


def test_a_spelling_that_two_share_is_left_to_the_model(entities):
    assert all(not ids for _, ids in entities("The Two Rivers board met Ana Ruiz.").values())
