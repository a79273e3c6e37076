"""Worker processes: order, nothing lost whatever becomes of one, limits of time, and no process left behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphkit import processes
from graphkit.engines import Extractor, Recipe, pool
from graphkit.engines.batches import BATCH_CHARACTERS
from graphkit.engines.pool import Pool
from graphkit.errors import EngineError, InputError, ModelError
from graphkit.model import Document, Extraction, Run

# an extractor without a model, which does what a text tells it to
OBEYING = """
import os, re, signal, sys, time
from dataclasses import replace
from pathlib import Path
from graphkit.engines import worker
from graphkit.errors import ModelError
from graphkit.model import Extraction, Run

class Obeying:
    ops = "numpy"

    def __init__(self, recipe):
        self.recipe = recipe

    @property
    def run(self):
        if self.recipe.model == "missing":
            raise ModelError("there is no spaCy pipeline 'missing'")
        if self.recipe.model == "broken":
            raise SystemExit("no room for the model")
        return Run(version="obeying", digest=self.recipe.digest)

    def extract(self, documents):
        for document in documents:
            word, _, rest = document.text.partition(" ")
            if word == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif word == "exit":
                sys.exit("had enough")
            elif word == "sleep":
                time.sleep(float(rest))
            elif word == "stall":  # one call of a C function, during which no other thread runs
                re.match("(a*)*b", "a" * 60)
            elif word == "once":  # kills the first worker that reads it
                Path(rest).unlink() if (known := Path(rest).exists()) else None
                if known:
                    os.kill(os.getpid(), signal.SIGKILL)
            yield Extraction(document=replace(document, text=""), warnings=(str(os.getpid()),))

    audit = extract

worker.Extractor = Obeying
"""


@pytest.fixture
def obeying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers obey the texts."""
    command = processes._COMMAND.replace("from importlib", f"exec({OBEYING!r});from importlib")
    monkeypatch.setattr(processes, "_COMMAND", command)


def documents(*texts: str) -> list[Document]:
    return [Document(id=f"d{n}", text=text) for n, text in enumerate(texts)]


def told(results: list[Extraction | InputError]) -> list[str]:
    return [item.document.id if isinstance(item, Extraction) else str(item) for item in results]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.usefixtures("obeying")
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_input_order(workers: int) -> None:
    texts = ["sleep 0.3", *(f"sleep 0.0{n % 4}" for n in range(30))]
    with Pool(Recipe(batch_size=2, digest="abc"), workers=workers) as some:
        results = list(some.extract(documents(*texts)))
        assert told(results) == [f"d{n}" for n in range(31)]
        assert len({item.warnings for item in results if isinstance(item, Extraction)}) == workers
        assert (some.run, some.ops) == (Run(version="obeying", digest="abc"), "numpy")


@pytest.mark.usefixtures("obeying")
def test_workers_start_when_needed_and_stay_for_the_next_documents() -> None:
    with Pool(Recipe(batch_size=2), workers=4) as some:
        assert list(some.extract([])) == []
        assert not some.is_loaded
        first = [item for item in some.extract(documents("a", "b", "c")) if isinstance(item, Extraction)]
        second = [item for item in some.extract(documents("a")) if isinstance(item, Extraction)]
        assert 1 <= len({item.warnings for item in first}) <= 2
        assert {item.warnings for item in second} <= {item.warnings for item in first}
        assert some.is_loaded
        assert len(list(some.audit(documents("a")))) == 1


@pytest.mark.usefixtures("obeying")
def test_run_can_be_asked_for_first() -> None:
    with Pool(Recipe(digest="abc"), workers=2) as some:
        assert some.run.digest == "abc"
        assert told(list(some.extract(documents("a")))) == ["d0"]


@pytest.mark.usefixtures("obeying")
def test_document_that_kills_its_worker_each_time_is_quarantined_alone() -> None:
    texts = ["a", "b", "kill", "c", "d", "exit", "e", *"fghijklmnop"]
    with Pool(Recipe(batch_size=4), workers=2) as some:
        results = list(some.extract(documents(*texts)))
    expected = [f"d{n}" for n in range(len(texts))]
    reason = "was left out, as the process that read it, and nothing else,"
    expected[2] = f"d2: {reason} was killed by signal 9 (SIGKILL, as systems do that are short of memory)"
    expected[5] = f"d5: {reason} ended with status 1 (had enough)"
    assert told(results) == expected


@pytest.mark.usefixtures("obeying")
def test_first_and_only_document_is_tried_twice_too(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    mark.touch()
    with Pool(Recipe(), workers=1) as some:
        assert told(list(some.extract(documents(f"once {mark}")))) == ["d0"]
        assert not mark.exists()
        assert isinstance(next(some.extract(documents("kill"))), InputError)


@pytest.mark.usefixtures("obeying")
def test_worker_that_dies_once_costs_no_document(tmp_path: Path) -> None:
    marks = [tmp_path / str(n) for n in range(3)]
    for mark in marks:
        mark.touch()
    texts = ["a", f"once {marks[0]}", "b", "c", f"once {marks[1]}", "d", f"once {marks[2]}", *"efghijk"]
    with Pool(Recipe(batch_size=3), workers=2) as some:
        assert told(list(some.extract(documents(*texts)))) == [f"d{n}" for n in range(len(texts))]
    assert not any(mark.exists() for mark in marks)


@pytest.mark.usefixtures("obeying")
@pytest.mark.parametrize("text", ["sleep 600", "stall"])
def test_document_that_takes_too_long_is_quarantined_alone(text: str) -> None:
    texts = ["a", "b", text, "c", "sleep 0.1", "d", "e", "f", "g"]
    with Pool(Recipe(batch_size=4), workers=2, seconds=1.5) as some:
        results = told(list(some.extract(documents(*texts))))
    late = "d2: took longer than 1.5 s to read and was left out; allow more with --timeout-per-document"
    assert results == [late if n == 2 else f"d{n}" for n in range(len(texts))]


@pytest.mark.usefixtures("obeying")
def test_time_is_that_of_a_document_not_of_a_batch_or_of_the_caller() -> None:
    texts = ["a", *["sleep 0.5"] * 4]
    with Pool(Recipe(batch_size=4), workers=1, seconds=1.5) as some:
        results = some.extract(documents(*texts))
        first = [next(results)]
        time.sleep(2)
        assert told([*first, *results]) == [f"d{n}" for n in range(5)]


def test_limits_grow_with_very_long_texts_only_where_nobody_gave_one() -> None:
    short, long = documents("x" * 10), documents("x" * 600_000)
    by_itself, given, never = (Pool(Recipe(), workers=1, seconds=seconds) for seconds in (None, 7.0, 0.0))
    assert (by_itself._limit(short), by_itself._limit(long)) == (300.0, 600.0)
    assert (given._limit(long), never._limit(long)) == (7.0, None)
    assert (by_itself._batch_characters(), given._batch_characters()) == (BATCH_CHARACTERS, 7_000)


@pytest.mark.usefixtures("obeying")
def test_no_more_is_read_ahead_than_the_window_holds() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(id=f"d{taken}", text="a")

    with Pool(Recipe(batch_size=1), workers=2) as some:
        results = some.extract(endless())
        for n in range(1, 30):
            assert told([next(results)]) == [f"d{n}"]
            assert taken <= n + pool.WINDOW * 2 + 1
        results.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("obeying")
def test_error_of_the_model_is_the_callers() -> None:
    with (
        Pool(Recipe(model="missing"), workers=2) as some,
        pytest.raises(ModelError, match="no spaCy pipeline 'missing'"),
    ):
        list(some.extract(documents("a")))
    assert not some._workers


@pytest.mark.usefixtures("obeying")
def test_workers_that_never_get_ready_are_an_error() -> None:
    with (
        Pool(Recipe(model="broken"), workers=2) as some,
        pytest.raises(EngineError, match=r"before they are ready: .*no room for the model"),
    ):
        list(some.extract(documents("a")))


def test_process_that_can_not_be_started_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Pool(Recipe(), workers=1) as some, pytest.raises(EngineError, match="can't be started"):
        list(some.extract(documents("a")))


@pytest.mark.usefixtures("obeying")
@pytest.mark.parametrize("way", ["close", "error", "forget"])
def test_no_worker_is_left_however_it_ends(way: str) -> None:
    some = Pool(Recipe(batch_size=1), workers=2)
    results = some.extract(documents("a", "sleep 600", "sleep 600", "b", "c"))
    next(results)
    pids = [worker._process.pid for worker in some._workers]
    assert len(pids) == 2
    assert all(map(alive, pids))
    if way == "close":
        some.close()
    elif way == "error":
        with pytest.raises(KeyError):
            results.throw(KeyError("x"))  # type: ignore[attr-defined]
    else:
        del results
        gc.collect()
    assert not any(map(alive, pids))


SCRIPT = """
import sys
from graphkit import processes
from graphkit.engines import Recipe
from graphkit.engines.pool import Pool
from graphkit.model import Document
processes._COMMAND = {command!r}
with Pool(Recipe(batch_size=1), workers=2) as some:
    results = some.extract([Document(id=str(n), text=text) for n, text in enumerate({texts!r})])
    next(results)
    print(*(worker._process.pid for worker in some._workers), flush=True)
    list(results)
"""


@pytest.mark.usefixtures("obeying")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_asker(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "script.py"  # without a guard for its main part, as scripts are
    texts = ["a", "sleep 600", "stall", "b"]
    script.write_text(textwrap.dedent(SCRIPT).format(command=processes._COMMAND, texts=texts), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as asker:
        assert asker.stdout is not None
        pids = [int(word) for word in asker.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(alive, pids))
        time.sleep(0.5)
        os.kill(asker.pid, number)
        asker.communicate(timeout=20)
    wait_until(lambda: not any(map(alive, pids)))


def test_results_are_those_of_this_process_whatever_the_number_of_workers(nlp, seeds: Path) -> None:
    del nlp
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    news = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo. Quenta Group pledged 5 million euros."
    some = documents(*texts, news, "", "\0\ud800", news * 3, news)
    recipe = Recipe(own=((("Quenta Group",), "Organization", ("own", "q")),), batch_size=2, digest="abc")
    here = Extractor(recipe)
    expected, passed = repr(list(here.extract(some))), repr(list(here.audit(some)))
    assert expected.count("InputError") == 1
    for workers in (1, 2, 3):
        with Pool(recipe, workers=workers) as pool_of_all:
            assert repr(list(pool_of_all.extract(some))) == expected
            if workers == 2:
                assert repr(list(pool_of_all.audit(some))) == passed
