"""Who is who over three articles, through the whole pipeline: ``tests/cases/resolution.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.engines import extract_documents
from graphkit.model import Document, Extraction, Run
from graphkit.resolve import assemble

if TYPE_CHECKING:
    from spacy.language import Language

CASES = Path(__file__).parent.parent / "cases" / "resolution.tsv"
MARK = re.compile(r"\[(\w+):([^\]]+)\]")
FOUND = 0.85


@dataclass(frozen=True)
class Case:
    kind: str
    texts: tuple[str, ...]
    names: tuple[tuple[int, int, int, str, str], ...]  # article, start, end, key, words


def read(line: str) -> Case:
    kind, *articles = line.split("\t")
    texts, names = [], []
    for number, marked in enumerate(articles):
        plain, *parts = MARK.split(marked)
        for key, words, rest in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            names.append((number, len(plain), len(plain) + len(words), key, words))
            plain += words + rest
        texts.append(plain)
    return Case(kind, tuple(texts), tuple(names))


@cache
def cases() -> tuple[Case, ...]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return tuple(read(line) for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def extractions(nlp: Language) -> list[list[Extraction]]:
    """Each case's articles, read in one go."""
    texts = [
        Document(id=f"{number}-{place}", text=text)
        for number, case in enumerate(cases())
        for place, text in enumerate(case.texts)
    ]
    found = defaultdict(list)
    for extraction in extract_documents(texts, nlp=nlp, coreference=True, batch_size=64):
        assert isinstance(extraction, Extraction)
        found[int(extraction.document.id.split("-")[0])].append(extraction)
    return [found[number] for number in range(len(cases()))]


def resolved(number: int, made: list[Extraction]) -> list[str | None]:
    """The entity of each marked name, or None where no mention lies on it."""
    assembly = assemble(made, base_iri="https://example.org/", run=Run(version="test"))
    mentions = defaultdict(list)
    for entity in assembly.entities:
        for mention in entity.mentions:
            if not mention.inferred:
                mentions[mention.document].append((mention.start, mention.end, entity.id))
    found: list[str | None] = []
    for article, start, end, _, _ in cases()[number].names:
        shared = [(min(end, e) - max(start, s), of) for s, e, of in mentions[f"{number}-{article}"]]
        length, entity_id = max(shared, default=(0, None))
        found.append(entity_id if length > 0 else None)
    return found


def test_who_is_who(extractions: list[list[Extraction]]) -> None:
    false, missed, true = [], [], 0
    for number, (case, made) in enumerate(zip(cases(), extractions, strict=True)):
        ids = resolved(number, made)
        for (one, left), (other, right) in combinations(zip(case.names, ids, strict=True), 2):
            together = left is not None and left == right
            told = f"{case.kind}: {one[4]} / {other[4]}"
            if one[3] == other[3]:
                true += 1
                if not together:
                    missed.append(told if left and right else f"{told} (name not found)")
            elif together:
                false.append(told)
    found = true - len(missed)
    told = [f"\nresolution.tsv: {len(cases())} cases, {len(false)} false merges, {found} of {true} true ones found"]
    told += [f"  false  {line}" for line in false] + [f"  missed {line}" for line in missed]
    print("\n".join(told))  # noqa: T201 - the two figures, shown with -s
    assert not false
    assert found >= FOUND * true
