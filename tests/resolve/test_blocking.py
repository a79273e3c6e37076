from __future__ import annotations

from itertools import combinations
from pathlib import Path

from graphkit.resolve.blocking import candidate_pairs
from graphkit.resolve.compare import compare_names
from graphkit.resolve.names import parse_person


def test_no_pair_that_agrees_is_missed() -> None:
    table = Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines()
    texts = sorted({name for line in table if not line.startswith("#") for name in line.split("\t")[:2]})
    names = list({(name := parse_person(text)).compact: name for text in texts}.values())
    found = set(candidate_pairs(names))
    agreeing = {(i, j) for i, j in combinations(range(len(names)), 2) if compare_names(names[i], names[j]).features}
    missed = [(names[i].compact, names[j].compact) for i, j in agreeing - found]
    assert not missed


def test_comparisons_stay_near_the_number_of_names() -> None:
    syllables = ["ba", "do", "ki", "lu", "me", "na", "po", "ri", "sa", "tu"]
    words = [f"{a}{b}{c}n" for a in syllables for b in syllables for c in syllables]
    names = [parse_person(f"{words[i * 7 % 1000]} {words[i * 13 % 997]}".title()) for i in range(2000)]
    assert len(list(candidate_pairs(list(dict.fromkeys(names))))) < 4 * len(names)


def test_a_common_surname_does_not_make_it_quadratic() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [parse_person(f"John {a.upper()}. {b.upper()}. Smith") for a in letters for b in letters]
    assert len(list(candidate_pairs(names))) < 20 * len(names)
