"""Words that tell what kind of name they end."""

from __future__ import annotations

ORGANIZATION_WORDS: frozenset[str] = frozenset(
    {
        "academy", "administration", "agency", "airlines", "airways", "alliance", "army", "assembly", "associates",
        "association", "authority", "bank", "bloc", "board", "brigade", "brigades", "broadcasting", "brothers", "bureau",
        "cabinet", "capital", "chamber", "church", "club", "coalition", "college", "command", "commission", "committee",
        "community", "company", "confederation", "conference", "congress", "consortium", "cooperative", "corp", "corp.",
        "corporation", "corps", "council", "court", "department", "directorate", "electric", "electronics", "energy",
        "enterprises", "exchange", "federation", "finance", "financial", "force", "forces", "forum", "foundation", "front",
        "fund", "gazette", "group", "guard", "guards", "herald", "holding", "holdings", "inc", "inc.", "industries",
        "initiative", "institute", "institution", "insurance", "international", "investments", "journal", "laboratories",
        "laboratory", "league", "legion", "limited", "llc", "ltd", "ltd.", "media", "mission", "ministry", "motor", "motors", "movement",
        "network", "news", "newspaper", "office", "organisation", "organization", "parliament", "partners", "partnership", "party", "petroleum", "pharmaceuticals", "plc", "police", "post", "press", "programme", "radio", "railway", "railways", "regiment", "republicans", "school",
        "secretariat", "securities", "senate", "service", "services", "society", "solutions", "squad", "state department", "steel",
        "studios", "syndicate", "abendblatt", "aerospace", "anzeiger", "bancorp", "biotech", "breweries", "chemicals", "communications", "consulting", "dagblad", "dagbladet",
        "entertainment", "foods", "labs", "logistics", "metals", "minerals", "nachrichten", "networks", "pharma", "properties", "resources", "rovers", "rundschau",
        "semiconductor", "software", "stores", "tageblatt", "telecommunications", "tidende", "tidning", "wanderers", "zeitung", "systems", "taskforce", "team", "technologies", "technology", "telecom", "navy", "television", "times", "tribune",
        "trust", "tv", "union", "united", "university", "ventures", "watch", "weekly", "works", "airline", "ag", "gmbh", "nv", "sa", "spa", "s.p.a.", "ab", "co", "co.",
    }
)  # fmt: skip
"""Last words of an organisation's name, lower case. Source: compiled for graphkit; compromise's and cleanco's lists, as ideas."""

PLACE_WORDS: frozenset[str] = frozenset(
    {
        "airport", "avenue", "bay", "beach", "border", "bridge", "canal", "cape", "castle", "cathedral", "city", "coast", "county", "creek",
        "delta", "desert", "falls", "district", "forest", "gulf", "harbor", "harbour", "heights", "highlands", "highway", "hospital", "hotel", "hill", "hills",
        "island", "islands", "isle", "lake", "mountain", "mountains", "ocean", "palace", "park", "peninsula", "plain",
        "plaza", "port", "prefecture", "province", "region", "republic", "river", "road", "sea", "square", "stadium", "strait", "straits", "street",
        "strip", "territory", "town", "township", "valley", "village", "mosque", "temple", "reef", "arena", "oblast", "krai", "governorate",
    }
)  # fmt: skip
"""Last words of a place's name, lower case. Source: compiled for graphkit; GeoNames feature classes, as ideas."""

KINDS_BEFORE: frozenset[str] = frozenset(
    {
        "airline", "bank", "bookseller", "brewer", "broadcaster", "broker", "brokerage", "carmaker", "automaker", "chipmaker", "planemaker", "shipbuilder", "chain", "club", "company",
        "conglomerate", "daily", "drugmaker", "exchange", "faction", "firm", "fund", "group", "insurer", "lender", "magazine", "maker", "manufacturer",
        "militia", "movement", "network", "newspaper", "operator", "parent", "party", "publisher", "retailer", "rival", "service", "startup", "start-up",
        "station", "steelmaker", "subsidiary", "supplier", "supermarket", "team", "tabloid", "union", "unit", "watchdog", "weekly", "website", "outfit",
        "builder", "business", "charity", "consultancy", "developer", "distributor", "exporter", "giant", "miner", "producer", "refiner", "utility", "wholesaler",
    }
)  # fmt: skip
"""Nouns that introduce an organisation's name ("the daily X"), lower case. Source: compiled for graphkit."""

TRADES: frozenset[str] = frozenset(
    {
        "automaker", "bookseller", "brewer", "broadcaster", "brokerage", "carmaker", "charity", "chipmaker", "conglomerate", "drugmaker", "insurer", "lender", "manufacturer",
        "planemaker", "publisher", "refiner", "retailer", "shipbuilder", "startup", "start-up", "steelmaker", "subsidiary", "supermarket", "watchdog", "wholesaler",
    }
)  # fmt: skip
"""Those of `KINDS_BEFORE` with which no name begins, lower case."""

TRADES_OF_MANY: frozenset[str] = frozenset(
    {trade + "s" for trade in TRADES} - {"charitys", "subsidiarys"} | {"charities", "subsidiaries"}
)
"""Their plurals."""

KINDS_OF_MANY: frozenset[str] = frozenset(
    {
        "airlines", "automakers", "bankers", "banks", "breweries", "brewers", "broadcasters", "brokerages", "brokers", "carmakers", "charities", "chipmakers",
        "clubs", "companies", "drugmakers", "exporters", "firms", "giants", "insurers", "lenders", "magazines", "makers", "manufacturers",
        "miners", "newspapers", "producers", "publishers", "retailers", "steelmakers", "subsidiaries", "suppliers", "supermarkets", "unions",
        "utilities", "weeklies", "dailies",
    }
)  # fmt: skip
"""Their plurals, which introduce a list of such names ("drugmakers X and Y"), lower case. Source: compiled for graphkit."""

KINDS_AFTER: frozenset[str] = frozenset(
    {
        "newspaper", "magazine", "daily", "party", "airline", "airlines", "shares", "stock", "shareholders", "militia", "guerrillas",
        "television", "radio", "tabloid", "weekly", "bank", "vaccine", "subsidiary", "spokespeople", "employees", "dealership", "dealerships", "stores",
    }
)  # fmt: skip
"""Nouns that follow an organisation's name ("the X newspaper"), lower case. Source: compiled for graphkit."""

COMPANY_WORDS: frozenset[str] = frozenset(
    {
        "shares", "stock", "stocks", "vaccine", "company", "group", "firm", "maker", "unit", "subsidiary", "plc", "inc", "corp", "ltd",
        "sales", "profit", "rival", "owner", "shareholders", "retailer", "carmaker", "airline",
    }
)  # fmt: skip
"""Words of business near a company's name, lower case. Source: compiled for graphkit."""

MARKET_VERBS: frozenset[str] = frozenset(
    {
        "added", "advanced", "climbed", "declined", "dipped", "down", "dropped", "eased", "edged", "fell", "firmed", "gained", "inched", "jumped", "leapt",
        "lost", "off", "plunged", "rallied", "rose", "sank", "shed", "slid", "slipped", "slumped", "soared", "surged", "tumbled", "up",
    }
)  # fmt: skip
"""What shares do by so many per cent, lower case. Source: compiled for graphkit."""

PERSON_VERBS: frozenset[str] = frozenset(
    {
        "said", "says", "told", "tells", "met", "meets", "added", "replied", "denies", "denied", "pointed", "joked", "smiled", "wrote",
        "resigned", "died", "married", "thinks", "believes", "recalled", "insisted", "argued", "admitted", "flew", "travelled", "asked",
    }
)  # fmt: skip
"""Verbs that people are the subject of, and places are not, lower case. Source: compiled for graphkit."""

MEDIA_WORDS: frozenset[str] = frozenset(
    {
        "agency", "broadcaster", "broadcasting", "channel", "chronicle", "courier", "daily", "gazette", "herald", "journal", "magazine",
        "mirror", "network", "news", "newspaper", "observer", "post", "press", "radio", "station", "tabloid", "telegraph", "television",
        "times", "tribune", "tv", "weekly",
        "abendblatt", "anzeiger", "dagblad", "dagbladet", "nachrichten", "rundschau", "tageblatt", "tidende", "tidning", "zeitung",
    }
)  # fmt: skip
"""Words that end the name of a paper or broadcaster, or introduce one, lower case. Source: compiled for graphkit."""

MEDIA_ENDS: frozenset[str] = MEDIA_WORDS - {"agency", "network", "station", "observer", "mirror", "channel", "press"}
"""Those that nothing but a medium's name ends in."""

PARTICLES: frozenset[str] = frozenset(
    {
        "de", "del", "della", "di", "da", "das", "dos", "do", "du", "des", "van", "von", "der", "den", "ter", "ten", "zu",
        "zur", "zum", "vom", "la", "le", "el", "al", "bin", "ibn", "bint", "ben", "abu", "umm", "e", "y", "af", "av",
        "wa", "ul", "ur", "ud", "ap", "mac", "san", "santa", "dal", "dalla", "lo", "los", "las", "'t", "op", "ould", "al-", "el-", "d'", "dello",
    }
)  # fmt: skip
"""Lower-case words that can belong to a person's name. Source: CLDR and nameparser's list of prefixes, as ideas."""

HUMAN_VERBS: frozenset[str] = frozenset(
    {"joked", "smiled", "laughed", "wept", "resigned", "died", "married", "recalled", "tweeted", "golfed", "slept", "shrugged", "nodded"}
)  # fmt: skip
"""Verbs that only people are the subject of, companies and states never, lower case. Source: compiled for graphkit."""

POLITICAL: frozenset[str] = frozenset(
    {
        "christian", "communist", "conservative", "democratic", "green", "labor", "labour", "liberal", "national", "people's", "popular",
        "progressive", "radical", "republican", "revolutionary", "social", "socialist", "workers", "workers'",
    }
)  # fmt: skip
"""Adjectives that name a party together with the noun, lower case. Source: compiled for graphkit."""
