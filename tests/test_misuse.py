"""Whoever calls the library wrongly is told what was wrong, by an error of graphkit's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import graphkit
from graphkit import Config, Corpus, Document, Extraction
from graphkit.errors import (
    ConfigError,
    FilterError,
    GraphFileError,
    GraphkitError,
    InputError,
    NoInputError,
    OutputError,
    QueryError,
    UnknownDocumentError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECORD = Extraction(document=Document(id="a"))
NO_INPUTS: tuple[Any, ...] = (None, 5, b"a.txt", {"id": "a", "text": "Ana Ruiz met Ole Dahl."})


@pytest.mark.parametrize("inputs", NO_INPUTS)
def test_what_can_be_no_inputs_is_named(inputs: Any, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "a.corpus")
    corpus.add([RECORD])
    for call in (graphkit.build, lambda given: list(graphkit.extract(given)), corpus.add, corpus.update):
        with pytest.raises(InputError, match=r"must be a path, .*graphkit\.Document\(id=\.\.\., text=\.\.\.\)"):
            call(inputs)


@pytest.mark.parametrize("wrong", [*NO_INPUTS, "", [Document(id="a", text="x")], 1.5])
def test_the_others_are_read_where_one_input_is_none(wrong: Any) -> None:
    with pytest.warns(UserWarning, match="input: must be a path"):
        assert len(graphkit.build([RECORD, wrong]).assembly.documents) == 1
    with pytest.warns(UserWarning, match="input: must be a path"), pytest.raises(NoInputError):
        graphkit.build([wrong])


def test_an_empty_path_is_not_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Ana Ruiz met Ole Dahl.")
    monkeypatch.chdir(tmp_path)
    with pytest.warns(UserWarning, match="and not ''"), pytest.raises(NoInputError):
        graphkit.build("")


@pytest.mark.parametrize("config", [None, {"model": "sm"}, "graphkit.toml", Config])
def test_settings_are_a_config(config: Any, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "a.corpus")
    corpus.add([RECORD])
    calls: list[Callable[[], object]] = [
        lambda: graphkit.build([RECORD], config=config),
        lambda: list(graphkit.extract([RECORD], config=config)),
        lambda: corpus.add([RECORD], config=config),
        lambda: corpus.build(config=config),
    ]
    for call in calls:
        with pytest.raises(ConfigError, match=r"must be a graphkit\.Config"):
            call()


ASKED: list[tuple[str, Callable[[Any], object], type[GraphkitError], str]] = [
    ("query", lambda graph: graph.query(None), QueryError, "a query is a string, and not None"),
    ("view", lambda graph: graph.write("a.gexf", view="people"), OutputError, "unknown view 'people'; known are actors"),
    ("entity", lambda graph: graph.entity(5), UnknownNameError, "a name is a string, and not 5"),
    ("compare", lambda graph: graph.compare("b.ttl"), GraphFileError, "'b.ttl' is no KnowledgeGraph"),
    ("status", lambda graph: graph.filter(status=5), FilterError, "5 is no word"),
    ("since", lambda graph: graph.filter(since=2024), FilterError, "since is 2024; give a datetime.date"),
    ("until", lambda graph: graph.filter(until=dt.datetime(2024, 3, 5, tzinfo=dt.UTC)), FilterError, "until is datetime"),
    ("sources", lambda graph: graph.filter(min_sources=None), FilterError, "min_sources is None; it must be a number"),
    ("confidence", lambda graph: graph.filter(min_confidence="high"), FilterError, "min_confidence is 'high'"),
    ("depth", lambda graph: graph.filter(depth="2"), FilterError, "depth is '2'"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "error", "message"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_a_graph_is_asked_wrongly(ask: Callable[[Any], object], error: type[GraphkitError], message: str) -> None:
    with pytest.raises(error, match=message):
        ask(graphkit.build([RECORD]))


def test_an_id_that_is_no_string_is_unknown(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "a.corpus")
    corpus.add([RECORD])
    with pytest.raises(UnknownDocumentError, match="5"):
        corpus.remove([5])  # type: ignore[list-item]
