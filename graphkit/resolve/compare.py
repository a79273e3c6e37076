"""Are these the same person? A comparison that says why.

Each comparison gives features out of one table; the score is the sum of their weights, and two names are one person from
`THRESHOLD` on. A conflict (other first names, say) is no low score but a veto: names in conflict never share an entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.resolve.names import (
    cognate_sets,
    given_sets,
    namesakes,
    one_letter_apart,
    sound,
    surnames_first,
)

if TYPE_CHECKING:
    from graphkit.resolve.names import PersonName

#: Feature to weight and reason. Source: set by hand so that the pairs in ``tests/resolve/test_compare.py`` come out right:
#: equal surname and equal or equivalent first name is enough; whatever may be chance needs a further sign.
FEATURES: dict[str, tuple[float, str]] = {
    "same_id": (9.0, "same identifier"),
    "same_name": (8.0, "same name"),
    "same_words": (7.0, "same words in another order"),
    "surname_equal": (4.0, "same surname"),
    "surname_spelling": (3.0, "surname spelt in another way"),
    "surname_gender": (2.0, "masculine and feminine form of one surname"),
    "surname_typo": (0.5, "surnames one letter apart"),
    "given_equal": (4.0, "same given name"),
    "given_equivalent": (3.0, "equivalent given names"),
    "given_spelling": (3.0, "given name spelt in another way"),
    "given_cognate": (0.5, "one given name in two languages"),
    "given_initial": (1.5, "initial of the given name"),
    "initial_left_out": (5.0, "same names but for a leading initial"),
    "last_word_left_out": (4.0, "one name is the beginning of the other"),
    "first_word_left_out": (4.0, "one name is the end of the other"),
    "words_left_out": (3.0, "all words of one name are in the other"),
    "name_alone": (4.0, "part of the name"),
    "middle_equal": (0.5, "same middle name"),
    "middle_missing": (-0.5, "middle name left out"),
    "patronymic_missing": (0.0, "patronymic left out"),
    "suffix_missing": (-1.0, "suffix left out"),
    "only_candidate": (1.0, "nobody else it could be"),
    "only_with_signs": (1.0, "nobody else of the name with such signs"),
    "same_role": (2.0, "same role"),
    "same_organization": (1.5, "role at the same organisation"),
    "same_office": (1.0, "same office"),
    "same_company": (1.0, "named beside the same people or organisations"),
    "same_country": (1.0, "role or story of the same country"),
}
THRESHOLD = 6.0
#: Names with one of these may belong to several people, so it matters whether there is another candidate.
WEAK = frozenset({
    "given_initial", "initial_left_out", "first_word_left_out", "last_word_left_out", "words_left_out", "name_alone", "middle_missing",
    "suffix_missing", "given_cognate",
})  # fmt: skip
#: Features that lie outside the names.
SIGNS = frozenset({"same_id", "same_role", "same_organization", "same_office", "same_company", "same_country"})
_PATRONYMIC = re.compile(r"(?:ov|ev|yev|iy)(?:ich|ych|na)|(?:ivna|yivna|ovych|ilyich|ilich)$")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names have in common.

    Attributes:
        features: names out of `FEATURES`, in the order found.
        conflict: why the two can't be one person, or "".
    """

    features: tuple[str, ...] = ()
    conflict: str = ""

    @property
    def score(self) -> float:
        """Sum of the weights; below zero where the two are in conflict."""
        return -1.0 if self.conflict else sum(FEATURES[feature][0] for feature in self.features)

    @property
    def weak(self) -> bool:
        """True where the shorter name might stand for somebody else as well."""
        return not WEAK.isdisjoint(self.features)

    @property
    def same(self) -> bool:
        """True where the features are enough for one person."""
        return not self.conflict and self.score >= THRESHOLD

    @property
    def reason(self) -> str:
        """The features, or the conflict, in words."""
        return self.conflict or ", ".join(FEATURES[feature][1] for feature in self.features)

    def with_signs(self, signs: tuple[str, ...]) -> Comparison:
        """The same comparison with further features."""
        return Comparison((*self.features, *signs), self.conflict)


OTHER_GIVEN = Comparison(conflict="different given names")
OTHER_SURNAME = Comparison(conflict="different surnames")
OTHER_MIDDLE = Comparison(conflict="different middle names")
OTHER_SUFFIX = Comparison(conflict="one bears a suffix such as Jr. that the other lacks")
NAMESAKES = Comparison(conflict="known namesakes, told apart by a middle name or suffix")
SAME_NAME = Comparison(("same_name",))


def compare_names(left: PersonName, right: PersonName) -> Comparison:
    """Compare two full names (names of one word are no ground for a conflict or a merge by themselves).

    >>> from graphkit.resolve.names import parse_person
    >>> compare_names(parse_person("Volodymyr Zelenskyy"), parse_person("Vladimir Zelensky")).reason
    'surname spelt in another way, equivalent given names'
    >>> compare_names(parse_person("Marine Le Pen"), parse_person("Jean-Marie Le Pen")).reason
    'different given names'
    """
    if left.compact == right.compact or (left.words, left.suffix) == (right.words, right.suffix):
        return SAME_NAME
    size = len(left.words)
    if size < 2 or len(right.words) < 2:
        return Comparison()
    if size == len(right.words) and left.suffix == right.suffix and sorted(left.words) == sorted(right.words):
        return Comparison(("same_words",))
    return _compare_parts(left, right)


def _compare_parts(left: PersonName, right: PersonName) -> Comparison:
    surname = _surname(left, right)
    given = _given(left.given, right.given) if surname else None
    if surname is None or given is None:
        family_first = left.given == right.given and left.given in surnames_first()
        return _subset(left, right) or (OTHER_GIVEN if surname or family_first else OTHER_SURNAME)
    if _told_apart(left, right):
        return NAMESAKES
    middle, suffix = _middle(left, right), _suffix(left, right)
    if middle is None or suffix is None:
        return OTHER_MIDDLE if middle is None else OTHER_SUFFIX
    return Comparison((surname, given, *middle, *suffix))


def _surname(left: PersonName, right: PersonName) -> str | None:
    one, other = left.words[-1], right.words[-1]
    if one == other:
        return "surname_equal"
    if len(one) < 4 or len(other) < 4:
        return None
    if left.given in surnames_first() and right.given in surnames_first():
        return None  # the last word is a given name here, and Chinese ones lie close to each other
    heard, also = sound(one), sound(other)
    if heard != also and "a" in {heard[-1], also[-1]} and _genderless(heard) == _genderless(also):
        return "surname_gender"
    found = _spelling(heard, also, typo="surname_typo", spelling="surname_spelling")
    if found and heard != also and _FIXED.search(one) and _FIXED.search(other):
        return "surname_typo"
    return found


def _given(one: str, other: str) -> str | None:
    if one == other:
        return "given_equal"
    if len(one) == 1 or len(other) == 1:
        return "given_initial" if _initials(one) & _initials(other) else None
    for sets, feature in ((given_sets(), "given_equivalent"), (cognate_sets(), "given_cognate")):
        if not sets.get(one, frozenset()).isdisjoint(sets.get(other, frozenset())):
            return feature
    if one in given_sets() and other in given_sets():
        return None  # two well-known names that are no forms of each other (Daniel, Daniela)
    return (
        _spelling(sound(one), sound(other), typo=None, spelling="given_spelling")
        if min(len(one), len(other)) > 2
        else None
    )


def _initials(word: str) -> frozenset[str]:
    """First letters under which a name may be shortened: Y. or E. for Yevgeny."""
    return frozenset({word[0], sound(word)[0]}) if len(word) > 1 else frozenset(word)


def _spelling(one: str, other: str, *, typo: str | None, spelling: str) -> str | None:
    """Whether two words, given as they sound, are one word spelt in two ways, one letter apart, or different."""
    if one == other:
        return spelling
    if min(len(one), len(other)) < 5:
        return None
    letters = one_letter_apart(one, other)
    if letters is None:
        return None
    last_differs = one[:-1] == other[:-1] or one[:-1] == other or one == other[:-1]
    if last_differs:
        # Daniel and Daniele, Mario and Maria, Robert and Roberto, Adam and Adams
        return spelling if set(letters) <= {"a", "o"} and one.endswith(("nka", "nko")) else None
    if set(letters) <= _VOWELS | {"", "h"} or set(letters) in ({"g", "k"}, {"g", "h"}, {"z", "s"}):
        return spelling
    return typo if one[0] == other[0] or set(letters) == {"d", "j"} else None  # Đurić is told as Djuric or Duric


#: Endings of surnames that Latin script has always written: Petersen and Peterson are two, Morsi and Mursi one.
#: Source: own compilation of English, German and Nordic surname endings.
_FIXED = re.compile(
    r"(?:gren|berg|burg|mann?|s[eo]n|stein|feld|bauer|haus(?:er|en)|str[oe]m|qu?vist|quist|holm|dahl?|lund|stad|bach|ton|ley|field|ford|worth|wood)$"
)


def surnames_alike(heard: str, also: str) -> bool:
    """False where two surnames, given as they sound, can't be forms of one, whatever else the names have in common.

    It says quickly what `compare_names` would find out at length.
    """
    if heard == also or one_letter_apart(heard, also) is not None:
        return True
    return "a" in (heard[-1:], also[-1:]) and _genderless(heard) == _genderless(also)


_GENDER = re.compile(r"(?:(?<=[oe]v)|(?<=in))a$|sk(?:aia|a)$")


def _genderless(heard: str) -> str:
    """The sound of a Slavic surname without its feminine ending: Ivanova to Ivanov, Kovalska to Kovalski."""
    return _GENDER.sub(lambda match: "ski" if match.group().startswith("sk") else "", heard)


def _middle(left: PersonName, right: PersonName) -> tuple[str, ...] | None:
    """Features of the middle names, or None where they contradict each other."""
    one, other = left.middle, right.middle
    if not one and not other:
        return ()
    if not one or not other:
        if left.given in surnames_first():
            return None  # Kim Jong Un is no Kim Un
        return ("patronymic_missing",) if all(map(_PATRONYMIC.search, one or other)) else ("middle_missing",)
    given = _given(one[0], other[0])
    return ("middle_equal",) if given else None


def _suffix(left: PersonName, right: PersonName) -> tuple[str, ...] | None:
    """Features of Jr., Sr. and the like, or None where they contradict each other.

    Left out is only the suffix of a formal name ("Joseph R. Biden Jr.", then "Joe Biden"): who is called "Donald Trump
    Jr." is so called to be told from somebody.
    """
    if left.suffix == right.suffix:
        return ()
    if left.suffix and right.suffix:
        return None
    bearer, other = (left, right) if left.suffix else (right, left)
    return ("suffix_missing",) if bearer.middle and not other.middle else None


def _told_apart(left: PersonName, right: PersonName) -> bool:
    marks = namesakes().get((left.given, left.surname))
    return bool(marks) and _marks(left) & marks != _marks(right) & marks if marks else False


def _marks(name: PersonName) -> frozenset[str]:
    return frozenset({word[0] for word in name.middle} | ({name.suffix} if name.suffix else set()))


def _subset(left: PersonName, right: PersonName) -> Comparison | None:
    """One name within the other, where first or last words don't agree: "Robert Oppenheimer", "J. Robert Oppenheimer"."""
    if left.suffix != right.suffix:
        return None
    if len(left.words) == len(right.words):
        return None
    short, long = (left, right) if len(left.words) < len(right.words) else (right, left)
    if len(short.words) < 2 or short.given in surnames_first():
        return None
    rest = iter([sound(word) for word in long.words])
    if any(len(word) == 1 for word in short.words) or not all(sound(word) in rest for word in short.words):
        return None
    if short.words == long.words[1:] and len(long.given) == 1:
        return Comparison(("initial_left_out",))
    if short.words == long.words[: len(short.words)]:
        return Comparison(("last_word_left_out",))
    if short.words == long.words[1:]:
        return Comparison(("first_word_left_out",))
    return Comparison(("words_left_out",))
