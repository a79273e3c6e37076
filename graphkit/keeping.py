"""Keeping a corpus: add, update, remove, status and build, for as long as a newsroom keeps its archive.

Articles are first taken into the file, which is quick, and then read one by one. So a run that is stopped, however that
happens, has lost nothing that it took in, and the next run reads what is left.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit import __version__
from graphkit.config import Config, checked_config
from graphkit.corpus import CorpusFile, Tally, assemble_corpus, count
from graphkit.corpus.claims import ClaimsOnDisk
from graphkit.corpus.graph import decisions_digest, decisions_of
from graphkit.errors import CorpusError, InputError, NoInputError
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Document, Extraction, Run
from graphkit.ner.identity import identify_model
from graphkit.pipeline import Watch, make_apart, make_engine, make_recipe, own_files, tell_model
from graphkit.readers import Reading, read_inputs, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from graphkit.corpus import Status
    from graphkit.corpus.file import Verb, Wanted
    from graphkit.pipeline import Input
    from graphkit.readers import Item
    from graphkit.readers.inputs import StdinFormat
    from graphkit.readers.source import IdFrom

BATCH: Final = 32
"""Documents that are written to the file together."""

SECONDS: Final = 1.0
"""What was read is written at least so often, as far as something is read at all."""

_DEFAULT = Config()
_WARNING = Watch()


class Corpus:
    """An archive in one file. It is opened for each call and closed at its end, so nothing has to be closed.

    Attributes:
        path: where the file lies, or will.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Take the path; nothing is opened or made yet."""
        self.path = Path(path)

    def add(
        self,
        inputs: Input | Iterable[Input],
        *,
        config: Config = _DEFAULT,
        records_only: bool = False,
        stdin_format: StdinFormat = "text",
        id_from: IdFrom = "name",
        watch: Watch = _WARNING,
    ) -> Tally:
        """Add articles, or extraction records, and read what was not read yet.

        An id that stands for another text already is refused. What is there already costs nothing, and where there is nothing
        to read, no model is loaded. The file is made where there is none.

        Args:
            inputs: as for `graphkit.build`.
            config: settings, of which those of reading count.
            records_only: take extraction records only, and tell articles as problems.
            stdin_format: as for `graphkit.build`.
            id_from: as for `graphkit.build`.
            watch: is told of progress and problems.

        Returns:
            What was done.

        Raises:
            CorpusError: the file can't be opened or written.
            InputError: the gazetteer or the patterns of the settings can't be used.
            ModelError: the model is missing or unfit; only where there is an article to read.
            EngineError: no worker process can be started; only where there are to be any.
            NoInputError: nothing was there to add.
        """
        items = _items(inputs, config=config, stdin_format=stdin_format, id_from=id_from, watch=watch, own=records_only)
        if records_only:
            items = _records(items)
        with _nothing_left(self.path), _Run.begun(self.path, "add", config=config, watch=watch) as run:
            run.take(items, replacing=False)
            if not (run.tally.added or run.tally.known):
                raise NoInputError("nothing could be added: " + run.reason)
            if not records_only:
                run.read("new")
        return run.tally

    def update(
        self,
        inputs: Input | Iterable[Input] = (),
        *,
        config: Config = _DEFAULT,
        stdin_format: StdinFormat = "text",
        id_from: IdFrom = "name",
        watch: Watch = _WARNING,
    ) -> Tally:
        """Add articles, those with another text in place of what has their ids, and read anew what is out of date.

        With inputs, these are brought up to date; without any, the whole corpus is: whatever other settings or an earlier
        version of graphkit read is read again, and so is what is in quarantine.

        Args:
            inputs: as for `graphkit.build`, or none.
            config: as for `add`.
            stdin_format: as for `add`.
            id_from: as for `add`.
            watch: as for `add`.

        Returns:
            What was done.

        Raises:
            CorpusError: there is no such file, or it can't be written.
            InputError: as for `add`.
            ModelError: as for `add`.
            NoInputError: inputs were named, but nothing was there.
        """
        given = list(several(inputs))
        with _Run.begun(self.path, "update", config=config, watch=watch) as run:
            if given:
                run.take(
                    _items(given, config=config, stdin_format=stdin_format, id_from=id_from, watch=watch),
                    replacing=True,
                )
                if not (run.tally.added or run.tally.known or run.tally.replaced):
                    raise NoInputError("nothing could be updated: " + run.reason)
            run.read("named" if given else "all")
        return run.tally

    def remove(self, ids: str | Iterable[str]) -> int:
        """Take documents out: all that are named, or none. The graph is then what it had been without them.

        Returns:
            How many there were.

        Raises:
            CorpusError: there is no such file, or it can't be written.
            UnknownDocumentError: an id is that of no document.
        """
        with CorpusFile.to_write(self.path) as file:
            removed = file.remove([ids] if isinstance(ids, str) else map(str, ids))
            file.compact()
        return removed

    def status(self) -> Status:
        """Count what the corpus holds.

        Raises:
            CorpusError: there is no such file, or it can't be read.
        """
        with CorpusFile.to_read(self.path) as file:
            return count(file)

    def ids(self) -> list[str]:
        """Ids of all documents, sorted.

        Raises:
            CorpusError: there is no such file, or it can't be read.
        """
        with CorpusFile.to_read(self.path) as file:
            return file.ids()

    def extractions(self) -> Iterator[Extraction]:
        """Go through what each document says, by document id.

        Raises:
            CorpusError: there is no such file, or it can't be read.
        """
        with CorpusFile.to_read(self.path) as file, file.snapshot():
            yield from file.extractions()

    def build(self, *, config: Config = _DEFAULT, watch: Watch = _WARNING) -> KnowledgeGraph:
        """Build the graph of all documents that were read. No article is looked at, and no model loaded.

        Args:
            config: settings, of which those of assembly count. Unless they name decisions, ``decisions.toml`` beside the
                corpus is honoured, where there is one; the corpus keeps its digest.
            watch: is told how many extractions there are, and of each.

        Raises:
            CorpusError: there is no such file, it can't be read, or nothing in it was read yet.
            InputError: the decisions or the gazetteer can't be used.
        """
        checked_config(config)
        with CorpusFile.to_read(self.path) as file:
            watch.expect(len(file.extractions()))
            graph = KnowledgeGraph(assemble_corpus(file, config=config, seen=watch.extracted))
            digest = decisions_digest(decisions_of(self.path, config))
            changed = (file.setting("decisions") or "") != digest
        if changed:
            # a corpus that can't be written to, or is just being written to, is built all the same
            with contextlib.suppress(CorpusError), CorpusFile.to_write(self.path) as file:
                file.set("decisions", digest)
        return graph


class _Run:
    """One run of `add` or `update`.

    Attributes:
        tally: what it has done so far.
    """

    def __init__(self, file: CorpusFile, number: int, *, config: Config, watch: Watch) -> None:
        self.tally = Tally()
        self._file, self._number, self._watch = file, number, watch
        self._engine = make_engine(config)
        self._configuration: int | None = None
        self._problems = 0

    @classmethod
    @contextlib.contextmanager
    def begun(cls, path: Path, verb: Verb, *, config: Config, watch: Watch) -> Iterator[_Run]:
        """Open the corpus and write down that a run begins, and at the end what it did, also where it breaks off."""
        make_recipe(config)  # a mistake in the settings is told before a file is made
        with CorpusFile.to_write(path, create=verb == "add") as file:
            run = cls(file, file.begin(verb), config=config, watch=watch)
            try:
                yield run
            except BaseException as error:
                # what stopped the run counts, not what a full disk has to say of this
                with contextlib.suppress(CorpusError):
                    run._record(ended=isinstance(error, NoInputError))
                raise
            run._record(ended=True)

    @property
    def reason(self) -> str:
        """Why nothing was taken, in words."""
        failed = self._problems + self.tally.refused
        return f"{failed} input{'' if failed == 1 else 's'} failed" if failed else "no input was given"

    def take(self, items: Iterable[Item], *, replacing: bool) -> None:
        """Take what is given into the file; all else goes to the watch."""
        batch: list[Document | Extraction] = []
        for item in items:
            if isinstance(item, Document | Extraction):
                batch.append(item)
            else:
                self._problems += isinstance(item, InputError)
                self._watch.problem(item)
            if len(batch) == BATCH:
                self._take(batch, replacing=replacing)
                batch = []
        self._take(batch, replacing=replacing)

    def _take(self, batch: list[Document | Extraction], *, replacing: bool) -> None:
        found = self._file.take(batch, replacing=replacing)
        for taken in found:
            self.tally.count(taken)
        self._record()
        for item, taken in zip(batch, found, strict=True):
            if taken == "refused":
                ident = item.id if isinstance(item, Document) else item.document.id
                reason = (
                    f"the corpus has another text, or a record alone, with the id {ident!r}, which stays; 'graphkit update' "
                    "puts this one in its place, and an id of its own adds it"
                )
                self._watch.problem(InputError(reason, source=ident))

    def read(self, wanted: Wanted) -> None:
        """Read what is to be read, and keep it batch by batch."""
        run = self._reading()
        number = self._file.find_configuration(run)
        pending = self._file.count_pending(wanted, configuration=number)
        if not pending:
            return
        self._configuration = self._file.configuration(run)
        self._engine.expect(pending)
        self._watch.expect(pending)
        contents: dict[str, bytes] = {}

        def documents() -> Iterator[Document]:
            for content, document in self._file.pending(wanted, configuration=self._configuration or 0):
                contents[document.id] = content
                self._watch.given(document)
                yield document

        batch: list[tuple[bytes, Extraction | InputError]] = []
        since = time.monotonic()
        try:
            with self._engine:
                results = self._engine.extract(documents())
                for result in tell_model(results, engine=self._engine, watch=self._watch):
                    ident = result.source if isinstance(result, InputError) else result.document.id
                    batch.append((contents.pop(ident), result))
                    if len(batch) == BATCH or time.monotonic() - since >= SECONDS:
                        full, batch, since = batch, [], time.monotonic()
                        self._store(full)
        finally:
            self._store(batch)  # what was read before Ctrl-C, too

    def _store(self, batch: list[tuple[bytes, Extraction | InputError]]) -> None:
        if not batch:
            return
        self._file.store(batch, configuration=self._configuration or 0)
        failed = sum(isinstance(result, InputError) for _, result in batch)
        self.tally.failed += failed
        self.tally.extracted += len(batch) - failed
        self._record()
        for _, result in batch:
            if isinstance(result, InputError):
                self._watch.problem(result)
            else:
                self._watch.extracted(result)

    def _reading(self) -> Run:
        """How this run reads, without loading the model, where that can be known."""
        recipe = self._engine.recipe
        found = identify_model(recipe.model)
        if found is None:
            return self._engine.run
        return Run(version=__version__, model=found[0], model_version=found[1], digest=recipe.digest)

    def _record(self, *, ended: bool = False) -> None:
        self._file.record(self._number, self.tally, configuration=self._configuration, ended=ended)


def _items(
    inputs: Input | Iterable[Input],
    *,
    config: Config,
    stdin_format: StdinFormat,
    id_from: IdFrom,
    watch: Watch,
    own: bool = False,
) -> Iterator[Item]:
    with ClaimsOnDisk() as claims:
        yield from read_inputs(
            several(inputs),
            stdin_format=stdin_format,
            id_from=id_from,
            reading=Reading.of(config),
            exclude=own_files(config),
            own=own,
            claims=claims,
            apart=make_apart(config),
            progress=watch.taken_apart,
        )


@contextlib.contextmanager
def _nothing_left(path: Path) -> Iterator[None]:
    """Take a file away that was made for nothing, as where a path was misspelt."""
    is_new = not path.exists()
    try:
        yield
    except NoInputError:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def _records(items: Iterable[Item]) -> Iterator[Item]:
    """The same, with an error in place of each article."""
    for item in items:
        if isinstance(item, Document):
            yield InputError("is an article, where only extraction records are wanted", source=item.id)
        else:
            yield item
