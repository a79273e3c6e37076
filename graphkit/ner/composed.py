"""Organisations that the model cuts up or passes over, known by how their names are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import territories
from graphkit.ner.spans import Name, make_name
from graphkit.ner.words import MEDIA_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.ner.view import View


def find_composed(view: View) -> list[Name]:
    """Return the organisations whose names say by their form what they are, in order."""
    return sorted(_channels(view), key=lambda name: name.start)


_TELLING = (
    frozenset({"interview", "told", "tells", "tell", "channel", "channels", "broadcast", "interviewed"}) | MEDIA_WORDS
)


def _channels(view: View) -> Iterator[Name]:
    """Yield broadcasters called by their country, or "Channel", and a number, where words of broadcasting stand before."""
    lands = territories().names
    for k in range(1, len(view)):
        if not view.words[k].isdigit() or len(view.words[k]) > 2 or view.starts[k] != view.ends[k - 1] + 1:
            continue
        entry = lands.get((view.words[k - 1],))
        if view.words[k - 1] != "Channel" and (entry is None or entry.kind != "country"):
            continue
        if _TELLING.intersection(view.lowers[max(k - 6, 0) : k - 1]) and not view.tags[
            min(k + 1, len(view) - 1)
        ].startswith("NN"):
            yield make_name(view, k - 1, k + 1, "Organization", "channel", locked=True, score=0.85)
