"""The command line: one file per command, each no more than options, calls and printing."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from graphkit import __version__
from graphkit.cli import (
    add,
    audit,
    build,
    diff,
    explain,
    explore,
    export,
    extract,
    load,
    mentions,
    query,
    remove,
    review,
    serve,
    status,
    update,
    validate,
)
from graphkit.cli.talk import close_output

__all__ = ["app", "main"]

_EXAMPLES = """
\b
Examples:
  graphkit build seeds/ -o out/
  graphkit explain out/ Zelensky "von der Leyen"
  graphkit query out/ --named who-met-person --param person=Zelensky
  graphkit extract news/*.txt > extractions.jsonl

Exit status: 0 all well; 1 failed, or nothing could be read; 2 wrong use; 3 written, but some input could not be read;
4 'validate' found a broken rule; 130 stopped by Ctrl-C. Data go to standard output, talk to standard error.
"""


class _Commands(TyperGroup):
    """Says what is wrong with a value without a word of pydantic's, which newer releases of typer ask of values."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


class _Command(TyperCommand):
    """Tells its whole first sentence in the list of commands, on as many lines as it takes."""

    def get_short_help_str(self, limit: int = sys.maxsize) -> str:
        """Give the sentence, whatever the limit."""
        del limit
        return super().get_short_help_str(sys.maxsize)


app = typer.Typer(
    name="graphkit",
    cls=_Commands,
    help="Turn news text into a knowledge graph of people, organisations and meetings.",
    epilog=_EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: the same in every version of typer, and examples that can be copied
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_ROOMS = {
    "build": build,
    "extract": extract,
    "mentions": mentions,
    "audit": audit,
    "add": add,
    "update": update,
    "remove": remove,
    "status": status,
    "explain": explain,
    "diff": diff,
    "explore": explore,
    "review": review,
    "export": export,
    "query": query,
    "serve": serve,
    "load": load,
    "validate": validate,
}

for _name, _room in _ROOMS.items():
    app.command(_name, cls=_Command, epilog=_room.EXAMPLES)(_room.run)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"graphkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; data go out as UTF-8 whatever the system's encoding."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller, who doesn't want it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            close_output()
