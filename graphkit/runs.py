"""Which run a graph names as its own, and which documents name another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.model import Run

if TYPE_CHECKING:
    from collections.abc import Collection

    from graphkit.model import Document


def graph_run(runs: Collection[Run | None]) -> Run:
    """Give the run of a graph whose documents were all read before: theirs, if it is one and of this version.

    Args:
        runs: what the documents say of how they were read.
    """
    earlier = next(iter(runs)) if len(runs) == 1 else None
    return earlier if earlier is not None and earlier.version == __version__ else Run(version=__version__)


def of_other_runs(document: Document, run: Run) -> Document:
    """Give the document without word of its run, where that is the graph's."""
    return document if document.run != run else replace(document, run=None)
