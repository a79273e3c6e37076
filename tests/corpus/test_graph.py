"""The graph of a corpus is that of its documents, whatever happened to the file before."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit import __version__
from graphkit.config import Config
from graphkit.corpus import CorpusFile, assemble_corpus, read_corpus
from graphkit.errors import CorpusError
from graphkit.model import Assembly, Extraction, Run
from graphkit.rdf import write_turtle

Record = Callable[..., Extraction]
DECISION = """[[decision]]
judgement = "wrong"
one = { document = "a", start = 0, end = 22, text = "Ole Dahl met Ana Ruiz." }
when = 2024-03-05
"""


def turtle(assembly: Assembly) -> bytes:
    stream = io.BytesIO()
    write_turtle(assembly, stream)
    return stream.getvalue()


def filled(path: Path, extractions: list[Extraction]) -> bytes:
    with CorpusFile.to_write(path, create=True) as file:
        for extraction in extractions:
            file.take([extraction])
        return turtle(assemble_corpus(file))


def test_order_and_detours_leave_no_trace(tmp_path: Path, record: Record) -> None:
    everything = [record(f"{number:02}", other=f"Ana Ruiz{'a' * (number % 7)}") for number in range(30)]
    half = everything[::2]
    straight = filled(tmp_path / "half", half)
    whole = filled(tmp_path / "whole", everything)
    random.Random(7).shuffle(everything)  # noqa: S311 - no secret
    with CorpusFile.to_write(tmp_path / "detour", create=True) as file:
        file.take(everything)
        assert turtle(assemble_corpus(file)) == whole
        file.remove(item.document.id for item in everything if item not in half)
        assert turtle(assemble_corpus(file)) == straight
        file.compact()
        file.take(reversed(everything))
        assert turtle(assemble_corpus(file)) == whole


def test_the_graph_names_the_run_of_its_documents(path: Path, record: Record) -> None:
    run = Run(version=__version__, model="m", model_version="1", digest="d")
    filled(path, [record("a", run=run), record("b", run=run)])
    assembly = read_corpus(path)
    assert assembly.run == run
    assert {document.run for document in assembly.documents} == {None}


def test_documents_of_several_runs_name_theirs(path: Path, record: Record) -> None:
    runs = [Run(version=__version__, model="m", model_version=number, digest="d") for number in "12"]
    filled(path, [record(run.model_version, run=run) for run in runs])
    assembly = read_corpus(path)
    assert assembly.run == Run(version=__version__)
    assert [document.run for document in assembly.documents] == runs


def test_what_is_seen_names_its_run(file: CorpusFile, record: Record) -> None:
    seen: list[Extraction] = []
    file.take([record("b"), record("a")])
    assemble_corpus(file, seen=seen.append)
    assert seen == [record("a"), record("b")]


def test_decisions_beside_the_corpus_count_unless_others_are_named(path: Path, record: Record, tmp_path: Path) -> None:
    filled(path, [record("a")])
    (path.parent / "decisions.toml").write_text(DECISION)
    assert read_corpus(path).meetings == ()
    other = tmp_path / "other.toml"
    other.write_text("")
    with CorpusFile.to_read(path) as file:
        assert assemble_corpus(file, config=Config(decisions=str(other))).meetings


def test_a_corpus_of_which_nothing_was_read_has_no_graph(path: Path) -> None:
    with CorpusFile.to_write(path, create=True):
        pass
    with pytest.raises(CorpusError, match="nothing in it was read yet; 'graphkit add"):
        read_corpus(path)
