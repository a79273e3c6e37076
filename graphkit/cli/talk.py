"""What a command says on the terminal besides its data, and how it ends."""

from __future__ import annotations

import errno
import functools
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from graphkit import __version__
from graphkit.errors import AmbiguousNameError, FilterError, FormatError, GraphkitError, ParameterError, SettingError
from graphkit.files import output_error

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")

FAILED = 1
MISUSED = 2
PARTLY = 3
VIOLATED = 4
STOPPED = 130

# what would move the cursor or colour the screen has no business in a name or a quote
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MISUSE = (SettingError, ParameterError, FormatError, FilterError)
"""What is wrong with the command itself."""
_BARRED = {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP}
"""What stops even the first look at a path that somebody named."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def plain(text: str) -> str:
    """Take control characters, and halves of surrogate pairs, out of a text that came from outside."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


class Talk:
    """Speaks on standard error, so that standard output holds nothing but data."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, no_color: bool = False) -> None:
        """Set how much is said: errors always, notes unless `quiet`, details only where `verbose`."""
        self.quiet = quiet
        self.verbose = verbose
        self.console = Console(stderr=True, highlight=False, no_color=no_color or None, soft_wrap=True)

    def error(self, message: str) -> None:
        """Say what went wrong."""
        self._line("error: ", message, style="bold red")

    def warning(self, message: str) -> None:
        """Say what is odd but did not stop the work."""
        if not self.quiet:
            self._line("warning: ", message, style="yellow")

    def plain(self, message: str) -> None:
        """Go on with what an error began."""
        self._line("", message, style="")

    def note(self, message: str) -> None:
        """Say what is good to know."""
        if not self.quiet:
            self._line("", message, style="")

    def detail(self, message: str) -> None:
        """Say what only the curious want to know."""
        if self.verbose:
            self._line("", message, style="dim")

    def _line(self, label: str, message: str, *, style: str) -> None:
        self.console.print(Text.assemble((label, style), plain(message)))


def command(function: Callable[P, None]) -> Callable[P, None]:
    """Turn the ways a command can end into exit statuses and one line each.

    `GraphkitError`, a path that may not be looked at and an output that takes no more are status 1, wrong use 2, Ctrl-C 130, a closed pipe silence. Anything else is a
    bug of graphkit: one line that says so, and the traceback with ``--verbose``.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        verbose, no_color = bool(kwargs.get("verbose")), bool(kwargs.get("no_color"))
        talk = Talk(verbose=verbose, no_color=no_color)
        try:
            function(*args, **kwargs)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:
            close_output()
        except AmbiguousNameError as error:
            talk.error(f"{error.name!r} stands for several entities; ask for one of them:")
            for candidate in error.candidates:
                talk.plain(f"  {candidate}")
            raise typer.Exit(FAILED) from error
        except GraphkitError as error:
            talk.error(str(error))
            raise typer.Exit(MISUSED if isinstance(error, _MISUSE) else FAILED) from error
        except KeyboardInterrupt as error:
            talk.error("stopped by Ctrl-C; nothing was left half written")
            raise typer.Exit(STOPPED) from error
        except OSError as error:
            if error.filename is not None and error.errno in _BARRED:
                talk.error(f"{error.filename}: {error.strerror}; choose another path, or see that you may use this one")
                raise typer.Exit(FAILED) from error
            if error.errno not in _FULL:
                raise _bug(error, talk=talk) from error
            close_output()
            talk.error(str(output_error(Path("standard output"), error)))
            raise typer.Exit(FAILED) from error
        except Exception as error:
            raise _bug(error, talk=talk) from error

    return run


def _bug(error: Exception, *, talk: Talk) -> typer.Exit:
    talk.error(
        f"this is a bug in graphkit {__version__} ({type(error).__name__}: {error}); please report it with the command"
        + ("" if talk.verbose else "; --verbose shows where")
    )
    if talk.verbose:
        talk.console.print_exception()
    return typer.Exit(FAILED)


def close_output() -> None:
    """Let what is still to be written go nowhere, since the reader of the pipe has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
