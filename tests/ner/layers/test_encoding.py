"""Words encoded in blocks: the same vectors, wherever a block ends and whatever stands in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from graphkit.ner import load_model
from graphkit.ner.layers import encoding

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graphkit.model import Document

COMPONENTS = ["tok2vec", "ner"]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model with spaCy's own layers."""
    return load_model(hasten=False, ops="numpy")


def _parts(nlp: Language, component: str) -> tuple[Any, Any]:
    model: Any = nlp.get_pipe(component).model  # type: ignore[attr-defined]
    node = next(node for node in model.walk() if node.has_ref("encode"))
    return node.get_ref("embed"), node.get_ref("encode")


@pytest.mark.parametrize("component", COMPONENTS)
@pytest.mark.parametrize("block", [encoding.BLOCK, 16, 7])
def test_vectors_are_the_encoders(
    plain: Language, component: str, block: int, made_up: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "BLOCK", block)
    embed, encode = _parts(plain, component)
    run = encoding._in_blocks(encode)
    texts = ["Bell", *(document.text for document in made_up[:3]), "", "They met.", ""]
    words = embed.predict([plain.make_doc(text) for text in texts])
    for given in (words, words[:1], words[4:5], words[-2:]):
        found, wanted = run(given), encode.predict(given)
        assert [part.shape for part in found] == [part.shape for part in wanted]
        for one, other in zip(found, wanted, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4)


def test_no_digit_depends_on_the_other_texts(plain: Language, made_up: list[Document]) -> None:
    embed, encode = _parts(plain, "ner")
    run = encoding._in_blocks(encode)
    words = embed.predict([plain.make_doc(document.text) for document in made_up[:6]])
    together, backwards = run(words), run(words[::-1])[::-1]
    for one, other, alone in zip(together, backwards, map(run, ([text] for text in words)), strict=True):
        np.testing.assert_array_equal(one, other)
        np.testing.assert_array_equal(one, alone[0])


def _marks(doc: Doc) -> list[tuple[object, ...]]:
    return [(token.tag_, token.dep_, token.head.i, token.sent_start, token.ent_iob_, token.ent_type_) for token in doc]


def test_tags_trees_and_names_are_spacys(nlp: Language, plain: Language, made_up: list[Document]) -> None:
    texts = [document.text for document in made_up]
    for doc, theirs in zip(nlp.pipe(texts), plain.pipe(texts), strict=True):
        assert _marks(doc) == _marks(theirs)


def test_threads_may_share_a_pipeline(nlp: Language, made_up: list[Document]) -> None:
    texts = [document.text for document in made_up[:16]]
    wanted = [_marks(doc) for doc in nlp.pipe(texts)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [_marks(doc) for doc in nlp.pipe(texts, batch_size=4)], range(4)))
    assert found == [wanted] * 4


def test_both_encoders_of_the_small_model_run_in_blocks_once() -> None:
    nlp = load_model(hasten=False)
    assert encoding.encode_in_blocks(nlp) == 2
    assert encoding.encode_in_blocks(nlp) == 0


@pytest.mark.parametrize("changed", [{"window_size": 2}, {"@architectures": "spacy.MishWindowEncoder.v2"}])
def test_encoders_of_another_kind_are_left_alone(changed: dict[str, Any]) -> None:
    nlp = spacy.blank("en")
    embed = {"width": 32, "attrs": ["NORM"], "rows": [50], "include_static_vectors": False}
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 32,
        "depth": 1,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    encode |= changed
    if "Mish" in encode["@architectures"]:
        del encode["maxout_pieces"]
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": {"@architectures": "spacy.MultiHashEmbed.v2"} | embed}
    nlp.add_pipe("tok2vec", config={"model": model | {"encode": encode}})
    nlp.initialize()
    assert encoding.encode_in_blocks(nlp) == 0


def test_a_single_layer_of_two_pieces_is_encoded_too() -> None:
    nlp = spacy.blank("en")
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 32, "attrs": ["NORM"], "rows": [50]}
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 32,
        "depth": 1,
        "window_size": 1,
        "maxout_pieces": 2,
    }
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed | {"include_static_vectors": False}, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    wanted = nlp("They met in Oslo").tensor
    assert encoding.encode_in_blocks(nlp) == 1
    np.testing.assert_allclose(nlp("They met in Oslo").tensor, wanted, rtol=1e-3, atol=1e-5)
