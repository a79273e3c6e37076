"""Near copies of one article, such as what several papers print of one agency, by the fingerprints of their texts.

Which articles are copies is a function of the set of documents alone, not of their order. Two are if their fingerprints agree
in `ALIKE` of the values, and so are those that are copies of one: the links are followed. To find them without comparing
all with all, fingerprints are sorted by the values from each of `BANDS` places on, and each is compared with those that
stand near it and begin with the same `_ROWS` values. So time grows as that of sorting does.

Source: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3 (bands); Bawa and others, "LSH Forest" (2005),
sorting instead of tables.
"""

from __future__ import annotations

import binascii
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graphkit.fingerprint import FORM, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np

    from graphkit.model import Document

    Numbers = np.ndarray[Any, np.dtype[Any]]

ALIKE = 0.45
"""Share of the runs of words that two texts must have in common. Source: own measurement (tests/benchmarks/bench_copies.py):
a copy cut to 60 % of its length, with another headline and one word in a hundred changed, has 0.52 on average; two articles of
which a third is the same text have 0.20, of which half is 0.33."""

_ROWS = 3
BANDS = VALUES // _ROWS
"""With 64 bands of 3 values, two texts that share 0.45 of their runs meet in one with a likelihood of 0.998."""
_NEAR = 8
"""How many of those that begin alike are looked at. Only where a great many texts share phrases are there more; near copies
stand side by side even then, as they agree in the values that follow too."""
_KEY = 8
_AT_ONCE = 1 << 16

_EXPECTED_BY_CHANCE = 1 / 256
_NEEDED = round((ALIKE + (1 - ALIKE) * _EXPECTED_BY_CHANCE) * VALUES)
"""Values that must agree; of those that stand for different runs one in 256 does so by chance."""


def link_copies(documents: Iterable[Document], *, near_duplicates: bool = True) -> tuple[Document, ...]:
    """The same documents without texts and fingerprints; each near copy with the id of the first of its group.

    The first is the earliest published, of several the one with the lowest id; those of which no day is known come last.
    Documents without a fingerprint are nobody's copies.

    Args:
        documents: in any order.
        near_duplicates: whether to look for copies at all.
    """
    kept: list[Document] = []
    prints = _Prints()
    for document in documents:
        if near_duplicates and document.fingerprint is not None:
            prints.add(len(kept), document.fingerprint)
        kept.append(replace(document, text="", fingerprint=None, copy_of=None))
    for group in prints.groups():
        first = min(group, key=lambda number: _order(kept[number]))
        for number in group:
            if number != first:
                kept[number] = replace(kept[number], copy_of=kept[first].id)
    return tuple(kept)


def _order(document: Document) -> tuple[dt.date, str]:
    return document.published or dt.date.max, document.id


@dataclass(slots=True)
class _Prints:
    """Fingerprints with the numbers of their documents; those of long texts as the bytes they are, one after the other."""

    short: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    long: list[int] = field(default_factory=list)
    values: bytearray = field(default_factory=bytearray)

    def add(self, number: int, fingerprint: str) -> None:
        """Take one up; what is no fingerprint of this version of graphkit stands for nothing."""
        if FORM.fullmatch(fingerprint) is None:
            return
        if not fingerprint.startswith("m1:"):
            self.short[fingerprint].append(number)
            return
        self.long.append(number)
        self.values += binascii.a2b_base64(fingerprint[3:])

    def groups(self) -> Iterator[list[int]]:
        """Numbers of documents that are copies of each other; none of documents that are alone."""
        yield from (numbers for numbers in self.short.values() if len(numbers) > 1)
        if len(self.long) > 1:
            yield from self._alike()

    def _alike(self) -> Iterator[list[int]]:
        import numpy as np

        rows = np.frombuffer(self.values, dtype=f"S{VALUES}")
        order = np.argsort(rows, kind="stable")
        rows, self.values = rows[order], bytearray()  # one copy is all that memory has to hold
        is_new = np.concatenate(([True], rows[1:] != rows[:-1]))
        rows = rows[is_new]
        place = np.empty_like(order)
        place[order] = np.cumsum(is_new) - 1
        root = _roots(rows.view(np.uint8).reshape(-1, VALUES))
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number, group in zip(self.long, root[place].tolist(), strict=True):
            found[group].append(number)
        yield from (numbers for numbers in found.values() if len(numbers) > 1)


def _roots(values: Numbers) -> Numbers:
    """For each row of values a row that is the same for all of one group."""
    import numpy as np

    root = np.arange(len(values))
    for band in range(BANDS if len(values) > 1 else 0):
        one, other = _pairs(values, band * _ROWS)
        apart = root[one] != root[other]
        one, other = one[apart], other[apart]
        for start in range(0, len(one), _AT_ONCE):
            some, others = one[start : start + _AT_ONCE], other[start : start + _AT_ONCE]
            alike = (values[some] == values[others]).sum(axis=1) >= _NEEDED
            _join(root, some[alike].tolist(), others[alike].tolist())
        while (root[root] != root).any():
            root = root[root]
    return root


def _pairs(values: Numbers, start: int) -> tuple[Numbers, Numbers]:
    """Rows that agree in the values from `start` on and stand near each other once all are sorted by them and the next."""
    import numpy as np

    columns = np.arange(start, start + _KEY) % VALUES
    keys = np.ascontiguousarray(values[:, columns]).view(">u8").ravel().astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    heads = keys[order] >> np.uint64(8 * (_KEY - _ROWS))
    one, other = [], []
    for distance in range(1, min(_NEAR, len(values) - 1) + 1):
        same = np.flatnonzero(heads[distance:] == heads[:-distance])
        one.append(order[same])
        other.append(order[same + distance])
    return np.concatenate(one), np.concatenate(other)


def _join(root: Numbers, some: list[int], others: list[int]) -> None:
    """Make one group of each two rows; a group's root is its lowest row."""
    for one, other in zip(some, others, strict=True):
        low, high = sorted((_root(root, one), _root(root, other)))
        root[high] = low


def _root(root: Numbers, row: int) -> int:
    while (above := int(root[row])) != row:
        row = above
    return row
