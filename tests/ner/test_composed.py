from __future__ import annotations

import pytest

# text, organisation
COMPOSED = [
    ("He said so in an interview with France 2 on Sunday.", "France 2"),
    ("She told the broadcaster Norway 1 that she would stay.", "Norway 1"),
]


@pytest.mark.parametrize(("text", "name"), COMPOSED)
def test_composed(read, text, name):
    assert name in {m.text for e in read(text).entities if e.type == "Organization" for m in e.mentions}


NOT_COMPOSED = [
    ("Norway won against France 2 to 1.", "France 2"),
    ("The channel has shown France 24 times.", "France 24"),
]


@pytest.mark.parametrize(("text", "name"), NOT_COMPOSED)
def test_not_composed(read, text, name):
    assert name not in {m.text for e in read(text).entities for m in e.mentions}
