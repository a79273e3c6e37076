"""Compares ``--fast`` with the full mode on the same texts: CPU seconds, and what it keeps.

Both read the same batch one after the other, the first of them changing with each batch. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model import Document, Extraction

BAR = 0.65
"""Most CPU seconds of the fast mode for each one of the full mode: reading only, without loading the model."""

KEPT = 0.97
"""Least share of the full mode's events that the fast mode finds too, with the same parties and status."""

BATCH = 32
HERE = Path(__file__).resolve().parent


def found_in(extraction: Extraction) -> dict[str, Counter[object]]:
    """What an extraction says, comparable across the modes, whose ids differ."""
    names = {entity.id: entity.name for entity in extraction.entities}
    events = Counter[object]()
    for meeting in extraction.meetings:
        events["meeting", meeting.status, frozenset(names[party] for party in meeting.participants)] += 1
    for pledge in extraction.pledges:
        pledger = names.get(pledge.pledger or "")
        events["pledge", pledge.status, pledger, frozenset(names[party] for party in pledge.recipients)] += 1
    mentions = Counter[object](
        (entity.type, mention.start, mention.end) for entity in extraction.entities for mention in entity.mentions
    )
    roles = Counter[object](
        (names[role.person], role.title, names.get(role.organization or "")) for role in extraction.roles
    )
    return {"events": events, "mentions": mentions, "positions": roles}


def compare(documents: list[Document]) -> tuple[dict[bool, float], dict[str, list[int]]]:
    """CPU seconds by mode (fast or not); for each kind how many the full mode found, the fast kept, and it alone found."""
    from graphkit.engines import extract_documents
    from graphkit.model import Extraction
    from graphkit.ner import load_model

    nlp = load_model()
    for fast in (False, True):
        list(extract_documents(documents[:2], nlp=nlp, fast=fast))
    seconds = {False: 0.0, True: 0.0}
    counts = {kind: [0, 0, 0] for kind in ("events", "mentions", "positions")}
    for number, start in enumerate(range(0, len(documents), BATCH)):
        results = {}
        for fast in (False, True) if number % 2 else (True, False):
            begin = time.process_time()
            results[fast] = list(extract_documents(documents[start : start + BATCH], nlp=nlp, fast=fast))
            seconds[fast] += time.process_time() - begin
        for full, quick in zip(results[False], results[True], strict=True):
            for result in (full, quick):
                if not isinstance(result, Extraction):
                    raise result
            one, other = found_in(full), found_in(quick)
            for kind, (whole, kept, alone) in counts.items():
                same = (one[kind] & other[kind]).total()
                counts[kind] = [whole + one[kind].total(), kept + same, alone + other[kind].total() - same]
    return seconds, counts


def _documents(files: list[Path], articles: int) -> Iterator[Document]:
    from graphkit.model import Document

    if files:
        rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line)
    else:
        sys.path.insert(0, str(HERE))
        from corpus import articles as made_up

        rows = made_up(articles)
    for number, row in enumerate(rows):
        yield Document(id=f"d{number}", text=row["text"])


def main() -> int:
    """Run the benchmark; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[], metavar="FILE.jsonl", help="objects with text")
    parser.add_argument("--articles", type=int, default=400, help="how many to make up where no file is given")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    given = parser.parse_args()
    seconds, counts = compare(list(_documents(given.texts, given.articles)))
    ratio = seconds[True] / seconds[False]
    sys.stdout.write(f"full {seconds[False]:.2f} s, fast {seconds[True]:.2f} s: {ratio:.3f} (bar {BAR})\n")
    for kind, (whole, kept, alone) in counts.items():
        sys.stdout.write(f"{kind}: {kept} of {whole} kept ({kept / max(whole, 1):.1%}), {alone} found by fast alone\n")
    whole, kept, _ = counts["events"]
    return 1 if given.check and (ratio > BAR or kept < KEPT * whole) else 0


if __name__ == "__main__":
    sys.exit(main())
