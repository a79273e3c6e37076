"""A persistent store: an Oxigraph database in a folder that is changed as a whole or not at all.

The folder holds ``graphkit-store.json`` and one sub-folder, the present state: an Oxigraph database, and a copy of each
file that was loaded. A load prepares the next state in another sub-folder and then replaces the small file in one step. So a
load that breaks off leaves no trace, and whoever is asking the store goes on asking the state that they opened.

Where files are only added, the next state begins with hard links to the tables of the present one, which cost next to
nothing. Where one is replaced or removed, the others are loaded anew from their copies: what several files tell stays as
long as one of them does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from graphkit.errors import GraphFileError, OutputError
from graphkit.files import output_error, write_whole
from graphkit.rdf.reading import RDF_FORMATS, STORE_FILE
from graphkit.rdf.sources import as_rdf, data_files, load_file

try:
    import fcntl
except ImportError:  # a system without it keeps open files from being removed by itself
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

_FORMAT: Final = 1
_LOCK: Final = "lock"
_STATE: Final = "state-"
_DATABASE: Final = "database"
_COPIES: Final = "files"
_BLOCK: Final = 1024 * 1024
_UNCHANGING: Final = frozenset({".sst", *RDF_FORMATS})
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
        copy: name of its copy.
    """

    path: str
    digest: str
    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What ``graphkit-store.json`` tells: the present state's folder, its files by path, and its triples."""

    name: str = ""
    files: Mapping[str, LoadedFile] = field(default_factory=dict)
    triples: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did, file by file, in the order given.

    Attributes:
        added: files that the store did not hold.
        replaced: files that it held with other content; what they told before is gone.
        unchanged: files that it held as they are.
        removed: files whose triples were taken out.
        held: all files that the store holds now, sorted.
        triples: number of different triples in the store now.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    held: tuple[str, ...]
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
    return folder / _read(folder).name / _DATABASE if (folder / STORE_FILE).is_file() else folder


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
                _HELD[folder] = _hold(folder.parent / _LOCK)
            return Store.read_only(str(folder))
        except OSError as error:
            before, folder, again = folder, database(path), again - 1
            if folder == before or not again:  # else a load has just put another state in its place
                message = f"{path}: can't be opened as a store ({error}); load the files again with 'graphkit load'"
                raise GraphFileError(message) from error


def load_into(
    folder: str | PathLike[str],
    paths: Iterable[str | PathLike[str]],
    *,
    remove: Iterable[str | PathLike[str]] = (),
) -> LoadReport:
    """Load files into a store, made where there is none. Loading a file again replaces what it told before.

    Args:
        folder: the store.
        paths: RDF files, or folders as `data_files` takes them.
        remove: files to take out, as they were named when they were loaded; they need not exist any more.

    Raises:
        GraphFileError: a file is missing or is no RDF (the store then stays as it was), a file to take out is not in
            the store, the folder is something else than a store, or is none yet and there is nothing to load, or
            another load is at work.
        OutputError: the store can't be written.
    """
    target = Path(folder)
    files = {str(file.resolve()): file for file in data_files(paths)}
    unwanted = {str(Path(path).resolve()): str(path) for path in remove}
    is_new = not (target / STORE_FILE).is_file()
    if is_new and target.exists() and (not target.is_dir() or any(_foreign(target))):
        message = f"{target}: is no store that 'graphkit load' made; name a new or empty folder"
        raise GraphFileError(message)
    if is_new and not files:
        message = f"{target}: there is no store yet; name graphs to load into a new one, or see that the path is right"
        raise GraphFileError(message)
    try:
        _make(target)
        with _alone(target / _LOCK):
            return _load(target, files, unwanted)
    except BlockingIOError as error:
        message = f"{target}: another load is at work; wait until it is done"
        raise GraphFileError(message) from error
    except OutputError:
        raise
    except OSError as error:
        raise output_error(target, error) from error


def _make(target: Path) -> None:
    try:
        target.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        if not target.parent.is_dir():
            raise output_error(target.parent, error) from error
        message = f"{target}: cannot write: no folder can be made there; choose another place"
        raise OutputError(message) from error


def _load(target: Path, files: Mapping[str, Path], unwanted: Mapping[str, str]) -> LoadReport:
    present = _read(target) if (target / STORE_FILE).is_file() else _State()
    for path, given in unwanted.items():
        if path not in present.files:
            message = f"{given}: is not in the store, so it can't be taken out; it holds {', '.join(present.files) or 'nothing'}"
            raise GraphFileError(message)
    _remove_states(target, keep=present.name)
    following = target / f"{_STATE}{int(present.name.removeprefix(_STATE) or 0) + 1}"
    try:
        state, new = _next_state(following, present, files, unwanted)
    except BaseException:
        shutil.rmtree(following, ignore_errors=True)
        raise
    _remove_states(target, keep=state.name)
    return LoadReport(
        added=tuple(str(file) for path, file in files.items() if path in new and path not in present.files),
        replaced=tuple(str(file) for path, file in files.items() if path in new and path in present.files),
        unchanged=tuple(str(file) for path, file in files.items() if path not in new),
        removed=tuple(unwanted.values()),
        held=tuple(state.files),
        triples=state.triples,
    )


def _next_state(
    following: Path, present: _State, files: Mapping[str, Path], unwanted: Mapping[str, str]
) -> tuple[_State, set[str]]:
    """Make the next state and put it in the place of the present one; where nothing changes, that stays.

    Returns:
        The state, and the paths that are new in it or new of content.
    """
    copies = following / _COPIES
    copies.mkdir(parents=True)
    told = {path: _copied(file, copies, path=path) for path, file in files.items()}
    new = {
        path for path, file in told.items() if path not in present.files or present.files[path].digest != file.digest
    }
    kept = {path: file for path, file in present.files.items() if path not in new and path not in unwanted}
    if present.name and not new and not unwanted:
        shutil.rmtree(following)
        return present, new
    before, loaded = following.parent / present.name, sorted(new)
    for file in kept.values():
        _link(str(before / _COPIES / file.copy), str(copies / file.copy))
    if present.name and len(kept) == len(present.files):
        shutil.copytree(before / _DATABASE, following / _DATABASE, copy_function=_link)
    else:
        loaded = sorted({*kept, *new})
    all_files = {**kept, **{path: told[path] for path in new}}
    store = Store(str(following / _DATABASE))
    for path in loaded:
        load_file(store, copies / all_files[path].copy, name=str(files.get(path, path)))
    store.optimize()
    store.flush()
    (following / _LOCK).touch()
    state = _State(name=following.name, files=dict(sorted(all_files.items())), triples=_count(store))
    _write(following.parent, state)
    return state, new


def _copied(file: Path, copies: Path, *, path: str) -> LoadedFile:
    """Copy a file, so that what is loaded is what the digest is of, and can be loaded again."""
    digest, part = hashlib.sha256(), copies / "part"
    try:
        with as_rdf(file) as source, source.open("rb") as stream, part.open("wb") as copy:
            while block := stream.read(_BLOCK):
                digest.update(block)
                copy.write(block)
    except (IsADirectoryError, PermissionError, FileNotFoundError) as error:
        message = f"{file}: {error.strerror}; name an RDF file that can be read"
        raise GraphFileError(message) from error
    suffix = file.suffix.lower() if file.suffix.lower() in RDF_FORMATS else ".ttl"
    name = digest.hexdigest() + suffix
    part.replace(copies / name)
    return LoadedFile(path=path, digest=digest.hexdigest(), copy=name)


def _count(store: Store) -> int:
    (row,) = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[misc]
    return int(row[0].value)


def _read(folder: Path) -> _State:
    try:
        told = json.loads((folder / STORE_FILE).read_text(encoding="utf-8"))
        name = str({_FORMAT: told["state"]}[told["format"]])
        files = {one["path"]: LoadedFile(**one) for one in told["files"]}
        return _State(name=name, files=files, triples=int(told["triples"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder / STORE_FILE}: can't be read ({error!r}); remove the folder and load the files again"
        raise GraphFileError(message) from error


def _write(folder: Path, state: _State) -> None:
    files = [asdict(file) for file in state.files.values()]
    told = {"format": _FORMAT, "state": state.name, "triples": state.triples, "files": files}
    with write_whole(folder / STORE_FILE) as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1)


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
    """Copy a file of a state; tables and copies never change once written, so a second name for one is as good."""
    if Path(source).suffix in _UNCHANGING:
        with contextlib.suppress(OSError):  # a file system without links, or a link that is there
            os.link(source, target)
            return
    shutil.copy2(source, target)
