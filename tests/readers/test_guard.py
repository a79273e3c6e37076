"""What a library raises becomes one error of one input, which lays the blame where it belongs."""

from __future__ import annotations

import pytest

from graphkit.errors import InputError
from graphkit.readers.guard import guarded


@pytest.mark.parametrize(
    ("raised", "said", "unsaid"),
    [
        (
            IndexError("list index\n out of range"),
            "(IndexError: list index out of range); it may be cut off",
            "library",
        ),
        (RecursionError(), "(RecursionError); it may be cut off", "library"),
        (ImportError("no module named ink"), "a library is missing or damaged (ImportError: no module", "cut off"),
        (InputError("is empty", source="a.pdf"), "is empty", "damaged"),
    ],
)
def test_bytes_are_blamed_for_everything_but_libraries_that_are_missing(
    raised: Exception, said: str, unsaid: str
) -> None:
    with pytest.raises(InputError) as caught, guarded("a.pdf", "a PDF file"):
        raise raised
    assert said in str(caught.value)
    assert unsaid not in str(caught.value)
    assert caught.value.source == "a.pdf"
