"""Teams of American sports: places with nicknames ("Columbus Comets"), and names with a record of games ("Tulsa (4-9)")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import cities, other_words, surnames, territories
from graphkit.ner.spans import Name, make_name
from graphkit.ner.titles import GROUP_NOUNS
from graphkit.ner.words import PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.ner.view import View

RECORD = re.compile(r"\(\d{1,3}[-\u2013]\d{1,3}(?:[-\u2013]\d{1,2})?[,;)]")
"""How often a team has won, lost and drawn. Source: style of American agency copy."""


def find_teams(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with teams: found, and told from the places and people that they look like."""
    spans = [*_recorded(view, names), *_nicknamed(view)]
    found = list(names)
    for i, j in spans:
        parts = [name for name in found if name.i < j and i < name.j]
        if any(
            name.i < i or name.j > j or (name.type == "Organization" and name.i == i and name.j == j) for name in parts
        ):
            continue
        found = [name for name in found if name not in parts]
        found.append(make_name(view, i, j, "Organization", "team", locked=True, score=0.85))
    return sorted(found, key=lambda name: name.start)


def _recorded(view: View, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of names before a record of games."""
    if "(" not in view.text:
        return
    ends = {name.j: name for name in names}
    starts = {match.start() for match in RECORD.finditer(view.text)}
    for j in [k for k, start in enumerate(view.starts) if start in starts]:
        name = ends.get(j)
        if name is not None:
            state = name.entry is not None and name.entry.kind in {"country", "historic"}
            if name.type != "Person" and not state:  # a pitcher has a record too
                yield name.i, name.j
        elif view.proper(j - 1) and view.lowers[j - 2] == "the" and view.lowers[j - 1] not in GROUP_NOUNS:
            yield j - 1, j


def _nicknamed(view: View) -> Iterator[tuple[int, int]]:
    """Yield the tokens of a city or region and the capitalised plural behind it."""
    regions = territories().names
    for k, tag in enumerate(view.tags):
        low = view.lowers[k]
        if tag != "NNPS" or not view.capitalised(k) or low in GROUP_NOUNS or low in PLACE_WORDS or low in other_words():
            continue
        for size in (3, 2, 1):
            place = tuple(view.words[k - size : k]) if k > size else ()
            region = regions.get(place) if place else None
            if not place or view.lowers[k - size - 1] != "the":
                continue
            if " ".join(place) in cities() or (region is not None and region.kind in {"region", "city"}):
                yield k - size, k + 1


def nicknames(view: View, names: Sequence[Name]) -> set[tuple[str, ...]]:
    """Return the nicknames by which the document may call its teams."""
    teams = [name for name in names if name.type == "Organization" and name.j - name.i > 1 and _of_a_place(view, name)]
    return {(view.words[name.j - 1],) for name in teams if _plural(view, name.j - 1)}


def _plural(view: View, k: int) -> bool:
    """Whether token k is a capitalised plural and no family name."""
    word = view.words[k]
    return view.tags[k] == "NNPS" or (word.istitle() and word.endswith("s") and word not in surnames())


def _of_a_place(view: View, name: Name) -> bool:
    """Whether a city or region stands before the last word of a name."""
    place = tuple(view.words[name.i : name.j - 1])
    return " ".join(place) in cities() or territories().names.get(place) is not None or name.rule == "team"
