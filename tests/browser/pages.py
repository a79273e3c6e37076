"""Writes the pages that check.mjs looks at: of a folder that was built from seeds/, of made-up graphs, of a hostile one."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import importlib.util
import random
from pathlib import Path
from typing import Any

from graphkit.export.explore import write_page
from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly, Document, Entity, Evidence, Meeting, PartialDate, Run

HOSTILE = (
    '</script><script>window.hacked="script"</script><img src=x onerror="window.hacked=1">',
    '" onerror="window.hacked=2" x="',
    "' onfocus='window.hacked=3' autofocus tabindex='0",
    "<!--<script>window.hacked=4//",
    "</style><style>*{display:none}</style>]]>--><svg onload=window.hacked=5>",
    "{{script}}${window.hacked=6}\u2028window.hacked=7//\u2029\ud800",
)
#: Attributes that the model gives one of few values, or a form of their own.
FIXED = {
    "id",
    "type",
    "status",
    "tense",
    "mode",
    "precision",
    "basis",
    "place_basis",
    "relation",
    "base_iri",
    "document",
}
NAMES, MEETINGS = 5_000, 20_000


def everything() -> Assembly:
    """The made-up graph of the RDF tests, which are no package that could be installed."""
    path = Path(__file__).parent.parent / "rdf" / "everything.py"
    spec = importlib.util.spec_from_file_location("everything", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.everything()


def hostile() -> Assembly:
    """The same graph with a text in each place that does what it can to be run."""
    rng = random.Random(5)  # noqa: S311 - nothing here is secret

    def poison(value: Any, name: str = "") -> Any:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            told = {field.name: poison(getattr(value, field.name), field.name) for field in dataclasses.fields(value)}
            return dataclasses.replace(value, **told)
        if name in {"url", "lang"}:
            return "javascript:window.hacked=8"
        if name in {"participants", "recipients", "place", "members", "ids", "party"}:
            return value
        if isinstance(value, tuple):
            return tuple(poison(part, name) for part in value)
        parties = {"source", "target", "person", "organization", "pledger", "host", "attributed_to"}
        if isinstance(value, str) and name not in FIXED | parties:
            return value + rng.choice(HOSTILE)
        return value

    return poison(everything())


def large() -> Assembly:
    """Made-up names in circles of their own, with a few who know each other across them."""
    rng = random.Random(5)  # noqa: S311 - nothing here is secret
    entities = [
        Entity(id=f"person/p{n:05}", type="Person", name=f"Person {n}", members=(("a", f"e{n}"),)) for n in range(NAMES)
    ]
    quote = "The two met in the harbour office to talk about the ferry."
    meetings = []
    for n, pair in enumerate(sorted(_pairs(rng))):
        day = dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(3600))
        meetings.append(
            Meeting(
                id=f"meeting/m{n:05}",
                status="occurred",
                participants=tuple(entities[party].id for party in pair),
                evidence=(
                    Evidence(start=60 * n, end=60 * n + len(quote), quote=quote, rule="meet.verb", document="a"),
                ),
                rule="meet.verb",
                when=PartialDate(text="", earliest=day, latest=day, precision="day"),
            )
        )
    return Assembly(
        run=Run(version="0"), documents=(Document(id="a"),), entities=tuple(entities), meetings=tuple(meetings)
    )


def _pairs(rng: random.Random) -> set[tuple[int, int]]:
    found = {(name, name + 1) for name in range(0, NAMES, 2)}
    circles = [range(start, min(start + 140, NAMES)) for start in range(0, NAMES, 140)]
    while len(found) < MEETINGS:
        circle = rng.choice(circles)
        one = circle[int(rng.random() ** 2.5 * len(circle))]
        other = rng.choice(circle) if rng.random() < 0.93 else rng.randrange(NAMES)
        if one != other:
            found.add((min(one, other), max(one, other)))
    return found


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", help="folder that graphkit build wrote from seeds/")
    parser.add_argument("out", type=Path, help="folder for the pages")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    KnowledgeGraph.read(given.built).explore(given.out / "seeds.html")
    write_page(everything(), given.out / "everything.html")
    write_page(hostile(), given.out / "hostile.html", title=HOSTILE[0])
    write_page(large(), given.out / "large.html", title="Large")
    write_page(Assembly(), given.out / "empty.html")


if __name__ == "__main__":
    main()
