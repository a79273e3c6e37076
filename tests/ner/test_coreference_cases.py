"""Links drawn in the cases of `tests/cases/coreference.tsv`, against every link that a reader would draw."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "coreference.tsv"
SHARE = 0.9
PRECISION = 0.85
RULES = frozenset({"pronoun", "role", "nominal", "plural"})
MARK = re.compile(r"\[([^\]]*)\]")


def read_cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines:
        marked, told = line.split("\t")
        text = MARK.sub(r"\1", marked)
        ends = [m.end() - 2 * number for number, m in enumerate(MARK.finditer(marked), 1)]
        names = [set() if one.strip() == "-" else set(one.strip().split(" + ")) for one in told.split(";")]
        yield text, {(end, name) for end, wanted in zip(ends, names, strict=True) for name in wanted}


def read_links(read, text):
    return {(m.end, e.name) for e in read(text).entities for m in e.inferred if m.rule in RULES}


def test_links_of_the_cases(read):
    cases = list(read_cases())
    found = [(text, want, read_links(read, text)) for text, want in cases]
    failing = [case for case in found if case[1] != case[2]]
    share = 1 - len(failing) / len(cases)
    drawn = sum(len(got) for _, _, got in found)
    right = sum(len(got & want) for _, want, got in found)
    told = [
        f"coreference: {len(cases) - len(failing)} of {len(cases)} cases right ({share:.3f})",
        f"links: {right} of {drawn} right ({right / drawn:.3f}), {sum(len(want) for _, want, _ in found)} to be found",
    ]
    told += [f"  {t}\n    missing {sorted(want - got)}, too many {sorted(got - want)}" for t, want, got in failing]
    print("\n".join(told))  # noqa: T201 - the figures, shown with -s
    assert len(cases) >= 60
    assert share >= SHARE
    assert right / drawn >= PRECISION
