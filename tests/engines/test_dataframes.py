"""DataFrame to DataFrame: every row has its answer, and it is what graphkit itself gives."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from graphkit.engines import Extractor, Recipe
from graphkit.engines.dataframes import INPUT, OUTPUT, extract_frame, extract_frames
from graphkit.model import Document
from graphkit.records import to_record

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

MET = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."
DATED = "BERGEN, March 4, 2031 - Ole Dahl promised Ana Ruiz two boats on Tuesday."
RECIPE = Recipe(digest="0123456789abcdef")


@pytest.mark.usefixtures("one_model")
def test_rows_are_what_the_extractor_gives() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": [MET, DATED],
            "date": [dt.date(2031, 3, 5), None],
            "author": [np.array(["Ada Quell", "Bo Marr"]), None],
            "publisher": ["The Fjord", float("nan")],
            "other": [1, 2],
        }
    )
    found = extract_frame(frame, recipe=RECIPE)
    documents = [
        Document(
            id="a", text=MET, published=dt.date(2031, 3, 5), authors=("Ada Quell", "Bo Marr"), publisher="The Fjord"
        ),
        Document(id="b", text=DATED, published=dt.date(2031, 3, 4)),
    ]
    expected = [to_record(extraction) for extraction in Extractor(RECIPE).extract(documents)]
    assert [json.loads(record) for record in found["record"]] == expected
    assert list(found.columns) == list(OUTPUT)
    assert list(found["id"]) == ["a", "b"]
    assert found["error"].isna().all()


@pytest.mark.usefixtures("one_model")
def test_a_row_that_cannot_be_read_leaves_the_others() -> None:
    frame = pd.DataFrame({"id": ["a", None, "c", "d"], "text": [None, MET, "  ", MET]})
    found = extract_frame(frame, recipe=RECIPE)
    assert [record is None for record in found["record"]] == [True, True, True, False]
    assert [error is None for error in found["error"]] == [False, False, False, True]
    assert "has no text" in found["error"][0]
    assert "has no id" in found["error"][1]
    assert "empty text" in found["error"][2]


@pytest.mark.usefixtures("one_model")
def test_an_empty_table_and_one_table_after_the_other() -> None:
    empty = pd.DataFrame({name: [] for name in INPUT})
    full = pd.DataFrame({"id": ["a"], "text": [MET]})
    found = list(extract_frames([empty, full], recipe=RECIPE))
    assert [len(frame) for frame in found] == [0, 1]
    assert list(found[0].columns) == list(OUTPUT)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match=r"no column text; it has id, body"):
        extract_frame(pd.DataFrame({"id": ["a"], "body": [MET]}), recipe=RECIPE)
