"""Runs the layers that look at a word's neighbours in blocks, whose numbers stay in the processor's cache.

spaCy's encoder (MaxoutWindowEncoder) sees three words at a time, four times over. thinc lets each step run over a whole batch
before the next one begins: the numbers between them, 10 MB for 30 articles, go out to memory and come back six times a layer.
Here 500 words go through all layers together, in the same few arrays. A word's vector depends on as many words on each side
as there are layers, so a block is computed with these around it, which are thrown away.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.ner.layers.exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

BLOCK = 512
"""Words that go through the layers together; from 256 to 2048 the time is the same."""

RESIDUAL = "residual(expand_window>>maxout>>layernorm>>dropout)"
"""The name of one layer with what it is made of, as thinc puts it together."""

SMALLEST_VARIANCE = 1e-8
"""What thinc's layernorm adds to a variance."""


class Layer(NamedTuple):
    """The numbers of one layer: of width w, with p pieces, and a window of three words.

    Attributes:
        weights: (p * w, 3 * w), piece after piece.
        bias: (p * w,).
        scale: (w,), of the layernorm.
        shift: (w,), of the layernorm.
    """

    weights: Any
    bias: Any
    scale: Any
    shift: Any


def encode_in_blocks(nlp: Language) -> int:
    """Have the encoders of a pipeline's models run in blocks; the results stay the same but for rounding.

    Args:
        nlp: the pipeline; changed.

    Returns:
        How many encoders do from now on; those of other layers than `RESIDUAL` are left alone.
    """
    return exchange(nlp, "encode", _in_blocks)


class BlockEncoder:
    """An encoder that runs in blocks."""

    def __init__(self, layers: Sequence[Layer], *, pad: int, model: Any) -> None:
        """Take the layers.

        Args:
            layers: in their order.
            pad: rows of zeros between two texts, not fewer than there are layers, so that no text changes another.
            model: the model whose operations multiply.
        """
        import numpy as np

        self._layers = layers
        self._model = model
        self._halo = len(layers)
        self._padding = np.zeros((pad, len(layers[0].scale)), dtype="float32")
        rows, width, pieces = BLOCK + 2 * self._halo, len(layers[0].scale), len(layers[0].bias)
        self._words = np.zeros((rows + 2, width), dtype="float32")  # a row of zeros on either side
        self._windows = np.empty((rows, 3 * width), dtype="float32")
        self._pieces = np.empty((rows, pieces), dtype="float32")
        self._change = np.empty((rows, width), dtype="float32")

    def encode(self, texts: Sequence[Any]) -> list[Any]:
        """The vectors of each text's words, of theirs without context; arrays of float32 (words, width)."""
        import numpy as np

        parts = [self._padding]
        for text in texts:
            parts += text, self._padding
        rows = np.concatenate(parts)
        encoded = np.empty_like(rows)
        for start in range(0, len(rows), BLOCK):
            end = min(start + BLOCK, len(rows))
            first = max(start - self._halo, 0)
            block = self._run(rows[first : end + self._halo])
            encoded[start:end] = block[start - first : end - first]
        bounds = np.cumsum([0, *(len(part) for part in parts)]).tolist()
        return [encoded[start:end] for start, end in list(pairwise(bounds))[1::2]]

    def _run(self, block: Any) -> Any:
        """All layers for some rows; beyond the first and the last are zeros."""
        import numpy as np

        count, width = block.shape
        padded = self._words[: count + 2]
        words = padded[1:-1]
        words[:] = block
        padded[-1] = 0
        windows, pieces, change = self._windows[:count], self._pieces[:count], self._change[:count]
        step = padded.itemsize
        three = np.lib.stride_tricks.as_strided(padded, (count, 3 * width), (width * step, step), writeable=False)
        for weights, bias, scale, shift in self._layers:
            np.copyto(windows, three)
            self._model.ops.gemm(windows, weights, out=pieces, trans2=True)
            np.add(pieces, bias, out=pieces)
            np.maximum(pieces[:, :width], pieces[:, -width:], out=change)
            for start in range(width, pieces.shape[1] - width, width):
                np.maximum(change, pieces[:, start : start + width], out=change)
            np.subtract(change, change.mean(axis=1, keepdims=True), out=change)
            variance = np.einsum("ij,ij->i", change, change) / width + SMALLEST_VARIANCE
            np.multiply(change, (variance**-0.5)[:, None], out=change)
            np.multiply(change, scale, out=change)
            np.add(change, shift, out=change)
            np.add(words, change, out=words)
        return words


def _in_blocks(encoder: Any) -> Any:
    """What an encoder does, in blocks; None for one of other layers."""
    if not encoder.name.startswith("with_array(residual("):
        return None
    inner = encoder.layers[0]
    layers = [inner] if inner.name == RESIDUAL else inner.layers
    pad = encoder.attrs.get("pad", 0)
    if any(layer.name != RESIDUAL for layer in layers) or pad < len(layers):
        return None
    parts = [{node.name: node for node in layer.walk()} for layer in layers]
    if any(part["expand_window"].attrs["window_size"] != 1 for part in parts):
        return None
    widths = {(part["maxout"].get_dim("nI"), 3 * part["maxout"].get_dim("nO")) for part in parts}
    if len(widths) != 1 or len(set(*widths)) != 1:
        return None
    return BlockEncoder([_layer(part["maxout"], part["layernorm"]) for part in parts], pad=pad, model=encoder).encode


def _layer(maxout: Any, layernorm: Any) -> Layer:
    import numpy as np

    weights = maxout.get_param("W").transpose(1, 0, 2)  # from (width, pieces, inputs)
    return Layer(
        weights=np.ascontiguousarray(weights.reshape(-1, weights.shape[2])),
        bias=np.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
        scale=layernorm.get_param("G"),
        shift=layernorm.get_param("b"),
    )
