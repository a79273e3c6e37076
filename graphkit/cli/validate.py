"""``graphkit validate``: whether graphs keep to the rules, and where they don't."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import PARTLY, VIOLATED, Talk, command, plain
from graphkit.errors import GraphFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.rdf import Validation, Violation

EXAMPLES = """
\b
Examples:
  graphkit validate out/
  graphkit validate monday/graph.ttl tuesday/graph.ttl --format json
  graphkit validate out/ --report report.ttl

The rules are the SHACL shapes in ontology/shapes.ttl and shapes-sparql.ttl.
Each file is checked on its own. Exit status: 0 all rules kept; 1 nothing
could be read; 3 some files could not be read, the others keep all rules;
4 a rule is broken.
"""

_SHOWN = 10


class Format(StrEnum):
    """How violations are told."""

    text = "text"
    json = "json"


@command
def run(
    graphs: Annotated[
        list[str],
        typer.Argument(
            metavar="GRAPH",
            help="RDF files (.ttl, .nt, .trig, .nq, .jsonld, .rdf), folders that 'graphkit build' wrote, or corpus files.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        Format, typer.Option("--format", help="How to tell what is wrong; json tells all of it.")
    ] = Format.text,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.ttl", help="Write a SHACL validation report too.", show_default=False),
    ] = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Check graphs against the rules that every graph of graphkit keeps, and say what is wrong and where."""
    from graphkit.files import write_whole
    from graphkit.rdf import violations_json, write_report

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    checked, unread = _check(graphs, talk=talk)
    if form is Format.json:
        sys.stdout.write(violations_json(checked) + "\n")
    else:
        for validation in checked:
            _print(validation, talk=talk)
    if report is not None:
        with write_whole(report, binary=True) as stream:
            write_report(checked, stream)
    if any(validation.violations for validation in checked):
        raise typer.Exit(VIOLATED)
    if unread:
        raise typer.Exit(PARTLY)


def _check(graphs: Iterable[str], *, talk: Talk) -> tuple[list[Validation], int]:
    """Check all that can be read; the last error is raised where nothing can."""
    from graphkit.rdf import data_files, validate_file

    checked: list[Validation] = []
    errors: list[GraphFileError] = []
    for graph in graphs:
        try:
            for file in data_files([graph]):
                talk.detail(f"checking {file}")
                checked.append(validate_file(file))
        except GraphFileError as error:
            errors.append(error)
    if errors and not checked:
        raise GraphFileError("\n".join(map(str, errors)))
    for failure in errors:
        talk.error(str(failure))
    return checked, len(errors)


def _print(validation: Validation, *, talk: Talk) -> None:
    if not validation.violations:
        talk.note(f"{validation.source}: all rules kept ({validation.triples:,} triples)")
        return
    groups = [list(group) for _, group in groupby(validation.violations, key=lambda violation: violation.rule)]
    broken, places = len(groups), len(validation.violations)
    rules = "1 rule is broken" if broken == 1 else f"{broken} rules are broken"
    where = "1 place" if places == 1 else f"{places:,} places"
    sys.stdout.write(f"{plain(validation.source)}: {rules}, in {where}\n")
    for group in groups:
        _print_rule(group, source=Path(validation.source).name)


def _print_rule(group: Sequence[Violation], *, source: str) -> None:
    sys.stdout.write(f"\n{group[0].rule}: {group[0].message}\n")
    for violation in group[:_SHOWN]:
        line = f"{source}:{violation.line}: " if violation.line is not None else ""
        kind = f"{violation.kind} " if violation.kind and not violation.label.startswith(violation.kind) else ""
        detail = f" – {violation.detail}" if violation.detail else ""
        sys.stdout.write(plain(f"  {line}{kind}{violation.label}{detail}\n    {violation.node}\n"))
    if len(group) > _SHOWN:
        sys.stdout.write(f"  and {len(group) - _SHOWN:,} more; --format json tells all\n")
