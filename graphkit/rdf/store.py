"""A persistent store: an Oxigraph database in a folder that is changed as a whole or not at all.

The folder holds ``graphkit-store.json`` and one sub-folder, the Oxigraph database of the present state. A load prepares
the next state in another sub-folder (where nothing is replaced, from hard links to the present one, which cost next to
nothing) and then replaces the small file in one step. So a load that breaks off leaves no trace, and whoever is asking
the store goes on asking the state that was there when they opened it.

In the database, the default graph holds everything merged. Each file's triples are also in a named graph of their own,
called by the file's ``file:`` IRI; this is how they are found again when the file is loaded anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Store

from graphkit.errors import GraphFileError, OutputError
from graphkit.files import output_error, write_whole
from graphkit.rdf.sources import data_files, load_file

try:
    import fcntl
except ImportError:  # a system without it keeps open files from being removed by itself
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

STORE_FILE: Final = "graphkit-store.json"
_FORMAT: Final = 1
_LOCK: Final = "lock"
_STATE: Final = "state-"
_ATTEMPTS: Final = 5
_ROCKSDB_FILE: Final = "CURRENT"
"""What every RocksDB database has. Source: https://github.com/facebook/rocksdb/wiki/MANIFEST."""

_HELD: Final[dict[Path, int]] = {}
"""The locks on states that this process has open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
    """One file that a store holds.

    Attributes:
        path: where it lay, in full.
        digest: SHA-256 of its bytes, in hexadecimal.
        graphs: IRIs of the named graphs that hold what it told; the first is named after the file itself.
    """

    path: str
    digest: str
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did, file by file, in the order given.

    Attributes:
        added: files that the store did not hold.
        replaced: files that it held with other content; what they told before is gone.
        unchanged: files that it held as they are.
        triples: number of different triples in the store now.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    triples: int


def is_store(path: str | PathLike[str]) -> bool:
    """Tell a folder that `load_into` made, or an Oxigraph database, from others."""
    return (Path(path) / STORE_FILE).is_file() or (Path(path) / _ROCKSDB_FILE).is_file()


def database(path: str | PathLike[str]) -> Path:
    """Give the folder of the Oxigraph database that holds a store's present state.

    Raises:
        GraphFileError: the store's own file is broken.
    """
    folder = Path(path)
    return folder / _read(folder)[0] if (folder / STORE_FILE).is_file() else folder


def open_data(paths: Iterable[str | PathLike[str]]) -> Store:
    """Open what a person names to be asked: files and folders, loaded into memory, or one store, as it is on disk.

    Raises:
        GraphFileError: a file is missing or is no RDF, or a store is named beside something else.
    """
    given = list(paths)
    on_disk = only_store(given)
    if on_disk is not None:
        return open_store(on_disk)
    store = Store()
    for file in data_files(given):
        load_file(store, file)
    return store


def only_store(paths: Sequence[str | PathLike[str]]) -> Path | None:
    """Give the store that is named, None where none is.

    Raises:
        GraphFileError: a store is named beside something else.
    """
    stores = [path for path in paths if is_store(path)]
    if stores and len(paths) > 1:
        message = f"{stores[0]}: a store is asked alone; load the other files into it with 'graphkit load'"
        raise GraphFileError(message)
    return Path(stores[0]) if stores else None


def open_store(path: str | PathLike[str]) -> Store:
    """Open the present state of a store for reading; for as long as this process lives, no load removes that state.

    Raises:
        GraphFileError: it can't be opened.
    """
    folder, again = database(path), _ATTEMPTS
    while True:
        try:
            if folder != Path(path) and folder not in _HELD:
                _HELD[folder] = _hold(folder / _LOCK)
            return Store.read_only(str(folder))
        except OSError as error:
            before, folder, again = folder, database(path), again - 1
            if folder == before or not again:  # else a load has just put another state in its place
                message = f"{path}: can't be opened as a store ({error}); load the files again with 'graphkit load'"
                raise GraphFileError(message) from error


def load_into(folder: str | PathLike[str], paths: Iterable[str | PathLike[str]]) -> LoadReport:
    """Load files into a store, made where there is none. Loading a file again replaces what it told before.

    Args:
        folder: the store.
        paths: RDF files, or folders as `data_files` takes them.

    Raises:
        GraphFileError: a file is missing or is no RDF (the store then stays as it was), the folder is something else
            than a store, or another load is at work.
        OutputError: the store can't be written.
    """
    target = Path(folder)
    files = data_files(paths)
    if target.exists() and not (target / STORE_FILE).is_file() and (not target.is_dir() or any(_foreign(target))):
        message = f"{target}: is no store that 'graphkit load' made; name a new or empty folder"
        raise GraphFileError(message)
    try:
        target.mkdir(exist_ok=True)
        with _alone(target / _LOCK):
            return _load(target, {str(file.resolve()): file for file in files})
    except BlockingIOError as error:
        message = f"{target}: another load is at work; wait until it is done"
        raise GraphFileError(message) from error
    except OutputError:
        raise
    except OSError as error:
        raise output_error(target, error) from error


def _load(target: Path, files: Mapping[str, Path]) -> LoadReport:
    state, held = _read(target) if (target / STORE_FILE).is_file() else ("", {})
    digests = {path: _digest(file) for path, file in files.items()}
    new = {path: digest for path, digest in digests.items() if path not in held or held[path].digest != digest}
    _remove_states(target, keep=state)
    if new or not state:
        following = target / f"{_STATE}{int(state.removeprefix(_STATE) or 0) + 1}"
        try:
            triples = _make_state(following, target / state if state else None, held=held, new=new, files=files)
        except BaseException:
            shutil.rmtree(following, ignore_errors=True)
            raise
        _remove_states(target, keep=following.name)
    else:
        triples = _count(Store.read_only(str(target / state)))
    return LoadReport(
        added=tuple(str(file) for path, file in files.items() if path in new and path not in held),
        replaced=tuple(str(file) for path, file in files.items() if path in new and path in held),
        unchanged=tuple(str(file) for path, file in files.items() if path not in new),
        triples=triples,
    )


def _make_state(
    following: Path,
    present: Path | None,
    *,
    held: Mapping[str, LoadedFile],
    new: Mapping[str, str],
    files: Mapping[str, Path],
) -> int:
    """Make the next state's database, of what stays and what is new, and put it in the place of the present one."""
    kept = {path: file for path, file in held.items() if path not in new}
    if present is not None and kept.keys() == held.keys():
        shutil.copytree(present, following, copy_function=_link, ignore=shutil.ignore_patterns(_LOCK, "LOCK"))
    store = Store(str(following))
    owners = {name: path for path, file in kept.items() for name in file.graphs}
    if present is not None and kept.keys() != held.keys():
        _copy_graphs(Store.read_only(str(present)), store, owners)
    told = dict(kept)
    for path, digest in new.items():
        own = Path(path).as_uri()
        named = load_file(store, files[path], graph=NamedNode(own))
        for name in sorted(named & owners.keys()):
            message = (
                f"{path}: its graph <{name}> is in the store already, from {owners[name]}; load only one of the two"
            )
            raise GraphFileError(message)
        told[path] = LoadedFile(path=path, digest=digest, graphs=(own, *sorted(named - {own})))
        owners |= dict.fromkeys(told[path].graphs, path)
    store.optimize()
    store.flush()
    triples = _count(store)
    (following / _LOCK).touch()
    _write(following, told)
    return triples


def _copy_graphs(present: Store, store: Store, graphs: Iterable[str]) -> None:
    with TemporaryDirectory() as folder:
        dump = Path(folder) / "graph.nt"
        for graph in map(NamedNode, graphs):
            present.dump(str(dump), RdfFormat.N_TRIPLES, from_graph=graph)
            load_file(store, dump, graph=graph)


def _count(store: Store) -> int:
    (row,) = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[misc]
    return int(row[0].value)


def _read(folder: Path) -> tuple[str, dict[str, LoadedFile]]:
    """Read which state is the present one, and what it holds by path."""
    try:
        told = json.loads((folder / STORE_FILE).read_text(encoding="utf-8"))
        files = [
            LoadedFile(path=one["path"], digest=one["digest"], graphs=tuple(one["graphs"])) for one in told["files"]
        ]
        return str({_FORMAT: told["state"]}[told["format"]]), {file.path: file for file in files}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder / STORE_FILE}: can't be read ({error!r}); remove the folder and load the files again"
        raise GraphFileError(message) from error


def _write(state: Path, files: Mapping[str, LoadedFile]) -> None:
    told = {"format": _FORMAT, "state": state.name, "files": [asdict(files[path]) for path in sorted(files)]}
    with write_whole(state.parent / STORE_FILE) as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1)


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        message = f"{file}: {error.strerror or error}; name an RDF file that can be read"
        raise GraphFileError(message) from error


def _foreign(folder: Path) -> Iterator[Path]:
    """What a load that broke off before the first state was whole does not leave behind."""
    return (path for path in folder.iterdir() if path.name != _LOCK and not path.name.startswith(_STATE))


def _remove_states(target: Path, *, keep: str) -> None:
    """Remove states of the past, and what a broken load left; one that is still being asked stays until the next load."""
    for state in target.glob(f"{_STATE}*"):
        if state.name != keep:
            with contextlib.suppress(OSError), _alone(state / _LOCK):
                shutil.rmtree(state)


def _hold(lock: Path, *, alone: bool = False) -> int:
    """Hold a lock, shared with others or alone, until the descriptor is closed; it is an error where that can't be now."""
    # who only reads may not be allowed to write here
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT if alone else os.O_RDONLY, 0o666)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    descriptor = _hold(lock, alone=True)
    try:
        yield
    finally:
        os.close(descriptor)


def _link(source: str, target: str) -> None:
    """Copy a file of a database; tables never change once written, so a second name for one is as good as a copy."""
    if source.endswith(".sst"):
        with contextlib.suppress(OSError):  # a file system without links
            os.link(source, target)
            return
    shutil.copy2(source, target)
