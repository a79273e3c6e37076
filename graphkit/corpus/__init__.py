"""The corpus file: documents, what was read out of each, and the runs that did so, in one SQLite file."""

from __future__ import annotations

from graphkit.corpus.file import CorpusFile, Extractions, Tally
from graphkit.corpus.opening import is_corpus
from graphkit.corpus.status import Reading, RunTold, Status

__all__ = ["CorpusFile", "Extractions", "Reading", "RunTold", "Status", "Tally", "is_corpus"]
