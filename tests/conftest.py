"""What all tests share: one model for the whole session, and the articles of `seeds/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

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


@pytest.fixture
def one_model(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pipeline take the session's model instead of loading its own."""
    from graphkit import ner

    monkeypatch.setattr(ner, "load_model", lambda _name, **_options: nlp, raising=False)
