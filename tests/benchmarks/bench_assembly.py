"""CPU and memory of assembling many short documents out of their extraction records, and of writing the graph.

Each round is a process of its own that reads the records from a file one by one. A document has 8 to 20
mentions of 5 to 9 names; a few names are in many documents and most in few, as in news (Zipf's law), and there is a name
for every ten mentions. Some documents tell of meetings and pledges; a person mostly has the same position, so that those
whom everybody knows are told to hold it in thousands of articles.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from bench_resolution import names
from corpus import COUNTRIES, OFFICES, TOPICS

from graphkit.model import (
    Amount,
    Document,
    Evidence,
    Extraction,
    LocalEntity,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Role,
    Run,
)
from graphkit.records import from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator

BAR_BYTES, BAR_EXPONENT = 1e9, 1.2
MENTIONS_A_NAME = 10
#: How much flatter than Zipf's law the commonest names are: the first is in one document of four.
FLATTER = 3
DAYS = 730
RUN = Run(version="benchmark")


def documents(mentions: int) -> Iterator[Extraction]:
    """Documents with so many mentions together, or a few more."""
    chance = random.Random(11)  # noqa: S311 - no secret
    known = [*(("Place", name) for name in COUNTRIES), *names(mentions // MENTIONS_A_NAME)]
    # persons, organisations and countries among the common names as among the rare ones
    chance.shuffle(known)
    weights = list(accumulate(1 / (rank + FLATTER) for rank in range(len(known))))
    number = made = 0
    while made < mentions:
        parties = list(dict.fromkeys(chance.choices(known, cum_weights=weights, k=chance.randint(5, 9))))
        extraction = _Article(f"doc-{number:07}", parties, chance).made()
        made += sum(len(entity.mentions) + len(entity.inferred) for entity in extraction.entities)
        number += 1
        yield extraction


class _Article:
    """One document, its names one after the other and its sentences after them."""

    def __init__(self, name: str, parties: list[tuple[str, str]], chance: random.Random) -> None:
        self._chance = chance
        self._published = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(DAYS))
        self._document = Document(
            id=name,
            title=f"What was told in {name}",
            url=f"https://news.example.org/{name}",
            published=self._published,
            run=RUN,
        )
        self._parties = parties
        self._ids = [f"e{place}" for place in range(1, len(parties) + 1)]
        self._end = 0

    def made(self) -> Extraction:
        entities = tuple(map(self._entity, self._ids, self._parties))
        tells, two = self._chance.random(), self._chance.sample(self._ids, 2)
        people = [place for place, (kind, _) in enumerate(self._parties) if kind == "Person"]
        bodies = [place for place, (kind, _) in enumerate(self._parties) if kind != "Person"]
        roles = [self._role(people[0], bodies)] if people and bodies and self._chance.random() < 0.5 else []
        return Extraction(
            document=self._document,
            entities=entities,
            meetings=(self._meeting(two),) if tells < 0.4 else (),
            pledges=(self._pledge(two),) if tells > 0.8 else (),
            roles=tuple(roles),
        )

    def _span(self, text: str) -> tuple[int, int]:
        start = self._end + self._chance.randint(20, 120)
        self._end = start + len(text)
        return start, self._end

    def _entity(self, local: str, party: tuple[str, str]) -> LocalEntity:
        kind, name = party
        again = self._chance.choice((0, 0, 1, 1, 2))
        texts = [name, *[name.rpartition(" ")[2] if kind == "Person" else name] * again]
        inferred = ["he"] if kind == "Person" and self._chance.random() < 0.3 else []
        return LocalEntity(
            id=local,
            type=kind,  # type: ignore[arg-type]
            name=name,
            kind="country" if kind == "Place" else None,
            mentions=tuple(self._mention(text) for text in texts),
            inferred=tuple(self._mention(text, inferred=True) for text in inferred),
        )

    def _mention(self, text: str, *, inferred: bool = False) -> Mention:
        start, end = self._span(text)
        return Mention(start=start, end=end, text=text, rule="pronoun" if inferred else "model", inferred=inferred)

    def _evidence(self, rule: str) -> tuple[Evidence, ...]:
        quote = f"On {self._published} they spoke for {self._chance.randint(2, 90)} minutes about {self._chance.choice(TOPICS)}, and of what was to come after it."
        start, end = self._span(quote)
        return (Evidence(start=start, end=end, quote=quote, rule=rule),)

    def _when(self) -> PartialDate | None:
        if self._chance.random() < 0.4:
            return None
        day = self._published - dt.timedelta(days=self._chance.randrange(3))
        return PartialDate(text="on that day", earliest=day, latest=day, precision="day", basis="relative")

    def _meeting(self, parties: list[str]) -> Meeting:
        told = self._evidence("meet.verb.with")
        status = self._chance.choice(("occurred", "occurred", "occurred", "planned", "denied"))
        return Meeting(
            id="m1", status=status, participants=tuple(parties), evidence=told, rule=told[0].rule, when=self._when()
        )

    def _pledge(self, parties: list[str]) -> Pledge:
        told, amount = self._evidence("pledge.verb.promise"), self._chance.randint(1, 900)
        return Pledge(
            id="p1",
            status="made",
            pledger=parties[0],
            recipients=tuple(parties[1:]),
            content=f"{amount} million euros for {self._chance.choice(TOPICS)}",
            evidence=told,
            rule=told[0].rule,
            when=self._when(),
            amount=Amount(text=f"{amount} million euros", minimum=amount * 1e6, maximum=amount * 1e6, currency="EUR"),
        )

    def _role(self, person: int, bodies: list[int]) -> Role:
        known = random.Random(self._parties[person][1])  # noqa: S311 - no secret
        title = known.choice(OFFICES)
        start, end = self._span(title)
        told = Evidence(start=start, end=end, quote=title, rule="role.title")
        # one article in ten has another title, and one in three says nothing of where
        title = self._chance.choice(OFFICES) if self._chance.random() < 0.1 else title
        body = None if self._chance.random() < 0.3 else self._ids[self._chance.choice(bodies)]
        since = self._when() if self._chance.random() < 0.1 else None
        return Role(person=self._ids[person], organization=body, title=title, start=since, evidence=(told,))


def write_records(path: Path, mentions: int) -> int:
    """Write the records; return how many there are."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for extraction in documents(mentions):
            stream.write(json.dumps(to_record(extraction), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[Extraction]:
    """The records again, one by one."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from_record(json.loads(line), source=path.name)


def peak() -> int:
    """Bytes of this process at the highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(path: Path) -> dict[str, float]:
    """CPU seconds of each step, and bytes above the interpreter and its imports at the highest."""
    from graphkit.export import write_graphml
    from graphkit.graph import build_graph
    from graphkit.rdf import write_turtle
    from graphkit.resolve import assemble

    before = peak()
    clock = time.process_time()
    for _ in read(path):
        pass
    found = {"read": time.process_time() - clock, "before": before}
    clock = time.process_time()
    assembly = assemble(read(path), base_iri="https://example.org/", run=RUN)
    found |= {"build": time.process_time() - clock, "assembled": peak() - before}
    clock = time.process_time()
    with path.with_suffix(".ttl").open("wb") as stream:
        write_turtle(assembly, stream)
    found |= {"turtle": time.process_time() - clock, "after turtle": peak() - before}
    clock = time.process_time()
    with path.with_suffix(".graphml").open("wb") as stream:
        write_graphml(build_graph(assembly), stream)
    found |= {"graphml": time.process_time() - clock, "after graphml": peak() - before}
    return found | {
        "mentions": sum(len(entity.mentions) for entity in assembly.entities),
        "entities": len(assembly.entities),
        "events": len(assembly.meetings) + len(assembly.pledges),
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _row(count: int, found: dict[str, float]) -> str:
    size, assembly = found["mentions"], found["build"] - found["read"]
    return (
        f"{size:>9.0f} mentions in {count:>6} documents, {found['entities']:>7.0f} entities, {found['events']:>6.0f} events: "
        f"read {1e6 * found['read'] / size:5.1f} µs a mention, assembled {1e6 * assembly / size:5.1f} ({assembly:.2f} s), "
        f"{found['assembled'] / 1e6:5.0f} MB; Turtle {found['turtle']:.2f} s, {found['after turtle'] / 1e6:5.0f} MB; "
        f"GraphML {found['graphml']:.2f} s, {found['after graphml'] / 1e6:5.0f} MB"
    )


def main() -> int:
    """Measure and print; exit 1 with ``--check`` where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        _say(json.dumps(measure(args.one)))
        return 0
    rows = []
    for mentions in args.mentions:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "extractions.jsonl"
            count = write_records(path, mentions)
            command = [sys.executable, __file__, "--one", str(path)]
            rows.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        _say(_row(count, rows[-1]))
    first, last = rows[0], rows[-1]
    exponent = 1.0
    if len(rows) > 1:
        seconds = [row["build"] - row["read"] for row in (first, last)]
        exponent = math.log(seconds[1] / seconds[0]) / math.log(last["mentions"] / first["mentions"])
    _say(f"exponent {exponent:.2f}")
    holds = last["assembled"] <= BAR_BYTES and exponent <= BAR_EXPONENT
    return 0 if holds or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
