"""Names found at once: the same as those of spaCy's own walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Span

from graphkit.model import Document
from graphkit.ner import load_model
from graphkit.ner.layers.greedy import GreedyRecognizer, recognize_at_once
from graphkit.readers import read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

ODD = [
    "",
    " ",
    "\n\n",
    "Oslo",
    "Anna Maria",
    "Anna Bell\n\nCarl Dunn of the North\nSea Bank",
    "Anna   Bell met  Carl \t Dunn .",
    "The Bank of Norway and the\n\n\nUniversity of Oslo",
    "😀 Bell met Dunn on 3 May 2021 for $2.5 million in the U.N. Security Council",
    "Mr. Bell. Ms. Dunn. Mr. Hale. The European Union Border Mission. " * 30,
    "oslo oslo Oslo OSLO, May 2 (AP) -- anna",
    "The " + "National Bank of the Republic of Northern Sea University " * 40,
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model with spaCy's own ner."""
    return load_model(hasten=False)


def _marks(doc: Doc) -> list[tuple[int, str]]:
    return [(token.ent_iob, token.ent_type_) for token in doc]


@pytest.mark.parametrize("without", [[], ["tok2vec", "tagger", "graphkit_paragraphs", "parser"]])
def test_what_spacy_finds_is_found(
    nlp: Language, plain: Language, without: list[str], seeds: Path, made_up: list[Document]
) -> None:
    texts = [*ODD, *(document.text for document in (*read_inputs([seeds]), *made_up) if isinstance(document, Document))]
    assert isinstance(nlp.get_pipe("ner"), GreedyRecognizer)
    own = list(nlp.pipe(texts, disable=without, batch_size=16))
    for doc, theirs in zip(own, plain.pipe(texts, disable=without, batch_size=16), strict=True):
        assert _marks(doc) == _marks(theirs)
    assert sum(len(doc.ents) for doc in own) > 1000


def test_one_document_is_read_as_many_are(nlp: Language, plain: Language) -> None:
    assert _marks(nlp(ODD[8])) == _marks(plain(ODD[8]))
    assert nlp.pipe_labels["ner"] == plain.pipe_labels["ner"]


def test_no_name_goes_over_the_end_of_a_sentence(nlp: Language, plain: Language) -> None:
    text = "Envoys of the United Nations Security Council came."
    whole = nlp(text).ents
    assert [name.text for name in whole] == ["the United Nations Security Council"]
    for place in range(whole[0].start + 1, whole[0].end):
        docs = [model.make_doc(text) for model in (nlp, plain)]
        for doc, model in zip(docs, (nlp, plain), strict=True):
            doc[place].is_sent_start = True
            model.get_pipe("ner")(doc)  # type: ignore[operator]
        assert _marks(docs[0]) == _marks(docs[1])
        assert all(name.end <= place or name.start >= place for name in docs[0].ents)


def test_names_that_are_marked_already_stay(nlp: Language) -> None:
    doc = nlp.make_doc("Anna Bell met the dock workers in Oslo.")
    doc.set_ents([Span(doc, 3, 6, label="ORG")], default="missing")
    (read,) = nlp.pipe([doc])
    assert ("the dock workers", "ORG") in [(name.text, name.label_) for name in read.ents]
    assert ("Anna Bell", "PERSON") in [(name.text, name.label_) for name in read.ents]


@pytest.mark.parametrize(
    ("factory", "config"),
    [("beam_ner", {}), ("ner", {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
     "extra_state_tokens": True, "hidden_width": 8, "maxout_pieces": 2, "use_upper": True,
     "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 8, "depth": 1, "embed_size": 50,
                 "window_size": 1, "maxout_pieces": 2, "subword_features": True}}})],
)  # fmt: skip
def test_an_ner_of_another_architecture_is_left_alone(factory: str, config: dict[str, object]) -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe(factory, name="ner", config=config)
    component.add_label("PERSON")  # type: ignore[attr-defined]
    nlp.initialize()
    assert not recognize_at_once(nlp)
    assert nlp.get_pipe("ner") is component
