"""The exception tree: every error that graphkit raises on purpose.

A message says what is wrong, where (file and line), and what to do. The library never prints or exits; the command
line turns these into exit statuses.
"""

from __future__ import annotations


class GraphkitError(Exception):
    """Base of all errors raised on purpose; catching it catches nothing else."""


class ConfigError(GraphkitError, ValueError):
    """A setting is unknown or has a value that it can't have."""


class SettingError(ConfigError):
    """A setting that was given as such, not in a file, has a value that it can't have."""


class ModelError(GraphkitError):
    """A spaCy pipeline is missing, can't be loaded, or lacks a component that graphkit needs."""


class MissingExtraError(GraphkitError, ImportError):
    """Something needs a library that only an extra of graphkit brings; the message names it."""


class InputError(GraphkitError, ValueError):
    """One input (a file, or a line of one) can't be used; the others can.

    Attributes:
        source: the path, or ``-`` for standard input.
        line: line number in the file, from 1, or None where the whole file is meant.
        reason: what is wrong and what to do, without the place.
    """

    def __init__(self, reason: str, *, source: str, line: int | None = None) -> None:
        """Join place and reason to one message, ``source:line: reason``."""
        self.reason = reason
        self.source = source
        self.line = line
        super().__init__(f"{source}:{line}: {reason}" if line is not None else f"{source}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep all three parts when the error crosses a process boundary."""
        return _input_error, (self.reason, self.source, self.line)


class NoArticleError(InputError):
    """A page is sound but holds no article: a start page, a list, a menu."""


def _input_error(reason: str, source: str, line: int | None) -> InputError:
    return InputError(reason, source=source, line=line)


class NoInputError(GraphkitError):
    """Nothing at all could be read."""


class OutputError(GraphkitError, OSError):
    """A file or folder can't be written."""


class EngineError(GraphkitError):
    """Where extraction was to run can't be had: an extra is missing, nobody answers at an address, no process can be started."""


class GraphFileError(GraphkitError, ValueError):
    """A file given as GRAPH is not a graph that graphkit wrote, or is broken."""


class CorpusError(GraphkitError):
    """A corpus file is missing, is none, is damaged or locked, or can't be read or written as it should."""


class UnknownDocumentError(CorpusError, LookupError):
    """No document of the corpus has the id."""


class FilterError(GraphkitError, ValueError):
    """A part of a graph is asked for in words that mean none: a status, relation or date that can't be."""


class QueryError(GraphkitError, ValueError):
    """A SPARQL query is malformed, of a kind that is refused, or unknown by name."""


class ParameterError(QueryError):
    """A query is asked for by a name that none has, or with parameters that are not its own or can't be."""


class FormatError(QueryError):
    """A query gives a table where a graph is wanted, or the other way round."""


class QueryLimitError(QueryError):
    """A query was stopped because it took longer, or more memory, than it may."""


class BusyError(GraphkitError):
    """All workers are at work on other queries."""


class UnknownNameError(GraphkitError, LookupError):
    """No entity of the graph bears the name."""


class AmbiguousNameError(GraphkitError, LookupError):
    """Several entities of the graph bear the name.

    Attributes:
        candidates: what to ask for instead, one line each, sorted.
    """

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        """Name the candidates in the message."""
        self.name = name
        self.candidates = candidates
        super().__init__(f"{name!r} stands for several entities: " + "; ".join(candidates))
