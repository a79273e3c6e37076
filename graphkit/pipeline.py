"""The whole way in one place: inputs, extraction, assembly, and the graph to ask."""

from __future__ import annotations

import warnings
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.config import Config
from graphkit.errors import InputError, NoInputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Document, Extraction, Run
from graphkit.readers import Notice, read_inputs
from graphkit.resolve import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from spacy.language import Language

    from graphkit.readers import Item
    from graphkit.readers.inputs import StdinFormat
    from graphkit.readers.sources import IdFrom

Input = str | Path | Document | Extraction
_DEFAULT = Config()


def build(
    inputs: Input | Iterable[Input],
    *,
    config: Config = _DEFAULT,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    exclude: Collection[Path] = (),
    report: Callable[[InputError | Notice], None] | None = None,
    each: Callable[[Extraction], None] | None = None,
) -> KnowledgeGraph:
    """Build a knowledge graph from news.

    Args:
        inputs: one or more of: paths of files and folders, globs, ``-`` for standard input, documents, extractions.
        config: settings.
        stdin_format: "text" (one article) or "jsonl".
        id_from: ids of documents from the file's "name" or its "path" below the named folder.
        exclude: files and folders left out of folders and globs.
        report: called with every input that could not be used and everything good to know, as it comes up; without it
            each is a Python warning.
        each: called with every extraction, in input order, as it is made.

    Raises:
        NoInputError: nothing at all could be read.
        ModelError: the model is missing or unfit; only where there is an article to read.
    """
    model = Model(config.model)
    extractions = []
    for extraction in _extract(
        _read(inputs, stdin_format=stdin_format, id_from=id_from, exclude=exclude),
        model=model,
        config=config,
        report=report or warn,
    ):
        extractions.append(extraction)
        if each is not None:
            each(extraction)
    run = Run(
        version=__version__,
        model=model.full_name,
        model_version=model.version,
        digest=config.digest(),
        time=config.run_time,
    )
    return KnowledgeGraph(assemble(extractions, base_iri=config.base_iri, run=run))


def extract(
    inputs: Input | Iterable[Input],
    *,
    config: Config = _DEFAULT,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    report: Callable[[InputError | Notice], None] | None = None,
) -> Iterator[Extraction]:
    """Extract what each input says, in input order; the first half of `build`, with the same arguments.

    Yields:
        One extraction for each document that could be read.

    Raises:
        NoInputError: at the end, nothing at all could be read.
        ModelError: the model is missing or unfit; only where there is an article to read.
    """
    items = _read(inputs, stdin_format=stdin_format, id_from=id_from)
    return _extract(items, model=Model(config.model), config=config, report=report or warn)


class Model:
    """A spaCy pipeline that is loaded when it is first needed, since extraction records need none."""

    def __init__(self, name: str) -> None:
        """Remember the name; see `graphkit.ner.load_model`."""
        self.name = name
        self._nlp: Language | None = None

    def load(self) -> Language:
        """Return the pipeline.

        Raises:
            ModelError: it is missing or unfit.
        """
        if self._nlp is None:
            from graphkit.ner import load_model

            self._nlp = load_model(self.name)
        return self._nlp

    @property
    def full_name(self) -> str:
        """The pipeline's own name, such as "en_core_web_sm"; empty where none was needed."""
        return "" if self._nlp is None else f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"

    @property
    def version(self) -> str:
        """The pipeline's version; empty where none was needed."""
        return "" if self._nlp is None else str(self._nlp.meta["version"])


def warn(item: InputError | Notice) -> None:
    """Make a Python warning of an input that could not be used, or of something good to know."""
    warnings.warn(str(item), stacklevel=2)


def _read(
    inputs: Input | Iterable[Input], *, stdin_format: StdinFormat, id_from: IdFrom, exclude: Collection[Path] = ()
) -> Iterator[Item]:
    several = [inputs] if isinstance(inputs, str | Path | Document | Extraction) else inputs
    return read_inputs(several, stdin_format=stdin_format, id_from=id_from, exclude=exclude)


def _extract(
    items: Iterator[Item], *, model: Model, config: Config, report: Callable[[InputError | Notice], None]
) -> Iterator[Extraction]:
    failed: list[InputError] = []
    made = 0
    for result in _results(_reported(items, failed=failed, report=report), model=model, config=config):
        if isinstance(result, InputError):
            failed.append(result)
            report(result)
        else:
            made += 1
            yield result
    if not made:
        reason = f"{len(failed)} input{'s' if len(failed) > 1 else ''} failed" if failed else "no input was given"
        raise NoInputError(f"nothing could be read: {reason}")


def _reported(
    items: Iterator[Item], *, failed: list[InputError], report: Callable[[InputError | Notice], None]
) -> Iterator[Document | Extraction]:
    for item in items:
        if isinstance(item, Document | Extraction):
            yield item
            continue
        if isinstance(item, InputError):
            failed.append(item)
        report(item)


def _results(
    items: Iterator[Document | Extraction], *, model: Model, config: Config
) -> Iterator[Extraction | InputError]:
    """Records as they are, documents through the engine, all in their order."""
    for is_record, group in groupby(items, key=lambda item: isinstance(item, Extraction)):
        if is_record:
            yield from (item for item in group if isinstance(item, Extraction))
        else:
            from graphkit.engines import extract_documents

            documents = (item for item in group if isinstance(item, Document))
            yield from extract_documents(
                documents, nlp=model.load(), coreference=config.coreference, batch_size=config.batch_size
            )
