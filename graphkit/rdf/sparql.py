"""The text of a SPARQL query: whether it only reads, what form it has, and in plain words why it can't be read."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graphkit.errors import QueryError
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
"""The words an update can begin with. Source: SPARQL 1.1 Query Language, section 19.8, rules 29 to 44."""

TOKEN: Final = re.compile(
    r"""
    <[^<>"{}|^`\\\x00-\x20]*>                     # IRI
    | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}       # long and short strings
    | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*                                  # comment
    | [?$]\w+ | @[a-zA-Z-]+                       # variable, language tag
    | (?:[\w.-]*\w)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*   # prefixed name
    | (?P<word>[A-Za-z]\w*)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""Cuts a query up just far enough to tell its keywords from names, strings and comments.

Source: SPARQL 1.1 Query Language, section 19.8, rules 139 to 173.
"""

_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (?:expected (.*))?", re.DOTALL)
_SIGN: Final = re.compile(r'"[^"\w\\]+"')
_CHARACTERS: Final = re.compile(r"\['")
_KEYWORD: Final = re.compile(r"[A-Za-z]{2,}")
_NEAR_LENGTH: Final = 30
_MAX_SIGNS: Final = 3


def refuse_unsafe(sparql: str, *, allow_network: bool = False) -> None:
    """Make sure that a query only reads, and only from the graphs it is given.

    Args:
        sparql: the query.
        allow_network: let SERVICE clauses ask other servers.

    Raises:
        QueryError: it is an update, has a SERVICE clause, or merges graphs with several FROM, which the engine would
            count double.
    """
    # engines may resolve \u escapes before they parse, so look at both forms
    for text in {sparql, _unescaped(sparql)}:
        words = [word.upper() for word in _words(text)]
        first = _form(words)
        if first in _UPDATES:
            message = f"{first} is an update, and graphs are only read here; use SELECT, ASK, CONSTRUCT or DESCRIBE"
            raise QueryError(message)
        if "SERVICE" in words and not allow_network:
            message = "SERVICE would ask another server over the network, which is refused; take the clause out"
            raise QueryError(message)
        if sum(word == "FROM" and after != "NAMED" for word, after in pairwise([*words, ""])) > 1:
            message = (
                "with several FROM, what two graphs share would count twice; leave FROM out to ask all graphs merged"
            )
            raise QueryError(message)


def gives_graph(sparql: str) -> bool:
    """Tell a query whose result is a graph (CONSTRUCT, DESCRIBE) from one that gives a table.

    >>> gives_graph("PREFIX a: <http://a/> construct where { ?s ?p ?o }"), gives_graph("SELECT * { ?s ?p ?o }")
    (True, False)
    """
    return _form(word.upper() for word in _words(sparql)) in {"CONSTRUCT", "DESCRIBE"}


def _form(words: Iterable[str]) -> str:
    return next((word for word in words if word not in {"PREFIX", "BASE"}), "")


def _words(sparql: str) -> Iterator[str]:
    for token in TOKEN.finditer(sparql):
        if token["word"]:
            yield token["word"]


def _unescaped(sparql: str) -> str:
    def decode(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code <= 0x10FFFF else found[0]

    return _ESCAPED.sub(decode, sparql)


def variable_name(name: str) -> str:
    """Give a parameter's name without its question mark.

    Raises:
        QueryError: no variable can bear it.
    """
    plain = name.lstrip("?$")
    if not re.fullmatch(r"\w+", plain):
        message = f"{name!r} can't name a parameter; use letters, digits and underscores"
        raise QueryError(message)
    return plain


def explain_syntax(sparql: str, told: str) -> str:
    """Turn the engine's list of everything it could have read into one plain sentence."""
    if not sparql.strip():
        return "the query is empty; write for example SELECT ?m WHERE { ?m a gk:Meeting }"
    found = _PLACE.match(told)
    if found is None:
        return f"the query can't be read: {told}"
    expected = found[3] or ""
    lines = sparql.splitlines(keepends=True)
    offset = sum(len(line) for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    signs = [item for item in expected.removeprefix("one of ").split(", ") if _SIGN.fullmatch(item)]
    if "Prefix not found" in expected:
        name = re.search(r"([\w.-]*):[^\s:]*$", sparql[:offset])
        reason = f"the prefix {name[1] if name else ''}: is not declared; known without are {', '.join(PREFIXES)}"
    elif "unbound" in expected:
        reason = "SELECT names a variable that is neither grouped by nor aggregated"
    elif "IRI parsing failed" in expected:
        reason = "an IRI is not absolute"
    else:
        if not signs and not _CHARACTERS.search(expected):
            # a keyword that failed to match is reported at the place where it would have ended
            offset -= max(map(len, _KEYWORD.findall(expected)), default=0)
        rest = " ".join(sparql[max(offset, 0) :].split())
        end = "the query breaks off" if signs else "the query can't be understood near its end"
        reason = f"the query can't be understood at {rest[:_NEAR_LENGTH]!r}" if rest else end
        reason += f"; {' or '.join(signs)} would fit" if 0 < len(signs) <= _MAX_SIGNS else ""
    before = sparql[: max(offset, 0)]
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}: {reason}"


def explain_failure(told: str) -> str:
    """Say what an engine's error while it answers means, where that is known."""
    name = re.search(r"does not contains? variable \?(\w+)", told)
    if name is not None:
        return f"the query has no variable ?{name[1]} among its columns; add it to SELECT, or leave the parameter out"
    return f"the query failed: {told}"
