"""What a mail itself says, without the mails that it answers and without its signature."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[ \t]*>")
# Source: the lines that Apple Mail, Gmail and Thunderbird put before what they quote; they may be wrapped once
_ATTRIBUTION = re.compile(r"(?:On|Am|Le|El) .{6,200}(?:wrote|writes|schrieb|écrit|escribió) ?:\s*\Z", re.DOTALL)
# Source: those of Outlook, where nothing behind them is the sender's own
_ORIGINAL = re.compile(r"[ \t]*(?:-{3,} ?Original (?:Message|Appointment) ?-{3,}|_{20,})[ \t]*\Z", re.IGNORECASE)
_HEADER = re.compile(r"[ \t]*\*?(From|Sent|To|Date|Subject|Cc)\s*:\*?", re.IGNORECASE)
_SIGNATURE = "-- "  # Source: RFC 3676 §4.3
_WRAPPED = 2  # lines that an attribution may take


def own_words(text: str) -> str:
    r"""Leave out quoted lines with the line that introduces them, what Outlook quotes below, and the signature.

    What is forwarded stays, since to forward an article is to send it.

    >>> own_words("We met.\n\nOn Mon, 4 Mar 2024, Ann Lee wrote:\n> Did you?\n> Really?\n-- \nBob\n")
    'We met.\n'
    """
    lines = _until_original(text.split("\n"))
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line.rstrip("\r") == _SIGNATURE:
            break
        if not _QUOTED.match(line):
            kept.append(line)
        elif number == 0 or not _QUOTED.match(lines[number - 1]):
            _drop_attribution(kept)
    return "\n".join(kept).strip("\n") + "\n"


def _until_original(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line) and _is_header(lines[number + 1 :]):
            return lines[:number]
    return lines


def _is_header(lines: list[str]) -> bool:
    """Whether the next lines with words are those of a mail's head: From, and Sent, To or Date."""
    told = [
        match[1].lower() for line in [line for line in lines[:12] if line.strip()][:3] if (match := _HEADER.match(line))
    ]
    return told[:1] == ["from"] and len(told) > 1


def _drop_attribution(kept: list[str]) -> None:
    while kept and not kept[-1].strip():
        kept.pop()
    for count in range(1, _WRAPPED + 1):
        if _ATTRIBUTION.match("\n".join(kept[-count:])):
            del kept[-count:]
            return
    kept.append("")
