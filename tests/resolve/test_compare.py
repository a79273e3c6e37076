from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.resolve.compare import FEATURES, SIGNS, THRESHOLD, WEAK, Comparison, compare_names
from graphkit.resolve.names import parse_person

PAIRS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def verdict(comparison: Comparison) -> str:
    if comparison.conflict or not comparison.features:
        return "no"
    if comparison.same and not comparison.weak:
        return "same"
    return "unique" if comparison.with_signs(("only_candidate",)).same else "sign"


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_pair(left: str, right: str, expected: str) -> None:
    one, other = parse_person(left), parse_person(right)
    assert verdict(compare_names(one, other)) == expected, compare_names(one, other).reason
    assert compare_names(one, other).score == compare_names(other, one).score


def test_every_sign_lifts_a_doubtful_pair() -> None:
    doubtful = compare_names(parse_person("Nils Oberhauser"), parse_person("Nils Obenhauser"))
    assert not doubtful.same
    assert all(doubtful.with_signs(("only_candidate", sign)).same for sign in SIGNS)


def test_no_sign_lifts_a_conflict() -> None:
    conflict = compare_names(parse_person("George Bush"), parse_person("George W. Bush"))
    assert not conflict.with_signs(tuple(FEATURES)).same
    assert "namesakes" in conflict.reason


def test_single_names_neither_merge_nor_conflict() -> None:
    assert compare_names(parse_person("Zelensky"), parse_person("Volodymyr Zelensky")) == Comparison()


def test_a_surname_alone_needs_more_than_one_candidate() -> None:
    assert not Comparison(("name_alone", "only_candidate")).same
    assert Comparison(("name_alone", "only_candidate", "same_company")).same
    assert not Comparison(("name_alone", "same_company")).same


def test_table() -> None:
    assert FEATURES.keys() >= WEAK | SIGNS
    assert sum(FEATURES[f][0] for f in ("surname_equal", "given_initial")) < THRESHOLD


def test_reason_is_words() -> None:
    assert (
        compare_names(parse_person("Bill Clinton"), parse_person("William Clinton")).reason
        == "same surname, equivalent given names"
    )
