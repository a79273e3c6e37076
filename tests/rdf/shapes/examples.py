"""The graphs of good/, and what becomes of them where bad/ breaks one rule at a time.

``python examples.py FOLDER`` writes all of them as Turtle, for other validators: good-….ttl and bad-RULE-N.ttl.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.ttl"))
PREFIXES = {
    "": "https://news.example/",
    "gk": "https://w3id.org/graphkit#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Bad:
    """One way to break a rule.

    Attributes:
        rule: the rule.
        number: which of the rule's ways this is, from 1.
        why: what is wrong.
        good: the graph that is changed.
        update: the change.
        also: other rules that it can't help breaking.
    """

    rule: str
    number: int
    why: str
    good: Path
    update: str
    also: frozenset[str]

    def turtle(self) -> bytes:
        store = Store()
        store.load(path=self.good, format=RdfFormat.TURTLE)
        before = len(store)
        store.update(self.update, prefixes=PREFIXES)
        assert len(store) != before or "INSERT" in self.update, f"{self.rule}: the update changes nothing"
        return store.dump(format=RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=PREFIXES)


def bad_examples() -> list[Bad]:
    """Read all ways to break a rule."""
    found = []
    for good in GOOD:
        table = tomllib.loads((HERE / "bad" / f"{good.stem}.toml").read_text(encoding="utf-8"))
        for rule, ways in table.items():
            also = frozenset(ways.pop("also", ()))
            found += [Bad(rule, n, why, good, update, also) for n, (why, update) in enumerate(ways.items(), start=1)]
    return found


def write_all(folder: Path) -> None:
    """Write every example as a Turtle file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for good in GOOD:
        (folder / f"good-{good.name}").write_bytes(good.read_bytes())
    for bad in bad_examples():
        (folder / f"bad-{bad.rule}-{bad.number}.ttl").write_bytes(bad.turtle())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
