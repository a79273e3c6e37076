"""Authors: names as bylines tell them, and nothing that is none."""

from __future__ import annotations

import pytest

from graphkit.readers.authors import authors_of

BYLINES: list[tuple[object, tuple[str, ...]]] = [
    ("Ada Quell", ("Ada Quell",)),
    ("  by Ada   Quell ", ("Ada Quell",)),
    ("Written by: Ada Quell", ("Ada Quell",)),
    ("Byron Lake", ("Byron Lake",)),
    ("Ada Quell; Bo Marr|Cy Dunn\nDi Ek", ("Ada Quell", "Bo Marr", "Cy Dunn", "Di Ek")),
    ("By Ada Quell and Bo Marr", ("Ada Quell", "Bo Marr")),
    ("Ada Quell, Bo Marr & Cy Dunn", ("Ada Quell", "Bo Marr", "Cy Dunn")),
    ("Ada Quell, Bo Marr, and Cy Dunn", ("Ada Quell", "Bo Marr", "Cy Dunn")),
    ("Quell, Ada; Marr, Bo", ("Quell, Ada", "Marr, Bo")),
    ("Ada Quell, Harbour Correspondent", ("Ada Quell, Harbour Correspondent",)),
    ("Health and Science Desk", ("Health and Science Desk",)),
    ("Ada Quell; ADA QUELL; by Ada Quell", ("Ada Quell",)),
    ("ada@post.example (Ada Quell)", ("Ada Quell",)),
    ("Ada Quell <ada@post.example>", ("Ada Quell",)),
    ("Ada Quell @adaquell", ("Ada Quell",)),
    ("ada@post.example", ()),
    ("https://social.example/ada", ()),
    (["Ada Quell", {"@type": "Person", "name": "Bo Marr"}, None, 7, ["Cy Dunn"]], ("Ada Quell", "Bo Marr")),
    ({"name": "Ada Quell", "url": "https://post.example/ada"}, ("Ada Quell",)),
    ({"original": "By Ada Quell and Bo Marr"}, ("Ada Quell", "Bo Marr")),
    ("""['Ada Quell', "Bo O'Marr"]""", ("Ada Quell", "Bo O'Marr")),
    ('["Ada Quell"]', ("Ada Quell",)),
    ("[]", ()),
    ("python-docx", ()),
    ("Unknown", ()),
    ("12.5.2024", ()),
    ("", ()),
    (None, ()),
    (7, ()),
    (b"Ada Quell", ()),
    ("Ada Quell " * 1000, ()),
    ("A" * 201, ()),
]


@pytest.mark.parametrize(("told", "names"), BYLINES, ids=range(len(BYLINES)))
def test_names(told: object, names: tuple[str, ...]) -> None:
    assert authors_of(told) == names


def test_names_that_are_read_are_read_again_as_they_are() -> None:
    for told, names in BYLINES:
        assert authors_of(list(authors_of(told))) == names


def test_there_is_a_bound() -> None:
    assert len(authors_of([f"Ada Quell {'i' * n}" for n in range(150)])) == 100
