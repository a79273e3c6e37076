"""Who wrote an article: names, as bylines, feeds and files' properties tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 100  # names of one article
_LONGEST = 200  # letters of a name
_LONGEST_BYLINE = 5_000  # letters; what is longer is none
_BYLINE = re.compile(
    r"\A(?:(?:written|words|story|text|report(?:ing|ed)?|posted|published) )?by(?:: ?| )", re.IGNORECASE
)
_LISTED = re.compile(r", (?:(?:and|&) )?| (?:and|&) ")
_LAST = re.compile(r" (?:and|&) ")
# pandas writes a list of names into a table as Python does: ['Ada Quell', "Bo O'Marr"]
_LIST = re.compile(r"\A\[.*\]\Z", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|[^\s@]*@[^\s@]+", re.IGNORECASE)
# Source: the names under which python-docx, Apache POI, docx4j, Word (with and without a user), calibre, WordPress, Drupal,
# Windows and Unix sign what nobody signed
_NOBODY = frozenset({
    "", "admin", "administrator", "anonymous", "apache poi", "author", "calibre", "docx4j", "guest", "microsoft",
    "microsoft office user", "n/a", "none", "null", "openpyxl", "owner", "python-docx", "root", "un-named", "undefined",
    "unknown", "unknown author", "user", "windows user",
})  # fmt: skip
_KEYS = ("name", "original", "full_name", "#text")
"""Where an object that stands for an author has the name.

Source: schema.org Person and JSON Feed 1.1 (name), The New York Times' Article Search (original), XML made into JSON (#text).
"""


def authors_of(value: object) -> tuple[str, ...]:
    """The names that a byline, a list of them, or objects with names tell, each once and in their order.

    Names are parted by semicolons, bars and line ends; by commas and "and" only where the list ends with "and" and each part
    has two words or more, since a comma may as well part a name from an office, or a surname from a given name. Addresses are
    no names, nor is what programs write where nobody signed. What can be no author is passed over.

    >>> authors_of("By Ada Quell, Bo Marr and Cy Dunn"), authors_of("Quell, Ada; Marr, Bo"), authors_of("python-docx")
    (('Ada Quell', 'Bo Marr', 'Cy Dunn'), ('Quell, Ada', 'Marr, Bo'), ())
    """
    names: dict[str, str] = {}
    for byline in _bylines(value):
        for listed in _parts(byline):
            name = _name(listed)
            if name.casefold() not in _NOBODY and _LETTER.search(name):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())[:_MOST]


def _bylines(value: object) -> list[str]:
    if isinstance(value, str):
        text = value.strip()
        if _LIST.match(text) and (found := _QUOTED.findall(text)):
            return [one or other for one, other in found]
        return [text]
    if isinstance(value, Mapping):
        return next(([told] for key in _KEYS if isinstance(told := value.get(key), str) and told.strip()), [])
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [byline for part in value[:_MOST] if isinstance(part, str | Mapping) for byline in _bylines(part)]
    return []


def _parts(byline: str) -> Iterator[str]:
    """What stands between semicolons, bars and line ends, and of it the names of a list."""
    if len(byline) > _LONGEST_BYLINE:
        return
    for line in byline.replace(";", "\n").replace("|", "\n").splitlines():
        for name in _listed(_BYLINE.sub("", " ".join(line.split()))):
            if len(name) <= _LONGEST:
                yield name


def _listed(byline: str) -> list[str]:
    """The names of "A, B and C"; the whole where it may be something else."""
    parts = _LISTED.split(byline) if _LAST.search(byline) else []
    return parts if parts and all(" " in part for part in parts) else [byline]


def _name(words: str) -> str:
    """A name without an address of mail or web, in the forms of RFC 5322 and RSS ("ada@post.example (Ada Quell)") too."""
    if "@" in words and (named := parseaddr(words)[0]):
        words = named
    return " ".join(_ADDRESS.sub(" ", words).split()).strip(" ,;:")
