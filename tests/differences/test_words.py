"""A difference in words, and as JSON."""

from __future__ import annotations

import json

from graphkit.differences import as_json, as_text, compare
from graphkit.model import Assembly

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests


def test_no_difference() -> None:
    assert as_text(compare(everything(), everything())) == "no difference"


def test_all_that_is_new_is_told() -> None:
    told = as_text(compare(Assembly(), everything()))
    for part in (
        "new documents: ",
        "  + a1",
        "new entities: ",
        "  + Ada Brandt (Person)",
        "new meetings: ",
        "new pledges: ",
    ):
        assert part in told
    assert "gone" not in told


def test_the_rest_is_counted() -> None:
    difference = compare(everything(), Assembly())
    lines = as_text(difference, most=1).split("\n")
    count = len(difference.gone_entities)
    at = lines.index(f"gone entities: {count}")
    assert lines[at + 2] == f"  and {count - 1} more"
    assert " more\n" not in as_text(difference, most=None)


def test_json_has_it_all() -> None:
    difference = compare(Assembly(), everything())
    told = json.loads(as_json(difference))
    assert [one["name"] for one in told["new_entities"]] == [one.name for one in difference.new_entities]
    assert set(told) == set(type(difference).__dataclass_fields__)
