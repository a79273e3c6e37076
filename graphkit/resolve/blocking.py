"""Which names are worth comparing: a few keys a name, so that comparisons stay near the number of names."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from graphkit.resolve.names import cognate_sets, given_sets, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphkit.resolve.names import PersonName

#: Larger blocks hold nothing but chance; their names are compared with the plainest of them only.
_LARGEST = 64

Key = tuple[str, str]


def name_keys(name: PersonName) -> list[str]:
    """Keys under which a full name meets its other spellings.

    The surname's consonants go with each thing the given name may stand for: the sets of equivalent names that it is in,
    or its own consonants. The given name goes with beginning and end of the surname, since one wrong letter leaves one of
    them whole. First and last word in either order find names told the other way round.
    """
    given, surname = name.words[0], name.words[-1]
    bones, heard = skeleton(surname), sound(surname)
    keys = [f"{given} {surname}" if given < surname else f"{surname} {given}"]
    sets, cognates = given_sets().get(given), cognate_sets().get(given)
    if sets:
        keys += [f"{bones}={number}" for number in sets]
    else:
        keys.append(f"{bones}-{skeleton(given)}")
    if cognates:
        keys += [f"{bones}~{number}" for number in cognates]
    if len(heard) > 4:
        keys += (f"{given}<{heard[:4]}", f"{given}>{heard[-4:]}")
    return keys


def initial_keys(word: str, bones: str) -> set[Key]:
    """Keys under which a given name meets its initial."""
    return {(bones, word[0])} if len(word) == 1 else {(bones, word[0]), (bones, sound(word)[0])}


def candidate_pairs(names: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of full names to compare, lower number first, each once; order is by number.

    Args:
        names: full names, each distinct.
    """
    found: set[tuple[int, int]] = set()
    found.update(_same_block(names))
    found.update(_initials(names))
    found.update(_longer(names))
    yield from sorted(found)


def _same_block(names: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    # most keys are one name's alone, and cost no list
    first: dict[str, int] = {}
    blocks: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if len(name.words[0]) > 1:
            for key in name_keys(name):
                other = first.setdefault(key, number)
                if other != number:
                    blocks.setdefault(key, [other]).append(number)
    for block in blocks.values():
        yield from _pairs(names, block)


def _pairs(names: Sequence[PersonName], block: list[int]) -> Iterable[tuple[int, int]]:
    if len(block) <= _LARGEST:
        return combinations(block, 2)
    plainest = sorted(block, key=lambda number: (len(names[number].words), names[number].compact))[: _LARGEST // 8]
    return ((min(one, other), max(one, other)) for one in plainest for other in block if one != other)


def _initials(names: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    """Names with an initial, and those that it may stand for."""
    shortened: defaultdict[Key, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if len(name.given) == 1:
            for key in initial_keys(name.given, skeleton(name.surname)):
                shortened[key].append(number)
    if shortened:
        for number, name in enumerate(names):
            for key in initial_keys(name.given, skeleton(name.surname)):
                for other in shortened.get(key, ()):
                    if other != number:
                        yield min(number, other), max(number, other)


def _longer(names: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    """Names of three words and more, and those of two that leave one out at either end."""
    within: defaultdict[Key, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if len(name.words) > 2:
            heard = [sound(word) for word in name.words[:5]]
            for before, after in set(combinations(heard, 2)) - {(heard[0], heard[-1])}:
                within[before, after].append(number)
    if within:
        for number, name in enumerate(names):
            if len(name.words) == 2:
                for longer in within.get((sound(name.given), sound(name.surname)), ())[:_LARGEST]:
                    yield min(number, longer), max(number, longer)
