"""Finds names with spaCy's trained ner, all words of a batch at once instead of one after the other.

spaCy's ner walks through a text and gives each word one of the moves B, I, L, U, O with a label (begin, in, last, unit, out).
A move's score depends on three words: this one, and inside a name also its first one and the one before. So outside of names a
score has nothing to do with what was decided before, and the moves of all words there come from one multiplication. Only from
a word that begins a name it goes on word by word, to the name's last, and for all names of the batch together.

The model, its weights and the rules of which move may follow are spaCy's (`spacy.pipeline.ner`, its transition system
BiluoPushDown and `spacy.ml.parser_model`), and so are the results. Since 3.8.8, spaCy takes two to three times the CPU seconds for its own
walk; here it is the multiplications that cost.

No ``from __future__ import annotations`` here: spaCy up to 3.8.7 checks a factory's arguments by what stands in its signature.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

from graphkit.tokens import column

FEATURES = 3
"""The words that a score looks at: this one, and in a name its first one and the one before."""

LONGEST = 50
"""Words of the longest name. A text with one that goes on, such as a list without a stop, goes to spaCy's own ner: following a name from
each of its words would take time with the square of its length."""

MAXOUT = 2
"""Pieces from which on a layer takes the largest of them."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The columns of an ner's scores.

    Attributes:
        labels: the labels of names.
        begin: for each label the column of B.
        inside: of I.
        last: of L.
        unit: of U.
        out: the column of O.
    """

    labels: list[str]
    begin: list[int]
    inside: list[int]
    last: list[int]
    unit: list[int]
    out: int


def recognize_at_once(nlp: Language) -> bool:
    """Let the pipeline's ner look at all words at once; what it finds stays the same.

    Only an ner of the architecture that spaCy's own English pipelines have (TransitionBasedParser.v2 for "ner" with an upper
    layer and maxout, without beam, on a processor) is exchanged; another is left alone.

    Args:
        nlp: the pipeline; changed.

    Returns:
        Whether it was exchanged.
    """
    recognizer: Any = nlp.get_pipe("ner")
    moves = _moves(recognizer)
    if moves is None:
        return False
    nlp.replace_pipe("ner", FACTORY).take(recognizer, moves)  # type: ignore[attr-defined]
    return True


FACTORY = "graphkit_greedy_ner"


@Language.factory(FACTORY)
class GreedyRecognizer:
    """An ner of spaCy that looks at all words at once; made by `recognize_at_once`."""

    def __init__(self, nlp: Language, name: str) -> None:
        """Make the component; `take` gives it its ner."""
        del nlp
        self.name = name

    def take(self, recognizer: Any, moves: Moves) -> None:
        """Work with the model of this ner."""
        self.model = recognizer.model
        self._recognizer = recognizer
        self._moves = moves

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of names."""
        return tuple(self._recognizer.labels)

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Find the names of Docs, in their order. A Doc in which some are marked already goes to spaCy's own ner.

        Args:
            docs: the Docs; changed.
            batch_size: how many are looked at together.
        """
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            fresh = []
            for doc in batch:
                if any(column(doc, "ENT_IOB")):
                    self._recognizer(doc)
                elif len(doc):
                    fresh.append(doc)
            self._mark(fresh)
            yield from batch

    def _mark(self, docs: Sequence[Doc]) -> None:
        if not docs:
            return
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        first, end, label = self._names(docs, ends)
        endless = set(np.searchsorted(ends, first[end - first > LONGEST], side="right").tolist())
        of_doc = np.searchsorted(ends, first, side="right")
        spans: list[list[Span]] = [[] for _ in docs]
        free = 0
        offsets = (ends - lengths).tolist()
        for number, start, stop, what in zip(
            of_doc.tolist(), first.tolist(), end.tolist(), label.tolist(), strict=True
        ):
            if start >= free:  # what lies in the name before was never asked
                offset = offsets[number]
                spans[number].append(Span(docs[number], start - offset, stop - offset, label=self._moves.labels[what]))
                free = stop
        for number, (doc, found) in enumerate(zip(docs, spans, strict=True)):
            if number in endless:
                self._recognizer(doc)
            else:
                doc.set_ents(found, default="outside")

    def _names(self, docs: Sequence[Doc], ends: Any) -> tuple[Any, Any, Any]:
        """First token, end and label of the name that would begin at a word, if none is open there, by their beginnings.

        What is longer than `LONGEST` was left before its end.
        """
        table, padding = self._table(docs)
        attributes = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
        is_space = attributes[:, 0] == 1
        must_end = np.append(attributes[1:, 1] == 1, True)  # the next word begins a sentence, or there is none
        must_end[ends - 1] = True
        moves = self._moves
        scores = self._scores(table[:, 0] + padding[1] + padding[2])
        allowed = np.full(scores.shape[1], -np.inf, dtype=scores.dtype)
        allowed[[*moves.begin, *moves.unit, moves.out]] = 0
        scores += allowed
        scores[np.ix_(is_space, np.array([*moves.begin, *moves.unit]))] = -np.inf
        scores[np.ix_(must_end, np.array(moves.begin))] = -np.inf
        best = scores.argmax(axis=1)
        label_of = np.full(scores.shape[1], -1)
        label_of[moves.begin] = label_of[moves.unit] = range(len(moves.labels))
        first = np.flatnonzero(best != moves.out)
        label = label_of[best[first]]
        end = first + 1
        growing = np.flatnonzero(np.isin(best[first], moves.begin))
        while len(growing) and end[growing[0]] - first[growing[0]] <= LONGEST:
            here = end[growing]
            end[growing] += 1
            growing = growing[~must_end[here] & self._goes_on(table, first[growing], here, label[growing])]
        return first, end, label

    def _goes_on(self, table: Any, first: Any, here: Any, label: Any) -> Any:
        """Whether a name goes on after a word in it, which is not its first."""
        scores = self._scores(table[here, 0] + table[first, 1] + table[here - 1, 2])
        every = np.arange(len(here))
        inside, last = np.array(self._moves.inside)[label], np.array(self._moves.last)[label]
        return scores[every, inside] >= scores[every, last]

    def _table(self, docs: Sequence[Doc]) -> tuple[Any, Any]:
        """What each token contributes in each of its parts, (tokens, parts, width, pieces), and what no token does."""
        contributed = self.model.get_ref("lower").predict(self.model.get_ref("tok2vec").predict(docs))
        return contributed[1:], contributed[0]

    def _scores(self, sums: Any) -> Any:
        """The score of each move, of what the words contribute together."""
        ops = self.model.ops
        sums += self.model.get_ref("lower").get_param("b")
        hidden, _ = ops.maxout(sums)
        upper = self.model.get_ref("upper")
        scores = ops.gemm(hidden, upper.get_param("W"), trans2=True)
        scores += upper.get_param("b")
        return scores


def _moves(recognizer: Any) -> Moves | None:
    """The columns of an ner's scores; None where its architecture is another."""
    if type(recognizer) is not EntityRecognizer or recognizer.cfg.get("beam_width") != 1:
        return None
    model = recognizer.model
    if type(model.ops) is not NumpyOps or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        return None
    lower = model.get_ref("lower")
    if lower.name != "precomputable_affine" or lower.get_dim("nF") != FEATURES or lower.get_dim("nP") < MAXOUT:
        return None
    system = recognizer.moves
    columns = {system.get_class_name(number): number for number in range(system.n_moves)}
    labels = [name[2:] for name in columns if name.startswith("B-")]
    begin, inside, last, unit = ([columns.get(f"{part}-{label}", -1) for label in labels] for part in "BILU")
    out = columns.get("O", -1)
    if -1 in {*begin, *inside, *last, *unit, out}:
        return None
    return Moves(labels=labels, begin=begin, inside=inside, last=last, unit=unit, out=out)
