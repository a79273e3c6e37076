"""The notebooks run from top to bottom, and are committed without outputs."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

import graphkit
from graphkit.model import Assembly

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": os.fspath(path.parent)}}).execute()


def test_there_are_three() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.fixture(scope="module")
def truth() -> ModuleType:
    """The module of the notebooks that compares a graph with the truth."""
    spec = importlib.util.spec_from_file_location("truth", FOLDER / "truth.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["truth"] = module
    spec.loader.exec_module(module)
    return module


def test_the_truth_speaks_of_the_articles(truth: ModuleType) -> None:
    """Every spelling stands in an article, and every party of an event in one of those that tell of it."""
    texts = {
        article["id"]: f"{article['title']}\n{article['text']}"
        for article in map(json.loads, truth.ARTICLES.read_text(encoding="utf-8").splitlines())
    }
    lines = truth.read_truth()
    spellings = {line["name"]: line["spellings"] for line in lines if "spellings" in line}
    assert len(texts) == 30
    assert all(any(word in text for text in texts.values()) for words in spellings.values() for word in words)
    for line in lines:
        if "spellings" in line:
            continue
        told = "\n".join(texts[document] for document in line["documents"])
        for name in [*line.get("participants", []), *line.get("recipients", []), line.get("pledger")]:
            if name is not None:
                assert name in spellings
                # two are only named together, as "the two ports authorities"
                assert name.endswith("Ports Authority") or any(word in told for word in spellings[name]), line


@pytest.mark.usefixtures("one_model")
def test_graphkit_finds_most_of_what_is_true(truth: ModuleType) -> None:
    """Floors a little below what was measured; the articles are never changed to raise them."""
    comparison = truth.compare(graphkit.build(truth.ARTICLES))
    of = {score.what: score for score in comparison.scores}
    floors = {"people": (0.8, 1.0), "meetings": (0.8, 0.65), "edges met_with": (0.85, 0.55), "pledges": (0.8, 0.5)}
    for what, (precision, recall) in floors.items():
        assert of[what].precision >= precision, (what, of[what])
        assert of[what].recall >= recall, (what, of[what])
    assert of["… with the right status"].precision >= 0.85
    assert of["… with exactly the right parties"].precision >= 0.75
    assert of["… with the right day"].precision >= 0.95
    assert of["… with the right sum"].precision == 1
    assert len(comparison.missed) == sum(of[what].true - of[what].right for what in ("meetings", "pledges"))
    assert len(comparison.wrong) == sum(of[what].found - of[what].right for what in ("meetings", "pledges"))


def test_the_comparison_counts_what_it_should(truth: ModuleType) -> None:
    nothing = truth.compare(graphkit.KnowledgeGraph(Assembly()))
    assert all(score.right == 0 for score in nothing.scores)
    assert len(nothing.missed) == sum(line["type"] in {"Meeting", "Pledge"} for line in truth.read_truth())
    assert (nothing.wrong, nothing.misread) == ((), ())
