"""What goes into the file comes out again, letter for letter."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.corpus import packing
from graphkit.errors import InputError
from graphkit.model import Document, Extraction

_ANY = st.text(st.characters(codec=None, exclude_categories=()))


@given(_ANY)
def test_texts_survive_whatever_they_hold(text: str) -> None:
    assert packing.unpack_text(packing.pack_text(text)) == text


def test_records_survive(record: Callable[..., Extraction]) -> None:
    extraction = record("a")
    assert packing.unpack_record(packing.pack_record(extraction), source="a") == extraction


def test_records_survive_half_a_surrogate_pair(record: Callable[..., Extraction]) -> None:
    extraction = record("a")
    odd = replace(extraction, document=replace(extraction.document, title="\udc80 café"))
    told = json.loads(packing.unpack_text(packing.pack_record(odd)))
    assert told["title"] == "\udc80 café"
    with pytest.raises(InputError, match="half a surrogate pair"):  # what the checks say, and no error of the parser
        packing.unpack_record(packing.pack_record(odd), source="a")


def test_a_broken_record_is_told() -> None:
    with pytest.raises(InputError, match="entities"):
        packing.unpack_record(packing.pack_text('{"id": "a"}'), source="a")


def test_metadata_survive_and_leave_out_what_is_not_known() -> None:
    document = Document(id="a", text="x", title="Dahl’s day", authors=("Ada", "Bo"), published=dt.date(2024, 3, 5))
    told = packing.metadata_of(document)
    assert "url" not in told
    assert Document(id="a", text="x", **packing.read_metadata(told)) == document


def test_metadata_without_authors_are_those_of_earlier_versions() -> None:
    assert packing.metadata_of(Document(id="a", text="x", title="A")) == '{"title": "A"}'
    assert Document(id="a", **packing.read_metadata('{"title": "A"}')) == Document(id="a", title="A")


def test_metadata_of_a_later_version_are_passed_over() -> None:
    assert packing.read_metadata('{"title": "A", "mood": "bright"}')["title"] == "A"


def test_the_content_is_text_and_metadata() -> None:
    digests = {packing.content_digest(text, metadata) for text in ("a", "b") for metadata in ("{}", '{"title": "a"}')}
    assert len(digests) == 4
