"""Writing, loading and asking a large graph, beside rdflib on the same triples.

The graph is made up from a seed: articles with mentions, meetings, pledges and roles. Each side is a process of its own, and
CPU seconds (user and system, all threads) are counted. A query that rdflib does not end within the limit counts as having
taken that long, so that its ratio is the least it can be.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import math
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.model import (
    Amount,
    Assembly,
    Document,
    Entity,
    Evidence,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Role,
    Run,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.rdf import NamedQuery

TRIPLES_AN_ARTICLE = 179.1
MENTIONS, CLUSTERS = 10, 4
BARS = {"write": 20.0, "load": 6.0, "query": 6.0, "queries": 20.0}
BAR_BYTES = 50e6
SYLLABLES = "bal cor den fal gor hal jan kel lor mar nel or pel ran sol tor val wen yar zel"
WORDS = "the talks on grain, fishing and a harbour took place after years of silence between both sides of the strait"

QUERIES = (
    "who-met-person",
    "co-attendees",
    "timeline-of-a-pair",
    "pledge-sums",
    "single-source-edges",
    "meetings",
)
"""Named queries: of one person, of two, and of all; a listing, sums, and a path of two steps."""


def made_up(triples: int) -> Assembly:
    """Make an assembly of about so many triples; the same number gives the same assembly."""
    chance = random.Random(triples)  # noqa: S311 - no secret
    articles = max(round(triples / TRIPLES_AN_ARTICLE), 10)
    names = [_name(chance, n) for n in range(articles)]
    documents = [_document(chance, n) for n in range(articles)]
    meetings, pledges, roles = [], [], []
    for document in documents:
        parties = chance.sample(names, 5)
        when = PartialDate(text="on Tuesday", earliest=document.published, latest=document.published, precision="day")
        meetings.append(_meeting(chance, document, parties[: chance.choice((2, 2, 2, 3, 4))], when))
        if chance.random() < 0.5:
            pledges.append(_pledge(chance, document, parties[0], parties[3], when))
        if chance.random() < 0.5:
            roles.append(_role(document, parties[1], parties[4]))
    return Assembly(
        run=Run(version="0", model="en_core_web_sm", model_version="3.8.0", digest="0123456789abcdef"),
        documents=tuple(documents),
        entities=tuple(_entities(chance, names, documents)),
        meetings=tuple(meetings),
        pledges=tuple(pledges),
        roles=tuple(roles),
    )


def _name(chance: random.Random, number: int) -> tuple[str, str]:
    """An id with the name it belongs to; one party in five is an organisation."""
    name = " ".join("".join(chance.choices(SYLLABLES.split(), k=3)).capitalize() for _ in range(2))
    folder = "organization" if number % 5 == 0 else "person"
    return f"{folder}/{name.lower().replace(' ', '-')}-{number:08x}", name


def _document(chance: random.Random, number: int) -> Document:
    return Document(
        id=f"news-{number:07}",
        title=_words(chance, 8),
        url=f"https://paper.example/news/{number}",
        publisher="The Paper",
        published=dt.date(2031, 1, 1) + dt.timedelta(days=number % 365),
    )


def _words(chance: random.Random, count: int) -> str:
    text = " ".join(chance.choices(WORDS.split(), k=count))
    return f'"{text.capitalize()}," it said.' if chance.random() < 0.2 else f"{text.capitalize()}."


def _evidence(chance: random.Random, document: Document, *, rule: str, status: str) -> tuple[Evidence, ...]:
    quote, start = _words(chance, 25), chance.randrange(4000)
    return (Evidence(start=start, end=start + len(quote), quote=quote, rule=rule, document=document.id, status=status),)


def _meeting(chance: random.Random, document: Document, parties: list[tuple[str, str]], when: PartialDate) -> Meeting:
    return Meeting(
        id=f"meeting/{parties[0][1].lower().replace(' ', '-')}-{document.id[5:]}",
        status="occurred" if chance.random() < 0.8 else "planned",
        participants=tuple(sorted(identifier for identifier, _ in parties)),
        evidence=_evidence(chance, document, rule="meet.verb.object", status="occurred"),
        rule="meet.verb.object",
        confidence=0.97,
        when=when,
        trigger=(12, 15),
    )


def _pledge(
    chance: random.Random, document: Document, one: tuple[str, str], other: tuple[str, str], when: PartialDate
) -> Pledge:
    value = float(chance.randrange(1, 900) * 1_000_000)
    currency = chance.choice(("EUR", "USD", "GBP"))
    return Pledge(
        id=f"pledge/{one[1].lower().replace(' ', '-')}-{document.id[5:]}",
        status="made",
        pledger=one[0],
        recipients=(other[0],),
        content=_words(chance, 6),
        what=(30, 60),
        evidence=_evidence(chance, document, rule="pledge.verb", status="made"),
        rule="pledge.verb",
        confidence=0.85,
        when=when,
        amount=Amount(text=f"{currency} {value:,.0f}", minimum=value, maximum=value, currency=currency),
    )


def _role(document: Document, person: tuple[str, str], body: tuple[str, str]) -> Role:
    place = Evidence(start=0, end=20, quote=f"President {person[1]}", rule="role.before", document=document.id)
    return Role(person=person[0], organization=body[0], title="President", evidence=(place,))


def _entities(chance: random.Random, names: list[tuple[str, str]], documents: list[Document]) -> Iterator[Entity]:
    for identifier, name in sorted(names):
        seen = sorted(chance.sample(range(len(documents)), min(CLUSTERS, len(documents))))
        mentions = tuple(
            Mention(start=100 * n, end=100 * n + len(name), text=name, rule="model", document=documents[place].id)
            for place in seen
            for n in range(1, 1 + MENTIONS // CLUSTERS + (place % 2))
        )
        members = tuple((documents[place].id, f"e{chance.randrange(1, 20)}") for place in seen)
        kind = "Organization" if identifier.startswith("organization") else "Person"
        yield Entity(id=identifier, type=kind, name=name, mentions=mentions, members=members)  # type: ignore[arg-type]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def ours(triples: int, path: Path) -> dict[str, Any]:
    """Write, load and ask with graphkit."""
    from graphkit.rdf import load_store, run_query, write_turtle

    assembly = made_up(triples)
    write_turtle(made_up(1000), BytesIO())  # whatever is loaded at first use
    before, start = _peak(), time.process_time()
    with path.open("wb") as stream:
        write_turtle(assembly, stream)
    told: dict[str, Any] = {"write": time.process_time() - start, "memory": _peak() - before}
    start = time.process_time()
    store = load_store([path])
    told["load"], told["triples"] = time.process_time() - start, len(store)
    names = {entity.id: entity.name for entity in assembly.entities}
    person, other = (names[party] for party in assembly.meetings[len(assembly.meetings) // 2].participants[:2])
    told["pair"] = {"person": person, "other": other}
    for query, params in _queries(told["pair"]):
        start = time.process_time()
        rows = len(run_query(store, query.sparql, params=params).rows)
        told[query.name] = (time.process_time() - start, rows)
    return told


def _queries(pair: dict[str, str]) -> Iterator[tuple[NamedQuery, dict[str, str]]]:
    from graphkit.rdf import named_queries

    known = named_queries()
    for name in QUERIES:
        yield known[name], {parameter: pair[parameter] for parameter, _ in known[name].parameters}


def theirs(path: Path, pair: dict[str, str], limit: float) -> dict[str, Any]:
    """Load, write and ask with rdflib."""
    import rdflib

    from graphkit.rdf.vocabulary import PREFIXES

    start = time.process_time()
    graph = rdflib.Graph().parse(path, format="turtle")
    told: dict[str, Any] = {"load": time.process_time() - start, "triples": len(graph)}
    start = time.process_time()
    graph.serialize(path.with_suffix(".rdflib.ttl"), format="turtle")
    told["write"] = time.process_time() - start
    for query, params in _queries(pair):
        bound = {name: rdflib.Literal(value) for name, value in params.items()}
        rows = -1
        start = time.process_time()
        with contextlib.suppress(TimeoutError), _stopped_after(limit):
            rows = len(list(graph.query(query.sparql, initNs=PREFIXES, initBindings=bound)))
        told[query.name] = (time.process_time() - start, rows)
    return told


@contextlib.contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _child(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, __file__, *map(str, arguments)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def main() -> int:
    """Measure and print; exit 1 with ``--check`` where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that rdflib has for one query")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--ours-only", action="store_true", help="leave rdflib out, and with it the ratios")
    parser.add_argument("--one", nargs="*", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        path = Path(args.one[1])
        told = ours(args.triples, path) if args.one[0] == "ours" else theirs(path, json.loads(args.one[2]), args.limit)
        sys.stdout.write(json.dumps(told))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        fast = _child("--triples", args.triples, "--one", "ours", path)
        sys.stdout.write(f"{fast['triples']} triples, {path.stat().st_size / 1e6:.0f} MB of Turtle\n")
        slow = (
            None if args.ours_only else _child("--limit", args.limit, "--one", "theirs", path, json.dumps(fast["pair"]))
        )
    return 0 if _report(fast, slow, limit=args.limit) or not args.check else 1


def _report(fast: dict[str, Any], slow: dict[str, Any] | None, *, limit: float) -> bool:
    """Print what was measured; tell whether all bars hold."""
    sys.stdout.write(f"writing takes {fast['memory'] / 1e6:.0f} MB above the graph held\n")
    holds, ratios = fast["memory"] <= BAR_BYTES, []
    for title in ("write", "load", *QUERIES):
        quick, rows = fast[title] if title in QUERIES else (fast[title], None)
        line = f"{title:30} {quick:8.3f} s"
        if slow is not None:
            long, others = slow[title] if title in QUERIES else (slow[title], None)
            stopped = title in QUERIES and others == -1
            ratio = long / quick
            line += f"   rdflib {long:8.2f} s{' (stopped)' if stopped else ''}   {ratio:7.1f} times"
            holds &= ratio >= BARS.get(title, BARS["query"]) and (stopped or rows == others)
            ratios += [ratio] if title in QUERIES else []
        sys.stdout.write(f"{line}{'' if rows is None else f'   {rows} rows'}\n")
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        holds &= mean >= BARS["queries"]
        sys.stdout.write(f"queries: {mean:.1f} times in the geometric mean; stopped after {limit:.0f} s\n")
    return holds


if __name__ == "__main__":
    sys.exit(main())
