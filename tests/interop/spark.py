"""Extraction in Spark's local mode: ``python spark.py``, in a Python that has graphkit, pyspark, pandas and pyarrow, and a Java.

It reads articles that are made up here with `extract_frames` under ``mapInPandas``, and ends with status 1 where a record is
not, letter for letter, what graphkit itself makes of the same article.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from pyspark.sql import SparkSession

import graphkit
from graphkit.engines.dataframes import OUTPUT, extract_frame, extract_frames

if TYPE_CHECKING:
    import pandas as pd

MEETINGS = 40


def articles() -> list[dict[str, str | None]]:
    """Made-up articles, one of them without a text."""
    made: list[dict[str, str | None]] = [
        {
            "id": f"a{number}",
            "text": f"Ana Ruiz met Ole Dahl in Oslo on Tuesday. It was meeting {number}.",
            "date": "2031-03-05",
        }
        for number in range(MEETINGS)
    ]
    return [*made, {"id": "none", "text": None, "date": None}]


def main() -> int:
    """Compare."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    recipe = graphkit.make_recipe(graphkit.Config())
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", value=False).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.createDataFrame(articles(), schema="id string, text string, date string").repartition(4)
    schema = ", ".join(f"{name} string" for name in OUTPUT)
    found = table.mapInPandas(partial(extract_frames, recipe=recipe), schema=schema).collect()
    spark.stop()
    expected = {row["id"]: row for row in _rows(extract_frame(_frame(), recipe=recipe))}
    same = len(found) == len(expected) and all(row.asDict() == expected[row["id"]] for row in found)
    met = sum(len(json.loads(row["record"])["events"]) for row in found if row["record"])
    print("ok  " if same and met == MEETINGS else "FAIL", f"spark: {len(found)} rows, {met} meetings")
    return 0 if same and met == MEETINGS else 1


def _frame() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(articles())


def _rows(frame: pd.DataFrame) -> list[dict[str, str | None]]:
    return [dict(zip(OUTPUT, row, strict=True)) for row in frame.itertuples(index=False)]


if __name__ == "__main__":
    sys.exit(main())
