"""When and where: the date and place that the grammar hangs on an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.dates import parse_date
from graphkit.relations.lexicon import MEETING_NOUNS, TRAVEL_VERBS, VERB_FORMS, inflect, lemma_of
from graphkit.relations.tree import children, coordinated, is_verb, preps
from graphkit.tokens import find_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from graphkit.model import LocalEntity, PartialDate
    from graphkit.relations.names import NameIndex

_DATE_LABELS = frozenset({"DATE", "TIME"})
_BOUND_WORDS = frozenset({"early", "late", "mid", "since", "until", "by", "before", "after", "next", "last", "this", "earlier", "later", "in", "on", "within", "of"})  # fmt: skip
#: Nouns of going somewhere, whose "to" names where things then happen.
JOURNEYS = frozenset({"visit", "visits", "trip", "trips", "tour", "journey", "stopover", "stop"})
_AT_PLACES = JOURNEYS | frozenset(MEETING_NOUNS) | {form for form, lemma in VERB_FORMS.items() if lemma in TRAVEL_VERBS}
#: Words of ages, rhythms and lengths of time, which are no dates.
_NO_DATES = frozenset(
    {
        "old",
        "annual",
        "annually",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "quarterly",
        "hourly",
        "decades",
        "decade",
        "year-old",
    }
)
_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight", "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "week", "weekend", "month",
})  # fmt: skip
_TIMES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight"})
_BEING_DUE = frozenset({"be", "due", "set", "schedule", "expect", "plan"})
_DURATION = frozenset({"for", "than"})
_YEARS_BETWEEN = frozenset({"from", "to", "until", "till", "through", "between", "and", "-", "–"})
#: Verbs of giving a meeting another day or place, whose "until" and "to" name the new one.
_MOVING = frozenset(form for lemma in ("postpone", "put", "push", "move", "reschedule", "delay", "defer", "bring") for form in inflect(lemma))  # fmt: skip
_TO_NEW = frozenset({"until", "till", "to"})
_PLACE_PREPS = frozenset({"in", "at", "near", "outside", "inside", "aboard"})
_PARTNER_PREPS = frozenset({"with", "by", "between"})
#: Verbs of travel that take the place as their object.
_VISITING = frozenset({"visit", "tour"})
_WIDE = frozenset({"country", "territory", "region", "continent"})
#: Places sorted from the finest to the widest; a kind that isn't listed counts as a building.
_WIDTH = {"city": 1, "region": 2, "territory": 2, "country": 3}


def date_of(
    scope: tuple[Token, ...],
    sentence: Span,
    index: NameIndex,
    *,
    published: dt.date | None,
    future: bool,
    outside: tuple[tuple[int, int], ...] = (),
) -> PartialDate | None:
    """The date that goes with one of the tokens, or None.

    Args:
        scope: as `scope_of` gives it.
        sentence: where to look.
        index: the document's names and dates.
        published: publication date, from which "Tuesday" counts.
        future: whether the event lies ahead of the publication.
        outside: token bounds that hold no date of the event (what is promised, and when it is due).
    """
    wanted = {token.i: rank for rank, token in enumerate(scope)}
    found: list[tuple[int, int, Span]] = []
    for span in index.values_in(sentence):
        if span.label_ not in _DATE_LABELS or not _is_date(span) or _of_office(span):
            continue
        if any(first <= span.start < end for first, end in outside):
            continue
        if _is_new_day(span, scope):
            return parse_date(span.text, published=published, start=span.start_char, future=True)
        reached = _attachment(span.root, wanted)
        if reached is not None:
            found.append((*reached, span))
    for rank, _, span in sorted(found, key=lambda item: (item[0], item[1], item[2].start)):
        words = _widened(span)
        ahead = future and scope[rank].tag_ != "VBD"  # "flew to Rome on Monday to meet": the Monday is past
        date = parse_date(words.text, published=published, start=words.start_char, future=ahead)
        if date.precision != "unknown" or _names_a_day(words):
            return date
    return None


def _is_date(span: Span) -> bool:
    """Whether a DATE or TIME span is a point in time, and no duration, age or rhythm."""
    if span.start > 0 and span.doc[span.start - 1].lower_ in _DURATION:
        return False
    return not any(token.lower_ in _NO_DATES for token in span)


def _is_new_day(span: Span, scope: tuple[Token, ...]) -> bool:
    """Whether a meeting in the scope is moved to this day ("put off until June 3", "moved from Friday to Monday")."""
    prep = span.root.head
    verb = prep.head.head if prep.head.lower_ == "from" else prep.head
    return prep.lower_ in _TO_NEW and verb.lower_ in _MOVING and verb in scope


def _of_office(span: Span) -> bool:
    """Whether bare years end an apposition without a comma ("Costa, head of the bank from 2010 until 2019"): the office's."""
    if not all(token.like_num or token.lower_ in _YEARS_BETWEEN for token in span):
        return False
    for token in reversed(span.doc[span.sent.start : span.start]):
        if token.text == "," or is_verb(token):
            return False
        if token.dep_ == "appos":
            return True
    return False


def _names_a_day(words: Span) -> bool:
    """Whether words that can't be placed in time are still worth keeping as words ("Tuesday", "in May")."""
    return any(token.lower_.rstrip(".") in _CALENDAR for token in words)


def _attachment(token: Token, wanted: dict[int, int]) -> tuple[int, int] | None:
    """Rank of the wanted token that a date hangs on, and the steps up to it; None where it belongs elsewhere.

    No other verb is crossed on the way, but for an infinitive before whose "to" the date stands: it belongs to what is
    above ("met him on Tuesday to hear"), whatever the parser says.
    """
    item = token
    for steps in range(1, 6):
        item = item.head
        if item.i in wanted:
            return wanted[item.i], steps
        early = any(child.tag_ == "TO" and token.i < child.i for child in item.children)
        if item.head == item or (is_verb(item) and not early):
            return None
    return None


def _names_day(token: Token) -> bool:
    """Whether a token of a date names a day or a time of day, and so may stand beside another date."""
    return token.ent_type_ in _DATE_LABELS and token.lower_.rstrip(".") in _CALENDAR | _TIMES_OF_DAY


def _widened(span: Span) -> Span:
    """The date with the day before a time of day ("Tuesday afternoon") and with a word that moves it ("early", "by")."""
    first, doc = span.start, span.doc
    while (
        first > span.sent.start
        and (_names_day(doc[first - 1]) or doc[first - 1].lower_ in _BOUND_WORDS)
        and span.start - first < 3
    ):
        first -= 1
    end = span.end
    while end < span.sent.end and _names_day(doc[end]) and end - span.end < 3:
        end += 1
    return doc[first:end]


def scope_of(trigger: Token, anchor: Token) -> tuple[Token, ...]:
    """The tokens whose dates and places are those of the event, the nearest first.

    Besides the trigger and its verb these are the verbs of coming and of being due above them ("flew to Rome on
    Monday to meet", "is due in Oslo on Tuesday to meet"): what is agreed or said on a day isn't done on that day.
    """
    found = [trigger] if trigger == anchor else [trigger, anchor]
    found += [
        child for child in children(trigger, "acl", "amod", "relcl") if lemma_of(child.lower_) in _BEING_DUE
    ]  # "talks planned for Friday"
    if anchor.lower_ in _MOVING:  # "was moved to Paris and will take place on Friday"
        found += [child for child in children(anchor, "conj") if is_verb(child) and not children(child, "nsubj")]
    item = anchor
    while item.dep_ in {"xcomp", "advcl", "acl", "conj"} and item.head != item:
        spends = item.tag_ == "VBG" and lemma_of(item.head.lower_) == "spend"  # "spent Monday in Rome, talking with"
        item = item.head
        if item.lower_ in JOURNEYS and item.head != item:  # "made a visit to Rome to meet"
            found.append(item)
            item = item.head
        leads = spends or lemma_of(item.lower_) in TRAVEL_VERBS | _BEING_DUE
        if not leads and not any(child.lower_ in JOURNEYS for child in children(item, "dobj")):
            break
        found.append(item)
    return tuple(found)


def places_of(scope: tuple[Token, ...], sentence: Span, names: NameIndex) -> tuple[str, ...]:
    """Ids of the places where it happened, the finest first: "at the palace in Kyiv".

    Args:
        scope: as `scope_of` gives it.
        sentence: where to look.
        names: the document's names.
    """
    found: dict[str, LocalEntity] = {}
    for token in scope:
        if token.lower_ in _MOVING:
            for prep, target in preps(token):
                if prep.lower_ == "to":
                    _collect(target, names, found)
    for token in () if found else scope:
        for target in (*_scenes(token), *_destinations(token), *_hung_on_people(token, names)):
            _collect(target, names, found)
        if found:
            break
    if not found:
        _of_opening(scope, sentence, names, found)
    return tuple(sorted(found, key=lambda key: _WIDTH.get(found[key].kind or "", 0)))


def _scenes(token: Token) -> Iterator[Token]:
    """Where the prepositions of a word set the scene ("met in Rome", "the Rome meeting")."""
    yield from (target for prep, target in preps(token) if prep.lower_ in _PLACE_PREPS)
    if token.lower_ in MEETING_NOUNS:
        yield from children(token, "compound")


def _destinations(token: Token) -> Iterator[Token]:
    """Where a journey leads ("flew to Rome", "will visit Rome", "during his visit to Rome", "made a visit to Rome")."""
    travels = lemma_of(token.lower_) in TRAVEL_VERBS
    if travels and lemma_of(token.lower_) in _VISITING:
        yield from children(token, "dobj")
    for prep, target in preps(token):
        if (travels and prep.lower_ in {"to", "for"}) or (token.lower_ in JOURNEYS and prep.lower_ == "to"):
            yield target
        elif prep.lower_ in {"during", "on"} and target.lower_ in JOURNEYS:
            yield from (deeper for inner, deeper in preps(target) if inner.lower_ in {"to", "in"})
    for child in children(token, "dobj"):
        if child.lower_ in JOURNEYS:
            yield from (target for prep, target in preps(child) if prep.lower_ == "to")


def _hung_on_people(token: Token, names: NameIndex) -> Iterator[Token]:
    """Places that the parser hung on the person met ("met Costa in Rome", "talks with Costa in Rome")."""
    people = [*children(token, "dobj"), *(target for prep, target in preps(token) if prep.lower_ in _PARTNER_PREPS)]
    for head in people:
        for person in coordinated(head):
            named = names.proper(person)
            if named is not None and named[0].type == "Person":
                yield from (target for prep, target in preps(person) if prep.lower_ in _PLACE_PREPS)


def _of_opening(scope: tuple[Token, ...], sentence: Span, names: NameIndex, found: dict[str, LocalEntity]) -> None:
    """The place that opens the sentence ("In Paris, she met …")."""
    first = next((token for token in sentence if not token.is_space), None)
    if first is None or first.lower_ not in {"in", "at"} or first.dep_ != "prep":
        return
    if first.head in scope or any(token.head == first.head for token in scope):
        for target in children(first, "pobj"):
            _collect(target, names, found)


def _collect(target: Token, names: NameIndex, found: dict[str, LocalEntity]) -> None:
    beside = (deeper for prep, deeper in preps(target) if prep.lower_ in {"in", "near", "of", "at"})
    for token in (target, *children(target, "appos"), *beside):
        named = names.proper(token)
        if named is not None and named[0].type == "Place" and named[0].kind != "continent":
            found.setdefault(named[0].id, named[0])


def only_place(doc: Doc, names: NameIndex) -> str | None:
    """The one city or building at which a document tells of talks, meetings and visits, or None where it tells of more.

    A second city under such a word, or a country, leaves the place open.
    """
    found: dict[str, LocalEntity] = {}
    for token in [doc[place] for place in find_words(doc, _AT_PLACES)]:
        lower = token.lower_
        if lower in JOURNEYS or lower in MEETING_NOUNS:
            targets = [target for prep, target in preps(token) if prep.lower_ in {"in", "at", "to"}] + children(
                token, "compound"
            )
        elif is_verb(token):
            targets = [target for prep, target in preps(token) if prep.lower_ in {"in", "at", "to", "for"}] + children(
                token, "dobj"
            )
        else:
            continue
        for target in targets:
            _collect(target, names, found)
    if any(entity.kind in _WIDE for entity in found.values()):
        return None
    cities = {key for key, entity in found.items() if entity.kind in {"city", None}}
    return cities.pop() if len(cities) == 1 else None
