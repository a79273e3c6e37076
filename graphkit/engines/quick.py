"""The quick way through the pipeline: names everywhere, tags and trees only where a sentence may tell of something.

Tagging and parsing cost more than half of reading, and most sentences hold no word of meeting or promising. Here the model
looks for names in the whole text, a rule parts it into sentences, and only those in which `may_tell` sees a word of the
tables with what that word needs are tagged and parsed, together where they follow each other. The others become flat trees
without tags: their names are found, but what grammar tells of them (who "he" is, most positions) is not.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from graphkit.relations.candidates import may_tell
from graphkit.tokens import column, find_words, words_of

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
    marks = [_paragraphs(doc) for doc in docs]
    sentences = [_sentences(doc, given) for doc, given in zip(docs, marks, strict=True)]
    runs = [_promising(doc, begins, triggers) for doc, begins in zip(docs, sentences, strict=True)]
    pieces = [
        _piece(doc, start, end, given[start:end])
        for doc, given, bounds in zip(docs, marks, runs, strict=True)
        for start, end in bounds
    ]
    first = [name for name in nlp.pipe_names if name not in PARSING or name == "graphkit_paragraphs"]
    parsed = iter(list(nlp.pipe(pieces, batch_size=batch_size * 4, disable=first)))
    for doc, begins, bounds in zip(docs, sentences, runs, strict=True):
        _lay_trees(doc, begins, [(start, next(parsed)) for start, _ in bounds])
        yield doc


def _listens(nlp: Language) -> bool:
    """Whether the ner has no layers of its own, but takes those of the tagger and the parser."""
    model: Any = getattr(nlp.get_pipe("ner"), "model", None)
    return hasattr(model, "walk") and any(node.name == "tok2vec-listener" for node in model.walk())


def _paragraphs(doc: Doc) -> list[int]:
    """For each token 1 where a sentence must begin, -1 where none may, else 0."""
    from graphkit.ner.paragraphs import graphkit_paragraphs

    return [mark if mark < 2 else -1 for mark in column(graphkit_paragraphs(doc), "SENT_START")]


def _sentences(doc: Doc, marks: Sequence[int]) -> list[int]:
    """The first tokens of the sentences: where paragraphs begin, and behind the stops of spaCy's Sentencizer."""
    if not len(doc):
        return []
    stops, begins, ended = _stops(), [0], False
    for place, (word, mark, is_sign) in enumerate(zip(words_of(doc), marks, column(doc, "IS_PUNCT"), strict=True)):
        if word in stops:
            begin, ended = False, True
        else:
            begin = ended and not is_sign
            ended = ended and not begin
        if place and (mark == 1 or (begin and not mark)):
            begins.append(place)
    return begins


@cache
def _stops() -> frozenset[str]:
    from spacy.pipeline import Sentencizer

    return frozenset(Sentencizer().punct_chars)


def _promising(doc: Doc, begins: Sequence[int], triggers: Triggers) -> list[tuple[int, int]]:
    """First token and end of each run of sentences that may tell of something."""
    runs: list[tuple[int, int]] = []
    for number in sorted({bisect_right(begins, place) for place in find_words(doc, triggers.words)}):
        start, end = begins[number - 1], begins[number] if number < len(begins) else len(doc)
        if may_tell([token.lower_ for token in doc[start:end]], triggers):
            if runs and runs[-1][1] == start:
                runs[-1] = runs[-1][0], end
            else:
                runs.append((start, end))
    return runs


def _piece(doc: Doc, start: int, end: int, marks: Sequence[int]) -> Doc:
    from spacy.tokens import Doc

    tokens = doc[start:end]
    words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=[1, *marks[1:]])


def _lay_trees(doc: Doc, begins: Sequence[int], parsed: list[tuple[int, Doc]]) -> None:
    """Give each sentence its tree: the parser's, or where it was not parsed, all tokens below the first."""
    if not len(doc):
        return
    import numpy as np

    wanted: list[int | str] = ["TAG", "DEP", "HEAD"]
    trees: Any = np.zeros((len(doc), len(wanted)), dtype="uint64")
    strings = doc.vocab.strings
    roots = np.repeat(begins, np.diff([*begins, len(doc)]))
    trees[:, 1] = strings.add("dep")
    trees[begins, 1] = strings.add("ROOT")
    trees[:, 2] = (roots - np.arange(len(doc))).astype("int64").astype("uint64")
    for start, piece in parsed:
        trees[start : start + len(piece)] = piece.to_array(wanted)
    doc.from_array(wanted, trees)
