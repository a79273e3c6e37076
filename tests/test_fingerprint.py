"""Fingerprints of texts: alike for texts that are alike, the same everywhere, and short."""

from __future__ import annotations

import base64
import random

import pytest

from graphkit.fingerprint import FORM, SHORT, VALUES, fingerprint

WORDS = [
    f"{head}{tail}" for head in ("ba", "ke", "li", "mo", "nu", "ri") for tail in ("dan", "fel", "gor", "hin", "jup")
]


def text(count: int, *, seed: int = 1) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)  # noqa: S311 - nothing here is secret


def agreeing(one: list[str], other: list[str]) -> float:
    first, second = (base64.b64decode(str(fingerprint(" ".join(words)))[3:]) for words in (one, other))
    return sum(a == b for a, b in zip(first, second, strict=True)) / VALUES


def shared(one: list[str], other: list[str]) -> float:
    first, second = ({tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (one, other))
    return len(first & second) / len(first | second)


def test_fingerprints_are_the_same_on_every_machine_and_in_every_version() -> None:
    """Records of earlier runs are compared with new ones: where this fails, the form needs a new number."""
    assert fingerprint("The harbour opened again on Monday.") == "w1:d36ff4f9f810c5f4"
    assert (
        fingerprint(" ".join(text(120)))
        == "m1:4yojtdATjXhRXsKvrQvAq5se93ooooN/Vu5ELPgWN+ttJLa6axUhDoOtkm1CTkPG8ahwFLpFohBlshkCo/ZTKJ3IpEsbO7K1asxqn8v8DG862NdSsK83osLNUtqMECEvg73FLE82W9Rfq3dCOzI/J4Q3EiKTJg1fP8QSjNuJunPoronIeuP9anHbUn4VszEgtKKe5xkjDSA4wLmr072EJRE9qsubvP1FkV8SdjYY3XrjhaNvcKZjrfSVygN6Mrea"
    )


@pytest.mark.parametrize("kept", [1.0, 0.9, 0.75, 0.6, 0.3, 0.0])
def test_they_agree_as_far_as_the_texts_do(kept: float) -> None:
    one = text(400)
    other = [*one[: int(400 * kept)], *text(400 - int(400 * kept), seed=2)]
    assert agreeing(one, other) == pytest.approx(shared(one, other), abs=0.1)


def test_case_punctuation_spaces_and_quotation_marks_make_no_difference() -> None:
    words = text(80)
    odd = " — ".join(words).upper().replace("BADAN", "“BADAN”") + "!"
    assert fingerprint(odd) == fingerprint("\n\n".join(words))
    assert fingerprint("Él dijo: «no»") == fingerprint("e\u0301l dijo “NO”")  # with a combining accent


def test_short_texts_are_alike_only_with_the_same_words() -> None:
    words = text(SHORT - 1)
    one = fingerprint(" ".join(words))
    assert one == fingerprint(", ".join(words))
    assert one != fingerprint(" ".join(words[1:]))
    assert str(one).startswith("w1:")
    assert str(fingerprint(" ".join(text(SHORT)))).startswith("m1:")


@pytest.mark.parametrize("words", ["", " \n", "…!?", "\x00\ufffd"])
def test_text_without_words_has_none(words: str) -> None:
    assert fingerprint(words) is None


def test_fingerprints_are_short_and_of_one_form() -> None:
    for count in (1, SHORT, 3000, 20_000):
        made = fingerprint(" ".join(text(count)))
        assert made is not None
        assert FORM.fullmatch(made)
        assert len(made) < 260
