"""The layers of spaCy's models, computed with less work: the same words, weights and results, in fewer CPU seconds.

What is exchanged is the way of computing in models of the architecture that spaCy's own pipelines without transformers have.
Every part looks whether it knows the layers that it finds, and leaves others alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.layers.embedding import remember_words
from graphkit.ner.layers.encoding import encode_in_blocks

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["hasten"]


def hasten(nlp: Language) -> None:
    """Let a pipeline's models remember words, encode them in blocks, and find names at once.

    Args:
        nlp: the pipeline; changed. What is exchanged only reads: a pipeline that is to be trained or saved must not be hastened.
    """
    from graphkit.ner.layers.greedy import recognize_at_once  # imports spaCy

    remember_words(nlp)
    encode_in_blocks(nlp)
    recognize_at_once(nlp)
