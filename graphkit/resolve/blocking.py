"""Which names are worth comparing: a few keys a name, so that comparisons stay near the number of names."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from graphkit.resolve.compare import surnames_alike
from graphkit.resolve.edits import one_letter_apart_pairs
from graphkit.resolve.names import cognate_sets, given_sets, skeletons, sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from graphkit.resolve.names import PersonName

#: Larger blocks hold nothing but chance; their names are compared with the plainest of them only.
_LARGEST = 64
#: Words that sound shorter are never one another's misprint (`compare.compare_names`).
_SHORTEST = 5
#: Words of a name that are looked at.
_WORDS = 5


def candidate_pairs(names: Sequence[PersonName]) -> list[tuple[int, int]]:
    """Pairs of numbers of full names to compare, lower number first, each once, sorted.

    Args:
        names: full names.
    """
    return _Blocks(names).pairs() if names else []


class _Words:
    """Distinct words, numbered, and the number of each name's word."""

    def __init__(self, words: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        self.of = np.array(array("q", [numbers.setdefault(word, len(numbers)) for word in words]))
        self.words = list(numbers)
        self.heard = sounds(self.words)


class _Blocks:
    """Names by the keys under which they meet.

    Words have numbers and a key is made of two of them, so that most of the work is done on arrays.
    """

    def __init__(self, names: Sequence[PersonName]) -> None:
        self._names = names
        self._givens = _Words(name.words[0] for name in names)
        self._surnames = _Words(name.words[-1] for name in names)
        self._numbers: dict[str, int] = {}
        self._given_bones = skeletons(self._givens.heard)
        bones = array("q", map(self._number, skeletons(self._surnames.heard)))
        self._bones = np.array(bones)[self._surnames.of]
        self._heard = [self._surnames.heard[word] for word in self._surnames.of.tolist()]
        self._initial = np.array([len(word) == 1 for word in self._givens.words])[self._givens.of]

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def pairs(self) -> list[tuple[int, int]]:
        parts = (self._alike(), self._misprints(), self._turned(), self._initials(), self._longer())
        return sorted(set(chain.from_iterable(parts)))

    def _alike(self) -> Iterator[tuple[int, int]]:
        """Names whose surnames have the same consonants, and whose given names have a class in common."""
        classes = [self._classes(number) for number in range(len(self._givens.words))]
        sizes = np.array([len(found) for found in classes])
        flat = np.fromiter(chain.from_iterable(classes), dtype=np.int64, count=int(sizes.sum()))
        starts = np.cumsum(sizes) - sizes
        of, many = self._givens.of, sizes[self._givens.of]
        owners = np.repeat(np.arange(len(of)), many)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(many) - many, many)
        keys = (self._bones[owners] << 32) | flat[starts[of][owners] + within]
        heard = self._heard
        for block in _runs(keys, owners):
            for one, other in self._within(block):
                if surnames_alike(heard[one], heard[other]):
                    yield one, other

    def _classes(self, number: int) -> tuple[int, ...]:
        """What a given name may stand for: the sets of equivalent names that it is in, or else its own consonants."""
        given = self._givens.words[number]
        if len(given) == 1:
            return ()
        cognates = [f"~{place}" for place in cognate_sets().get(given, ())]
        own = [f"={place}" for place in given_sets().get(given, ())] or [f"-{self._given_bones[number]}"]
        return tuple(map(self._number, (*own, *cognates)))

    def _within(self, block: list[int]) -> Iterable[tuple[int, int]]:
        if len(block) <= _LARGEST:
            return combinations(block, 2)
        names = self._names
        plainest = sorted(block, key=lambda number: (len(names[number].words), names[number].compact))
        return (
            (min(one, other), max(one, other)) for one in plainest[: _LARGEST // 8] for other in block if one != other
        )

    def _misprints(self) -> Iterator[tuple[int, int]]:
        """Names with one given name and surnames that sound one letter apart."""
        long = np.array([len(heard) >= _SHORTEST for heard in self._surnames.heard])
        numbers = np.flatnonzero(long[self._surnames.of] & ~self._initial)
        words = [self._heard[number] for number in numbers.tolist()]
        for one, other in one_letter_apart_pairs(words, self._givens.of[numbers]):
            yield int(numbers[one]), int(numbers[other])

    def _turned(self) -> Iterator[tuple[int, int]]:
        """Names told the other way round."""
        both = set(self._givens.words).intersection(self._surnames.words)
        turned = [
            np.array([word in both for word in side.words], dtype=bool)[side.of]
            for side in (self._givens, self._surnames)
        ]
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in np.flatnonzero(turned[0] & turned[1]).tolist():
            words = self._names[number].words
            found[tuple(sorted((words[0], words[-1])))].append(number)
        for block in found.values():
            yield from self._within(block)

    def _initials(self) -> Iterator[tuple[int, int]]:
        """Names with an initial, and those that it may stand for."""
        shortened: defaultdict[int, list[int]] = defaultdict(list)
        for number in np.flatnonzero(self._initial).tolist():
            shortened[int(self._bones[number])].append(number)
        for number in np.flatnonzero(np.isin(self._bones, list(shortened))).tolist():
            word = self._givens.of[number]
            letters = {self._givens.words[word][0], self._givens.heard[word][0]}
            for other in shortened[int(self._bones[number])]:
                if (
                    other != number
                    and self._names[other].words[0] in letters
                    and surnames_alike(self._heard[number], self._heard[other])
                ):
                    yield min(number, other), max(number, other)

    def _longer(self) -> Iterator[tuple[int, int]]:
        """Names of three words and more, and those of two that leave one out at either end."""
        sizes = np.array([len(name.words) for name in self._names])
        long = np.flatnonzero(sizes > 2).tolist()
        words = _Words(word for number in long for word in self._names[number].words[:_WORDS])
        heard = dict(zip(words.words, words.heard, strict=True))
        within: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number in long:
            parts = [heard[word] for word in self._names[number].words[:_WORDS]]
            for pair in set(combinations(parts, 2)) - {(parts[0], parts[-1])}:
                within[pair].append(number)
        first, last = {one for one, _ in within}, {other for _, other in within}
        begins = np.array([word in first for word in self._givens.heard])[self._givens.of]
        ends = np.array([word in last for word in self._surnames.heard])[self._surnames.of]
        for number in np.flatnonzero(begins & ends & (sizes == 2)).tolist():
            pair = self._givens.heard[self._givens.of[number]], self._heard[number]
            for longer in within.get(pair, ())[:_LARGEST]:
                yield min(number, longer), max(number, longer)


def _runs(keys: NDArray[np.int64], owners: NDArray[np.int64]) -> Iterator[list[int]]:
    """Owners of each key that has several, ascending."""
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    again = np.flatnonzero(keys[1:] == keys[:-1])
    if not len(again):
        return
    # runs of equal keys: where one begins, the place before is no repetition
    starts = again[np.concatenate(([True], np.diff(again) > 1))]
    ends = again[np.concatenate((np.diff(again) > 1, [True]))] + 2
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield owners[start:end].tolist()
