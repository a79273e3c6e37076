"""The quick way through the pipeline: names everywhere, tags and trees only where a sentence may tell of something.

Tagging and parsing cost more than half of reading, and most sentences hold no word of meeting or promising. Here the model
looks for names in the whole text, a rule parts it into sentences, and only those in which `may_tell` sees a word of the
tables with what that word needs are tagged and parsed, together where they follow each other. The others become flat trees
without tags: their names are found, but what grammar tells of them (who "he" is, most positions) is not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from graphkit.relations.candidates import may_tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from graphkit.relations import Triggers

PARSING = ("tok2vec", "tagger", "graphkit_paragraphs", "parser")
"""The components that only promising sentences go through."""


def parse_quickly(
    texts: Sequence[str], *, nlp: Language, triggers: Triggers, batch_size: int, without: Sequence[str] = ()
) -> Iterator[Doc]:
    """Find the names in all texts, and parse their promising sentences.

    Args:
        texts: as many as shall be parsed together.
        nlp: a pipeline of `graphkit.ner.load_model`.
        triggers: the words that may tell of something.
        batch_size: texts that a component takes at once.
        without: further components to pass over.

    Yields:
        For each text its Doc, with trees for all sentences and tags for those that were parsed.
    """
    shared = "tok2vec" if _listens(nlp) else ""
    later = [name for name in nlp.pipe_names if name in PARSING and name != shared]
    docs = list(nlp.pipe(texts, batch_size=batch_size, disable=[*later, *without]))
    runs = [_promising(doc, triggers) for doc in docs]
    pieces = [_piece(doc, start, end) for doc, bounds in zip(docs, runs, strict=True) for start, end in bounds]
    first = [name for name in nlp.pipe_names if name not in PARSING]
    parsed = iter(list(nlp.pipe(pieces, batch_size=batch_size * 4, disable=first)))
    for doc, bounds in zip(docs, runs, strict=True):
        _lay_trees(doc, [(start, next(parsed)) for start, _ in bounds])
        yield doc


def _listens(nlp: Language) -> bool:
    """Whether the ner has no layers of its own, but takes those of the tagger and the parser."""
    model: Any = getattr(nlp.get_pipe("ner"), "model", None)
    return hasattr(model, "walk") and any(node.name == "tok2vec-listener" for node in model.walk())


def _promising(doc: Doc, triggers: Triggers) -> list[tuple[int, int]]:
    """First token and end of each run of sentences that may tell of something; marks all sentences of the Doc."""
    if not len(doc):
        return []
    from graphkit.ner.paragraphs import graphkit_paragraphs

    _sentencizer()(graphkit_paragraphs(doc))
    runs: list[tuple[int, int]] = []
    for sentence in doc.sents:
        if may_tell([token.lower_ for token in sentence], triggers):
            if runs and runs[-1][1] == sentence.start:
                runs[-1] = runs[-1][0], sentence.end
            else:
                runs.append((sentence.start, sentence.end))
    return runs


@cache
def _sentencizer() -> Any:
    from spacy.pipeline import Sentencizer

    return Sentencizer()


def _piece(doc: Doc, start: int, end: int) -> Doc:
    from spacy.tokens import Doc

    tokens = doc[start:end]
    return Doc(doc.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _lay_trees(doc: Doc, parsed: list[tuple[int, Doc]]) -> None:
    """Give each sentence its tree: the parser's, or where it was not parsed, all tokens below the first."""
    if not len(doc):
        return
    import numpy as np

    wanted: list[int | str] = ["TAG", "DEP", "HEAD"]
    trees: Any = np.zeros((len(doc), len(wanted)), dtype="uint64")
    strings = doc.vocab.strings
    for sentence in doc.sents:
        places = np.arange(sentence.start, sentence.end)
        trees[sentence.start : sentence.end, 1] = strings.add("dep")
        trees[sentence.start, 1] = strings.add("ROOT")
        trees[sentence.start : sentence.end, 2] = (sentence.start - places).astype("int64").astype("uint64")
    for start, piece in parsed:
        trees[start : start + len(piece)] = piece.to_array(wanted)
    doc.from_array(wanted, trees)
