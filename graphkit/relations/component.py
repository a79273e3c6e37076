"""The relation stage as a spaCy component: ``nlp.add_pipe("graphkit_relations")``.

No ``from __future__ import annotations`` here: spaCy up to 3.8.7 checks a factory's arguments by what stands in its signature.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.relations.patterns import read_patterns
from graphkit.relations.stage import relate

if TYPE_CHECKING:
    from graphkit.model import Extraction

if not Doc.has_extension("graphkit"):
    Doc.set_extension("graphkit", default=None)


@Language.factory(
    "graphkit_relations",
    default_config={"patterns": []},
    requires=["token.dep", "token.tag", "doc._.graphkit"],
    assigns=["doc._.graphkit"],
)
def graphkit_relations(nlp: Language, name: str, patterns: list[str]) -> Callable[[Doc], Doc]:
    """Make the component, which adds meetings, pledges and the user's own relations to ``doc._.graphkit``.

    It raises a `ValueError` where the NER stage has not run, or there is no dependency parse.

    Args:
        nlp: the pipeline; given by spaCy.
        name: the component's name in it; given by spaCy.
        patterns: files of patterns of the user's own.

    Raises:
        InputError: a file of patterns can't be used.
    """
    del nlp, name
    triggers = read_patterns(patterns)

    def annotate(doc: Doc) -> Doc:
        names: Extraction | None = doc._.graphkit
        if names is None:
            msg = "doc._.graphkit is empty: add graphkit_ner to the pipeline before graphkit_relations"
            raise ValueError(msg)
        doc._.graphkit = relate(doc, names, triggers=triggers)
        return doc

    return annotate
