"""The NER stage as a spaCy component: ``nlp.add_pipe("graphkit_ner")``.

No ``from __future__ import annotations`` here: spaCy up to 3.8.7 checks a factory's arguments by what stands in its signature.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.model import Document
from graphkit.ner.recognition import recognize

Doc.set_extension("graphkit", default=None, force=True)
Doc.set_extension("graphkit_document", default=None, force=True)


@Language.factory("graphkit_ner", default_config={"coreference": True}, assigns=["doc._.graphkit"])
def make_ner(nlp: Language, name: str, coreference: bool) -> Callable[[Doc], Doc]:  # noqa: FBT001 - spaCy's signature
    """Make the component, which sets ``doc._.graphkit`` to an `Extraction` with entities and roles.

    The document's metadata come from ``doc._.graphkit_document`` where the caller has set it.

    Args:
        nlp: the pipeline; given by spaCy.
        name: the component's name in it; given by spaCy.
        coreference: whether pronouns, roles and the like are traced to who they stand for.
    """
    del nlp, name

    def annotate(doc: Doc) -> Doc:
        document = doc._.graphkit_document or Document(id="", text=doc.text)
        doc._.graphkit = recognize(doc, document, coreference=coreference)
        return doc

    return annotate
