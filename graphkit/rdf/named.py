"""The questions that come with graphkit: SPARQL files with a name, in ``ontology/queries/``.

A file begins with comment lines that tell what it is::

    # title: Who met a person
    # description: Everyone the person is known to have met, with the meetings counted.
    # param person: any spelling of the person's name
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from graphkit.errors import ParameterError
from graphkit.resources import ontology_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.rdf.queries import QueryResult, Source

_HEADER = re.compile(r"#\s*(title|description|param\s+(\w+)):\s*(.*)")

_DAY: Final = "day"
_DAY_FORM: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

IS_NAMED: Final = """
SELECT ?name WHERE {
  ?entity rdfs:label|skos:altLabel ?spelling .
  FILTER(LCASE(STR(?spelling)) = LCASE(STR(?name)))
} LIMIT 1
"""
"""Gives a row if an entity goes by the name ``?name``, in the way that the named queries look for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name.

    Attributes:
        name: what to call it by; its file name without the ending.
        title: a few words.
        description: a sentence or two.
        parameters: pairs of a parameter's name and what it stands for, in the order of the file.
        sparql: the query itself, comments included.
    """

    name: str
    title: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    sparql: str

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that stand for the name of an entity."""
        return tuple(name for name, _ in self.parameters if name != _DAY)

    @property
    def body(self) -> str:
        """The query without the lines that tell what it is."""
        lines = self.sparql.splitlines(keepends=True)
        return "".join(line for line in lines if not _HEADER.match(line)).strip() + "\n"


def named_queries() -> dict[str, NamedQuery]:
    """Read all named queries, sorted by name."""
    files = sorted((ontology_path() / "queries").glob("*.rq"))
    return {file.stem: _read(file.stem, file.read_text(encoding="utf-8")) for file in files}


def find_query(name: str, params: Mapping[str, str]) -> NamedQuery:
    """Give the named query, when the parameters are its own.

    Raises:
        ParameterError: there is no such query, or a parameter is missing, unknown, empty, or no day where one is meant.
    """
    queries = named_queries()
    if name not in queries:
        near = get_close_matches(name, queries, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "see --list for the names"
        message = f"there is no query called {name!r}; {hint}"
        raise ParameterError(message)
    query = queries[name]
    known = dict(query.parameters)
    for parameter, meaning in known.items():
        if parameter not in params:
            message = f"the query {name!r} needs {parameter}=VALUE ({meaning})"
            raise ParameterError(message)
    for parameter, value in params.items():
        if parameter not in known:
            names = ", ".join(known) or "none"
            message = f"the query {name!r} has no parameter {parameter!r}; it has {names}"
            raise ParameterError(message)
        if not value.strip():
            message = f"the parameter {parameter!r} is empty; give {known[parameter]}"
            raise ParameterError(message)
        if parameter == _DAY and not _is_day(value):
            message = f"{parameter}={value!r} is no day; write it as 2024-05-14"
            raise ParameterError(message)
    return query


def run_named_query(source: Source, name: str, *, params: Mapping[str, str] | None = None) -> QueryResult:
    """Ask a graph one of the named queries.

    Args:
        source: what to ask, as for `graphkit.rdf.run_query`.
        name: name of the query.
        params: a value for each of its parameters.

    Raises:
        ParameterError: as for `find_query`.
    """
    from graphkit.rdf.queries import run_query

    return run_query(source, find_query(name, params or {}).sparql, params=params)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY_FORM.fullmatch(text) is not None


def _read(name: str, text: str) -> NamedQuery:
    told: dict[str, str] = {"title": name, "description": ""}
    parameters: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = _HEADER.match(line)
        if found is None:
            continue
        if found[2]:
            parameters.append((found[2], found[3].strip()))
        else:
            told[found[1]] = found[3].strip()
    return NamedQuery(
        name=name,
        title=told["title"],
        description=told["description"],
        parameters=tuple(parameters),
        sparql=text,
    )
