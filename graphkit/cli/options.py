"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer


class StdinFormat(StrEnum):
    """What standard input holds."""

    text = "text"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    md = "md"
    html = "html"


class IdFrom(StrEnum):
    """Where the ids of documents come from."""

    name = "name"
    path = "path"


class StatusName(StrEnum):
    """What `--status` takes: `graphkit.filters.STATUSES`."""

    occurred = "occurred"
    planned = "planned"
    made = "made"
    denied = "denied"
    hypothetical = "hypothetical"
    current = "current"
    former = "former"
    future = "future"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS",
        help="Files (text, web pages, JSON, tables, Word, mails and more; the README lists them), also packed, folders (to the bottom, sorted), globs, or - for standard input.",
        show_default=False,
    ),
]
Corpus = Annotated[
    str, typer.Argument(metavar="CORPUS", help="The corpus: one file, such as news.corpus.", show_default=False)
]
Graph = Annotated[
    str, typer.Argument(metavar="GRAPH", help="graph.ttl, the folder that 'graphkit build' wrote, or a corpus.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|PATH",
        help="sm (the default), md (needs the extra 'md'), or any spaCy pipeline for English with tagger, parser and ner.",
        show_default=False,
    ),
]
Ops = Annotated[
    Literal["auto", "blis", "numpy"] | None,
    typer.Option(
        "--ops",
        help="What multiplies the model's matrices: by default what a trial of 50 ms, kept for next time, finds faster here.",
        show_default=False,
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings as TOML; options go before them.",
        show_default=False,
        readable=False,  # is looked at when it is read, and told of as all files are
    ),
]
Fast = Annotated[
    bool | None,
    typer.Option(
        "--fast/--no-fast",
        help="Parse only sentences with words of meeting or promising: two thirds of the time, nearly all events, but fewer positions.",
        show_default=False,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|any",
        help="en (the default): leave out articles that are not in English, which is all that can be read; any: don't look.",
        show_default=False,
    ),
]
Coreference = Annotated[
    bool | None,
    typer.Option(
        "--coreference/--no-coreference",
        help="Lead pronouns, 'the President' and 'the bloc' back to whom they stand for (the default), or don't.",
        show_default=False,
    ),
]
NearDuplicates = Annotated[
    bool | None,
    typer.Option(
        "--near-duplicates/--no-near-duplicates",
        help="Count articles that are near copies, such as of one agency's report, as one source (the default), or each.",
        show_default=False,
    ),
]
BaseIri = Annotated[
    str | None,
    typer.Option("--base-iri", metavar="IRI", help="What ids are appended to; ends in / or #.", show_default=False),
]
WebAnnotation = Annotated[
    bool,
    typer.Option(
        "--web-annotation", help="In RDF, tell of each passage in the terms of the Web Annotation Data Model too."
    ),
]
Decisions = Annotated[
    str | None,
    typer.Option(
        "--decisions", metavar="FILE", help="What 'graphkit review' has settled, as TOML.", show_default=False
    ),
]
Gazetteer = Annotated[
    str | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE.csv",
        help="Your own people and organisations: columns name, type (Person or Organization), id, and aliases (split by |).",
        show_default=False,
    ),
]
Patterns = Annotated[
    list[str] | None,
    typer.Option(
        "--patterns",
        metavar="FILE.toml",
        help="Your own words for meetings and pledges, and new relations; may be given several times.",
        show_default=False,
    ),
]
Workers = Annotated[
    str | None,
    typer.Option(
        "--workers",
        metavar="N|auto",
        help="Read articles in N processes, with the same result; auto (the default) takes one for each 100 articles, as far as cores and free memory allow.",
        show_default=False,
    ),
]
TimeoutPerDocument = Annotated[
    float | None,
    typer.Option(
        "--timeout-per-document",
        metavar="SECONDS",
        min=0,
        help="Give up an article that takes longer, name it, and go on; 0 is no limit. Default: 300, more if it is very long, and none with one worker.",
        show_default=False,
    ),
]
Ids = Annotated[
    IdFrom,
    typer.Option("--id", help="Document ids from file names without ending, or from paths below the named folder."),
]
Stdin = Annotated[StdinFormat, typer.Option("--stdin-format", help="What standard input holds.")]
View = Annotated[
    Literal["actors", "events", "all"],
    typer.Option("--view", help="What files of nodes and edges hold: actors, events as nodes, or all."),
]
Format = Annotated[
    Literal["csv", "gephi-csv", "neo4j-csv", "parquet", "node-link", "cytoscape", "ftm"] | None,
    typer.Option(
        "--format",
        help="A format that no ending names; those of CSV and Parquet fill the folder OUT, the others are JSON files.",
        show_default=False,
    ),
]
_PART = "Which part of the graph"
Status = Annotated[
    list[StatusName] | None,
    typer.Option(
        "--status",
        help="Status of events, tense of roles; may be given several times.",
        show_default=False,
        rich_help_panel=_PART,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="First day (2024, 2024-03 or 2024-03-05); what is undated goes.",
        show_default=False,
        rich_help_panel=_PART,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", help="Last day, in the same forms.", show_default=False, rich_help_panel=_PART
    ),
]
Relation = Annotated[
    list[str] | None,
    typer.Option(
        "--relation",
        metavar="NAME",
        help="met_with, plans_to_meet, pledged, holds_role, or one of your own; may be given several times.",
        show_default=False,
        rich_help_panel=_PART,
    ),
]
MinSources = Annotated[
    int,
    typer.Option(
        "--min-sources",
        metavar="N",
        min=0,
        help="Events and roles that at least so many articles tell of; near copies of one count as one.",
        rich_help_panel=_PART,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", metavar="0-1", min=0, max=1, help="Events at least so sure.", rich_help_panel=_PART
    ),
]
Around = Annotated[
    list[str] | None,
    typer.Option(
        "--around",
        metavar="NAME",
        help="Whoever is near: any spelling, part of a name, or id; may be given several times.",
        show_default=False,
        rich_help_panel=_PART,
    ),
]
Depth = Annotated[
    int | None,
    typer.Option(
        "--depth",
        metavar="N",
        min=1,
        help="Steps from --around; 1 unless given.",
        show_default=False,
        rich_help_panel=_PART,
    ),
]
Timeout = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0, help="Stop a query that takes longer; 0 is no limit."),
]
Memory = Annotated[
    int,
    typer.Option("--memory", metavar="MB", min=0, help="Stop a query that takes more (on Linux); 0 is no limit."),
]
AllowNetwork = Annotated[
    bool, typer.Option("--allow-network", help="Let SERVICE clauses ask other servers, which see a part of the query.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more, with a traceback where there is a bug.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours (as the variable NO_COLOR does).")]


def count_of(workers: str | None) -> int | str | None:
    """What `--workers` says, as the settings take it, which check it."""
    return int(workers) if workers is not None and workers.isdecimal() else workers


def day(text: str | None, *, hint: str) -> str | None:
    """See that a date of the command line is one.

    Raises:
        typer.BadParameter: it is not.
    """
    from graphkit.errors import FilterError
    from graphkit.filters import first_day

    if text is not None:
        try:
            first_day(text)
        except FilterError as error:
            raise typer.BadParameter(str(error), param_hint=hint) from error
    return text


def file_to_write(output: str, *, hint: str) -> Path:
    """Make sure that a file's ending names a format that can be written.

    Raises:
        typer.BadParameter: it does not.
    """
    from graphkit.knowledge import FORMATS

    path = Path(output)
    if path.suffix.lower() not in FORMATS:
        raise typer.BadParameter(f"{output!r} ends in no known format; known are {', '.join(FORMATS)}", param_hint=hint)
    return path
