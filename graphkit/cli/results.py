"""Prints what a query finds, as it is found."""

from __future__ import annotations

import json
import sys
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.box import HEAVY_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from graphkit.cli.talk import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

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
    """A table whose lines are printed before all of them are known.

    It looks as one of rich does, whose own tables take a millisecond a row.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str | None]], *, no_color: bool) -> None:
        """Settle how wide the columns are, by their names and the first rows."""
        self._console = Console(no_color=no_color or None, highlight=False)
        self._columns = columns
        self._box = HEAVY_HEAD.substitute(self._console.options)
        self._widths = [
            max([_cells(_clean(name)), *(_width(row[n]) for row in rows)]) for n, name in enumerate(columns)
        ]
        frame = 3 * len(columns) + 1
        if not self._console.is_terminal:  # a file is as wide as it needs to be
            self._console.width = max(80, sum(self._widths) + frame)
        while sum(self._widths) + frame > self._console.width and max(self._widths) > _NARROW:
            self._widths[self._widths.index(max(self._widths))] -= 1
        self._padded = [width + 2 for width in self._widths]
        self._begun = False

    def print(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Print more rows; before the first ones, the head."""
        if not self._begun:
            self._begun = True
            self._write(self._head())
        self._write(line for row in rows for line in self._row(row))

    def end(self) -> None:
        """Print the last line."""
        self.print([])
        self._write([self._box.get_bottom(self._padded) + "\n"])

    def _head(self) -> list[str]:
        """Give the lines above the rows, the names bold where that can be shown."""
        box = self._box
        names = [self._wrapped(name, width) for name, width in zip(self._columns, self._widths, strict=True)]
        with self._console.capture() as captured:
            self._console.print(box.get_top(self._padded), soft_wrap=True)
            for cells in zip_longest(*names, fillvalue=""):
                line = Text(box.head_left)
                for n, (cell, width) in enumerate(zip(cells, self._widths, strict=True)):
                    line.append(box.head_vertical if n else "").append(f" {_filled(cell, width)} ", style="bold")
                self._console.print(line.append(box.head_right), soft_wrap=True)
            self._console.print(box.get_row(self._padded, "head"), soft_wrap=True)
        return [captured.get()]

    def _row(self, row: Sequence[str | None]) -> Iterator[str]:
        box = self._box
        columns = [self._wrapped(cell, width) for cell, width in zip(row, self._widths, strict=True)]
        for cells in zip_longest(*columns, fillvalue=""):
            line = f" {box.mid_vertical} ".join(map(_filled, cells, self._widths))
            yield f"{box.mid_left} {line} {box.mid_right}\n"

    def _wrapped(self, cell: str | None, width: int) -> list[str]:
        text = _clean(cell)
        if "\n" not in text and _cells(text) <= width:
            return [text]
        return [line.plain.rstrip() for line in Text(text).wrap(self._console, width, overflow="fold")]

    def _write(self, lines: Iterable[str]) -> None:
        sys.stdout.writelines(lines)
        sys.stdout.flush()


def _clean(cell: str | None) -> str:
    return plain(cell or "").expandtabs()


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _filled(line: str, width: int) -> str:
    return line + " " * (width - _cells(line))


def _width(cell: str | None) -> int:
    return max(map(_cells, _clean(cell).splitlines()), default=0)
