"""``graphkit load`` and ``graphkit serve`` on a large graph: 8 clients, thousands of mixed queries, heavy ones among them.

Every answer is compared with the one that the library gives. A heavy query must be stopped near its limit, a malformed one
be refused, and all others be answered meanwhile. Exits 1 where that is not so.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "rdf"))

from bench_rdf import made_up
from served import ENDLESS, ENDLESS_ROWS, Server, server

from graphkit.rdf import load_store, named_queries, run_query, write_turtle

LIMIT = 10
LATE = 2.0
NAMES = "SELECT ?name { ?p a gk:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 40"
CHEAP = (
    'SELECT ?other { ?p rdfs:label "%s" ; gk:metWith/rdfs:label ?other } ORDER BY ?other',
    'SELECT ?m ?day { ?p rdfs:label "%s" . ?m gk:participant ?p ; gk:earliest ?day } ORDER BY ?day ?m',
    'SELECT ?quote { ?p rdfs:label "%s" . ?m gk:participant ?p ; gk:evidence/gk:quote ?quote } ORDER BY ?quote',
    'ASK { ?p rdfs:label "%s" ; gk:pledgedTo ?q }',
)
MALFORMED = ("SELECT ?x {", "SELEC * { ?s ?p ?o }", "DROP ALL", 'ASK { ?s ?p "', "SELECT ?x { ?s nope:p ?x }", "\x00")
HEAVY = (ENDLESS, ENDLESS_ROWS, "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?d ?a")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def timed(*arguments: object) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "graphkit", *map(str, arguments), "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def memory(parent: int) -> float:
    """Resident megabytes of a process and its children, pages of files that they share left out."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(
                line.split(":\t", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":\t" in line
            )
        except OSError:
            continue
        if parent in {int(told["Pid"]), int(told["PPid"])}:
            total += int(told.get("RssAnon", "0 kB").split()[0])
    return total / 1024


def one(running: Server, sparql: str, wanted: object) -> tuple[str, float, bool]:
    """Ask, and tell what kind of query it was, how long it took, and whether the answer is right."""
    began = time.perf_counter()
    heavy = wanted == "heavy"
    try:
        reply = running.get(sparql, accept="application/sparql-results+json", timeout=LIMIT * 6)
    except Exception:  # noqa: BLE001 - of an answer that is broken off, the client's library says so in its own way
        return "heavy", time.perf_counter() - began, heavy
    seconds = time.perf_counter() - began
    if heavy:
        return "heavy", seconds, reply.status == 503
    if wanted == "malformed":
        return "malformed", seconds, reply.status == 400
    return "cheap", seconds, reply.status == 200 and json.loads(reply.text) == wanted


def questions(store: object, count: int, heavy: int) -> list[tuple[str, object]]:
    chance = random.Random(count)  # noqa: S311 - no secret
    names = [row[0] for row in run_query(store, NAMES)]
    cheap = [form % name for form in CHEAP for name in names] + [named_queries()["planned-meetings"].sparql]
    told = {sparql: json.loads(run_query(store, sparql).to_json()) for sparql in cheap}
    asked: list[tuple[str, object]] = [
        (chance.choice(MALFORMED), "malformed") if chance.random() < 0.1 else (sparql, told[sparql])
        for sparql in chance.choices(cheap, k=count - heavy)
    ]
    for number in range(heavy):
        asked.insert((2 * number + 1) * count // (2 * heavy), (HEAVY[number % len(HEAVY)], "heavy"))
    return asked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--heavy", type=int, default=6)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph, disk = Path(folder) / "graph.ttl", Path(folder) / "store"
        with graph.open("wb") as stream:
            write_turtle(made_up(options.triples), stream)
        say(f"load: {timed('load', graph, '--store', disk):.1f} s, {graph.stat().st_size / 1e6:.0f} MB of Turtle")
        say(f"load again, unchanged: {timed('load', graph, '--store', disk):.1f} s")
        say(f"one query of the store: {timed('query', disk, 'ASK { ?m a gk:Meeting }'):.2f} s, process included")
        asked = questions(load_store(disk), options.queries, options.heavy)
        with (
            server(disk, "--timeout", LIMIT, "--workers", options.workers) as running,
            ThreadPoolExecutor(options.clients) as clients,
        ):
            began = time.perf_counter()
            done = list(clients.map(lambda question: one(running, *question), asked))
            seconds = time.perf_counter() - began
            say(f"{len(done)} queries of {options.clients} clients in {seconds:.1f} s")
            say(f"memory of server and {options.workers} workers: {memory(running.process.pid):.0f} MB")
            alive = running.get("ASK {}").status == 200 and running.process.poll() is None
    for kind in ("cheap", "malformed", "heavy"):
        times = sorted(taken for one_kind, taken, _ in done if one_kind == kind)
        late = times[int(len(times) * 0.95)]
        say(
            f"{kind}: {len(times)}, median {statistics.median(times):.3f} s, 95 % in {late:.3f} s, all in {times[-1]:.3f} s"
        )
    wrong = [kind for kind, _, right in done if not right]
    tardy = [taken for kind, taken, _ in done if kind == "heavy" and taken > LIMIT + LATE]
    say(f"wrong answers: {len(wrong)}; stopped late: {len(tardy)}; the server {'runs' if alive else 'has broken down'}")
    return 1 if wrong or tardy or not alive else 0


if __name__ == "__main__":
    sys.exit(main())
