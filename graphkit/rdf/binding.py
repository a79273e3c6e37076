"""Binds variables of a query to values before it is asked, and orders its columns.

A value is never pasted in as it is: it becomes an RDF term first, and what stands in the query is that term as the engine
itself writes it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from graphkit.errors import ParameterError
from graphkit.rdf.sparql import TOKEN, variable_name
from graphkit.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LITERAL: Final = re.compile(r'"(.*)"(?:@([A-Za-z][A-Za-z0-9-]*)|\^\^(?:xsd:(\w+)|<([^<>]*)>))?', re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_XSD: Final = PREFIXES["xsd"]
_OPEN: Final = {"(": 1, ")": -1}


class _Token(NamedTuple):
    """A word or sign of a query.

    Attributes:
        text: as it stands there.
        start: its offset in the query.
        braces: how many braces are open before it.
        brackets: how many round brackets are open before it.
    """

    text: str
    start: int
    braces: int
    brackets: int


def bind(sparql: str, params: Mapping[str, str]) -> str:
    """Give a query in which variables have values.

    What a value is:

    - ``<https://example.org/a>``: that IRI;
    - ``"5"^^xsd:integer``, ``"Bern"@de``, ``"Bern"``: that literal and no other;
    - anything else: where the variable stands in a pattern, whatever reads so, be it a string in any language, a number or
      an IRI; where it stands only in expressions, a number if it looks like one, else a string.

    Args:
        sparql: a query that can be read.
        params: values by the names of variables.

    Raises:
        ParameterError: the query has no such variable, or none can be bound in a query of this form, or a value is neither
            a term nor a text.
    """
    if not params:
        return sparql
    tokens = _tokens(sparql)
    start, end = _where(tokens)
    inside = tokens[start + 1 : end]
    clauses = "".join(_clause(name, value, tokens, inside) for name, value in params.items())
    before, after = tokens[start].start + 1, tokens[end].start
    body = sparql[before:after]
    if inside and inside[0].text.upper() == "SELECT":  # nothing may stand beside it in its group
        body = f"{{{body}}}"
    return f"{sparql[:before]} {clauses}{body}{sparql[after:]}"


def star_in_order(sparql: str, columns: Sequence[str]) -> str:
    """Write the columns of a ``SELECT *`` out, in the order in which the query first names them; engines sort them.

    >>> star_in_order("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    tokens = _tokens(sparql)
    select = next((n for n, token in enumerate(tokens) if token.text.upper() == "SELECT"), len(tokens))
    after = [token for token in tokens[select + 1 : select + 3] if token.text.upper() not in {"DISTINCT", "REDUCED"}]
    order = list(dict.fromkeys(token.text[1:] for token in tokens if token.text[0] in "?$"))
    if not (columns and after and after[0].text == "*" and set(columns) <= set(order)):
        return sparql
    names, at = " ".join(f"?{name}" for name in sorted(columns, key=order.index)), after[0].start
    return f"{sparql[:at]}{names}{sparql[at + 1 :]}"


def _tokens(sparql: str) -> list[_Token]:
    """Cut a query up, without blanks and comments."""
    tokens, braces, brackets = [], 0, 0
    for found in TOKEN.finditer(sparql):
        text = found[0]
        if text.isspace() or text.startswith("#"):
            continue
        braces -= text == "}"
        tokens.append(_Token(text, found.start(), braces, brackets))
        braces += text == "{"
        brackets += _OPEN.get(text, 0)
    return tokens


def _where(tokens: Sequence[_Token]) -> tuple[int, int]:
    """Find the braces of the query's pattern; a CONSTRUCT has a template before it."""
    pairs = [n for n, token in enumerate(tokens) if token.text in {"{", "}"} and not (token.braces or token.brackets)]
    words = [token.text.upper() for token in tokens if not token.braces]
    if "CONSTRUCT" in words:
        pairs = pairs[2:]
    if len(pairs) < 2:
        message = "in a query of this form no variable can be bound; write SELECT … WHERE { … } or CONSTRUCT { … } WHERE { … }"
        raise ParameterError(message)
    return pairs[0], pairs[1]


def _clause(name: str, value: str, tokens: Sequence[_Token], inside: Sequence[_Token]) -> str:
    variable = variable_name(name)
    spellings = {f"?{variable}", f"${variable}"}
    if not any(token.text in spellings for token in tokens):
        known = ", ".join(dict.fromkeys(token.text for token in tokens if token.text[0] in "?$" and token.text[1:]))
        message = f"the query has no variable ?{variable} to be bound; it has {known or 'none'}"
        raise ParameterError(message)
    try:
        term = _term(value)
        if term is not None:
            return f"VALUES ?{variable} {{ {term} }} "
        outside = min((token.brackets for token in inside), default=0)
        if any(token.text in spellings and token.brackets == outside for token in inside):
            return f"FILTER(STR(?{variable}) = {Literal(value)}) "
        number = _NUMBER.fullmatch(value)
        kind = NamedNode(_XSD + ("decimal" if number and number[1] else "integer" if number else "string"))
        return f"VALUES ?{variable} {{ {Literal(value, datatype=kind)} }} "
    except ValueError as error:
        message = f"{name}={value!r} is no term: {error}"
        raise ParameterError(message) from error


def _term(value: str) -> NamedNode | Literal | None:
    """Read a value that is written as a term; None where it is a text."""
    if value.startswith("<") and value.endswith(">"):
        return NamedNode(value[1:-1])
    found = _LITERAL.fullmatch(value)
    if found is None:
        return None
    text, language, name, iri = found.groups()
    if language is not None:
        return Literal(text, language=language)
    if name is None and iri is None:
        return Literal(text)
    return Literal(text, datatype=NamedNode(_XSD + name if name is not None else iri))
