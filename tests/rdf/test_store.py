"""The persistent store: whole or not at all, each file's triples once, and replaced when the file changes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from graphkit.errors import GraphFileError
from graphkit.rdf import load_into, run_query, write_turtle
from graphkit.rdf.store import STORE_FILE, database, is_store, open_store

from .everything import everything

ALL = "SELECT ?s ?o { ?s <a:p> ?o } ORDER BY ?s ?o"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def turtle(path: Path, *objects: str) -> Path:
    path.write_text("".join(f"<a:s> <a:p> <a:{name}> .\n" for name in objects), encoding="utf-8")
    return path


def objects(folder: Path) -> list[str | None]:
    return [str(row[1]).removeprefix("a:") for row in run_query(folder, ALL)]


def states(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_a_store_answers_as_the_file_does(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("wb") as stream:
        write_turtle(everything(), stream)
    report = load_into(folder, [tmp_path])
    assert report.added == (str(path),)
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert list(run_query(folder, query)) == list(run_query(path, query))
    assert report.triples == len(run_query(path, query))
    assert is_store(folder)
    assert not is_store(tmp_path)


def test_what_files_share_is_there_once(tmp_path: Path, folder: Path) -> None:
    one, two = turtle(tmp_path / "one.ttl", "x", "y"), turtle(tmp_path / "two.ttl", "y", "z")
    report = load_into(folder, [one, two])
    assert (report.added, report.triples) == ((str(one), str(two)), 3)
    assert objects(folder) == ["x", "y", "z"]


def test_loading_again_changes_nothing_and_a_changed_file_replaces_its_own_triples(
    tmp_path: Path, folder: Path
) -> None:
    one, two = turtle(tmp_path / "one.ttl", "x", "y"), turtle(tmp_path / "two.ttl", "y", "z")
    load_into(folder, [one])
    load_into(folder, [two])
    before = (folder / STORE_FILE).read_bytes()
    report = load_into(folder, [two, one])
    assert (report.unchanged, report.added, report.replaced, report.triples) == ((str(two), str(one)), (), (), 3)
    assert (folder / STORE_FILE).read_bytes() == before
    turtle(one, "w")
    report = load_into(folder, [one, two])
    assert (report.replaced, report.unchanged, report.triples) == ((str(one),), (str(two),), 3)
    assert objects(folder) == ["w", "y", "z"]
    turtle(two)
    assert load_into(folder, [two]).triples == 1
    assert objects(folder) == ["w"]


def test_a_broken_file_leaves_no_trace(tmp_path: Path, folder: Path) -> None:
    one, broken = turtle(tmp_path / "one.ttl", "x"), tmp_path / "broken.ttl"
    broken.write_text("<a:s> <a:p> <a:half> .\n<a:s> <a:p> .\n", encoding="utf-8")
    with pytest.raises(GraphFileError, match=r"broken\.ttl:2: this is no Turtle"):
        load_into(folder, [one, broken])
    assert not is_store(folder)
    load_into(folder, [one])
    with pytest.raises(GraphFileError, match=r"broken\.ttl:2"):
        load_into(folder, [turtle(tmp_path / "two.ttl", "y"), broken])
    assert objects(folder) == ["x"]
    with pytest.raises(GraphFileError, match="no such file"):
        load_into(folder, [tmp_path / "none.ttl"])


def test_what_a_killed_load_left_is_removed(tmp_path: Path, folder: Path) -> None:
    one = turtle(tmp_path / "one.ttl", "x")
    load_into(folder, [one])
    shutil.copytree(database(folder).parent, folder / "state-7")
    (folder / "state-8").mkdir()
    turtle(one, "y")
    load_into(folder, [one])
    assert objects(folder) == ["y"]
    code = f"from graphkit.rdf import load_into; load_into({str(folder)!r}, [{str(one)!r}])"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert "state-7" not in states(folder)


def test_who_has_the_store_open_goes_on_asking_what_was_there(tmp_path: Path, folder: Path) -> None:
    one = turtle(tmp_path / "one.ttl", "x")
    load_into(folder, [one])
    opened = open_store(folder)
    for name in ("y", "z"):
        load_into(folder, [turtle(one, name)])
    assert [row[1] for row in run_query(opened, ALL)] == ["a:x"]
    assert objects(folder) == ["z"]


def test_named_graphs_of_a_file_are_kept_and_go_with_it(tmp_path: Path, folder: Path) -> None:
    one = tmp_path / "one.trig"
    one.write_text("<a:s> <a:p> <a:x> . <g:1> { <a:s> <a:p> <a:x>, <a:y> }", encoding="utf-8")
    other = tmp_path / "other.nq"
    other.write_text("<a:s> <a:p> <a:z> <g:1> .\n", encoding="utf-8")
    load_into(folder, [one, other])
    graph = "SELECT ?o { GRAPH <g:1> { ?s ?p ?o } }"
    assert objects(folder) == ["x", "y", "z"]
    assert len(run_query(folder, graph)) == 3
    one.write_text("", encoding="utf-8")
    assert load_into(folder, [one, other]).triples == 1
    assert list(run_query(folder, graph)) == [("a:z",)]


def test_a_file_can_be_taken_out_even_if_it_is_gone(tmp_path: Path, folder: Path) -> None:
    one, two = turtle(tmp_path / "one.ttl", "x", "y"), turtle(tmp_path / "two.ttl", "y", "z")
    load_into(folder, [one, two])
    one.unlink()
    with pytest.raises(GraphFileError, match=r"three\.ttl: is not in the store.*it holds .*one\.ttl, .*two\.ttl"):
        load_into(folder, [], remove=[tmp_path / "three.ttl"])
    report = load_into(folder, [], remove=[one])
    assert (report.removed, report.held, report.triples) == ((str(one),), (str(two),), 2)
    assert objects(folder) == ["y", "z"]
    assert load_into(folder, []).held == (str(two),)


def test_what_stays_needs_its_file_no_more(tmp_path: Path, folder: Path) -> None:
    one, two = turtle(tmp_path / "one.ttl", "x"), turtle(tmp_path / "two.rdf.txt", "y")
    load_into(folder, [one, two])
    two.unlink()
    load_into(folder, [turtle(one, "w")])
    assert objects(folder) == ["w", "y"]


def test_what_is_no_store(tmp_path: Path, folder: Path) -> None:
    one = turtle(tmp_path / "one.ttl", "x")
    for wrong in (tmp_path, one):
        with pytest.raises(GraphFileError, match="is no store that 'graphkit load' made"):
            load_into(wrong, [one])
    load_into(folder, [one])
    with pytest.raises(GraphFileError, match="asked alone"):
        run_query([folder, one], ALL)
    (folder / STORE_FILE).write_text(
        json.dumps({"format": 99, "state": "state-1", "triples": 0, "files": []}), encoding="utf-8"
    )
    with pytest.raises(GraphFileError, match="load the files again"):
        run_query(folder, ALL)


def test_two_loads_at_once_are_refused(tmp_path: Path, folder: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    one = turtle(tmp_path / "one.ttl", "x")
    load_into(folder, [one])
    with (folder / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(GraphFileError, match="another load is at work"):
            load_into(folder, [one])


def test_a_database_of_oxigraph_itself_can_be_asked(tmp_path: Path) -> None:
    made = pyoxigraph.Store(str(tmp_path / "ox"))
    made.load(b"<a:s> <a:p> <a:x> .", format=pyoxigraph.RdfFormat.TURTLE)
    made.flush()
    del made
    assert objects(tmp_path / "ox") == ["x"]
