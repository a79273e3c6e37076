"""Batches end by number and by length."""

from __future__ import annotations

from graphkit.engines.batches import make_batches
from graphkit.model import Document


def test_batches_end_by_number_and_by_length() -> None:
    documents = [Document(id=str(n), text="x" * size) for n, size in enumerate((4, 4, 4, 20, 1, 1, 1, 1))]
    batches = make_batches(documents, batch_size=3, characters=10)
    assert [[len(item.text) for item in batch] for batch in batches] == [[4, 4], [4], [20], [1, 1, 1], [1]]
    assert list(make_batches([], batch_size=3)) == []
