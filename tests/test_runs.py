"""A graph names a run as its own where all its documents have it."""

from __future__ import annotations

import pytest

from graphkit import __version__
from graphkit.model import Document, Run
from graphkit.runs import graph_run, of_other_runs

NOW, OLD, UNKNOWN = Run(version=__version__, model="m"), Run(version="0", model="m"), Run(version=__version__)


@pytest.mark.parametrize(
    ("runs", "own"),
    [
        ({NOW}, NOW),
        ({NOW, OLD}, UNKNOWN),
        ({OLD}, UNKNOWN),
        ({None}, UNKNOWN),
        ({NOW, None}, UNKNOWN),
        (set(), UNKNOWN),
    ],
)
def test_the_run_of_a_graph(runs: set[Run | None], own: Run) -> None:
    assert graph_run(runs) == own


def test_only_other_runs_are_told() -> None:
    document = Document(id="a", run=NOW)
    assert of_other_runs(document, NOW).run is None
    assert of_other_runs(document, OLD) is document
