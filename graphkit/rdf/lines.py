"""In which line of a Turtle file a node is described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_PREFIX: Final = re.compile(r"\s*@?prefix\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"<([^>]*)>|([\w.-]*):((?:[^\s;,\\]|\\.)*)")
_ESCAPED: Final = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
"""Source: RDF 1.1 Turtle, section 6.5, rule 172s (PN_LOCAL_ESC)."""


def subject_lines(path: Path, wanted: Collection[str]) -> dict[str, int]:
    r"""Find the lines that begin with a node's IRI or prefixed name.

    That is where graphkit begins a node. Turtle that others write may begin it elsewhere; then it isn't found.

    Args:
        path: a Turtle or N-Triples file; of other files no lines are known.
        wanted: the IRIs to look for.

    Returns:
        The first such line of each, from 1.
    """
    found: dict[str, int] = {}
    if not wanted or path.suffix.lower() not in {".ttl", ".nt"}:
        return found
    prefixes: dict[str, str] = {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if declared := _PREFIX.match(line):
                prefixes[declared[1]] = declared[2]
            elif (iri := _subject(line, prefixes)) in wanted:
                found.setdefault(iri, number)
    return found


def _subject(line: str, prefixes: dict[str, str]) -> str:
    subject = _SUBJECT.match(line)
    if subject is None:
        return ""
    if subject[1] is not None:
        return subject[1]
    return prefixes.get(subject[2], "") + _ESCAPED.sub(r"\1", subject[3]) if subject[2] in prefixes else ""
