"""One HTML page to look at a graph with: everything inside, nothing fetched, nothing of an article ever run.

The page's programs are in ``page/``: sources and their build in ``page/src``, what the build made (``page.js``) beside
them. The data go into a block that no browser runs, with every character escaped that could end it; the policy of the
page lets only its own script and style act, known by their digests, and lets nothing be fetched from anywhere.

Source: HTML Living Standard, 4.12.1.3 (restrictions for script elements); Content Security Policy Level 3, 2.3.1 (digests).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.export.happenings import describe
from graphkit.files import write_whole

if TYPE_CHECKING:
    from graphkit.model import Assembly

_PAGE = Path(__file__).parent / "page"
#: What could end a script element or a line of script, or can't be written as UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def write_page(assembly: Assembly, target: str | PathLike[str] | BinaryIO, *, title: str = "") -> None:
    """Write a page that shows a graph as network, timeline and table; the same assembly gives the same bytes.

    Args:
        assembly: entities, events and roles.
        target: path, written whole or not at all, or a binary stream.
        title: what the page is called; where empty, after its most mentioned names.

    Raises:
        OutputError: the file can't be written.
    """
    content = page(assembly, title=title).encode("utf-8")
    if isinstance(target, str | PathLike):
        with write_whole(Path(target), binary=True) as stream:
            stream.write(content)
    else:
        target.write(content)


def page(assembly: Assembly, *, title: str = "") -> str:
    """The page as text."""
    title = _printable(title) or _title(assembly)
    script, style = (_asset(name) for name in ("page.js", "page.css"))
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "title": html.escape(title),
        "policy": html.escape(policy, quote=True),
        "notices": _asset("NOTICES.txt").replace("--", "- -"),
        "style": style,
        "data": as_json(describe(assembly, title=title)),
        "script": script,
    }
    return _SLOT.sub(lambda slot: parts[slot[1]], _asset("page.html"))


def as_json(data: Any) -> str:
    r"""JSON that may stand inside a script element.

    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _asset(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text).strip()


def _title(assembly: Assembly) -> str:
    entities = sorted(assembly.entities, key=lambda entity: (-len(entity.mentions), entity.name))
    names = [_printable(entity.name) for entity in entities[:3]]
    return f"{', '.join(names)}{' and others' if len(entities) > 3 else ''}" if names else "An empty graph"
