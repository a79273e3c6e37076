"""Letters that were decoded wrongly: mended, and nothing else changed."""

from __future__ import annotations

import pytest

from graphkit.readers.mending import mend

MENDED = [
    ("", ""),
    ("Ann met Bob.", "Ann met Bob."),
    ("AnaÃ¯s met MÃ¼ller.\r\nShe left.\rBye\u2028\n", "Anaïs met Müller.\r\nShe left.\rBye\u2028\n"),
    ("â€œWe metâ€\x9d, said Müller.\n\nÃ‰va agreed.", "“We met”, said Müller.\n\nÉva agreed."),
    ("Café “deal” – ﬁne ｆｕｌｌ &eacute; \x07\x0b\x1b[1m", "Café “deal” – ﬁne ｆｕｌｌ &eacute; \x07\x0b\x1b[1m"),
    ("ü\r\nÃ ", "ü\r\nà "),
    ("Müller said\x85 nothing", "Müller said… nothing"),
    ("São Paulo’s\nSÃ£o Paulo\n", "São Paulo’s\nSão Paulo\n"),
]


@pytest.mark.parametrize(("text", "mended"), MENDED, ids=range(len(MENDED)))
def test_wrongly_decoded_letters_are_mended_and_nothing_else(text: str, mended: str) -> None:
    assert mend(text) == mended


def test_lines_without_number_take_little_time() -> None:
    text = "É" + "\n" * 3_000_000
    assert mend(text) == text
