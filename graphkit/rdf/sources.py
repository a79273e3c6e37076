"""Which files are meant by what a person names, and how they get into an Oxigraph store."""

from __future__ import annotations

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graphkit.corpus import is_corpus
from graphkit.errors import GraphFileError
from graphkit.rdf.reading import GRAPH_FILE, RDF_FORMATS, find_graph, format_of, syntax_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

_DATASETS: Final = frozenset({RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD})


def data_files(paths: Iterable[str | PathLike[str]]) -> list[Path]:
    """List the files that are meant: a file, RDF or corpus, itself, of a folder its ``graph.ttl``, else all RDF files right in it.

    Returns:
        The files in the order given, those of a folder sorted, each once.

    Raises:
        GraphFileError: there is no such file, or none in the folder.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        inside = [] if not path.is_dir() or (path / GRAPH_FILE).exists() else sorted(path.iterdir())
        files = [file for file in inside if file.suffix.lower() in RDF_FORMATS and file.is_file()]
        found.update(dict.fromkeys(files or [find_graph(path)]))
    return list(found)


@contextlib.contextmanager
def as_rdf(path: Path) -> Iterator[Path]:
    """Give the RDF file that a file of `data_files` stands for: itself, or what a corpus says, in a file for the while.

    Raises:
        CorpusError: the corpus can't be read, or nothing in it was read yet.
    """
    if not is_corpus(path):
        yield path
        return
    from graphkit.corpus import read_corpus
    from graphkit.rdf.turtle import write_turtle

    with TemporaryDirectory(prefix="graphkit-") as folder:
        file = Path(folder) / GRAPH_FILE
        with file.open("wb") as stream:
            write_turtle(read_corpus(path), stream)
        yield file


def load_file(store: Store, path: Path, *, name: str | None = None) -> None:
    """Load a file; its triples go to the default graph, what it has in named graphs there as well as under their names.

    Args:
        store: where to load it; a file that breaks off leaves a part of it there.
        path: the file, RDF or a corpus.
        name: what to call it in an error, where that is not its path.

    Raises:
        GraphFileError: the file can't be read or is no RDF; the message names file and line.
        CorpusError: the corpus can't be read.
    """
    with as_rdf(path) as file:
        _load(store, file, name=name or str(path))


def _load(store: Store, path: Path, *, name: str) -> None:
    rdf_format = format_of(path)
    try:
        if rdf_format in _DATASETS:
            store.bulk_extend(_both(parse(path=path, format=rdf_format)))
        else:
            store.bulk_load(path=path, format=rdf_format)
    except SyntaxError as error:
        raise GraphFileError(syntax_message(name, error, language=rdf_format.name)) from error
    except OSError as error:
        message = f"{name}: {error.strerror or error}; name an RDF file that can be read"
        raise GraphFileError(message) from error


def _both(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield Quad(quad.subject, quad.predicate, quad.object)
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad
