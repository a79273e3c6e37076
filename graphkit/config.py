"""Settings: frozen, checked once, read from TOML. An unknown key is an error, never ignored."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import hashlib
import json
import math
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import ConfigError, SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = re.compile(r"\d+", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII)
"""A time as the graph has it, an xsd:dateTime.

Source: XML Schema Part 2: Datatypes, section 3.2.7.1 and 3.2.7.3 (time zones reach to 14 hours).
"""

LANGS = ("en", "any")

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+[/#]")
"""An absolute IRI as far as a base has it: a scheme, a colon, and no character that an IRI can't hold.

Source: RFC 3987, section 2.2.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a person may set.

    Attributes:
        model: "sm", "md", or the name or path of a spaCy pipeline for English with tagger, parser and named entities.
        coreference: whether pronouns, "the President" and "the bloc" are led back to whom they stand for.
        fast: whether only those sentences are parsed whose words may tell of a meeting or a pledge. Takes about two thirds of
            the time and finds nearly all events, but fewer positions and fewer that pronouns stand for.
        lang: "en" for reading English articles only, the others being left out and counted; "any" for no look at the language.
        near_duplicates: whether articles that are near copies of each other, such as of an agency's report, count as one source.
        base_iri: what ids of entities and events are appended to; absolute, ends in "/" or "#".
        run_time: day and time that are written into the graph as those of the run, in ISO 8601 as xsd:dateTime has it;
            None for none, so that the same input gives the same bytes.
        decisions: a file of decisions, as `graphkit review` writes it, or None.
        gazetteer: a CSV file of the user's own people and organisations (name, aliases, type, id), or None.
        patterns: TOML files of the user's own words for meetings and pledges, and of new relations; read one after the other.
        workers: how many processes read articles; "auto" for one for each hundred of them, as far as cores and free memory
            allow. Changes speed and memory only.
        timeout_per_document: seconds after which an article that is still being read is given up, and said to be; 0 for never.
            None for never where this process reads, and in workers for 300, more if it is very long. Any number above 0 has
            articles read in workers, be it one, as only a process can be stopped.
        batch_size: documents that go through the spaCy pipeline together; changes speed and memory only. More than 32 cost
            more, as arrays get so large that the system gives and takes them anew for each batch.
        max_characters: an article that is longer is refused; one of two million takes a minute or two and 1.5 GB.
        ops: what multiplies the model's matrices, "blis" or "numpy"; "auto" is what a short trial found to be faster on this
            processor. Changes speed only, and is not part of a graph.
        text_column: the column of a table, or the key of a JSON object, that holds the article; None, as for the others, for
            the usual names.
        title_column: that of the headline.
        date_column: that of the day of publication.
        id_column: that of the id.
        url_column: that of the address.
        author_column: that of who wrote it.
        publisher_column: that of who published it.
        lang_column: that of the language.
        max_megabytes: the most that is read of one file whose format is read whole, and of one line or row of the others.
        allow_network: whether web addresses among the inputs may be fetched.

    Raises:
        ConfigError: a value is of the wrong type or not allowed.
    """

    model: str = "sm"
    coreference: bool = True
    fast: bool = False
    lang: str = "en"
    near_duplicates: bool = True
    base_iri: str = "https://w3id.org/graphkit/data/"
    run_time: str | None = None
    decisions: str | None = None
    gazetteer: str | None = None
    patterns: tuple[str, ...] = ()
    workers: int | Literal["auto"] = "auto"
    timeout_per_document: float | None = None
    batch_size: int = 32
    max_characters: int = 2_000_000
    ops: Literal["auto", "blis", "numpy"] = "auto"
    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    id_column: str | None = None
    url_column: str | None = None
    author_column: str | None = None
    publisher_column: str | None = None
    lang_column: str | None = None
    max_megabytes: int = 100
    allow_network: bool = False

    def __post_init__(self) -> None:
        """Check every value."""
        _want(isinstance(self.model, str) and self.model.strip(), "model", self.model, "the name or path of a pipeline")
        for key in ("coreference", "fast", "near_duplicates"):
            _want(isinstance(getattr(self, key), bool), key, getattr(self, key), "true or false")
        _want(self.lang in LANGS, "lang", self.lang, "'en' or 'any': the model reads English and no other language")
        absolute = isinstance(self.base_iri, str) and _IRI.fullmatch(self.base_iri)
        _want(absolute, "base_iri", self.base_iri, "an absolute IRI that ends in '/' or '#'")
        wanted = "a day with its time, such as 2024-12-20T16:00:00+00:00 or 2024-12-20T16:00:00Z"
        _want(_is_time(self.run_time), "run_time", self.run_time, wanted)
        for key in ("decisions", "gazetteer"):
            path = getattr(self, key)
            _want(path is None or (isinstance(path, str) and path), key, path, "the path of a file")
        files = isinstance(self.patterns, tuple) and all(isinstance(path, str) and path for path in self.patterns)
        _want(files, "patterns", self.patterns, "a list of paths of files")
        for key in (item.name for item in dataclasses.fields(self) if item.name.endswith("_column")):
            name = getattr(self, key)
            _want(name is None or (isinstance(name, str) and name), key, name, "the name of a column")
        _want(_is_count(self.max_megabytes), "max_megabytes", self.max_megabytes, "a whole number above 0")
        _want(isinstance(self.allow_network, bool), "allow_network", self.allow_network, "true or false")
        _want(_is_count(self.batch_size), "batch_size", self.batch_size, "a whole number above 0")
        _want(_is_count(self.max_characters), "max_characters", self.max_characters, "a whole number above 0")
        workers = self.workers == "auto" or _is_count(self.workers)
        _want(workers, "workers", self.workers, "'auto' or a whole number above 0")
        seconds = self.timeout_per_document
        _want(_is_time_span(seconds), "timeout_per_document", seconds, "a number of seconds, or 0 for no limit")
        _want(self.ops in {"auto", "blis", "numpy"}, "ops", self.ops, "'auto', 'blis' or 'numpy'")

    def digest(self, *, patterns: str = "") -> str:
        """Hex digest (16 characters) of the settings that can change what is read in an article.

        Args:
            patterns: digest of what the files of patterns say, or "" where there are none.
        """
        relevant = {"model": self.model, "coreference": self.coreference}
        relevant |= {"patterns": patterns} if patterns else {}
        relevant |= {"lang": self.lang} if self.lang != "en" else {}
        relevant |= {"fast": True} if self.fast else {}
        return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()[:16]

    def graph_digest(self, digest: str) -> str:
        """The digest of a graph: that of how its articles were read, and of the settings that change only the graph."""
        if self.near_duplicates:
            return digest
        return hashlib.sha256(f"{digest} near_duplicates=false".encode()).hexdigest()[:16]


def checked_config(config: object) -> Config:
    """The settings, where they are some.

    Raises:
        ConfigError: they are none, such as None or a dictionary.
    """
    if not isinstance(config, Config):
        raise ConfigError(f"config must be a graphkit.Config, such as Config(model='sm'), and not {config!r:.60}")
    return config


def load_config(path: str | Path | None = None, *, environ: Mapping[str, str] = os.environ, **given: Any) -> Config:
    """Read the settings: those `given` that are not None, before those of the file, before the defaults.

    Args:
        path: a TOML file whose top-level keys are those of `Config`, or None.
        environ: where SOURCE_DATE_EPOCH may fix the time of the run (Source: reproducible-builds.org specification).
        given: settings by name, such as options of the command line.

    Raises:
        ConfigError: the file can't be read or is no TOML, a key is unknown, or a value is not allowed.
    """
    settings = {} if path is None else _read(Path(path))
    settings |= {key: value for key, value in given.items() if value is not None}
    if isinstance(settings.get("patterns"), list):
        settings["patterns"] = tuple(settings["patterns"])
    if "SOURCE_DATE_EPOCH" in environ:
        settings.setdefault("run_time", _epoch(environ["SOURCE_DATE_EPOCH"]))
    return Config(**settings)


def _read(path: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits are no TOMLDecodeError
        raise ConfigError(f"{path}: is no TOML: {error}") from error
    known = [item.name for item in dataclasses.fields(Config)]
    for key in settings:
        if key not in known:
            near = difflib.get_close_matches(key.replace("-", "_"), known, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known)}"
            raise ConfigError(f"{path}: key {key!r} is unknown; {hint}")
    if isinstance(settings.get("run_time"), dt.datetime | dt.date):
        settings["run_time"] = settings["run_time"].isoformat()
    if isinstance(settings.get("patterns"), list):
        settings["patterns"] = tuple(settings["patterns"])
    try:
        Config(**settings)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
    return settings


def _epoch(value: str) -> str:
    reason = f"SOURCE_DATE_EPOCH is {value!r}; it must be seconds since 1970, a whole number of 0 or more"
    if _SECONDS.fullmatch(value) is None:
        raise ConfigError(reason)
    try:
        return dt.datetime.fromtimestamp(int(value), tz=dt.UTC).isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(reason) from error


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_time_span(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf


def _is_time(value: Any) -> bool:
    if value is None:
        return True
    try:
        dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return _DATE_TIME.fullmatch(value) is not None


def _want(holds: object, key: str, value: object, wanted: str) -> None:
    if not holds:
        raise SettingError(f"{key} is {value!r}; it must be {wanted}")
