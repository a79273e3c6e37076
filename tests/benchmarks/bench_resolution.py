"""CPU and memory of resolution over many distinct names: of who is who alone, and of the whole assembly with its entities.

Each round is a process of its own. Names are put together from parts: four in five are people, the others organisations;
twenty a document, each mentioned once. Some share a surname, some are an initial or another spelling, as in news.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import subprocess
import sys
import time

from graphkit.model import Document, Extraction, LocalEntity, Mention, Run
from graphkit.resolve import assemble
from graphkit.resolve.assemble import resolve_names

A_DOCUMENT = 20
BAR_MICROSECONDS, BAR_BYTES, BAR_EXPONENT = 20.0, 1.5e9, 1.2
GIVEN = (
    "Vladimir Volodymyr Alexander Aleksandr Elena Olena Michael Mikhail John Jan Ivan Peter Piotr Anna Hanna Maria Marie "
    "Thomas Tomas Robert Bob William Bill Amina Yusuf Joseph Mohammed Muhammad Ahmed Fatima Kofi Ngozi Chinedu Wei Li "
    "Hiroshi Yuki Kim Min Jorge George Carlos Charles Pablo Paul Lucia Lucy Katarina Catherine Sven Lars Ingrid Nils "
    "Priya Rahul Sanjay Anil Deepa Abebe Haile Zanele Thabo Leila Reza Hossein Mehmet Ayse Emine Dmitri Dmytro Sergei"
)
FIRST = (
    "Bal Ber Bor Bran Cal Cam Car Cor Dal Dan Del Dor Dra Fal Fen Fer Gal Gor Gran Hal Har Hel Hol Jan Jor Kal Kar Kol "
    "Lan Lar Len Lor Mal Mar Mel Mon Mor Nal Nar Nor Or Pal Par Pel Por Ral Ran Rol Ros Sal San Sel Sol Sor Tal Tan Tor "
    "Val Var Vel Vol Wal Wen Wil Yar Zal Zar Zel Zor Kor Tran"
)
MIDDLE = "a e i o u an en in on ar er ir or al el il ol as es is os ad ed id od am em im om at et it ot ak ek ik ok"
LAST = (
    "berg dal sen son man vic sky ov ova enko ini elli ez ado eira eau ier ak ek uk as is os idis an ian yan oglu bay "
    "wala pur nath raj tani moto yama zaki mura field ton ley worth ford gren qvist holm strom stad mark"
)
BODY = "Front League Council Bank Group Institute Holdings Union Energy Foods Motors Steel Airways Press Party Fund"


def names(count: int) -> list[tuple[str, str]]:
    """Distinct names with their types; the first of a longer list are those of a shorter one."""
    chance = random.Random(7)  # noqa: S311 - no secret
    first, middle, last, given_names, bodies = (parts.split() for parts in (FIRST, MIDDLE, LAST, GIVEN, BODY))

    def pick(*parts: list[str]) -> str:
        return "".join(map(chance.choice, parts))

    found: dict[tuple[str, str], None] = {}
    while len(found) < count:
        surname = pick(first, middle, middle, last)
        if chance.random() < 0.2:
            found["Organization", f"{surname} {pick(first, last)} {pick(bodies)}"] = None
            continue
        given = pick(given_names) if chance.random() < 0.5 else pick(first, middle)
        given = given[0] + "." if chance.random() < 0.02 else given
        second = f" {pick(first, middle)}" if chance.random() < 0.05 else ""
        found["Person", f"{given}{second} {surname}"] = None
    return list(found)


def extractions(count: int) -> list[Extraction]:
    """Documents of twenty names."""
    made = names(count)
    ids = [f"e{place}" for place in range(1, A_DOCUMENT + 1)]
    return [
        Extraction(
            document=Document(id=f"doc-{start // A_DOCUMENT:07}"),
            entities=tuple(
                LocalEntity(
                    id=ids[place],
                    type=kind,  # type: ignore[arg-type]
                    name=name,
                    mentions=(Mention(start=100 * place, end=100 * place + len(name), text=name, rule="model"),),
                )
                for place, (kind, name) in enumerate(made[start : start + A_DOCUMENT])
            ),
        )
        for start in range(0, len(made), A_DOCUMENT)
    ]


def measure(count: int) -> dict[str, float]:
    """CPU seconds, entities, and bytes at the highest: of the process, and of that before resolution began."""
    given = extractions(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    gc.disable()  # as `assemble` does
    start = time.process_time()
    found = resolve_names(given)
    resolution = time.process_time() - start
    del found
    gc.enable()
    start = time.process_time()
    assembly = assemble(given, base_iri="https://example.org/", run=Run(version="benchmark"))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "names": count,
        "resolution": resolution,
        "seconds": seconds,
        "entities": len(assembly.entities),
        "before": before,
        "peak": peak,
    }


def main() -> int:
    """Measure and print; exit 1 with ``--check`` where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        sys.stdout.write(json.dumps(measure(args.one)))
        return 0
    rows = []
    for count in args.names:
        command = [sys.executable, __file__, "--one", str(count)]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        row = rows[-1]
        sys.stdout.write(
            f"{count:>9} names  {1e6 * row['resolution'] / count:6.1f} µs CPU a name for who is who, "
            f"{1e6 * row['seconds'] / count:6.1f} with entities and all ({row['seconds']:.2f} s)  "
            f"{row['entities']:>9} entities  {row['peak'] / 1e6:6.0f} MB at most ({row['before'] / 1e6:.0f} MB before)\n"
        )
    first, last = rows[0], rows[-1]
    exponent = (
        math.log(last["resolution"] / first["resolution"]) / math.log(last["names"] / first["names"])
        if len(rows) > 1
        else 1.0
    )
    sys.stdout.write(f"exponent {exponent:.2f}\n")
    holds = (
        1e6 * last["resolution"] / last["names"] <= BAR_MICROSECONDS
        and last["peak"] <= BAR_BYTES
        and exponent <= BAR_EXPONENT
    )
    return 0 if holds or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
