"""Compare a graph of ``data/articles.jsonl`` with ``data/truth.jsonl``: what was found, missed and misread.

An event is found where graphkit has one of the same kind in one of the same articles with at least two of its parties (of a
pledge, with its pledger). Each event counts once. What is found may still have a wrong status, party or day, which is
counted apart.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graphkit import KnowledgeGraph

DATA = Path(__file__).parent / "data"
ARTICLES = DATA / "articles.jsonl"


@dataclass(frozen=True, kw_only=True)
class Score:
    """What of one kind was found.

    Attributes:
        what: the kind.
        right: how many of graphkit's are true.
        found: how many graphkit has.
        true: how many there are.
    """

    what: str
    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """Share of what graphkit has that is true."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that graphkit has."""
        return self.right / self.true if self.true else 1.0


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A graph beside the truth.

    Attributes:
        scores: one for each kind.
        missed: what is true and graphkit has not, one line each.
        wrong: what graphkit has and is not true, one line each.
        misread: what it found, but with a wrong status, party or day, one line each.
    """

    scores: tuple[Score, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    misread: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The scores for a table."""
        return [
            {
                "what": score.what,
                "right": score.right,
                "found": score.found,
                "true": score.true,
                "precision": round(score.precision, 2),
                "recall": round(score.recall, 2),
            }
            for score in self.scores
        ]


def read_truth() -> list[dict[str, Any]]:
    """The lines of the truth."""
    return [json.loads(line) for line in (DATA / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def compare(kg: KnowledgeGraph) -> Comparison:
    """Compare a graph of all the articles with the truth."""
    truth = read_truth()
    records = kg.records
    meetings = _pair(records.meetings(), [line for line in truth if line["type"] == "Meeting"], _meeting_fit)
    pledges = _pair(records.pledges(), [line for line in truth if line["type"] == "Pledge"], _pledge_fit)
    people = {entity.name for entity in records.entities("Person")}
    known = {line["name"] for line in truth if line["type"] == "Person"}
    edges = {frozenset((edge.source, edge.target)) for edge in records.edges("met_with")}
    true_edges = {
        frozenset(pair)
        for line in truth
        if line["type"] == "Meeting" and line["status"] == "occurred"
        for pair in combinations(line["participants"], 2)
    }
    held = [(mine, line) for mine, line in meetings if mine is not None and line is not None]
    dated = [(mine, line) for mine, line in held if line["date"] is not None]
    kept = [(mine, line) for mine, line in pledges if mine is not None and line is not None]
    worth = [(mine, line) for mine, line in kept if "amount" in line]
    return Comparison(
        scores=(
            Score(what="people", right=len(people & known), found=len(people), true=len(known)),
            _score("meetings", meetings),
            _of("… with the right status", (mine.status == line["status"] for mine, line in held)),
            _of(
                "… with exactly the right parties",
                (set(mine.participants) == set(line["participants"]) for mine, line in held),
            ),
            Score(
                what="… with the right day",
                right=sum(_same_days(mine, line["date"]) for mine, line in dated),
                found=sum(mine.first_day is not None for mine, _ in dated),
                true=len(dated),
            ),
            Score(what="edges met_with", right=len(edges & true_edges), found=len(edges), true=len(true_edges)),
            _score("pledges", pledges),
            _of("… with the right sum", (mine.minimum == line["amount"] for mine, line in worth)),
        ),
        missed=tuple(_told(line) for mine, line in (*meetings, *pledges) if mine is None and line is not None),
        wrong=tuple(
            f"{mine!r} {mine.quotes[0]!r}" for mine, line in (*meetings, *pledges) if line is None and mine is not None
        ),
        misread=tuple(f"{mine!r} for {_told(line)}" for mine, line in held if _is_misread(mine, line)),
    )


def _pair(
    found: list[Any], true: list[dict[str, Any]], fit: Callable[[Any, dict[str, Any]], float]
) -> list[tuple[Any, Any]]:
    """What was found beside what is true, each once, the best fit first; None where there is no other."""
    order = sorted(
        ((fit(mine, line), i, j) for i, mine in enumerate(found) for j, line in enumerate(true)),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    mine_of: dict[int, int] = {}
    for score, i, j in order:
        if score > 0 and i not in mine_of.values() and j not in mine_of:
            mine_of[j] = i
    lone = [(mine, None) for i, mine in enumerate(found) if i not in mine_of.values()]
    return [*((found[mine_of[j]] if j in mine_of else None, line) for j, line in enumerate(true)), *lone]


def _shares_article(mine: Any, line: dict[str, Any]) -> bool:
    return bool({passage.document for passage in mine.evidence} & set(line["documents"]))


def _meeting_fit(mine: Any, line: dict[str, Any]) -> float:
    parties, true = set(mine.participants), set(line["participants"])
    if not _shares_article(mine, line) or len(parties & true) < 2:
        return 0
    return len(parties & true) / len(parties | true) + (mine.status == line["status"])


def _pledge_fit(mine: Any, line: dict[str, Any]) -> float:
    if not _shares_article(mine, line) or mine.pledger != line["pledger"]:
        return 0
    return 1 + (mine.minimum == line.get("amount")) + (set(mine.recipients) == set(line["recipients"]))


def _score(what: str, pairs: Iterable[tuple[Any, Any]]) -> Score:
    rows = list(pairs)
    return Score(
        what=what,
        right=sum(mine is not None and line is not None for mine, line in rows),
        found=sum(mine is not None for mine, _ in rows),
        true=sum(line is not None for _, line in rows),
    )


def _of(what: str, answers: Iterable[bool]) -> Score:
    rows = list(answers)
    return Score(what=what, right=sum(rows), found=len(rows), true=len(rows))


def _same_days(mine: Any, date: str) -> bool:
    """Whether the days found are those that are true, or a few around them ("this week" for a day of it)."""
    if mine.first_day is None or mine.last_day is None:
        return False
    first, last = _days(date)
    return (
        mine.first_day <= last
        and first <= mine.last_day
        and (mine.last_day - mine.first_day) <= max(last - first, dt.timedelta(7))
    )


def _days(date: str) -> tuple[dt.date, dt.date]:
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        return dt.date(*parts, 1), dt.date(*parts, calendar.monthrange(*parts)[1])
    day = dt.date(*parts)
    return day, day


def _is_misread(mine: Any, line: dict[str, Any]) -> bool:
    return mine.status != line["status"] or set(mine.participants) != set(line["participants"])


def _told(line: dict[str, Any]) -> str:
    where = f"article {', '.join(line['documents'])}"
    if line["type"] == "Meeting":
        return f"{', '.join(line['participants'])} ({line['status']}; {line['date'] or 'undated'}; {where})"
    to = f" to {', '.join(line['recipients'])}" if line["recipients"] else ""
    return f"{line['pledger']}{to}: {line['what']} ({line['status']}; {where})"
