"""Which words of a group are one letter apart, without comparing every two of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

#: Longer words are cut here: what lies behind is left out of the question.
_LONGEST = 16
#: Words that are looked at together, which bounds the memory (about a kilobyte each).
_AT_ONCE = 1 << 13
# Odd numbers without pattern, so that products modulo 2**64 spread well. Source: the golden ratio and the square root of
# three, each times 2**64.
_BASE, _GROUP = 0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B
_UNDO = pow(_BASE, -1, 1 << 64)


def one_letter_apart_pairs(words: Sequence[str], groups: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Pairs of places, lower first, whose words are in one group and may be made equal by changing, adding or dropping a letter.

    Each word goes by the hashes of what is left of it without one of its letters: two words that are one letter apart
    share such a hash, or one has the other's own. The last letter is never left out, since it tells another form of a word
    (Roberto, Roberta). A pair may come twice, and, once in a great while, be no such pair.

    Args:
        words: any words.
        groups: a number for each; words in different groups are no pair.
    """
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    start = 0
    while start < len(order):
        end = min(start + _AT_ONCE, len(order))
        # a group is never cut in two
        end = int(np.searchsorted(ordered, ordered[end - 1], side="right"))
        places = order[start:end]
        yield from _pairs([words[place] for place in places], ordered[start:end], places)
        start = end


def _pairs(words: list[str], groups: NDArray[np.int64], places: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    hashes, owners = _hashes(words, groups)
    order = np.argsort(hashes)
    hashes, owners = hashes[order], owners[order]
    again = np.flatnonzero(hashes[1:] == hashes[:-1])
    blocks: defaultdict[int, set[int]] = defaultdict(set)
    for place in again.tolist():
        blocks[int(hashes[place])].update((int(owners[place]), int(owners[place + 1])))
    for block in blocks.values():
        members = sorted(int(places[owner]) for owner in block)
        yield from ((one, other) for number, one in enumerate(members) for other in members[number + 1 :])


def _hashes(words: list[str], groups: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """For each word the hash of itself and of what is left without one of its letters, and the place of its word."""
    letters = np.array([word[:_LONGEST] for word in words], dtype=f"U{_LONGEST}").view(np.uint32)
    letters = letters.reshape(len(words), _LONGEST).astype(np.uint64)
    sizes = np.count_nonzero(letters, axis=1)
    powers = np.array([pow(_BASE, place, 1 << 64) for place in range(_LONGEST)], dtype=np.uint64)
    before = np.zeros((len(words), _LONGEST + 1), dtype=np.uint64)
    np.cumsum(letters * powers, axis=1, out=before[:, 1:])
    whole = before[:, -1:]
    # what stands behind the letter left out moves one place to the front
    left = before[:, :-1] + (whole - before[:, 1:]) * np.uint64(_UNDO)
    kept = np.arange(_LONGEST) < (sizes - 1)[:, None]
    salt = groups.astype(np.uint64) * np.uint64(_GROUP)
    owners = np.repeat(np.arange(len(words)), np.count_nonzero(kept, axis=1))
    hashes = np.concatenate([whole[:, 0] + salt, (left + salt[:, None])[kept]])
    return hashes, np.concatenate([np.arange(len(words)), owners])
