"""The passage that shows an event: the sentence, letter for letter, or the part of a very long one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model import Evidence, Via

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from graphkit.relations.names import NameIndex, Party

#: Longest quote in code points; the part of a longer sentence that holds trigger and parties is quoted.
LONGEST_QUOTE = 500


def bounds_of(sentence: Span) -> tuple[int, int]:
    """Offsets of a sentence without white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, max(start, sentence.start_char + len(text.rstrip()))


def evidence_of(
    sentence: Span,
    trigger: Token,
    parties: list[Party],
    index: NameIndex,
    *,
    rule: str,
    status: str,
    speaker: str | None,
    words: tuple[int, int] | None = None,
) -> Evidence:
    """The sentence as evidence; of a sentence longer than `LONGEST_QUOTE`, the part with trigger and parties.

    Args:
        sentence: the passage.
        trigger: the word that tells of the event.
        parties: whom the quote should hold.
        index: the document's names and text.
        rule: name of the rule that read it.
        status: what the passage says of the event.
        speaker: id of the party whose claim it is, or None.
        words: further offsets that the quote should hold (what is promised).
    """
    start, end = bounds_of(sentence)
    text = index.text
    # the parser may end a sentence inside a name
    start = min([start, *(party.start for party in parties if party.start < start < party.end)])
    end = max([end, *(party.end for party in parties if party.start < end < party.end)])
    if end - start > LONGEST_QUOTE:
        spots = [
            trigger.idx,
            trigger.idx + len(trigger),
            *(spot for party in parties for spot in (party.start, party.end)),
            *(words or ()),
        ]
        near = [spot for spot in spots if start <= spot <= end and abs(spot - trigger.idx) < LONGEST_QUOTE // 2]
        start, end = _shortened(text, start, end, min(near), max(near))
    return Evidence(start=start, end=end, quote=text[start:end], rule=rule, status=status, attributed_to=speaker)


def _shortened(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The part of a long sentence around [first, last), cut at commas or blanks."""
    room = max(0, (LONGEST_QUOTE - (last - first)) // 2)
    left, right = max(start, first - room), min(end, last + room)
    if left > start:
        cut = max(text.find(mark, left, first) for mark in (", ", "; ", " "))
        left = cut + 1 if cut >= 0 else first
    if right < end:
        cut = text.rfind(" ", last, right)
        right = cut if cut >= 0 else last
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def speaker_of(token: Token | None, index: NameIndex) -> str | None:
    """Id of the party that a token names or stands for, or None."""
    if token is None:
        return None
    named = index.proper(token)
    if named is not None:
        return named[0].id
    inferred = index.inferred(token)
    return inferred[0][0].id if len(inferred) == 1 else None


def via_of(parties: list[Party]) -> tuple[Via, ...]:
    """The words of those parties that are not named by their own name."""
    return tuple(
        Via(party=party.entity, text=party.text, start=party.start, end=party.end) for party in parties if party.via
    )


def offsets_of(token: Token) -> tuple[int, int]:
    """Offsets [start, end) of a token in the document's text."""
    return token.idx, token.idx + len(token)
