"""The corpus file: documents, what was read out of each, and the runs that did so, in one SQLite file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.corpus.extractions import Extractions
    from graphkit.corpus.file import CorpusFile, Tally
    from graphkit.corpus.graph import assemble_corpus, read_corpus
    from graphkit.corpus.opening import is_corpus
    from graphkit.corpus.status import Status, count

_MODULES = {
    "CorpusFile": "file",
    "Extractions": "extractions",
    "Status": "status",
    "Tally": "file",
    "assemble_corpus": "graph",
    "count": "status",
    "is_corpus": "opening",
    "read_corpus": "graph",
}

__all__ = ["CorpusFile", "Extractions", "Status", "Tally", "assemble_corpus", "count", "is_corpus", "read_corpus"]


def __getattr__(name: str) -> Any:
    """Import a name from its module when it is first used, since whoever reads a graph only asks `is_corpus`."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"graphkit.corpus.{_MODULES[name]}"), name)
