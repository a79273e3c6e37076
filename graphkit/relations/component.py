"""The relation stage as a spaCy component, for `nlp.add_pipe("graphkit_relations")` in anyone's pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.relations.stage import relate

if TYPE_CHECKING:
    from graphkit.model import Extraction

if not Doc.has_extension("graphkit"):
    Doc.set_extension("graphkit", default=None)


@Language.component(
    "graphkit_relations",
    requires=["token.dep", "token.tag", "doc._.graphkit"],
    assigns=["doc._.graphkit"],
)
def graphkit_relations(doc: Doc) -> Doc:
    """Add meetings and pledges to ``doc._.graphkit``.

    Raises:
        ValueError: the NER stage has not run, or there is no dependency parse.
    """
    names: Extraction | None = doc._.graphkit
    if names is None:
        msg = "doc._.graphkit is empty: add graphkit_ner to the pipeline before graphkit_relations"
        raise ValueError(msg)
    doc._.graphkit = relate(doc, names)
    return doc
