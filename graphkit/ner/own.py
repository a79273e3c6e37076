"""The user's own people and organisations, found in the text by the spellings that the user gives."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import Entry, Gazetteer, bodies, territories
from graphkit.ner.spans import Name, is_title_word, make_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.model import EntityType
    from graphkit.ner.view import View


def own_names(rows: Iterable[tuple[Sequence[str], EntityType, tuple[str, str]]]) -> Gazetteer:
    """A gazetteer of the user's names.

    A spelling that several ids share names none of them for sure, so that it is left to the model.

    Args:
        rows: spellings, the name first; type; scheme and identifier.
    """
    owners: dict[str, set[tuple[str, str]]] = {}
    kept = list(rows)
    for spellings, _, identifier in kept:
        for spelling in spellings:
            owners.setdefault(spelling, set()).add(identifier)
    found = Gazetteer()
    for spellings, kind, identifier in kept:
        entry = Entry(f"{identifier[0]}:{identifier[1]}", kind, spellings[0], ids=(identifier,))
        for spelling in spellings:
            if len(owners[spelling]) == 1:
                found.add(spelling.removeprefix("the "), entry)
    return found


def find_own(view: View, model: Sequence[Name], own: Gazetteer) -> list[Name]:
    """Return the user's names in order, but for those that are part of a longer name or that graphkit knows itself."""
    inside = {t: name for name in model for t in range(name.i, name.j)}
    found: list[Name] = []
    end = 0
    for i, word in enumerate(view.words):
        if i < end or word not in own.by_first or (hit := own.find(view.words, i)) is None:
            continue
        j, entry = hit
        words = tuple(view.words[i:j])
        if (bodies().get(words) or territories().names.get(words)) is not None:
            continue  # its identifiers are added to those that are known already
        # people are told apart by their names, as all others are
        known = entry if entry.type == "Organization" else None
        name = make_name(view, i, j, entry.type, "own-gazetteer", locked=True, entry=known, score=0.95)
        if _alone(view, name, inside):
            found.append(name)
            end = j
    return found


def _alone(view: View, name: Name, inside: dict[int, Name]) -> bool:
    """Whether a hit is no part of a longer name: of one that the model found, or of a row of words tagged as one."""
    if any((n := inside.get(t)) is not None and (n.i < name.i or n.j > name.j) for t in (name.i, name.j - 1)):
        return False
    if name.j - name.i > 1:
        return True
    before, after = name.i - 1, name.j
    return not (
        (view.proper(before) and before not in inside and not is_title_word(view, before) and not _dates(view, before))
        or (view.proper(after) and after not in inside and not is_title_word(view, after))
    )


def _dates(view: View, t: int) -> bool:
    return view.words[t] in _CALENDAR


#: Days and months, which stand before a name without being part of it ("On Monday QLF leaders").
_CALENDAR = frozenset({*calendar.day_name, *calendar.month_name[1:]})
