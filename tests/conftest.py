"""What all tests share: one model for the whole session, and the articles of `seeds/`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.model import Document

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The small model, loaded once."""
    from graphkit.ner import load_model

    return load_model("sm")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def made_up() -> list[Document]:
    """Sixty articles that the benchmarks' script writes."""
    from graphkit.model import Document

    spec = importlib.util.spec_from_file_location("corpus", ROOT / "tests" / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return [Document(id=row["id"], text=row["text"]) for row in corpus.articles(60)]


@pytest.fixture
def one_model(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pipeline take the session's model instead of loading its own."""
    from graphkit import ner

    monkeypatch.setattr(ner, "load_model", lambda _name, **_options: nlp, raising=False)
