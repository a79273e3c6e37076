"""Nouns for people and groups, and the words around a name that are no part of it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graphkit.resources import read_table


class RoleNoun(NamedTuple):
    """One noun for a person.

    Attributes:
        kind: "office", "job" or "rank".
        gender: "m", "f" or "".
    """

    kind: str
    gender: str


@cache
def role_nouns() -> dict[str, RoleNoun]:
    """Return singular noun (of one or several words, lower case) -> its kind and gender.

    Source: ``data/roles.tsv``.
    """
    return {singular: RoleNoun(kind, gender) for singular, _, kind, gender in read_table("roles.tsv")}


@cache
def plural_roles() -> dict[str, str]:
    """Return plural noun -> singular noun, both lower case.

    Source: ``data/roles.tsv``.
    """
    return {plural: singular for singular, plural, _, _ in read_table("roles.tsv")}


@cache
def group_nouns() -> dict[str, str]:
    """Return noun for a group, lower case -> "group" or "body".

    Source: ``data/groups.tsv``.
    """
    return {row[0]: row[1] for row in read_table("groups.tsv")}


ROLE_NOUNS: frozenset[str] = frozenset(noun.split(" ")[-1] for noun in role_nouns())
"""Singular heads of phrases for one person, in lower case ("minister" for "prime minister")."""

GROUP_NOUNS: frozenset[str] = frozenset(group_nouns()) | frozenset(noun.split(" ")[-1] for noun in plural_roles())
"""Plural and collective heads of phrases for unnamed people, in lower case."""

HONORIFICS: frozenset[str] = frozenset(
    {
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "sir", "dame", "lord", "lady",
        "gen", "gen.", "col", "col.", "lt", "lt.", "maj", "maj.", "capt", "capt.", "sgt", "sgt.", "cpl", "cpl.", "adm",
        "adm.", "brig", "brig.", "cmdr", "cmdr.", "rep", "rep.", "reps.", "sen", "sen.", "sens.", "gov", "gov.", "rev", "rev.",
        "hon", "hon.", "fr.", "msgr", "msgr.", "pres.", "madame", "madam", "mme", "mme.", "monsieur", "herr",
        "frau", "senor", "señor", "senora", "señora", "hajj", "haj", "haji", "sheik", "shaikh", "comrade",
        "judge", "justice", "professor", "doctor", "pvt", "pvt.", "spc.", "insp.", "det.", "supt.", "hrh", "maulana",
        "alhaji", "cllr", "cllr.", "datuk", "daw", "mallam", "shri", "smt", "smt.", "tun", "excellency", "majesty", "highness", "holiness", "eminence", "honour", "reverend",
    }
)  # fmt: skip
"""Forms of address and their abbreviations before a name, lower case. Source: English agency style."""

THRONES: frozenset[str] = frozenset(
    {
        "pope",
        "king",
        "queen",
        "sultan",
        "emir",
        "prince",
        "princess",
        "emperor",
        "empress",
        "shah",
        "patriarch",
        "ayatollah",
    }
)
"""Titles that stand before a given name alone. Source: English usage, compiled for graphkit."""

GENDERED: dict[str, str] = {
    **dict.fromkeys(("mr", "mr.", "sir", "lord", "herr", "monsieur", "senor", "señor", "msgr", "fr."), "m"),
    **dict.fromkeys(
        (
            "mrs",
            "mrs.",
            "ms",
            "ms.",
            "miss",
            "dame",
            "lady",
            "madame",
            "madam",
            "mme",
            "mme.",
            "frau",
            "senora",
            "señora",
        ),
        "f",
    ),
}
"""Forms of address that tell the gender of their bearer."""

MODIFIERS: frozenset[str] = frozenset(
    {
        "former", "ex", "then", "late", "acting", "interim", "outgoing", "incoming", "designate", "current", "new",
        "deputy", "assistant", "associate", "senior", "junior", "chief", "vice", "first", "second", "third", "honorary",
        "lead", "top", "special", "permanent", "veteran", "caretaker", "ousted", "exiled", "jailed", "disgraced",
        "ailing", "longtime", "long-time", "fellow", "opposition", "rebel", "retired", "emeritus", "elect",
        "president-elect", "one-time", "onetime", "erstwhile", "co", "general", "executive", "managing", "state",
        "prime", "high", "presidential", "parliamentary", "national", "federal", "supreme", "regional", "provincial", "grand",
    }
)  # fmt: skip
"""Words that may stand before the noun of a title, lower case."""

FORMER: frozenset[str] = frozenset(
    {"former", "ex", "ex-", "late", "then", "one-time", "onetime", "erstwhile", "ousted", "deposed", "retired"}
)
"""Words that put a role into the past, as of the article."""

FUTURE: frozenset[str] = frozenset(
    {"elect", "president-elect", "designate", "incoming", "prime-minister-designate", "nominee"}
)
"""Words that put a role into the future, as of the article."""

PORTFOLIOS: frozenset[str] = frozenset(
    {
        "foreign", "defence", "defense", "finance", "interior", "exterior", "justice", "health", "education", "energy",
        "trade", "agriculture", "farm", "labour", "labor", "environment", "transport", "transportation", "treasury",
        "economy", "economic", "economics", "industry", "home", "home affairs", "culture", "tourism", "housing", "state",
        "commerce", "security", "immigration", "migration", "oil", "petroleum", "mining", "budget", "planning", "sports",
        "sport", "information", "communications", "technology", "science", "development", "welfare", "social", "water",
        "press", "homeland", "veterans", "affairs", "external", "overseas", "european", "climate", "equality", "research",
        "cabinet", "privatisation", "privatization", "religious", "police", "army", "navy", "air", "force", "fisheries",
        "competition", "digital", "infrastructure", "public", "works", "resources", "human", "rights", "investment", "prime",
        "and", "business", "industrial", "political", "military", "intelligence", "peace", "policy", "media", "communication",
        "food", "rural", "maritime", "consumer", "family", "women", "youth", "railways", "roads", "aviation", "tax",
        "relations", "cooperation", "co-operation", "enlargement", "nuclear", "emergency", "emergencies", "situations",
    }
)  # fmt: skip
"""What a minister, secretary, spokesman or adviser is in charge of: words inside a title, lower case."""

ALSO_GIVEN: frozenset[str] = frozenset(
    {"dean", "don", "earl", "major", "duke", "judge", "rector", "justice", "baron", "marshal", "guy", "prince"}
)
"""Titles that are given names as well, lower case."""
