"""``graphkit build``: from news to graph files."""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.keeping import amount
from graphkit.cli.reading import Given, reads
from graphkit.cli.talk import PARTLY, Talk, command
from graphkit.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import Config
    from graphkit.knowledge import KnowledgeGraph

EXAMPLES = """
\b
Examples:
  graphkit build seeds/ -o out/
  graphkit build news/*.txt archive.jsonl -o graph.ttl
  zcat articles.jsonl.gz | graphkit build - --stdin-format jsonl -o out/
  graphkit build extractions.jsonl -o out/
  graphkit build news/ --patterns newsroom.toml -o out/
  graphkit build -c news.corpus -o out/
"""

FOLDER_FILES = ("graph.ttl", "graph.graphml", "graph.gexf")
_OF_BOTH = frozenset({"ops", "gazetteer", "workers", "timeout_per_document"})
"""Of the options on how articles are read, those that a corpus, which was read already, leaves without harm."""
RECORDS = "extractions.jsonl"


@command
@reads()
def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Files, folders (to the bottom, sorted), globs, or - for standard input; none with --corpus.",
            show_default=False,
        ),
    ] = None,
    *,
    corpus: Annotated[
        str | None,
        typer.Option(
            "--corpus", "-c", metavar="CORPUS", help="Build from what 'graphkit add' has read.", show_default=False
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR|FILE",
            help="A folder for graph.ttl, graph.graphml, graph.gexf and extractions.jsonl; or one file in a format known by its ending.",
            show_default=False,
        ),
    ],
    given: Given,
    config: o.ConfigFile = None,
    base_iri: o.BaseIri = None,
    run_time: Annotated[
        str | None,
        typer.Option(
            "--run-time",
            metavar="TIME",
            help="Day and time of the run to write into the graph, such as 2024-12-20T16:00:00Z; by default SOURCE_DATE_EPOCH's, else none.",
            show_default=False,
        ),
    ] = None,
    web_annotation: o.WebAnnotation = False,
    view: o.View = "actors",
    near_duplicates: o.NearDuplicates = None,
    decisions: o.Decisions = None,
    id_from: o.Ids = o.IdFrom.name,
    stdin_format: o.Stdin = o.StdinFormat.text,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Build a knowledge graph from news, from extraction records, or from a corpus."""
    from graphkit import pipeline
    from graphkit.cli.summary import print_summary, summarise
    from graphkit.cli.watch import TerminalWatch
    from graphkit.config import load_config

    reading = [name for name, value in given.items() if value is not None and name not in _OF_BOTH]
    _fit(paths, corpus, reading=[f"--{name.replace('_', '-')}" for name in reading])
    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    target = Target.of(output)
    settings = load_config(
        config,
        base_iri=base_iri,
        run_time=run_time,
        near_duplicates=near_duplicates,
        decisions=decisions,
        **given,
    )
    with target.prepared() as records, TerminalWatch(talk, records=records) as watch:
        if corpus is not None:
            graph = _of_corpus(corpus, config=settings, watch=watch)
        else:
            graph = pipeline.build(
                paths or (),
                config=settings,
                stdin_format=stdin_format.value,
                id_from=id_from.value,
                exclude=[target.path, *target.files],
                watch=watch,
            )
        for path in target.graphs:
            graph.write(path, view=view, web_annotation=web_annotation)
    summary = summarise(graph.assembly, watch=watch, files=target.files)
    if as_json:
        sys.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    if not (as_json or quiet):
        print_summary(summary, talk=talk, said=watch.warnings)
    if watch.errors:
        raise typer.Exit(PARTLY)


def _fit(paths: list[str] | None, corpus: str | None, *, reading: list[str]) -> None:
    """See that what is given goes together.

    Raises:
        typer.BadParameter: it does not.
    """
    if corpus is None and not paths:
        raise typer.BadParameter("name files or folders to read, or a corpus with --corpus", param_hint="PATHS")
    if corpus is not None and paths:
        raise typer.BadParameter(
            f"a corpus is built as it is; 'graphkit add {corpus} PATHS' adds to it", param_hint="PATHS"
        )
    if corpus is not None and reading:
        raise typer.BadParameter(
            f"says how articles are read, and a corpus was read already; 'graphkit update {corpus}' takes it",
            param_hint=reading[0],
        )


def _of_corpus(path: str, *, config: Config, watch: TerminalWatch) -> KnowledgeGraph:
    """Build from a corpus, and say what is missing in the graph."""
    from graphkit.keeping import Corpus

    corpus = Corpus(path)
    graph = corpus.build(config=config, watch=watch)
    status = corpus.status()
    if status.outdated:
        watch.talk.note(f"{amount(status.outdated, 'document')} out of date; 'graphkit update {path}' reads anew")
    if status.waiting:
        reason = f"{amount(status.waiting, 'document')} not in the graph, as still to be read; 'graphkit update {path}' does so"
        watch.problem(InputError(reason, source=path))
    for ident, error in status.quarantined:
        watch.problem(InputError(error, source=ident))
    return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the graph goes.

    Attributes:
        path: the folder, or the one file.
        is_folder: which of the two it is.
    """

    path: Path
    is_folder: bool

    @classmethod
    def of(cls, output: str) -> Target:
        """Tell a folder from a file: by what is there, else by the ending.

        Raises:
            typer.BadParameter: the ending is that of no format that can be written.
        """
        path = Path(output)
        if path.is_dir() or output.endswith("/") or not path.suffix:
            return cls(path=path, is_folder=True)
        return cls(path=o.file_to_write(output, hint="--output"), is_folder=False)

    @property
    def graphs(self) -> list[Path]:
        """The graph files to write."""
        return [self.path / name for name in FOLDER_FILES] if self.is_folder else [self.path]

    @property
    def files(self) -> list[Path]:
        """All files to write."""
        return [*self.graphs, self.path / RECORDS] if self.is_folder else self.graphs

    @contextlib.contextmanager
    def prepared(self) -> Iterator[IO[str] | None]:
        """Make the folder and see that it can be written to, before the long work; take it away where that fails.

        Yields:
            The stream for the extraction records, whose file appears at the end of all; None where none is wanted.

        Raises:
            OutputError: the folder can't be made or written to.
        """
        from graphkit.files import output_error, write_whole

        folder = self.path if self.is_folder else self.path.parent
        made = self.is_folder and not folder.exists()
        try:
            if self.is_folder:
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise output_error(folder, error) from error
        for path in self.files:
            if path.is_dir():
                raise OutputError(f"{path}: cannot write: this is a folder; move it away")
        try:
            with write_whole(self.path / RECORDS) if self.is_folder else contextlib.nullcontext() as records:
                yield records
        except BaseException:
            if made:
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise
