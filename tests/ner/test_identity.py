"""A pipeline is known without loading it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.ner.identity import identify_model

if TYPE_CHECKING:
    from spacy.language import Language


def test_the_small_model_is_known_as_it_calls_itself(nlp: Language) -> None:
    assert identify_model("sm") == (f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"])


def test_a_folder_is_known_by_what_lies_in_it(tmp_path: Path, nlp: Language) -> None:
    nlp.to_disk(tmp_path / "model", exclude=["vocab", *nlp.pipe_names])
    assert identify_model(str(tmp_path / "model")) == identify_model("sm")


@pytest.mark.parametrize("meta", ["", "[]", "{}", '{"lang": "en"}', "no JSON"])
def test_what_says_nothing_of_itself_is_not_known(tmp_path: Path, meta: str) -> None:
    (tmp_path / "meta.json").write_text(meta)
    assert identify_model(str(tmp_path)) is None


@pytest.mark.parametrize("name", ["no_such_model_anywhere", "a/b", ".", "", "a.b", "graphkit"])
def test_what_is_not_there_is_not_known(name: str) -> None:
    assert identify_model(name) is None
