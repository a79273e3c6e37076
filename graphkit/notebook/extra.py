"""The libraries of the extra ``notebook``, imported where they are needed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from graphkit.errors import MissingExtraError


def has(library: str) -> bool:
    """Whether a library is installed; it isn't loaded to find out."""
    return find_spec(library) is not None


def need(module: str, *, what: str) -> Any:
    """A module of a library that only the extra brings.

    Args:
        module: such as "matplotlib.figure".
        what: what needs it, for the message, such as "kg.plot()".

    Raises:
        MissingExtraError: the library isn't installed.
    """
    library = module.split(".", maxsplit=1)[0]
    if not has(library):
        message = f"{what} needs {library}, which is not installed; run: pip install 'graphkit-news[notebook]', or in a checkout '.[notebook]'"
        raise MissingExtraError(message)
    return import_module(module)
