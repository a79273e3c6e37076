"""Files read in processes of their own: the same as in this one, and what becomes of one that hangs, dies or swells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import processes
from graphkit.errors import EngineError, OutputError
from graphkit.model import Document
from graphkit.readers import READERS, Apart, Item, read_inputs
from graphkit.readers.apart import Crew, Hand
from graphkit.readers.formats import Reader
from graphkit.readers.items import Found, Read
from graphkit.readers.source import Source

from ..fuzz.samples import samples  # noqa: TID252 - tests are no package

# a format that does what its lines say, which the processes know too
OBEYING = """
import os, re, signal, sys, time
from graphkit.errors import OutputError
from graphkit.model import Document
from graphkit.readers.formats import READERS, Reader
from graphkit.readers.items import Found
from graphkit.readers.signs import give_sign

def obey(source):
    with source.open() as stream:
        lines = stream.read().decode().splitlines()
    for number, line in enumerate(lines):
        word, _, rest = line.partition(" ")
        if word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "exit":
            raise KeyError(rest)
        elif word == "full":
            raise OutputError("/tmp: the disk is full")
        elif word == "sleep":
            time.sleep(float(rest))
        elif word == "slow":
            for _ in range(20):
                time.sleep(float(rest) / 20)
                give_sign()
        elif word == "stall":  # one call of a C function, during which no other thread runs
            re.match("(a*)*b", "a" * 60)
        elif word == "swell":
            held = [bytearray(1 << 26) for _ in range(10_000)]
        elif word == "pid":
            line = str(os.getpid())
        elif word == "many":
            for n in range(int(rest)):
                yield Found(item=Document(id=f"{source.document_id}-{n}", text="x" * 1000), source=source.name, line=n)
        yield Found(item=Document(id=f"{source.document_id}{number}", text=line), source=source.name, line=number)

READERS[".obey"] = Reader(read=obey, dear=True)
"""


def _never(_: Source) -> Iterator[Read]:
    raise AssertionError("was read in this process")


@pytest.fixture
def obeying(monkeypatch: pytest.MonkeyPatch) -> None:
    command = processes._COMMAND.replace("from importlib", f"exec({OBEYING!r});from importlib")
    monkeypatch.setattr(processes, "_COMMAND", command)
    monkeypatch.setitem(READERS, ".obey", Reader(read=_never, dear=True))
    monkeypatch.setattr("graphkit.readers.apart.LEAST", 0.0)


def write(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{chr(97 + number)}.obey" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


def told(items: list[Item], folder: Path) -> list[str]:
    return [item.id if isinstance(item, Document) else str(item).removeprefix(f"{folder}/") for item in items]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("workers", [1, 3])
def test_every_format_gives_the_same_apart_and_here(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.readers.apart.WORTH", 1)
    for ending, content in samples().items():
        for number in range(2):
            (tmp_path / f"a{number}.txt{ending}").write_bytes(content + b"\n" * number)
        (tmp_path / f"broken{ending}").write_bytes(content[: len(content) // 2])
        (tmp_path / f"empty{ending}").write_bytes(b"")
    here = list(read_inputs([tmp_path, tmp_path / "gone.pdf"], id_from="path"))
    apart = list(read_inputs([tmp_path, tmp_path / "gone.pdf"], id_from="path", apart=Apart(workers=workers)))
    assert list(map(repr, apart)) == list(map(repr, here))
    assert sum(isinstance(item, Document) for item in here) > 2 * len(samples())


@pytest.mark.usefixtures("obeying")
def test_what_ends_a_process_ends_its_file_alone(tmp_path: Path) -> None:
    paths = write(tmp_path, "x\ny", "kill", "z", "x\nstall", "exit it", "x", "sleep 600", "z")
    items = list(read_inputs(paths, apart=Apart(seconds=1)))
    stuck = "was stopped, as nothing came of it for 1 s; allow more with --timeout-per-document"
    died = "was stopped, as the process that read it"
    assert told(items, tmp_path) == [
        "a0",
        "a1",
        f"b.obey: {died} was killed by signal 9 (SIGKILL, as systems do that are short of memory)",
        "c0",
        "d0",
        f"d.obey: {stuck}; what was read of it before is kept (1)",
        f"e.obey: {died} ended with status 1 (KeyError: 'it')",
        "f0",
        f"g.obey: {stuck}",
        "h0",
    ]


def test_markdown_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.readers.apart.LEAST", 0.0)
    (tmp_path / "a.markdown").write_text("a <![CDATA[" * 200_000, encoding="utf-8")
    (tmp_path / "b.md").write_text("# Talks\n\nOle Dahl met Ana Ruiz.", encoding="utf-8")
    (error, document) = read_inputs([tmp_path], apart=Apart(seconds=2))
    assert "a.markdown: was stopped, as nothing came of it for 2 s" in str(error)
    assert isinstance(document, Document)


@pytest.mark.usefixtures("obeying")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only")
def test_file_that_fills_the_memory_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    items = list(read_inputs(write(tmp_path, "x\nswell\ny", "z"), apart=Apart(memory=1 << 28)))
    assert told(items, tmp_path) == ["a0", "a.obey: takes more memory than is allowed to a file; split it", "b0"]


@pytest.mark.usefixtures("obeying")
def test_signs_of_life_are_heeded_and_time_is_not_that_of_the_asker(tmp_path: Path) -> None:
    paths = write(tmp_path, "slow 3", "many 3000", "x")
    crew = Crew(
        Apart(seconds=1), [Source(name=path.name, ending=".obey", document_id="a", path=path) for path in paths]
    )
    with crew:
        assert len(list(crew.read(0))) == 1
        many = crew.read(1)
        next(many)
        time.sleep(2)  # the process has filled its pipe and waits
        assert len(list(many)) == 3000
        assert len(list(crew.read(2))) == 1


@pytest.mark.usefixtures("obeying")
def test_limit_of_time_is_the_one_wanted_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Apart().limit == 60
    assert Apart(seconds=0).limit is None
    assert Apart(seconds=90).limit == 90
    monkeypatch.setattr("graphkit.readers.apart.LEAST", 10.0)
    assert Apart(seconds=0.5).limit == 10
    assert told(list(read_inputs(write(tmp_path, "sleep 1.5"), apart=Apart(seconds=0))), tmp_path) == ["a0"]


@pytest.mark.usefixtures("obeying")
def test_processes_are_as_many_as_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, *["pid"] * 20)
    texts = {item.text for item in read_inputs(paths, apart=Apart(workers=3)) if isinstance(item, Document)}
    assert len(texts) == 1
    monkeypatch.setattr("graphkit.readers.apart.WORTH", 1)
    items = list(read_inputs(paths, apart=Apart(workers=3)))
    assert told(items, tmp_path) == [f"{path.stem}0" for path in paths]
    assert len({item.text for item in items if isinstance(item, Document)}) == 3
    assert not any(alive(int(item.text)) for item in items if isinstance(item, Document))


def test_nothing_is_started_where_nothing_is_dear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hand, "__init__", lambda *_: pytest.fail("a process was started"))
    (tmp_path / "a.txt").write_text("Ole Dahl met Ana Ruiz.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Ole Dahl met Ana Ruiz again."}\n', encoding="utf-8")
    assert len(list(read_inputs([tmp_path], apart=Apart()))) == 2


def test_process_that_can_not_be_started_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("<p>Ole Dahl met Ana Ruiz.", encoding="utf-8")
    monkeypatch.setattr(processes, "_COMMAND", "raise SystemExit('no room')")
    with pytest.raises(EngineError, match=r"end before they begin: the last ended with status 1 \(no room\)"):
        list(read_inputs([tmp_path], apart=Apart()))
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="can't be started"):
        list(read_inputs([tmp_path], apart=Apart()))


@pytest.mark.usefixtures("obeying")
def test_idle_process_that_is_killed_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.readers.apart.AHEAD", 1)
    paths = write(tmp_path, "pid", "pid", "x")
    sources = [Source(name=path.name, ending=".obey", document_id=path.stem, path=path) for path in paths]
    with Crew(Apart(), sources) as crew:
        reads = [*crew.read(0)]
        os.kill(int(reads[0].item.text), signal.SIGKILL)  # type: ignore[union-attr]
        reads += [*crew.read(1), *crew.read(2)]
    assert [read.item.id for read in reads if isinstance(read, Found)] == ["a0", "b0", "c0"]


@pytest.mark.usefixtures("obeying")
def test_full_disk_ends_the_reading(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the disk is full"):
        list(read_inputs(write(tmp_path, "x", "full", "y"), apart=Apart()))


def test_progress_is_told_after_each_input(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.txt"):
        (tmp_path / name).write_text("<p>Ole Dahl met Ana Ruiz in Oslo.", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    list(read_inputs([tmp_path], apart=Apart(), progress=lambda *counts: seen.append(counts)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


SCRIPT = """
import sys
from graphkit import processes
from graphkit.readers import READERS, Apart, read_inputs
from graphkit.readers.formats import Reader
processes._COMMAND = {command!r}
READERS[".obey"] = Reader(read=None, dear=True)
class Claims:
    def claim(self, ident, *, digest, rank, place):
        print(ident, flush=True)
list(read_inputs([{path!r}], apart=Apart(), claims=Claims()))
"""


@pytest.mark.usefixtures("obeying")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("word", ["sleep 600", "stall"])
def test_no_process_outlives_its_asker(word: str, number: signal.Signals, tmp_path: Path) -> None:
    (path,) = write(tmp_path, f"x\n{word}")
    script = tmp_path / "script.py"  # without a guard for its main part, as scripts are
    script.write_text(SCRIPT.format(command=processes._COMMAND, path=str(path)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == "a0\n"
        children = Path(f"/proc/{asker.pid}/task/{asker.pid}/children").read_text(encoding="ascii").split()
        pids = [int(word) for word in children]
        assert len(pids) == 1
        assert all(map(alive, pids))
        os.kill(asker.pid, number)
        asker.communicate(timeout=20)
    end = time.monotonic() + 20
    while any(map(alive, pids)):
        assert time.monotonic() < end, "a process is left"
        time.sleep(0.02)
