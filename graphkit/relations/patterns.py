"""The user's own patterns, out of TOML files: words more or fewer in the tables of meetings and pledges, and new relations.

Words are keys, and how they take their parties is told in the attributes of the tables' own lines (`lexicon.MeetingVerb`,
`lexicon.MeetingNoun`, `lexicon.PledgeVerb`, `triggers.RelationVerb`, `triggers.RelationNoun`)::

    [meetings]
    remove = ["visit"]
    exclude = ["meet the press"]
    verbs.parley = { preps = ["with"], reciprocal = true }

    [relations.accused]
    verbs.accuse = { direct = true }

Verbs are given by lemma, nouns in the singular; ``forms`` names forms that are not regular.

Source: TOML 1.0.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args

from graphkit.errors import InputError
from graphkit.model import OWN_RELATION
from graphkit.relations.lexicon import MeetingNoun, MeetingVerb, Mode, PledgeVerb, inflect
from graphkit.relations.triggers import (
    PARTY_TYPES,
    TRIGGERS,
    Phrase,
    RelationNoun,
    RelationTable,
    RelationVerb,
    Triggers,
    phrase_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A word, as the tokenizer leaves it in one piece.
_WORD = re.compile(r"[a-z]{2,}(?:['’-][a-z]+)*")
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r"""["']([^"']*)["']|([\w-]+)""")

Spec = TypeVar("Spec", MeetingVerb, MeetingNoun, PledgeVerb, RelationVerb, RelationNoun)


def read_patterns(paths: Iterable[str | Path]) -> Triggers:
    """The tables as files of patterns change them, one file after the other.

    Raises:
        InputError: a file can't be read, is no TOML, or says what can't be; with the line, where it is known.
    """
    return parse_files(read_files(paths))


def read_files(paths: Iterable[str | Path]) -> tuple[tuple[str, str], ...]:
    """The name and the text of each file of patterns, in their order.

    Raises:
        InputError: a file can't be read.
    """
    files = []
    for path in paths:
        try:
            files.append((str(path), Path(path).read_text(encoding="utf-8-sig")))
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error
        except UnicodeDecodeError as error:
            raise InputError("is no UTF-8 text", source=str(path)) from error
    return tuple(files)


def parse_files(files: Iterable[tuple[str, str]]) -> Triggers:
    """The tables as the texts of such files change them, one after the other.

    Args:
        files: the name of each, for errors, and its text.

    Raises:
        InputError: as `read_patterns`.
    """
    triggers = TRIGGERS
    for source, text in files:
        triggers = parse_patterns(text, source=source, before=triggers)
    return triggers


def parse_patterns(text: str, *, source: str, before: Triggers = TRIGGERS) -> Triggers:
    """The tables as the text of such a file changes them.

    Args:
        text: TOML.
        source: where it comes from, for errors.
        before: the tables so far.

    Raises:
        InputError: as `read_patterns`.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits are no TOMLDecodeError
        raise InputError(f"is no TOML: {error}", source=source) from error
    reader = _Reader(text, source)
    reader.keys(tables, ("meetings", "pledges", "relations"), ())
    triggers = reader.meetings(reader.table(tables, ("meetings",)), before)
    triggers = reader.pledges(reader.table(tables, ("pledges",)), triggers)
    triggers = reader.relations(reader.table(tables, ("relations",)), triggers)
    told = json.dumps(tables, sort_keys=True, default=str)
    digest = hashlib.sha256(f"{before.digest}\n{told}".encode()).hexdigest()[:16]
    return dataclasses.replace(triggers, digest=digest)


class _Reader:
    """Reads the tables of one file; complains with the line that a key stands on."""

    def __init__(self, text: str, source: str) -> None:
        self._lines = text.splitlines()
        self._source = source

    def meetings(self, table: Mapping[str, Any], before: Triggers) -> Triggers:
        path = ("meetings",)
        self.keys(table, ("verbs", "nouns", "remove", "exclude"), path)
        verbs, forms = self._words(table, (*path, "verbs"), MeetingVerb)
        for word, verb in verbs.items():
            if not (verb.direct or verb.preps or verb.reciprocal):
                self.fail((*path, "verbs", word), "takes no other party; set direct, preps or reciprocal")
        nouns, plurals = self._words(table, (*path, "nouns"), MeetingNoun, noun=True)
        known = {*before.meeting_verbs, *before.meeting_nouns, *before.visitor_verbs}
        gone = self._removed(table, path, known)
        kept = {word: verb for word, verb in before.meeting_verbs.items() if word not in gone}
        stay = {word: noun for word, noun in before.meeting_nouns.items() if word not in gone}
        return dataclasses.replace(
            before,
            meeting_verbs=kept | verbs,
            meeting_nouns=stay | {form: nouns[word] for form, word in plurals.items()},
            visitor_verbs=before.visitor_verbs - gone,
            not_meetings=before.not_meetings + self._phrases(table, path),
            forms={**before.forms, **forms},
        )

    def pledges(self, table: Mapping[str, Any], before: Triggers) -> Triggers:
        path = ("pledges",)
        self.keys(table, ("verbs", "nouns", "remove", "exclude"), path)
        verbs, forms = self._words(table, (*path, "verbs"), PledgeVerb)
        nouns = {
            form for word in self._list(table, (*path, "nouns")) for form in _plural(self._word(word, (*path, "nouns")))
        }
        gone = self._removed(table, path, {*before.pledge_verbs, *before.pledge_nouns, *before.giving_verbs})
        kept = {word: verb for word, verb in before.pledge_verbs.items() if word not in gone}
        return dataclasses.replace(
            before,
            pledge_verbs=kept | verbs,
            pledge_nouns=before.pledge_nouns - gone | nouns,
            giving_verbs=before.giving_verbs - gone,
            not_pledges=before.not_pledges + self._phrases(table, path),
            forms={**before.forms, **forms},
        )

    def relations(self, table: Mapping[str, Any], before: Triggers) -> Triggers:
        found = {relation.name: relation for relation in before.relations}
        forms = dict(before.forms)
        for name in table:
            path = ("relations", name)
            if not OWN_RELATION.fullmatch(name):
                self.fail(
                    path,
                    "can't be a relation's name; take lower-case letters, digits and _, and no relation of graphkit's own",
                )
            if name in found:
                self.fail(path, "is defined in another file of patterns too; give it another name")
            found[name], more = self._relation(name, self.table(table, path), path)
            forms |= more
        return dataclasses.replace(before, relations=tuple(found[name] for name in sorted(found)), forms=forms)

    def _relation(
        self, name: str, table: Mapping[str, Any], path: tuple[str, ...]
    ) -> tuple[RelationTable, dict[str, str]]:
        self.keys(table, ("label", "symmetric", "source_types", "target_types", "verbs", "nouns", "exclude"), path)
        symmetric = table.get("symmetric", False)
        if not isinstance(symmetric, bool):
            self.fail((*path, "symmetric"), f"is {symmetric!r}; it must be true or false")
        label = table.get("label", name.replace("_", " "))
        if not isinstance(label, str) or not label.strip():
            self.fail((*path, "label"), f"is {label!r}; it must be some words")
        types = [self._types(table, (*path, key)) for key in ("source_types", "target_types")]
        if symmetric and types[0] != types[1]:
            self.fail(path, "is symmetric, so that source_types and target_types must be the same")
        verbs, forms = self._words(table, (*path, "verbs"), RelationVerb)
        nouns, plurals = self._words(table, (*path, "nouns"), RelationNoun, noun=True)
        self._check_relation(path, verbs, nouns, symmetric=symmetric)
        for noun in nouns.values():
            forms |= {form: word for word in sorted(noun.light) for form in inflect(word)}
        return RelationTable(
            name=name,
            label=label.strip(),
            symmetric=symmetric,
            source_types=types[0],
            target_types=types[1],
            verbs=verbs,
            nouns={form: nouns[word] for form, word in plurals.items()},
            excluded=self._phrases(table, path),
        ), forms

    def _check_relation(
        self,
        path: tuple[str, ...],
        verbs: Mapping[str, RelationVerb],
        nouns: Mapping[str, RelationNoun],
        *,
        symmetric: bool,
    ) -> None:
        if not verbs and not nouns:
            self.fail(path, "has no words; give it verbs or nouns")
        for word, verb in verbs.items():
            if verb.reciprocal and not symmetric:
                self.fail((*path, "verbs", word), "is reciprocal, which only a symmetric relation can be")
            if not (verb.direct or verb.preps or verb.reciprocal):
                self.fail((*path, "verbs", word), "takes no other party; set direct, preps or reciprocal")
        for word, noun in nouns.items():
            if not (noun.target_preps or symmetric):
                self.fail((*path, "nouns", word), 'names no target; set target_preps, such as ["against"]')

    # What all tables share.

    def keys(self, table: Mapping[str, Any], known: Iterable[str], path: tuple[str, ...]) -> None:
        allowed = tuple(known)
        for key in table:
            if key not in allowed:
                near = difflib.get_close_matches(key, allowed, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(allowed)}"
                self.fail((*path, key), f"is unknown; {hint}")

    def table(self, parent: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
        found = parent.get(path[-1], {})
        if not isinstance(found, dict):
            self.fail(path, f"is {found!r}; it must be a table")
        return found

    def _words(
        self, parent: Mapping[str, Any], path: tuple[str, ...], spec: type[Spec], *, noun: bool = False
    ) -> tuple[dict[str, Spec], dict[str, str]]:
        """The words of a table with their attributes; and their forms, each to its word."""
        found: dict[str, Spec] = {}
        forms: dict[str, str] = {}
        table = self.table(parent, path)
        for key in table:
            word = self._word(key, path)
            values = dict(self.table(table, (*path, key)))
            given: list[str] = self._list(values, (*path, key, "forms"))
            values.pop("forms", None)
            regular = _plural(word) if noun else inflect(word)
            forms |= dict.fromkeys(sorted({word, *(form.lower() for form in given)} if given else regular), word)
            found[word] = spec(**self._attributes(values, (*path, key), spec))
        return found, forms

    def _attributes(self, values: Mapping[str, Any], path: tuple[str, ...], spec: type[Spec]) -> dict[str, Any]:
        defaults: dict[str, Any] = {item.name: item.default for item in dataclasses.fields(spec)}
        self.keys(values, (*defaults, "forms"), path)
        found: dict[str, Any] = {}
        for key, value in values.items():
            here = (*path, key)
            if isinstance(defaults[key], bool):
                if not isinstance(value, bool):
                    self.fail(here, f"is {value!r}; it must be true or false")
                found[key] = value
            elif isinstance(defaults[key], str):
                if value not in get_args(Mode):
                    self.fail(here, f"is {value!r}; it must be one of {', '.join(get_args(Mode))}")
                found[key] = value
            else:
                words = {self._word(word, here) for word in self._list(values, here)}
                # whose object is a treaty may have several of them
                found[key] = (
                    frozenset(form for word in words for form in _plural(word))
                    if key == "through"
                    else frozenset(words)
                )
        return found

    def _types(self, table: Mapping[str, Any], path: tuple[str, ...]) -> frozenset[str]:
        if path[-1] not in table:
            return frozenset(PARTY_TYPES)
        found = frozenset(self._list(table, path))
        if not found or not found <= set(PARTY_TYPES):
            self.fail(path, f"must be a list of {', '.join(PARTY_TYPES)}")
        return found

    def _removed(self, table: Mapping[str, Any], path: tuple[str, ...], known: set[str]) -> frozenset[str]:
        gone: set[str] = set()
        for word in self._list(table, (*path, "remove")):
            forms = {word.lower(), *_plural(word.lower())} & known
            if not forms:
                near = difflib.get_close_matches(word, sorted(known), n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.fail((*path, "remove"), f"names {word!r}, which is no word of {path[0]}{hint}")
            gone |= forms
        return frozenset(gone)

    def _phrases(self, table: Mapping[str, Any], path: tuple[str, ...]) -> tuple[Phrase, ...]:
        phrases = self._list(table, (*path, "exclude"))
        for phrase in phrases:
            if len(phrase.split()) < 2:
                self.fail(
                    (*path, "exclude"), f"names {phrase!r}; it must be two words or more, as they follow each other"
                )
        return tuple(phrase_of(phrase) for phrase in phrases)

    def _list(self, table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
        found = table.get(path[-1], [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.fail(path, f"is {found!r}; it must be a list of words")
        return found

    def _word(self, word: str, path: tuple[str, ...]) -> str:
        if not _WORD.fullmatch(word):
            self.fail((*path, word), "must be one word in lower case; prepositions and the like have keys of their own")
        return word

    def fail(self, path: tuple[str, ...], wrong: str) -> NoReturn:
        raise InputError(f"{'.'.join(path)} {wrong}", source=self._source, line=_line_of(path, self._lines))


def _plural(noun: str) -> frozenset[str]:
    """A noun with its regular plural.

    >>> sorted(_plural("treaty")), sorted(_plural("clash"))
    (['treaties', 'treaty'], ['clash', 'clashes'])
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return frozenset({noun, f"{noun[:-1]}ies"})
    return frozenset({noun, noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")})


def _line_of(path: tuple[str, ...], lines: list[str]) -> int | None:
    """The line of a key, or of the nearest table or key around it; None where none is found."""
    inside: tuple[str, ...] = ()
    best, depth = None, 0
    for number, line in enumerate(lines, start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            inside = here = _parts(header[1])
        elif key is not None:
            here = (*inside, *_parts(key[1]))
        else:
            continue
        if here == path[: len(here)] and len(here) > depth:
            best, depth = number, len(here)
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(one or other for one, other in _PART.findall(dotted))
