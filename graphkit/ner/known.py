"""Names that the gazetteer knows: found in the text, or used to settle what the model found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graphkit.ner.gazetteer import bodies, given_names, surnames, territories
from graphkit.ner.spans import Name, is_title_word, make_name
from graphkit.ner.titles import GROUP_NOUNS, ROLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.ner.gazetteer import Entry
    from graphkit.ner.view import View


def find_known(view: View, model: Sequence[Name]) -> list[Name]:
    """Return countries, peoples, and organisations of the gazetteer, in order.

    A hit counts only where it is no part of a longer name: of a longer name of the model's, or of a run of capitalised
    proper nouns, unless the neighbour is a title ("Russia President") or the hit is a country's.
    """
    lands, groups = territories(), bodies()
    inside = {t: name for name in model for t in range(name.i, name.j)}
    families = {view.words[n.j - 1] for n in model if n.type == "Person" and n.j - n.i > 1}
    found: list[Name] = []
    words = view.words
    firsts = _first_words()
    spots = [i for i, word in enumerate(words) if word in firsts or ("-" in word and word[0].isupper())]
    end = 0
    for i in spots:
        if i < end:
            continue
        if words[i] not in firsts:
            found += _in_compound(view, i)
            continue
        hits = [
            (hit, kind)
            for g, kind in ((groups, ""), (lands.names, ""), (lands.peoples, "People"))
            if (hit := g.find(words, i))
        ]
        if not hits:
            continue
        (j, entry), kind = max(hits, key=lambda h: h[0][0])
        if entry.kind in _GENERIC and j + 1 < len(words) and words[j] == "of" and view.proper(j + 1):
            continue  # another state's body, "Supreme Court of Victoria"
        sure = entry.kind != "city"
        name = make_name(view, i, j, kind or entry.type, "gazetteer", locked=sure, entry=entry, score=0.95)
        person = j - i == 1 and words[i] in families and i in inside and inside[i].type == "Person"
        if person or not _stands_alone(view, name, inside):
            continue
        if found and _national_body(view, found[-1], name):
            name = make_name(view, found.pop().i, j, name.type, "gazetteer", locked=True, entry=entry, score=0.95)
        found.append(name)
        end = j
    return found


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which a known name begins."""
    lands = territories()
    return frozenset((*bodies().by_first, *lands.names.by_first, *lands.peoples.by_first))


def _national_body(view: View, before: Name, name: Name) -> bool:
    """Whether a body of state follows its country's abbreviation, which belongs to its name ("U.S. Department of …")."""
    if before.j != name.i or name.entry is None or name.entry.kind not in {"ministry", "agency", "court", "parliament"}:
        return False
    return before.j - before.i == 1 and view.words[before.i] in _STATES


def _in_compound(view: View, i: int) -> list[Name]:
    """Return the name at the head of a hyphen compound that is one token ("U.S.-led"), if there is one."""
    head, _, rest = view.words[i].partition("-")
    entry = bodies().get((head,)) or territories().names.get((head,))
    if entry is None or not rest[:1].islower():
        return []
    start = view.starts[i]
    return [Name(i, i + 1, start, start + len(head), entry.type, "gazetteer", locked=True, entry=entry, score=0.9)]


_GENERIC = frozenset({"court", "ministry", "parliament", "party"})
_WORDS = frozenset({"US", "IT", "WHO", "CAR", "SEC"})


def _stands_alone(view: View, name: Name, inside: dict[int, Name]) -> bool:
    """Whether a hit is a name by itself and no part of a longer one."""
    model = inside.get(name.i)
    if model is not None and model.i <= name.i and model.j >= name.j:
        return _agrees(view, name, model)
    one = name.j - name.i == 1
    if one and model is None and _plain_word(view, name.i):
        return False
    if name.entry is not None and name.entry.kind in _COUNTRIES:
        return True
    before, after = name.i - 1, name.j
    if view.proper(before) and not is_title_word(view, before) and before not in inside:
        return not one
    if view.proper(after) and not is_title_word(view, after):
        return not one and inside.get(after) is None
    return True


def _agrees(view: View, name: Name, model: Name) -> bool:
    """Whether a hit stands although the model has found a name there, of the same words or of more."""
    if model.i == name.i and model.j == name.j:
        word = view.words[name.i]
        return name.locked or model.type != "Person" or not (word in surnames() or word in given_names())
    if model.type == "Person" and name.type != "People":
        return False
    return _splits_off(view, name, model)


def _splits_off(view: View, name: Name, model: Name) -> bool:
    """Whether a known name inside a longer one of the model's is a name by itself."""
    rest = [*range(model.i, name.i), *range(name.j, model.j)]
    if (
        name.i == model.i
        and model.j < len(view)
        and (view.lowers[model.j] in ROLE_NOUNS or view.lowers[model.j] in GROUP_NOUNS)
        and all(is_title_word(view, k) for k in rest)
    ):
        return True  # "British Defence" before "Secretary"
    if name.type == "People" or (
        model.type == "Organization" and name.i == model.i + 1 and view.words[model.i] in _STATES
    ):
        return False
    if name.entry is not None and name.entry.kind == "party" and name.i > model.i:
        return False
    if all(not view.words[k][0].isupper() for k in rest) or all(_hyphen_or_known(view, k) for k in rest):
        return True
    if model.type == "Organization" and name.i > model.i:
        return False
    return all((is_title_word(view, k) and view.words[k] != "New") or not view.words[k][0].isalnum() for k in rest)


def _hyphen_or_known(view: View, k: int) -> bool:
    """Whether a token joins two known names ("Israel-PLO"), or is a nationality before one ("Russian Duma")."""
    lands = territories()
    word = view.words[k]
    return (
        word in {"-", "\u2013"}
        or (lands.peoples.get((word,)) or bodies().get((word,)) or lands.names.get((word,))) is not None
    )


def _plain_word(view: View, i: int) -> bool:
    """Whether a word isn't tagged as a name, or is spelled like one only because all words there are in capitals."""
    if not view.tags[i].startswith(("NNP", "JJ")) and view.words[i].istitle():
        return True
    return view.words[i] in _WORDS and _shouting(view, i)


_COUNTRIES = frozenset({"country", "historic", "continent", "region", "seat", "sea"})
_STATES = frozenset({"U.S.", "US", "UK", "U.K.", "U.N.", "UN", "EU"})


def _shouting(view: View, i: int) -> bool:
    """Whether the words beside token i are in capitals too."""
    near = [w for w in view.words[max(i - 2, 0) : i] + view.words[i + 1 : i + 3] if w.isalpha()]
    return bool(near) and all(w.isupper() for w in near)


def country_of(entry: Entry | None) -> bool:
    """Whether an entry is a country, of today or of old."""
    return entry is not None and entry.kind in {"country", "historic"}
