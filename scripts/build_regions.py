"""Build graphkit/data/regions.tsv from CLDR, by way of Babel, and from closed lists.

python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install babel==2.18.0
/tmp/gazetteer/bin/python scripts/build_regions.py > graphkit/data/regions.tsv
"""

from __future__ import annotations

import sys
from importlib.metadata import version

from babel import Locale

HEADER = """\
# Parts of the world, seas, and seats of government: places that no list of countries or cities has, by closed classes.
# Source: scripts/build_regions.py, 22 November 2026. Regions of UN M49 in the English of CLDR (Unicode-3.0), through Babel {} (BSD-3-Clause).
#   The other classes: compiled for graphkit (MIT) from the public definition that each heading names.
# Columns: name, kind, wikidata, aliases (split by |).
"""
CONTINENTS = {
    "Africa": "Q15",
    "Asia": "Q48",
    "Europe": "Q46",
    "North America": "Q49",
    "South America": "Q18",
    "Oceania": "",
}
COMPASS = ("North", "South", "East", "West", "Central", "Northeast", "Northwest", "Southeast", "Southwest")
LANDS = ("Africa", "Asia", "Europe", "America")

WORLD_BANK = "# == Parts of the World Bank's regions (data.worldbank.org) that M49 names otherwise."
BANK_ROWS = ("Middle East\tregion\tQ7204\tMideast",)

OCCUPIED = "# == What resolution 242 of the Security Council is about, as the United Nations name it: territories occupied in 1967."
OCCUPIED_ROWS = (
    "West Bank\tregion\t\t",
    "East Jerusalem\tregion\t\t",
    "Gaza Strip\tregion\t\tGaza",
    "Golan Heights\tregion\t\tGolan|Syrian Golan",
    "Sinai\tregion\t\tSinai Peninsula",
)

SEATS = (
    "# == Seats of the heads of state and of government of the permanent members of the Security Council,"
    " by which news calls them."
)
SEAT_ROWS = (
    "White House\tseat\t\t",
    "Kremlin\tseat\t\t",
    "Downing Street\tseat\t\t",
    "Buckingham Palace\tseat\t\t",
    "Elysee\tseat\t\tElysee Palace|\u00c9lys\u00e9e|\u00c9lys\u00e9e Palace",
    "Matignon\tseat\t\tHotel Matignon|H\u00f4tel Matignon",
    "Zhongnanhai\tseat\t\t",
)

SEAS = (
    "# == Oceans and seas: International Hydrographic Organization, Limits of Oceans and Seas, S-23, 3rd edition, 1953."
)
SEA_NAMES = """\
Baltic Sea|Gulf of Bothnia|Gulf of Finland|Gulf of Riga|Kattegat|Skagerrak|North Sea|Greenland Sea|Norwegian Sea|Barents Sea
White Sea|Kara Sea|Laptev Sea|East Siberian Sea|Chukchi Sea|Beaufort Sea|Northwest Passage|Baffin Bay|Davis Strait
Labrador Sea|Hudson Bay|Hudson Strait|Arctic Ocean|Lincoln Sea|Irish Sea|St. George's Channel|Bristol Channel
English Channel|Bay of Biscay|Atlantic Ocean|Gulf of St. Lawrence|Bay of Fundy|Gulf of Mexico|Caribbean Sea
Mediterranean Sea|Strait of Gibraltar|Alboran Sea|Balearic Sea|Ligurian Sea|Tyrrhenian Sea|Ionian Sea|Adriatic Sea
Aegean Sea|Sea of Marmara|Black Sea|Sea of Azov|Rio de la Plata|Gulf of Guinea|Gulf of Suez|Gulf of Aqaba|Red Sea
Gulf of Aden|Arabian Sea|Gulf of Oman|Persian Gulf|Laccadive Sea|Bay of Bengal|Andaman Sea|Indian Ocean
Mozambique Channel|Strait of Malacca|Singapore Strait|Gulf of Thailand|Sulu Sea|Celebes Sea|Molucca Sea|Gulf of Tomini
Halmahera Sea|Ceram Sea|Banda Sea|Arafura Sea|Timor Sea|Flores Sea|Gulf of Boni|Bali Sea|Makassar Strait|Java Sea
Savu Sea|South China Sea|East China Sea|Yellow Sea|Sea of Japan|Inland Sea|Sea of Okhotsk|Bering Sea|Philippine Sea
Pacific Ocean|Gulf of Alaska|Gulf of California|Great Australian Bight|Bass Strait|Coral Sea|Solomon Sea|Bismarck Sea
Tasman Sea
"""
SHORT = ("Atlantic Ocean", "Pacific Ocean", "Arctic Ocean", "Mediterranean Sea", "Adriatic Sea", "Aegean Sea")


def regions() -> list[str]:
    """Return the rows of M49's regions, which CLDR gives numbers, and of its continents' parts by the compass."""
    territories = Locale("en").territories
    names = {name for code, name in territories.items() if code.isdigit() and code != "001"}
    countries = {name for code, name in territories.items() if code.isalpha()}
    rows = [f"{name}\tcontinent\t{qid}\t" for name, qid in CONTINENTS.items() if name in names]
    rows.append(f"{territories['AQ']}\tcontinent\tQ51\t")
    listed = {row.split("\t")[0] for row in rows}
    rows += [f"{name}\tregion\t\t" for name in sorted(names - listed)]
    listed |= names | countries
    compass = [f"{point} {land}" for land in LANDS for point in COMPASS]
    return rows + [f"{name}\tregion\t\t" for name in compass if name not in listed]


def seas() -> list[str]:
    """Return the rows of seas; some go by their first word alone."""
    names = [name for line in SEA_NAMES.split("\n") for name in line.split("|") if name]
    return [f"{name}\tsea\t\t{name.rpartition(' ')[0] if name in SHORT else ''}" for name in names]


def main() -> None:
    """Write the table to standard output."""
    lines = [HEADER.format(version("babel")) + "# == Regions of UN M49, and parts of continents by the compass."]
    lines += [*regions(), WORLD_BANK, *BANK_ROWS, OCCUPIED, *OCCUPIED_ROWS, SEATS, *SEAT_ROWS, SEAS, *seas()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
