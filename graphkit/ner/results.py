"""People in results of sport as agencies print them: tables with nations, scorers with minutes, line-ups, cricket's scoreboards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import cities, given_names, territories
from graphkit.ner.spans import Name, make_name
from graphkit.ner.titles import HONORIFICS, ROLE_NOUNS
from graphkit.ner.words import ORGANIZATION_WORDS, PLACE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.ner.view import View

_WORD = r"[A-Z](?:\.|[\w'\u2019]*[a-z][\w'\u2019]*(?:-[\w'\u2019]+)*)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|de|da|der|den|van|von|di|del|dos|la|le|el|al|bin|ul|ur)){{0,4}})"

BRACKET = re.compile(r"\((?:(?P<land>[A-Z][\w. ]{1,24})\)|\d{1,3}(?:st|nd|rd|th)\b)")
"""What stands behind a name: the nation ("Ann Hill (Britain) beat …") or the minute ("Karl Hansen (21st minute)")."""

BEFORE = re.compile(rf"{_NAME} $")
"""The name before it."""

WIDTH = 64
"""Most characters of such a name."""

PLACE_IN_TEAM = re.compile(rf"(?<=\b)\d{{1,2}} ?- ?{_NAME}(?=[,;.]| \()")
"""A player with the number in the team: "Teams: Norway - 1 - Karl Hansen, 2 - Anders Lund"."""

CRICKET = re.compile(r"\bnot out\b|\blbw\b|\bExtras\b")
"""What a scoreboard of cricket says."""

BALL = re.compile(rf"(?<=\s)(?:c|b|st) {_NAME}(?= (?:b|c|\d+)\b)")
"""Who caught or bowled."""

BAT = re.compile(rf"{_NAME}(?= (?:c|b|st|lbw|run out|not out) )")
"""Who was out, and how."""

FIGURES = re.compile(rf"{_NAME}(?= \d{{1,2}}(?:\.\d)?-\d{{1,2}}-\d{{1,3}}-\d{{1,2}})")
"""Who bowled so many overs."""

FEWEST = 4
"""So many names of one kind make a table."""


def find_results(view: View) -> list[Name]:
    """Return the people of the tables and line-ups of sport, in order."""
    text = view.text
    found: list[Name] = []
    if "(" in text:
        found += _bracketed(view)
    if " - " in text or "- " in text:
        numbered = list(PLACE_IN_TEAM.finditer(text))
        if len(numbered) >= FEWEST:
            found += [name for match in numbered for name in _person(view, match)]
    if CRICKET.search(text):
        board = [
            name for rule in (BAT, BALL, FIGURES) for match in rule.finditer(text) for name in _person(view, match)
        ]
        found += board if len(board) >= FEWEST else []
    return sorted(found, key=lambda name: name.start)


def _bracketed(view: View) -> list[Name]:
    """Return scorers, and competitors with a nation if they are people and no teams: most of them begin with a given name."""
    lands = territories().names
    scorers: list[Name] = []
    found: list[Name] = []
    for bracket in BRACKET.finditer(view.text):
        at, land = bracket.start(), bracket["land"]
        if land and lands.get(tuple(land.split(" "))) is None:
            continue
        match = BEFORE.search(view.text, max(at - WIDTH, 0), at)
        if match is None:
            continue
        people = list(_person(view, match))
        head = view.text[: match.start()].rstrip()
        if land:
            found += people
        elif head[-1:] in set("-:,(;") or head.endswith(" and"):
            scorers += people
    given = [name for name in found if view.words[name.i] in given_names()]
    return scorers + (found if len(given) * 2 > len(found) else given)


def _person(view: View, match: re.Match[str]) -> Iterator[Name]:
    """Yield the person of a match, without the team that may stand before."""
    start, end = match.span("name")
    i, j = view.token_at(start), view.token_at(end - 1) + 1
    if view.ends[j - 1] != end:
        return
    if view.starts[i] != start:  # "4-Ann", of which the number is her seeding
        if view.words[i][0].isdigit() and j - i > 1:
            yield Name(i, j, start, end, "Person", "result", locked=True, score=0.85)
        return
    land = territories().names.find(view.words, i)
    if land is not None and land[0] < j:
        i = land[0]
    low = view.lowers[j - 1]
    called = view.words[i] in given_names() and low not in ORGANIZATION_WORDS
    plain = not called and (low in ORGANIZATION_WORDS or low in PLACE_WORDS or low in ROLE_NOUNS)
    first = view.lowers[i] in HONORIFICS or view.lowers[i] in ROLE_NOUNS
    if plain or first or not view.words[i][0].isupper() or " ".join(view.words[i:j]) in cities():
        return
    if territories().names.get(tuple(view.words[i:j])) is None and view.lowers[i] != "extras":
        yield make_name(view, i, j, "Person", "result", locked=True, score=0.9)
