"""Date phrases to `PartialDate`, and an article's publication date from its first line or dateline.

A phrase is what a date recogniser marks, with or without its preposition: "on Tuesday", "late last month", "by the end
of 2025". Whatever is relative counts from the publication date, never from today: without one, "Tuesday" and "May 3"
stay words. The rules, in general:

- A weekday is the nearest one that is not after publication; in talk of the future, the nearest one that is not before
  it: news calls the day of publication by its name, and names a day a week ahead by its date (AP Stylebook, "days").
- A day or month without a year is the last one that had begun by publication (a day up to a week ahead counts, as
  announcements name it without a year); in talk of the future, the next one that has not ended.
- "last", "this" and "next" week (Monday to Sunday), month, quarter and year are those of the calendar; "the past two
  weeks" end, and "the next two weeks" begin, at publication.
- "early", "mid" and "late" are thirds; "earlier" and "later" this week end and begin at publication.
- "since", "after", "before", "by" and "until" leave one side open, which publication closes if it lies on that side;
  else `earliest` or `latest` stays None.
- What depends on the story ("the following day", "three days later"), recurs ("every Tuesday"), has no size ("recent
  months") or differs by country ("this summer", "fiscal 2024", "05/03/2024") stays words.

Source: the classes of expression and their modifiers follow TimeML's TIMEX3 (ISO 24617-1); weeks follow ISO 8601;
"nearest weekday" follows news agencies' practice of naming days within a week of publication by weekday alone
(AP Stylebook, "days of the week").
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graphkit.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Basis, Precision

    _Reader = Callable[[re.Match[str], "_Reference"], "_Span | None"]

_MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (calendar.month_name[number].lower(), calendar.month_abbr[number].lower())
} | {"sept": 9}
_WEEKDAYS = {
    name: number
    for number in range(7)
    for name in (calendar.day_name[number].lower(), calendar.day_abbr[number].lower())
} | {"tues": 1, "thur": 3, "thurs": 3}
# English words first, dates second: short forms need a figure beside them, months a capital.
_SHORT_AND_WORD = frozenset({"mar", "mon", "sat", "sun", "wed"})
_MONTH_AND_WORD = frozenset({"march", "may"})
_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_TO_TWENTY.split(), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_LONGEST = 100  # code points; no date phrase is longer
# A day that an announcement names without its year may lie this many days after publication.
_DAYS_AHEAD = 7


class _Span(NamedTuple):
    """A `PartialDate` without its words."""

    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision
    basis: Basis


class _Reference(NamedTuple):
    """What relative words count from."""

    day: dt.date | None
    future: bool
    ahead: int = _DAYS_AHEAD


def parse_date(text: str, *, published: dt.date | None, start: int | None = None, future: bool = False) -> PartialDate:
    """Read a date phrase as far as it goes.

    Args:
        text: the phrase, such as "on Tuesday"; kept letter for letter.
        published: what relative words count from, or None where it isn't known.
        start: offset of `text` in its document (code points), passed on with its end.
        future: whether the context speaks of what is still to come ("will meet on Tuesday").

    Returns:
        The phrase with its interval of days. An open phrase has one bound only ("since May 2022" without a publication
        date has no `latest`). A phrase that can't be read has neither and precision "unknown".
    """
    found = _parse(text, published, future)
    end = None if start is None else start + len(text)
    if found is None:
        return PartialDate(text=text, start=start, end=end)
    earliest, latest, precision, basis = found
    return PartialDate(
        text=text, earliest=earliest, latest=latest, precision=precision, basis=basis, start=start, end=end
    )


@lru_cache(maxsize=4096)
def _parse(text: str, published: dt.date | None, future: bool) -> _Span | None:  # noqa: FBT001
    if len(text) > _LONGEST:
        return None
    try:
        return _resolve(_canonical(text), _Reference(published, future))
    except (OverflowError, ValueError):  # February 30, or a step out of the calendar
        return None


# --- Words to canonical words: month names to M03, weekdays to D1, number words to digits ------------------------------

_TIME = re.compile(
    r"(?<=\d)t\d\d:\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?\b"
    r"|\b(?:at )?\d{1,2}(?:[:.]\d\d){0,2} ?[ap]\.?m\b\.?"
    r"|\b(?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d\b)?"
    r"|\b(?:at )?\d{4}(?= ?(?:gmt|utc)\b)"
    r"|\b(?:at )?(?:noon|midday|midnight)\b"
    r"|\b(?:gmt|utc|bst|cest|cet|eest|eet|edt|est|et|msk|pdt|pst)\b"
    r"|\b(?:local|beijing|brussels|eastern|kyiv|kiev|london|moscow|pacific) time$",
    re.IGNORECASE,
)
_HYPHENS = (
    (re.compile(r"\b(\d{1,2})-(M\d\d)-(\d{4})\b"), r"\1 \2 \3"),
    (re.compile(r"\b(\d{4}-\d\d(?:-\d\d)?)\b(?![\d-])"), lambda m: m[1].replace("-", "_")),
    (re.compile(r"(?<=\d)\s*-\s*(?=[\dMD])"), " to "),
    (re.compile(r"\s-+\s"), " to "),
    (re.compile(r"-"), " "),
)


def _canonical(text: str) -> str:
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    text = _TIME.sub(" ", re.sub(r"[()\[\],;]", " ", text))
    has_digit = re.search(r"\d", text) is not None
    has_year = re.search(r"\b\d{4}\b", text) is not None

    def word(match: re.Match[str]) -> str:
        return _canonical_word(match[1], has_digit=has_digit, has_year=has_year) or match[0].lower()

    text = re.sub(r"\b([A-Za-z]+)\b\.?", word, text)
    text = re.sub(r"'s\b|(?<=s)'", "", text)
    for pattern, replacement in _HYPHENS:
        text = pattern.sub(replacement, text)
    return " ".join(text.replace("_", "-").strip(" .:").split())


def _canonical_word(word: str, *, has_digit: bool, has_year: bool) -> str | None:
    low = word.lower()
    if low in _NUMBERS:
        return str(_NUMBERS[low])
    if (low in _SHORT_AND_WORD and not has_digit) or (
        low in _SHORT_AND_WORD | _MONTH_AND_WORD and not (word.istitle() or has_year)
    ):
        return None
    if low in _MONTHS:
        return f"M{_MONTHS[low]:02}"
    return f"D{_WEEKDAYS[low]}" if low in _WEEKDAYS else None


# --- Intervals --------------------------------------------------------------------------------------------------------


def _day(day: dt.date, basis: Basis) -> _Span:
    return _Span(day, day, "day", basis)


def _month(year: int, month: int, basis: Basis) -> _Span:
    last = calendar.monthrange(year, month)[1]
    return _Span(dt.date(year, month, 1), dt.date(year, month, last), "month", basis)


def _months(year: int, month: int, count: int, precision: Precision, basis: Basis) -> _Span:
    """The interval of `count` months from a month on; `month` may be counted past December or before January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = dt.date(year + (month + count - 1) // 12, (month + count - 1) % 12 + 1, 1) - dt.timedelta(days=1)
    return _Span(dt.date(year, month, 1), last, precision, basis)


def _unit(unit: str, day: dt.date, offset: int) -> _Span:
    """The calendar unit `offset` units away from the one that holds the day."""
    if unit == "day":
        return _day(day + dt.timedelta(days=offset), "relative")
    if unit in {"week", "weekend"}:
        monday = day + dt.timedelta(days=7 * offset - day.weekday())
        sunday = monday + dt.timedelta(days=6)
        if unit == "week":
            return _Span(monday, sunday, "week", "relative")
        return _Span(sunday - dt.timedelta(days=1), sunday, "range", "relative")
    if unit == "month":
        return _months(day.year, day.month + offset, 1, "month", "relative")
    if unit == "quarter":
        return _months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * offset, 3, "quarter", "relative")
    return _months(day.year + offset, 1, 12, "year", "relative")


def _moved(day: dt.date, unit: str, count: int) -> dt.date:
    """The day `count` units away, the last of the month where the month is too short."""
    if unit in {"minute", "hour"}:
        days = count * (1 if unit == "hour" else 0) / 24
        return day + dt.timedelta(days=int(days))
    if unit in {"day", "week"}:
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# --- Core expressions: one pattern, one reading ------------------------------------------------------------------------

_YEAR = r"(?P<year>(?:1[7-9]|20|21)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:(?: of| in)? (?:{_YEAR}|(?P<which>last|this|next|the) year))?"
_COUNT = r"(?P<count>\d+|an?|a couple of)"
_UNITS = r"(?P<unit>minute|hour|day|week|month|quarter|year|decade)s?"


def _year_of(match: re.Match[str], ref: _Reference) -> tuple[int | None, Basis]:
    """The year a pattern with `_OF_YEAR` names, or None where it names none (or can't be counted)."""
    parts = match.groupdict()
    if parts["year"]:
        return int(parts["year"]), "stated"
    if parts["which"] and ref.day:
        return ref.day.year + _OFFSETS.get(parts["which"], 0), "relative"
    return None, "relative"


def _nearest(spans: list[_Span], ref: _Reference) -> _Span | None:
    """Of spans in order of time, the last that had begun by the reference day, or the first not ended in the future."""
    if ref.day is None:
        return None
    if ref.future:
        return next((span for span in spans if span.latest and span.latest >= ref.day), None)
    limit = ref.day + dt.timedelta(days=ref.ahead)
    fitting = [
        span for span in spans if span.earliest and span.earliest <= (limit if span.precision == "day" else ref.day)
    ]
    return fitting[-1] if fitting else None


def _read_day(match: re.Match[str], ref: _Reference) -> _Span | None:
    month, day = int(match["month"]), int(match["day"])
    year, basis = _year_of(match, ref)
    if year is not None:
        return _day(dt.date(year, month, day), basis)
    if ref.day is None or match["which"]:
        return None
    days = [
        dt.date(y, month, day)
        for y in range(max(ref.day.year - 8, 1), ref.day.year + 9)
        if day <= calendar.monthrange(y, month)[1]
    ]
    weekday = match.groupdict().get("weekday")
    # A weekday beside it settles the year: the same date in the years around falls on other ones.
    close = [d for d in days if weekday and d.weekday() == int(weekday) and abs(d.year - ref.day.year) <= 1]
    return _day(close[0], "relative") if close else _nearest([_day(d, "relative") for d in days], ref)


def _read_month(match: re.Match[str], ref: _Reference) -> _Span | None:
    month = int(match["month"])
    year, basis = _year_of(match, ref)
    if year is not None:
        return _month(year, month, basis)
    if ref.day is None or match["which"]:
        return None
    months = [_month(y, month, "relative") for y in range(ref.day.year - 1, ref.day.year + 2)]
    first = ref.day.replace(day=1)
    if match["relative"] == "last":
        return [span for span in months if span.earliest and span.earliest < first][-1]
    if match["relative"] == "next":
        return next(span for span in months if span.earliest and span.earliest > first)
    if match["relative"] == "this":
        return months[1]
    return _nearest(months, ref)


def _read_iso(match: re.Match[str], _: _Reference) -> _Span:
    return _day(dt.date(int(match["year"]), int(match["month"]), int(match["day"])), "stated")


def _read_year_hyphen(match: re.Match[str], _: _Reference) -> _Span | None:
    year, other = int(match["year"]), int(match["other"])
    follows = (year + 1) % 100 == other
    if 1 <= other <= 12:
        return None if follows else _month(year, other, "stated")  # "2010-11" may be either
    return _months(year, 1, 24, "range", "stated") if follows else None


def _read_year(match: re.Match[str], _: _Reference) -> _Span:
    return _months(int(match["year"]), 1, 12, "year", "stated")


def _read_decade(match: re.Match[str], _: _Reference) -> _Span:
    return _months(int(match["decade"]), 1, 120, "range", "stated")


def _read_quarter(match: re.Match[str], ref: _Reference) -> _Span | None:
    number = int(match["number"]) if match["number"].isdigit() else _ORDINALS[match["number"]]
    year, basis = _year_of(match, ref)
    if year is not None:
        return _months(year, 3 * number - 2, 3, "quarter", basis)
    if ref.day is None or match["which"]:
        return None
    years = range(ref.day.year - 1, ref.day.year + 2)
    return _nearest([_months(y, 3 * number - 2, 3, "quarter", "relative") for y in years], ref)


def _read_half(match: re.Match[str], ref: _Reference) -> _Span | None:
    year, basis = _year_of(match, ref)
    return None if year is None else _months(year, 6 * _ORDINALS[match["half"]] - 5, 6, "range", basis)


def _read_weekday(match: re.Match[str], ref: _Reference) -> _Span | None:
    if ref.day is None:
        return None
    weekday, relative = int(match["weekday"]), match["relative"] or ""
    if match["week"]:
        monday = ref.day + dt.timedelta(days=7 * _OFFSETS[match["week"]] - ref.day.weekday())
        return _day(monday + dt.timedelta(days=weekday), "relative")
    back = (ref.day.weekday() - weekday) % 7
    if relative.endswith(("next", "coming")):
        return _day(ref.day + dt.timedelta(days=7 - back), "relative")
    if ref.future and not relative.endswith(("last", "past")):
        return _day(ref.day + dt.timedelta(days=-back % 7), "relative")
    if relative.endswith(("last", "past")):
        back = back or 7
    return _day(ref.day - dt.timedelta(days=back), "relative")


# Days from publication for words that name a day.
_NAMED_DAYS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _read_named_day(match: re.Match[str], ref: _Reference) -> _Span | None:
    return _unit("day", ref.day, _NAMED_DAYS[match[0]]) if ref.day else None


def _read_overnight(_: re.Match[str], ref: _Reference) -> _Span | None:
    return _Span(_moved(ref.day, "day", -1), ref.day, "range", "relative") if ref.day else None


def _read_unit(match: re.Match[str], ref: _Reference) -> _Span | None:
    return _unit(match["unit"], ref.day, _OFFSETS[match["which"]]) if ref.day else None


def _read_weekend(match: re.Match[str], ref: _Reference) -> _Span | None:
    """The weekend: the last one begun, or the next one not ended; "last weekend" is that of the week before."""
    if ref.day is None:
        return None
    if match["which"] == "last":
        return _unit("weekend", ref.day, -1)
    if match["which"] == "next":
        return _unit("weekend", ref.day, 1)
    return _unit("weekend", ref.day, 0 if ref.future or ref.day.weekday() >= 5 else -1)


def _count(match: re.Match[str]) -> int:
    words = (match["count"] or "a").strip()
    return int(words) if words.isdigit() else 2 if words == "a couple of" else 1


def _read_ago(match: re.Match[str], ref: _Reference) -> _Span | None:
    return _stepped(match, ref, -1)


def _read_from_now(match: re.Match[str], ref: _Reference) -> _Span | None:
    # "In three days" is a length of time where the context tells of the past.
    return _stepped(match, ref, 1) if ref.future or match[0].endswith("from now") else None


def _stepped(match: re.Match[str], ref: _Reference, sign: int) -> _Span | None:
    if ref.day is None or match["unit"] == "decade":
        return None
    if match["unit"] in {"minute", "hour"}:
        return _day(_moved(ref.day, match["unit"], sign * _count(match)), "relative")
    return _unit(match["unit"], ref.day, sign * _count(match))


def _read_past(match: re.Match[str], ref: _Reference) -> _Span | None:
    if ref.day is None:
        return None
    return _Span(_moved(ref.day, match["unit"], -_count(match)), ref.day, "range", "relative")


def _read_coming(match: re.Match[str], ref: _Reference) -> _Span | None:
    if ref.day is None:
        return None
    return _Span(ref.day, _moved(ref.day, match["unit"], _count(match)), "range", "relative")


def _read_day_of_month(match: re.Match[str], ref: _Reference) -> _Span | None:
    if ref.day is None:
        return None
    day = int(match["day"])
    months = [_unit("month", ref.day, offset) for offset in range(-2, 3)]
    days = [m.earliest.replace(day=day) for m in months if m.earliest and m.latest and day <= m.latest.day]
    return _nearest([_day(d, "relative") for d in days], ref._replace(ahead=0))


# fmt: off
_PATTERNS: tuple[tuple[str, _Reader], ...] = (
    (r"(?:(?P<relative>last|this|next|(?:this )?(?:coming|past)) )?D(?P<weekday>\d)(?: (?:of )?(?P<week>last|this|next) week)?", _read_weekday),
    ("|".join(_NAMED_DAYS), _read_named_day),
    (r"overnight", _read_overnight),
    (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _read_iso),
    (rf"(?:D(?P<weekday>\d) )?M(?P<month>\d\d) (?:the )?{_DAY}{_OF_YEAR}", _read_day),
    (rf"(?:D(?P<weekday>\d) )?(?:the )?{_DAY} (?:of )?M(?P<month>\d\d){_OF_YEAR}", _read_day),
    (rf"(?:(?P<relative>last|this|next) )?M(?P<month>\d\d){_OF_YEAR}", _read_month),
    (rf"{_YEAR}-(?P<other>\d\d)", _read_year_hyphen),
    (rf"(?:the year )?{_YEAR}", _read_year),
    (r"(?:the )?(?P<decade>(?:1[7-9]|20)\d0)s", _read_decade),
    (r"(?P<which>last|this|next) (?P<unit>week|month|quarter|year)", _read_unit),
    (r"(?:(?P<which>last|this|next)|this past|the(?: past)?) weekend", _read_weekend),
    (rf"(?:the )?(?P<number>{'|'.join(_ORDINALS)}) quarter{_OF_YEAR}", _read_quarter),
    (rf"[Qq](?P<number>[1-4]){_OF_YEAR}", _read_quarter),
    (rf"(?:the )?(?P<half>first|second) half{_OF_YEAR}", _read_half),
    (rf"{_COUNT} {_UNITS} ago", _read_ago),
    (rf"in {_COUNT} {_UNITS}(?: time)?", _read_from_now),
    (rf"{_COUNT} {_UNITS} from now", _read_from_now),
    (rf"(?:the |this )?(?:past|last) (?P<count>\d+) {_UNITS}", _read_past),
    (r"(?:the |this )?past(?P<count>) (?P<unit>day|week|month|quarter|year|decade)", _read_past),
    (r"the last(?P<count>) (?P<unit>week|month|quarter|year|decade)", _read_past),
    (rf"(?:the |this )?(?:next|coming) (?P<count>\d+) {_UNITS}", _read_coming),
    (r"(?:the |this )?coming(?P<count>) (?P<unit>week|month|quarter|year|decade)", _read_coming),
    (rf"within (?:the )?(?:(?:next|coming) )?{_COUNT} {_UNITS}", _read_coming),
    (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)", _read_day_of_month),
)
# fmt: on
_CORE = tuple((re.compile(pattern), reader) for pattern, reader in _PATTERNS)


def _core(phrase: str, ref: _Reference) -> _Span | None:
    for pattern, reader in _CORE:
        match = pattern.fullmatch(phrase)
        if match:
            return reader(match, ref)
    return None


# --- Expressions around a core: ranges, bounds, parts ------------------------------------------------------------------

_TO = "(to|and|or|until|till|through)"
_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_SHARED_MONTH = (
    (re.compile(rf"(M\d\d) {_NTH} {_TO} {_NTH}((?: of)? \d{{4}})?"), r"\1 \2 \3 \1 \4\5"),
    (re.compile(rf"{_NTH} {_TO} {_NTH} (?:of )?(M\d\d)((?: of)? \d{{4}})?"), r"\1 \4 \2 \3 \4\5"),
)
_RANGES = (
    re.compile(r"between (?P<first>.+?) and (?P<last>(?:(?! and ).)+)"),
    re.compile(r"(?:from )?(?P<first>.+?) (?:to|until|till|through|and|or) (?P<last>(?:(?! (?:to|and|or) ).)+)"),
)
_YEARLESS = re.compile(
    r"(?:D\d )?(?:M\d\d(?: \d{1,2}(?:st|nd|rd|th)?)?|(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?M\d\d)"
)


def _range(phrase: str, ref: _Reference) -> _Span | None:
    prefix = next((word for word in ("from ", "between ") if phrase.startswith(word)), "")
    rest = phrase.removeprefix(prefix)
    for pattern, replacement in _SHARED_MONTH:
        match = pattern.fullmatch(rest)
        rest = match.expand(replacement) if match else rest
    for pattern in _RANGES:
        match = pattern.fullmatch(prefix + rest)
        first, last = (match and _ends(match["first"], match["last"], ref)) or (None, None)
        if first and last and first.earliest and last.latest and first.earliest <= last.latest:
            stated = first.basis == last.basis == "stated"
            return _Span(first.earliest, last.latest, "range", "stated" if stated else "relative")
    return None


def _ends(first_words: str, last_words: str, ref: _Reference) -> tuple[_Span, _Span] | None:
    """Both ends in order of time; an end that the reference day puts on the wrong side counts from the other end."""
    first, last = _resolve(first_words, ref), _resolve(last_words, ref)
    if last and last.earliest and last.basis == "stated" and _YEARLESS.fullmatch(first_words):
        first = _resolve(first_words, _Reference(last.earliest, future=False, ahead=0))
        return (first._replace(basis="stated"), last) if first else None
    if first and first.latest and first.basis == "stated" and _YEARLESS.fullmatch(last_words):
        last = _resolve(last_words, _Reference(first.latest, future=True))
        return (first, last._replace(basis="stated")) if last else None
    if not (first and last and first.earliest and last.earliest):
        return None
    if first.earliest > last.earliest:
        if ref.future:
            last = _resolve(last_words, _Reference(first.earliest, future=True))
        else:
            first = _resolve(first_words, _Reference(last.earliest, future=False, ahead=0))
    return (first, last) if first and last else None


_BOUNDS = (
    (
        "since",
        re.compile(
            r"(?:ever )?since (.+)|from (.+?)(?: on| onwards?)?|as of (.+)"
            r"|(?:starting|beginning|effective)(?: from| on| in)? (.+)"
        ),
    ),
    ("after", re.compile(r"after (.+)")),
    ("before", re.compile(r"(?:before|prior to|ahead of) (.+)")),
    (
        "by",
        re.compile(
            r"(?:by(?: no later than)?|on or before|(?:no|not) later than|(?:up )?until|up to|till|through) (.+)"
        ),
    ),
)


def _bound(phrase: str, ref: _Reference) -> _Span | None:
    for kind, pattern in _BOUNDS:
        match = pattern.fullmatch(phrase)
        words = next(filter(None, match.groups())) if match else ""
        inner = _resolve(words, ref) if words else None
        if inner is None:
            continue
        if words.startswith(("end ", "the end ")):  # as a bound, an end is one day
            inner = inner._replace(earliest=inner.latest)
            return _bounded("by" if kind == "before" else kind, inner, ref)
        return _bounded(kind, inner, ref)
    return None


def _bounded(kind: str, inner: _Span, ref: _Reference) -> _Span | None:
    """The interval on one side of another; publication closes it where it lies on that side."""
    day = dt.timedelta(days=1)
    if kind in {"since", "after"}:
        first = inner.earliest if kind == "since" else inner.latest and inner.latest + day
        last = ref.day if ref.day and first and first <= ref.day else None
    else:
        last = inner.latest if kind == "by" else inner.earliest and inner.earliest - day
        first = ref.day if ref.day and last and ref.day <= last else None
    return _Span(first, last, "range", inner.basis) if first or last else None


_PART = re.compile(
    r"(?:the )?(?:(?P<part>early|mid|late)|(?P<edge>beginning|start|middle|end)(?: of)?)(?: in| on)? (?P<whole>.+)"
)
_EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SIDE = re.compile(r"(?P<side>earlier|later)(?: on)?(?: in)?(?: the| this)? (?P<whole>.+)")
_TIME_OF_DAY = re.compile(r"(?P<whole>.+) (?:morning|afternoon|evening|night|dawn)")


def _part(phrase: str, ref: _Reference) -> _Span | None:
    match = _PART.fullmatch(phrase)
    if match:
        whole = re.sub(r"^the (?=(?:week|month|quarter|year)$)", "this ", match["whole"])
        inner = _resolve(whole, ref)
        return inner and _third(inner, match["part"] or _EDGES[match["edge"]])
    match = _SIDE.fullmatch(phrase)
    if match:
        return _side(match["side"], match["whole"], ref)
    match = _TIME_OF_DAY.fullmatch(phrase)
    inner = _resolve(match["whole"], ref) if match else None
    return inner if inner and inner.precision == "day" else None


def _third(span: _Span, part: str) -> _Span:
    """A third of a week, month, quarter, half, year or decade; anything else stays whole."""
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return span
    days = (last - first).days + 1
    if span.precision in {"week", "month"}:
        size = dt.timedelta(days=10 if span.precision == "month" else 2)
        cuts = first + size, first + 2 * size
    elif span.precision in {"quarter", "year"} or 181 <= days <= 184:
        months = {"quarter": 1, "year": 4}.get(span.precision, 2)
        cuts = _moved(first, "month", months), _moved(first, "month", 2 * months)
    elif 3652 <= days <= 3653:
        cuts = _moved(first, "year", 4), _moved(first, "year", 7)
    else:
        return span
    day = dt.timedelta(days=1)
    bounds = {"early": (first, cuts[0] - day), "mid": (cuts[0], cuts[1] - day), "late": (cuts[1], last)}
    return _Span(*bounds[part], "range", span.basis)


def _side(side: str, whole: str, ref: _Reference) -> _Span | None:
    if whole not in {"day", "week", "month", "quarter", "year"}:
        inner = _resolve(whole, ref)
        return inner if inner and inner.precision == "day" else None
    if ref.day is None:
        return None
    inner = _unit(whole, ref.day, 0)
    if whole == "day":
        return inner
    if side == "earlier":
        return inner._replace(latest=ref.day, precision="range")
    return inner._replace(earliest=ref.day, precision="range")


_LEADING = re.compile(
    r"(?:on or about|at around|on|in|at|during|over|for|throughout|of|around|about|circa|just|only|sometime|some time|"
    r"back|again|exactly|the (?:morning|afternoon|evening|night) of) (?P<rest>.+)"
)


def _stripped(phrase: str, ref: _Reference) -> _Span | None:
    match = _LEADING.fullmatch(phrase)
    return _resolve(match["rest"], ref) if match else None


@lru_cache(maxsize=4096)  # the ways to take a phrase apart meet again in its parts
def _resolve(phrase: str, ref: _Reference) -> _Span | None:
    for reader in (_core, _range, _bound, _part, _stripped, _by_library):
        found = reader(phrase, ref)
        if found is not None:
            return found
    return None


# --- What is left goes to dateparser ------------------------------------------------------------------------------------

_NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{4}|\d{1,2})\b")
_WITH_YEAR = re.compile(r".*\bM\d\d\b.*\b\d{4}\b.*|.*\b\d{4}\b.*\bM\d\d\b.*")
_WITH_UNIT = re.compile(r".*\d.* ago")
# Stands in where no publication date is known; nothing that counts from it is let through.
_NO_DAY = dt.date(2000, 1, 1)


def _by_library(phrase: str, ref: _Reference) -> _Span | None:
    """Rarer forms of a full date, and of "… ago", as dateparser reads them."""
    numeric = _NUMERIC.fullmatch(phrase)
    order = "MDY"
    if numeric:
        first, second = int(numeric[1]), int(numeric[3])
        if first <= 12 and second <= 12 and first != second:
            return None  # 05/03/2024 is March in London and May in Washington
        order = "YMD" if first > 31 else "DMY" if first > 12 else "MDY"
    elif not (_WITH_YEAR.fullmatch(phrase) or (ref.day and _WITH_UNIT.fullmatch(phrase))):
        return None
    return _dateparser(_spelled(phrase), ref, stated=not phrase.endswith(" ago"), order=order)


def _spelled(phrase: str) -> str:
    phrase = re.sub(r"M(\d\d)", lambda m: calendar.month_name[int(m[1])], phrase)
    return re.sub(r"D(\d)", lambda m: calendar.day_name[int(m[1])], phrase)


def _dateparser(words: str, ref: _Reference, *, stated: bool, order: str) -> _Span | None:
    from dateparser.date import DateDataParser

    base = dt.datetime.combine(ref.day or _NO_DAY, dt.time(12))
    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "future" if ref.future else "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "RETURN_TIME_AS_PERIOD": True,
        "DATE_ORDER": order,
        "REQUIRE_PARTS": ["month", "year"] if stated else [],
    }
    with warnings.catch_warnings():
        # Its use of strptime is deprecated from Python 3.13 on, which is nothing to its callers.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    basis: Basis = "stated" if stated else "relative"
    if found.period in {"day", "time"}:
        return _day(day, basis)
    return _unit(found.period, day, 0)._replace(basis=basis)


# --- The publication date ----------------------------------------------------------------------------------------------

_FULL_DATE = re.compile(
    r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?\s+)?"
    r"(?P<date>\b(?:19|20)\d\d-\d\d-\d\d"
    rf"|\b(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?,?\s+(?:19|20)\d\d)"
    r"(?!\d)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
"""What every full date holds and most lines do not; looked for in a fraction of the time."""

_CLOCK = re.compile(
    r"T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?"
    r"|,?(?:\s+at)?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[|\u00b7\u2022(\[]|[-\u2012-\u2015]\s)\s*"
    r"(?:(?:first|last)\s)?(?:date|dated|published|posted|updated|issued|released)(?:\s+(?:on|at))?\s*:?\s*$",
    re.IGNORECASE,
)
_CITY = re.compile(r"\s*[A-Z][\w.'/\u2019-]*(?: [A-Z][\w.'/\u2019-]*){0,3}(?:, [A-Z][\w.'\u2019 -]*)?[,.]?\s*")
_AGENCY = r"\s*[(\[][A-Z][\w ./-]{1,30}[)\]]"
_AFTER_CITY = re.compile(rf"\s*$|(?:{_AGENCY})?,?\s*[-\u2012-\u2015:]|{_AGENCY}\s*$")
_AFTER_START = re.compile(rf"[)\]]?\s*(?:$|(?:{_AGENCY})?\s*[-\u2012-\u2015|\u00b7\u2022:/])")
_SEPARATED_LEFT = re.compile(r".*[|\u00b7\u2022]\s*$|.*\s[-\u2012-\u2015]\s+$")
_SEPARATED_RIGHT = re.compile(r"\s*[|\u00b7\u2022]|\s+[-\u2012-\u2015]\s")
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)]*$")
# After one of these words a date is part of what the line tells, not when it was printed.
_TELLING = re.compile(
    r"\b(?:after|and|as|before|between|by|during|for|from|in|of|on|or|since|the|through|to|till|until|was|is)\s*$",
    re.IGNORECASE,
)
# Publication dates stand among the first lines (headline, byline, dateline) and near their start.
_EARLY_LINES = 5
_LINE_LENGTH = 200


def find_published(text: str) -> dt.date | None:
    """Find the day of publication that the text itself states.

    A full date counts after "date", "Published" and the like, in a dateline ("BRUSSELS, March 5, 2024 (AFP) -"), on a
    line of its own, and at the start or end of a first line that is no sentence. A date inside a sentence is what the
    article tells, and never counts.

    Args:
        text: the whole article.

    Returns:
        The day, or None where no place states one, or two places of one kind differ.
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:_EARLY_LINES]
    ranked: dict[int, set[dt.date]] = {}
    for number, line in enumerate(lines):
        head = line[:_LINE_LENGTH]
        for match in _FULL_DATE.finditer(head) if _ANY_YEAR.search(head) else ():
            rank = _rank(line, match, first=number == 0)
            span = _parse(match["date"], None, False) if rank is not None else None
            if rank is not None and span and span.earliest:
                ranked.setdefault(rank, set()).add(span.earliest)
    best = ranked[min(ranked)] if ranked else set()
    return next(iter(best)) if len(best) == 1 else None


def _rank(line: str, match: re.Match[str], *, first: bool) -> int | None:
    """How far the place of a date says that it is the day of publication: 0 is best, None is not at all."""
    left, right = line[: match.start()], line[match.end() :]
    clock = _CLOCK.match(right)
    right = right[clock.end() :] if clock else right
    iso = match["date"][:4].isdigit()
    label = _LABEL.search(left)
    if label:
        return 1 if "updated" in label[0].lower() or "last" in label[0].lower() else 0
    if left and _CITY.fullmatch(left) and _AFTER_CITY.match(right) and (right.strip() or left.isupper() or "," in left):
        return 2
    if left in {"", "(", "["} and (_AFTER_START.match(right) if first else not right.strip(" )].")):
        return 3
    if not first:
        return None
    if iso and (left == "" or re.search(r"\b[A-Z]{3,}\s$", left)) and right.startswith((" ", "\t")):
        return 4
    ends = not right.strip(" )]") and not _SENTENCE.search(line) and not _TELLING.search(left)
    between = _SEPARATED_LEFT.match(left) and _SEPARATED_RIGHT.match(right)
    return 5 if ends or between else None
