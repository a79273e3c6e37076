"""Build graphkit/data/parties.tsv: the parties that stood in the European elections of 2014.

Save import/euandi/euandi.csv of the repository hdigital/partyfactsdata (commit 241f80b3), 12,186 characters, and run
python scripts/build_parties.py euandi.csv > graphkit/data/parties.tsv
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parent.parent / "graphkit" / "data"
HEADER = """\
# Parties that stood in the European elections of 2014, with the initials that only one of them goes by.
# Source: Party Facts (github.com/hdigital/partyfactsdata, MIT), import/euandi/euandi.csv of commit 241f80b3, after the codebook of
#   Trechsel, Garzia & De Sio, euandi (GESIS ZA5970, 2015); scripts/build_parties.py.
# Columns: name, aliases (split by |).
"""
# What these mean in news is mostly another thing: an airline, receipts for shares, files, a bath; or they are plain English words.
LEFT_OUT = {"SAS", "ADR", "CSV", "SPA", "Attack", "Change 2011"}
LINKS = {
    "a",
    "and",
    "de",
    "d'",
    "dei",
    "della",
    "di",
    "e",
    "et",
    "fur",
    "i",
    "ja",
    "of",
    "pela",
    "pour",
    "un",
    "van",
    "voor",
    "in",
    "the",
}
LATIN = re.compile(r"[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f' &./-]*(?: \d+)?")
INITIALS = re.compile(r"[A-Z]{3,5}")
LETTERS = 4


def plain(text: str) -> str:
    """Return a name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def initials(name: str) -> str:
    """Return a name's initials, those of small words in lower case ("AfD")."""
    words = [word for word in re.split(r"[ -]+", plain(name)) if word]
    return "".join(word[0].lower() if word in LINKS else word[0].upper() for word in words)


def fits(short: str, name: str) -> bool:
    """Whether a short form is made of a name's initials, with its small words or without them."""
    cased = initials(name)
    return short in {cased.upper(), re.sub(r"[a-z]", "", cased)}


def taken() -> set[str]:
    """Return names that mean something else: places, people's names, other organisations."""
    found = set()
    for table, columns in (
        ("territories.tsv", (3, 4, 5, 6)),
        ("places.tsv", (0,)),
        ("given_names.tsv", (0,)),
        ("bodies.tsv", (0, 3)),
    ):
        for line in (DATA / table).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                cells = line.split("\t")
                found |= {name for column in columns for name in cells[column].split("|")}
    lines = (DATA / "organizations.tsv").read_text(encoding="utf-8").splitlines()
    found |= {name for line in lines for name in re.split(r"[\t|]", line)}
    return found | set((DATA / "surnames.txt").read_text(encoding="utf-8").splitlines())


def spellings(name: str, *, known: set[str]) -> list[str]:
    """Return a name, its first part where a dash parts it, and both without accents; first the one that is known already."""
    parts = [name, *re.split(r" [-\u2013] ", name)[:1]]
    parts = [part.removeprefix("The ") for part in parts if LATIN.fullmatch(part) and part.split()[0] not in known]
    found = dict.fromkeys(s for part in parts for s in (part, plain(part)) if s not in LEFT_OUT)
    return [] if set(found) <= known else sorted(found, key=lambda s: s not in known)


def rows(parties: list[dict[str, str]]) -> list[str]:
    """Return the table's rows."""
    known = taken()
    borne = Counter(party["name_short"] for party in parties)
    found = set()
    for party in parties:
        short, name = party["name_short"], party["name"]
        names = spellings(name, known=known)
        greek = plain(name)[:1] > "\u024f" and len(short) >= LETTERS and short.isascii() and short.title() not in known
        if greek:
            names = [short.title() if len(short) > LETTERS else short]
        elif (
            names
            and INITIALS.fullmatch(short)
            and borne[short] == 1
            and fits(short, name)
            and short not in known | LEFT_OUT
        ):
            cased = initials(name)
            names.append(cased if cased.upper() == short else short)
        if names:
            found.add(f"{names[0]}\t{'|'.join(names[1:])}")
    return sorted(found)


def main() -> None:
    """Write the table to standard output."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as lines:
        parties = list(csv.DictReader(lines))
    sys.stdout.write(HEADER + "\n".join(rows(parties)) + "\n")


if __name__ == "__main__":
    main()
