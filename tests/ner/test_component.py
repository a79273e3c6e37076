from __future__ import annotations

import spacy

from graphkit.model import Document
from graphkit.ner import load_model, recognize
from graphkit.ner.component import make_ner


def test_in_a_pipeline_of_ones_own(nlp):
    own = load_model()
    own.add_pipe("graphkit_ner", config={"coreference": False})
    text = "Kenyan President Joseph Mwangi flew home. He will rest."
    assert own(text)._.graphkit == recognize(nlp(text), Document(id=""), coreference=False)


def test_takes_the_metadata_that_the_caller_set(nlp):
    doc = nlp("Joseph Mwangi flew home.")
    doc._.graphkit_document = Document(id="a7", title="Home")
    assert doc._.graphkit is None
    annotate = make_ner(nlp, "graphkit_ner", coreference=True)
    assert annotate(doc) is doc
    assert doc._.graphkit.document == Document(id="a7", title="Home")


def test_a_blank_pipeline_gives_what_the_tables_know():
    own = spacy.blank("en")
    own.add_pipe("graphkit_ner")
    assert own("OSLO (Reuters) - Shares rose.")._.graphkit.entities
