"""Ids are claimed and judged the same way in memory and on the disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.corpus.claims import ClaimsOnDisk
from graphkit.readers.claims import Claims, ClaimsInMemory, Conflict

_ITEM = st.tuples(
    st.sampled_from(["a", "b", "caf\udce9", "n\0"]),
    st.sampled_from(["text 1", "text 2"]),
    st.tuples(st.integers(-5, 0), st.sampled_from(["x", "y"])),
)


@pytest.fixture(params=["memory", "disk"])
def claims(request: pytest.FixtureRequest) -> Iterator[Claims]:
    if request.param == "memory":
        yield ClaimsInMemory()
        return
    with ClaimsOnDisk() as kept:
        yield kept


def test_one_text_is_taken_once_and_by_its_best_rank(claims: Claims) -> None:
    for rank, place in (((0, "b"), "first"), ((-1, "a"), "second"), ((-1, "a"), "third")):
        claims.claim("a", digest="text 1", rank=rank, place=place)
    assert (len(claims), list(claims.conflicts())) == (1, [])
    verdicts = [claims.judge("a", digest="text 1", rank=rank) for rank in ((0, "b"), (-1, "a"), (-1, "a"))]
    assert verdicts == ["again", "taken", "again"]


def test_several_texts_under_one_id_are_a_conflict_that_names_the_first_places(claims: Claims) -> None:
    claims.claim("z", digest="text 1", rank=(0, ""), place="z")
    for number in range(8):
        claims.claim("a", digest=f"text {number % 3}", rank=(0, ""), place=f"place {number}")
    places = tuple(f"place {number}" for number in range(5))
    assert list(claims.conflicts()) == [Conflict(id="a", texts=3, places=places, count=8)]
    assert len(claims) == 1
    assert claims.judge("a", digest="text 1", rank=(0, "")) == "conflict"


def test_what_was_not_seen_before_is_unknown(claims: Claims) -> None:
    claims.claim("a", digest="text 1", rank=(0, ""), place="a")
    assert claims.judge("b", digest="text 1", rank=(0, "")) == "unknown"
    assert claims.judge("a", digest="text 2", rank=(0, "")) == "unknown"


@given(st.lists(_ITEM, max_size=12))
def test_the_disk_judges_as_memory_does(items: list[tuple[str, str, tuple[int, str]]]) -> None:
    memory, disk = ClaimsInMemory(), ClaimsOnDisk()
    with disk:
        for claims in (memory, disk):
            for number, (ident, digest, rank) in enumerate(items):
                claims.claim(ident, digest=digest, rank=rank, place=f"place {number}")
        assert len(memory) == len(disk)
        assert list(memory.conflicts()) == list(disk.conflicts())
        for ident, digest, rank in items:
            assert memory.judge(ident, digest=digest, rank=rank) == disk.judge(ident, digest=digest, rank=rank)
