"""Roles read out of the cases of `tests/cases/roles.tsv`, where every role of a text must be right and no other told."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "roles.tsv"
SHARE = 0.9


def read_cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines:
        text, told = line.split("\t")
        roles = set() if told == "-" else {tuple(part.strip() for part in one.split("|")) for one in told.split(";")}
        yield text, roles


def read_roles(read, text):
    found = read(text)
    names = {e.id: e.name for e in found.entities} | {None: "-"}
    return {(names[r.person], names[r.organization], r.title, r.tense) for r in found.roles}


def test_roles_of_the_cases(read):
    cases = list(read_cases())
    failing = [(text, want, got) for text, want in cases if (got := read_roles(read, text)) != want]
    share = 1 - len(failing) / len(cases)
    told = [f"roles: {len(cases) - len(failing)} of {len(cases)} cases right ({share:.3f})"]
    told += [f"  {t}\n    missing {sorted(want - got)}, too many {sorted(got - want)}" for t, want, got in failing]
    print("\n".join(told))  # noqa: T201 - the figure, shown with -s
    assert len(cases) >= 60
    assert share >= SHARE
