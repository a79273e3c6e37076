"""What the layout of agency copy says: datelines, bylines, reporters' credits, photo credits, headlines in capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, cities, given_names, territories
from graphkit.ner.spans import Name, make_name
from graphkit.ner.titles import ROLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.ner.view import View

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_DASH = r"(?:--|[-\u2013\u2014])"
DATELINE = re.compile(
    rf"^\s*(?P<places>[A-Z][\w.'\u2019]*(?:[ /\-,][ ]?[A-Z][\w.'\u2019]*)*?)"
    rf"(?:,?\s+(?:(?:{_MONTH})\s+\d\d?|\d\d?\s+(?:{_MONTH}))(?:,?\s+\d{{4}})?)?"
    rf",?\s*(?:\((?P<agency>[A-Z][\w .\-]*?)\)\s*(?:{_DASH}|:)|{_DASH}\s|:\s)"
)
"""City or cities, perhaps a date, the agency in brackets, a dash or colon. Source: copy of Reuters, AP, AFP, PTI."""

_SPEAKER = re.compile(r"^\s*(?:Q|A|Question|Answer)(?: ?\d\d?)?[:.]\s")
"""What marks question and answer at the beginning of a line."""

_ARCHIVED = re.compile(r"^\s*[A-Z][A-Z.'\u2019]+(?:[ /,\-][A-Z][A-Z.'\u2019]*)* \d{4}-\d\d-\d\d\s+")
"""City in capitals and a date in figures. Source: agency copy as archives keep it."""

CREDIT = re.compile(
    r"^\s*(?:\(?(?:Photo|Photograph|Image|Picture|Source|Credit)s?(?: by| credit| courtesy of)?:?\s+)?"
    r"(?P<agency>REUTERS|Reuters|AP Photo|AP|AFP|AFP PHOTO|Getty Images|EPA|EPA-EFE|PA)\s*/\s*(?P<rest>[^\n]{2,80})$"
)
"""A photographer's credit: "REUTERS/Name Surname/File Photo"."""

_SOURCE = r"[A-Z][\w.&'\u2019\-]*(?: [A-Z][\w.&'\u2019\-]*){0,4}"
SHARED_CREDIT = re.compile(
    r"^\s*(?:Mandatory [Cc]redit:?\s+)?(?:(?P<people>[A-Z][^\n/]{3,60}?)\s*/\s*)?"
    rf"(?P<sources>{_SOURCE}(?:\s*/\s*{_SOURCE})*)\s*/?\s*\b[Vv]ia\s+(?P<agency>REUTERS|Reuters|AP|AFP|Getty Images|EPA)\b"
)
"""A credit of a photograph that an agency passes on: "Name Surname/Pool via REUTERS"."""

SOURCE_CREDIT = re.compile(
    r"(?:^|[.\u201d\"]\s+)(?P<people>[A-Z][^\n/.]{3,60})/\s?(?P<sources>Getty Images|Pool|AP|AFP|EPA|Reuters|Bloomberg)(?:\s*/\s*[^\n]{2,40})?\s*$"
)
"""The same with the source last: "Name Surname/Getty Images/File Photo"."""

DIGEST = re.compile(r"PRESS DIGEST\b|not vouch for (?:their|its) accuracy")
"""What agency copy says that tells the leading stories of newspapers."""

HEADING = re.compile(
    r"(?<!\S)(?P<paper>(?!PRESS DIGEST|DIGEST)[A-Z][A-Z'\u2019.\-]+(?: (?:[A-Z][A-Z'\u2019.\-]*|&|\d+)){0,4}) - (?=[A-Z\d\"'])"
)
"""A newspaper's name in such copy, before its stories: "THE HERALD - Fishing fleet to be cut"."""

BARE_HEADING = re.compile(r"(?<=- - - - )(?P<paper>[A-Z][A-Z'\u2019.\-]+(?: [A-Z]{2,}){0,3})(?= [A-Z][a-z])")
"""The same behind a broken line, without a dash."""

BYLINE = re.compile(r"^\s*(?:By|BY)\s+(?P<people>[A-Z][^\n.:;!?]{2,80})$")
"""A line of its own that names the authors: "By Name Surname and Name Surname"."""

REPORTING = re.compile(
    r"\b(?:Reporting|Writing|Editing|Additional reporting|Additional writing|Compiled|Translated|Translation|Edited|Written|Reported|Graphics?|Photos?|"
    r"Producing|Production|Created|Filming|Report|Story)\s+by:?\s+(?P<people>[^;:()\n]{3,300})"
)
"""The credits at an article's end: "(Reporting by A and B in City; editing by C)"."""

LABEL = re.compile(r"^[A-Z][A-Z ,'&.\-]{3,60}:\s+(?P<people>[A-Z][A-Z'.\-]+(?: [A-Z][A-Z'.\-]*){1,3})\s*$")
"""A line in capitals that names the holder of an office: "FINANCE MINISTER: NAME SURNAME"."""

_AND = re.compile(
    r"\s*[.,;]?\s*\b(?:[Ee]diting|[Ww]riting|[Rr]eporting|[Tt]ranslation|[Tt]ranslated)(?: and (?:editing|writing))?\s+by\s+|,\s+and\s+|\s+and\s+|\s*,\s*|\s*&\s*|\s*/\s*"
)
_IN = re.compile(r"\s+(?:in|at|from)\s+")
_NOT_NAMES = frozenset(
    {"handout", "file", "pool", "photo", "file photo", "files", "archive", "via", "illustration", "reuters", "staff"}
)


def find_layout(view: View) -> list[Name]:
    """Return the names that layout alone settles, in order."""
    found: list[Name] = []
    digest = DIGEST.search(view.text)
    if digest is not None:
        found += _papers(view, view.text.find("\n", digest.start()))
    offset = 0
    for number, line in enumerate(view.text.split("\n")):
        if line and not line.isspace():
            found += _read_line(view, line, offset, number)
        offset += len(line) + 1
    return sorted(found, key=lambda name: name.start)


def opening_end(line: str) -> int:
    """Return where the words of a line begin, behind its dateline or the mark of a question or answer; 0 without these."""
    head = line[:120]
    match = _SPEAKER.match(head) or _ARCHIVED.match(head)
    if match is None and (match := DATELINE.match(head)) is not None and not _real_dateline(match):
        match = None
    return match.end() if match is not None else 0


def _read_line(view: View, line: str, offset: int, number: int) -> Iterator[Name]:
    head = line[:120]
    if ")" in head or "-" in head or ":" in head or "\u2013" in head or "\u2014" in head:
        match = DATELINE.match(head)
        if match and _real_dateline(match):
            yield from _dateline(view, match, offset)
    if "/" in line:
        yield from _credits(view, line, offset)
    if head.lstrip()[:3] in {"By ", "BY "} and (match := BYLINE.match(line)):
        yield from _people(view, match["people"], offset + match.start("people"), "byline")
    if ":" in head and (match := LABEL.match(line)) and _holder(match):
        yield from _people(view, match["people"], offset + match.start("people"), "label")
    if " by" in line and number > 0:
        for match in REPORTING.finditer(line):
            yield from _people(view, match["people"], offset + match.start("people"), "credit")


def _papers(view: View, start: int) -> Iterator[Name]:
    """Yield the newspapers of a press digest."""
    begin = max(start, 0)
    for match in (*HEADING.finditer(view.text, begin), *BARE_HEADING.finditer(view.text, begin)):
        name = _span(view, match.start("paper"), match.end("paper"), "Organization", "press-digest")
        if name:
            yield name


def _credits(view: View, line: str, offset: int) -> Iterator[Name]:
    """Yield the people and organisations to whom a photograph is owed."""
    if match := CREDIT.match(line[:120]):
        yield from _credit(view, match, offset)
    elif match := SHARED_CREDIT.match(line) or SOURCE_CREDIT.search(line):
        if match["people"]:
            yield from _people(view, match["people"], offset + match.start("people"), "photo-credit")
        for group in match.re.groupindex.keys() - {"people"}:
            for start, part in _parts(match[group], _SLASH):
                at = offset + match.start(group) + start
                name = _span(view, at, at + len(part), "Organization", "photo-credit")
                if name and part[0].isupper() and not part.endswith((" Photo", " photo")):
                    yield name


_SLASH = re.compile(r"\s*/\s*")


def _holder(match: re.Match[str]) -> bool:
    """Whether a label in capitals names an office, or what follows it starts with a given name."""
    label = match[0].split(":")[0].lower().split()
    return label[-1] in ROLE_NOUNS or match["people"].split()[0].title() in given_names()


def _real_dateline(match: re.Match[str]) -> bool:
    """Whether the match is more than a heading with a dash: an agency, a city in capitals, or a known city."""
    places = match["places"]
    first = re.split(r"[,/]", places)[0].strip()
    if match["agency"]:
        return True
    known = first.title() in cities() or territories().names.get(tuple(first.split())) is not None
    opens = match.end() < len(match.string) - _LONG and first == places
    return known and (first.isupper() or (match[0].rstrip().endswith(":") and opens))


def _span(view: View, start: int, end: int, kind: str, rule: str) -> Name | None:
    """Make a name of the whole tokens between two code points, or None where they don't fit."""
    i, k = view.token_at(start), view.token_at(end - 1)
    if view.starts[i] != start or view.ends[k] != end or start >= end:
        return Name(i, k + 1, start, end, kind, rule, locked=True, score=0.9) if start < end else None
    return make_name(view, i, k + 1, kind, rule, locked=True, score=0.95)


def _parts(text: str, split: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each part between separators."""
    start = 0
    for match in split.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


_LONG = 60
"""What follows "Brussels:" is a sentence, and no entry of a list, from this many characters on. Source: usage of newspapers."""

_PLACE_SPLIT = re.compile(r"\s*[/,]\s*|\s+and\s+")


def _dateline(view: View, match: re.Match[str], offset: int) -> Iterator[Name]:
    base = offset + match.start("places")
    for start, part in _parts(match["places"], _PLACE_SPLIT):
        if part and part[0].isupper() and not re.fullmatch(rf"(?:{_MONTH})\.?(?:\s+\d+)?", part):
            name = _span(view, base + start, base + start + len(part), "Place", "dateline")
            if name:
                yield name
    if match["agency"]:
        name = _span(view, offset + match.start("agency"), offset + match.end("agency"), "Organization", "dateline")
        if name:
            yield name


def _credit(view: View, match: re.Match[str], offset: int) -> Iterator[Name]:
    agency = match["agency"].removesuffix(" Photo").removesuffix(" PHOTO")
    start = offset + match.start("agency")
    name = _span(view, start, start + len(agency), "Organization", "photo-credit")
    if name:
        yield name
    rest = offset + match.start("rest")
    yield from _people(view, match["rest"], rest, "photo-credit")
    for start, part in _parts(match["rest"], _SLASH):
        pool = (
            _span(view, rest + start, rest + start + 4, "Organization", "photo-credit")
            if part.strip() == "Pool"
            else None
        )
        if pool:
            yield pool


_PERSON = re.compile(r"[^\W\d_][\w.'\u2019\-]*(?:\s+[\w.'\u2019\-]+){1,4}")


def _people(view: View, text: str, offset: int, rule: str) -> Iterator[Name]:
    """Yield the people of a list, and the place after "in"."""
    for start, part in _parts(text, _AND):
        for number, (begin, words) in enumerate(_parts(part, _IN)):
            clean = words.strip(" .\t)")
            if not _plausible(clean, person=number == 0):
                continue
            at = offset + start + begin + words.index(clean)
            name = _span(view, at, at + len(clean), "Place" if number else "Person", rule)
            if name:
                yield name


def _plausible(text: str, *, person: bool) -> bool:
    """Whether a part of a credit can be a name: of a person, or else of a place."""
    if not text or text.lower() in _NOT_NAMES or not text[0].isupper() or len(text.split()) > 5:
        return False
    if not person:
        return True
    return _PERSON.fullmatch(text) is not None and _all_names(text) and bodies().get(tuple(text.split())) is None


def _all_names(text: str) -> bool:
    """Whether each word is capitalised or a short particle."""
    words = text.split()
    return words[-1][0].isupper() and all(w[0].isupper() or len(w) <= 4 for w in words)


def loud_tokens(view: View) -> set[int]:
    """Return the tokens of lines in capitals, where case says nothing of names."""
    found: set[int] = set()
    offset = 0
    for line in view.text.split("\n"):
        if _loud(line):
            first, last = view.token_at(offset), view.token_at(offset + len(line))
            found.update(range(first, last + 1))
        offset += len(line) + 1
    return found


def _loud(line: str) -> bool:
    """Whether nearly all letters of a line of several words are capitals."""
    data = line.encode()
    if len(line) <= _SHORT or len(data) - len(data.translate(None, _SMALL)) > 0.15 * len(line):
        return False
    letters = [c for c in line if c.isalpha()]
    return len(letters) > _SHORT and " " in line.strip() and sum(map(str.isupper, letters)) > 0.85 * len(letters)


_SHORT = 12
_SMALL = b"abcdefghijklmnopqrstuvwxyz"


def quieten(view: View, names: Sequence[Name]) -> list[Name]:
    """Drop what the model made of lines in capitals, but for what begins with a given name or rules are sure of."""
    loud = loud_tokens(view)
    return [n for n in names if n.locked or n.entry is not None or n.i not in loud or _named(view, n)]


def _named(view: View, name: Name) -> bool:
    words = view.words[name.i : name.j]
    return name.type == "Person" and 2 <= len(words) <= 3 and words[0].title() in given_names()
