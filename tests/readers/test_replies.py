"""What a mail itself says."""

from __future__ import annotations

import pytest

from graphkit.readers.replies import own_words

MAILS = [
    ("We met.\n", "We met.\n"),
    ("We met.\n-- \nOrla Quennell\nMinister\n", "We met.\n"),
    ("Yes.\n\nOn Tue, Mar 5, 2024 at 10:00 AM Tam Besh <tam@example.org> wrote:\n\n> Did you\n> meet?\n", "Yes.\n"),
    ("Yes.\n\nOn Tue, Mar 5, 2024 at 10:00 AM Tam Besh\n<tam@example.org> wrote:\n> Did you?\n", "Yes.\n"),
    ("> Did you meet?\n\nYes.\n\n> And agree?\n\nNo.\n", "Yes.\n\n\nNo.\n"),
    ("Yes.\n\n-----Original Message-----\nFrom: Tam\nSent: Tuesday\nTo: Orla\n\nDid you?\n", "Yes.\n"),
    ("Yes.\n________________________________\nFrom: Tam\nDate: Tuesday\n\nDid you?\n", "Yes.\n"),
    ("A line\n________________________________\nand another.\n", "A line\n________________________________\nand another.\n"),
    (
        "See below.\n---------- Forwarded message ---------\nFrom: Tam\nDate: Tue\n\nOrla met us.\n",
        "See below.\n---------- Forwarded message ---------\nFrom: Tam\nDate: Tue\n\nOrla met us.\n",
    ),
    ("On Tuesday she wrote:\nwe met.\n", "On Tuesday she wrote:\nwe met.\n"),
    ("-- \n", "\n"),
]  # fmt: skip


@pytest.mark.parametrize(("mail", "own"), MAILS)
def test_own_words(mail: str, own: str) -> None:
    assert own_words(mail) == own
