"""The user's own people and organisations, out of a CSV file, and their identifiers on what the articles name.

Columns, with a header line: ``name``, ``aliases`` (split by ``|``; may be left out), ``type`` (Person or Organization),
``id``: a Wikidata item such as Q212, an absolute IRI, or whatever the user calls it. Two clusters with one id are one
entity; two whose ids of one kind differ never are.

Source: RFC 4180 for CSV; https://www.wikidata.org/wiki/Wikidata:Identifiers for the form of a Wikidata id.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from graphkit.errors import InputError
from graphkit.resolve.names import parse_person
from graphkit.resolve.organizations import organization_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphkit.model import EntityType
    from graphkit.resolve.items import Corpus, Item

_NEEDED = ("name", "type", "id")
_COLUMNS = (*_NEEDED, "aliases")
_TYPES = {"person": "Person", "organization": "Organization", "organisation": "Organization"}
_ADVICE = {"id": "; give the row one: a Wikidata item, an IRI, or any word of your own that stands for nobody else"}
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)", re.ASCII)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One row.

    Attributes:
        name: as the user writes it.
        aliases: other spellings.
        type: Person or Organization.
        id: scheme ("wikidata", "iri" or "own") and identifier.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: EntityType
    id: tuple[str, str]


def read_known(path: str | Path) -> tuple[Known, ...]:
    """Read such a file; UTF-8, with or without byte order mark.

    Raises:
        InputError: the file can't be read, or a line of it can't be used; with file and line.
    """
    source = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=source) from error
    except UnicodeDecodeError as error:
        raise InputError("is no UTF-8 text; save it as CSV in UTF-8", source=source) from error
    return parse_known(text, source=source)


def known_digest(digest: str, known: Sequence[Known]) -> str:
    """Give a digest (16 hex digits) of settings and the user's own names; without any it stays what it is."""
    return digest if not known else hashlib.sha256(f"{digest}{known!r}".encode()).hexdigest()[:16]


def parse_known(text: str, *, source: str) -> tuple[Known, ...]:
    """The rows of the text of such a file.

    Args:
        text: CSV with a header line.
        source: where it comes from, for errors.

    Raises:
        InputError: as `read_known`.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        twice = sorted({column for column in header if column and header.count(column) > 1})
        if twice:
            raise InputError(f"the header names {twice[0]!r} twice", source=source, line=1)
        missing = [column for column in _NEEDED if column not in header]
        if missing:
            raise InputError(
                f"the header lacks {', '.join(missing)}; it must name the columns {', '.join(_COLUMNS)}, with commas between them",
                source=source,
                line=1,
            )
        rows = [
            (reader.line_num, _row(cells, header, source, reader.line_num))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", source=source, line=reader.line_num) from error
    _check_types(rows, source)
    return tuple(row for _, row in rows)


def _row(cells: list[str], header: list[str], source: str, line: int) -> Known:
    if len(cells) != len(header):
        reason = f"has {len(cells)} cells where the header has {len(header)}; put cells with commas in quotation marks"
        raise InputError(reason, source=source, line=line)
    values = {column: " ".join(cell.split()) for column, cell in zip(header, cells, strict=True)}
    for column in _NEEDED:
        if not values[column]:
            raise InputError(f"{column} is empty{_ADVICE.get(column, '')}", source=source, line=line)
    kind = _TYPES.get(values["type"].lower())
    if kind is None:
        raise InputError(f"type is {values['type']!r}; it must be Person or Organization", source=source, line=line)
    return Known(
        name=values["name"],
        aliases=tuple(alias.strip() for alias in values.get("aliases", "").split("|") if alias.strip()),
        type=cast("EntityType", kind),
        id=_identifier(values["id"]),
    )


def _identifier(text: str) -> tuple[str, str]:
    """Scheme and identifier.

    >>> _identifier("Q212"), _identifier("https://example.org/ada"), _identifier("P-17")
    (('wikidata', 'Q212'), ('iri', 'https://example.org/ada'), ('own', 'P-17'))
    """
    wikidata = _WIKIDATA.fullmatch(text)
    if wikidata is not None:
        return "wikidata", wikidata[1]
    return ("iri", text) if _IRI.fullmatch(text) else ("own", text)


def _check_types(rows: list[tuple[int, Known]], source: str) -> None:
    """One id may stand in several rows, but not for a person and an organisation."""
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for line, row in rows:
        first, kind = seen.setdefault(row.id, (line, row.type))
        if kind != row.type:
            here, there = (f"a{'n' if one == 'Organization' else ''} {one}" for one in (row.type, kind))
            reason = f"id {row.id[1]!r} is that of {here} here and of {there} in line {first}"
            raise InputError(reason, source=source, line=line)


def shared_names(rows: Iterable[Known]) -> list[str]:
    """A sentence for each spelling that several ids of a type share, and that therefore names none of them; sorted."""
    found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in rows:
        for spelling in (row.name, *row.aliases):
            found[row.type, _key(row.type, spelling)].setdefault(row.id[1], spelling)
    return sorted(
        f"gazetteer: {min(spellings.values())!r} stands for {' and '.join(sorted(spellings))}, so that it gets neither id"
        for spellings in found.values()
        if len(spellings) > 1
    )


class Gazetteer:
    """Spellings of the user's people and organisations."""

    def __init__(self, rows: Iterable[Known]) -> None:
        """Take the rows; a spelling that several ids of a type share names none of them."""
        found: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for row in rows:
            for spelling in (row.name, *row.aliases):
                found[row.type, _key(row.type, spelling)].add(row.id)
        self._ids = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}

    def identify(self, item: Item) -> tuple[str, str] | None:
        """The id of a cluster: by its name, else by the one id that its other spellings lead to.

        A part of a person's own name is no other spelling: "Halvorsen" in an article on Ingrid Halvorsen is her.
        """
        kind = item.type
        known = self._ids.get((kind, _key(kind, item.name)))
        if known is not None:
            return known
        found = {self._ids.get((kind, _key(kind, text))) for text in _others(item)} - {None}
        return found.pop() if len(found) == 1 else None


def _key(kind: str, spelling: str) -> str:
    return parse_person(spelling).compact if kind == "Person" else organization_key(spelling)


def _others(item: Item) -> Iterator[str]:
    own = set(parse_person(item.name).words)
    for text in sorted({*item.texts} - {item.name}):
        if item.type != "Person" or not set(parse_person(text).words) <= own:
            yield text


def with_ids(corpus: Corpus, rows: Iterable[Known]) -> tuple[Corpus, dict[int, tuple[str, str]]]:
    """The same corpus with the user's ids on what bears the names, and item number to id.

    The user's id goes before one of the same scheme that graphkit knows.
    """
    kept = tuple(rows)
    if not kept:
        return corpus, {}
    gazetteer = Gazetteer(kept)
    given: dict[int, tuple[str, str]] = {}
    items = list(corpus.items)
    for number, item in enumerate(items):
        found = gazetteer.identify(item) if item.type != "Place" else None
        if found is not None:
            given[number] = found
            ids = tuple(sorted({**dict(item.ids), found[0]: found[1]}.items()))
            items[number] = item._replace(ids=ids)
    return (replace(corpus, items=items) if given else corpus), given
