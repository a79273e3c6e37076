"""Count how often each family of rules is right, and how well the confidences made from the counts fit.

    python scripts/calibrate.py GOLD.jsonl [GOLD.jsonl …] [--write] [--folds 10]

Each line of a GOLD file is an annotated article: ``{"id", "date", "text", "meetings": […], "pledges": […]}``; a meeting
has ``participants`` (each with ``name``) and ``status``, a pledge ``pledger``, ``status`` and ``quote``; what is
``optional`` isn't counted. With ``--write`` the counts go to ``graphkit/data/confidence.tsv``. Printed are the table for
ARCHITECTURE.md and the mean gap between confidence and precision, cross-validated over documents.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import graphkit
from graphkit.relations.confidence import Counts, estimate, family_of, status_group
from graphkit.resources import data_path

Record = dict[str, Any]
Observation = tuple[str, str, str, bool, bool]  # document, family, status group, inferred, right
BINS = 5


def main() -> None:
    """Read the files named on the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write graphkit/data/confidence.tsv")
    parser.add_argument("--folds", type=int, default=10)
    args = parser.parse_args()
    seen = [item for path in args.gold for item in observe(path)]
    counts = count(seen)
    print_table(counts)
    print(f"\n{len(seen)} events; mean gap over {args.folds} folds: {gap(seen, folds=args.folds):.3f}")
    if args.write:
        write(counts, names=[path.name for path in args.gold])


def observe(path: Path) -> list[Observation]:
    """What graphkit finds in the articles of a file, and whether it is right."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    seen = []
    for article, extraction in zip(gold, graphkit.extract([str(path)]), strict=True):
        seen += _judge(article, extraction)
    return seen


def _judge(article: Record, extraction: graphkit.Extraction) -> list[Observation]:
    names = {entity.id: {entity.name, *(mention.text for mention in entity.mentions)} for entity in extraction.entities}
    inferred = {(m.start, m.end) for entity in extraction.entities for m in entity.inferred if m.rule != "demonym"}
    seen = []
    for meeting in extraction.meetings:
        right = _meeting_right(meeting, article["meetings"], names)
        if right is not None:
            family = family_of(meeting.rule, len(meeting.participants))
            by_hint = any((via.start, via.end) in inferred for via in meeting.via) or _stands_in(meeting, extraction)
            seen.append((article["id"], family, status_group(meeting.status), by_hint, right))
    for pledge in extraction.pledges:
        right = _pledge_right(pledge, article, names)
        if right is not None:
            by_hint = _stands_in(pledge, extraction)
            seen.append((article["id"], family_of(pledge.rule), status_group(pledge.status), by_hint, right))
    return seen


def _stands_in(event: graphkit.Meeting | graphkit.Pledge, extraction: graphkit.Extraction) -> bool:
    """Whether a party has no proper name in the event's sentence."""
    parties = event.participants if isinstance(event, graphkit.Meeting) else (event.pledger,)
    passage = event.evidence[0]
    entities = {entity.id: entity for entity in extraction.entities}
    return any(
        not any(passage.start <= mention.start < passage.end for mention in entities[party].mentions)
        for party in parties
    )


def _meeting_right(meeting: graphkit.Meeting, gold: list[Record], names: dict[str, set[str]]) -> bool | None:
    """Whether most of a meeting's pairs are annotated with its status; None where only optional items say so."""
    if len(meeting.participants) < 2:
        fitting = [
            item for item in gold for party in item["participants"] if _same(party, names[meeting.participants[0]])
        ]
        return _verdict(fitting, meeting.status)
    verdicts = [
        _verdict([item for item in gold if _holds(item, names[one], names[two])], meeting.status)
        for one, two in itertools.combinations(meeting.participants, 2)
    ]
    known = [verdict for verdict in verdicts if verdict is not None]
    return sum(known) * 2 >= len(known) if known else None


def _holds(item: Record, one: set[str], two: set[str]) -> bool:
    return any(_same(a, one) and _same(b, two) for a, b in itertools.permutations(item["participants"], 2))


def _pledge_right(pledge: graphkit.Pledge, article: Record, names: dict[str, set[str]]) -> bool | None:
    passage = pledge.evidence[0]
    fitting = []
    for item in article["pledges"]:
        start = article["text"].find(item["quote"])
        if (
            _same(item["pledger"], names[pledge.pledger])
            and start < passage.end
            and passage.start < start + len(item["quote"])
        ):
            fitting.append(item)
    return _verdict(fitting, pledge.status)


def _verdict(fitting: list[Record], status: str) -> bool | None:
    firm = [item for item in fitting if not item.get("optional")]
    if fitting and not firm:
        return None
    return any(item["status"] == status for item in firm)


def _same(party: Record, spellings: set[str]) -> bool:
    """Whether one of the spellings is the annotated name, or one holds all words of the other."""
    wanted = _words(party["name"])
    return any(wanted <= found or found <= wanted for found in map(_words, spellings) if found and wanted)


def _words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    words = {re.sub(r"(?:ian|ean|an|ish|ese|i|s)$", "", word) for word in re.findall(r"\w+", plain)}
    return words - {"the", "of", "and"}


def count(seen: list[Observation]) -> Counts:
    """For each family, status group and kind of party: how many were right, and how many there were."""
    found: defaultdict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for _, family, status, inferred, right in seen:
        found[family, status, inferred].append(right)
    return {key: (sum(values), len(values)) for key, values in sorted(found.items())}


def gap(seen: list[Observation], *, folds: int) -> float:
    """Mean distance of confidence and precision in bins of equal size, each fold judged by the counts of the others."""
    pairs = []
    for fold in range(folds):
        inside = [item for item in seen if _fold(item[0], folds) == fold]
        counts = count([item for item in seen if _fold(item[0], folds) != fold])
        pairs += [(estimate(counts, family, status, inferred=hint), right) for _, family, status, hint, right in inside]
    pairs.sort()
    size = max(1, -(-len(pairs) // BINS))
    bins = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    distance = sum(abs(sum(c for c, _ in part) - sum(r for _, r in part)) for part in bins)
    return distance / len(pairs)


def _fold(document: str, folds: int) -> int:
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % folds


def print_table(counts: Counts) -> None:
    """Print the counts as a Markdown table, with the confidence that comes of them."""
    print("| family | status | parties | right | of | confidence |\n|---|---|---|---|---|---|")
    for (family, status, inferred), (right, total) in counts.items():
        how = "inferred" if inferred else "named"
        print(
            f"| {family} | {status} | {how} | {right} | {total} | {estimate(counts, family, status, inferred=inferred)} |"
        )


def write(counts: Counts, *, names: list[str]) -> None:
    """Write the counts to the package's data."""
    lines = [
        "# How often events of a family of rules are right.",
        f"# Source: counted by scripts/calibrate.py on the annotated articles of {', '.join(names)}; counts only, no texts.",
        "# Licence: MIT, as the package.",
        "# Columns: family, status group, parties (named or inferred), right, all.",
    ]
    lines += [
        "\t".join([family, status, "inferred" if inferred else "named", str(right), str(total)])
        for (family, status, inferred), (right, total) in counts.items()
    ]
    data_path("confidence.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
