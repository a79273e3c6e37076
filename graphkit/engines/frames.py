"""How two processes of graphkit speak through a pipe: pickled objects, each after its length in eight bytes."""

from __future__ import annotations

import pickle
from typing import IO, Any, Final

_HEAD: Final = 8


def write_frame(stream: IO[bytes], content: object) -> None:
    """Write one object.

    Raises:
        OSError: nobody reads the pipe any more.
    """
    data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_HEAD, "big"))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read the pickle of one object; None where the pipe has ended, also in the midst of a frame."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def unpack(data: bytes) -> Any:
    """The object; only for what a process of our own has written."""
    return pickle.loads(data)  # noqa: S301 - no pipe but our own leads here
