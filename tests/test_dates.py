"""Date phrases and publication dates; the phrases stand in cases/dates.tsv."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import dateparser.date
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import dates
from graphkit.dates import parse_date

CASES = Path(__file__).parent / "cases" / "dates.tsv"
THURSDAY = dt.date(2024, 12, 19)


def _read_cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def _date(cell: str) -> dt.date | None:
    return None if cell == "-" else dt.date.fromisoformat(cell)


@pytest.mark.parametrize(
    ("phrase", "published", "future", "earliest", "latest", "precision", "basis"),
    _read_cases(),
    ids=lambda cell: cell,
)
def test_phrase(phrase, published, future, earliest, latest, precision, basis):
    found = parse_date(phrase, published=_date(published), future=future == "1")
    assert (found.earliest, found.latest, found.precision, found.basis, found.text) == (
        _date(earliest),
        _date(latest),
        precision,
        basis,
        phrase,
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BRUSSELS, March 5, 2024 (AFP) - Ministers of nine countries met behind closed doors.", "2024-03-05"),
        ("BRUSSELS, Belgium, March 5, 2024 (AP) — Ministers met.", "2024-03-05"),
        ("Lisbon, 5 March 2024 – The two sides spoke for an hour.", "2024-03-05"),
        ("LONDON 1996-08-30", "1996-08-30"),
        ("Cup results from the weekend\n\nLONDON 1996-08-30\n\nNorton beat Weston.", "1996-08-30"),
        ("date 2024-12-20 Ministers agree on a fund Friday, December 20, 2024 4:00:00 PM\n\nThey met.", "2024-12-20"),
        (" date 2024-12-20 Ministers agree on a fund", "2024-12-20"),
        ("Ministers agree on a fund Friday, December 20, 2024 4:00:00 PM", "2024-12-20"),
        ("Published: 5 March 2024\nMinisters met.", "2024-03-05"),
        ("Ministers agree on a fund\nBy Ann Other\nUpdated March 5, 2024 10:15 GMT\nThey met.", "2024-03-05"),
        ("Updated March 7, 2024 | Published March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("\n\n  5 March 2024  \n\nMinisters met.", "2024-03-05"),
        ("Ministers agree on a fund\n5 March 2024\nThey met.", "2024-03-05"),
        ("5 March 2024 | World | Ministers agree on a fund", "2024-03-05"),
        ("World | 5 March 2024 | Ministers agree on a fund", "2024-03-05"),
        ("Sept. 3, 2023 - Ministers agree on a fund", "2023-09-03"),
        ("2024-03-05T10:15:00Z Ministers agree on a fund", "2024-03-05"),
        ("2024-03-05 Ministers agree on a fund", "2024-03-05"),
        ("Leaders have met often since the war began on February 24, 2022, and will meet again.", None),
        ("Nothing has been the same since February 24, 2022", None),
        ("On March 5, 2024, the minister resigned.", None),
        ("February 24, 2022 was the day on which everything changed.", None),
        ("February 24, 2022, changed everything, the minister said.", None),
        ("The minister resigned on March 5, 2024.", None),
        ("KYIV, February 24, 2022 was a day that no one here forgets.", None),
        ("Ministers agree on a fund\nThe minister resigned on March 5, 2024.", None),
        ("BRUSSELS, March 5 (AFP) - Ministers met.", None),
        ("Ministers met on Tuesday.", None),
        ("February 30, 2024", None),
        ("The war, February 24, 2022 - a chronicle of what followed.", None),
        ("Ministers met.\n" * 9 + "5 March 2024", None),
        ("A long first line " * 15 + "5 March 2024", None),
        ("", None),
    ],
)
def test_publication_date(text, day):
    assert dates.find_published(text) == (dt.date.fromisoformat(day) if day else None)


def test_two_dates_of_one_kind_that_differ_state_none():
    assert dates.find_published("5 March 2024\n7 March 2024\nMinisters met.") is None


def test_offsets_are_passed_on():
    found = parse_date("on Tuesday", published=THURSDAY, start=40)
    assert (found.start, found.end, found.value) == (40, 50, "2024-12-17")
    assert (parse_date("soon", published=THURSDAY).start, parse_date("soon", published=THURSDAY).end) == (None, None)


@pytest.mark.parametrize("published", [None, THURSDAY])
@pytest.mark.parametrize("future", [False, True])
def test_dateparser_never_counts_from_today(monkeypatch, published, future):
    seen = []

    class Spy(dateparser.date.DateDataParser):
        def __init__(self, *, languages, settings):
            seen.append(settings)
            super().__init__(languages=languages, settings=settings)

    monkeypatch.setattr(dateparser.date, "DateDataParser", Spy)
    dates._parse.cache_clear()
    dates._resolve.cache_clear()
    for case in _read_cases():
        parse_date(case[0], published=published, future=future)
    assert seen
    base = dt.datetime.combine(published or dates._NO_DAY, dt.time(12))
    assert {settings["RELATIVE_BASE"] for settings in seen} == {base}


def test_common_forms_leave_dateparser_unloaded():
    phrases = ["on Tuesday", "yesterday", "2024-03-05", "March 5, 2024", "5 March 2024", "March 2024", "2024", "soon"]
    code = (
        "import sys, datetime\nfrom graphkit.dates import parse_date\n"
        f"for phrase in {phrases!r}: parse_date(phrase, published=datetime.date(2024, 12, 19))\n"
        "sys.exit('dateparser' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_dateparser_raises_no_warning_to_the_caller():
    code = (
        "import datetime\nfrom graphkit.dates import parse_date\n"
        "found = parse_date('20.12.2024', published=None)\nassert found.value == '2024-12-20', found"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


_VOCABULARY = (
    "on since by late early mid the last next this past first end of Tuesday Friday March May 3 15th 30 2024 week month "
    "year quarter weekend today and to from between before after ago in three days - , half second Feb. 29"
)
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(_WORDS, max_size=7).map(" ".join), st.dates(), st.booleans())
def test_any_words_give_an_interval_in_order_or_none(phrase, published, future):
    found = parse_date(phrase, published=published, future=future)
    assert found.text == phrase
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert (found.precision == "unknown") == (found.earliest is None and found.latest is None)
    if found.precision == "day":
        assert found.earliest == found.latest
