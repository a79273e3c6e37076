"""Build graphkit/data/verb_forms.tsv from WordNet 3.0's exceptions: forms of English verbs that no rule gives.

apt-get download wordnet-base && dpkg -x wordnet-base_*.deb /tmp/wordnet
python scripts/build_verb_forms.py /tmp/wordnet/usr/share/wordnet/verb.exc > graphkit/data/verb_forms.tsv
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

HEADER = """\
# Forms of English verbs that no rule gives: irregular ones, and those that double their last letter.
# Source: WordNet 3.0, verb.exc (Princeton University; WordNet licence), through wordnet-base 3.0-37 (Debian);
#   scripts/build_verb_forms.py. Left out are verbs of several words.
# Columns: verb, its forms (split by a blank).
"""
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def rows(lines: list[str]) -> list[str]:
    """Return the table's rows, by verb."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        form, *verbs = line.split()
        for verb in verbs:
            if WORD.fullmatch(form) and WORD.fullmatch(verb):
                found[verb].add(form)
    return [f"{verb}\t{' '.join(sorted(forms))}" for verb, forms in sorted(found.items())]


def main() -> None:
    """Write the table to standard output."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    sys.stdout.write(HEADER + "\n".join(rows(lines)) + "\n")


if __name__ == "__main__":
    main()
