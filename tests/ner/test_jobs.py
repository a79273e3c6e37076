from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("Striker Paolo Rossi scored twice.", ("striker",)),
        ("The Norwegian goalkeeper Erik Solheim saved two penalties.", ("goalkeeper",)),
        ("Paolo Rossi, 31, a Swedish striker, was hurt.", ("striker",)),
        ("Helen Brown, an economist, spoke to reporters.", ("economist",)),
        ("Prime Minister Helen Brown spoke.", ()),
        ("Helen Brown, a friend of the singer, spoke.", ()),
        ("Helen Brown spoke to the striker.", ()),
    ],
)
def test_jobs(read, text, jobs):
    person = next(entity for entity in read(text).entities if entity.type == "Person")
    assert person.jobs == jobs


def test_only_people_have_jobs(read):
    assert all(entity.jobs == () for entity in read("The singer Berlin left.").entities if entity.type != "Person")
