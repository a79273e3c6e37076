"""How many sources tell of something: near copies of one article, such as of an agency's report, count as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.model import Document


def first_of_copies(documents: Iterable[Document]) -> dict[str, str]:
    """For the id of each near copy that of the article which stands for all of its group."""
    return {document.id: document.copy_of for document in documents if document.copy_of is not None}


def count_sources(documents: Iterable[str], first: Mapping[str, str]) -> int:
    """How many sources some documents are.

    Args:
        documents: ids, in any order and as often as they come.
        first: what `first_of_copies` gives.

    >>> count_sources(["a", "b", "c", "a"], {"b": "a"})
    2
    """
    return len({first.get(document, document) for document in documents})
