"""Who claims which id for which text, over all inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

Rank = tuple[int, str]
Verdict = Literal["taken", "again", "conflict", "unknown"]
"""What becomes of an item: it is taken; it is another one of a text that is; its id stands for several texts; it was not seen
when the ids were looked at."""

NAMED = 5
"""Places of a conflict that are kept, to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An id that stands for different texts.

    Attributes:
        id: the id.
        texts: how many different ones.
        places: the first places where it was found.
        count: of all places.
    """

    id: str
    texts: int
    places: tuple[str, ...]
    count: int


class Claims(Protocol):
    """Remembers the ids of all inputs; each is claimed first, and then judged."""

    def claim(self, ident: str, *, digest: str, rank: Rank, place: str) -> None:
        """Remember that a text was found under an id."""

    def __len__(self) -> int:
        """How many ids stand for one text."""

    def conflicts(self) -> Iterator[Conflict]:
        """The ids that stand for several texts, in order of their first claims."""

    def judge(self, ident: str, *, digest: str, rank: Rank) -> Verdict:
        """What becomes of an item; of equals, the first of the lowest rank is taken."""


@dataclass(slots=True)
class _Claim:
    """What was seen under one id: the digests of its texts, the places, and which of equals is to be taken."""

    digests: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    count: int = 0
    best: Rank | None = None
    is_taken: bool = False


class ClaimsInMemory:
    """Claims of as many documents as fit into memory, with some 700 bytes each."""

    def __init__(self) -> None:
        """Begin with none."""
        self._claims: dict[str, _Claim] = {}

    def claim(self, ident: str, *, digest: str, rank: Rank, place: str) -> None:
        """As `Claims`."""
        claim = self._claims.setdefault(ident, _Claim())
        claim.digests.add(digest)
        if claim.count < NAMED:
            claim.places.append(place)
        claim.count += 1
        claim.best = rank if claim.best is None else min(claim.best, rank)

    def __len__(self) -> int:
        """As `Claims`."""
        return sum(len(claim.digests) == 1 for claim in self._claims.values())

    def conflicts(self) -> Iterator[Conflict]:
        """As `Claims`."""
        for ident, claim in self._claims.items():
            if len(claim.digests) > 1:
                yield Conflict(id=ident, texts=len(claim.digests), places=tuple(claim.places), count=claim.count)

    def judge(self, ident: str, *, digest: str, rank: Rank) -> Verdict:
        """As `Claims`."""
        claim = self._claims.get(ident)
        if claim is None or digest not in claim.digests:
            return "unknown"
        if len(claim.digests) > 1:
            return "conflict"
        if claim.is_taken or rank != claim.best:
            return "again"
        claim.is_taken = True
        return "taken"
