from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document
from graphkit.ner import recognize

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from graphkit.model import Extraction


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Extraction]:
    def run(text: str) -> Extraction:
        return recognize(nlp(text), Document(id="x"))

    return run
