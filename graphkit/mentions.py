"""Where names stand: `Mention` is one place, `Mentions` are all places of one entity, in little memory.

A graph tells every place where a name stands, so of nothing are there as many. As an object a mention takes a hundred
bytes and more; here it is a row of sixteen, which document, which wording and where, and becomes an object when it is
asked for. Documents and wordings are few, and are kept once for all entities of a graph.
"""

from __future__ import annotations

import operator
import struct
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, starmap
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

_T = TypeVar("_T", bound="Hashable")

FARTHEST = 2**63 - 1
"""The highest offset that can be kept."""
TOO_FAR = f"no mention can stand farther from the start than {FARTHEST}"

#: Numbers of document and wording, and the first code point.
_ROW = struct.Struct("=IIq")
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in a document where an entity is named or stood for.

    Attributes:
        start: first code point.
        end: one past the last code point.
        text: ``document.text[start:end]``.
        rule: the rule, or "model", that found it or last changed it.
        inferred: True where the words only stand for the entity (pronoun, role, adjective, capital, group).
        document: document id; empty inside an `Extraction`, where it goes without saying.
        score: how sure the rule is, in [0, 1].
    """

    start: int
    end: int
    text: str
    rule: str
    inferred: bool = False
    document: str = ""
    score: float = 1.0


class Wording(NamedTuple):
    """What a mention says, wherever it stands; wordings sort as mentions of one place do.

    Attributes:
        length: in code points.
        inferred: as in `Mention`.
        text: as in `Mention`.
        rule: as in `Mention`.
        score: as in `Mention`.
    """

    length: int
    inferred: bool
    text: str
    rule: str
    score: float


class Numbers(Generic[_T]):
    """Gives things numbers from 0 on, equal ones the same.

    Attributes:
        things: by their numbers.
    """

    __slots__ = ("_number_of", "things")

    def __init__(self) -> None:
        """Start with none."""
        self.things: list[_T] = []
        self._number_of: dict[_T, int] = {}

    def of(self, thing: _T) -> int:
        """The number of a thing."""
        number = self._number_of.setdefault(thing, len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


# Most of what a frozen dataclass costs is object.__setattr__, field by field, and mentions are made again and again; so
# they are filled through their slots. A new field makes the unpacking fail.
(_start, _end, _text, _rule, _inferred, _document, _score) = (
    getattr(Mention, name).__set__ for name in Mention.__slots__
)


def wording_of(mention: Mention) -> Wording:
    """What a mention says."""
    return Wording(mention.end - mention.start, mention.inferred, mention.text, mention.rule, float(mention.score))


def make_mention(document: str, start: int, wording: Wording) -> Mention:
    """The mention that says it there."""
    mention = object.__new__(Mention)
    length, inferred, text, rule, score = wording
    _start(mention, start)
    _end(mention, start + length)
    _text(mention, text)
    _rule(mention, rule)
    _inferred(mention, inferred)
    _document(mention, document)
    _score(mention, score)
    return mention


def pack_rows(rows: Iterable[tuple[int, int, int]]) -> bytes:
    """Rows of number of the document, number of the wording and first code point, as `Mentions` take them.

    Raises:
        ValueError: an offset is beyond `FARTHEST`.
    """
    packed = bytearray()
    try:
        for row in rows:
            packed += _ROW.pack(*row)
    except struct.error:
        raise ValueError(TOO_FAR) from None
    return bytes(packed)


class Mentions(Sequence[Mention]):
    """Mentions as a sequence that can't be changed, like the tuple of them, which it equals.

    A mention is made each time it is asked for. Whoever needs no more than where they all stand or what they say is
    quicker with `documents`, `spots`, `told` and `wordings`.
    """

    __slots__ = ("_documents", "_rows", "_wordings")

    _documents: Sequence[str]
    _rows: bytes
    _wordings: Sequence[Wording]

    def __init__(self, rows: bytes = b"", *, documents: Sequence[str] = (), wordings: Sequence[Wording] = ()) -> None:
        """Take mentions as rows, which share documents and wordings with those of other entities.

        Args:
            rows: what `pack_rows` gives.
            documents: ids by number; neither this nor the next may change any more but by growing.
            wordings: by number.
        """
        self._rows, self._documents, self._wordings = rows, documents, wordings

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """Take mentions in the order in which they come.

        Raises:
            ValueError: an offset is beyond `FARTHEST`.
        """
        documents, wordings = Numbers[str](), Numbers[Wording]()
        rows = pack_rows((documents.of(m.document), wordings.of(wording_of(m)), m.start) for m in mentions)
        return cls(rows, documents=documents.things, wordings=wordings.things)

    # what can be asked without making mentions

    def documents(self) -> set[str]:
        """Ids of the documents that they stand in."""
        return {self._documents[number] for number in set(self._column(0))}

    def spots(self) -> Iterator[tuple[str, int, int]]:
        """Document, start and end of each, in order."""
        documents, lengths = self._documents, self._wordings
        for document, wording, start in _ROW.iter_unpack(self._rows):
            yield documents[document], start, start + lengths[wording][0]

    def told(self) -> Iterator[tuple[str, int, Wording]]:
        """Document, start and wording of each, in order."""
        documents, wordings = self._documents, self._wordings
        for document, wording, start in _ROW.iter_unpack(self._rows):
            yield documents[document], start, wordings[wording]

    def wordings(self) -> dict[Wording, int]:
        """What they say, and how often, in order of the first that says it."""
        return {self._wordings[number]: count for number, count in Counter(self._column(1)).items()}

    def _column(self, place: int) -> array[int]:
        """The numbers of documents (0) or wordings (1); a row is as long as four of them."""
        return array("I", self._rows)[place::4]

    # what every sequence can

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows) // _ROW.size

    def __iter__(self) -> Iterator[Mention]:
        """Each, in order."""
        return starmap(make_mention, self.told())

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Mentions: ...
    def __getitem__(self, index: int | slice) -> Mention | Mentions:
        """One by its place, or some by a slice."""
        if isinstance(index, slice):
            places = range(len(self))[index]
            rows = b"".join([self._rows[_ROW.size * n : _ROW.size * (n + 1)] for n in places])
            return Mentions(rows, documents=self._documents, wordings=self._wordings)
        size, at = len(self._rows), _ROW.size * operator.index(index)
        if at < 0:
            at += size
        if not 0 <= at < size:
            raise IndexError(f"there is no mention {index}, only {len(self)} of them")
        document, wording, start = _ROW.unpack_from(self._rows, at)
        return make_mention(self._documents[document], start, self._wordings[wording])

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same mentions in the same order, be it one of these or a tuple."""
        if isinstance(other, Mentions):
            return len(self) == len(other) and all(map(operator.eq, self.told(), other.told()))
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __hash__(self) -> int:
        """The hash of the tuple."""
        return hash(tuple(self))

    def __add__(self, other: Iterable[Mention]) -> tuple[Mention, ...]:
        """These and others, as a tuple."""
        return (*self, *other)

    def __repr__(self) -> str:
        """The first few, and how many there are."""
        shown = ", ".join(map(repr, islice(self, _SHOWN)))
        return f"Mentions([{shown}])" if len(self) <= _SHOWN else f"<{len(self)} Mentions: {shown}, …>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle these alone, without the documents and wordings of others."""
        return Mentions.of, (tuple(self),)
