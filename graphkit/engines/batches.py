"""Which articles are parsed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.model import Document

BATCH_CHARACTERS = 50_000
"""A batch ends before it gets longer than this, so that a few books don't fill the memory: a character that is parsed
takes about 4 kB for a moment."""


MAX_CHARACTERS = 2_000_000
"""A text that is longer is refused: it would take more than 1.5 GB, and is hardly one article."""


def make_batches(
    documents: Iterable[Document], *, batch_size: int, characters: int = BATCH_CHARACTERS
) -> Iterator[list[Document]]:
    """Part documents into batches, in order.

    Args:
        documents: taken batch by batch.
        batch_size: documents in a batch at most.
        characters: their length together at most, unless a single one is longer.
    """
    batch: list[Document] = []
    length = 0
    for document in documents:
        if batch and (len(batch) == batch_size or length + len(document.text) > characters):
            yield batch
            batch, length = [], 0
        batch.append(document)
        length += len(document.text)
    if batch:
        yield batch
