"""Remembers the vector that a model's first layers give a word, since most words of a text have come before.

The first layers of spaCy's models (MultiHashEmbed: hashed tables, and a layer that mixes what they say) look at one word at a
time: its norm, its first letter, its last three, its shape. They take 30 % of the CPU time of spaCy's tok2vec, though nearly
all words of a text have been seen a moment ago. What comes after them looks at the neighbours, and is computed each time.

New words go through the layers in blocks of one size: libraries multiply few rows in another way than many, and the digits of
a word's vector must not depend on which others were new beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.ner.layers.exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

CAPACITY = 30_000
"""Words whose vectors are remembered; then all are forgotten and learnt anew, which takes a fraction of a second. With the
96 numbers of a vector in the small model this is 12 MB for each of its two embeddings."""

BLOCK = 64
"""New words that go through the layers at once."""

ONE_WORD_AT_A_TIME = frozenset(
    {"extract_features", "list2ragged", "ragged2list", "ints-getitem", "hashembed", "maxout", "layernorm", "dropout"}
)
"""The layers that embeddings may be made of if their words are to be remembered; so dropout, which does nothing in a trained
model. Not among them are vectors of whole words, whose table must be asked, embeddings of letters, and transformers."""


def remember_words(nlp: Language) -> int:
    """Have the models of a pipeline remember their words' vectors; the results stay the same.

    Args:
        nlp: the pipeline; changed.

    Returns:
        How many embeddings remember from now on; embeddings of other layers than `ONE_WORD_AT_A_TIME` are left alone.
    """
    return exchange(nlp, "embed", _remembering)


class WordMemory:
    """The vectors of the words met so far."""

    def __init__(self, embedding: Any) -> None:
        """Take the layers that embed; know no word yet."""
        import numpy as np

        self._embedding = embedding
        self._columns = list(_extracting(embedding)[0].attrs["columns"])
        self._rows: dict[int, int] = {}
        self._vectors = np.empty((CAPACITY, embedding.get_dim("nO")), dtype="float32")
        # Features are hashes of 64 bits, and so is their sum, each times an odd number of its own: among 30,000 words the
        # chance that two share a sum is one in 40 thousand million.
        factors = np.random.default_rng(0).integers(0, 2**63, size=len(self._columns), dtype="uint64")
        self._factors = factors * np.uint64(2) + np.uint64(1)

    def __len__(self) -> int:
        """How many words are known."""
        return len(self._rows)

    def embed(self, docs: Sequence[Doc]) -> list[Any]:
        """The vectors of each Doc's tokens, one array of float32 (tokens, width) for each Doc."""
        import numpy as np

        features = [np.asarray(doc.to_array(self._columns)).reshape(len(doc), len(self._columns)) for doc in docs]
        every = np.concatenate(features)
        keys = (every * self._factors).sum(axis=1, dtype="uint64").tolist()
        new = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if len(self._rows) + len(new) > CAPACITY:
            self._rows.clear()
            new = {key: place for place, key in enumerate(keys)}
        if len(new) > CAPACITY:  # a batch of word lists
            return list(self._embedding.predict(docs))
        self._learn(list(new), every[list(new.values())])
        vectors = self._vectors[[self._rows[key] for key in keys]]
        return np.split(vectors, np.cumsum([len(part) for part in features])[:-1])

    def _learn(self, keys: list[int], features: Any) -> None:
        import numpy as np

        for start in range(0, len(keys), BLOCK):
            rows = features[start : start + BLOCK]
            block = np.concatenate([rows, np.repeat(rows[:1], BLOCK - len(rows), axis=0)])
            known = len(self._rows)
            self._vectors[known : known + len(rows)] = self._embedding.predict([_Words(block)])[0][: len(rows)]
            self._rows.update((key, known + number) for number, key in enumerate(keys[start : start + BLOCK]))


class _Words:
    """Words to embed, in the dress in which `extract_features` takes a Doc."""

    def __init__(self, features: Any) -> None:
        self._features = features

    def to_array(self, _columns: object) -> Any:
        return self._features


def _remembering(embedding: Any) -> Any:
    """What an embedding does, each word once; None for one of other layers."""
    single = {node.name for node in embedding.walk() if not node.layers}
    known = single <= ONE_WORD_AT_A_TIME and len(_extracting(embedding)) == 1
    return WordMemory(embedding).embed if known else None


def _extracting(embedding: Any) -> list[Any]:
    return [node for node in embedding.walk() if node.name == "extract_features"]
