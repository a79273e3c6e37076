"""The words beside a position that tell when it is held: "since 2014", "from 1998 to 2004", "(1999-2003)", "on Monday"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphkit.dates import parse_date

if TYPE_CHECKING:
    from typing import Literal

    from graphkit.model import PartialDate, Tense
    from graphkit.ner.positions import Holding
    from graphkit.ner.view import View

    Kind = Literal["start", "end", "state"]


class Told(NamedTuple):
    """What words tell of the time of a position.

    Attributes:
        since: when it begins.
        until: when it ends.
        on: a date that the words give without saying of what.
        at: the token behind the words, or where they would begin if there are none.
    """

    since: PartialDate | None
    until: PartialDate | None
    on: PartialDate | None
    at: int


MONTHS: frozenset[str] = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "jan.", "feb", "feb.", "mar", "mar.", "apr", "apr.", "jun", "jun.", "jul", "jul.", "aug", "aug.", "sept", "sept.", "sep",
        "sep.", "oct", "oct.", "nov", "nov.", "dec", "dec.",
    }
)  # fmt: skip
WEEKDAYS: frozenset[str] = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_DAYS = frozenset({"today", "yesterday", "tomorrow"})
_WITH_UNIT = frozenset({"week", "weekend", "month", "quarter", "year", "ago"})
_AROUND = frozenset(
    {
        "last", "this", "next", "early", "late", "mid", "earlier", "later", "the", "of", "in", "end", "beginning", "start", "middle", "coming",
        "past", "day", "days", "weeks", "months", "years", "a", "an", "-", ",", "morning", "afternoon", "evening", "night", "one", "two", "three",
        "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first", "second", "third", "half", "mid-",
    }
)  # fmt: skip
_FIGURE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|(?:1[7-9]|20)\d\d")
_YEARS = re.compile(r"((?:1[7-9]|20)\d\d)\s*[-\u2010-\u2015]\s*((?:1[7-9]|20)?\d\d|present|now|today|)")
_SINCE = frozenset({"since", "effective", "starting", "beginning"})
_UNTIL = frozenset({"until", "till", "through"})
_ON = frozenset({"in", "on", "at", "during", "late", "early"})
_BARRED = frozenset({"and", "but", "or", "as", "after", "before", "when", "while", "who", "which", "that"})
_SO_FAR = frozenset({"past", "last"})
_LENGTH = 8
"""How many tokens a date may have."""
_BEGINS = _SINCE | _UNTIL | _ON | {"(", ",", "as", "from", "between", "for"}
_NO_ENDS = frozenset({"the", "of", "in", "-", ",", "a", "an"})


def read_told(view: View, at: int, *, future: bool = False, lasting: bool = False) -> Told:
    """Read what the words from a token on tell of the time of a position.

    Args:
        view: the document.
        at: where the words begin, if there are any.
        future: whether the position, or its end, is still to come.
        lasting: whether a length of time lasts up to the day of publication ("has been president for ten years").
    """
    low = view.lowers[at] if at < len(view) else ""
    if low not in _BEGINS and not _begins(low):
        return Told(None, None, None, at)
    if low == "(":
        return _bracket(view, at)
    if low == ",":
        return _behind_comma(view, at, future=future)
    if low in _SINCE or (low == "as" and view.lowers[at + 1 : at + 2] == ["of"]):
        first = at + 1 + (view.lowers[at + 1 : at + 2] in (["of"], ["from"], ["on"], ["in"]))
        date, end = _through(view, first, future=future)
        return Told(date, None, None, end if date else at)
    if low in {"from", "between"}:
        return _from(view, at, future=future)
    if low in _UNTIL:
        date, end = _through(view, at + 1, future=future)
        return Told(None, date, None, end if date else at)
    if low == "for":
        return _for(view, at, lasting=lasting)
    years = _years(view, at + (low in _ON))
    if years is not None:
        return years
    date, end = read_date(view, at + 1 if low in _ON else at, future=future)
    if date is None and low in _ON:
        date, end = read_date(view, at, future=future)
    return Told(None, None, date, end if date else at)


def read_terms(view: View, at: int, *, future: bool = False, lasting: bool = False) -> list[Told]:
    """Read the same, and behind one term others ("from 1998 to 2004 and from 2010 to 2014"); the first may be empty."""
    found = [read_told(view, at, future=future, lasting=lasting)]
    while found[-1].since and found[-1].until and view.lowers[found[-1].at : found[-1].at + 1] == ["and"]:
        again = read_told(view, found[-1].at + 1)
        if not (again.since and again.until):
            break
        found.append(again)
    return found


def _begins(low: str) -> bool:
    """Whether a token can begin a date, so that the others cost nothing."""
    return low in _AROUND or low in MONTHS or low in WEEKDAYS or low in _DAYS or low in _WITH_UNIT or low[:1].isdigit()


def opening(view: View, i: int, *, future: bool = False) -> Told:
    """Read the date that opens the sentence of token i, where only a subject stands between ("On Monday, the bank named")."""
    first = view.firsts[view.sents[i]]
    while first < i and not view.words[first][0].isalnum():
        first += 1
    told = read_told(view, first, future=future)
    if told.at == first or told.at > i:
        return Told(None, None, None, i)
    at = told.at + (view.words[told.at] == ",")
    between = range(at, i)
    free = all(view.words[t] not in {",", ";", ":", "("} and not view.tags[t].startswith("VB") for t in between)
    return told if free and len(between) <= _LENGTH else Told(None, None, None, i)


def read_date(view: View, at: int, *, future: bool = False) -> tuple[PartialDate | None, int]:
    """Read the longest date that begins at a token, and return it with the token behind it; (None, at) if there is none."""
    end, first = at, None
    while end < len(view) and end - at < _LENGTH:
        if _anchor(view, end):
            first = end if first is None else first
        elif view.lowers[end] not in _AROUND and not _FIGURE.fullmatch(view.lowers[end]):
            break
        end += 1
    if first is None:
        return None, at
    for stop in range(end, first, -1):
        if view.lowers[stop - 1] in _NO_ENDS:
            continue
        date = _parsed(view, at, stop, future=future)
        if date.precision != "unknown":
            return date, stop
    named = [t for t in range(at, end) if view.lowers[t] in WEEKDAYS or view.lowers[t] in MONTHS]
    # Without a day of publication a weekday stays words.
    return (_parsed(view, at, named[-1] + 1, future=future), named[-1] + 1) if named else (None, at)


def with_told(holding: Holding, view: View, told: Told, kind: Kind) -> Holding:
    """Return a holding with what is told of its time.

    Args:
        holding: without dates.
        view: the document.
        told: the dates.
        kind: what happens on a date that doesn't say so itself: the start or the end of the position, or neither.
    """
    since = told.since or (told.on if kind == "start" else None)
    until = told.until or (told.on if kind == "end" else None)
    if (since is None and until is None) or _turned(since, until):
        return holding
    tense: Tense = holding.tense
    if tense == "current" and until is not None and not _to_come(view, until):
        tense = "former"
    end = max(holding.end, view.ends[told.at - 1]) if told.at else holding.end
    return replace(holding, since=since, until=until, tense=tense, end=end)


def _turned(since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether an end comes before its beginning, so that one of them was read wrong."""
    if since is None or until is None or since.earliest is None or until.latest is None:
        return False
    return since.earliest > until.latest


def _to_come(view: View, date: PartialDate) -> bool:
    return view.published is not None and date.latest is not None and date.latest > view.published


def _anchor(view: View, t: int) -> bool:
    """Whether a token makes a date of the words around it: a weekday, month, year, or unit of the calendar."""
    low = view.lowers[t]
    if low in MONTHS:
        return view.words[t][0].isupper()
    return low in WEEKDAYS or low in _DAYS or low in _WITH_UNIT or (len(low) == 4 and bool(_FIGURE.fullmatch(low)))


def _parsed(view: View, at: int, stop: int, *, future: bool) -> PartialDate:
    text = view.text[view.starts[at] : view.ends[stop - 1]]
    return parse_date(text, published=view.published, start=view.starts[at], future=future)


def _behind_comma(view: View, at: int, *, future: bool) -> Told:
    """Read ", effective June 1" and ", from 2011 to 2019,"; any other date behind a comma belongs to another clause."""
    nothing = Told(None, None, None, at)
    low = view.lowers[at + 1] if at + 1 < len(view) else ""
    if low not in {"effective", "starting", "beginning", "from", "between"}:
        return nothing
    told = read_told(view, at + 1, future=future or low in _SINCE)
    return told if told.until is not None or (told.since is not None and low in _SINCE) else nothing


def _through(view: View, at: int, *, future: bool) -> tuple[PartialDate | None, int]:
    """Read a date, also behind the event that it is of ("since a coup in 2021", "until her death in May")."""
    date, end = read_date(view, at, future=future)
    if date is not None:
        return date, end
    for t in range(at, min(at + _LENGTH, len(view) - 1)):
        if not view.words[t][0].isalnum() or view.sents[t] != view.sents[at] or view.lowers[t] in _BARRED:
            break
        if t > at and view.lowers[t] in {"in", "on"}:
            date, end = read_date(view, t + 1, future=future)
            if date is not None:
                return date, end
    return None, at


def _bracket(view: View, at: int) -> Told:
    """Read "(1999-2003)", "(2014-)" and "(since 2014)"."""
    nothing = Told(None, None, None, at)
    years = _years(view, at + 1)
    if years is not None and view.words[years.at : years.at + 1] == [")"]:
        return years._replace(at=years.at + 1)
    close = next((t for t in range(at + 1, min(at + _LENGTH + 2, len(view))) if view.words[t] == ")"), None)
    if close is None:
        return nothing
    told = read_told(view, at + 1)
    return told._replace(on=None, at=close + 1) if told.at == close and not told.on else nothing


def _years(view: View, at: int) -> Told | None:
    """Read "1999-2003", "1999-03", "2014-present" and, in brackets, "2014-"; None for anything else."""
    for stop in range(at + 1, min(at + 4, len(view) + 1)):
        offset = view.starts[at]
        found = _YEARS.fullmatch(view.text[offset : view.ends[stop - 1]])
        if found is None or (not found[2] and view.words[stop : stop + 1] != [")"]):
            continue
        since = parse_date(found[1], published=view.published, start=offset)
        if not found[2].isdigit():
            return Told(since, None, None, stop)
        last = found[2] if len(found[2]) != 2 else found[1][:2] + found[2]
        until = parse_date(last, published=view.published)
        place = offset + found.start(2)
        return Told(since, replace(until, text=found[2], start=place, end=place + len(found[2])), None, stop)
    return None


def _from(view: View, at: int, *, future: bool) -> Told:
    """Read "from 1998 to 2004", "between 1998 and 2004" and "from 2014"."""
    years = _years(view, at + 1)
    if years is not None:
        return years
    since, end = read_date(view, at + 1, future=future)
    if since is None:
        return Told(None, None, None, at)
    joins = {"and"} if view.lowers[at] == "between" else _UNTIL | {"to", "-", "\u2013"}
    if view.lowers[end : end + 1] and view.lowers[end] in joins:
        until, last = read_date(view, end + 1, future=future)
        if until is not None:
            return Told(_in_order(since, until), until, None, last)
    if view.lowers[at] == "between":
        return Told(None, None, None, at)
    end += view.lowers[end : end + 1] in (["on"], ["onwards"], ["onward"])
    return Told(since, None, None, end)


def _in_order(since: PartialDate, until: PartialDate) -> PartialDate:
    """Return the first of two dates; without a year of its own it has that of the other ("from January to June 2013")."""
    if since.basis == "stated" or until.basis != "stated" or until.latest is None:
        return since
    date = parse_date(f"{since.text} {until.latest.year}", published=None)
    return replace(date, text=since.text, start=since.start, end=since.end) if date.earliest else since


def _for(view: View, at: int, *, lasting: bool) -> Told:
    """Read "for the past ten years", or "for ten years" that last, which began ten years before publication.

    Of a length that is over, only an end that follows is told ("for ten years until 2019").
    """
    k = at + 1
    while k < len(view) and view.lowers[k] in {
        "the",
        "past",
        "last",
        "more",
        "than",
        "about",
        "nearly",
        "almost",
        "over",
    }:
        k += 1
    for t in range(k, min(k + _LENGTH, len(view))):
        if view.lowers[t] in {"term", "terms", "stint"}:
            return read_told(view, t + 1)
        if not view.words[t][0].isalnum() and view.words[t] != "-":
            break
    unit = view.lowers[k + 1 : k + 2]
    if unit not in (["years"], ["months"], ["weeks"], ["year"]):
        return Told(None, None, None, at)
    if view.lowers[k + 2 : k + 3] and view.lowers[k + 2] in _UNTIL:
        return read_told(view, k + 2)
    if not lasting and _SO_FAR.isdisjoint(view.lowers[at:k]):
        return Told(None, None, None, at)
    words = view.text[view.starts[k] : view.ends[k + 1]]
    date = parse_date(f"{words} ago", published=view.published)
    if date.earliest is None:
        return Told(None, None, None, at)
    return Told(replace(date, text=words, start=view.starts[k], end=view.ends[k + 1]), None, None, k + 2)
