"""Roles read out of the cases of `tests/cases/roles*.tsv`, where every role of a text must be right and no other told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graphkit.model import Document
from graphkit.ner import recognize

CASES = Path(__file__).parent.parent / "cases"
PUBLISHED = dt.date(2024, 5, 14)


def read_cases(name):
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            text, told = line.split("\t")
            roles = [tuple(part.strip() for part in one.split("|")) for one in told.split(";")]
            yield text, [] if told == "-" else sorted(roles)


def day(date):
    return "-" if date is None else date.value or f"{date.earliest}..{date.latest}"


def read_roles(nlp, text, *, columns, **options):
    found = recognize(nlp(text), Document(id="x", published=PUBLISHED), **options)
    names = {e.id: e.name for e in found.entities} | {None: "-"}
    told = (
        (names[r.person], names[r.organization], r.title, r.tense, day(r.start), day(r.end), r.inferred)
        for r in found.roles
    )
    return sorted((*role[:-1], "inferred" if role[-1] else "named")[:columns] for role in told)


@pytest.mark.parametrize(
    ("name", "columns", "least", "share"),
    [
        ("roles", 4, 60, 0.95),
        ("roles_told", 4, 60, 0.95),
        ("roles_dates", 6, 60, 0.95),
        ("roles_inferred", 7, 15, 0.85),
    ],
)
def test_roles_of_the_cases(nlp, name, columns, least, share):
    cases = list(read_cases(name))
    failing = [(text, want, got) for text, want in cases if (got := read_roles(nlp, text, columns=columns)) != want]
    right = 1 - len(failing) / len(cases)
    told = [f"{name}: {len(cases) - len(failing)} of {len(cases)} cases right ({right:.3f})"]
    told += [f"  {text}\n    wanted {want}\n    got    {got}" for text, want, got in failing]
    print("\n".join(told))  # noqa: T201 - the figure, shown with -s
    assert len(cases) >= least
    assert right >= share


def test_no_pronoun_tells_a_role_without_coreference(nlp):
    for text, want in read_cases("roles_inferred"):
        named = {role[:3] for role in want if role[-1] == "named"}
        got = read_roles(nlp, text, columns=7, coreference=False)
        assert {role[:3] for role in got} <= named, text
        assert all(role[-1] == "named" for role in got)


def test_dates_are_told_with_their_words(nlp):
    text = "Oslo.\n\nKaren Holm became president of the World Bank on Monday."
    (role,) = recognize(nlp(text), Document(id="x", published=PUBLISHED)).roles
    assert role.start.text == text[role.start.start : role.start.end] == "Monday"
    assert (role.start.basis, role.start.precision) == ("relative", "day")
    assert [passage.quote for passage in role.evidence] == [text.partition("\n\n")[2].rstrip(".")]


def test_without_a_day_of_publication_a_weekday_stays_words(nlp):
    text = "Karen Holm became president of the World Bank on Monday."
    (role,) = recognize(nlp(text), Document(id="x")).roles
    assert (role.start.text, role.start.earliest, role.start.precision, role.tense) == (
        "Monday",
        None,
        "unknown",
        "current",
    )
