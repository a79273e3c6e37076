"""Cores and memory as the system's own files tell of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit.engines.machine import WORKER_BYTES, fitting_workers, free_memory, usable_cores

GB = 1024**3


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)


def system(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="ascii")
    return folder


MEMINFO = f"MemTotal: {64 * 1024**2} kB\nMemFree: 5 kB\nMemAvailable:   {40 * 1024**2} kB\n"


@pytest.mark.parametrize(("articles", "expected"), [(0, 1), (1, 1), (99, 1), (199, 1), (200, 2), (799, 7), (10_000, 8)])
def test_one_worker_for_each_hundred_articles(articles: int, expected: int, tmp_path: Path) -> None:
    assert fitting_workers(articles, root=system(tmp_path, {"proc/meminfo": MEMINFO})) == expected


def test_no_more_workers_than_memory_has_room_for(tmp_path: Path) -> None:
    root = system(tmp_path, {"proc/meminfo": f"MemAvailable: {WORKER_BYTES * 5 // 2 // 1024} kB\n"})
    assert fitting_workers(10_000, root=root) == 2
    system(tmp_path, {"proc/meminfo": "MemAvailable: 1000 kB\n"})
    assert fitting_workers(10_000, root=root) == 1


def test_system_that_tells_nothing_limits_nothing(tmp_path: Path) -> None:
    assert free_memory(root=tmp_path) is None
    assert fitting_workers(10_000, root=tmp_path) == 8


def test_control_group_limits_cores_and_memory(tmp_path: Path) -> None:
    files = {
        "proc/meminfo": MEMINFO,
        "proc/self/cgroup": "0::/user/job\n",
        "sys/fs/cgroup/user/job/cpu.max": "max 100000\n",
        "sys/fs/cgroup/user/cpu.max": "250000 100000\n",
        "sys/fs/cgroup/user/job/memory.max": f"{3 * GB}\n",
        "sys/fs/cgroup/user/job/memory.stat": f"anon {GB}\nfile 12345\n",
        "sys/fs/cgroup/user/memory.max": "max\n",
    }
    root = system(tmp_path, files)
    assert (usable_cores(root=root), free_memory(root=root)) == (2, 2 * GB)


def test_control_group_of_version_1_limits_too(tmp_path: Path) -> None:
    files = {
        "proc/meminfo": MEMINFO,
        "proc/self/cgroup": "5:cpu,cpuacct:/job\n4:memory:/job\n1:name=systemd:/\n",
        "sys/fs/cgroup/cpu/job/cpu.cfs_quota_us": "150000\n",
        "sys/fs/cgroup/cpu/job/cpu.cfs_period_us": "100000\n",
        "sys/fs/cgroup/memory/job/memory.limit_in_bytes": f"{2 * GB}\n",
        "sys/fs/cgroup/memory/job/memory.stat": f"cache 5\nrss {GB}\n",
    }
    root = system(tmp_path, files)
    assert (usable_cores(root=root), free_memory(root=root)) == (1, GB)
    system(tmp_path, {"sys/fs/cgroup/cpu/job/cpu.cfs_quota_us": "-1\n"})
    assert usable_cores(root=root) == 8
