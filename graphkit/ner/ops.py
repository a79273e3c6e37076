"""Which library multiplies the model's matrices: BLIS or numpy's own, whichever is faster on this processor.

A model spends most of its time multiplying, and thinc leaves that to BLIS, which takes a slow general kernel on every
processor that it doesn't recognise; numpy brings OpenBLAS (on a Mac, Accelerate). Neither is the faster one everywhere, so
a trial of some 50 ms decides, once for a processor and set of versions. Both round in their own way in the last digits;
names and trees came out the same for all 216,470 tokens of news on which they were compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphkit.errors import OutputError
from graphkit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

OpsName = Literal["auto", "blis", "numpy"]

ROWS = 512
"""Tokens that a trial multiplies at once; more take longer and rank the two alike."""

REPEATS = 3
CLEARLY = 0.9
"""The share of BLIS's time from which on numpy is taken: what is hardly faster is not worth leaving thinc's own way."""

_ABOUT_CPU = frozenset(
    {"vendor_id", "cpu family", "model", "model name", "stepping", "flags"}
    | {"CPU implementer", "CPU architecture", "CPU variant", "CPU part", "CPU revision", "Features"}
)
"""The lines of /proc/cpuinfo that tell processors apart (on x86 and ARM) and are the same at each start."""


def tune(nlp: Language, *, ops: OpsName = "auto", memory: Path | None = None) -> str:
    """Have the pipeline's models multiply with the faster library.

    Only thinc's plain operations for processors are exchanged; models on a GPU, or on operations that another package
    brings, stay as they are. What is chosen changes the time alone.

    Args:
        nlp: the pipeline; changed.
        ops: "blis", "numpy", or "auto" for the faster one.
        memory: the file that keeps what trials have found; None for `default_memory()`. Where it can't be written, each
            start has its own trial.

    Returns:
        "blis" or "numpy", or the name of the operations that were left alone.
    """
    nodes = list(_plain_nodes(nlp))
    if not nodes:
        return ops_of(nlp)
    chosen = _remembered(nlp, nodes, memory=memory or default_memory()) if ops == "auto" else ops
    exchanged = _ops(chosen)
    for node in nodes:
        node.ops = exchanged
    return chosen


def ops_of(nlp: Language) -> str:
    """What the pipeline's models multiply with: "blis", "numpy", or the name of other operations of thinc."""
    for node in _nodes(nlp):
        if type(node.ops).__name__ != "NumpyOps":
            return str(node.ops.name)
        if not node.ops.use_blis:
            return "numpy"
    return "blis"


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy multiply in one thread, and as before afterwards.

    The matrices are small: further threads wait for each other most of the time, and take the processors from the workers
    beside this one.
    """
    global _threads  # noqa: PLW0603 - the libraries of a process are looked up once, which takes milliseconds
    if _threads is None:
        import thinc.api  # noqa: F401 - and with it numpy, whose library can be found only when it is there
        from threadpoolctl import ThreadpoolController

        _threads = ThreadpoolController()
    with _threads.limit(limits=1, user_api="blas"):
        yield


_threads: Any = None


def default_memory() -> Path:
    """The file in the user's cache folder that keeps what trials have found."""
    from platformdirs import user_cache_path

    return user_cache_path("graphkit", appauthor=False) / "operations.json"


def _nodes(nlp: Language) -> Iterator[Any]:
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        if hasattr(model, "walk"):
            yield from model.walk()


def _plain_nodes(nlp: Language) -> Iterator[Any]:
    from thinc.api import NumpyOps

    return (node for node in _nodes(nlp) if type(node.ops) is NumpyOps)


def _ops(name: str) -> Any:
    from thinc.api import NumpyOps

    return NumpyOps(use_blis=name == "blis")


def _remembered(nlp: Language, nodes: list[Any], *, memory: Path) -> str:
    """What an earlier trial found; else that of one now, which is kept."""
    key = _key(nlp)
    found = _read(memory)
    if found.get(key) in {"blis", "numpy"}:
        return found[key]
    chosen = _faster(_shapes(nodes))
    with contextlib.suppress(OSError, OutputError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        with write_whole(memory) as stream:
            json.dump(found | {key: chosen}, stream, indent=1, sort_keys=True)
    return chosen


def _read(memory: Path) -> dict[str, str]:
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _key(nlp: Language) -> str:
    """What a trial's result depends on: processor, libraries, model."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("thinc", "blis", "numpy")]
    return ", ".join([_processor(), *versions, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split("\n\n", 1)[0].splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    pairs = [[part.strip() for part in line.partition(":")[::2]] for line in lines]
    about = sorted(f"{name}: {value}" for name, value in pairs if name in _ABOUT_CPU)
    return f"{platform.machine()} {hashlib.sha256(chr(10).join(about).encode()).hexdigest()[:16]}"


def _shapes(nodes: list[Any]) -> set[tuple[int, int]]:
    """The matrices (outputs, inputs) that texts are multiplied with."""
    weights = [node.get_param("W") for node in nodes if node.has_param("W")]
    return {(weight.size // weight.shape[-1], weight.shape[-1]) for weight in weights if weight.ndim > 1}


def _faster(shapes: set[tuple[int, int]]) -> str:
    contestants = {name: _ops(name) for name in ("blis", "numpy")}
    seconds = dict.fromkeys(contestants, 0.0)
    with one_thread():
        for outputs, inputs in sorted(shapes):
            best = dict.fromkeys(contestants, float("inf"))
            for _ in range(REPEATS):
                for name, ops in contestants.items():
                    left, right = ops.alloc2f(ROWS, inputs), ops.alloc2f(outputs, inputs)
                    start = time.thread_time()
                    ops.gemm(left, right, trans2=True)
                    best[name] = min(best[name], time.thread_time() - start)
            for name in seconds:
                seconds[name] += best[name]
    return "numpy" if seconds["numpy"] < CLEARLY * seconds["blis"] else "blis"
