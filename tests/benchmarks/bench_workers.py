"""Compares the wall time of extraction in this process with that in workers, and looks at the workers' memory.

Each measurement is a process of its own, which loads what it needs; the two ways take turns. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 1.6
"""Least speed-up with two workers on two free cores."""
MEMORY = 400
"""Most megabytes that a worker may take at its peak."""
HERE = Path(__file__).resolve().parent


def run_once(source: Path, *, workers: int) -> dict[str, float | str]:
    """Extract all articles here or in workers; start and loading included.

    Returns:
        Seconds by the clock and of CPU, peak memory in megabytes of the process or its largest worker, and a digest of what
        was found.
    """
    from graphkit.engines import Engine, Recipe
    from graphkit.model import Document, Extraction
    from graphkit.records import to_record

    lines = source.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    documents = (Document(id=f"d{n}", text=text) for n, text in enumerate(texts))
    found = hashlib.sha256()
    start = time.perf_counter()
    with Engine(Recipe(), workers=workers) as engine:
        for result in engine.extract(documents):
            if not isinstance(result, Extraction):
                raise TypeError(f"an article failed: {result}")
            found.update(json.dumps(to_record(result)).encode())
    wall = time.perf_counter() - start
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "wall": wall,
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in (own, children)),
        "memory": (own if workers == 1 else children).ru_maxrss / 1024,
        "found": found.hexdigest(),
    }


def run_rounds(source: Path, *, workers: int, rounds: int) -> dict[int, list[dict[str, float]]]:
    """The rounds, one process after the other.

    Raises:
        RuntimeError: what was found differs.
    """
    measured: dict[int, list[dict[str, float]]] = {1: [], workers: []}
    digests = set()
    for number in range(rounds):
        for count in (1, workers) if number % 2 == 0 else (workers, 1):
            command = [sys.executable, __file__, "--once", "--texts", str(source), "--workers", str(count)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            one = json.loads(done.stdout.splitlines()[-1])
            digests.add(one.pop("found"))
            measured[count].append(one)
            _say(
                f"round {number + 1}, {count} worker{'s' * (count > 1)}: {one['wall']:.1f} s, CPU {one['cpu']:.1f} s, "
                f"peak {one['memory']:.0f} MB"
            )
    if len(digests) > 1:
        raise RuntimeError("the records differ with the number of workers")
    return measured


def report(measured: dict[int, list[dict[str, float]]], *, workers: int) -> bool:
    """Print medians; tell whether the bars are kept."""
    wall = {count: statistics.median(one["wall"] for one in runs) for count, runs in measured.items()}
    cpu = {count: statistics.median(one["cpu"] for one in runs) for count, runs in measured.items()}
    memory = max(one["memory"] for one in measured[workers])
    speed = wall[1] / wall[workers]
    load = os.getloadavg()[0]
    _say(f"\nspeed-up with {workers} workers: {speed:.2f} (bar {BAR} with 2); CPU × {cpu[workers] / cpu[1]:.2f}")
    _say(f"peak memory of a worker: {memory:.0f} MB (bar {MEMORY}); load of the machine now: {load:.1f}; same records")
    return speed >= BAR and memory <= MEMORY


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="articles, one JSON object with text a line")
    parser.add_argument("--articles", type=int, default=1000, help="how many to make up where no file is given")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run the benchmark; return the exit status."""
    given = _arguments()
    if given.once:
        _say(json.dumps(run_once(given.texts, workers=given.workers)))
        return 0
    if given.workers < 2:
        raise SystemExit("--workers must be 2 or more: one is what they are compared with")
    with tempfile.TemporaryDirectory() as folder:
        source = given.texts
        if source is None:
            sys.path.insert(0, str(HERE))
            from corpus import articles

            source = Path(folder) / "articles.jsonl"
            lines = (json.dumps(record, ensure_ascii=False) for record in articles(given.articles))
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        measured = run_rounds(source, workers=given.workers, rounds=given.rounds)
    kept = report(measured, workers=given.workers)
    return 1 if given.check and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
