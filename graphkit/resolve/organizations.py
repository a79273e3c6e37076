"""Organisations over all documents: spelling, legal form, acronym and long form."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from graphkit.resolve.clusters import Clusters
from graphkit.resolve.items import Cluster, group, identifiers, ids_conflict, spellings
from graphkit.resolve.names import fold
from graphkit.resolve.nations import Nations, strip_country
from graphkit.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.resolve.items import Corpus, Item
    from graphkit.resolve.rulings import Rulings

#: Legal forms, dropped at the end of a name. Source: own compilation; the commonest of ISO 20275 (entity legal forms).
LEGAL_FORMS = frozenset({
    "inc", "incorporated", "corp", "corporation", "ltd", "limited", "plc", "llc", "llp", "lp", "co", "company", "ag", "gmbh", "kg", "kgaa", "se",
    "sa", "sas", "sarl", "spa", "srl", "nv", "bv", "ab", "as", "asa", "oy", "oyj", "aps", "pty", "pte", "kk", "bhd", "tbk", "ooo", "oao", "pao", "zao",
    "jsc", "pjsc", "ojsc", "sab", "cv", "ltda", "spzoo",
})  # fmt: skip
#: Words that are written in several ways. Source: own compilation (British, American and shortened spellings).
SPELLINGS = {
    "defense": "defence", "labor": "labour", "organisation": "organization", "program": "programme", "center": "centre", "co-operation": "cooperation",
    "centers": "centre", "centres": "centre", "dept": "department", "intl": "international", "natl": "national", "govt": "government", "assn": "association",
    "assoc": "association", "bros": "brothers", "mfg": "manufacturing", "univ": "university", "fed": "federal", "&": "and", "theatre": "theater", "harbor": "harbour",
}  # fmt: skip
_SPELT = frozenset(SPELLINGS)
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_WORD = re.compile(r"[^\W_]+(?:[.'\-][^\W_]+)*|&")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}[0-9]{0,2}|[A-Z][0-9]{1,2}")
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "le", "et", "der", "die", "und"}
)


@lru_cache(maxsize=1 << 16)
def organization_key(text: str) -> str:
    """A name without what papers vary: case, accents, article, punctuation, spelling, legal form.

    >>> organization_key("The Example Holdings Co., Ltd."), organization_key("Dept. of Defense")
    ('example holdings', 'department of defence')
    """
    words = text.lower().split(" ") if _PLAIN.fullmatch(text) else _words(text)
    if not _SPELT.isdisjoint(words):
        words = [SPELLINGS.get(word, word) for word in words]
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and (words[-1] in LEGAL_FORMS or words[-1] == "and"):
        words.pop()
    return " ".join(words) or text.strip().casefold()


def _words(text: str) -> list[str]:
    folded = fold(text).replace("\u2019", "'").replace("'s", "s").replace("'", "")
    return [word.replace(".", "").replace("-", " ") for word in _WORD.findall(folded)]


@lru_cache(maxsize=1 << 16)
def acronym(text: str) -> str:
    """The letters of an acronym ("U.N." gives "UN"), or "" for a name that is none."""
    return text.replace(".", "") if _ACRONYM.fullmatch(text) else ""


def initials(text: str) -> frozenset[str]:
    """The acronyms that a long form may have: with and without its small words and its legal form."""
    words = [
        word
        for word in re.split(r"[\s\-\u2010-\u2015/]+", text.replace("'", "").replace(",", " "))
        if word[:1].isalnum()
    ]
    if words and words[0].casefold() == "the":
        words = words[1:]
    short = [word for word in words if word.casefold() not in _SMALL]
    bare = [word for word in short if fold(word).rstrip(".") not in LEGAL_FORMS]
    found = {"".join(word[0] for word in kept).upper() for kept in (words, short, bare)}
    return frozenset(letters for letters in found if len(letters) > 1)


@cache
def _known_acronyms() -> dict[str, str]:
    """Keys of long forms to acronyms. Source: ``data/resolve_acronyms.tsv``."""
    return {organization_key(long): row[0] for row in read_table("resolve_acronyms.tsv") for long in row[1:]}


def known_acronym(text: str) -> str:
    """The acronym that the table gives for a long form, or ""."""
    return _known_acronyms().get(organization_key(text), "")


@cache
def _generic_words() -> frozenset[str]:
    """With small words. Source: ``data/resolve_generic_organizations.tsv``."""
    return _SMALL | {row[0] for row in read_table("resolve_generic_organizations.tsv")}


@cache
def _national_words() -> frozenset[str]:
    """With those that are generic. Source: ``data/resolve_national_organizations.tsv``."""
    return _generic_words() | {row[0] for row in read_table("resolve_national_organizations.tsv")}


def generic(key: str) -> bool:
    """True where a name tells no organisation from another country's, such as "supreme court"."""
    return _generic_words().issuperset(key.split())


def national(key: str) -> bool:
    """True where several countries have an organisation of the name, each known by it, such as "socialist party"."""
    return _national_words().issuperset(key.split()) and not generic(key)


_Key = tuple[str, object, tuple[tuple[str, str], ...]]


class _Keys:
    """What organisations are grouped by: name, country where the name alone means nothing, identifiers."""

    def __init__(self, corpus: Corpus, countries: dict[str, frozenset[int]]) -> None:
        self._nations = Nations(corpus)
        self._countries = countries

    def __call__(self, item: Item) -> _Key:
        key = organization_key(item.name)
        if item.ids:
            return key, "", item.ids
        bare, own = strip_country(key)
        if generic(bare):
            about = self._countries.get(item.document, frozenset())
            single = self._nations.key(next(iter(about))) if len(about) == 1 else None
            return bare, own or self._nations.beside(item) or single or item.document, ()
        if national(bare):
            return bare, own or self._nations.beside(item) or "", ()
        return key, "", ()


def resolve_organizations(corpus: Corpus, countries: dict[str, frozenset[int]], rulings: Rulings) -> list[Cluster]:
    """Clusters of all items that are organisations.

    Args:
        corpus: with places settled.
        countries: document id to the countries it is mainly about.
        rulings: what people have decided.
    """
    make_key, numbers = _Keys(corpus, countries), corpus.of_type("Organization")
    keys = {number: make_key(corpus.items[number]) for number in numbers}
    same_key = group(numbers, keys.__getitem__)
    nodes = rulings.refine(part for same in same_key for part in rulings.split(same))
    ids = [identifiers(corpus, node) for node in nodes]

    def conflict(one: int, other: int) -> bool:
        return ids_conflict(ids[one], ids[other])

    clusters = Clusters(len(nodes), conflict=rulings.veto(nodes, conflict))
    rulings.force(clusters, nodes)
    names = [corpus.items[node[0]].name for node in nodes]
    for one, other, reason in sorted(
        [
            *_by_identifier(ids),
            *_by_name(names, ids),
            *_by_country(nodes, keys),
            *_by_acronym(corpus, nodes),
        ]
    ):
        sentence = f"{' = '.join(sorted({names[one], names[other]}))}: {reason}" if names[one] != names[other] else ""
        clusters.join(one, other, sentence)
    return [
        Cluster(tuple(sorted(number for index in members for number in nodes[index])), reasons)
        for members, reasons in clusters.groups()
    ]


def _by_identifier(ids: Sequence[Iterable[tuple[str, str]]]) -> list[tuple[int, int, str]]:
    first: dict[tuple[str, str], int] = {}
    return [
        (first.setdefault(pair, index), index, "same identifier")
        for index, pairs in enumerate(ids)
        for pair in sorted(pairs)
        if first.setdefault(pair, index) != index
    ]


def _by_name(names: Sequence[str], ids: Sequence[frozenset[tuple[str, str]]]) -> list[tuple[int, int, str]]:
    """Names without identifier join the only organisation of that name which has one."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names if any(ids) else ()):
        same[organization_key(name)].append(index)
    pairs = []
    for name, indexes in same.items():
        known = [index for index in indexes if ids[index]]
        if len({ids[index] for index in known}) == 1 and not generic(name):
            pairs += [(known[0], index, "same name") for index in indexes if index != known[0]]
    return pairs


def _by_country(nodes: Sequence[tuple[int, ...]], keys: Mapping[int, _Key]) -> list[tuple[int, int, str]]:
    """Names that several countries may have join, without a country, the only one of the name that has one."""
    same: defaultdict[object, dict[object, int]] = defaultdict(dict)
    for index, node in enumerate(nodes):
        name, country, ids = keys[node[0]]
        if not ids and national(name):
            same[name][country] = index
    return [
        (next(index for country, index in found.items() if country), found[""], "same name")
        for found in same.values()
        if "" in found and len(found) == 2
    ]


def _by_acronym(corpus: Corpus, nodes: Sequence[tuple[int, ...]]) -> list[tuple[int, int, str]]:
    """Pairs of a long form and its acronym.

    Best is a document that uses both for one organisation, then the table of well-known ones, last the initials of the
    only long form that fits; where several organisations have a claim, none gets the acronym.
    """
    names = [corpus.items[node[0]].name for node in nodes]
    bare: defaultdict[str, list[int]] = defaultdict(list)
    long: list[int] = []
    for index, name in enumerate(names):
        if letters := acronym(name):
            bare[letters].append(index)
        else:
            long.append(index)
    tables = _acronym_tables(corpus, nodes, names, long, bare)
    pairs = []
    for letters in sorted({*bare, *tables[0][0], *tables[1][0]}):
        for table, reason in tables:
            longs = sorted(table.get(letters, ()))
            if not longs:
                continue
            if len({organization_key(names[index]) for index in longs}) == 1 or reason == _WELL_KNOWN:
                pairs += [(longs[0], index, reason) for index in [*bare.get(letters, ()), *longs[1:]]]
            break
    return pairs


_ATTESTED, _WELL_KNOWN, FITTING = (
    "acronym and long form stand together in an article",
    "well-known acronym",
    "acronym of the only long form that fits",
)


def _acronym_tables(
    corpus: Corpus, nodes: Sequence[tuple[int, ...]], names: Sequence[str], long: Sequence[int], bare: Iterable[str]
) -> list[tuple[dict[str, set[int]], str]]:
    """Acronyms to the nodes of their long forms, and what that rests on, the surest first."""
    attested: defaultdict[str, set[int]] = defaultdict(set)
    known: defaultdict[str, set[int]] = defaultdict(set)
    fitting: defaultdict[str, set[int]] = defaultdict(set)
    for index in long:
        if (short := _known_acronyms().get(organization_key(names[index]))) is not None:
            known[short].add(index)
        for spelling in (text for number in nodes[index] for text in spellings(corpus.items[number])[1:]):
            if acronym(spelling):
                attested[acronym(spelling)].add(index)
    wanted = {letters for letters in (*bare, *attested, *known) if len(letters) > 2}
    for index in long if wanted else ():
        name = names[index]
        for letters in wanted.intersection(initials(name)) if " " in name.strip() else ():
            fitting[letters].add(index)
    return [(attested, _ATTESTED), (known, _WELL_KNOWN), (fitting, FITTING)]
