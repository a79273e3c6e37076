"""Build graphkit/data/given_names.tsv and graphkit/data/surnames.txt.

python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install faker==40.54.0 names==0.3.0
/tmp/gazetteer/bin/python scripts/build_people.py graphkit/data
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import faker.providers.person
import names

GIVEN = """\
# Given names with the gender they are mostly borne by (m, f, or u for both).
# Source: Faker {} (MIT), person providers of all locales in Latin letters; names {} (MIT), US Census 1990.
"""
FAMILY = """\
# Family names.
# Source: Faker {} (MIT), person providers of all locales in Latin letters; names {} (MIT), US Census 1990 (borne by 1 in 40,000).
"""
WORD = re.compile(
    r"^[A-Z\u00c0-\u00de][a-z\u00df-\u017fA-Z\u00c0-\u00de'\u2019]+(?:-[A-Z\u00c0-\u00de][a-z\u00df-\u017f]+)?$"
)


def providers() -> list[type]:
    """Return the person provider of each locale."""
    package = faker.providers.person
    locales = [module.name for module in pkgutil.iter_modules(package.__path__)]
    return [importlib.import_module(f"{package.__name__}.{name}").Provider for name in locales]


def listed(provider: type, field: str) -> list[str]:
    """Return a provider's names as a list, whatever container it uses."""
    values = getattr(provider, field, None)
    return [str(v).strip() for v in values] if isinstance(values, (list, tuple, dict)) else []


def census(file: str, *, least: float = 0.0) -> list[str]:
    """Return the names of a US Census file that at least so many per cent bear."""
    rows = (line.split() for line in (Path(names.__file__).parent / file).read_text().splitlines())
    return [row[0].title() for row in rows if float(row[1]) >= least]


def main() -> None:
    """Write both tables into the folder given as argument."""
    votes: dict[str, Counter[str]] = {}
    family = set(census("dist.all.last", least=0.0025))
    given = [("m", census("dist.male.first")), ("f", census("dist.female.first"))]
    for provider in providers():
        given += [("m", listed(provider, "first_names_male")), ("f", listed(provider, "first_names_female"))]
        family.update(listed(provider, "last_names"))
        family.update(listed(provider, "last_names_male") + listed(provider, "last_names_female"))
    for gender, listing in given:
        for name in set(listing):
            if WORD.match(name):
                votes.setdefault(name, Counter())[gender] += 1
    versions = version("faker"), version("names")
    lines = [
        f"{name}\t{'u' if len(v) == 2 and min(v.values()) * 3 > max(v.values()) else max(v, key=v.get)}\n"
        for name, v in sorted(votes.items())
    ]
    folder = Path(sys.argv[1])
    (folder / "given_names.tsv").write_text(GIVEN.format(*versions) + "".join(lines), encoding="utf-8")
    words = "".join(name + "\n" for name in sorted(family) if WORD.match(name))
    (folder / "surnames.txt").write_text(FAMILY.format(*versions) + words, encoding="utf-8")


if __name__ == "__main__":
    main()
