from __future__ import annotations

import io
from dataclasses import replace

import pytest

from graphkit.errors import ConfigError
from graphkit.rdf import read_turtle, write_turtle

from .everything import everything


def turtle(assembly) -> bytes:
    stream = io.BytesIO()
    write_turtle(assembly, stream)
    return stream.getvalue()


def test_what_was_written_is_read_back():
    assembly = everything()
    assert read_turtle(io.BytesIO(turtle(assembly))) == assembly


@pytest.mark.parametrize("base", ["", "no-scheme/", "https://a b/", "https://example.org/no-end"])
def test_a_base_that_can_stand_in_no_file_is_refused(base):
    with pytest.raises(ConfigError, match="base IRI"):
        turtle(replace(everything(), base_iri=base))
