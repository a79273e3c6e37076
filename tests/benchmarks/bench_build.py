"""Compares the CPU seconds of a whole ``graphkit build`` with those of the bare spaCy pipe on the same texts.

Each round is a process of its own, so that no table, cache or import of one helps the next: it loads the model, then
times both, the bare pipe first in every other round. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
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

    from spacy.language import Language

BAR = 1.35
"""Most CPU seconds that a build may take for each one of the bare pipe."""

BATCH = 32
HERE = Path(__file__).resolve().parent
STAGES = ("read", "pipe", "ner stage", "relation stage", "records", "assembly", "turtle", "graphml")


class Clock:
    """CPU seconds (user and system, all threads of this process) by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside towards a stage."""
        start = time.process_time()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start

    def counting(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its calls counted towards a stage."""

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return counted


def time_bare(texts: list[str], *, nlp: Language) -> float:
    """CPU seconds of tagger, parser and ner alone, with the operations that graphkit's model uses."""
    gc.collect()
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    return time.process_time() - start


def time_build(source: Path, folder: Path, *, nlp: Language) -> dict[str, float]:
    """CPU seconds of a build from file to files, as a whole and by stage; what the stages import and load included."""
    gc.collect()
    clock = Clock()
    with clock.stage("build"):
        _build(source, folder, nlp=nlp, clock=clock)
    seconds = clock.seconds
    seconds["pipe"] = seconds.pop("extract") - seconds["ner stage"] - seconds["relation stage"]
    return seconds


def _build(source: Path, folder: Path, *, nlp: Language, clock: Clock) -> None:
    from graphkit.engines import local

    local.recognize = clock.counting("ner stage", local.recognize)
    local.relate = clock.counting("relation stage", local.relate)
    with clock.stage("read"):
        from graphkit.readers import read_inputs

        documents = list(read_inputs([source]))
    with clock.stage("extract"):
        results = list(local.extract_documents(documents, nlp=nlp, batch_size=BATCH))
        extractions = [result for result in results if not isinstance(result, Exception)]
    if len(extractions) < len(results):
        failed = next(result for result in results if isinstance(result, Exception))
        raise RuntimeError(f"{len(results) - len(extractions)} texts failed, the first with: {failed}")
    with clock.stage("records"):
        from graphkit.records import to_record

        with (folder / "extractions.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(to_record(item), ensure_ascii=False) + "\n" for item in extractions)
    with clock.stage("assembly"):
        from graphkit.model import Run
        from graphkit.resolve import assemble

        assembly = assemble(extractions, base_iri="https://example.org/", run=Run(version="benchmark"))
    with clock.stage("turtle"):
        from graphkit.rdf import write_turtle

        with (folder / "graph.ttl").open("wb") as stream:
            write_turtle(assembly, stream)
    with clock.stage("graphml"):
        from graphkit.export import write_graphml
        from graphkit.graph import build_graph

        with (folder / "graph.graphml").open("wb") as stream:
            write_graphml(build_graph(assembly), stream)
    with clock.stage("gexf"):
        from graphkit.export import write_gexf

        with (folder / "graph.gexf").open("wb") as stream:
            write_gexf(build_graph(assembly), stream)


def tune(nlp: Language) -> None:
    """Let numpy multiply the model's matrices: faster than BLIS on CPUs that BLIS doesn't know, with the same results."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in getattr(pipe, "model", None).walk() if hasattr(pipe, "model") else ():
            node.ops = ops


def run_round(source: Path, *, model: str, bare_first: bool, tuned: bool = False) -> dict[str, float]:
    """One round in this process: CPU seconds of the bare pipe ("bare"), the build ("build") and its stages."""
    from graphkit.ner import load_model

    nlp = load_model(model)
    if tuned:
        tune(nlp)
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    list(nlp.pipe(texts[:2]))  # first calls set things up that belong to loading
    bare = time_bare(texts, nlp=nlp) if bare_first else 0.0
    with tempfile.TemporaryDirectory() as folder:
        seconds = time_build(source, Path(folder), nlp=nlp)
    return seconds | {"bare": bare if bare_first else time_bare(texts, nlp=nlp)}


def run_rounds(source: Path, *, model: str, rounds: int, tuned: bool = False) -> list[dict[str, float]]:
    """The rounds, one process after the other."""
    found = []
    for number in range(rounds):
        order = (["--bare-first"] if number % 2 == 0 else []) + (["--tuned"] if tuned else [])
        command = [sys.executable, __file__, "--round", "--texts", str(source), "--model", model, *order]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
        _say(f"round {number + 1}: bare {found[-1]['bare']:.2f} s, build {found[-1]['build']:.2f} s")
    return found


def report(found: list[dict[str, float]]) -> float:
    """Print medians over the rounds; return the median of the rounds' ratios."""
    bare = statistics.median(one["bare"] for one in found)
    ratio = statistics.median(one["build"] / one["bare"] for one in found)
    _say(f"\n{'':16}{'CPU s':>8}{'÷ bare':>9}")
    for name in ("bare", "build", *STAGES):
        seconds = statistics.median(one[name] for one in found)
        share = statistics.median(one[name] / one["bare"] for one in found)
        _say(f"{name:16}{seconds:8.2f}{share:9.3f}")
    _say(f"\nbuild ÷ bare: {ratio:.3f} (bar {BAR}), median of {len(found)} rounds; bare pipe {bare:.2f} s")
    return ratio


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="articles, one JSON object with text a line")
    parser.add_argument("--articles", type=int, default=200, help="how many to make up where no file is given")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="sm")
    parser.add_argument("--tuned", action="store_true", help="numpy instead of BLIS, on both sides")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 where build ÷ bare is above {BAR}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all rounds there")
    parser.add_argument("--round", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--bare-first", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run the benchmark; return the exit status."""
    given = _arguments()
    if given.round:
        _say(json.dumps(run_round(given.texts, model=given.model, bare_first=given.bare_first, tuned=given.tuned)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source = given.texts
        if source is None:
            sys.path.insert(0, str(HERE))
            from corpus import articles

            source = Path(folder) / "articles.jsonl"
            lines = (json.dumps(record, ensure_ascii=False) for record in articles(given.articles))
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = run_rounds(source, model=given.model, rounds=given.rounds, tuned=given.tuned)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    ratio = report(found)
    return 1 if given.check and ratio > BAR else 0


if __name__ == "__main__":
    sys.exit(main())
