"""Which texts are read, and which are in another language for sure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.language import foreign_language

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "languages.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
GERMAN = next(text for said, language, text in ROWS if (said, language) == ("-", "de"))
ENGLISH = next(text for said, language, text in ROWS if (said, language) == ("-", "-"))


@pytest.mark.parametrize(("said", "language", "text"), ROWS)
def test_texts_of_many_languages(said: str, language: str, text: str) -> None:
    assert foreign_language(text, said=None if said == "-" else said) == (None if language == "-" else language)


def test_less_than_200_letters_are_too_few() -> None:
    letters = [place for place, character in enumerate(GERMAN) if character.isalpha()]
    assert foreign_language(GERMAN[: letters[199]] + " 1234567890" * 40) is None
    assert foreign_language(GERMAN[: letters[199] + 1]) == "de"


def test_long_text_that_is_english_somewhere_is_read() -> None:
    german, english = " ".join([GERMAN] * 20), " ".join([ENGLISH] * 20)
    assert foreign_language(german) == "de"
    assert foreign_language(f"{german} {english}") is None
    assert foreign_language(f"{english} {german}") is None


@pytest.mark.parametrize("text", ["", " \n", "\x00" * 300, "\ufffd" * 300, "a" * 10**7, "1 " * 500, "\u200d" * 400])
def test_odd_texts_count_as_english(text: str) -> None:
    assert foreign_language(text) is None


def test_plain_english_loads_no_identifier() -> None:
    code = (
        "import sys; from graphkit.language import foreign_language; "
        f"foreign_language({ENGLISH!r}); assert 'py3langid' not in sys.modules; "
        f"foreign_language({GERMAN!r}); assert 'py3langid' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
