"""Broken and hostile bytes, handed to somebody else's library, come back as one error of one input."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 120  # letters of a library's own words


@contextmanager
def guarded(source: str, what: str) -> Iterator[None]:
    """Turn whatever a library makes of broken bytes into an `InputError`.

    Libraries for file formats promise no exceptions of their own for bytes that nobody foresaw: index, key, recursion and
    memory errors come through, and one file must not stop the others.

    Args:
        source: the file, as messages call it.
        what: the format, with its article, such as "a PDF file".

    Raises:
        InputError: anything at all went wrong inside.
    """
    try:
        yield
    except GraphkitError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:_SHOWN]
        kind = type(error).__name__
        reason = f"can't be read as {what} ({kind}: {said})" if said else f"can't be read as {what} ({kind})"
        raise InputError(
            f"{reason}; it may be cut off or damaged: get it again, or save its text as .txt", source=source
        ) from error
