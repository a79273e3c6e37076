"""Prints what a query finds, as it is found."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphkit.cli.talk import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from graphkit.rdf.asking import Answer

_NARROW = 8
"""A column is not made narrower than this, even if the table is then wider than the terminal."""


async def write_bytes(answer: Answer) -> None:
    """Write an answer as it comes, each part at once; the last line ends."""
    out, last = sys.stdout.buffer, b""
    async for part in answer.parts:
        out.write(part)
        out.flush()
        last = part[-1:] or last
    if last not in {b"", b"\n"}:
        out.write(b"\n")


async def print_table(answer: Answer, *, no_color: bool) -> int:
    """Print rows as a table; columns are as wide as the first rows that come need, later cells are wrapped.

    Returns:
        How many rows there were.
    """
    count, shown = 0, None
    async for rows in _batches(answer.parts):
        if shown is None:
            shown = _Shown(answer.columns, rows, no_color=no_color)
        shown.print(rows)
        count += len(rows)
    (shown or _Shown(answer.columns, [], no_color=no_color)).end()
    return count


async def _batches(parts: AsyncIterator[bytes]) -> AsyncIterator[list[list[str | None]]]:
    async for part in parts:
        yield json.loads(part)


class _Shown:
    """A table whose lines are printed before all of them are known."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str | None]], *, no_color: bool) -> None:
        """Settle how wide the columns are, by their names and the first rows."""
        self._console = Console(no_color=no_color or None, highlight=False)
        self._columns = columns
        self._widths = [max([cell_len(name), *(_width(row[n]) for row in rows)]) for n, name in enumerate(columns)]
        frame = 3 * len(columns) + 1
        if not self._console.is_terminal:  # a file is as wide as it needs to be
            self._console.width = max(80, sum(self._widths) + frame)
        while sum(self._widths) + frame > self._console.width and max(self._widths) > _NARROW:
            self._widths[self._widths.index(max(self._widths))] -= 1
        self._begun = False

    def print(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Print more rows; before the first ones, the head."""
        lines = self._lines(rows)
        self._write(lines[1:-1] if self._begun else lines[:-1])
        self._begun = True

    def end(self) -> None:
        """Print the last line."""
        if not self._begun:
            self.print([])
        self._write(self._lines([])[-1:])

    def _lines(self, rows: Iterable[Sequence[str | None]]) -> list[str]:
        table = Table(show_header=not self._begun)
        for name, width in zip(self._columns, self._widths, strict=True):
            table.add_column(Text(plain(name)), width=width, overflow="fold")
        for row in rows:
            table.add_row(*(Text(plain(cell or "")) for cell in row))
        with self._console.capture() as captured:
            self._console.print(table)
        return captured.get().splitlines(keepends=True)

    def _write(self, lines: Iterable[str]) -> None:
        sys.stdout.writelines(lines)
        sys.stdout.flush()


def _width(cell: str | None) -> int:
    return max((cell_len(line) for line in plain(cell or "").splitlines()), default=0)
