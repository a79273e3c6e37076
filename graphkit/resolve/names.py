"""Names of persons as data: words, folding, particles, suffixes, and the sound of a word in Latin letters.

Nothing here decides anything; `graphkit.resolve.compare` does.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache, lru_cache
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from graphkit.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Words inside a surname that papers drop or keep as they like ("von der Leyen", "bin Salman").
#: Source: own compilation from general knowledge of names.
PARTICLES = frozenset({
    "von", "van", "vom", "zu", "zur", "zum", "der", "den", "het", "ter", "ten", "de", "del", "della", "dello", "delle", "dei", "degli", "di", "da", "do", "dos", "das", "du",
    "la", "le", "les", "lo", "los", "las", "af", "av", "bin", "ibn", "bint", "ould", "al", "el", "ul", "ur", "e", "y", "i",
})  # fmt: skip
#: Arabic articles, which stand before a word with a hyphen or space ("al-Sisi", "el-Sisi", "ash-Shara").
ARTICLES = frozenset({"al", "el", "ul", "ar", "as", "ash", "at", "an", "ad", "adh", "az"})
#: Particles that are as often a first name or surname when they begin a name with a capital ("Al Gore", "Do Muoi").
_NAMES_TOO = frozenset({"al", "el", "da", "do", "e", "i", "y"})
#: Titles that are dropped should they be left on a name.
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "sen", "rep", "gov", "gen", "col", "capt", "sgt", "hon",
})  # fmt: skip
#: Suffixes that tell father from son.
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}

_SPECIAL = PARTICLES | ARTICLES | TITLES | SUFFIXES.keys() | {"abd"}
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u0060\u00b4'\u02bf\u02be]")
_WORD = re.compile(r"[^\W_]+(?:[.\-\u2010-\u2015][^\W_]+)*\.?")
_HYPHEN = re.compile(r"[\-\u2010-\u2015]")
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def fold(text: str) -> str:
    """Lower case without accents, in Latin letters where the script is Latin, Cyrillic or Greek.

    >>> fold("Łukasz Fähnle"), fold("Зеленський")
    ('lukasz fahnle', 'zelenskiy')
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower()
    # й and ї are letters of their own and must not lose their mark, so the table comes before decomposition
    spelt = lowered.translate(_letters())
    if spelt.isascii():
        return spelt
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return bare.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    """Letters to Latin ones. Source: ``data/resolve_letters.tsv``."""
    return str.maketrans({row[0]: row[1] for row in read_table("resolve_letters.tsv")})


class PersonName(NamedTuple):
    """A person's name in parts.

    Attributes:
        words: folded words in order, without titles, particles and suffix; an initial is one letter.
        suffix: "jr", "sr", "ii", "iii", "iv" or "".
        compact: all letters but titles', in a row, which is the same however a name is hyphenated or spaced.
    """

    words: tuple[str, ...]
    suffix: str
    compact: str

    @property
    def full(self) -> bool:
        """True where there is more than a single name: it can be told from a relative's."""
        return len(self.words) > 1

    @property
    def given(self) -> str:
        """First word."""
        return self.words[0]

    @property
    def surname(self) -> str:
        """Last word."""
        return self.words[-1]

    @property
    def middle(self) -> tuple[str, ...]:
        """Words between the first and the last."""
        return self.words[1:-1]


def parse_person(text: str) -> PersonName:
    """Take a person's name apart.

    >>> parse_person("Ursula von der Leyen").words
    ('ursula', 'leyen')
    >>> parse_person("Joseph R. Biden, Jr.")
    PersonName(words=('joseph', 'r', 'biden'), suffix='jr', compact='josephrbidenjr')
    """
    if _PLAIN.fullmatch(text):
        plain = text.lower().split(" ")
        if plain[0] not in TITLES:
            plain[0] = sys.intern(plain[0])  # a given name comes again and again
            return _from_words(tuple(plain), "".join(plain), frozenset())
    words: list[str] = []
    articles: set[int] = set()
    letters: list[str] = []
    for raw, lower in _raw_words(text):
        parts = [part for part in _HYPHEN.split(raw) if part]
        if len(parts) > 1 and parts[0] in ARTICLES:
            letters.append(parts.pop(0))
        elif len(parts) == 1 and lower and parts[0] in PARTICLES | ARTICLES:
            articles.add(len(words))
        words.append("".join(parts))
        letters.append(words[-1])
    if not words:
        return PersonName((text.strip().casefold(),), "", text.strip().casefold())
    return _from_words(tuple(words), "".join(word for word in letters if word not in TITLES), frozenset(articles))


def _raw_words(text: str) -> Iterator[tuple[str, bool]]:
    """Folded words, each with whether it was written in lower case; "J.R." gives two initials."""
    for match in _WORD.finditer(_APOSTROPHES.sub("", text)):
        word = match.group()
        folded, lower = fold(word), word[0].islower()
        if "." in folded and not folded.endswith("jr.") and not folded.endswith("sr."):
            for part in filter(None, folded.split(".")):
                yield part, lower
        else:
            yield folded.replace(".", ""), lower


def _from_words(words: tuple[str, ...], compact: str, certain: frozenset[int]) -> PersonName:
    if len(words) == 2 and _SPECIAL.isdisjoint(words) and not words[0].startswith("abd"):
        return PersonName(words, "", compact)
    kept = list(enumerate(words))
    suffix = ""
    if len(kept) > 1 and kept[-1][1] in SUFFIXES:
        suffix = SUFFIXES[kept.pop()[1]]
    while len(kept) > 1 and kept[0][1] in TITLES:
        kept.pop(0)
    first = kept[0][0] if kept else 0
    bare = [
        word
        for index, word in kept
        if word not in PARTICLES or (index not in certain and _is_name(word, first=index == first))
    ]
    tokens = _join_abdul(bare or [word for _, word in kept])
    return PersonName(tuple(tokens), suffix, compact)


def _is_name(word: str, *, first: bool) -> bool:
    return (first and word in _NAMES_TOO) or len(word) == 1


_ABDUL = re.compile(r"abd(?:u|e|a|i|o)?[lr]?")


def _join_abdul(words: list[str]) -> list[str]:
    """Put "Abdel Fattah", "Abdul-Fattah" and "Abd al-Fattah" into one word, "abdfattah"."""
    joined: list[str] = []
    for word in words:
        if joined and _ABDUL.fullmatch(joined[-1]) and len(words) > 2:
            joined[-1] = f"abd{word}"
        elif len(word) > 7 and word.startswith(("abdel", "abdul", "abdal", "abdol")):
            joined.append(f"abd{word[5:]}")
        else:
            joined.append(word)
    return joined


#: How spellings of one sound are written alike, longest first. Source: own compilation from the romanisation tables of Russian,
#: Ukrainian, Arabic and Persian names in English, French and German papers.
_SOUNDS = {
    "tsch": "ch", "tch": "ch", "cz": "ch", "schtsch": "shch", "sch": "sh", "sz": "sh", "dsch": "j", "dj": "j", "dzh": "j", "zh": "j",
    "kh": "k", "gh": "g", "ph": "f", "dh": "d", "th": "t", "ck": "k", "ks": "x", "qu": "kv", "q": "k", "w": "v", "ts": "z", "tz": "z",
    "iya": "ia", "ya": "ia", "ja": "ia", "yu": "iu", "ju": "iu", "ye": "e", "ie": "e", "je": "e", "yo": "io", "jo": "io",
    "iy": "i", "yi": "i", "yy": "i", "yj": "i", "iyj": "i", "ii": "i", "ij": "i", "ey": "ei", "ay": "ai", "oy": "oi", "y": "i",
    "ou": "u", "oo": "u", "ee": "i", "ue": "u", "oe": "o", "ae": "a", "aa": "a",
}  # fmt: skip


def _by_first_letter(spellings: Iterable[str]) -> str:
    """A pattern for any of some spellings, the longest first; kept by first letter, it is twice as quick as a plain list."""
    ends: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=lambda s: (-len(s), s)):
        ends.setdefault(spelling[0], []).append(spelling[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items())


_SOUND_PATTERN = re.compile(_by_first_letter(_SOUNDS))
_TWICE = re.compile(r"(.)\1")
#: Pattern, what it becomes, and the last letters of words that it can fit.
_ENDINGS = (
    (re.compile(r"skii?$", re.MULTILINE), "ski", "i"),
    (re.compile(r"(?<=[oea]v)(?:ich?|its|itch|icz)$", re.MULTILINE), "ich", "chsz"),
    (re.compile(r"off$", re.MULTILINE), "ov", "f"),
    (re.compile(r"eff$", re.MULTILINE), "ev", "f"),
    (re.compile(r"(?<=[cs]h)ov(?=$|a$)", re.MULTILINE), "ev", "va"),  # what stands as ё is told as o, io or e
)
_HARD = re.compile(r"^ch(?=[rl])|c(?=[aoulkrtn]|$)", re.MULTILINE)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A word as it sounds, so that spellings of one name come out alike.

    >>> sound("zelenskyy") == sound("zelensky") == sound("zelenskiy")
    True
    >>> sound("qaddafi"), sound("khadafy")
    ('kadafi', 'kadafi')
    """
    if len(word) < 3:
        return word
    heard = _SOUND_PATTERN.sub(_heard, word)
    last = heard[-1]
    for pattern, replacement, ends in _ENDINGS:
        if last in ends:
            heard = pattern.sub(replacement, heard)
    if "c" in heard:
        heard = _HARD.sub("k", heard)
    return _TWICE.sub(r"\1", heard)


def sounds(words: Sequence[str]) -> list[str]:
    """`sound` of many words; several times as quick as one by one, since each pattern is searched for only once.

    >>> sounds(["qaddafi", "li"])
    ['kadafi', 'li']
    """
    text = "\n".join(words)
    if text.count("\n") != len(words) - 1:
        return [sound(word) for word in words]
    text = _SOUND_PATTERN.sub(_heard, text)
    for pattern, replacement, _ in _ENDINGS:
        text = pattern.sub(replacement, text)
    text = _TWICE.sub(r"\1", _HARD.sub("k", text))
    return [word if len(word) < 3 else heard for word, heard in zip(words, text.split("\n"), strict=True)]


def _heard(match: re.Match[str]) -> str:
    return _SOUNDS[match[0]]


_TO_CLASS = str.maketrans(
    {"g": "k", "h": None, "z": "s", "c": "k", "x": "k", "j": "s", "b": "b", **dict.fromkeys("aeiouy", None)}
)
#: What a leading vowel or h leaves behind: Hrytsenko is Gritsenko.
_FIRST = {**dict.fromkeys("aeiou", "a"), "h": "k"}


def skeletons(heard: Sequence[str]) -> list[str]:
    """The consonants of words in broad classes, for blocking only; a leading vowel is kept as "a".

    Args:
        heard: words as `sound` gives them, without line ends.

    >>> skeletons(["kadafi", "ivanov"])
    ['kdf', 'avnv']
    """
    bones = _TWICE.sub(r"\1", "\n".join(heard).translate(_TO_CLASS)).split("\n") if heard else []
    return [_FIRST.get(word[:1], "") + bone for word, bone in zip(heard, bones, strict=True)]


@cache
def given_sets() -> dict[str, frozenset[int]]:
    """Given names to the numbers of the sets they stand in. Source: ``data/resolve_given_names.tsv``."""
    return _sets("resolve_given_names.tsv")


@cache
def cognate_sets() -> dict[str, frozenset[int]]:
    """The same for one name in different languages. Source: ``data/resolve_given_cognates.tsv``."""
    return _sets("resolve_given_cognates.tsv")


def _sets(table: str) -> dict[str, frozenset[int]]:
    members: dict[str, set[int]] = {}
    for number, names in enumerate(read_table(table)):
        for name in names:
            members.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in members.items()}


@cache
def surnames_first() -> frozenset[str]:
    """Family names that stand first. Source: ``data/resolve_surnames_first.tsv``."""
    return frozenset(row[0] for row in read_table("resolve_surnames_first.tsv"))


@cache
def namesakes() -> dict[tuple[str, str], frozenset[str]]:
    """First and last names shared by several public people, with what tells them apart. Source: ``data/resolve_namesakes.tsv``."""
    table = {}
    for base, *marks in read_table("resolve_namesakes.tsv"):
        first, last = base.split()
        table[first, last] = frozenset(marks)
    return table


def one_letter_apart(left: str, right: str) -> tuple[str, str] | None:
    """The letters in which two words differ when one change, insertion or deletion makes them equal, else None.

    >>> one_letter_apart("yasir", "yaser"), one_letter_apart("marina", "martina"), one_letter_apart("abc", "abc")
    (('i', 'e'), ('', 't'), None)
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return None
    shortest = min(len(left), len(right))
    if len(left) == len(right) and sum(map(ne, left, right)) != 1:
        return None  # most pairs end here
    start = next((i for i in range(shortest) if left[i] != right[i]), shortest)
    if len(left) == len(right):
        return (left[start], right[start]) if left[start + 1 :] == right[start + 1 :] else None
    if len(left) < len(right):
        return ("", right[start]) if left[start:] == right[start + 1 :] else None
    return (left[start], "") if left[start + 1 :] == right[start:] else None
