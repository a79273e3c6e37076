"""A sentence never runs on over a blank line: headlines, datelines and paragraphs begin sentences of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TERMINAL = frozenset({".", "!", "?", '"', "”", "'", "’", ")", "…"})


@Language.component("graphkit_paragraphs", assigns=["token.is_sent_start"])
def graphkit_paragraphs(doc: Doc) -> Doc:
    """Mark the token after a blank line, or after a line that ends in a full stop, as the start of a sentence.

    Goes before the parser, which keeps such marks and sets the others.
    """
    for token in doc[:-1]:
        text = token.text
        if "\n" not in text or not text.isspace():
            continue
        before = doc[token.i - 1].text[-1:] if token.i else ""
        if text.count("\n") > 1 or before in _TERMINAL:
            doc[token.i + 1].is_sent_start = True
    return doc
