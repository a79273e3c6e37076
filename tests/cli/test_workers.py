"""Commands that read articles in several processes: the same files, and none of the processes left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday. This is article {}.\n"
COMMAND = [sys.executable, "-m", "graphkit"]


def articles(folder: Path, count: int) -> Path:
    lines = (json.dumps({"id": f"a{n}", "text": NEWS.format(n) * (1 + n % 7)}) for n in range(count))
    path = folder / "articles.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def children(pid: int) -> set[int]:
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == pid:
            found.add(int(folder.name))
    return found


def is_there(pid: int) -> bool:
    """Whether a process still runs; one that has ended and that nobody has asked after does not."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


def test_files_are_the_same_whatever_the_number_of_workers(tmp_path: Path) -> None:
    source = articles(tmp_path, 50)
    for folder, options in (("one", ["1"]), ("two", ["2", "--timeout-per-document", "20"])):
        arguments = ["build", source, "-o", tmp_path / folder, "--workers", *options]
        subprocess.run([*COMMAND, *arguments], check=True, capture_output=True)
    for name in ("graph.ttl", "graph.graphml", "graph.gexf", "extractions.jsonl"):
        one = (tmp_path / "one" / name).read_bytes()
        assert one == (tmp_path / "two" / name).read_bytes()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("when", ["starting", "reading"])
def test_ctrl_c_ends_the_command_and_its_workers(when: str, tmp_path: Path) -> None:
    source = articles(tmp_path, 20_000)
    arguments = ["extract", source, "--workers", "2", "--quiet"]
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as command:
        assert command.stdout is not None
        if when == "reading":
            assert command.stdout.readline().startswith(b'{"id": "a0"')
        else:
            while command.poll() is None and not children(command.pid):
                time.sleep(0.05)
        workers = children(command.pid)
        assert 1 <= len(workers) <= 2
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does
        _, told = command.communicate(timeout=30)
    assert command.returncode == 130
    assert told.decode() == "error: stopped by Ctrl-C; nothing was left half written\n"
    end = time.monotonic() + 10  # one that was only starting ends itself, a moment after the command
    while any(map(is_there, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_there, workers))


def test_number_of_workers_is_checked(tmp_path: Path) -> None:
    arguments = ["extract", articles(tmp_path, 1), "--workers", "many"]
    done = subprocess.run([*COMMAND, *arguments], check=False, capture_output=True, text=True)
    assert (done.returncode, "it must be 'auto' or a whole number above 0" in done.stderr) == (2, True)
