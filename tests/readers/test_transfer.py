"""What a server packed a page in."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from graphkit.errors import InputError
from graphkit.readers.transfer import undo

PAGE = b"<p>Orla met Tam.</p>" * 50


def raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw), ("br", brotli.compress),
]  # fmt: skip


@pytest.mark.parametrize(("packing", "pack"), PACKERS)
def test_packed_pages(packing: str, pack: Callable[[bytes], bytes]) -> None:
    assert undo(packing, pack(PAGE), most=5000, place="here") == PAGE
    assert undo(packing, PAGE, most=5000, place="here") == PAGE, "kept unpacked under the header of a packed one"
    assert len(undo(packing, pack(b" " * (50 << 20)), most=5000, place="here")) == 5001
    with pytest.raises(InputError, match=r"here: is packed as .* and damaged or cut off"):
        undo(packing, pack(PAGE)[:-3], most=5000, place="here")


def test_unknown_packing() -> None:
    assert undo("identity", PAGE, most=9, place="here") == PAGE
    with pytest.raises(InputError, match="here: is packed as 'x-none', which can't be undone"):
        undo("x-none", PAGE, most=9, place="here")
