"""Puts another way of computing in the place of a part of a model."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

EXCHANGED = "hastened"
"""The name of a layer that stands in another one's place."""


def exchange(nlp: Language, part: str, make: Callable[[Any], Callable[[Sequence[Any]], list[Any]] | None]) -> int:
    """Exchange one part of each tok2vec in a pipeline.

    Args:
        nlp: the pipeline; changed.
        part: "embed" or "encode", as spaCy's `build_Tok2Vec_model` names them.
        make: gives for a layer the function that computes the same, or None where it doesn't know the layer.

    Returns:
        How many were exchanged; a layer is exchanged once.
    """
    from thinc.api import Model, NumpyOps

    count = 0
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        if not hasattr(model, "walk"):
            continue
        for layer in [node.get_ref(part) for node in model.walk() if node.has_ref(part)]:
            known = layer.name != EXCHANGED and type(layer.ops) is NumpyOps
            compute = make(layer) if known else None
            if compute is not None:
                exchanged: Any = Model(EXCHANGED, _forward(layer, compute), dims={"nO": layer.get_dim("nO")})
                model.replace_node(layer, exchanged)
                exchanged.layers.append(layer)  # whoever walks through the model finds it
                count += 1
    return count


def _forward(layer: Any, compute: Callable[[Sequence[Any]], list[Any]]) -> Any:
    one_at_a_time = Lock()  # what computes keeps arrays of its own, and threads may share a pipeline

    def forward(_: Any, given: Sequence[Any], is_train: bool) -> Any:  # noqa: FBT001 - as thinc calls it
        if is_train:
            return layer(given, is_train)
        with one_at_a_time:
            return compute(given), _no_gradient

    return forward


def _no_gradient(_: Any) -> list[Any]:
    return []
