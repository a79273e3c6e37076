"""What a pledge is worth: phrases such as "more than €1.5bn" or "two Patriot batteries" to `Amount`.

A small grammar of its own: currency sign, code or name; figures in digits or words; magnitude; range; qualifier. The
rules, in general:

- Money is looked for anywhere in the phrase, the first sum counts; things only at its start, as elsewhere a figure is
  more often part of a name ("Article 5") or a date.
- A bound on one side leaves the other open: "more than" has no maximum, "up to" no minimum. "About" and "nearly" keep
  the figure on both sides.
- "Billions of dollars" and "several million" are at least one of the magnitude.
- A currency name that several countries share ("rupees", "kroner") has no code; it is kept as the unit.
- Percentages, dates, ages, lengths of time and ordinals are no amounts.

Source: codes from ISO 4217 (active codes as of the Unicode CLDR 46 data in Babel 2.18); names and signs from the
English names of CLDR 46, with the spellings that news agencies use ("rouble", "zloty") added.
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graphkit.model import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable

# --- Currencies --------------------------------------------------------------------------------------------------------

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU "
    "UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
# Codes that are words of a headline in capitals ("TOP 10", "ALL 30").
_CODES_AND_WORDS = frozenset({"ALL", "TOP"})

_DOLLAR = "$"  # stands for the code that the caller gives a bare dollar
_SIGNS = {
    "US$": "USD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "EC$": "XCD",
    "R$": "BRL",
    "CN¥": "CNY",
    "$": _DOLLAR,
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₴": "UAH",
    "₽": "RUB",
    "₹": "INR",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₦": "NGN",
    "₫": "VND",
    "₱": "PHP",
    "₸": "KZT",
    "₾": "GEL",
    "zł": "PLN",
    "Kč": "CZK",
}
# Names that stand for one currency.
_NAMES = {
    "dollar": _DOLLAR,
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "hryvnia": "UAH",
    "rouble": "RUB",
    "ruble": "RUB",
    "zloty": "PLN",
    "złoty": "PLN",
    "lira": "TRY",
    "shekel": "ILS",
    "new shekel": "ILS",
    "rand": "ZAR",
    "reais": "BRL",
    "forint": "HUF",
    "koruna": "CZK",
    "lari": "GEL",
    "dram": "AMD",
    "tenge": "KZT",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dong": "VND",
    "taka": "BDT",
    "kyat": "MMK",
    "riel": "KHR",
    "naira": "NGN",
    "cedi": "GHS",
    "birr": "ETB",
}
# Names that several countries share, by the adjective that tells which; the bare name has no code.
_SHARED_NAMES = {
    "dollar": {
        "US": "USD", "U.S.": "USD", "American": "USD", "Australian": "AUD", "Canadian": "CAD", "New Zealand": "NZD",
        "Hong Kong": "HKD", "Singapore": "SGD", "Singaporean": "SGD", "Taiwan": "TWD", "Taiwanese": "TWD",
        "New Taiwan": "TWD", "Jamaican": "JMD", "Fijian": "FJD", "Namibian": "NAD", "Liberian": "LRD",
    },
    "pound": {
        "British": "GBP", "Egyptian": "EGP", "Lebanese": "LBP", "Syrian": "SYP", "Sudanese": "SDG",
        "South Sudanese": "SSP",
    },
    "krona": {"Swedish": "SEK", "Icelandic": "ISK"},
    "kronor": {"": "SEK", "Swedish": "SEK"},
    "krone": {"Norwegian": "NOK", "Danish": "DKK"},
    "kroner": {"Norwegian": "NOK", "Danish": "DKK"},
    "crown": {"Swedish": "SEK", "Norwegian": "NOK", "Danish": "DKK", "Czech": "CZK"},
    "franc": {"Swiss": "CHF", "Congolese": "CDF", "Rwandan": "RWF", "Burundian": "BIF", "Guinean": "GNF"},
    "rupee": {"Indian": "INR", "Pakistani": "PKR", "Sri Lankan": "LKR", "Nepalese": "NPR", "Nepali": "NPR"},
    "peso": {
        "Mexican": "MXN", "Argentine": "ARS", "Chilean": "CLP", "Colombian": "COP", "Philippine": "PHP",
        "Uruguayan": "UYU", "Dominican": "DOP", "Cuban": "CUP",
    },
    "dinar": {
        "Serbian": "RSD", "Iraqi": "IQD", "Kuwaiti": "KWD", "Jordanian": "JOD", "Algerian": "DZD", "Tunisian": "TND",
        "Libyan": "LYD", "Bahraini": "BHD",
    },
    "dirham": {"UAE": "AED", "Emirati": "AED", "Moroccan": "MAD"},
    "riyal": {"Saudi": "SAR", "Qatari": "QAR"},
    "rial": {"Iranian": "IRR", "Omani": "OMR", "Yemeni": "YER"},
    "shilling": {"Kenyan": "KES", "Ugandan": "UGX", "Tanzanian": "TZS", "Somali": "SOS"},
    "won": {"": "KRW", "South Korean": "KRW", "Korean": "KRW", "North Korean": "KPW"},
    "yuan": {"Chinese": "CNY"},
    "yen": {"Japanese": "JPY"},
    "rouble": {"Russian": "RUB", "Belarusian": "BYN"},
    "ruble": {"Russian": "RUB", "Belarusian": "BYN"},
    "lira": {"Turkish": "TRY"},
    "real": {"Brazilian": "BRL"},
    "rand": {"South African": "ZAR"},
    "hryvnia": {"Ukrainian": "UAH"},
    "zloty": {"Polish": "PLN"},
    "leu": {"Romanian": "RON", "Moldovan": "MDL"},
    "lei": {"Romanian": "RON", "Moldovan": "MDL"},
    "lev": {"Bulgarian": "BGN"},
    "leva": {"Bulgarian": "BGN"},
    "manat": {"Azerbaijani": "AZN", "Azeri": "AZN", "Turkmen": "TMT"},
    "som": {"Kyrgyz": "KGS", "Uzbek": "UZS"},
    "kwacha": {"Zambian": "ZMW", "Malawian": "MWK"},
}  # fmt: skip
_NO_CODE = {"Rs": "rupees", "Rs.": "rupees"}


def _currency_names() -> dict[str, str | None]:
    names: dict[str, str | None] = {}
    for name, by_adjective in _SHARED_NAMES.items():
        names[name] = by_adjective.get("")
        names.update({f"{adjective} {name}".lower(): code for adjective, code in by_adjective.items() if adjective})
    return names | _NAMES


_BY_NAME = _currency_names()


def _either(words: Iterable[str]) -> str:
    """One pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ALL_CODES = frozenset(_CODES.split())
# The sign of the South African rand is a letter that names much else ("R2"): it needs a magnitude or two digits.
_RAND = r"R(?=\d{2}|\s?\d[\d.,]*(?:\s?[mb]n?\b|\s(?:million|billion|trillion)\b))"
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<sign>{_either([*_SIGNS, *_NO_CODE])}|{_RAND})"
    rf"|\b(?P<code>{_either(_ALL_CODES - _CODES_AND_WORDS)}))\s?(?=\d)"
)
# "500 pounds of explosives" are a weight, "500 pounds of aid" are money.
_WEIGHT = r"(?!(?<=pound)s? of (?!aid|assistance|credit|cuts|debt|funding|help|investment|loans|spending|support))"
_AFTER = re.compile(
    r"(?:\s(?:more|additional|further|extra|new))?[\s-]?"
    rf"(?:(?P<name>(?i:{_either(_BY_NAME)}){_WEIGHT}(?i:s?))\b|\b(?P<code>{_either(_ALL_CODES)})\b|(?P<sign>€|£|\$|zł|Kč)(?!\s?\d))"
)

# --- Figures -----------------------------------------------------------------------------------------------------------

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS = {word: number for number, word in enumerate(f"{_ONES} eighteen nineteen".split(), start=1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
_MAGNITUDES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}  # only where they touch the figure: "3 m" are metres
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "three": Decimal("0.75")}

_SCALE = re.compile(rf"[\s-]?(?P<word>{_either(_MAGNITUDES)})s?\b", re.IGNORECASE)
_LETTER = re.compile(r"(?P<letter>[kmb])\b(?!-[a-z])", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\d.,])(?P<figure>\d+(?:[.,]\d+)*)(?P<half>\s(?P<top>\d)/(?P<bottom>[1-9])\b)?")
_BELOW_HUNDRED = rf"(?:(?:{_either(_TENS.split())})[\s-](?:{_either(_ONES.split()[:9])})|{_either(_CARDINALS)})"
_CARDINAL = re.compile(
    rf"\b(?:(?:an?|{_BELOW_HUNDRED})[\s-]hundred(?:[\s-]and)?[\s-])?{_BELOW_HUNDRED}\b", re.IGNORECASE
)
_REST = re.compile(rf"\s(?:and\s)?(?={_BELOW_HUNDRED}\b)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"[\s-]and[\s-]a[\s-]half\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<half>half)(?:\sof)?(?:\san?)?|(?:(?:an?|one)\s)?(?P<quarter>quarter)\sof\san?|(?P<three>three)[\s-]quarters\sof\san?)\b",
    re.IGNORECASE,
)
_MAGNITUDE = f"(?:{_either(_MAGNITUDES)})"
_ARTICLE = re.compile(rf"\ban?(?=[\s-]{_MAGNITUDE}\b)", re.IGNORECASE)
_VAGUE = re.compile(
    rf"\b(?:(?:several|a few|many)\s(?={_MAGNITUDE}\b)|multi-?(?={_MAGNITUDE}\b)"
    r"|(?:(?:tens|dozens|hundreds|thousands)\sof\s)*(?:dozens|hundreds|thousands|millions|billions|trillions)\sof\s)",
    re.IGNORECASE,
)


class _Number(NamedTuple):
    """A figure as read: its value, the part of it that is magnitude, and where it ends."""

    value: Decimal
    scale: int
    end: int
    vague: bool = False


def _read_number(text: str, start: int) -> _Number | None:
    """Read the figure that begins at `start`, magnitude included."""
    vague = _VAGUE.match(text, start)
    if vague:
        return _vague(text, vague)
    figure, fraction = _FIGURE.match(text, start), _FRACTION.match(text, start)
    if fraction:
        scaled = _scaled(text, _FRACTIONS[str(fraction.lastgroup)], fraction.end())
        return scaled if scaled.scale > 1 else None
    if figure:
        part = Decimal(figure["top"]) / Decimal(figure["bottom"]) if figure["half"] else 0
        return _scaled(text, _figure(figure["figure"]) + part, figure.end())
    cardinal, article = _CARDINAL.match(text, start), _ARTICLE.match(text, start)
    if cardinal:
        return _with_rest(text, _scaled(text, _cardinal(cardinal[0]), cardinal.end()))
    return _scaled(text, Decimal(1), article.end()) if article else None


def _with_rest(text: str, number: _Number) -> _Number:
    """Add what follows a magnitude and is below it: "three thousand five hundred"."""
    rest = _REST.match(text, number.end)
    if rest is None or number.scale < 1000:
        return number
    more = _read_number(text, rest.end())
    if more is None or more.vague or more.value >= number.scale:
        return number
    return _Number(number.value + more.value, number.scale, more.end)


def _figure(figure: str) -> Decimal:
    """The value of digits; one mark alone is decimal unless three digits follow, as thousands are marked."""
    marks = re.sub(r"\d", "", figure)
    groups = re.split(r"[.,]", figure)
    if len(set(marks)) == 2:
        whole, decimals = re.split(rf"\{marks[-1]}", figure)[:2]
        return Decimal(re.sub(r"\D", "", whole) + "." + re.sub(r"\D", "", decimals))
    if marks and (len(groups[-1]) != 3 or (marks == "." and len(groups) == 2)):
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return Decimal("".join(groups))


def _cardinal(words: str) -> Decimal:
    total = 0
    for word in re.split(r"[\s-]+", words.lower()):
        total = max(total, 1) * 100 if word == "hundred" else total + _CARDINALS.get(word, 0)
    return Decimal(total)


def _scaled(text: str, value: Decimal, end: int) -> _Number:
    half = _AND_A_HALF.match(text, end)
    if half:
        value, end = value + Decimal("0.5"), half.end()
    scale = 1
    letter = _LETTER.match(text, end) if text[end - 1].isdigit() else None
    if letter:
        return _Number(value * _LETTERS[letter["letter"].lower()], _LETTERS[letter["letter"].lower()], letter.end())
    while match := _SCALE.match(text, end):
        scale *= _MAGNITUDES[match["word"].lower()]
        end = match.end()
    return _Number(value * scale, scale, end)


def _vague(text: str, match: re.Match[str]) -> _Number:
    """Read "hundreds of millions" and "several million" as one of the magnitude."""
    number = _scaled(text, Decimal(1), match.end())
    scale = number.scale
    for word in re.findall(r"\w+(?=s of\b)", match[0].lower().replace("\t", " ")):
        scale *= _MAGNITUDES.get(word, 10)  # the one word that is no magnitude is "tens"
    return _Number(Decimal(scale), scale, number.end, vague=True)


# --- Sums, things and what is said of them -------------------------------------------------------------------------------

_QUALIFIERS = {
    "at_least": (
        "more than|over|well over|at least|no less than|not less than|no fewer than|above|exceeding|in excess of|"
        "upwards of|upward of|a minimum of|greater than"
    ),
    "at_most": (
        "up to|as much as|as many as|less than|fewer than|under|below|no more than|not more than|at most|"
        "a maximum of|not exceeding"
    ),
    "about": (
        "nearly|almost|about|around|some|roughly|approximately|an estimated|estimated|close to|just over|just under|"
        "circa|virtually"
    ),
}
_QUALIFIED = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS.items())
    + r")(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
_QUALIFIED_AFTER = re.compile(r"(?:\s(?P<at_least>or more)|-?(?P<plus>plus)|(?P<sign>\+)|\s(?P<about>or so))(?!\w)")
_RANGE = re.compile(r"\s?-\s?|\s(?:to|or)\s")
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_AND = re.compile(r"\sand\s")
_WORD = re.compile(r"(?<![\w.,])[^\s.,]")
_PERCENT = re.compile(r"%|\bper\s?cent|\bpercentage|\bbasis points?\b", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?:an?|the|another|additional|further|extra|new|total of|between|from|worth|{'|'.join(_QUALIFIERS.values())})\s+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_TIME_OR_PART = re.compile(
    r"(?:(?:calendar|working|business)\s)?(?:year|month|week|day|hour|minute|second|decade|time|night|quarter)s?\b"
    rf"|(?:{_either(calendar.month_name[1:])})\b|centur|another\b|hand\b|o'clock|[ap]\.?m\b|(?:half|third|fifth)s?\b",
    re.IGNORECASE,
)
_BEFORE_UNIT = re.compile(r"\s+(?:(?:more|additional|further|extra)\s+)?(?P<part>of\s+(?:the|its|their|his|her)\s+)?")
_UNIT_END = re.compile(
    r"[,;:()!?]|\.$|\s(?:a|against|an|and|as|at|before|by|each|for|from|if|in|including|into|on|or|over|per|since|that|to|"
    r"under|until|when|which|who|while|with|within|worth)\b|$"
)


class _Sum(NamedTuple):
    """One or two figures, what they count, and where they stand."""

    low: _Number
    high: _Number
    currency: str | None
    unit: str | None
    start: int
    end: int


def is_currency_code(word: str) -> bool:
    """Whether a word is an ISO 4217 code that is no English word in capitals ("EUR", but not "TOP")."""
    return word in _ALL_CODES - _CODES_AND_WORDS


def parse_amount(text: str, *, dollar: str = "USD") -> Amount | None:
    """Read the first sum of money in a phrase, or the number of things that it begins with.

    Args:
        text: the phrase, such as "more than €1.5bn" or "30 F-16 jets".
        dollar: ISO 4217 code that a bare "$" or "dollars" stands for.

    Returns:
        The amount, whose `text` is the part of the phrase that tells it, qualifier included; or None where the phrase
        tells none.
    """
    return _parse(text, dollar)


@lru_cache(maxsize=4096)
def _parse(text: str, dollar: str) -> Amount | None:
    # Letter for letter, so that offsets stay: all dashes alike, and a thin space inside a figure is a comma.
    plain = re.sub(r"[\u2010-\u2015]", "-", text)
    plain = re.sub(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3})", ",", plain).replace("\u00a0", " ").replace("\u202f", " ")
    found = _money(plain) or _things(plain)
    if found is None:
        return None
    before, after = _QUALIFIED.search(plain[: found.start]), _QUALIFIED_AFTER.match(plain, found.end)
    qualifier = before.lastgroup if before else None
    if after and not before:
        qualifier = "about" if after["about"] else "at_least"
    if found.low.vague:
        qualifier = "at_least"
    start = before.start() if before else found.start
    end = after.end() if after else found.end
    return Amount(
        text=text[start:end].strip(),
        minimum=None if qualifier == "at_most" else float(found.low.value),
        maximum=None if qualifier == "at_least" else float(found.high.value),
        currency=dollar if found.currency == _DOLLAR else found.currency,
        unit=found.unit,
        qualifier=qualifier,
    )


def _money(text: str) -> _Sum | None:
    percent = _PERCENT.search(text)
    for word in _WORD.finditer(text, 0, percent.start() if percent else len(text)):
        found = _money_at(text, word.start())
        if found:
            return found
    return None


def _money_at(text: str, start: int) -> _Sum | None:
    before = _BEFORE.match(text, start)
    low = _read_number(text, before.end() if before else start)
    if low is None:
        return None
    after = _AFTER.match(text, low.end)
    high, end, marks = low, after.end() if after else low.end, [before, after]
    second = _second(text, start, low, end)
    if second:
        low, high, before, after, end = second
        marks += [before, after]
    mark = next(filter(None, marks), None)
    if mark is None:
        return None
    currency, unit = _currency(mark)
    return _Sum(low, high, currency, unit, start, end)


def _second(
    text: str, start: int, low: _Number, end: int
) -> tuple[_Number, _Number, re.Match[str] | None, re.Match[str] | None, int] | None:
    """The other end of a range, and the first one with the magnitude that it shares with it."""
    joint = _RANGE.match(text, end) or (_BETWEEN.search(text[:start]) and _AND.match(text, end))
    before = _BEFORE.match(text, joint.end()) if joint else None
    high = _read_number(text, before.end() if before else joint.end()) if joint else None
    if high is None or low.vague or high.vague:
        return None
    if low.scale == 1 and high.scale > 1 and low.value < 1000:
        low = _Number(low.value * high.scale, high.scale, low.end)
    after = _AFTER.match(text, high.end)
    return (low, high, before, after, after.end() if after else high.end) if low.value < high.value else None


def _currency(mark: re.Match[str]) -> tuple[str | None, str | None]:
    """Code and unit of what stands before or after a figure; a unit only where the name has no code."""
    parts = mark.groupdict()
    if parts["code"]:
        return parts["code"], None
    if parts["sign"]:
        return _SIGNS.get(parts["sign"], "ZAR" if parts["sign"] == "R" else None), _NO_CODE.get(parts["sign"])
    name = parts["name"].lower()
    code = _BY_NAME.get(name) or _BY_NAME.get(name.removesuffix("s"))
    return code, None if code else parts["name"]


def _things(text: str) -> _Sum | None:
    start, number = 0, _read_number(text, 0)
    while number is None:
        lead = _LEAD.match(text, start)
        if lead is None:
            return None
        start = lead.end()
        number = _read_number(text, start)
    second = _second(text, start, number, number.end)
    low, high = second[:2] if second else (number, number)
    unit = _unit(text, high)
    written = text[start : high.end]
    if unit is None or (_YEAR.match(written) and start == 0):
        return None
    return _Sum(low, high, None, unit[0], start, unit[1])


def _unit(text: str, number: _Number) -> tuple[str, int] | None:
    """What is counted, and where it ends; None for lengths of time, percentages and parts of one."""
    end = number.end
    lead = _BEFORE_UNIT.match(text, end - 1 if number.vague and text[end - 1] == " " else end)
    if lead is None or (lead["part"] and number.value == 1):
        return None
    stop = _UNIT_END.search(text, lead.end())
    unit = text[lead.end() : stop.start()].strip() if stop else ""
    if not re.match(
        r"(?!(?:of|to|for|from|in|by|at|on|towards?)\b|percent|per\b|basis point)(?:\d+-?)?[A-Za-z]", unit
    ) or _TIME_OR_PART.match(unit):
        return None
    return unit, lead.end() + len(unit)
