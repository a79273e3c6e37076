"""Letters that were decoded wrongly before they came here ("Ã©" for "é"), led back to what was written."""

from __future__ import annotations

from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig


def mend(text: str) -> str:
    """The text with wrongly decoded letters mended, and nothing else changed: no quotes, ligatures or line ends."""
    if text.isascii():
        return text
    from ftfy import fix_text
    from ftfy.badness import is_bad

    def needs(line: str) -> bool:
        return not line.isascii() and is_bad(line)

    # ftfy goes line by line too, and takes ten times as long over those that need nothing
    lines = StringIO(text, newline="\n")
    return "".join(fix_text(line, _only_encoding()) if needs(line) else line for line in lines)


@lru_cache(maxsize=1)
def _only_encoding() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
