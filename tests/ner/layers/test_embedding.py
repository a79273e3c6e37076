"""Words' vectors: remembered, the same as ever, whatever came before or stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from graphkit.ner import load_model
from graphkit.ner.layers import embedding

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = [
    "Anna Bell met Carl Dunn in Oslo on Monday.",
    "",
    "The talks, he said,\n\nwere “good”; Oslo wasn't sure. 😀",
    "Bell",
    "   ",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model with spaCy's own layers."""
    return load_model(hasten=False)


def _layers(nlp: Language, component: str) -> Any:
    model: Any = nlp.get_pipe(component).model  # type: ignore[attr-defined]
    return next(node.get_ref("embed") for node in model.walk() if node.has_ref("embed"))


@pytest.mark.parametrize("component", ["tok2vec", "ner"])
@pytest.mark.parametrize("capacity", [embedding.CAPACITY, 25, 4])
def test_a_remembered_vector_is_the_embeddings(
    plain: Language, component: str, capacity: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "CAPACITY", capacity)
    memory = embedding.WordMemory(_layers(plain, component))
    docs = [plain.make_doc(text) for text in TEXTS]
    wanted = _layers(plain, component).predict(docs)
    for _ in range(2):
        found = memory.embed(docs)
        assert [part.shape for part in found] == [part.shape for part in wanted]
        np.testing.assert_allclose(np.concatenate(found), np.concatenate(wanted), rtol=1e-4, atol=1e-5)
        assert len(memory) <= capacity
    assert memory.embed([plain.make_doc("")])[0].shape == wanted[1].shape


def test_no_digit_depends_on_what_came_before_or_stands_beside(plain: Language) -> None:
    layers = _layers(plain, "ner")
    together = embedding.WordMemory(layers).embed([plain.make_doc(text) for text in TEXTS])
    single = embedding.WordMemory(layers)
    for text, vectors in reversed(list(zip(TEXTS, together, strict=True))):
        np.testing.assert_array_equal(single.embed([plain.make_doc(text)])[0], vectors)


def test_words_are_told_apart_by_all_that_the_layers_look_at(plain: Language) -> None:
    memory = embedding.WordMemory(_layers(plain, "tok2vec"))
    doc = plain.make_doc("Bell bell bell, BELL")
    vectors = memory.embed([doc])[0]
    assert len({row.tobytes() for row in vectors}) == len(doc)  # the second "bell" has no blank behind it


def test_both_embeddings_of_the_small_model_remember() -> None:
    nlp = load_model(hasten=False)
    assert embedding.remember_words(nlp) == 2
    assert embedding.remember_words(nlp) == 0


@pytest.mark.parametrize(
    "embed",
    [
        {"@architectures": "spacy.CharacterEmbed.v2", "width": 32, "rows": 50, "nM": 8, "nC": 4, "include_static_vectors": False},
        {"@architectures": "spacy.MultiHashEmbed.v2", "width": 32, "attrs": ["NORM"], "rows": [50], "include_static_vectors": True},
    ],
)  # fmt: skip
def test_embeddings_of_another_kind_are_left_alone(embed: dict[str, Any]) -> None:
    nlp = spacy.blank("en")
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 32,
        "depth": 1,
        "window_size": 1,
        "maxout_pieces": 2,
    }
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    assert embedding.remember_words(nlp) == 0
