"""What is told of the work: a bar at a terminal, lines now and then in a log, nothing where nothing is wanted."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from graphkit.cli import watch
from graphkit.cli.talk import Talk
from graphkit.cli.watch import TerminalWatch
from graphkit.errors import InputError
from graphkit.model import Document, Extraction


def told(*, terminal: bool, quiet: bool = False, seconds: float = 0.0, articles: int = 12) -> str:
    talk = Talk(quiet=quiet)
    talk.console = Console(file=io.StringIO(), force_terminal=terminal, width=200, soft_wrap=True, color_system=None)
    with pytest.MonkeyPatch.context() as patch, TerminalWatch(talk) as some:
        patch.setattr(watch, "SECONDS", seconds)
        some.expect(articles)
        for n in range(articles):
            some.given(Document(id=f"d{n}", text="Ole Dahl met Ana Ruiz."))
        some.problem(InputError("is odd", source="d0"))
        some._bar.refresh()
        for n in range(1, articles):
            some.extracted(Extraction(document=Document(id=f"d{n}")))
            some._bar.refresh()
    stream = talk.console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def test_log_gets_whole_lines() -> None:
    lines = told(terminal=False).splitlines()
    assert lines[0] == "error: d0: is odd"
    assert lines[1] == "read 1 of 12 articles: 1 error"
    assert lines[-1] == "read 12 of 12 articles: 1 error"
    assert len(lines) == 13


def test_short_work_leaves_the_log_alone() -> None:
    assert told(terminal=False, seconds=600) == "error: d0: is odd\n"


def test_quiet_is_quiet_but_for_errors() -> None:
    assert told(terminal=False, quiet=True) == "error: d0: is odd\n"
    assert told(terminal=True, quiet=True) == "error: d0: is odd\n"


def test_terminal_gets_a_bar_on_long_work() -> None:
    shown = told(terminal=True)
    assert "reading articles" in shown
    assert "12/12 1 error" in shown
    assert "read 12 of" not in shown
    assert "reading articles" not in told(terminal=True, articles=9)


def test_reading_of_files_is_told_where_it_takes_long() -> None:
    def shown(*, terminal: bool, seconds: float, soon: float = 0.0) -> str:
        talk = Talk()
        talk.console = Console(file=io.StringIO(), force_terminal=terminal, width=200, color_system=None)
        with pytest.MonkeyPatch.context() as patch, TerminalWatch(talk) as some:
            patch.setattr(watch, "SECONDS", seconds)
            patch.setattr(watch, "SOON", soon)
            for n in (1200, 100_000):
                some.taken_apart(n, 100_000)
                some._bar.refresh()
            some.expect(2)
        stream = talk.console.file
        assert isinstance(stream, io.StringIO)
        return stream.getvalue()

    assert shown(terminal=False, seconds=0).splitlines() == [
        "reading files: 1,200 of 100,000",
        "reading files: 100,000 of 100,000",
    ]
    assert shown(terminal=False, seconds=600) == ""
    assert "reading files" in (bar := shown(terminal=True, seconds=0))
    assert "1200/100000" in bar
    assert bar.rindex("reading files") < bar.index("reading articles")
    assert "reading files" not in shown(terminal=True, seconds=0, soon=600)
