"""``graphkit review``: a person settles what is doubtful, and the answers go to a decisions file."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table
from rich.text import Text

from graphkit.cli import options as o
from graphkit.cli.talk import Talk, command, plain

if TYPE_CHECKING:
    from graphkit.model import Anchor, Assembly, Decision
    from graphkit.resolve.doubts import Doubt

EXAMPLES = """
\b
Examples:
  graphkit review out/ --decisions decisions.toml
  graphkit build news/ -o out/ --decisions decisions.toml
  printf 's he changed his name\\nq\\n' | graphkit review out/ --decisions decisions.toml --by ada

Answers: s same, d different, u unsure, k skip, b back (takes the last answer back), q quit. What stands behind the letter
is kept as a note. The file is written after each answer.
"""

_PROMPT = "same, different, unsure, skip, back, quit? [s/d/u/k/b/q] "
_PLURALS = {"entity": "entities", "meeting": "meetings", "pledge": "pledges", "relation": "relations"}
_JUDGEMENTS = {"s": "same", "d": "different", "u": "unsure"}


@command
def run(
    graph: o.Graph,
    *,
    decisions: Annotated[
        Path,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="Where the answers go, as TOML; what it holds already is kept and not asked again.",
            show_default=False,
        ),
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who decides; by default your login.", show_default=False)
    ] = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Walk through what is doubtful: are these two the same?

    Asked are pairs of names that may be one, and merges that rest on little, those with the most events behind them first;
    then pairs of events of the same parties whose days nearly fit or are not told.
    """
    from graphkit.decisions import read_decisions
    from graphkit.rdf import read_graph
    from graphkit.resolve.doubts import doubtful_pairs
    from graphkit.resolve.event_doubts import doubtful_events

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    kept = list(read_decisions(decisions)) if decisions.exists() else []
    assembly = read_graph(graph)
    doubts = [*doubtful_pairs(assembly, kept), *doubtful_events(assembly, kept)]
    session = _Session(talk=talk, assembly=assembly, path=decisions, by=by or _login(), kept=kept)
    session.walk(doubts)
    if not doubts:
        talk.note("nothing is doubtful")
    elif session.made:
        count = sum(decision is not None for decision in session.made)
        talk.note(f"{count} decided; 'graphkit build … --decisions {decisions}' honours it")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in a container
        return ""


@dataclass(kw_only=True)
class _Session:
    """One walk.

    Attributes:
        talk: speaks to the person.
        assembly: the graph.
        path: of the decisions file.
        by: who decides.
        kept: what the file held before.
        made: an entry for each question passed: the decision, or None where it was skipped.
    """

    talk: Talk
    assembly: Assembly
    path: Path
    by: str
    kept: list[Decision]
    made: list[Decision | None] = field(default_factory=list)

    def walk(self, doubts: list[Doubt]) -> None:
        """Ask until all is answered, the input ends or the person leaves."""
        while len(self.made) < len(doubts):
            doubt = doubts[len(self.made)]
            self._show(doubt, len(self.made) + 1, len(doubts))
            self.talk.console.print(Text(_PROMPT), end="")
            line = sys.stdin.readline()
            key, note = line.strip()[:1].lower(), " ".join(line.strip()[1:].split())
            if not line or key == "q":
                self.talk.console.print()
                return
            if key in _JUDGEMENTS:
                self.made.append(_decide(doubt, _JUDGEMENTS[key], by=self.by, note=note))
                self._write()
            elif key == "k":
                self.made.append(None)
            elif key == "b":
                self._back()
            else:
                self.talk.warning(f"{plain(line.strip())!r} is no answer")

    def _back(self) -> None:
        if not self.made:
            self.talk.note("this is the first one")
        elif self.made.pop() is not None:
            self._write()

    def _write(self) -> None:
        from graphkit.decisions import write_decisions

        write_decisions(self.path, [*self.kept, *(decision for decision in self.made if decision is not None)])

    def _show(self, doubt: Doubt, number: int, count: int) -> None:
        state = f"one {doubt.kind} now" if doubt.together else f"two {_PLURALS[doubt.kind]} now"
        behind = "events and roles" if doubt.kind == "entity" else "passages"
        told = [doubt.reason, f"against it: {doubt.against}" if doubt.against else ""]
        told += [
            f"score {doubt.score:g}" if doubt.score else "",
            f"{behind} behind it: {doubt.weight}" if doubt.weight else "",
        ]
        table = Table(*(Column(Text(plain(name)), ratio=1) for name in doubt.names), expand=True)
        table.add_row(*(self._side(anchor) for anchor in (doubt.one, doubt.other)))
        console = self.talk.console
        console.print(
            Text(f"\n{number} of {count}: {state}; {plain('; '.join(part for part in told if part))}"), style="bold"
        )
        console.print(table, soft_wrap=False)

    def _side(self, anchor: Anchor) -> Text:
        from graphkit.resolve.doubts import quote_of

        quote = plain(" ".join(quote_of(self.assembly, anchor).split()))
        documents = {document.id: document for document in self.assembly.documents}
        document = documents.get(anchor.document)
        published = f", {document.published}" if document is not None and document.published else ""
        text = Text(f"“{quote}”\n" if quote else f"{plain(anchor.text)}\n")
        text.highlight_words([plain(anchor.text)], style="bold")
        return text.append(f"[{plain(anchor.document)}{published}; {anchor.start} to {anchor.end}]", style="dim")


def _decide(doubt: Doubt, judgement: str, *, by: str, note: str) -> Decision:
    from typing import cast

    from graphkit.model import Decision, Judgement

    today = dt.datetime.now().astimezone().date()
    return Decision(
        judgement=cast("Judgement", judgement), one=doubt.one, other=doubt.other, by=by, when=today, note=note
    )
