"""A document's tokens as plain lists, read once, so that rules cost little."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.tokens import text_of, words_of

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class View:
    """Tokens of one document; every list runs over the tokens.

    Attributes:
        text: the document's text.
        words: the tokens as written.
        lowers: the same in lower case.
        starts: offset of the first code point.
        ends: offset behind the last code point.
        tags: fine-grained tags (Penn Treebank).
        deps: dependency labels.
        heads: index of the syntactic head.
        sents: number of the sentence, from 0.
        firsts: sentence number -> its first token.
        published: day of publication, or None where it isn't known.
        spots: word as written -> its tokens, filled when `places` is first asked.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sents: list[int]
    firsts: list[int]
    published: dt.date | None = None
    spots: dict[str, list[int]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def places(self, word: str) -> list[int]:
        """Return the tokens that are written as a word is."""
        if not self.spots:
            for i, other in enumerate(self.words):
                self.spots.setdefault(other, []).append(i)
        return self.spots.get(word, [])

    def capitalised(self, i: int) -> bool:
        """Whether token i exists and starts with a capital letter."""
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def proper(self, i: int) -> bool:
        """Whether token i exists, starts with a capital letter, and is tagged as a proper noun."""
        return self.capitalised(i) and self.tags[i].startswith("NNP")

    def sentence_start(self, i: int) -> bool:
        """Whether token i begins a sentence, or follows only quotation marks and blanks in it."""
        first = self.firsts[self.sents[i]]
        return all(not w[0].isalnum() for w in self.words[first:i])

    def token_at(self, offset: int) -> int:
        """Return the last token that starts at or before a code point."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def read_view(doc: Doc, *, published: dt.date | None = None) -> View:
    """Read the lists from a spaCy document, which stays as it is."""
    import numpy as np

    wanted: list[int | str] = ["TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"]
    rows: Any = doc.to_array(wanted) if len(doc) else np.zeros((0, len(wanted)), dtype="uint64")
    tags, deps, heads, begins, starts, lengths = rows.T
    sentences = np.cumsum(begins == 1)
    if len(doc) and begins[0] != 1:
        sentences += 1
    words = words_of(doc)
    return View(
        text=text_of(doc, words),
        words=words,
        lowers=[w.lower() for w in words],
        starts=starts.tolist(),
        ends=(starts + lengths).tolist(),
        tags=_labels(doc, tags),
        deps=_labels(doc, deps),
        heads=(heads.astype("int64") + np.arange(len(doc))).tolist(),
        sents=(sentences - 1).tolist(),
        firsts=np.flatnonzero(np.diff(sentences, prepend=0)).tolist(),
        published=published,
    )


def _labels(doc: Doc, keys: Any) -> list[str]:
    """Tags or dependencies, of which there are few."""
    strings, listed = doc.vocab.strings, keys.tolist()
    names = {key: strings[key] for key in set(listed)}
    return [names[key] for key in listed]
