"""Which sentences may tell of something, by their words."""

from __future__ import annotations

import pytest

from graphkit.relations import TRIGGERS
from graphkit.relations.candidates import may_tell
from graphkit.relations.patterns import parse_files

PATTERNS = """
[meetings]
remove = ["visit"]
verbs.parley = { preps = ["with"] }

[relations.sued]
verbs.sue = { direct = true }
nouns.lawsuit = { target_preps = ["against"] }
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "ole dahl met ana ruiz in oslo .",
        "the talks broke down .",
        "he spoke with ruiz .",
        "she called him by phone .",
        "she called on the king .",
        "dahl went to see ruiz .",
        "they sat down with the owners .",
        "he paid a visit to ruiz .",
        "norway pledged aid .",
        "his promise was kept .",
        "norway will send ten boats .",
        "spain agreed to lend the money .",
        "he told the visiting minister .",
        "norway signed up to send ten boats .",
        "norway announced a grant .",
        "norway will step up deliveries of wheat .",
        "norway will build two schools .",
        "it would continue to support the port .",
        "after seeing ruiz he left .",
    ],
)
def test_sentences_that_may_tell_of_something(sentence: str) -> None:
    assert may_tell(sentence.split(), TRIGGERS)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "the river rose to its highest level .",
        "critics called it a mistake .",
        "he has seen better days .",
        "norway sent ten boats .",
        "he told reporters nothing .",
        "he spoke slowly .",
        "they sat in the front row .",
        "she raised her glass .",
        "exports have doubled , according to the office .",
        "the letter was signed by the wrong clerk .",
        "norway announced the winners .",
        "the boats sent last week will be painted .",
        "norway will build on the victory .",
        "he is seen as close to the king .",
    ],
)
def test_sentences_that_tell_of_nothing(sentence: str) -> None:
    assert not may_tell(sentence.split(), TRIGGERS)


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("dahl parleyed with ruiz .", True),
        ("dahl parleyed for hours .", False),
        ("she sued the firm .", True),
        ("the lawsuit went on .", True),
        ("ruiz visited dahl .", False),
    ],
)
def test_words_of_the_users_own_count(sentence: str, *, may: bool) -> None:
    assert may_tell(sentence.split(), parse_files((("own.toml", PATTERNS),))) is may
