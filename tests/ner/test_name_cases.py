"""Names of people and organisations found in the passages of `tests/cases/names.jsonl`, each distinct name and type once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "names.jsonl"
F1 = 0.9


def read_cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["kind"], case["text"], {(name, kind) for kind in ("Person", "Organization") for name in case[kind]}


def read_names(read, text):
    entities = read(text).entities
    return {(m.text, e.type) for e in entities if e.type in {"Person", "Organization"} for m in e.mentions}


def test_names_of_the_cases(read):
    counts, told, cases = Counter(), [], list(read_cases())
    for kind, text, want in cases:
        got = read_names(read, text)
        counts.update(right=len(want & got), found=len(got), told=len(want))
        if got != want:
            told.append(f"  {kind}\n    missing {sorted(want - got)}, too many {sorted(got - want)}")
    f1 = 2 * counts["right"] / (counts["found"] + counts["told"])
    print("\n".join([f"names: F1 {f1:.3f} in {len(cases)} passages", *told]))  # noqa: T201 - the figure, shown with -s
    assert len(cases) >= 50
    assert f1 >= F1
