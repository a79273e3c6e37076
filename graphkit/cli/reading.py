"""Options on how files and articles are read, the same for every command that reads any."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from graphkit.cli import options as o

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_PANEL = "Reading files"


def _column(field: str, what: str) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            f"--{field}-column",
            metavar="NAME",
            help=f"The column of a table, or key of JSON, that holds {what}.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ]


OPTIONS: dict[str, Any] = {
    "text_column": _column("text", "the article; by default the usual names are looked for, as for the others"),
    "title_column": _column("title", "the headline"),
    "date_column": _column("date", "the day of publication"),
    "id_column": _column("id", "the id"),
    "url_column": _column("url", "the address"),
    "author_column": _column("author", "who wrote it"),
    "publisher_column": _column("publisher", "the publisher"),
    "lang_column": _column("lang", "the language"),
    "max_megabytes": Annotated[
        int | None,
        typer.Option(
            "--max-megabytes",
            metavar="MB",
            min=1,
            help="Refuse larger files where the format is read whole, and longer lines; 100 unless given.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ],
    "allow_network": Annotated[
        bool | None,
        typer.Option(
            "--allow-network",
            help="Fetch web addresses among PATHS; without it they are refused.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ],
}
"""How files are read: settings of `graphkit.config.Config`, by their names there."""

SETTINGS: dict[str, Any] = {
    "model": o.Model,
    "ops": o.Ops,
    "fast": o.Fast,
    "lang": o.Lang,
    "coreference": o.Coreference,
    "gazetteer": o.Gazetteer,
    "patterns": o.Patterns,
    "workers": o.Workers,
    "timeout_per_document": o.TimeoutPerDocument,
}
"""How articles are read, by the same names."""

Given = dict[str, Any]


def reads(*, without: Collection[str] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of `SETTINGS` and `OPTIONS`, but for some.

    It takes them together as its parameter ``given``, in the place of which they stand in its help: values by name, as
    `graphkit.config.load_config` takes them, None where the person says nothing.
    """
    options = {name: option for name, option in {**SETTINGS, **OPTIONS}.items() if name not in without}

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function).parameters.values())
        hints = get_type_hints(function, include_extras=True)
        kind = inspect.Parameter.KEYWORD_ONLY
        added = [inspect.Parameter(name, kind, default=None, annotation=option) for name, option in options.items()]
        kept = [parameter.replace(annotation=hints[parameter.name]) for parameter in own]
        where = next(number for number, parameter in enumerate(kept) if parameter.name == "given")

        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            given = {name: kwargs.pop(name, None) for name in options}
            given |= {"patterns": given["patterns"] or None, "workers": o.count_of(given["workers"])}
            function(*args, given=given, **kwargs)

        run.__signature__ = inspect.Signature([*kept[:where], *added, *kept[where + 1 :]])  # type: ignore[attr-defined]
        run.__annotations__ = {name: hint for name, hint in hints.items() if name != "given"} | options
        return run

    return decorate
