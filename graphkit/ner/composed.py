"""Organisations that the model cuts up or passes over, known by how their names are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.acronyms import no_bodies, spelled_out
from graphkit.ner.clusters import abbreviates, is_acronym
from graphkit.ner.gazetteer import bodies, brands, cities, given_names, nonnames, surnames, territories
from graphkit.ner.spans import Name, make_name
from graphkit.ner.titles import HONORIFICS, PORTFOLIOS, ROLE_NOUNS
from graphkit.ner.words import MEDIA_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.ner.view import View

HEADS: frozenset[str] = frozenset(
    {
        "academy", "administration", "agency", "alliance", "assembly", "association", "authority", "bureau", "chamber", "coalition", "commission",
        "committee", "confederation", "congress", "council", "court", "department", "directorate", "federation", "foundation", "front", "institute",
        "league", "ministry", "movement", "office", "organisation", "organization", "parliament", "party", "secretariat", "society", "university",
    }
)  # fmt: skip
"""Last words of names of organisations that are hardly ever anything else, lower case. Source: compiled for graphkit."""

HEADS_OF: frozenset[str] = (
    HEADS | frozenset({"academies", "bank", "board", "centers", "centre", "center", "centres", "college", "fund", "institutes", "school", "union"})
) - frozenset({"alliance", "coalition", "front", "parliament", "party", "movement"})  # fmt: skip
"""First words of such names before "of" or "for", lower case. Source: compiled for graphkit."""

FOREIGN_HEADS: frozenset[str] = frozenset(
    {
        "ansar", "harakat", "hezb", "hizb", "hizbul", "jaish", "jamaat", "jamiat", "jaysh", "jonbesh", "jund", "kataib", "lashkar", "liwa", "sipah", "tehreek", "tehrik",
        "corriere", "gaceta", "gazeta", "gazzetta", "agence", "agencia", "agenzia", "alianza", "aliança", "asamblea", "asociación", "asociacion", "assembléia", "assemblée", "associação",
        "associacao", "associazione", "banca", "banco", "banque", "cámara", "caisse", "caixa", "caja", "comisión", "comision", "comité", "comitato",
        "compagnie", "companhia", "compañía", "confederación", "confederacion", "confederação", "confédération", "conseil", "consejo", "conselho", "consiglio",
        "diario", "diário", "federación", "federacion", "federação", "fédération", "fondation", "fondazione", "fundación", "fundacion", "fundação",
        "frente", "grupo", "groupe", "gruppo", "institut", "instituto", "istituto", "jornal", "ligue", "ministère", "ministerio", "ministério",
        "ministero", "mouvement", "movimento", "movimiento", "parti", "partido", "partito", "sindicato", "sociedad", "sociedade", "società",
        "société", "unión", "união", "universidad", "universidade", "università", "université",
    }
)  # fmt: skip
"""First words of such names in Arabic and its neighbours, French, Spanish, Portuguese and Italian, lower case. Source: compiled for graphkit."""

FOREIGN_LINKS: frozenset[str] = frozenset(
    {"a", "al", "ul", "i", "d'", "da", "das", "de", "degli", "dei", "del", "della", "dalla", "delle", "dello", "des", "di", "do", "dos", "du", "e", "el", "en", "et", "l'", "la",
     "las", "le", "les", "los", "na", "nacional", "para", "pela", "pelo", "per", "por", "pour", "sur", "y"}
)  # fmt: skip
"""Small words inside them, lower case."""

ENGLISH_TOO: frozenset[str] = frozenset(
    {
        "ansar",
        "harakat",
        "hezb",
        "hizb",
        "hizbul",
        "jaish",
        "jamaat",
        "jamiat",
        "jaysh",
        "jonbesh",
        "jund",
        "kataib",
        "lashkar",
        "liwa",
        "sipah",
        "tehreek",
        "tehrik",
        "association",
        "comité",
        "commission",
        "front",
        "institut",
        "journal",
        "radio",
        "union",
    }
)
"""First words that need a small foreign word behind them to be foreign."""

LONGEST = 10
"""Most tokens that such a name has."""


def find_channels(view: View) -> list[Name]:
    """Return broadcasters called by their country, or "Channel", and a number, where words of broadcasting stand before."""
    lands = territories().names
    found = []
    for k, word in enumerate(view.words):
        if (
            not word[0].isdigit()
            or not k
            or not word.isdigit()
            or len(word) > 2
            or view.starts[k] != view.ends[k - 1] + 1
        ):
            continue
        entry = lands.get((view.words[k - 1],))
        if view.words[k - 1] != "Channel" and (entry is None or entry.kind != "country"):
            continue
        counted = k + 1 < len(view) and view.tags[k + 1].startswith("NN")
        if _TELLING.intersection(view.lowers[max(k - 6, 0) : k - 1]) and not counted:
            found.append(make_name(view, k - 1, k + 1, "Organization", "channel", locked=True, score=0.85))
    return found


_TELLING = frozenset({"interview", "told", "tells", "tell", "channels", "broadcast", "interviewed"}) | MEDIA_WORDS


def compose(view: View, names: Sequence[Name]) -> list[Name]:
    """Return the names with organisations made whole: their parts give way to them.

    Made whole are names that end in a word for an organisation behind "and" or a dash ("the Ann and Karl Berg Foundation"),
    names that begin with one ("Institute for Peace and Justice"), those in plain capitalised words that nothing else has
    found ("the High Court"), and acronyms in brackets behind a name.
    """
    found = list(names)
    spans = [
        *spelled_out(view),
        *_joined(view),
        *_headed(view),
        *_foreign(view),
        *_plain(view, {t for name in names for t in range(name.i, name.j)}),
    ]
    for i, j in spans:
        parts = [name for name in found if name.i < j and i < name.j]
        if any(_withstands(view, name, i, j) for name in parts):
            continue
        found = [name for name in found if name not in parts]
        found.append(make_name(view, i, j, "Organization", "composed", score=0.8))
    plain = no_bodies(view, found)
    found = [name for name in found if name.j - name.i > 1 or view.words[name.i] not in plain]
    return sorted([*found, *_acronyms(view, found)], key=lambda name: name.start)


def _withstands(view: View, name: Name, i: int, j: int) -> bool:
    """Whether a name is as long as the tokens i to j, sticks out of them, or is known for an organisation's own."""
    if name.i < i or name.j > j or (name.i == i and name.j == j and name.type == "Organization"):
        return True
    if name.entry is None:
        return name.locked
    state = view.words[name.i] in {"U.S.", "US", "U.K.", "UK", "U.N.", "UN", "EU"}
    return name.entry.type == "Organization" and not state


def _run(view: View, k: int) -> int:
    """Return the first token of the capitalised words that end at token k."""
    while k > 0 and _part(view, k - 1):
        k -= 1
    return k


def _part(view: View, k: int) -> bool:
    """Whether a token can be one of the capitalised words of an organisation's name."""
    low = view.lowers[k]
    if not view.words[k][0].isalpha() or not view.capitalised(k) or low in ROLE_NOUNS or low in HONORIFICS:
        return False
    if low in nonnames() or low in {"the", "a", "an", "this", "and", "of", "in", "at", "for"}:
        return False
    return view.tags[k].startswith(("NNP", "JJ", "NN")) and not (view.sentence_start(k) and not view.proper(k))


def _heads(view: View, words: frozenset[str]) -> Iterator[int]:
    """Yield the capitalised tokens that are such words and aren't followed by more of a name."""
    for k, low in enumerate(view.lowers):
        if k and low in words and view.proper(k) and not view.words[k].isupper():
            yield k


def _joined(view: View) -> Iterator[tuple[int, int]]:
    """Yield names with "and" or a dash in them that end in a word for an organisation."""
    for k in _heads(view, HEADS):
        i = _run(view, k)
        if i < 3 or k - i < 1 or view.proper(k + 1):
            continue
        link = view.lowers[i - 1]
        first = _run(view, i - 1)
        if first == i - 1 or k - first > LONGEST:
            continue
        tight = view.ends[i - 2] == view.starts[i - 1] and view.ends[i - 1] == view.starts[i]
        if (link in {"\u2013", "\u2014", "-"} and tight) or (
            link in {"and", "&"} and first and view.lowers[first - 1] == "the" and _pair(view, first, i)
        ):
            yield first, k + 1


def _pair(view: View, first: int, i: int) -> bool:
    """Whether both words beside "and" are given names, or both fields of policy."""
    ends = view.words[first], view.words[i]
    if all(word in given_names() for word in ends):
        return i - 1 - first == 1
    return all(word.lower() in PORTFOLIOS for word in ends)


def _headed(view: View) -> Iterator[tuple[int, int]]:
    """Yield names that begin with a word for an organisation: "Institute for Peace", "Office of Trade and Energy"."""
    for k in _heads(view, HEADS_OF):
        if k + 2 >= len(view) or view.lowers[k + 1] not in {"of", "for"}:
            continue
        at = k + 2
        at += view.lowers[at] == "the"
        end = _forward(view, at)
        if end == at:
            continue
        while end + 3 < len(view) and view.words[end] == "," and _field(view, end - 1) and _field(view, end + 1):
            end += 2  # "Ministry of Health, Labour and Welfare"
        if end + 1 < len(view) and view.lowers[end] in {"and", "&"} and _second(view, at, end):
            end = _forward(view, end + 1)
        i = _run(view, k)
        if end - i <= LONGEST:
            yield i, end


def _field(view: View, k: int) -> bool:
    """Whether token k is a capitalised field of policy."""
    return view.capitalised(k) and view.lowers[k] in PORTFOLIOS


def _foreign(view: View) -> Iterator[tuple[int, int]]:
    """Yield names that begin with a foreign word for an organisation: "Banco del Norte", "Front pour la Paix"."""
    for k, low in enumerate(view.lowers):
        if low not in FOREIGN_HEADS and low not in ENGLISH_TOO:
            continue
        if not view.capitalised(k) or (view.words[k].isupper() and len(view.words[k]) > 1):
            continue
        end, j = k + 1, k + 1
        while j < len(view) and j - k < LONGEST:
            if view.capitalised(j) and not view.words[j].isupper():
                end = j + 1
            elif view.words[j] == "-" and view.ends[j - 1] == view.starts[j] and view.ends[j] == view.starts[j + 1]:
                pass
            elif view.words[j] not in FOREIGN_LINKS and not view.words[j].startswith(
                ("l'", "d'", "l\u2019", "d\u2019")
            ):
                break
            j += 1
        small = any(word in FOREIGN_LINKS for word in view.words[k + 1 : end])
        if end - k > 1 and (small or low not in ENGLISH_TOO):
            yield k, end


def _forward(view: View, at: int) -> int:
    """Return the end of the capitalised words from token at."""
    end = at
    while end < len(view) and end - at < 4 and view.proper(end) and _part(view, end):
        end += 1
    return end


def _second(view: View, at: int, end: int) -> bool:
    """Whether what follows "and" at token end is a second field of the organisation, and no name or title of its own."""
    nxt = end + 1
    word = view.words[nxt]
    if not view.proper(nxt) or not _part(view, nxt) or not word.istitle():
        return False
    first = tuple(view.words[at:end])
    lands = territories()
    if lands.names.get(first) or " ".join(first) in cities():
        return False
    known = bodies().find(view.words, nxt) or lands.names.find(view.words, nxt) or lands.peoples.get((word,))
    if known or word in given_names() or word in surnames() or word in cities() or word.lower() in brands():
        return False
    last = _forward(view, nxt)
    after = view.lowers[last] if last < len(view) else ""
    return after not in ROLE_NOUNS and view.lowers[last - 1] not in HEADS


def _plain(view: View, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield two and more free capitalised words of which the last tells of an organisation ("the High Court")."""
    lands = territories()
    for k in _heads(view, HEADS):
        i = _run(view, k)
        free = k - i >= 1 and not view.proper(k + 1) and not taken.intersection(range(i, k + 1))
        plain = not any(lands.peoples.get((word,)) or word in given_names() for word in view.words[i:k])
        if i and free and plain and view.lowers[i - 1] in {"the", "a", "of", "by", "to", "at", "its"}:
            yield i, k + 1


def _acronyms(view: View, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the free words in brackets behind an organisation's name that abbreviate it."""
    taken = {t for name in names for t in range(name.i, name.j)}
    for name in names:
        j = name.j
        if name.type != "Organization" or j + 2 >= len(view) or view.words[j] != "(" or view.words[j + 2] != ")":
            continue
        word = view.words[j + 1]
        if j + 1 not in taken and name.j - name.i > 1 and is_acronym(word) and abbreviates(view, name, word):
            yield make_name(view, j + 1, j + 2, "Organization", "acronym", score=0.9)
