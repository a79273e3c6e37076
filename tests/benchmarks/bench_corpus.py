"""What the corpus file costs: its share of the CPU of adding articles and building, and memory over many short documents.

``--articles`` are added to a new corpus, built from it, and added again, in a process of its own; counted are the CPU seconds
(user and system) of all that has to do with the file: taking in, giving out, keeping what was read, and finding it there when
the same is added again. The bar is 2 % of the CPU of adding and building. Unpacking for the graph is told apart, since a build
from extraction records does the same, and so is what the readers take to read the articles again. ``--documents`` extraction records of two names and a meeting each, which this
script makes, are added and assembled, in processes of their own; the memory of adding may grow by a tenth from a tenth of them
to all, and assembling may take 1 GB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BAR_SHARE, BAR_GROWTH, BAR_BYTES = 0.02, 1.1, 1e9


class Clock:
    """CPU seconds by what they went to; what is counted within something counted is not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._busy = False

    @contextmanager
    def counting(self, name: str) -> Iterator[None]:
        """Count what happens inside."""
        if self._busy:
            yield
            return
        self._busy, start = True, time.process_time()
        try:
            yield
        finally:
            self._busy = False
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start

    def function(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, counted."""

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.counting(name):
                return function(*args, **kwargs)

        return counted

    def generator(self, name: str, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The same generator, each step of which is counted."""

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Iterator[Any]:
            steps = function(*args, **kwargs)
            while True:
                with self.counting(name):
                    step = next(steps, self)
                if step is self:
                    return
                yield step

        return counted


def measure_share(source: Path, folder: Path) -> dict[str, float]:
    """CPU seconds of adding, adding again and building, with those of the corpus file apart."""
    import graphkit
    from graphkit import ner
    from graphkit.corpus import CorpusFile, Extractions
    from graphkit.corpus.claims import ClaimsOnDisk

    nlp = ner.load_model("sm")
    ner.load_model = lambda *_arguments, **_settings: nlp  # type: ignore[attr-defined,assignment]
    clock = Clock()
    for name in ("take", "store", "to_write", "to_read", "begin", "record", "configuration", "count_pending", "close"):
        setattr(CorpusFile, name, clock.function(name, getattr(CorpusFile, name)))
    CorpusFile.pending = clock.generator("pending", CorpusFile.pending)  # type: ignore[method-assign]
    Extractions.__iter__ = clock.generator("extractions", Extractions.__iter__)  # type: ignore[method-assign]
    for name in ("claim", "judge"):
        setattr(ClaimsOnDisk, name, clock.function("claims", getattr(ClaimsOnDisk, name)))
    config = graphkit.Config(workers=1)
    corpus = graphkit.Corpus(folder / "news.corpus")
    start = time.process_time()
    corpus.add(source, config=config)
    graph = corpus.build()
    for name in ("graph.ttl", "graph.graphml", "graph.gexf"):
        graph.write(folder / name)
    whole = time.process_time() - start
    unpacking = clock.seconds.pop("extractions")
    told = {f"file: {name}": seconds for name, seconds in clock.seconds.items() if seconds > 0.001 * whole}
    file = sum(clock.seconds.values())
    start, clock.seconds = time.process_time(), {}
    corpus.add(source, config=config)
    again, resume = time.process_time() - start, sum(clock.seconds.values())
    return {
        "add and build": whole,
        **told,
        "file": file,
        "resume": resume,
        "readers, once more": again - resume,
        "unpacking for the graph": unpacking,
        "bytes": (folder / "news.corpus").stat().st_size,
    }


def write_records(path: Path, count: int) -> None:
    """Extraction records of two people who met, most of them named once, some in many documents."""
    from bench_resolution import names

    people = [name for kind, name in names(2 * count) if kind == "Person"]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            one, other = people[number % len(people)], people[(number * 7 + 1) % (len(people) // 3)]
            stream.write(json.dumps(_record(number, one, other)) + "\n")


def _record(number: int, one: str, other: str) -> dict[str, Any]:
    quote = f"{one} met {other} in the capital on Monday to talk about trade."
    start = len(one) + 5
    spans = ((one, 0), (other, start))
    return {
        "id": f"doc-{number:07}",
        "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        "entities": [
            {
                "id": f"e{place}",
                "type": "Person",
                "name": name,
                "mentions": [[at, at + len(name)]],
                "texts": [name],
                "rules": ["model"],
                "inferred": [],
            }
            for place, (name, at) in enumerate(spans, start=1)
        ],
        "events": [
            {
                "id": "m1",
                "type": "Meeting",
                "status": "occurred",
                "participants": ["e1", "e2"] if one != other else ["e1"],
                "evidence": [[0, len(quote)]],
                "quotes": [quote],
                "rules": ["meet.verb"],
                "rule": "meet.verb",
                "trigger": [len(one) + 1, len(one) + 4],
            }
        ],
        "roles": [],
    }


def measure_memory(step: str, corpus: Path, records: Path) -> dict[str, float]:
    """Bytes at the highest, and CPU seconds, of adding records or of assembling them."""
    import graphkit

    kept = graphkit.Corpus(corpus)
    start = time.process_time()
    if step == "add":
        kept.add(records, records_only=True)
    else:
        kept.build()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"peak": peak, "seconds": time.process_time() - start}


def _in_a_process(*arguments: object) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def report_share(count: int, texts: Path | None, folder: Path) -> bool:
    """Measure and print the share; whether it is within the bar."""
    source = texts
    if source is None:
        from corpus import articles

        source = folder / "articles.jsonl"
        lines = (json.dumps(article, ensure_ascii=False) for article in articles(count))
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = _in_a_process("share", source, folder)
    whole = found["add and build"]
    for name, value in found.items():
        if name != "bytes":
            _say(f"{name:24}{value:8.3f} s CPU {100 * value / whole:7.2f} %")
    share = (found["file"] + found["resume"]) / whole
    _say(f"file and resume: {100 * share:.2f} % (bar {100 * BAR_SHARE:g} %); {found['bytes'] / 1e6:.1f} MB\n")
    return share <= BAR_SHARE


def report_memory(count: int, folder: Path) -> bool:
    """Measure and print the memory; whether it is within the bars."""
    peaks = []
    for number in (count // 10, count):
        records, corpus = folder / f"{number}.jsonl", folder / f"{number}.corpus"
        write_records(records, number)
        found = _in_a_process("add", corpus, records)
        peaks.append(found["peak"])
        _say(f"{number:>8} records added     {found['peak'] / 1e6:7.0f} MB at most {found['seconds']:8.2f} s CPU")
    built = _in_a_process("assemble", folder / f"{count}.corpus", folder)
    _say(f"{count:>8} records assembled {built['peak'] / 1e6:7.0f} MB at most {built['seconds']:8.2f} s CPU")
    _say(f"growth of adding: {peaks[1] / peaks[0]:.2f} (bar {BAR_GROWTH}); bar of assembling {BAR_BYTES / 1e6:.0f} MB")
    return peaks[1] / peaks[0] <= BAR_GROWTH and built["peak"] <= BAR_BYTES


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the benchmark; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200, help="how many to make up; 0 leaves the share out")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="your own articles instead")
    parser.add_argument("--documents", type=int, default=50_000, help="records to make; 0 leaves the memory out")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        step, first, second = given.one[0], Path(given.one[1]), Path(given.one[2])
        found = measure_share(first, second) if step == "share" else measure_memory(step, first, second)
        _say(json.dumps(found))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        holds = [report_share(given.articles, given.texts, Path(temporary))] if given.articles or given.texts else []
        holds += [report_memory(given.documents, Path(temporary))] if given.documents else []
    return 1 if given.check and not all(holds) else 0


if __name__ == "__main__":
    sys.exit(main())
