"""A corpus file as the graph that it holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.config import Config
from graphkit.corpus.file import CorpusFile
from graphkit.decisions import read_decisions
from graphkit.errors import CorpusError
from graphkit.resolve import assemble
from graphkit.resolve.known import known_digest, read_known
from graphkit.runs import graph_run, of_other_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from graphkit.model import Assembly, Extraction

DECISIONS: Final = "decisions.toml"
"""The decisions file that a corpus is built with where none is named, if it lies beside the corpus."""

_DEFAULT = Config()


def read_corpus(path: str | PathLike[str]) -> Assembly:
    """Give the graph of a corpus: what ``graphkit build -c`` gives without any option.

    Raises:
        CorpusError: the file can't be read, or nothing in it was read yet.
        InputError: the decisions beside it can't be used.
    """
    with CorpusFile.to_read(path) as file:
        return assemble_corpus(file)


def assemble_corpus(
    file: CorpusFile, *, config: Config = _DEFAULT, seen: Callable[[Extraction], None] | None = None
) -> Assembly:
    """Put together what the documents of a corpus say.

    It is read record by record, none is held longer than assembly needs it, and nothing that is written meanwhile is seen.

    Args:
        file: the corpus.
        config: settings, of which those of assembly count: base IRI, time of the run, decisions, gazetteer, near duplicates.
        seen: is told of each extraction on its way, by document id.

    Raises:
        CorpusError: the file can't be read, or nothing in it was read yet.
        InputError: the decisions or the gazetteer can't be used.
    """
    decisions = decisions_of(file.path, config)
    judged = () if decisions is None else read_decisions(decisions)
    known = () if config.gazetteer is None else read_known(config.gazetteer)
    with file.snapshot():
        extractions = file.extractions()
        if not len(extractions):
            raise CorpusError(
                f"{file.path}: nothing in it was read yet; 'graphkit add {file.path} PATHS' adds articles, "
                f"and 'graphkit update {file.path}' reads those that wait"
            )
        run = graph_run(file.runs(of_texts=True) or file.runs())
        assembly = assemble(
            _told(extractions, seen),
            base_iri=config.base_iri,
            run=replace(run, digest=config.graph_digest(known_digest(run.digest, known)), time=config.run_time),
            decisions=judged,
            known=known,
            near_duplicates=config.near_duplicates,
        )
    return replace(assembly, documents=tuple(of_other_runs(document, run) for document in assembly.documents))


def decisions_of(path: Path, config: Config) -> Path | None:
    """Give the decisions file that a corpus is built with: that of the settings, else the one beside it, else None."""
    if config.decisions is not None:
        return Path(config.decisions)
    beside = path.with_name(DECISIONS)
    return beside if beside.is_file() else None


def decisions_digest(path: Path | None) -> str:
    """Give a digest of what a decisions file holds, "" where there is none."""
    return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _told(extractions: Iterable[Extraction], seen: Callable[[Extraction], None] | None) -> Iterator[Extraction]:
    for extraction in extractions:
        if seen is not None:
            seen(extraction)
        yield extraction
