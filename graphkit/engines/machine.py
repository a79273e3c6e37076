"""How many workers this machine has room for: cores and memory, as far as this process may use them."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKER_BYTES: Final = 600 * 1024 * 1024
"""Memory to reckon with for a worker: what it takes at its peak on articles, and half as much again."""
ARTICLES: Final = 100
"""Articles that make one more worker worth its start, which takes about as long as reading eighty."""
_ROOT: Final = Path("/")


def fitting_workers(articles: int, *, root: Path = _ROOT) -> int:
    """Workers for so many articles: one for each hundred, but no more than cores and free memory allow, and at least one.

    Args:
        articles: how many are to be read.
        root: where the system's own files are looked for.
    """
    memory = free_memory(root=root)
    room = articles if memory is None else memory // WORKER_BYTES
    return max(1, min(articles // ARTICLES, usable_cores(root=root), room))


def usable_cores(*, root: Path = _ROOT) -> int:
    """Cores that this process may use: those that it is bound to, or fewer where its control group has a quota.

    Source: kernel.org, Control Group v2, cpu.max; CFS bandwidth control (v1), cpu.cfs_quota_us and cpu.cfs_period_us.
    """
    bound = getattr(os, "sched_getaffinity", None)
    found = len(bound(0)) if bound is not None else os.cpu_count() or 1
    for folder in _groups(root, "cpu"):
        one, other = (_numbers(folder / f"cpu.cfs_{name}_us", 1) for name in ("quota", "period"))
        share = _numbers(folder / "cpu.max", 2) or ([*one, *other] if one and other else [])
        if len(share) == 2 and min(share) > 0:
            found = min(found, max(1, share[0] // share[1]))
    return found


def free_memory(*, root: Path = _ROOT) -> int | None:
    """Bytes that can still be had, in this process's control group too; None where the system doesn't say.

    Source: proc(5), meminfo, MemAvailable; kernel.org, Control Group v2, memory.max and memory.stat.
    """
    found = []
    available = _values(root / "proc/meminfo").get("MemAvailable:")
    if available is not None:
        found.append(available * 1024)
    for folder in _groups(root, "memory"):
        used = _values(folder / "memory.stat")
        for name, held in (("memory.max", "anon"), ("memory.limit_in_bytes", "rss")):
            limit = _numbers(folder / name, 1)
            if limit:
                found.append(max(0, limit[0] - used.get(held, 0)))
    return min(found, default=None)


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """The folders of this process's control groups, of version 2 and of version 1, from the innermost outwards."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        _, names, path = line.split(":", 2)
        if names and controller not in names.split(","):
            continue
        base = root / "sys/fs/cgroup" / (controller if names else "")
        group = base / path.lstrip("/")
        yield group
        for parent in group.parents:
            if not parent.is_relative_to(base):
                break
            yield parent


def _numbers(path: Path, count: int) -> list[int] | None:
    """The whole numbers that a file holds; None where it isn't there or says something else, such as "max"."""
    with contextlib.suppress(OSError, ValueError):
        found = [int(word) for word in path.read_text(encoding="ascii").split()]
        return found if len(found) == count else None
    return None


def _values(path: Path) -> dict[str, int]:
    """The names and whole numbers at the beginning of a file's lines."""
    try:
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    except (OSError, UnicodeDecodeError):
        return {}
    return {line[0]: int(line[1]) for line in lines if len(line) > 1 and line[1].isdecimal()}
