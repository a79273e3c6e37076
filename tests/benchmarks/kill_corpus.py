"""Kills ``graphkit add`` at random moments, resumes it, and compares the graph with that of an undisturbed run.

Two kinds of rounds, each with a new corpus. Of articles: a process that has the model loaded already adds short articles, and
is killed with SIGKILL; what it had said to be read must be there, and after one more run, which is not disturbed, the graph
must be the same to the byte. Of records: the command itself adds extraction records, and is killed likewise. About half of
the rounds are killed twice. Exits 1 with the first difference.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads don't survive a fork

from bench_resolution import extractions
from corpus import articles

from graphkit import Config, Corpus, Document, Extraction, KnowledgeGraph, extract, ner
from graphkit.pipeline import Watch
from graphkit.rdf import write_turtle
from graphkit.records import to_record

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS, RECORDS, SENTENCES = 40, 300, 2


class _Acknowledging(Watch):
    """Writes the id of each document that was read to a pipe as soon as it is told."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def extracted(self, extraction: Extraction) -> None:
        """Write the id."""
        os.write(self.descriptor, f"{extraction.document.id}\n".encode())

    def problem(self, item: object) -> None:
        """Nothing may go wrong."""
        raise RuntimeError(str(item))


def turtle(graph: KnowledgeGraph) -> bytes:
    """The graph, as bytes."""
    stream = io.BytesIO()
    write_turtle(graph.assembly, stream)
    return stream.getvalue()


def short_articles(count: int) -> list[Document]:
    """The first sentences of made-up articles."""
    return [
        Document(id=one["id"], text=". ".join(one["text"].split(". ")[:SENTENCES]) + ".") for one in articles(count)
    ]


class Run:
    """A run of `add` in a process of its own, which can be killed, and waited for."""

    def __init__(self, kill: Callable[[], None], wait: Callable[[], tuple[int, list[str]]]) -> None:
        self.kill, self.wait = kill, wait


def start_texts(path: Path, texts: list[Document]) -> Run:
    """Add articles; what `wait` gives is the exit status and the ids that were acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _add(path, texts, writing)
    os.close(writing)

    def wait() -> tuple[int, list[str]]:
        with os.fdopen(reading, "rb") as stream:
            lines = stream.read().decode().split("\n")
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), lines[:-1]

    return Run(lambda: os.kill(child, signal.SIGKILL), wait)


def _add(path: Path, texts: list[Document], descriptor: int) -> NoReturn:
    try:
        Corpus(path).add(texts, config=Config(workers=1), watch=_Acknowledging(descriptor))
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def start_records(path: Path, records: Path) -> Run:
    """Add records with the command; as `start_texts`, but that the command acknowledges nothing before its end."""
    command = [sys.executable, "-m", "graphkit", "add", str(path), str(records), "--extractions", "--quiet"]
    child = subprocess.Popen(command)
    return Run(child.kill, lambda: (child.wait(), []))


class Rounds:
    """Rounds of one kind.

    Attributes:
        kills: how many there were, and how many of them came before the run had ended.
    """

    def __init__(self, name: str, start: Callable[[Path], Run], *, folder: Path, chance: random.Random) -> None:
        self.kills = [0, 0]
        self._name, self._start, self._folder, self._chance = name, start, folder, chance

    def go(self, rounds: int) -> None:
        """Run them, and print what came of it.

        Raises:
            RuntimeError: a graph is another than that of the undisturbed run, something acknowledged is lost, or a run fails.
        """
        undisturbed = self._folder / f"{self._name}.corpus"
        began = time.monotonic()
        self._to_the_end(undisturbed)
        seconds = time.monotonic() - began
        wanted = turtle(Corpus(undisturbed).build())
        for number in range(rounds):
            path = self._folder / f"{self._name}-{number}.corpus"
            for _ in range(self._chance.choice((1, 2))):
                self._killed(path, self._chance.uniform(0, seconds))
            self._to_the_end(path)
            if turtle(Corpus(path).build()) != wanted:
                raise RuntimeError(f"{self._name}, round {number}: another graph")
            path.unlink()
        sys.stdout.write(
            f"{self._name}: {rounds} rounds, {self.kills[0]} kills at random moments of {seconds:.2f} s, "
            f"{self.kills[1]} of them before the end: the same {len(wanted):,} bytes each time\n"
        )
        sys.stdout.flush()

    def _to_the_end(self, path: Path) -> None:
        status, _ = self._start(path).wait()
        if status:
            raise RuntimeError(f"{self._name}: a run that nobody disturbed ended with {status}")

    def _killed(self, path: Path, delay: float) -> None:
        run = self._start(path)
        time.sleep(delay)
        run.kill()
        status, acknowledged = run.wait()
        self.kills[0] += 1
        self.kills[1] += status == -signal.SIGKILL
        if status not in {0, -signal.SIGKILL}:
            raise RuntimeError(f"{self._name}: a run that was to be killed ended with {status}")
        if acknowledged:
            lost = set(acknowledged) - {one.document.id for one in Corpus(path).extractions()}
            if lost:
                raise RuntimeError(f"{self._name}: acknowledged, and lost: {sorted(lost)}")


def main() -> int:
    """Run all rounds; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="rounds of articles")
    parser.add_argument("--commands", type=int, default=20, help="rounds of records, with the command itself")
    parser.add_argument("--seed", type=int, default=None, help="of the moments; by default another one each time")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    chance = random.Random(seed)  # noqa: S311 - no secret
    sys.stdout.write(f"seed {seed}\n")
    sys.stdout.flush()
    nlp = ner.load_model("sm")
    ner.load_model = lambda *_arguments, **_settings: nlp  # type: ignore[attr-defined,assignment]
    texts = short_articles(TEXTS)
    list(extract(texts[:2], config=Config(workers=1)))  # so that no fork has tables to load
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        records = folder / "records.jsonl"
        lines = (json.dumps(to_record(one), ensure_ascii=False) for one in extractions(RECORDS * 20))
        records.write_text("\n".join(lines) + "\n", encoding="utf-8")
        Rounds("articles", lambda path: start_texts(path, texts), folder=folder, chance=chance).go(given.rounds)
        Rounds("records", lambda path: start_records(path, records), folder=folder, chance=chance).go(given.commands)
    return 0


if __name__ == "__main__":
    sys.exit(main())
