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
    except MemoryError as error:
        raise InputError(
            "takes more memory than there is; split it, or save its text as .txt", source=source
        ) from error
    except ImportError as error:
        raise InputError(
            f"can't be read as {what}, since a library is missing or damaged ({_said(error)}); install graphkit anew",
            source=source,
        ) from error
    except Exception as error:
        raise InputError(
            f"can't be read as {what} ({_said(error)}); it may be cut off or damaged: get it again, or save its text as .txt",
            source=source,
        ) from error


def _said(error: Exception) -> str:
    kind, said = type(error).__name__, " ".join(str(error).split())[:_SHOWN]
    return f"{kind}: {said}" if said else kind
