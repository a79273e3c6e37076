"""When and where: the date and place that the grammar hangs on an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.dates import parse_date
from graphkit.relations.parties import NameIndex
from graphkit.relations.tree import is_verb, preps

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from spacy.tokens import Span, Token

    from graphkit.model import LocalEntity, PartialDate

_DATE_LABELS = frozenset({"DATE", "TIME"})
_BOUND_WORDS = frozenset({"early", "late", "mid", "since", "until", "by", "before", "after", "next", "last", "this", "earlier", "later", "in", "on", "within"})  # fmt: skip
_DURATION = frozenset({"for", "than"})
_PLACE_PREPS = frozenset({"in", "at", "near", "outside", "inside", "aboard"})
#: Places sorted from the finest to the widest; a kind that isn't listed counts as a building.
_WIDTH = {"city": 1, "region": 2, "territory": 2, "country": 3}


def date_of(triggers: tuple[Token, ...], sentence: Span, *, published: dt.date | None, future: bool) -> PartialDate | None:
    """The date that goes with one of the tokens, or None.

    Args:
        triggers: the trigger and the verb it hangs on, the nearest first.
        sentence: where to look.
        published: publication date, from which "Tuesday" counts.
        future: whether the event lies ahead of the publication.
    """
    wanted = {token.i for token in triggers}
    best: tuple[int, Span] | None = None
    for span in sentence.ents:
        if span.label_ not in _DATE_LABELS or _is_duration(span):
            continue
        distance = _attachment(span.root, wanted)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, span
    if best is None:
        return None
    span = _widened(best[1])
    return parse_date(span.text, published=published, start=span.start_char, future=future)


def _is_duration(span: Span) -> bool:
    return span.start > 0 and span.doc[span.start - 1].lower_ in _DURATION


def _attachment(token: Token, wanted: set[int]) -> int | None:
    """Steps from a date up to a wanted token, not crossing another verb; None where it belongs elsewhere."""
    item = token
    for steps in range(1, 6):
        item = item.head
        if item.i in wanted:
            return steps
        if is_verb(item) or item.head == item:
            return None
    return None


def _widened(span: Span) -> Span:
    """The date with a word before it that moves it ("early", "by", "last")."""
    first = span.start
    while first > span.sent.start and span.doc[first - 1].lower_ in _BOUND_WORDS and span.start - first < 2:
        first -= 1
    return span.doc[first : span.end]


def places_of(triggers: tuple[Token, ...], sentence: Span, names: NameIndex, *, taken: Iterable[str]) -> tuple[str, ...]:
    """Ids of the places where it happened, the finest first: "at the palace in Kyiv".

    Args:
        triggers: the trigger and the verb it hangs on.
        sentence: where to look.
        names: the document's names.
        taken: entities that take part, which are no place.
    """
    excluded = set(taken)
    found: dict[str, LocalEntity] = {}
    for trigger in triggers:
        for prep, target in preps(trigger):
            if prep.lower_ in _PLACE_PREPS:
                _collect(target, names, excluded, found)
        for child in trigger.children:  # "met Costa in Brussels": the parser may hang the place on the object
            if child.dep_ in {"dobj", "attr"}:
                for prep, target in preps(child):
                    if prep.lower_ in {"in", "at"} and target.ent_type_ in {"GPE", "FAC", "LOC"}:
                        _collect(target, names, excluded, found)
    if not found:
        first = sentence[0]
        if first.lower_ in {"in", "at"} and first.dep_ == "prep" and triggers[-1].i in {first.head.i, *(token.i for token in first.head.subtree)}:
            for inner in first.children:
                if inner.dep_ == "pobj":
                    _collect(inner, names, excluded, found)
    return tuple(sorted(found, key=lambda key: _WIDTH.get(found[key].kind or "", 0)))


def _collect(target: Token, names: NameIndex, excluded: set[str], found: dict[str, LocalEntity]) -> None:
    named = names.proper(target)
    if named is not None and named[0].type == "Place" and named[0].id not in excluded:
        found.setdefault(named[0].id, named[0])
    for prep, deeper in preps(target):
        if prep.lower_ in {"in", "near", "of", "at"}:
            named = names.proper(deeper)
            if named is not None and named[0].type == "Place" and named[0].id not in excluded:
                found.setdefault(named[0].id, named[0])
