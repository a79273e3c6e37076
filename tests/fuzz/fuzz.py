"""Gives readers and parsers bad bytes: ``python tests/fuzz/fuzz.py --seconds 60``.

A good file of each format is bent at random, over and over: bits turned, bytes taken out, doubled and put elsewhere, numbers made
huge, tags and quotes left open, and whole files put into each other. A process of its own does it, and is watched: an
exception that is not graphkit's own, a crash, more than `SLOW` seconds or more than `MEMORY` for one input is a finding, which is
kept below ``--keep`` and said; the rest goes on. With ``--atheris`` (where the package is installed) the paths that an input
takes through the code choose what is bent next. It ends with status 1 where anything was found.

``--again FILE`` gives one finding to its target once more, which its name tells.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import logging
import random
import resource
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

SLOW = 20
"""Seconds that one input, of at most some 300 kB, may take on a busy machine."""
MEMORY = 4 << 30
LARGEST = 300_000
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"<![CDATA[", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"&a;", b'"', b"'", b"{", b"[" * 50,
    b"\\ud800", b"1e999", b"-1", b"99999999999999999999", b"null", b"NaN", b"\r", b"\n\n", b"=?utf-8?b?", b"--", b"../../x", b"a" * 5000,
    b"%PDF-1.4", b"PK\x03\x04", b"\x1f\x8b", b"WARC/1.0\r\n", b"From ", b"Content-Length: -5", b"0000-99-99", b"\xf0\x9f\x98\x80", b"\x1b[2J",
)  # fmt: skip


def bend(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A worse version of a file."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.choice((1, 2, 4, 16, 256, 4096)))
        match chance.randrange(8):
            case 0 if found:
                found[min(at, len(found) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del found[at:end]
            case 2:
                found[at:at] = found[at:end] * chance.choice((1, 2, 50))
            case 3:
                found[at:at] = chance.choice(TOKENS)
            case 4:
                found[at:end] = chance.randbytes(end - at)
            case 5:
                other = chance.choice(others)
                begin = chance.randrange(len(other))
                found[at:end] = other[begin : begin + chance.choice((8, 64, 2048))]
            case 6:
                found = found[: max(1, at)]
            case _:
                found[at:end] = chance.choice((b"\x00", b"\xff")) * (end - at)
    return bytes(found[:LARGEST])


def work(*, seconds: float, seed: int, keep: Path) -> int:
    """Bend and read until the time is over; the process ends itself where one input takes too long."""
    targets, seeds = _set_up()
    names = sorted(targets)
    pool = {name: list(seeds.get(name, seeds.values())) for name in names}
    everything = list(seeds.values())
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    end = time.monotonic() + seconds
    counts: Counter[str] = Counter()
    while time.monotonic() < end:
        name = chance.choice(names)
        one = chance.choice(pool[name]) if chance.random() < 0.97 else chance.choice(everything)
        _try(name, bend(one, everything, chance), targets, keep)
        counts[name] += 1
    print(f"{sum(counts.values())} inputs to {len(counts)} targets, seed {seed}", flush=True)
    return 0


def work_with_atheris(*, seconds: float, seed: int, keep: Path) -> int:
    """The same, led by what the inputs reach in graphkit's own code."""
    import atheris

    with atheris.instrument_imports(include=["graphkit"]):
        targets, seeds = _set_up()
    names = sorted(targets)
    folder = keep / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds.items():
        (folder / f"seed{name}").write_bytes(bytes([names.index(name)]) + data)

    def one(data: bytes) -> None:
        if data:
            _try(names[data[0] % len(names)], data[1:], targets, keep)

    options = [
        f"-max_total_time={int(seconds)}",
        f"-seed={seed}",
        f"-max_len={LARGEST}",
        "-rss_limit_mb=0",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], one)
    atheris.Fuzz()
    return 0


def _set_up() -> tuple[dict, dict[str, bytes]]:
    import json

    from samples import RECORD, samples
    from targets import targets

    logging.disable()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    texts = {
        "record": json.dumps(RECORD),
        "settings": 'model = "sm"\nbatch_size = 8\npatterns = ["a.toml"]\n',
        "decisions": '[[decision]]\njudgement = "same"\none = { document = "a", start = 0, end = 4, text = "Dahl" }\nby = "me"\nwhen = 2031-03-04\n',
        "gazetteer": "name,type,id,aliases\nAna Ruiz,Person,q1,Ruiz|A. Ruiz\n",
        "patterns": '[meetings]\nverbs.parley = { preps = ["with"] }\n[relations.accused]\nverbs.accuse = { direct = true }\n',
    }
    return targets(), samples() | {name: text.encode() for name, text in texts.items()}


def _try(name: str, data: bytes, targets: dict, keep: Path) -> None:
    from targets import run

    now = keep / f"now{name}"
    now.write_bytes(data)
    faulthandler.dump_traceback_later(SLOW, exit=True)  # works in C code too, where a signal would wait
    try:
        run(targets[name], data)
    except Exception:  # noqa: BLE001 - that is what is looked for
        told = traceback.format_exc()
        print(f"FOUND {_kept(now, keep)}\n{told}", flush=True)
    finally:
        faulthandler.cancel_dump_traceback_later()
    now.unlink()


def _kept(now: Path, keep: Path) -> Path:
    data = now.read_bytes()
    path = keep / f"found-{hashlib.sha256(data).hexdigest()[:12]}{now.name.removeprefix('now')}"
    path.write_bytes(data)
    return path


def watch(arguments: argparse.Namespace) -> int:
    """Start the process that does it, again where it was ended, and count what was found."""
    arguments.keep.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + arguments.seconds
    found, seed = 0, arguments.seed
    while (left := end - time.monotonic()) > 1:
        for stale in arguments.keep.glob("now*"):
            stale.unlink()
        command = [
            sys.executable,
            __file__,
            "--work",
            "--seconds",
            str(left),
            "--seed",
            str(seed),
            "--keep",
            str(arguments.keep),
        ]
        command += ["--atheris"] if arguments.atheris else []
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        found += done.stdout.count("FOUND ")
        print(done.stdout, end="", flush=True)
        for now in arguments.keep.glob("now*"):
            found += 1
            print(f"FOUND {_kept(now, arguments.keep)}: the process ended\n{done.stderr[-3000:]}", flush=True)
        if done.returncode and not found:
            print(done.stderr[-3000:])
            return 1
        seed += 1
    print(f"{found} found")
    return 1 if found else 0


def again(path: Path) -> int:
    """Give a finding to its target once more."""
    targets, _ = _set_up()
    _, _, name = path.name.removeprefix("found-").partition(".")
    name = f".{name}" if name else path.name.removeprefix("found-")[12:]
    from targets import run

    run(targets[name], path.read_bytes())
    print("nothing")
    return 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("--again", type=Path)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.again:
        return again(arguments.again)
    if not arguments.work:
        return watch(arguments)
    how = work_with_atheris if arguments.atheris else work
    return how(seconds=arguments.seconds, seed=arguments.seed, keep=arguments.keep)


if __name__ == "__main__":
    sys.exit(main())
