"""Progress and problems of a run, told to the person at the terminal."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import IO, TYPE_CHECKING, Self

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from graphkit.cli.keeping import amount
from graphkit.cli.pace import Pace
from graphkit.cli.talk import PARTLY
from graphkit.errors import InputError
from graphkit.pipeline import Watch
from graphkit.records import to_record

if TYPE_CHECKING:
    from types import TracebackType

    from graphkit.cli.talk import Talk
    from graphkit.model import Document, Extraction
    from graphkit.readers import Notice

LONG = 10  # documents from which on a bar is worth it
SOON = 2.0
"""Seconds of looking through files after which it is shown."""
SECONDS = 30.0
"""How often a line goes to a log, the first one after as long; what is sooner done needs none."""


def record_line(extraction: Extraction) -> str:
    """The extraction's record as a line of JSON."""
    return json.dumps(to_record(extraction), ensure_ascii=False) + "\n"


class TerminalWatch(Watch):
    """Shows a bar on long work at a terminal, says errors at once, and counts what is said but once.

    Attributes:
        errors: every input that could not be used.
        notices: everything else that was good to know.
        warnings: those of the notices that were said at once.
        left_out: documents that were not read because of their language.
    """

    def __init__(self, talk: Talk, *, records: IO[str] | None = None, bar: bool = True) -> None:
        """Speak through `talk`; write extraction records as they come to `records`; show a bar unless it is unwanted."""
        self.talk = talk
        self.records = records
        self.errors: list[InputError] = []
        self.notices: list[Notice] = []
        self.warnings: list[str] = []
        self.left_out = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            console=talk.console,
            transient=True,
            redirect_stdout=False,  # or data would go to standard error while the bar is shown
            redirect_stderr=False,
            disable=talk.quiet or not bar or not talk.console.is_terminal,
        )
        self._files = self._bar.add_task("reading files", total=None, pace="", visible=False)
        self._task = self._bar.add_task("reading articles", total=None, pace="", visible=False)
        self._pace = Pace()
        self._words: dict[str, int] = {}
        self._lines = not (talk.quiet or talk.console.is_terminal)
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away, whatever happened."""
        self._bar.stop()

    def taken_apart(self, inputs: int, total: int) -> None:
        """Say how many files were looked through, where that takes long."""
        now = time.monotonic()
        if now - self._begun >= SOON:
            self._bar.update(self._files, completed=inputs, total=total, visible=inputs < total)
            self._bar.start()
        if self._lines and now - self._told >= SECONDS:
            self._told = now
            self.talk.note(f"reading files: {inputs:,} of {total:,}")

    def expect(self, documents: int) -> None:
        """Set the bar's length; show it only on long work."""
        self._bar.update(self._files, visible=False)
        self._bar.update(self._task, total=documents, visible=True)
        self._pace.total = documents
        self.talk.detail(f"{amount(documents, 'document')} to read")
        if documents >= LONG:
            self._bar.start()

    def loaded(self, model: str, ops: str) -> None:
        """Say who reads, where details are wanted."""
        self.talk.detail(f"read by {model}, its matrices multiplied by {ops}")

    def given(self, document: Document) -> None:
        """Count the words, as what was read out of them has no text."""
        self._pace.begin()
        self._words[document.id] = len(document.text.split())

    def extracted(self, extraction: Extraction) -> None:
        """Move the bar."""
        self._advance(extraction.document.id)
        if self.records is not None:
            self.records.write(record_line(extraction))
        if extraction.skipped is None:
            self.talk.detail(f"read {extraction.document.id}")
        else:
            self.left_out += 1
            self.talk.detail(f"left out {extraction.document.id}: not in English but in {extraction.document.lang!r}")

    def problem(self, item: InputError | Notice) -> None:
        """Say errors and wrong encodings at once; keep the rest for the end."""
        if isinstance(item, InputError):
            self.errors.append(item)
            self.talk.error(str(item))
            self._pace.errors += 1
            if item.source in self._words:
                self._advance(item.source)
            return
        self.notices.append(item)
        if item.kind in {"encoding", "date", "scanned", "patterns", "link", "format", "own"}:
            self.warnings.append(str(item))
            self.talk.warning(str(item))
        else:
            self.talk.detail(str(item))

    def _advance(self, ident: str) -> None:
        self._pace.advance(self._words.pop(ident, None))
        self._bar.update(self._task, advance=1, pace=self._pace.tell())
        if self._lines and time.monotonic() - self._told >= SECONDS:
            self._told = time.monotonic()
            self.talk.note(f"read {self._pace.done:,} of {self._pace.total or 0:,} articles: {self._pace.tell()}")

    def remarks(self) -> list[str]:
        """What was only counted, one sentence each."""
        counts = Counter[str]()
        for notice in self.notices:
            counts[notice.kind] += notice.count
        wanted = (
            ("duplicate", "document", "given more than once (same id, same text), counted once"),
            (
                "mended",
                "document",
                "with letters that were once decoded wrongly, mended; quotes are of the mended text",
            ),
            ("skipped", "file", "with other endings left out"),
            ("made", "document", "dated by the day on which the file was made, as nothing better is known"),
            ("bare", "page", "of web archives without an article left out"),
            ("language", "document", "left out: not in English"),
        )
        counts["language"] = self.left_out
        return [f"{amount(counts[kind], noun)} {what}" for kind, noun, what in wanted if counts[kind]]

    def finish(self) -> None:
        """Say what was only counted, and end the command.

        Raises:
            typer.Exit: with the status for "some input could not be read", where that is so.
        """
        for remark in self.remarks():
            self.talk.note(remark)
        if self.errors:
            raise typer.Exit(PARTLY)
