"""The whole way in one place: inputs, extraction, assembly, and the graph to ask."""

from __future__ import annotations

import warnings
from collections import deque
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from graphkit.config import Config, checked_config
from graphkit.decisions import read_decisions
from graphkit.engines import Engine, Recipe
from graphkit.engines.machine import usable_cores
from graphkit.errors import InputError, NoInputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Document, Extraction
from graphkit.readers import Apart, Notice, Reading, read_inputs, several
from graphkit.resolve import assemble
from graphkit.resolve.intake import Intake
from graphkit.resolve.known import known_digest, read_known
from graphkit.runs import graph_run, of_other_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from graphkit.engines.shards import ShardReport
    from graphkit.model import PassedOver
    from graphkit.readers import Item
    from graphkit.readers.inputs import StdinFormat
    from graphkit.readers.source import IdFrom
    from graphkit.resolve.known import Known

Input = str | Path | Document | Extraction
T = TypeVar("T")


class Watch:
    """Is told what happens on the way; this one makes Python warnings of problems and keeps silent otherwise."""

    def taken_apart(self, inputs: int, total: int) -> None:
        """Take notice of how many inputs were looked through, before the first article is read, and of how many."""

    def expect(self, documents: int) -> None:
        """Take notice of how many documents will come; called once, before the first."""

    def loaded(self, model: str, ops: str) -> None:
        """Take notice of the model that reads the articles, by its full name, and of what multiplies its matrices."""

    def given(self, document: Document) -> None:
        """Take notice of an article that is about to be read; some come well before what was read out of them."""

    def extracted(self, extraction: Extraction) -> None:
        """Take notice of an extraction as soon as it is made."""

    def problem(self, item: InputError | Notice) -> None:
        """Take notice of an input that can't be used, or of something good to know."""
        warnings.warn(str(item), stacklevel=2)


HELD = 100
"""Inputs without an article to read that are held back at most until the articles before them are read. What lies between
articles, such as word of an odd encoding, must not part those that are parsed together."""

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
        stdin_format: what standard input holds: "text" (one article), "jsonl", "json", "csv", "tsv", "md" or "html".
        id_from: ids of documents from the file's "name" or its "path" below the named folder.
        exclude: files and folders left out of folders and globs.
        watch: is told of progress and problems.

    Raises:
        InputError: the decisions, the gazetteer or the patterns of the settings can't be used, or what is given is no input.
        ConfigError: the settings are no `Config`.
        NoInputError: nothing at all could be read.
        ModelError: the model is missing or unfit; only where there is an article to read.
        EngineError: no worker process can be started; only where there are to be any.
    """
    # before the long work, so that a mistake in them is told at once
    checked_config(config)
    decisions = () if config.decisions is None else read_decisions(config.decisions)
    known = _known(config)
    engine = make_engine(config, known=known)
    items = _read(
        inputs, config=config, stdin_format=stdin_format, id_from=id_from, exclude=exclude, watch=watch, engine=engine
    )
    intake = Intake(_extract(items, engine=engine, watch=watch))
    read = engine.run if engine.is_loaded else graph_run(intake.runs)
    run = replace(read, digest=config.graph_digest(known_digest(read.digest, known)), time=config.run_time)
    assembly = assemble(
        intake,
        base_iri=config.base_iri,
        run=run,
        decisions=decisions,
        known=known,
        near_duplicates=config.near_duplicates,
    )
    documents = tuple(of_other_runs(document, read) for document in assembly.documents)
    return KnowledgeGraph(replace(assembly, documents=documents))


def make_recipe(config: Config, *, known: Sequence[Known] | None = None) -> Recipe:
    """How articles are to be read, as the settings say.

    Args:
        config: settings.
        known: the rows of its gazetteer, where they were read already.

    Raises:
        InputError: the gazetteer or the patterns can't be used.
    """
    rows = _known(checked_config(config)) if known is None else tuple(known)
    patterns: tuple[tuple[str, str], ...] = ()
    digest = ""
    if config.patterns:  # records alone shall load no spaCy
        from graphkit.relations.patterns import parse_files, read_files

        patterns = read_files(config.patterns)
        digest = parse_files(patterns).digest
    return Recipe(
        model=config.model,
        ops=config.ops,
        lang=config.lang,
        coreference=config.coreference,
        fast=config.fast,
        own=tuple(((row.name, *row.aliases), row.type, row.id) for row in rows),
        patterns=patterns,
        batch_size=config.batch_size,
        max_characters=config.max_characters,
        digest=known_digest(config.digest(patterns=digest), rows),
    )


def make_engine(config: Config, *, known: Sequence[Known] | None = None) -> Engine:
    """What reads articles as the settings say; to be closed in the end. With the arguments of `make_recipe`.

    Raises:
        InputError: the gazetteer or the patterns can't be used.
    """
    recipe = make_recipe(config, known=known)
    return Engine(recipe, workers=config.workers, seconds=config.timeout_per_document)


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
        EngineError: no worker process can be started; only where there are to be any.
    """
    engine = make_engine(config)
    items = _read(inputs, config=config, stdin_format=stdin_format, id_from=id_from, watch=watch, engine=engine)
    return _extract(items, engine=engine, watch=watch)


def extract_on_cluster(
    paths: Iterable[str], *, folder: str, config: Config = _DEFAULT, scheduler: str | None = None
) -> Iterator[ShardReport]:
    """Extract the articles of many files with Dask; each file gives a Parquet file of records.

    Args:
        paths: files, folders and globs, on any file system of fsspec that the workers can reach too.
        folder: where the records are written; what an earlier run has written there is taken as it is.
        config: settings; its `workers` are those of this machine, where no scheduler is named.
        scheduler: address of a Dask scheduler, such as "tcp://10.0.0.5:8786", whose workers have graphkit.

    Yields:
        A report for each file, as they are done.

    Raises:
        EngineError: Dask isn't installed, or the scheduler can't be reached.
        InputError: one of the paths leads to nothing that can be read, or the gazetteer or the patterns can't be used.
    """
    from graphkit.engines.cluster import extract_shards

    return extract_shards(
        paths,
        folder=folder,
        recipe=make_recipe(config),
        scheduler=scheduler,
        workers=usable_cores() if config.workers == "auto" else config.workers,
        seconds=config.timeout_per_document,
        reading=Reading.of(config),
    )


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
    engine = make_engine(config)
    items = _read(inputs, config=config, stdin_format=stdin_format, id_from=id_from, watch=watch, engine=engine)
    articles = _articles(items, watch)
    first = next(articles, None)
    if first is None:
        raise NoInputError("nothing could be read: no article was given")
    with engine:
        for result in tell_model(engine.audit(chain([first], articles)), engine=engine, watch=watch):
            if isinstance(result, InputError):
                watch.problem(result)
            elif isinstance(result, Extraction):
                watch.extracted(result)
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


def _read(
    inputs: Input | Iterable[Input],
    *,
    config: Config,
    stdin_format: StdinFormat,
    id_from: IdFrom,
    exclude: Collection[Path] = (),
    watch: Watch,
    engine: Engine,
) -> Iterator[Item]:
    def expect(documents: int) -> None:
        engine.expect(documents)
        watch.expect(documents)

    return read_inputs(
        several(inputs),
        stdin_format=stdin_format,
        id_from=id_from,
        reading=Reading.of(config),
        exclude=[*exclude, *own_files(config)],
        expect=expect,
        apart=make_apart(config),
        progress=watch.taken_apart,
    )


def make_apart(config: Config) -> Apart:
    """How files that cost much to take apart are read in processes of their own, as the settings say."""
    workers = usable_cores() if config.workers == "auto" else config.workers
    return Apart(workers=workers, seconds=config.timeout_per_document)


def own_files(config: Config) -> list[Path]:
    """The files that the settings name, which are no articles where they lie among them."""
    named = (config.gazetteer, config.decisions, *config.patterns)
    return [Path(name) for name in named if name is not None]


def _extract(items: Iterator[Item], *, engine: Engine, watch: Watch) -> Iterator[Extraction]:
    """The extractions; all else goes to `watch`."""
    made = failed = 0
    with engine:
        for result in tell_model(_results(items, engine=engine, watch=watch), engine=engine, watch=watch):
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


def tell_model(results: Iterator[T], *, engine: Engine, watch: Watch) -> Iterator[T]:
    """The same, with word to the watch of who reads, once the model is loaded."""
    told = False
    for result in results:
        if engine.is_loaded and not told:
            told = True
            watch.loaded(engine.run.model, engine.ops)
        yield result


def _results(items: Iterator[Item], *, engine: Engine, watch: Watch) -> Iterator[Extraction | InputError | Notice]:
    """Documents through the engine, all else as it is, in their order."""
    if engine.recipe.patterns:
        items = _with_notice(items)
    held: deque[tuple[int, Extraction | InputError | Notice]] = deque()
    given = 0

    def documents(first: Document) -> Iterator[Document]:
        nonlocal given
        given = 1
        watch.given(first)
        yield first
        for item in items:
            if isinstance(item, Document):
                given += 1
                watch.given(item)
                yield item
            else:
                held.append((given, item))
                if len(held) == HELD:
                    return

    for item in items:
        if isinstance(item, Document):
            for done, result in enumerate(engine.extract(documents(item)), start=1):
                yield result
                while held and held[0][0] <= done:
                    yield held.popleft()[1]
            while held:
                yield held.popleft()[1]
        else:
            yield item


def _with_notice(items: Iterator[Item]) -> Iterator[Item]:
    """The same, with word before the first record that patterns don't change it."""
    for item in items:
        if isinstance(item, Extraction):
            reason = "is a record of an earlier run; patterns say how articles are read, and leave records as they are"
            yield Notice(kind="patterns", source=item.document.id, reason=reason)
            yield item
            break
        yield item
    yield from items
