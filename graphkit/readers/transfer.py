"""What a web server packed a page in to send it.

Source: RFC 9110 §8.4.1 (gzip, deflate); RFC 7932 (br).
"""

from __future__ import annotations

import zlib

from graphkit.errors import InputError

_GZIP = b"\x1f\x8b"


def undo(packing: str, data: bytes, *, most: int, place: str) -> bytes:
    """The bytes that were packed; at most one more than `most` of them.

    Archives often keep the header of a page that they keep unpacked; such a page is given as it is.

    Raises:
        InputError: the packing is unknown, or the bytes are damaged.
    """
    try:
        if packing in {"gzip", "x-gzip"}:
            return _inflate(data, 31, most=most) if data.startswith(_GZIP) else data
        if packing == "deflate":
            return _deflate(data, most=most)
        if packing == "br":
            return _brotli(data, most=most)
    except (zlib.error, EOFError) as error:
        if data.lstrip().startswith(b"<"):
            return data
        raise InputError(f"is packed as {packing!r} and damaged or cut off", source=place) from error
    if packing in {"identity", "utf-8"}:
        return data
    raise InputError(f"is packed as {packing!r}, which can't be undone", source=place)


def _inflate(data: bytes, window: int, *, most: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    unpacked = unpacker.decompress(data, most + 1)
    if not unpacker.eof and len(unpacked) <= most:
        raise EOFError
    return unpacked


def _deflate(data: bytes, *, most: int) -> bytes:
    """With the header that the standard asks for, else as some servers send it, without."""
    try:
        return _inflate(data, 15, most=most)
    except zlib.error:
        return _inflate(data, -15, most=most)


def _brotli(data: bytes, *, most: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        unpacked = bytearray(unpacker.process(data, output_buffer_limit=most + 1))
        while len(unpacked) <= most and not unpacker.is_finished():
            if not (more := unpacker.process(b"", output_buffer_limit=most + 1)):
                raise EOFError
            unpacked += more
    except brotli.error as error:
        raise EOFError from error
    return bytes(unpacked[: most + 1])
